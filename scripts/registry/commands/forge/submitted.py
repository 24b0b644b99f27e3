"""What a request submits, as far as it is told to the public."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Submitted:
    """What a request submits: how many filings, and of a single one where it lies, whose it is, and which apps it touches."""

    filings: int = 0
    path: str | None = None
    unit: str | None = None
    uscc: str | None = None
    items: tuple[str, ...] = ()
    apps: tuple[str, ...] = ()
