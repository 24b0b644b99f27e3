"""The index of a large registry: lists of pieces, spread over files by the piece, and rows in files of some.

A file of `grams` holds {piece: "apps|providers"}; a list that begins with ~ is only a head, the whole one lies in `long`, in the file of
that number modulo the number of such files. See docs/decisions/0055-search-files.md for the sizes.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial

import numpy as np

from registry.render.site.api.envelope import document, packed
from registry.render.site.search import grams, postings, rows
from registry.render.site.search.entries import InstitutionEntry, UnitEntry
from registry.render.site.search.folding import folded, identifier
from registry.render.site.search.grams import Column

Json = dict[str, object]
Named = tuple[str, Callable[[], bytes]]
Text = Callable[[int], str]

APPS_A_SHARD = 48
INSTITUTIONS_A_SHARD = 58
APPS_A_FILE = 16
INSTITUTIONS_A_FILE = 32
SHARDS_A_LONG = 4
"""Whole lists are seldom read, so fewer files hold them."""
BEGINNINGS = 256
_NO_RUNS = "|"


def shard_count(entries: int, a_shard: int) -> int:
    """How many files of pieces: a power of two, known from the number of entries alone."""
    return 1 << max(4, (max(1, entries // a_shard) - 1).bit_length())


def shard_of(piece: str, shards: int) -> int:
    """The file of a piece (FNV-1a over characters). What is asked for together lies together: see `_place`."""
    found = 2166136261
    for character in _place(piece):
        found = ((found ^ ord(character)) * 16777619) & 0xFFFFFFFF
    return (found ^ (found >> 15)) & (shards - 1)


def _place(piece: str) -> str:
    """A beginning lies with its piece, initials with the same letters; of two syllables the second counts by its initial, since it may be cut short."""
    if piece[0] in "^:":
        return piece[1:]
    first, space, second = piece.partition(" ")
    return f"{first} {second[0]}" if space else piece


class _Shards:
    """Lists of pieces by file."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.short: list[dict[str, str]] = [{} for _ in range(count)]
        self.long: list[dict[str, str]] = [{} for _ in range(count // SHARDS_A_LONG)]

    def add(self, lists: Iterable[tuple[str, str, str]], *, runs: bool = False) -> None:
        for piece, short, whole in lists:
            at = shard_of(piece, self.count)
            self._put(self.short[at], piece, short, runs=runs)
            if whole:
                self._put(self.long[at % len(self.long)], piece, whole, runs=runs)

    @staticmethod
    def _put(into: dict[str, str], piece: str, text: str, *, runs: bool) -> None:
        into[piece] = f"{into.get(piece, '')}{_NO_RUNS}{text}" if runs else text


class Index(ABC):
    """An index that is made when the first of its files is asked for. `name` is its folder below `search/`."""

    def __init__(self, name: str, total: int, shards: int, rows: int, columns: Sequence[str]) -> None:
        self._name, self._shards, self._rows_a_file, self._columns = name, shards, rows, columns
        self.total = total

    def sizes(self) -> Json:
        """What the browser must know to find a file."""
        return {
            "carrier": "shards",
            "total": self.total,
            "shards": self._shards,
            "long": self._shards // SHARDS_A_LONG,
            "rows": self._rows_a_file,
        }

    def files(self) -> Iterator[Named]:
        """All files, named by the number of entries alone, so that they are known before the index is made."""
        for at in range(self._shards):
            yield f"{self._name}/grams/{at}.json.gz", partial(self._shard, at)
        for at in range(self._shards // SHARDS_A_LONG):
            yield f"{self._name}/long/{at}.json.gz", partial(self._long, at)
        for at in range(-(-self.total // self._rows_a_file)):
            yield f"{self._name}/rows/{at}.json.gz", partial(self._rows, at)
        for key in self._columns:
            yield f"{self._name}/columns/{key}.json", partial(self._column, key)

    @cached_property
    def _lists(self) -> _Shards:
        shards = _Shards(self._shards)
        self.fill(shards)
        return shards

    def _shard(self, at: int) -> bytes:
        return packed(document(dict(self._lists.short[at])))

    def _long(self, at: int) -> bytes:
        return packed(document(dict(self._lists.long[at])))

    def _rows(self, at: int) -> bytes:
        return packed(document(self.chunk(at)))

    def _column(self, key: str) -> bytes:
        return document({"values": self.values(key)})

    @abstractmethod
    def fill(self, shards: _Shards) -> None:
        """Put all lists into the files."""

    @abstractmethod
    def chunk(self, at: int) -> Json:
        """The rows of one file."""

    @abstractmethod
    def values(self, key: str) -> str:
        """One column of all entries."""


def _names(names: Sequence[str], more: Sequence[Column], add: Callable[[Column, Text], None]) -> None:
    """Pieces of names: as written, as read, by initials; `more` are further columns of three."""
    sounds = grams.Sounds(names)
    add(grams.pairs(names), grams.pair)
    add(grams.edges(names), grams.edge)
    add(sounds.pairs(), sounds.syllable_pair)
    add(grams.joined([sounds.initials(), grams.mixed(names)]), grams.heard)
    add(grams.joined([grams.triples(names, np.arange(len(names))), *more]), grams.triple)


class AppIndex(Index):
    """Apps in the order of their providers; a list of a provider's pieces holds the run of its apps."""

    def __init__(self, units: tuple[UnitEntry, ...]) -> None:
        self.units = units
        total = sum(len(unit.apps) for unit in units)
        columns = (*rows.APP_FACETS, "filed_on", "name")
        super().__init__("apps", total, shard_count(total, APPS_A_SHARD), APPS_A_FILE, columns)

    def fill(self, shards: _Shards) -> None:
        """Pieces of apps, then those of their providers."""
        apps = [app for unit in self.units for app in unit.apps]
        names = [folded(app.name) for app in apps]
        known = [
            (at, identifier(text))
            for at, app in enumerate(apps)
            for text in {app.android, app.ios, app.mini_program}
            if text
        ]
        identifiers = grams.triples(
            [text for _, text in known], np.array([at for at, _ in known], dtype=np.int64)
        )
        _names(names, [identifiers], lambda column, text: shards.add(postings.entry_lists(column, text)))
        shards.add(postings.entry_lists(grams.digits([app.digits for app in apps]), grams.number_part))
        heads = postings.ordered_lists(grams.begins(names), grams.beginning, BEGINNINGS)
        shards.add((piece, text, "") for piece, text in heads)
        count = np.array([len(unit.apps) for unit in self.units], dtype=np.int64)
        first = np.cumsum(count) - count
        codes = grams.triples([unit.uscc.lower() for unit in self.units], np.arange(len(self.units)))
        _names(
            [folded(unit.name) for unit in self.units],
            [codes],
            lambda column, text: shards.add(postings.run_lists(column, text, first, count), runs=True),
        )

    @cached_property
    def _starts(self) -> list[int]:
        """For each file of rows the place of the unit that its first app belongs to."""
        starts: list[int] = []
        app = 0
        for place, unit in enumerate(self.units):
            end = app + len(unit.apps)
            while len(starts) * APPS_A_FILE < end:
                starts.append(place)
            app = end
        return starts

    @cached_property
    def _firsts(self) -> list[int]:
        """For each unit the place of its first app."""
        firsts: list[int] = []
        app = 0
        for unit in self.units:
            firsts.append(app)
            app += len(unit.apps)
        return firsts

    def chunk(self, at: int) -> Json:
        """The rows of one file; its first and last provider may have apps in the files beside."""
        start, end = at * APPS_A_FILE, min(self.total, (at + 1) * APPS_A_FILE)
        place = self._starts[at]
        units = []
        while place < len(self.units) and self._firsts[place] < end:
            units.append(self.units[place])
            place += 1
        before = start - self._firsts[self._starts[at]]
        return rows.units_file(units, before, end - start)

    def values(self, key: str) -> str:
        """A facet, days of filing, or the order by name."""
        apps = [app for unit in self.units for app in unit.apps]
        if key == "filed_on":
            return rows.days(app.filed_on for app in apps)
        if key == "name":
            return rows.ranks([(folded(app.name), at) for at, app in enumerate(apps)])
        return rows.app_column(key, apps)


class InstitutionIndex(Index):
    """Institutions by name; their code is found whole, not in part, which saves seven million pieces of a country."""

    def __init__(self, institutions: tuple[InstitutionEntry, ...]) -> None:
        self.institutions = institutions
        total = len(institutions)
        shards = shard_count(total, INSTITUTIONS_A_SHARD)
        super().__init__("institutions", total, shards, INSTITUTIONS_A_FILE, rows.INSTITUTION_FACETS)

    def fill(self, shards: _Shards) -> None:
        """Pieces of names, and ends of codes."""
        names = [folded(row.name) for row in self.institutions]
        _names(names, [], lambda column, text: shards.add(postings.entry_lists(column, text)))
        codes = grams.ends(row.uscc.lower() for row in self.institutions)
        shards.add(postings.entry_lists(codes, grams.code_end))
        heads = postings.ordered_lists(grams.begins(names), grams.beginning, BEGINNINGS)
        shards.add((piece, text, "") for piece, text in heads)

    def chunk(self, at: int) -> Json:
        """The rows of one file."""
        return rows.institutions_file(
            self.institutions[at * INSTITUTIONS_A_FILE : (at + 1) * INSTITUTIONS_A_FILE]
        )

    def values(self, key: str) -> str:
        """A facet."""
        return rows.small(getattr(row, key) for row in self.institutions)
