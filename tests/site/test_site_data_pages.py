"""The pages of the open data and of the API, and the site map: what they say is so, and every link leads somewhere."""

import gzip
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from registry.core.codes import EVERY_CODE
from registry.render.site import changes, pages, sitemap
from registry.render.site.api.catalogue import CATALOGUE
from registry.render.site.api.openapi import openapi
from registry.render.site.assemble import records_of
from registry.render.site.bulk.downloads import Downloads
from registry.render.site.bulk.tables import TABLES
from registry.render.site.bulk.words import readable
from registry.render.site.deployment import Deployment
from registry.render.site.piece import Piece
from tests.site.conftest import Site
from tests.site.site_sample import snapshot
from tests.site.test_site_pages import BARE

PAGES = ("data/index.html", "en/data/index.html", "api/index.html", "en/api/index.html")


class _Page(HTMLParser):
    """Links, anchors and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"] or "")
        if given.get("id"):
            self.anchors.append(given["id"] or "")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("path", PAGES)
def test_every_link_leads_to_a_file_and_every_anchor_is_there_once(path: str, site: Site) -> None:
    page = _Page(site.text(path))
    assert len(page.anchors) == len(set(page.anchors))
    folder = (site.folder / path).parent
    for link in page.links:
        target, _, anchor = link.partition("#")
        if target:
            there = (folder / target).resolve()
            there = there / "index.html" if there.is_dir() else there
            assert there.is_file(), link
            if anchor:
                assert anchor in _Page(there.read_text(encoding="utf-8")).anchors, link
        elif anchor:
            assert anchor in page.anchors, link


@pytest.mark.parametrize("path", PAGES[:2])
def test_sizes_rows_and_checksums_on_the_page_are_those_of_the_files(path: str, site: Site) -> None:
    html = site.text(path)
    rows = re.findall(
        r'<th scope="row"><a href="[./]*(data/[^"]+)" download>.*?reg-hash">([0-9a-f]{64})</span></details></th><td>([^<]+)</td><td>(\d+)</td>',
        html,
    )
    assert len(rows) == len(Downloads(records_of(snapshot())).files) == 12
    for file, checksum, size, count in rows:
        content = (site.folder / file).read_bytes()
        assert checksum == hashlib.sha256(content).hexdigest()
        assert size == readable(len(content))
        if file.endswith(".csv"):
            assert int(count) == content.count(b"\r\n") - 1
    for table in TABLES:
        for column in table.columns:
            assert f"<code>{column.name}</code>" in html, column


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 B"), (999, "999 B"), (1000, "1.0 KB"), (12_345_678, "12.3 MB")]
)
def test_sizes_are_readable(size: int, words: str) -> None:
    assert readable(size) == words


@pytest.mark.parametrize("path", PAGES[:2])
def test_the_open_data_are_told_to_search_engines(path: str, site: Site) -> None:
    block = re.search(r"<script type=.?application/ld\+json.?>(.*?)</script>", site.text(path), re.S)
    assert block
    (found,) = json.loads(block[1])["@graph"]
    assert found["@type"] == "Dataset"
    folder = (site.folder / path).parent
    assert all((folder / one["contentUrl"]).resolve().is_file() for one in found["distribution"])


@pytest.mark.parametrize("path", PAGES[2:])
def test_the_api_page_tells_of_every_file_object_field_and_code(path: str, site: Site) -> None:
    page = _Page(site.text(path))
    words = "".join(page.words)
    for answer in CATALOGUE:
        assert answer.name in page.anchors
        assert f"/api/v1/{answer.path}" in words
    for name, schema in openapi()["components"]["schemas"].items():
        if name.endswith("File"):
            continue
        assert name in page.anchors, name
        for field in schema["properties"]:
            assert field in words, (name, field)
    described = [codes for codes in EVERY_CODE if codes.__name__ in page.anchors]
    assert len(described) > 20
    english = path.startswith("en/")
    for codes in described:
        for code in codes:
            assert (code.label.en if english else code.label.zh) in words


def test_the_pages_are_in_one_language_each(site: Site) -> None:
    assert "接口" not in "".join(_Page(site.text("en/api/index.html").partition("<article")[2]).words)
    assert "Filing number" not in "".join(_Page(site.text("api/index.html").partition("<article")[2]).words)


def test_examples_of_addresses_fit_their_own_patterns() -> None:
    for answer in CATALOGUE:
        if answer.parameter:
            assert re.search(answer.parameter.pattern, answer.parameter.example), answer.name


# --- The site map.

HERE = Deployment("https://registry.example.org/edu/")


def _map(by_hand: list[str], deployment: Deployment) -> dict[str, bytes]:
    return _unpacked(sitemap.pieces(records_of(snapshot()), by_hand, deployment))


def _unpacked(pieces: Iterable[Piece]) -> dict[str, bytes]:
    made = {piece.path: piece.make() for piece in pieces}
    return {path: gzip.decompress(text) if path.endswith(".gz") else text for path, text in made.items()}


def test_without_an_address_there_is_no_map(site: Site) -> None:
    assert site.paths(".xml") == []
    assert site.text("robots.txt") == "User-agent: *\nAllow: /\n"


def test_the_map_names_every_page_once_with_the_day_of_its_last_decision(site: Site) -> None:
    by_hand = [path for path in site.paths("index.html") if not path.startswith("blacklist")]
    made = _map([*by_hand, "404.html"], HERE)
    assert made["robots.txt"].endswith(b"Sitemap: https://registry.example.org/edu/sitemap.xml\n")
    name = f"{{{sitemap.NAMESPACE}}}"
    parts = [one.text for one in ElementTree.fromstring(made["sitemap.xml"]).iter(f"{name}loc")]
    assert parts == ["https://registry.example.org/edu/sitemap-1.xml.gz"]
    entries = {
        entry.findtext(f"{name}loc"): entry.findtext(f"{name}lastmod")
        for entry in ElementTree.fromstring(made["sitemap-1.xml.gz"])
    }
    assert entries["https://registry.example.org/edu/r/5190002.html"] == "2026-01-12"
    assert entries["https://registry.example.org/edu/"] is None
    assert entries["https://registry.example.org/edu/changes/2026-02.html"] == "2026-02-10"
    pages = {path for path in site.paths(".html") if not path.startswith("v/")} - {"404.html"}
    assert {f"https://registry.example.org/edu/{path.removesuffix('index.html')}" for path in pages} == set(
        entries
    )


def test_a_long_map_is_cut_into_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "LARGEST", 5)
    made = _map(["index.html"], HERE)
    sizes = [content.count(b"<loc>") for path, content in sorted(made.items()) if path.startswith("sitemap-")]
    assert sizes == [5] * 6
    assert made["sitemap.xml"].count(b"<loc>") == 6


def test_a_map_of_an_empty_registry_is_a_map() -> None:
    there = records_of(snapshot())
    records = replace(
        there,
        apps=(),
        providers=(),
        authorities=(),
        decisions=(),
        statistics=replace(there.statistics, reports=()),
    )
    made = _unpacked(sitemap.pieces(records, ["index.html"], HERE))
    assert made["sitemap-1.xml.gz"].count(b"<loc>") == 2


def test_every_page_of_a_long_list_is_in_the_map(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "ROWS_A_PAGE", 1)
    monkeypatch.setattr(changes, "ROWS_A_PAGE", 2)
    made = [*pages.pieces(records_of(snapshot()), BARE), *changes.pieces(records_of(snapshot()), BARE)]
    wanted = {one.path for one in made if one.path.startswith(("authority/", "changes/"))}
    assert {"authority/sichuan-2.html", "changes/2026-01-2.html"} <= wanted
    content = _map([], HERE)["sitemap-1.xml.gz"].decode()
    assert wanted <= set(re.findall("<loc>https://registry.example.org/edu/([^<]+)</loc>", content))
