"""How long decisions took, counted by hand beside the code."""

from datetime import date
from typing import Any

import pytest

from registry.core.codes import EventKind
from registry.core.ledger import Event
from registry.core.time_limits import CLOCKS, clocks_with
from registry.core.timeliness import Stopwatch, Wait, Waits, summary
from registry.core.use_tally import Course, UseTally
from registry.core.working_days import AnnouncedDays

PROVIDER = "filings/providers/beijing/XW/91110108MA900001XW.yaml"
USER = "filings/users/beijing/110108/12110108MB9000J01P.yaml"


def decided(at: str, submitted: str | None = None, *feedbacks: tuple[str, str | None], **given: Any) -> Event:
    """A decision; days at noon, instants as they are."""

    def instant(text: str) -> str:
        return text if "T" in text else f"{text}T12:00:00+08:00"

    values: dict[str, Any] = {
        "sequence": 1, "at": instant(at), "event": "filed", "path": PROVIDER, "content_sha256": "0" * 64, "commit": "0" * 40,
        "authority": "beijing", "previous": "0" * 64, **given,
    }  # fmt: skip
    if submitted:
        values["submitted_at"] = instant(submitted)
    values["feedbacks"] = tuple(
        {"at": instant(asked), **({"answered_at": instant(answered)} if answered else {})} for asked, answered in feedbacks
    )  # fmt: skip
    return Event.model_validate(values)


@pytest.mark.parametrize(
    ("event", "days", "due", "overdue"),
    [
        # 2026-11-23 is a Monday; its tenth working day is 2026-12-07.
        (decided("2026-11-23", "2026-11-23"), 0, "2026-12-07", False),
        (decided("2026-12-07", "2026-11-23"), 10, "2026-12-07", False),
        (decided("2026-12-07T23:59:59+08:00", "2026-11-23"), 10, "2026-12-07", False),
        (decided("2026-12-08T00:00:00+08:00", "2026-11-23"), 11, "2026-12-07", True),
        # Over Spring Festival, with two worked Saturdays.
        (decided("2026-03-02", "2026-02-10"), 10, "2026-03-02", False),
        # Asked on the third day, answered after two weeks: four of the ten remain more than the five of the second look.
        (
            decided("2026-12-18", "2026-11-23", ("2026-11-26", "2026-12-10")),
            3 + 6,
            "2026-12-21",
            False,
        ),
        # Asked on the last day: five working days for the supplement.
        (decided("2026-12-16", "2026-11-23", ("2026-12-07", "2026-12-09")), 15, "2026-12-16", False),
        (decided("2026-12-17", "2026-11-23", ("2026-12-07", "2026-12-09")), 16, "2026-12-16", True),
        # Decided for the provider while its supplement was awaited.
        (decided("2026-12-04", "2026-11-23", ("2026-11-26", None)), 3, "2026-12-04", False),
    ],
)  # fmt: skip
def test_a_decision_takes_its_working_days(event: Event, days: int, due: str, overdue: bool) -> None:
    wait = Stopwatch(AnnouncedDays()).wait(event)
    assert wait is not None
    assert (wait.working_days, wait.due, wait.overdue) == (days, date.fromisoformat(due), overdue)


def test_a_confirmation_has_the_same_ten_days_and_ten_new_ones_after_a_return() -> None:
    returned = (("2026-11-25T12:00:00+08:00", "2026-12-01T12:00:00+08:00"),)
    watch = Stopwatch(AnnouncedDays())
    wait = watch.confirmation(Course("beijing", "2026-11-23", "2026-12-10", returned))
    assert wait == Wait(2 + 7, date(2026, 12, 15), overdue=False, feedbacks=1)
    assert watch.confirmation(Course("beijing", "2026-11-23", "2026-12-08")) == Wait(
        11, date(2026, 12, 7), overdue=True, feedbacks=0
    )
    assert watch.confirmation(Course("beijing", "", "2026-12-08")) is None


def test_uses_decided_on_together_count_once() -> None:
    tally = UseTally()
    for item in ("use-1", "use-2"):
        tally.take(decided("2026-12-10", "2026-11-23", event="confirmed", path=USER, item=item))
    tally.take(decided("2026-12-11", event="confirmed", path=USER, item="use-3"))
    tally.take(decided("2026-12-11", event="ended", path=USER, item="use-3"))
    assert dict(tally.counts) == {
        ("2026-12", "beijing", EventKind.confirmed): 3,
        ("2026-12", "beijing", EventKind.ended): 1,
    }
    assert dict(tally.courses) == {
        Course("beijing", "2026-11-23", "2026-12-10"): 1,
        Course("beijing", "", "2026-12-11"): 1,
    }


def test_filings_of_one_course_are_counted_with_their_feedbacks() -> None:
    tally = UseTally()
    asked = ("2026-11-25", "2026-12-01")
    for number in ("91", "92", "93"):
        path = USER.replace("12110108", f"{number}110108")
        unanswered = (asked[0], None) if number == "93" else asked
        tally.take(
            decided("2026-12-10", "2026-11-23", unanswered, event="confirmed", path=path, item="use-1")
        )
    at = [f"{day}T12:00:00+08:00" for day in asked]
    assert dict(tally.courses) == {
        Course("beijing", "2026-11-23", "2026-12-10", ((at[0], at[1]),)): 2,
        Course("beijing", "2026-11-23", "2026-12-10", ((at[0], ""),)): 1,
    }


def test_clocks_of_a_province_count_for_confirmations_and_after_a_feedback_too() -> None:
    """Its own days for it and nobody else's, whichever of two provinces was asked about first."""
    clocks = {"beijing": clocks_with({"confirm": 5, "review": 5})}
    events = [
        decided("2026-12-10", "2026-11-23", ("2026-11-25", "2026-12-01"), authority=one)
        for one in ("beijing", "tianjin")
    ]
    for order in (1, -1):
        watch = Stopwatch(AnnouncedDays(), clocks)
        dues = {}
        for one in ("beijing", "tianjin")[::order]:
            wait = watch.confirmation(Course(one, "2026-11-23", "2026-11-24"))
            assert wait is not None
            dues[one] = wait.due.isoformat()
        assert dues == {"beijing": "2026-11-30", "tianjin": "2026-12-07"}
        after = {}
        for event in events[::order]:
            wait = watch.wait(event)
            assert wait is not None
            after[event.authority] = wait.due.isoformat()
        assert after == {"beijing": "2026-12-08", "tianjin": "2026-12-11"}


def test_instants_are_days_in_shanghai() -> None:
    """Half past midnight there is the day before in UTC: submission, feedback, answer and decision count by the day in China."""
    night = "T00:30:00+08:00"
    asked = (f"2026-11-25{night}", f"2026-12-01{night}")
    watch = Stopwatch(AnnouncedDays())
    wait = watch.wait(decided(f"2026-12-07{night}", f"2026-11-23{night}", asked))
    assert wait == Stopwatch(AnnouncedDays()).wait(
        decided("2026-12-07", "2026-11-23", ("2026-11-25", "2026-12-01"))
    )
    assert wait is not None
    assert wait.working_days == 2 + 4
    late = Stopwatch(AnnouncedDays()).wait(decided(f"2026-12-08{night}", f"2026-11-23{night}"))
    assert late == Wait(11, date(2026, 12, 7), overdue=True, feedbacks=0)


def test_beyond_the_announced_calendar_the_law_tells_working_days() -> None:
    """2027 is not announced: New Year's day is a holiday by law, 2027-01-04 a Monday."""
    wait = Stopwatch(AnnouncedDays()).wait(decided("2027-01-06", "2026-12-30"))
    assert wait is not None
    assert wait.working_days == 1 + 3  # 31 December, 4, 5 and 6 January


def test_what_is_not_recorded_is_not_known() -> None:
    assert Stopwatch(AnnouncedDays()).wait(decided("2026-12-07")) is None


def test_a_province_with_a_shorter_clock_is_overdue_earlier() -> None:
    event = decided("2026-12-02", "2026-11-23")
    shorter = Stopwatch(AnnouncedDays(), {"beijing": clocks_with({"review": 5})})
    wait = shorter.wait(event)
    assert wait is not None
    assert (wait.due, wait.overdue) == (date(2026, 11, 30), True)
    other = shorter.wait(event.model_copy(update={"authority": "tianjin"}))
    assert other is not None
    assert not other.overdue
    assert CLOCKS["review"].amount == 10


def test_many_of_them_have_a_median_and_a_tenth_that_took_longer() -> None:
    days = [1, 2, 3, 4, 5, 6, 7, 8, 30, 9]
    watch = Stopwatch(AnnouncedDays())
    ends = {
        1: "11-24",
        2: "11-25",
        3: "11-26",
        4: "11-27",
        5: "11-30",
        6: "12-01",
        7: "12-02",
        8: "12-03",
        9: "12-04",
    }
    waits = [watch.wait(decided(f"2026-{ends[n]}", "2026-11-23")) for n in days if n in ends]
    waits += [watch.wait(decided("2026-12-11", "2026-11-23")), None, None]
    found = summary(waits)
    assert found.days == (1, 2, 3, 4, 5, 6, 7, 8, 9, 14)
    assert (found.median, found.p90, found.within, found.overdue, found.unknown) == (5.5, 9, 9, 1, 2)
    assert found.histogram == (0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1)


def test_without_any_there_is_no_median() -> None:
    nothing = summary([None])
    assert (nothing.known, nothing.median, nothing.p90, nothing.unknown) == (0, None, None, 1)
    assert Waits(days=(4,)).median == 4.0
    assert Waits(days=(4,)).p90 == 4


@pytest.mark.parametrize("asked", ["2026-12-04T12:00:00+08:00", "2026-12-05T12:00:00+08:00"])
def test_what_was_asked_at_the_instant_of_the_decision_or_after_it_gives_no_more_time(asked: str) -> None:
    """It was the authority's turn until it decided."""
    wait = Stopwatch(AnnouncedDays()).wait(decided("2026-12-04", "2026-11-23", (asked, None)))
    assert wait is not None
    assert (wait.due, wait.overdue) == (date(2026, 12, 7), False)


def test_a_decision_after_midnight_in_shanghai_is_of_the_next_day() -> None:
    """Also where it was asked before, and for whichever of two submissions is measured first."""
    night = "T00:30:00+08:00"
    asked = ("2026-12-07", "2026-12-09")
    late = Stopwatch(AnnouncedDays()).wait(decided(f"2026-12-17{night}", "2026-11-23", asked))
    assert late is not None
    assert (late.due, late.overdue) == (date(2026, 12, 16), True)
    noon, midnight = decided("2026-12-07", "2026-11-23"), decided("2026-12-07", f"2026-11-24{night}")
    for order in ((noon, midnight), (midnight, noon)):
        watch = Stopwatch(AnnouncedDays())
        dues = {event.submitted_at: wait.due for event in order if (wait := watch.wait(event)) is not None}
        assert dues == {noon.submitted_at: date(2026, 12, 7), midnight.submitted_at: date(2026, 12, 8)}
