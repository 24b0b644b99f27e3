"""Instants and made-up calendars for these tests."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from registry.core.clock import Pause
from registry.core.text import Text
from registry.core.working_days import AnnouncedDays

ANNOUNCED = AnnouncedDays()


def at(text: str) -> datetime:
    """An instant; a day alone means ten in the morning there, a time without zone is one in Shanghai."""
    if len(text) == 10:
        text += "T10:00:00"
    instant = datetime.fromisoformat(text)
    return instant if instant.tzinfo else datetime.fromisoformat(f"{text}+08:00")


def pauses(text: str) -> list[Pause]:
    """`2026-11-06..2026-11-11 2026-11-13..` as pauses, the last one open."""
    found = []
    for part in text.split():
        since, until = part.split("..")
        found.append(Pause(at(since), at(until) if until else None))
    return found


def days_between(first: date, last: date) -> list[date]:
    """All days from `first` to `last`, both included."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


@dataclass
class MadeUp:
    """Weekdays are worked, there is no holiday, and nothing is known where `unknown` says so."""

    unknown: Callable[[date], bool] = lambda _: False
    version: str = "made up"

    def is_workday(self, day: date) -> bool | None:
        """See `registry.core.clock.Calendar`."""
        return None if self.unknown(day) else day.weekday() < 5

    def occasion(self, day: date) -> Text | None:
        """See `registry.core.clock.Calendar`."""
        assert not self.unknown(day), "a calendar that does not know a day must not be asked for its holiday"
        return None
