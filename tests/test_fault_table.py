"""One wrong thing gives one finding: the right code, at its line and column, naming its field, in both languages."""

import re
from pathlib import Path

import pytest

from registry.commands.validate import Outcome, validate
from registry.core.finding import Verdict
from registry.rules.book import every_rule
from tests.builders import (
    DING,
    TODAY,
    Paths,
    RegistryFolder,
    app_text,
    miniature,
    number,
    system_text,
)
from tests.faults import FAULTS, NEIGHBOURS, Edit, Fault

PLACEHOLDER = re.compile("[{][a-z_]+[}]")
NEVER_CAUSED = {
    "T05": "says that model and schema disagree, which test_peers.py shows not to happen",
    "R05": "is about a change, not about a file: see test_surroundings.py",
}


def judged(folder: RegistryFolder, edit: Edit) -> Outcome:
    """The outcome for what the edit chooses, or for everything."""
    return validate(folder.root, TODAY, [str(folder.root / path) for path in edit.choose])


def expected(fault: Fault, text: str) -> tuple[int, int]:
    """Line and column of the mark in the changed text, counted here."""
    index = text.index(fault.at) if fault.at else text.find("▸")
    if index < 0:
        return 1, 1
    before = text[:index].replace("\ufeff", "")
    return before.count("\n") + 1, index - (text[:index].rfind("\n") + 1) + 1


def test_the_miniature_is_accepted(tmp_path: Path) -> None:
    """Every fault and every neighbour below differs from a registry without any finding by one change."""
    outcome = validate(miniature(tmp_path).root, TODAY)
    assert (outcome.checked, outcome.findings) == (10, [])


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_one_fault_gives_one_finding(fault: Fault, tmp_path: Path) -> None:
    """The code, the path, the line, the column and the field of the table, and nothing else."""
    folder = miniature(tmp_path)
    text = fault.edit.apply(folder)
    path = fault.on or fault.edit.path
    if path != fault.edit.path:
        text = (folder.root / path).read_text(encoding="utf-8")
    found = judged(folder, fault.edit).findings
    line, column = expected(fault, text)
    assert [(f.code, f.path, f.line, f.column, f.field) for f in found] == [
        (fault.code, path, line, column, fault.field)
    ]
    for words in (found[0].message, found[0].fix):
        for sentence in (words.zh, words.en):
            assert sentence.strip(), "a sentence is missing"
            assert "  " not in sentence
            assert not PLACEHOLDER.search(sentence), "a word is missing in the sentence"


@pytest.mark.parametrize("edit", NEIGHBOURS, ids=lambda edit: edit.what)
def test_the_nearest_neighbour_is_accepted(edit: Edit, tmp_path: Path) -> None:
    """What lies just on the right side of a condition gives no finding."""
    folder = miniature(tmp_path)
    edit.apply(folder)
    outcome = judged(folder, edit)
    assert outcome.findings == []
    assert outcome.verdict is Verdict.accept
    assert outcome.checked >= 1


def test_every_code_stands_in_the_table() -> None:
    """Each rule of the book is shown to be breakable, and the table knows no other codes."""
    assert {fault.code for fault in FAULTS} == {rule.code for rule in every_rule()} - NEVER_CAUSED.keys()


def test_the_table_has_no_fault_twice() -> None:
    """Names tell the faults apart, and no edit stands there under two names."""
    names = [fault.name for fault in FAULTS]
    assert len(names) == len(set(names))
    edits = [
        (fault.edit.path, fault.edit.old, fault.edit.new.replace("▸", ""))
        for fault in FAULTS
        if fault.edit.become is None
    ]
    assert len(edits) == len(set(edits))


def test_an_id_that_stands_three_times_is_told_once(tmp_path: Path) -> None:
    """One finding for one id, at its first repetition."""
    folder = miniature(tmp_path)
    folder.edit(Paths.yi, "- id: spare", "- id: front")
    folder.edit(Paths.yi, "apps:\n", system_text("front", "示例乙再备用") + "apps:\n")
    assert [(f.code, f.field) for f in validate(folder.root, TODAY).findings] == [("A12-2", "systems[2].id")]


def test_of_two_bars_the_later_end_is_told(tmp_path: Path) -> None:
    """A unit under two bars reads until when it may not file, and by which case."""
    folder = miniature(tmp_path)
    later = folder.case("beijing", DING, "2026-05-01", start="2026-07-01", revoked=number("51", 2))
    folder.case("beijing", DING, "2026-05-02", start="2026-05-30", revoked=number("51", 2))
    folder.write(
        Paths.ding, folder.read(Paths.ding) + app_text("lianxi", "示例丁练习", "cn.example.ding.lianxi")
    )
    (found,) = validate(folder.root, TODAY).findings
    assert found.code == "A24-1"
    assert f"until 2027-01-01 inclusive, by {later}" in found.message.en


def test_the_second_of_two_systems_is_named(tmp_path: Path) -> None:
    """Findings about an item of a list name its place in the list."""
    folder = miniature(tmp_path)
    text = folder.read(Paths.yi)
    back = system_text("back", "示例乙后台")
    bare = back[: back.index("    icp:")] + back[back.index("    hosting:") :]
    folder.write(Paths.yi, text.replace(back, bare))
    found = validate(folder.root, TODAY).findings
    assert [(f.code, f.field) for f in found] == [("A09-1", "systems[1]"), ("A09-3", "systems[1]")]
    assert found[0].message.zh == "业务系统“示例乙后台”没有填写ICP备案。"
