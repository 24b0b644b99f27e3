"""A finding at its cell."""

from dataclasses import dataclass

from registry.core.finding import Finding
from registry.core.sheet.columns import Column


@dataclass(frozen=True, slots=True)
class CellFinding:
    """A finding with its sheet, row and column, the column's field if it is one of ours, and what stands in the cell.

    Row or column 0: it is about the whole sheet, row or column; without a sheet, about the file, or, where `finding.path` names one, about
    a filing that exists and says it already.
    """

    finding: Finding
    sheet: str = ""
    row: int = 0
    column: int = 0
    field: Column | None = None
    value: str = ""
