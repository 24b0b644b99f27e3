"""A text as a person reads it: plain characters, digits of any script and numerals as digits, each with its place in the text."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Kind(StrEnum):
    """What was found."""

    id_number = "id_number"
    old_id_number = "old_id_number"
    mobile = "mobile"
    mailbox = "mailbox"
    account = "account"


NUMERALS = {
    **dict.fromkeys("〇零○◯洞", "0"),
    **dict.fromkeys("一壹弌幺", "1"),
    **dict.fromkeys("二贰貳弍两兩", "2"),
    **dict.fromkeys("三叁叄參弎", "3"),
    **dict.fromkeys("四肆", "4"),
    **dict.fromkeys("五伍", "5"),
    **dict.fromkeys("六陆陸", "6"),
    **dict.fromkeys("七柒拐", "7"),
    **dict.fromkeys("八捌", "8"),
    **dict.fromkeys("九玖勾", "9"),
}
"""Chinese numerals, those of cheques, and those by which numbers are read out (幺 1, 两 2, 拐 7, 勾 9, 洞 0)."""
SAME_LOOK = {"×": "x", "х": "x", "χ": "x", "о": "o", "ο": "o"}
_LETTERS_AS_DIGITS = {"o": "0", "O": "0", "l": "1", "I": "1"}


@cache
def _parts(character: str) -> tuple[tuple[str, str, str], ...]:
    """What a character is without width, ornament and case: its plain characters, the same as digits, and their styles.

    Styles: `d` a digit, `n` a numeral or a digit in a circle or raised, `l` a letter that may stand for a digit, `.` the rest.
    Marks and invisible characters give nothing: all that Unicode's canonical order could move is dropped, so that reading
    character by character equals reading the whole.
    """
    found = []
    for part in unicodedata.normalize("NFKD", character):
        if unicodedata.combining(part) or unicodedata.category(part) in ("Mn", "Me", "Cf"):
            continue
        digit = unicodedata.decimal(part, None)
        if digit is not None:
            found.append((str(digit), str(digit), "d" if unicodedata.category(character) == "Nd" else "n"))
            continue
        plain = part.lower()[0]
        plain = NUMERALS.get(plain) or SAME_LOOK.get(plain, plain)
        if plain.isdecimal():
            found.append((plain, plain, "n"))
        elif letter := _LETTERS_AS_DIGITS.get("o" if plain == "o" else part):
            found.append((plain, letter, "l"))
        else:
            found.append((plain, plain, "."))
    return tuple(found)


class _Table(dict[int, str]):
    """Plain characters for `str.translate`, which asks a table for each character."""

    def __missing__(self, code: int) -> str:
        self[code] = "".join(plain for plain, _, _ in _parts(chr(code)))
        return self[code]


PLAIN = _Table()
ADDRESS = re.compile(r"(?:https?://|www\.)[a-z0-9\-._~%&=+?/#:@$*]+")
DIGEST = re.compile(
    r"(?<![0-9a-f])(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32,128})(?![0-9a-f])"
)


class Reading:
    """A text in plain characters (`letters`; with letters as digits: `digits`), their styles, and their places in the text."""

    def __init__(self, text: str) -> None:
        parts = [(index, *part) for index, character in enumerate(text) for part in _parts(character)]
        self.at = [index for index, _, _, _ in parts]
        self.letters = "".join(plain for _, plain, _, _ in parts)
        self.digits = "".join(digit for _, _, digit, _ in parts)
        self.styles = "".join(style for _, _, _, style in parts)
        self.opaque = bytearray(len(parts))
        """1 where a web address, a digest or a UUID stands: their digits mean nothing to a person."""
        for pattern in (ADDRESS, DIGEST):
            for match in pattern.finditer(self.letters):
                self.opaque[match.start() : match.end()] = b"\1" * len(match[0])

    def digit_goes_on(self, edge: int, neighbour: int) -> bool:
        """Whether the digit at `edge` belongs to the same number as `neighbour`: numerals end where they may, digits do not."""
        return 0 <= neighbour < len(self.styles) and self.styles[edge] == self.styles[neighbour] == "d"


@dataclass(frozen=True, slots=True)
class Span:
    """A find, in places of the reading."""

    kind: Kind
    start: int
    end: int
    tail: str
    signs: int = 0
    """How many signs stand between digits."""
