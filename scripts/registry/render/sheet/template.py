"""The spreadsheet that people fill in, empty or with filings in it: the same bytes for the same rows."""

import csv
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import Any

from registry.core.sheet.cells import letters
from registry.core.sheet.columns import Column, Holds
from registry.core.sheet.exported import guarded
from registry.core.sheet.kinds import ACTION, SheetForm, SheetKind
from registry.core.sheet.rows import ACTIONS, actions_of
from registry.core.sheet.values import expected
from registry.core.text import Text

Line = Mapping[str, str]
"""Texts of a row by the keys of their columns."""

_MADE = datetime(2019, 11, 11, tzinfo=UTC)
"""Every workbook says that it was made on the day of the Measures: its bytes follow from its rows alone."""
_ROWS_AHEAD = 5_000
"""Empty rows that are already of the text format, with their lists."""
_CHOICES = Text("选项", "Choices")
_HELP = Text("说明", "How to fill in")
_NOTES = (
    Text("标 * 的列必填。第一行示例在“处理”列标为“示例”，不会导入，可以删除。",
         "Columns with * are required. The first row is an example: it is marked as one, is not imported, and may be deleted."),
    Text("单元格均为文本格式，请勿改成数字或日期；从别处复制时请“选择性粘贴→数值”。不要合并单元格、隐藏行列或使用公式。",
         "All cells are text; leave them so, and paste values only. No joined cells, hidden rows or columns, and no formulas."),
    Text("已有备案的单位：行与原备案合并，没有列出的保留；清空的单元格表示删去该项。",
         "A unit that has a filing: rows are merged into it, and what no row names stays. An emptied cell takes the value away."),
    Text("可以增加自用的列(如备注)，不会导入。不要填写任何人的姓名、手机、身份证号。",
         "Columns of your own, such as remarks, may be added and are not imported. Never write any person's name, mobile or ID number."),
)  # fmt: skip
_NOTES_OF: Mapping[str, tuple[Text, ...]] = {
    "users": (
        Text("每个学校使用的每个应用填一行；同一学校的单位信息可以只填在第一行，但每行都要有统一社会信用代码。",
             "One row for each app that a school uses. What is said of the school may stand in its first row alone, but each row needs the code."),
        Text("要结束使用，请在“处理”列填“结束使用”。", "To end a use, write “end” into the column “action”."),
        Text("所在省、市、县和主管部门填代码，例如 zhejiang、330100、330106、zhejiang/330100/330106；不知道代码的，导入时写 --authority 地名，会列出它的代码。",
             "Province, city, county and authority are codes, such as zhejiang, 330100, 330106, zhejiang/330100/330106; to learn them, import with --authority and the name of the place."),
        Text("导入：registry import 文件.xlsx --authority 主管部门目录 --branch 分支名",
             "Import: registry import FILE.xlsx --authority FOLDER --branch NAME"),
    ),
    "mini-programs": (
        Text("每个小程序在“小程序”表填一行；“平台方”表填平台方自己，“业务系统”表填它的业务系统，三张表以平台方的统一社会信用代码相连。",
             "One row for each mini program in the first sheet; the operator itself in the second, its business systems in the third; the operator's code joins them."),
        Text("导入：registry import 文件.xlsx --kind mini-programs --branch 分支名",
             "Import: registry import FILE.xlsx --kind mini-programs --branch NAME"),
    ),
}  # fmt: skip
"""What is true of one kind alone, by its name."""


def as_xlsx(
    kind: SheetKind, lines: Mapping[int, Iterable[Line]], language: str = "zh", *, example: bool = True
) -> bytes:
    """The workbook with rows for each of the kind's sheets, by their place; with `example`, a row marked as one comes first."""
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"title": kind.title.both(), "created": _MADE.replace(tzinfo=None)})
    look = {
        "head": book.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "valign": "top",
                "bg_color": "#DCE6F1",
                "border": 1,
                "num_format": "@",
            }
        ),
        "text": book.add_format({"num_format": "@"}),
        "example": book.add_format({"num_format": "@", "italic": True, "font_color": "#7F7F7F"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        "bold": book.add_format({"bold": True}),
    }
    sheets = [(form, book.add_worksheet(form.title.zh)) for form in kind.sheets]
    _explain(book.add_worksheet(_HELP.zh), kind, look)
    choices = _choices(book.add_worksheet(_CHOICES.zh), kind, look, language)
    for place, (form, sheet) in enumerate(sheets):
        _fill(sheet, form, lines.get(place, ()), look, choices, example=example)
    book.close()
    return out.getvalue()


def _fill(
    sheet: Any,
    form: SheetForm,
    lines: Iterable[Line],
    look: Mapping[str, Any],
    choices: Mapping[str, str],
    *,
    example: bool,
) -> None:
    sheet.freeze_panes(1, 3)
    sheet.set_row(0, 62)
    for place, column in enumerate(form.columns):
        sheet.set_column(place, place, _width(column), look["text"])
        sheet.write_string(0, place, _heading(column), look["head"])
    row = 1
    if example:
        _write(sheet, row, form, _example(form), look["example"])
        row += 1
    for line in lines:
        _write(sheet, row, form, line, look["text"])
        row += 1
    for place, column in enumerate(form.columns):
        _offer(sheet, place, column, row + _ROWS_AHEAD, choices)


def _write(sheet: Any, row: int, form: SheetForm, line: Line, look: Any) -> None:
    for place, column in enumerate(form.columns):
        if text := line.get(column.key, ""):
            sheet.write_string(row, place, guarded(text), look)


def _example(form: SheetForm) -> Line:
    return {
        ACTION.key: ACTIONS[0].zh,
        **{column.key: column.example for column in form.columns if column.example},
    }


def _heading(column: Column) -> str:
    return f"{column.title.zh}{' *' if column.required else ''}\n{column.title.en}"


def _width(column: Column) -> int:
    if column.keys[-1] in (
        "name",
        "purpose",
        "description",
        "competent_authority",
        "document_ref",
        "selection_system",
    ):
        return 30
    return 22 if column.holds is Holds.identifier else 14


def _offer(sheet: Any, place: int, column: Column, last: int, choices: Mapping[str, str]) -> None:
    """The list to choose from, and the words that show when a cell is chosen. Nothing is enforced here: the import says it better."""
    words = {
        "input_title": column.title.zh[:32],
        "input_message": _hint(column),
        "error_type": "warning",
        "ignore_blank": True,
    }
    if column.key in choices:
        sheet.data_validation(
            1, place, last, place, {"validate": "list", "source": choices[column.key], **words}
        )
    elif words["input_message"]:
        sheet.data_validation(1, place, last, place, {"validate": "any", **words})


def _hint(column: Column) -> str:
    takes = expected(column)
    parts = [part for part in (takes.zh, column.hint.zh if column.hint else "", takes.en) if part]
    text = "\n".join(parts)
    return text if len(text) <= 255 else text[:254] + "…"


def _explain(sheet: Any, kind: SheetKind, look: Mapping[str, Any]) -> None:
    sheet.set_column(0, 0, 34, look["wrap"])
    sheet.set_column(1, 4, 46, look["wrap"])
    sheet.write_string(0, 0, kind.title.both(), look["bold"])
    row = 1
    for note in (*_NOTES_OF[kind.name], *_NOTES):
        sheet.merge_range(row, 0, row, 4, f"{note.zh}\n{note.en}", look["wrap"])
        sheet.set_row(row, 34)
        row += 1
    for form in kind.sheets:
        row += 1
        for place, head in enumerate(
            ("列 Column", "必填 Required", "怎样填 What it takes", "In English", "示例 Example")
        ):
            sheet.write_string(row, place, head, look["bold"])
        for column in form.columns:
            row += 1
            hint, takes = column.hint or Text("", ""), expected(column)
            required = "必填 required" if column.required else ""
            cells = (
                f"{form.title.zh}：{column.title.both()}", required, _joined(takes.zh, hint.zh), _joined(takes.en, hint.en), column.example,
            )  # fmt: skip
            for place, text in enumerate(cells):
                sheet.write_string(row, place, text, look["wrap"])
        row += 1


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _choices(sheet: Any, kind: SheetKind, look: Mapping[str, Any], language: str) -> dict[str, str]:
    """A column of labels for each enumeration; the range of each by the key of the column that offers it."""
    ranges: dict[str, str] = {}
    place = 0
    for form in kind.sheets:
        for column in form.columns:
            labels = _labels(form, column, language)
            if not labels or column.key in ranges:
                continue
            sheet.set_column(place, place, 24)
            sheet.write_string(0, place, column.title.zh, look["bold"])
            for row, label in enumerate(labels, start=1):
                sheet.write_string(row, place, label)
            letter = letters(place + 1)
            ranges[column.key] = f"={_CHOICES.zh}!${letter}$2:${letter}${len(labels) + 1}"
            place += 1
    return ranges


def _labels(form: SheetForm, column: Column, language: str) -> list[str]:
    """What a list offers. A cell with several values can have none: a spreadsheet offers one value only."""
    if column.key == ACTION.key:
        return [one.in_language(language) for one in actions_of(form)]
    if column.holds is Holds.truth:
        return ["是", "否"] if language == "zh" else ["yes", "no"]
    if column.holds is Holds.code and column.codes:
        return [member.label.in_language(language) for member in column.codes]
    return []


def as_csv(form: SheetForm, lines: Iterable[Line], *, example: bool = True) -> bytes:
    """One sheet as CSV for spreadsheet programs: UTF-8 with its mark, no cell that would be taken for a formula."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_heading(column).replace("\n", " ") for column in form.columns])
    for line in (*((_example(form),) if example else ()), *lines):
        writer.writerow([guarded(line.get(column.key, "")) for column in form.columns])
    return b"\xef\xbb\xbf" + out.getvalue().encode()
