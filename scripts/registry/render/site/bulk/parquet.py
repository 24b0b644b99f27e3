"""A table as Parquet: typed, compressed, deterministic, made in memory (docs/decisions/0063-parquet-by-arro3.md)."""

import io
from datetime import date, datetime

from arro3.core import Array, DataType, Field, Schema
from arro3.core import Table as ArrowTable
from arro3.io import write_parquet

from registry.render.site.bulk.tables import Column, Table, Value
from registry.render.site.records import Records

COMPRESSION = "zstd(6)"

_EPOCH = date(1970, 1, 1)
_KINDS = {
    "string": DataType.utf8(),
    "integer": DataType.int64(),
    "boolean": DataType.bool(),
    "date": DataType.date32(),
    "datetime": DataType.timestamp("ms", tz="+08:00"),
}


def as_parquet(table: Table, records: Records) -> bytes:
    """The whole table, with all its columns; days are DATE, instants TIMESTAMP at +08:00, a missing value is null."""
    rows = list(table.rows(records))
    made = ArrowTable.from_arrays(
        [_array(column, [column.value(row) for row in rows]) for column in table.columns],
        schema=Schema(
            [Field(column.name, _KINDS[column.kind], nullable=not column.needed) for column in table.columns]
        ),
    )
    out = io.BytesIO()
    write_parquet(made, out, compression=COMPRESSION)
    return out.getvalue()


def _array(column: Column, values: list[Value]) -> Array:
    if column.kind == "date":
        days = [None if value is None else (date.fromisoformat(str(value)) - _EPOCH).days for value in values]
        return Array(days, type=DataType.int32()).cast(_KINDS["date"])
    if column.kind == "datetime":
        instants = [
            None if value is None else 1000 * int(datetime.fromisoformat(str(value)).timestamp())
            for value in values
        ]
        return Array(instants, type=DataType.int64()).cast(_KINDS["datetime"])
    return Array(values, type=_KINDS[column.kind])
