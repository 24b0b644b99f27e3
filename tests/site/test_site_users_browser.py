"""The page of institutions' uses in a browser: by school, by app, by area, and the same uses whichever way is taken."""

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from unittest.mock import patch
from urllib.parse import quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from registry.core.codes import UseBasis, UseMode, UseState
from registry.core.institution import InstitutionUse, OwnApp
from registry.render.site import api
from registry.render.site.api import uses_sharing
from registry.render.site.records import InstitutionRecord, Records, UseRecord
from tests.site.conftest import SIZES, Site
from tests.site.test_site_uses import HAIDIAN, WUHOU, Told, every_use, registry

AXE = Axe()
LARGE = registry(900, 60, 11)
STATES = {"confirmed": "使用备案已确认", "lapsed": "失效", "invalidated": "确认已失效"}


def files_of(records: Records) -> dict[str, bytes]:
    """All files of the API by their address."""
    return {f"/{name}": made for name, made in api.files(records)}


with patch.object(uses_sharing, "LARGEST", 6_000):
    LARGE_FILES = files_of(LARGE)  # cut small, so that every kind of file is several
assert all(
    sum(f"/uses/{kind}/" in path for path in LARGE_FILES) > 2
    for kind in ("app", "institution", "institutions")
)
HOSTILE = "<img src=x onerror=alert(1)>示例“'&amp;学校"

USES = """() => [...document.querySelectorAll("#answer .reg-uses > li")].map((use) => {
  const one = use.closest(".reg-rows > li:not(.reg-uses > li)");
  const link = use.querySelector("a");
  return [one?.querySelector(".reg-mono").textContent ?? "", link ? link.href.slice(-12, -5) : "", use.textContent];
})"""


@pytest.fixture
def opened(watched: Callable[..., Page]) -> Callable[..., Page]:
    """Opens a page of the sample, or of other records: their files are given in place of the sample's."""

    def open_page(path: str, records: Records | None = None, size: str = "desk") -> Page:
        if records is None:
            page = watched(path, size)
        else:
            page = watched("users/", size)
            page.route("**/api/v1/**", answering(LARGE_FILES if records is LARGE else files_of(records)))
            page.goto(f"{page.url.removesuffix('users/')}{path}")
        expect(page.locator("#answer a").last).to_be_visible()
        return page

    return open_page


def answering(files: Mapping[str, bytes]) -> Callable[[Route], None]:
    def answer(route: Route) -> None:
        content = files.get(urlsplit(route.request.url).path)
        route.fulfill(
            status=404 if content is None else 200, body=content or b"", content_type="application/json"
        )

    return answer


def shown(page: Page) -> list[tuple[str, str, str]]:
    """Uses on the page: code of the institution (empty if the page is about one), digits of the app (empty: own or not named), text."""
    more = page.locator("#answer button")
    while more.count() and more.is_visible():
        before = page.locator("#answer .reg-rows > li").count()
        more.click()
        expect(page.locator("#answer .reg-rows > li")).not_to_have_count(before)
    return [tuple(use) for use in page.evaluate(USES)]


def fits(use: Told, text: str) -> bool:
    """Whether what a line says is what was filed and decided."""
    manner = {
        "self_developed": "自主开发",
        "self_selected": "自主选用",
        "required_by_superior": "上级部门要求使用",
    }
    return (
        STATES[use.state] in text
        and use.since in text
        and manner[use.basis] in text
        and {"mandatory": "强制使用", "recommended": "推荐使用"}[use.mode] in text
        and ("统一使用" in text) == use.uniform
        and use.system in text
    )


def same(found: list[tuple[str, str, str]], wanted: list[Told], *, who: bool, app: bool) -> None:
    """Every use that is wanted stands there once, and nothing else does."""
    assert len(found) == len(wanted)
    rest = list(wanted)
    for uscc, digits, text in found:
        one = next(
            use
            for use in rest
            if (not who or use.uscc == uscc)
            and (not app or (use.digits == digits and use.app in text))
            and fits(use, text)
        )
        rest.remove(one)
    assert not rest


def test_a_school_shows_all_its_uses(opened: Callable[..., Page]) -> None:
    dice = random.Random(3)
    for record in dice.sample(LARGE.institutions, 2):
        page = opened(f"users/?school={record.filed.uscc.lower()}", LARGE)
        wanted = [use for use in every_use(LARGE) if use.uscc == record.filed.uscc]
        same(shown(page), wanted, who=False, app=True)
        expect(page.locator("#answer h2")).to_have_text(record.filed.name)
        expect(page.locator("#count")).to_have_text(f"{len(wanted)} 项使用备案")


def test_an_area_shows_all_its_institutions_over_several_files(opened: Callable[..., Page]) -> None:
    """Down from the authority to the county that needs more than one file, by the links of the page."""
    page = opened("users/?at=sichuan", LARGE)
    under = [use for use in every_use(LARGE) if use.place.startswith("sichuan")]
    expect(page.locator("#count")).to_have_text(f"{len(under)} 项使用备案")
    for name in ("成都市", "武侯区"):
        page.locator("#answer").get_by_role("link", name=name, exact=True).click()
        expect(page.locator("#answer h2")).to_contain_text(name)
    wanted = [use for use in every_use(LARGE) if use.place == "sichuan/510100/510107"]
    assert len({use.uscc for use in wanted}) > 300
    same(shown(page), wanted, who=True, app=True)
    assert page.locator("#answer .reg-crumbs li").all_inner_texts() == [
        "全国",
        "四川省教育厅",
        "成都市",
        "武侯区",
    ]


def test_institutions_of_a_city_itself_are_apart_from_those_of_its_counties(
    opened: Callable[..., Page],
) -> None:
    page = opened("users/?at=sichuan/510100", LARGE)
    page.get_by_role("link", name="直属单位").click()
    expect(page.locator("#answer .reg-rows").first).to_be_visible()
    same(shown(page), [use for use in every_use(LARGE) if use.place == "sichuan/510100"], who=True, app=True)


def test_a_place_that_shares_its_file_shows_its_own_institutions_only(opened: Callable[..., Page]) -> None:
    records = registry(40, 12, 2)
    place = "sichuan/510100/510107"
    wanted = [use for use in every_use(records) if use.place == place]
    assert wanted
    assert any(use.place.startswith("sichuan") and use.place != place for use in every_use(records))
    assert "/api/v1/uses/institutions/sichuan.json.gz" in files_of(records)
    same(shown(opened(f"users/?at={place}", records)), wanted, who=True, app=True)


def test_an_app_shows_where_it_is_used_and_by_whom(opened: Callable[..., Page]) -> None:
    seven = max(
        (app.digits for app in LARGE.apps),
        key=lambda digits: sum(use.digits == digits for use in every_use(LARGE)),
    )
    wanted = [use for use in every_use(LARGE) if use.digits == seven]
    page = opened(f"users/?app={seven}", LARGE)
    states = [use.state for use in wanted]
    expect(page.locator("#count")).to_have_text(
        f"使用备案：{states.count('confirmed')} 项有效，{states.count('lapsed')} 项已随应用失效，{states.count('invalidated')} 项确认已失效"
    )
    listed = page.locator("#answer .reg-rows li").all_inner_texts()
    counts = {text.split(" · ")[0]: int(text.split(" · ")[1].split(" ")[0]) for text in listed}
    for record in LARGE.authorities:
        own = sum(use.place.split("/")[0] == record.authority.slug for use in wanted)
        assert counts.get(record.authority.name.zh, 0) == own
    for place in ("sichuan/510100/510107", "moe"):
        page.goto(f"{page.url.split('&')[0]}&at={place}")
        expect(page.locator("#answer .reg-uses").first).to_be_visible()
        same(shown(page), [use for use in wanted if use.place == place], who=True, app=False)


def test_what_the_sample_says(opened: Callable[..., Page]) -> None:
    page = opened(f"users/?school={HAIDIAN}")
    texts = page.locator("#answer .reg-uses > li").all_inner_texts()
    assert ["云杉口算练习 教APP备1190001号" in texts[0], "2026-02-12" in texts[0]] == [True, True]
    assert "校内通 · 海淀示例小学学习平台 · 自研自用" in texts[1]
    english = opened(f"en/users/?school={WUHOU}")
    expect(english.locator("#answer .reg-uses")).to_contain_text(
        "Use confirmed since 2026-02-15 · Self-selected, Recommended"
    )


@pytest.mark.parametrize("typed", ["教APP备1190001号", "1190001", "教app备 １１９０００１", "云杉口算"])
def test_a_school_looks_up_an_app_in_at_most_three_steps_by_keyboard(
    typed: str, opened: Callable[..., Page]
) -> None:
    """Type, enter, and for a name choose: whether it is filed, who else uses it, how to file."""
    page = opened("users/?at=beijing")
    page.goto(f"{page.url.split('?')[0]}")
    page.locator("#who").focus()
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    if typed == "云杉口算":
        choice = page.locator("#answer").get_by_role("link", name="云杉口算练习")
        expect(choice).to_be_visible()
        choice.focus()
        page.keyboard.press("Enter")
    expect(page.locator("#answer .reg-word")).to_have_text("已备案")
    expect(page.locator("#answer")).to_contain_text("四川省教育厅 · 1 项使用备案")
    expect(page.locator("#answer")).to_contain_text("北京市教育委员会 · 1 项使用备案")
    filing = page.get_by_role("link", name="怎样办理本校的使用备案")
    filing.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("机构使用者备案")


def test_a_school_is_found_by_a_part_of_its_name(opened: Callable[..., Page]) -> None:
    page = opened("users/?q=" + quote("侯示"))
    page.locator("#answer").get_by_role("link", name="武侯示例小学").click()
    expect(page.locator("#answer h2")).to_have_text("武侯示例小学")
    assert f"school={WUHOU}" in page.url


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("users/?q=" + quote("没有这个"), "没有查到“没有这个”"),
        ("users/?q=" + quote("没"), "请至少输入两个字"),
        ("users/?q=1199999", "没有查到 教APP备1199999号"),
        ("users/?school=91110108MA01ABCD1K", "没有已确认的使用备案"),
        ("users/?app=1190002", "还没有学校办理它的使用备案"),
        ("users/?at=xpcc", "这里没有已确认的使用备案"),
        ("users/?at=beijing/119999", "这里没有已确认的使用备案"),
        ("users/?app=1190001&at=moe", "这里没有已确认的使用备案"),
    ],
)
def test_nothing_found_says_so_and_leads_on(path: str, words: str, opened: Callable[..., Page]) -> None:
    page = opened(path)
    expect(page.locator("#answer")).to_contain_text(words)
    expect(page.get_by_role("link", name="按地区查看全部")).to_be_visible()


def test_an_app_that_is_not_in_force_is_not_offered(opened: Callable[..., Page]) -> None:
    page = opened("users/?app=5190002")
    expect(page.locator("#answer .reg-word")).to_have_text("已撤销")
    expect(page.get_by_role("link", name="已在使用的学校须在10个工作日内变更使用备案")).to_be_visible()
    expect(page.get_by_role("link", name="怎样办理本校的使用备案")).to_have_count(0)


def test_an_address_that_is_no_place_shows_the_start(watched: Callable[..., Page]) -> None:
    page = watched("users/?at=" + quote("../../x"))
    expect(page.locator("#areas")).to_be_visible()
    expect(page.locator("#areas tbody tr")).to_have_count(2)


def test_data_that_cannot_be_read_are_told(site: Site, browser: Browser) -> None:
    page = browser.new_page()
    page.route("**/api/v1/uses/**", lambda route: route.fulfill(status=500))
    page.goto(f"{site.address}/users/?app=1190001")
    expect(page.locator("#count")).to_have_text("数据暂时读取不了，请稍后再试一次。")
    page.unroute("**/api/v1/uses/**")
    page.reload()
    expect(page.locator("#answer .reg-word")).to_have_text("已备案")
    page.close()


def hostile() -> Records:
    """Names that would be markup, if anything took them for it; each institution has an app of its own as well."""
    records = registry(6, 3, 12)
    apps = tuple(replace(app, app=app.app.model_copy(update={"name": HOSTILE})) for app in records.apps)
    own = InstitutionUse(
        "inner", "", OwnApp(HOSTILE, HOSTILE), UseBasis.self_developed, UseMode.mandatory, uniform=True
    )

    def spoilt(record: InstitutionRecord) -> InstitutionRecord:
        numbered = tuple(one for one in record.uses if one.use.number)
        uses = (*numbered, UseRecord(own, UseState.lapsed, "2026-02-01"))
        return InstitutionRecord(record.filed._replace(name=HOSTILE), uses)

    return replace(records, apps=apps, institutions=tuple(map(spoilt, records.institutions)))


def test_hostile_names_are_text(opened: Callable[..., Page]) -> None:
    records = hostile()
    first = records.institutions[0].filed
    for path in (
        f"users/?school={first.uscc}",
        f"users/?at={first.place}",
        f"users/?app={records.apps[0].digits}",
    ):
        page = opened(path, records)
        expect(page.locator("#answer")).to_contain_text(HOSTILE)
        assert page.locator("#answer img, #answer script").count() == 0


PAGES = {
    "at rest": "users/",
    "in English": "en/users/",
    "an app": "users/?app=1190001",
    "an app in an area": "users/?app=1190001&at=beijing/110108",
    "a school": f"users/?school={HAIDIAN}",
    "an area": "users/?at=sichuan",
    "names": "users/?q=" + quote("示例"),
    "nothing": "en/users/?q=" + quote("没有这个"),
}


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(name: str, watched: Callable[..., Page]) -> None:
    page = watched(PAGES[name])
    if "?" in PAGES[name]:
        expect(page.locator("#answer a").last).to_be_visible()
    for width, height in SIZES.values():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            expect(page.locator("html")).to_have_attribute("data-scheme", scheme)
            results = AXE.run(page)
            assert results.violations_count == 0, (width, scheme, results.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_the_numbers_and_the_files_are_there(site: Site) -> None:
    text = site.text("users/index.html")
    assert '<a href="?at=beijing">北京市教育委员会</a></td><td>1</td><td>2</td>' in text
    for slug in ("beijing", "sichuan"):
        assert f'href="../api/v1/uses/authority/{slug}.json"' in text
        assert json.loads(site.text(f"api/v1/uses/authority/{slug}.json"))["total"] > 0
    assert 'href="../../api/v1/uses/authority/beijing.json"' in site.text("en/users/index.html")
    assert "<noscript>" in text
