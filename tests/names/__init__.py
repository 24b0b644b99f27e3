"""Names of apps: which are one, which are too close, which are different."""
