"""Run the rules on one readable file."""

from datetime import date
from typing import Any

from registry.core.finding import Fault
from registry.core.lookup import Lookup
from registry.core.snapshot import Filed
from registry.rules.book import every_rule


def judge(kind: str, file: Filed[Any], lookup: Lookup, today: date) -> list[Fault]:
    """All faults of a file of a kind (`provider`, `user` or `case`), in the order of the rule book."""
    return [fault for check in checks(kind) for fault in check(file, lookup, today)]


def checks(kind: str) -> list[Any]:
    """The checks that look at files of a kind."""
    if kind not in _CHECKS:
        _CHECKS[kind] = [rule.check for rule in every_rule() if rule.check is not None and kind in rule.kinds]
    return _CHECKS[kind]


_CHECKS: dict[str, list[Any]] = {}
