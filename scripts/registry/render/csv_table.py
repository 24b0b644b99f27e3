"""Rows as CSV that opens in a spreadsheet: UTF-8 with its mark, and no cell that would be taken for a formula."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value: object) -> object:
    """A value as it stands in a cell: what a spreadsheet would run is quoted; numbers stay numbers."""
    if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA):
        return f"'{value}"
    return value


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """A table with a head; a value that is not there is an empty cell."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(row.get(column, "")) for column in columns])
    return b"\xef\xbb\xbf" + out.getvalue().encode()
