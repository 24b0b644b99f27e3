"""What a changed item is called, and a field that has no title."""

from registry.core.change import called, title_of
from registry.core.fields import Record, words
from registry.core.text import Text


class Named(Record):
    """A part with a name."""

    name: str = words("名称", "Name")


class Filed(Record):
    """A part that holds an app."""

    app: Named = words("应用", "App")


class Item(Record):
    """An item of a list."""

    id: str = words("编号", "Id")
    size: int = 0
    unit: Named | None = words("单位", "Unit", default=None)
    own: Filed | None = words("自研自用", "Own", default=None)


def test_an_item_is_called_by_what_it_holds_and_else_by_its_id() -> None:
    unit, own = Named(name="示例单位"), Filed(app=Named(name="示例应用"))
    assert called(Named(name="示例单位")) == "示例单位"
    assert called(Item(id="use-1")) == "use-1"
    assert called(Item(id="use-1", unit=unit)) == "示例单位"
    assert called(Item(id="use-1", own=own)) == "示例应用"
    assert called(Item(id="use-1", unit=unit, own=own)) == "示例单位"
    assert called(Filed(app=Named(name=""))) == ""


def test_a_field_without_title_is_called_by_its_key() -> None:
    assert title_of(Item, "size") == Text("size", "size")
    assert title_of(Item, "unit") == Text("单位", "Unit")
