"""Every part of a change, on a small model: kind, place, titles, values, whose it is, and how deep it lies in what is new or gone."""

from registry.core.change import Change, ChangeKind, Subject, compare
from registry.core.fields import Many, Record, words
from registry.core.text import Text

K = ChangeKind


class Inner(Record):
    """A block within a block."""

    code: str = words("代码", "Code")


class Block(Record):
    """A block."""

    name: str | None = words("名称", "Name", default=None)
    inner: Inner | None = words("内层", "Inner", default=None)


class Item(Record):
    """An item of a list, known by its id."""

    id: str = words("编号", "Id")
    name: str = words("名称", "Name")
    block: Block | None = words("分块", "Block", default=None)


class Plain(Record):
    """An item that nothing names."""

    note: str = words("备注", "Note")


class Whole(Record):
    """A file."""

    title: str | None = words("标题", "Title", default=None)
    block: Block | None = words("分块", "Block", default=None)
    items: Many[Item] = words("各项", "Items", default=())
    values: Many[str] = words("值", "Values", default=())
    pairs: Many[Inner] = words("对", "Pairs", default=())
    plains: Many[Plain] = words("备注", "Notes", default=())
    flag: bool | None = words("开关", "Flag", default=None)
    open_list: Many[str] | None = words("可缺", "Open", default=None)


TITLE, BLOCK, INNER = Text("标题", "Title"), Text("分块", "Block"), Text("内层", "Inner")
NAME, CODE, ID, ITEMS, VALUES = (
    Text("名称", "Name"),
    Text("代码", "Code"),
    Text("编号", "Id"),
    Text("各项", "Items"),
    Text("值", "Values"),
)


def test_a_value_is_new_gone_or_another() -> None:
    for before, after, kind in ((None, "a", K.added), ("a", None, K.removed), ("a", "b", K.changed)):
        assert compare(Whole(title=before), Whole(title=after)) == (
            Change(kind, ("title",), (TITLE,), before, after),
        )
    assert compare(Whole(title="a"), Whole(title="a")) == ()
    assert compare(None, None) == ()


def test_a_file_that_is_new_or_gone_is_told_by_what_it_holds() -> None:
    whole = Whole(title="a", block=Block(name="b"))
    assert compare(None, whole) == (
        Change(K.added, ("title",), (TITLE,), None, "a", within=1),
        Change(K.added, ("block", "name"), (BLOCK, NAME), None, "b", within=1),
    )
    assert compare(whole, None) == (
        Change(K.removed, ("title",), (TITLE,), "a", None, within=1),
        Change(K.removed, ("block", "name"), (BLOCK, NAME), "b", None, within=1),
    )


def test_a_block_that_is_new_or_gone_is_told_once_and_then_what_it_holds() -> None:
    block = Block(name="b", inner=Inner(code="c"))
    assert compare(Whole(), Whole(block=block)) == (
        Change(K.added, ("block",), (BLOCK,), None, block),
        Change(K.added, ("block", "name"), (BLOCK, NAME), None, "b", within=1),
        Change(K.added, ("block", "inner", "code"), (BLOCK, INNER, CODE), None, "c", within=1),
    )
    assert compare(Whole(block=block), Whole()) == (
        Change(K.removed, ("block",), (BLOCK,), block, None),
        Change(K.removed, ("block", "name"), (BLOCK, NAME), "b", None, within=1),
        Change(K.removed, ("block", "inner", "code"), (BLOCK, INNER, CODE), "c", None, within=1),
    )
    inner = Inner(code="c")
    assert compare(Whole(block=Block()), Whole(block=Block(inner=inner))) == (
        Change(K.added, ("block", "inner"), (BLOCK, INNER), None, inner),
        Change(K.added, ("block", "inner", "code"), (BLOCK, INNER, CODE), None, "c", within=1),
    )


def test_items_are_told_by_what_names_them() -> None:
    one, two, three = (Item(id=code, name=f"n-{code}") for code in ("one", "two", "three"))
    changed = Item(id="two", name="renamed", block=Block(name="b"))
    found = compare(Whole(items=(one, two)), Whole(items=(three, changed)))
    of_one, of_two, of_three = (Subject(ITEMS, f"n-{code}", code) for code in ("one", "two", "three"))
    assert found == (
        Change(K.removed, ("items", 0), (), one, None, (of_one,)),
        Change(K.removed, ("items", 0, "id"), (ID,), "one", None, (of_one,), 1),
        Change(K.removed, ("items", 0, "name"), (NAME,), "n-one", None, (of_one,), 1),
        Change(K.added, ("items", 0), (), None, three, (of_three,)),
        Change(K.added, ("items", 0, "id"), (ID,), None, "three", (of_three,), 1),
        Change(K.added, ("items", 0, "name"), (NAME,), None, "n-three", (of_three,), 1),
        Change(K.changed, ("items", 1, "name"), (NAME,), "n-two", "renamed", (of_two,)),
        Change(K.added, ("items", 1, "block"), (BLOCK,), None, Block(name="b"), (of_two,)),
        Change(K.added, ("items", 1, "block", "name"), (BLOCK, NAME), None, "b", (of_two,), 1),
    )


def test_items_in_another_order_are_told_once_by_their_old_names() -> None:
    one, two = Item(id="one", name="1"), Item(id="two", name="2")
    renamed = Item(id="two", name="zwei")
    assert compare(Whole(items=(one, two)), Whole(items=(renamed, one))) == (
        Change(K.changed, ("items", 0, "name"), (NAME,), "2", "zwei", (Subject(ITEMS, "2", "two"),)),
        Change(K.moved, ("items",), (ITEMS,), ("1", "2"), ("2", "1")),
    )
    assert compare(Whole(items=(one, two)), Whole(items=(two,)))[0].kind is K.removed
    assert {one.kind for one in compare(Whole(items=(one, two)), Whole(items=(two,)))} == {K.removed}


def test_an_item_that_stands_there_twice_is_matched_once() -> None:
    pair = Inner(code="c")
    (gone, *held) = compare(Whole(pairs=(pair, pair)), Whole(pairs=(pair,)))
    assert (gone.kind, gone.place, gone.before, gone.after) == (K.removed, ("pairs", 1), pair, None)
    assert [one.place for one in held] == [("pairs", 1, "code")]
    assert compare(Whole(pairs=(pair, pair)), Whole(pairs=(pair, pair))) == ()


def test_values_of_a_list_are_told_each_and_their_order_once() -> None:
    def listed(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[Change, ...]:
        return compare(Whole(values=before), Whole(values=after))

    def change(kind: ChangeKind, index: int, before: str | None, after: str | None) -> Change:
        return Change(kind, ("values", index), (VALUES,), before, after)

    assert listed(("a", "b"), ("b", "c")) == (
        change(K.removed, 0, "a", None),
        change(K.added, 1, None, "c"),
    )
    assert listed((), ("a", "b")) == (change(K.added, 1, None, "b"), change(K.added, 0, None, "a"))
    assert listed(("a", "a", "b"), ("a",)) == (
        change(K.removed, 0, "a", None),
        change(K.removed, 2, "b", None),
    )
    assert listed(("a",), ("a", "a")) == (change(K.added, 1, None, "a"),)
    assert listed(("a", "b", "c"), ("c", "a", "d")) == (
        change(K.removed, 1, "b", None),
        change(K.added, 2, None, "d"),
        Change(K.moved, ("values",), (VALUES,), ("a", "c"), ("c", "a")),
    )
    assert listed(("a", "b"), ("b", "a")) == (
        Change(K.moved, ("values",), (VALUES,), ("a", "b"), ("b", "a")),
    )
    assert listed(("a", "b", "a"), ("a", "a")) == (change(K.removed, 1, "b", None),)


def test_what_a_new_file_holds_is_within_it() -> None:
    found = compare(None, Whole(values=("a",), items=(Item(id="one", name="n"),)))
    assert {one.place: one.within for one in found} == {
        ("items", 0): 1, ("items", 0, "id"): 2, ("items", 0, "name"): 2, ("values", 0): 1,
    }  # fmt: skip


def test_a_list_that_is_left_out_is_an_empty_one_and_a_no_is_an_answer() -> None:
    assert compare(Whole(open_list=()), Whole()) == compare(Whole(), Whole(open_list=())) == ()
    opened = (Text("可缺", "Open"),)
    assert compare(Whole(), Whole(open_list=("a",))) == (
        Change(K.added, ("open_list", 0), opened, None, "a"),
    )
    assert compare(Whole(open_list=("a",)), Whole()) == (
        Change(K.removed, ("open_list", 0), opened, "a", None),
    )
    flag = (Text("开关", "Flag"),)
    assert compare(Whole(), Whole(flag=False)) == (Change(K.added, ("flag",), flag, None, False),)
    assert compare(Whole(flag=False), Whole()) == (Change(K.removed, ("flag",), flag, False, None),)


def test_a_block_that_stays_is_told_by_what_differs_in_it() -> None:
    inner = Inner(code="c")
    assert [one.place for one in compare(Whole(block=Block(name="b")), Whole(block=Block(name="b", inner=inner)))] == [
        ("block", "inner"), ("block", "inner", "code"),
    ]  # fmt: skip
    assert compare(Whole(block=Block(name="a")), Whole(block=Block(name="b"))) == (
        Change(K.changed, ("block", "name"), (BLOCK, NAME), "a", "b"),
    )


def test_what_stands_there_three_times_is_counted() -> None:
    three = Whole(values=("a", "a", "a"), pairs=(Inner(code="c"),) * 3)
    one = Whole(values=("a",), pairs=(Inner(code="c"),))
    gone, come = compare(three, one), compare(one, three)
    assert sorted(each.place for each in gone if len(each.place) == 2) == [
        ("pairs", 1),
        ("pairs", 2),
        ("values", 0),
        ("values", 1),
    ]
    assert {each.kind for each in gone} == {K.removed}
    assert sorted(each.place for each in come if len(each.place) == 2) == [
        ("pairs", 1),
        ("pairs", 2),
        ("values", 1),
        ("values", 2),
    ]
    assert {each.kind for each in come} == {K.added}
    assert compare(Whole(values=("b", "a", "a")), Whole(values=("a", "a", "b"))) == (
        Change(K.moved, ("values",), (VALUES,), ("b", "a", "a"), ("a", "a", "b")),
    )


def test_an_item_that_nothing_names_is_known_by_all_of_it() -> None:
    one, two = Plain(note="a"), Plain(note="b")
    (moved,) = compare(Whole(plains=(one, two)), Whole(plains=(two, one)))
    assert moved.kind is K.moved
    other = compare(Whole(plains=(one,)), Whole(plains=(two,)))
    assert [each.kind for each in other if len(each.place) == 2] == [K.removed, K.added]
