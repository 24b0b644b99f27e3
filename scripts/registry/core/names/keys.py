"""Where to look for names that are too close: any two that are not distinct share at least one key."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from registry.core.finding import Verdict
from registry.core.names.layers import near
from registry.core.names.relations import Kind, Relation, outline_of, relation

VERSION = 1
"""Of the keys. To be raised with every change of a table or a layer, so that no index with other keys is asked."""


def keys(name: str) -> frozenset[str]:
    """The keys of a name, each one line without tabs: its outline, its spellings, and the outline with one character left out.

    Leaving out meets replacing, adding and swapping half-way: 猿铺导 and 猿辅导 are both 猿导 without the second character.
    """
    outline = outline_of(name)
    text = outline.outline
    # Punctuation tells where a version begins, so one skeleton may have two cores.
    found = {f"={text}", f"={near(outline.skeleton)}", *(f"~{spelling}" for spelling in outline.spellings)}
    if outline.can_have_neighbours:
        found |= {f"={text[:index]}{text[index + 1 :]}" for index in range(len(text))}
    return frozenset(found)


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """An app and its name: `path` of the filing, `item` within it."""

    path: str
    item: str
    name: str


class NameIndex:
    """Apps by the keys of their names, in memory."""

    def __init__(self, apps: Iterable[Named] = ()) -> None:
        self._by_key: dict[str, list[Named]] = defaultdict(list)
        for app in apps:
            self.add(app)

    def add(self, app: Named) -> None:
        """Make an app known."""
        for key in keys(app.name):
            self._by_key[key].append(app)

    def named_like(self, key: str) -> tuple[Named, ...]:
        """All apps with a key."""
        return tuple(self._by_key.get(key, ()))


def too_close(name: str, named_like: Callable[[str], Iterable[Named]]) -> list[tuple[Relation, Named]]:
    """All apps whose names are not distinct from a name, the closest first; `named_like` gives the apps with a key."""
    found = {app for key in keys(name) for app in named_like(key)}
    related = [(relation(name, app.name), app) for app in found]
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
    """Whether a name is free: the closest match first. `compared` apps were looked at; `unread` files could not be."""

    name: str
    matches: tuple[Match, ...]
    compared: int
    unread: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Rejected if taken; for a person if too close, or if a filing could not be read."""
        found = [match.relation.kind.verdict for match in self.matches]
        return max([*found, Verdict.refer if self.unread else Verdict.accept])
