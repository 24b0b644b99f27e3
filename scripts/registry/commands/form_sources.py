"""The texts of the providers' filings as files of the site, so that the form can load a filing for a change with its comments and layout,
and what of each is registered, so that it can judge the change.

A file holds the texts of filings whose codes end alike: few enough for a phone (docs/decisions/0071-sources-of-filings.md).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from registry.core.lookup import Registered, registered_apps, unit_of_path
from registry.core.replay import Replay
from registry.core.snapshot import Filed
from registry.render.site import addresses
from registry.render.site.api.envelope import document, packed
from registry.render.site.api.uses_sharing import remainder
from registry.render.site.fingerprint import of_many
from registry.render.site.piece import Piece

Read = Callable[[Sequence[str]], Iterable[bytes]]
"""Bytes of files of the registry by their paths, in their order; many at once, since each question to git waits for its answer."""

A_FILE = 14
"""Filings in a file: at some 520 bytes each, compressed (the 85 of the demonstration), what a visitor loads stays below 10 KB."""
_PARTS = (1, 7, 31, 127, 509, 1021, 2039, 4093)
"""Numbers of files over which codes are spread: 1 and primes, as for institutions."""


def parts_for(filings: int) -> int:
    """Over how many files so many filings are spread."""
    return next((parts for parts in _PARTS if parts * A_FILE >= filings), _PARTS[-1])


def pieces(filed: Mapping[str, Filed[Any]], replay: Replay, read: Read) -> Iterator[Piece]:
    """Every file, and one that says how many there are."""
    parts = parts_for(len(filed))
    registered = _by_filing(filed, replay)
    groups: dict[int, list[Filed[Any]]] = {part: [] for part in range(parts)}
    for path in sorted(filed):
        groups[remainder(filed[path].content.uscc, parts)].append(filed[path])
    for part, own in groups.items():
        made_from = (of_many(f"{one.path} {one.sha256} {registered[one.path]}" for one in own),)
        yield Piece(addresses.source_file(part), partial(_texts, own, registered, read), made_from)
    yield Piece(addresses.source_file("index"), lambda: document({"parts": parts}), (str(parts),))


def _by_filing(filed: Mapping[str, Filed[Any]], replay: Replay) -> dict[str, list[Registered]]:
    """The apps of each filing that have numbers; those of one that moved to another authority's folder have moved along."""
    of_units: dict[str, list[Registered]] = defaultdict(list)
    for entry in sorted(registered_apps(replay)):
        of_units[unit_of_path(entry.path)].append(entry)
    return {
        path: [
            entry for entry in of_units[unit_of_path(path)] if entry.path == path or entry.path not in filed
        ]
        for path in filed
    }


def _texts(own: Sequence[Filed[Any]], registered: Mapping[str, list[Registered]], read: Read) -> bytes:
    """{path: {"text", "registered": [{item, number, status, since}]}}, the latter as `check` of the form takes it."""
    texts = read([one.path for one in own])
    return packed(
        document(
            {
                one.path: {
                    "text": text.decode(),
                    "registered": [
                        {
                            "item": entry.item,
                            "number": entry.number,
                            "status": entry.status,
                            "since": entry.since,
                        }
                        for entry in registered[one.path]
                    ],
                }
                for one, text in zip(own, texts, strict=True)
            }
        )
    )
