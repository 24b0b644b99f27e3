"""Which characters may stand in a filing. An own table: the interpreter's one changes with its version.

Refused are controls, line separators that only some parsers see (U+0085, U+2028, U+2029), direction marks, invisible and
variation characters, private use, surrogates, noncharacters and planes without assigned characters. U+180E is part of
Mongolian spelling and allowed between Mongolian letters. A letter carries two combining marks at most, so that no text
grows over its neighbours; the marks of scripts that stack them, as Tibetan, are not among these.
"""

import re
import unicodedata

_RANGES = (
    (0x0000, 0x0009), (0x000B, 0x001F), (0x007F, 0x009F), (0x00AD, 0x00AD), (0x034F, 0x034F), (0x0600, 0x0605),
    (0x061C, 0x061C), (0x06DD, 0x06DD), (0x070F, 0x070F), (0x0890, 0x0891), (0x08E2, 0x08E2), (0x115F, 0x1160),
    (0x17B4, 0x17B5), (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xD800, 0xF8FF),
    (0xFDD0, 0xFDEF), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0xFFFE, 0xFFFF),
    (0x110BD, 0x110BD), (0x110CD, 0x110CD), (0x13430, 0x1343F), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A),
    (0x1FFFE, 0x1FFFF), (0x2FFFE, 0x2FFFF), (0x3FFFE, 0x10FFFF),
)  # fmt: skip
_CLASS = "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in _RANGES)
_MONGOLIAN = "\u1820-\u1878\u1880-\u18aa"
_MARKS = "\u0300-\u034e\u0350-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
# One plain class: an alternation would cost ten times as much on every file.
_SUSPECT = re.compile(f"[{_CLASS}\u180e{_MARKS}]")
_IN_ITS_PLACE = re.compile(f"(?<=[{_MONGOLIAN}])\u180e(?=[{_MONGOLIAN}])|(?<![{_MARKS}]{{2}})[{_MARKS}]")


def first_refused(text: str, start: int = 0) -> int | None:
    """Index of the first character that may not stand in a filing, or None. A line feed is allowed."""
    match = _SUSPECT.search(text, start)
    while match and _IN_ITS_PLACE.match(text, match.start()):
        match = _SUSPECT.search(text, match.end())
    return match.start() if match else None


def first_not_composed(text: str) -> int | None:
    """Index where the first stretch that is not in normal form C begins, or None."""
    if unicodedata.is_normalized("NFC", text):
        return None
    composed = unicodedata.normalize("NFC", text)
    return next(i for i, character in enumerate(text) if not composed.startswith(character, i))


def name_of(character: str) -> str:
    """`U+0085` and the like."""
    return f"U+{ord(character):04X}"
