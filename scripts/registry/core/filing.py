"""A provider's filing (Annex 1): the unit, its business systems, its apps (Art. 12)."""

from typing import Annotated, Literal

from pydantic import Field

from registry.core.codes import (
    Audience,
    ChargedTo,
    Charging,
    Filer,
    Hosting,
    MlpsGrade,
    PersonalInfo,
    Scenario,
    SensitiveInfo,
    Stage,
    Subject,
    TutoringClass,
    UnitType,
)  # fmt: skip
from registry.core.fields import (
    AndroidPackage,
    AppStoreId,
    AppVersion,
    Day,
    Email,
    FilingNumber,
    Hotline,
    IcpNumber,
    IosBundle,
    ItemId,
    Line,
    Many,
    Maybe,
    MlpsCertificate,
    Name,
    Record,
    SchoolCode,
    Sha256,
    SigningCertificate,
    Slug,
    Url,
    Uscc,
    WechatAppId,
    words,
)  # fmt: skip
from registry.core.text import Text

__all__ = [
    "App",
    "BusinessSystem",
    "ProviderFiling",
    "ProviderUnit",
    "SchoolCode",
    "UnitReference",
    "Withdrawal",
]


class UnitReference(Record):
    """Another unit, named by name and code."""

    name: Name = words("单位名称", "Unit name")
    uscc: Uscc = words("统一社会信用代码", "Unified social credit code")


class ProviderUnit(Record):
    """The unit that provides the apps; unit-level contacts only, never a person's."""

    name: Name = words(
        "单位名称",
        "Unit name",
        hint=Text("与营业执照或法人证书一致的全称。", "The full legal name, as on the licence."),
    )
    uscc: Uscc = words("统一社会信用代码", "Unified social credit code")
    unit_type: UnitType = words("单位类型", "Kind of unit", strict=False)
    registration_province: Slug = words(
        "注册地(省级)", "Province of registration",
        hint=Text("决定由哪个省级教育行政部门核验(第十条)；新疆生产建设兵团单列(xpcc)。",
                  "Decides which provincial authority checks the filing (Art. 10); the XPCC (xpcc) is one of them."),
        example="beijing",
    )  # fmt: skip
    registered_address: Line = words("注册地址", "Registered address")
    head_office: Maybe[UnitReference] = words("总公司", "Head office", default=None)
    covers_subsidiaries: Annotated[Many[UnitReference], Field(max_length=200)] = words(
        "一并备案的子公司、分支机构", "Subsidiaries and branches covered", default=(),
        hint=Text("总公司替子公司、分支机构汇总备案时逐个填写(第十一条)；没有的不填。", "Each one that this head office files for (Art. 11); none, if it files for itself alone."),
    )  # fmt: skip
    public_hotline: Hotline = words(
        "服务电话",
        "Service phone",
        hint=Text("单位对外公布的电话，不填个人手机。", "The unit's published phone, not a person's."),
    )
    public_email: Email = words(
        "服务邮箱",
        "Service mailbox",
        hint=Text("单位公开邮箱，不填个人邮箱。", "The unit's public mailbox, not a person's."),
    )
    website: Maybe[Url] = words("网站", "Website", default=None)
    school_licence_no: Maybe[Line] = words(
        "办学许可证号", "School-running licence number", default=None,
        hint=Text("仅学科培训类填写。", "Subject tutoring only."),
    )  # fmt: skip


class Icp(Record):
    """ICP filing of a business system (Art. 9)."""

    number: IcpNumber = words("ICP备案号", "ICP filing number")
    subject_name: Name = words("ICP备案主体", "Subject of the ICP filing")
    evidence_date: Day = words("查询页面截图日期", "Date of the query screenshot")


class Mlps(Record):
    """Grading filing under the multi-level protection scheme (Art. 9)."""

    certificate_no: MlpsCertificate = words("等级保护备案证明编号", "MLPS certificate number")
    grade: MlpsGrade = words("等级", "Grade", strict=False)
    subject_name: Name = words("定级备案单位", "Subject of the grading filing")
    police_authority: Name = words("受理公安机关", "Police authority")
    issue_date: Day = words("发证日期", "Date of issue")
    test_report_date: Maybe[Day] = words("等级测评报告日期", "Date of the test report", default=None)


class ThirdPartyDeveloper(Record):
    """The developer when it is not the provider (decided by copyright)."""

    name: Name = words("开发单位名称", "Developer's name")
    uscc: Maybe[Uscc] = words(
        "开发单位统一社会信用代码", "Developer's unified social credit code", default=None
    )


class BusinessSystem(Record):
    """A back end; one system may serve several apps and carries the ICP and MLPS evidence."""

    id: ItemId = words(
        "系统编号(文件内)", "System id (within the file)", example="main",
        hint=Text("只在本文件内使用，应用据此写明属于哪个系统；可以不改。", "Used within this file only, to say which system an app belongs to; may stay as it is."),
    )  # fmt: skip
    name: Name = words("系统名称", "Name of the system")
    icp: Maybe[Icp] = words("ICP备案", "ICP filing", default=None)
    mlps: Maybe[Mlps] = words("等级保护定级备案", "MLPS grading filing", default=None)
    hosting: Hosting = words("部署方式", "Hosting", strict=False)
    third_party_developer: Maybe[ThirdPartyDeveloper] = words(
        "第三方开发者", "Third-party developer", default=None
    )
    subject_mismatch_explained: Maybe[bool] = words(
        "已提交主体不一致说明", "Mismatch of subjects explained", default=None,
        hint=Text("ICP或等级保护主体与本单位、开发者都不一致时，须另交说明函。",
                  "A letter is needed when the ICP or MLPS subject is neither this unit nor the developer."),
    )  # fmt: skip
    evidence_sha256: Annotated[Many[Sha256], Field(max_length=20)] = words(
        "证明材料摘要(SHA-256)", "Digests of the evidence files (SHA-256)", default=()
    )


class Android(Record):
    """The Android client."""

    package_name: AndroidPackage = words("包名", "Package name", example="cn.example.app")
    signing_cert_sha256: Maybe[SigningCertificate] = words(
        "签名证书指纹", "Signing certificate", default=None
    )
    store_urls: Annotated[Many[Url], Field(max_length=20)] = words(
        "应用商店地址", "Store addresses", default=()
    )


class Ios(Record):
    """The iOS client."""

    bundle_id: IosBundle = words("Bundle ID", "Bundle id", example="cn.example.app")
    app_store_id: Maybe[AppStoreId] = words("App Store 编号", "App Store id", default=None)
    store_urls: Annotated[Many[Url], Field(max_length=20)] = words(
        "应用商店地址", "Store addresses", default=()
    )


class MiniProgram(Record):
    """A WeChat mini program, filed by the platform operator (Art. 10)."""

    app_id: WechatAppId = words("小程序 AppID", "Mini program AppID")


class Platforms(Record):
    """Where the app runs; at least one."""

    android: Maybe[Android] = words("安卓", "Android", default=None)
    ios: Maybe[Ios] = words("iOS", "iOS", default=None)
    mini_program: Maybe[MiniProgram] = words("小程序", "Mini program", default=None)


class PersonalInformation(Record):
    """What personal information the app collects, and on what terms."""

    collects: bool = words("是否收集个人信息", "Collects personal information")
    categories: Annotated[Many[Annotated[PersonalInfo, Field(strict=False)]], Field(max_length=20)] = words(
        "个人信息类别", "Categories", default=()
    )
    sensitive: Annotated[Many[Annotated[SensitiveInfo, Field(strict=False)]], Field(max_length=20)] = words(
        "敏感个人信息类别", "Sensitive categories", default=()
    )
    biometrics: bool = words("是否使用生物识别", "Uses biometrics")
    minors_under_14: bool = words("是否涉及不满十四周岁未成年人", "Concerns minors under 14")
    guardian_consent_method: Maybe[Line] = words("监护人同意方式", "How guardians consent", default=None)
    privacy_policy_url: Maybe[Url] = words("隐私政策地址", "Privacy policy", default=None)
    child_policy_url: Maybe[Url] = words(
        "儿童个人信息保护规则地址", "Rules for children's information", default=None
    )
    complaint_entry_url: Maybe[Url] = words("投诉举报入口地址", "Complaint entry", default=None)


class Withdrawal(Record):
    """The provider's request to end an app's filing; the entry stays, so that the number never stands without its filing."""

    requested_on: Day = words("申请注销日期", "Requested on")
    reason: Line = words("注销原因", "Reason")


class App(Record):
    """One client app; the filing number is given per app."""

    id: ItemId = words(
        "应用编号(文件内)", "App id (within the file)", example="reader",
        hint=Text("备案后不再更改。", "Stays the same once filed."),
    )  # fmt: skip
    name: Name = words("应用名称", "Name of the app")
    system_id: ItemId = words("所属业务系统编号", "Id of its business system", example="main")
    platforms: Platforms = words("平台", "Platforms")
    version: AppVersion = words("版本", "Version", example="1.0.0")
    last_updated: Day = words("最近更新日期", "Last updated")
    description: Maybe[Line] = words("功能简介", "Description", default=None)
    developer: Maybe[UnitReference] = words(
        "小程序开发单位", "Developer of the mini program", default=None,
        hint=Text("仅平台方汇总备案时填写：小程序是谁的(第十条)。",
                  "Only where a platform operator gathers mini programs: whose it is (Art. 10)."),
    )  # fmt: skip
    audience: Annotated[Many[Annotated[Audience, Field(strict=False)]], Field(min_length=1, max_length=3)] = (
        words("使用对象", "Audience")
    )
    stages: Annotated[Many[Annotated[Stage, Field(strict=False)]], Field(min_length=1, max_length=7)] = words(
        "学段", "Stages"
    )
    scenario: Annotated[Many[Annotated[Scenario, Field(strict=False)]], Field(min_length=1, max_length=5)] = (
        words("使用场景", "Scenario")
    )
    tutoring_class: Maybe[TutoringClass] = words("培训类别", "Tutoring class", default=None, strict=False)
    subjects: Annotated[Many[Annotated[Subject, Field(strict=False)]], Field(max_length=9)] = words(
        "学科", "Subjects", default=()
    )
    charging: Charging = words("收费方式", "Charging", strict=False)
    charged_to: ChargedTo = words("收费对象", "Charged to", strict=False)
    ads: bool = words("是否含广告", "Shows advertising")
    games: bool = words("是否含游戏", "Holds games")
    ugc: bool = words("是否含用户发布内容", "Holds content published by users")
    photo_search: bool = words("是否有拍照搜题功能", "Offers photo search of answers")
    personal_info: PersonalInformation = words("个人信息", "Personal information")
    withdrawal: Maybe[Withdrawal] = words(
        "申请注销", "Withdrawal", default=None,
        hint=Text("停止运营时填写；登记后备案终止，不能恢复，备案号不再使用。",
                  "To end the filing; once recorded it has ended for good and its number is not used again."),
    )  # fmt: skip
    transferred_to: Maybe[UnitReference] = words(
        "转让给", "Transferred to", default=None,
        hint=Text("转让应用时由转出方填写；接收方在自己的备案文件中填写“接收的备案号”(takes_over)，备案号不变。",
                  "Written by the unit that gives the app away; the other writes takes_over in its own filing. The number stays."),
    )  # fmt: skip
    takes_over: Maybe[FilingNumber] = words(
        "接收的备案号", "Takes over", default=None,
        hint=Text("接收其他单位转让的应用时填写它的备案号。", "The number of an app that another unit transfers to this one."),
    )  # fmt: skip


class ProviderFiling(Record):
    """The whole file `filings/providers/<authority>/<xx>/<USCC>.yaml`."""

    schema_: Annotated[Literal["provider-filing/v1"], words("格式", "Format")] = Field(alias="schema")
    filer: Filer = words(
        "备案人", "Filer", default=Filer.provider, strict=False,
        hint=Text("自己的应用自己备案的，不用选；平台方汇总小程序、企业号等才选“平台方”(第十条)。",
                  "Leave it if you file your own apps; “platform” is for an operator who gathers mini programs (Art. 10)."),
    )  # fmt: skip
    unit: ProviderUnit = words("单位信息", "Unit")
    systems: Annotated[Many[BusinessSystem], Field(min_length=1, max_length=200)] = words(
        "业务系统", "Business systems"
    )
    apps: Annotated[Many[App], Field(min_length=1, max_length=200)] = words("教育移动应用", "Apps")

    @property
    def uscc(self) -> str:
        """The unit's code."""
        return self.unit.uscc
