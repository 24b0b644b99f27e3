"""The form in a browser: what people fill in is the file that they get."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from registry.adapters.yaml_writer import to_yaml
from registry.core.filing import ProviderFiling
from tests.site.conftest import REPOSITORY
from tests.site.form_filling import Filler, read

EXAMPLE = read(
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
