"""Every rule of family S is broken once, at the right cell, and by the nearest neighbour kept."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from registry.core.sheet.kinds import MINI_PROGRAMS
from registry.rules.book import every_rule
from tests.builders import SCHOOL, Paths, RegistryFolder, number
from tests.sheet.operators import operator
from tests.sheet.reading import found, read
from tests.sheet.workbooks import COUNTY, PLACES, as_bytes, line, workbook

Spoil = Callable[[Any], None]


def cell(key: str, value: Any, row: int = 2, form: str | None = None) -> Spoil:
    """Put a value into the cell of a column."""

    def spoil(sheet: Any) -> None:
        place = sheet.cell(row=row, column=PLACES[key])
        place.value = value
        if form:
            place.number_format = form

    return spoil


def both(key: str, value: Any) -> Spoil:
    """The same value in both rows of the school."""

    def spoil(sheet: Any) -> None:
        for row in (2, 3):
            sheet.cell(row=row, column=PLACES[key]).value = value

    return spoil


def error(key: str) -> Spoil:
    """An error as Excel stores one."""

    def spoil(sheet: Any) -> None:
        place = sheet.cell(row=2, column=PLACES[key])
        place.value = "#N/A"
        place.data_type = "e"

    return spoil


def heading(key: str, text: str) -> Spoil:
    """Another heading."""
    return cell(key, text, row=1)


def second_heading(sheet: Any) -> None:
    """One column twice."""
    sheet.cell(row=1, column=len(PLACES) + 1).value = "单位名称"


def own_column(sheet: Any) -> None:
    """A column that the office uses for itself."""
    sheet.cell(row=1, column=len(PLACES) + 1).value = "联络备注"
    sheet.cell(row=2, column=len(PLACES) + 1).value = "=1+1"


def without(key: str) -> Spoil:
    """The sheet lacks a column."""
    return lambda sheet: sheet.delete_cols(PLACES[key])


def hide_row(sheet: Any) -> None:
    """A row that nobody sees."""
    sheet.row_dimensions[3].hidden = True


def hide_column(sheet: Any) -> None:
    """A column that nobody sees."""
    sheet.column_dimensions["M"].hidden = True


def hide_sheet(sheet: Any) -> None:
    """A sheet that nobody sees."""
    sheet.parent.create_sheet("看得见")
    sheet.sheet_state = "hidden"


def join(cells: str) -> Spoil:
    """Cells joined to one."""
    return lambda sheet: sheet.merge_cells(cells)


FAULTS: dict[str, tuple[Spoil, list[tuple[str, str]]]] = {
    "S05 a column of one's own": (own_column, [("S05", "AF1")]),
    "S06 a column twice": (second_heading, [("S06", "AF1")]),
    "S07 a heading that is nearly right": (heading("uses.start_date", "开始使用的日期"), [("S07", "AB1")]),
    "S08 a formula": (cell("uses.decision.date", "=TODAY()"), [("S08", "P2")]),
    "S08 a formula in a code": (cell("institution.uscc", '="1233"&"0106"'), [("S08", "C2")]),
    "S09 an error": (error("institution.name"), [("S09", "B2")]),
    "S10 a strange action": (cell("action", "已审"), [("S10", "A2")]),
    "S11 a hidden row": (hide_row, [("S11", "3")]),
    "S11 a hidden column": (hide_column, [("S11", "M")]),
    "S11 a hidden sheet": (hide_sheet, [("S11", "")]),
    "S12 a code that became a number": (cell("institution.uscc", 9.1110108e17), [("S12", "C2")]),
    "S12 a code in scientific notation": (cell("institution.uscc", "9.1E+17"), [("S12", "C2")]),
    "S12 a code of 18 digits as a number": (cell("institution.uscc", 123301060000000001), [("S12", "C2")]),
    "S12 a lost leading zero": (cell("institution.school_code", 313300001), [("S12", "D2")]),
    "S12 a day as a number": (cell("uses.start_date", 46097, form="General"), [("S12", "AB2")]),
    "S12 a document that became a day": (
        cell("uses.decision.document_ref", date(2026, 3, 1)),
        [("S12", "O2")],
    ),
    "S12 a truth value for a name": (cell("institution.name", True), [("S12", "B2")]),
    "S13 joined rows": (join("B2:B3"), [("S13", "B2")]),
    "S13 joined columns": (join("F2:H2"), [("S13", "F2")]),
    "S14 two names": (cell("institution.name", "示例新建小学", row=3), [("S14", "B3")]),
    "S15 a row twice": (cell("uses.number", number("11", 1), row=3), [("S15", "K3")]),
    "S16 an own app": (cell("own_app", "示例校园通", row=3), [("S16", "AE3")]),
    "S17 the end of nothing": (cell("action", "结束使用", row=3), [("S17", "K3")]),
    "S18 no column that a new row needs": (without("uses.decision.date"), [("S18", "1")]),
    "F05 an invisible character": (cell("institution.name", "示例新建\u200b小学"), [("F05", "B2")]),
    "F11 a cell of 5,000 characters": (cell("uses.purpose", "用" * 5000), [("F11", "AA2")]),
    "F15 two lines in a cell": (cell("uses.purpose", "用于课堂\n练习"), [("F15", "AA2")]),
    "F20 no name": (both("institution.name", None), [("F20", "B2")]),
    "F20 no code": (cell("institution.uscc", "  \u00a0"), [("F20", "C2")]),
    "F20 no decision": (cell("uses.decision.date", "\u200b"), [("F20", "P2")]),
    "F22 neither yes nor no": (cell("uses.biometrics", "不清楚"), [("F22", "X2")]),
    "F22 no whole number": (cell("uses.parallel_candidates", "三个"), [("F22", "Z2")]),
    "F23 no choice": (cell("uses.mode", "偶尔使用"), [("F23", "M2")]),
    "F23 one of two": (cell("uses.audience", "学生；老师们"), [("F23", "S2")]),
    "F24 a day with its time": (cell("uses.start_date", datetime(2026, 3, 16, 8, 30)), [("F24", "AB2")]),  # noqa: DTZ001
    "F24 month before day": (cell("uses.start_date", "3/16/2026"), [("F24", "AB2")]),
    "F24 a code that is too short": (cell("institution.uscc", "1233"), [("F24", "C2")]),
    "F25 a name of one character": (both("institution.name", "示"), [("F25", "B2")]),
    "F28 too many candidates": (cell("uses.parallel_candidates", 100), [("F28", "Z2")]),
    "F29 31 June": (cell("uses.start_date", "2026-06-31"), [("F29", "AB2")]),
    "R19 a mobile in the purpose": (cell("uses.purpose", "联系13800138000"), [("R21", "AA2")]),
}


def two_rows() -> Workbook:
    """A new school with two apps, nothing wrong."""
    return workbook([line(1), line(1, uses__number=number("33", 1))])


def test_what_the_faults_start_from_is_accepted(folder: RegistryFolder) -> None:
    made = read(folder, as_bytes(two_rows()))
    assert (found(made), len(made.files)) == ([], 1)


@pytest.mark.parametrize("name", FAULTS)
def test_one_fault_gives_one_finding_at_its_cell(name: str, folder: RegistryFolder) -> None:
    spoil, expected = FAULTS[name]
    book = two_rows()
    spoil(book.active)
    made = read(folder, as_bytes(book))
    assert found(made) == expected
    assert {one.sheet for one in made.findings} == {"使用备案"}


NEIGHBOURS: dict[str, Spoil] = {
    "S10 nothing but a blank": cell("action", " "),
    "S11 a hidden row without anything": lambda sheet: setattr(sheet.row_dimensions[9], "hidden", True),
    "S11 a hidden column that is not ours": lambda sheet: setattr(
        sheet.column_dimensions["AK"], "hidden", True
    ),
    "S12 a school code as a whole number": cell("institution.school_code", 3133000001),
    "S12 a day as a day": cell("uses.start_date", date(2026, 3, 16)),
    "S12 a day without its dashes": cell("uses.start_date", 20260316),
    "S12 a division as a number": cell("institution.city", 330100),
    "S12 a filing number as a number": cell("uses.number", 1100001),
    "S12 yes as a truth value": cell("uses.biometrics", False),
    "S14 the name in the first row only": cell("institution.name", None, row=3),
    "S18 a column that is optional": without("uses.purpose"),
    "F05 blanks around a name": cell("institution.name", "\u3000示例新建第1小学\u00a0\u200b"),
    "F05 an invisible character in a code": cell("institution.city", "330\u200b100"),
    "F22 a tick": cell("uses.user_opinion_sought", "√"),
    "F23 the English word": cell("uses.mode", "Recommended"),
    "F23 the code": cell("uses.mode", "recommended"),
    "F23 several with other signs": cell("uses.audience", "学生、"),
    "F24 full-width digits": cell("uses.decision.date", "２０２６－０１－２０"),
    "F24 the Chinese way": cell("uses.decision.date", "2026年1月20日"),
    "F24 with slashes": cell("uses.decision.date", "2026/1/20"),
    "F24 a number without its words": cell("uses.number", "１１０ ０００１"),
    "F24 a code in small letters": cell("institution.uscc", line(1)["institution.uscc"].lower()),
    "a blank row between": lambda sheet: sheet.insert_rows(3),
    "a title above": lambda sheet: (
        sheet.insert_rows(1, 2) or setattr(sheet["A1"], "value", "2026年使用备案汇总表")
    ),
    "a joined title above": lambda sheet: sheet.insert_rows(1) or sheet.merge_cells("A1:H1"),
    "a filter that hides nothing": lambda sheet: setattr(sheet.auto_filter, "ref", "A1:AE3"),
}


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_what_has_one_meaning_is_understood(name: str, folder: RegistryFolder) -> None:
    """And means the same as if it had been written as in the template."""
    plain = read(folder, as_bytes(two_rows()))
    book = two_rows()
    NEIGHBOURS[name](book.active)
    made = read(folder, as_bytes(book))
    assert found(made) == []
    if name != "S18 a column that is optional":
        assert made.files == plain.files


def zipped(**parts: bytes) -> bytes:
    """An archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """A good workbook with one more part, or one replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(as_bytes(two_rows()))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'
FILES: dict[str, tuple[bytes, str, str]] = {
    "a workbook with a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "S01", "加了密码"),
    "an old workbook": (OLE, "S01", ".xls"),
    "a workbook with macros": (with_part("xl/vbaProject.bin", b"x"), "S01", ".xlsm"),
    "a binary workbook": (zipped(xl__workbook=b"", **{"xl/workbook.bin": b"x"}), "S01", ".xlsb"),
    "an OpenDocument spreadsheet": (zipped(mimetype=b"x", content_xml=b"<x/>"), "S01", ".ods"),
    "a Numbers spreadsheet": (zipped(**{"Index/Document.iwa": b"x"}), "S01", "Numbers"),
    "an archive": (zipped(a=b"x"), "S01", "压缩包"),
    "a PDF": (b"%PDF-1.7 x", "S01", "PDF"),
    "a web page that is called a workbook": (b"<html><table></table></html>", "S01", "网页"),
    "a picture": (b"\x89PNG\r\n", "S01", "图片"),
    "zeros": (b"\0" * 100, "S01", "编码"),
    "a bomb": (with_part("xl/media/image1.png", b"\0" * (130 << 20)), "S02", "解压"),
    "a bomb of texts": (with_part("xl/sharedStrings.xml", b" " * (33 << 20)), "S02", "解压"),
    "too large a file": (b"x" * ((20 << 20) + 1), "S02", "20 MB"),
    "half of a workbook": (as_bytes(two_rows())[:3000], "S03", ""),
    "a workbook with entities": (with_part("xl/worksheets/sheet1.xml", DOCTYPE), "S03", "DOCTYPE"),
    "a workbook with broken parts": (with_part("xl/worksheets/sheet1.xml", b"<worksheet><oops"), "S03", ""),
    "no headings": ("示例小学,1,2\r\n".encode(), "S04", "统一社会信用代码"),
    "nothing": (b"", "S04", ""),
    "only headings": (as_bytes(workbook([])), "S20", ""),
    "only an example": (as_bytes(workbook([line(1, action="示例")])), "S20", ""),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_spreadsheet_is_named_for_what_it_is(name: str, folder: RegistryFolder) -> None:
    content, code, word = FILES[name]
    made = read(folder, content)
    assert [one.finding.code for one in made.findings] == [code]
    assert word in made.findings[0].finding.message.zh
    assert made.files == {}


def test_a_file_that_cannot_be_rewritten_without_loss_is_left(folder: RegistryFolder) -> None:
    """A filing in braces: nothing of ours writes so, and its comments would move."""
    text = folder.read(Paths.school).replace(
        "    audience:\n      - students\n", "    audience: [ students ]   # wie im Plan\n", 1
    )
    folder.write(Paths.school, text)
    changed = {
        "institution.uscc": SCHOOL,
        "institution.competent_authority": COUNTY,
        "uses.number": number("33", 1),
        "uses.mode": "强制使用",
    }
    made = read(folder, as_bytes(workbook([changed], keys=changed)))
    assert found(made) == [("S19", "2")]


def test_a_new_operator_needs_all_sheets(folder: RegistryFolder) -> None:
    book = operator()
    assert found(read(folder, as_bytes(book), kind=MINI_PROGRAMS)) == []
    for title in ("平台方", "业务系统"):
        book.remove(book[title])
    made = read(folder, as_bytes(book), kind=MINI_PROGRAMS)
    told = sorted((one.finding.code, one.finding.values["title"]) for one in made.findings)
    assert told == [("S21", "业务系统"), ("S21", "平台方")]


def test_every_code_of_the_family_is_caused() -> None:
    caused = {name[:3] for name in FAULTS} | {code for _, code, _ in FILES.values()} | {"S19", "S21"}
    assert {rule.code for rule in every_rule() if rule.code[0] == "S"} <= caused
