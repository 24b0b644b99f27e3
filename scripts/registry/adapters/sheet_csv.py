"""CSV as people save it: UTF-8, GB18030 or UTF-16; comma, semicolon or tab."""

import csv
from io import StringIO

from registry.core.sheet.cells import Cell, CellKind, Sheet, UnreadableSheetError
from registry.core.sheet.rows import MOST_ROWS
from registry.core.sheet.values import trimmed
from registry.core.text import Text, shown

MOST_COLUMNS = 200
_LONGEST_CELL = 1 << 20
_LINES_LOOKED_AT = 30


def read(content: bytes) -> Sheet:
    """The one sheet of a CSV file; all of its cells are text. Raises UnreadableSheetError."""
    text = _text(content)
    sheet = Sheet("CSV")
    csv.field_size_limit(_LONGEST_CELL)
    try:
        for number, row in enumerate(
            csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text)), start=1
        ):
            cells = {
                place: Cell(number, place, CellKind.text, value)
                for place, value in enumerate(row[:MOST_COLUMNS], start=1)
                if trimmed(value)
            }
            if cells:
                sheet.rows[number] = cells
                if len(sheet.rows) > MOST_ROWS:
                    raise UnreadableSheetError("S02", what="行数", what_en="its rows", limit=str(MOST_ROWS))
    except csv.Error as error:
        raise UnreadableSheetError("S03", problem=shown(error)) from error
    return sheet


def _text(content: bytes) -> str:
    """The text, by its byte order mark; without one UTF-8 if it is, else GB18030, which Excel in China writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableSheetError.of_kind(Text("无法识别编码的文件", "a file in no known encoding"))


def _delimiter(text: str) -> str:
    """Of comma, semicolon and tab the one that the first lines hold most often, outside of quotes."""
    start = "\n".join(text.split("\n", _LINES_LOOKED_AT)[:_LINES_LOOKED_AT])
    outside = "".join(start.split('"')[::2])
    return max(",;\t", key=outside.count)
