"""The demonstration registry and the writer of its files."""
