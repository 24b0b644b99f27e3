"""Which part of a name is its own: what is left without additions, and what is not among the common words."""

import re
from collections.abc import Callable
from functools import cache

from registry.core.names.layers import case, near, skeleton, visible, width

_VERSION = re.compile(
    r"(?<![a-z0-9])v\d{1,3}(\.\d{1,3})*(?![a-z0-9])|(?<![\d.])\d{1,3}(\.\d{1,3})+(?![\d.])|(?<!\d)\d{1,2}版"
    r"|(?<!\d)20[1-4]\d年?(版|款|新版)?(?=\W*$)|第?[二三四五六七八九十]{1,2}[代版](?=\W*$)"
)
_EDITION = re.compile("[㐀-䶿一-鿿]{2}版$")
"""Whatever the edition is called: 素养版, 悦享版."""
_SUBTITLE = re.compile(r"\s*[-—–:(,]")
LEAST_CORE = 2
"""Additions are not taken off a name that would be shorter without: 教师版 is a name."""


def core(name: str, fold: Callable[[str], str] = skeleton) -> str:
    """The name under `fold` (`skeleton` or `plain`) without additions at both ends and without version numbers."""
    found = whole = fold(name)
    styled = case(width(visible(name)))
    if (unversioned := _VERSION.sub("", styled)) != styled:
        found = fold(unversioned)
    while (shorter := _without_one(found, fold)) != found:
        found = shorter
    return found if len(found) >= LEAST_CORE else whole


def before_subtitle(name: str) -> str:
    """What stands before a dash, a colon, a bracket or a comma; empty if there is none of them inside of the name."""
    text = width(visible(name))
    found = _SUBTITLE.search(text)
    return text[: found.start()] if found else ""


def _without_one(text: str, fold: Callable[[str], str]) -> str:
    additions, lengths = _additions(fold)
    for length in lengths:
        if length + LEAST_CORE <= len(text):
            if text[-length:] in additions:
                return text[:-length]
            if text[:length] in additions:
                return text[length:]
    edition = _EDITION.search(text)
    if edition is None or edition.start() < LEAST_CORE or text.endswith(_textbooks(fold)):
        return text
    # 语文版 and 数学版 are two apps.
    return text if near(skeleton(edition[0][:-1])) in _common() else text[: edition.start()]


def own(text: str) -> tuple[bool, ...]:
    """For each character of an outline (see `relations`) whether it is part of no common word."""
    common, lengths, last = _common(), _lengths(), _last()
    covered = bytearray(len(text))
    for start in range(len(text) - 1):
        for end in (start + length for length in lengths if start + length <= len(text)):
            if text[start:end] in common and _is_a_word(text, start, end):
                covered[start:end] = b"\1" * (end - start)
                break
    for index in range(len(text) - 1, -1, -1):
        if not covered[index]:
            if text[index] not in last:
                break
            covered[index] = 1
    return tuple(not mark for mark in covered)


def _is_a_word(text: str, start: int, end: int) -> bool:
    """Whether a word in letters stands for itself: the `ai` of `AI口算`, not that of `pair`."""
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    return not (text[start:end].isascii() and any(c.isascii() and c.isalpha() for c in around))


@cache
def _additions(fold: Callable[[str], str]) -> tuple[frozenset[str], tuple[int, ...]]:
    """Under `fold`, and their lengths, the longest first."""
    from registry.core.names.data.words import ADDITIONS

    found = frozenset(fold(word) for word in ADDITIONS.split())
    return found, tuple(sorted({len(word) for word in found}, reverse=True))


@cache
def _textbooks(fold: Callable[[str], str]) -> tuple[str, ...]:
    from registry.core.names.data.words import TEXTBOOKS

    return tuple(fold(word) for word in TEXTBOOKS.split())


@cache
def _common() -> frozenset[str]:
    from registry.core.names.data.words import COMMON

    return frozenset(near(skeleton(word)) for word in COMMON.split())


@cache
def _lengths() -> tuple[int, ...]:
    return tuple(sorted({len(word) for word in _common()}, reverse=True))


@cache
def _last() -> frozenset[str]:
    from registry.core.names.data.words import LAST

    return frozenset(near(skeleton(word)) for word in LAST.split())
