"""What stopped people who filled in the form for the first time, or came back for a change: where a sentence stands, when, and in whose words."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.site.conftest import Site
from tests.site.form_filling import Filler

TOMORROW = "2099-01-01"


def test_a_sentence_about_a_field_of_an_app_stands_at_that_field(watched: Callable[..., Page]) -> None:
    form = Filler(watched("file/new/"))
    for place in (("apps", 0, "name"), ("systems", 0, "icp", "number")):
        form.write("<", *place)
        expect(form.field(*place).locator(".form-finding")).to_be_visible()
        assert form.field(place[0]).locator("> .form-finding").count() == 0


def test_what_is_wrong_in_one_value_is_said_while_others_are_missing(watched: Callable[..., Page]) -> None:
    form = Filler(watched("file/new/"))
    form.write("91110108MA900001XA", "unit", "uscc")
    expect(form.field("unit", "uscc")).to_contain_text("第18位应为“W”")
    form.write("91110108MA900001XW", "unit", "uscc")
    expect(form.field("unit", "uscc").locator(".form-finding")).to_have_count(0)
    form.write("示例路1号，电话 13800138000", "unit", "registered_address")
    expect(form.field("unit", "registered_address").locator(".form-finding")).to_contain_text("R21")
    form.write(TOMORROW, "apps", 0, "last_updated")
    expect(form.field("apps", 0, "last_updated").locator(".form-finding")).to_contain_text("晚于今天")
    form.write("9999", "apps", 0, "last_updated")  # no day at all: that alone is said
    expect(form.field("apps", 0, "last_updated").locator(".form-finding")).to_have_count(1)


def test_a_newcomer_is_led_to_the_way_without_git_first_and_reads_no_keys(
    watched: Callable[..., Page], deployed_site: Site
) -> None:
    page = watched("file/new/", at=deployed_site)
    form = Filler(page)
    form.field("unit", "covers_subsidiaries").get_by_text("一并备案的子公司、分支机构").wait_for()
    told = page.evaluate(
        """async () => {
            const { titled } = await import(new URL("../../assets/registry/form/marks.js", location.href).href);
            return titled(document.getElementById("form"), "请填写 privacy_policy_url，不要填 no_such_key。");
        }"""
    )
    assert told == "请填写 “隐私政策地址”，不要填 no_such_key。"
    form.write("91110108MA900001XW", "unit", "uscc")
    form.choose("beijing", "unit", "registration_province")
    form.finish()
    ways = page.locator("#finish .form-way:visible")
    expect(ways.first).to_have_id("issue")
    expect(ways.first).to_contain_text("先免费注册一个")
