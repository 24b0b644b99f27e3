"""The demonstration's calendar: decisions fall on working days, named by their index in `DAYS`."""

from bisect import bisect_right
from datetime import date, timedelta
from typing import Final

_FIRST: Final = date(2024, 1, 2)
_LAST: Final = date(2026, 10, 30)
# Long public holidays, roughly: enough that no invented officer works through one.
_REST: Final = (
    ("2024-02-09", "2024-02-17"), ("2024-04-04", "2024-04-06"), ("2024-05-01", "2024-05-05"), ("2024-10-01", "2024-10-07"),
    ("2025-01-01", "2025-01-01"), ("2025-01-28", "2025-02-04"), ("2025-04-04", "2025-04-06"), ("2025-05-01", "2025-05-05"),
    ("2025-10-01", "2025-10-08"), ("2026-01-01", "2026-01-03"), ("2026-02-15", "2026-02-23"), ("2026-04-04", "2026-04-06"),
    ("2026-05-01", "2026-05-05"), ("2026-10-01", "2026-10-07"),
)  # fmt: skip


def _working_days() -> tuple[str, ...]:
    every = (_FIRST + timedelta(days=n) for n in range((_LAST - _FIRST).days + 1))
    return tuple(
        day.isoformat()
        for day in every
        if day.weekday() < 5 and not any(start <= day.isoformat() <= end for start, end in _REST)
    )


DAYS: Final = _working_days()
LAST: Final = len(DAYS) - 1
OPENING: Final = 45
"""First day on which anything is filed: the evidence of Art. 9 is dated before it."""

_WEEKS: Final = tuple(date.fromisoformat(day).isocalendar()[:2] for day in DAYS)
_OFFICE_SECONDS: Final = 6 * 3600  # 09:00-12:00 and 14:00-17:00


def week(day: int) -> tuple[int, int]:
    """ISO year and week of a day's index."""
    return _WEEKS[day]


def first_after(day: date) -> int | None:
    """Index of the first working day after `day`, or None beyond the calendar."""
    index = bisect_right(DAYS, day.isoformat())
    return index if index <= LAST else None


def instant(day: int, place: int, of: int) -> str:
    """The instant of the `place`-th of `of` decisions of one day, spread over office hours, at +08:00."""
    second = 9 * 3600 + (place + 1) * _OFFICE_SECONDS // (of + 1)
    if second >= 12 * 3600:
        second += 2 * 3600
    return f"{DAYS[day]}T{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}+08:00"
