"""JSON Schemas (draft 2020-12) of the answers, read off their types, and of published records, read off the models."""

from functools import cache
from typing import Annotated, Any, NotRequired, get_args, get_origin, get_type_hints, is_typeddict

from registry.core.codes import EVERY_CODE, Code
from registry.core.fields import Record
from registry.core.text import Text
from registry.render.site.api.catalogue import CATALOGUE, Answer
from registry.render.site.api.envelope import ABOUT, SCHEMA_VERSION
from registry.render.site.api.fields import Is, Told
from registry.render.site.published import PUBLISHED, code

Schema = dict[str, Any]

COMPONENTS = "#/components/schemas/"
_PLAIN: dict[object, Schema] = {str: {"type": "string"}, int: {"type": "integer"}, bool: {"type": "boolean"}}
_KEPT = ("type", "pattern", "format", "minimum", "maximum", "title", "x-title")
"""What the schema of a filing's field says that also holds for an answer. Lengths and hints are for those who file."""
_CODES = {codes.__name__: codes for codes in EVERY_CODE}


@cache
def components() -> dict[str, Schema]:
    """Every schema by its name: files, answers, published records, codes. Not to be changed by who asks."""
    writer = _Writer()
    for answer in CATALOGUE:
        writer.found[file_name(answer)] = writer.file(answer)
    return dict(sorted(writer.found.items()))


def file_name(answer: Answer) -> str:
    """Name of the schema of a whole file."""
    return f"{answer.name.capitalize()}File"


def titled(text: Text) -> Schema:
    """A title in both languages."""
    return {"title": text.both(), "x-title": text.as_dict()}


class _Writer:
    """Writes schemas and gathers, by name, those that they refer to."""

    def __init__(self) -> None:
        self.found: dict[str, Schema] = {}

    def file(self, answer: Answer) -> Schema:
        """The envelope with its result."""
        result = self.of(answer.result)
        if answer.key:
            keyed = {answer.key: result["additionalProperties"]}
            result = {"type": "object", "patternProperties": keyed, "additionalProperties": False}
        fields: dict[str, Schema] = {
            "schema_version": {"const": SCHEMA_VERSION, **titled(Text("格式版本", "Version of the form"))},
            "about": {
                "const": ABOUT,
                **titled(
                    Text("写明数据提交与日期的文件", "File that says of which commit and day the data are")
                ),
            },
            "total": {"type": "integer", "minimum": 0, **titled(Text("结果的数量", "How many results"))},
            "result": {**result, **titled(Text("内容", "The content"))},
        }
        return {"type": "object", **titled(answer.title), "required": sorted(fields), "properties": fields}

    def of(self, kind: Any) -> Schema:
        """Schema of a type: a reference where it has a name."""
        origin = get_origin(kind)
        if origin is Annotated:
            base, *said = get_args(kind)
            return self._annotated(base, said)
        if origin is list:
            return {"type": "array", "items": self.of(get_args(kind)[0])}
        if origin is dict:
            return {"type": "object", "additionalProperties": self.of(get_args(kind)[1])}
        if is_typeddict(kind):
            return self._named(kind.__name__, lambda: self._answer(kind))
        return dict(_PLAIN[kind])

    def _annotated(self, base: Any, said: list[Any]) -> Schema:
        stands_for = next((one for one in said if isinstance(one, Is)), None)
        words = next((one for one in said if isinstance(one, Told)), None)
        schema = self._stands_for(stands_for) if stands_for else self.of(base)
        if words:
            schema |= titled(words.text)
            schema |= {"pattern": words.pattern} if words.pattern else {}
            schema |= {"format": words.form} if words.form else {}
        return schema

    def _stands_for(self, meant: Is) -> Schema:
        if issubclass(meant.kind, Code):
            codes = meant.kind
            return self._named(codes.__name__, lambda: _code(codes))
        record = meant.kind
        if meant.also is None:
            return self._named(record.__name__, lambda: self._record(record))
        return self._named(
            f"{record.__name__}Answer", lambda: _joined(self._record(record), self._answer(meant.also))
        )

    def _named(self, name: str, write: Any) -> Schema:
        if name not in self.found:
            self.found[name] = {}  # stands for itself while it is written
            self.found[name] = write()
        return {"$ref": COMPONENTS + name}

    def _answer(self, kind: Any) -> Schema:
        hints = get_type_hints(kind, include_extras=True)
        fields, needed = {}, []
        for name, hint in hints.items():
            wanted = get_origin(hint) is not NotRequired
            fields[name] = self.of(hint if wanted else get_args(hint)[0])
            if wanted:
                needed.append(name)
        return {
            "type": "object",
            "description": (kind.__doc__ or "").strip(),
            "required": sorted(needed),
            "properties": dict(sorted(fields.items())),
        }

    def _record(self, model: type[Record]) -> Schema:
        """The published fields of a model. Those without a value are left out; a list is always there."""
        whole = model.model_json_schema(by_alias=False)
        fields = {name: self._field(whole["properties"][name]) for name in sorted(PUBLISHED[model])}
        needed = [
            name
            for name in fields
            if model.model_fields[name].is_required() or model.model_fields[name].default is not None
        ]
        return {
            "type": "object",
            "description": (model.__doc__ or "").strip(),
            "required": needed,
            "properties": fields,
        }

    def _field(self, filed: Schema) -> Schema:
        kept = {name: filed[name] for name in _KEPT if name in filed}
        if "items" in filed:
            kept["items"] = self._field(filed["items"])
        if "$ref" in filed:
            kept |= self._referred(filed["$ref"].rpartition("/")[2])
        return kept

    def _referred(self, name: str) -> Schema:
        if name in _CODES:
            return self._stands_for(Is(_CODES[name]))
        return self._stands_for(Is(next(model for model in PUBLISHED if model.__name__ == name)))


def _code(codes: type[Code]) -> Schema:
    """A code with its labels. Codes may be added, so the list is `x-extensible-enum` and no `enum`, which would refuse new ones."""
    return {
        "type": "object",
        "description": (codes.__doc__ or "").strip(),
        "required": ["code", "en", "zh"],
        "properties": {name: {"type": "string"} for name in ("code", "en", "zh")},
        "x-extensible-enum": [code(member) for member in codes],
    }


def _joined(record: Schema, extra: Schema) -> Schema:
    return {
        **record,
        "required": sorted({*record["required"], *extra["required"]}),
        "properties": dict(sorted({**record["properties"], **extra["properties"]}.items())),
    }
