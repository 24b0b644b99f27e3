"""What stops a command: something that must be there cannot be read or written."""


class Problem(Exception):
    """The message is one line for a person: where, and what is wrong. The command line shows it and exits with 2."""
