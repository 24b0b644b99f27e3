"""Where the words of a registry come from: from the corpora, or, for a twin of the same shape, from nowhere in particular."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote
from zlib import crc32

from pydantic import TypeAdapter

from registry.core.fields import Url
from tests.hostile_site.corpus import accepts, corpus

Next = Callable[[str, str], str]
"""Gives the next text for a field (its own name) of a form (see corpus.py)."""

_KEPT = "-_~!$&'()*+,;=:@/?."
_ADDRESS: TypeAdapter[str] = TypeAdapter(Url)


@dataclass
class InTurn:
    """Every list of texts in turn, for each field from a place of its own on: no two fields of a record say the same."""

    lists: dict[str, Sequence[str]]
    used: set[str] = field(default_factory=set)
    _at: dict[str, int] = field(default_factory=dict)

    def __call__(self, name: str, form: str) -> str:
        """The next text."""
        texts = self.lists[form]
        at = self._at.get(name, crc32(name.encode()) % len(texts))
        self._at[name] = at + 1
        self.used.add(texts[at % len(texts)])
        return texts[at % len(texts)]


def addresses_of(payloads: Sequence[str]) -> tuple[str, ...]:
    """Payloads as what follows the host of an address, with all that an address may hold as it is; those that the model takes."""
    written = ["https://apps.example.cn/" + quote(text, safe=_KEPT) for text in payloads]
    return tuple(address for address in written if accepts(_ADDRESS, address))


def let_through() -> InTurn:
    """Payloads that validation lets through."""
    known = corpus()
    made = addresses_of([text for text in known.payloads if text not in known.unreadable])
    return InTurn({**known.fits, "address": (*known.fits["address"], *made)})


def refused() -> InTurn:
    """Payloads that validation refuses, in every field, as if it had not."""
    kept = corpus().only_the_form_refuses
    return _Any({"any": kept})


class _Any(InTurn):
    """One list for all forms, each text once before any is used again."""

    def __call__(self, name: str, form: str) -> str:  # noqa: ARG002 - the shape of what gives texts
        """The next text."""
        return super().__call__("any", "any")


class Harmless(InTurn):
    """Words that nothing could take for anything else."""

    def __init__(self) -> None:
        super().__init__({})

    def __call__(self, name: str, form: str) -> str:  # noqa: ARG002 - the shape of what gives texts
        """The next text."""
        count = self._at[""] = self._at.get("", 0) + 1
        if form == "address":
            return f"https://apps.example.cn/{count}"
        if form in ("mailbox", "version"):
            return f"{count}@example.cn" if form == "mailbox" else f"1.{count}"
        return f"示例{count}"
