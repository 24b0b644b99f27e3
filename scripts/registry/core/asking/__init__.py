"""Asking for a filing one question at a time: which question comes next, and what a typed answer means."""
