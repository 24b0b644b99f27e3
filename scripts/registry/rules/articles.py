"""The Measures (教技厅〔2019〕3号): every article and every point of the notice that issued them, with who makes sure of it.

Each is checked by code, looked at by a named person, or not about filings; some are both of the first two. The wording is our
paraphrase; the official text stands with the Ministry.
"""

from dataclasses import dataclass
from enum import StrEnum

from registry.core.text import Text
from registry.rules import book
from registry.rules.catalogue import RULES


class Checker(StrEnum):
    """Who makes sure of an article."""

    code = "code"
    person = "person"
    both = "both"
    nobody = "nobody"


@dataclass(frozen=True, slots=True)
class Look:
    """What a person must look at: who that is, and what to look at. `reply` is what to write back where it is not so; `…` is filled in."""

    who: Text
    at: Text
    reply: Text | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article: `key` as rules cite it, what it says in brief, and who makes sure of it.

    `through` are codes of rules that cite another article but carry this one out as well. `looks` are for people. `why_not` says why
    nobody checks it on filings; an article has it exactly if it has neither codes nor looks.
    """

    key: str
    gist: Text
    through: tuple[str, ...] = ()
    looks: tuple[Look, ...] = ()
    why_not: Text | None = None

    @property
    def codes(self) -> list[str]:
        """Codes of the rules that rest on it, then of those that carry it out as well."""
        own = [rule.code for rule in book.every_rule() if rule.article == self.key]
        return own + [code for code in self.through if code not in own]

    @property
    def checker(self) -> Checker:
        """Who makes sure of it."""
        if self.looks:
            return Checker.both if self.codes else Checker.person
        return Checker.code if self.codes else Checker.nobody


PROVINCE = Text("省级教育行政部门的审核人员", "reviewer of the provincial authority")
COMPETENT = Text("主管教育行政部门的确认人员", "confirming officer of the competent authority")
MINISTRY = Text("教育部的监督人员", "supervising officer of the Ministry")
PUBLIC = Text("公众", "the public")


def _nobody(zh: str, en: str) -> Text:
    return Text(f"不涉及备案内容：{zh}", f"Not about filings: {en}")


ARTICLES: tuple[Article, ...] = (
    Article(
        "Point 1",
        Text("各单位明确职能部门；省级统筹组织企业等单位做提供者备案，指导做使用者备案。", "Units name a responsible function; provinces organise provider filing and guide user filing."),
        why_not=_nobody("规定各单位内部的分工。", "it assigns tasks within the units."),
    ),
    Article(
        "Point 2",
        Text("现有应用于2019-12-01至2020-01-31备案，此后依托平台常态化开展，动态更新。", "Existing apps were filed from 2019-12-01 to 2020-01-31; since then filing runs continuously and is kept up to date."),
        through=("A15-2",),
    ),
    Article(
        "Point 3",
        Text("缓冲期内ICP备案和等级保护定级备案不作前置条件；此后未完成的撤销并通报。", "Within the buffer period ICP and MLPS filings are no prerequisites; afterwards filings without them are revoked and announced."),
        looks=(Look(PROVINCE, Text("缓冲期满仍缺ICP或等级保护备案的，立案撤销(违规类别 no_icp、no_mlps)。", "filings that still lack ICP or MLPS after the buffer: open a case and revoke (categories no_icp, no_mlps).")),),
    ),
    Article(
        "Point 4",
        Text("做好政策解读和宣传。", "Explain and publicise the policy."),
        why_not=_nobody("由办理指南和帮助页面配合。", "the guides and help pages serve it."),
    ),
    Article(
        "Point 5",
        Text("建立监测预警通报机制；2020-02-01起公众可查询并监督。", "Monitoring, early warning and notification; public query since 2020-02-01."),
        looks=(Look(PROVINCE, Text("监测中发现的隐患和安全事件，按第二十四条立案(违规类别 security_incident)。", "hidden problems and security incidents found by monitoring: open a case under Art. 24 (category security_incident).")),),
    ),
    Article(
        "Art. 1",
        Text("目的和依据；加强事中事后监管。", "Purpose and basis; oversight during and after operation."),
        why_not=_nobody("说明立法目的。", "it states the purpose."),
    ),
    Article(
        "Art. 2",
        Text("教育移动应用：以教职工、学生、家长为主要用户，以教育、学习为主要场景，服务学校教学与管理、学生学习与生活、家校互动。", "An educational mobile app has staff, students and parents as main users and education and learning as its main scene."),
        looks=(Look(PROVINCE, Text("应用的实际功能是否属于备案范围：通用工具、公开考试培训不在范围内，其教育版在范围内。", "whether what the app really does is in scope: general tools and training for public examinations are not, their education editions are."), Text("不予受理：应用的实际功能是……，不属于备案范围（第二条）。如有面向学校的教育版，请以教育版备案。", "/reject The app is really …, which is out of scope (Art. 2). If there is an education edition, please file that one.")),),
    ),
    Article(
        "Art. 3",
        Text("提供者备案按属地原则，使用者备案按隶属关系。", "Provider filing by location, user filing by administrative affiliation."),
        through=("A10-1", "A19-1", "R07"),
    ),
    Article(
        "Art. 4",
        Text("全程网上办理，一省备案全国有效，结果公示并接受监督。", "All online; filed in one province, valid in the whole country; results are published."),
        through=("A11-1",),
    ),
    Article(
        "Art. 5",
        Text("教育部统筹；组织直属单位和部属高校做使用者备案。", "The Ministry coordinates and organises user filing of its units and the universities directly under it."),
        through=("A19-1", "A19-2"),
        looks=(Look(MINISTRY, Text("moe 目录中的机构是否确为直属单位或部属高校。", "whether an institution in the folder moe is a unit or university directly under the Ministry."), Text("不予受理：……不是教育部直属单位或部属高校，请按隶属关系放入……目录后重新提交（第五条、第十九条）。", "/reject … is no unit or university directly under the Ministry; please move the file to the folder … by affiliation and submit it again (Art. 5, 19).")),),
    ),
    Article(
        "Art. 6",
        Text("省级教育行政部门统筹本地区备案工作。", "The provincial authority coordinates filing in its region."),
        why_not=_nobody("规定各级职责；由目录和评审分工体现。", "it assigns duties, which the folders and the review follow."),
    ),
    Article(
        "Art. 7",
        Text("提供者在平台备案，并配合注册地省级教育行政部门核验。", "The provider files on the platform and cooperates with the check by the province of registration."),
        through=("A10-1", "A10-3"),
    ),
    Article(
        "Art. 8",
        Text("机构使用者建立选用制度，选用已完成提供者备案的应用，并做使用者备案。", "Institutional users have a selection system, choose apps with a provider filing, and file their use."),
        looks=(Look(COMPETENT, Text("选用制度是否实际建立并执行。", "whether the selection system exists and is followed."), Text("请说明本单位教育应用选用制度的名称、文号和施行日期（第八条）。", "Please give title, number and date of your unit's rules for selecting apps (Art. 8).")),),
    ),
    Article(
        "Art. 9",
        Text("完成ICP备案和网络安全等级保护定级备案后，做提供者备案。", "Provider filing comes after the ICP filing and the MLPS grading filing."),
        looks=(Look(PROVINCE, Text("查询页面截图和备案证明与填写是否一致；主体不一致时的说明函。", "whether the query screenshot and the certificate agree with the filing; the letter where subjects differ."), Text("……的ICP备案（或等级保护备案证明）与填写不一致：证明上是……，填写的是……。请更正；主体不同的，请说明关系（第九条）。", "The ICP filing (or MLPS certificate) of … differs from the filing: it says …, you wrote …. Please correct it, or explain how the two units are related (Art. 9).")),),
    ),
    Article(
        "Art. 10",
        Text("向住所地或注册地省级教育行政部门备案；省级教育行政部门开发的应用向教育部备案；小程序、企业号等由平台方统一提交。", "File with the province of domicile or registration; a provincial authority's own app with the Ministry; mini programs and the like are submitted by the platform."),
        looks=(Look(PROVINCE, Text("营业执照或法人证书上的住所地。", "the domicile on the licence."), Text("证照上的住所地是……，请向该地省级教育行政部门备案（第十条）。", "The domicile on the licence is …; please file with the provincial authority there (Art. 10).")),),
    ),
    Article(
        "Art. 11",
        Text("一省备案，全国有效；子公司、分支机构的应用由总公司汇总备案。", "Filed in one province, valid in the whole country; the head office files the apps of its subsidiaries and branches."),
    ),
    Article(
        "Art. 12",
        Text("如实填写提供者备案信息表：单位、业务系统、应用。", "Fill in Annex 1 truthfully: unit, business systems, apps."),
        looks=(Look(PROVINCE, Text("填写内容与应用实际是否一致：功能、收费、广告、收集的个人信息。", "whether the filing agrees with the app as it is: functions, charges, advertising, personal information collected."), Text("填写的……与应用实际不一致：在版本……中看到……。请更正填写，或说明原因（第十二条）。", "What you wrote about … differs from the app: version … shows …. Please correct it or explain (Art. 12).")),),
    ),
    Article(
        "Art. 13",
        Text("核验；信息不准确的10个工作日内反馈，提供者10个工作日内补充，逾期视为放弃备案。", "Checked; feedback within 10 working days if inaccurate, supplement within 10 working days, otherwise the filing is deemed abandoned."),
        looks=(Look(PROVINCE, Text("在期限内反馈；期限由程序计算，逐日可查。", "give feedback in time; the deadline is computed day by day by code.")),),
    ),
    Article(
        "Art. 14",
        Text("材料完整、信息准确、符合要求的，完成备案并编号、公示；提供者在应用内公示备案信息。", "Complete, accurate and compliant filings are completed, numbered and published; the provider shows the filing in the app."),
        looks=(Look(PROVINCE, Text("应用内是否公示备案号，与登记的号码一致。", "whether the app shows its filing number, and the right one."), Text("应用内没有找到备案号，或号码不是……。请在“设置 → 关于”公示备案号（第十四条）。", "The app shows no filing number, or not …. Please show it under Settings, About (Art. 14).")), Look(PUBLIC, Text("可用核验页对照应用内的号码。", "can compare the number shown in the app on the verification page."))),
    ),
    Article(
        "Art. 15",
        Text("备案信息变更的，10个工作日内更新并重新备案。", "Changed information is updated and re-filed within 10 working days."),
        looks=(Look(PROVINCE, Text("变更是否仍符合要求；逾期的原因。", "whether the changed filing still complies; why it is late."), Text("变更后的……不符合……，请更正；变更发生于……，已超过10个工作日，请说明原因（第十五条）。", "After the change … does not comply with …; please correct it. The change was on …, more than 10 working days ago: please say why (Art. 15).")),),
    ),
    Article(
        "Art. 16",
        Text("与网信、电信、公安等部门协同，推动将提供者备案作为上架应用商店的重要条件。", "Cooperation with other departments; provider filing is promoted as a condition for listing in app stores."),
        why_not=_nobody("由开放接口供应用商店核对。", "the open API lets stores check."),
    ),
    Article(
        "Art. 17",
        Text("自主开发、自主选用、上级部门要求使用的应用，都应做使用者备案。", "Apps that are self-developed, self-selected or required by a superior authority each need a user filing."),
        looks=(Look(COMPETENT, Text("集体决策的会议纪要或文件；上级部门的要求文件。", "the minutes or document of the collective decision; the superior authority's document."), Text("请写明集体决策的日期和文号；上级要求使用的，写明要求的部门和文号（第十七条）。", "Please give date and number of the collective decision, or name the superior authority and its document (Art. 17).")),),
    ),
    Article(
        "Art. 18",
        Text("选择已完成提供者备案的应用，填写使用者备案信息表。", "Pick an app whose provider filing is complete and fill in Annex 2."),
    ),
    Article(
        "Art. 19",
        Text("逐级管理、分级负责：学校和所属单位由主管教育行政部门确认，教育行政部门由上级确认。", "Level by level: schools and units are confirmed by their competent authority, an authority by the next higher one."),
        looks=(Look(COMPETENT, Text("填写内容是否属实；确认在代码评审中作出。", "whether the filing is true; the confirmation is given by code review."), Text("填写的……与我们了解的不一致，请核对后更正（第十九条）。", "What you wrote about … is not what we know; please check and correct it (Art. 19).")),),
    ),
    Article(
        "Art. 20",
        Text("使用者备案信息变更的，10个工作日内更新并申请重新确认。", "Changes of use are updated within 10 working days and confirmed again."),
    ),
    Article(
        "Art. 21",
        Text("自主开发、服务本单位内部管理、不对外服务的应用，在使用者备案时勾选“自研自用”并填写提供者信息，按隶属关系备案。", "An app developed for internal management without outside service is ticked 自研自用 in the user filing, with the provider's data, and goes by affiliation."),
        looks=(Look(COMPETENT, Text("是否确实不对外提供服务。", "whether it really serves nobody outside."), Text("……对校外（或家长）提供服务，不属于自研自用；请由提供者办理提供者备案（第二十一条）。", "… serves people outside (or parents), so it is not for own use; please let its provider file it (Art. 21).")),),
    ),
    Article(
        "Art. 22",
        Text("公布备案信息供查询；建立投诉举报渠道。", "Filings are published for query; there is a complaint channel."),
        looks=(Look(PROVINCE, Text("受理投诉举报，属实的按第二十四条立案。", "take up complaints; open a case under Art. 24 where they are upheld.")),),
    ),
    Article(
        "Art. 23",
        Text("教育部检查、定期通报进展，纳入网络安全责任制；工作不到位的约谈、通报。", "The Ministry inspects and reports regularly; authorities and schools that fall short are called in and criticised by circular."),
        looks=(Look(MINISTRY, Text("各地进度、时限和超期情况。", "progress, timeliness and overdue cases of each region.")),),
    ),
    Article(
        "Art. 24",
        Text("违法违规或违反《意见》要求且整改不及时的：列入提供者黑名单、通报、撤销涉事应用备案，涉事单位6个月内不得再提交备案申请。", "Unlawful or in breach of the Opinions and not rectified in time: provider blacklisted, circular, filing of the app revoked, and no new filings of the unit for six months."),
        looks=(Look(PROVINCE, Text("违规事实、整改是否完成；这些不由程序判断。", "the facts of the breach and whether it was rectified; code does not judge these.")),),
    ),
    Article(
        "Art. 25",
        Text("由教育部负责解释。", "The Ministry interprets the Measures."),
        why_not=_nobody("本系统的理解都标为本系统规则，以教育部解释为准。", "our readings are labelled as ours; the Ministry's interpretation prevails."),
    ),
    Article(
        "Art. 26",
        Text("省级教育行政部门可制定实施细则。", "Provincial authorities may make implementing rules."),
    ),
    Article(
        "Art. 27",
        Text("自印发之日(2019-11-11)起施行。", "In force from the date of issue (2019-11-11)."),
        why_not=_nobody("规定施行日期；按日期生效的规则见第三点。", "it sets the date of entry into force; for dated rules see Point 3."),
    ),
)  # fmt: skip


def product_codes() -> list[str]:
    """Codes of the rules that are ours, wholly or in their reading, where the Measures are silent."""
    return [rule.code for rule in RULES.values() if rule.reason is not None]
