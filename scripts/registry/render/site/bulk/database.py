"""The tables as one SQLite database, made in memory: the same records give the same bytes (with the same SQLite)."""

import sqlite3
from collections.abc import Iterator

from registry.core.codes import EVERY_CODE
from registry.render.site.bulk.tables import TABLES, Column, Table, Value
from registry.render.site.records import Records

PAGE_SIZE = 4096
APPLICATION_ID = 0x45415052
"""`EAPR`: tells the file from other databases."""
SCHEMA = 1
"""`user_version`: grows with the columns."""

_TYPES = {"string": "TEXT", "date": "TEXT", "datetime": "TEXT", "integer": "INTEGER", "boolean": "INTEGER"}
_LOOKED_UP = {
    "apps": ("uscc", "android_package", "ios_bundle"),
    "decisions": ("number", "uscc"),
    "blacklist": ("uscc",),
}


def as_sqlite(records: Records) -> bytes:
    """The database: one table each, and `codes` with the words of every code. Labels are left to it."""
    database = sqlite3.connect(":memory:", isolation_level=None)
    try:
        database.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {SCHEMA}")
        database.execute("BEGIN")
        for table in TABLES:
            _fill(database, table, records)
        database.execute(
            "CREATE TABLE codes (list TEXT NOT NULL, code TEXT NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL, PRIMARY KEY (list, code)) WITHOUT ROWID"
        )
        database.executemany("INSERT INTO codes VALUES (?, ?, ?, ?)", _codes())
        database.execute("COMMIT")
        return database.serialize()
    finally:
        database.close()


def kept(table: Table) -> list[Column]:
    """The columns that the database holds."""
    return [column for column in table.columns if not column.label]


def _fill(database: sqlite3.Connection, table: Table, records: Records) -> None:
    columns = kept(table)
    declared = [
        f'"{column.name}" {_TYPES[column.kind]}{" NOT NULL" if column.needed else ""}' for column in columns
    ]
    declared.append(f"PRIMARY KEY ({', '.join(table.key)})")
    declared += [
        f'FOREIGN KEY ("{column}") REFERENCES {other} ("{there}")' for column, other, there in table.refers
    ]
    database.execute(f"CREATE TABLE {table.name} ({', '.join(declared)})")
    places = ", ".join("?" * len(columns))
    database.executemany(
        f"INSERT INTO {table.name} VALUES ({places})",  # noqa: S608 - names from our own tables only
        ([column.value(row) for column in columns] for row in table.rows(records)),
    )
    for column in _LOOKED_UP.get(table.name, ()):
        database.execute(f'CREATE INDEX {table.name}_{column} ON {table.name} ("{column}")')


def _codes() -> Iterator[tuple[Value, ...]]:
    for codes in EVERY_CODE:
        for code in codes:
            yield codes.__name__, code.value, code.label.zh, code.label.en
