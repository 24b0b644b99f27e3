"""The Measures (教技厅〔2019〕3号): every article and every point of the circular that issued them, with who checks it.

`Checker.later` marks an article whose checks are not written yet: its place is here so that nobody takes silence for a pass.
The wording is our paraphrase; the official text stands with the Ministry.
"""

from dataclasses import dataclass
from enum import StrEnum

from registry.core.text import Text
from registry.rules.catalogue import RULES


class Checker(StrEnum):
    """Who makes sure of an article."""

    code = "code"
    person = "person"
    nobody = "nobody"
    later = "later"


@dataclass(frozen=True, slots=True)
class Article:
    """One article: `key` as rules cite it, what it says in brief, who checks it and what that means."""

    key: str
    gist: Text
    checker: Checker
    note: Text

    @property
    def codes(self) -> list[str]:
        """Codes of the rules that rest on it."""
        return sorted(rule.code for rule in RULES.values() if rule.article == self.key)


_NOT_ABOUT_FILINGS = Text("不涉及备案内容。", "Not about the content of filings.")
_LATER = Text(
    "核对规则尚待编写，目前由审核人员判断。", "Rules still to be written; until then the reviewer decides."
)
_BY_CODE = Text("由程序核对。", "Checked by code.")

ARTICLES: tuple[Article, ...] = (
    Article("Point 1", Text("各单位明确职能部门，省级统筹企业备案。", "Units name a responsible function; provinces organise filing."), Checker.nobody, _NOT_ABOUT_FILINGS),
    Article("Point 2", Text("现有应用集中备案，此后常态化备案。", "Existing apps are filed first; then filing runs continuously."), Checker.later, _LATER),
    Article("Point 3", Text("缓冲期内ICP和等级保护不作前置条件，逾期撤销。", "In the buffer period ICP and MLPS are not required; afterwards filings lacking them are revoked."), Checker.code, Text("缓冲期按当日已公布的安排由第九条的规则核对；直接撤销由第二十四条的规则核对。", "The buffer, as announced by the day, is checked with Art. 9; revocation at once with Art. 24.")),
    Article("Point 4", Text("加强组织保障。", "Organisation and support."), Checker.nobody, _NOT_ABOUT_FILINGS),
    Article("Point 5", Text("监测预警通报，公众查询和监督。", "Monitoring, warning and notification; public query."), Checker.nobody, Text("由公示网站实现。", "Served by the public site.")),
    Article("Art. 1", Text("目的与依据，加强事中事后监管。", "Purpose; oversight during and after operation."), Checker.nobody, _NOT_ABOUT_FILINGS),
    Article("Art. 2", Text("教育移动应用的定义。", "Definition of educational mobile apps."), Checker.code, Text("是否属于备案范围由问答引导、审核人员判断；培训、广告、游戏等由程序核对。", "Scope is asked by a guide and judged by the reviewer; tutoring, advertising, games and the like are checked by code.")),
    Article("Art. 3", Text("提供者备案属地办理，使用者备案按隶属关系办理。", "Provider filing by location, user filing by administrative affiliation."), Checker.code, Text("由第十条、第十九条的规则落实。", "Carried out by the rules of Art. 10 and 19.")),
    Article("Art. 4", Text("全程网上办理，一省备案全国有效，结果公示。", "All online; filed once, valid nationwide; published."), Checker.nobody, Text("由本系统的流程实现。", "Served by the process itself.")),
    Article("Art. 5", Text("教育部统筹，负责直属单位和部属高校使用者备案。", "The Ministry coordinates; user filing of its units and universities."), Checker.code, Text("部属单位的使用者备案在 moe 目录。", "User filings of units under the Ministry lie in the folder moe.")),
    Article("Art. 6", Text("省级教育行政部门负责本地区提供者备案。", "Provinces organise provider filing in their region."), Checker.nobody, _NOT_ABOUT_FILINGS),
    Article("Art. 7", Text("提供者向注册地省级部门备案并配合核验。", "A provider files with the province of registration and cooperates with the check."), Checker.code, Text("由第十条的规则落实。", "Carried out by the rules of Art. 10.")),
    Article("Art. 8", Text("机构使用者建立选用制度，选用已备案应用。", "Institutional users select apps with a provider filing."), Checker.code, _BY_CODE),
    Article("Art. 9", Text("先完成ICP备案和等级保护定级备案。", "ICP filing and MLPS grading filing come first."), Checker.code, _BY_CODE),
    Article("Art. 10", Text("向住所地或注册地备案；省级部门自建应用向教育部备案；小程序由平台方汇总。", "File with the province of domicile; a provincial authority's app with the Ministry; mini programs by the platform."), Checker.code, _BY_CODE),
    Article("Art. 11", Text("一省备案全国有效；子公司由总公司汇总。", "One filing for the whole country; subsidiaries by the head office."), Checker.code, _BY_CODE),
    Article("Art. 12", Text("填写单位、业务系统和应用信息。", "Unit, business systems and apps are stated."), Checker.code, _BY_CODE),
    Article("Art. 13", Text("核验、10个工作日内反馈和补充，逾期视为放弃。", "Check, feedback and supplement within 10 working days; otherwise deemed abandoned."), Checker.later, _LATER),
    Article("Art. 14", Text("完成备案、编号并公示。", "Filing completed, numbered, published."), Checker.code, _BY_CODE),
    Article("Art. 15", Text("变更后10个工作日内重新备案。", "Changes are re-filed within 10 working days."), Checker.code, _BY_CODE),
    Article("Art. 16", Text("与网信、通信、公安协同，推动作为上架条件。", "Cooperation; filing promoted as a condition for app stores."), Checker.nobody, _NOT_ABOUT_FILINGS),
    Article("Art. 17", Text("自主开发、自主选用、上级要求使用的应用都须使用者备案。", "Self-developed, self-selected and required apps each need a user filing."), Checker.code, _BY_CODE),
    Article("Art. 18", Text("选择已完成提供者备案的应用，填写使用者信息。", "Pick an app whose provider filing is complete."), Checker.code, _BY_CODE),
    Article("Art. 19", Text("逐级管理，由主管部门确认。", "Confirmed level by level by the competent authority."), Checker.code, _BY_CODE),
    Article("Art. 20", Text("使用变更后10个工作日内更新并重新确认。", "Changes of use are updated within 10 working days and re-confirmed."), Checker.code, _BY_CODE),
    Article("Art. 21", Text("自研自用在使用者备案中填写。", "Apps developed for own use are filed in the user filing."), Checker.code, _BY_CODE),
    Article("Art. 22", Text("提供查询和投诉举报渠道。", "Query and complaint channels."), Checker.nobody, Text("由公示网站实现。", "Served by the public site.")),
    Article("Art. 23", Text("监督检查，通报约谈。", "Inspection, circulars, regulatory talks."), Checker.nobody, _NOT_ABOUT_FILINGS),
    Article("Art. 24", Text("违规且整改不及时的，列入黑名单、撤销备案、6个月内不得再备案。", "Breach not rectified in time: blacklist, revocation, six-month bar."), Checker.code, _BY_CODE),
    Article("Art. 25", Text("解释权。", "Interpretation."), Checker.nobody, _NOT_ABOUT_FILINGS),
    Article("Art. 26", Text("各省可制定实施细则。", "Provinces may make implementing rules."), Checker.code, Text("各省规则写在主管部门文件中，只能更严。", "A province's rules stand in its authority file and may only be stricter.")),
    Article("Art. 27", Text("自印发之日起施行。", "In force from the date of issue."), Checker.nobody, _NOT_ABOUT_FILINGS),
)  # fmt: skip
