"""The spreadsheet of a platform operator: mini programs, the operator, its business systems."""

from typing import Any

from openpyxl import Workbook

from registry.core.sheet.kinds import MINI_PROGRAMS, SheetForm
from tests.builders import uscc

OPERATOR = uscc("91110108MA9000P01")
DEVELOPER = uscc("91440300MA9000L01")
APPS, UNIT, SYSTEMS = MINI_PROGRAMS.sheets


def places(form: SheetForm) -> dict[str, int]:
    """Column of each key."""
    return {column.key: place for place, column in enumerate(form.columns, start=1)}


def app_line(serial: int, **changes: Any) -> dict[str, Any]:
    """A mini program with nothing wrong."""
    whole = {
        "unit.uscc": OPERATOR,
        "apps.name": f"示例小程序{serial}",
        "apps.platforms.mini_program.app_id": f"wx{serial + 0x1000:016x}",
        "apps.developer.name": "示例开发有限公司",
        "apps.developer.uscc": DEVELOPER,
        "apps.system_id": "main",
        "apps.version": "1.0",
        "apps.last_updated": "2026-01-02",
        "apps.audience": "学生",
        "apps.stages": "小学",
        "apps.scenario": "学生学习",
        "apps.charging": "免费",
        "apps.charged_to": "不收费",
        "apps.ads": "否",
        "apps.games": "否",
        "apps.ugc": "否",
        "apps.photo_search": "否",
        "apps.personal_info.collects": "否",
        "apps.personal_info.biometrics": "否",
        "apps.personal_info.minors_under_14": "是",
    }
    return whole | {key.replace("__", "."): value for key, value in changes.items()}


UNIT_LINE = {
    "unit.uscc": OPERATOR,
    "unit.name": "示例平台有限公司",
    "unit.unit_type": "企业",
    "unit.registration_province": "beijing",
    "unit.registered_address": "示例市示例区示例路1号",
    "unit.public_hotline": "010-80000000",
    "unit.public_email": "service@example.cn",
}
SYSTEM_LINE = {
    "unit.uscc": OPERATOR,
    "systems.id": "main",
    "systems.name": "示例小程序平台",
    "systems.icp.number": "京ICP备20260001号-1A",
    "systems.icp.subject_name": "示例平台有限公司",
    "systems.icp.evidence_date": "2026-01-05",
    "systems.mlps.certificate_no": "11010813668-00001",
    "systems.mlps.grade": "第二级",
    "systems.mlps.subject_name": "示例平台有限公司",
    "systems.mlps.police_authority": "示例市公安局",
    "systems.mlps.issue_date": "2025-12-01",
    "systems.hosting": "云服务",
}


def operator(apps: int = 2) -> Workbook:
    """The whole workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    lines = {0: [app_line(serial) for serial in range(1, apps + 1)], 1: [UNIT_LINE], 2: [SYSTEM_LINE]}
    for place, form in enumerate(MINI_PROGRAMS.sheets):
        sheet = book.create_sheet(form.title.zh)
        sheet.append([column.title.zh for column in form.columns])
        for line in lines[place]:
            sheet.append([line.get(column.key) for column in form.columns])
    return book
