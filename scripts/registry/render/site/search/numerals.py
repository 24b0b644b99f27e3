"""Numbers as text in the base of 44; the last digit of each is from another half of the alphabet, so that they need no signs between them."""

ALPHABET = "".join(c for c in map(chr, range(0x23, 0x7F)) if c not in "\\|~<")
BASE = len(ALPHABET) // 2


def number(value: int) -> str:
    """One number as text."""
    text = ""
    while value >= BASE:
        text += ALPHABET[BASE + value % BASE]
        value //= BASE
    return text + ALPHABET[value]
