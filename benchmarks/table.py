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


def shown(what: str, above: Summary, below: Summary) -> list[str]:
    """A row of a ratio that nobody asked to be so and so: of the medians, and of the fastest runs."""
    return [what, "shown", times(above.seconds / below.seconds), times(above.fastest / below.fastest), ""]


def wanted(what: str, above: Summary, below: Summary, limit: float, *, at_most: bool = False) -> list[str]:
    """A row of a wanted ratio. A busy minute cannot make it good: the fastest runs must meet it as well as the medians."""
    row = shown(what, above, below)
    ratios = (above.seconds / below.seconds, above.fastest / below.fastest)
    met = max(ratios) <= limit if at_most else min(ratios) >= limit
    return [what, f"{'at most' if at_most else 'at least'} {limit:g}x", *row[2:4], "yes" if met else "**no**"]


WANTED_HEAD = ("ratio", "wanted", "medians", "fastest runs", "met")
SIZE_OF_WISHES = 10_000
"""Ratios are wanted of this many apps or filings; of fewer they are shown."""
