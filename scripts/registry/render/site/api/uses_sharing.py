"""Which file an institution, an app or a code stands in: as few files as possible, each small enough for a phone.

A registry of a few hundred institutions has one file per authority; a country's has one per county, and a large county several.
The sizes are worked out from what the files hold, so that the same records always lie alike (docs/decisions/0061-files-of-uses.md).
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from registry.render.site.records import InstitutionRecord

LARGEST = 45_000
"""Bytes that a file should hold at most; one that cannot be cut, an app's or an institution's own, may be larger."""

DIRECT = "0"
"""Name of the place directly under an authority or a city."""

DIGITS = 7
"""Of a number."""

_PARTS = (1, 7, 31, 127, 509, 1021, 2039)
"""Numbers of files over which codes are spread: 1 and primes, since a code is read as a number to the base 36."""
_BYTES_A_CODE = 48
_DIGITS_OF_A_CODE = 6

T = TypeVar("T")


def remainder(uscc: str, parts: int) -> int:
    """The last six characters of a code, read as a number to the base 36, modulo `parts`; in JavaScript `parseInt(code.slice(-6), 36) % parts`."""
    return int(uscc[-_DIGITS_OF_A_CODE:], 36) % parts


def parts_for(institutions: int) -> int:
    """Over how many files the codes of so many institutions are spread."""
    wanted = institutions * _BYTES_A_CODE / LARGEST
    return next((parts for parts in _PARTS if parts >= wanted), _PARTS[-1])


def institution_files(records: Iterable[InstitutionRecord]) -> Iterator[tuple[str, list[InstitutionRecord]]]:
    """Institutions, sorted by path, by the name of the file that they stand in: `beijing`, `beijing-110108`, `zhejiang-330100-330106.2` ..."""
    for slug, own in _grouped(records, lambda record: record.filed.slug):
        yield from _below((slug,), own)


def _below(
    names: tuple[str, ...], records: list[InstitutionRecord]
) -> Iterator[tuple[str, list[InstitutionRecord]]]:
    """One file if it is small enough, else one for each place below, else parts by the code."""
    if sum(map(_size, records)) <= LARGEST:
        yield "-".join(names), records
    elif len(names) < 3 and names[-1] != DIRECT:
        for place, own in _grouped(records, lambda record: _step(record, len(names))):
            yield from _below((*names, place), own)
    else:
        yield from _parted("-".join(names), records)


def _step(record: InstitutionRecord, depth: int) -> str:
    steps = record.filed.place.split("/")
    return steps[depth] if depth < len(steps) else DIRECT


def _parted(name: str, records: list[InstitutionRecord]) -> Iterator[tuple[str, list[InstitutionRecord]]]:
    """As few parts as keep each below the limit; parts of one institution each are the end of it."""
    parts = 2
    while True:
        shares: list[list[InstitutionRecord]] = [[] for _ in range(parts)]
        for record in records:
            shares[remainder(record.filed.uscc, parts)].append(record)
        if parts >= len(records) or all(sum(map(_size, share)) <= LARGEST for share in shares):
            break
        parts += 1
    for part, share in enumerate(shares, start=1):
        if share:
            yield f"{name}.{part}", share


def _size(record: InstitutionRecord) -> int:
    """Bytes of an institution in a file, about: its name, and of every use the numbers and its share of the table of apps."""
    own = sum(len(one.use.own.name) + len(one.use.own.system) for one in record.uses if one.use.own)
    return 40 + 3 * (len(record.filed.name) + own) + 45 * len(record.uses)


def _grouped(records: Iterable[T], key: Callable[[T], str]) -> list[tuple[str, list[T]]]:
    """Records by a key, in the order of the keys; within each as given."""
    found: dict[str, list[T]] = {}
    for record in records:
        found.setdefault(key(record), []).append(record)
    return sorted(found.items())


def number_files(sizes: Mapping[str, int]) -> Iterator[tuple[str, Sequence[str]]]:
    """Numbers (seven digits each) by the first number that their file may hold; `sizes` are bytes by number.

    All numbers, halved again and again until each half fits into a file: a number that is new moves none of the others. The
    file of a number is the last one whose name is not above it.
    """
    yield from _halved(sizes, sorted(sizes), 0, 10**DIGITS)


def _halved(
    sizes: Mapping[str, int], own: Sequence[str], start: int, end: int
) -> Iterator[tuple[str, Sequence[str]]]:
    """Those of `own`, which lie from `start` to before `end`."""
    if not own:
        return
    if len(own) == 1 or sum(sizes[digits] for digits in own) <= LARGEST:
        yield f"{start:0{DIGITS}d}", own
        return
    middle = (start + end) // 2
    cut = bisect_left(own, f"{middle:0{DIGITS}d}")
    yield from _halved(sizes, own[:cut], start, middle)
    yield from _halved(sizes, own[cut:], middle, end)
