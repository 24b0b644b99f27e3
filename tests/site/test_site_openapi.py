"""The OpenAPI document: valid, complete, and true of every file that is published."""

import copy
import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from registry.core.codes import EVERY_CODE
from registry.render.site import api
from registry.render.site.api.catalogue import CATALOGUE
from registry.render.site.api.openapi import openapi
from registry.render.site.api.schemas import components
from registry.render.site.assemble import records_of
from registry.render.site.published import PUBLISHED
from tests.site.site_sample import snapshot, unpacked

Schema = dict[str, Any]


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    """Every file of the API."""
    return {
        f"/{path}": json.loads(unpacked(path, content)) for path, content in api.files(records_of(snapshot()))
    }


@pytest.fixture(scope="module")
def document(answers: dict[str, Any]) -> Schema:
    """The document as published."""
    found: Schema = answers["/api/v1/openapi.json"]
    return found


def test_the_document_is_openapi_3_1(document: Schema) -> None:
    OpenAPIV31SpecValidator(document).validate()
    assert document["openapi"].startswith("3.1")


def _template(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{[a-z]+\\\}", "([^/]+)", re.escape(path)))


def _operation(document: Schema, path: str) -> tuple[Schema, re.Match[str]]:
    """The one operation that a file answers; an address without a parameter goes before one with it."""
    matches = [
        (operation["get"], match)
        for template, operation in sorted(document["paths"].items(), key=lambda item: "{" in item[0])
        if (match := _template(template).fullmatch(path))
    ]
    assert matches, f"{path} is not described"
    return matches[0]


def _media_type(path: str) -> str:
    return "application/gzip" if path.endswith(".gz") else "application/json"


def _closed(part: Any) -> Any:
    """The schemas with nothing allowed beside what they name, and codes held to their lists: what is published may not go beyond what is told."""
    if isinstance(part, list):
        return [_closed(item) for item in part]
    if not isinstance(part, dict):
        return part
    found = {name: _closed(value) for name, value in part.items()}
    if "properties" in found and "type" in found:
        found["additionalProperties"] = False
    if "x-extensible-enum" in found:
        found["enum"] = found["x-extensible-enum"]
    return found


def test_every_published_file_is_what_the_document_says(document: Schema, answers: dict[str, Any]) -> None:
    closed = {**document, "components": _closed(document["components"])}
    seen = set()
    for path, answer in answers.items():
        if path == "/api/v1/openapi.json":
            continue
        operation, match = _operation(document, path)
        seen.add(operation["operationId"])
        schema = operation["responses"]["200"]["content"][_media_type(path)]["schema"]
        errors = list(
            Draft202012Validator({**schema, "components": closed["components"]}).iter_errors(answer)
        )
        assert not errors, (path, errors[0].message[:300], list(errors[0].path))
        for parameter in operation.get("parameters", ()):
            assert re.search(parameter["schema"]["pattern"], match[1]), path
    assert seen == {answer.name for answer in CATALOGUE}


MUTATIONS = {
    "a field that nobody described": ("/api/v1/number/11900.json", lambda f: f["result"]["1190001"].update(extra=1)),
    "a field that is gone": ("/api/v1/number/11900.json", lambda f: f["result"]["1190001"].pop("since")),
    "a null": ("/api/v1/app/11900.json.gz", lambda f: f["result"]["1190001"]["app"].update(description=None)),
    "a number as text": ("/api/v1/count.json", lambda f: f["result"].update(apps="7")),
    "a code without labels": ("/api/v1/all.json.gz", lambda f: f["result"][0].update(status="filed")),
    "a label of another code": ("/api/v1/all.json.gz", lambda f: f["result"][0]["status"].update(zh="已撤销")),
    "a key that is no number": ("/api/v1/number/11900.json", lambda f: f["result"].update(x=f["result"]["1190001"])),
    "a day that is no day of the form": ("/api/v1/changes/2026-01.json.gz", lambda f: f["result"].update(today=[])),
    "an unpublished field of a record": ("/api/v1/app/11900.json.gz", lambda f: f["result"]["1190001"]["system"]["icp"].update(evidence_date="2026-01-03")),
    "another envelope": ("/api/v1/blacklist.json", lambda f: f.pop("total")),
    "a code of a case without labels": ("/api/v1/blacklist.json", lambda f: f["result"][0].update(state="blacklisted")),
}  # fmt: skip


@pytest.mark.parametrize("what", MUTATIONS)
def test_a_file_that_is_not_what_the_document_says_is_noticed(
    what: str, document: Schema, answers: dict[str, Any]
) -> None:
    path, spoil = MUTATIONS[what]
    answer = copy.deepcopy(answers[path])
    spoil(answer)
    operation, _ = _operation(document, path)
    schema = operation["responses"]["200"]["content"][_media_type(path)]["schema"]
    closed = {**schema, "components": _closed(document["components"])}
    assert list(Draft202012Validator(closed).iter_errors(answer))


def test_new_fields_and_new_codes_do_not_break_a_client_that_validates(
    document: Schema, answers: dict[str, Any]
) -> None:
    answer = copy.deepcopy(answers["/api/v1/number/11900.json"])
    entry = answer["result"]["1190001"]
    entry["new_field"] = "x"
    entry["status"] = {"code": "paused", "zh": "暂停", "en": "Paused"}
    operation, _ = _operation(document, "/api/v1/number/11900.json")
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": document["components"]}).validate(answer)


def test_published_records_are_described_field_for_field(document: Schema) -> None:
    schemas = document["components"]["schemas"]
    for model, names in PUBLISHED.items():
        schema = schemas.get(model.__name__) or schemas.get(f"{model.__name__}Answer")
        if schema is None:
            continue
        described = set(schema["properties"])
        assert set(names) <= described, model
        if f"{model.__name__}Answer" not in schemas:
            assert described == set(names), model


def test_every_described_code_is_listed_with_both_labels(document: Schema) -> None:
    by_name = {codes.__name__: codes for codes in EVERY_CODE}
    described = {
        name: schema
        for name, schema in document["components"]["schemas"].items()
        if "x-extensible-enum" in schema
    }
    assert len(described) > 20
    for name, schema in described.items():
        assert [(one["code"], one["zh"], one["en"]) for one in schema["x-extensible-enum"]] == [
            (member.value, member.label.zh, member.label.en) for member in by_name[name]
        ]


def test_every_field_and_every_file_is_told_in_both_languages(document: Schema) -> None:
    for answer in CATALOGUE:
        for text in (answer.title, answer.told, *([answer.missing] if answer.missing else [])):
            assert text.zh
            assert text.en
    untold = []
    for name, schema in document["components"]["schemas"].items():
        for field, described in schema.get("properties", {}).items():
            if "x-extensible-enum" not in schema and "x-title" not in described:
                untold.append(f"{name}.{field}")
    assert untold == []


def test_the_document_names_no_day_no_commit_and_no_data() -> None:
    once = openapi()
    components.cache_clear()
    assert openapi() == once
    assert "c0ffee" not in json.dumps(openapi())
