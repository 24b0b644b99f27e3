"""Is this app to be filed, by whom, and where? Questions as data, for the site and the form; every answer cites its source.

The answers are those of the Measures, of the platform's guide and of Beijing's published answers (2022), which other provinces
may read differently; where they do, the outcome says to ask the authority.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from registry.core.codes import Code
from registry.core.text import Text


class ScopeVerdict(Code):
    """What follows from the answers."""

    in_scope = "in_scope", "需要备案", "To be filed"
    out_of_scope = "out_of_scope", "不需要备案", "Not to be filed"
    not_accepted = "not_accepted", "不予受理", "Not accepted"
    ask = "ask", "请咨询主管部门", "Ask the authority"


@dataclass(frozen=True, slots=True)
class Source:
    """Where an answer comes from; `url` where a public text is known."""

    title: Text
    url: str = ""


MEASURES = "《教育移动互联网应用程序备案管理办法》(教技厅〔2019〕3号)"
_BEIJING_URL = (
    "https://zh.m.wikisource.org/zh-hant/%E5%8C%97%E4%BA%AC%E5%B8%82%E6%95%99%E8%82%B2%E5%A7%94%E5%91%98%E4%BC%9A%E4%B8%AD%E5%85%B1"
    "%E5%8C%97%E4%BA%AC%E5%B8%82%E5%A7%94%E7%BD%91%E7%BB%9C%E5%AE%89%E5%85%A8%E5%92%8C%E4%BF%A1%E6%81%AF%E5%8C%96%E5%A7%94%E5%91%98"
    "%E4%BC%9A%E5%8A%9E%E5%85%AC%E5%AE%A4%E5%8C%97%E4%BA%AC%E5%B8%82%E9%80%9A%E4%BF%A1%E7%AE%A1%E7%90%86%E5%B1%80%E5%85%B3%E4%BA%8E"
    "%E8%BF%9B%E4%B8%80%E6%AD%A5%E5%81%9A%E5%A5%BD%E6%95%99%E8%82%B2%E7%A7%BB%E5%8A%A8%E4%BA%92%E8%81%94%E7%BD%91%E5%BA%94%E7%94%A8"
    "%E7%A8%8B%E5%BA%8F%E5%A4%87%E6%A1%88%E5%8F%8A%E7%AE%A1%E7%90%86%E5%B7%A5%E4%BD%9C%E7%9A%84%E9%80%9A%E7%9F%A5"
)
BEIJING = Source(Text("北京市教育移动应用备案答问(2022年)及京教信〔2022〕5号", "Beijing's answers on filing (2022) and 京教信〔2022〕5号"), _BEIJING_URL)  # fmt: skip
GUIDE = Source(Text("国家平台填报指南(培训材料)", "Guide to the national platform (training material)"))
TAKEN_OFF = Source(Text("2021年11月、12月关于教育移动应用的通知", "The notices on educational apps of November and December 2021"))  # fmt: skip


def _article(number: str, zh: str) -> Source:
    return Source(Text(f"{MEASURES}第{zh}条", f"Measures 教技厅〔2019〕3号, Art. {number}"))


@dataclass(frozen=True, slots=True)
class Answer:
    """A choice; it leads to the question or outcome with the id `leads_to`."""

    id: str
    text: Text
    leads_to: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its closed list of answers."""

    id: str
    text: Text
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a path ends: the verdict, what to do, and the sources that say so."""

    id: str
    verdict: ScopeVerdict
    text: Text
    sources: tuple[Source, ...]


def _yes_no(yes: str, no: str) -> tuple[Answer, Answer]:
    return Answer("yes", Text("是", "Yes"), yes), Answer("no", Text("否", "No"), no)


START = "users"
QUESTIONS: dict[str, Question] = {question.id: question for question in (
    Question("users", Text("主要使用者是教职工、学生或家长吗？", "Are its main users school staff, students or parents?"),
             _yes_no("scene", "edition")),
    Question("scene", Text("主要用于教育教学吗(学校教学与管理、学生学习与生活、家校互动)？",
                           "Is it mainly for education: teaching and school management, students' learning and life, home and school?"),
             _yes_no("own_use", "edition")),
    Question("edition", Text("它是哪一种？", "Which of these is it?"), (
        Answer("general", Text("面向所有人的产品或工具，学校也在用(如即时通信、词典)", "A product or tool for everybody that schools use too, such as messaging or a dictionary"), "general"),
        Answer("education_edition", Text("通用产品的教育版，或专供学生的工具(如教育版协同办公、少儿词典)", "The education edition of a general product, or a tool made for students, such as a children's dictionary"), "own_use"),
        Answer("continuing", Text("成人、自学考试等继续教育", "Continuing education, such as self-taught examinations"), "platform"),
        Answer("public_exam", Text("驾考、公务员考试等社会考试培训", "Training for public examinations, such as driving licence or civil service"), "public_exam"),
        Answer("other", Text("都不是", "None of these"), "elsewhere"),
    )),
    Question("own_use", Text("由学校或教育单位自主开发(或定制并部署在本单位机房)，只供本单位内部使用吗？",
                             "Did a school or education unit develop it (or have it made and run on its own premises), for internal use only?"),
             _yes_no("user_filing", "tutoring")),
    Question("tutoring", Text("它提供校外培训吗？", "Does it offer tutoring outside of school?"), _yes_no("tutoring_stage", "platform")),
    Question("tutoring_stage", Text("培训对象是哪个阶段？", "Whom does it tutor?"), (
        Answer("preschool", Text("学前儿童", "Children before school"), "preschool"),
        Answer("school", Text("小学、初中或高中学生", "Primary or secondary students"), "subject"),
        Answer("later", Text("其他", "Others"), "platform"),
    )),
    Question("subject", Text("培训道德与法治、语文、历史、地理、数学、外语、物理、化学、生物中的任何一科吗？",
                             "Does it tutor in morality and law, Chinese, history, geography, mathematics, a foreign language, physics, chemistry or biology?"),
             _yes_no("licensed", "platform")),
    Question("licensed", Text("提供者是持有省级办学许可证、在民政部门登记的非营利法人吗？",
                              "Is the provider a non-profit legal person, registered with civil affairs and licensed by the province?"),
             _yes_no("platform", "unlicensed")),
    Question("platform", Text("它以什么形式提供？", "In what form is it offered?"), (
        Answer("app", Text("安卓或 iOS 应用(也可另有小程序)", "An Android or iOS app, perhaps with a mini program beside it"), "authority"),
        Answer("mini_program", Text("只有小程序、企业号或公众号", "Only a mini program, enterprise account or official account"), "mini_program"),
        Answer("website", Text("只有网站", "Only a website"), "website"),
    )),
    Question("authority", Text("谁是提供者？", "Who provides it?"), (
        Answer("provincial_authority", Text("省级教育行政部门", "A provincial education authority"), "ministry"),
        Answer("subsidiary", Text("某公司的子公司或分支机构", "A subsidiary or branch of a company"), "head_office"),
        Answer("other", Text("其他企业、学校、单位或社会组织", "Another enterprise, school, unit or social organisation"), "province"),
    )),
)}  # fmt: skip

OUTCOMES: dict[str, Outcome] = {outcome.id: outcome for outcome in (
    Outcome("general", ScopeVerdict.out_of_scope, Text(
        "面向所有人的通用产品，即使学校普遍使用，也不在备案范围。", "A general product is out of scope, however many schools use it."), (BEIJING,)),
    Outcome("public_exam", ScopeVerdict.out_of_scope, Text(
        "社会考试培训不在备案范围。", "Training for public examinations is out of scope."), (BEIJING,)),
    Outcome("elsewhere", ScopeVerdict.ask, Text(
        "不符合第二条的定义，但请向注册地省级教育行政部门确认。", "It does not fit the definition of Art. 2; ask the provincial authority to be sure."),
        (_article("2", "二"),)),
    Outcome("user_filing", ScopeVerdict.in_scope, Text(
        "属于自研自用：不做提供者备案，只在本单位的使用者备案中填写“自研自用”一项(self_developed)。", "It is self-developed for own use: no provider filing, only the part “Self-developed for own use” (self_developed) of the unit's user filing."),
        (_article("21", "二十一"), GUIDE)),
    Outcome("preschool", ScopeVerdict.not_accepted, Text(
        "学前线上培训不予备案。", "Online pre-school tutoring is not filed."), (BEIJING, TAKEN_OFF)),
    Outcome("unlicensed", ScopeVerdict.not_accepted, Text(
        "学科培训须先取得办学许可证并登记为非营利法人，才能备案。", "Subject tutoring can be filed only by a licensed non-profit legal person."), (BEIJING, TAKEN_OFF)),
    Outcome("mini_program", ScopeVerdict.ask, Text(
        "由平台方汇总备案，备案人选“平台方”(filer: platform)；各省做法不同，请咨询注册地省级教育行政部门。", "The platform operator gathers it, as the filer “platform operator” (filer: platform); provinces differ, so ask the provincial authority."),
        (_article("10", "十"), GUIDE)),
    Outcome("website", ScopeVerdict.out_of_scope, Text(
        "备案对象是移动应用，网站不在其内。", "Mobile apps are filed; a website is none."), (_article("2", "二"), GUIDE)),
    Outcome("ministry", ScopeVerdict.in_scope, Text(
        "向教育部备案。文件的位置(filings/providers/moe/)由填写备案表时自动确定。", "It is filed with the Ministry. The form works out the place of the file (filings/providers/moe/)."), (_article("10", "十"),)),
    Outcome("head_office", ScopeVerdict.in_scope, Text(
        "由总公司汇总，向总公司注册地备案，在“一并备案的子公司、分支机构”(covers_subsidiaries)中写明本单位。", "The head office files it where that is registered and names this unit under “Subsidiaries and branches covered” (covers_subsidiaries)."), (_article("11", "十一"),)),
    Outcome("province", ScopeVerdict.in_scope, Text(
        "向注册地省级教育行政部门备案。文件的位置(filings/providers/<省>/)由填写备案表时自动确定。", "It is filed with the province of registration. The form works out the place of the file (filings/providers/<province>/)."), (_article("10", "十"),)),
)}  # fmt: skip


def decide(answers: Mapping[str, str]) -> Question | Outcome:
    """The next question that is open, or the outcome. Raises ValueError for an answer that its question does not have.

    Answers to questions that do not come up are left aside, so that a form may keep what was answered before.
    """
    question = QUESTIONS[START]
    while question.id in answers:
        chosen = next((found for found in question.answers if found.id == answers[question.id]), None)
        if chosen is None:
            raise ValueError(f"the question {question.id!r} has no answer {answers[question.id]!r}")
        if chosen.leads_to in OUTCOMES:
            return OUTCOMES[chosen.leads_to]
        question = QUESTIONS[chosen.leads_to]
    return question


def every_path(question: str = START) -> Iterator[tuple[dict[str, str], Outcome]]:
    """All ways through the questions, each with its outcome."""
    for answer in QUESTIONS[question].answers:
        given = {question: answer.id}
        if answer.leads_to in OUTCOMES:
            yield given, OUTCOMES[answer.leads_to]
        else:
            for more, outcome in every_path(answer.leads_to):
                yield given | more, outcome
