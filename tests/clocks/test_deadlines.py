"""Deadlines counted by hand from the yearly notices of the State Council and a wall calendar, not by the code under test."""

from datetime import date

import pytest

from registry.core.clock import DayKind, count_months, count_working_days
from tests.clocks.calendars import ANNOUNCED, at

COUNTED_BY_HAND = """
    # event      N  last day      how it was counted
    # 2019: Labour Day 05-01..04 off, Sundays 04-28 and 05-05 worked (changed by a second notice on 2019-03-22)
    2019-04-26   5  2019-05-06    Sun 28, Mon 29, Tue 30, Sun 05-05, Mon 06
    2019-04-26  10  2019-05-13    … five as above, 07 08 09 10, Mon 13
    2019-04-30   1  2019-05-05    the next working day is a Sunday
    2019-05-01  10  2019-05-16    event on a holiday: Sun 05, 06 07 08 09 10, 13 14 15 16
    # 2019: National Day 10-01..07 off, Sun 09-29 and Sat 10-12 worked
    2019-09-27  10  2019-10-16    Sun 29, 30, 10-08 09 10 11, Sat 12, 14 15 16
    2019-09-30   5  2019-10-12    08 09 10 11, due on a worked Saturday
    2019-11-11  10  2019-11-25    day of issue of the Measures: 12..15, 18..22, 25
    2019-12-20  10  2020-01-06    23..27, 30 31, New Year's Day off, 02 03, 06
    # 2020: Spring Festival 01-24..30 lengthened to 02-02 on 2020-01-27; Sun 01-19 worked, Sat 02-01 no longer
    2020-01-17  10  2020-02-07    Sun 19, 20 21 22 23, 02-03 04 05 06 07
    2020-01-19  10  2020-02-10    event on a worked Sunday: 20..23, 02-03..07, 10: the longest stretch of all, 22 days
    2020-01-23   1  2020-02-03    last day before the festival; by the first notice it would have been 01-31
    2020-01-30  10  2020-02-14    event within the festival: 02-03..07, 10..14
    2020-01-31   5  2020-02-07    event on a day that became off: 02-03..07
    # 2020: Labour Day 05-01..05, Sun 04-26 and Sat 05-09 worked; Dragon Boat 06-25..27, Sun 06-28 worked
    2020-04-24  10  2020-05-11    Sun 26, 27 28 29 30, 05-06 07 08, Sat 09, Mon 11
    2020-06-24   3  2020-06-30    Sun 28, 29, 30
    # 2020: National Day and Mid-autumn 10-01..08, Sun 09-27 and Sat 10-10 worked
    2020-09-25  10  2020-10-15    Sun 27, 28 29 30, Fri 10-09, Sat 10, 12 13 14 15
    # 2021: Spring Festival 02-11..17, Sun 02-07 and Sat 02-20 worked
    2021-02-05  10  2021-02-24    Sun 07, 08 09 10, 18 19, Sat 20, 22 23 24
    2021-04-02   1  2021-04-06    Tomb-sweeping 04-03..05
    2021-04-30   5  2021-05-11    Labour Day 05-01..05, Sat 08 worked: 06 07 08, 10 11
    # 2021: Mid-autumn 09-19..21, Sat 18 worked; National Day 10-01..07, Sun 09-26 worked
    2021-09-17  10  2021-10-08    Sat 18, 22 23 24, Sun 26, 27 28 29 30, Fri 10-08
    # 2022: Spring Festival 01-31..02-06, both days of the weekend 01-29, 30 worked
    2022-01-28  10  2022-02-16    Sat 29, Sun 30, 02-07..11, 14 15 16
    2022-04-01   2  2022-04-06    Tomb-sweeping 04-03..05, Sat 02 worked: 02, 06
    2022-09-30  10  2022-10-19    National Day 10-01..07, Sat 08, Sun 09 worked: 08 09, 10..14, 17 18 19
    2022-12-30   1  2023-01-03    New Year 2022-12-31..2023-01-02, by the notice for 2023
    # 2023: Spring Festival 01-21..27, Sat 28, Sun 29 worked
    2023-01-20  10  2023-02-08    28 29, 30 31 02-01 02 03, 06 07 08
    2023-04-21  10  2023-05-08    Sun 23, 24..28, Labour Day 04-29..05-03, 05-04 05, Sat 06, Mon 08
    2023-06-21   1  2023-06-25    Dragon Boat 22..24, Sun 25 worked
    2023-09-28  10  2023-10-18    Mid-autumn and National Day 09-29..10-06; Sat 07, Sun 08, 09..13, 16 17 18
    # 2024: Spring Festival 02-10..17, Sun 02-04 and Sun 02-18 worked; New Year's Eve was a working day that year
    2024-02-02  10  2024-02-21    Sun 04, 05..09, Sun 18, 19 20 21
    2024-02-08   1  2024-02-09    New Year's Eve
    2024-04-03   1  2024-04-07    Tomb-sweeping 04..06, Sun 07 worked
    2024-04-26  10  2024-05-13    Sun 28, 29 30, Labour Day 05-01..05, 06..10, Sat 11, Mon 13
    2024-09-13  10  2024-09-29    Sat 14, Mid-autumn 15..17, 18 19 20, 23..27, Sun 29
    2024-09-27  10  2024-10-16    Sun 29, 30, National Day 10-01..07, 08..11, Sat 12, 14 15 16
    # 2025: Spring Festival 01-28..02-04, Sun 01-26 and Sat 02-08 worked
    2025-01-24  10  2025-02-13    Sun 26, Mon 27, 02-05 06 07, Sat 08, 10 11 12 13
    2025-04-25   5  2025-05-06    Sun 27, 28 29 30, Labour Day 05-01..05, 06
    2025-09-26  10  2025-10-16    Sun 28, 29 30, National Day 10-01..08, 09 10, Sat 11, 13 14 15 16
    2025-12-31   1  2026-01-04    New Year 01-01..03, Sun 04 worked
    # 2026: vectors of the study notes, and the rest of the year
    2026-01-29  10  2026-02-12    30, 02-02..06, 09 10 11 12
    2026-02-10  10  2026-03-02    11 12 13, Sat 14, Spring Festival 15..23, 24..27, Sat 28, Mon 03-02
    2026-04-27  10  2026-05-13    28 29 30, Labour Day 05-01..05, 06 07 08, Sat 09, 11 12 13
    2026-09-24  10  2026-10-15    Mid-autumn 25..27, 28 29 30, National Day 10-01..07, 08 09, Sat 10, 12..15
    2026-11-23  10  2026-12-07    24..27, 30 12-01..04, 07
    2026-09-18   1  2026-09-20    Sunday worked for National Day
    2026-06-18   5  2026-06-26    Dragon Boat 19..21; 22..26
    2026-03-06   1  2026-03-09    an ordinary weekend
    2026-03-07   1  2026-03-09    event on a Saturday
    2026-11-06   5  2026-11-13    a complaint acknowledged: 09..13
    2026-11-02  20  2026-11-30    a complaint decided on: four full weeks
    2026-12-11  10  2026-12-25    the last day on which a deadline of 2026 is settled
"""

PROVISIONAL = """
    # event      N  last day      why it is not final
    2026-12-14  10  2026-12-28    the notice for 2027 can still move the last days of 2026
    2026-12-17  10  2026-12-31    18, 21..25, 28..31
    2026-12-18  10  2027-01-04    21..25, 28..31, New Year's Day on a Friday, Mon 04
    2026-12-31   1  2027-01-04    the same weekend
    2027-01-29  10  2027-02-16    02-01..04, New Year's Eve Fri 05 and festival to Mon 08, 09..12, 15 16
    2027-04-02   1  2027-04-06    Tomb-sweeping Day, Mon 05
    2027-04-30   1  2027-05-03    Labour Day on Saturday and Sunday; where it is made up for is not announced
    2027-06-08   1  2027-06-10    Dragon Boat, Wed 09
    2027-09-14   1  2027-09-16    Mid-autumn, Wed 15
    2027-09-30   2  2027-10-05    National Day Fri 01..Sun 03; 04 05
    2028-01-21   5  2028-02-03    Mon 24, Spring Festival Tue 25..Fri 28, 31 02-01 02 03
    2030-02-01   1  2030-02-06    New Year's Eve Sat 02, festival to Tue 05
    2031-09-30   1  2031-10-06    beyond the typed-in moving days: Wed 10-01..Fri 03 by fixed date alone
"""

MIDNIGHT = """
    # instant                      N  last day     day in Shanghai
    2026-11-23T23:59:59+08:00     10  2026-12-07   the last second of the 23rd
    2026-11-24T00:00:00+08:00     10  2026-12-08   the first of the 24th
    2026-11-23T15:59:59Z          10  2026-12-07   the 23rd
    2026-11-23T16:00:00Z          10  2026-12-08   the 24th, though it is the 23rd in London
    2026-11-23T10:59:59-05:00     10  2026-12-07   the 23rd
    2026-11-23T11:00:00-05:00     10  2026-12-08   the 24th
    2026-11-24T05:59:59+14:00     10  2026-12-07   the 23rd, though it is the 24th on the date line
    2025-12-31T16:00:00Z           1  2026-01-04   New Year's Day of the next year
    2026-02-13T16:00:00Z           1  2026-02-24   already the worked Saturday 14th, which is day zero
    2026-02-13T15:59:59Z           1  2026-02-14   still Friday, so the worked Saturday counts
"""

MONTHS = """
    # event      months  last day     why
    2026-11-24        6  2027-05-24   the corresponding day
    2026-08-31        6  2027-02-28   none in February: the month's end
    2026-08-28        6  2027-02-28   the corresponding day itself
    2023-08-31        6  2024-02-29   leap year
    2023-08-30        6  2024-02-29   leap year
    2023-08-29        6  2024-02-29   leap year, the corresponding day
    2023-08-28        6  2024-02-28   leap year, one before the month's end
    2024-02-29        6  2024-08-29   from a leap day: not the month's end
    2024-02-29       12  2025-02-28   from a leap day to a common year
    2024-02-29       48  2028-02-29   from a leap day to the next
    2026-03-31        6  2026-09-30   thirty days
    2026-05-31        6  2026-11-30   thirty days
    2025-12-31        6  2026-06-30   over the year
    2026-06-30        6  2026-12-30   the corresponding day, not the month's end
    2026-10-31        6  2027-04-30   into a year without a notice: nothing provisional about months
    2020-07-31        6  2021-01-31   end of the buffer; a Sunday, and it does not roll
    2026-04-01        6  2026-10-01   National Day, and it does not roll
    2026-01-31        1  2026-02-28   one month
    2026-01-31        2  2026-03-31   two months are not shortened by the short one between
    2026-08-31T15:59:59Z  6  2027-02-28   the 31st in Shanghai
    2026-08-31T16:00:00Z  6  2027-03-01   the 1st in Shanghai
"""


def rows(table: str) -> list[tuple[str, int, date]]:
    """The rows of a table: event, length, last day."""
    cells = [line.split(maxsplit=3) for line in table.strip().splitlines() if line.strip()[0] != "#"]
    return [(event, int(length), date.fromisoformat(due)) for event, length, due, *_ in cells]


def test_the_table_is_as_long_as_promised() -> None:
    """At least 40 hand-checked deadlines in working days alone."""
    assert len(rows(COUNTED_BY_HAND)) >= 40


@pytest.mark.parametrize(("event", "length", "due"), rows(COUNTED_BY_HAND))
def test_counted_by_hand(event: str, length: int, due: date) -> None:
    """The last day is the one that a person counts, and it is final."""
    computed = count_working_days(at(event), length, ANNOUNCED)
    assert (computed.due, computed.provisional, computed.may_close) == (due, False, True)


@pytest.mark.parametrize(("event", "length", "due"), rows(PROVISIONAL))
def test_provisional(event: str, length: int, due: date) -> None:
    """Where the notice is missing there is a date by law, marked, and nothing may be closed on it."""
    computed = count_working_days(at(event), length, ANNOUNCED)
    assert (computed.due, computed.provisional, computed.may_close) == (due, True, False)


@pytest.mark.parametrize(("event", "length", "due"), rows(MIDNIGHT))
def test_midnight_in_shanghai(event: str, length: int, due: date) -> None:
    """The day of the event is the day in Shanghai, whatever zone the instant is written in."""
    assert count_working_days(at(event), length, ANNOUNCED).due == due


@pytest.mark.parametrize(("event", "length", "due"), rows(MONTHS))
def test_months(event: str, length: int, due: date) -> None:
    """Corresponding day or month's end, final in any year."""
    computed = count_months(at(event), length)
    assert (computed.due, computed.provisional, computed.may_close) == (due, False, True)


def test_every_day_of_spring_festival_2026_is_accounted_for() -> None:
    """Counted and skipped days with the reason of each, as the notice has them."""
    computed = count_working_days(at("2026-02-12"), 4, ANNOUNCED)
    shown = [
        (day.day.isoformat()[5:], day.kind, day.count, day.occasion.zh if day.occasion else None)
        for day in computed.days
    ]
    assert shown == [
        ("02-13", DayKind.workday, 1, None),
        ("02-14", DayKind.make_up, 2, "春节"),
        *((f"02-{day}", DayKind.holiday, None, "春节") for day in range(15, 24)),
        ("02-24", DayKind.workday, 3, None),
        ("02-25", DayKind.workday, 4, None),
    ]
    assert [day.day.day for day in computed.counted] == [13, 14, 24, 25]
    assert [day.day.day for day in computed.skipped] == list(range(15, 24))
    assert computed.day_zero == date(2026, 2, 12)
    assert computed.calendar == "chinesecalendar 1.11.0"


def test_an_ordinary_weekend_is_called_a_weekend() -> None:
    """A Saturday without a holiday has no occasion."""
    skipped = count_working_days(at("2026-03-06"), 1, ANNOUNCED).skipped
    assert [(day.kind, day.occasion) for day in skipped] == [(DayKind.weekend, None)] * 2
