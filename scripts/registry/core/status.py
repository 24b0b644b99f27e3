"""What is known of a number or a unit on a day: values for `registry status`, from the replayed ledger and the records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from registry.core.authority import Authority
from registry.core.case import EnforcementCase
from registry.core.clock import Calendar
from registry.core.codes import ProviderStatus, UserStatus
from registry.core.due import Due, due
from registry.core.filing import ProviderFiling
from registry.core.ledger import Event
from registry.core.lookup import unit_of_path
from registry.core.replay import AppStanding, Replay, UseStanding
from registry.core.snapshot import Filed, Snapshot
from registry.core.text import Text
from registry.core.use import UserFiling

Filings = Mapping[str, Filed[ProviderFiling] | Filed[UserFiling]]
Cases = Mapping[str, Filed[EnforcementCase]]


@dataclass(frozen=True, slots=True)
class Step:
    """One recorded decision and the authority that took it."""

    event: Event
    authority: Text


@dataclass(frozen=True, slots=True)
class UseStatus:
    """A use of an app: what was decided (`status`), what it is worth (`effective`), and the app's state (None: own use)."""

    path: str
    item: str
    institution: str
    number: str
    app: str
    status: UserStatus
    effective: UserStatus
    app_status: ProviderStatus | None
    history: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class AppStatus:
    """A numbered app. `uses` are those that have not ended."""

    number: str
    name: str
    unit: str
    uscc: str
    path: str
    item: str
    status: ProviderStatus
    since: str
    chain: Text
    history: tuple[Step, ...]
    uses: tuple[UseStatus, ...]
    running: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """A unit: its apps, its uses, and what runs against it. `unregistered` are filings that nothing is recorded of yet."""

    uscc: str
    name: str
    paths: tuple[str, ...]
    unregistered: tuple[str, ...]
    apps: tuple[AppStatus, ...]
    uses: tuple[UseStatus, ...]
    running: tuple[Due, ...]


@dataclass(slots=True)
class Known:
    """The registry at an instant. `filings` and `cases` are those of today that concern the question, by path."""

    replay: Replay
    now: datetime
    calendar: Calendar
    authorities: Mapping[str, Authority]
    filings: Filings = field(default_factory=dict)
    cases: Cases = field(default_factory=dict)
    _dues: tuple[Due, ...] | None = None

    def app(self, number: str) -> AppStatus:
        """A numbered app. Raises KeyError for a number that was not given by that day."""
        standing = self.replay.apps[number]
        uscc = unit_of_path(standing.path)
        return AppStatus(
            number=number,
            name=self._app_name(standing),
            unit=self._unit_name(standing.path),
            uscc=uscc,
            path=standing.path,
            item=standing.item,
            status=standing.status,
            since=self.replay.since(standing),
            chain=self._authority(standing.chain),
            history=self._steps(reversed(self.replay.history(standing))),
            uses=tuple(self._use(use) for use in self.replay.users_of(number)),
            running=self._running(uscc),
        )

    def unit(self, uscc: str) -> UnitStatus:
        """Everything about a unit; empty lists if nothing of it is registered."""
        own = [path for path in self.filings if unit_of_path(path) == uscc]
        apps = sorted(app.number for app in self.replay.apps.values() if unit_of_path(app.path) == uscc)
        uses = sorted((use for (code, _), use in self.replay.uses.items() if code == uscc), key=_place)
        cases = [file.content.unit.name for file in self.cases.values() if file.content.unit.uscc == uscc]
        return UnitStatus(
            uscc=uscc,
            name=next((self._unit_name(path) for path in own), next(iter(cases), "")),
            paths=tuple(sorted(own)),
            unregistered=tuple(sorted(path for path in own if path not in self.replay.digests)),
            apps=tuple(self.app(number) for number in apps),
            uses=tuple(self._use(use) for use in uses),
            running=self._running(uscc),
        )

    def _use(self, standing: UseStanding) -> UseStatus:
        app = self.replay.apps.get(standing.number)
        return UseStatus(
            path=standing.path,
            item=standing.item,
            institution=self._unit_name(standing.path),
            number=standing.number,
            app=self._app_name(app) if app else self._own_app(standing),
            status=standing.status,
            effective=self.replay.effective(standing),
            app_status=app.status if app else None,
            history=self._steps(event for event in standing.events if isinstance(event, Event)),
        )

    def _app_name(self, standing: AppStanding) -> str:
        filed = self.filings.get(standing.path)
        apps = filed.content.apps if filed and isinstance(filed.content, ProviderFiling) else ()
        return next((app.name for app in apps if app.id == standing.item), "")

    def _own_app(self, standing: UseStanding) -> str:
        filed = self.filings.get(standing.path)
        uses = filed.content.uses if filed and isinstance(filed.content, UserFiling) else ()
        own = next((use.self_developed for use in uses if use.id == standing.item), None)
        return own.app.name if own else ""

    def _unit_name(self, path: str) -> str:
        filed = self.filings.get(path)
        if filed is None:
            return ""
        return (
            filed.content.institution.name
            if isinstance(filed.content, UserFiling)
            else filed.content.unit.name
        )

    def _authority(self, slug: str) -> Text:
        found = self.authorities.get(slug)
        return found.name.text if found else Text(slug, slug)

    def _steps(self, events: Iterable[Event]) -> tuple[Step, ...]:
        return tuple(Step(event, self._authority(event.authority)) for event in events)

    def _running(self, uscc: str) -> tuple[Due, ...]:
        """Time limits that run for a unit, overdue ones included."""
        if self._dues is None:
            users = {
                path: file for path, file in self.filings.items() if isinstance(file.content, UserFiling)
            }
            snapshot = Snapshot("", self.now.date(), self.authorities, {}, users, self.cases, self.replay)
            self._dues = due(snapshot, (), self.calendar, self.now).dues
        return tuple(one for one in self._dues if one.who == uscc)


def _place(use: UseStanding) -> tuple[str, str]:
    return use.path, use.item
