"""The one comment of a pull request: where it stands, what comes next, until when, and what is wrong. Chinese first, English folded.

What strangers wrote stands in code spans (`registry.render.inert`); findings come with sentences that are filled so already.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from registry.core.forge_writes import LONGEST_BODY
from registry.core.submission import Alarm, Reviewers, Stage, Submission, Turns
from registry.core.text import Text
from registry.core.verdict import Line
from registry.render import deadlines
from registry.render.finding_list import Shown, finding_list
from registry.render.form_link import FormLink, in_form
from registry.render.inert import block, code
from registry.render.number_list import number_list
from registry.render.report import article
from registry.render.stage_words import (
    HEADINGS,
    NEXT_STEP,
    NEXT_STEP_OF_ISSUE,
    WAY_BACK,
    WAY_BACK_OF_ISSUE,
)

_ROOM = LONGEST_BODY - 2_000
"""Characters of both languages together; the rest is left for the mark and for characters that count twice."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a person must still look at, by which article, and who that is."""

    article: str
    who: Text
    at: Text


@dataclass(frozen=True, slots=True)
class CaseComment:
    """Everything that the comment says. `rule_book` is the address of the rule-book page, or empty."""

    submission: Submission
    head: str
    findings: Sequence[Shown] = ()
    findings_cut: int = 0
    changes: Sequence[Line] = ()
    changes_cut: int = 0
    looks: Sequence[Look] = ()
    reviewers: Sequence[Reviewers] = ()
    rule_book: Text | None = None
    judged: bool = True
    issue: int | None = None
    """The issue that the request was made of."""
    form: FormLink | None = None
    """Where the filing can be mended in the form."""


def as_markdown(case: CaseComment) -> str:
    """The comment. If it were too long, findings and lines on changes are left out from the end, and their number is told."""
    findings, changes = len(case.findings), len(case.changes)
    while True:
        text = _both(case, findings, changes)
        if sum(1 + (c > "\uffff") for c in text) <= _ROOM or not (findings or changes):
            return text
        if changes > findings:
            changes //= 2
        else:
            findings = findings * 3 // 4


def _both(case: CaseComment, findings: int, changes: int) -> str:
    chinese = _part(case, "zh", findings, changes)
    english = _part(case, "en", findings, changes)
    return f"{chinese}\n\n<details>\n<summary>English</summary>\n\n{english}\n\n</details>\n"


def _part(case: CaseComment, language: str, findings: int, changes: int) -> str:
    submission = case.submission
    parts = [
        _headline(submission, language),
        _next_step(case, language),
        _deadline(submission, language),
        number_list(submission.registered, language),
        _findings(case, language, findings),
        _form(case, language),
        _approvals(submission, case.reviewers, language),
    ]
    if submission.stage not in _NO_REVIEW:
        parts += [_reviewers(case.reviewers, language), _looks(case, language)]
    parts += [_changes(case, language, changes), _foot(case, language)]
    return "\n\n".join(part for part in parts if part)


_NO_REVIEW = frozenset(
    {
        Stage.merged,
        Stage.registered,
        Stage.rejected,
        Stage.abandoned,
        Stage.withdrawn,
        Stage.closed,
        Stage.other,
    }
)


def _headline(submission: Submission, language: str) -> str:
    word = "状态" if language == "zh" else "State"
    mark = f" · ⚠️ {submission.alarm.label.in_language(language)}" if submission.alarm else ""
    colon = "：" if language == "zh" else ": "
    return f"## {word}{colon}{submission.stage.label.in_language(language)}{mark}"


def _next_step(case: CaseComment, language: str) -> str:
    submission = case.submission
    chinese = language == "zh"
    whose = "" if submission.turn is Turns.nobody else submission.turn.label.in_language(language)
    if submission.alarm is Alarm.overdue and submission.stage is Stage.feedback:
        step = "provisional"
    elif not case.judged and submission.stage is Stage.waiting:
        step = "unjudged"
    else:
        step = submission.stage.value
    head = "**下一步：** " if chinese else "**Next step:** "
    if whose:
        head = f"**下一步({whose})：** " if chinese else f"**Next step ({whose}):** "
    lines = [head + _words(case, step, NEXT_STEP, NEXT_STEP_OF_ISSUE).in_language(language)]
    for review in submission.standing.refused.values():
        if submission.stage in (Stage.feedback, Stage.needs_correction) and review.author is not None:
            said = code(review.body, 600)
            who = code(review.author.login)
            lines.append(f"{who} 反馈：{said}" if chinese else f"Feedback of {who}: {said}")
    if submission.refusal is not None:
        reason = code(submission.refusal.reason, 600)
        lines.append(f"不予受理的理由：{reason}" if chinese else f"Reason of the rejection: {reason}")
    lines += [text.in_language(language) for text in submission.why_not_merged]
    if submission.stage.value in WAY_BACK:
        way = _words(case, submission.stage.value, WAY_BACK, WAY_BACK_OF_ISSUE)
        lines.append(way.in_language(language))
    return "\n\n".join(lines)


def _words(case: CaseComment, code: str, usual: Mapping[str, Text], of_issue: Mapping[str, Text]) -> Text:
    """What is said in a stage, or what is said instead of a request that was made of an issue."""
    if case.issue is not None and code in of_issue:
        return of_issue[code].fill(issue=f"#{case.issue}")
    return usual[code]


def _deadline(submission: Submission, language: str) -> str:
    turn = submission.deadline
    if turn is None:
        return ""
    chinese = language == "zh"
    mark = (
        ("(暂定，不据此作出不利处理)" if chinese else " (provisional; nothing is decided on it)")
        if turn.provisional
        else ""
    )
    basis = article(turn.clock.article).in_language(language)
    name = turn.clock.name.in_language(language)
    day = turn.until.isoformat()
    line = (
        f"**期限：{day} 24:00(北京时间){mark}** {name}({basis})"
        if chinese
        else f"**Until {day} 24:00, Beijing time{mark}** {name} ({basis})"
    )
    counted = deadlines.as_text(turn.computed, language, turn.clock)
    summary = "期限是怎样计算的" if chinese else "How it was counted"
    return f"{line}\n\n<details>\n<summary>{summary}</summary>\n\n{block(counted, 'text')}\n\n</details>"


def _findings(case: CaseComment, language: str, most: int) -> str:
    if case.submission.stage in (Stage.merged, Stage.registered):
        return ""
    return finding_list(case.findings, case.findings_cut, case.rule_book, language, most)


def _form(case: CaseComment, language: str) -> str:
    if case.form is None or case.submission.stage not in (Stage.needs_correction, Stage.feedback):
        return ""
    return in_form(case.form, language, of_issue=case.issue is not None)


def _approvals(submission: Submission, reviewers: Sequence[Reviewers], language: str) -> str:
    """Who approved, and approvals that do not count, with the reason."""
    chinese = language == "zh"
    names = {one.path: one.name for one in reviewers}
    lines = []
    for path, accounts in submission.standing.approved.items():
        who = "、".join(code(account.login) for account in accounts)
        name = names[path].in_language(language) if path in names else code(path)
        lines.append(f"- ✅ {name}：{who} 已批准" if chinese else f"- ✅ {name}: approved by {who}")
    for weighed in submission.standing.weighed:
        if weighed.why_not is not None:
            author = code(weighed.review.author.login) if weighed.review.author else "?"
            why = weighed.why_not.reason.in_language(language)
            lines.append(
                f"- ⚪ {author} 的批准不计入：{why}"
                if chinese
                else f"- ⚪ the approval by {author} does not count: {why}"
            )
    return "\n".join(lines)


def _reviewers(reviewers: Sequence[Reviewers], language: str) -> str:
    if not reviewers:
        return ""
    chinese = language == "zh"
    lines = ["### 由谁核验" if chinese else "### Who decides", ""]
    for one in reviewers[:20]:
        name = one.name.in_language(language)
        if not (one.teams or one.officers):
            lines.append(f"- {name}：尚未登记审核人员" if chinese else f"- {name}: no officers or team yet")
        elif one.level != one.path:
            superior = code(one.level)
            lines.append(
                f"- {name}：尚无审核人员和团队，由最近的上级 {superior} 代为办理(本系统规则)"
                if chinese
                else f"- {name}: no officers or team yet; the nearest superior {superior} speaks for it (product rule)"
            )
        else:
            lines.append(f"- {name}")
    return "\n".join(lines)


def _looks(case: CaseComment, language: str) -> str:
    """A list for the reviewer, folded: the filer has no use for it."""
    if not case.looks:
        return ""
    chinese = language == "zh"
    summary = "评审者须人工核对的事项" if chinese else "What the reviewer must look at"
    lines = [
        f"- [ ] {article(look.article).in_language(language)} {look.at.in_language(language)} ({look.who.in_language(language)})"
        for look in case.looks
    ]
    return f"<details>\n<summary>{summary} ({len(lines)})</summary>\n\n" + "\n".join(lines) + "\n\n</details>"


def _changes(case: CaseComment, language: str, most: int) -> str:
    if not case.changes:
        return ""
    chinese = language == "zh"
    total = len(case.changes) + case.changes_cut
    summary = "改了什么" if chinese else "What changed"
    lines = [
        f"{'  ' * line.depth}- {code(line.zh if chinese else line.en, 400)}" for line in case.changes[:most]
    ]
    if total > most:
        lines.append(
            f"- 另有 {total - most} 行，见 registry changes"
            if chinese
            else f"- {total - most} more lines, see registry changes"
        )
    return f"<details>\n<summary>{summary} ({total})</summary>\n\n" + "\n".join(lines) + "\n\n</details>"


def _foot(case: CaseComment, language: str) -> str:
    head = code(case.head[:12])
    words = HEADINGS["foot"].in_language(language)
    return f"---\n<sub>{words} {head}</sub>"
