"""The bot's one comment on a complaint: where it stands, who has to do what until when. Chinese first, English folded.

No word of the complaint or of a comment is repeated: names and numbers are those of the registry's own files.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from registry.core.breaches import NATURES
from registry.core.codes import BreachAction
from registry.core.complaint import FINAL, UNDECIDED, Complaint, ComplaintState, Ignored, Word
from registry.core.complaint_case import NoDraft
from registry.core.complaint_form import DECLARATIONS, Elsewhere, Field
from registry.core.personal_data import KIND_LABELS
from registry.core.text import Text, shown
from registry.render.deadlines import provisional_note

KEY = "complaint"
"""Of the comment."""

_S = ComplaintState

NEXT: dict[ComplaintState, Text] = {
    _S.received: Text("由{authority}答复是否受理。", "{authority} says whether it accepts the complaint."),
    _S.accepted: Text("由{authority}查证并作出处理。", "{authority} looks into it and decides."),
    _S.with_provider: Text(
        "{authority}已要求提供者整改，期限至{until}；期满后由主管部门作出处理。",
        "{authority} has asked the provider to rectify until {until}; then the authority decides.",
    ),
    _S.incomplete: Text(
        "请投诉人补充下列内容：编辑本议题的正文，或在评论中按“项目：内容”填写。补齐后才会转交主管部门。",
        "The complainant is asked for what is listed below: edit the description of this issue, or comment with “item: answer”. "
        "Only then is it passed on to the authority.",
    ),
    _S.out_of_scope: Text("本议题关闭，原因和去处见下。", "This issue is closed; see below why, and where to go."),
    _S.duplicate: Text(
        "同一应用、同一事项在30日内已有投诉，请关注 {first}；本议题关闭，两者一并处理。",
        "There is a complaint about the same app and matter within 30 days, {first}; this issue is closed and both are handled together.",
    ),
    _S.withdrawn: Text("投诉人已关闭本议题，不再处理。", "The complainant has closed this issue; nothing more is done."),
    _S.declined: Text(
        "主管部门不予受理，理由见其评论；补充材料后可以再次投诉。",
        "The authority declined it, with its reason in its comment; with further material a new complaint can be made.",
    ),
    _S.upheld: Text(
        "主管部门认定投诉属实。是否责令整改、作出何种处理，以公布的处理案件为准。",
        "The authority found the complaint true. What follows for the provider is told by the enforcement case alone.",
    ),
    _S.unfounded: Text(
        "主管部门认定投诉不属实，不计入该应用的记录。",
        "The authority found the complaint unfounded; it does not count against the app.",
    ),
}  # fmt: skip

ELSEWHERE: dict[Elsewhere, Text] = {
    Elsewhere.commercial: Text(
        "退费、合同、经营等一般商业纠纷不属于备案管理事项，请向提供者、12315平台或消费者协会反映，也可以依法起诉。",
        "Refunds, contracts and business matters are not about the filing: turn to the provider, to the 12315 platform or the "
        "consumers' association, or to a court.",
    ),
    Elsewhere.off_campus: Text(
        "“双减”和校外培训的投诉自2021年12月起由校外培训监管部门受理，请向当地校外教育培训监管部门反映。",
        "Complaints about off-campus tutoring (“double reduction”) have been taken by its own regulator since December 2021: turn to "
        "the local off-campus training authority.",
    ),
    Elsewhere.not_educational: Text(
        "《办法》第二条只管以教职工、学生、家长为主要用户的教育移动应用，其他应用请向网信、通信或市场监管部门反映。",
        "The Measures are about apps mainly for staff, students and parents (Art. 2): for others turn to the cyberspace, "
        "telecommunication or market authorities.",
    ),
}  # fmt: skip
_RETURN = Text(
    "如选错了事项，请用正确的事项重新投诉；主管部门也可以在此受理。",
    "If the wrong matter was chosen, complain again with the right one; an authority can also accept it here.",
)

_ASK: dict[Field, Text] = {
    Field.subject: Text(
        "应用内公示的备案号(教APP备和七位数字)，或备案的应用名称",
        "the filing number shown in the app (教APP备 and seven digits), or the name as filed",
    ),
    Field.category: Text("投诉事项：从表单所列事项中选一项", "the matter: one of those listed in the form"),
    Field.date: Text("什么时候发生的", "when it happened"),
    Field.description: Text("发生了什么", "what happened"),
    Field.evidence: Text("有哪些截图或其他证据", "which screenshots or other evidence there is"),
    Field.contact: Text(
        "何时、通过什么渠道向提供者反映过，对方怎样答复",
        "when and by which channel the provider was told, and its answer",
    ),
    Field.school: Text(
        "选用单位的统一社会信用代码(本事项针对学校等选用单位)",
        "the unified social credit code of the school (this matter is about who uses the app)",
    ),
    Field.consent: Text(
        "勾选全部声明：" + "；".join(text.zh for text in DECLARATIONS),
        "tick all declarations: " + "; ".join(text.en for text in DECLARATIONS),
    ),
}

_PRIVATE = Text(
    "**请先删除个人信息。** 标题或正文中似有{kinds}。请编辑本议题删去，再从“已编辑”记录中删除旧版本；做不到时请联系维护者删除本议题，"
    "改用非公开渠道。本程序不代为修改：改动后旧文字仍留在编辑记录里，反而让人以为已经删除。",
    "**Please remove personal data first.** The title or description seems to hold {kinds}. Edit this issue, then delete the older "
    "version from the “edited” history; if you cannot, ask the maintainers to delete the issue and use the private channel. The bot does not edit "
    "it for you: the old text would stay in the history and only look as if it were gone.",
)
_HIDDEN = Text("含个人信息的评论已被折叠，请原作者删除。", "Comments with personal data were folded away; their authors are asked to delete them.")  # fmt: skip
_ALLEGED = Text("投诉只是一方所述，未经认定。", "A complaint is what one side says; nothing is established.")
_FOR_OFFICERS = Text(
    "办理人员在评论第一行写：`受理`，`不予受理 理由`，`责令整改 2026-12-31`，`属实`，`不属实`。只有该主管部门名单中的账号有效。",
    "Officers write in the first line of a comment: `/accept`, `/decline reason`, `/rectify 2026-12-31`, `/uphold`, `/unfounded`. Only accounts "
    "listed for this authority count.",
)
_IGNORED = Text("最近一条办理意见未生效：{why}。", "The last command had no effect: {why}.")
_WORDS = {Word.accept: Text("受理", "accept"), Word.decline: Text("不予受理", "decline"), Word.rectify: Text("责令整改", "rectify"),
          Word.uphold: Text("属实", "uphold"), Word.unfounded: Text("不属实", "unfounded")}  # fmt: skip


class _Say(Protocol):
    """A text in the language of the part, filled in."""

    def __call__(self, text: Text, **values: Text | str) -> str:
        """The sentence."""


@dataclass(frozen=True, slots=True)
class Case:
    """What came of an upheld complaint: the pull request with the draft (None: it is about to be made), or why there is none."""

    pull_request: int | None = None
    why_not: NoDraft | None = None


def comment(
    complaint: Complaint, authority: Text, team: str, case: Case | None = None, *, hidden: bool = False
) -> str:
    """The whole comment. `team` is mentioned while it is the authority's turn. `hidden`: comments were folded away."""
    chinese = "\n".join(_lines(complaint, authority, team, case, hidden, "zh"))
    # The mention stands once: in the part that everybody sees.
    english = "\n".join(_lines(complaint, authority, "", case, hidden, "en"))
    return f"{chinese}\n\n<details>\n<summary>English</summary>\n\n{english}\n\n</details>\n"


def _lines(
    complaint: Complaint, authority: Text, team: str, case: Case | None, hidden: bool, language: str
) -> Iterator[str]:
    def say(text: Text, **values: Text | str) -> str:
        words = {
            name: value.in_language(language) if isinstance(value, Text) else value
            for name, value in values.items()
        }
        return text.in_language(language).format(**words)

    state = complaint.state
    yield say(Text("### 投诉：{state}", "### Complaint: {state}"), state=state.label)
    yield ""
    if complaint.private:
        kinds = Text("、".join(KIND_LABELS[k].zh for k in complaint.private), ", ".join(KIND_LABELS[k].en for k in complaint.private))  # fmt: skip
        yield "> " + say(_PRIVATE, kinds=kinds)
        yield ""
    decided = complaint.decided
    until = decided.until.isoformat() if decided and decided.until else ""
    step = say(NEXT[state], authority=authority, until=until, first=f"#{complaint.first}")
    mention = f" {team}" if team and state in UNDECIDED else ""
    yield say(Text("**下一步** {step}", "**Next** {step}"), step=step) + mention
    yield from _deadline(complaint, say)
    if state is _S.incomplete:
        yield ""
        yield from (f"- {say(_ASK[asked])}" for asked in complaint.missing)
        yield from _near(complaint, say)
    if complaint.elsewhere is not None:
        yield ""
        yield say(ELSEWHERE[complaint.elsewhere])
        yield say(_RETURN)
    yield from _about(complaint, authority, say)
    if case is not None:
        yield ""
        yield _case(complaint, case, say)
    yield ""
    if hidden or complaint.to_hide:
        yield say(_HIDDEN)
    if state in UNDECIDED:
        yield say(_ALLEGED)
    last = complaint.said[-1] if complaint.said else None
    if last is not None and last.ignored is not None:
        why = Text(*(_why(last.word, last.ignored, lang) for lang in ("zh", "en")))
        yield say(_IGNORED, why=why)
    if state not in FINAL - {_S.out_of_scope, _S.duplicate, _S.declined}:
        yield say(_FOR_OFFICERS)


def _why(word: Word, ignored: Ignored, language: str) -> str:
    return f"{_WORDS[word].in_language(language)}: {ignored.label.in_language(language)}"


def _deadline(complaint: Complaint, say: _Say) -> Iterator[str]:
    turn = complaint.turn
    if turn is None or turn.computed.due is None:
        return
    yield ""
    values: dict[str, Text | str] = {
        "name": turn.clock.name,
        "until": turn.computed.due.isoformat(),
        "since": turn.computed.day_zero.isoformat(),
        "amount": str(turn.clock.amount),
    }
    yield say(
        Text(
            "**期限** {until}(24时止)：{name}，自{since}提交起{amount}个工作日，当日不计。本系统规则，《办法》未规定期限。",
            "**Until** the end of {until}: {name}, {amount} working days from {since}, that day not counted. A rule of this registry; the Measures set no time.",
        ),
        **values,
    )
    if turn.computed.provisional:
        yield say(provisional_note(turn.computed))
    if complaint.is_late:
        yield say(Text("**已逾期。**", "**Overdue.**"))


def _near(complaint: Complaint, say: _Say) -> Iterator[str]:
    found = complaint.facts.found
    if found.unknown:
        yield ""
        yield say(Text("{number} 没有发放过。", "{number} was never given."), number=found.unknown)
    if found.near:
        yield ""
        yield say(Text("是不是其中之一？请填写备案号。", "Is it one of these? Give the number."))
        yield from (f"- {near.number} {_code(near.name)}" for near in found.near)
    elif Field.subject in complaint.missing and complaint.facts.typed.answers.get(Field.subject):
        yield ""
        yield say(
            Text(
                "没有找到这个应用。未备案的应用被学校选用的，请选择“选用未备案应用”并填写学校的统一社会信用代码。",
                "No such app is filed. If a school uses an app that is not filed, choose “Use of an unfiled app” and give the school's code.",
            )
        )


def _about(complaint: Complaint, authority: Text, say: _Say) -> Iterator[str]:
    subject, category = complaint.subject, complaint.category
    if subject is None or category is None:
        return
    yield ""
    what = f"{_code(subject.name)} {subject.number}".strip()
    yield f"- {say(Text('对象', 'About'))}: {what}"
    yield f"- {say(Text('事项', 'Matter'))}: {say(category.label)}"
    yield f"- {say(Text('主管部门', 'Authority'))}: {say(authority)}"


def _case(complaint: Complaint, case: Case, say: _Say) -> str:
    if case.why_not is not None:
        return say(
            Text("未自动起草处理案件：{why}。", "No enforcement case was drafted: {why}."),
            why=case.why_not.label,
        )
    where = (
        f"#{case.pull_request}" if case.pull_request else say(Text("即将生成的合并请求", "a pull request"))
    )
    text = say(
        Text("处理案件草稿见 {where}，由主管部门补充后合并。", "A draft of the enforcement case is in {where}; the authority completes and merges it."),
        where=where,
    )  # fmt: skip
    category = complaint.category
    if category is not None and NATURES[category].action is BreachAction.revocation:
        text += say(Text("此类情形依通知第三条可以直接撤销备案。", " By Point 3 of the circular such a filing can be revoked at once."))  # fmt: skip
    return text


def _code(name: str) -> str:
    """A registered name: its form allows nothing that acts, and a code span makes sure."""
    return f"`{shown(name).replace('`', 'ˋ').replace('@', '＠')}`"
