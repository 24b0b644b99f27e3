"""A table as CSV (RFC 4180): UTF-8 with a byte order mark, so that Excel reads the Chinese, and no cell that a spreadsheet would run."""

import csv
import io

from registry.render.csv_table import inert
from registry.render.site.bulk.tables import Table, Value
from registry.render.site.records import Records


def as_csv(table: Table, records: Records) -> bytes:
    """The whole table; every text is quoted, numbers and truth values are not, a missing value is an empty cell."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows(records):
        writer.writerow([_cell(column.value(row)) for column in table.columns])
    return out.getvalue().encode()


def _cell(value: Value) -> str | int:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return value
    return inert(value or "")
