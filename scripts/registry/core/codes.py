"""Every enumeration of the data model, each value with its Chinese and English label.

Source: the Measures and the circular where marked, otherwise product choice (see `site/pages/rules`).
"""

from enum import StrEnum
from typing import Any, Self

from pydantic import GetJsonSchemaHandler
from pydantic_core import CoreSchema

from registry.core.text import Text


class Code(StrEnum):
    """A closed list of English codes; each member carries its two labels."""

    label: Text

    def __new__(cls, code: str, zh: str, en: str) -> Self:
        """Make one member from its code and both labels."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = Text(zh, en)
        return member

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The closed list, with the labels where editors look for them."""
        return {
            "type": "string",
            "enum": [member.value for member in cls],
            "enumDescriptions": [member.label.both() for member in cls],
        }


class Filer(Code):
    """Who files (Art. 10)."""

    provider = "provider", "提供者", "Provider"
    platform = (
        "platform",
        "平台方(汇总小程序、企业号等)",
        "Platform operator (gathers mini programs and the like)",
    )


class UnitType(Code):
    """What kind of unit the provider is (Art. 10 names the groups)."""

    enterprise = "enterprise", "企业", "Enterprise"
    public_institution = "public_institution", "事业单位", "Public institution"
    school = "school", "学校", "School"
    education_authority = "education_authority", "教育行政部门", "Education authority"
    social_organisation = "social_organisation", "社会组织", "Social organisation"


class InstitutionLevel(Code):
    """What kind of institutional user it is (Art. 8: education authorities, their units, schools of all kinds)."""

    kindergarten = "kindergarten", "幼儿园", "Kindergarten"
    primary = "primary", "小学", "Primary school"
    junior_secondary = "junior_secondary", "初中", "Junior secondary school"
    nine_year = "nine_year", "九年一贯制学校", "Nine-year school"
    senior_secondary = "senior_secondary", "普通高中", "Senior secondary school"
    complete_secondary = "complete_secondary", "完全中学", "Complete secondary school"
    secondary_vocational = "secondary_vocational", "中等职业学校", "Secondary vocational school"
    special = "special", "特殊教育学校", "Special education school"
    higher = "higher", "高等学校", "Higher education institution"
    continuing = "continuing", "继续教育机构", "Continuing education institution"
    affiliated_unit = "affiliated_unit", "教育行政部门所属单位", "Unit affiliated to an education authority"
    education_authority = "education_authority", "教育行政部门", "Education authority"


class Hosting(Code):
    """Where a business system runs (decides on 自研自用)."""

    on_premises = "on_premises", "本单位机房", "On the unit's premises"
    cloud = "cloud", "云服务", "Cloud"


class MlpsGrade(Code):
    """Grade of the multi-level protection scheme."""

    grade_1 = "grade_1", "第一级", "Grade 1"
    grade_2 = "grade_2", "第二级", "Grade 2"
    grade_3 = "grade_3", "第三级", "Grade 3"
    grade_4 = "grade_4", "第四级", "Grade 4"
    grade_5 = "grade_5", "第五级", "Grade 5"


class Audience(Code):
    """Main users (Art. 2)."""

    students = "students", "学生", "Students"
    parents = "parents", "家长", "Parents"
    staff = "staff", "教职工", "Staff"


class Stage(Code):
    """Stage of education."""

    preschool = "preschool", "学前", "Preschool"
    primary = "primary", "小学", "Primary"
    junior_secondary = "junior_secondary", "初中", "Junior secondary"
    senior_secondary = "senior_secondary", "高中", "Senior secondary"
    secondary_vocational = "secondary_vocational", "中职", "Secondary vocational"
    higher = "higher", "高等教育", "Higher"
    continuing = "continuing", "继续教育", "Continuing"


class Scenario(Code):
    """Main scene of use (Art. 2)."""

    teaching = "teaching", "教学", "Teaching"
    school_management = "school_management", "学校管理", "School management"
    student_learning = "student_learning", "学生学习", "Student learning"
    student_life = "student_life", "学生生活", "Student life"
    home_school = "home_school", "家校互动", "Home-school interaction"


class TutoringClass(Code):
    """Class of off-campus tutoring."""

    subject = "subject", "学科培训类", "Subject tutoring"
    non_subject = "non_subject", "非学科培训类", "Non-subject tutoring"


class Subject(Code):
    """School subjects whose tutoring is 学科培训."""

    morality_and_law = "morality_and_law", "道德与法治", "Morality and law"
    chinese = "chinese", "语文", "Chinese"
    history = "history", "历史", "History"
    geography = "geography", "地理", "Geography"
    mathematics = "mathematics", "数学", "Mathematics"
    foreign_language = (
        "foreign_language",
        "外语(英语、日语、俄语)",
        "Foreign language (English, Japanese, Russian)",
    )
    physics = "physics", "物理", "Physics"
    chemistry = "chemistry", "化学", "Chemistry"
    biology = "biology", "生物", "Biology"


class Charging(Code):
    """What the app costs."""

    free = "free", "免费", "Free"
    paid = "paid", "付费", "Paid"
    in_app_purchase = "in_app_purchase", "应用内购买", "In-app purchase"


class ChargedTo(Code):
    """Who pays."""

    nobody = "nobody", "不收费", "Nobody"
    institution = "institution", "学校或单位", "The institution"
    students_or_parents = "students_or_parents", "学生或家长", "Students or parents"


class PersonalInfo(Code):
    """Categories of ordinary personal information."""

    account = "account", "账号、昵称", "Account, nickname"
    real_name = "real_name", "姓名", "Name"
    school_and_class = "school_and_class", "学校、班级", "School and class"
    device = "device", "设备信息", "Device information"
    usage = "usage", "使用记录", "Usage records"
    other = "other", "其他", "Other"


class SensitiveInfo(Code):
    """Categories that this registry treats as sensitive."""

    phone = "phone", "手机号", "Phone number"
    id_number = "id_number", "身份证件号", "ID number"
    face = "face", "人脸", "Face"
    voice = "voice", "声纹", "Voice print"
    fingerprint = "fingerprint", "指纹", "Fingerprint"
    precise_location = "precise_location", "精准位置", "Precise location"
    contacts = "contacts", "通讯录", "Contacts"
    health = "health", "健康信息", "Health"
    grades = "grades", "成绩", "Grades"
    photos_of_minors = "photos_of_minors", "未成年人照片", "Photos of minors"
    payment = "payment", "支付信息", "Payment"


class UseBasis(Code):
    """Why an institution uses an app: the three separate triggers of Art. 17."""

    self_developed = "self_developed", "自主开发", "Self-developed"
    self_selected = "self_selected", "自主选用", "Self-selected"
    required_by_superior = "required_by_superior", "上级部门要求使用", "Required by a superior authority"


class UseMode(Code):
    """How an institution uses an app; both need a user filing."""

    mandatory = "mandatory", "强制使用", "Mandatory"
    recommended = "recommended", "推荐使用", "Recommended"


class AuthorityKind(Code):
    """Level of an authority file."""

    ministry = "ministry", "教育部", "Ministry"
    province = "province", "省级教育行政部门", "Provincial authority"
    xpcc = "xpcc", "新疆生产建设兵团", "Xinjiang Production and Construction Corps"


class Breach(Code):
    """Categories of breach in enforcement and complaints (Opinions, campaigns, Measures)."""

    harmful_content = "harmful_content", "有害、违法不良信息", "Harmful or illegal content"
    commercial_ads = "commercial_ads", "植入商业广告", "Commercial advertising"
    games = "games", "植入游戏或游戏链接", "Games or links to games"
    irrelevant_content = "irrelevant_content", "与学习无关内容", "Content unrelated to learning"
    charging = "charging", "违规收费", "Unlawful charging"
    forced_use = "forced_use", "强制使用", "Forced use"
    bound_to_grades = "bound_to_grades", "与学分、成绩、评优挂钩", "Tied to credits, marks or awards"
    bundled_consent = "bundled_consent", "变相强迫授权", "Coerced authorisation"
    pi_no_rules = "pi_no_rules", "未公开收集使用规则", "Rules on personal information not published"
    pi_no_purpose = "pi_no_purpose", "未明示目的、方式、范围", "Purpose, manner and scope not stated"
    pi_no_consent = "pi_no_consent", "未经用户同意收集", "Collected without consent"
    pi_excessive = "pi_excessive", "违反必要原则", "More than is necessary"
    pi_shared = "pi_shared", "未经同意向他人提供", "Shared without consent"
    pi_no_deletion_or_complaint = (
        "pi_no_deletion_or_complaint",
        "未提供删除更正或投诉举报方式",
        "No deletion, correction or complaint channel",
    )
    minor_no_guardian_consent = "minor_no_guardian_consent", "未取得监护人同意", "No consent of the guardian"
    biometrics_without_assessment = (
        "biometrics_without_assessment",
        "生物识别未经论证",
        "Biometrics without an assessment",
    )
    repeated_collection = "repeated_collection", "重复采集基本信息", "Repeated collection of basic data"
    exam_oriented_burden = "exam_oriented_burden", "题海、排名、加重负担", "Exam drill, ranking, extra burden"
    photo_search = "photo_search", "拍照搜题等惰化思维", "Photo search of answers"
    unlicensed_subject_training = "unlicensed_subject_training", "无证学科培训", "Unlicensed subject tutoring"
    preschool_training = "preschool_training", "学前线上培训", "Online pre-school tutoring"
    no_icp = "no_icp", "未完成ICP备案", "No ICP filing"
    no_mlps = "no_mlps", "未完成等级保护定级备案", "No MLPS grading filing"
    security_incident = "security_incident", "安全漏洞、数据泄露", "Security hole or data leak"
    false_filing = "false_filing", "备案信息虚假或不一致", "False or inconsistent filing"
    not_updated = "not_updated", "变更未更新", "Change not updated"
    number_not_displayed = "number_not_displayed", "未公示备案信息", "Filing not displayed"
    unfiled_use = "unfiled_use", "选用未备案应用", "Use of an unfiled app"
    no_collective_decision = (
        "no_collective_decision",
        "未经集体决策选用",
        "Selected without a collective decision",
    )
    other = "other", "其他", "Other"


class OwnClock(Code):
    """Deadlines in working days for which a province may set a shorter time (names of `core.time_limits.CLOCKS`)."""

    review = "review", "核验反馈", "Feedback on a filing"
    supplement = "supplement", "补充提交", "Supplement after feedback"
    change = "change", "变更后重新备案", "Re-filing after a change"
    user_change = "user_change", "使用变更后更新", "Update after a change of use"


class RequirableField(Code):
    """Optional fields of a filing that a province may require."""

    test_report_date = "test_report_date", "等级测评报告日期", "Date of the MLPS test report"
    website = "website", "网站", "Website"
    signing_certificate = "signing_certificate", "签名证书指纹", "Signing certificate"
    complaint_entry = "complaint_entry", "投诉举报入口地址", "Complaint entry"
    parallel_candidates = "parallel_candidates", "比选的同类应用数", "Alternatives compared"
    purpose = "purpose", "用途", "Purpose"


class BreachSide(Code):
    """Who commits a breach of a category: it decides what Art. 24 can do about it."""

    provider = "provider", "提供者", "Provider"
    user = "user", "机构使用者", "Institutional user"
    either = "either", "提供者或机构使用者", "Provider or institutional user"


class BreachAction(Code):
    """What follows first (Art. 24: a demand to rectify; Point 3 of the circular: revocation at once)."""

    demand = "demand", "责令整改", "Demand to rectify"
    revocation = "revocation", "直接撤销备案", "Revocation at once"


class BreachSeverity(Code):
    """How grave a category usually is. Product choice: it orders work and lists, no measure follows from it."""

    serious = "serious", "严重", "Serious"
    ordinary = "ordinary", "一般", "Ordinary"
    minor = "minor", "轻微", "Minor"


class RectificationResult(Code):
    """What was established after a demand to rectify."""

    rectified = "rectified", "已整改", "Rectified"
    not_rectified = "not_rectified", "整改不及时", "Not rectified in time"


class ListScope(Code):
    """Whose list a unit is on."""

    national = "national", "全国", "National"
    province = "province", "省级", "Provincial"


class ListLevel(Code):
    """Which list a unit is on (grey lists are provincial practice)."""

    grey = "grey", "灰名单", "Grey list"
    black = "black", "黑名单", "Blacklist"


class ListCard(Code):
    """The colour that goes with a provincial list (practice of Guangdong)."""

    yellow = "yellow", "黄牌", "Yellow card"
    red = "red", "红牌", "Red card"


class CaseState(Code):
    """Where an enforcement case stands (Art. 24)."""

    alleged = "alleged", "线索待核实", "Alleged"
    demanded = "demanded", "已责令整改", "Rectification demanded"
    rectified = "rectified", "已整改", "Rectified"
    not_rectified = "not_rectified", "整改不及时", "Not rectified in time"
    blacklisted = "blacklisted", "列入名单", "Listed"
    criticised = "criticised", "已通报(未列入名单)", "Criticised by circular, not listed"
    expired = "expired", "期满移出", "Ended"


class ProviderStatus(Code):
    """States of an app's provider filing."""

    draft = "draft", "草稿", "Draft"
    submitted = "submitted", "已提交", "Submitted"
    under_check = "under_check", "核验中", "Being checked"
    feedback_sent = "feedback_sent", "已反馈待补充", "Feedback sent"
    supplemented = "supplemented", "已补充提交", "Supplemented"
    abandoned = "abandoned", "视为放弃备案", "Deemed abandoned"
    rejected = "rejected", "不予受理", "Rejected"
    filed = "filed", "已备案", "Filed"
    change_pending = "change_pending", "变更核验中", "Change being checked"
    suspended = "suspended", "暂时下线", "Suspended"
    withdrawn = "withdrawn", "已注销", "Withdrawn"
    revoked = "revoked", "已撤销", "Revoked"
    transferred = "transferred", "已转出", "Transferred away"


class UserStatus(Code):
    """States of an institution's use."""

    draft = "draft", "草稿", "Draft"
    submitted = "submitted", "已提交", "Submitted"
    confirmed = "confirmed", "已确认", "Confirmed"
    returned = "returned", "已退回", "Returned"
    change_pending = "change_pending", "待重新确认", "To be re-confirmed"
    invalidated = "invalidated", "已失效", "Invalidated"
    ended = "ended", "已结束使用", "Ended"


class UseState(Code):
    """What a use that was once confirmed is worth (docs/decisions/0012-uses-lapse-with-the-app.md)."""

    confirmed = "confirmed", "已确认", "Confirmed"
    lapsed = "lapsed", "因应用的备案不在有效状态而失效", "Lapsed, since the app's filing is not in force"
    invalidated = "invalidated", "确认已失效", "Confirmation no longer valid"


class EventKind(Code):
    """What can be decided and recorded in the ledger."""

    filed = "filed", "完成备案并编号", "Filed and numbered"
    changed = "changed", "变更备案", "Change filed"
    confirmed = "confirmed", "确认使用", "Use confirmed"
    reconfirmed = "reconfirmed", "重新确认使用", "Use re-confirmed"
    suspended = "suspended", "暂时下线", "Suspended"
    reinstated = "reinstated", "恢复备案", "Reinstated"
    revoked = "revoked", "撤销备案", "Revoked"
    withdrawn = "withdrawn", "注销备案", "Withdrawn"
    transferred = "transferred", "变更提供者", "Transferred to another provider"
    invalidated = "invalidated", "使用备案失效", "Use invalidated"
    ended = "ended", "结束使用", "Use ended"
    blacklisted = "blacklisted", "列入黑名单", "Blacklisted"
    bar_lifted = "bar_lifted", "移出名单", "Bar lifted"


LIVE: frozenset[ProviderStatus] = frozenset({ProviderStatus.filed, ProviderStatus.change_pending})
"""States in which an institution may newly choose the app."""

HOLDS_IDENTIFIERS: frozenset[ProviderStatus] = frozenset(
    {ProviderStatus.filed, ProviderStatus.change_pending, ProviderStatus.suspended}
)
"""States in which an app keeps its package name and bundle id to itself."""

EVERY_CODE: tuple[type[Code], ...] = (
    Filer, UnitType, InstitutionLevel, Hosting, MlpsGrade, Audience, Stage, Scenario, TutoringClass, Subject,
    Charging, ChargedTo, PersonalInfo, SensitiveInfo, UseBasis, UseMode, AuthorityKind, OwnClock, RequirableField, Breach,
    BreachSide, BreachAction, BreachSeverity, RectificationResult, ListScope, ListLevel, ListCard,
    CaseState, ProviderStatus, UserStatus, UseState, EventKind,
)  # fmt: skip
"""All enumerations, for the dictionary and the completeness tests."""
