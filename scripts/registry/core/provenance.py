"""Where what is merged came from: the pull request, its head, and who approved it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from registry.core.clock import Pause


@dataclass(frozen=True, slots=True)
class Provenance:
    """As it goes into the ledger. `approved_by` are numeric ids of accounts.

    `submitted_at` is None where the forge cannot tell when it was submitted; `pauses` are the times in which a supplement was
    awaited.
    """

    pull_request: int
    head_commit: str
    approved_by: tuple[int, ...] = ()
    submitted_at: datetime | None = None
    pauses: tuple[Pause, ...] = ()


class ProvenanceSource(Protocol):
    """Knows where commits of the main branch came from."""

    def provenance(self, commit: str, path: str) -> Provenance | None:
        """Of the commit on main that brought the bytes that a file has now; None if no pull request did.

        Raises Problem if it cannot be found out now. Nothing is registered then: a decision is never written twice, so what
        is left out of it would be missing for ever.
        """
