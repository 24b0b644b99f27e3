"""The pieces of text that an entry is found by, as numbers beside the entry's: two columns for all entries at once.

A piece is two neighbours of which one is not ASCII, or three of which two or all are; two syllables; three initials; three to five digits of a number;
the beginning of a name; the end of a code. Columns are arrays, since a country's schools have some twenty million pieces.
"""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from registry.render.site.search.characters import readings

Numbers = NDArray[np.int64]

_CHARACTER = 21
"""Bits of a character."""
_ASCII = 7
_SYLLABLE = 12
_ASCII_END = 128


class Column(NamedTuple):
    """Pieces of one sort: `keys`, and in which entry each stands. `text` turns a key into what the browser asks for."""

    keys: Numbers
    entries: Numbers


def _codes(texts: Sequence[str]) -> tuple[Numbers, Numbers]:
    """All characters as numbers with a 0 after each text, and for each character the place of its text."""
    codes = np.frombuffer("".join(f"{text}\0" for text in texts).encode("utf-32-le"), dtype=np.uint32).astype(
        np.int64
    )
    ends = codes == 0
    return codes, np.cumsum(ends) - ends


def pairs(texts: Sequence[str]) -> Column:
    """Two neighbours of which at least one is not ASCII."""
    codes, entries = _codes(texts)
    left, right = codes[:-1], codes[1:]
    there = (left > 0) & (right > 0) & ((left >= _ASCII_END) | (right >= _ASCII_END))
    return Column((left[there] << _CHARACTER) | right[there], entries[:-1][there])


def edges(texts: Sequence[str]) -> Column:
    """Three neighbours of which the first two or the last two are ASCII and the other is not: `26重`."""
    codes, entries = _codes(texts)
    first, second, third = codes[:-2], codes[1:-1], codes[2:]
    there = (first > 0) & (second > 0) & (third > 0) & (second < _ASCII_END)
    there &= (first < _ASCII_END) != (third < _ASCII_END)
    keys = (first << 2 * _CHARACTER) | (second << _CHARACTER) | third
    return Column(keys[there], entries[:-2][there])


def triples(texts: Sequence[str], entries: Numbers) -> Column:
    """Three neighbours of letters, digits, + and #; anything else cuts. `entries` says whose each text is."""
    codes, places = _codes(texts)
    codes = np.where(_WORD[np.minimum(codes, _ASCII_END - 1)] & (codes < _ASCII_END), codes, 0)
    there = (codes[:-2] > 0) & (codes[1:-1] > 0) & (codes[2:] > 0)
    return Column(_triple(codes[:-2], codes[1:-1], codes[2:])[there], entries[places[:-2][there]])


_WORD = np.array([chr(code).isalnum() or chr(code) in "+#" for code in range(_ASCII_END)])


def _triple(first: Numbers, second: Numbers, third: Numbers) -> Numbers:
    return (first << 2 * _ASCII) | (second << _ASCII) | third


class Sounds:
    """How names are read: a column of syllables for each way to read a character, and of initials."""

    def __init__(self, names: Sequence[str]) -> None:
        self._codes, self._entries = _codes(names)
        characters, self._place = np.unique(self._codes, return_inverse=True)
        read = [readings(chr(code))[0] if code >= _ASCII_END else () for code in characters]
        self.syllables = sorted({syllable for parts in read for syllable in parts})
        number = {syllable: at for at, syllable in enumerate(self.syllables, 1)}
        ways = max([1, *map(len, read)])
        self._read = [
            np.array([number[parts[way]] if way < len(parts) else 0 for parts in read]) for way in range(ways)
        ]
        initials = [tuple(dict.fromkeys(ord(part[0]) for part in parts)) for parts in read]
        for at, code in enumerate(characters):
            if 0 < code < _ASCII_END:
                initials[at] = (int(code),)
        self._initials = [
            np.array([parts[way] if way < len(parts) else 0 for parts in initials]) for way in range(ways)
        ]

    def pairs(self) -> Column:
        """Two syllables of neighbours, each way to read them."""
        found = []
        for left, right in product(self._read, repeat=2):
            first, second = left[self._place][:-1], right[self._place][1:]
            there = (first > 0) & (second > 0)
            found.append(Column(((first << _SYLLABLE) | second)[there], self._entries[:-1][there]))
        return joined(found)

    def initials(self) -> Column:
        """Three initials of neighbours; letters and digits stand for themselves."""
        found = []
        for ways in product(self._initials, repeat=3):
            first, second, third = (way[self._place] for way in ways)
            first, second, third = first[:-2], second[1:-1], third[2:]
            there = (first > 0) & (second > 0) & (third > 0)
            if there.any():
                found.append(Column(_triple(first, second, third)[there], self._entries[:-2][there]))
        return joined(found)

    def syllable_pair(self, key: int) -> str:
        """`kou suan` of a key of `pairs`."""
        return (
            f"{self.syllables[(key >> _SYLLABLE) - 1]} {self.syllables[(key & ((1 << _SYLLABLE) - 1)) - 1]}"
        )


def mixed(names: Sequence[str]) -> Column:
    """Three neighbours of the letters of names in which Latin letters and digits stand beside Chinese: `17zuoye` of 17作业."""
    texts, owners = [], []
    for owner, name in enumerate(names):
        if name.isascii() or not any(c < "\x80" for c in name):
            continue
        spelled = [(c,) if c < "\x80" else readings(c)[0] or ("\0",) for c in name]
        for at in range(max(1, len(spelled) - 2)):
            for parts in product(*spelled[at : at + 3]):
                texts.append("".join(parts).replace("\0", " "))
                owners.append(owner)
    return triples(texts, np.array(owners, dtype=np.int64))


def digits(numbers: Sequence[str]) -> Column:
    """Three, four and five neighbours among the seven digits of each number."""
    columns = np.array([[int(c) for c in number] for number in numbers], dtype=np.int64).reshape(-1, 7)
    found = []
    for length in (3, 4, 5):
        for start in range(7 - length + 1):
            value = columns[:, start : start + length] @ (10 ** np.arange(length - 1, -1, -1))
            found.append(Column((length << 24) | value, np.arange(len(columns))))
    return joined(found)


def number_part(key: int) -> str:
    """`#1190` of a key of `digits`."""
    return f"#{key & 0xFFFFFF:0{key >> 24}d}"


def ends(codes: Iterable[str]) -> Column:
    """The last four characters of each code."""
    keys = np.array([int(code[-4:], 36) for code in codes], dtype=np.int64)
    return Column(keys, np.arange(len(keys)))


def code_end(key: int) -> str:
    """`@a1k2` of a key of `ends`."""
    return "@" + "".join(
        "0123456789abcdefghijklmnopqrstuvwxyz"[key // 36**place % 36] for place in (3, 2, 1, 0)
    )


def begins(names: Sequence[str]) -> Column:
    """The first two characters of each name, or the first three if the two are ASCII; the shortest names first."""
    order = sorted(range(len(names)), key=lambda at: (len(names[at]), at))
    keys, owners = [], []
    for at in order:
        head = names[at][:3] if names[at][:2].isascii() else names[at][:2]
        if len(head) == (3 if head.isascii() else 2):
            keys.append(sum(ord(c) << _CHARACTER * (len(head) - place - 1) for place, c in enumerate(head)))
            owners.append(at)
    return Column(np.array(keys, dtype=np.int64), np.array(owners, dtype=np.int64))


def pair(key: int) -> str:
    """The text of a key of `pairs`."""
    return chr(key >> _CHARACTER) + chr(key & ((1 << _CHARACTER) - 1))


def triple(key: int) -> str:
    """The text of a key of `triples`."""
    return chr(key >> 2 * _ASCII) + chr(key >> _ASCII & 127) + chr(key & 127)


def heard(key: int) -> str:
    """`:ksz` of a key of `initials` or `mixed`: so a package is not looked for among all names that sound like it."""
    return f":{triple(key)}"


def edge(key: int) -> str:
    """The text of a key of `edges`."""
    return chr(key >> 2 * _CHARACTER) + pair(key & ((1 << 2 * _CHARACTER) - 1))


def beginning(key: int) -> str:
    """`^口算` of a key of `begins`."""
    return f"^{edge(key) if key >> 2 * _CHARACTER else pair(key)}"


def joined(columns: Sequence[Column]) -> Column:
    """Some columns as one."""
    empty = np.empty(0, dtype=np.int64)
    return Column(
        np.concatenate([empty, *(column.keys for column in columns)]),
        np.concatenate([empty, *(column.entries for column in columns)]),
    )
