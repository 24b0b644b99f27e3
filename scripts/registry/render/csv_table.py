"""Rows as CSV that opens in a spreadsheet: UTF-8 with its mark, and no cell that would be taken for a formula."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

PLAIN_ROWS = 5_000
"""Tables of more rows are published compressed (docs/decisions/0083-what-a-country-may-weigh.md)."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings that a spreadsheet takes for a formula, or strips until one is left (OWASP: CSV injection; full-width twins are folded by some)."""


def inert(text: str) -> str:
    """A text that no spreadsheet runs: with an apostrophe before what begins like a formula, also after a space of any kind."""
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text


def cell(value: object) -> object:
    """A value as it stands in a cell: what a spreadsheet would run is quoted; numbers stay numbers."""
    return inert(value) if isinstance(value, str) else value


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """A table with a head; a value that is not there is an empty cell."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(row.get(column, "")) for column in columns])
    return b"\xef\xbb\xbf" + out.getvalue().encode()
