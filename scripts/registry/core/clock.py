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


class Party(Code):
    """Whose turn it is while a clock runs."""

    authority = "authority", "主管部门", "Competent authority"
    provider = "provider", "提供者", "Provider"
    institution = "institution", "机构使用者", "Institutional user"
    barred_unit = "barred_unit", "涉事单位", "Unit concerned"


class Start(Code):
    """The event on which a clock starts."""

    submitted = "submitted", "提交备案申请", "Filing submitted"
    feedback = "feedback", "主管部门反馈", "Feedback given"
    changed = "changed", "备案信息变更", "Filed information changed"
    use_changed = "use_changed", "使用情况变更", "Use changed"
    bar_decided = "bar_decided", "作出处理决定", "Measures decided"
    complaint = "complaint", "收到投诉举报", "Complaint received"


PRODUCT_RULE = "product rule"


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline of the Measures or of ours. `article` is `Art. 13` or `product rule`, as rules cite it."""

    code: str
    article: str
    amount: int
    unit: Unit
    start: Start
    party: Party
    name: Text
    reason: Text | None = None
    """What is our reading or our rule here, and why; None: the article says it all."""

    @property
    def is_product_rule(self) -> bool:
        """Whether any of it is ours and must be labelled so."""
        return self.reason is not None

    def deadline(self, instant: datetime, calendar: Calendar, pauses: Iterable[Pause] = ()) -> Computation:
        """When it ends for an event at `instant`. Raises ValueError for what cannot be counted."""
        if self.unit is Unit.working_days:
            return count_working_days(instant, self.amount, calendar, pauses)
        if tuple(pauses):
            raise ValueError(f"the clock {self.code} runs in months and knows no pause")
        return count_months(instant, self.amount)


REVIEW = Clock(
    "review", "Art. 13", 10, Unit.working_days, Start.submitted, Party.authority,
    Text("核验反馈", "Feedback on a filing"),
    Text(
        "《办法》未写明从提交还是受理起算；自提交起算，因为这是申请人知道、记录中也有的时刻。",
        "The Measures do not say whether it starts with submission or acceptance; it starts with submission, the instant that "
        "the applicant knows and the record holds.",
    ),
)  # fmt: skip
SUPPLEMENT = Clock(
    "supplement", "Art. 13", 10, Unit.working_days, Start.feedback, Party.provider,
    Text("补充提交", "Supplement after feedback"),
)  # fmt: skip
CHANGE = Clock(
    "change", "Art. 15", 10, Unit.working_days, Start.changed, Party.provider,
    Text("变更后重新备案", "Re-filing after a change"),
)  # fmt: skip
USER_CHANGE = Clock(
    "user_change", "Art. 20", 10, Unit.working_days, Start.use_changed, Party.institution,
    Text("使用变更后更新", "Update after a change of use"),
)  # fmt: skip
BAR = Clock(
    "bar", "Art. 24", 6, Unit.months, Start.bar_decided, Party.barred_unit,
    Text("不得提交备案申请", "No new filings"),
    Text(
        "《办法》未写明自决定之日还是公布之日起算；自决定之日起算，因为决定书载明日期。最后一日遇休息日不顺延，以免加重处理。",
        "The Measures do not say whether it starts with the decision or its publication; it starts with the decision, which "
        "bears a date. The last day does not move over rest days, since that would lengthen a sanction.",
    ),
)  # fmt: skip
_COMPLAINTS = Text(
    "《办法》第二十二条要求设立投诉举报渠道，但未规定办理期限；没有期限，投诉人无从知道何时可以追问。",
    "Art. 22 asks for a complaint channel and sets no time; without one nobody knows when to ask again.",
)
ACKNOWLEDGE = Clock(
    "complaint_acknowledge", PRODUCT_RULE, 5, Unit.working_days, Start.complaint, Party.authority,
    Text("投诉举报答复受理情况", "Acknowledging a complaint"), _COMPLAINTS,
)  # fmt: skip
DECIDE = Clock(
    "complaint_decide", PRODUCT_RULE, 20, Unit.working_days, Start.complaint, Party.authority,
    Text("投诉举报作出处理", "Deciding on a complaint"), _COMPLAINTS,
)  # fmt: skip
CLOCKS = {
    clock.code: clock
    for clock in (REVIEW, SUPPLEMENT, CHANGE, USER_CHANGE, BAR, ACKNOWLEDGE, DECIDE)
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """How something is counted where the Measures are silent: a labelled product rule that holds for every clock."""

    code: str
    rule: Text
    reason: Text


READINGS = (
    Reading(
        "day_zero",
        Text(
            "期间以北京时间的日计；事件当日不计，自次一工作日起算，至最后一日24时止。",
            "Days are days in Beijing time; the day of the event does not count, counting starts with the next working day, and "
            "the last day lasts until 24:00.",
        ),
        Text(
            "《办法》未规定算法；依《民法典》第二百零一条、第二百零三条。",
            "The Measures do not say how to count; Civil Code Art. 201 and 203.",
        ),
    ),
    Reading(
        "months",
        Text(
            "按月计算的，最后一月的对应日为最后一日，没有对应日的为月末日，该日包括在内，遇休息日不顺延。",
            "A length in months ends with the corresponding day of the last month, or the month's end where there is none; that day "
            "is included and does not move over rest days.",
        ),
        Text(
            "对应日依《民法典》第二百零二条；第二百零三条的顺延利于须作为的一方，不用于加长处理期限。",
            "The corresponding day is of Civil Code Art. 202; the extension of Art. 203 helps whoever must act and is not used to "
            "lengthen a sanction.",
        ),
    ),
    Reading(
        "pause",
        Text(
            "已反馈、等待补充期间，核验的期限中止；中止当日仍计，恢复当日不计。",
            "While feedback is out the review clock stands still; the day on which it stops counts, the day on which it runs "
            "again does not.",
        ),
        Text(
            "《办法》未规定多轮反馈；同一时间只有一方的期限在走。",
            "The Measures do not speak of repeated rounds; only one side's time runs at once.",
        ),
    ),
    Reading(
        "provisional",
        Text(
            "放假安排尚未公布的日期按法定节假日推算，标为暂定；不因暂定日期届满而作出任何不利处理。",
            "Days without an announced arrangement are judged by the public holidays of the law and the date is marked "
            "provisional; nothing is closed because a provisional date has passed.",
        ),
        Text(
            "次年的放假安排通常在11月前后公布，可能改变上班日。",
            "The arrangement of a year is usually announced about November before it and can move working days.",
        ),
    ),
)
