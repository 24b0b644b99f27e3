"""Decisions on institutions' uses, counted as they pass: there may be a million, and a report needs no single one of them."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from registry.core.codes import EventKind
from registry.core.ledger import Event


class Course(NamedTuple):
    """What the length of a confirmation follows from: days of submission (empty: not recorded) and decision, and feedbacks."""

    authority: str
    submitted: str
    decided: str
    feedbacks: tuple[tuple[str, str], ...] = ()
    """Instants of each return and of what answered it (empty: nothing)."""


@dataclass(slots=True)
class UseTally:
    """`counts` by month (`2026-09`), authority and kind; `courses` of confirmed filings, how many had each."""

    counts: Counter[tuple[str, str, EventKind]] = field(default_factory=Counter)
    courses: Counter[Course] = field(default_factory=Counter)
    _last: dict[str, tuple[str, str]] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        """Count one decision. The uses of a filing are decided on together, one after the other: one course for all."""
        self.counts[event.at[:7], event.authority, event.event] += 1
        if event.event is not EventKind.confirmed or self._last.get(event.authority) == (
            event.path,
            event.at,
        ):
            return
        self._last[event.authority] = (event.path, event.at)
        feedbacks = tuple((each.at, each.answered_at or "") for each in event.feedbacks)
        self.courses[Course(event.authority, (event.submitted_at or "")[:10], event.at[:10], feedbacks)] += 1
