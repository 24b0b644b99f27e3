"""What an import says to a person: what refuses one by one, what one rule says of many rows once; the authority by its folder; templates that speak of their own kind."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from registry.core.problem import Problem
from registry.core.sheet.kinds import KINDS
from registry.render.sheet import report, template
from tests.builders import RegistryFolder
from tests.sheet.operators import APPS, operator, places
from tests.sheet.reading import read, run
from tests.sheet.workbooks import COUNTY, PLACES, as_bytes, line, saved, workbook

SCHOOLS = 12


def _told(folder: RegistryFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    """What is said of schools whose audience no app has been filed for, where five codes are wrong."""
    book = workbook([line(serial, uses__audience="家长") for serial in range(1, SCHOOLS + 1)])
    assert book.active is not None
    for row in range(3, 8):
        cell = book.active.cell(row=row, column=PLACES["institution.uscc"])
        code = str(cell.value)
        cell.value = code[:-1] + ("2" if code[-1] == "1" else "1")
    sheet = saved(book, tmp_path / "many.xlsx")
    assert (
        run(["import", str(sheet), "--root", str(folder.root), "--authority", COUNTY, "--check", *more]) == 1
    )
    return capsys.readouterr().out


def test_what_one_rule_says_of_many_rows_is_told_once_and_faults_one_by_one(
    folder: RegistryFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = _told(folder, tmp_path, capsys)
    assert said.count("待人工 A18-3") == 1
    assert said.count("错误 R06") == 5
    (more,) = [one for one in said.splitlines() if "同一条规则另有" in one]
    warned = int(said.rpartition("待人工判断 ")[2].split("，")[0])
    assert warned > report.FEW + 1
    assert f"另有 {warned - 1} 处" in more
    assert more.count("使用备案!") == report.FEW
    assert "--all" in more
    every = _told(folder, tmp_path, capsys, "--all")
    assert every.count("待人工 A18-3") == warned
    assert "同一条规则另有" not in every
    assert every.splitlines()[-1] == said.splitlines()[-1]  # the counts are those of all
    assert _told(folder, tmp_path, capsys, "--lang", "en").count("the same rule says so of") == 1


@pytest.mark.parametrize(("schools", "together"), [(report.FEW, False), (report.FEW + 1, True)])
def test_a_few_are_told_one_by_one(
    schools: int,
    together: bool,
    folder: RegistryFolder,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    sheet = saved(
        workbook([line(serial, uses__audience="家长") for serial in range(1, schools + 1)]),
        tmp_path / "few.xlsx",
    )
    assert run(["import", str(sheet), "--root", str(folder.root), "--authority", COUNTY, "--check"]) == 3
    assert ("同一条规则另有" in capsys.readouterr().out) is together


def test_a_fix_names_the_column_and_not_the_key(
    folder: RegistryFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = operator()
    book[APPS.title.zh].cell(row=2, column=places(APPS)["apps.personal_info.collects"]).value = "是"
    sheet = saved(book, tmp_path / "a.xlsx")
    assert run(["import", str(sheet), "--kind", "mini-programs", "--root", str(folder.root), "--check"]) == 1
    said = capsys.readouterr().out
    assert "填写 “隐私政策地址”" in said
    assert "privacy_policy_url" not in said


@pytest.mark.parametrize(
    ("given", "near"),
    [
        ("西湖区", "zhejiang/330100/330106 浙江省杭州市西湖区"),
        ("zhejiang/西湖区", "zhejiang/330100/330106"),
        ("zhejiang/999999", ""),
        ("nowhere", ""),
    ],
)
def test_an_authority_that_there_is_not_is_said_once_and_near_ones_with_it(
    given: str, near: str, folder: RegistryFolder
) -> None:
    with pytest.raises(Problem) as refused:
        read(folder, as_bytes(workbook([line(1)])), authority=given)
    assert near in str(refused.value)
    assert ("是否指" in str(refused.value)) is bool(near)


def test_a_template_explains_its_own_kind_and_its_own_import(tmp_path: Path) -> None:
    for name, own, other in (
        ("users", "结束使用", "小程序"),
        ("mini-programs", "--kind mini-programs", "学校"),
    ):
        file = tmp_path / f"{name}.xlsx"
        file.write_bytes(template.as_xlsx(KINDS[name], {}))
        cells = [
            str(row[0])
            for row in load_workbook(file)["说明"].iter_rows(max_row=9, max_col=1, values_only=True)
        ]
        assert any(own in text for text in cells)
        assert not any(other in text for text in cells[1:])
