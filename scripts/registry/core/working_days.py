"""Working days as the State Council's notices give them, from the package `chinesecalendar`."""

from datetime import date
from functools import cache

import chinese_calendar

from registry.core import holidays_by_law
from registry.core.text import Text

_SETTLED_UNTIL = (12, 25)
"""In the last year that the data hold. A later notice can still change the days after it: Monday 2018-12-31 became a day off, and
Saturday 2018-12-29 a working day, by the notice for 2019."""


@cache
def _worked(day: date) -> bool | None:
    """What the data say. Kept: the package looks for its first and its last year with every question, and a country's decisions ask for the same days a million times."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


class AnnouncedDays:
    """A `registry.core.clock.Calendar`."""

    def __init__(self) -> None:
        """Take the data of the installed package."""
        self.version = f"chinesecalendar {chinese_calendar.__version__}"
        self.settled_until = date(max(day.year for day in chinese_calendar.holidays), *_SETTLED_UNTIL)

    def is_workday(self, day: date) -> bool | None:
        """Whether `day` is worked; None before the data begin and after the last settled day."""
        if day > self.settled_until:
            return None
        return _worked(day)

    def occasion(self, day: date) -> Text | None:
        """The holiday for which `day` is off, or is worked instead."""
        name = chinese_calendar.holidays.get(day) or chinese_calendar.workdays.get(day)
        if name is None:
            return None
        return holidays_by_law.NAMES.get(name) or Text(chinese_calendar.Holiday(name).chinese, name)
