"""Which columns of a sheet are which: by their headings in either language, in any order, below any titles."""

import re
import unicodedata
from dataclasses import dataclass, field
from difflib import get_close_matches

from registry.core.sheet.cells import Cell, Sheet, SheetFault, address
from registry.core.sheet.columns import Column
from registry.core.sheet.kinds import SheetForm
from registry.core.text import shown

MOST_LINES_ABOVE = 30
"""Rows in which the headings are looked for."""
LEAST_HEADINGS = 3
"""Headings that make a row one of headings: a row of somebody's notes may hold one or two of our words."""

_MEANINGLESS = re.compile(r"[\W_]+")
_REMARK = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")


@dataclass(slots=True)
class Table:
    """A sheet whose columns are known. `first_row` is the first one below the headings; `misspelt` are keys whose heading is nearly there."""

    sheet: Sheet
    form: SheetForm
    columns: dict[int, Column]
    heading_row: int
    first_row: int
    faults: list[SheetFault] = field(default_factory=list)
    misspelt: set[str] = field(default_factory=set)
    _places: dict[str, int] = field(default_factory=dict)

    def at(self, key: str) -> int:
        """The column's place, 0 if the sheet has none."""
        return self._places.get(key, 0)

    def take(self, place: int, column: Column) -> None:
        """Note that a column stands at a place."""
        self.columns[place] = column
        self._places[column.key] = place


def find_table(sheet: Sheet, forms: tuple[SheetForm, ...]) -> Table | None:
    """The table of a sheet, as the form most of whose headings one of its first rows holds; None if none tells its rows apart."""
    best: tuple[int, int, SheetForm] | None = None
    for form in forms:
        names = _names(form)
        for row in sorted(sheet.rows)[:MOST_LINES_ABOVE]:
            known = {column.key for cell in sheet.rows[row].values() if (column := _known(cell, names))}
            if len(known) > (best[0] if best else 0) and known.intersection(form.names_row):
                best = (len(known), row, form)
    if best is None or best[0] < LEAST_HEADINGS:
        return None
    _, heading_row, form = best
    names = _names(form)
    table = Table(sheet, form, {}, heading_row, heading_row + 1)
    _take_headings(table, names)
    for row in sorted(one for one in sheet.rows if one > heading_row):
        cells = sheet.rows[row].values()
        if not all(_known(cell, names) for cell in cells) or len(cells) < 2:
            break
        table.first_row = row + 1  # the same headings again, in the other language
    return table


def _take_headings(table: Table, names: dict[str, Column]) -> None:
    strange: list[Cell] = []
    for place, cell in sorted(table.sheet.rows[table.heading_row].items()):
        column = _known(cell, names)
        if column is None:
            strange.append(cell)
        elif column in table.columns.values():
            other = next(at for at, one in table.columns.items() if one == column)
            values = {
                "title": column.title.zh,
                "title_en": column.title.en,
                "first": address(cell.row, other),
            }
            table.faults.append(SheetFault("S06", table.sheet.name, cell.row, place, values))
        else:
            table.take(place, column)
    missing = {
        _folded(way): column
        for column in table.form.columns
        if column not in table.columns.values()
        for way in (column.title.zh, column.title.en)
    }
    for cell in strange:
        near = next(iter(get_close_matches(_folded(cell.text), missing, cutoff=0.7)), None)
        values = {"heading": shown(cell.text)}
        if near:
            title = missing[near].title
            table.misspelt.add(missing[near].key)
            values |= {"near": f"是否应为“{title.zh}”？", "near_en": f" Did you mean “{title.en}”?"}
            table.faults.append(SheetFault("S07", table.sheet.name, cell.row, cell.column, values))
        else:
            table.faults.append(SheetFault("S05", table.sheet.name, cell.row, cell.column, values))


def _known(cell: Cell, names: dict[str, Column]) -> Column | None:
    folded = _folded(cell.text)
    return names.get(folded) or names.get(_folded(_REMARK.sub("", cell.text)))


def _names(form: SheetForm) -> dict[str, Column]:
    found: dict[str, Column] = {}
    for column in form.columns:
        zh, en = column.title.zh, column.title.en
        for way in (
            zh,
            en,
            f"{zh} {en}",
            f"{en} {zh}",
            column.key,
            _REMARK.sub("", zh),
            _REMARK.sub("", zh) + en,
        ):
            found.setdefault(_folded(way), column)
    return found


def _folded(text: str) -> str:
    return _MEANINGLESS.sub("", unicodedata.normalize("NFKC", text)).casefold()
