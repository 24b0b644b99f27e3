"""A record as plain values, as it stands in its file."""

from collections.abc import Mapping
from typing import Any

from registry.core.fields import Record


def plain(record: Record) -> dict[str, Any]:
    """The values of a record in the order of its fields, without what is not there."""
    values: dict[str, Any] = _without_empty(record.model_dump(mode="json", by_alias=True, exclude_none=True))
    return values


def _without_empty(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_empty(inner) for key, inner in value.items() if inner != []}
    return [_without_empty(inner) for inner in value] if isinstance(value, list) else value
