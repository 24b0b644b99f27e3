"""Records as canonical YAML: one text for one record, so that a changed file means changed content."""

import re
from functools import lru_cache
from typing import Any, Final

import yaml

from registry.core.authority import Authority
from registry.core.case import EnforcementCase
from registry.core.fields import Record
from registry.core.filing import ProviderFiling
from registry.core.use import UserFiling

SCHEMA_NAMES: Final[dict[type[Record], str]] = {
    ProviderFiling: "provider-filing",
    UserFiling: "user-filing",
    EnforcementCase: "enforcement-case",
    Authority: "authority",
}
"""Which committed schema describes which model."""

_NO_FOLDING: Final = 2**31 - 1
_TAGS: Final[dict[type[yaml.Node], str]] = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}
# What YAML 1.1 or 1.2 may read as a number, a date, an indicator, a key, or a comment.
_NEEDS_QUOTES: Final = re.compile("[0-9+.\\-?:,\\[\\]{}#&*!|>'\"%@`~=< ]|.*(:( |$)| #| $)")
_OTHER_THAN_TEXT: Final = frozenset({"y", "yes", "n", "no", "on", "off", "true", "false", "null"})


@lru_cache(maxsize=4096)
def style_of(text: str) -> str | None:
    """Double quotes where a reader could take the text for anything else; else plain."""
    if not text or not text.isprintable() or _NEEDS_QUOTES.match(text) or text.lower() in _OTHER_THAN_TEXT:
        return '"'
    return None


class _Untagged:
    """What both dumpers share: the style alone tells text from other values, so no tag is ever written."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:  # noqa: ARG002 - the dumper's signature
        """The one tag of a kind of node: nothing is left for the dumper to mark."""
        return _TAGS[kind]


class _Fast(_Untagged, yaml.CSafeDumper):
    """libyaml's emitter. It cannot indent lists under their key; `_indent_lists` does."""


class _Plain(_Untagged, yaml.SafeDumper):
    """The slow emitter in Python, for text outside the basic plane: libyaml would escape it."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - the dumper's signature
        """Indent lists under their key."""
        super().increase_indent(flow, False)


def _node(value: Any) -> yaml.Node:
    """The YAML node of a JSON value; keys with an empty list are left out, as absent means the same."""
    if isinstance(value, str):
        return yaml.ScalarNode(_TAGS[yaml.ScalarNode], value, style=style_of(value))
    if isinstance(value, dict):
        pairs = [(_node(key), _node(inner)) for key, inner in value.items() if inner != []]
        return yaml.MappingNode(_TAGS[yaml.MappingNode], pairs, flow_style=False)
    if isinstance(value, list):
        return yaml.SequenceNode(
            _TAGS[yaml.SequenceNode], [_node(inner) for inner in value], flow_style=False
        )
    return yaml.ScalarNode(
        _TAGS[yaml.ScalarNode], str(value).lower() if isinstance(value, bool) else str(value)
    )


def _indent_lists(block: str) -> str:
    """Shift every line by one step for each list that it stands in. No scalar spans two lines."""
    columns: list[int] = []
    lines = []
    for line in block.split("\n"):
        column = len(line) - len(line.lstrip(" "))
        item = line.startswith("- ", column)
        while columns and (columns[-1] > column or (columns[-1] == column and not item)):
            columns.pop()
        if item and (not columns or columns[-1] < column):
            columns.append(column)
        lines.append("  " * len(columns) + line)
    return "\n".join(lines)


def to_yaml(record: Record, path: str) -> str:
    """The canonical YAML text of a model, ending in a line feed.

    `path` is the file's path in the repository, such as `blacklist/beijing/CODE--2026-01-31.yaml`: the first
    line leads editors from there to the schema. Raises KeyError for a record that is not a whole file.
    """
    schema = f"{'../' * path.count('/')}schemas/{SCHEMA_NAMES[type(record)]}.schema.json"
    values = record.model_dump(mode="json", by_alias=True, exclude_none=True)
    text = _serialize(values, _Fast)
    body = _serialize(values, _Plain) if "\\U000" in text else _indent_lists(text)
    return f"# yaml-language-server: $schema={schema}\n{body}"


def _serialize(values: Any, dumper: type[_Fast] | type[_Plain]) -> str:
    text: str = yaml.serialize(_node(values), Dumper=dumper, allow_unicode=True, width=_NO_FOLDING)
    return text
