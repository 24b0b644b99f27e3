"""Rows of one institution -> its filing as plain values, merged with the one that it has; and where each value stands."""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from registry.core import formats, paths
from registry.core.finding import Place
from registry.core.sheet.cells import SheetFault, address
from registry.core.sheet.exported import text_of, value_at
from registry.core.sheet.rows import Row

_UNIT = "institution."
_USE = "uses."
_CODE = "institution.uscc"
_AUTHORITY = "institution.competent_authority"

At = tuple[str, int, int]
"""Sheet, row and column."""


@dataclass(slots=True)
class Draft:
    """A filing as rows say it. `path` is empty where code or authority are of no use.

    `cells` tells where the value at a place stands, also of an empty cell; `wrong` are places whose cell is wrong in itself;
    `absent` are keys of columns that the sheet does not have; `stated` are the keys of what the rows say of the institution;
    `kept` counts uses that no row names.
    """

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
        return not self.path and self.stated <= {_CODE}

    def cell_at(self, place: Place) -> At | None:
        """Where what is at a place stands: its cell, the first of the cells below it, or that of what encloses it."""
        while place:
            if place in self.cells:
                return self.cells[place]
            below = [at for inner, at in self.cells.items() if inner[: len(place)] == place and at[2]]
            if below:
                return min(below)
            place = place[:-1]
        return min(self.cells.values(), default=None)


def grouped(rows: list[Row]) -> Iterator[list[Row]]:
    """Rows of one institution together, in the order in which each first comes; a row without a code of the right form is alone."""
    groups: dict[object, list[Row]] = {}
    for row in rows:
        code = row.values.get(_CODE)
        whole = isinstance(code, str) and re.fullmatch(formats.USCC, code)
        groups.setdefault(code if whole else row.number, []).append(row)
    yield from groups.values()


def given_authority(rows: list[Row], authority: str) -> str:
    """The folder that a group's filing belongs in: as its rows say, else the one that was given for all."""
    stated = next((row.values[_AUTHORITY] for row in rows if row.values.get(_AUTHORITY)), authority)
    return stated if isinstance(stated, str) else ""


def path_of(rows: list[Row], authority: str) -> str:
    """Where a group's filing belongs; empty if code or authority have no right form."""
    code, folder = rows[0].values.get(_CODE), given_authority(rows, authority)
    if (
        isinstance(code, str)
        and re.fullmatch(formats.USCC, code)
        and re.fullmatch(formats.AUTHORITY_PATH, folder)
    ):
        return paths.user_path(folder, code)
    return ""


def draft_of(rows: list[Row], before: Mapping[str, Any] | None, authority: str) -> Draft:
    """The filing that a group of rows asks for. `before` is the one that there is, as plain values."""
    data: dict[str, Any] = copy.deepcopy(dict(before)) if before else {"schema": "user-filing/v1"}
    draft = Draft(path_of(rows, authority), data)
    _take_unit(draft, rows, authority)
    uses = data.setdefault("uses", [])
    named: dict[int, Row] = {}
    ended: list[int] = []
    for row in rows:
        index = _use_of(row, uses)
        if index is None and row.ends:
            draft.faults.append(row.fault("S17", "uses.number"))
            continue
        if index is not None and index in named:
            _told_twice(draft, row, named[index])
            continue
        if _own_app_differs(row, uses[index] if index is not None else None):
            draft.faults.append(row.fault("S16", "own_app"))
            continue
        if index is None:
            index = len(uses)
            number = row.values.get("uses.number")
            uses.append({"id": _free_id(uses, rows), **({"number": number} if number else {})})
        named[index] = row
        if row.ends:
            ended.append(index)
    for index, row in named.items():
        if index not in ended:
            _take(draft, row, uses[index], _USE, ("uses", index - sum(gone < index for gone in ended)))
    data["uses"] = [use for index, use in enumerate(uses) if index not in ended]
    draft.kept = len(uses) - len(named)
    return draft


def _take_unit(draft: Draft, rows: list[Row], authority: str) -> None:
    """The first row that gives a value counts; another that differs is wrong, an empty one is not."""
    unit = draft.data.setdefault("institution", {})
    whole = Row(rows[0].table, rows[0].number)
    first: dict[str, Row] = {}
    for row in rows:
        whole.wrong |= {key for key in row.wrong if key.startswith(_UNIT)}
        for key, value in row.values.items():
            if not key.startswith(_UNIT):
                continue
            if key not in first:
                first[key] = row
                whole.values[key], whole.texts[key] = value, row.texts[key]
            elif value != whole.values[key]:
                _, number, place = first[key].at(key)
                title = row.table.columns[row.table.at(key)].title
                draft.faults.append(
                    row.fault("S14", key, title=title.zh, title_en=title.en, first=address(number, place),
                              value=str(whole.values[key]), other=str(value))
                )  # fmt: skip
    draft.stated = whole.wrong | whole.values.keys()
    _take(draft, whole, unit, _UNIT, ("institution",))
    for key, row in first.items():
        draft.cells[("institution", key.removeprefix(_UNIT))] = row.at(key)
    if authority and "competent_authority" not in unit:
        unit["competent_authority"] = authority
    if authority and "province" not in unit and "institution.province" not in whole.wrong:
        slug = given_authority(rows, authority).partition("/")[0]
        if slug != "moe":
            unit["province"] = slug


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
        text = row.texts.get(column.key, "")
        written = {text_of(old, column, language) for language in ("zh", "en")}
        if column.key == "uses.id" and column.key not in row.values:
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


def _use_of(row: Row, uses: list[dict[str, Any]]) -> int | None:
    """Which use of the filing a row is about: by its id, by the app's number, by the name of an own app; None for a new one."""
    by = (
        (row.values.get("uses.id"), lambda use: use.get("id")),
        (row.values.get("uses.number"), lambda use: use.get("number")),
        (row.values.get("own_app"), lambda use: _own_name(use)),
    )
    for value, of in by:
        if value:
            found = next((index for index, use in enumerate(uses) if of(use) == value), None)
            if found is not None:
                return found
    return None


def _own_name(use: Mapping[str, Any]) -> str | None:
    own = value_at(use, ("self_developed", "app", "name"))
    return own if isinstance(own, str) else None


def _own_app_differs(row: Row, use: Mapping[str, Any] | None) -> bool:
    """Whether a row names an own app that the filing does not hold: a sheet has no columns for one."""
    named = row.values.get("own_app")
    return bool(named) and (use is None or _own_name(use) != named)


def _told_twice(draft: Draft, row: Row, other: Row) -> None:
    key = "uses.number" if row.values.get("uses.number") else "uses.id"
    draft.faults.append(row.fault("S15", key, value=str(row.values.get(key, "")), first=str(other.number)))


def _free_id(uses: list[dict[str, Any]], rows: list[Row]) -> str:
    taken = {use.get("id") for use in uses} | {row.values.get("uses.id") for row in rows}
    count = len(uses) + 1
    while f"use-{count}" in taken:
        count += 1
    return f"use-{count}"


def without_wrong_uses(draft: Draft, before: Mapping[str, Any], faulty: set[Place]) -> Draft | None:
    """The same filing with what it said before in place of uses that are wrong in themselves, new ones left out: what the rest comes to
    can then be judged in the same run. None if no use is left, or something else than a use is wrong.
    """
    places = faulty | draft.wrong
    if not draft.path or any(place[0] != "uses" or len(place) < 2 for place in places):
        return None
    indexes = {place[1] for place in places}
    earlier = {use["id"]: use for use in before.get("uses", ())}
    rest = Draft(
        draft.path, {**draft.data, "uses": []}, {k: at for k, at in draft.cells.items() if k[0] != "uses"}
    )
    for index, use in enumerate(draft.data["uses"]):
        if index in indexes and use.get("id") not in earlier:
            continue
        place = len(rest.data["uses"])
        rest.data["uses"].append(earlier[use["id"]] if index in indexes else use)
        rest.cells |= {
            ("uses", place, *k[2:]): at for k, at in draft.cells.items() if k[:2] == ("uses", index)
        }
    return rest if rest.data["uses"] else None
