"""Public holidays as the law fixes them, for years whose arrangement the State Council has not announced yet.

国务院《全国年节及纪念日放假办法》 as revised by order No. 795, in force since 2025-01-01: 13 days. Which neighbouring days are
moved, and which weekends are worked for it, stands only in the yearly notice; so a date that rests on this module is provisional.
"""

from datetime import date, timedelta
from typing import NamedTuple

from registry.core.text import Text

NEW_YEAR = Text("元旦", "New Year's Day")
SPRING_FESTIVAL = Text("春节", "Spring Festival")
TOMB_SWEEPING = Text("清明节", "Tomb-sweeping Day")
LABOUR_DAY = Text("劳动节", "Labour Day")
DRAGON_BOAT = Text("端午节", "Dragon Boat Festival")
MID_AUTUMN = Text("中秋节", "Mid-autumn Festival")
NATIONAL_DAY = Text("国庆节", "National Day")
NAMES = {
    name.en: name
    for name in (
        NEW_YEAR, SPRING_FESTIVAL, TOMB_SWEEPING, LABOUR_DAY, DRAGON_BOAT, MID_AUTUMN, NATIONAL_DAY,
    )
}  # fmt: skip


_FIXED = {
    (1, 1): NEW_YEAR,
    (5, 1): LABOUR_DAY, (5, 2): LABOUR_DAY,
    (10, 1): NATIONAL_DAY, (10, 2): NATIONAL_DAY, (10, 3): NATIONAL_DAY,
}  # fmt: skip


class MovingDays(NamedTuple):
    """Days that the lunisolar calendar and the solar terms give (GB/T 33661-2017)."""

    first_of_first_month: date
    tomb_sweeping: date
    fifth_of_fifth_month: date
    fifteenth_of_eighth_month: date


MOVING = {
    year: MovingDays(*(date(year, month, day) for month, day in days))
    for year, days in {
        2027: ((2, 6), (4, 5), (6, 9), (9, 15)),
        2028: ((1, 26), (4, 4), (5, 28), (10, 3)),
        2029: ((2, 13), (4, 4), (6, 16), (9, 22)),
        2030: ((2, 3), (4, 5), (6, 5), (9, 12)),
    }.items()
}
"""Conversion tables of the Hong Kong Observatory, <https://www.hko.gov.hk/en/gts/time/conversion.htm>. A few years, typed in, so
that a date nobody may rely on costs no dependency; a test compares them with another calendar."""


def holiday(day: date) -> Text | None:
    """The public holiday on `day`. In years that MOVING does not hold only those with a fixed date are found."""
    if (day.month, day.day) in _FIXED:
        return _FIXED[day.month, day.day]
    moving = MOVING.get(day.year)
    if moving is None:
        return None
    if timedelta(days=-1) <= day - moving.first_of_first_month <= timedelta(days=2):
        return SPRING_FESTIVAL  # New Year's Eve and the first three days
    return {
        moving.tomb_sweeping: TOMB_SWEEPING,
        moving.fifth_of_fifth_month: DRAGON_BOAT,
        moving.fifteenth_of_eighth_month: MID_AUTUMN,
    }.get(day)


def is_workday(day: date) -> bool:
    """Whether `day` would be worked if nothing were moved: Monday to Friday and no public holiday."""
    return day.weekday() < 5 and holiday(day) is None


def is_complete(day: date) -> bool:
    """Whether `holiday` cannot miss one on `day`: the moving ones of its year are known, or there are none so late in a year."""
    return day.year in MOVING or day.month > 10
