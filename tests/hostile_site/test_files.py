"""Every other file: it is what its ending says, read by libraries that are not ours, and no program that opens it runs anything of it."""

import csv
import gzip
import io
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb
import icalendar
import pytest
from lxml import etree

from tests.hostile_site.conftest import Published
from tests.hostile_site.strictly import strictly

FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_XML = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_KNOWN = {
    "atom", "css", "csv", "gz", "html", "ics", "js", "json", "parquet", "svg", "txt", "xlsx", "xml", "SHA256SUMS", "registry-site",
}  # fmt: skip
_CUT = (".json", ".json.gz")
"""How many of these there are follows from identifiers and codes, which differ between the two."""


def _files(given: Published, *endings: str) -> Iterator[Path]:
    found = [file for file in sorted(given.site.folder.rglob("*")) if file.name.endswith(endings)]
    assert found
    yield from found


def test_there_is_no_kind_of_file_that_is_not_looked_at(hostile: Published, harmless: Published) -> None:
    """And no text of a filing names a file."""
    for file in hostile.site.folder.rglob("*"):
        path = file.relative_to(hostile.site.folder).as_posix()
        assert re.fullmatch(r"[A-Za-z0-9._/-]+", path), path
        assert file.is_dir() or path.rpartition(".")[2].rpartition("/")[2] in _KNOWN, path
    written, plain = (
        Counter(file.suffix for file in given.site.folder.rglob("*") if not file.name.endswith(_CUT))
        for given in (hostile, harmless)
    )
    assert written == plain
    for ending in ("*.css", "*.js"):
        own = {file.name: file.read_bytes() for file in harmless.site.folder.rglob(ending)}
        assert {file.name: file.read_bytes() for file in hostile.site.folder.rglob(ending)} == own


def test_spreadsheets_to_fill_in_hold_no_text_of_a_filing(hostile: Published, harmless: Published) -> None:
    for file in _files(hostile, ".xlsx"):
        twin = harmless.site.folder / file.relative_to(hostile.site.folder)
        assert file.read_bytes() == twin.read_bytes()


def test_json_is_strict(hostile: Published) -> None:
    files = 0
    for file in _files(hostile, ".json", ".json.gz"):
        content = file.read_bytes()
        strictly((gzip.decompress(content) if file.suffix == ".gz" else content).decode())
        files += 1
    lines = gzip.decompress((hostile.site.folder / "data/apps.ndjson.gz").read_bytes()).decode()
    assert len([strictly(line) for line in lines.split("\n")[:-1]]) == 536
    assert files >= 700


@pytest.mark.parametrize(
    ("text", "why"), [('{"a":1,"a":2}', "twice"), ('["\\ud800"]', "surrogates"), ("[NaN]", "no JSON")]
)
def test_what_is_not_strict_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        strictly(text)


def test_feeds_pictures_and_maps_are_well_formed(hostile: Published, harmless: Published) -> None:
    """With the elements of the twin's; a feed says that its texts are texts; a picture holds nothing that acts."""
    pictures = 0
    for file in _files(hostile, ".svg", ".atom", ".xml"):
        path = file.relative_to(hostile.site.folder)
        root = etree.fromstring(file.read_bytes(), _XML)
        twin = etree.fromstring((harmless.site.folder / path).read_bytes(), _XML)
        assert root.getroottree().docinfo.internalDTD is None
        assert _kinds(root) == _kinds(twin), path
        for node in root.iter():
            assert isinstance(node.tag, str), path
            assert etree.QName(node).localname not in {"script", "foreignObject", "a", "image", "use"}, path
            assert node.get("type") in {None, "text", "text/html", "application/atom+xml"}, path
            for name, value in node.attrib.items():
                assert not str(name).lower().startswith("on"), path
                assert not re.match(r"\s*(?:javascript|data|vbscript):", str(value), re.I), path
        pictures += file.suffix == ".svg"
    assert pictures >= 536


def _kinds(root: etree._Element) -> Counter[tuple[str, ...]]:
    return Counter((str(node.tag), *sorted(map(str, node.attrib))) for node in root.iter())


def test_json_feeds_hold_texts_only(hostile: Published) -> None:
    for file in (hostile.site.folder / "feeds").glob("*.json"):
        items = json.loads(file.read_text(encoding="utf-8"))["items"]
        assert items
        for item in items:
            assert "content_html" not in item
            assert item["content_text"]
            assert not {"url", "external_url"} & item.keys() or item["url"].startswith(
                "https://registry.example.cn/apps/"
            )


def _tables(given: Published) -> Iterator[tuple[str, str]]:
    for file in _files(given, ".csv"):
        yield file.name, file.read_text(encoding="utf-8-sig")
    for file in _files(given, ".csv.gz"):
        yield file.name, gzip.decompress(file.read_bytes()).decode("utf-8-sig")


def test_no_cell_of_a_table_is_a_formula(hostile: Published) -> None:
    """Neither at once, nor after a program has taken off the space before it."""
    cells, quoted = 0, 0
    for name, text in _tables(hostile):
        head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        for row in rows:
            assert len(row) == len(head), name
            for cell in row:
                if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", cell):
                    continue
                assert not cell.startswith(FORMULA), (name, cell)
                assert not cell.strip().startswith(FORMULA), (name, cell)
                cells += 1
                quoted += cell.startswith("'")
    assert cells >= 15_000
    assert quoted >= 40


def test_calendars_hold_dates_and_nothing_else(hostile: Published, harmless: Published) -> None:
    for file in _files(hostile, ".ics"):
        content = file.read_bytes()
        for line in content.split(b"\r\n"):
            assert len(line) <= 75
            assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)
        read, twin = (
            icalendar.Calendar.from_ical(found)
            for found in (content, (harmless.site.folder / "calendar" / file.name).read_bytes())
        )
        assert not read.errors
        assert [(part.name, sorted(part)) for part in read.walk()] == [
            (part.name, sorted(part)) for part in twin.walk()
        ]
        assert not [
            part for part in read.walk() if part.name not in {"VCALENDAR", "VEVENT"} or "ATTACH" in part
        ]


def test_databases_hold_every_text_as_it_is(hostile: Published, tmp_path: Path) -> None:
    said = sorted(
        next(
            one for one in hostile.snapshot.providers[standing.path].content.apps if one.id == standing.item
        ).name
        for standing in hostile.snapshot.replay.apps.values()
    )
    folder = hostile.site.folder / "data"
    unpacked = tmp_path / "registry.sqlite"
    unpacked.write_bytes(gzip.decompress((folder / "registry.sqlite.gz").read_bytes()))
    with sqlite3.connect(unpacked) as database:
        assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert sorted(name for (name,) in database.execute("select name from apps")) == said
    database.close()
    with duckdb.connect() as reader:
        found = reader.execute("select name from read_parquet(?)", [str(folder / "apps.parquet")]).fetchall()
        for file in folder.glob("*.parquet"):
            assert reader.execute("select count(*) from read_parquet(?)", [str(file)]).fetchall()[0][0] > 0
    assert sorted(name for (name,) in found) == said
