"""From a JSON Schema to the fields of a form: what each is called, how it is asked, and what it may hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from registry.core import formats
from registry.core.codes import EVERY_CODE, Code
from registry.core.text import Text
from registry.render.schemas import schema_of

SCHEMA_OF: Final[Mapping[str, str]] = {"provider": "provider-filing", "user": "user-filing"}
"""Name of the schema by the kind of filing."""

_CODES: Final[Mapping[str, type[Code]]] = {code.__name__: code for code in EVERY_CODE}
_BY_PATTERN: Final[Mapping[str, str]] = {
    formats.SLUG: "province",
    formats.DIVISION: "division",
    formats.AUTHORITY_PATH: "authority",
    formats.FILING_NUMBER: "number",
    formats.DATE: "day",
    formats.SHA256: "digest",
}
"""Strings that are asked in a way of their own, by the pattern that tells them."""
_CAPITALS: Final = frozenset({formats.USCC, formats.MLPS_CERTIFICATE_LOOSE})
_LONG = 500
"""From so many characters on, a text gets several lines to be written in."""


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record.

    `kind`: text, long, day, number, digest, province, division, authority, reference, integer, yes_no, choice, choices, texts,
    object, list, fixed. `fields` are those of an object, or of each item of a list; `item` is the field that a list of texts repeats.
    `folds`: whether full-width letters and digits can only be meant as ordinary ones; `capitals`: and small letters as capitals. `most`: items of a list, 0 for anything else.
    """

    key: str
    kind: str
    title: Text
    required: bool
    hint: Text | None = None
    example: str = ""
    options: tuple[tuple[str, Text], ...] = ()
    fields: "tuple[Field, ...]" = ()
    item: "Field | None" = None
    folds: bool = False
    capitals: bool = False
    most: int = 0
    value: str = ""


@cache
def fields_of(kind: str) -> tuple[Field, ...]:
    """Every field of a kind of filing (`provider` or `user`), in the order of the schema."""
    schema = schema_of(SCHEMA_OF[kind])
    return tuple(_fields(schema, schema["$defs"]))


def _fields(schema: Mapping[str, Any], parts: Mapping[str, Any]) -> Iterator[Field]:
    required = schema.get("required", ())
    for key, given in schema["properties"].items():
        yield _field(key, given, parts, key in required)


def _field(key: str, given: Mapping[str, Any], parts: Mapping[str, Any], required: bool) -> Field:
    name = given.get("$ref", "").rpartition("/")[2]
    schema = {**parts.get(name, {}), **given}
    title = _text(schema.get("x-title")) or Text(key, key)
    hint, example = _text(schema.get("x-hint")), str(next(iter(schema.get("examples", ())), ""))
    common: dict[str, Any] = {
        "key": key,
        "title": title,
        "required": required,
        "hint": hint,
        "example": example,
    }
    if name in _CODES:
        return Field(**common, kind="choice", options=_options(name))
    if "const" in schema:
        return Field(**common, kind="fixed", value=schema["const"])
    match schema["type"]:
        case "object":
            return Field(**common, kind="object", fields=tuple(_fields(schema, parts)))
        case "boolean":
            return Field(**common, kind="yes_no")
        case "integer":
            return Field(**common, kind="integer", folds=True)
        case "array":
            return _many(common, schema, parts)
        case _:
            return _string(common, schema)


def _many(common: dict[str, Any], schema: Mapping[str, Any], parts: Mapping[str, Any]) -> Field:
    name = schema["items"].get("$ref", "").rpartition("/")[2]
    most = schema["maxItems"]
    if name in _CODES:
        return Field(**common, kind="choices", options=_options(name), most=most)
    item = _field("", {**schema["items"], "x-title": common["title"].as_dict()}, parts, required=True)
    if item.kind == "object":
        return Field(**common, kind="list", fields=item.fields, most=most)
    return Field(**common, kind="texts", item=item, most=most)


def _string(common: dict[str, Any], schema: Mapping[str, Any]) -> Field:
    pattern = schema.get("pattern", "")
    kind = _BY_PATTERN.get(pattern) or ("long" if schema.get("maxLength", 0) > _LONG else "text")
    if common["key"] == "system_id":
        kind = "reference"
    # A pattern that lists what it allows allows nothing full-width; one that lists what it refuses may mean it.
    return Field(
        **common, kind=kind, folds=bool(pattern) and "[^" not in pattern, capitals=pattern in _CAPITALS
    )


def _options(name: str) -> tuple[tuple[str, Text], ...]:
    return tuple((member.value, member.label) for member in _CODES[name])


def _text(given: Mapping[str, str] | None) -> Text | None:
    return Text(**given) if given else None
