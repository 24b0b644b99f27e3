"""Spreadsheets: filings from rows, and rows from filings."""
