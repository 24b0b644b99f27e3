"""The bot's one comment on an issue with a filing, and the words of the pull request that it makes of it. Chinese first, English folded.

Nothing of what was pasted is repeated but what the rules' own sentences show; personal data they do not show.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from registry.core.detection import Kind
from registry.core.forge import Account
from registry.core.forge_writes import LONGEST_BODY
from registry.core.issue_course import MOST_OF_ONE, IssueState
from registry.core.issue_filing import DECLARATIONS, Unclear
from registry.core.personal_data import KIND_LABELS
from registry.core.submission import Registered
from registry.core.text import Text
from registry.render.finding_list import Shown, finding_list
from registry.render.form_link import FormLink, in_form
from registry.render.inert import code
from registry.render.number_list import number_list

KEY = "filing"
"""Of the comment."""
BEYOND = "filing-limit"
"""Of the one comment that tells an account that it has gone beyond its share."""
_ROOM = LONGEST_BODY - 2_000
_MOST = 40
_LOGIN = re.compile("[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})")

_TITLE = re.compile(r"\S+ [0-9A-Z]{18} \(议题 #[0-9]+\) .*")

_S = IssueState
_NEXT: dict[IssueState, Text] = {
    _S.incomplete: Text(
        "还不能检查，原因见下。请编辑本议题的正文(右上角“…”，Edit)，保存后自动再次检查，不必新建议题。",
        "It cannot be checked yet, for the reason below. Edit the description of this issue (“…”, Edit): it is checked again by itself; no new issue is needed.",
    ),
    _S.needs_correction: Text(
        "请按下面的检查结果更正：编辑本议题的正文，保存后自动再次检查，不必新建议题。检查不再拒绝之前，备案期限没有起算。",
        "Mend what is listed below by editing the description of this issue: it is checked again by itself; no new issue is needed. Until the check "
        "lets it pass no time runs.",
    ),
    _S.submitted: Text(
        "已为您提交合并请求 {pull}，由主管部门核验，进展、期限和反馈都在那里。需要修改或补充时编辑本议题的正文，合并请求随之更新；关闭本议题即为撤回。",
        "Your filing is now pull request {pull}, for the authority to check: course, time limits and feedback stand there. To change or supplement it "
        "edit the description of this issue, and the request follows; closing this issue takes it back.",
    ),
    _S.merged: Text(
        "合并请求 {pull} 已获批准并合并，等待登记程序编号，一般在一小时内完成，结果写在这里。",
        "Pull request {pull} is approved and merged; the registrar gives the number, as a rule within the hour, and this comment tells it.",
    ),
    _S.registered: Text(
        "办理完毕(合并请求 {pull})，本议题关闭。提供者请在应用的显著位置标明备案号(第十四条)；备案内容有变更的，10个工作日内更新备案(第十五条、第二十条)，届时请新建议题。",
        "Done (pull request {pull}); this issue is closed. A provider shows the number in its app (Art. 14); what changes is filed within ten working days (Art. 15, 20), in a "
        "new issue.",
    ),
    _S.ended: Text(
        "合并请求 {pull} 已关闭，没有完成备案；原因见那里的评论。重新办理请更正后新建议题，期限重新起算；主管部门也可以重新打开该合并请求。",
        "Pull request {pull} is closed without a filing; its comment tells why. To come back, mend it and open a new issue, with new time limits; the "
        "authority can also reopen the request.",
    ),
    _S.withdrawn: Text(
        "本议题已关闭，视为撤回。重新打开本议题即为重新提交，期限重新起算。",
        "This issue was closed, which takes the filing back. Opening it again submits it anew, with new time limits.",
    ),
}  # fmt: skip
_WHAT_TO_DO: dict[Unclear, Text] = {
    Unclear.nothing: Text(
        "请把备案文件的全部内容粘贴到“备案文件(YAML)”标题之下的代码块里；可以先在本站的填报页填写，再点“复制”。",
        "Paste the whole filing into the code block below the heading “Filing (YAML)”; the form on the site writes it: press “copy” there.",
    ),
    Unclear.several: Text(
        "一个议题只能有一份备案：请保留一份，其余各自新建议题。",
        "One issue holds one filing: keep one, and open an issue for each of the others.",
    ),
    Unclear.open_fence: Text(
        "请让代码块以单独一行 ``` 开头、以单独一行 ``` 结束，中间没有这样的行。",
        "Let the code block begin and end with a line of ``` alone, and let no line between them begin so.",
    ),
    Unclear.undeclared: Text(
        "请勾选全部声明(在正文中写成 [x])：" + "；".join(text.zh for text in DECLARATIONS) + "。",
        "Tick all declarations ([x] in the text): " + "; ".join(text.en for text in DECLARATIONS) + ".",
    ),
    Unclear.no_kind: Text(
        "请在文件开头加上这一行，或用本站的填报页重新生成。",
        "Add the line at the beginning of the file, or let the form on the site write it anew.",
    ),
}
_KEPT = Text(
    "**修改没有生效：**合并请求 {pull} 仍是此前的版本；改正后才会更新。",
    "**The change has no effect yet:** pull request {pull} still holds the former version until this is mended.",
)
_TOUCHED = Text(
    "合并请求 {pull} 的分支上有别人的提交，登记程序不再改写它；请在合并请求中与主管部门商定，或关闭本议题后新建议题。",
    "Somebody else has committed on the branch of pull request {pull}, so the bot no longer changes it; settle it there with the authority, or close "
    "this issue and open a new one.",
)
_OTHER = Text(
    "合并请求 {pull} 是另一单位或另一种备案的，不能改成这一份：请恢复原来的内容，并为这一份新建议题。",
    "Pull request {pull} is of another unit, or of the other kind of filing, and does not become this one: put the former text back, and open a new issue for this "
    "one.",
)
_PRIVATE = Text(
    "**请先删除个人信息。** 本议题中似有{kinds}。请编辑正文删去，再从“已编辑”记录中删除旧版本；做不到时请联系维护者删除本议题。"
    "含个人信息的内容不会写入登记库。",
    "**Please remove personal data first.** This issue seems to hold {kinds}. Edit it, then delete the older version from the “edited” history; if you "
    "cannot, ask the maintainers to delete the issue. What holds personal data does not get into the registry.",
)
_GOES_TO = Text("核验机关：{authority}。", "Checked by: {authority}.")
_BEYOND = Text(
    "您有超过{most}个未办结的备案议题。为了不妨碍他人，登记程序同时只处理其中最早的{most}个，前面的办结后自动继续；一批学校请由主管部门用表格批量导入。",
    "You have more than {most} open issues with filings. So that nobody is kept out the bot looks at the oldest {most} at a time, and goes on by itself "
    "as they end; many schools at once are imported from a spreadsheet by their authority.",
)
_BODY = Text(
    "本合并请求由登记程序按议题 {issue} 的内容提交，提交人 {filer}。只改动一个备案文件。\n\n"
    "修改或补充：由提交人编辑议题 {issue} 的正文，本请求随之更新。撤回：关闭议题 {issue}。核验方法与其他请求相同。",
    "Made by the registry from issue {issue}, submitted by {filer}. It changes the file of one filing.\n\n"
    "To change or supplement it the submitter edits the description of issue {issue}, and this request follows. Closing issue {issue} takes it back. It is "
    "checked like any other.",
)


@dataclass(frozen=True, slots=True)
class Told:
    """All that the comment says. `pull` is the request's number; `authority` who will check it.

    `kept`: the request still holds a former text. `touched`: others have committed on its branch. `other`: it is of another unit or kind.
    """

    state: IssueState
    pull: int | None = None
    unclear: Unclear | None = None
    findings: Sequence[Shown] = ()
    findings_cut: int = 0
    authority: Text | None = None
    private: Sequence[Kind] = ()
    kept: bool = False
    touched: bool = False
    other: bool = False
    form: FormLink | None = None
    rule_book: Text | None = None
    registered: Sequence[Registered] = ()


def comment(told: Told) -> str:
    """The whole comment, short enough for the forge."""
    most = _MOST
    while True:
        chinese, english = (_part(told, language, most) for language in ("zh", "en"))
        text = f"{chinese}\n\n<details>\n<summary>English</summary>\n\n{english}\n\n</details>\n"
        if sum(1 + (c > "\uffff") for c in text) <= _ROOM or not most:
            return text
        most //= 2


def _part(told: Told, language: str, most: int) -> str:
    return "\n\n".join(_paragraphs(told, language, most))


def _paragraphs(told: Told, language: str, most: int) -> Iterator[str]:
    def say(text: Text, **values: str) -> str:
        return text.in_language(language).format(**values)

    chinese = language == "zh"
    state = told.state.label.in_language(language)
    pull = f"#{told.pull}" if told.pull else ("(即将生成)" if chinese else "(about to be made)")
    yield f"### 备案：{state}" if chinese else f"### Filing: {state}"
    if told.private:
        kinds = "、".join(KIND_LABELS[kind].zh for kind in told.private) if chinese else ", ".join(KIND_LABELS[kind].en for kind in told.private)  # fmt: skip
        yield "> " + say(_PRIVATE, kinds=kinds)
    yield ("**下一步** " if chinese else "**Next** ") + say(_NEXT[told.state], pull=pull)
    if numbers := number_list(told.registered, language):
        yield numbers
    if told.kept:
        yield say(_KEPT, pull=pull)
    if told.touched:
        yield say(_TOUCHED, pull=pull)
    if told.other:
        yield say(_OTHER, pull=pull)
    if told.unclear is not None:
        colon = "：" if chinese else ": "
        yield f"- {told.unclear.label.in_language(language)}{colon}{say(_WHAT_TO_DO[told.unclear])}"
    if told.authority is not None and told.state in (_S.needs_correction, _S.submitted):
        yield say(_GOES_TO, authority=told.authority.in_language(language))
    listed = finding_list(told.findings, told.findings_cut, told.rule_book, language, most, with_path=False)
    if listed:
        yield listed
    if told.form is not None and told.state in (_S.needs_correction, _S.incomplete):
        yield in_form(told.form, language, of_issue=True)


def beyond() -> str:
    """What an account is told once that has more open issues than its share."""
    text = _BEYOND.fill(most=str(MOST_OF_ONE))
    return f"{text.zh}\n\n{text.en}\n"


def mention(filer: Account) -> str:
    """The filer so that the forge tells him what happens to the request; a login of another shape only as inert words."""
    return f"@{filer.login}" if _LOGIN.fullmatch(filer.login) else code(filer.login)


def title(kind: Text, uscc: str, issue: int) -> str:
    """Of the pull request: nothing that a stranger wrote, but for a code whose form allows nothing else."""
    return f"{kind.zh} {uscc} (议题 #{issue}) {kind.en} from issue #{issue}"


def is_other(title_now: str, wanted: str) -> bool:
    """Whether a request's title says that it is of another unit or kind; one that people have written says nothing."""
    return title_now != wanted and _TITLE.fullmatch(title_now) is not None


def body(issue: int, filer: Account) -> str:
    """Of the pull request."""
    words = {"issue": f"#{issue}", "filer": mention(filer)}
    # The mention stands once.
    english = {**words, "filer": code(filer.login)}
    return f"{_BODY.zh.format(**words)}\n\n---\n\n{_BODY.en.format(**english)}\n"


def message(kind: Text, uscc: str, issue: int) -> str:
    """Of the commit."""
    return f"File {uscc} ({kind.en}) from issue #{issue}\n\nIssue: {issue}\n"
