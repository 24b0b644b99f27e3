"""Pinyin of app names for the search: every syllable in full, and the initials alone."""

import unicodedata
from functools import cache

from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PINYIN_DICT

_AMBIGUOUS = frozenset("重长乐行校朝单曾厦藏都调传弹降还会中参种处数率盛石朴宿柏泊解仇华区")
"""Characters whose reading depends on the word in names of apps: only names that hold one pay for pypinyin's dictionary of words."""


def fold(text: str) -> str:
    """Text as the search compares it: full-width as half-width, capitals as small letters."""
    return unicodedata.normalize("NFKC", text).lower()


def syllables(name: str) -> list[str]:
    """The reading of each Chinese character without tones (ü as v, as people type it); other characters one by one, folded."""
    if _AMBIGUOUS.isdisjoint(name):
        return [_reading(character) for character in fold(name)]
    # One entry a character also outside Chinese; the package takes a list, its types know only text.
    return lazy_pinyin(fold(name), style=Style.NORMAL, errors=list)  # type: ignore[arg-type]


@cache
def _reading(character: str) -> str:
    first = PINYIN_DICT.get(ord(character), character).split(",")[0]
    spelled = unicodedata.normalize("NFD", first).replace("u\N{COMBINING DIAERESIS}", "v")
    return "".join(c for c in spelled if not unicodedata.combining(c))


def pinyin(name: str) -> str:
    """`qimingkousuan qmks` for 启明口算; nothing for a name without Chinese characters."""
    parts = syllables(name)
    full = "".join(parts)
    if full == fold(name):
        return ""
    return f"{full} {''.join(part[:1] for part in parts)}"
