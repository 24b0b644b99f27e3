"""Periods that the Ministry and the provinces report on (Art. 23): a year, a half, a quarter or a month."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from registry.core.text import Text

FIRST_YEAR, LAST_YEAR = 2019, 2099
_FORM = re.compile(r"(20[0-9]{2})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole months of one year: `first` to `last`, from 1."""

    year: int
    first: int
    last: int

    @classmethod
    def parse(cls, text: str) -> "Period":
        """From `2026`, `2026-H1`, `2026-Q3` or `2026-09`. Raises ValueError with a sentence for anything else."""
        match = _FORM.fullmatch(text)
        if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
            raise ValueError(f"{text[:20]!r} is no period; write 2026, 2026-H1, 2026-Q3 or 2026-09")
        year = int(match[1])
        if match[2]:
            return cls(year, 6 * int(match[2]) - 5, 6 * int(match[2]))
        if match[3]:
            return cls(year, 3 * int(match[3]) - 2, 3 * int(match[3]))
        return cls(year, int(match[4]), int(match[4])) if match[4] else cls(year, 1, 12)

    @classmethod
    def quarter_of(cls, day: str) -> "Period":
        """The quarter that a day (ISO 8601) lies in."""
        quarter = (int(day[5:7]) - 1) // 3
        return cls(int(day[:4]), 3 * quarter + 1, 3 * quarter + 3)

    @property
    def code(self) -> str:
        """As `parse` reads it."""
        months = self.last - self.first + 1
        if months == 12:
            return f"{self.year}"
        if months == 6:
            return f"{self.year}-H{self.last // 6}"
        return f"{self.year}-Q{self.last // 3}" if months == 3 else f"{self.year}-{self.first:02d}"

    @property
    def label(self) -> Text:
        """For people."""
        months = self.last - self.first + 1
        if months == 12:
            return Text(f"{self.year}年", f"{self.year}")
        if months == 6:
            half = self.last // 6
            return Text(
                f"{self.year}年{'上下'[half - 1]}半年", f"{('First', 'Second')[half - 1]} half of {self.year}"
            )
        if months == 3:
            quarter = self.last // 3
            return Text(f"{self.year}年第{'一二三四'[quarter - 1]}季度", f"Quarter {quarter} of {self.year}")
        return Text(f"{self.year}年{self.first}月", f"{date(2000, self.first, 1):%B} {self.year}")

    @property
    def begins(self) -> str:
        """Its first day."""
        return f"{self.year}-{self.first:02d}-01"

    @property
    def ends(self) -> str:
        """Its last day."""
        after = date(self.year + self.last // 12, self.last % 12 + 1, 1)
        return (after - timedelta(days=1)).isoformat()

    def holds(self, day: str) -> bool:
        """Whether a day lies in it."""
        return self.begins <= day[:10] <= self.ends

    def after(self) -> "Period":
        """The next one of the same length."""
        months = self.last - self.first + 1
        if self.last == 12:
            return Period(self.year + 1, 1, months)
        return Period(self.year, self.last + 1, self.last + months)


def quarters(first_day: str, last_day: str) -> Iterator[Period]:
    """Every quarter from the one of the first day to that of the last, oldest first."""
    period = Period.quarter_of(first_day)
    while period.begins <= last_day:
        yield period
        period = period.after()


def months(first_day: str, last_day: str) -> Iterator[Period]:
    """The same with months."""
    period = Period(int(first_day[:4]), int(first_day[5:7]), int(first_day[5:7]))
    while period.begins <= last_day:
        yield period
        period = period.after()
