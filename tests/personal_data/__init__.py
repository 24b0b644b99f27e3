"""Personal data: what must be found, what must pass, and that nothing repeats what was found."""
