"""The address that the bot's comment holds opens the form: what Python packs, the browser reads."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from registry.commands.forge import spoken
from registry.core.verdict import Found
from registry.render.form_link import form_link
from tests.site.conftest import REPOSITORY, Site

TEXT = (
    (REPOSITORY / "docs/example-filing.yaml").read_text("utf-8").replace("version: 1.10", 'version: "1.10"')
)
PATH = "filings/providers/beijing/XW/91110108MA900001XW.yaml"
FOUND = Found(
    code="A10-3", path=PATH, line=9, column=3, field="unit.registration_province", values={"slug": "x<b>"}
)


@pytest.mark.parametrize(
    "path", [PATH, ""], ids=["of a request", "of an issue that does not say whose it is"]
)
def test_the_form_opens_with_the_file_and_the_field_marked(
    watched: Callable[..., Page], deployed_site: Site, path: str
) -> None:
    link = form_link("", "provider", path, TEXT, [spoken.filled(FOUND, in_markdown=False)])
    page = watched(link.address.zh.removeprefix("/"), at=deployed_site)
    listed = page.locator("#errors li")
    expect(listed).to_have_count(1)
    expect(listed).to_contain_text("没有代号为“x<b>”的省级教育行政部门。请用省份拼音")
    expect(page.locator("[aria-invalid=true]")).to_have_count(1)
