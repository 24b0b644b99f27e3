"""Where to look for names that are too close, instead of comparing with all: under keys.

A name is *kept* under the keys of `keys`, and its relations are found under those of `asked`: of any two names that are not
distinct, each asks for a key that the other is kept under. They differ so that little else is found: 青禾口算 and
青杉口算 are both 青口算 without their second character, but neither asks for names that differ in that character from a
brand of two, since no such name imitates it (`relations.LEAST_OWN`).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from registry.core.finding import Verdict
from registry.core.names.layers import near
from registry.core.names.relations import LEAST_OWN, Kind, Outline, Relation, outline_of, relation

BYTES = 5
"""Of a key: so few that an index of ten thousand apps stays at some megabytes. That two texts have one key in an index of half
a million happens once in a million questions, and costs one comparison."""


def keys(name: str) -> frozenset[str]:
    """The keys that a name is kept under: its outline, its spellings, and the outline with one character left out."""
    outline = outline_of(name)
    return frozenset((*_whole(outline), *(_key("-", _without(outline, at)) for at in _places(outline))))


def asked(name: str) -> frozenset[str]:
    """The keys under which every name is kept that is not distinct from this one.

    Leaving out a character meets replacing and swapping half-way: 猿铺导 and 猿辅导 are both 猿导 without the second one.
    """
    outline = outline_of(name)
    found = set(_whole(outline))
    if outline.can_have_neighbours:
        found.add(_key("-", outline.outline))  # one character less than the other name
    for at in _places(outline):
        if outline.own[at]:
            found.add(_key("=", _without(outline, at)))  # one character more
        if not outline.own[at] or sum(outline.own) >= LEAST_OWN:
            found.add(_key("-", _without(outline, at)))
    return frozenset(found)


def _whole(outline: Outline) -> Iterable[str]:
    yield _key("=", outline.outline)
    # Punctuation tells where a version begins, so one skeleton may have two cores.
    yield _key("=", near(outline.skeleton))
    if outline.head:
        yield _key("=", near(outline.head))
    yield from (_key("~", spelling) for spelling in outline.spellings)


def _places(outline: Outline) -> range:
    return range(len(outline.outline) if outline.can_have_neighbours else 0)


def _without(outline: Outline, at: int) -> str:
    return f"{outline.outline[:at]}{outline.outline[at + 1 :]}"


def _key(kind: str, text: str) -> str:
    return hashlib.blake2b(f"{kind}{text}".encode("utf-8", "surrogatepass"), digest_size=BYTES).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """An app and its name: `path` of the filing, `item` within it."""

    path: str
    item: str
    name: str


def closest_first(name: str, apps: Iterable[Named]) -> list[tuple[Relation, Named]]:
    """Of some apps those whose names are not distinct from a name, the closest first."""
    related = ((relation(name, app.name), app) for app in apps)
    order = list(Kind)
    return sorted(
        (entry for entry in related if entry[0].kind is not Kind.distinct),
        key=lambda entry: (order.index(entry[0].kind), entry[1]),
    )


@dataclass(frozen=True, slots=True)
class Match:
    """A live app that a name is the same as or too close to. `number` is empty for one that is not numbered yet."""

    relation: Relation
    name: str
    number: str
    provider: str
    uscc: str
    path: str
    item: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a name is free: the closest match first. `unread` are files that could not be read and not be compared."""

    name: str
    matches: tuple[Match, ...]
    unread: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Rejected if taken; for a person if too close, or if a file could not be read."""
        found = [match.relation.kind.verdict for match in self.matches]
        return max([*found, Verdict.refer if self.unread else Verdict.accept])
