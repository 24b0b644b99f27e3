"""What the checks in the browser look for as personal data, and in which fields: the patterns of core/detection as ECMAScript."""

import re
from typing import Any, get_args

from registry.commands.check_tables.schema import Words
from registry.core.detection import mailboxes, numbers, reading
from registry.core.fields import Record
from registry.core.personal_data import SCANNED, fields_to_look_at

KINDS = sorted({tuple(sorted(kinds)) for kinds in SCANNED.values()})
"""The sets of kinds that are looked for in one field or another."""

PATTERNS: dict[str, re.Pattern[str]] = {
    "account": mailboxes.ACCOUNT,
    "account_hint": mailboxes.ACCOUNT_HINT,
    "address": reading.ADDRESS,
    "called_as": numbers.CALLED_AS,
    "certificate": numbers.CERTIFICATE,
    "contact_key": numbers.CONTACT_KEY,
    "digest": reading.DIGEST,
    "domain": mailboxes.DOMAIN,
    "eleven_digits": numbers.ELEVEN_DIGITS,
    "identity": numbers.ID,
    "last_group": numbers.LAST_GROUP,
    "mobile": numbers.MOBILE,
    "next_group": numbers.NEXT_GROUP,
    "old_identity": numbers.OLD_ID,
}
_AT_ITS_START = frozenset({"certificate", "next_group"})
"""Patterns that Python asks with `match`: they begin where the text does."""


def patterns() -> dict[str, Any]:
    """Patterns by name, numerals, and letters that look like others."""
    return {
        "patterns": {name: in_ecmascript(name, pattern.pattern) for name, pattern in PATTERNS.items()},
        "numerals": reading.NUMERALS,
        "sameLook": reading.SAME_LOOK,
    }


def in_ecmascript(name: str, pattern: str) -> str:
    """The pattern for an ECMAScript engine in Unicode mode. What it cannot say makes the engine refuse it, which a test would see."""
    said = pattern.replace("(?P<", "(?<").replace(r"[\W_]", r"[^\p{L}\p{N}]").replace(r"\Z", "$")
    return f"^(?:{said})" if name in _AT_ITS_START else said


def looked(model: type[Record], words: Words) -> list[list[Any]]:
    """(key, number of its title, number of its kinds or null, the same of a record in it or null) of the fields worth a visit."""
    found: list[list[Any]] = []
    for attribute, key, title, kinds in fields_to_look_at(model):
        inner = _record_in(model.model_fields[attribute].annotation)
        sought = KINDS.index(tuple(sorted(kinds))) if kinds else None
        found.append([key, words.number(title), sought, looked(inner, words) if inner else None])
    return [entry for entry in found if entry[2] is not None or entry[3]]


def _record_in(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and not get_args(annotation):
        return annotation if issubclass(annotation, Record) else None
    return next((found for part in get_args(annotation) if (found := _record_in(part))), None)
