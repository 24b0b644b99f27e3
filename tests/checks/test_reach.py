"""No rule is forgotten: each is judged in the browser, looked up, or named with the reason why it cannot be."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from registry.commands.check_tables.pieces import MODELS
from registry.commands.check_tables.schema import DROPPED, JUDGING, SchemaTable
from registry.core.fields import Record, words
from registry.rules.book import every_rule
from registry.rules.in_browser import ALONE, PUBLISHED, SERVER

CODES = """
async () => {
  const both = await Promise.all(["rules_of_provider", "rules_of_user"].map(load));
  return both.flatMap(({ RULES }) => Object.keys(RULES));
}
"""


def test_every_rule_on_filings_has_its_place() -> None:
    """In exactly one of: told in the browser, told by the server; rules on cases, authorities, sheets and requests are others'."""
    of_filings = {
        rule.code
        for rule in every_rule()
        if rule.code[0] not in "PS" and (not rule.kinds or {"provider", "user"} & set(rule.kinds))
    }
    assert of_filings == ALONE | PUBLISHED | SERVER.keys()
    assert not (ALONE | PUBLISHED) & SERVER.keys()
    for reason in SERVER.values():
        assert reason.zh
        assert reason.en


def test_every_code_has_its_check(check_page: Page) -> None:
    """Each rule with a check of its own has a twin, and there is no twin of a rule that is told nowhere."""
    found = set(check_page.evaluate(CODES))
    own = {rule.code for rule in every_rule() if rule.check is not None}
    in_short = {"A11-1", "A24-1", "A24-2", "A24-3", "A24-4", "A24-5", "A24-7", "R10", "R45"}
    assert found == (ALONE | PUBLISHED) & own - in_short
    source = check_page.evaluate("async () => (await fetch('/assets/registry/check/look_up.js')).text()")
    assert all(f'code: "{code}"' in source for code in in_short)


def test_a_keyword_that_the_browser_does_not_know_stops_the_build() -> None:
    """A schema that says more than the walker reads would be judged too kindly."""

    class Multiple(Record):
        number: int = words("数", "Number", multiple_of=2)

    with pytest.raises(LookupError, match="multipleOf"):
        SchemaTable(Multiple)


@pytest.mark.parametrize("kind", MODELS)
def test_the_walker_knows_every_keyword(kind: str, check_page: Page) -> None:
    """Keywords that judge are those of form.js, and every pattern is one that ECMAScript reads."""
    whole = SchemaTable(MODELS[kind]).schema
    used = {keyword for schema in _schemas(whole) for keyword in schema}
    assert used <= {*JUDGING, "$defs", "t", "e", "c", "default"}
    assert not set(JUDGING) & set(DROPPED)
    source = check_page.evaluate("async () => (await fetch('/assets/registry/check/form.js')).text()")
    for keyword in used - {"$defs", "c", "e", "t", "default", "$ref", "items", "properties", "x-code"}:
        assert f"  {keyword}: (" in source, keyword
    patterns = sorted({schema["pattern"] for schema in _schemas(whole) if "pattern" in schema})
    read = "(all) => all.map((one) => ['u', 'v'].map((flag) => { try { return new RegExp(one, flag).source.length; } catch (error) { return String(error); } }))"
    assert patterns
    for pattern, lengths in zip(patterns, check_page.evaluate(read, patterns), strict=True):
        assert isinstance(lengths[0], int), (pattern, lengths)


def _schemas(schema: Any) -> list[dict[str, Any]]:
    found = [schema]
    for inner in (*schema.get("properties", {}).values(), *schema.get("$defs", {}).values()):
        found += _schemas(inner)
    if "items" in schema:
        found += _schemas(schema["items"])
    return found


def test_the_tables_are_the_same_each_time() -> None:
    """They stand in the site, whose bytes follow from the commit."""
    first, again = (json.dumps(SchemaTable(MODELS["provider"]).schema) for _ in range(2))
    assert first == again
