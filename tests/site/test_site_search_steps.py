"""How often a first search waits for the host: what is needed is asked for at once, not one after the other."""

import base64
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from registry.render.site.search import files
from registry.render.site.search.folding import folded, plainly
from tests.site import search_sample
from tests.site.conftest import REPOSITORY, Site
from tests.site.test_site_search_browser import WORDS

PAGES = REPOSITORY / "site" / "pages"
CODE = PAGES / "assets" / "registry"
IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*"\./([a-z_/]+\.js)\"""")

HELD_BACK = """held => {
    window.steps = [];
    let step = null;
    window.fetch = async address => {
        const path = new URL(address).pathname.slice(1);
        if (step === null) {
            window.steps.push([]);
            step = new Promise(go => setTimeout(() => { step = null; go(); }, 40));
        }
        window.steps.at(-1).push(path);
        await step;
        const bytes = Uint8Array.from(atob(held[path] ?? ""), (letter) => letter.charCodeAt(0));
        return path in held ? new Response(bytes) : new Response(null, { status: 404 });
    };
}"""
FIRST_TEN = """async ([among, typed]) => {
    const { searchApps, searchInstitutions } = await import("/assets/registry/finder.js");
    const listing = (among === "institutions" ? await searchInstitutions(typed) : await searchApps(typed))[among];
    const rows = listing.rows({}, "best");
    const found = [];
    for (let next = await rows.next(); !next.done && found.length < 10; next = await rows.next()) found.push(next.value.name);
    return [found, window.steps];
}"""


def _imported(name: str) -> set[str]:
    """Everything that a module needs, itself left out."""
    found, todo = set(), [name]
    while todo:
        for other in IMPORT.findall((CODE / todo.pop()).read_text("utf-8")):
            if other not in found:
                found.add(other)
                todo.append(other)
    return found - {name}


def _head(page: Path) -> dict[str, object]:
    head: dict[str, object] = yaml.safe_load(page.read_text("utf-8").split("---\n")[1])
    return head


def test_the_search_page_names_all_modules_that_its_script_needs() -> None:
    """Named in the page they are fetched side by side; else each waits until the one that imports it was read."""
    named = [page for page in PAGES.rglob("*.md") if "\nmodules:" in page.read_text("utf-8")[:2000]]
    assert {page.relative_to(PAGES).as_posix() for page in named} == {"search.md", "en/search.md"}
    for page in named:
        head = _head(page)
        assert head["modules"] == sorted(_imported(str(head["script"])))


def test_the_search_page_fetches_each_file_once_and_its_words_before_anything_is_typed(
    site: Site, browser: Browser
) -> None:
    page = browser.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url.removeprefix(site.address)))
    page.goto(f"{site.address}/en/search/", wait_until="networkidle")
    assert {"/search/index.json", "/assets/registry/shards.js"} <= set(requests)
    assert "/search/apps.json" not in requests
    page.locator("#query").focus()
    page.wait_for_load_state("networkidle")
    page.wait_for_function(
        "performance.getEntriesByName(new URL('../../search/apps.json', location).href).length"
    )
    twice = {path for path, times in Counter(requests).items() if times > 1}
    assert twice <= {"/assets/registry/icon.svg"}  # the browser's own
    page.close()


def _what(path: str) -> str:
    """`search/apps/grams/7.json.gz` -> grams, `search/index.json` -> index."""
    return path.split("/")[2 if path.endswith(".gz") else 1].removesuffix(".json")


SMALL = {"name, 2 inside": [["index"], ["apps"]], "pinyin of name": [["index", "readings"], ["apps"]]}
LARGE = {
    "name, 2 inside": [["index"], ["grams"], ["rows"]],
    "number, whole": [["index"], ["grams"], ["rows"]],
    "two words": [["index"], ["grams"], ["rows"]],
    "pinyin of name": [["index", "readings"], ["grams"], ["rows"], ["rows"]],
    "institution, 2 inside": [["index"], ["grams"], ["rows"]],
}
"""What is waited for until ten results are there, at most; more only where a list turns out wrong or nothing is found at first."""


@pytest.mark.parametrize("wanted", [SMALL, LARGE], ids=["scan", "shards"])
def test_a_first_search_waits_a_few_times(
    site: Site, browser: Browser, wanted: dict[str, list[list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    if wanted is LARGE:
        monkeypatch.setattr(files, "SCANNED_APPS", 0)
        monkeypatch.setattr(files, "SCANNED_INSTITUTIONS", 0)
    units, rows = search_sample.units(400), search_sample.institutions(400)
    held = {
        piece.path: base64.b64encode(piece.make()).decode() for piece in files.searched(units, rows, WORDS)
    }
    oracle = search_sample.Oracle(units, rows)
    queries = {
        query.kind: query
        for query in (*search_sample.app_queries(oracle, 3), *search_sample.institution_queries(oracle, 3))
        if query.expected and folded(query.typed) == plainly(query.typed)
    }
    for kind, most in wanted.items():
        page = browser.new_page()
        page.goto(f"{site.address}/404.html")
        page.evaluate(HELD_BACK, held)
        found, steps = page.evaluate(FIRST_TEN, [queries[kind].among, queries[kind].typed])
        page.close()
        assert found, kind
        waited = [sorted({_what(path) for path in step}) for step in steps]
        assert waited == most[: len(waited)], kind
