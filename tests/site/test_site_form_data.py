"""What the form reads: fields from the schema, working days, places, and the texts of filings."""

import gzip
import json
import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from registry.commands.form_sources import A_FILE, parts_for, pieces
from registry.commands.publish import publish
from registry.core.clock import count_working_days, on_day
from registry.core.replay import Replay
from registry.core.working_days import AnnouncedDays
from registry.render.schemas import schema_of
from registry.render.site import addresses
from registry.render.site.form.fields import SCHEMA_OF, Field, fields_of
from registry.render.site.form.files import calendar
from tests.site.conftest import REPOSITORY, Site
from tests.site.site_sample import BEIJING, EPOCH, MOE, RULES, SCHOOL, SICHUAN, XINJIANG, Ledger, snapshot


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


REGISTERED: dict[str, set[tuple[str, str, str]]] = {
    BEIJING: {("kousuan", "教APP备1190001号", "filed"), ("yuedu", "教APP备1190002号", "suspended")},
    SICHUAN: {
        ("ketang", "教APP备5190001号", "filed"),
        ("tiku", "教APP备5190002号", "revoked"),
        ("daka", "教APP备5190003号", "withdrawn"),
    },
    SCHOOL: {("tong", "教APP备5190004号", "filed")},
    MOE: {("zhihui", "教APP备0000017号", "filed")},
    XINJIANG: set(),
}


def test_the_texts_of_providers_filings_are_found_by_their_code_with_what_is_registered(
    tmp_path: Path,
) -> None:
    """In as many files as the number of filings asks for, and only those of providers. Apps by their ids; what has no number is not there."""
    records = snapshot()
    texts = {path: f"# {path}\n".encode() for path in records.providers}
    publish(
        records,
        REPOSITORY,
        tmp_path / "public",
        EPOCH,
        RULES,
        lambda *_: None,
        read=lambda paths: map(texts.__getitem__, paths),
    )
    parts = json.loads((tmp_path / "public" / addresses.source_file("index")).read_bytes())["parts"]
    assert parts == parts_for(len(texts))
    found: dict[str, dict[str, Any]] = {}
    for part in range(parts):
        content = gzip.decompress((tmp_path / "public" / addresses.source_file(part)).read_bytes())
        held = json.loads(content)
        assert all(int(path[-11:-5], 36) % parts == part for path in held)
        found |= held
    assert {path: one["text"] for path, one in found.items()} == {
        path: text.decode() for path, text in texts.items()
    }
    assert {
        path[-23:-5]: {(entry["item"], entry["number"], entry["status"]) for entry in one["registered"]}
        for path, one in found.items()
    } == REGISTERED
    beijing = next(one for path, one in found.items() if BEIJING in path)
    assert {entry["since"] for entry in beijing["registered"]} == {"2026-01-20"}


def test_what_is_registered_moves_with_a_filing_and_makes_its_file_anew() -> None:
    """To the folder of another authority; a decision that leaves the text as it is changes the file."""
    before = snapshot()
    path = next(path for path in before.providers if BEIJING in path)
    moved = path.replace("beijing", "sichuan")

    def made(filed: dict[str, Any], replay: Replay) -> tuple[dict[str, Any], tuple[str, ...] | None]:
        piece = next(iter(pieces(filed, replay, lambda paths: [b""] * len(paths))))
        return json.loads(gzip.decompress(piece.make())), piece.made_from

    there, first = made({path: before.providers[path]}, before.replay)
    gone, second = made({moved: replace(before.providers[path], path=moved)}, before.replay)
    assert gone[moved] == there[path]
    assert first != second
    ledger = Ledger.continuing(before.replay)
    ledger.add("beijing", "2026-02-28", "reinstated", path, item="yuedu", number="教APP备1190002号")
    later, third = made({path: before.providers[path]}, ledger.replay)
    assert [entry["status"] for entry in later[path]["registered"]] == ["filed", "filed"]
    assert third != first


def test_a_country_has_few_files_of_texts() -> None:
    assert [parts_for(n) for n in (0, 14, 15, 50_000)] == [1, 1, 7, 4093]
    assert A_FILE >= 50_000 / 4093
