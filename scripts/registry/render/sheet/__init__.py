"""Spreadsheets: the templates that people fill in, and what an import says."""
