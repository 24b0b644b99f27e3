"""Short addresses of numbers, and what becomes of a number that nobody has."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from registry.render.site.search.numbers import spans
from registry.render.site.search.stubs import stub
from tests.site.conftest import Site


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
