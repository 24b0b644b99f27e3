"""The search page as a person uses it: kinds, facets, sorting, the result as a file, keys, and what stands there when nothing is found."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect

from registry.render.site.assemble import records_of
from registry.render.site.search import facets, files
from registry.render.site.search.entries import AppEntry, UnitEntry
from registry.render.site.search.rows import units_file
from tests.site import search_sample
from tests.site.site_sample import BEIJING, SICHUAN, snapshot


def _given(page: Page, held: dict[str, bytes]) -> None:
    """Gives the page other search files. It leaves its place before, so that nothing that it still reads is asked of these."""
    address = page.url
    page.goto("about:blank")
    page.route(
        re.compile(r"/search/.*\.json(\.gz)?$"),
        lambda route: route.fulfill(
            body=held[route.request.url.partition("/search/")[2]], content_type="application/json"
        ),
    )
    page.goto(address)


def _facet(page: Page, name: str) -> str:
    return page.get_by_role("group", name=name).inner_text().replace("\n", " ")


def test_facets_count_combine_and_stand_in_the_address(watched: Callable[..., Page]) -> None:
    page = watched("search/?q=" + quote("锦里"))
    expect(page.locator("#results a")).to_have_count(3)
    assert _facet(page, "状态").split() == ["状态", "已备案", "1", "已注销", "1", "已撤销", "1"]
    page.get_by_label(re.compile("已撤销")).check()
    expect(page.locator("#results a")).to_have_text(["锦里题库"])
    expect(page.locator("#count")).to_have_text("查到 1 个应用")
    assert "status=revoked" in page.url
    assert _facet(page, "状态").split() == ["状态", "已备案", "1", "已注销", "1", "已撤销", "1"]
    assert _facet(page, "核验机关").split() == ["核验机关", "四川省教育厅", "1"]
    page.get_by_label(re.compile("已注销")).check()
    expect(page.locator("#results a")).to_have_count(2)
    assert "status=withdrawn%2Crevoked" in page.url
    page.reload()
    expect(page.locator("#results a")).to_have_count(2)
    expect(page.get_by_label(re.compile("已撤销"))).to_be_checked()
    page.get_by_label(re.compile("已撤销")).uncheck()
    page.get_by_label(re.compile("已注销")).uncheck()
    expect(page.locator("#results a")).to_have_count(3)
    assert "status" not in page.url


def test_kinds_are_counted_and_switched(watched: Callable[..., Page]) -> None:
    page = watched("search/?q=" + quote("锦里"))
    kinds = page.locator("#kinds button")
    expect(kinds).to_have_text(["应用 3", "提供者 1", "使用机构 0"])
    page.get_by_role("button", name="提供者").click()
    expect(page.locator("#results a")).to_have_attribute("href", re.compile(f"provider/{SICHUAN}.html"))
    expect(page.locator("#results")).to_contain_text("3 个应用")
    assert "kind=providers" in page.url
    page.get_by_role("button", name="使用机构").click()
    expect(page.locator("#count")).to_contain_text("没有查到")
    expect(page.locator("#no-result")).to_be_visible()
    page.goto(page.url.replace("kind=institutions", "kind=providers"))
    expect(page.locator("#results a")).to_have_count(1)


@pytest.mark.parametrize(("language", "said"), [("", "教APP备1190001号"), ("en/", "Use confirmed since")])
def test_a_school_that_was_found_leads_to_its_uses(
    language: str, said: str, watched: Callable[..., Page]
) -> None:
    page = watched(f"{language}search/?kind=institutions&q=" + quote("海淀示例小学"))
    page.locator("#results a").first.click()
    expect(page).to_have_url(re.compile(rf"/{language}users/\?school=[0-9A-Z]{{18}}$"))
    expect(page.locator("#answer h2")).to_have_text("海淀示例小学")
    expect(page.locator("#answer .reg-uses")).to_contain_text(said)


def test_results_are_sorted_by_fit_by_day_and_by_name(watched: Callable[..., Page]) -> None:
    apps = tuple(
        AppEntry(f"119000{n}", name, day, "cn.example.one", "", "", 1, 0, 1, 2, 4, 0)
        for n, (name, day) in enumerate(
            [("云口算", "2026-01-01"), ("口算云", "2024-01-01"), ("口算", "2025-06-30")], 1
        )
    )
    page = watched("search/")
    page.route(
        "**/search/apps.json",
        lambda route: route.fulfill(json=units_file([UnitEntry(BEIJING, "甲公司", apps)])),
    )
    page.goto(page.url + "?q=" + quote("口算"))
    expect(page.locator("#results a")).to_have_text(["口算", "口算云", "云口算"])
    page.get_by_label("排序").select_option("newest")
    expect(page.locator("#results a")).to_have_text(["云口算", "口算", "口算云"])
    assert "sort=newest" in page.url
    page.reload()
    expect(page.locator("#results a")).to_have_text(["云口算", "口算", "口算云"])
    page.get_by_label("排序").select_option("name")
    expect(page.locator("#results a")).to_have_text(["云口算", "口算", "口算云"])


def test_the_result_is_a_file_that_no_spreadsheet_takes_for_formulas(
    watched: Callable[..., Page], tmp_path: Path
) -> None:
    names = ["=1+1口算", "＝口算", '口算,"引号"', "-口算", "@口算"]
    apps = tuple(
        AppEntry(f"119000{n}", name, "2026-01-05", "cn.example.one", "", "", 1, 0, 1, 2, 4, 0)
        for n, name in enumerate(names)
    )
    page = watched("search/")
    page.route(
        "**/search/apps.json",
        lambda route: route.fulfill(json=units_file([UnitEntry(BEIJING, "+甲公司", apps)])),
    )
    page.goto(page.url + "?q=" + quote("口算"))
    expect(page.locator("#results a")).to_have_count(5)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载这个结果(CSV)").click()
    download.value.save_as(tmp_path / "result.csv")
    content = (tmp_path / "result.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    head, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert {line[1] for line in lines} == {"'=1+1口算", "'＝口算", '口算,"引号"', "'-口算", "'@口算"}
    assert {line[2] for line in lines} == {"'+甲公司"}
    assert head[0] == "备案号 number"
    assert lines[0][4:7] == ["已备案", "北京市教育委员会", "2026-01-05"]


def test_a_slash_leads_to_the_field_and_is_typed_within_it(watched: Callable[..., Page]) -> None:
    page = watched("search/")
    page.keyboard.press("/")
    box = page.get_by_role("searchbox")
    expect(box).to_be_focused()
    page.keyboard.type("a/b")
    expect(box).to_have_value("a/b")


def test_who_types_nothing_sees_ways_to_search_and_may_browse_everything(
    watched: Callable[..., Page],
) -> None:
    page = watched("search/")
    expect(page.locator("#start")).to_be_visible()
    expect(page.locator("#tools")).to_be_hidden()
    page.get_by_role("link", name="浏览全部备案").click()
    expect(page.locator("#kinds button")).to_have_text(["应用 7", "提供者 4", "使用机构 2"])
    expect(page.locator("#start")).to_be_hidden()
    days = [app["filed_on"] for app in _lines(page)]
    assert len(days) == 7
    assert days == sorted(days, reverse=True)
    assert page.get_by_label("排序").input_value() == "newest"
    page.get_by_label(re.compile("已撤销")).check()
    expect(page.locator("#results a")).to_have_text(["锦里题库"])
    page.reload()
    expect(page.locator("#results a")).to_have_text(["锦里题库"])
    page.get_by_label(re.compile("已撤销")).uncheck()
    page.get_by_role("button", name="提供者").click()
    expect(page.locator("#results a")).to_have_count(4)
    assert page.get_by_label("排序").input_value() == "name"
    page.get_by_role("searchbox").fill("没有这个")
    expect(page.locator("#no-result")).to_be_visible()
    assert "q=%E6" in page.url
    page.get_by_role("searchbox").fill("")
    expect(page.locator("#start")).to_be_visible()
    expect(page.locator("#results a")).to_have_count(0)
    page.get_by_role("searchbox").fill("锦里")
    expect(page.locator("#results a")).to_have_count(1)
    expect(page.locator("#start")).to_be_hidden()
    page.get_by_role("searchbox").fill("")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("#results a")).to_have_count(4)
    assert re.search(r"[?&]q=(&|$)", page.url)


def test_a_kind_that_is_not_read_yet_is_waited_for_while_browsing(watched: Callable[..., Page]) -> None:
    page = watched("search/")
    held: list[Route] = []
    page.route("**/search/institutions.json", lambda route: held.append(route))
    page.goto(page.url + "?q=")
    expect(page.locator("#count")).to_have_text("查到 7 个应用")
    page.get_by_role("button", name="使用机构").click()
    for route in held:
        route.continue_()
    expect(page.locator("#count")).to_have_text("查到 2 个使用机构")


def _lines(page: Page) -> list[dict[str, str]]:
    """The result as a file, each line with the English names of its columns."""
    with page.expect_download() as download:
        page.get_by_role("button", name="下载这个结果(CSV)").click()
    head, *lines = csv.reader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig")))
    return [dict(zip([name.split()[-1] for name in head], line, strict=True)) for line in lines]


def test_what_narrows_stands_beside_the_result_where_there_is_room(watched: Callable[..., Page]) -> None:
    page = watched("search/?q=" + quote("锦里"))
    for width, beside in ((1280, True), (390, False)):
        page.set_viewport_size({"width": width, "height": 900})
        page.reload()
        expect(page.locator("#results a")).to_have_count(3)
        narrow, results = page.locator("#narrow").bounding_box(), page.locator("#results").bounding_box()
        assert narrow is not None
        assert results is not None
        assert (narrow["x"] + narrow["width"] <= results["x"]) == beside
        assert results["y"] < 700


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> tuple[tuple[UnitEntry, ...], dict[str, bytes]]:
    """Search files of 2,000 apps and 500 institutions as a large registry has them."""
    monkeypatch.setattr(files, "SCANNED_APPS", 0)
    monkeypatch.setattr(files, "SCANNED_INSTITUTIONS", 0)
    units, rows = search_sample.units(2000), search_sample.institutions(500)
    units = tuple(
        unit._replace(apps=tuple(app._replace(authority=app.authority % 4) for app in unit.apps))
        for unit in units
    )
    rows = tuple(row._replace(authority=row.authority % 4) for row in rows)
    words = facets.words(records_of(snapshot()))
    return units, {
        piece.path.removeprefix("search/"): piece.make() for piece in files.searched(units, rows, words)
    }


def test_facets_of_an_index_count_the_whole_result(
    large: tuple[tuple[UnitEntry, ...], dict[str, bytes]], watched: Callable[..., Page]
) -> None:
    units, held = large
    page = watched("search/?q=")
    _given(page, held)
    apps = [app for unit in units for app in unit.apps]
    expect(page.locator("#count")).to_have_text(f"查到 {len(apps)} 个应用")
    newest = max(app.filed_on for app in apps)
    expect(page.locator("#results li").first).to_contain_text(
        next(app.name for app in apps if app.filed_on == newest)
    )
    page.get_by_role("button", name="提供者").click()
    expect(page.locator("#count")).to_contain_text("至少两个字")
    page.get_by_role("button", name="使用机构").click()
    expect(page.locator("#count")).to_have_text("查到 500 个使用机构")
    page.get_by_role("button", name="应用").first.click()
    page.get_by_role("searchbox").fill("口算")
    found = [app for unit in units for app in unit.apps if "口算" in app.name]
    assert len(found) > 20
    expect(page.locator("#count")).to_have_text(f"查到 {len(found)} 个应用")
    expect(page.locator("#results li")).to_have_count(10)
    page.get_by_role("button", name="显示更多").click()
    expect(page.locator("#results li")).to_have_count(20)
    page.get_by_text("筛选", exact=True).click()
    by_charging = Counter(app.charging for app in found)
    expect(page.get_by_role("group", name="收费方式")).to_be_visible()
    assert _facet(page, "收费方式").split() == [
        "收费方式", "免费", str(by_charging[0]), "付费", str(by_charging[1]), "应用内购买", str(by_charging[2]),
    ]  # fmt: skip
    page.get_by_role("group", name="收费方式").get_by_label("付费").check()
    expect(page.locator("#count")).to_have_text(f"查到 {by_charging[1]} 个应用")
    page.get_by_label("排序").select_option("newest")
    newest = max((app for app in found if app.charging == 1), key=lambda app: app.filed_on)
    expect(page.locator("#results li").first).to_contain_text(newest.name)
    page.get_by_role("button", name="使用机构").click()
    page.get_by_role("searchbox").fill("小学")
    expect(page.locator("#results li")).to_have_count(10)
    page.get_by_role("searchbox").fill("ks")
    expect(page.locator("#count")).to_contain_text("三个字母")
