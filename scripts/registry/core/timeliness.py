"""How long a decision took: working days from the submission to it, without those in which the filer was asked (Art. 13, 19).

Everything follows from one event of the ledger and the calendar, so anybody can count it out again. A decision whose submission
is not recorded has no length: it is counted as not known and never as quick.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from types import MappingProxyType

from registry.core.clock import SHANGHAI, Calendar, Pause
from registry.core.codes import EventKind
from registry.core.ledger import Event
from registry.core.procedure import Kind, Step, StepKind, replay
from registry.core.time_limits import CLOCKS, REVIEW, Clock, Party

DECISIONS = frozenset({EventKind.filed, EventKind.confirmed})
"""Events that answer a first submission: what a province's check (Art. 13) or a confirmation (Art. 19) comes to."""

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

    def wait(self, event: Event) -> Wait | None:
        """How long a decision took; None if that is not recorded."""
        if event.submitted_at is None:
            return None
        kind = Kind.provider if event.path.startswith("filings/providers/") else Kind.user
        key = (
            kind,
            event.authority if event.authority in self._shorter else "",
            event.submitted_at[:10],
            event.at[:10],
            tuple((each.at[:10], (each.answered_at or "")[:10]) for each in event.feedbacks),
        )
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = self._measure(event, kind)
        return found

    def _measure(self, event: Event, kind: Kind) -> Wait:
        filer = Party.provider if kind is Kind.provider else Party.institution
        asked = StepKind.feedback if kind is Kind.provider else StepKind.returned
        decided = datetime.fromisoformat(event.at)
        steps = [Step(_instant(event.submitted_at), StepKind.submitted, filer)]
        pauses = []
        for each in event.feedbacks:
            steps.append(Step(_instant(each.at), asked, Party.authority))
            answered = None if each.answered_at is None else _instant(each.answered_at)
            if answered is not None:
                steps.append(Step(answered, StepKind.supplemented, filer))
            pauses.append(Pause(_instant(each.at), answered))
        procedure = replay(
            kind, [step for step in steps if step.at < decided or step.kind is StepKind.submitted], self._calendar, decided, clocks=self._shorter.get(event.authority, CLOCKS)
        )  # fmt: skip
        turn = procedure.turn
        due = turn.until if turn is not None and turn.clock.party is Party.authority else decided.date()
        return Wait(
            self._working_days(_instant(event.submitted_at), decided, pauses),
            due,
            decided.astimezone(SHANGHAI).date() > due,
            len(event.feedbacks),
        )

    def _working_days(self, submitted: datetime, decided: datetime, pauses: list[Pause]) -> int:
        from registry.core import holidays_by_law

        day, last, count = submitted.astimezone(SHANGHAI).date(), decided.astimezone(SHANGHAI).date(), 0
        while day < last:
            day += timedelta(days=1)
            if any(_still(pause, day) for pause in pauses):
                continue
            known = self._calendar.is_workday(day)
            count += holidays_by_law.is_workday(day) if known is None else known
        return count


def _still(pause: Pause, day: date) -> bool:
    """As with the clock itself: the day of the feedback still counts, that of the answer does not."""
    since = pause.since.astimezone(SHANGHAI).date()
    return since < day and (pause.until is None or day <= pause.until.astimezone(SHANGHAI).date())


def _instant(text: str | None) -> datetime:
    return datetime.fromisoformat(text or "")


def summary(waits: list[Wait | None]) -> Waits:
    """All of them together."""
    known = [wait for wait in waits if wait is not None]
    return Waits(
        tuple(sorted(wait.working_days for wait in known)),
        sum(wait.overdue for wait in known),
        len(waits) - len(known),
    )
