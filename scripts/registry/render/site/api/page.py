"""The API pages, written from the OpenAPI document: every file, parameter, field and code, with examples."""

import re
from dataclasses import dataclass
from typing import Any

from registry.core.codes import EVERY_CODE
from registry.core.text import Text
from registry.render.site.api.catalogue import CATALOGUE, Answer
from registry.render.site.api.openapi import ABOUT, PROMISE
from registry.render.site.api.schemas import COMPONENTS, components, file_name
from registry.render.site.environment import environment

LOG: tuple[tuple[str, Text], ...] = (("1.0", Text("第一个公布的版本。", "First version that is published.")),)
"""What changed, newest first: version and what is new in it."""

_CODES = {codes.__name__ for codes in EVERY_CODE}
_KINDS = {
    "string": Text("文字", "text"),
    "integer": Text("整数", "whole number"),
    "boolean": Text("true 或 false", "true or false"),
    "object": Text("对象", "object"),
}
_FORMATS = {"date": Text("日期 YYYY-MM-DD", "day YYYY-MM-DD")}


@dataclass(frozen=True, slots=True)
class Field:
    """A row of a table: name, what it is, its kind, the object or code that it leads to, whether it may be missing."""

    name: str
    told: Text
    kind: Text
    leads_to: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Described:
    """One kind of file: the answer, the kind of its result and the object that it leads to."""

    answer: Answer
    kind: Text
    leads_to: str

    @property
    def example(self) -> str:
        """An address that is filled in."""
        parameter = self.answer.parameter
        return re.sub(r"\{[a-z]+\}", parameter.example, self.answer.path) if parameter else self.answer.path


def as_markdown(language: str) -> str:
    """The page in one language, as HTML blocks in Markdown."""
    schemas = components()
    files = [_described(answer, schemas[file_name(answer)]) for answer in CATALOGUE]
    named = {name: schema for name, schema in schemas.items() if not name.endswith("File")}
    return (
        environment()
        .get_template("api.html")
        .render(
            zh=language == "zh",
            up="../" if language == "zh" else "../../",
            say=lambda text: text.in_language(language),
            about=ABOUT,
            promise=PROMISE,
            files=files,
            objects=[(name, _fields(schema)) for name, schema in named.items() if name not in _CODES],
            codes=[(name, schema["x-extensible-enum"]) for name, schema in named.items() if name in _CODES],
            log=LOG,
        )
    )


def _described(answer: Answer, file: dict[str, Any]) -> Described:
    kind, leads_to = _kind(file["properties"]["result"])
    return Described(answer, kind, leads_to)


def _fields(schema: dict[str, Any]) -> list[Field]:
    found = []
    for name, field in schema["properties"].items():
        kind, leads_to = _kind(field)
        found.append(Field(name, Text(**field["x-title"]), kind, leads_to, name not in schema["required"]))
    return found


def _kind(schema: dict[str, Any]) -> tuple[Text, str]:
    """The kind of a value in words, and the name of the object or code that it leads to."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(COMPONENTS)
        return (Text("代码", "code") if name in _CODES else _KINDS["object"]), name
    if schema.get("type") == "array":
        kind, leads_to = _kind(schema["items"])
        return Text(f"列表：{kind.zh}", f"list of: {kind.en}"), leads_to
    inner = schema.get("additionalProperties") or next(
        iter(schema.get("patternProperties", {}).values()), None
    )
    if inner:
        kind, leads_to = _kind(inner)
        return Text(f"键 → {kind.zh}", f"key → {kind.en}"), leads_to
    if schema.get("format") in _FORMATS:
        return _FORMATS[schema["format"]], ""
    return _KINDS[schema["type"]], ""
