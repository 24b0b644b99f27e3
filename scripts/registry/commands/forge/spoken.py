"""From a verdict and a submission to what people read: the comment, the check, reminders and the message of a merge."""

from collections.abc import Sequence

from registry.core.authority import ORGANISATION
from registry.core.finding import VERDICT_LABELS, Finding, Severity, Verdict
from registry.core.forge_writes import Annotation, CheckReport, Conclusion, Level
from registry.core.problem import Problem
from registry.core.request_story import CaseFacts
from registry.core.submission import Reviewers, Stage, Submission
from registry.core.text import Text, shown
from registry.core.verdict import ForgeVerdict, Found, RequestKind
from registry.render.case_comment import CaseComment, Look
from registry.render.finding_list import Shown
from registry.render.form_link import FormLink, form_link, plain_link
from registry.render.inert import code
from registry.render.report import article
from registry.rules import book
from registry.rules.catalogue import finding

_CONCLUSIONS = {
    Verdict.accept: Conclusion.success,
    Verdict.refer: Conclusion.action_required,
    Verdict.reject: Conclusion.failure,
}
_LEVELS = {
    Severity.error: Level.failure,
    Severity.warning: Level.warning,
    Severity.notice: Level.notice,
}


def case_comment(
    submission: Submission,
    facts: CaseFacts,
    verdict: ForgeVerdict | None,
    reviewers: Sequence[Reviewers],
    looks: Sequence[Look],
    rule_book: Text | None,
    site: str = "",
) -> CaseComment:
    """All that the comment says. Raises Problem for a verdict whose findings are not of this version's rules."""
    if verdict is None:
        return CaseComment(
            submission,
            facts.pull.head_sha,
            reviewers=reviewers,
            rule_book=rule_book,
            judged=False,
            issue=facts.issue,
        )
    return CaseComment(
        submission,
        verdict.head,
        tuple(Shown(filled(found, in_markdown=True), found.correction) for found in verdict.findings),
        verdict.findings_cut,
        verdict.changes,
        verdict.changes_cut,
        looks,
        reviewers,
        rule_book,
        issue=facts.issue,
        form=in_the_form(verdict, site),
    )


def in_the_form(verdict: ForgeVerdict, site: str) -> FormLink | None:
    """Where the filing of a verdict can be mended: with the file in it, or the form alone; None without a site, or for what has no form."""
    if not site or verdict.kind not in (RequestKind.provider, RequestKind.user):
        return None
    if verdict.file is None:
        return plain_link(site, verdict.kind.value)
    plain = [filled(found, in_markdown=False) for found in verdict.findings]
    return form_link(site, verdict.kind.value, verdict.file.path, verdict.file.text, plain)


def filled(found: Found, *, in_markdown: bool) -> Finding:
    """The finding with the rule's own sentences of this version; the words in them as code spans, or cut for plain text.

    Raises Problem if there is no such rule or words are missing.
    """
    book.every_rule()  # fills the table
    values = {key: code(value) if in_markdown else shown(value, 200) for key, value in found.values.items()}
    try:
        return finding(found.code, found.path, found.line, found.column, found.field, values)
    except (KeyError, IndexError) as error:
        raise Problem(f"the verdict does not fit the rules: {found.code}: {shown(error, 80)}") from error


def check_report(verdict: ForgeVerdict) -> CheckReport:
    """The check run on the head, with an annotation for each finding in a file."""
    label = VERDICT_LABELS[verdict.result.verdict]
    if verdict.kind is RequestKind.other:
        text = Text("不含备案文件，由维护者评审", "No filing; the maintainers review it")
        return CheckReport(text.both(), text.both(), Conclusion.neutral)
    counts = Text(
        f"错误 {verdict.errors}，待人工判断 {verdict.warnings}，提示 {verdict.notices}",
        f"{verdict.errors} errors, {verdict.warnings} for a person, {verdict.notices} notices",
    )
    title = f"{label.zh} {label.en}: {counts.zh}"
    lines = [counts.zh, "", counts.en]
    if verdict.findings_cut:
        cut = Text(
            f"另有 {verdict.findings_cut} 条未列出。", f"{verdict.findings_cut} more findings are not listed."
        )
        lines += ["", cut.zh, "", cut.en]
    annotations = tuple(_annotation(found) for found in verdict.findings if found.path)
    return CheckReport(title, "\n".join(lines), _CONCLUSIONS[verdict.result.verdict], annotations)


def _annotation(found: Found) -> Annotation:
    """Plain text: the forge shows it as it is. `::` is broken up all the same, for whoever prints it."""
    plain = filled(found, in_markdown=False)
    basis = article(plain.article)
    message = (
        f"{plain.message.zh}\n怎样改：{plain.fix.zh}({basis.zh})\n"
        f"{plain.message.en}\nWhat to do: {plain.fix.en} ({basis.en})"
    ).replace("::", ": :")
    return Annotation(
        found.path,
        found.line,
        found.line,
        _LEVELS[plain.severity],
        plain.code,
        message,
        found.column,
        found.column,
    )


def reminder(submission: Submission, facts: CaseFacts) -> Text:
    """Words of the one reminder, or of the notice that a time has passed. Only the submitter's own login is a stranger's word."""
    deadline = submission.deadline
    day = deadline.until.isoformat() if deadline else ""
    if submission.stage is Stage.feedback:
        who = code(facts.pull.author.login) if facts.pull.author else "?"
        how = Text("请推送到同一分支。", "Push to the same branch.")
        if facts.issue is not None:
            how = Text(
                f"请编辑议题 #{facts.issue} 的正文。", f"Edit the description of issue #{facts.issue}."
            )
        return Text(
            f"提醒 {who}：补充期限为 {day} 24:00(第十三条)，逾期视为放弃备案。{how.zh}",
            f"Reminder for {who}: the time for the supplement ends on {day} 24:00 (Art. 13); after it the filing counts as abandoned. {how.en}",
        )
    return Text(
        f"核验期限已于 {day} 届满，请尽快核验。逾期不视为同意，也不视为不同意。",
        f"The time to decide ended on {day}; please decide soon. Nothing counts as granted or refused because of it.",
    )


def mentioned(reviewers: Sequence[Reviewers]) -> list[str]:
    """Teams as they are mentioned on the forge."""
    return sorted({f"{ORGANISATION}/{team}" for one in reviewers for team in one.teams})


def closing(submission: Submission, comment: str) -> str:
    """What is said when a request is closed: the case comment as it stands then, which tells why and how to come back."""
    heading = Text("本合并请求现在关闭。", "This pull request is closed now.")
    return f"{heading.zh} {heading.en}\n\n{comment}" if submission.may_close else comment


def merge_words(facts: CaseFacts, verdict: ForgeVerdict, submission: Submission) -> tuple[str, str]:
    """Title and message of the merge: nothing of a stranger's text, and what proves the approval."""
    title = f"Merge pull request #{facts.pull.number}: {verdict.kind.label.en}"
    lines = [
        f"Pull-request: {facts.pull.number}",
        f"Head: {verdict.head}",
        f"Judged-on: {verdict.base}",
        f"Result: {verdict.result.value}",
        *(f"Authority: {path}" for path in verdict.authorities),
        *(f"Approved-by: {number}" for number in submission.standing.approvers),
    ]
    return title, "\n".join(lines)
