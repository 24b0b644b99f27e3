"""The registry in the shape of its pages: one value per app, provider, authority and enforcement case."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from registry.core.authority import Authority
from registry.core.case import EnforcementCase
from registry.core.codes import Filer, ListLevel, ProviderStatus, UseState
from registry.core.due import Docket
from registry.core.filing import App, BusinessSystem, ProviderUnit
from registry.core.institution import InstitutionUse, InstitutionUses
from registry.core.ledger import Event
from registry.core.oversight import Oversight
from registry.core.problem import Problem
from registry.core.statistics import Statistics
from registry.core.text import Text
from registry.render.site.submissions import NONE, Submissions


class UnpublishableError(Problem, ValueError):
    """The snapshot cannot be published as it is; the message is one sentence that says why."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One recorded decision and who took it."""

    day: str
    event: Event
    authority: Authority


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """An enforcement case. `current`: on the list on the snapshot's day; `barred`: the unit may not submit new filings on it.

    `registered`: those of its numbers that have a page. `fingerprint`: of all of this (render/site/fingerprint.py).
    """

    path: str
    case: EnforcementCase
    authority: Authority
    current: bool
    barred: bool
    bar_ends: str
    has_provider_page: bool
    registered: frozenset[str]
    fingerprint: str

    @property
    def grey(self) -> bool:
        """Whether the list is a grey one, which only provinces keep."""
        return self.case.measures is not None and self.case.measures.level is ListLevel.grey

    @property
    def listed(self) -> bool:
        """Whether the unit was put on a list; a circular alone, or a case that runs, puts it on none."""
        return self.case.measures is not None and self.case.measures.list is not None


class UseRecord(NamedTuple):
    """A use that is or was confirmed, what that is worth, and the day since when. There may be a million."""

    use: InstitutionUse
    state: UseState
    since: str


class InstitutionRecord(NamedTuple):
    """An institution with at least one use to show."""

    filed: InstitutionUses
    uses: tuple[UseRecord, ...]


@dataclass(frozen=True, slots=True)
class PendingChange:
    """A change of a filing on which nobody has decided yet. `stands`: whose turn it is and until when, in words."""

    submitted_on: str
    stands: Text
    request: int | None = None


@dataclass(frozen=True, slots=True)
class AppRecord:
    """A registered app: what was filed, its number, and what became of it.

    `uses` are confirmed and in force; `lapsed_uses` were confirmed, but the app's filing is not in force. `uses_by_authority` are
    all of either, by the authority below which the institutions lie, most first. `approved_sha256`: of the filing's bytes as they were
    last approved. `pending`: the change that is being checked, where that is known. `fingerprint`: of all of this.
    """

    number: str
    digits: str
    status: ProviderStatus
    since: str
    filed_on: str
    app: App
    unit: ProviderUnit
    system: BusinessSystem
    authority: Authority
    path: str
    history: tuple[HistoryEntry, ...]
    uses: int
    lapsed_uses: int
    uses_by_authority: tuple[tuple[Authority, int], ...]
    cases: tuple[CaseRecord, ...]
    demonstration: bool
    approved_sha256: str
    fingerprint: str
    pending: PendingChange | None = None


@dataclass(frozen=True, slots=True)
class ProviderRecord:
    """A provider with at least one registered app. `fingerprint`: of all of this, its apps included."""

    path: str
    filer: Filer
    unit: ProviderUnit
    authority: Authority
    apps: tuple[AppRecord, ...]
    cases: tuple[CaseRecord, ...]
    demonstration: bool
    fingerprint: str

    @property
    def uses(self) -> int:
        """Confirmed uses of all its apps that are in force."""
        return sum(app.uses for app in self.apps)

    @property
    def by_status(self) -> tuple[tuple[ProviderStatus, int], ...]:
        """How many of its apps have each status that occurs."""
        counts = Counter(app.status for app in self.apps)
        return tuple((status, counts[status]) for status in ProviderStatus if counts[status])

    @property
    def systems(self) -> tuple[BusinessSystem, ...]:
        """The business systems of its registered apps, each once."""
        return tuple({app.system.id: app.system for app in self.apps}.values())

    @property
    def bar(self) -> CaseRecord | None:
        """The case that stops new filings of the unit today, if there is one."""
        return next((case for case in self.cases if case.barred), None)


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """How many confirmed uses lie under one place below an authority."""

    name: Text
    count: int


@dataclass(frozen=True, slots=True)
class AuthorityRecord:
    """An authority with the apps that it answers for, newest number first, and the uses confirmed under it. `rules`: sentence and source.

    `institutions` are those with at least one use that is or was confirmed. `fingerprint`: of all of this but the apps.
    """

    authority: Authority
    apps: tuple[AppRecord, ...]
    by_status: tuple[tuple[ProviderStatus, int], ...]
    providers: int
    uses: int
    institutions: int
    by_place: tuple[PlaceCount, ...]
    demonstration: bool
    rules: tuple[tuple[Text, str], ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Change:
    """A recent decision on an app, for the home page."""

    entry: HistoryEntry
    app: AppRecord


@dataclass(frozen=True, slots=True)
class Decision:
    """A recorded decision on an app, on a provider's filing as a whole (no app), or on a list (no app).

    `uscc` and `unit`: whose filing or case it was, by the path of the decision and by the name of today; `app` as it stands today.
    `fingerprint`: of all of this, and of name and status of the app.
    """

    event: Event
    authority: Authority
    uscc: str
    unit: str
    app: AppRecord | None
    has_provider_page: bool
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Records:
    """Everything that the site shows, sorted. `as_of` is the snapshot's day, `commit` where it was read.

    `decisions` are all on providers and their apps, newest first; those on institutions' uses are not among them.
    `docket`: what is due at the end of the day by what is recorded.
    """

    commit: str
    as_of: str
    apps: tuple[AppRecord, ...]
    providers: tuple[ProviderRecord, ...]
    authorities: tuple[AuthorityRecord, ...]
    cases: tuple[CaseRecord, ...]
    changes: tuple[Change, ...]
    decisions: tuple[Decision, ...]
    docket: Docket
    by_status: tuple[tuple[ProviderStatus, int], ...]
    uses: int
    institutions: tuple[InstitutionRecord, ...]
    oversight: Oversight
    statistics: Statistics
    submissions: Submissions = NONE

    @property
    def demonstration(self) -> bool:
        """Whether any of it is fictional."""
        return any(record.demonstration for record in self.authorities)
