"""`registry deadline`: one deadline, counted out day by day."""

from datetime import datetime

from registry.core.clock import Calendar, Computation, count_months, count_working_days
from registry.core.problem import Problem
from registry.core.text import shown
from registry.core.time_limits import CLOCKS, Clock
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


def named_clock(code: str) -> Clock:
    """A clock by its code. Raises Problem with all codes."""
    if code not in CLOCKS:
        raise Problem(f"{shown(code)} is no clock; there are {', '.join(CLOCKS)}")
    return CLOCKS[code]


def compute(
    instant: datetime,
    *,
    working_days: int | None = None,
    months: int | None = None,
    clock: Clock | None = None,
    calendar: Calendar | None = None,
) -> Computation:
    """The deadline for exactly one of the lengths; without `calendar` by the notices known here. Raises Problem."""
    known = calendar or AnnouncedDays()
    try:
        match working_days, months, clock:
            case int(), None, None:
                return count_working_days(instant, working_days, known)
            case None, int(), None:
                return count_months(instant, months)
            case None, None, Clock():
                return clock.deadline(instant, known)
    except ValueError as error:
        raise Problem(str(error)) from error
    raise Problem("give exactly one of: a number of working days, a number of months, a clock")
