"""Change values of a filing that exists and leave the rest as its filer wrote it: comments, order, quotes, blank lines."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from registry.adapters import yaml_reader
from registry.adapters.yaml_writer import style_of

_LAYOUTS = ((2, 4, 2), (2, 2, 0), (4, 6, 4), (4, 4, 0), (3, 5, 3))
"""Columns of a mapping, of a list, and of a list's dash: the ways in which people indent."""
_NAMES_AN_ITEM = ("id", "uscc")


def edited(content: bytes, wanted: Mapping[str, Any]) -> bytes | None:
    """The file with these plain values, in whose order new keys stand; None if it cannot be changed without losing anything.

    Items of a list of mappings are known by their `id` or `uscc`; other lists are written anew where they differ.
    """
    for layout in _LAYOUTS:
        yaml = _engine(layout)
        document = _load(yaml, content)
        if not isinstance(document, CommentedMap):
            return None
        if _dump(yaml, document) != content:
            continue
        comments = len(yaml_reader.comments(content))
        _merge(document, wanted)
        changed = _dump(yaml, document)
        kept = len(yaml_reader.comments(changed)) >= comments - _lost(content, changed)
        return changed if kept and _says(changed, wanted) else None
    return None


def _lost(before: bytes, after: bytes) -> int:
    """Comments may go with the items that they stand in, when an item is taken away on purpose."""
    return 0 if after.count(b"- id:") >= before.count(b"- id:") else len(yaml_reader.comments(before))


def _says(content: bytes, wanted: Mapping[str, Any]) -> bool:
    return bool(yaml_reader.read(content).data == _plain(wanted))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def _engine(layout: tuple[int, int, int]) -> YAML:
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 1 << 30
    yaml.indent(mapping=layout[0], sequence=layout[1], offset=layout[2])
    return yaml


def _load(yaml: YAML, content: bytes) -> Any:
    try:
        return yaml.load(content)
    except YAMLError:
        return None


def _dump(yaml: YAML, document: Any) -> bytes:
    out = BytesIO()
    yaml.dump(document, out)
    return out.getvalue()


def _merge(target: CommentedMap, wanted: Mapping[str, Any]) -> None:
    for key in [key for key in target if key not in wanted]:
        del target[key]
    place = 0
    for key, value in wanted.items():
        if key not in target:
            target.insert(place, key, _made(value))
        elif not _same(target[key], value):
            _change(target, key, value)
        place = list(target).index(key) + 1


def _change(target: Any, key: Any, value: Any) -> None:
    old = target[key]
    if isinstance(old, CommentedMap) and isinstance(value, Mapping):
        _merge(old, value)
    elif isinstance(old, CommentedSeq) and isinstance(value, list) and _named(old) and _named(value):
        _merge_items(old, value)
    else:
        target[key] = _made(value)


def _merge_items(old: CommentedSeq, wanted: list[Any]) -> None:
    names = [_name(item) for item in wanted]
    for index in range(len(old) - 1, -1, -1):
        if _name(old[index]) not in names:
            del old[index]
    for item in wanted:
        index = next((at for at, one in enumerate(old) if _name(one) == _name(item)), len(old))
        if index == len(old):
            old.append(_made(item))
        elif not _same(old[index], item):
            _merge(old[index], item)


def _name(item: Any) -> Any:
    return next((item[key] for key in _NAMES_AN_ITEM if key in item), None)


def _named(items: Any) -> bool:
    return all(isinstance(item, Mapping) and _name(item) is not None for item in items)


def _same(old: Any, new: Any) -> bool:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return old.keys() == new.keys() and all(_same(old[key], new[key]) for key in new)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(_same(one, other) for one, other in zip(old, new, strict=True))
    return isinstance(old, bool) == isinstance(new, bool) and bool(old == new)


def _made(value: Any) -> Any:
    """A new value as `yaml_writer` writes it."""
    if isinstance(value, Mapping):
        return CommentedMap((key, _made(inner)) for key, inner in value.items())
    if isinstance(value, list):
        return CommentedSeq(_made(inner) for inner in value)
    if isinstance(value, str) and style_of(value):
        return DoubleQuotedScalarString(value)
    return value
