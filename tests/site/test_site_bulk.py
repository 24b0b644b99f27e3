"""The downloads, opened by libraries that are not ours: csv, sqlite3, DuckDB, Frictionless, gzip."""

import csv
import gzip
import hashlib
import io
import json
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from jsonschema import Draft202012Validator

from registry.core.codes import EVERY_CODE
from registry.render.csv_table import inert
from registry.render.site import api, reports
from registry.render.site.api.openapi import openapi
from registry.render.site.assemble import records_of
from registry.render.site.bulk.csv_file import as_csv
from registry.render.site.bulk.database import as_sqlite
from registry.render.site.bulk.downloads import Downloads
from registry.render.site.bulk.parquet import as_parquet
from registry.render.site.bulk.tables import APPS, BLACKLIST, DECISIONS, PROVIDERS, TABLES, Table
from registry.render.site.records import Records
from tests.site.conftest import Site
from tests.site.site_sample import BEIJING, SICHUAN, snapshot
from tests.site.test_site_pages import BARE


@pytest.fixture(scope="module")
def records() -> Records:
    """The sample as records."""
    return records_of(snapshot())


@pytest.fixture
def database(records: Records) -> Iterator[sqlite3.Connection]:
    """The database, opened."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(as_sqlite(records))
    yield connection
    connection.close()


def _read(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def _folder(site: Site) -> Path:
    return site.folder / "data"


def test_apps_as_csv(site: Site) -> None:
    rows = _read((_folder(site) / "apps.csv").read_bytes())
    assert [row["number"] for row in rows] == [
        "教APP备0000017号", "教APP备1190001号", "教APP备1190002号",
        "教APP备5190001号", "教APP备5190002号", "教APP备5190003号", "教APP备5190004号",
    ]  # fmt: skip
    row = rows[4]
    assert (row["status"], row["status_zh"], row["since"]) == ("revoked", "已撤销", "2026-01-12")
    assert (row["name"], row["provider"], row["uscc"], row["authority"]) == (
        "锦里题库",
        "成都锦里课堂网络有限公司",
        SICHUAN,
        "sichuan",
    )
    assert (row["stages"], row["stages_zh"]) == ("primary;junior_secondary", "小学；初中")
    assert (row["ads"], row["ugc"], row["confirmed_uses"]) == ("false", "true", "0")
    assert rows[0]["android_package"] == ""
    assert rows[0]["mini_program"] == "wxfea0b562b1e333d7"


def test_providers_blacklist_and_decisions_as_csv(site: Site) -> None:
    providers = {row["uscc"]: row for row in _read((_folder(site) / "providers.csv").read_bytes())}
    assert (
        providers[SICHUAN]["apps"],
        providers[SICHUAN]["apps_in_force"],
        providers[SICHUAN]["barred_until"],
    ) == ("3", "1", "2026-07-12")
    assert providers[BEIJING]["barred_until"] == ""
    listed = _read((_folder(site) / "blacklist.csv").read_bytes())
    assert [
        (row["uscc"], row["current"], row["level"], row["bar_ends"], row["lifted_on"]) for row in listed
    ] == [
        (SICHUAN, "true", "black", "2026-07-12", ""),
        (BEIJING, "false", "grey", "2024-09-01", "2024-08-01"),
    ]
    decisions = _read((_folder(site) / "decisions.csv").read_bytes())
    assert len(decisions) == 11
    assert [row["at"] for row in decisions] == sorted(row["at"] for row in decisions)
    assert [row["number"] for row in decisions if row["event"] == "changed"] == [""]


def test_texts_are_quoted_so_that_no_program_takes_a_code_for_a_number(site: Site) -> None:
    line = (_folder(site) / "apps.csv").read_text(encoding="utf-8-sig").splitlines()[2]
    assert '"1458305565"' in line
    assert ',"false",' in line
    assert ",2,0," in line


def test_uses_are_a_file_for_each_authority(site: Site) -> None:
    files = sorted(path.name for path in _folder(site).glob("uses-*"))
    assert files == ["uses-beijing.csv.gz", "uses-sichuan.csv.gz"]
    rows = _read(gzip.decompress((_folder(site) / "uses-beijing.csv.gz").read_bytes()))
    assert [
        (row["institution"], row["number"], row["own_app"], row["state"], row["since"]) for row in rows
    ] == [
        ("海淀示例小学", "教APP备1190001号", "", "confirmed", "2026-02-12"),
        ("海淀示例小学", "", "校内通", "confirmed", "2026-02-12"),
    ]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_csv_sqlite_and_parquet_hold_the_same(
    table: Table, records: Records, database: sqlite3.Connection
) -> None:
    rows = _read(as_csv(table, records))
    kept = [column for column in table.columns if not column.label]
    names = ", ".join(f'"{column.name}"' for column in kept)
    from_sqlite = {
        tuple(_text(value, column.kind) for value, column in zip(row, kept, strict=True))
        for row in database.execute(f"SELECT {names} FROM {table.name}")
    }
    assert from_sqlite == {tuple(row[column.name] for column in kept) for row in rows}
    from_parquet = _parquet(as_parquet(table, records))
    assert [{name: _text(value, "") for name, value in row.items()} for row in from_parquet] == rows
    assert rows


def _text(value: object, kind: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or kind == "boolean":
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)


def _parquet(content: bytes) -> list[dict[str, Any]]:
    with tempfile.NamedTemporaryFile(suffix=".parquet") as file, duckdb.connect() as connection:
        file.write(content)
        file.flush()
        connection.execute("SET TimeZone = 'Asia/Shanghai'")
        found = connection.execute("SELECT * FROM read_parquet(?)", [file.name])
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_parquet_has_types(records: Records) -> None:
    first = _parquet(as_parquet(APPS, records))[0]
    assert first["since"] == date(2026, 1, 30)
    assert (first["ads"], first["confirmed_uses"], first["android_package"]) == (False, 0, None)
    decided = _parquet(as_parquet(DECISIONS, records))[0]
    assert decided["at"].isoformat() == "2025-10-08T12:00:01+08:00"


def test_parquet_says_which_columns_are_always_there(records: Records) -> None:
    with tempfile.NamedTemporaryFile(suffix=".parquet") as file, duckdb.connect() as connection:
        file.write(as_parquet(APPS, records))
        file.flush()
        found = connection.execute(
            "SELECT name, repetition_type FROM parquet_schema(?)", [file.name]
        ).fetchall()
    told = {column.name: "REQUIRED" if column.needed else "OPTIONAL" for column in APPS.columns}
    assert {name: kind for name, kind in found if name in told} == told


def test_the_database_holds_codes_and_leaves_labels_to_their_table(database: sqlite3.Connection) -> None:
    for table in TABLES:
        names = [row[1] for row in database.execute(f"PRAGMA table_info({table.name})")]
        assert names == [column.name for column in table.columns if not column.label]
    assert "status_zh" not in {row[1] for row in database.execute("PRAGMA table_info(apps)")}


def test_the_database_refers_and_explains_its_codes(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA application_id").fetchone() == (0x45415052,)
    joined = database.execute(
        "SELECT a.name, p.name, c.zh, c.en FROM apps a JOIN providers p USING (uscc) "
        "JOIN codes c ON c.list = 'ProviderStatus' AND c.code = a.status WHERE a.number = '教APP备5190002号'"
    ).fetchall()
    assert joined == [("锦里题库", "成都锦里课堂网络有限公司", "已撤销", "Revoked")]
    assert database.execute("SELECT count(*) FROM codes").fetchone() == (
        sum(len(codes) for codes in EVERY_CODE),
    )
    plan = database.execute("EXPLAIN QUERY PLAN SELECT * FROM apps WHERE android_package = 'x'").fetchall()
    assert "USING INDEX apps_android_package" in plan[0][3]


def test_full_records_are_those_of_the_api(records: Records) -> None:
    file = next(file for file in Downloads(records).files if file.name == "apps.ndjson.gz")
    lines = [json.loads(line) for line in gzip.decompress(file.make()).splitlines()]
    blocks = [
        json.loads(gzip.decompress(content))["result"]
        for path, content in api.files(records)
        if path.startswith("api/v1/app/")
    ]
    assert {line["number"]: line for line in lines} == {
        record["number"]: record for block in blocks for record in block.values()
    }
    document = openapi()
    schema = {"$ref": "#/components/schemas/FullRecord", "components": document["components"]}
    for line in lines:
        Draft202012Validator(schema).validate(line)


FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "  =1",
    "\u3000＝1",
    "\n=1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_begins_like_a_formula(text: str, records: Records) -> None:
    first = records.apps[0]
    hostile = replace(
        first, app=first.app.model_copy(update={"name": text, "description": f'{text}",=cmd()'})
    )
    (row,) = _read(as_csv(APPS, replace(records, apps=(hostile,))))
    assert (row["name"], row["description"]) == (f"'{text}", f"'{text}\",=cmd()")


@pytest.mark.parametrize("text", ["锦里-题库", "a=b", "1+1", "'=1", "", "京ICP备1号-1"])
def test_an_ordinary_text_is_not_touched(text: str) -> None:
    assert inert(text) == text


def test_an_instant_or_a_negative_number_of_ours_is_not_taken_for_a_formula(records: Records) -> None:
    for table in TABLES:
        for row in _read(as_csv(table, records)):
            assert not [value for value in row.values() if value.startswith("'")]


def test_a_breach_in_quotes_and_lines_comes_back_whole(records: Records) -> None:
    first = records.apps[0]
    text = 'a "quoted", b;\r\nc\u2028d'
    hostile = replace(first, app=first.app.model_copy(update={"description": text}))
    (row,) = _read(as_csv(APPS, replace(records, apps=(hostile,))))
    assert row["description"] == text


def test_the_same_records_give_the_same_bytes(records: Records) -> None:
    first = {piece.path: piece.make() for piece in Downloads(records).pieces()}
    second = {piece.path: piece.make() for piece in Downloads(records_of(snapshot())).pieces()}
    assert first == second


def test_what_is_packed_knows_no_time(site: Site) -> None:
    for path in _folder(site).glob("*.gz"):
        assert path.read_bytes()[4:8] == bytes(4), path


def test_a_case_that_put_nobody_on_a_list_is_not_in_the_table_of_lists(records: Records) -> None:
    first = records.cases[0]
    circular = replace(first, case=first.case.model_copy(update={"measures": None}))
    assert list(BLACKLIST.rows(replace(records, cases=(circular, first)))) == [first]


def test_the_order_in_which_files_are_made_does_not_matter(records: Records) -> None:
    def made(backwards: bool) -> dict[str, bytes]:
        pieces = list(Downloads(records).pieces())
        return {piece.path: piece.make() for piece in (reversed(pieces) if backwards else pieces)}

    assert made(backwards=True) == made(backwards=False)


def test_checksums_and_sizes_are_true(site: Site) -> None:
    folder = _folder(site)
    package = json.loads((folder / "datapackage.json").read_bytes())
    sums = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
    told = {resource["path"]: resource for resource in package["resources"]}
    assert sums.keys() == told.keys()
    for name, resource in told.items():
        content = (folder / name).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}" == f"sha256:{sums[name]}"
    unnamed = {path.name for path in folder.iterdir()} - sums.keys()
    assert unnamed == {"SHA256SUMS", "datapackage.json", "uses.schema.json", "index.html"}


def test_frictionless_accepts_the_package_and_every_row(site: Site) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "frictionless", "validate", "datapackage.json", "--json"],
        cwd=_folder(site), capture_output=True, check=False,
    )  # fmt: skip
    report = json.loads(done.stdout)
    assert report["valid"], json.dumps(report, ensure_ascii=False)[:2000]
    tables = [task["name"] for task in report["tasks"] if task["type"] == "table"]
    assert sorted(tables) == [
        "apps-csv", "blacklist-csv", "decisions-csv", "providers-csv", "uses-beijing-csv", "uses-sichuan-csv",
    ]  # fmt: skip


def test_every_column_is_told_in_both_languages_and_no_table_repeats_a_name() -> None:
    for table in TABLES:
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert set(table.key) <= set(names)
        for column in table.columns:
            assert column.title.zh
            assert column.title.en
    assert {table.name for table in TABLES} == {"apps", "providers", "blacklist", "decisions"}
    assert (PROVIDERS.key, BLACKLIST.key) == (("uscc",), ("source",))


def test_long_tables_are_compressed_and_still_what_they_were(
    records: Records, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plain = {piece.path: piece.make() for piece in Downloads(records).pieces()}
    monkeypatch.setattr("registry.render.site.bulk.downloads.PLAIN_ROWS", len(records.providers))
    made = {piece.path: piece.make() for piece in Downloads(records).pieces()}
    assert {"data/providers.csv", "data/apps.csv.gz", "data/decisions.csv.gz"} <= made.keys()
    assert not {"data/apps.csv", "data/decisions.csv"} & made.keys()
    assert gzip.decompress(made["data/apps.csv.gz"]) == plain["data/apps.csv"]
    for path, content in made.items():
        (tmp_path / path.removeprefix("data/")).write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "frictionless", "validate", "datapackage.json", "--json"],
        cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip
    report = json.loads(done.stdout)
    assert report["valid"], json.dumps(report, ensure_ascii=False)[:2000]


def test_a_long_list_of_a_report_is_compressed_and_its_page_leads_to_it(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registry.render.site.reports.PLAIN_ROWS", 3)
    made = {piece.path: piece.make() for piece in reports.pieces(records, BARE)}
    assert "stats/2026-q1-decisions.csv" not in made
    assert gzip.decompress(made["stats/2026-q1-decisions.csv.gz"]).count(b"\r\n") == 8
    assert b'href="2026-q1-decisions.csv.gz"' in made["stats/2026-q1.html"]
