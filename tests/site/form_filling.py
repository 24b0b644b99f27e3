"""A person at the form: fields by their titles, within a section or an item."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from registry.adapters import yaml_reader

_BELOW = (":scope > ", ":scope > fieldset > ", ":scope > details > ", ":scope > section > ")
"""Where a field stands within a part."""


class Filler:
    """Fills in a form that is open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        expect(page.locator("#form")).to_be_visible()

    def field(self, *place: str | int) -> Locator:
        """The field at a place such as `("apps", 0, "name")`."""
        found = self.page.locator("#form")
        for step in place:
            found = (
                found.locator(f"> ol > li >> nth={step}")
                if isinstance(step, int)
                else found.locator(", ".join(f'{way}[data-key="{step}"]' for way in _BELOW)).first
            )
        return found

    def write(self, text: str, *place: str | int) -> None:
        """Type into a field and leave it."""
        box = self.field(*place).locator("input, textarea").first
        box.fill(text)
        box.blur()

    def choose(self, values: str | bool | list[str], *place: str | int) -> None:
        """Choose in a field, by value."""
        field = self.field(*place)
        for value in values if isinstance(values, list) else [values]:
            wanted = str(value).lower() if isinstance(value, bool) else value
            if field.locator("select").count():
                field.locator("select").select_option(wanted)
            else:
                field.locator(f'input[value="{wanted}"]').check()

    def fill(self, values: object, *place: str | int) -> None:
        """A whole record, value by value; lists of records grow by their button."""
        if isinstance(values, dict):
            if place and self.field(*place).evaluate("field => field.tagName === 'DETAILS' && !field.open"):
                self.field(*place).locator("> summary").click()
            for key, value in values.items():
                if key != "schema":
                    self.fill(value, *place, key)
            return
        field = self.field(*place)
        kind = field.get_attribute("data-kind")
        if kind == "list":
            assert isinstance(values, list)
            for index, value in enumerate(values):
                if field.locator("> ol > li").count() <= index:
                    field.locator("> button[data-do=add]").click()
                self.fill(value, *place, index)
        elif kind == "texts":
            assert isinstance(values, list)
            for index, value in enumerate(values):
                field.locator("> button[data-do=add]").click()
                field.locator("> ol > li").nth(index).locator("input").fill(str(value))
        elif kind in ("choice", "choices", "yes_no", "province", "division", "reference"):
            assert isinstance(values, str | bool | list)
            self.choose(values, *place)
        else:
            self.write(str(values), *place)

    def finish(self) -> None:
        """Ask for the file."""
        self.page.locator("#check").click()
        expect(self.page.locator("#finish")).to_be_visible()

    def downloaded(self) -> tuple[str, bytes]:
        """The file, by its name and bytes."""
        with self.page.expect_download() as started:
            self.page.locator("#download").click()
        path = started.value.path()
        assert isinstance(path, Path)
        return started.value.suggested_filename, path.read_bytes()


def read(content: bytes) -> object:
    """What the registry reads in a file; nothing in it may be refused."""
    document = yaml_reader.read(content)
    assert document.refusals == []
    return document.data
