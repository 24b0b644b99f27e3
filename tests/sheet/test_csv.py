"""CSV as people save it, and the workbooks that people make: encodings, separators, order of columns, empty rows without end."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from registry.adapters import sheet_xlsx
from registry.core.sheet.kinds import USERS
from registry.render.sheet import template
from tests.builders import RegistryFolder
from tests.sheet.reading import found, read
from tests.sheet.test_faults import with_part
from tests.sheet.workbooks import FORM, HEADINGS, PLACES, as_bytes, as_csv, line, workbook

TEXT = as_csv([line(1), line(2)])

WAYS: dict[str, bytes] = {
    "UTF-8": TEXT.encode(),
    "UTF-8 with its mark": TEXT.encode("utf-8-sig"),
    "GB18030": TEXT.encode("gb18030"),
    "UTF-16, little end first": TEXT.encode("utf-16"),
    "UTF-16, big end first": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "semicolons": as_csv([line(1), line(2)], ";").encode(),
    "tabs": as_csv([line(1), line(2)], "\t").encode("utf-16"),
    "line feeds": TEXT.replace("\r\n", "\n").encode(),
    "blank lines": TEXT.replace("\r\n", "\r\n\r\n,,,\r\n").encode(),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_saving_csv_gives_the_same_filings(way: str, folder: RegistryFolder) -> None:
    made = read(folder, WAYS[way])
    assert (found(made), len(made.files)) == ([], 2)
    assert made.files == read(folder, as_bytes(workbook([line(1), line(2)]))).files


def test_a_fault_of_a_csv_file_has_its_row_and_column(folder: RegistryFolder) -> None:
    rows = TEXT.replace("推荐使用", "偶尔使用", 1).encode("gb18030")
    assert found(read(folder, rows)) == [("F23", "M2")]


def test_a_cell_without_an_end_is_refused(folder: RegistryFolder) -> None:
    text = TEXT + '"' + "一" * ((1 << 20) + 1)
    assert found(read(folder, text.encode())) == [("S03", "")]


def test_columns_in_any_order_and_in_either_language(folder: RegistryFolder) -> None:
    plain = read(folder, as_bytes(workbook([line(1)]))).files
    turned = workbook([line(1)], keys=list(reversed(HEADINGS)))
    assert read(folder, as_bytes(turned)).files == plain
    english = workbook([line(1)])
    sheet: Any = english.active
    for column in FORM.columns:
        sheet.cell(row=1, column=PLACES[column.key]).value = column.title.en.upper()
    assert read(folder, as_bytes(english)).files == plain


def test_headings_in_two_rows(folder: RegistryFolder) -> None:
    book = workbook([line(1)])
    sheet: Any = book.active
    sheet.insert_rows(2)
    for column in FORM.columns:
        sheet.cell(row=2, column=PLACES[column.key]).value = column.title.en
    made = read(folder, as_bytes(book))
    assert (found(made), made.rows) == ([], 1)


def test_sheets_for_several_towns(folder: RegistryFolder) -> None:
    book = workbook([line(1)])
    other = book.copy_worksheet(book.worksheets[0])
    other.title = "第二镇"
    for key, value in line(2, uses__mode="偶尔").items():
        other.cell(row=2, column=PLACES[key]).value = value
    book.create_sheet("备注").append(["随便写写"])
    made = read(folder, as_bytes(book))
    assert [
        (one.sheet, code, cell) for one, (code, cell) in zip(made.findings, found(made), strict=True)
    ] == [("第二镇", "F23", "M2")]


EMPTY: dict[str, Callable[[Any], None]] = {
    "a cell far below": lambda sheet: setattr(sheet.cell(row=1_048_576, column=1), "value", " "),
    "a cell far to the right": lambda sheet: setattr(sheet.cell(row=4, column=16_384), "value", "x"),
}


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_range_without_end_is_no_data(name: str, folder: RegistryFolder) -> None:
    book = workbook([line(1)])
    EMPTY[name](book.active)
    made = read(folder, as_bytes(book))
    assert (found(made), made.rows) == ([], 1)


def test_a_million_empty_rows(folder: RegistryFolder) -> None:
    """As a sheet has them whose columns were formatted down to the end."""
    book = workbook([line(1)])
    content = as_bytes(book)
    inside = _sheet_of(content)
    rows = "".join(f'<row r="{row}" spans="1:31"/>' for row in range(3, 1_000_000, 10)).encode()
    made = read(
        folder, with_part("xl/worksheets/sheet1.xml", inside.replace(b"</sheetData>", rows + b"</sheetData>"))
    )
    assert made.rows in (1, 2)


def _sheet_of(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


def test_rich_text_and_links_are_their_text(folder: RegistryFolder) -> None:
    book = workbook([line(1)])
    sheet: Any = book.active
    plain = read(folder, as_bytes(book)).files
    name = sheet.cell(row=2, column=PLACES["institution.name"])
    name.value = CellRichText("示例", TextBlock(InlineFont(b=True), "新建"), "第1小学")
    name.hyperlink = "http://169.254.169.254/"
    assert read(folder, as_bytes(book)).files == plain


def test_the_template_is_read_and_its_example_left_out(folder: RegistryFolder) -> None:
    for content in (template.as_xlsx(USERS, {}), template.as_csv(FORM, ())):
        made = read(folder, content)
        assert (made.left_out, found(made)[0][0]) == (1, "S20")


def test_the_template_holds_lists_texts_and_explanations() -> None:
    book = load_workbook(io.BytesIO(template.as_xlsx(USERS, {})))
    assert book.sheetnames == ["使用备案", "说明", "选项"]
    sheet: Any = book["使用备案"]
    lists = {
        str(one.sqref).split(":")[0].rstrip("0123456789"): one.formula1
        for one in sheet.data_validations.dataValidation
        if one.type == "list"
    }
    by_letter = {
        column.key: sheet.cell(row=1, column=PLACES[column.key]).column_letter for column in FORM.columns
    }
    for column in FORM.columns:
        heading = str(sheet.cell(row=1, column=PLACES[column.key]).value)
        assert column.title.zh in heading
        assert column.title.en in heading
        assert (by_letter[column.key] in lists) == (
            column.holds in ("code", "truth") or column.key == "action"
        )
    choices = book["选项"]
    for letter, formula in lists.items():
        start = formula.split("$")[1]
        labels = [cell.value for cell in choices[start][1:] if cell.value]
        assert labels, letter
    example = {key: sheet.cell(row=2, column=place).value for key, place in PLACES.items()}
    assert example["action"] == "示例"
    titles = [row[0].value for row in book["说明"].iter_rows()]
    assert all(f"使用备案：{column.title.both()}" in titles for column in FORM.columns)
    assert book.properties.created.isoformat() == "2019-11-11T00:00:00"


def test_a_sheet_of_many_rows_is_bounded(folder: RegistryFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_xlsx, "MOST_ROWS", 500)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("使用备案")
    sheet.append(list(HEADINGS.values()))
    for _ in range(500):
        sheet.append(["x"])
    assert found(read(folder, as_bytes(book))) == [("S02", "")]
