"""`registry import`: good rows become filings that `validate` accepts, on a branch or as files; of a wrong sheet nothing is written."""

from pathlib import Path

import pytest

from registry.commands.validate import validate
from registry.core.difference import Role, Submitter
from registry.core.sheet.cells import Cell, CellKind
from registry.core.sheet.values import Wrong, value_of
from tests.builders import SCHOOL, TODAY, Paths, RegistryFolder, number, user_path
from tests.commands import git
from tests.sheet.reading import found, read, run
from tests.sheet.workbooks import COUNTY, FORM, HEADINGS, as_bytes, line, saved, school, workbook


def files_of(folder: RegistryFolder) -> dict[str, bytes]:
    """Every file below filings/, by path."""
    return {
        file.relative_to(folder.root).as_posix(): file.read_bytes()
        for file in (folder.root / "filings").rglob("*")
        if file.is_file()
    }


def test_rows_become_filings_that_validate_accepts(folder: RegistryFolder, tmp_path: Path) -> None:
    lines = [line(1), line(1, uses__number=number("33", 1)), line(2)]
    before = files_of(folder)
    assert run(["import", str(saved(workbook(lines), tmp_path / "a.xlsx")), "--root", str(folder.root)]) == 0
    made = files_of(folder)
    assert made.keys() - before.keys() == {user_path(COUNTY, school(1)), user_path(COUNTY, school(2))}
    assert {path: made[path] for path in before} == before
    assert validate(folder.root, TODAY).findings == []
    first = folder.read(user_path(COUNTY, school(1)))
    assert first.count("- id: use-") == 2
    assert 'date: "2026-01-20"' in first


def test_a_wrong_cell_and_nothing_is_written(
    folder: RegistryFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [line(1), line(2, uses__mode="偶尔使用")]
    before = files_of(folder)
    assert run(["import", str(saved(workbook(lines), tmp_path / "a.xlsx")), "--root", str(folder.root)]) == 1
    assert files_of(folder) == before
    said = capsys.readouterr().out
    assert "使用备案!M3 使用方式 “偶尔使用”" in said
    assert "F23" in said


@pytest.mark.usefixtures("plain_git")
def test_a_branch_that_its_pull_request_will_accept(
    folder: RegistryFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = folder.git_init()
    before = files_of(folder)
    sheet = saved(workbook([line(1), line(2)]), tmp_path / "a.xlsx")
    assert run(["import", str(sheet), "--root", str(folder.root), "--branch", "schools"]) == 0
    assert files_of(folder) == before
    assert git("rev-parse", "HEAD", cwd=folder.root) == base
    assert git("status", "--porcelain", cwd=folder.root) == ""
    assert git("rev-parse", "schools^", cwd=folder.root) == base
    names = git("diff", "--name-only", "main", "schools", cwd=folder.root).splitlines()
    assert names == sorted(user_path(COUNTY, school(serial)) for serial in (1, 2))
    outcome = validate(
        folder.root, TODAY, base="main", head="schools", submitter=Submitter(Role.batch, COUNTY)
    )
    assert (outcome.checked, outcome.findings) == (2, [])
    assert "git push origin schools" in capsys.readouterr().out
    assert run(["import", str(sheet), "--root", str(folder.root), "--branch", "schools"]) == 2
    assert "分支已存在" in capsys.readouterr().err


def test_a_change_keeps_comments_order_and_the_uses_that_no_row_names(
    folder: RegistryFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    remark = "    mode: recommended # 由教务处确认"
    text = folder.read(Paths.school)
    text = text.replace("    mode: recommended", remark).replace("uses:\n", "# 应用\nuses:\n")
    folder.write(Paths.school, text)
    keys = ["institution.uscc", "institution.competent_authority", "uses.number", "uses.purpose"]
    lines = [
        {
            "institution.uscc": SCHOOL,
            "institution.competent_authority": COUNTY,
            "uses.number": number("33", 1),
            "uses.purpose": "用于口算练习",
        }
    ]
    sheet = saved(workbook(lines, keys=keys), tmp_path / "a.xlsx")
    assert run(["import", str(sheet), "--root", str(folder.root)]) == 0
    place = text.rindex("purpose: 用于课堂练习")
    assert (
        folder.read(Paths.school)
        == text[:place] + "purpose: 用于口算练习" + text[place + len("purpose: 用于课堂练习") :]
    )
    assert "表中未列出的 3 项原有使用保留不变" in capsys.readouterr().out


def test_what_is_right_in_a_school_is_judged_beside_what_is_wrong(folder: RegistryFolder) -> None:
    """A form fault in one row hides no article's fault in the next; of a school that has a filing neither."""
    for code in (school(1), SCHOOL):
        lines = [
            line(1, institution__uscc=code, uses__number=number("51", 1), uses__mode="偶尔"),
            line(1, institution__uscc=code, uses__number=number("11", 3)),
        ]
        made = read(
            folder,
            as_bytes(workbook(lines, keys=[key for key in HEADINGS if key != "institution.school_code"])),
        )
        told = [(one.finding.code, one.row) for one in made.findings if one.finding.code in ("F23", "A18-1")]
        assert told == [("F23", 2), ("A18-1", 3)]
        assert made.files == {}


def test_a_use_that_ends_moves_no_finding(folder: RegistryFolder) -> None:
    keys = [
        "action",
        "institution.uscc",
        "institution.competent_authority",
        "uses.number",
        "own_app",
        "uses.mode",
    ]
    unit = {"institution.uscc": SCHOOL, "institution.competent_authority": COUNTY}
    own = {**unit, "own_app": "示例校园通", "uses.mode": "偶尔"}
    ended = {**unit, "action": "结束使用", "uses.number": number("11", 2), "uses.mode": "推荐使用"}
    assert found(read(folder, as_bytes(workbook([own, ended], keys=keys)))) == [
        ("A20-8", "D2"),
        ("F23", "F2"),
    ]


def test_a_code_with_more_digits_than_a_number_keeps() -> None:
    """As a program writes it that is not a spreadsheet's."""
    code = FORM.column("institution.uscc")
    wrong = value_of(Cell(2, 3, CellKind.number, "123301060000000001"), code)
    assert isinstance(wrong, Wrong)
    assert wrong.code == "S12"
    assert value_of(Cell(2, 3, CellKind.text, "123301060000000001"), code) == "123301060000000001"
