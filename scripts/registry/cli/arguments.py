"""What the arguments of many commands have in common."""

import argparse
from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol

from registry.core.clock import SHANGHAI


class Add(Protocol):
    """Adds a command to the parser."""

    def __call__(
        self, name: str, run: Callable[[argparse.Namespace], int], summary: str, epilog: str = ""
    ) -> argparse.ArgumentParser:
        """Its parser, for its arguments."""


def day(text: str) -> date:
    """A day such as 2026-11-24. Raises ValueError."""
    return date.fromisoformat(text)


def instant(text: str) -> datetime:
    """An instant such as 2026-11-24T09:00:00+08:00; without a time zone in Shanghai's. Raises ValueError."""
    given = datetime.fromisoformat(text)
    return given if given.tzinfo else given.replace(tzinfo=SHANGHAI)


def today() -> date:
    """The day that it is in Shanghai."""
    return datetime.now(SHANGHAI).date()
