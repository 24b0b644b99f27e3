"""Markdown of the results."""

from collections.abc import Sequence

from benchmarks.measure import Summary


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def seconds(found: Summary) -> str:
    """Median and span."""
    return f"{found.seconds:.2f} ({found.fastest:.2f}–{found.slowest:.2f})"


def times(ratio: float) -> str:
    """A ratio as `12.3x`."""
    return f"{ratio:.2f}x" if ratio < 10 else f"{ratio:.1f}x"


def shown(what: str, ratio: float | str) -> list[str]:
    """A row of a ratio that nobody asked to be so and so."""
    return [what, "shown", ratio if isinstance(ratio, str) else times(ratio), ""]


def wanted(what: str, ratio: float, limit: float, *, at_most: bool = False) -> list[str]:
    """A row of the table of wanted ratios."""
    met = ratio <= limit if at_most else ratio >= limit
    return [
        what,
        f"{'at most' if at_most else 'at least'} {limit:g}x",
        times(ratio),
        "yes" if met else "**no**",
    ]


WANTED_HEAD = ("ratio", "wanted", "measured", "met")
SIZE_OF_WISHES = 10_000
"""Ratios are wanted of this many apps or filings; of fewer they are shown."""
