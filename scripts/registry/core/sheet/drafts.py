"""Rows of one unit -> its filing as plain values, merged with the one that it has; and where each value stands."""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from registry.core import formats
from registry.core.authority import MINISTRY
from registry.core.finding import Place
from registry.core.sheet.cells import SheetFault, address
from registry.core.sheet.exported import text_of, value_at
from registry.core.sheet.kinds import OWN_APP, SheetForm, SheetKind
from registry.core.sheet.rows import Row

_OWN_NAME = ("self_developed", "app", "name")

At = tuple[str, int, int]
"""Sheet, row and column."""


@dataclass(slots=True)
class Draft:
    """A filing as rows say it. `path` is empty where code or authority are of no use.

    `cells` tells where the value at a place stands, also of an empty cell; `wrong` are places whose cell is wrong in itself;
    `absent` are keys of columns that the sheet does not have; `stated` are the keys of what the rows say of the institution;
    `kept` counts uses that no row names.
    """

    kind: SheetKind
    path: str
    data: dict[str, Any]
    cells: dict[Place, At] = field(default_factory=dict)
    wrong: set[Place] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)
    faults: list[SheetFault] = field(default_factory=list)
    stated: set[str] = field(default_factory=set)
    kept: int = 0

    @property
    def follows(self) -> bool:
        """Whether its rows say nothing of the institution but a code of no use: they go on from one whose code is right."""
        code = self.data[self.kind.unit].get("uscc")
        useless = not isinstance(code, str) or not re.fullmatch(formats.USCC, code)
        return useless and self.stated <= {self.kind.code}

    def cell_at(self, place: Place) -> At | None:
        """Where what is at a place stands: its cell, the first of the cells below it, or that of what encloses it."""
        while place:
            if place in self.cells:
                return self.cells[place]
            below = [at for inner, at in self.cells.items() if inner[: len(place)] == place and at[2]]
            if below:
                return min(below)
            place = place[:-1]
        unit, authority = self.kind.authority.split(".")
        decides = self.cells.get((unit, authority)) or self.cells.get((unit, "uscc"))
        return decides or min(self.cells.values(), default=None)


def grouped(kind: SheetKind, rows: list[Row]) -> Iterator[list[Row]]:
    """Rows of one unit together, in the order in which each first comes; a row without a code of the right form is alone."""
    groups: dict[object, list[Row]] = {}
    for row in rows:
        code = row.values.get(kind.code)
        whole = isinstance(code, str) and re.fullmatch(formats.USCC, code)
        groups.setdefault(code if whole else (row.table.sheet.name, row.number), []).append(row)
    yield from groups.values()


def folder_of(kind: SheetKind, rows: list[Row], authority: str) -> str:
    """The folder that a group's filing belongs in: as its rows say, else the one that was given for all."""
    stated = next((row.values[kind.authority] for row in rows if row.values.get(kind.authority)), authority)
    return stated if isinstance(stated, str) else ""


def path_of(kind: SheetKind, rows: list[Row], authority: str) -> str:
    """Where a group's filing belongs; empty if code or authority have no right form."""
    code, folder = rows[0].values.get(kind.code), folder_of(kind, rows, authority)
    pattern = formats.AUTHORITY_PATH if kind.file_kind == "user" else formats.SLUG
    if isinstance(code, str) and re.fullmatch(formats.USCC, code) and re.fullmatch(pattern, folder):
        return kind.path(folder, code)
    return ""


def draft_of(
    kind: SheetKind, rows: list[Row], path: str, before: Mapping[str, Any] | None, authority: str
) -> Draft:
    """The filing that a group of rows asks for. `before` is the one that there is at the path, as plain values."""
    draft = Draft(kind, path, copy.deepcopy(dict(before)) if before else dict(kind.start))
    _take_unit(draft, rows, authority)
    for form in kind.sheets:
        if form.list_key:
            _take_items(draft, form, [row for row in rows if row.table.form is form])
    return draft


def _take_items(draft: Draft, form: SheetForm, rows: list[Row]) -> None:
    """The items of one list, in the order that they have, new ones after them."""
    if not rows and form.list_key not in draft.data:
        return
    items = draft.data.setdefault(form.list_key, [])
    named: dict[int, Row] = {}
    ended: list[int] = []
    for row in rows:
        index = _item_of(row, items)
        if index is None and row.ends:
            draft.faults.append(row.fault("S17", form.names_row[-1]))
            continue
        if index is not None and index in named:
            _told_twice(draft, row, named[index])
            continue
        if _own_app_differs(row, items[index] if index is not None else None):
            draft.faults.append(row.fault("S16", OWN_APP))
            continue
        if index is None:
            index = len(items)
            items.append(_new_item(row, items, rows))
        named[index] = row
        if row.ends:
            ended.append(index)
    for index, row in named.items():
        if index not in ended:
            place = (form.list_key, index - sum(gone < index for gone in ended))
            _take(draft, row, items[index], f"{form.list_key}.", place)
    draft.data[form.list_key] = [item for index, item in enumerate(items) if index not in ended]
    draft.kept += len(items) - len(named)


def _new_item(row: Row, items: list[dict[str, Any]], rows: list[Row]) -> dict[str, Any]:
    """An item with what tells it from the others, so that a second row for it is noticed."""
    form = row.table.form
    new: dict[str, Any] = {}
    id_key = f"{form.list_key}.id"
    if not form.column(id_key).required:
        new["id"] = _free_id(form.prefix, items, {row.values.get(id_key) for row in rows})
    for key in form.item_names:
        if key != OWN_APP and row.values.get(key):
            _set(new, form.column(key).keys[1:], row.values[key])
    return new


def _take_unit(draft: Draft, rows: list[Row], authority: str) -> None:
    """The first row that gives a value counts; another that differs is wrong, an empty one is not."""
    kind = draft.kind
    start = f"{kind.unit}."
    unit = draft.data.setdefault(kind.unit, {})
    first: dict[str, Row] = {}
    for row in rows:
        for key, value in row.values.items():
            if key.startswith(start) and value != first.setdefault(key, row).values[key]:
                draft.faults.append(_disagree(row, first[key], key))
    draft.absent = {one.key for form in kind.sheets for one in form.columns if one.key.startswith(start)}
    tables = {id(row.table): row.table for row in rows}
    for table in tables.values():
        own = [row for row in rows if row.table is table]
        whole = Row(table, own[0].number)
        whole.wrong = {key for row in own for key in row.wrong if key.startswith(start)}
        for key, row in first.items():
            if table.at(key):
                whole.values[key], whole.texts[key] = row.values[key], row.texts[key]
        draft.stated |= whole.wrong | whole.values.keys()
        draft.absent -= {column.key for column in table.columns.values()}
        _take(draft, whole, unit, start, (kind.unit,))
    for key, row in first.items():
        draft.cells[(kind.unit, *key.split(".")[1:])] = row.at(key)
    _take_authority(draft, unit, folder_of(kind, rows, authority))


def _take_authority(draft: Draft, unit: dict[str, Any], folder: str) -> None:
    """What was given for all rows stands in for what they leave out; a province is never guessed of what is under the Ministry."""
    key = draft.kind.authority.split(".")[1]
    place = (draft.kind.unit, key)
    if folder and key not in unit and place not in draft.wrong:
        unit[key] = folder
    slug = folder.partition("/")[0]
    province = (draft.kind.unit, "province")
    if key != "registration_province" and slug not in ("", MINISTRY) and province not in draft.wrong:
        unit.setdefault("province", slug)


def _disagree(row: Row, first: Row, key: str) -> SheetFault:
    sheet, number, place = first.at(key)
    other_sheet = "" if first.table is row.table else f"{sheet}!"
    title = row.table.columns[row.table.at(key)].title
    return row.fault(
        "S14", key, title=title.zh, title_en=title.en, first=f"{other_sheet}{address(number, place)}",
        value=str(first.values[key]), other=str(row.values[key]),
    )  # fmt: skip


def _take(draft: Draft, row: Row, target: dict[str, Any], start: str, place: Place) -> None:
    """Put a row's values into a block; an empty cell takes the value away, a column that the sheet lacks changes nothing."""
    for column in row.table.form.columns:
        if not column.key.startswith(start):
            continue
        steps = column.keys[1:]
        at = (*place, *steps)
        if not row.table.at(column.key):
            draft.absent.add(column.key)
            continue
        draft.cells[at] = row.at(column.key)
        if column.key in row.wrong:
            draft.wrong.add(at)
            continue
        old = value_at(target, steps)
        text = row.texts.get(column.key)
        written = {text_of(old, column, language) for language in ("zh", "en")}
        if column.keys[1:] == ("id",) and column.key not in row.values and not column.required:
            continue
        if text and old is not None and text in written:
            continue
        _set(target, steps, row.values.get(column.key))


def _set(block: dict[str, Any], steps: tuple[str, ...], value: object) -> None:
    """Set a value, or take it away with the blocks that it leaves empty."""
    step, rest = steps[0], steps[1:]
    if rest:
        inner = block.setdefault(step, {})
        _set(inner, rest, value)
        if not inner:
            del block[step]
    elif value is None or value == []:
        block.pop(step, None)
    else:
        block[step] = value


def _item_of(row: Row, items: list[dict[str, Any]]) -> int | None:
    """Which item of the filing a row is about, by the first of its names that one has; None for a new one."""
    form = row.table.form
    for key in form.item_names:
        value = row.values.get(key)
        steps = _OWN_NAME if key == OWN_APP else form.column(key).keys[1:]
        if value:
            found = next((index for index, item in enumerate(items) if value_at(item, steps) == value), None)
            if found is not None:
                return found
    return None


def _own_app_differs(row: Row, use: Mapping[str, Any] | None) -> bool:
    """Whether a row names an own app that the filing does not hold: a sheet has no columns for one."""
    named = row.values.get(OWN_APP)
    return bool(named) and (use is None or value_at(use, _OWN_NAME) != named)


def _told_twice(draft: Draft, row: Row, other: Row) -> None:
    key = next(one for one in reversed(row.table.form.item_names) if row.values.get(one))
    draft.faults.append(row.fault("S15", key, value=str(row.values[key]), first=str(other.number)))


def _free_id(prefix: str, items: list[dict[str, Any]], asked: set[object]) -> str:
    taken = {item.get("id") for item in items} | asked
    count = len(items) + 1
    while f"{prefix}-{count}" in taken:
        count += 1
    return f"{prefix}-{count}"


def without_wrong_items(draft: Draft, before: Mapping[str, Any], faulty: set[Place]) -> Draft | None:
    """The same filing with what it said before in place of items that are wrong in themselves, new ones left out: what the rest comes to
    can then be judged in the same run. None if nothing is left of a list, or something else than an item is wrong.
    """
    places = faulty | draft.wrong
    lists = {form.list_key for form in draft.kind.sheets if form.list_key}
    if not draft.path or any(place[0] not in lists or len(place) < 2 for place in places):
        return None
    data = {**draft.data, **{key: [] for key in lists}}
    rest = Draft(
        draft.kind, draft.path, data, {at: cell for at, cell in draft.cells.items() if at[0] not in lists}
    )
    for key in lists:
        indexes = {place[1] for place in places if place[0] == key}
        earlier = {item["id"]: item for item in before.get(key, ())}
        for index, item in enumerate(draft.data[key]):
            if index in indexes and item.get("id") not in earlier:
                continue
            place = len(data[key])
            data[key].append(earlier[item["id"]] if index in indexes else item)
            rest.cells |= {
                (key, place, *at[2:]): cell for at, cell in draft.cells.items() if at[:2] == (key, index)
            }
    return rest if all(data[key] for key in lists) else None
