"""The site as a person meets it: search, verification, the switches, and no request to anybody else."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from registry.render.site.search.entries import AppEntry, UnitEntry
from registry.render.site.search.rows import units_file
from tests.site.conftest import Site
from tests.site.site_sample import BEIJING, SICHUAN


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("杉口", ["云杉口算练习"]),
        ("锦里课堂网络", ["锦里打卡", "锦里课堂", "锦里题库"]),
        ("题库", ["锦里题库"]),
        ("ysks", ["云杉口算练习"]),
        ("yun shan yue du", ["云杉阅读"]),
        ("cn.example.kou", ["云杉口算练习"]),
        ("COM.JINLI", ["锦里课堂"]),
        ("校园通(家校版)", ["校园通（家校版）"]),
        (SICHUAN.lower(), ["锦里课堂", "锦里题库", "锦里打卡"]),
        ("教app备 １１９０００２", ["云杉阅读"]),
        ("教app备 119", ["云杉口算练习", "云杉阅读"]),
        ("教APP备5190002号", ["锦里题库"]),
        ("90004", ["校园通（家校版）"]),
        ("云杉 阅读", ["云杉阅读"]),
        ("没有这个", []),
    ],
)
def test_search_finds_every_part_of_a_name_and_every_spelling_of_a_number(
    typed: str, expected: list[str], watched: Callable[..., Page]
) -> None:
    page = watched("search/")
    page.get_by_role("searchbox").fill(typed)
    page.keyboard.press("Enter")
    expect(page.locator("#results a")).to_have_count(len(expected))
    expect(page.locator("#count")).to_contain_text(f"查到 {len(expected)} 个应用" if expected else "没有查到")
    assert sorted(page.locator("#results a").all_inner_texts()) == sorted(expected)


def test_search_says_the_status_keeps_the_query_in_the_address_and_leads_to_the_record(
    watched: Callable[..., Page],
) -> None:
    page = watched("search/", "phone")
    page.get_by_role("searchbox").fill("里题")
    expect(page.locator("#results li")).to_have_text(
        re.compile("锦里题库\\s*已撤销.*教APP备5190002号.*四川省教育厅.*示例数据")
    )
    expect(page).to_have_url(re.compile(re.escape("?q=" + quote("里题")) + "$"))
    page.reload()
    expect(page.get_by_role("searchbox")).to_have_value("里题")
    page.get_by_role("link", name="锦里题库").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("锦里题库")
    expect(page.get_by_role("status").first).to_contain_text("已撤销")


def test_search_works_with_the_keyboard_alone(watched: Callable[..., Page]) -> None:
    page = watched("")
    page.get_by_label("不知道号码？按名称查询").focus()
    page.keyboard.type("胡杨")
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_contain_text("没有查到")
    page.get_by_role("searchbox").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("智慧")
    expect(page.locator("#results a")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#results a")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("智慧教育")


def test_one_character_is_too_little_and_nothing_finds_nothing(watched: Callable[..., Page]) -> None:
    page = watched("search/?q=" + quote("杉"))
    expect(page.locator("#count")).to_have_text("请至少输入两个字。")
    page.get_by_role("searchbox").fill("")
    expect(page.locator("#count")).to_have_text("")
    expect(page.locator("#results li")).to_have_count(0)
    assert page.url.endswith("/search/")


def _searched(page: Page, *names: str) -> None:
    """Gives the page other apps to search, 60 of one provider and the rest of another; a provider has at least one."""
    app = AppEntry("1190001", "", "2026-01-05", "cn.example.one", "", "", 1, 0, 1, 2, 4, 0)
    apps = tuple(app._replace(digits=f"11{90001 + n}", name=name) for n, name in enumerate(names))
    units = [UnitEntry(BEIJING, names[0], apps[:60]), UnitEntry(SICHUAN, names[0], apps[60:])]
    file = units_file([unit for unit in units if unit.apps])
    page.route("**/search/apps.json", lambda route: route.fulfill(json=file))
    page.reload()


def test_search_shows_fifty_and_then_more(watched: Callable[..., Page]) -> None:
    page = watched("search/")
    _searched(page, *(f"应用{n:03d}" for n in range(1, 121)))
    page.get_by_role("searchbox").fill("应用")
    expect(page.locator("#count")).to_have_text("查到 120 个应用")
    expect(page.locator("#results li")).to_have_count(50)
    page.get_by_role("button", name="显示更多").click()
    expect(page.locator("#results li")).to_have_count(100)
    expect(page.locator("#results li:nth-child(51) a")).to_be_focused()
    page.get_by_role("button", name="显示更多").click()
    expect(page.locator("#results li")).to_have_count(120)
    expect(page.get_by_role("button", name="显示更多")).to_be_hidden()


def test_hostile_names_stay_text_in_the_browser(watched: Callable[..., Page]) -> None:
    name = "<img src=x onerror=alert(1)><b>口算</b>"
    page = watched("search/")
    _searched(page, name)
    page.get_by_role("searchbox").fill("口算")
    expect(page.locator("#results a")).to_have_text(name)
    expect(page.locator("#results li")).to_contain_text(name + " 已备案")
    page.get_by_role("button", name="提供者").click()
    expect(page.locator("#results a")).to_have_text([name])
    assert page.locator("#results img, #results b").count() == 0
    page.get_by_role("searchbox").fill("<b>没有</b>")
    expect(page.locator("#count")).to_contain_text("没有查到")


def test_search_and_verification_say_so_when_the_data_cannot_be_read_and_recover(
    site: Site, browser: Browser
) -> None:
    failing = {"on": True}

    def answer(route: Route) -> None:
        if failing["on"]:
            route.fulfill(status=503)
        else:
            route.continue_()

    page = browser.new_page()
    page.route("**/*.json", answer)
    page.goto(f"{site.address}/search/?q=" + quote("口算"))
    expect(page.locator("#count")).to_contain_text("数据暂时读取不了")
    failing["on"] = False
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("#results a")).to_have_text("云杉口算练习")
    failing["on"] = True
    page.goto(f"{site.address}/verify/?n=1190001")
    expect(page.locator("#answer")).to_contain_text("数据暂时读取不了")
    failing["on"] = False
    page.get_by_role("textbox").press("Enter")
    expect(page.locator("#answer")).to_contain_text("云杉口算练习")
    page.close()


@pytest.mark.parametrize(
    "typed",
    ["教APP备1190001号", "教app备 1190001", "１１９０００１", "教APP备案1190001号", "app备1190001", "备案号:教APP备1190001号。", "1190001号", "我孩子用的是教APP备1190001号这个"],
)  # fmt: skip
def test_verification_forgives_spelling(typed: str, watched: Callable[..., Page]) -> None:
    page = watched("")
    page.get_by_label("核验备案号", exact=True).fill(typed)
    page.keyboard.press("Enter")
    answer = page.locator("#answer")
    expect(answer.get_by_role("link", name="云杉口算练习")).to_be_visible()
    expect(answer).to_contain_text("已备案")
    expect(answer).to_contain_text("备案有效")
    expect(answer).to_contain_text("cn.example.kousuan")
    expect(answer).to_contain_text("示例数据，均为虚构")


def test_verification_by_link_answers_in_the_language_of_the_page(watched: Callable[..., Page]) -> None:
    page = watched("en/verify/?n=5190002")
    answer = page.locator("#answer")
    expect(answer).to_contain_text("Revoked")
    expect(answer).to_contain_text("schools should stop using the app")
    answer.get_by_role("link", name="锦里题库").click()
    expect(page).to_have_url(re.compile("/r/5190002.html$"))


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("5190012", {"教APP备5190002号"}),
        ("1590001", {"教APP备5190001号"}),
        ("519001", {"教APP备5190001号"}),
        ("教APP备51900014号", {"教APP备5190001号", "教APP备5190004号"}),
    ],
)
def test_a_slip_gets_near_numbers_and_never_the_word_illegal(
    typed: str, near: set[str], watched: Callable[..., Page]
) -> None:
    page = watched("verify/?n=" + quote(typed))
    expect(page.locator("#near")).to_be_visible()
    assert near <= set(page.locator("#near .reg-mono").all_inner_texts())
    text = page.locator("#answer").inner_text()
    assert "没有查到不等于违规" in text
    assert "非法" not in text
    if len(re.sub("[^0-9]", "", typed)) != 7:
        assert "备案号应为 7 位数字" in text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("京ICP备12345678号-1A", "这是ICP备案号，不是教育备案号"),
        ("粤B2-20090059", "这是ICP备案号，不是教育备案号"),
        ("京公网安备11010802012345号", "这是公安机关的备案号"),
        (BEIJING.lower(), "北京云杉数字教育科技有限公司"),
        ("91110000802100433B", "这个统一社会信用代码没有登记应用"),
        ("云杉口算", "名称相符的应用"),
        ("没有这个名字", "没有查到这个名称"),
    ],
)
def test_verification_says_what_was_typed(typed: str, said: str, watched: Callable[..., Page]) -> None:
    page = watched("verify/?n=" + quote(typed))
    expect(page.locator("#answer")).to_contain_text(said)


TYPED = {
    "教APP备1100871号": ["number", "1100871"],
    "教App备1100871": ["number", "1100871"],
    "教ＡＰＰ备 １１００８７１ 号": ["number", "1100871"],
    "教APP備1100871号": ["number", "1100871"],
    "教APP备案号：1100871": ["number", "1100871"],
    "教app备-110-0871": ["number", "1100871"],
    "备案号:教APP备5100118号.": ["number", "5100118"],
    "教APP备110213号": ["number", "110213"],
    "京ICP备18027903号-24A 教APP备1100871号": ["number", "1100871"],
    "请看 1100871 这个": ["number", "1100871"],
    "京ICP备18027903号-24A": ["icp", None],
    "京ICP证030173号": ["icp", None],
    "粤B1.B2-20150286": ["icp", None],
    "粤公网安备 44010602000157号": ["police", None],
    "9144030071526726XG": ["uscc", None],
    "启明口算": ["name", None],
    "17作业": ["name", None],
    "   ": ["empty", None],
}


def test_what_is_typed_is_classified(watched: Callable[..., Page]) -> None:
    page = watched("about/")
    found = page.evaluate(
        """async typed => {
            const { classify } = await import("/assets/registry/text.js");
            return Object.fromEntries(typed.map(text => [text, [classify(text).kind, classify(text).digits ?? null]]));
        }""",
        list(TYPED),
    )
    assert found == TYPED


def test_slips_are_one_digit_wrong_missing_too_many_or_swapped(watched: Callable[..., Page]) -> None:
    page = watched("about/")
    cases = {
        "1190001": False, "1190002": True, "1910001": True, "119001": True, "11900011": True,
        "1190022": False, "9110001": False, "11900": False, "1090011": False,
    }  # fmt: skip
    found = page.evaluate(
        """async typed => {
            const { slips } = await import("/assets/registry/text.js");
            return Object.fromEntries(typed.map(text => [text, slips(text).includes("1190001")]));
        }""",
        list(cases),
    )
    assert found == cases


def test_the_palette_is_the_readers_choice_and_is_kept(watched: Callable[..., Page]) -> None:
    page = watched("", color_scheme="light")
    button = page.get_by_role("button", name="深色")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    page.goto(page.url + "r/1190001.html")
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    page.get_by_role("button", name="深色").click()
    expect(page.locator("html")).to_have_attribute("data-scheme", "light")
