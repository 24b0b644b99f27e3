"""The working days of the product against a second calendar, and the holidays by law against the same."""

from datetime import date

import chinese_calendar
import holidays
import pytest

from registry.core import holidays_by_law
from registry.core.clock import Calendar
from registry.core.working_days import AnnouncedDays
from tests.clocks.calendars import ANNOUNCED, days_between

YEARS = range(2019, 2027)
WORKING_DAYS = {2019: 250, 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248}
SECOND = holidays.country_holidays("CN", years=range(2018, 2028))
ERRORS_OF_THE_SECOND = {
    2019: {date(2019, 4, 28): True, date(2019, 5, 2): False, date(2019, 5, 3): False, date(2019, 5, 5): True},
}
"""Days that `holidays` gets wrong, and whether they are worked: 国办发明电〔2019〕3号 of 2019-03-22 gave Labour Day four days
(05-01 to 05-04) and made the Sundays 04-28 and 05-05 working days; the package has only the first notice of December 2018.

No other maintained package serves: those with data of their own miss this notice, the lengthened Spring Festival of 2020, or whole
years, and the only one without a difference copies the data of `chinesecalendar`, so it cannot show an error in them."""


@pytest.mark.parametrize("year", YEARS)
def test_two_calendars_agree_on_every_day(year: int) -> None:
    """`chinesecalendar` and `holidays`, make-up days included, and the number of working days known from elsewhere.

    Days on which the second is known to be wrong must differ, and so as the notice has them: once it is mended, take them out.
    """
    days = days_between(date(year, 1, 1), date(year, 12, 31))
    ours = {day: chinese_calendar.is_workday(day) for day in days}
    differing = {day: ours[day] for day in days if ours[day] != SECOND.is_working_day(day)}
    assert differing == ERRORS_OF_THE_SECOND.get(year, {})
    assert sum(ours.values()) == WORKING_DAYS[year]


@pytest.mark.parametrize("year", YEARS)
def test_the_adapter_passes_the_days_on_as_they_are(year: int) -> None:
    """Every day of the years, save the last ones that are not settled."""
    for day in days_between(date(year, 1, 1), date(year, 12, 31)):
        expected = None if day >= date(2026, 12, 26) else chinese_calendar.is_workday(day)
        assert ANNOUNCED.is_workday(day) is expected, day


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("2003-12-31", False),
        ("2004-01-01", True),
        ("2026-12-25", True),
        ("2026-12-26", False),
        ("2027-01-01", False),
        ("2099-01-01", False),
    ],
)
def test_outside_of_the_data_nothing_is_claimed(day: str, known: bool) -> None:
    """None, not a guess."""
    assert (ANNOUNCED.is_workday(date.fromisoformat(day)) is not None) is known


def test_a_notice_changes_the_end_of_the_year_before_it() -> None:
    """Why the last days of the last year are not settled: both days came with the notice for 2019."""
    assert not chinese_calendar.is_workday(date(2018, 12, 31))
    assert chinese_calendar.is_workday(date(2018, 12, 29))
    for year in range(2007, 2026):
        for day in days_between(date(year, 12, 20), date(year, 12, 25)):
            assert chinese_calendar.is_workday(day) == (day.weekday() < 5), (
                "no notice has reached back so far"
            )


def test_the_adapter_names_its_data_and_the_occasion() -> None:
    """Version, a day off, a day worked for it, an ordinary day; one spelling for known and unknown years."""
    calendar: Calendar = AnnouncedDays()
    assert AnnouncedDays().settled_until == date(2026, 12, 25)
    assert calendar.version == f"chinesecalendar {chinese_calendar.__version__}"
    assert calendar.occasion(date(2026, 4, 6)) == holidays_by_law.TOMB_SWEEPING
    assert calendar.occasion(date(2026, 2, 14)) == holidays_by_law.SPRING_FESTIVAL
    assert calendar.occasion(date(2026, 3, 2)) is None
    used = {*chinese_calendar.holidays.values(), *chinese_calendar.workdays.values()}
    assert used - set(holidays_by_law.NAMES) == {"Anti-Fascist 70th Day"}


def test_a_holiday_of_one_year_only_keeps_its_own_name() -> None:
    """The parade of 2015 is not in the law."""
    occasion = ANNOUNCED.occasion(date(2015, 9, 3))
    assert occasion is not None
    assert "胜利70周年" in occasion.zh
    assert occasion.en == "Anti-Fascist 70th Day"


@pytest.mark.parametrize("year", sorted(holidays_by_law.MOVING))
def test_the_typed_in_holidays_are_those_of_the_second_calendar(year: int) -> None:
    """Every day of each year for which moving days are typed in."""
    by_law = holidays.country_holidays("CN", years=year, observed=False)
    for day in days_between(date(year, 1, 1), date(year, 12, 31)):
        assert (holidays_by_law.holiday(day) is not None) == (day in by_law), day


def test_the_law_gives_thirteen_days() -> None:
    """One New Year, four Spring Festival, one Tomb-sweeping, two Labour, one Dragon Boat, one Mid-autumn, three National."""
    found = [holidays_by_law.holiday(day) for day in days_between(date(2027, 1, 1), date(2027, 12, 31))]
    counts = [sum(name == one for one in found) for name in holidays_by_law.NAMES.values()]
    assert counts == [1, 4, 1, 2, 1, 1, 3]


@pytest.mark.parametrize(
    ("day", "name", "works"),
    [
        ("2027-01-01", "元旦", False),
        ("2027-02-04", None, True),
        ("2027-02-05", "春节", False),
        ("2027-02-08", "春节", False),
        ("2027-02-09", None, True),
        ("2027-02-13", None, False),
        ("2027-02-14", None, False),
        ("2027-04-05", "清明节", False),
        ("2027-05-01", "劳动节", False),
        ("2027-05-02", "劳动节", False),
        ("2027-06-09", "端午节", False),
        ("2027-09-15", "中秋节", False),
        ("2027-10-03", "国庆节", False),
        ("2027-10-04", None, True),
        ("2028-10-03", "国庆节", False),
        ("2031-01-23", None, True),
    ],
)
def test_the_holidays_by_law(day: str, name: str | None, works: bool) -> None:
    """Dates of the study notes for 2027; two festivals on one day are one day off; unknown moving days are not guessed."""
    found = holidays_by_law.holiday(date.fromisoformat(day))
    assert (found.zh if found else None) == name
    assert holidays_by_law.is_workday(date.fromisoformat(day)) is works


@pytest.mark.parametrize(
    ("day", "complete"),
    [
        ("2027-02-05", True),
        ("2030-12-31", True),
        ("2031-01-02", False),
        ("2031-10-31", False),
        ("2031-11-01", True),
        ("2026-12-31", True),
    ],
)
def test_whether_a_moving_holiday_could_be_missed(day: str, complete: bool) -> None:
    """Beyond the typed-in years, except in the months in which none can fall."""
    assert holidays_by_law.is_complete(date.fromisoformat(day)) is complete
