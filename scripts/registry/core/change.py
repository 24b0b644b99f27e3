"""What differs between two records, field by field: what a reviewer decides on, instead of the lines of a text.

Items of a list are matched by what names them (`id`, code of a unit or division), else by their value, so that an item put in
front does not change all the others. Every difference gives one change, and every change is one difference:
`test_changes.py` holds both.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from registry.core.fields import Record
from registry.core.finding import Place
from registry.core.text import Text

_NAMES_AN_ITEM = ("id", "uscc", "code")
_SHOWN_AS_NAME = ("name", "zh", "number", "category")


class ChangeKind(StrEnum):
    """What happened to a value, or to a file."""

    added = "added"
    removed = "removed"
    changed = "changed"
    moved = "moved"


@dataclass(frozen=True, slots=True)
class Subject:
    """The item of a list that a change is about: the list's title, what people call the item, and its id in the file."""

    title: Text
    name: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    `place` leads to the value: an item that both records have counts by its place in the newer one, a removed one in the older. `titles` are those of the fields on
    the way from the subject to the value. `before` and `after` are plain values, enumeration members or, for a whole block or
    item, its record; `moved` is another order of one list, given as the names or values that both have. `within` counts
    the whole files, blocks and items above it that were added or removed, so that it only spells out what these hold.
    """

    kind: ChangeKind
    place: Place
    titles: tuple[Text, ...]
    before: Any = None
    after: Any = None
    subjects: tuple[Subject, ...] = ()
    within: int = 0


@dataclass(frozen=True, slots=True)
class FileChange:
    """What happened to one file. `old_path` differs from `path` if it moved; `unit` is what the filing names as its unit.

    `unreadable` says that one side could not be read, so that nothing is compared. A changed file without changes differs only
    in comments or in the way it is written. Other files than filings, cases and authorities are no data and are not compared.
    """

    path: str
    kind: ChangeKind
    old_path: str = ""
    unit: str = ""
    changes: tuple[Change, ...] = field(default=())
    unreadable: bool = False
    is_data: bool = True


def compare(before: Record | None, after: Record | None) -> tuple[Change, ...]:
    """All differences of two records of one model; None: there is no such file."""
    record = after or before
    if record is None:
        return ()
    return tuple(_records(type(record), before, after, _At(within=int(before is None or after is None))))


@dataclass(frozen=True, slots=True)
class _At:
    """Where the comparison stands."""

    place: Place = ()
    titles: tuple[Text, ...] = ()
    subjects: tuple[Subject, ...] = ()
    within: int = 0

    def field(self, name: str, title: Text) -> "_At":
        return _At((*self.place, name), (*self.titles, title), self.subjects, self.within)

    def item(self, index: int, item: Record) -> "_At":
        subject = Subject(self.titles[-1], called(item), _text_of(item, "id"))
        return _At((*self.place, index), (), (*self.subjects, subject), self.within)

    def inside(self) -> "_At":
        return _At(self.place, self.titles, self.subjects, self.within + 1)

    def change(self, kind: ChangeKind, before: Any, after: Any) -> Change:
        return Change(kind, self.place, self.titles, before, after, self.subjects, self.within)


def called(item: Record) -> str:
    """What people call an item of a list: its name or number, else its id; of an app that is not numbered, the app's name."""
    for name in _SHOWN_AS_NAME:
        if text := _text_of(item, name):
            return text
    for name in type(item).model_fields:
        inner = getattr(item, name)
        if isinstance(inner, Record) and (
            text := _text_of(inner, "name") or _text_of(getattr(inner, "app", None), "name")
        ):
            return text
    return _text_of(item, "id")


def _text_of(item: object, name: str) -> str:
    found = getattr(item, name, None)
    return found if isinstance(found, str) else ""


def title_of(model: type[Record], name: str) -> Text:
    """The title of a field in both languages; its key where the model gives none."""
    extra: Any = model.model_fields[name].json_schema_extra
    title = extra.get("x-title") if isinstance(extra, dict) else None
    return Text(**title) if title else Text(name, name)


def _records(model: type[Record], before: Record | None, after: Record | None, at: _At) -> Iterator[Change]:
    for name, info in model.model_fields.items():
        old, new = getattr(before, name, None), getattr(after, name, None)
        # A list that is left out is an empty one.
        if old != new and (
            old or new or not isinstance(old, tuple | None) or not isinstance(new, tuple | None)
        ):
            yield from _values(old, new, at.field(info.alias or name, title_of(model, name)))


def _values(old: Any, new: Any, at: _At) -> Iterator[Change]:
    if isinstance(old, Record) and isinstance(new, Record):
        yield from _records(type(new), old, new, at)
    elif isinstance(old, Record) or isinstance(new, Record):
        yield from _whole(old, new, at)
    elif isinstance(old, tuple) or isinstance(new, tuple):
        yield from _lists(old or (), new or (), at)
    else:
        yield at.change(_kind(old, new), old, new)


def _kind(old: Any, new: Any) -> ChangeKind:
    if old is None:
        return ChangeKind.added
    return ChangeKind.removed if new is None else ChangeKind.changed


def _whole(old: Record | None, new: Record | None, at: _At) -> Iterator[Change]:
    """A block or item that is new or gone: said once, then what it holds. A block of what is new or gone as a whole is not said."""
    record = new or old
    if record is None:
        return
    is_told = not at.within or not at.titles
    if is_told:
        yield at.change(_kind(old, new), old, new)
    yield from _records(type(record), old, new, at.inside() if is_told else at)


def _lists(old: Sequence[Any], new: Sequence[Any], at: _At) -> Iterator[Change]:
    if any(isinstance(item, Record) for item in (*old, *new)):
        yield from _items(old, new, at)
        return
    there, here = Counter(old), Counter(new)
    for index, value in enumerate(old):
        if there[value] > here[value]:
            there[value] -= 1
            yield _listed(at, index, value, None)
    there = Counter(old)
    for index, value in reversed(list(enumerate(new))):
        if here[value] > there[value]:
            here[value] -= 1
            yield _listed(at, index, None, value)
    both = Counter(old) & Counter(new)
    yield from _order(_kept(old, both), _kept(new, both), at)


def _listed(at: _At, index: int, old: Any, new: Any) -> Change:
    return _At((*at.place, index), at.titles, at.subjects, at.within).change(_kind(old, new), old, new)


def _kept(values: Sequence[Any], both: Counter[Any]) -> list[Any]:
    """Those values, in their order, that stand in both lists, each as often as in both."""
    left = Counter(both)
    found = []
    for value in values:
        if left[value] > 0:
            left[value] -= 1
            found.append(value)
    return found


def _order(old: Sequence[Any], new: Sequence[Any], at: _At) -> Iterator[Change]:
    if old != new:
        yield at.change(ChangeKind.moved, tuple(old), tuple(new))


def _items(old: Sequence[Record], new: Sequence[Record], at: _At) -> Iterator[Change]:
    there, here = _keyed(old), _keyed(new)
    for key, (index, item) in there.items():
        if key not in here:
            yield from _whole(item, None, at.item(index, item))
    for key, (index, item) in here.items():
        if key not in there:
            yield from _whole(None, item, at.item(index, item))
        elif there[key][1] != item:
            # Called as it was called: who reads this knows the old name.
            yield from _records(type(item), there[key][1], item, at.item(index, there[key][1]))
    names_then = [called(item) for key, (_, item) in there.items() if key in here]
    names_now = [called(there[key][1]) for key in here if key in there]
    if [key for key in there if key in here] != [key for key in here if key in there]:
        yield at.change(ChangeKind.moved, tuple(names_then), tuple(names_now))


def _keyed(items: Sequence[Record]) -> dict[tuple[Any, int], tuple[int, Record]]:
    """Items by what names them, and by how often it has come before; an item that nothing names is named by itself."""
    seen: dict[Any, int] = defaultdict(int)
    found = {}
    for index, item in enumerate(items):
        key: Any = next((name for key in _NAMES_AN_ITEM if (name := _text_of(item, key))), item)
        found[key, seen[key]] = (index, item)
        seen[key] += 1
    return found
