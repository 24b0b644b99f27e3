"""Everything at once: the same four tables as CSV, SQLite and Parquet, and all full records as NDJSON (docs/decisions/0063)."""
