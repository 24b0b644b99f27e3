"""The site in a browser whose `alert`, `confirm`, `prompt`, `print` and `open` tell on whoever calls them: nobody does."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from registry.core import paths
from registry.render.csv_table import inert
from registry.render.site import addresses
from tests.hostile_site.conftest import Published
from tests.hostile_site.corpus import corpus
from tests.hostile_site.test_files import FORMULA

_HOOKS = """() => {
  window.__fired = [];
  for (const name of ["alert", "confirm", "prompt", "print", "open"])
    window[name] = (...given) => { window.__fired.push(`${name}(${given})`); };
  document.addEventListener("securitypolicyviolation", told => window.__fired.push(`${told.violatedDirective} ${told.blockedURI}`));
}"""


@dataclass
class Watch:
    """What befell the pages of a context."""

    context: BrowserContext
    fired: list[str] = field(default_factory=list)
    requests: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)
    opened: int = 0

    def page(self) -> Page:
        """A page that is listened to."""
        page = self.context.new_page()
        page.on("request", lambda request: self.requests.add(request.url))
        page.on("pageerror", lambda error: self.errors.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda said: self.errors.append(f"{page.url}: {said.text}") if said.type == "error" else None,
        )
        page.on("dialog", lambda dialog: (self.fired.append(dialog.message), dialog.dismiss()))
        return page

    def ask(self, page: Page) -> None:
        """Gather what the hooks heard."""
        self.fired += page.evaluate("window.__fired || []")
        self.opened += 1


@pytest.fixture
def watch(browser: Browser) -> Iterator[Callable[[], Watch]]:
    """Contexts with hooks in every page."""
    made: list[BrowserContext] = []

    def new() -> Watch:
        context = browser.new_context(accept_downloads=True)
        context.add_init_script(f"({_HOOKS})()")
        made.append(context)
        return Watch(context)

    yield new
    for context in made:
        context.close()


def _records(given: Published) -> list[str]:
    """Pages of records: the first apps, whose filings are in form, and the last, whose are not."""
    digits = [number[5:12] for number in given.snapshot.replay.apps]
    units = [place.uscc for path in given.snapshot.providers if (place := paths.parse(path))]
    return [
        *(addresses.app_page(one) for one in (*digits[:8], *digits[-8:])),
        *(addresses.short_page(one) for one in (*digits[:1], *digits[-1:])),
        *(addresses.provider_page(one) for one in (*units[:2], *units[-2:])),
        *(addresses.authority_page(slug) for slug in ("beijing", "sichuan", "xpcc", "moe")),
        addresses.BLACKLIST,
        "index.html",
        "stats/",
        "changes/",
    ]


def _names(given: Published) -> list[str]:
    """Names that are in the registry, some in form and some not: what a search for them shows, it shows from the data."""
    every = [given.snapshot.providers[path].content for path in given.snapshot.providers]
    return [
        every[0].apps[0].name,
        every[1].unit.name,
        every[-1].apps[0].name,
        every[-2].apps[1].name,
        every[-3].unit.name,
    ]


_TYPED = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "javascript:alert(1)",
    "' onmouseover='alert(1)' autofocus='", "{{constructor.constructor('alert(1)')()}}", "__proto__", "constructor",
)  # fmt: skip


def test_the_hooks_hear_what_is_done(watch: Callable[[], Watch], hostile: Published) -> None:
    """A page that does all of it, where the site stands."""
    seen = watch()
    page = seen.page()
    foreign = "http://foreign.example.cn/x"
    seen.context.route("**/*.example.cn/**", lambda route: route.fulfill(body=""))
    seen.context.route(
        "**/trap.html",
        lambda route: route.fulfill(
            content_type="text/html",
            body=f"<meta http-equiv=Content-Security-Policy content=\"img-src 'self'\"><img src=data:x><img src=x onerror=alert(1)>"
            f"<iframe src={foreign}></iframe><script>throw 1</script>",
        ),
    )
    page.goto(f"{hostile.site.address}/trap.html")
    page.wait_for_load_state("networkidle")
    seen.ask(page)
    assert "alert(1)" in seen.fired
    assert any(text.startswith("img-src") for text in seen.fired)
    assert foreign in seen.requests
    assert seen.errors


def test_nothing_fires_on_any_page(watch: Callable[[], Watch], hostile: Published) -> None:
    seen = watch()
    page = seen.page()
    for path in _records(hostile):
        page.goto(f"{hostile.site.address}/{path}")
        if path.startswith("v/"):
            page.wait_for_url("**/r/*.html")  # a short address leads on
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        seen.ask(page)
    named = (*_names(hostile), *_TYPED)
    for path, name, answer in (
        ("search/", "q", "#results > *, #no-result:not([hidden])"),
        ("verify/", "n", "#answer > *"),
        ("users/", "q", "#answer > *"),
        ("complain/", "n", "#about"),
    ):
        for typed in named if path != "complain/" else named[::4]:
            page.goto(f"{hostile.site.address}/{path}?{name}={quote(typed)}")
            page.locator(answer).first.wait_for(state="attached")
            if path == "complain/":
                page.wait_for_load_state("networkidle")
            seen.ask(page)
    _nothing_happened(seen, hostile)
    assert seen.opened >= 60


def test_hostile_names_are_found_and_shown_as_they_are(
    watch: Callable[[], Watch], hostile: Published
) -> None:
    """The search shows a payload from the data: as text, in a link of our own."""
    seen = watch()
    page = seen.page()
    last = list(hostile.snapshot.providers.values())[-16:]
    names = [
        app.name for filed in last for app in filed.content.apps if "<img" in app.name or "<svg" in app.name
    ][:6]
    assert len(names) == 6
    for name in names:
        page.goto(f"{hostile.site.address}/search/?q={quote(name)}")
        row = page.locator("#results a").first
        row.wait_for()
        texts = page.locator("#results").inner_text()
        assert " ".join(name.split()) in " ".join(texts.split()), name
        assert page.locator("#results img, #results svg, #results script").count() == 0
        assert row.evaluate("link => link.href").startswith(f"{hostile.site.address}/r/")
        seen.ask(page)
    _nothing_happened(seen, hostile)


def test_a_saved_result_holds_no_formula(watch: Callable[[], Watch], hostile: Published) -> None:
    seen = watch()
    page = seen.page()
    page.goto(f"{hostile.site.address}/search/?q=alert")
    page.locator("#results a").first.wait_for()
    with page.expect_download() as saving:
        page.locator("#save").click()
    text = saving.value.path().read_text(encoding="utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert len(rows) >= 100
    for row in rows:
        assert len(row) == len(head)
        assert not [cell for cell in row if cell.startswith(FORMULA) or cell.strip().startswith(FORMULA)]
    assert any(cell.startswith("'") for row in rows for cell in row)
    seen.ask(page)
    _nothing_happened(seen, hostile)


def test_the_browser_and_the_program_agree_on_what_a_formula_is(
    watch: Callable[[], Watch], hostile: Published
) -> None:
    seen = watch()
    page = seen.page()
    page.goto(f"{hostile.site.address}/search/")
    spaced = [
        f"{space}{first}1"
        for space in ("", " ", "\u00a0", "\u3000", "\u2003", "\n", "x")
        for first in "=+-@＝＋－＠\t1"
    ]
    known = corpus()
    texts = [text for text in (*sorted(known.let_through), *known.only_the_form_refuses, *spaced) if text]
    found = page.evaluate(
        "async texts => { const {asCsv} = await import('../assets/registry/result_file.js'); return texts.map(text => asCsv([[text]])); }",
        texts,
    )
    for text, written in zip(texts, found, strict=True):
        (cell,) = next(csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline="")))
        assert cell == inert(text)


def _nothing_happened(seen: Watch, given: Published) -> None:
    assert seen.fired == []
    assert [text for text in seen.errors if "404 (Not Found)" not in text] == []
    own = urlsplit(given.site.address).netloc
    assert [
        url
        for url in seen.requests
        if urlsplit(url).scheme not in {"data", "blob"} and urlsplit(url).netloc != own
    ] == []
