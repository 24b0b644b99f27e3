"""The search against looking at every entry: what must be found is found, and nothing else is shown."""

import base64
import gzip
import json
import unicodedata
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from registry.render.site.search import files, numerals, postings
from registry.render.site.search.characters import readings_file
from registry.render.site.search.folding import folded, plainly
from registry.render.site.search.shards import shard_count, shard_of
from tests.site import search_sample
from tests.site.conftest import Site
from tests.site.search_sample import Query

WORDS = {"facets": {"apps": [], "institutions": []}, "meanings": {}, "first_demonstration_serial": 90001}

SERVE = """held => {
    window.fetched = [];
    window.fetch = async address => {
        const path = new URL(address).pathname.slice(1);
        window.fetched.push(path);
        const bytes = Uint8Array.from(atob(held[path] ?? ""), (letter) => letter.charCodeAt(0));
        return path in held ? new Response(bytes) : new Response(null, { status: 404 });
    };
}"""
ASK = """async queries => {
    const { searchApps, searchInstitutions } = await import("/assets/registry/finder.js");
    const answers = [];
    for (const [among, typed] of queries) {
        const listing = (among === "institutions" ? await searchInstitutions(typed) : await searchApps(typed))[among];
        const keys = [];
        for await (const row of listing.rows({}, "best")) keys.push(among === "apps" ? row.number : row.uscc);
        answers.push([keys, listing.found.total, listing.found.exact]);
    }
    return answers;
}"""


@pytest.fixture(scope="module")
def registry() -> dict[str, object]:
    """10,000 apps and 10,000 institutions, with queries of every kind."""
    units, rows = search_sample.units(10_000), search_sample.institutions(10_000)
    oracle = search_sample.Oracle(units, rows)
    queries = search_sample.app_queries(oracle, 17) + search_sample.institution_queries(oracle, 20)
    return {"units": units, "rows": rows, "queries": queries}


@pytest.fixture(params=["scan", "shards", "heads"])
def searching(
    request: pytest.FixtureRequest,
    registry: dict[str, object],
    site: Site,
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Page]:
    """A page whose search files are those of the registry, by either carrier."""
    if request.param != "scan":
        monkeypatch.setattr(files, "SCANNED_APPS", 0)
        monkeypatch.setattr(files, "SCANNED_INSTITUTIONS", 0)
    if (
        request.param == "heads"
    ):  # hardly a list stands whole among the others, as in a registry that is much larger
        monkeypatch.setattr(postings, "LONG", 24)
        monkeypatch.setattr(postings, "HEAD", 6)
    held = {
        piece.path: base64.b64encode(piece.make()).decode()
        for piece in files.searched(registry["units"], registry["rows"], WORDS)
    }  # type: ignore[arg-type]
    assert json.loads(base64.b64decode(held["search/index.json"]))["apps"]["carrier"] == (
        "scan" if request.param == "scan" else "shards"
    )
    page = browser.new_page()
    page.goto(f"{site.address}/about/")
    page.evaluate(SERVE, held)
    yield page
    page.close()


def _wrong(page: Page, queries: list[Query]) -> list[str]:
    answers = page.evaluate(ASK, [[query.among, query.typed] for query in queries])
    found = []
    for query, (keys, total, exact) in zip(queries, answers, strict=True):
        missed, more = query.expected - set(keys), set(keys) - query.expected
        if missed or more or len(keys) != len(set(keys)):
            found.append(
                f"{query.kind}: {query.typed!r}: missed {sorted(missed)[:3]}, wrong {sorted(more)[:3]}"
            )
        if total < len(keys) or (exact and total != len(keys)):
            found.append(f"{query.kind}: {query.typed!r}: {total} said, {len(keys)} found")
    return found


def test_both_carriers_find_all_that_must_be_found_and_nothing_else(
    searching: Page, registry: dict[str, object]
) -> None:
    queries: list[Query] = registry["queries"]  # type: ignore[assignment]
    assert len(queries) >= 500
    assert sum(bool(query.expected) for query in queries) > 400
    assert _wrong(searching, queries) == []


def test_10_000_apps_are_sent_in_one_file_and_all_that_a_search_reads_in_300_kilobytes(
    registry: dict[str, object],
) -> None:
    made = {piece.path: piece.make() for piece in files.searched(registry["units"], (), WORDS)}  # type: ignore[arg-type]
    assert sorted(made) == [
        f"search/{name}.json" for name in ("apps", "forms", "index", "institutions", "numbers", "readings")
    ]
    read = [made[f"search/{name}.json"] for name in ("apps", "forms", "index", "readings")]
    assert sum(len(gzip.compress(content, 6)) for content in read) <= 300_000


def test_the_browser_folds_as_the_index_does(site: Site, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{site.address}/about/")
    texts = [
        chr(code)
        for code in (
            *range(0x20, 0x3100),
            *range(0x3400, 0xD7FF, 3),
            *range(0xF900, 0xFFFD),
            *range(0x20000, 0x20100),
        )
    ]
    texts += ["雲杉·課堂（家校版）", "ＡＢＣ １７ c++ C#", "ÉCOLE école", "Ⅳ ㎏ ΑΣ ß"]
    found = page.evaluate(
        """async texts => {
            const { plainly } = await import("/assets/registry/folding.js");
            return texts.map(plainly);
        }""",
        texts,
    )
    known = [at for at, text in enumerate(texts) if all(unicodedata.category(c) != "Cn" for c in text)]
    assert [texts[at] for at in known if found[at] != plainly(texts[at])] == []
    page.close()


def test_a_part_of_a_name_folds_to_a_part_of_the_folded_name() -> None:
    for unit in search_sample.units(200):
        for name in (unit.name, *(app.name for app in unit.apps)):
            for start in range(len(name)):
                assert folded(name[start : start + 3]) in folded(name)


def test_an_index_changes_with_its_entries_and_its_files_are_known_beforehand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(files, "SCANNED_APPS", 0)
    monkeypatch.setattr(files, "SCANNED_INSTITUTIONS", 0)
    units, rows = search_sample.units(200), search_sample.institutions(200)
    first = {piece.path: (piece.made_from, piece.make()) for piece in files.searched(units, rows, WORDS)}
    again = {piece.path: (piece.made_from, piece.make()) for piece in files.searched(units, rows, WORDS)}
    assert first == again
    renamed = (units[0]._replace(name=f"{units[0].name}甲"), *units[1:])
    other = {piece.path: (piece.made_from, piece.make()) for piece in files.searched(renamed, rows, WORDS)}
    assert first.keys() == other.keys()
    changed = {path for path in first if first[path] != other[path]}
    assert {path.split("/")[1] for path in changed} == {"apps", "forms.json", "readings.json", "numbers.json"}
    assert all(first[path][0] != other[path][0] for path in changed)


def test_sizes_of_an_index_are_what_the_browser_asks_for() -> None:
    assert [shard_count(entries, 96) for entries in (0, 48, 10_000, 100_000)] == [16, 16, 128, 2048]
    assert shard_of("^口算", 64) == shard_of("口算", 64)
    assert shard_of("kou suan", 64) == shard_of("kou su", 64)
    assert numerals.number(0) != numerals.number(43) != numerals.number(44)
    assert len(set(numerals.ALPHABET)) == 2 * numerals.BASE == 88


def test_a_name_is_heard_in_every_reading_whole_cut_short_and_by_its_initials(
    site: Site, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(f"{site.address}/about/")
    heard = {
        "changzhong": True, "zhangchong": True, "changcho": True, "cz": True, "zc": True, "zz": True,
        "chang": False, "changzhang": False, "hangzhong": False, "czz": False, "changz": True,
    }  # fmt: skip
    found = page.evaluate(
        """async ([file, typed]) => {
            window.fetch = async () => ({ ok: true, json: async () => file });
            const { readings } = await import("/assets/registry/files.js");
            const { Sound } = await import("/assets/registry/sound.js");
            const table = await readings();
            return typed.map(letters => new Sound(letters, table).fits("甲长重乙"));
        }""",
        [readings_file(["甲长重乙"]), list(heard)],
    )
    assert dict(zip(heard, found, strict=True)) == heard
    page.close()
