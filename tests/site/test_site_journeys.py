"""What people come for, done with the keyboard alone, and in how many steps: a step is one screen or one deliberate action."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.site.conftest import REPOSITORY_ADDRESS, Site

MOST_TABS = 60

_FOCUSED = """() => {
    const e = document.activeElement;
    return [e.getAttribute("aria-label"), ...(e.labels ? [...e.labels].map(l => l.innerText) : []), e.innerText]
        .filter(Boolean).map(t => t.trim().replace(/\\s+/g, " "));
}"""


class Journey:
    """A way through the site. Moving the focus is no step of its own; typing and pressing Enter together are."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.steps = 1  # the page that is open

    def reach(self, name: str) -> None:
        """Move the focus with the tab key to what is called `name` (a pattern for the whole of it)."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if any(re.fullmatch(name, text) for text in self.page.evaluate(_FOCUSED)):
                return
        raise AssertionError(f"{name} cannot be reached with {MOST_TABS} tabs on {self.page.url}")

    def follow(self, name: str) -> None:
        """Step: follow a link or press a button."""
        self.reach(name)
        self.page.keyboard.press("Enter")
        self.steps += 1

    def type(self, name: str, text: str) -> None:
        """Step: type into a field and press Enter."""
        self.reach(name)
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")
        self.steps += 1


def test_the_skip_link_leads_to_the_content(watched: Callable[..., Page]) -> None:
    page = watched("r/1190001.html")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_a_parent_scans_the_code_and_has_the_answer(watched: Callable[..., Page]) -> None:
    """The short address of the code leads to the record by itself: one step."""
    journey = Journey(watched("v/5190002", "phone"))
    expect(journey.page).to_have_url(re.compile(r"/r/5190002\.html$"))
    expect(journey.page.get_by_role("status").first).to_contain_text("已撤销")
    expect(journey.page.get_by_role("status").first).to_be_in_viewport()
    assert journey.steps == 1


def test_a_parent_types_the_number_in_three_steps(watched: Callable[..., Page]) -> None:
    journey = Journey(watched("", "phone"))
    journey.type("核验备案号", "教app备 5190002")
    answer = journey.page.locator("#answer")
    expect(answer).to_contain_text("已撤销")
    expect(answer).to_contain_text("学校不应继续使用")
    journey.steps += 1  # the answer is read
    assert journey.steps == 3


def test_a_school_looks_up_an_app(watched: Callable[..., Page]) -> None:
    journey = Journey(watched("use/"))
    journey.type("名称或备案号", "云杉口")
    expect(journey.page.locator("#results a").first).to_be_visible()
    journey.follow("云杉口算练习")
    expect(journey.page.get_by_role("heading", level=1)).to_contain_text("云杉口算练习")
    expect(journey.page.get_by_role("status").first).to_contain_text("已备案")
    assert journey.steps == 3


def test_a_complaint_from_a_record_takes_three_steps(
    watched: Callable[..., Page], deployed_site: Site
) -> None:
    """Record, complaint page with the app and its authority named, form with the number filled in."""
    journey = Journey(watched("r/5190002.html", "phone", at=deployed_site))
    journey.follow("投诉或报告错误.*")
    about = journey.page.locator("#about")
    expect(about).to_contain_text("锦里题库")
    expect(about.get_by_role("link", name="四川省教育厅")).to_be_visible()
    journey.reach("填写公开投诉")
    address = journey.page.evaluate("document.activeElement.href")
    assert address.startswith(REPOSITORY_ADDRESS)
    assert parse_qs(urlsplit(address).query)["subject"] == ["教APP备5190002号"]
    journey.steps += 1  # the form is on the forge
    assert journey.steps == 3


def test_a_complaint_finds_the_authority_without_a_form_as_well(watched: Callable[..., Page]) -> None:
    journey = Journey(watched("complain/?n=5190002", "phone"))
    expect(journey.page.locator("#about")).to_contain_text("锦里题库")
    journey.follow("四川省教育厅")
    expect(journey.page.get_by_role("heading", level=1)).to_contain_text("四川省教育厅")
    assert journey.steps == 2


def test_a_journalist_has_the_table_in_two_steps(watched: Callable[..., Page]) -> None:
    """Open data, then the file, which Excel opens as what it is: UTF-8 with its mark."""
    journey = Journey(watched("data/"))
    journey.reach("apps\\.csv")
    with journey.page.expect_download() as started:
        journey.page.keyboard.press("Enter")
    journey.steps += 1
    content = started.value.path().read_bytes()
    assert content.startswith("\ufeff".encode())
    assert "教APP备5190002号" in content.decode()
    assert journey.steps == 2
