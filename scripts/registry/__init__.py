"""The filing registry of educational mobile apps: `registry --help`."""
