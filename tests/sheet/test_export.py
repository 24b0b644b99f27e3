"""What is exported and imported again is what it was: every filing of the demonstration data, and texts that a spreadsheet would run."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from registry.adapters.load import load
from registry.adapters.source import WorkTree
from registry.adapters.surroundings import of_loaded
from registry.cli import main
from registry.commands.import_sheet import read_sheet
from registry.core.sheet.exported import FORMULA, guarded, unguarded
from registry.core.sheet.kinds import USERS
from tests.builders import SCHOOL, TODAY, Paths, RegistryFolder, number
from tests.commands import REPOSITORY
from tests.sheet.reading import run
from tests.sheet.workbooks import PLACES

HOSTILE = (
    "=1+1",
    "@SUM(A1)",
    "+8613",
    "-1",
    "'=1+1",
    "''@x",
    "＝A1",
    " 用于",
    "“引号”, 逗号",
    '"引号"',
    "a;b；c",
    "是",
    "1.10",
    "no",
    "'普通",
    "课堂\u00a0练习",
)


@pytest.fixture(scope="module")
def everything() -> tuple[Any, Any]:
    """The demonstration data of the repository, read once."""
    source = WorkTree(REPOSITORY)
    return source, of_loaded(load(source))


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_import_of_an_export_changes_nothing(
    ending: str, language: str, everything: tuple[Any, Any], tmp_path: Path
) -> None:
    file = tmp_path / f"all.{ending}"
    assert main(["export", "--root", str(REPOSITORY), "--out", str(file), "--lang", language]) == 0
    made = read_sheet(file, USERS, *everything, TODAY)
    assert (made.units, made.files, made.findings) == (300, {}, [])


def hostile(folder: RegistryFolder) -> str:
    """The school's filing with a use for each hostile text, and comments all over it."""
    text = folder.read(Paths.school)
    head, uses = text.split("uses:\n")
    items = "".join(
        uses[: uses.index("  - id: use-2")]
        .replace("use-1", f"use-{place}")
        .replace(number("11", 1), number("11", place))
        .replace("用于课堂练习", json.dumps(purpose.strip(), ensure_ascii=False))
        for place, purpose in enumerate(HOSTILE, start=10)
    )
    return f"# 前言\n{head}uses: # 应用\n{items}# 后记\n"


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_texts_that_a_spreadsheet_would_run_come_back_as_they_were(
    ending: str, folder: RegistryFolder, tmp_path: Path
) -> None:
    folder.write(Paths.school, hostile(folder))
    file = tmp_path / f"one.{ending}"
    root = ["--root", str(folder.root)]
    assert main(["export", "--unit", SCHOOL, "--out", str(file), *root]) == 0
    for cell in cells_of(file):
        assert not cell.startswith(FORMULA)
    before = folder.read(Paths.school)
    source = WorkTree(folder.root)
    around = of_loaded(load(source))
    made = read_sheet(file, USERS, source, around, TODAY)
    assert (made.rows, made.files, made.findings) == (len(HOSTILE), {}, [])
    assert folder.read(Paths.school) == before
    folder.write(Paths.school, before.replace("mode: recommended", "mode: mandatory"))
    back = read_sheet(file, USERS, source, around, TODAY)
    assert back.files == {Paths.school: before.encode()}


def cells_of(file: Path) -> list[str]:
    """Every text of a spreadsheet; none of them is a formula."""
    if file.suffix == ".csv":
        return [cell for row in csv.reader(io.StringIO(file.read_text("utf-8-sig"))) for cell in row]
    found = []
    for row in load_workbook(file)["使用备案"].iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "n")
            assert cell.value is None or isinstance(cell.value, str)
            found.append(cell.value or "")
    return found


@given(st.text(alphabet=st.sampled_from("'=+-@＝ \t\ra中"), max_size=6))
def test_a_guard_is_taken_off_again_and_none_is_invented(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(FORMULA)


def test_a_value_changed_in_an_export_changes_one_line(folder: RegistryFolder, tmp_path: Path) -> None:
    folder.edit(Paths.school, "uses:\n", "# 应用清单\nuses:\n")
    file = tmp_path / "one.xlsx"
    root = ["--root", str(folder.root)]
    assert main(["export", "--unit", SCHOOL, "--out", str(file), *root]) == 0
    book = load_workbook(file)
    assert book["使用备案"].cell(row=3, column=PLACES["uses.number"]).value == number("11", 2)
    book["使用备案"].cell(row=3, column=PLACES["uses.purpose"]).value = "用于“作业”：每日"
    book.save(file)
    before = folder.read(Paths.school).splitlines()
    assert run(["import", str(file), *root]) == 0
    after = folder.read(Paths.school).splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [("    purpose: 用于课堂练习", "    purpose: 用于“作业”：每日")]


def test_a_use_ends_only_where_it_is_said(folder: RegistryFolder, tmp_path: Path) -> None:
    file = tmp_path / "one.xlsx"
    root = ["--root", str(folder.root)]
    assert main(["export", "--unit", SCHOOL, "--out", str(file), *root]) == 0
    book = load_workbook(file)
    book["使用备案"].cell(row=5, column=PLACES["action"]).value = "结束使用"
    book["使用备案"].delete_rows(2)  # the row of use-1: it stays
    book.save(file)
    assert run(["import", str(file), *root]) == 0
    text = folder.read(Paths.school)
    assert [part.split("\n")[0] for part in text.split("  - id: ")[1:]] == ["use-1", "use-2", "own"]


def test_what_cannot_be_exported_is_said(
    folder: RegistryFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = ["--root", str(folder.root), "--out", str(tmp_path / "x.xlsx")]
    assert main(["export", "--authority", "tibet", *root]) == 2
    assert "没有符合条件的备案" in capsys.readouterr().err
    assert main(["export", "filings/users/nowhere.yaml", *root]) == 2
    assert "nowhere.yaml" in capsys.readouterr().err
    folder.write(Paths.school, "institution: [")
    assert main(["export", *root]) == 2
    assert Paths.school in capsys.readouterr().err
    assert not (tmp_path / "x.xlsx").exists()
    shutil.rmtree(folder.root / "filings/users/zhejiang")
    assert main(["export", *root]) == 0


def test_the_same_rows_give_the_same_bytes(folder: RegistryFolder, tmp_path: Path) -> None:
    files = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for file in files:
        assert main(["export", "--root", str(folder.root), "--out", str(file)]) == 0
    assert files[0].read_bytes() == files[1].read_bytes()
