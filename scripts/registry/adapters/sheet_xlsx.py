"""Excel workbooks, read by openpyxl row by row; formulas stay formulas, and sizes are bounded before anything is unpacked."""

import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError, iterparse
from zipfile import BadZipFile, ZipFile

from registry.core.sheet.cells import Block, Cell, CellKind, Sheet, UnreadableSheetError
from registry.core.sheet.rows import MOST_ROWS
from registry.core.sheet.values import trimmed
from registry.core.text import Text, shown

MOST_COLUMNS = 200
MOST_SHEETS = 50
LARGEST_UNPACKED = 128 * 1024 * 1024
LARGEST_TEXTS = 32 * 1024 * 1024
"""Of the part with all texts, which is held in memory as a whole."""
MOST_PARTS = 2_000
MOST_CELLS = 20_000_000
"""Also empty ones, to the left of the last one of each row."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"


def refuse_bombs(archive: ZipFile) -> None:
    """Raises UnreadableSheetError for what would be too large unpacked, is encrypted, or declares entities."""
    parts = archive.infolist()
    size = sum(part.file_size for part in parts)
    texts = sum(part.file_size for part in parts if part.filename.endswith("sharedStrings.xml"))
    if size > LARGEST_UNPACKED or texts > LARGEST_TEXTS or len(parts) > MOST_PARTS:
        limit = f"{LARGEST_UNPACKED // 1024 // 1024} MB"
        raise UnreadableSheetError("S02", what="解压后的内容", what_en="what it unpacks to", limit=limit)
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableSheetError.of_kind(Text("加了密码的工作簿", "a workbook with a password"))
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as file:
                if b"<!DOCTYPE" in file.read(4096):
                    raise UnreadableSheetError("S03", problem="DOCTYPE")


def read(content: bytes) -> list[Sheet]:
    """The sheets of a workbook that `refuse_bombs` let through. Raises UnreadableSheetError."""
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on parts that openpyxl leaves out: none of them is a cell
            book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
            try:
                if len(book.worksheets) > MOST_SHEETS:
                    raise UnreadableSheetError(
                        "S02", what="工作表", what_en="its sheets", limit=str(MOST_SHEETS)
                    )
                return [_sheet(one, content) for one in book.worksheets]
            finally:
                book.close()
    except UnreadableSheetError:
        raise
    except (
        ArithmeticError, AssertionError, AttributeError, BadZipFile, LookupError, MemoryError, OSError, ParseError, TypeError, ValueError,
        NotImplementedError,
    ) as error:  # whatever a damaged part makes of openpyxl  # fmt: skip
        raise UnreadableSheetError("S03", problem=shown(error) or type(error).__name__) from error


def _sheet(worksheet: Any, content: bytes) -> Sheet:
    sheet = Sheet(worksheet.title, hidden=worksheet.sheet_state != "visible")
    worksheet.reset_dimensions()  # what a file says about its own size is not believed
    seen = 0
    for row in worksheet.iter_rows():
        seen += len(row)
        if seen > MOST_CELLS:
            raise UnreadableSheetError("S02", what="单元格", what_en="its cells", limit=str(MOST_CELLS))
        cells = {cell.column: cell for one in row[:MOST_COLUMNS] if (cell := _cell(one)) is not None}
        if cells:
            number = next(iter(cells.values())).row
            sheet.rows[number] = cells
            if len(sheet.rows) > MOST_ROWS:
                raise UnreadableSheetError("S02", what="行数", what_en="its rows", limit=str(MOST_ROWS))
    with ZipFile(BytesIO(content)) as archive, archive.open(worksheet._worksheet_path) as part:
        _take_layout(sheet, part)
    return sheet


def _cell(found: Any) -> Cell | None:
    """A cell with something in it."""
    value = found.value
    if value is None:
        return None
    kind, text = _content(found.data_type, value)
    return Cell(found.row, found.column, kind, text) if kind is not CellKind.text or trimmed(text) else None


def _content(data_type: str, value: Any) -> tuple[CellKind, str]:
    if data_type == "f":
        return CellKind.formula, str(getattr(value, "text", value))
    if data_type == "e":
        return CellKind.error, str(value)
    if isinstance(value, bool):
        return CellKind.truth, str(value).upper()
    if isinstance(value, datetime):
        whole = value.time() == time()
        return CellKind.day, value.date().isoformat() if whole else value.isoformat(" ")
    if isinstance(value, date | time):
        return CellKind.day, value.isoformat()
    if isinstance(value, int | float):
        return CellKind.number, _number(value)
    return CellKind.text, str(value)


def _number(value: float) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return str(value)


def _take_layout(sheet: Sheet, part: Any) -> None:
    """Joined and hidden cells, which openpyxl does not tell of a sheet that it reads row by row."""
    for name, attributes in _elements(part):
        if name == "mergeCell":
            sheet.joined.append(_block(attributes.get("ref", "")))
        elif name == "row" and _is_on(attributes.get("hidden")):
            sheet.hidden_rows.add(int(attributes.get("r", 0)))
        elif name == "col" and _is_on(attributes.get("hidden")):
            first, last = int(attributes["min"]), int(attributes["max"])
            sheet.hidden_columns |= set(range(first, min(last, MOST_COLUMNS) + 1))


def _elements(part: Any) -> Iterator[tuple[str, dict[str, str]]]:
    """Name and attributes of every element that opens; what is done with is given up, so that memory stays."""
    open_elements: list[Any] = []
    # The parser bounds what entities unfold to, and `refuse_bombs` lets none through.
    for event, element in iterparse(part, ("start", "end")):  # noqa: S314
        if event == "start":
            open_elements.append(element)
            yield element.tag.removeprefix(_MAIN).removeprefix(_STRICT), element.attrib
        else:
            open_elements.pop()
            if open_elements:
                open_elements[-1].remove(element)


def _block(reference: str) -> Block:
    from openpyxl.utils.cell import range_boundaries

    first_column, first_row, last_column, last_row = range_boundaries(reference)
    return Block(first_row or 1, first_column or 1, last_row or 1, last_column or 1)


def _is_on(text: str | None) -> bool:
    return text in ("1", "true")
