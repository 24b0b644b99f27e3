"""Rows -> what each says, value by value, with the place of each; rows that are left out, and what is wrong with cells and rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from registry.core.sheet.cells import Cell, CellKind, SheetFault, address, letters
from registry.core.sheet.columns import Column
from registry.core.sheet.exported import unguarded
from registry.core.sheet.headings import Table
from registry.core.sheet.kinds import ACTION, SheetForm
from registry.core.sheet.values import Wrong, trimmed, value_of
from registry.core.text import Text, shown

MOST_ROWS = 60_000
"""Rows with something in them. A county has some hundred schools with some apps each."""

_FOLDED_ACTIONS = {
    "": "",
    **dict.fromkeys(("示例", "例", "example", "示例example"), "example"),
    **dict.fromkeys(("跳过", "不导入", "skip", "跳过skip"), "skip"),
    **dict.fromkeys(("结束使用", "结束", "end", "结束使用end"), "end"),
}
ACTIONS = (Text("示例", "example"), Text("跳过", "skip"), Text("结束使用", "end"))
"""What may stand in the first column."""


@dataclass(slots=True)
class Row:
    """One row: its values by the keys of their columns, their cells, and the keys of cells that are wrong in themselves.

    A column that the sheet has and that is empty here has no value but is in `columns`; `texts` are the cells as they are written.
    """

    table: Table
    number: int
    values: dict[str, object] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    wrong: set[str] = field(default_factory=set)
    ends: bool = False

    def at(self, key: str) -> tuple[str, int, int]:
        """Sheet, row and column of a column's cell; column 0 if the sheet has no such column."""
        return self.table.sheet.name, self.number, self.table.at(key)

    def fault(self, code: str, key: str, **values: str) -> SheetFault:
        """A fault of one of its cells."""
        return SheetFault(code, *self.at(key), values)


@dataclass(slots=True)
class Rows:
    """The rows of a sheet that are to be filed, how many were left out as marked, and the faults."""

    rows: list[Row] = field(default_factory=list)
    left_out: int = 0
    faults: list[SheetFault] = field(default_factory=list)


def rows_of(table: Table) -> Rows:
    """Every row below the headings in which something stands."""
    found = Rows(faults=list(table.faults))
    found.faults += _hidden(table)
    found.faults += _joined(table)
    marks = table.at(ACTION.key)
    for number in sorted(table.sheet.rows):
        cells = table.sheet.rows[number]
        if number < table.first_row or not any(place in table.columns for place in cells):
            continue
        mark = cells.get(marks)
        action = _FOLDED_ACTIONS.get(trimmed(mark.text).casefold()) if mark else None
        if mark is not None and (action is None or (action == "end" and not table.form.may_end)):
            found.faults.append(
                SheetFault(
                    "S10", table.sheet.name, number, marks, {"value": shown(mark.text), **_choices(table)}
                )
            )
        if action in ("example", "skip"):
            found.left_out += 1
            continue
        row = _row(table, number, cells, found.faults)
        if row.texts or row.wrong:
            row.ends = action == "end" and table.form.may_end
            found.rows.append(row)
    return found


def _choices(table: Table) -> dict[str, str]:
    offered = actions_of(table.form)
    return {
        "choices": "、".join(one.zh for one in offered),
        "choices_en": ", ".join(one.en for one in offered),
    }


def actions_of(form: SheetForm) -> tuple[Text, ...]:
    """What may stand in the first column of a sheet."""
    return ACTIONS if form.may_end else ACTIONS[:-1]


def _row(table: Table, number: int, cells: Mapping[int, Cell], faults: list[SheetFault]) -> Row:
    row = Row(table, number)
    for place, column in table.columns.items():
        cell = cells.get(place)
        if cell is None or column is ACTION:
            continue
        if cell.kind is CellKind.text:
            cell = replace(cell, text=unguarded(cell.text))
        value = value_of(cell, column)
        if isinstance(value, Wrong):
            row.wrong.add(column.key)
            words = {"title": column.title.zh, "title_en": column.title.en}
            faults.append(SheetFault(value.code, table.sheet.name, number, place, {**words, **value.values}))
        else:
            row.values[column.key] = value
            row.texts[column.key] = cell.text if cell.kind is CellKind.text else ""
    return row


def _hidden(table: Table) -> Iterator[SheetFault]:
    """Whoever sees only some rows must not file the others: hidden ones, and those that a filter leaves out. One fault for each stretch."""
    sheet = table.sheet
    if sheet.hidden:
        yield SheetFault("S11", sheet.name, values={"what": "工作表", "what_en": "The sheet"})
        return
    stretches: list[list[int]] = []
    for number in sorted(one for one in sheet.hidden_rows if one >= table.first_row and one in sheet.rows):
        if stretches and stretches[-1][-1] == number - 1:
            stretches[-1].append(number)
        else:
            stretches.append([number])
    for stretch in stretches:
        first, last = stretch[0], stretch[-1]
        which = str(first) if first == last else f"{first}–{last}"
        yield SheetFault("S11", sheet.name, first, 0, {"what": f"第 {which} 行", "what_en": f"Row {which}"})
    for place in sorted(sheet.hidden_columns & table.columns.keys()):
        yield SheetFault(
            "S11",
            sheet.name,
            0,
            place,
            {"what": f"{letters(place)} 列", "what_en": f"Column {letters(place)}"},
        )


def _joined(table: Table) -> Iterator[SheetFault]:
    """Joined cells hold one value where several rows or columns want one each."""
    for block in table.sheet.joined:
        columns = [one for one in table.columns if block.first_column <= one <= block.last_column]
        if (
            block.last_row >= table.first_row
            and columns
            and (block.first_row, block.first_column) != (block.last_row, block.last_column)
        ):
            which = (
                f"{address(block.first_row, block.first_column)}:{address(block.last_row, block.last_column)}"
            )
            yield SheetFault(
                "S13", table.sheet.name, max(block.first_row, table.first_row), columns[0], {"cells": which}
            )


def column_of(row: Row, key: str) -> Column | None:
    """The column of a key, if the row's sheet has it."""
    return row.table.columns.get(row.table.at(key))
