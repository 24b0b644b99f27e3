"""What happened in the registry, as flat rows: the lists that every figure of the oversight reports is counted from (Art. 23).

Rows hold what is published of units and apps and nothing of persons. Confirmations of uses are many, so they are tallied by month
and authority; an institution's filing with several uses counts once where the time is measured, since it is decided on once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from registry.core.case import EnforcementCase
from registry.core.clock import Calendar
from registry.core.codes import (
    LIVE,
    Breach,
    CaseState,
    Code,
    EventKind,
    ListLevel,
    ProviderStatus,
    RectificationResult,
)
from registry.core.ledger import Event
from registry.core.paths import parse
from registry.core.replay import Replay
from registry.core.snapshot import CaseFile, ProviderFile, Snapshot
from registry.core.time_limits import clocks_with
from registry.core.timeliness import Stopwatch, Wait
from registry.core.transitions import APP_TRANSITIONS


class CaseStep(Code):
    """What can happen in an enforcement case, as far as it is published: an allegation alone is not."""

    opened = "opened", "立案", "Case opened"
    breach = "breach", "认定违规", "Breach"
    demanded = "demanded", "责令整改", "Rectification demanded"
    rectified = "rectified", "完成整改", "Rectified"
    not_rectified = "not_rectified", "整改不及时", "Not rectified in time"
    blacklisted = "blacklisted", "列入黑名单", "Blacklisted"
    greylisted = "greylisted", "列入灰名单", "Grey-listed"
    criticised = "criticised", "通报批评", "Criticised by circular"
    bar_begun = "bar_begun", "限制期开始", "Bar begun"
    bar_ended = "bar_ended", "限制期结束", "Bar ended"
    lifted = "lifted", "提前移出名单", "Taken off the list early"


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A recorded decision on an app or on a provider's filing as a whole (`number` and `app` are empty then).

    `in_force` is 1, -1 or 0: what it adds to the number of apps whose filing is in force. `wait` is set for first filings whose
    submission is recorded.
    """

    day: str
    what: EventKind
    authority: str
    number: str
    app: str
    unit: str
    uscc: str
    in_force: int
    reason: str
    event: Event
    wait: Wait | None = None


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A step of an enforcement case. `category` only of a breach."""

    day: str
    what: CaseStep
    authority: str
    unit: str
    uscc: str
    category: Breach | None
    document: str
    case: str


@dataclass(frozen=True, slots=True)
class Uses:
    """Decisions on uses in one month under one authority: how many of each kind, and the length of each confirmation."""

    counts: Mapping[EventKind, int]
    waits: tuple[tuple[Wait | None, int], ...]
    """Each length, and how many filings had it."""


@dataclass(frozen=True, slots=True)
class Oversight:
    """All rows by day; uses by month (`2026-09`) and authority. `authorities` are the slugs, by numeric prefix."""

    today: str
    authorities: tuple[str, ...]
    decisions: tuple[DecisionRow, ...]
    cases: tuple[CaseRow, ...]
    uses: Mapping[tuple[str, str], Uses]

    @property
    def first_day(self) -> str:
        """The day of the first decision or case; today if there is none."""
        starts = [rows[0].day for rows in (self.decisions, self.cases) if rows]
        starts += [f"{month}-01" for month, _ in self.uses]
        return min(starts, default=self.today)


def oversight(snapshot: Snapshot, calendar: Calendar) -> Oversight:
    """Everything that a snapshot tells."""
    known = snapshot.authorities
    watch = Stopwatch(
        calendar,
        {slug: clocks_with(one.shorter_clocks) for slug, one in known.items() if one.shorter_clocks},
    )
    decisions = sorted(
        _decisions(snapshot.replay, snapshot.providers, watch),
        key=lambda row: (row.event.at, row.authority, row.event.sequence),
    )
    cases = [row for file in snapshot.cases.values() for row in _case(file, snapshot.today.isoformat())]
    cases.sort(key=lambda row: (row.day, row.case, list(CaseStep).index(row.what), row.category or ""))
    return Oversight(
        today=snapshot.today.isoformat(),
        authorities=tuple(sorted(known, key=lambda slug: (known[slug].numeric_prefix, slug))),
        decisions=tuple(decisions),
        cases=tuple(cases),
        uses=_uses(snapshot.replay, watch),
    )


def _decisions(
    replay: Replay, providers: Mapping[str, ProviderFile], watch: Stopwatch
) -> Iterator[DecisionRow]:
    names: dict[tuple[str, str], str] = {}
    units: dict[str, tuple[str, str]] = {}
    by_code: dict[str, str] = {}
    for path, file in providers.items():
        filing = file.content
        units[path] = (filing.unit.name, filing.uscc)
        by_code[filing.uscc] = filing.unit.name
        for app in filing.apps:
            names[path, app.id] = app.name
    for number, standing in replay.apps.items():
        status: ProviderStatus | None = None
        unit, uscc = units.get(standing.path, ("", ""))
        for event in standing.events:
            before, status = status, APP_TRANSITIONS[status, event.event]
            yield DecisionRow(
                day=event.at[:10],
                what=event.event,
                authority=event.authority,
                number=number,
                app=names.get((standing.path, standing.item), ""),
                unit=unit,
                uscc=uscc,
                in_force=(status in LIVE) - (before in LIVE),
                reason=event.reason or "",
                event=event,
                wait=watch.wait(event) if event.event is EventKind.filed else None,
            )
    for (kind, uscc), events in replay.changes.items():
        for event in events if kind == "provider" else ():
            yield DecisionRow(
                event.at[:10], event.event, event.authority, "", "", by_code.get(uscc, ""), uscc, 0, event.reason or "", event
            )  # fmt: skip


def _uses(replay: Replay, watch: Stopwatch) -> dict[tuple[str, str], Uses]:
    tally = replay.use_tally
    counts: dict[tuple[str, str], dict[EventKind, int]] = defaultdict(dict)
    waits: dict[tuple[str, str], list[tuple[Wait | None, int]]] = defaultdict(list)
    for (month, authority, kind), count in tally.counts.items():
        counts[month, authority][kind] = count
    for course, count in tally.courses.items():
        waits[course.decided[:7], course.authority].append((watch.confirmation(course), count))
    return {place: Uses(counts[place], tuple(waits[place])) for place in sorted(counts)}


def _case(file: CaseFile, today: str) -> Iterable[CaseRow]:
    """Its steps so far; none while it is an allegation."""
    case, where = file.content, parse(file.path)
    if case.state is CaseState.alleged or where is None:
        return ()
    steps = [
        (day, what, category, document)
        for day, what, category, document in _steps(case)
        if day <= today and (what is not CaseStep.bar_ended or day < today)
    ]
    return [
        CaseRow(day, what, where.slug, case.unit.name, case.unit.uscc, category, document, file.path)
        for day, what, category, document in steps
    ]


def _steps(case: EnforcementCase) -> Iterator[tuple[str, CaseStep, Breach | None, str]]:
    yield case.opened_on, CaseStep.opened, None, ""
    for breach in case.breaches:
        yield case.opened_on, CaseStep.breach, breach.category, ""
    for demand in case.rectifications:
        yield demand.demanded, CaseStep.demanded, None, demand.document_no
        if demand.outcome is not None:
            met = demand.outcome.result is RectificationResult.rectified
            yield (
                demand.outcome.date,
                CaseStep.rectified if met else CaseStep.not_rectified,
                None,
                demand.outcome.document_no or "",
            )
    measures = case.measures
    if measures is not None:
        listed = CaseStep.greylisted if measures.level is ListLevel.grey else CaseStep.blacklisted
        what = CaseStep.criticised if measures.list is None else listed
        yield measures.decided_on, what, None, measures.circular_document_no
        if measures.bar is not None:
            yield measures.bar.start, CaseStep.bar_begun, None, measures.circular_document_no
            last = measures.bar.last_day.isoformat()
            if case.lifted is None or case.lifted.date > last:
                yield last, CaseStep.bar_ended, None, ""
    if case.lifted is not None:
        yield case.lifted.date, CaseStep.lifted, None, ""
