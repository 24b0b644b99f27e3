"""The spreadsheets that there are: which sheets they have, and which columns stand in each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from registry.core import paths
from registry.core.fields import Record
from registry.core.filing import ProviderFiling
from registry.core.sheet.columns import Column, Holds, column
from registry.core.text import Text
from registry.core.use import UserFiling

KindName = Literal["users", "mini-programs"]


@dataclass(frozen=True, slots=True)
class SheetForm:
    """One sheet: its title, what it holds, and its columns. `names_row` are the columns without which no row can be told
    from another; `list_key` is that of the list whose items are its rows, empty where a row is of the unit as a whole.

    An item is known by the first of `item_names` that a row gives; a new one without an id gets one that starts with `prefix`.
    `may_end`: an item may be taken away.
    """

    title: Text
    columns: tuple[Column, ...]
    names_row: tuple[str, ...]
    list_key: str = ""
    item_names: tuple[str, ...] = ()
    prefix: str = ""
    may_end: bool = False

    def column(self, key: str) -> Column:
        """A column by its key. Raises StopIteration if there is none."""
        return next(one for one in self.columns if one.key == key)


@dataclass(frozen=True, slots=True)
class SheetKind:
    """A kind of spreadsheet: what it is called on the command line, what it is about, the filings it gives, and its sheets.

    `unit` is the block of the filing that tells whose it is, `authority` the key of the field that decides where it lies; a new filing
    begins with `start`.
    """

    name: KindName
    title: Text
    model: type[UserFiling] | type[ProviderFiling]
    file_kind: Literal["user", "provider"]
    unit: str
    authority: str
    start: Mapping[str, str]
    sheets: tuple[SheetForm, ...]

    @property
    def code(self) -> str:
        """The key of the unit's code."""
        return f"{self.unit}.uscc"

    def path(self, folder: str, uscc: str) -> str:
        """Where a unit's filing belongs."""
        return (
            paths.user_path(folder, uscc) if self.file_kind == "user" else paths.provider_path(folder, uscc)
        )

    def sheet_of(self, key: str) -> SheetForm:
        """The sheet that a column stands in; the first, if it stands in several or none."""
        return next(
            (one for one in self.sheets if any(column.key == key for column in one.columns)), self.sheets[0]
        )


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
OWN_APP = "own_app"
"""Key of the column that names an app developed for own use, of which a sheet holds nothing else."""


def _columns(model: type[Record], *keys: tuple[str, str] | tuple[str, str, bool]) -> tuple[Column, ...]:
    made = (column(model, key[0], key[1], with_block=len(key) == 3) for key in keys)
    given = {"uses.id", "apps.id"}  # a new item gets one
    return tuple(replace(one, required=False) if one.key in given else one for one in made)


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
            (OWN_APP,), Text("自研自用的应用", "Own app"), Holds.text,
            hint=Text("导出时写明自研自用应用的名称，供核对；自研自用请用网页表单填写。",
                      "Exports name an app developed for own use here; such an app is filed with the form on the site."),
        ),
    ),
    ("institution.uscc", "uses.number"),
    "uses",
    ("uses.id", "uses.number", OWN_APP),
    "use",
    may_end=True,
)  # fmt: skip

USERS = SheetKind(
    "users", Text("机构使用者备案", "Institutions' uses of apps"), UserFiling, "user", "institution", "institution.competent_authority",
    {"schema": "user-filing/v1"}, (_USES,),
)  # fmt: skip

_OPERATOR = column(ProviderFiling, "unit.uscc", "91110108MA900001XW")
_APPS = SheetForm(
    Text("小程序", "Mini programs"),
    (
        ACTION,
        _OPERATOR,
        *_columns(
            ProviderFiling,
            ("apps.name", "示例口算"),
            ("apps.platforms.mini_program.app_id", "wx00000000000000a1"),
            ("apps.developer.name", "示例开发有限公司", True),
            ("apps.developer.uscc", "91440300MA9000L01Q", True),
            ("apps.system_id", "main"),
            ("apps.version", "1.0.0"),
            ("apps.last_updated", "2026-03-01"),
            ("apps.description", "口算练习"),
            ("apps.audience", "学生"),
            ("apps.stages", "小学"),
            ("apps.scenario", "学生学习"),
            ("apps.tutoring_class", ""),
            ("apps.subjects", ""),
            ("apps.charging", "免费"),
            ("apps.charged_to", "不收费"),
            ("apps.ads", "否"),
            ("apps.games", "否"),
            ("apps.ugc", "否"),
            ("apps.photo_search", "否"),
            ("apps.personal_info.collects", "否"),
            ("apps.personal_info.categories", ""),
            ("apps.personal_info.sensitive", ""),
            ("apps.personal_info.biometrics", "否"),
            ("apps.personal_info.minors_under_14", "是"),
            ("apps.personal_info.guardian_consent_method", ""),
            ("apps.personal_info.privacy_policy_url", ""),
            ("apps.personal_info.child_policy_url", ""),
            ("apps.personal_info.complaint_entry_url", ""),
            ("apps.withdrawal.requested_on", ""),
            ("apps.withdrawal.reason", ""),
            ("apps.id", ""),
        ),
    ),
    ("unit.uscc", "apps.platforms.mini_program.app_id"),
    "apps",
    ("apps.id", "apps.platforms.mini_program.app_id"),
    "app",
)
_SYSTEMS = SheetForm(
    Text("业务系统", "Business systems"),
    (
        ACTION,
        _OPERATOR,
        *_columns(
            ProviderFiling,
            ("systems.id", "main"),
            ("systems.name", "示例小程序平台"),
            ("systems.icp.number", "京ICP备20260001号-1A"),
            ("systems.icp.subject_name", "示例平台有限公司"),
            ("systems.icp.evidence_date", "2026-01-05"),
            ("systems.mlps.certificate_no", "11010813668-00001"),
            ("systems.mlps.grade", "第二级"),
            ("systems.mlps.subject_name", "示例平台有限公司"),
            ("systems.mlps.police_authority", "示例市公安局"),
            ("systems.mlps.issue_date", "2025-12-01"),
            ("systems.mlps.test_report_date", ""),
            ("systems.hosting", "云服务"),
            ("systems.third_party_developer.name", ""),
            ("systems.third_party_developer.uscc", ""),
            ("systems.subject_mismatch_explained", ""),
            ("systems.evidence_sha256", ""),
        ),
    ),
    ("unit.uscc", "systems.id"),
    "systems",
    ("systems.id",),
    "system",
)
_UNIT = SheetForm(
    Text("平台方", "Operator"),
    (
        ACTION,
        _OPERATOR,
        *_columns(
            ProviderFiling,
            ("unit.name", "示例平台有限公司"),
            ("unit.unit_type", "企业"),
            ("unit.registration_province", "beijing"),
            ("unit.registered_address", "示例市示例区示例路1号"),
            ("unit.head_office.name", "", True),
            ("unit.head_office.uscc", "", True),
            ("unit.public_hotline", "010-80000000"),
            ("unit.public_email", "service@example.cn"),
            ("unit.website", "https://www.example.cn/"),
            ("unit.school_licence_no", ""),
        ),
    ),
    ("unit.uscc", "unit.name"),
)
MINI_PROGRAMS = SheetKind(
    "mini-programs", Text("平台方汇总的小程序", "Mini programs gathered by a platform operator"), ProviderFiling, "provider", "unit",
    "unit.registration_province", {"schema": "provider-filing/v1", "filer": "platform"}, (_APPS, _UNIT, _SYSTEMS),
)  # fmt: skip

KINDS: Mapping[str, SheetKind] = {USERS.name: USERS, MINI_PROGRAMS.name: MINI_PROGRAMS}
"""By name."""
