"""JSON read as strictly as any program may."""

import json
from typing import Any, NoReturn


def strictly(text: str) -> Any:
    """The value. Raises ValueError for a key that stands twice, for what is no number of JSON, and for half a character."""
    value = json.loads(text, object_pairs_hook=_each_once, parse_constant=_refused)
    json.dumps(value, ensure_ascii=False).encode()  # a lone surrogate has no form in UTF-8
    return value


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(f"a key stands twice among {[key for key, _ in pairs]}")
    return found


def _refused(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
