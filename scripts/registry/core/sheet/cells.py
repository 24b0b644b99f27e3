"""A spreadsheet as its reader gives it: cells with something in them, and what hides or joins them."""

from dataclasses import dataclass, field
from enum import StrEnum

from registry.core.text import Text


class CellKind(StrEnum):
    """What the spreadsheet program holds a cell's content to be."""

    text = "text"
    number = "number"
    day = "day"
    truth = "truth"
    formula = "formula"
    error = "error"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; row and column count from 1.

    `text` is the content in writing: a whole number without a point, a day as 2026-01-31 (with its time, if it has one), TRUE or
    FALSE, a formula with its `=`, an error as `#N/A`.
    """

    row: int
    column: int
    kind: CellKind
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """Cells that are joined to one: from the first row and column to the last."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(slots=True)
class Sheet:
    """One sheet. `rows` holds, by their numbers, the rows and cells in which something stands; a cell of blanks is empty."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    joined: list[Block] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class SheetFault:
    """What is wrong with a spreadsheet: the code of a rule, the place, and the words for the rule's sentence.

    Row or column 0: the fault is of the whole sheet, row or column; without a sheet's name, of the file.
    """

    code: str
    sheet: str = ""
    row: int = 0
    column: int = 0
    values: dict[str, str] = field(default_factory=dict)


class UnreadableSheetError(Exception):
    """A file that is no spreadsheet that can be read: the code of a rule and its words."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.fault = SheetFault(code, values=values)

    @classmethod
    def of_kind(cls, what: Text) -> "UnreadableSheetError":
        """A file of another kind."""
        return cls("S01", what=what.zh, what_en=what.en)


def letters(column: int) -> str:
    """A column's letters: 1 is A, 27 is AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def address(row: int, column: int) -> str:
    """A cell's address, such as `D17`; of a whole row `17`, of a whole column `D`."""
    return f"{letters(column)}{row or ''}"
