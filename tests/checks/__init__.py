"""The checks in the browser, held to those of the command line by one table of cases."""
