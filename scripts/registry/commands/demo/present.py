"""Optional fields for the models: a key is either absent or has a value, never null."""

from typing import Any


def present(**values: object) -> dict[str, Any]:
    """Keyword arguments without those that are None."""
    return {key: value for key, value in values.items() if value is not None}
