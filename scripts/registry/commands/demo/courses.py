"""How long the demonstration's decisions took: when each was submitted, and what was asked on its way.

Drawn from numbers of their own, so that nothing else of a demonstration depends on them.
"""

from random import Random
from typing import Any, Final

from registry.commands.demo.days import DAYS
from registry.core.codes import EventKind

_RECORDED_SINCE: Final = "2024-06-03"
"""Day of the first decision whose submission is recorded: earlier ones show what a report says of what is not known."""
_SUBMITTED: Final = frozenset({
    EventKind.filed, EventKind.changed, EventKind.confirmed, EventKind.reconfirmed, EventKind.ended, EventKind.withdrawn,
    EventKind.transferred,
})  # fmt: skip
"""What somebody asked for; the others an authority decides by itself."""
_USUAL: Final = (1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 7, 7, 8, 8, 9, 10, 10)
_SOMETIMES_LATE: Final = 0.06
_SOMETIMES_ASKED: Final = 0.2


def course(seed: int, authority: str, sequence: int, day: int, event: EventKind) -> dict[str, Any]:
    """`submitted_at` and `feedbacks` of the decisions of one merge, as an event holds them; nothing where none is recorded."""
    if event not in _SUBMITTED or DAYS[day] < _RECORDED_SINCE:
        return {}
    rng = Random(f"course {seed} {authority} {sequence}")  # noqa: S311 - invented data, not secrets
    if rng.random() < _SOMETIMES_ASKED:
        checked, answered, asked = rng.randrange(1, 6), rng.randrange(2, 9), rng.randrange(2, 7)
        given = {
            "at": _instant(day - checked - answered, 15, rng),
            "answered_at": _instant(day - checked, 10, rng),
        }
        return {"submitted_at": _instant(day - checked - answered - asked, 9, rng), "feedbacks": (given,)}
    took = rng.randrange(11, 15) if rng.random() < _SOMETIMES_LATE else rng.choice(_USUAL)
    return {"submitted_at": _instant(day - took, 9, rng)}


def _instant(day: int, hour: int, rng: Random) -> str:
    return f"{DAYS[day]}T{hour:02d}:{rng.randrange(60):02d}:{rng.randrange(60):02d}+08:00"
