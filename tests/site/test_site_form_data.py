"""What the form reads: fields from the schema, working days, places, and the texts of filings."""

import gzip
import json
import random
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Browser

from registry.commands.form_sources import A_FILE, parts_for
from registry.commands.publish import publish
from registry.core.clock import count_working_days, on_day
from registry.core.working_days import AnnouncedDays
from registry.render.schemas import schema_of
from registry.render.site import addresses
from registry.render.site.form.fields import SCHEMA_OF, Field, fields_of
from registry.render.site.form.files import calendar
from tests.site.conftest import REPOSITORY, Site
from tests.site.site_sample import EPOCH, RULES, snapshot


def _keys(fields: tuple[Field, ...]) -> dict[str, object]:
    return {field.key: _keys(field.fields) for field in fields}


def _properties(schema: dict[str, object], parts: dict[str, dict[str, object]]) -> dict[str, object]:
    """Every key of a schema and below it, as nested dicts; what is no record has nothing below."""
    found: dict[str, object] = {}
    for key, given in dict(schema.get("properties", {})).items():  # type: ignore[call-overload]
        reference = given.get("$ref") or given.get("items", {}).get("$ref", "")
        found[key] = _properties(parts.get(str(reference).rpartition("/")[2], {}), parts)
    return found


def test_every_key_of_the_schemas_is_a_field() -> None:
    for kind, name in SCHEMA_OF.items():
        schema = schema_of(name)
        assert _keys(fields_of(kind)) == _properties(schema, schema["$defs"])


def test_nothing_is_chosen_ticked_or_filled_in_beforehand(site: Site, browser: Browser) -> None:
    """But ids within the file, which declare nothing."""
    page = browser.new_page()
    for path, ids in (("file/new", ["system-1", "app-1", "system-1"]), ("en/use/new", ["use-1"])):
        page.goto(f"{site.address}/{path}/")
        page.locator("#form:not([hidden])").wait_for()
        assert page.locator("#form input:checked").count() == 0
        filled = "inputs => inputs.filter(one => !/hidden|radio|checkbox/.test(one.type) && one.value).map(one => one.value)"
        assert page.locator("#form").locator("input, select, textarea").evaluate_all(filled) == ids
        assert page.locator("[pattern]").count() == 0
    page.close()


def test_working_days_are_counted_as_the_registry_counts_them(site: Site, browser: Browser) -> None:
    dice = random.Random(4)
    last = AnnouncedDays().settled_until
    starts = [date(last.year - 1, 1, 1) + timedelta(days=dice.randrange(1000)) for _ in range(150)]
    cases = [(day.isoformat(), dice.choice((1, 5, 10, 20))) for day in starts]
    page = browser.new_page()
    page.goto(f"{site.address}/help/")
    made = page.evaluate(
        """async ([root, cases]) => {
            const { lastDay } = await import(`${root}/assets/registry/form/next.js`);
            const { calendar } = await (await fetch(`${root}/form/next.json`)).json();
            return cases.map(([day, amount]) => lastDay(day, amount, calendar));
        }""",
        [site.address, cases],
    )
    page.close()
    for (day, amount), found in zip(cases, made, strict=True):
        counted = count_working_days(on_day(date.fromisoformat(day)), amount, AnnouncedDays())
        if counted.due and counted.due.year <= last.year + 1:
            assert found == {"day": counted.due.isoformat(), "provisional": counted.provisional}, (
                day,
                amount,
            )
    assert len(calendar(AnnouncedDays())["off"]) > 40  # type: ignore[arg-type]


def test_the_texts_of_providers_filings_are_found_by_their_code(tmp_path: Path) -> None:
    """In as many files as the number of filings asks for, and only those of providers."""
    records = snapshot()
    texts = {path: f"# {path}\n".encode() for path in records.providers}
    publish(records, REPOSITORY, tmp_path / "public", EPOCH, RULES, lambda *_: None, read=texts.__getitem__)
    parts = json.loads((tmp_path / "public" / addresses.source_file("index")).read_bytes())["parts"]
    assert parts == parts_for(len(texts))
    found: dict[str, str] = {}
    for part in range(parts):
        content = gzip.decompress((tmp_path / "public" / addresses.source_file(part)).read_bytes())
        held = json.loads(content)
        assert all(int(path[-11:-5], 36) % parts == part for path in held)
        found |= held
    assert found == {path: text.decode() for path, text in texts.items()}


def test_a_country_has_few_files_of_texts() -> None:
    assert [parts_for(n) for n in (0, 14, 15, 50_000)] == [1, 1, 7, 4093]
    assert A_FILE >= 50_000 / 4093
