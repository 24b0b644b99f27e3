"""`datapackage.json` (Frictionless Data Package, v1 and v2): every file with its columns, types, keys, size and checksum."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from registry.core.text import Text
from registry.render.site.bulk.facts import Facts
from registry.render.site.bulk.tables import Column, Table

if TYPE_CHECKING:
    from registry.render.site.bulk.downloads import Download

NAME = "edu-app-registry"
TITLE = Text("教育移动应用备案登记", "Registry of educational mobile apps")
USES_SCHEMA = "uses.schema.json"
"""Columns of the files of uses: one description for some thirty files."""
LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}


def package(files: "Iterable[tuple[Download, Facts]]") -> dict[str, Any]:
    """The whole description. It names no day and no commit: those stand in `api/v1/index.json`."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": NAME,
        "title": TITLE.both(),
        "licenses": [LICENCE],
        "resources": [_resource(file, facts) for file, facts in files],
    }


def _resource(file: "Download", facts: Facts) -> dict[str, Any]:
    stem, _, ending = file.name.partition(".")
    found: dict[str, Any] = {
        "name": f"{stem}-{ending.removesuffix('.gz').replace('.', '-')}",
        "path": file.name,
        "title": file.title.both(),
        "format": ending.removesuffix(".gz"),
        "mediatype": file.media_type,
        "bytes": facts.size,
        "hash": f"sha256:{facts.sha256}",
        "type": "file",
    }
    if ending.endswith(".gz"):
        found["compression"] = "gz"
    if file.table is not None and ending.startswith("csv"):
        own = USES_SCHEMA if file.table.name.startswith("uses-") else schema(file.table)
        found |= {
            "type": "table",
            "encoding": "utf-8-sig",
            "dialect": {"lineTerminator": "\r\n"},
            "schema": own,
        }
    return found


def schema(table: Table) -> dict[str, Any]:
    """The columns of a table as a Table Schema."""
    keys = [
        {"fields": [column], "reference": {"resource": f"{other}-csv", "fields": [there]}}
        for column, other, there in table.refers
    ]
    return {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        **({"foreignKeys": keys} if keys else {}),
    }


def _field(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, "title": column.title.both(), "type": column.kind}
    if column.kind == "datetime":
        found["format"] = "%Y-%m-%dT%H:%M:%S%z"
    constraints: dict[str, Any] = {"required": True} if column.needed else {}
    return found | ({"constraints": constraints} if constraints else {})
