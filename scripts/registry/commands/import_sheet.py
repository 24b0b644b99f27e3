"""`registry import`: the rows of a spreadsheet become filings, or everything that is wrong is said at its cell and nothing is written."""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from registry.adapters import records, sheet_file, yaml_editor
from registry.adapters.load import Progress, no_progress
from registry.adapters.source import Entry, Source
from registry.adapters.surroundings import Surroundings
from registry.adapters.yaml_writer import to_yaml
from registry.commands.proposed import judge_proposed
from registry.core import paths
from registry.core.authority import exists, folders_named
from registry.core.change import ChangeKind, FileChange, compare
from registry.core.fields import Record
from registry.core.finding import Finding, Place, Verdict, dotted, worst
from registry.core.problem import Problem
from registry.core.sheet.cell_finding import CellFinding
from registry.core.sheet.cells import SheetFault, UnreadableSheetError
from registry.core.sheet.drafts import Draft, draft_of, grouped, path_of, without_wrong_items
from registry.core.sheet.headings import Table, find_table
from registry.core.sheet.kinds import SheetKind
from registry.core.sheet.plain import plain
from registry.core.sheet.rows import Row, rows_of
from registry.core.text import shown
from registry.rules import form
from registry.rules.catalogue import finding

MOST_NEAR = 5
"""Authorities that are offered for a name."""
_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


@dataclass(slots=True)
class Imported:
    """What an import comes to. `files` are those that differ, by path; `changes` tell what differs in them."""

    findings: list[CellFinding] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    changes: list[FileChange] = field(default_factory=list)
    units: int = 0
    rows: int = 0
    left_out: int = 0
    kept: int = 0
    tables: list[Table] = field(default_factory=list)

    @property
    def verdict(self) -> Verdict:
        """The worst of all findings."""
        return worst(one.finding for one in self.findings)


def read_sheet(
    file: Path,
    kind: SheetKind,
    source: Source,
    around: Surroundings,
    today: date,
    authority: str = "",
    progress: Progress = no_progress,
) -> Imported:
    """Everything that a spreadsheet asks for, judged as `validate` would judge it; nothing is written.

    `source` holds the filings that there are; `authority` is the folder that rows without one belong to, and that all must have.
    Raises SourceError if the file cannot be opened, Problem for an authority that there is not.
    """
    if authority and not exists(around.lookup.authorities, authority):
        raise Problem(_no_such_authority(around, authority))
    made = Imported()
    try:
        sheets = sheet_file.read(file)
    except UnreadableSheetError as error:
        made.findings.append(_at_cell(made, error.fault))
        return made
    made.tables = [table for sheet in sheets if (table := find_table(sheet, kind.sheets)) is not None]
    if not any(table.form is kind.sheets[0] for table in made.tables):
        named = [kind.sheets[0].column(key).title for key in kind.sheets[0].names_row]
        values = {
            "titles": "、".join(one.zh for one in named),
            "titles_en": ", ".join(one.en for one in named),
        }
        made.findings.append(_at_cell(made, SheetFault("S04", values=values)))
        return made
    rows: list[Row] = []
    for table in made.tables:
        found = rows_of(table)
        rows += found.rows
        made.left_out += found.left_out
        made.findings += [_at_cell(made, fault) for fault in found.faults]
    made.rows = len(rows)
    if not rows and made.verdict is not Verdict.reject:
        table = made.tables[0]
        made.findings.append(_at_cell(made, SheetFault("S20", table.sheet.name, table.first_row)))
    _Import(made, kind, source, around, today, authority, progress).take(rows)
    made.findings.sort(key=lambda one: (_order(made, one), one.row, one.column, one.finding.code))
    return made


def _no_such_authority(around: Surroundings, authority: str) -> str:
    """The folder is no authority's; those whose places bear the name that was given, or the last part of it."""
    name = authority.rpartition("/")[2]
    near = [] if name.isascii() and name.isdigit() else folders_named(around.lookup.authorities, name)
    meant = "；".join(f"{folder} {zh}" for folder, zh in near[:MOST_NEAR])
    return (
        f"--authority {shown(authority)}: no such authority; it is a folder such as zhejiang/330100/330106 (province/city code/county code, "
        f"as in authorities/) 没有这个主管部门，应写成目录，例如 zhejiang/330100/330106(省/市代码/县代码，见 authorities/)"
        f"{f'。是否指 perhaps: {meant}' if meant else ''}"
    )


def _order(made: Imported, found: CellFinding) -> int:
    names = [table.sheet.name for table in made.tables]
    return names.index(found.sheet) if found.sheet in names else -1


class _Import:
    """One run over the rows of a spreadsheet."""

    def __init__(
        self,
        made: Imported,
        kind: SheetKind,
        source: Source,
        around: Surroundings,
        today: date,
        authority: str,
        progress: Progress,
    ) -> None:
        self.made, self.kind, self.source, self.around, self.today = made, kind, source, around, today
        self.authority, self.progress = authority, progress
        self.partly: dict[str, Draft] = {}
        """Filings of which some uses are wrong in themselves: the others are judged all the same, and nothing of them is written."""
        self._folders: dict[str, dict[str, Entry]] = {}
        self._by_code: dict[str, str] | None = None

    def take(self, rows: list[Row]) -> None:
        groups = list(grouped(self.kind, rows))
        self.made.units = len(groups)
        drafts: dict[str, Draft] = {}
        judged: dict[str, bytes] = {}
        for count, group in enumerate(groups, start=1):
            path = path_of(self.kind, group, self.authority) or self._path_by_code(group[0])
            content = self._existing(path)
            record = records.parse(self.kind.file_kind, content).record if content is not None else None
            if content is not None and record is None:
                judged[path] = content  # says what is wrong with it
                continue
            draft = draft_of(self.kind, group, path, plain(record) if record else None, self.authority)
            self.made.kept += draft.kept
            new = self._file_of(draft, record, content)
            if new is not None:
                drafts[path], judged[path] = draft, new
            if count % 50 == 0 or count == len(groups):
                self.progress("rows", count, len(groups))
        for path, rest in self.partly.items():
            drafts[path] = rest
            judged[path] = to_yaml(self.kind.model.model_validate(rest.data), path).encode()
        outcome = judge_proposed(judged, self.around, self.today, self.progress)
        for found in outcome.findings:
            self._tell(found, drafts.get(found.path))

    def _existing(self, path: str) -> bytes | None:
        if not path:
            return None
        folder = path.rpartition("/")[0] + "/"
        if folder not in self._folders:
            self._folders[folder] = {entry.path: entry for entry in self.source.entries(folder)}
        entry = self._folders[folder].get(path)
        return self.source.read(entry) if entry else None

    def _path_by_code(self, row: Row) -> str:
        """Where the unit's filing lies, where a sheet does not say under whom: it changes one that there is."""
        code = row.values.get(self.kind.code)
        if self.kind.authority in row.values or self.kind.authority in row.wrong or not isinstance(code, str):
            return ""
        if self._by_code is None:
            top = paths.USERS if self.kind.file_kind == "user" else paths.PROVIDERS
            found = ((paths.parse(entry.path), entry.path) for entry in self.source.entries(top))
            self._by_code = {where.uscc: path for where, path in found if where is not None}
        return self._by_code.get(code, "")

    def _file_of(self, draft: Draft, before: Any, content: bytes | None) -> bytes | None:
        """The bytes of a draft's file; None if its cells already say what is wrong."""
        made = self.made
        made.findings += [_at_cell(made, fault) for fault in draft.faults]
        unit, authority = self.kind.unit, self.kind.authority.split(".")[1]
        stated = draft.data[unit].get(authority)
        if self.authority and stated != self.authority and (unit, authority) not in draft.wrong:
            values = {"path": draft.path or str(stated), "authority": self.authority}
            place = draft.cells.get((unit, authority), _whole(draft))
            made.findings.append(_at_cell(made, SheetFault("P07", *place, values)))
        told = self._explain(draft)
        if told or draft.wrong or not draft.path:
            rest = without_wrong_items(draft, plain(before) if before else {}, told)
            if rest is not None:
                self.partly[draft.path] = rest
            return None
        record: Any = self.kind.model.model_validate(draft.data)
        if record == before:
            return None  # nothing is asked for, so nothing is judged
        new = _written(self.kind, record, draft.path, content)
        if new is None:
            self.made.findings.append(_at_cell(made, SheetFault("S19", *_whole(draft), {"path": draft.path})))
            return None
        kind = ChangeKind.changed if before else ChangeKind.added
        changes = compare(before, record) if before else ()  # of a new filing the sheet shows what it says
        made.files[draft.path] = new
        made.changes.append(FileChange(draft.path, kind, "", getattr(record, unit).name, changes))
        return new

    def _explain(self, draft: Draft) -> set[Place]:
        """Say what has not the right form; the places of all that has not."""
        places: set[Place] = set()
        try:
            self.kind.model.model_validate(draft.data)
            return places
        except ValidationError:
            faults = form.explain(self.kind.model, draft.data)
        for fault in faults:
            place = (*fault.place, fault.values["key"]) if fault.code == "F20" else fault.place
            places.add(place)
            if any(wrong[: len(place)] == place or place[: len(wrong)] == wrong for wrong in draft.wrong):
                continue
            if fault.code == "F20" and place[0] == self.kind.unit and draft.follows:
                continue
            key = ".".join(step for step in place if isinstance(step, str))
            if fault.code == "F20" and self._is_absent(draft, key):
                continue
            found = finding(fault.code, draft.path, 0, 0, dotted(fault.place), fault.values)
            self.made.findings.append(_at_place(self.made, draft, place, found))
        return places

    def _is_absent(self, draft: Draft, key: str) -> bool:
        """Whether a value is missing since its sheet or its column is; that is told once for all rows."""
        for sheet_form in self.kind.sheets:
            if all(table.form is not sheet_form for table in self.made.tables) and (
                key.startswith(f"{sheet_form.list_key or self.kind.unit}.") or key == sheet_form.list_key
            ):
                title = sheet_form.title
                self._once(SheetFault("S21", values={"title": title.zh, "title_en": title.en}))
                return True
        table = next(one for one in self.made.tables if one.sheet.name == _whole(draft)[0])
        columns = [one for one in table.form.columns if one.key == key or one.key.startswith(f"{key}.")]
        absent = [one for one in columns if one.key in draft.absent]
        for column in absent:
            if column.key not in table.misspelt and (column.required or column.key == key):
                words = {"title": column.title.zh, "title_en": column.title.en}
                self._once(SheetFault("S18", table.sheet.name, table.heading_row, 0, words))
        return bool(absent)

    def _once(self, fault: SheetFault) -> None:
        told = _at_cell(self.made, fault)
        if told not in self.made.findings:
            self.made.findings.append(told)

    def _tell(self, found: Finding, draft: Draft | None) -> None:
        if draft is None:
            self.made.findings.append(CellFinding(found))
            return
        self.made.findings.append(_at_place(self.made, draft, place_of(found.field), found))


def _written(kind: SheetKind, record: Record, path: str, content: bytes | None) -> bytes | None:
    """The file of a record: a new one in the canonical form, one that exists with its comments; None if these would be lost."""
    if content is None:
        return to_yaml(record, path).encode()
    new = yaml_editor.edited(content, plain(record))
    if new is None or records.parse(kind.file_kind, new).record != record:
        return None
    return new


def _whole(draft: Draft) -> tuple[str, int, int]:
    sheet, row, _ = min(draft.cells.values())
    return sheet, row, 0


def place_of(text: str) -> Place:
    """`uses[0].decision.date` as a place."""
    return tuple(int(index) if index else key for index, key in _STEP.findall(text))


def _at_place(made: Imported, draft: Draft, place: Place, found: Finding) -> CellFinding:
    at = draft.cell_at(place)
    return _with_cell(made, found, at) if at else CellFinding(found)


def _at_cell(made: Imported, fault: SheetFault) -> CellFinding:
    values = dict(fault.values)
    values.setdefault("near", "")
    values.setdefault("near_en", "")
    found = finding(fault.code, "", fault.row, fault.column, "", values)
    return _with_cell(made, found, (fault.sheet, fault.row, fault.column))


def _with_cell(made: Imported, found: Finding, at: tuple[str, int, int]) -> CellFinding:
    sheet, row, place = at
    table = next((one for one in made.tables if one.sheet.name == sheet), None)
    column = table.columns.get(place) if table else None
    cell = table.sheet.rows.get(row, {}).get(place) if table else None
    return CellFinding(found, sheet, row, place, column, cell.text if cell else "")
