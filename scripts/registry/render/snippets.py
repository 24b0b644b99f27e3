"""Snippets for VS Code, written from the models: a whole filing, or one more app, system, use or breach, with a stop at each value.

They hold what is required and what nearly every filing needs beside it; choices are the closed lists of the models.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from registry.core import formats
from registry.core.text import Text
from registry.render.schemas import schema_of

PATH = ".vscode/registry.code-snippets"

_ALSO = {
    "BusinessSystem": ("icp", "mlps"),
    "Platforms": ("android",),
    "Use": ("number",),
}
"""Optional fields that are nearly always needed, by model."""

_PLAIN = frozenset(
    {formats.NAME, formats.ONE_LINE, formats.ITEM_ID, formats.SLUG, formats.AUTHORITY_PATH, formats.FILING_NUMBER, formats.ICP, formats.URL, formats.EMAIL}
)  # fmt: skip
"""Forms of text that nobody takes for a number or a date; all others stand in quotes."""

_SAMPLES = {
    formats.USCC: "91110108MA900001XW",
    formats.DATE: "2026-01-31",
    formats.ICP: "京ICP备20260001号-1A",
    formats.MLPS_CERTIFICATE_LOOSE: "11010813668-00001",
    formats.HOTLINE: "010-80000000",
    formats.EMAIL: "service@example.cn",
    formats.FILING_NUMBER: "教APP备1190001号",
    formats.DOCUMENT_NO: "示教〔2026〕1号",
    formats.SLUG: "beijing",
}
"""Something of each form that is right, to be typed over."""

UNCHOSEN = "请选择"
"""The first of all choices: nothing is chosen for the filer, and whoever leaves it is told by the schema."""

WHOLE = {
    "provider-filing": ("provider", Text("提供者备案", "Provider filing")),
    "user-filing": ("user", Text("使用者备案", "User filing")),
    "enforcement-case": ("case", Text("处理案件", "Enforcement case")),
}
ITEMS = {
    ("provider-filing", "App"): ("app", Text("应用", "App")),
    ("provider-filing", "BusinessSystem"): ("system", Text("业务系统", "Business system")),
    ("user-filing", "Use"): ("use", Text("使用", "Use")),
    ("enforcement-case", "BreachFound"): ("breach", Text("违规情形", "Breach")),
}


def files() -> dict[str, str]:
    """Path -> text of the one file."""
    found: dict[str, Any] = {}
    for schema, (prefix, title) in WHOLE.items():
        whole = schema_of(schema)
        found[title.both()] = _snippet(prefix, title, _Body(whole).record(whole, ""))
    for (schema, model), (prefix, title) in ITEMS.items():
        whole = schema_of(schema)
        lines = list(_Body(whole).record(whole["$defs"][model], "    ", model))
        found[title.both()] = _snippet(prefix, title, [f"  - {lines[0].lstrip()}", *lines[1:]])
    return {PATH: json.dumps(found, ensure_ascii=False, indent=2) + "\n"}


def _snippet(prefix: str, title: Text, lines: Any) -> dict[str, Any]:
    return {"scope": "yaml", "prefix": [prefix, title.zh], "description": title.both(), "body": list(lines)}


class _Body:
    """The lines of one snippet; its stops are numbered as they come."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self._definitions: Mapping[str, Any] = schema["$defs"]
        self._stops = 0

    def record(self, part: Mapping[str, Any], indent: str, model: str = "") -> Iterator[str]:
        """The fields of a record that are wanted, each on its lines."""
        name, definition = self._resolved(part)
        name = name or model or str(definition.get("title", ""))
        also = _ALSO.get(name or "", ())
        for key, value in definition["properties"].items():
            if key in definition.get("required", ()) or key in also:
                yield from self._field(key, value, indent)

    def _resolved(self, part: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
        if "$ref" not in part:
            return "", part
        name = str(part["$ref"]).rpartition("/")[2]
        return name, self._definitions[name]

    def _field(self, key: str, part: Mapping[str, Any], indent: str) -> Iterator[str]:
        _, inner = self._resolved(part)
        kind = inner.get("type")
        if "const" in part:
            yield f"{indent}{key}: {part['const']}"
        elif kind == "object":
            yield f"{indent}{key}:"
            yield from self.record(part, f"{indent}  ")
        elif kind == "array":
            yield f"{indent}{key}:"
            yield from self._item(inner["items"], part, indent)
        else:
            yield f"{indent}{key}: {self._value({**inner, **part})}"

    def _item(self, items: Mapping[str, Any], part: Mapping[str, Any], indent: str) -> Iterator[str]:
        _, item = self._resolved(items)
        if item.get("type") == "object":
            lines = list(self.record(items, f"{indent}    "))
            yield f"{indent}  - {lines[0].lstrip()}"
            yield from lines[1:]
        else:
            yield f"{indent}  - {self._value({'x-title': part.get('x-title'), **item})}"

    def _value(self, part: Mapping[str, Any]) -> str:
        self._stops += 1
        choices = part.get("enum") or (["true", "false"] if part.get("type") == "boolean" else None)
        if choices:
            return f"${{{self._stops}|{','.join((UNCHOSEN, *choices))}|}}"
        if part.get("type") == "integer":
            return f"${{{self._stops}:{part.get('minimum', 1)}}}"
        pattern = part.get("pattern", "")
        title = part.get("x-title") or {"zh": ""}
        sample = str(next(iter(part.get("examples", ())), "")) or _SAMPLES.get(pattern) or title["zh"]
        stop = f"${{{self._stops}:{_escaped(sample)}}}"
        return stop if pattern in _PLAIN else f'"{stop}"'


def _escaped(text: str) -> str:
    return "".join(f"\\{character}" if character in "$}\\" else character for character in text)
