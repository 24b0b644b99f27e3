"""Short addresses of numbers, and what becomes of a number that nobody has."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from registry.render.site.search.numbers import spans
from registry.render.site.search.stubs import stub
from tests.site.conftest import Site

KEPT = """async (paths) => {
  const { active } = await navigator.serviceWorker.ready;
  while (active.state !== "activated") await new Promise((done) => setTimeout(done, 20));
  for (const path of paths)
    while (!(await caches.match(new URL(path, location)))) await new Promise((done) => setTimeout(done, 20));
}"""
"""Waits until these are kept. Not by `wait_for_function`, to which a promise counts as true before it is kept."""


def test_numbers_are_spans_of_serials() -> None:
    assert spans(["1190001", "1190002", "1190003", "1190005", "5190001"]) == [
        [1190001, 3],
        [1190005, 1],
        [5190001, 1],
    ]
    assert spans([]) == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_short_address_leads_to_the_record_with_and_without_scripts(
    scripts: bool, site: Site, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{site.address}/v/5190002")
    expect(page).to_have_url(f"{site.address}/r/5190002.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("锦里题库")
    context.close()


def test_a_short_address_is_small() -> None:
    assert len(stub("5190002")) < 300


@pytest.mark.parametrize("path", ["v/5190012", "r/5190012.html", "v/51900012"])
def test_a_number_without_a_page_is_put_into_the_box_for_verification(
    path: str, watched: Callable[..., Page]
) -> None:
    page = watched(path)
    box = page.get_by_role("textbox", name="备案号")
    expect(box).to_have_value(path.removesuffix(".html")[2:])
    box.press("Enter")
    expect(page.locator("#near")).to_contain_text("教APP备5190002号")


def test_another_missing_page_has_an_empty_box(watched: Callable[..., Page]) -> None:
    expect(watched("nothing/here2").get_by_role("textbox", name="备案号")).to_have_value("")


SPELLINGS = [
    "教APP备1190001号", "教APP备1190001", "教app备1190001号", "教App备 1190001", "教 A P P 备 1 1 9 0 0 0 1 号", "教ＡＰＰ备１１９０００１号",
    "教APP備1190001號", "教APP备案1190001号", "教APP备案号：1190001", "教APP备-119-0001", "app备1190001", "APP备案号1190001", "1190001", "1190001号",
    "１１９０００１", "119 0001", "备案号:教APP备1190001号。", "备案编号：教APP备1190001号", "我孩子用的是教APP备1190001号这个", "（教APP备1190001号）",
    "【教APP备1190001号】", "教APP备119OOO1号", "教APP备ll9000l号", "京ICP备12345678号-1A 教APP备1190001号", "请看 1190001 这个", "  教APP备1190001号\t",
]  # fmt: skip


def test_26_spellings_of_a_number_are_one_number(watched: Callable[..., Page]) -> None:
    page = watched("verify/")
    classified = page.evaluate(
        """async typed => {
            const { classify } = await import("/assets/registry/text.js");
            return typed.map(text => classify(text).digits ?? null);
        }""",
        SPELLINGS,
    )
    assert dict(zip(SPELLINGS, classified, strict=True)) == dict.fromkeys(SPELLINGS, "1190001")
    for typed in SPELLINGS:
        page.get_by_role("textbox").fill("")
        page.keyboard.press("Enter")
        expect(page.locator("#answer > *")).to_have_count(0)
        page.get_by_role("textbox").fill(typed)
        page.keyboard.press("Enter")
        expect(page.locator("#answer").get_by_role("link", name="云杉口算练习")).to_be_visible()


def test_an_answer_takes_one_request(watched: Callable[..., Page]) -> None:
    page = watched("about/", service_workers="block")  # what is kept for later is fetched once more
    with page.expect_response("**/search/numbers.json"), page.expect_response("**/search/index.json"):
        page.goto(page.url.replace("about", "verify"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.get_by_role("textbox").fill("1190001")
    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_contain_text("已备案")
    assert [path for path in asked if path.endswith(".json")] == ["/api/v1/number/11900.json"]


def test_not_found_has_three_readings_and_a_way_on(watched: Callable[..., Page]) -> None:
    page = watched("verify/?n=6690009")
    answer = page.locator("#answer")
    expect(answer.get_by_role("listitem")).to_have_count(3)
    expect(answer).to_contain_text("没有查到不等于违规")
    expect(answer).not_to_contain_text("非法")
    expect(answer.get_by_role("link", name="反映情况")).to_have_attribute("href", re.compile("/complain/$"))


def test_a_code_with_a_wrong_check_character_is_told(watched: Callable[..., Page]) -> None:
    page = watched("verify/?n=91110000802100433C")
    expect(page.locator("#answer")).to_contain_text("最后一位与前面不符")
    page.get_by_role("textbox").fill("91110000802100433B")
    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_contain_text("没有登记应用")
    expect(page.locator("#answer")).not_to_contain_text("最后一位与前面不符")


def test_what_was_verified_is_verified_again_without_a_network(site: Site, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.address}/verify/?n=1190001")
    expect(page.locator("#answer")).to_contain_text("云杉口算练习")
    page.evaluate(KEPT, ["./", "../api/v1/number/11900.json"])
    context.set_offline(True)
    page.reload()
    expect(page.locator("#answer")).to_contain_text("云杉口算练习")
    expect(page.locator("#answer")).to_contain_text("备案有效")
    page.get_by_role("textbox").fill("6690009")
    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_contain_text("没有查到 教APP备6690009号")
    page.get_by_role("textbox").fill("5190001")
    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_contain_text("数据暂时读取不了")
    context.set_offline(False)
    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_contain_text("锦里课堂")
    context.close()
