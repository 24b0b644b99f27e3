"""Rules on providers' filings, beyond single faults: days, decisions already taken, changes, tables."""
