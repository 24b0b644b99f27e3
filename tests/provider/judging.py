"""One filing judged in memory, on any day, before and after a change, with or without numbers."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from registry.adapters.records import MODELS
from registry.core import paths
from registry.core.authority import Authority
from registry.core.codes import EventKind
from registry.core.finding import Fault
from registry.core.ledger import GENESIS, Event, digest, line_of
from registry.core.lookup import Lookup, MemoryLookup, OverlayLookup
from registry.core.replay import replay
from registry.core.snapshot import Filed
from registry.rules.judge import judge
from tests.builders import TODAY, number, values
from tests.commands import REPOSITORY

AUTHORITIES = {
    slug: Authority.model_validate(values((REPOSITORY / f"authorities/{slug}.yaml").read_text("utf-8")))
    for slug in ("moe", "beijing", "zhejiang", "sichuan", "xpcc")
}


def filed(path: str, text: str) -> Filed[Any]:
    """A filing as it is read."""
    kind = paths.kind_of(path)
    assert kind is not None
    return Filed(path, "ab" * 32, MODELS[kind].model_validate(values(text)))


def registry(*files: Filed[Any], ended: Iterable[str] = (), filed_items: Iterable[tuple[str, str]] = ()) -> MemoryLookup:  # fmt: skip
    """Filings and cases, of which the (path, item) of `filed_items` are numbered or confirmed; those whose item is in `ended` are revoked or have ended."""
    chains: dict[str, list[tuple[Event, bytes]]] = defaultdict(list)

    def record(path: str, **fields: Any) -> None:
        where = paths.parse(path)
        assert where is not None
        chain = chains[where.slug]
        event = Event(
            sequence=len(chain) + 1, at="2026-03-02T09:00:00+08:00", content_sha256="ab" * 32, commit="c0ffee" + "0" * 34,
            authority=where.slug, previous=digest(chain[-1][1]) if chain else GENESIS, path=path, **fields,
        )  # fmt: skip
        chain.append((event, line_of(event)))

    for serial, (path, item) in enumerate(filed_items, 1):
        if path.startswith(paths.USERS):
            record(path, event=EventKind.confirmed, item=item)
            if item in ended:
                record(path, event=EventKind.ended, item=item)
            continue
        given = number("11", serial)
        record(path, event=EventKind.filed, item=item, number=given)
        if item in ended:
            record(path, event=EventKind.revoked, number=given)
    replayed = replay([event for chain in chains.values() for event in chain])
    assert replayed.faults == []
    providers = [file for file in files if file.path.startswith(paths.PROVIDERS)]
    users = [file for file in files if file.path.startswith(paths.USERS)]
    cases = [file for file in files if file.path.startswith(paths.CASES)]
    return MemoryLookup(AUTHORITIES, providers, users, cases, replayed)


def after(below: Lookup, *files: Filed[Any]) -> OverlayLookup:
    """The registry with some filings new or changed."""
    providers = {file.path: file for file in files if file.path.startswith(paths.PROVIDERS)}
    users = {file.path: file for file in files if file.path.startswith(paths.USERS)}
    return OverlayLookup(below, providers, users, {})


def faults(file: Filed[Any], lookup: Lookup, family: str, today: date = TODAY) -> list[Fault]:
    """Faults of a family of codes (`A09`)."""
    kind = paths.kind_of(file.path)
    assert kind is not None
    return [fault for fault in judge(kind, file, lookup, today) if fault.code.startswith(family)]


def codes(file: Filed[Any], lookup: Lookup, family: str, today: date = TODAY) -> list[str]:
    """Codes of those faults."""
    return [fault.code for fault in faults(file, lookup, family, today)]
