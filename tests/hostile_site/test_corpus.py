"""How much of the corpora gets how far: enough must get in, or nothing below would prove anything."""

import gzip
import json
from collections.abc import Iterator
from typing import Any

from markupsafe import escape

from registry.adapters import records
from registry.core.ledger import Event
from registry.render.site import addresses
from tests.hostile_site.conftest import Published
from tests.hostile_site.corpus import corpus


def test_each_payload_goes_in_or_is_refused_by_its_characters() -> None:
    known = corpus()
    assert len(known.payloads) >= 4_800
    assert len(known.let_through) >= 1_200
    assert len(known.only_the_form_refuses) >= 3_400
    assert known.let_through.isdisjoint(known.refused)
    assert {text for text in known.let_through if "<" in text or ">" in text} == set()


def test_every_payload_that_is_let_through_is_published(hostile: Published) -> None:
    known = corpus()
    assert known.let_through <= hostile.texts.used
    assert set(known.only_the_form_refuses) <= hostile.formless.used
    published: set[str] = set()
    for path in [*hostile.site.paths(".json"), *hostile.site.paths(".json.gz")]:
        content = (hostile.site.folder / path).read_bytes()
        published.update(_strings(json.loads(gzip.decompress(content) if path.endswith(".gz") else content)))
    assert known.let_through - published == set()


def test_the_reader_takes_every_filing_that_is_in_form(hostile: Published) -> None:
    """What the models take can also stand in a file: nothing was put in that could not have come through a pull request."""
    taken = 0
    for kind, files in (
        ("provider", hostile.snapshot.providers),
        ("user", hostile.snapshot.users),
        ("case", hostile.snapshot.cases),
    ):
        for path, filed in files.items():
            values = filed.content.model_dump(mode="json", by_alias=True, exclude_none=True)
            parsed = records.parse(kind, _as_yaml(values).encode())
            if parsed.record is None:
                assert kind != "user", (path, parsed)
                continue
            assert parsed.record == filed.content
            taken += 1
    assert taken == 40 + 40 + 140  # providers and cases in form, and all institutions


def test_a_record_page_says_what_the_filing_says(hostile: Published) -> None:
    """Escaped once, and nothing lost."""
    seen = 0
    for standing in hostile.snapshot.replay.apps.values():
        app = next(
            one for one in hostile.snapshot.providers[standing.path].content.apps if one.id == standing.item
        )
        text = hostile.site.text(addresses.app_page(standing.number[5:12]))
        for said in (app.name, app.description, app.personal_info.guardian_consent_method):
            assert str(escape(said)) in text, (standing.number, said)
            seen += 1
        given: Event = standing.events[0]
        assert str(escape(given.reason)) in text, (standing.number, given.reason)
    assert seen == 3 * 536


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _as_yaml(value: object, depth: int = 0) -> str:
    """Block style with every text in double quotes, as a careful person would write it."""
    indent = "  " * depth
    if isinstance(value, dict):
        return "".join(f"\n{indent}{key}:{_as_yaml(inner, depth + 1)}" for key, inner in value.items())
    if isinstance(value, list):
        return "".join(f"\n{indent}-{_as_yaml(inner, depth + 1)}" for inner in value) if value else " []"
    return f" {json.dumps(value, ensure_ascii=False)}"
