"""The whole registry at one commit, on one day, as values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from registry.core.authority import Authority
from registry.core.case import EnforcementCase
from registry.core.filing import ProviderFiling
from registry.core.finding import Finding
from registry.core.institution import InstitutionUses
from registry.core.replay import Replay
from registry.core.use import UserFiling

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of a file with its `#`: no record holds it, git does. Line and column count from 1."""

    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Filed(Generic[R]):
    """A readable file: where it lies, the SHA-256 of its bytes, what it says, and what it says beside."""

    path: str
    sha256: str
    content: R
    comments: tuple[Comment, ...] = ()


ProviderFile = Filed[ProviderFiling]
UserFile = Filed[UserFiling]
CaseFile = Filed[EnforcementCase]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything, keyed by path (authorities: by slug). `findings` says what could not be read: never an empty list instead.

    `part`: the one authority of whose folders filings are in it, "" for all; authorities, ledger and cases are always all there.
    Institutions' filings are in `users` as a whole, or in `institutions` in short, for what looks at all of a country's.
    """

    commit: str
    today: date
    authorities: Mapping[str, Authority]
    providers: Mapping[str, ProviderFile]
    users: Mapping[str, UserFile]
    cases: Mapping[str, CaseFile]
    replay: Replay
    findings: tuple[Finding, ...] = field(default=())
    institutions: Mapping[str, InstitutionUses] = field(default_factory=dict)
    part: str = ""

    def covers(self, path: str) -> bool:
        """Whether filings of the folder that a filing lies in are in it."""
        return not self.part or path.split("/")[2] == self.part

    def institution(self, path: str) -> InstitutionUses | None:
        """An institution's filing in short, or None if there is none at the path."""
        if found := self.institutions.get(path):
            return found
        filed = self.users.get(path)
        return InstitutionUses.of(path, filed.sha256, filed.content) if filed else None

    def every_institution(self) -> Iterator[InstitutionUses]:
        """All of them in short, by path."""
        for path in sorted(self.institutions.keys() | self.users.keys()):
            if found := self.institution(path):
                yield found
