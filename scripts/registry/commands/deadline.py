"""`registry deadline`: one deadline, counted out day by day."""

from datetime import datetime

from registry.core.clock import Calendar, Computation, count_months, count_working_days
from registry.core.problem import Problem
from registry.core.text import shown
from registry.core.working_days import AnnouncedDays


def read_instant(text: str) -> datetime:
    """An instant with its time zone, e.g. `2026-11-24T09:00:00+08:00` or `…Z`. None is assumed: the zone decides on the day."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise Problem(f"{shown(text)} is not a date and time, e.g. 2026-11-24T09:00:00+08:00") from error
    if instant.tzinfo is None:
        raise Problem(f"{shown(text)} has no time zone; write e.g. {instant.isoformat()}+08:00")
    return instant


def compute(
    instant: datetime,
    *,
    working_days: int | None = None,
    months: int | None = None,
    calendar: Calendar | None = None,
) -> Computation:
    """The deadline for exactly one of the lengths; without `calendar` by the notices known here."""
    try:
        if working_days is not None and months is None:
            return count_working_days(instant, working_days, calendar or AnnouncedDays())
        if months is not None and working_days is None:
            return count_months(instant, months)
    except ValueError as error:
        raise Problem(str(error)) from error
    raise Problem("give either a number of working days or a number of months")
