"""The search against looking at every entry: what must be found is found, and nothing else is shown."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from registry.render.site.search import files
from tests.site import search_sample
from tests.site.conftest import Site
from tests.site.search_sample import Query

WORDS = {"facets": {"apps": [], "institutions": []}, "meanings": {}, "first_demonstration_serial": 90001}

SERVE = """held => {
    window.fetched = [];
    window.fetch = async address => {
        const path = new URL(address).pathname.slice(1);
        window.fetched.push(path);
        return { ok: path in held, status: path in held ? 200 : 404, json: async () => JSON.parse(held[path]) };
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
    """3,000 apps and 3,000 institutions, with queries of every kind."""
    units, rows = search_sample.units(3000), search_sample.institutions(3000)
    queries = search_sample.app_queries(units, 17) + search_sample.institution_queries(rows, 20)
    return {"units": units, "rows": rows, "queries": queries}


@pytest.fixture(params=["scan", "shards"])
def searching(
    request: pytest.FixtureRequest,
    registry: dict[str, object],
    site: Site,
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Page]:
    """A page whose search files are those of the registry, by either carrier."""
    if request.param == "shards":
        monkeypatch.setattr(files, "SCANNED_APPS", 0)
        monkeypatch.setattr(files, "SCANNED_INSTITUTIONS", 0)
    held = {
        piece.path: piece.make().decode()
        for piece in files.searched(registry["units"], registry["rows"], WORDS)
    }  # type: ignore[arg-type]
    assert json.loads(held["search/index.json"])["apps"]["carrier"] == request.param
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
