"""The rules, without putting them into the table of rules for other tests before the rule book names them."""

from registry.rules import book, catalogue

_before = dict(catalogue.RULES)
from registry.rules import impersonation  # noqa: E402

RULES = {code: catalogue.RULES[code] for code in ("R10", "R11")}
if impersonation not in book.MODULES:
    catalogue.RULES.clear()
    catalogue.RULES.update(_before)
