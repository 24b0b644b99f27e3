"""Words on the pages, made into markup once: Chinese first, English beside it. Taken from the models, so they cannot differ from the schemas."""

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from registry.core.codes import Code
from registry.core.fields import Record
from registry.core.text import Text


def both(text: Text) -> Markup:
    """A sentence in both languages, the English one marked as such."""
    return Markup("{} <i lang=en>{}</i>").format(text.zh, text.en)


def titles(model: type[Record]) -> dict[str, Markup]:
    """The title of every field of a model."""
    found = {}
    for name, field in model.model_fields.items():
        extra: Any = field.json_schema_extra
        if isinstance(extra, dict) and "x-title" in extra:
            found[name] = both(Text(**extra["x-title"]))
    return found


def of_codes(codes: type[Code]) -> dict[Code, Markup]:
    """The label of every member of an enumeration."""
    return {code: both(code.label) for code in codes}


class Joined(dict[tuple[Code, ...], Markup]):
    """Labels of several codes of *one* enumeration, each combination joined once.

    One table per enumeration: members of two enumerations with the same code are equal as keys.
    """

    def __missing__(self, codes: tuple[Code, ...]) -> Markup:
        self[codes] = joined = join(codes)
        return joined


def join(codes: Iterable[Code]) -> Markup:
    """Labels of several codes, separated as each language does."""
    listed = tuple(codes)
    zh, en = "、".join(code.label.zh for code in listed), ", ".join(code.label.en for code in listed)
    return both(Text(zh, en))


YES_NO = {True: both(Text("是", "Yes")), False: both(Text("否", "No"))}


def web_address(url: str) -> str:
    """The address if it is one of the web, else nothing: no page links to another scheme, whatever a model let through."""
    return url if url.startswith(("https://", "http://")) else ""
