"""The figures of the statistics page, counted by hand beside the code."""

from dataclasses import replace
from datetime import date
from typing import Any

from registry.core.codes import Breach, EventKind
from registry.core.oversight import CaseRow, CaseStep, DecisionRow, Oversight
from registry.core.oversight_report import Brought
from registry.core.statistics import Month, statistics_of
from registry.core.timeliness import Wait
from tests.clocks.test_timeliness import decided


def row(day: str, what: EventKind, authority: str, in_force: int, wait: Wait | None = None) -> DecisionRow:
    """A decision on an app."""
    words = dict.fromkeys(("number", "app", "unit", "uscc", "reason"), "")
    return DecisionRow(
        day=day, what=what, authority=authority, in_force=in_force, wait=wait, event=decided(day), **words
    )


def breach(day: str, category: Breach | None, what: CaseStep = CaseStep.breach) -> CaseRow:
    """A step of an enforcement case."""
    return CaseRow(day, what, "beijing", "", "", category, "", "")


QUICK = Wait(2, date(2026, 9, 16), overdue=False, feedbacks=0)
FACTS = Oversight(
    today="2026-11-20",
    authorities=("beijing", "tianjin", "sichuan"),
    decisions=(
        row("2026-06-01", EventKind.filed, "beijing", 1),  # and nothing at all in July
        row("2026-08-31", EventKind.changed, "tianjin", 0),
        row("2026-09-01", EventKind.filed, "beijing", 1, QUICK),
        row("2026-09-30", EventKind.filed, "beijing", 1),
        row("2026-09-30", EventKind.filed, "tianjin", 1),
        row("2026-10-09", EventKind.suspended, "beijing", -1),
        row("2026-11-02", EventKind.filed, "beijing", 1),
        row("2026-11-03", EventKind.revoked, "beijing", -1),
        row("2026-11-03", EventKind.reinstated, "beijing", 1),
    ),
    cases=(
        breach("2026-10-08", None, CaseStep.opened),
        breach("2026-10-08", Breach.false_filing),
        breach("2026-11-01", Breach.games),
        breach("2026-11-02", Breach.games),
    ),
    uses={},
)  # fmt: skip


def of(**changed: Any) -> Any:
    """Statistics of the facts with some of them changed."""
    return statistics_of(replace(FACTS, **changed), Brought())


def test_numbers_are_counted_by_authority_and_by_month() -> None:
    found = of()
    assert found.given == {"beijing": 4, "tianjin": 1, "sichuan": 0}
    assert found.in_force == {"beijing": 3, "tianjin": 1, "sichuan": 0}
    assert found.months == (
        Month("2026-06", filed=1, given=1, in_force=1),
        Month("2026-07", filed=0, given=1, in_force=1),
        Month("2026-08", filed=0, given=1, in_force=1),
        Month("2026-09", filed=3, given=4, in_force=4),
        Month("2026-10", filed=0, given=4, in_force=3),
        Month("2026-11", filed=1, given=5, in_force=4),
    )
    assert (found.waits.days, found.waits.unknown) == ((2,), 4)


def test_breaches_come_by_how_often_they_were_found() -> None:
    assert of().breaches == ((Breach.games, 2), (Breach.false_filing, 1))
    assert of(cases=()).breaches == ()


def test_there_is_a_report_for_each_quarter_the_newest_first() -> None:
    assert [report.period.code for report in of().reports] == ["2026-Q4", "2026-Q3", "2026-Q2"]
    assert of(decisions=(), cases=()).reports == ()
    only_cases = of(decisions=())
    assert [report.period.code for report in only_cases.reports] == ["2026-Q4"]
    assert only_cases.months == ()


def test_a_report_holds_what_the_forge_told() -> None:
    told = Brought(closed=[], closed_since="2026-07-01")
    found = statistics_of(FACTS, told)
    assert found.reports != of().reports
