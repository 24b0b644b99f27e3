"""The words of `registry new`: a question as a person sees it on a terminal, what is done with the answer, and what comes next."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.cells import cell_len, set_cell_size

from registry.core.asking.question import COPY, Ask, Question
from registry.core.finding import VERDICT_LABELS, Finding, Verdict
from registry.core.text import Text, shown
from registry.render.report import article

WELCOME = {
    "provider": Text("提供者备案(附件1)：单位、业务系统、教育移动应用。", "Provider filing (Annex 1): the unit, its business systems, its apps."),
    "user": Text("使用者备案(附件2)：本单位使用哪些教育移动应用，依据是什么。", "User filing (Annex 2): which apps an institution uses, and on what basis."),
    "case": Text("处理案件(第二十四条)：由主管部门填写。", "Enforcement case (Art. 24): written by an authority."),
}  # fmt: skip
HOW_TO = Text(
    "逐项回答，回车确认，错误当即指出。输入 ? 看说明，< 返回上一题，<3 返回第3题，= 看已答内容，- 清空选填项。\n"
    "每答一题自动存草稿：按 Ctrl-C 中断，下次从断处继续。不要填写个人姓名、手机、身份证号：提交后无法从历史中删除。",
    "One answer each, then Enter; a mistake is told at once. Type ? for help, < to go back, <3 for question 3, = for what was\n"
    "answered, - to empty an optional answer. Each answer is kept as a draft: stop with Ctrl-C, go on another day. No person's\n"
    "name, mobile or ID number: git cannot forget them.",
)
OPTIONAL = Text("选填，回车跳过", "optional, Enter to skip")
REQUIRED = Text("必填", "required")
YES_OR_NO = Text("  1 是　2 否", "  1 yes  2 no")
YES_OR_ENTER = Text("  1 是　2 否(回车)", "  1 yes  2 no (Enter)")
INCLUDE = Text("填写“{title}”吗？", "Fill in “{title}”?")
FIRST = Text("要填“{title}”吗？", "Is there anything to fill in of “{title}”?")
ANOTHER = Text("还有要填的“{title}”吗？", "Is there more to fill in of “{title}”?")
SEVERAL = Text(
    "可多选，用空格或逗号隔开，例如 1 3", "several may be chosen, with spaces or commas between, such as 1 3"
)
OFFERED = Text("输入编号或名称，也可直接键入", "type a number or a name, or something else")
EMPTY = Text("此项必填，请回答；输入 ? 看说明。", "This one is required; please answer, or type ? for help.")
ONE_OF_THESE = Text("请输入上面列出的编号。", "Please type one of the numbers above.")
REPEAT = Text(
    "若确实如此，再输入一次可先保留；提交前仍须解决。",
    "If it is so, type it once more to keep it for now; it must be solved before submitting.",
)
KEPT = Text("回车沿用：{value}", "Enter keeps: {value}")
EXAMPLE = Text("例如 {value}", "such as {value}")
NO_MORE_HELP = Text("此项没有更多说明。", "There is no more to say about this one.")
FIRST_ALREADY = Text("这已是第一题。", "This is the first question already.")
NO_SUCH_QUESTION = Text(
    "没有第 {number} 题，现有 1 至 {last}。", "There is no question {number}; there are 1 to {last}."
)
FIX = Text("怎样改", "what to do")
REGARDING = Text("与第 {number} 题有关", "about question {number}")
RESUMED = Text(
    "接着上次的草稿继续({count} 题已答)；重新开始请用 --fresh。",
    "Going on with the draft ({count} answers); --fresh begins anew.",
)
SET_ASIDE = Text("原草稿已改名保存为 {path}", "The old draft is kept as {path}")
STOPPED = Text(
    "已停下，{count} 题已答，草稿保存在 {path}。继续：registry new {kind}",
    "Stopped with {count} answers; the draft is {path}. To go on: registry new {kind}",
)
INPUT_ENDED = Text("输入已结束，还缺：{titles}", "The input has ended; still missing: {titles}")
REVIEW = Text("全部答完，按全部规则核对：", "All is answered; judged by all rules:")
WRITE = Text(
    "回车写入 {path}；<编号 修改某题；= 看已答内容",
    "Enter writes {path}; <number changes an answer; = shows all",
)
MEND = Text(
    "有错误，不能提交。<编号 修改某题；= 看已答内容；Ctrl-C 停下并保存草稿",
    "There are errors. <number changes an answer; = shows all; Ctrl-C stops and keeps the draft",
)
EXISTS = Text(
    "{path} 已存在，本命令不覆盖。变更备案请直接修改该文件，或在网站上的备案表单中载入它(第十五条：变更后10个工作日内)。",
    "{path} is there already and is not overwritten. To change a filing edit that file, or load it into the form on the site "
    "(Art. 15: within 10 working days of a change).",
)
WRITTEN = Text("已写入 {path}", "Written: {path}")
NOT_WRITTEN = Text(
    "有错误，没有写入文件；草稿保存在 {path}", "There are errors and nothing was written; the draft is {path}"
)
AUTHORITY = Text(
    "由{name}核验；今天提交的，最迟 {day} 反馈{provisional}。",
    "{name} checks it; of a filing submitted today you hear by {day}{provisional}.",
)
PROVISIONAL = Text("(暂定，放假安排尚未公布)", " (provisional: the holidays are not announced yet)")
NEXT = Text(
    "接下来：\n  git switch -c {branch}\n  git add {path}\n  git commit -m \"{subject}\"\n  git push -u origin {branch}\n"
    "然后在代码托管平台上由该分支提交合并请求。再次核对：registry validate {path}",
    "Next:\n  git switch -c {branch}\n  git add {path}\n  git commit -m \"{subject}\"\n  git push -u origin {branch}\n"
    "Then open a pull request from that branch on the forge. To check again: registry validate {path}",
)  # fmt: skip
_NOTHING = Text("(未填)", "(empty)")
_TRUE, _FALSE = Text("是", "yes"), Text("否", "no")
_WIDEST = 3
"""Choices on a line where they are many."""


def prompt(question: Question, number: int, language: str, *, kept: Any, with_section: bool) -> list[str]:
    """The lines of a question: section, title, help, choices, and what an empty answer means."""
    lines = []
    if with_section and question.section:
        lines += ["", f"【{' › '.join(part.in_language(language) for part in question.section)}】"]
    title = question.title.in_language(language)
    if question.ask is Ask.include:
        title = INCLUDE.fill(title=title).in_language(language)
    elif question.ask is Ask.another:
        one_more = any(choice.value == COPY for choice in question.choices)
        title = (ANOTHER if one_more else FIRST).fill(title=title).in_language(language)
    need = REQUIRED if question.required else OPTIONAL
    plain = question.ask in (Ask.include, Ask.another)
    lines.append(f"{number}. {title}" + ("" if plain else f" ({need.in_language(language)})"))
    if question.hint:
        lines.append(f"   {question.hint.in_language(language)}")
    if question.example:
        lines.append(f"   {EXAMPLE.fill(value=question.example).in_language(language)}")
    lines += _choices(question, language)
    default = kept if kept is not None else question.suggestion
    if default is not None:
        lines.append(f"   {KEPT.fill(value=label(question, default, language)).in_language(language)}")
    return lines


def _choices(question: Question, language: str) -> list[str]:
    if question.ask in (Ask.yes_no, Ask.include):
        return [(YES_OR_ENTER if question.ask is Ask.include else YES_OR_NO).in_language(language)]
    named = [
        f"{place} {choice.name.in_language(language)}" for place, choice in enumerate(question.choices, 1)
    ]
    per_line = 1 if len(named) <= 12 else _WIDEST
    width = max(map(cell_len, named), default=0) + 2 if per_line > 1 else 0
    lines = [
        "  "
        + "".join(
            set_cell_size(name, max(width, cell_len(name))) for name in named[at : at + per_line]
        ).rstrip()
        for at in range(0, len(named), per_line)
    ]
    if question.ask is Ask.choices:
        lines.append(f"   {SEVERAL.in_language(language)}")
    elif question.ask is Ask.text and named:
        lines.append(f"   {OFFERED.in_language(language)}")
    return lines


def label(question: Question, value: Any, language: str) -> str:
    """An answer in words."""
    if value is None:
        return _NOTHING.in_language(language)
    if isinstance(value, bool):
        return (_TRUE if value else _FALSE).in_language(language)
    if isinstance(value, list):
        return "、".join(label(question, item, language) for item in value) or _NOTHING.in_language(language)
    named = next(
        (choice.name.in_language(language) for choice in question.choices if choice.value == value), None
    )
    return (
        f"{named} ({value})"
        if named and named != value and question.ask is Ask.text
        else named or shown(value)
    )


def finding_lines(found: Finding, language: str, number: int | None = None) -> list[str]:
    """A finding as `validate` says it, and the number of the question that it is about."""
    about = f" [{REGARDING.fill(number=str(number)).in_language(language)}]" if number else ""
    return [
        f"   {found.code}: {found.message.in_language(language)}{about}",
        f"   {FIX.in_language(language)}: {found.fix.in_language(language)} [{article(found.article).in_language(language)}]",
    ]


def overview(answered: Sequence[Question], answers: Any, language: str) -> list[str]:
    """Every answer with the number of its question."""
    lines: list[str] = []
    section: tuple[Text, ...] = ()
    for number, question in enumerate(answered, 1):
        if question.section != section and question.section:
            section = question.section
            lines.append(f"【{' › '.join(part.in_language(language) for part in section)}】")
        said = label(question, answers.get(question.key), language)
        lines.append(f"  {number}. {question.title.in_language(language)}: {said}")
    return lines


def missing(titles: Iterable[Text], language: str) -> str:
    """The sentence for an input that ended too early."""
    between = "、" if language == "zh" else ", "
    return INPUT_ENDED.fill(titles=between.join(title.in_language(language) for title in titles)).in_language(
        language
    )


def verdict_line(verdict: Verdict, language: str) -> str:
    """What all rules together say."""
    return f"   {VERDICT_LABELS[verdict].in_language(language)}"
