"""The schema of a filing as its twin in the browser walks it: the keywords that judge, with words by their number."""

from typing import Any

from registry.core.fields import Record
from registry.core.text import Text

JUDGING = (
    "$ref", "additionalProperties", "const", "enum", "format", "items", "maxItems", "maxLength", "maximum", "minItems",
    "minLength", "minimum", "pattern", "properties", "required", "type", "x-code",
)  # fmt: skip
"""Keywords that site/pages/assets/registry/check/form.js knows; `default` fills in what a filing leaves out."""
DROPPED = ("$defs", "default", "description", "enumDescriptions", "examples", "patternErrorMessage", "title", "x-error", "x-hint", "x-title")  # fmt: skip
"""Keywords that are for people and editors, or stand in the table in another way."""


class Words:
    """Texts by number, each once."""

    def __init__(self) -> None:
        self.texts: list[Text] = []

    def number(self, text: Text) -> int:
        """The number of a text; a new one for a text that is new."""
        if text not in self.texts:
            self.texts.append(text)
        return self.texts.index(text)


class SchemaTable:
    """A model's schema without its words, and its words: titles and errors by number."""

    def __init__(self, model: type[Record]) -> None:
        whole = model.model_json_schema(by_alias=True)
        self.words = Words()
        self.schema = self._trimmed(whole)
        self.schema["$defs"] = {name: self._trimmed(part, name) for name, part in whole["$defs"].items()}

    def _trimmed(self, schema: dict[str, Any], name: str = "") -> dict[str, Any]:
        """Raises LookupError for a keyword that the browser does not know: it would judge less than Python does."""
        kept: dict[str, Any] = {}
        for keyword, value in schema.items():
            if keyword not in JUDGING and keyword not in DROPPED:
                raise LookupError(f"the checks in the browser do not know the schema keyword {keyword}")
            if keyword == "properties":
                kept[keyword] = {key: self._trimmed(inner) for key, inner in value.items()}
            elif keyword == "items":
                kept[keyword] = self._trimmed(value)
            elif keyword == "$ref":
                kept[keyword] = value.rpartition("/")[2]
            elif keyword in JUDGING:
                kept[keyword] = value
        if "x-title" in schema:
            kept["t"] = self.words.number(Text(**schema["x-title"]))
        if "x-error" in schema:
            kept["e"] = self.words.number(Text(**schema["x-error"]))
        if schema.get("default") is not None:
            kept["default"] = schema["default"]
        if "enum" in schema:
            kept["c"] = name
        return kept
