"""The issue forms and the reader know each other: what a form writes is what is read."""

import json
from typing import Any

import pytest

from registry.commands.forge import setup
from registry.core.issue_filing import DECLARATIONS, Field, is_filing, read
from registry.render.filing_forms import files, template
from tests.commands import REPOSITORY
from tests.issue_filings.scene import FILING, SCHOOL
from tests.issue_filings.test_reading import BOT, issue

KINDS = [(kind, language) for kind in ("provider", "user") for language in ("zh", "en")]


def written(kind: str, language: str) -> dict[str, Any]:
    """A committed form."""
    path = REPOSITORY / ".github/ISSUE_TEMPLATE" / template(kind, language)
    found: dict[str, Any] = json.loads(path.read_text("utf-8").partition("\n")[2])
    return found


def as_the_forge_writes_it(form: dict[str, Any], text: str) -> str:
    """The description that GitHub makes of a form that was filled in."""
    parts = []
    for part in form["body"]:
        given = part["attributes"]
        if part["type"] == "textarea":
            parts.append(f"### {given['label']}\n\n```{given['render']}\n{text}\n```")
        if part["type"] == "checkboxes":
            boxes = "\n".join(f"- [X] {option['label']}" for option in given["options"])
            parts.append(f"### {given['label']}\n\n{boxes}")
    return "\n\n".join(parts)


@pytest.mark.parametrize(("kind", "language"), KINDS)
def test_what_a_form_writes_is_read(kind: str, language: str) -> None:
    form = written(kind, language)
    text = FILING if kind == "provider" else SCHOOL
    body = as_the_forge_writes_it(form, text)
    found = read(body)
    assert (found.text, found.kind, found.unclear) == (text, kind, None)
    assert is_filing(issue(body=body), BOT), "also without its label"
    assert is_filing(issue(title=form["title"] + "x"), BOT)
    assert {label.name for label in setup.labels()} >= set(form["labels"])


@pytest.mark.parametrize(("kind", "language"), KINDS)
def test_a_form_says_that_it_is_public_and_asks_nothing_about_people(kind: str, language: str) -> None:
    form = written(kind, language)
    assert [part.get("id") for part in form["body"]] == [None, Field.filing.value, Field.consent.value]
    boxes = form["body"][2]["attributes"]["options"]
    assert [box["label"] for box in boxes] == [text.in_language(language) for text in DECLARATIONS]
    assert all(box["required"] for box in boxes)
    intro = form["body"][0]["attributes"]["value"]
    assert ("任何人可见" if language == "zh" else "Everybody can read") in intro
    assert f"{'en/' if language == 'en' else ''}{'file' if kind == 'provider' else 'use'}/" in intro


def test_forms_of_another_repository_lead_to_its_site() -> None:
    for text in files("Example/sandbox").values():
        assert "https://example.github.io/sandbox/" in text
