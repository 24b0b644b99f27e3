"""The faults of the table once more, each put to its own rule alone: line, column, field and golden sentence.

What `test_fault_table.py` shows of the whole way from a file to a finding, this shows of the rule; it is quick enough to be asked
after each of thousands of small changes (docs/mutation.md).
"""

import json
from collections.abc import Iterable
from functools import cache
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from registry.adapters import records, yaml_reader
from registry.adapters.load import Loaded, load
from registry.adapters.source import WorkTree
from registry.core import paths
from registry.core.finding import dotted
from registry.core.ledger import digest
from registry.core.lookup import Lookup, MemoryLookup, OverlayLookup
from registry.core.snapshot import Filed
from registry.core.text import Text
from registry.rules.book import every_rule
from registry.rules.form import explain
from tests.builders import TODAY, miniature
from tests.faults import FAULTS, NEIGHBOURS, Edit, Fault
from tests.test_fault_table import expected

SAID: dict[str, list[str]] = json.loads(
    (Path(__file__).parent / "golden" / "sentences.json").read_text("utf-8")
)
RULES = {rule.code: rule for rule in every_rule()}
KINDS = ("provider", "user", "case")

Files = dict[str, Filed[Any]]
Told = tuple[str, int, int, str, list[str]]
"""Path, line, column, field, sentences."""


@cache
def kept() -> tuple[Loaded, dict[str, str]]:
    """The miniature, read once, with the texts of its files."""
    with TemporaryDirectory() as folder:
        made = miniature(Path(folder) / "registry")
        loaded = load(WorkTree(made.root))
        return loaded, {path: made.read(path) for path in all_of(loaded)}


def all_of(loaded: Loaded) -> Files:
    """Every filing, case and authority."""
    return {**loaded.providers, **loaded.users, **loaded.cases, **loaded.authority_files}


def kind_of(path: str) -> str:
    """What the file at a path is: of KINDS, or an authority's."""
    return paths.kind_of(path) or ("authority" if paths.authority_slug(path) else "")


def lookup_of(loaded: Loaded, files: Files) -> MemoryLookup:
    """What rules ask, of these files; an authority counts if it is named by its slug."""
    kinds: dict[str, list[Any]] = {kind: [] for kind in (*KINDS, "authority")}
    for path, file in files.items():
        kinds[kind_of(path)].append(file)
    authorities = {
        file.content.slug: file.content
        for file in kinds.pop("authority")
        if file.content.slug == paths.authority_slug(file.path)
    }
    return MemoryLookup(authorities, *(kinds[kind] for kind in KINDS), replay=loaded.replay)


def change_of(before: Loaded, old: Files, new: Files) -> Lookup:
    """The registry before, with what differs laid over it."""
    differs = [path for path in {**old, **new} if old.get(path) != new.get(path)]
    of_kind = [{path: new.get(path) for path in differs if kind_of(path) == kind} for kind in KINDS]
    return OverlayLookup(lookup_of(before, old), *of_kind)  # type: ignore[arg-type]


def edited(edit: Edit) -> tuple[Filed[Any], str]:
    """The file after an edit of its text alone, and that text with its mark."""
    text = edit.text(kept()[1].get(edit.path, ""))
    content = text.replace("▸", "").encode("utf-8", "surrogateescape")
    parsed = records.parse(kind_of(edit.path), content)
    assert parsed.record is not None, "the rule would not be asked"
    return Filed(edit.path, digest(content), parsed.record, parsed.comments), text


def after(edit: Edit, folder: Path) -> tuple[Files, Lookup, dict[str, str]]:
    """The files to be judged, what is around them, and their texts, that of the edited one with its mark."""
    if edit.become is None and edit.before is None:
        before = kept()[0]
        old, (file, text) = all_of(before), edited(edit)
        new = {**old, edit.path: file}
        around = change_of(before, old, new) if edit.change else lookup_of(before, new)
        return {edit.path: file}, around, {edit.path: text}
    made = miniature(folder / "registry")
    if edit.before:
        edit.before(made, edit.path)
    before = load(WorkTree(made.root))
    text = edit.apply(made)
    loaded = load(WorkTree(made.root))
    old, new = all_of(before), all_of(loaded)
    texts = {**{path: made.read(path) for path in new}, edit.path: text}
    if edit.change:
        differs = {path: file for path, file in new.items() if old.get(path) != file}
        return differs, change_of(before, old, new), texts
    judged = {path: file for path, file in new.items() if path in (edit.choose or new)}
    return judged, lookup_of(loaded, new), texts


def told(code: str, edit: Edit, folder: Path) -> tuple[list[Told], dict[str, str]]:
    """Everything that the rule of a code tells after an edit, and the texts that it was told about."""
    rule = RULES[code]
    files, around, texts = after(edit, folder)
    assert rule.check is not None
    found = []
    for path, file in files.items():
        if kind_of(path) not in rule.kinds:
            continue
        for fault in rule.check(file, around, TODAY):
            if fault.code == code:
                line, column = fault.at or yaml_reader.read(texts[path].replace("▸", "").encode()).locate(
                    fault.place, fault.on_key
                )
                words = [*both(rule.text, fault.values), *both(rule.fix, fault.values)]
                found.append((path, line, column, dotted(fault.place), words))
    return found, texts


def both(text: Text, values: dict[str, str]) -> Iterable[str]:
    """A sentence in both languages."""
    filled = text.fill(**values)
    return filled.zh, filled.en


def is_asked(code: str, edit: Edit) -> bool:
    """Whether a rule is asked about an edit: a pull request, and what is read before any rule, are not of this kind."""
    if code not in RULES or RULES[code].check is None:
        return False
    if paths.parse(edit.path) is None and paths.authority_slug(edit.path) is None:
        return False
    return edit.become is not None or edit.before is not None or edit.choose in ((), (edit.path,))


JUDGED = [fault for fault in FAULTS if is_asked(fault.code, fault.edit)]
ALLOWED = [
    (code, edit)
    for edit in NEIGHBOURS
    for code in takewhile(RULES.__contains__, edit.what.split())
    if is_asked(code, edit)
]
"""A neighbour may be that of several rules, whose codes stand first in its name."""


@pytest.mark.parametrize("fault", JUDGED, ids=lambda fault: fault.name)
def test_a_rule_tells_its_fault(fault: Fault, tmp_path: Path) -> None:
    """Once, at its place, in the golden words."""
    path = fault.on or fault.edit.path
    found, texts = told(fault.code, fault.edit, tmp_path)
    line, column = expected(fault, texts[path])
    assert found == [(path, line, column, fault.field, SAID[fault.name])]


@pytest.mark.parametrize(
    ("code", "edit"), ALLOWED, ids=lambda value: value.what if isinstance(value, Edit) else value
)
def test_a_rule_leaves_its_neighbour_alone(code: str, edit: Edit, tmp_path: Path) -> None:
    """What lies just on the right side of its condition."""
    assert told(code, edit, tmp_path)[0] == []


FORMAL = [
    fault
    for fault in FAULTS
    if fault.code in RULES
    and RULES[fault.code].check is None
    and kind_of(fault.edit.path)
    and fault.edit.become is None
    and fault.code[0] in "AF"
]
"""Of these the ones are explained by the model's schema that the careful reader can read."""


@pytest.mark.parametrize("fault", FORMAL, ids=lambda fault: fault.name)
def test_a_fault_of_form_is_explained(fault: Fault) -> None:
    """Values that do not fit the model: once, at the place, in the golden words."""
    text = fault.edit.text(kept()[1].get(fault.edit.path, ""))
    kind = kind_of(fault.edit.path)
    parsed = records.parse(kind, text.replace("▸", "").encode("utf-8", "surrogateescape"))
    if parsed.document is None or parsed.document.data is None:
        assert not fault.schema, "the reader refuses what a schema should"
        return
    found = []
    for one in explain(records.MODELS[kind], parsed.document.data):
        rule = RULES[one.code]
        line, column = one.at or parsed.document.locate(one.place, one.on_key)
        words = [*both(rule.text, one.values), *both(rule.fix, one.values)]
        found.append((one.code, line, column, dotted(one.place), words))
    assert found == [(fault.code, *expected(fault, text), fault.field, SAID[fault.name])]
