"""The ledger's files: read in the order of each chain; written once, never touched again."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

from pydantic import ValidationError

from registry.adapters.source import Entry, Source, SourceError
from registry.core import paths
from registry.core.ledger import Event
from registry.core.replay import Replay, replay, replay_chains

Unreadable = tuple[str, str]
"""Path of a file and the problem, in English."""

DISAGREES = "its name and its events do not agree"


def parse_file(content: bytes) -> list[tuple[Event, bytes]]:
    """Events and raw lines of one file. Raises SourceError with the number of the line that is none."""
    found = list(_events(content))
    if not found:
        raise SourceError("empty")
    return found


def _events(content: bytes) -> Iterator[tuple[Event, bytes]]:
    for number, raw in enumerate(BytesIO(content), start=1):
        try:
            yield Event.model_validate(json.loads(raw)), raw
        except (ValueError, RecursionError, ValidationError) as error:
            reason = type(error).__name__
            raise SourceError(f"line {number} is no decision ({reason})") from error


def _entries(source: Source, problems: list[Unreadable]) -> list[Entry]:
    """The files of all chains; what else lies in the folder is a problem."""
    found = []
    for entry in source.entries(paths.LEDGER):
        if entry.path.endswith("README.md"):
            continue
        if not entry.regular or paths.ledger_parts(entry.path) is None:
            problems.append((entry.path, "not a ledger file"))
        else:
            found.append(entry)
    return found


def _agrees(path: str, event: Event, *, first: bool) -> bool:
    """Whether the name of a file says the same as an event of it, the first one or a later one."""
    authority, year, sequence = paths.ledger_parts(path) or ("", "", 0)
    begins = not first or (event.sequence == sequence and event.year == year)
    return begins and event.authority == authority


def load(source: Source, until: str = "") -> tuple[Replay, list[Unreadable]]:
    """Replay of the whole ledger, or up to the end of a day in Shanghai, and what of it could not be read."""
    problems: list[Unreadable] = []
    if not source.has_folder(paths.LEDGER):
        return Replay(), [(paths.LEDGER, "missing")]
    chains: dict[str, list[tuple[int, list[tuple[Event, bytes]]]]] = defaultdict(list)
    entries = _entries(source, problems)
    try:
        for entry, content in source.read_all(entries):
            authority, _, first = paths.ledger_parts(entry.path) or ("", "", 0)
            try:
                events = parse_file(content)
            except SourceError as error:
                problems.append((entry.path, str(error)))
                continue
            if not all(_agrees(entry.path, event, first=at == 0) for at, (event, _) in enumerate(events)):
                problems.append((entry.path, DISAGREES))
                continue
            chains[authority].append((first, events))
    except SourceError as error:
        problems.append((paths.LEDGER, str(error)))
    in_order = (
        event for authority in sorted(chains) for _, events in sorted(chains[authority]) for event in events
    )
    result = replay(in_order, until)
    problems.extend((paths.LEDGER, fault) for fault in result.faults)
    return result, problems


def last_instant(source: Source) -> datetime | None:
    """The instant of the last decision of all chains, None where there is none; files that cannot be read are passed over."""
    last: dict[str, tuple[int, Entry]] = {}
    for entry in _entries(source, []):
        authority, _, first = paths.ledger_parts(entry.path) or ("", "", 0)
        last[authority] = max(last.get(authority, (0, entry)), (first, entry), key=_first)
    instants = []
    for _, entry in last.values():
        try:
            instants.append(datetime.fromisoformat(str(parse_file(source.read(entry))[-1][0].at)))
        except (SourceError, ValueError):
            continue
    return max(instants, default=None)


def load_in_short(source: Source) -> tuple[Replay, list[Unreadable]]:
    """The same, with the decisions on institutions' uses in short, and never more of the files in memory than each chain's one.

    It ends at the first file that cannot be read: nothing is published from a ledger with a gap.
    """
    problems: list[Unreadable] = []
    result = Replay(in_short=True)
    if not source.has_folder(paths.LEDGER):
        return result, [(paths.LEDGER, "missing")]
    chains: dict[str, list[tuple[int, Entry]]] = defaultdict(list)
    for entry in _entries(source, problems):
        authority, _, first = paths.ledger_parts(entry.path) or ("", "", 0)
        chains[authority].append((first, entry))
    try:
        replay_chains([_chain(source, sorted(chains[slug], key=_first)) for slug in sorted(chains)], result)
    except _BrokenFileError as error:
        problems.append((error.path, str(error)))
    problems.extend((paths.LEDGER, fault) for fault in result.faults)
    return result, problems


class _BrokenFileError(Exception):
    """A file of the ledger that cannot be read; the message is the problem."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(problem)
        self.path = path


def _first(file: tuple[int, Entry]) -> int:
    return file[0]


def _chain(source: Source, files: list[tuple[int, Entry]]) -> Iterator[tuple[Event, bytes]]:
    """The events of one chain, each file read when its turn has come."""
    for _, entry in files:
        try:
            content = source.read(entry)
        except SourceError as error:
            raise _BrokenFileError(paths.LEDGER, str(error)) from error
        begun = False
        try:
            for event, raw in _events(content):
                if not _agrees(entry.path, event, first=not begun):
                    raise _BrokenFileError(entry.path, DISAGREES)
                begun = True
                yield event, raw
        except SourceError as error:
            raise _BrokenFileError(entry.path, str(error)) from error
        if not begun:
            raise _BrokenFileError(entry.path, "empty")
