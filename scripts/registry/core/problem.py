"""What stops a command: something that must be there cannot be read or written."""

from registry.core.text import shown

LONGEST_MESSAGE = 300


class Problem(Exception):  # noqa: N818 - the word that people use; its subclasses are errors
    """The message is one line for a person: where, and what is wrong. The command line shows it and exits with 2."""

    def __init__(self, message: str) -> None:
        super().__init__(shown(message, LONGEST_MESSAGE))
