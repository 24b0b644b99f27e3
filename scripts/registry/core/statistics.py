"""What the statistics page shows, counted from the rows of oversight: no words and no places yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from registry.core.codes import Breach, EventKind
from registry.core.oversight import Oversight
from registry.core.oversight_report import Brought, Report, report
from registry.core.period import months, quarters
from registry.core.timeliness import Waits, summary


@dataclass(frozen=True, slots=True)
class Month:
    """Numbers given in a month, and how many were given and were in force at its end."""

    code: str
    filed: int
    given: int
    in_force: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the page shows, before words and places."""

    in_force: Mapping[str, int]
    given: Mapping[str, int]
    months: tuple[Month, ...]
    waits: Waits
    breaches: tuple[tuple[Breach, int], ...]
    reports: tuple[Report, ...]
    """One for each quarter, newest first."""


def statistics_of(facts: Oversight, brought: Brought) -> Statistics:
    """Counted from the rows."""
    in_force, given = dict.fromkeys(facts.authorities, 0), dict.fromkeys(facts.authorities, 0)
    filed_in: dict[str, int] = {}
    change_in: dict[str, int] = {}
    for row in facts.decisions:
        in_force[row.authority] += row.in_force
        change_in[row.day[:7]] = change_in.get(row.day[:7], 0) + row.in_force
        if row.what is EventKind.filed:
            given[row.authority] += 1
            filed_in[row.day[:7]] = filed_in.get(row.day[:7], 0) + 1
    filed = [row for row in facts.decisions if row.what is EventKind.filed]
    total = live = 0
    shown = []
    for month in months(filed[0].day, facts.today) if filed else ():
        total += filed_in.get(month.code, 0)
        live += change_in.get(month.code, 0)
        shown.append(Month(month.code, filed_in.get(month.code, 0), total, live))
    found = [row.category for row in facts.cases if row.category is not None]
    breaches = [(breach, found.count(breach)) for breach in Breach if breach in found]
    reports = [report(facts, quarter, brought=brought) for quarter in quarters(facts.first_day, facts.today)]
    return Statistics(
        in_force=in_force,
        given=given,
        months=tuple(shown),
        waits=summary([row.wait for row in filed]),
        breaches=tuple(sorted(breaches, key=lambda pair: -pair[1])),
        reports=tuple(reversed(reports)) if facts.decisions or facts.cases or facts.uses else (),
    )
