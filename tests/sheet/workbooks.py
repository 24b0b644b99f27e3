"""Spreadsheets as people make them, built cell by cell with openpyxl; rows by the keys of their columns."""

import csv
from collections.abc import Iterable, Mapping
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from registry.core.sheet.kinds import USERS, SheetForm
from tests.builders import number, uscc

FORM = USERS.sheets[0]
COUNTY = "zhejiang/330100/330106"
HEADINGS = {column.key: column.title.zh for column in FORM.columns}
PLACES = {column.key: place for place, column in enumerate(FORM.columns, start=1)}

Line = dict[str, Any]


def school(serial: int) -> str:
    """Code of a school that is in no registry yet."""
    return uscc(f"12330106MB9{serial:05d}1")


def line(serial: int = 1, **changes: Any) -> Line:
    """A row that has nothing wrong: a new school's use of an app that is filed. Keyword `a__b` stands for the key `a.b`."""
    whole: Line = {
        "institution.name": f"示例新建第{serial}小学",
        "institution.uscc": school(serial),
        "institution.school_code": f"31330{serial:05d}",
        "institution.level": "小学",
        "institution.province": "zhejiang",
        "institution.city": "330100",
        "institution.county": "330106",
        "institution.competent_authority": COUNTY,
        "institution.selection_system": "示教校〔2025〕6号",
        "uses.number": number("11", 1),
        "uses.basis": "自主选用",
        "uses.mode": "推荐使用",
        "uses.decision.collective": "是",
        "uses.decision.document_ref": "校务会〔2026〕3号",
        "uses.decision.date": "2026-01-20",
        "uses.audience": "学生",
        "uses.uniform_use": "否",
        "uses.fee_to_students_or_parents": "否",
        "uses.large_scale_personal_info": "否",
        "uses.user_opinion_sought": "是",
        "uses.biometrics": "否",
        "uses.assessment_done": "否",
        "uses.parallel_candidates": "3",
        "uses.purpose": "用于课堂练习",
        "uses.start_date": "2026-03-16",
    }
    return whole | {key.replace("__", "."): value for key, value in changes.items()}


def workbook(
    lines: Iterable[Mapping[str, Any]], form: SheetForm = FORM, keys: Iterable[str] | None = None
) -> Workbook:
    """A workbook with one sheet: headings, then the lines. `keys` are its columns in their order."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = form.title.zh
    chosen = list(keys or [column.key for column in form.columns])
    titles = {column.key: column.title.zh for column in form.columns}
    sheet.append([titles.get(key, key) for key in chosen])
    for one in lines:
        sheet.append([one.get(key) for key in chosen])
    return book


def saved(book: Workbook, path: Path) -> Path:
    """The workbook as a file."""
    path.write_bytes(as_bytes(book))
    return path


def as_bytes(book: Workbook) -> bytes:
    """The workbook's bytes."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def as_csv(lines: Iterable[Mapping[str, Any]], delimiter: str = ",") -> str:
    """The same rows as the text of a CSV file."""
    out = StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(HEADINGS.values())
    for one in lines:
        writer.writerow(["" if one.get(key) is None else one[key] for key in HEADINGS])
    return out.getvalue()
