"""An institution's filing (Annex 2): which apps it uses, on what basis (Art. 17-21)."""

from typing import Annotated, Literal

from pydantic import Field

from registry.core.codes import Audience, InstitutionLevel, UseBasis, UseMode
from registry.core.fields import (
    AuthorityPath,
    Day,
    DivisionCode,
    DocumentNo,
    FilingNumber,
    ItemId,
    Line,
    Many,
    Maybe,
    Name,
    Record,
    SchoolCode,
    Slug,
    Uscc,
    words,
)  # fmt: skip
from registry.core.filing import App, BusinessSystem
from registry.core.text import Text


class Institution(Record):
    """The institutional user. Its competent authority is stated, never guessed from the address (Art. 19)."""

    name: Name = words("单位名称", "Name")
    uscc: Uscc = words("统一社会信用代码", "Unified social credit code")
    school_code: Maybe[SchoolCode] = words("学校标识码", "School code", default=None)
    level: InstitutionLevel = words("单位类别", "Kind of institution", strict=False)
    province: Slug = words("所在省", "Province", example="zhejiang")
    city: Maybe[DivisionCode] = words("所在市", "City", default=None)
    county: Maybe[DivisionCode] = words("所在县(区)", "County", default=None)
    competent_authority: AuthorityPath = words(
        "主管教育行政部门", "Competent education authority",
        hint=Text("按隶属关系填写，与文件所在目录一致。", "By administrative affiliation; the folder that the file lies in."),
        example="zhejiang/330100/330106",
    )  # fmt: skip
    selection_system: Maybe[DocumentNo] = words(
        "选用制度文件", "Selection system", default=None, example="示教校〔2025〕6号",
        hint=Text("本单位教育移动应用选用制度的文号或文件名(第八条)；有自主选用的应用时填写。",
                  "Number or title of the unit's rules on selecting apps (Art. 8); to be given where an app is self-selected."),
    )  # fmt: skip


class SelfDeveloped(Record):
    """自研自用: the provider data inline, instead of a number (Art. 21)."""

    system: BusinessSystem = words("业务系统", "Business system")
    app: App = words("应用", "App")


class Decision(Record):
    """How the institution decided."""

    collective: bool = words("是否集体决策", "Collective decision")
    document_ref: DocumentNo = words("会议纪要或文件", "Minutes or document")
    date: Day = words("决策日期", "Date of the decision")


class RequiredBy(Record):
    """The superior authority that requires the use."""

    authority: AuthorityPath = words("要求使用的上级部门", "Superior authority")
    document_no: DocumentNo = words("文号", "Document number")


class Use(Record):
    """One app that the institution uses."""

    id: ItemId = words("使用编号(文件内)", "Use id (within the file)", example="use-1")
    number: Maybe[FilingNumber] = words(
        "应用备案号", "Filing number of the app", default=None,
        hint=Text("自研自用的应用不填备案号，改填“自研自用”(self_developed)。", "For an app developed for own use leave it out and fill “Self-developed for own use” (self_developed)."),
    )  # fmt: skip
    self_developed: Maybe[SelfDeveloped] = words("自研自用", "Self-developed for own use", default=None)
    basis: UseBasis = words("使用依据", "Basis of use", strict=False)
    mode: UseMode = words("使用方式", "Mode of use", strict=False)
    decision: Decision = words("决策", "Decision")
    required_by: Maybe[RequiredBy] = words("上级要求", "Required by", default=None)
    audience: Annotated[Many[Annotated[Audience, Field(strict=False)]], Field(min_length=1, max_length=3)] = (
        words("使用对象", "Audience")
    )
    uniform_use: bool = words("是否统一使用", "Used uniformly")
    fee_to_students_or_parents: bool = words("是否向学生或家长收费", "Charges students or parents")
    large_scale_personal_info: bool = words(
        "是否大规模收集个人信息", "Collects personal information on a large scale"
    )
    user_opinion_sought: bool = words("是否征求师生、家长意见", "Users' views sought")
    biometrics: bool = words("是否使用生物识别", "Uses biometrics")
    assessment_done: bool = words("是否经过论证", "Assessment done")
    parallel_candidates: Maybe[Annotated[int, Field(ge=0, le=99)]] = words(
        "比选的同类应用数", "Alternatives compared", default=None
    )
    purpose: Maybe[Line] = words("用途", "Purpose", default=None)
    start_date: Day = words("开始使用日期", "Start of use")
    changed_on: Maybe[Day] = words(
        "变更日期", "Changed on", default=None,
        hint=Text("已确认的使用发生变更时填写变更发生的日期，10个工作日内更新(第二十条)；仅更正错字的不填。",
                  "When a confirmed use changes: the day of the change, to be filed within 10 working days (Art. 20); not for a mere correction."),
    )  # fmt: skip


class UserFiling(Record):
    """The whole file `filings/users/<authority path>/<USCC>.yaml`."""

    schema_: Annotated[Literal["user-filing/v1"], words("格式", "Format")] = Field(alias="schema")
    institution: Institution = words("机构使用者", "Institutional user")
    uses: Annotated[Many[Use], Field(min_length=1, max_length=200)] = words("使用的应用", "Apps used")

    @property
    def uscc(self) -> str:
        """The institution's code."""
        return self.institution.uscc
