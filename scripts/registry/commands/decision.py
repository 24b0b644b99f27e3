"""What a sweep of `registry register` finds missing in the ledger."""

from dataclasses import dataclass

from registry.core.codes import EventKind


@dataclass(frozen=True, slots=True)
class Decision:
    """One event that is missing in the ledger, before it has its place in a chain. `name` is for people."""

    authority: str
    event: EventKind
    path: str
    sha256: str
    item: str | None = None
    number: str | None = None
    reason: str | None = None
    name: str = ""
