"""A bureau's sheet: 300 schools, 25 faults of different kinds, 25 messages at the right cells; after mending one branch."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from registry.commands.validate import validate
from registry.core.difference import Role, Submitter
from registry.core.sheet.cells import address
from tests.builders import SCHOOL, TODAY, RegistryFolder, number
from tests.commands import git
from tests.sheet.reading import run
from tests.sheet.workbooks import COUNTY, PLACES, line, saved, workbook

SCHOOLS = 300
ROWS = 2 * SCHOOLS

PLANTED: list[tuple[int, str, Any, str]] = [
    (5, "institution.uscc", 9.1e17, "S12"),
    (21, "institution.uscc", "12330106MB9000021X", "R06"),
    (30, "institution.name", "示例\u200b小学", "F05"),
    (41, "institution.name", "示例新建小学", "S14"),
    (54, "institution.level", "小学校", "F23"),
    (66, "institution.school_code", "31330", "F24"),
    (78, "institution.province", "浙江", "F24"),
    (90, "institution.county", "330199", "A19-5"),
    (101, "uses.number", "教APP备1199999号", "A08-1"),
    (113, "uses.number", number("11", 3), "A18-1"),
    (125, "uses.number", "11O0001", "F24"),
    (137, "uses.basis", None, "F20"),
    (149, "uses.mode", "偶尔使用", "F23"),
    (161, "uses.decision.collective", "待定", "F22"),
    (173, "uses.decision.document_ref", datetime(2026, 3, 1), "S12"),  # noqa: DTZ001
    (185, "uses.decision.date", "=TODAY()", "S08"),
    (197, "uses.decision.date", 46042, "S12"),
    (209, "uses.audience", "学生；老师们", "F23"),
    (221, "uses.fee_to_students_or_parents", "#N/A", "S09"),
    (233, "uses.parallel_candidates", 100, "F28"),
    (245, "uses.purpose", "联系13800138000", "R21"),
    (257, "uses.start_date", "2026-06-31", "F29"),
    (269, "uses.start_date", "3/16/2026", "F24"),
    (281, "uses.required_by.document_no", "示教函〔2026〕2号", "F20"),
    (293, "action", "已审", "S10"),
    (301, "uses.number", number("11", 1), "S15"),
]
"""Row, column, value, code of the finding."""
TOLD_AT = {281: "uses.required_by.authority"}
"""Rows in which the finding is at another cell: the one that is missing beside what was filled in."""


def schools() -> list[dict[str, Any]]:
    """Two rows for each school: row 2 and 3 of the sheet are the first's, and the second of every other school says nothing of it but its code."""
    lines = []
    for serial in range(1, SCHOOLS + 1):
        first = line(serial)
        second = {
            key: value
            for key, value in first.items()
            if key.startswith("uses.") or key == "institution.uscc" or serial % 2 == 0
        }
        lines += [first, second | {"uses.number": number("33", 1)}]
    return lines


def planted() -> Workbook:
    """The sheet with its faults."""
    book = workbook(schools())
    sheet = book.active
    assert sheet is not None
    for row, key, value, _ in PLANTED:
        sheet.cell(row=row, column=PLACES[key]).value = value
    return book


@pytest.mark.usefixtures("plain_git")
def test_25_faults_of_300_schools_and_then_one_branch(
    folder: RegistryFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = folder.git_init()
    wrong = saved(planted(), tmp_path / "wrong.xlsx")
    arguments = ["--root", str(folder.root), "--authority", COUNTY, "--branch", "schools"]
    assert run(["import", str(wrong), *arguments, "--format", "json"]) == 1
    told = [
        (one["code"], one["cell"], one["heading"]["zh"] if one["heading"] else "")
        for one in json.loads(capsys.readouterr().out)["findings"]
    ]
    expected = [(code, address(row, PLACES[TOLD_AT.get(row, key)])) for row, key, _, code in PLANTED]
    assert [(code, cell) for code, cell, _ in told] == expected
    assert all(heading for _, _, heading in told)
    assert git("branch", "--list", "schools", cwd=folder.root) == ""

    good = saved(workbook(schools()), tmp_path / "good.xlsx")
    assert run(["import", str(good), *arguments]) == 0
    assert git("rev-parse", "schools^", cwd=folder.root) == base
    outcome = validate(
        folder.root, TODAY, base="main", head="schools", submitter=Submitter(Role.batch, COUNTY)
    )
    assert (outcome.checked, outcome.findings) == (SCHOOLS, [])
    assert SCHOOL not in git("diff", "--name-only", "main", "schools", cwd=folder.root)
