"""Who and what a filing shows: names that are somebody's already, and data about persons."""

from tests.builders import Paths
from tests.faults.cases import APP, DESCRIPTION, Edit, Fault, rule
from tests.personal_data.strings import MOBILE, OLD_ID, SECOND_ID, identity

HOTLINE = 'public_hotline: "010-80000000"'
MAILBOX = "public_email: service@example.cn"
PURPOSE = "    parallel_candidates: 3\n    purpose: 用于课堂练习\n"
NAME = "  name: 示例辛教育科技有限公司"
BREACH = "description: 学习页面植入商业广告"


def comment(code: str, what: str, path: str, old: str, new: str) -> Fault:
    """A fault in a comment, which has no field."""
    return rule(code, what, path, old, new, "")


def named(code: str, what: str, name: str) -> Fault:
    """Another name for the app of 辛, which is not numbered."""
    return rule(code, what, Paths.xin, APP, f"    name: ▸{name}\n", "apps[0].name", choose=(Paths.xin,))


FAULTS: tuple[Fault, ...] = (
    # R10: the name of another provider's live app.
    named("R10", "the name of another provider's app", "示例乙口算"),
    named("R10", "the name of an app without a number", "示例甲新课"),
    named("R10", "the name of a suspended app", "示例甲作业"),
    named("R10", "the same name with a space and a sign", "示例·乙 口算"),
    named("R10", "the same name in traditional characters", "示例甲練習"),
    # R11: too close to one.
    named("R11", "an addition to another's name", "示例乙口算官方版"),
    named("R11", "a look-alike character", "示例乙口箅"),
    named("R11", "another character of the same sound", "示例亿口算"),
    named("R11", "one character more", "示例乙小口算"),
    named("R11", "close to an app without a number", "示例甲新课Pro"),
    named("R11", "close to a suspended app", "示例甲作业2.0"),
    # R20: numbers of identity cards.
    rule("R20", "an ID number in a description", Paths.xin, DESCRIPTION, f"description: ▸张三的证件号{SECOND_ID}", "apps[0].description"),
    rule("R20", "an ID number in a unit's name", Paths.xin, NAME, f"  name: ▸示例辛{SECOND_ID}", "unit.name"),
    rule("R20", "an ID number of 15 digits", Paths.xin, DESCRIPTION, f"description: ▸证件号{OLD_ID}", "apps[0].description"),
    rule("R20", "an ID number as a licence", Paths.xin, "school_licence_no: 示教民〔2026〕1号", f'school_licence_no: ▸"{SECOND_ID}"',
         "unit.school_licence_no"),
    rule("R20", "an ID number in a use's purpose", Paths.university, PURPOSE, PURPOSE.replace("用于课堂练习", f"▸联系人证件号{SECOND_ID}"),
         "uses[0].purpose"),
    rule("R20", "an ID number in a case", Paths.case, BREACH, f"description: ▸证人{SECOND_ID}", "breaches[0].description"),
    comment("R20", "an ID number in a comment", Paths.xin, "filer: provider", f"filer: provider # 法人 ▸{SECOND_ID}"),
    # R21: mobiles.
    rule("R21", "a mobile as service phone", Paths.xin, HOTLINE, f'public_hotline: ▸"{MOBILE}"', "unit.public_hotline"),
    rule("R21", "a mobile in a description", Paths.xin, DESCRIPTION, f"description: ▸咨询张老师{MOBILE}", "apps[0].description"),
    rule("R21", "a mobile in Chinese numerals", Paths.xin, DESCRIPTION, "description: ▸咨询一三八零零一三八零零零", "apps[0].description"),
    rule("R21", "a mobile as a mailbox's name", Paths.xin, MAILBOX, f'public_email: ▸"{MOBILE}@example.cn"', "unit.public_email"),
    rule("R21", "a mobile in a use's purpose", Paths.university, PURPOSE, PURPOSE.replace("用于课堂练习", f"▸联系王老师{MOBILE}"), "uses[0].purpose"),
    rule("R21", "a mobile in a case", Paths.case, BREACH, f"description: ▸投诉人{MOBILE}", "breaches[0].description"),
    comment("R21", "a mobile in a comment on a line of its own", Paths.xin, "filer: provider\n", f"filer: provider\n  # 张三 ▸{MOBILE}\n"),
    comment("R21", "a mobile in a user filing's comment", Paths.university, "    uniform_use: false\n", f"    uniform_use: false # ▸{MOBILE}\n"),
    comment("R21", "a mobile in a case's comment", Paths.case, "state: blacklisted\n", f"state: blacklisted # 经办 ▸{MOBILE}\n"),
    # R22: mailboxes and accounts for everybody.
    rule("R22", "a mailbox for everybody", Paths.xin, MAILBOX, "public_email: ▸zhangsan@qq.com", "unit.public_email"),
    rule("R22", "a disguised mailbox", Paths.xin, DESCRIPTION, 'description: ▸"反馈 zhangsan[at]163.com"', "apps[0].description"),
    rule("R22", "a WeChat account", Paths.xin, DESCRIPTION, 'description: ▸"客服老师微信号：zhangsan_2000"', "apps[0].description"),
    rule("R22", "a QQ account as a licence", Paths.xin, "school_licence_no: 示教民〔2026〕1号", 'school_licence_no: ▸"QQ：12345678"',
         "unit.school_licence_no"),
    rule("R22", "a mailbox in a use's purpose", Paths.university, PURPOSE, PURPOSE.replace("用于课堂练习", "▸联系zhangsan@qq.com"), "uses[0].purpose"),
    rule("R22", "a QQ account in a case", Paths.case, BREACH, 'description: ▸"证人QQ：12345678"', "breaches[0].description"),
    comment("R22", "a mailbox in a comment", Paths.xin, "filer: provider", "filer: provider # ▸zhangsan@qq.com"),
)  # fmt: skip

NEIGHBOURS: tuple[Edit, ...] = (
    Edit("R10 the name of a revoked app", Paths.xin, APP, "    name: 示例甲搜题\n"),
    Edit("R10 the name of a withdrawn app", Paths.xin, APP, "    name: 示例甲直播\n"),
    Edit("R10 the name of one's own system", Paths.xin, APP, "    name: 示例学习平台\n"),
    Edit("R10 the name of an institution's own app", Paths.xin, APP, "    name: 示例校园通\n"),
    Edit("R10 one name for two apps of one provider", Paths.yi, "name: 示例乙搜索", "name: 示例乙口算"),
    Edit("R11 another brand", Paths.xin, APP, "    name: 示例戊口算\n"),
    Edit("R11 another thing of a like name", Paths.xin, APP, "    name: 示例乙阅读\n"),
    Edit("R11 a family of names of one provider", Paths.yi, "name: 示例乙搜索", "name: 示例乙口算学生版"),
    Edit("R11 an addition to a withdrawn app's name", Paths.xin, APP, "    name: 示例甲直播官方版\n"),
    Edit("R20 a number whose check digit is another", Paths.xin, DESCRIPTION, f"description: 编号{SECOND_ID[:17]}0"),
    Edit("R20 a number with a thirteenth month", Paths.xin, DESCRIPTION, f"description: 编号{identity('330106', '19001301', '001')}"),
    Edit("R20 fifteen digits as a licence", Paths.xin, "school_licence_no: 示教民〔2026〕1号", f'school_licence_no: "{OLD_ID}"'),
    Edit("R20 a number in a web address", Paths.xin, "website: https://www.example.cn/", f"website: https://www.example.cn/p/{OLD_ID}"),
    Edit("R20 a comment without data", Paths.xin, "filer: provider", "filer: provider # 2026年第1次备案，编号20260105"),
    Edit("R21 a 400 number", Paths.xin, HOTLINE, 'public_hotline: "400-810-8888"'),
    Edit("R21 eleven digits as a licence", Paths.xin, "school_licence_no: 示教民〔2026〕1号", f'school_licence_no: "{MOBILE}"'),
    Edit("R21 twelve digits", Paths.xin, DESCRIPTION, f"description: 编号{MOBILE}1"),
    Edit("R21 eleven digits that begin with 12", Paths.xin, DESCRIPTION, f"description: 编号12{MOBILE[2:]}"),
    Edit("R21 a package name with digits", Paths.xin, "package_name: cn.example.whole\n", f"package_name: cn.example.a{MOBILE}\n"),
    Edit("R21 a landline in a comment", Paths.xin, "filer: provider", "filer: provider # 010-80000000"),
    Edit("R22 a mailbox at a domain of the unit's own", Paths.xin, MAILBOX, "public_email: kefu@qq.example.cn"),
    Edit("R22 an official account", Paths.xin, DESCRIPTION, 'description: "微信公众号：shili_edu2026"'),
    Edit("R22 a group", Paths.xin, DESCRIPTION, 'description: "用户QQ群：12345678"'),
    Edit("R22 a comment with a mailbox of the unit's own", Paths.xin, "filer: provider", "filer: provider # service@example.cn"),
)  # fmt: skip
