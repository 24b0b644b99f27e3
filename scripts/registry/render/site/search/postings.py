"""Which entries hold a piece, as numerals of the differences.

Text and not bytes, since hosts compress text on its way and leave unknown bytes as they are.
"""

from collections.abc import Callable, Iterator

import numpy as np

from registry.render.site.search.grams import Column, Numbers
from registry.render.site.search.numerals import ALPHABET, BASE, number

LONG = 1024
"""A list of more is not among the others: only its length and its HEAD first entries are."""
HEAD = 200

_LETTERS = np.frombuffer(ALPHABET.encode(), dtype=np.uint8)


def grouped(column: Column) -> tuple[Numbers, Numbers, Numbers]:
    """Distinct keys; where the entries of each begin (and the end of the last); entries of each key, sorted, each once."""
    keys, place = np.unique(column.keys, return_inverse=True)
    both = (place.astype(np.int64) << 32) | column.entries
    both.sort()  # np.unique would hash them, which takes ten times as long
    both = both[np.diff(both, prepend=-1) > 0]
    starts = np.searchsorted(both >> 32, np.arange(len(keys) + 1))
    return keys, starts, both & 0xFFFFFFFF


def _texts(values: Numbers) -> tuple[str, Numbers]:
    """Many numbers as one text, and where each begins in it (and the end of the last)."""
    size = 1 + sum((values >= BASE**power).astype(np.int64) for power in (1, 2, 3))
    begins = np.concatenate([[0], np.cumsum(size)])
    out = np.empty(begins[-1], dtype=np.uint8)
    left = values.copy()
    for digit in range(4):
        more = size > digit + 1
        last = size == digit + 1
        out[begins[:-1][more] + digit] = _LETTERS[BASE + left[more] % BASE]
        out[begins[:-1][last] + digit] = _LETTERS[left[last]]
        left //= BASE
    return out.tobytes().decode("ascii"), begins


def entry_lists(column: Column, text: Callable[[int], str]) -> Iterator[tuple[str, str, str]]:
    """For each piece its text, its list, and its whole list where the list is only a head of it (else an empty text)."""
    keys, starts, entries = grouped(column)
    gaps = np.diff(entries, prepend=-1) - 1
    if len(starts) > 1:
        gaps[starts[:-1]] = entries[starts[:-1]]
    whole, begins = _texts(gaps)
    for at, key in enumerate(keys.tolist()):
        first, end = int(starts[at]), int(starts[at + 1])
        everything = whole[begins[first] : begins[end]]
        if end - first <= LONG:
            yield text(key), everything, ""
        else:
            yield (
                text(key),
                f"~{number(end - first)}{whole[begins[first] : begins[first + HEAD]]}",
                everything,
            )


def run_lists(
    column: Column, text: Callable[[int], str], first: Numbers, count: Numbers
) -> Iterator[tuple[str, str, str]]:
    """The same where an entry stands for a run of others: `first` of them and how many (`count`)."""
    keys, starts, entries = grouped(column)
    gaps = first[entries]
    gaps[1:] -= (first + count)[entries[:-1]]
    if len(starts) > 1:
        gaps[starts[:-1]] = first[entries[starts[:-1]]]
    values = np.stack([gaps, count[entries] - 1], axis=1).reshape(-1)
    whole, begins = _texts(values)
    sums = np.concatenate([[0], np.cumsum(count[entries])])
    for at, key in enumerate(keys.tolist()):
        start, end = int(starts[at]), int(starts[at + 1])
        everything = whole[begins[2 * start] : begins[2 * end]]
        if end - start <= LONG:
            yield text(key), everything, ""
        else:
            head = whole[begins[2 * start] : begins[2 * (start + HEAD)]]
            yield text(key), f"~{number(end - start)}{number(int(sums[end] - sums[start]))}{head}", everything


def ordered_lists(column: Column, text: Callable[[int], str], most: int) -> Iterator[tuple[str, str]]:
    """For each piece the first entries in the order of the column, at most so many, as plain numbers."""
    order = np.argsort(column.keys, kind="stable")
    keys, starts = np.unique(column.keys[order], return_index=True)
    bounds = np.append(starts, len(order))
    entries = column.entries[order]
    for at, key in enumerate(keys.tolist()):
        own = entries[bounds[at] : min(bounds[at + 1], bounds[at] + most)]
        yield text(key), "".join(map(number, own.tolist()))
