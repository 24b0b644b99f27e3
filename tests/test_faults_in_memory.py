"""The faults of the table once more, each put to its own rule alone: the place and the golden sentence.

What `test_fault_table.py` shows of the whole way from a file to a finding, this shows of the rule; it is quick enough to be asked
after each of thousands of small changes (docs/mutation.md).
"""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from registry.adapters import records
from registry.adapters.load import Loaded, load
from registry.adapters.source import WorkTree
from registry.core import paths
from registry.core.finding import dotted
from registry.core.ledger import digest
from registry.core.lookup import Lookup, MemoryLookup, OverlayLookup
from registry.core.snapshot import Filed
from registry.core.text import Text
from registry.rules.book import every_rule
from tests.builders import TODAY, miniature
from tests.faults import FAULTS, NEIGHBOURS, Edit, Fault

SAID: dict[str, list[str]] = json.loads(
    (Path(__file__).parent / "golden" / "sentences.json").read_text("utf-8")
)
RULES = {rule.code: rule for rule in every_rule()}
KINDS = ("provider", "user", "case")

Files = dict[str, Filed[Any]]
Told = tuple[str, str, list[str]]
"""Path, field, sentences."""


@cache
def kept() -> tuple[Loaded, dict[str, str]]:
    """The miniature, read once, with the texts of its files."""
    with TemporaryDirectory() as folder:
        made = miniature(Path(folder) / "registry")
        loaded = load(WorkTree(made.root))
        return loaded, {path: made.read(path) for path in all_of(loaded)}


def all_of(loaded: Loaded) -> Files:
    """Every filing and case."""
    return {**loaded.providers, **loaded.users, **loaded.cases}


def lookup_of(loaded: Loaded, files: Files) -> MemoryLookup:
    """What rules ask, of these files."""
    kinds: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for path, file in files.items():
        kinds[paths.kind_of(path) or ""].append(file)
    return MemoryLookup(loaded.authorities, *(kinds[kind] for kind in KINDS), replay=loaded.replay)


def change_of(before: Loaded, old: Files, new: Files) -> Lookup:
    """The registry before, with what differs laid over it."""
    differs = [path for path in {**old, **new} if old.get(path) != new.get(path)]
    of_kind = [{path: new.get(path) for path in differs if paths.kind_of(path) == kind} for kind in KINDS]
    return OverlayLookup(lookup_of(before, old), *of_kind)  # type: ignore[arg-type]


def edited(edit: Edit) -> Filed[Any]:
    """The file after an edit of its text alone."""
    where = paths.parse(edit.path)
    assert where is not None
    content = edit.text(kept()[1].get(edit.path, "")).replace("▸", "").encode("utf-8", "surrogateescape")
    parsed = records.parse(where.kind, content)
    assert parsed.record is not None, "the rule would not be asked"
    return Filed(edit.path, digest(content), parsed.record, parsed.comments)


def after(edit: Edit, folder: Path) -> tuple[Files, Lookup]:
    """The files to be judged, and what is around them."""
    if edit.become is None and edit.before is None:
        before = kept()[0]
        old, file = all_of(before), edited(edit)
        new = {**old, edit.path: file}
        around = change_of(before, old, new) if edit.change else lookup_of(before, new)
        return {edit.path: file}, around
    made = miniature(folder / "registry")
    if edit.before:
        edit.before(made, edit.path)
    before = load(WorkTree(made.root))
    edit.apply(made)
    loaded = load(WorkTree(made.root))
    old, new = all_of(before), all_of(loaded)
    if edit.change:
        return {path: file for path, file in new.items() if old.get(path) != file}, change_of(
            before, old, new
        )
    return {path: file for path, file in new.items() if path in (edit.choose or new)}, lookup_of(loaded, new)


def told(code: str, edit: Edit, folder: Path) -> list[Told]:
    """Everything that the rule of a code tells after an edit."""
    rule = RULES[code]
    files, around = after(edit, folder)
    assert rule.check is not None
    return [
        (path, dotted(fault.place), [*both(rule.text, fault.values), *both(rule.fix, fault.values)])
        for path, file in files.items()
        if paths.kind_of(path) in rule.kinds
        for fault in rule.check(file, around, TODAY)
        if fault.code == code
    ]


def both(text: Text, values: dict[str, str]) -> Iterable[str]:
    """A sentence in both languages."""
    filled = text.fill(**values)
    return filled.zh, filled.en


def is_asked(code: str, edit: Edit) -> bool:
    """Whether a rule is asked about an edit: a pull request, and what is read before any rule, are not of this kind."""
    if code not in RULES or RULES[code].check is None or paths.parse(edit.path) is None:
        return False
    return edit.become is not None or edit.before is not None or edit.choose in ((), (edit.path,))


JUDGED = [fault for fault in FAULTS if is_asked(fault.code, fault.edit)]
ALLOWED = [edit for edit in NEIGHBOURS if is_asked(edit.what.split()[0], edit)]


@pytest.mark.parametrize("fault", JUDGED, ids=lambda fault: fault.name)
def test_a_rule_tells_its_fault(fault: Fault, tmp_path: Path) -> None:
    """Once, at its field, in the golden words."""
    expected = (fault.on or fault.edit.path, fault.field, SAID[fault.name])
    assert told(fault.code, fault.edit, tmp_path) == [expected]


@pytest.mark.parametrize("edit", ALLOWED, ids=lambda edit: edit.what)
def test_a_rule_leaves_its_neighbour_alone(edit: Edit, tmp_path: Path) -> None:
    """What lies just on the right side of its condition."""
    assert told(edit.what.split()[0], edit, tmp_path) == []
