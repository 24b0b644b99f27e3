"""Which field of a filing a column holds: title, kind and choices are those of the model, so that they cannot differ."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, get_args

from registry.core import formats
from registry.core.change import title_of
from registry.core.codes import Code
from registry.core.fields import Record
from registry.core.text import Text


class Holds(StrEnum):
    """What a column's cells hold."""

    text = "text"
    identifier = "identifier"
    day = "day"
    code = "code"
    codes = "codes"
    texts = "texts"
    truth = "truth"
    whole = "whole"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `keys` lead from the filing to the field, without the place in a list: `("uses", "decision", "date")`.

    `pattern` is that of the field, `longest` its greatest length; `required`: each row needs it, whatever the others hold.
    """

    keys: tuple[str, ...]
    title: Text
    holds: Holds
    codes: type[Code] | None = None
    required: bool = False
    hint: Text | None = None
    example: str = ""
    pattern: str = ""

    @property
    def key(self) -> str:
        """Its name for programs, such as `uses.decision.date`."""
        return ".".join(self.keys)

    @property
    def heading(self) -> str:
        """Its heading in both languages, on two lines."""
        return f"{self.title.zh}\n{self.title.en}"


def column(model: type[Record], keys: str, example: str = "", *, with_block: bool = False) -> Column:
    """The column of a field. `keys` are dotted; a list of records counts as its items.

    `with_block`: the heading also names the block that the field stands in. Raises KeyError for a field that is not there.
    """
    steps = tuple(keys.split("."))
    owner, required = model, True
    titles: list[Text] = []
    for place, step in enumerate(steps):
        info = owner.model_fields[step]
        titles.append(title_of(owner, step))
        required = required and info.is_required()
        if place < len(steps) - 1:
            owner = _record_in(info.annotation)
    title = titles[-1]
    if with_block:
        title = Text(f"{titles[-2].zh}·{title.zh}", f"{titles[-2].en}: {title.en}")
    extra: Any = info.json_schema_extra or {}
    hint = Text(**extra["x-hint"]) if "x-hint" in extra else None
    schema = _schema_of(owner, steps[-1])
    codes = next((one for one in _classes(info.annotation, info.metadata) if issubclass(one, Code)), None)
    return Column(
        steps, title, _holds(schema, codes), codes, required, hint, example, schema.get("pattern", "")
    )


@cache
def _whole_schema(owner: type[Record]) -> Any:
    return owner.model_json_schema(by_alias=True)


def _schema_of(owner: type[Record], name: str) -> Any:
    schema = _whole_schema(owner)
    found = schema["properties"][name]
    while "$ref" in found:
        found = {
            **schema["$defs"][found["$ref"].rpartition("/")[2]],
            **{k: v for k, v in found.items() if k != "$ref"},
        }
    return found


_FREE = frozenset({formats.ONE_LINE, formats.NAME, formats.DOCUMENT_NO})


def _holds(schema: Any, codes: type[Code] | None) -> Holds:
    kind = schema["type"]
    if kind == "array":
        return Holds.codes if codes else Holds.texts
    if codes:
        return Holds.code
    if kind in ("boolean", "integer"):
        return Holds.truth if kind == "boolean" else Holds.whole
    if schema.get("format") == "date":
        return Holds.day
    return Holds.text if schema["pattern"] in _FREE else Holds.identifier


def _record_in(annotation: Any) -> type[Record]:
    return next(one for one in _classes(annotation, ()) if issubclass(one, Record))


def _classes(annotation: Any, metadata: Any) -> Iterator[type]:
    """Every class that an annotation speaks of."""
    if isinstance(annotation, type):
        yield annotation
    for part in (*get_args(annotation), *metadata):
        yield from _classes(part, ())
