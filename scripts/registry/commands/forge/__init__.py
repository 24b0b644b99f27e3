"""The registry on a forge: one module per verb of `registry forge`."""
