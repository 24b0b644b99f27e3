"""Every difference of two records has a line, and every line is a difference."""

from collections import Counter
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.adapters import records
from registry.core.change import ChangeKind, compare, title_of
from registry.core.fields import Record
from tests.builders import app_text, provider_text, rich_app_text, system_text
from tests.changes.mutations import STARTS, mutated, start

Leaf = tuple[tuple[str, ...], Any, Any]


def key_of(item: Record) -> Any:
    """What names an item of a list, told here again."""
    for name in ("id", "uscc", "code"):
        if isinstance(found := getattr(item, name, None), str) and found:
            return found
    return item


def items_of(values: tuple[Any, ...]) -> dict[Any, Any]:
    """Items of a list by (what names them, how often it came before)."""
    seen: Counter[Any] = Counter()
    found = {}
    for value in values:
        key = key_of(value) if isinstance(value, Record) else value
        found[key, seen[key]] = value
        seen[key] += 1
    return found


class Expected:
    """The differences of two records, found by another way than the product's: from the leaves up."""

    def __init__(self, before: Any, after: Any) -> None:
        self.leaves: Counter[Leaf] = Counter()
        self.wholes: Counter[tuple[tuple[str, ...], bool]] = Counter()
        self.orders: Counter[tuple[str, ...]] = Counter()
        self._walk((), before, after)

    def _walk(self, path: tuple[str, ...], old: Any, new: Any) -> None:
        if isinstance(old, Record) or isinstance(new, Record):
            self._record(
                path, old if isinstance(old, Record) else None, new if isinstance(new, Record) else None
            )
        elif isinstance(old, tuple) or isinstance(new, tuple):
            self._list(path, old or (), new or ())
        elif old != new:
            self.leaves[path, old, new] += 1

    def _record(self, path: tuple[str, ...], old: Record | None, new: Record | None) -> None:
        model = type(old or new)
        for name, field in model.model_fields.items():  # type: ignore[union-attr]
            inner = (*path, field.alias or name)
            then, now = getattr(old, name, None), getattr(new, name, None)
            is_block = isinstance(then, Record) or isinstance(now, Record)
            if is_block and None in (then, now) and None not in (old, new):
                self.wholes[inner, now is not None] += 1
            self._walk(inner, then, now)

    def _list(self, path: tuple[str, ...], old: tuple[Any, ...], new: tuple[Any, ...]) -> None:
        there, here = items_of(old), items_of(new)
        for key in there.keys() | here.keys():
            then, now = there.get(key), here.get(key)
            if (isinstance(then, Record) or isinstance(now, Record)) and None in (then, now):
                self.wholes[path, now is not None] += 1
            self._walk(path, then, now)
        if [key for key in there if key in here] != [key for key in here if key in there]:
            self.orders[path] += 1


def matches(before: Record, after: Record) -> int:
    """Assert that the comparison tells exactly the expected differences; how many there are."""
    changes = compare(before, after)
    expected = Expected(before, after)
    places = [(tuple(step for step in change.place if isinstance(step, str)), change) for change in changes]
    leaves: Counter[Leaf] = Counter()
    wholes: Counter[tuple[tuple[str, ...], bool]] = Counter()
    orders: Counter[tuple[str, ...]] = Counter()
    for path, change in places:
        if change.kind is ChangeKind.moved:
            orders[path] += 1
        elif isinstance(change.before, Record) or isinstance(change.after, Record):
            wholes[path, change.after is not None] += 1
            assert change.kind is (ChangeKind.added if change.after is not None else ChangeKind.removed)
        else:
            leaves[path, change.before, change.after] += 1
            absent = {ChangeKind.added: change.before, ChangeKind.removed: change.after}
            assert absent.get(change.kind) is None
            assert change.kind is not ChangeKind.changed or None not in (change.before, change.after)
    assert leaves == expected.leaves
    assert wholes == expected.wholes
    assert orders == expected.orders
    return len(changes)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(STARTS)), st.integers(0, 2**32), st.integers(1, 12))
def test_every_difference_has_a_line_and_every_line_is_a_difference(name: str, seed: int, times: int) -> None:
    """Over random changes of every model, many at once."""
    rng = Random(seed)
    before = after = start(name)
    for _ in range(times):
        after = mutated(after, rng)
    count = matches(before, after)
    assert (count == 0) == (before == after)
    assert matches(after, before) >= (1 if count else 0)


@pytest.mark.parametrize("name", sorted(STARTS))
def test_a_new_file_and_one_that_is_gone_are_spelt_out(name: str) -> None:
    """Each value once, within the file as a whole."""
    record = start(name)
    new, gone = compare(None, record), compare(record, None)
    assert len(new) == len(gone)
    assert [change.place for change in new] == [change.place for change in gone] or {
        c.place for c in new
    } == {c.place for c in gone}
    assert all(change.within >= 1 for change in (*new, *gone))
    assert {change.kind for change in new} == {ChangeKind.added}
    assert {change.kind for change in gone} == {ChangeKind.removed}
    values = Counter(change.after for change in new if not isinstance(change.after, Record))
    assert values == Counter(change.before for change in gone if not isinstance(change.before, Record))
    expected = Expected(None, record)
    assert len(new) == sum(expected.leaves.values()) + sum(expected.wholes.values())


def test_nothing_differs_from_nothing() -> None:
    """No file before, none after; and the same file twice."""
    assert compare(None, None) == ()
    assert compare(start("user"), start("user")) == ()


@pytest.mark.parametrize("name", sorted(STARTS))
def test_every_field_has_a_title(name: str) -> None:
    """No key stands for a title anywhere: the words of the schema are there for all fields that a filing fills in."""

    def models(record: Record) -> set[type[Record]]:
        found = {type(record)}
        for key in type(record).model_fields:
            value = getattr(record, key)
            for inner in value if isinstance(value, tuple) else (value,):
                if isinstance(inner, Record):
                    found |= models(inner)
        return found

    for model in models(start(name)):
        for key in model.model_fields:
            title = title_of(model, key)
            assert title.zh != key, f"{model.__name__}.{key}"
            assert title.en


def provider(text: str) -> Record:
    """A provider's filing of a text."""
    found: Record = records.parse("provider", text.encode()).record
    assert found is not None
    return found


def test_an_item_put_in_front_is_one_new_item() -> None:
    """Items are matched by id: the others do not change, whatever their index."""
    first, second = app_text("a", "示例一", "cn.example.a"), app_text("b", "示例二", "cn.example.b")
    before, after = provider(provider_text(apps=[second])), provider(provider_text(apps=[first, second]))
    changes = compare(before, after)
    assert [(change.kind, change.place) for change in changes if not change.within] == [
        (ChangeKind.added, ("apps", 0))
    ]
    assert all(change.subjects[0].name == "示例一" for change in changes)


def test_a_change_names_its_item_as_it_was_called() -> None:
    """Who reads of a new name knows the app by the old one; the place is where it stands now."""
    before = provider(provider_text(apps=[rich_app_text(), app_text("b", "示例二", "cn.example.b")]))
    after = provider(provider_text(apps=[app_text("b", "示例新二", "cn.example.b"), rich_app_text()]))
    renamed, moved = compare(before, after)
    assert (renamed.place, renamed.subjects[0].name, renamed.subjects[0].id) == (
        ("apps", 0, "name"),
        "示例二",
        "b",
    )
    assert (moved.kind, moved.before, moved.after) == (
        ChangeKind.moved,
        ("示例全科学习", "示例二"),
        ("示例二", "示例全科学习"),
    )


def test_a_block_that_is_taken_out_is_told_once_and_spelt_out() -> None:
    """The ICP filing of a system: one line for the block, one within it for each value."""
    text = system_text()
    bare = text[: text.index("    icp:")] + text[text.index("    mlps:") :]
    whole, *parts = compare(provider(provider_text()), provider(provider_text(systems=[bare])))
    assert (whole.kind, whole.place, whole.within) == (ChangeKind.removed, ("systems", 0, "icp"), 0)
    assert [part.place[-1] for part in parts] == ["number", "subject_name", "evidence_date"]
    assert all(part.within == 1 for part in parts)
