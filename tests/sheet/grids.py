"""Sheets as a reader of files gives them, made of plain texts: for what is judged of cells without any file."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from registry.core.sheet.cells import Cell, CellKind, Sheet
from registry.core.sheet.headings import Table, find_table
from registry.core.sheet.kinds import USERS, SheetForm, SheetKind
from registry.core.sheet.rows import Row, rows_of
from tests.sheet.workbooks import FORM


def grid(lines: Sequence[Sequence[str | Cell | None]], first: int = 1) -> Sheet:
    """A sheet of texts, line by line from a row on; None or "" leaves a cell out, a `Cell` keeps its kind and text."""
    sheet = Sheet("表")
    for row, line in enumerate(lines, start=first):
        cells = {
            place: Cell(row, place, one.kind, one.text)
            if isinstance(one, Cell)
            else Cell(row, place, CellKind.text, one)
            for place, one in enumerate(line, start=1)
            if one
        }
        if cells:
            sheet.rows[row] = cells
    return sheet


def sheet_of(
    lines: Iterable[Mapping[str, Any]], keys: Sequence[str] | None = None, form: SheetForm = FORM
) -> Sheet:
    """A sheet with its headings in row 1 and a line in each row below. `keys` are its columns in their order."""
    chosen = list(keys or [column.key for column in form.columns])
    titles = {column.key: column.title.zh for column in form.columns}
    return grid(
        [[titles.get(key, key) for key in chosen], *([line.get(key) for key in chosen] for line in lines)]
    )


def table_of(sheet: Sheet, kind: SheetKind = USERS) -> Table:
    """The table of a sheet that has one."""
    table = find_table(sheet, kind.sheets)
    assert table is not None
    return table


def rows(
    lines: Iterable[Mapping[str, Any]],
    keys: Sequence[str] | None = None,
    form: SheetForm = FORM,
    kind: SheetKind = USERS,
) -> list[Row]:
    """The rows of such a sheet, in which nothing is wrong."""
    found = rows_of(table_of(sheet_of(lines, keys, form), kind))
    return found.rows
