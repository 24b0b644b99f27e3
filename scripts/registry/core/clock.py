"""Deadlines: from an instant, a length and a calendar to the last day, counted out so that anybody can follow it.

Nothing here asks the time or stores a result: a deadline is computed again from the recorded event whenever it is needed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Protocol

from dateutil.relativedelta import relativedelta

from registry.core import holidays_by_law
from registry.core.codes import Code
from registry.core.text import Text

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""A fixed offset, since China has had no other since 1991: nothing depends on the time zone data of a computer."""

FIRST_YEAR, LAST_YEAR = 2019, 2099
"""Years in which an event can lie: the Measures are of 2019."""
MOST_WORKING_DAYS = 1_000
MOST_MONTHS = 600
_ONE_DAY = timedelta(days=1)


class Calendar(Protocol):
    """What is known about working days from the notices of the State Council."""

    @property
    def version(self) -> str:
        """Name and version of the data, so that a computation can be repeated."""

    def is_workday(self, day: date) -> bool | None:
        """Whether `day` is worked; None if that is not known (yet)."""

    def occasion(self, day: date) -> Text | None:
        """The holiday for which `day` is off, or is worked instead."""


class Unit(Code):
    """What a length is counted in."""

    working_days = "working_days", "个工作日", "working days"
    months = "months", "个月", "months"


class DayKind(Code):
    """Why a day counts or does not."""

    workday = "workday", "工作日", "working day"
    make_up = "make_up", "调休上班", "make-up working day"
    weekend = "weekend", "周末", "weekend"
    holiday = "holiday", "节假日", "holiday"
    paused = "paused", "中止计时", "clock paused"
    month = "month", "对应日", "corresponding day"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a computation. `count` is its place among the days that count, from 1; None: it does not count."""

    day: date
    kind: DayKind
    count: int | None = None
    occasion: Text | None = None
    announced: bool = True
    """False: no notice covers the day, and the public holidays by law were used."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A clock stands still: feedback is out, and another one runs. `until` is None as long as it lasts.

    As with the event itself, the day on which it stops still counts and the day on which it runs again does not.
    """

    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Computation:
    """A deadline and how it came about. `days` are all days after day zero up to the last (months: the corresponding days)."""

    instant: datetime
    unit: Unit
    amount: int
    day_zero: date
    days: tuple[Day, ...]
    due: date | None
    """The last day, until 24:00 in Shanghai; None while the clock is paused."""
    calendar: str | None
    """Version of the calendar data; None if no working day was counted."""
    pauses: tuple[Pause, ...] = ()

    @property
    def counted(self) -> tuple[Day, ...]:
        """The days that count."""
        return tuple(day for day in self.days if day.count is not None)

    @property
    def skipped(self) -> tuple[Day, ...]:
        """The days that do not count, each with its reason."""
        return tuple(day for day in self.days if day.count is None)

    @property
    def estimated(self) -> tuple[Day, ...]:
        """The days that no notice covers."""
        return tuple(day for day in self.days if not day.announced)

    @property
    def provisional(self) -> bool:
        """Whether a notice that is still to come can move the date."""
        return bool(self.estimated)

    @property
    def may_close(self) -> bool:
        """Whether anything may be decided against somebody because this date has passed: never on a provisional one."""
        return self.due is not None and not self.provisional

    @property
    def ends(self) -> datetime | None:
        """The first instant that is too late: 24:00 of the last day."""
        return None if self.due is None else datetime.combine(self.due + _ONE_DAY, time(), SHANGHAI)

    def is_over(self, now: datetime) -> bool:
        """Whether the last day has passed at `now`. For closing anything ask `may_close` too."""
        return self.ends is not None and _aware(now) >= self.ends


def day_in_shanghai(instant: datetime) -> date:
    """The day of an event. Raises ValueError for an instant without a time zone or of a year that cannot be."""
    if not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise ValueError(f"the year {instant.year} is not between {FIRST_YEAR} and {LAST_YEAR}")
    return _aware(instant).astimezone(SHANGHAI).date()


def on_day(day: date) -> datetime:
    """An instant for an event of which only the day is recorded; every instant of a day gives the same deadline."""
    return datetime.combine(day, time(), SHANGHAI)


def count_working_days(
    instant: datetime, amount: int, calendar: Calendar, pauses: Iterable[Pause] = ()
) -> Computation:
    """The last of `amount` working days after the day of `instant`. Raises ValueError for what cannot be counted."""
    _check_amount(amount, MOST_WORKING_DAYS)
    day = zero = day_in_shanghai(instant)
    stops = tuple(pauses)
    still = _days_standing_still(instant, stops)
    days: list[Day] = []
    count = 0
    due: date | None = None
    while due is None:
        day += _ONE_DAY
        pause = next((stretch for stretch in still if stretch[0] <= day <= stretch[1]), None)
        if pause is None:
            found = _judge(day, count + 1, calendar)
            count = found.count or count
            due = day if count == amount else None
        elif pause[1] == date.max:
            break  # nobody knows for how long
        else:
            found = Day(day, DayKind.paused)
        days.append(found)
    return Computation(
        instant.astimezone(SHANGHAI),
        Unit.working_days,
        amount,
        zero,
        tuple(days),
        due,
        calendar.version,
        stops,
    )


def count_months(instant: datetime, amount: int) -> Computation:
    """The corresponding day `amount` months later, or the month's end where there is none (Civil Code Art. 202), itself included.

    It stays where it is on a rest day (product rule), so no calendar is needed and it is never provisional.
    """
    _check_amount(amount, MOST_MONTHS)
    zero = day_in_shanghai(instant)
    # Each from day zero, so that a short month on the way does not shorten what follows.
    days = tuple(
        Day(zero + relativedelta(months=count), DayKind.month, count) for count in range(1, amount + 1)
    )
    return Computation(
        instant.astimezone(SHANGHAI), Unit.months, amount, zero, days, days[-1].day, calendar=None
    )


def _judge(day: date, next_count: int, calendar: Calendar) -> Day:
    known = calendar.is_workday(day)
    works = holidays_by_law.is_workday(day) if known is None else known
    occasion = holidays_by_law.holiday(day) if known is None else calendar.occasion(day)
    if works:
        kind = DayKind.make_up if day.weekday() >= 5 else DayKind.workday
    else:
        kind = DayKind.holiday if occasion else DayKind.weekend
    return Day(day, kind, next_count if works else None, occasion, announced=known is not None)


def _days_standing_still(instant: datetime, pauses: tuple[Pause, ...]) -> list[tuple[date, date]]:
    """First and last day of each pause that do not count; `date.max` for a pause that lasts."""
    before = _aware(instant)
    days = []
    for place, pause in enumerate(pauses, 1):
        if _aware(pause.since) < before:
            raise ValueError(
                f"pause {place} begins before the event, or before the pause before it has ended"
            )
        if pause.until is None and place < len(pauses):
            raise ValueError(f"pause {place} has no end, yet another one follows")
        if pause.until is not None and _aware(pause.until) < pause.since:
            raise ValueError(f"pause {place} ends before it begins")
        last = date.max if pause.until is None else day_in_shanghai(pause.until)
        days.append((day_in_shanghai(pause.since) + _ONE_DAY, last))
        before = pause.until or pause.since
    return days


def _check_amount(amount: int, most: int) -> None:
    if not 1 <= amount <= most:
        raise ValueError(f"a length must be from 1 to {most}, not {amount}")


def _aware(instant: datetime) -> datetime:
    if instant.utcoffset() is None:
        raise ValueError(
            f"{instant.isoformat()} has no time zone; write e.g. {instant.isoformat()}+08:00, since the zone decides on the day"
        )
    return instant
