"""The form in a browser: what people fill in is the file that they get."""

import base64
import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from registry.adapters.yaml_writer import to_yaml
from registry.core.filing import ProviderFiling
from tests.site.conftest import REPOSITORY, Site
from tests.site.form_filling import Filler, read

EXAMPLE: Any = read(
    (REPOSITORY / "docs/example-filing.yaml")
    .read_text("utf-8")
    .replace("version: 1.10", 'version: "1.10"')
    .encode()
)
PATH = "filings/providers/beijing/XW/91110108MA900001XW.yaml"


def test_what_is_filled_in_is_the_file_in_canonical_form(watched: Callable[..., Page]) -> None:
    page = watched("file/new/")
    form = Filler(page)
    form.fill(EXAMPLE)
    form.finish()
    expect(page.locator("#errors")).to_be_hidden()
    name, content = form.downloaded()
    assert name == Path(PATH).name
    assert content.decode() == to_yaml(ProviderFiling.model_validate(EXAMPLE), PATH).replace(
        "filer: provider\n", ""
    )


def address_of(path: str, text: str, findings: list[dict[str, object]]) -> str:
    """The part of an address that brings a filing, as the bot's comment has it."""
    content = json.dumps({"path": path, "text": text, "findings": findings}, ensure_ascii=False).encode()
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packing.compress(content) + packing.flush()
    return f"#load={base64.urlsafe_b64encode(packed).decode().rstrip('=')}"


BY_HAND = (
    (REPOSITORY / "docs/example-filing.yaml")
    .read_text("utf-8")
    .replace("unit_type: enterprise", "unit_type: enterprise   # 见营业执照")
)
TOLD: list[dict[str, object]] = [
    {"code": "A12-1", "place": ["apps", 0, "name"], "zh": "应用名称与软件著作权登记不一致。", "en": "The name is another."},
    {"code": "A09-2", "place": ["systems", 0, "icp", "number"], "zh": "ICP备案号查询不到。", "en": "No such number."},
]  # fmt: skip


def test_a_correction_from_the_comment_marks_two_fields_until_they_are_changed(
    watched: Callable[..., Page], deployed_site: Site
) -> None:
    page = watched(f"file/new/{address_of(PATH, BY_HAND, TOLD)}", at=deployed_site)
    form = Filler(page)
    errors = page.locator("#errors")
    expect(errors.locator("h2")).to_be_focused()
    expect(errors.locator("li")).to_have_text(
        [
            "业务系统 1：启明口算服务平台 › ICP备案 › ICP备案号：ICP备案号查询不到。",
            "教育移动应用 1：启明口算 › 应用名称：应用名称与软件著作权登记不一致。",
        ]
    )
    expect(page.locator("#notice")).to_contain_text("第 32 行的 1.10 已加上引号")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(form.field("systems", 0, "icp", "number").locator("input")).to_be_focused()
    errors.get_by_role("link", name="应用名称").click()
    name = form.field("apps", 0, "name").locator("input")
    expect(name).to_be_focused()
    expect(name).to_have_attribute("aria-invalid", "true")
    described = name.get_attribute("aria-describedby") or ""
    assert "软件著作权" in page.locator(f"#{described.split()[-1]}").inner_text()
    expect(form.field("apps", 0, "name").locator("> .form-finding")).to_contain_text("软件著作权")
    expect(form.field("apps", 0).locator("summary").first).to_have_text("教育移动应用 1：启明口算1 处须改正")
    form.write("启明口算练习", "apps", 0, "name")
    expect(errors.locator("li")).to_have_count(1)
    expect(form.field("apps", 0).locator("summary").first).to_have_text("教育移动应用 1：启明口算练习")
    form.write("京ICP备20260001号-2A", "systems", 0, "icp", "number")
    expect(errors).to_be_hidden()
    form.finish()
    expect(page.locator("#to-request")).to_be_visible()
    _, content = form.downloaded()
    assert content.decode() == BY_HAND.replace("name: 启明口算\n", "name: 启明口算练习\n").replace(
        "20260001号-1A", "20260001号-2A"
    ).replace("1.10", '"1.10"')


FOLLOWED = """() => [...document.querySelectorAll("#errors li a")].map((link) => {
    document.getElementById("check").focus();
    link.click();
    const form = document.getElementById("form"), to = document.activeElement;
    return [link.textContent, form.contains(to) ? [...form.querySelectorAll("*")].indexOf(to) : -1];
})"""
"""Of each link of the list its words, and which element of the form it leads to."""


@pytest.mark.parametrize("path", ["file/new/", "use/new/"])
def test_errors_stand_in_the_order_of_the_page_and_each_link_leads_to_its_field(
    path: str, watched: Callable[..., Page]
) -> None:
    page = watched(path)
    form = Filler(page)
    for kind in ("systems", "apps") if path == "file/new/" else ("uses",):
        form.field(kind).locator("> button[data-do=add]").click()
    form.finish()
    followed = page.evaluate(FOLLOWED)
    assert len(followed) > 20
    assert [words for words, to in followed if to < 0] == []
    assert followed == sorted(followed, key=lambda one: one[1])


def test_findings_about_the_whole_file_and_about_an_item_lead_to_their_beginning(
    watched: Callable[..., Page],
) -> None:
    told: list[dict[str, object]] = [
        *TOLD,
        {"code": "A12-3", "place": ["apps", 0], "zh": "没有填写平台。", "en": "No platform."},
        {"code": "R07", "place": [], "zh": "目录不对。", "en": "Wrong folder."},
    ]
    page = watched(f"file/new/{address_of(PATH, BY_HAND, told)}")
    expect(page.locator("#errors li")).to_have_count(4)
    app = Filler(page).field("apps", 0).locator("> details")
    expect(app.locator("> .form-finding")).to_contain_text("没有填写平台")
    expect(app.locator("> summary")).to_have_text("教育移动应用 1：启明口算2 处须改正")
    page.locator("#errors").get_by_role("link", name="教育移动应用 1：启明口算", exact=True).click()
    expect(app.locator("> summary")).to_be_focused()
    expect(page.locator("#errors li").first).to_have_text("整个文件：目录不对。")
    page.locator("#errors").get_by_role("link", name="整个文件").click()
    expect(Filler(page).field("filer").locator("input").first).to_be_focused()


def test_rules_that_come_late_leave_people_where_they_are(
    watched: Callable[..., Page], deployed_site: Site
) -> None:
    """The list of findings is made again when the rules are there; who has gone to a field by then is not called back."""
    page = watched("file/new/", at=deployed_site)
    held: list[Route] = []
    page.route("**/check/provider.json", lambda route: held.append(route))
    page.goto(f"{deployed_site.address}/file/new/{address_of(PATH, BY_HAND, TOLD)}")
    page.reload()
    errors = page.locator("#errors")
    expect(errors.locator("h2")).to_be_focused()
    with page.expect_response("**/check/provider.json"):
        errors.get_by_role("link", name="应用名称").click()
        while not held:
            page.wait_for_timeout(20)
        for route in held:
            route.continue_()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(200)
    expect(Filler(page).field("apps", 0, "name").locator("input")).to_be_focused()


def test_links_that_no_bot_made_are_refused_with_a_sentence(
    watched: Callable[..., Page],
) -> None:
    page = watched("file/new/")
    bomb = address_of(PATH, "a" * 300_000, [])
    for bad, said in (
        ("#load=!!", "链接不完整"),
        ("#load=AAAA", "链接不完整"),
        (bomb, "过大"),
        (address_of("../../x.yaml", BY_HAND, []), "链接不完整"),
        (address_of(PATH, "a: [", []), "不是有效的 YAML"),
        (address_of(PATH, "a: &x 1\nb: *x\n", []), "标签、锚点"),
        (address_of(PATH, "a: 1\na: 2\n", []), "写了两次"),
    ):
        page.evaluate("hash => { location.hash = hash; }", bad)
        expect(page.locator("#load-said")).to_contain_text(said)
        page.evaluate("location.hash = ''")
    assert page.locator("#form").is_visible()


def test_hostile_words_of_a_link_stay_words(watched: Callable[..., Page]) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    text = BY_HAND.replace("启明口算服务平台", f'"{hostile}"')
    told: list[dict[str, object]] = [
        {"code": "A12-1", "place": ["systems", 0, "name"], "zh": hostile, "en": ""},
        {"code": "javascript:alert(1)", "place": [], "zh": "x", "en": "x"},
        {"code": "A12-1", "place": ["__proto__", "x", 3], "zh": "proto", "en": ""},
    ]
    page = watched(f"file/new/{address_of(PATH, text, told)}")
    expect(page.locator("#errors")).to_contain_text(hostile)
    page.locator("#check").click()
    expect(page.locator("#review")).to_contain_text(hostile)
    assert page.locator("main img").count() == 0
    assert "javascript" not in page.locator("#errors").inner_html()
