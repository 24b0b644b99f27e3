"""Where everything stands in the pictures of the statistics page: plain numbers, in the units of each picture's view box.

The pictures are drawn by templates/pictures.html at build time: no library, no script, no inline style; colours are classes of the
style sheet, so they follow light and dark; every value also stands there as text (docs/decisions/0065-pictures.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from registry.core.text import Text
from registry.render.site.tile_grid import COLUMNS, ROWS, TILES, Tile

WIDTH = 384
"""Units; a phone shows about as many pixels, so a unit of type is about a pixel there."""

_STEP, _SIDE = 43, 40
SHADES = 4
TILES_HEIGHT = ROWS * _STEP - (_STEP - _SIDE)


@dataclass(frozen=True, slots=True)
class TileShown:
    """A cell of the grid. `shade` from 0 (none) to SHADES; `value` None: not covered."""

    tile: Tile
    x: int
    y: int
    value: int | None
    shade: int


def tiles(values: dict[str, int]) -> tuple[TileShown, ...]:
    """The grid for values by slug; shades by the share of the largest value, so that a reader sees rank and not more."""
    largest = max((values.get(tile.slug or "", 0) for tile in TILES), default=0)
    found = []
    for tile in TILES:
        value = None if tile.slug is None else values.get(tile.slug)
        shade = -(-value * SHADES // largest) if value and largest else 0
        found.append(TileShown(tile, tile.column * _STEP, tile.row * _STEP, value, shade))
    return tuple(found)


assert COLUMNS * _STEP - (_STEP - _SIDE) == WIDTH  # noqa: S101 - the grid fills the picture


PLOT_LEFT, PLOT_RIGHT, PLOT_TOP, PLOT_BOTTOM = 36, 380, 18, 170
PLOT_HEIGHT = 200


def nice(largest: int) -> int:
    """A round number of 1, 2 or 5 times a power of ten that is not below `largest`; at least 5."""
    power = 1
    while True:
        for times in (1, 2, 5):
            if times * power >= max(largest, 5):
                return times * power
        power *= 10


@dataclass(frozen=True, slots=True)
class Axis:
    """Lines across the plot: the height of each and the value it stands for; `top` is the largest value."""

    top: int
    lines: tuple[tuple[int, int], ...]

    def y(self, value: int) -> int:
        """How high a value stands."""
        return round(PLOT_BOTTOM - (PLOT_BOTTOM - PLOT_TOP) * value / self.top)


def axis(largest: int) -> Axis:
    """The axis for values from 0 up to `largest`."""
    empty = Axis(nice(largest), ())
    steps = 2 if empty.top % 4 else 4
    values = [empty.top * step // steps for step in range(steps + 1)]
    return Axis(empty.top, tuple((empty.y(value), value) for value in values))


@dataclass(frozen=True, slots=True)
class Bar:
    """A column of a bar chart: where it stands, how high, its value, and what stands below it (may be empty)."""

    x: int
    y: int
    width: int
    height: int
    value: int
    label: str
    title: str

    @property
    def middle(self) -> int:
        """Its middle."""
        return self.x + self.width // 2


def bars(values: Sequence[int], labels: Sequence[str], titles: Sequence[str], at: Axis) -> tuple[Bar, ...]:
    """Columns side by side over the whole width."""
    room = (PLOT_RIGHT - PLOT_LEFT) / max(len(values), 1)
    gap = 1 if room < 8 else 3
    found = []
    for n, (value, label, title) in enumerate(zip(values, labels, titles, strict=True)):
        left, right = round(PLOT_LEFT + n * room), round(PLOT_LEFT + (n + 1) * room) - gap
        y = min(at.y(value), PLOT_BOTTOM - 1) if value else PLOT_BOTTOM
        found.append(Bar(left, y, max(right - left, 1), PLOT_BOTTOM - y, value, label, title))
    return tuple(found)


def line(values: Sequence[int], at: Axis) -> tuple[tuple[int, int], ...]:
    """Points of a line, one for each month, from left to right."""
    room = (PLOT_RIGHT - 60 - PLOT_LEFT) / max(len(values) - 1, 1)  # the last 60 are for the line's own label
    return tuple((round(PLOT_LEFT + n * room), at.y(value)) for n, value in enumerate(values))


def apart(first: int, second: int, least: int = 14) -> tuple[int, int]:
    """Heights of two labels, moved apart so that neither covers the other; the one that stands higher stays higher."""
    if abs(first - second) >= least:
        return first, second
    middle = (first + second) // 2
    above, below = middle - least // 2, middle + least - least // 2
    return (above, below) if first <= second else (below, above)


@dataclass(frozen=True, slots=True)
class Beam:
    """A bar that lies, with its words above it."""

    y: int
    width: int
    value: int
    label: Text


BEAM_HEIGHT = 38


def beams(rows: Sequence[tuple[Text, int]]) -> tuple[Beam, ...]:
    """Lying bars, one below the other; the longest leaves room for its number."""
    largest = max((value for _, value in rows), default=1)
    return tuple(
        Beam(n * BEAM_HEIGHT, max(2, round((WIDTH - 40) * value / largest)), value, label)
        for n, (label, value) in enumerate(rows)
    )
