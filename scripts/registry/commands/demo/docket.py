"""Gathers the decisions and writes them as ledger files, one hash chain for each authority."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby
from typing import Final, NamedTuple

from registry.commands.demo.codes import commit_of
from registry.commands.demo.courses import course
from registry.commands.demo.days import DAYS, instant, week
from registry.commands.demo.present import present
from registry.core.codes import EventKind
from registry.core.ledger import GENESIS, Event, digest, file_path, line_of

_FULL: Final = 12
"""A new file begins with the next week once a file holds so many decisions."""


class _Entry(NamedTuple):
    day: int
    event: EventKind
    path: str
    item: str | None
    number: str | None
    reason: str | None


class Docket:
    """Decisions in any order of days; `files` sorts them. A file's content may change several times in its life."""

    def __init__(self, seed: int) -> None:
        """`seed` goes into the invented commits."""
        self._seed = seed
        self._entries: dict[str, list[_Entry]] = {}
        self._revisions: dict[str, list[int]] = {}
        self._digests: dict[str, str] = {}

    def record(
        self, authority: str, day: int, event: EventKind, path: str, *,
        item: str | None = None, number: str | None = None, reason: str | None = None,
    ) -> None:  # fmt: skip
        """Add a decision of `authority` about the file at `path`. Those of one day keep the order of recording."""
        self._entries.setdefault(authority, []).append(_Entry(day, event, path, item, number, reason))

    def revise(self, path: str, day: int) -> None:
        """Note that the content of `path` became another on `day`."""
        days = self._revisions.setdefault(path, [])
        if day not in days:
            days.append(day)

    def settle(self, path: str, content: bytes) -> None:
        """Give the final content of `path`: the one that decisions from its last revision on are about."""
        self._digests[path] = digest(content)

    def _approved(self, entry: _Entry) -> str:
        days = self._revisions[entry.path]
        version = bisect_right(days, entry.day)
        if version == len(days):
            return self._digests[entry.path]
        return digest(f"{entry.path} {version}".encode())  # of a text that is no longer there

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Path and bytes of each ledger file, by authority and sequence."""
        for days in self._revisions.values():
            days.sort()
        for number, (authority, entries) in enumerate(sorted(self._entries.items())):
            entries.sort(key=lambda entry: entry.day)
            yield from self._chain(authority, entries, 100 + 2 * number)

    def _chain(self, authority: str, entries: list[_Entry], officer: int) -> Iterator[tuple[str, bytes]]:
        previous, begins, lines = GENESIS, 1, list[bytes]()
        opened = entries[0].day
        for day, of_day in groupby(entries, key=lambda entry: entry.day):
            new_year = DAYS[day][:4] != DAYS[opened][:4]
            if new_year or (len(lines) >= _FULL and week(day) != week(opened)):
                yield file_path(authority, DAYS[opened][:4], begins), b"".join(lines)
                begins, lines = begins + len(lines), []
            opened = day
            merges = [list(merge) for _, merge in groupby(of_day, key=lambda entry: entry.path)]
            for place, merge in enumerate(merges):
                first = begins + len(lines)
                at, commit = instant(day, place, len(merges)), commit_of(self._seed, authority, first)
                content = self._approved(merge[0])
                asked = course(self._seed, authority, first, day, merge[0].event)
                for sequence, entry in enumerate(merge, start=first):
                    event = Event(
                        sequence=sequence,
                        at=at,
                        event=entry.event,
                        path=entry.path,
                        content_sha256=content,
                        commit=commit,
                        authority=authority,
                        approved_by=(officer + first % 2,),
                        previous=previous,
                        **present(item=entry.item, number=entry.number, reason=entry.reason),
                        **asked,
                    )
                    lines.append(line_of(event))
                    previous = digest(lines[-1])
        yield file_path(authority, DAYS[opened][:4], begins), b"".join(lines)
