"""The filing number: 教APP备 + two-digit prefix of the authority + five-digit serial + 号."""

import re
import unicodedata

LARGEST_SERIAL = 99_999
FIRST_DEMONSTRATION_SERIAL = 90_001
"""Serials from here on are fictional where a registry holds demonstration data."""
_LENIENT = re.compile("(?:教?APP备?)?([0-9]{7})号?")


def form(prefix: str, serial: int) -> str:
    """The number of a serial, e.g. `form("11", 871)` is 教APP备1100871号. Raises ValueError outside 1 to 99,999."""
    if not 1 <= serial <= LARGEST_SERIAL:
        raise ValueError(f"serial {serial} does not fit into five digits")
    return f"教APP备{prefix}{serial:05d}号"


def digits(number: str) -> str:
    """The seven digits of an issued number."""
    return number[5:12]


def prefix_and_serial(number: str) -> tuple[str, int]:
    """Prefix and serial of an issued number."""
    return number[5:7], int(number[7:12])


def recognise(typed: str) -> str | None:
    """The number that a person meant: full-width letters, spaces, small letters, a missing 教 or 号 are forgiven; else None."""
    plain = re.sub(r"[\s\-–—.·]", "", unicodedata.normalize("NFKC", typed)).upper()
    match = _LENIENT.fullmatch(plain)
    return f"教APP备{match[1]}号" if match else None
