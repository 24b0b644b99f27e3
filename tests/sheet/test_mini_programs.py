"""A platform operator's mini programs (Art. 10): three sheets become one filing, and the rules of Art. 10 speak at the cells."""

from pathlib import Path
from typing import Any

import pytest

from registry.adapters.load import load
from registry.adapters.source import WorkTree
from registry.adapters.surroundings import of_loaded
from registry.adapters.yaml_reader import LARGEST_FILE
from registry.cli import main
from registry.commands.import_sheet import read_sheet
from registry.commands.validate import validate
from registry.core.sheet.kinds import MINI_PROGRAMS, SheetForm
from tests.builders import TODAY, RegistryFolder, provider_path
from tests.commands import REPOSITORY, git
from tests.sheet.operators import APPS, OPERATOR, SYSTEMS, UNIT, operator, places
from tests.sheet.reading import found, read, run
from tests.sheet.workbooks import as_bytes, saved

PATH = provider_path("beijing", OPERATOR)


@pytest.mark.usefixtures("plain_git")
def test_three_sheets_become_one_filing_on_a_branch(folder: RegistryFolder, tmp_path: Path) -> None:
    folder.git_init()
    sheet = saved(operator(), tmp_path / "a.xlsx")
    kind = ["--kind", "mini-programs", "--root", str(folder.root)]
    assert run(["import", str(sheet), *kind, "--branch", "mini"]) == 0
    assert git("diff", "--name-only", "main", "mini", cwd=folder.root) == PATH
    outcome = validate(folder.root, TODAY, base="main", head="mini")
    assert (outcome.checked, outcome.findings) == (1, [])
    assert run(["import", str(sheet), *kind]) == 0
    assert "filer: platform" in folder.read(PATH)
    assert folder.read(PATH).count("mini_program:") == 2


FAULTS: dict[str, tuple[SheetForm, str, Any, list[tuple[str, str, str]]]] = {
    "no developer": (APPS, "apps.developer.name", None, [("小程序", "F20", "E2")]),
    "the operator's own": (APPS, "apps.developer.uscc", OPERATOR, [("小程序", "A10-10", "F2")]),
    "an id in capitals": (
        APPS,
        "apps.platforms.mini_program.app_id",
        "WX0000000000000001",
        [("小程序", "F24", "D2")],
    ),
    "a system that is not there": (APPS, "apps.system_id", "back", [("小程序", "A12-1", "G2")]),
    "an app that ends": (APPS, "action", "结束使用", [("小程序", "S10", "A2")]),
    "no enterprise": (UNIT, "unit.unit_type", "学校", [("平台方", "A10-8", "D2")]),
    "another province": (
        UNIT,
        "unit.registration_province",
        "nowhere",
        [("平台方", "A10-3", "E2"), ("平台方", "R07", "E2")],
    ),
    "a grade that there is not": (SYSTEMS, "systems.mlps.grade", "第六级", [("业务系统", "F23", "I2")]),
    "no system": (SYSTEMS, "systems.id", None, [("业务系统", "F20", "C2")]),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_at_its_cell_of_its_sheet(name: str, folder: RegistryFolder) -> None:
    form, key, value, expected = FAULTS[name]
    book = operator()
    book[form.title.zh].cell(row=2, column=places(form)[key]).value = value
    made = read(folder, as_bytes(book), kind=MINI_PROGRAMS)
    told = [(one.sheet, code, cell) for one, (code, cell) in zip(made.findings, found(made), strict=True)]
    assert told == expected


def test_two_sheets_that_do_not_agree_on_the_operator(folder: RegistryFolder) -> None:
    book = operator()
    book["平台方"].cell(row=3, column=places(UNIT)["unit.uscc"]).value = OPERATOR
    book["平台方"].cell(row=3, column=places(UNIT)["unit.name"]).value = "示例平台公司"
    made = read(folder, as_bytes(book), kind=MINI_PROGRAMS)
    assert found(made) == [("S14", "C3")]


def test_apps_alone_change_the_filing_that_there_is(folder: RegistryFolder) -> None:
    made = read(folder, as_bytes(operator()), kind=MINI_PROGRAMS)
    folder.write(PATH, made.files[PATH])
    book = operator(3)
    for title in ("平台方", "业务系统"):
        book.remove(book[title])
    again = read(folder, as_bytes(book), kind=MINI_PROGRAMS)
    assert found(again) == []
    assert again.files[PATH].startswith(made.files[PATH])
    assert again.files[PATH].count(b"mini_program:") == 3


def test_an_export_comes_back_as_it_was(tmp_path: Path) -> None:
    """The operator of the demonstration data."""
    file = tmp_path / "mini.xlsx"
    assert main(["export", "--kind", "mini-programs", "--root", str(REPOSITORY), "--out", str(file)]) == 0
    source = WorkTree(REPOSITORY)
    made = read_sheet(file, MINI_PROGRAMS, source, of_loaded(load(source)), TODAY)
    assert (made.units, made.files, made.findings) == (1, {}, [])


MOST = 200
"""Apps of one filing."""


def test_an_operator_of_200_mini_programs_has_one_filing_and_of_201_is_told_so(
    folder: RegistryFolder,
) -> None:
    made = read(folder, as_bytes(operator(MOST)), kind=MINI_PROGRAMS)
    assert found(made) == []
    content = made.files[PATH]
    assert content.count(b"mini_program:") == MOST
    assert 100_000 < len(content) < LARGEST_FILE
    more = read(folder, as_bytes(operator(MOST + 1)), kind=MINI_PROGRAMS)
    assert [code for code, _ in found(more)] == ["F26"]
    assert not more.files
    assert str(MOST) in more.findings[0].finding.message.zh


def test_200_mini_programs_with_everything_filled_in_fit(folder: RegistryFolder) -> None:
    long = {
        "apps.description": "供学生课后练习、家长查看学习情况、教师布置作业，并向学校提供汇总的小程序。" * 2,
        "apps.personal_info.collects": "是",
        "apps.personal_info.categories": "账号、昵称；设备信息；使用记录",
        "apps.personal_info.guardian_consent_method": "注册时由监护人以短信确认",
        "apps.personal_info.privacy_policy_url": "https://mini.example.cn/policies/privacy",
        "apps.personal_info.child_policy_url": "https://mini.example.cn/policies/children",
        "apps.personal_info.complaint_entry_url": "https://mini.example.cn/complaints",
    }
    book = operator(MOST)
    for row in range(2, MOST + 2):
        for key, value in long.items():
            book[APPS.title.zh].cell(row=row, column=places(APPS)[key]).value = value
    made = read(folder, as_bytes(book), kind=MINI_PROGRAMS)
    assert [code for code, _ in found(made) if code in ("F02", "F11")] == []
    assert 200_000 < len(made.files[PATH]) < LARGEST_FILE
