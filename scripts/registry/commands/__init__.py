"""One module per verb of the command line. Each returns an exit code and prints nothing itself."""
