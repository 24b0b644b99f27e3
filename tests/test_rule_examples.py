"""Every rule has one rejected and one accepted example in the rule book, and each is one that the fault table runs.

`REGISTRY_BLESS=1` writes `rules/examples/table.py` again.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.rules.book import every_rule
from registry.rules.examples import example_of
from registry.rules.examples.in_words import IN_WORDS
from tests import faults
from tests.builders import RegistryFolder, miniature
from tests.commands import REPOSITORY
from tests.faults.cases import Edit

TABLE = REPOSITORY / "scripts/registry/rules/examples/table.py"
MOST_LINES, LONGEST_LINE = 14, 110
ELSEWHERE: dict[str, str] = {
    "R05": "tests/test_surroundings.py",
    "T05": "tests/test_peers.py",
    **{rule.code: "tests/hostile/cases.py" for rule in every_rule() if rule.code[0] == "P"},
    **{rule.code: "tests/sheet/test_faults.py" for rule in every_rule() if rule.code[0] == "S"},
    "T06": "tests/hostile/test_trees.py",
    **dict.fromkeys(("A09-5", "A09-6"), "tests/provider/test_evidence.py"),
    **{f"A15-{n}": "tests/provider/test_change.py" for n in range(1, 5)},
}
"""Rules that the fault table cannot break, and the tests that do."""


def visible(line: str) -> str:
    """A line with what cannot be seen written out, cut where it is too long to read."""
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in line.replace("▸", ""))
    return shown if len(shown) <= LONGEST_LINE else f"{shown[: LONGEST_LINE - 1]}…"


def shortened(lines: list[str]) -> str:
    """Lines as they are shown, the last ones left out where there are too many."""
    shown = [visible(line) for line in lines]
    return "\n".join(shown if len(shown) <= MOST_LINES else [*shown[: MOST_LINES - 1], "…"])


def texts(folder: RegistryFolder) -> dict[str, list[str]]:
    """Lines of every filing, case and authority of a folder, by path."""
    return {
        file.relative_to(folder.root).as_posix(): file.read_bytes()
        .decode("utf-8", "surrogateescape")
        .split("\n")
        for top in ("filings", "blacklist", "authorities")
        for file in sorted((folder.root / top).rglob("*.yaml"))
        if file.is_file() and not file.is_symlink()
    }


def alike(one: list[str], other: list[str]) -> int:
    """How many lines are the same from the start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (line, twin) in pairs if line != twin), min(len(one), len(other)))


def snippets(edit: Edit, folder: RegistryFolder) -> tuple[str, str, str]:
    """The lines before and after a change, and the path; empty where no lines of one file become others.

    Where lines are only added or only taken away, the ones beside them are shown too, so that the gap can be seen.
    """
    edit.prepare(folder)
    before = texts(folder)
    edit.apply(folder)
    after = texts(folder)
    changed = [path for path in before.keys() & after.keys() if before[path] != after[path]]
    if before.keys() != after.keys() or not changed:
        return "", "", ""
    path = edit.path if edit.path in changed else changed[0]
    old, new = before[path], after[path]
    first = alike(old, new)
    last = min(alike(old[::-1], new[::-1]), len(old) - first, len(new) - first)
    if last in (len(old) - first, len(new) - first):
        first, last = max(0, first - 1), max(0, last - 1)
    return shortened(old[first : len(old) - last]), shortened(new[first : len(new) - last]), path


def parts() -> Iterator[tuple[str, faults.Fault]]:
    """Every fault with the path of the module that it stands in."""
    for part in faults.PARTS:
        path = Path(str(part.__file__)).relative_to(REPOSITORY).as_posix()
        for fault in part.FAULTS:
            yield path, fault


def table(folder: RegistryFolder) -> str:
    """The text of the generated module."""
    rows = []
    for rule in every_rule():
        code = rule.code
        mine = [(path, fault) for path, fault in parts() if fault.code == code]
        near = [edit for edit in faults.NEIGHBOURS if edit.what.startswith(f"{code} ")]
        shown = (
            snippets(fault.edit, folder.copy(folder.root.with_name(f"{code}-{n}")))
            for n, (_, fault) in enumerate(mine)
            if code not in IN_WORDS
        )
        accepted, rejected, path = next((row for row in shown if row[0] and row[1]), ("", "", ""))
        tests = mine[0][0] if mine else ELSEWHERE[code]
        rows.append(
            f"    {code!r}: ({rejected!r}, {accepted!r}, {path!r}, {tests!r}, {len(mine)}, {len(near)}),\n"
        )
    return (
        '"""Generated from the table of faults by tests/test_rule_examples.py (REGISTRY_BLESS=1): do not edit.\n\n'
        'Code -> rejected lines, accepted lines, path of the file, module of the tests, faults and accepted neighbours there.\n"""\n\n'
        "# fmt: off\n# ruff: noqa\nTABLE: dict[str, tuple[str, str, str, str, int, int]] = {\n"
        + "".join(rows)
        + "}\n"
    )


def test_the_examples_are_those_of_the_fault_table(tmp_path: Path) -> None:
    """The rule book shows what the tests run, not a copy that could go stale."""
    wanted = table(miniature(tmp_path / "miniature"))
    if os.environ.get("REGISTRY_BLESS"):
        TABLE.write_text(wanted, encoding="utf-8")
    assert TABLE.read_text(encoding="utf-8") == wanted, "run with REGISTRY_BLESS=1"


@pytest.mark.parametrize("code", [rule.code for rule in every_rule()])
def test_every_rule_has_both_examples(code: str) -> None:
    """As lines or in words, and they differ."""
    example = example_of(code)
    for text in (example.rejected, example.accepted):
        assert text.zh.strip(), f"{code} needs words in rules/examples/in_words.py"
        assert text.en.strip()
    assert example.rejected != example.accepted
    assert (REPOSITORY / example.tests).is_file()
    assert example.faults or code in ELSEWHERE


def test_no_words_without_a_rule() -> None:
    """The words are of rules that exist."""
    assert IN_WORDS.keys() <= {rule.code for rule in every_rule()}
