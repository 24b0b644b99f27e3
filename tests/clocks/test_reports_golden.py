"""Oversight and its reports, value by value, against a reviewed file. REGISTRY_BLESS=1 writes it again.

Decisions, cases and uses are those of the demonstration that is shipped; what the forge brought is stated here. The figures of the
published files are counted again in tests/site/test_site_oversight.py, from the files alone.
"""

import json
import os
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from registry.adapters.load import load
from registry.adapters.source import WorkTree
from registry.commands.snapshot import snapshot_of
from registry.core.oversight import Oversight, oversight
from registry.core.oversight_report import Brought, ListName, Report, report
from registry.core.period import Period
from registry.core.snapshot import Snapshot
from registry.core.working_days import AnnouncedDays
from tests.commands import REPOSITORY

GOLDEN = Path(__file__).parent / "golden" / "reports.json"
BROUGHT = Brought(
    closed=[
        {"day": "2026-06", "authority": "beijing", "how": "abandoned"},
        {"day": "2026-06", "authority": "sichuan", "how": "rejected"},
        {"day": "2026-07", "authority": "beijing", "how": "withdrawn_before"},
    ],
    closed_since="2026-04-01",
    complaints=[
        {"day": "2026-06", "authority": "sichuan", "alleged": 1, "upheld": 2, "unfounded": 3},
        {"day": "2026-05", "authority": "beijing", "alleged": 10, "upheld": 20, "unfounded": 30},
        {"day": "2026-12", "authority": "beijing", "alleged": 7, "upheld": 7, "unfounded": 7},
    ],
)
PERIODS = ("2026", "2026-H1", "2026-Q2", "2026-Q3", "2026-06", "2019-Q4")
IN_FULL = ("2026-06", "2026-Q3")
TODAY = date(2026, 11, 20)


@cache
def demonstration() -> Snapshot:
    """The registry that is shipped, read once."""
    return snapshot_of(load(WorkTree(REPOSITORY)), "0" * 40, TODAY)


def of(found: Report, *, lists: bool = True) -> dict[str, Any]:
    """A report as plain values; answers by code. Without `lists` only how long each list is."""
    return {
        "authority": found.authority,
        "finished": found.finished,
        "answers": {answer.question.code: answer.value for answer in found.answers},
        "by_authority": {
            slug: {answer.question.code: answer.value for answer in answers if answer.value}
            for slug, answers in found.by_authority.items()
        },
        "breaches": {breach.value: count for breach, count in found.breaches},
        "lists": {
            name.value: rows if rows is None else [*rows] if lists else len(rows)
            for name, rows in found.lists.items()
        },
    }


def seen(facts: Oversight) -> dict[str, Any]:
    """All that is compared."""
    return {
        "first_day": facts.first_day,
        "reports": {
            code: of(report(facts, Period.parse(code), brought=BROUGHT), lists=code in IN_FULL)
            for code in PERIODS
        },
        "of_beijing": of(report(facts, Period.parse("2026-Q2"), "beijing", BROUGHT)),
        "cases_of": {
            slug: [
                row["case"] for row in report(facts, Period.parse("2026"), slug).lists[ListName.cases] or ()
            ]
            for slug in facts.authorities
        },
        "of_sichuan": of(report(facts, Period.parse("2026"), "sichuan", BROUGHT)),
        "nothing_brought": of(report(facts, Period.parse("2026-06"))),
        "closed_later": of(
            report(
                facts,
                Period.parse("2026-Q2"),
                brought=Brought(closed=BROUGHT.closed, closed_since="2026-04-02"),
            )
        )["lists"]["closed"],
    }


def test_every_value_of_the_reports_is_as_reviewed() -> None:
    text = (
        json.dumps(
            seen(oversight(demonstration(), AnnouncedDays())),
            ensure_ascii=False,
            indent=1,
            sort_keys=True,
        )
        + "\n"
    )
    if os.environ.get("REGISTRY_BLESS") == "1":
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8"), f"{GOLDEN} says otherwise; REGISTRY_BLESS=1 writes it again"


def test_a_period_is_finished_the_day_after_its_last() -> None:
    facts = oversight(demonstration(), AnnouncedDays())
    for today, finished in (("2026-06-30", False), ("2026-07-01", True)):
        assert report(replace(facts, today=today), Period.parse("2026-Q2")).finished is finished
