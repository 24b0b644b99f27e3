"""The filing number: 教APP备 + two-digit prefix of the authority + five-digit serial + 号."""

import re
import unicodedata
from collections.abc import Container

LARGEST_SERIAL = 99_999
FIRST_DEMONSTRATION_SERIAL = 90_001
"""Serials from here on are fictional where a registry holds demonstration data."""
_LETTERS_FOR_DIGITS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1"})
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


def near(typed: str, known: Container[str]) -> list[str]:
    """Issued numbers that differ from what was typed by one digit wrong, missing or too much, or by two digits exchanged."""
    plain = unicodedata.normalize("NFKC", typed).translate(_LETTERS_FOR_DIGITS)
    found = "".join(re.findall(r"[0-9]", plain))
    if not 6 <= len(found) <= 8:
        return []
    cut = [(found[:at], found[at:]) for at in range(len(found) + 1)]
    meant = {left + right[1:] for left, right in cut if right}
    meant |= {left + right[1] + right[0] + right[2:] for left, right in cut if len(right) > 1}
    meant |= {left + digit + right[1:] for left, right in cut if right for digit in "0123456789"}
    meant |= {left + digit + right for left, right in cut for digit in "0123456789"}
    numbers = sorted(f"教APP备{seven}号" for seven in meant if len(seven) == 7)
    return [number for number in numbers if number in known]
