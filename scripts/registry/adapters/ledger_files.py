"""The ledger's files: read in the order of each chain; written once, never touched again."""

import json
from collections import defaultdict

from pydantic import ValidationError

from registry.adapters.source import Source, SourceError
from registry.core import paths
from registry.core.ledger import Event
from registry.core.replay import Replay, replay

Unreadable = tuple[str, str]
"""Path of a file and the problem, in English."""


def parse_file(content: bytes) -> list[tuple[Event, bytes]]:
    """Events and raw lines of one file. Raises SourceError with the number of the line that is none."""
    found = []
    for number, raw in enumerate(content.splitlines(keepends=True), start=1):
        try:
            found.append((Event.model_validate(json.loads(raw)), raw))
        except (ValueError, RecursionError, ValidationError) as error:
            reason = type(error).__name__
            raise SourceError(f"line {number} is no decision ({reason})") from error
    if not found:
        raise SourceError("empty")
    return found


def load(source: Source, until: str = "") -> tuple[Replay, list[Unreadable]]:
    """Replay of the whole ledger, or up to the end of a day in Shanghai, and what of it could not be read."""
    problems: list[Unreadable] = []
    if not source.has_folder(paths.LEDGER):
        return Replay(), [(paths.LEDGER, "missing")]
    chains: dict[str, list[tuple[int, list[tuple[Event, bytes]]]]] = defaultdict(list)
    entries = []
    for entry in source.entries(paths.LEDGER):
        if entry.path.endswith("README.md"):
            continue
        if not entry.regular or paths.ledger_parts(entry.path) is None:
            problems.append((entry.path, "not a ledger file"))
        else:
            entries.append(entry)
    try:
        for entry, content in source.read_all(entries):
            authority, year, first = paths.ledger_parts(entry.path) or ("", "", 0)
            try:
                events = parse_file(content)
            except SourceError as error:
                problems.append((entry.path, str(error)))
                continue
            head = events[0][0]
            strangers = any(event.authority != authority for event, _ in events)
            if head.sequence != first or head.year != year or strangers:
                problems.append((entry.path, "its name and its events do not agree"))
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
