"""What makes two spellings of one name differ, a layer for each; a layer takes a text and gives it without that difference.

No library has them all: measured on 33 pairs, NFKC finds 9, the tables of UTS 39 17 to 19, and none a traditional character or
one of 日 and 曰.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

_GENUINE = "㊣™℠®©"
"""Signs of genuineness. NFKC would make the letters TM and the character 正 of some."""
_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0" + "".join(
    map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)
"""Fillers and variation selectors: letters, marks or symbols by their category, and nothing on the screen."""
_DROPPED = frozenset(_GENUINE + _BLANK)
_KEPT = "+"
"""The one sign that makes another name of a name: C++, 口算+."""
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
"""Accents and strokes on letters. The vowel signs of Tibetan and the like are not among them: they are letters."""


def visible(text: str) -> str:
    """Without what is not seen, and without signs of genuineness."""
    return "".join(c for c in text if c not in _DROPPED and unicodedata.category(c) not in _UNSEEN)


_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))


def width(text: str) -> str:
    """Full-width, circled, raised and otherwise styled characters as the plain ones (NFKC)."""
    return unicodedata.normalize("NFKC", text)


def marks(text: str) -> str:
    """Letters without accents."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", text)))


def case(text: str) -> str:
    """Small letters."""
    return text.casefold()


def spacing(text: str) -> str:
    """Without spaces, punctuation and symbols. A name of nothing else stays as it is."""
    kept = "".join(c for c in text if c in _KEPT or unicodedata.category(c)[0] in "LMN")
    return kept or text


def variants(text: str) -> str:
    """Traditional, regional and Japanese forms of Chinese characters as the simplified ones."""
    return text.translate(_variants())


def letters(text: str) -> str:
    """Letters of other scripts and symbols as the ASCII letter, digit or the character that they look like (UTS 39).

    Comes before `case`: Greek Ν looks like N, its small letter like v.
    """
    return text if text.isascii() else text.translate(_confusables())


def twins(text: str) -> str:
    """One of each group of characters that differ by the length or the end of one stroke."""
    return text.translate(_twins())


def near(text: str) -> str:
    """One of each group of characters that are alike at a glance, yet told apart by reading."""
    return text.replace("rn", "m").replace("vv", "w").translate(_near())


@cache
def _variants() -> dict[int, str]:
    from registry.core.names.data.variants import VARIANTS

    return groups(VARIANTS)


@cache
def _confusables() -> dict[int, str]:
    from registry.core.names.data.confusables import CONFUSABLES

    table: dict[int, str] = {}
    for line in CONFUSABLES.splitlines():
        target, *sources = line.split(" ")
        text = "".join(chr(int(code, 16)) for code in target.split("."))
        table.update((int(source, 16), text) for source in sources)
    return table


@cache
def _twins() -> dict[int, str]:
    from registry.core.names.data.look_alikes import TWINS

    return groups(TWINS)


@cache
def _near() -> dict[int, str]:
    from registry.core.names.data.look_alikes import NEAR

    return groups(NEAR)


def groups(table: str) -> dict[int, str]:
    """`日曰 己已巳` as a table for `str.translate`: each character but the first of its group -> the first."""
    return {ord(other): group[0] for group in table.split() for other in group[1:]}


Layer = Callable[[str], str]
LAYERS: tuple[Layer, ...] = (
    visible, width, marks, letters, case, letters, marks, width, variants, twins, spacing,
)  # fmt: skip
"""All layers that take a spelling away and leave the name, in order."""
_READ: tuple[Layer, ...] = (visible, width, marks, case, width, spacing, variants)


def _folded(text: str, chosen: Iterable[Layer]) -> str:
    for layer in chosen:
        text = layer(text)
    return text


def plain(name: str) -> str:
    """The name as it is read aloud: without differences that have no sound."""
    return _folded(name, _READ)


def skeleton(name: str) -> str:
    """The name as it looks to somebody in a hurry; two names with one skeleton are one name. A skeleton's is itself."""
    return _folded(name, LAYERS)


def without(layer: Layer, name: str) -> str:
    """The name with all differences taken away but those of one layer."""
    return _folded(name, (other for other in LAYERS if other is not layer))
