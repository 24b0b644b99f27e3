"""Where what is merged came from: the pull request, its head, and who approved it."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Provenance:
    """As it goes into the ledger. `approved_by` are numeric ids of accounts."""

    pull_request: int
    head_commit: str
    approved_by: tuple[int, ...] = ()


class ProvenanceSource(Protocol):
    """Knows where commits of the main branch came from."""

    def provenance(self, commit: str, path: str) -> Provenance | None:
        """Of the commit on main that brought the bytes that a file has now; None if no pull request did.

        Raises Problem if it cannot be found out now. Nothing is registered then: a decision is never written twice, so what
        is left out of it would be missing for ever.
        """
