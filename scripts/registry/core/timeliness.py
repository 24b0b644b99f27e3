"""How long a decision took: working days from the submission to it, without those in which the filer was asked (Art. 13, 19).

Everything follows from one event of the ledger and the calendar, so anybody can count it out again. A decision whose submission
is not recorded has no length: it is counted as not known and never as quick.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from types import MappingProxyType

from registry.core import holidays_by_law
from registry.core.clock import FIRST_YEAR, SHANGHAI, Calendar, Pause
from registry.core.ledger import Event
from registry.core.procedure import Kind, Step, StepKind, replay
from registry.core.time_limits import CLOCKS, REVIEW, Clock, Party
from registry.core.use_tally import Course

_BEGINNING = date(FIRST_YEAR, 1, 1)

Feedbacks = tuple[tuple[str, str], ...]
"""Instants of each feedback and of what answered it (empty: nothing did)."""

TIME_LIMIT = REVIEW.amount
"""Working days of Art. 13."""


@dataclass(frozen=True, slots=True)
class Wait:
    """What one decision took. `due` is the last day that the authority had, and `overdue` whether it came after it.

    `working_days` counts from the day after the submission to the day of the decision, days with an unanswered feedback left out.
    """

    working_days: int
    due: date
    overdue: bool
    feedbacks: int


@dataclass(frozen=True, slots=True)
class Waits:
    """Many of them. `unknown` are decisions whose submission is not recorded."""

    days: tuple[int, ...] = ()
    """Working days, ascending."""
    overdue: int = 0
    unknown: int = 0

    @property
    def known(self) -> int:
        """How many have a length."""
        return len(self.days)

    @property
    def within(self) -> int:
        """How many took at most the working days of Art. 13."""
        return sum(days <= TIME_LIMIT for days in self.days)

    @property
    def median(self) -> float | None:
        """The middle one, or the mean of the two in the middle; None without any."""
        middle = self.known // 2
        if not self.known:
            return None
        return float(self.days[middle]) if self.known % 2 else (self.days[middle - 1] + self.days[middle]) / 2

    @property
    def p90(self) -> int | None:
        """So many working days or fewer took nine of ten (nearest rank); None without any."""
        return self.days[ceil(self.known * 9 / 10) - 1] if self.known else None

    @property
    def histogram(self) -> tuple[int, ...]:
        """How many took 0, 1, … TIME_LIMIT working days, and last those that took more."""
        counts = [0] * (TIME_LIMIT + 2)
        for days in self.days:
            counts[min(days, TIME_LIMIT + 1)] += 1
        return tuple(counts)


class Stopwatch:
    """Measures decisions. The same days come again and again, so what they give is kept."""

    def __init__(
        self, calendar: Calendar, shorter: Mapping[str, Mapping[str, Clock]] = MappingProxyType({})
    ) -> None:
        """`shorter` holds the clocks of provinces with shorter ones, by slug (Art. 26)."""
        self._calendar = calendar
        self._shorter = shorter
        self._kept: dict[tuple[object, ...], Wait] = {}
        self._kept_due: dict[tuple[Kind, str, date], date] = {}
        self._counts = [0]

    def wait(self, event: Event) -> Wait | None:
        """How long a decision on a provider's filing took; None if that is not recorded."""
        if event.submitted_at is None:
            return None
        feedbacks = tuple((each.at, each.answered_at or "") for each in event.feedbacks)
        return self._wait(Kind.provider, event.authority, event.submitted_at, event.at, feedbacks)

    def confirmation(self, course: Course) -> Wait | None:
        """The same for the confirmation of an institution's filing; of which the days are known, any instants of them will do."""
        if not course.submitted:
            return None
        submitted, decided = f"{course.submitted}T00:00:00+08:00", f"{course.decided}T23:59:59+08:00"
        return self._wait(Kind.user, course.authority, submitted, decided, course.feedbacks)

    def _wait(self, kind: Kind, authority: str, submitted: str, decided: str, feedbacks: Feedbacks) -> Wait:
        key = (
            kind,
            authority if authority in self._shorter else "",
            submitted[:10],
            decided[:10],
            tuple((at[:10], answered[:10]) for at, answered in feedbacks),
        )
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = self._measure(kind, authority, submitted, decided, feedbacks)
        return found

    def _measure(
        self, kind: Kind, authority: str, submitted: str, decided: str, feedbacks: Feedbacks
    ) -> Wait:
        if not feedbacks:
            begun, ended = datetime.fromisoformat(submitted), datetime.fromisoformat(decided)
            last, due = ended.astimezone(SHANGHAI).date(), self._due(kind, authority, begun)
            return Wait(self._working_days(begun, ended, []), due, last > due, 0)
        filer = Party.provider if kind is Kind.provider else Party.institution
        asked = StepKind.feedback if kind is Kind.provider else StepKind.returned
        begun, ended = datetime.fromisoformat(submitted), datetime.fromisoformat(decided)
        steps = [Step(begun, StepKind.submitted, filer)]
        pauses = []
        for at, answered in feedbacks:
            given = datetime.fromisoformat(at)
            came = datetime.fromisoformat(answered) if answered else None
            steps.append(Step(given, asked, Party.authority))
            if came is not None:
                steps.append(Step(came, StepKind.supplemented, filer))
            pauses.append(Pause(given, came))
        before = [step for step in steps if step.at < ended or step.kind is StepKind.submitted]
        turn = replay(kind, before, self._calendar, ended, clocks=self._shorter.get(authority, CLOCKS)).turn
        last = ended.astimezone(SHANGHAI).date()
        due = turn.until if turn is not None and turn.clock.party is Party.authority else last
        return Wait(self._working_days(begun, ended, pauses), due, last > due, len(feedbacks))

    def _due(self, kind: Kind, authority: str, submitted: datetime) -> date:
        """The last day of a submission on which nothing was asked: the same for all of its day."""
        key = (kind, authority if authority in self._shorter else "", submitted.astimezone(SHANGHAI).date())
        if key not in self._kept_due:
            filer = Party.provider if kind is Kind.provider else Party.institution
            clocks = self._shorter.get(authority, CLOCKS)
            steps = [Step(submitted, StepKind.submitted, filer)]
            turn = replay(kind, steps, self._calendar, submitted, clocks=clocks).turn
            self._kept_due[key] = turn.until if turn is not None else key[2]
        return self._kept_due[key]

    def _working_days(self, submitted: datetime, decided: datetime, pauses: list[Pause]) -> int:
        day, last = submitted.astimezone(SHANGHAI).date(), decided.astimezone(SHANGHAI).date()
        if not pauses:
            return self._passed(last) - self._passed(day)
        count = 0
        while day < last:
            day += timedelta(days=1)
            count += self._works(day) and not any(_still(pause, day) for pause in pauses)
        return count

    def _works(self, day: date) -> bool:
        known = self._calendar.is_workday(day)
        return holidays_by_law.is_workday(day) if known is None else known

    def _passed(self, day: date) -> int:
        """How many working days there were from the beginning of the Measures' first year to the end of a day."""
        while len(self._counts) <= (day - _BEGINNING).days:
            self._counts.append(
                self._counts[-1] + self._works(_BEGINNING + timedelta(days=len(self._counts)))
            )
        return self._counts[(day - _BEGINNING).days]


def _still(pause: Pause, day: date) -> bool:
    """As with the clock itself: the day of the feedback still counts, that of the answer does not."""
    since = pause.since.astimezone(SHANGHAI).date()
    return since < day and (pause.until is None or day <= pause.until.astimezone(SHANGHAI).date())


def summary(waits: list[Wait | None]) -> Waits:
    """All of them together."""
    known = [wait for wait in waits if wait is not None]
    return Waits(
        tuple(sorted(wait.working_days for wait in known)),
        sum(wait.overdue for wait in known),
        len(waits) - len(known),
    )
