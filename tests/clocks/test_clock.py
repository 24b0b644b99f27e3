"""What is refused, when a deadline is over, pauses, provisional dates, and what holds for every deadline."""

from datetime import date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import chinese_calendar
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from registry.core import clock, time_limits
from registry.core.case import Bar
from registry.core.clock import DayKind, Pause, Unit, count_months, count_working_days
from registry.core.time_limits import CLOCKS
from tests.clocks.calendars import ANNOUNCED, MadeUp, at, days_between, pauses

NAIVE = datetime(2026, 11, 24, 9)  # noqa: DTZ001


class NoOffset(tzinfo):
    """A zone that does not know its offset: such an instant is as naive as one without."""

    def utcoffset(self, _: datetime | None) -> timedelta | None:
        """Unknown."""
        return None


# --- What is refused.


@pytest.mark.parametrize("instant", [NAIVE, NAIVE.replace(tzinfo=NoOffset())])
def test_an_instant_without_zone_is_refused_wherever_one_is_taken(instant: datetime) -> None:
    """The sentence says what to write instead."""
    computed = count_working_days(at("2026-11-24"), 1, ANNOUNCED)
    for refused in (
        lambda: count_working_days(instant, 10, ANNOUNCED),
        lambda: count_months(instant, 6),
        lambda: computed.is_over(instant),
        lambda: count_working_days(at("2026-11-24"), 10, ANNOUNCED, [Pause(instant)]),
        lambda: count_working_days(at("2026-11-23"), 10, ANNOUNCED, [Pause(at("2026-11-24"), instant)]),
    ):
        with pytest.raises(ValueError, match=r"has no time zone; write e\.g\. 2026-11-24T09:00:00\+08:00"):
            refused()


@pytest.mark.parametrize("length", [0, -1, -10, 1_001, 10**30])
def test_a_length_that_is_none_is_refused(length: int) -> None:
    """Zero, negative and absurd numbers of working days."""
    with pytest.raises(ValueError, match=f"a length must be from 1 to 1000, not {length}"):
        count_working_days(at("2026-11-24"), length, ANNOUNCED)


@pytest.mark.parametrize("length", [0, -6, 601])
def test_a_number_of_months_that_is_none_is_refused(length: int) -> None:
    """Zero, negative and absurd numbers of months."""
    with pytest.raises(ValueError, match=f"a length must be from 1 to 600, not {length}"):
        count_months(at("2026-11-24"), length)


def test_the_longest_lengths_are_computed() -> None:
    """Both ends of what is accepted: 50 years later, and 1,000 working days.

    Only holidays of fixed date are known there. Weekdays of a year less those on which one falls: 2100 261 - 2, 2101 260 - 2,
    2102 260 - 4, together 773; 2103 begins on a Monday and loses six weekdays until October, so the 227th working day is the
    233rd weekday: 46 weeks and three days, Wednesday 11-21.
    """
    assert count_months(at("2026-11-24"), 600).due == date(2076, 11, 24)
    assert count_working_days(at("2099-12-31"), 1_000, ANNOUNCED).due == date(2103, 11, 21)


@pytest.mark.parametrize(
    "text",
    [
        "0001-01-01T00:00:00Z",
        "2018-12-31T23:59:59+08:00",
        "2100-01-01T00:00:00+08:00",
        "9999-12-31T23:59:59Z",
    ],
)
def test_a_year_that_cannot_be_is_refused(text: str) -> None:
    """No overflow, no deadline before the Measures."""
    with pytest.raises(ValueError, match="is not between 2019 and 2099"):
        count_working_days(at(text), 10, ANNOUNCED)


def test_the_first_and_last_year_are_accepted() -> None:
    """The borders themselves."""
    assert count_months(at("2019-01-01"), 1).due == date(2019, 2, 1)
    assert count_months(at("2099-12-31"), 1).due == date(2100, 1, 31)


# --- The end.


def test_the_last_day_lasts_until_24_00_in_shanghai() -> None:
    """Not over one second before midnight, over at midnight, in whatever zone one looks."""
    computed = count_working_days(at("2026-11-23"), 10, ANNOUNCED)
    assert computed.ends == at("2026-12-08T00:00:00")
    assert not computed.is_over(at("2026-12-07T23:59:59"))
    assert computed.is_over(at("2026-12-08T00:00:00"))
    assert not computed.is_over(at("2026-12-07T15:59:59Z"))
    assert computed.is_over(at("2026-12-07T16:00:00Z"))


def test_shanghai_is_eight_hours_ahead_all_the_time() -> None:
    """The fixed offset agrees with the time zone data on every day of the years that are accepted."""
    zone = ZoneInfo("Asia/Shanghai")
    for day in days_between(date(2019, 1, 1), date(2099, 12, 31)):
        assert datetime(day.year, day.month, day.day, tzinfo=zone).utcoffset() == timedelta(hours=8)


def test_an_event_known_by_its_day_lies_within_that_day() -> None:
    """`on_day` gives the day back."""
    assert clock.day_in_shanghai(clock.on_day(date(2026, 11, 24))) == date(2026, 11, 24)


# --- Provisional dates.


def test_one_counted_day_in_an_unknown_year_makes_it_provisional() -> None:
    """Nine days known and the tenth not: provisional, and only that day is marked."""
    calendar = MadeUp(unknown=lambda day: day.year >= 2027)
    computed = count_working_days(at("2026-12-18"), 10, calendar)
    assert [day.day for day in computed.estimated] == days_between(date(2027, 1, 1), date(2027, 1, 4))
    assert (computed.provisional, computed.may_close) == (True, False)


def test_all_days_known_is_final() -> None:
    """The last known day is the due day."""
    calendar = MadeUp(unknown=lambda day: day.year >= 2027)
    computed = count_working_days(at("2026-12-17"), 10, calendar)
    assert (computed.due, computed.provisional, computed.may_close) == (date(2026, 12, 31), False, True)


def test_nothing_is_closed_on_a_provisional_date_that_has_passed() -> None:
    """It is over, and still nothing may be closed."""
    computed = count_working_days(at("2026-12-18"), 10, ANNOUNCED)
    assert computed.is_over(at("2027-06-01"))
    assert not computed.may_close


def test_an_unknown_day_that_is_not_worked_counts_as_unknown_too() -> None:
    """A weekend in the gap could have been made a working day."""
    computed = count_working_days(at("2026-11-06"), 1, MadeUp(unknown=lambda day: day == date(2026, 11, 7)))
    assert (computed.due, computed.provisional) == (date(2026, 11, 9), True)


def test_what_a_paused_day_is_does_not_matter() -> None:
    """Unknown days within a pause leave the date final."""
    calendar = MadeUp(unknown=lambda day: date(2026, 11, 9) <= day <= date(2026, 11, 10))
    waiting = pauses("2026-11-06..2026-11-10")
    assert count_working_days(at("2026-11-02"), 10, calendar, waiting).may_close
    assert not count_working_days(at("2026-11-02"), 10, calendar).may_close


# --- Pause and resume. November 2026 has no holiday; the review of Monday 11-02 is due on Monday 11-16.

PAUSED = [
    ("", "2026-11-16", "never paused"),
    ("2026-11-06..2026-11-11", "2026-11-19", "Fri is day 4 and counts; Mon, Tue, Wed do not; Thu 12 is day 5"),
    ("2026-11-06..2026-11-08", "2026-11-16", "over a weekend nothing is lost"),
    ("2026-11-06T09:00:00..2026-11-06T17:00:00", "2026-11-16", "stopped and running again on one day: nothing is lost"),
    ("2026-11-02T11:00:00..2026-11-05", "2026-11-19", "stopped on the day of the event itself"),
    ("2026-11-04..2026-11-05 2026-11-10..2026-11-12", "2026-11-19", "two rounds: Thu 05, Wed 11 and Thu 12 are lost"),
    ("2026-11-04..2026-11-05 2026-11-05..2026-11-06", "2026-11-18", "the second begins on the day on which the first ends"),
    ("2026-11-06T16:00:00Z..2026-11-08T16:00:00Z", "2026-11-17", "Sat 07 to Mon 09 in Shanghai: only Mon 09 is lost"),
    ("2026-11-06T15:59:59Z..2026-11-08T15:59:59Z", "2026-11-16", "one second earlier, Fri 06 to Sun 08: nothing is lost"),
    ("2026-11-16..", "2026-11-16", "stopped on the last day: it was used up"),
    ("2026-11-17..", "2026-11-16", "stopped when it was over already"),
    ("2026-11-17..2026-11-30", "2026-11-16", "the same, and running again"),
    ("2026-11-13..", None, "stands still with one day left"),
    ("2026-11-02T10:00:00..", None, "stands still since the event"),
    ("2026-11-04..2026-11-05 2026-11-10..", None, "stands still in the second round"),
    ("2026-11-06..2026-12-16", "2026-12-24", "six days are left: 17 18, 21..24"),
]  # fmt: skip


@pytest.mark.parametrize(("waiting", "due", "why"), PAUSED)
def test_paused_days_do_not_count(waiting: str, due: str | None, why: str) -> None:
    """The day on which it stops counts, the day on which it runs again does not."""
    computed = count_working_days(at("2026-11-02"), 10, ANNOUNCED, pauses(waiting))
    assert computed.due == (date.fromisoformat(due) if due else None), why
    assert not computed.provisional


def test_a_clock_that_stands_still_is_never_over() -> None:
    """No end, nothing may be closed, and the days used so far are shown."""
    computed = count_working_days(at("2026-11-02"), 10, ANNOUNCED, pauses("2026-11-13.."))
    assert (computed.ends, computed.may_close, len(computed.counted)) == (None, False, 9)
    assert not computed.is_over(at("2050-01-01"))


def test_paused_days_are_shown_as_such() -> None:
    """Each with its reason, weekends within the pause too."""
    skipped = count_working_days(at("2026-11-02"), 10, ANNOUNCED, pauses("2026-11-06..2026-11-11")).skipped
    assert [day.day.day for day in skipped if day.kind is DayKind.paused] == [7, 8, 9, 10, 11]
    assert [day.day.day for day in skipped if day.kind is DayKind.weekend] == [14, 15]


@pytest.mark.parametrize(
    ("waiting", "complaint"),
    [
        ("2026-11-02T09:59:59..2026-11-05", "pause 1 begins before the event"),
        ("2026-11-05..2026-11-04", "pause 1 ends before it begins"),
        ("2026-11-04.. 2026-11-05..2026-11-06", "pause 1 has no end, yet another one follows"),
        ("2026-11-04..2026-11-06 2026-11-05..2026-11-09", "pause 2 begins before .* has ended"),
    ],
)
def test_pauses_out_of_order_are_refused(waiting: str, complaint: str) -> None:
    """Events that cannot have happened so give no date."""
    with pytest.raises(ValueError, match=complaint):
        count_working_days(at("2026-11-02"), 10, ANNOUNCED, pauses(waiting))


# --- The named clocks.


@pytest.mark.parametrize(
    ("code", "article", "length", "start", "party", "ours"),
    [
        ("review", "Art. 13", "10 working_days", "submitted", "authority", True),
        ("supplement", "Art. 13", "10 working_days", "feedback", "provider", False),
        ("recheck", "product rule", "5 working_days", "supplemented", "authority", True),
        ("confirm", "product rule", "10 working_days", "use_submitted", "authority", True),
        ("app_lost", "Art. 20", "10 working_days", "app_lost", "institution", True),
        ("change", "Art. 15", "10 working_days", "changed", "provider", False),
        ("user_change", "Art. 20", "10 working_days", "use_changed", "institution", False),
        ("bar", "Art. 24", "6 months", "bar_decided", "barred_unit", True),
        ("complaint_acknowledge", "product rule", "5 working_days", "complaint", "authority", True),
        ("complaint_decide", "product rule", "20 working_days", "complaint", "authority", True),
    ],
)
def test_the_clocks_are_those_of_the_measures(
    code: str, article: str, length: str, start: str, party: str, ours: bool
) -> None:
    """Article, length, first event, who must act; and what is ours says so."""
    found = CLOCKS[code]
    assert (found.code, found.article, found.start.value, found.party.value) == (code, article, start, party)
    assert f"{found.amount} {found.unit.value}" == length
    assert found.is_product_rule is ours
    assert found.name.zh
    assert found.name.en


def test_there_are_no_other_clocks_than_those_in_the_table() -> None:
    """A new clock needs a row above."""
    assert len(CLOCKS) == 10


def test_a_named_clock_computes_with_its_own_length() -> None:
    """Working days with pauses, or months."""
    assert time_limits.REVIEW.deadline(at("2026-11-02"), ANNOUNCED).due == date(2026, 11, 16)
    assert time_limits.REVIEW.deadline(at("2026-11-02"), ANNOUNCED, pauses("2026-11-13..")).due is None
    assert time_limits.DECIDE.deadline(at("2026-11-02"), ANNOUNCED).due == date(2026, 11, 30)
    assert time_limits.BAR.deadline(at("2026-08-31"), ANNOUNCED).due == date(2027, 2, 28)


def test_a_bar_cannot_be_paused() -> None:
    """A pause of a clock in months is a mistake, not ignored."""
    with pytest.raises(ValueError, match="the clock bar runs in months and knows no pause"):
        time_limits.BAR.deadline(at("2026-08-31"), ANNOUNCED, pauses("2026-09-01.."))


SET_DATES = [
    ("rectification", "Art. 24", "barred_unit", True),
    ("bar_end", "Art. 24", "barred_unit", True),
    ("listing_end", "product rule", "authority", True),
    ("buffer", "Point 3", "provider", False),
    ("list_publication", "Art. 26", "authority", True),
]


@pytest.mark.parametrize(("code", "article", "party", "ours"), SET_DATES)
def test_dates_that_are_set(code: str, article: str, party: str, ours: bool) -> None:
    """Article, who must act, and what is ours says so."""
    found = time_limits.SET_DATES[code]
    assert (found.code, found.article, found.party.value, found.is_product_rule) == (
        code,
        article,
        party,
        ours,
    )


def test_there_are_no_other_set_dates() -> None:
    """Each has a row above, and no clock has the same code."""
    assert set(time_limits.SET_DATES) == {code for code, *_ in SET_DATES}
    assert not set(time_limits.SET_DATES) & set(CLOCKS)


def test_what_is_a_product_rule_as_a_whole_says_why() -> None:
    """No limit without an article goes unlabelled, and every label speaks both languages."""
    limits = [*CLOCKS.values(), *time_limits.SET_DATES.values()]
    for limit in limits:
        assert limit.article != "product rule" or limit.is_product_rule
        if limit.reason:
            assert not limit.reason.zh.isascii()
            assert limit.reason.en.isascii()
    for reading in time_limits.READINGS:
        assert all((reading.rule.zh, reading.rule.en, reading.reason.zh, reading.reason.en))


def test_a_province_may_shorten_a_clock() -> None:
    """Art. 26: the rest stays as it is, and it computes with the shorter length."""
    short = time_limits.REVIEW.shortened(5)
    assert (short.code, short.amount, short.article) == ("review", 5, "Art. 13")
    assert short.deadline(at("2026-11-02"), ANNOUNCED).due == date(2026, 11, 9)
    assert time_limits.REVIEW.shortened(10) == time_limits.REVIEW
    assert time_limits.BAR.shortened(1).deadline(at("2026-08-31"), ANNOUNCED).due == date(2026, 9, 30)


@pytest.mark.parametrize("amount", [11, 0, -1])
def test_a_province_cannot_lengthen_a_clock(amount: int) -> None:
    """Nor take the time away."""
    with pytest.raises(
        ValueError,
        match=f"the clock review runs for 10 working days; a province can only shorten it, not to {amount}",
    ):
        time_limits.REVIEW.shortened(amount)


def test_readings_are_labelled_once() -> None:
    """Each of our readings has its own code, for the rule-book page."""
    assert [reading.code for reading in time_limits.READINGS] == [
        "day_zero", "months", "pause", "rounds", "decision", "late_supplement", "told", "provisional",
    ]  # fmt: skip


# --- What holds for every deadline.

ZONES = st.sampled_from([timezone(timedelta(hours=hours)) for hours in (-12, -5, 0, 8, 14)])
INSTANTS = st.datetimes(datetime(2019, 1, 2), datetime(2027, 12, 31), timezones=ZONES)  # noqa: DTZ001
KNOWN = st.datetimes(datetime(2019, 1, 2), datetime(2026, 10, 31), timezones=ZONES)  # noqa: DTZ001
LENGTHS = st.integers(1, 30)


@given(KNOWN, LENGTHS)
def test_exactly_so_many_working_days_lie_between(instant: datetime, length: int) -> None:
    """Counted again by the package itself, from the day after the event to the last day, which is one of them."""
    computed = count_working_days(instant, length, ANNOUNCED)
    assert computed.due is not None
    between = days_between(computed.day_zero + timedelta(days=1), computed.due)
    assert sum(map(chinese_calendar.is_workday, between)) == length
    assert chinese_calendar.is_workday(computed.due)


@given(INSTANTS, LENGTHS)
def test_every_day_is_shown_once_and_counted_days_are_numbered(instant: datetime, length: int) -> None:
    """No day between is left out, and the numbers run from 1 to the length."""
    computed = count_working_days(instant, length, ANNOUNCED)
    assert computed.due is not None
    assert [day.day for day in computed.days] == days_between(
        computed.day_zero + timedelta(days=1), computed.due
    )
    assert [day.count for day in computed.counted] == list(range(1, length + 1))
    assert len(computed.counted) + len(computed.skipped) == len(computed.days)


@given(INSTANTS, INSTANTS, LENGTHS)
def test_a_later_event_never_ends_earlier(one: datetime, other: datetime, length: int) -> None:
    """In working days and in months, in known and unknown years."""
    earlier, later = sorted((one, other))
    for count in (
        lambda instant: count_working_days(instant, length, ANNOUNCED),
        lambda instant: count_months(instant, length),
    ):
        assert count(earlier).due <= count(later).due


@given(INSTANTS, LENGTHS, LENGTHS)
def test_counting_on_from_the_last_day_is_counting_at_once(instant: datetime, first: int, then: int) -> None:
    """N + M days are N days, and M from there."""
    half = count_working_days(instant, first, ANNOUNCED).due
    assert half is not None
    assert (
        count_working_days(clock.on_day(half), then, ANNOUNCED).due
        == count_working_days(instant, first + then, ANNOUNCED).due
    )


@given(
    INSTANTS,
    LENGTHS,
    st.timedeltas(timedelta(), timedelta(days=60)),
    st.timedeltas(timedelta(), timedelta(days=60)),
)
def test_a_pause_never_makes_it_earlier_and_takes_no_day_away(
    instant: datetime, length: int, after: timedelta, lasting: timedelta
) -> None:
    """As many days count as without it, none of them within the pause."""
    pause = Pause(instant + after, instant + after + lasting)
    computed = count_working_days(instant, length, ANNOUNCED, [pause])
    plain = count_working_days(instant, length, ANNOUNCED)
    assert computed.due is not None
    assert plain.due is not None
    assert computed.due >= plain.due
    assert len(computed.counted) == length
    first, last = clock.day_in_shanghai(pause.since), clock.day_in_shanghai(pause.until or pause.since)
    assert not any(first < day.day <= last for day in computed.counted)


@given(INSTANTS, LENGTHS)
def test_provisional_is_what_reaches_into_unknown_days(instant: datetime, length: int) -> None:
    """Final exactly if the last day is settled."""
    computed = count_working_days(instant, length, ANNOUNCED)
    assert computed.due is not None
    assert computed.provisional == (computed.due > date(2026, 12, 25))
    assert computed.may_close != computed.provisional


@given(INSTANTS, st.integers(1, 60))
def test_months_end_where_the_bar_of_a_case_ends(instant: datetime, months: int) -> None:
    """The clock and `registry.core.case.Bar` give one and the same last day, the same day of the month or its end."""
    computed = count_months(instant, months)
    assert computed.due == Bar(start=computed.day_zero.isoformat(), months=months).last_day
    assert computed.due is not None
    if computed.due.day != computed.day_zero.day:
        assert computed.due.day < computed.day_zero.day
        assert (computed.due + timedelta(days=1)).day == 1
    assert computed.unit is Unit.months


@given(INSTANTS, st.timedeltas(timedelta(), timedelta(hours=23, minutes=59)))
def test_two_instants_of_one_day_end_together(instant: datetime, later: timedelta) -> None:
    """Only the day in Shanghai counts."""
    assume(clock.day_in_shanghai(instant) == clock.day_in_shanghai(instant + later))
    assert (
        count_working_days(instant, 10, ANNOUNCED).due
        == count_working_days(instant + later, 10, ANNOUNCED).due
    )
