"""A field's value -> the text of its cell, such that `values` reads the same value from it."""

from collections.abc import Iterator, Mapping
from typing import Any

from registry.core.codes import Code
from registry.core.sheet.columns import Column
from registry.core.sheet.kinds import OWN_APP, SheetForm

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings that a spreadsheet takes for a formula when it opens a CSV file."""


def text_of(value: object, column: Column, language: str = "zh") -> str:
    """The text of a plain value; empty for one that is not there."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return {"zh": "是否", "en": ["yes", "no"]}[language][not value]
    if isinstance(value, list | tuple):
        between = "；" if language == "zh" else "; "
        return between.join(text_of(one, column, language) for one in value)
    if column.codes is not None:
        return _label(column.codes, str(value), language)
    return str(value)


def _label(codes: type[Code], value: str, language: str) -> str:
    return next((one.label.in_language(language) for one in codes if one.value == value), value)


def guarded(text: str) -> str:
    """The text of a CSV cell that no spreadsheet takes for a formula: with an apostrophe before it, if it needs one."""
    return f"'{text}" if _acts(text.lstrip("'")) else text


def unguarded(text: str) -> str:
    """What was guarded, as it was; any other text unchanged."""
    return text[1:] if text.startswith("'") and _acts(text.lstrip("'")) else text


def _acts(text: str) -> bool:
    return text.startswith(FORMULA) or text.lstrip().startswith(FORMULA)


def lines_of(filing: Mapping[str, Any], form: SheetForm, language: str = "zh") -> Iterator[dict[str, str]]:
    """A row for each item of the list that the sheet is about, as texts by the keys of their columns; what is said of the whole stands in each."""
    listed = form.list_key
    for item in filing.get(listed, ()) if listed else (filing,):
        line = {}
        for column in form.columns:
            inside = bool(listed) and column.keys[0] == listed
            block, steps = (item, column.keys[1:]) if inside else (filing, column.keys)
            if text := text_of(value_at(block, steps), column, language):
                line[column.key] = text
        if own := value_at(item, ("self_developed", "app", "name")):
            line[OWN_APP] = str(own)
        yield line


def value_at(block: Mapping[str, Any], steps: tuple[str, ...]) -> Any:
    """The value at the end of some keys, None if it is not there."""
    found: Any = block
    for step in steps:
        found = found.get(step) if isinstance(found, Mapping) else None
    return found
