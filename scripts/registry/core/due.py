"""What is due: every time limit that runs on a day, from the registry's records and from submissions on their way.

Nothing is kept of a limit but the event that started it; what was done about it is looked for in the records, so a limit that
was met is simply not here. What no record tells, e.g. that an app changed and its provider has not said so, cannot be here.
"""

import hashlib
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import TypeVar

from registry.core import evidence
from registry.core.authority import Authority
from registry.core.clock import SHANGHAI, Calendar, Computation, count_months, day_in_shanghai, on_day
from registry.core.codes import CaseState, EventKind, UserStatus
from registry.core.institution import InstitutionUses
from registry.core.ledger import Decided, Event
from registry.core.paths import AUTHORITIES, FilingPath, parse
from registry.core.procedure import Procedure, Refused, replay
from registry.core.procedure_file import ProcedureRecord
from registry.core.provincial import PublishedLists
from registry.core.replay import Replay, UseStanding
from registry.core.snapshot import CaseFile, ProviderFile, Snapshot
from registry.core.time_limits import (
    APP_LOST,
    BAR_END,
    BUFFER,
    CLOCKS,
    LIST_PUBLICATION,
    LISTING_END,
    RECTIFICATION,
    Clock,
    Party,
    TimeLimit,
    clocks_with,
)

D = TypeVar("D", bound=Decided)


@dataclass(frozen=True, slots=True)
class Due:
    """Something that somebody has to do until the end of a day, or (a bar) that ends with it.

    `who` is the folder of an authority or a unit's code; `authority` the folder in whose remit it lies; `subject` the path of
    the file concerned and `about` a filing number, an item or `#` and a pull request within it, or empty.
    """

    limit: TimeLimit
    who: str
    authority: str
    subject: str
    about: str
    since: datetime
    """The event that started it; a date that was set starts with the day on which it was set."""
    until: date
    computed: Computation | None
    """How the last day was counted; None if it was set."""
    provisional: bool
    overdue: bool

    @property
    def may_close(self) -> bool:
        """Whether anything may be decided against somebody now because the day has passed: never on a provisional one."""
        return self.overdue and not self.provisional

    @property
    def uid(self) -> str:
        """A name that stays the same when the last day is computed again, even as another one."""
        what = "\n".join((self.limit.code, self.subject, self.about, self.since.isoformat()))
        return hashlib.sha256(what.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Docket:
    """All that is due at an instant, overdue first, then by date; and the steps of submissions that were not possible."""

    now: datetime
    dues: tuple[Due, ...]
    refused: tuple[tuple[ProcedureRecord, Refused], ...] = ()

    def of_authority(self, folder: str) -> "Docket":
        """What lies in the remit of an authority and of those below it."""
        return Docket(
            self.now,
            tuple(due for due in self.dues if _within(due.authority, folder)),
            tuple(
                (record, refused)
                for record, refused in self.refused
                if _within(_place(record.path).authority, folder)
            ),
        )


def due(
    snapshot: Snapshot,
    submissions: Iterable[ProcedureRecord],
    calendar: Calendar,
    now: datetime,
    shorter: Mapping[str, Mapping[str, int]] = MappingProxyType({}),
) -> Docket:
    """Everything that is due at `now`. Later events, decisions and steps are not looked at; filings are those of the snapshot.

    `shorter` holds the lengths of provinces that have shorter ones, by slug and code of the clock (Art. 26). Raises ValueError
    for a length that is not shorter, and for an instant without a time zone or outside the years of the Measures.
    """
    today = day_in_shanghai(now)
    clocks = defaultdict(lambda: CLOCKS, {slug: clocks_with(lengths) for slug, lengths in shorter.items()})
    running = [
        (record, replay(record.kind, record.values, calendar, now, change=record.change, clocks=clocks[_place(record.path).slug]))
        for record in submissions
    ]  # fmt: skip
    found = [
        *_of_cases(snapshot.cases.values(), today),
        *_of_uses(snapshot, running, calendar, now, clocks),
        *_of_submissions(running, now),
        *_of_lists(snapshot.authorities, today),
        *_of_evidence(snapshot.providers.values(), today),
    ]
    found.sort(key=lambda one: (not one.overdue, one.until, one.subject, one.about, one.limit.code))
    refused = tuple((record, one) for record, procedure in running for one in procedure.refused)
    return Docket(now, tuple(found), refused)


_NOWHERE = FilingPath("", "", "")


def _place(path: str) -> FilingPath:
    """The parts of a path; one that no file can have lies in nobody's remit."""
    return parse(path) or _NOWHERE


def _within(authority: str, folder: str) -> bool:
    return authority == folder or authority.startswith(f"{folder}/")


# --- Enforcement (Art. 24).


def _of_cases(cases: Iterable[CaseFile], today: date) -> Iterator[Due]:
    for file in cases:
        yield from _rectification(file, today)
        yield from _bar(file, today)


def _set_date(
    limit: TimeLimit, who: str, file: CaseFile, since: date, until: date, today: date, computed: Computation | None = None
) -> Due:  # fmt: skip
    return Due(
        limit, who, _place(file.path).authority, file.path, "", on_day(since), until, computed, False, today > until
    )  # fmt: skip


def _rectification(file: CaseFile, today: date) -> Iterator[Due]:
    """The last demand made so far, until something is established about it or decided."""
    case = file.content
    made = [demand for demand in case.rectifications if date.fromisoformat(demand.demanded) <= today]
    if not made:
        return
    demand = made[-1]
    if demand.outcome is not None and date.fromisoformat(demand.outcome.date) <= today:
        return
    if case.measures is not None and date.fromisoformat(case.measures.decided_on) <= today:
        return
    demanded, last = date.fromisoformat(demand.demanded), date.fromisoformat(demand.due)
    yield _set_date(RECTIFICATION, case.unit.uscc, file, demanded, last, today)


def _bar(file: CaseFile, today: date) -> Iterator[Due]:
    """The bar's last day for the unit; the day after it for the authority, which takes the unit off the list."""
    case = file.content
    if case.measures is None or case.measures.bar is None:
        return
    decided = date.fromisoformat(case.measures.decided_on)
    lifted = case.lifted is not None and date.fromisoformat(case.lifted.date) <= today
    if decided > today or lifted:
        return
    bar = case.measures.bar
    computed = count_months(on_day(date.fromisoformat(bar.start)), bar.months)
    if today <= bar.last_day:
        yield _set_date(BAR_END, case.unit.uscc, file, decided, bar.last_day, today, computed)
    if case.measures.list is not None and case.state is not CaseState.expired:
        after = bar.last_day + timedelta(days=1)
        yield _set_date(LISTING_END, _place(file.path).authority, file, decided, after, today, computed)


# --- Institutions whose app lost its filing (Art. 20).

_LOST = frozenset({EventKind.suspended, EventKind.revoked, EventKind.withdrawn})
_NOT_ANSWERS = frozenset({EventKind.invalidated})
_ON_THE_WAY = frozenset({UserStatus.submitted, UserStatus.change_pending, UserStatus.confirmed})


def _of_uses(
    snapshot: Snapshot,
    running: Iterable[tuple[ProcedureRecord, Procedure]],
    calendar: Calendar,
    now: datetime,
    clocks: Mapping[str, Mapping[str, Clock]],
) -> Iterator[Due]:
    lost = _lost_apps(snapshot.replay, now)
    answers = {
        record.path: procedure.submitted_at
        for record, procedure in running
        if procedure.submitted_at is not None and procedure.state in _ON_THE_WAY
    }
    for use in snapshot.replay.uses.values():
        event = lost.get(use.number)
        if event is None or not _is_used(use, snapshot.institution(use.path), event, now):
            continue
        if event.event is EventKind.suspended and _has_spoken(snapshot.replay, use.path, event, now):
            continue
        since = datetime.fromisoformat(event.at)
        if use.path in answers and answers[use.path] >= since:
            continue
        place = _place(use.path)
        clock = clocks[place.slug][APP_LOST.code]
        computed = clock.deadline(since, calendar)
        last = computed.days[-1].day
        yield Due(
            clock, place.uscc, place.authority, use.path, use.number, since, last, computed, computed.provisional,
            computed.is_over(now),
        )  # fmt: skip


def _until(events: Iterable[D], now: datetime) -> list[D]:
    """Events up to an instant; all instants of the ledger are written alike, at +08:00."""
    last = now.astimezone(SHANGHAI).isoformat(timespec="seconds")
    return [event for event in events if event.at <= last]


def _lost_apps(replayed: Replay, now: datetime) -> dict[str, Event]:
    """Numbers whose filing is not in force, with the event by which it last ceased to be."""
    found = {}
    for number, app in replayed.apps.items():
        events = _until(app.events, now)
        if events and events[-1].event in _LOST:
            found[number] = events[-1]
    return found


def _is_used(use: UseStanding, filing: InstitutionUses | None, lost: Event, now: datetime) -> bool:
    """Whether the institution still uses the app, by what is decided and by its filing, and has said nothing since."""
    events = _until(use.events, now)
    if not events or events[-1].event is EventKind.ended:
        return False
    if any(event.at > lost.at and event.event not in _NOT_ANSWERS for event in events):
        return False
    return filing is not None and any(
        one.item == use.item and one.number == use.number for one in filing.uses
    )


def _has_spoken(replayed: Replay, path: str, lost: Event, now: datetime) -> bool:
    """Whether anything of an institution's filing was decided on after the event: it has looked at its uses since."""
    return any(
        event.at > lost.at and event.event not in _NOT_ANSWERS
        for event in _until(replayed.decisions_on(path), now)
    )


# --- Submissions on their way (Art. 13, 19).


def _of_submissions(running: Iterable[tuple[ProcedureRecord, Procedure]], now: datetime) -> Iterator[Due]:
    for record, procedure in running:
        turn = procedure.turn
        if turn is None:
            continue
        place = _place(record.path)
        who = place.authority if turn.clock.party is Party.authority else place.uscc
        yield Due(
            turn.clock, who, place.authority, record.path, f"#{record.pull_request}", turn.computed.instant, turn.until,
            turn.computed, turn.provisional, turn.is_over(now),
        )  # fmt: skip


# --- Lists that a province publishes by its own rules (Art. 26).


def list_days(published: PublishedLists, year: int) -> list[date]:
    """The last days for publishing in a year: of the months that the rules name, or of as many equal parts of the year."""
    times = published.times_a_year
    months = published.months or [12 * part // times for part in range(1, times + 1)]
    return [date(year, month, monthrange(year, month)[1]) for month in sorted(months)]


def _of_lists(authorities: Mapping[str, Authority], today: date) -> Iterator[Due]:
    """The next list of each province; whether one that is past came out is not recorded anywhere."""
    for slug, authority in authorities.items():
        published = authority.rules.published_lists if authority.rules else None
        if published is None or (published.source.issued or "") > today.isoformat():
            continue
        days = [
            day for year in (today.year - 1, today.year, today.year + 1) for day in list_days(published, year)
        ]
        last = next(day for day in days if day >= today)
        since = max(day for day in days if day < last) + timedelta(days=1)
        path = f"{AUTHORITIES}{slug}.yaml"
        yield Due(
            LIST_PUBLICATION,
            slug,
            slug,
            path,
            "",
            on_day(since),
            last,
            None,
            provisional=False,
            overdue=False,
        )


# --- Evidence that the circular put off in 2019 and 2020 (Point 3).


def _of_evidence(providers: Iterable[ProviderFile], today: date) -> Iterator[Due]:
    """Filings without the ICP or the MLPS filing, while the circular still gave them time; afterwards it is a breach (Art. 9)."""
    until = evidence.standing(today).until
    if until is None:
        return
    announced = max(one.announced for one in evidence.ANNOUNCEMENTS if one.announced <= today)
    for file in providers:
        if any(evidence.missing(system) for system in file.content.systems):
            place = _place(file.path)
            yield Due(
                BUFFER, place.uscc, place.authority, file.path, "", on_day(announced), until, None,
                provisional=False, overdue=False,
            )  # fmt: skip
