"""For everybody: every kind of page without a barrier that axe knows, on a phone and a desk, light and dark, and within its weight."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from registry.commands.publication import Publication
from registry.commands.publish import publish
from tests.site.conftest import REPOSITORY, SIZES, Site, serving
from tests.site.site_sample import EPOCH, RULES, SICHUAN, snapshot
from tests.site.test_site_changes import queue_file

AXE = Axe()
FIRST_VIEW_BYTES = 120_000
"""Compressed, all that a page asks for by itself."""

PAGES = {
    "home": "",
    "home in English": "en/",
    "record": "r/5190002.html",
    "record in force": "r/1190001.html",
    "proof": "r/1190001.html#proof",
    "proof of what is revoked": "r/5190002.html#proof",
    "provider": f"provider/{SICHUAN}.html",
    "authority": "authority/sichuan.html",
    "authority with nothing filed": "authority/xpcc.html",
    "authorities": "authorities/",
    "blacklist": "blacklist/",
    "search at rest": "search/",
    "search with results": "search/?q=" + quote("锦里"),
    "search without results": "search/?q=" + quote("没有这个"),
    "verify at rest": "verify/",
    "verify with an answer": "verify/?n=5190002",
    "verify with near numbers": "verify/?n=5190012",
    "verify an ICP number": "verify/?n=" + quote("京ICP备12345678号-1A"),
    "search in English": "en/search/?q=" + quote("锦里"),
    "verify in English": "en/verify/?n=5190002",
    "uses": "users/",
    "uses of an app in English": "en/users/?app=1190001",
    "authorities in English": "en/authorities/",
    "rules in English": "en/rules/",
    "review guide in English": "en/review/",
    "how to file in English": "en/file/",
    "sealing": "seal/",
    "sealing in English": "en/seal/",
    "help in English": "en/help/",
    "how to file": "file/",
    "how to file a use": "use/",
    "form of a filing": "file/new/",
    "form of a filing in English": "en/file/new/",
    "form of a use": "use/new/",
    "complaint": "complain/",
    "complaint about a record": "complain/?n=5190002",
    "complaint in English": "en/complain/?n=5190002",
    "data": "data/",
    "data in English": "en/data/",
    "API": "api/",
    "API in English": "en/api/",
    "rules": "rules/",
    "review guide": "review/",
    "statistics": "stats/",
    "statistics in English": "en/stats/",
    "quarterly report": "stats/2026-q1.html",
    "changes": "changes/",
    "changes in English": "en/changes/",
    "decisions of a month": "changes/2026-01.html",
    "help": "help/",
    "about": "about/",
    "privacy": "privacy/",
    "accessibility": "en/accessibility/",
    "not found": "nothing/here",
}
SHOWN = {
    "form of a filing": "#form",
    "form of a filing in English": "#form",
    "form of a use": "#form",
    "how to file": "#scope",
    "proof": "#proof",
    "proof of what is revoked": "#proof",
    "search in English": "#results li",
    "verify in English": "#answer a",
    "uses of an app in English": "#answer .reg-word",
    "search with results": "#results li",
    "search without results": "#count:has-text('没有查到')",
    "verify with an answer": "#answer a",
    "verify with near numbers": "#near li",
    "verify an ICP number": "#answer:has-text('ICP')",
    "complaint about a record": "#about dt",
    "complaint in English": "#about dt",
}
"""What a page's script must have shown before anybody looks at it."""

EMPTY = {
    "home": "",
    "authorities": "authorities/",
    "authority": "authority/sichuan.html",
    "blacklist": "blacklist/",
    "search": "search/?q=" + quote("口算"),
    "verify": "verify/?n=1190001",
    "data": "data/",
    "statistics": "stats/",
}
"""Pages of a registry in which nothing is filed yet."""

FAILING = {
    "search": ("search/?q=" + quote("口算"), "暂时读取不了"),
    "verify": ("verify/?n=1190001", "暂时读取不了"),
    "complaint": ("complain/?n=1190001", "暂时读取不了"),
}
"""Pages whose data cannot be read, and what they say."""

STICKING_OUT = """() => [...document.querySelectorAll("body *")]
    .filter(e => !e.closest(".reg-scroll, pre") && e.getBoundingClientRect().right > innerWidth + 1 && e.getBoundingClientRect().width > 1)
    .map(e => e.outerHTML.slice(0, 80))"""


EVERY_RULE = {"resultTypes": ["violations"], "preload": {"assets": ["media"]}}
"""Style sheets are fetched for rules that are only tried out; no rule that is judged by asks for them."""
COLOURS = {**EVERY_RULE, "runOnly": {"type": "rule", "values": ["color-contrast"]}}
"""What a scheme can change; all else is judged once at each size."""


def _look(page: Page) -> None:
    """No violation at any size and in any scheme, nothing sticks out, even on the narrowest phone."""
    page.evaluate(AXE.axe_script)
    for (width, height), first, second in zip(
        SIZES.values(), ("light", "dark"), ("dark", "light"), strict=True
    ):
        page.set_viewport_size({"width": width, "height": height})
        for scheme, options in ((first, EVERY_RULE), (second, COLOURS)):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            expect(page.locator("html")).to_have_attribute("data-scheme", scheme)
            results = AxeResults(page.evaluate("options => axe.run(options)", options))
            assert results.violations_count == 0, (width, scheme, results.generate_report())
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(STICKING_OUT) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def _first_view(page: Page, site: Site) -> dict[str, int]:
    """Bytes, compressed, of the page and of everything that it has asked for by itself so far, by path."""
    asked = page.evaluate(
        "[location.href, ...performance.getEntriesByType('resource').map(entry => entry.name)]"
    )
    weights = {}
    for address in asked:
        path = unquote(urlsplit(address).path).strip("/")
        found = (site.folder / path, site.folder / path / "index.html", site.folder / "404.html")
        file = next(one for one in found if one.is_file())
        weights[path] = len(gzip.compress(file.read_bytes(), 6))
    return weights


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_light_axe_finds_nothing_and_nothing_sticks_out(
    name: str, watched: Callable[..., Page], site: Site
) -> None:
    page = watched(PAGES[name])
    if name in SHOWN:
        expect(page.locator(SHOWN[name]).first).to_be_visible()
    weights = _first_view(page, site)
    assert {"assets/registry/site.css", "assets/registry/frame.js"} <= weights.keys()
    assert sum(weights.values()) <= FIRST_VIEW_BYTES, weights
    _look(page)


def test_an_authority_with_open_submissions_is_as_good(watched: Callable[..., Page], tmp_path: Path) -> None:
    """Some within their time, one provisional, one overdue, of both kinds, one with a long name."""
    rows = (
        {},
        {"due": "2026-02-27"},
        {"due": "2026-03-20", "provisional": True},
        {"kind": "user", "authority": "beijing/110108", "unit": "示例" * 30, "apps": []},
    )
    waiting = tmp_path / "queue.json"
    waiting.write_bytes(queue_file(*rows))
    out = tmp_path / "public"
    publication = Publication(queue=waiting)
    publish(snapshot(), REPOSITORY, out, EPOCH, RULES, lambda *_: None, publication)
    with serving(out) as made:
        page = watched("authority/beijing.html", at=made)
        expect(page.locator("[data-last-day]")).to_have_count(4)
        _look(page)


def test_text_in_pictures_is_about_as_large_as_beside_them(watched: Callable[..., Page]) -> None:
    for size in SIZES:
        page = watched("stats/", size)
        sizes = page.evaluate(
            """() => [...document.querySelectorAll(".reg-picture text")].map(text =>
            parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"""
        )
        assert sizes
        assert min(sizes) >= 10
        assert max(sizes) <= 24


@pytest.mark.parametrize("name", EMPTY)
def test_the_first_day_of_a_registry_has_pages_too(
    name: str, watched: Callable[..., Page], empty_site: Site
) -> None:
    page = watched(EMPTY[name], at=empty_site)
    _look(page)
    assert "undefined" not in page.locator("main").inner_text()
    assert "NaN" not in page.locator("main").inner_text()


@pytest.mark.parametrize("name", FAILING)
def test_a_page_without_its_data_says_so(name: str, site: Site, browser: Browser) -> None:
    path, said = FAILING[name]
    page = browser.new_page()
    page.route("**/*.json", lambda route: route.fulfill(status=503))
    page.goto(f"{site.address}/{path}")
    expect(page.locator("main")).to_contain_text(said)
    _look(page)
    page.close()


def test_links_to_the_forge_stand_only_where_there_is_one(
    watched: Callable[..., Page], deployed_site: Site, site: Site
) -> None:
    page = watched("complain/?n=5190002", at=deployed_site)
    form = page.get_by_role("link", name="填写公开投诉")
    expect(form).to_have_attribute(
        "href",
        "https://forge.example.cn/edu/registry/issues/new?template=complaint.zh.yml&subject="
        + quote("教APP备5190002号"),
    )
    expect(page.get_by_role("link", name="源代码")).to_be_visible()
    _look(page)
    for path in ("complain/index.html", "index.html"):
        assert "源代码" not in site.text(path)
    assert "没有设置公开投诉的表单" in site.text("complain/index.html")


def test_the_page_for_what_is_not_found_works_at_any_depth(
    watched: Callable[..., Page], deployed_site: Site, site: Site
) -> None:
    """Its links start at the root of the site, wherever that is; a number in the address is put into the box."""
    assert 'href="/assets/registry/site.css"' in site.text("404.html")
    assert 'href="/apps/assets/registry/site.css"' in deployed_site.text("404.html")
    assert 'action="/apps/verify/"' in deployed_site.text("404.html")
    page = watched("v/deeper/1190009")
    expect(page.locator("#missing-number")).to_have_value("1190009")


@pytest.mark.parametrize("path", ["", "en/", "r/5190002.html"])
def test_large_type_fits_and_is_remembered(path: str, watched: Callable[..., Page]) -> None:
    page = watched(path, "phone")
    before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    button = page.locator("#large")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(page.locator("#large")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == pytest.approx(
        1.35 * before
    )
    _look(page)


def test_no_text_is_smaller_than_readable(watched: Callable[..., Page]) -> None:
    """11 pixels at least, and 14 in large type: the second names in badges are the smallest there is."""
    page = watched("r/5190002.html", "phone")
    smallest = """() => Math.min(...[...document.querySelectorAll("body *")]
        .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
        .map(e => parseFloat(getComputedStyle(e).fontSize)))"""
    assert page.evaluate(smallest) >= 11
    page.locator("#large").click()
    assert page.evaluate(smallest) >= 14


def _age(watched: Callable[..., Page], days: int) -> Page:
    page = watched("about/", alone=True)
    page.clock.install()
    page.clock.set_fixed_time(f"2026-03-{2 + days:02d}T12:00:00+08:00")
    page.reload()
    page.wait_for_load_state("networkidle")
    return page


def test_old_data_are_named_on_every_page_and_fresh_ones_are_not(
    watched: Callable[..., Page], site: Site
) -> None:
    assert '"as_of":"2026-03-02"' in site.text("api/v1/index.json").replace(" ", "")
    stale = _age(watched, 8).get_by_role("complementary", name="数据日期")
    expect(stale).to_have_text("数据截至 2026-03-02，已有 8 天没有更新，此后的决定没有显示。")
    assert _age(watched, 7).get_by_role("complementary").count() == 0


def test_without_the_network_nothing_is_said_about_age(site: Site, browser: Browser) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route("**/index.json", lambda route: route.abort())
    page.goto(f"{site.address}/about/")
    page.wait_for_load_state("networkidle")
    assert page.get_by_role("complementary").count() == 0
    assert errors == []
    page.close()


WITHOUT_SCRIPTS: dict[str, tuple[str, ...]] = {
    "": ("这个教育应用备案了吗", "最近的决定", "锦里"),
    "r/5190002.html": ("已撤销", "教APP备5190002号", "川教通〔2026〕2号", "备案历史"),
    f"provider/{SICHUAN}.html": ("锦里课堂", "2026-07-12"),
    "authority/sichuan.html": ("锦里打卡", "成都"),
    "authorities/": ("四川省教育厅", "新疆生产建设兵团教育局"),
    "blacklist/": ("成都锦里课堂网络有限公司", "川教通〔2026〕2号"),
    "verify/": ("号码在哪里", "启用 JavaScript"),
    "search/": ("启用 JavaScript",),
    "complain/": ("先看属于哪一种", "非公开渠道"),
    "file/": ("先准备好",),
    "use/": ("三种情形",),
    "review/": ("审核指南",),
    "rules/": ("规则",),
    "help/": ("状态是什么意思", "备案已被撤销"),
    "about/": ("备案不说明什么",),
    "privacy/": ("Cookie",),
    "accessibility/": ("适老化",),
    "data/": ("数据日期与版本", "2026-03-02", "CSV"),
    "api/": ("接口",),
    "stats/": ("各地有效备案",),
    "nothing/here": ("找不到这个页面",),
}
"""Per page, words of what it is for."""


def test_without_scripts_every_page_shows_what_it_is_for(site: Site, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    missing: list[Any] = []
    for path, words in WITHOUT_SCRIPTS.items():
        page.goto(f"{site.address}/{path}")
        shown = page.locator("body").inner_text()
        missing += [(path, word) for word in words if word not in shown]
        missing += (
            [(path, "a switch that does nothing")] if page.locator("button:visible[id]").count() else []
        )
    context.close()
    assert missing == []


def test_without_scripts_records_lists_and_the_language_link_work(site: Site, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}/")
    page.get_by_role("link", name="各地", exact=True).click()
    page.get_by_role("link", name="四川省教育厅").click()
    page.get_by_role("link", name="锦里课堂", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("已备案")
    page.goto(f"{site.address}/verify/")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Verify a filing number")
    page.get_by_role("link", name="中文").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("核验备案号")
    context.close()


def test_a_record_prints_without_menus_and_in_light_colours(watched: Callable[..., Page]) -> None:
    page = watched("r/5190002.html", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("header")).to_be_hidden()
    expect(page.locator("footer nav")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 37, 48)"
