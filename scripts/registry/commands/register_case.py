"""What an enforcement case decides, step by step, and which of its steps the ledger lacks."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from registry.commands.decision import Decision
from registry.core import paths
from registry.core.case import EnforcementCase
from registry.core.codes import CaseState, EventKind, ProviderStatus
from registry.core.replay import Replay
from registry.core.snapshot import CaseFile
from registry.core.transitions import APP_TRANSITIONS

RUN_OUT = "期满"
"""Reason of a listing that ended because its bar ran out."""
_ORDER = (
    EventKind.suspended,
    EventKind.reinstated,
    EventKind.blacklisted,
    EventKind.revoked,
    EventKind.bar_lifted,
)
"""Of steps of one day: what leads to the end comes before it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One decision of a case. `number` is None for what concerns the unit."""

    day: str
    event: EventKind
    number: str | None
    reason: str


def steps(case: EnforcementCase, today: date) -> list[Step]:
    """All that a case has decided until `today`, in the order of days. An app that is named twice in one decision counts once."""
    found = [
        Step(suspension.date, EventKind.suspended, number, suspension.document_no)
        for suspension in case.suspensions
        for number in dict.fromkeys(suspension.numbers)
    ]
    found += [
        Step(back.date, EventKind.reinstated, number, back.document_no)
        for back in case.reinstatements
        for number in dict.fromkeys(back.numbers)
    ]
    if case.measures:
        decided, circular = case.measures.decided_on, case.measures.circular_document_no
        if case.measures.list:
            found.append(Step(decided, EventKind.blacklisted, None, circular))
            found += _end(case)
        found += [
            Step(decided, EventKind.revoked, number, circular)
            for number in dict.fromkeys(case.measures.revoked_numbers)
        ]
    found.sort(key=lambda step: (step.day, _ORDER.index(step.event)))
    return [step for step in found if step.day <= today.isoformat()]


def _end(case: EnforcementCase) -> list[Step]:
    """The end of the listing: lifted early, or closed by the authority after the bar has run out."""
    if case.lifted:
        return [Step(case.lifted.date, EventKind.bar_lifted, None, case.lifted.reason)]
    if case.state is CaseState.expired and case.bar:
        day = case.bar.last_day + timedelta(days=1)
        return [Step(day.isoformat(), EventKind.bar_lifted, None, RUN_OUT)]
    return []


def missing(
    file: CaseFile, replay: Replay, statuses: Mapping[str, ProviderStatus], today: date
) -> Iterator[Decision]:
    """Steps that the ledger lacks and that are possible: about an app in the chain of its number, about the unit in the folder's.

    `statuses` are those of all numbers after what this sweep has decided before. A step that is not possible (the provider
    withdrew the app meanwhile, another case revoked it) is left out: there is nothing left for it to change.
    """
    where = paths.parse(file.path)
    done = Counter((event.event, event.number) for event in replay.file_events.get(file.path, ()))
    now = dict(statuses)
    for step in steps(file.content, today):
        if done[step.event, step.number]:
            done[step.event, step.number] -= 1
            continue
        authority = where.slug if where else ""
        if step.number is not None:
            became = APP_TRANSITIONS.get((now.get(step.number), step.event))
            if became is None:
                continue
            now[step.number] = became
            authority = replay.apps[step.number].chain
        name = file.content.unit.name if step.number is None else ""
        yield Decision(
            authority, step.event, file.path, file.sha256, number=step.number, reason=step.reason, name=name
        )
