"""The spreadsheets that there are: which sheets they have, and which columns stand in each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from registry.core.fields import Record
from registry.core.sheet.columns import Column, Holds, column
from registry.core.text import Text
from registry.core.use import UserFiling

KindName = Literal["users", "mini-programs"]


@dataclass(frozen=True, slots=True)
class SheetForm:
    """One sheet: its title, what it holds, and its columns. `names_row` are the columns without which no row can be told
    from another; `list_key` is that of the list whose items are its rows.
    """

    title: Text
    columns: tuple[Column, ...]
    names_row: tuple[str, ...]
    list_key: str = ""

    def column(self, key: str) -> Column:
        """A column by its key. Raises StopIteration if there is none."""
        return next(one for one in self.columns if one.key == key)


@dataclass(frozen=True, slots=True)
class SheetKind:
    """A kind of spreadsheet: what it is called on the command line, what it is about, the filings it gives, and its sheets."""

    name: KindName
    title: Text
    model: type[Record]
    sheets: tuple[SheetForm, ...]


ACTION = Column(
    ("action",),
    Text("处理", "Action"),
    Holds.text,
    hint=Text(
        "一般留空。“示例”“跳过”的行不导入；“结束使用”表示该单位不再使用此应用。",
        "Usually empty. A row marked “example” or “skip” is left out; “end” says that the unit no longer uses the app.",
    ),
)
"""The first column of every sheet: it is about the row, not about the filing."""


def _columns(model: type[Record], *keys: tuple[str, str] | tuple[str, str, bool]) -> tuple[Column, ...]:
    made = (column(model, key[0], key[1], with_block=len(key) == 3) for key in keys)
    return tuple(replace(one, required=False) if one.keys[-1:] == ("id",) else one for one in made)


_USES = SheetForm(
    Text("使用备案", "Uses"),
    (
        ACTION,
        *_columns(
            UserFiling,
            ("institution.name", "示例市示例区第一小学"),
            ("institution.uscc", "12330106MB9000H01T"),
            ("institution.school_code", "3133001234"),
            ("institution.level", "小学"),
            ("institution.province", "zhejiang"),
            ("institution.city", "330100"),
            ("institution.county", "330106"),
            ("institution.competent_authority", "zhejiang/330100/330106"),
            ("institution.selection_system", "示教校〔2025〕6号"),
            ("uses.number", "教APP备1190001号"),
            ("uses.basis", "自主选用"),
            ("uses.mode", "推荐使用"),
            ("uses.decision.collective", "是"),
            ("uses.decision.document_ref", "校务会纪要〔2026〕3号"),
            ("uses.decision.date", "2026-01-20"),
            ("uses.required_by.authority", ""),
            ("uses.required_by.document_no", "", True),
            ("uses.audience", "学生；教职工"),
            ("uses.uniform_use", "否"),
            ("uses.fee_to_students_or_parents", "否"),
            ("uses.large_scale_personal_info", "否"),
            ("uses.user_opinion_sought", "是"),
            ("uses.biometrics", "否"),
            ("uses.assessment_done", "否"),
            ("uses.parallel_candidates", "3"),
            ("uses.purpose", "用于课堂练习"),
            ("uses.start_date", "2026-03-16"),
            ("uses.changed_on", ""),
            ("uses.id", ""),
        ),
        Column(
            ("own_app",), Text("自研自用的应用", "Own app"), Holds.text,
            hint=Text("导出时写明自研自用应用的名称，供核对；自研自用请用网页表单填写。",
                      "Exports name an app developed for own use here; such an app is filed with the form on the site."),
        ),
    ),
    ("institution.uscc", "uses.number"),
    "uses",
)  # fmt: skip

USERS = SheetKind("users", Text("机构使用者备案", "Institutions' uses of apps"), UserFiling, (_USES,))

KINDS: Mapping[str, SheetKind] = {USERS.name: USERS}
"""By name."""
