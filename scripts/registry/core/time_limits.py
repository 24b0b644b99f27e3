"""The time limits of the Measures and those of this registry: how long, from which event, whose turn, and on what they rest.

Everything that is ours, because the Measures are silent or can be read in two ways, carries its reason for the rule book.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from registry.core.clock import Calendar, Computation, Pause, Unit, count_months, count_working_days
from registry.core.codes import Code
from registry.core.text import Text


class Party(Code):
    """Whose turn it is while a clock runs."""

    authority = "authority", "主管部门", "Competent authority"
    provider = "provider", "提供者", "Provider"
    institution = "institution", "机构使用者", "Institutional user"
    barred_unit = "barred_unit", "涉事单位", "Unit concerned"


class Start(Code):
    """The event on which a clock starts."""

    submitted = "submitted", "提交备案申请", "Filing submitted"
    feedback = "feedback", "主管部门反馈", "Feedback given"
    supplemented = "supplemented", "补充提交", "Supplement submitted"
    use_submitted = "use_submitted", "提交使用者备案", "User filing submitted"
    changed = "changed", "备案信息变更", "Filed information changed"
    use_changed = "use_changed", "使用情况变更", "Use changed"
    app_lost = "app_lost", "所用应用暂时下线、撤销或注销", "Used app suspended, revoked or withdrawn"
    bar_decided = "bar_decided", "作出处理决定", "Measures decided"
    complaint = "complaint", "收到投诉举报", "Complaint received"


PRODUCT_RULE = "product rule"


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline of the Measures or of ours. `article` is `Art. 13` or `product rule`, as rules cite it."""

    code: str
    article: str
    amount: int
    unit: Unit
    start: Start
    party: Party
    name: Text
    reason: Text | None = None
    """What is our reading or our rule here, and why; None: the article says it all."""

    @property
    def is_product_rule(self) -> bool:
        """Whether any of it is ours and must be labelled so."""
        return self.reason is not None

    def shortened(self, amount: int) -> "Clock":
        """The same with the shorter length of a province's implementing rules (Art. 26).

        Raises ValueError for a longer one: implementing rules carry out the Measures and cannot give more time than they do.
        """
        if not 1 <= amount <= self.amount:
            raise ValueError(
                f"the clock {self.code} runs for {self.amount} {self.unit.label.en}; a province can only shorten it, not to {amount}"
            )
        return replace(self, amount=amount)

    def deadline(self, instant: datetime, calendar: Calendar, pauses: Iterable[Pause] = ()) -> Computation:
        """When it ends for an event at `instant`. Raises ValueError for what cannot be counted."""
        if self.unit is Unit.working_days:
            return count_working_days(instant, self.amount, calendar, pauses)
        if tuple(pauses):
            raise ValueError(f"the clock {self.code} runs in months and knows no pause")
        return count_months(instant, self.amount)


REVIEW = Clock(
    "review", "Art. 13", 10, Unit.working_days, Start.submitted, Party.authority,
    Text("核验反馈", "Feedback on a filing"),
    Text(
        "《办法》未写明从提交还是受理起算；自提交起算，因为这是申请人知道、记录中也有的时刻。",
        "The Measures do not say whether it starts with submission or acceptance; it starts with submission, the instant that "
        "the applicant knows and the record holds.",
    ),
)  # fmt: skip
RECHECK = Clock(
    "recheck", PRODUCT_RULE, 5, Unit.working_days, Start.supplemented, Party.authority,
    Text("核验补充材料", "Checking a supplement"),
    Text(
        "核验期限在等待补充时中止、补充后继续；剩余不足5个工作日的，按5个工作日计，否则期末反馈的，补充当日即已逾期。",
        "The review clock stands still while a supplement is awaited and then runs on; if fewer than five working days are left, "
        "there are five: otherwise an authority that gave feedback at the end would be late as soon as the supplement arrives.",
    ),
)  # fmt: skip
SUPPLEMENT = Clock(
    "supplement", "Art. 13", 10, Unit.working_days, Start.feedback, Party.provider,
    Text("补充提交", "Supplement after feedback"),
)  # fmt: skip
CHANGE = Clock(
    "change", "Art. 15", 10, Unit.working_days, Start.changed, Party.provider,
    Text("变更后重新备案", "Re-filing after a change"),
)  # fmt: skip
CONFIRM = Clock(
    "confirm", PRODUCT_RULE, 10, Unit.working_days, Start.use_submitted, Party.authority,
    Text("确认使用者备案", "Confirming a user filing"),
    Text(
        "《办法》第十九条规定逐级确认，未规定期限；按第十三条核验的期限提示，使机构知道何时可以询问。逾期不视为确认。",
        "Art. 19 asks for confirmation and sets no time; the ten working days of Art. 13 are shown so that an institution knows when "
        "to ask. Nothing counts as confirmed because they have passed.",
    ),
)  # fmt: skip
USER_CHANGE = Clock(
    "user_change", "Art. 20", 10, Unit.working_days, Start.use_changed, Party.institution,
    Text("使用变更后更新", "Update after a change of use"),
)  # fmt: skip
APP_LOST = Clock(
    "app_lost", "Art. 20", 10, Unit.working_days, Start.app_lost, Party.institution,
    Text("所用应用失去备案后更新", "Update after a used app lost its filing"),
    Text(
        "《办法》未写明应用被暂时下线、撤销或注销对使用者备案的影响；视为使用情况变更。撤销、注销的，机构停用并更新备案；暂时下线的，"
        "更新备案即可，期内恢复的无需处理。",
        "The Measures do not say what the suspension, revocation or withdrawal of an app means for those who use it; it counts as a "
        "change of use. After a revocation or withdrawal the institution takes the use out; after a suspension any update will do, and "
        "none is needed if the app is reinstated in time.",
    ),
)  # fmt: skip
BAR = Clock(
    "bar", "Art. 24", 6, Unit.months, Start.bar_decided, Party.barred_unit,
    Text("不得提交备案申请", "No new filings"),
    Text(
        "《办法》未写明自决定之日还是公布之日起算；自决定之日起算，因为决定书载明日期。最后一日遇休息日不顺延，以免加重处理。",
        "The Measures do not say whether it starts with the decision or its publication; it starts with the decision, which "
        "bears a date. The last day does not move over rest days, since that would lengthen a sanction.",
    ),
)  # fmt: skip
_COMPLAINTS = Text(
    "《办法》第二十二条要求设立投诉举报渠道，但未规定办理期限；没有期限，投诉人无从知道何时可以追问。",
    "Art. 22 asks for a complaint channel and sets no time; without one nobody knows when to ask again.",
)
ACKNOWLEDGE = Clock(
    "complaint_acknowledge", PRODUCT_RULE, 5, Unit.working_days, Start.complaint, Party.authority,
    Text("投诉举报答复受理情况", "Acknowledging a complaint"), _COMPLAINTS,
)  # fmt: skip
DECIDE = Clock(
    "complaint_decide", PRODUCT_RULE, 20, Unit.working_days, Start.complaint, Party.authority,
    Text("投诉举报作出处理", "Deciding on a complaint"), _COMPLAINTS,
)  # fmt: skip
CLOCKS = {
    clock.code: clock
    for clock in (
        REVIEW, SUPPLEMENT, RECHECK, CHANGE, CONFIRM, USER_CHANGE, APP_LOST, BAR, ACKNOWLEDGE, DECIDE,
    )
}  # fmt: skip


def clocks_with(shorter: Mapping[str, int]) -> dict[str, Clock]:
    """The clocks with the shorter lengths of a province, by code (Art. 26); the two that rest on Art. 20 go together.

    Raises ValueError for an unknown code and for a length that is not shorter.
    """
    found = dict(CLOCKS)
    for code, amount in shorter.items():
        if code not in CLOCKS:
            raise ValueError(f"there is no clock {code}")
        found[code] = CLOCKS[code].shortened(amount)
        if code == USER_CHANGE.code:
            found[APP_LOST.code] = APP_LOST.shortened(amount)
    return found


AS_SET = Text("{since}确定的日期", "Set on {since}")


@dataclass(frozen=True, slots=True)
class SetDate:
    """A last day that somebody decided or that a notice names, so that nothing is counted."""

    code: str
    article: str
    party: Party
    name: Text
    reason: Text | None = None
    """As for a Clock: what is ours here, and why."""
    how: Text = AS_SET
    """How the date came about, with the day of the event."""

    @property
    def is_product_rule(self) -> bool:
        """Whether any of it is ours and must be labelled so."""
        return self.reason is not None


RECTIFICATION = SetDate(
    "rectification", "Art. 24", Party.barred_unit, Text("限期整改", "Rectification"),
    Text(
        "《办法》未规定整改期限的长短；以责令整改文书载明的日期为准。",
        "The Measures do not say how long a unit has to rectify; the date in the demand counts.",
    ),
)  # fmt: skip
BAR_END = SetDate(
    "bar_end",
    "Art. 24",
    Party.barred_unit,
    Text("不得提交备案申请的期限届满", "Last day of the bar"),
    BAR.reason,
)
LISTING_END = SetDate(
    "listing_end", PRODUCT_RULE, Party.authority, Text("期满移出名单", "Taking a unit off the list"),
    Text(
        "《办法》未写明列入名单到何时为止；以不得提交备案申请的期限为准，届满后由决定机关在案件中记为期满移出。",
        "The Measures do not say how long a unit stays on the list; it stays as long as it may not file, and then the authority that "
        "decided records the end in the case.",
    ),
)  # fmt: skip
BUFFER = SetDate(
    "buffer", "Point 3", Party.provider, Text("补齐ICP备案和等级保护定级备案", "Completing the ICP and MLPS filings"),
    how=Text("{since}公布的期限", "Announced on {since}"),
)  # fmt: skip
LIST_PUBLICATION = SetDate(
    "list_publication", "Art. 26", Party.authority, Text("按省级细则公布名单", "Publishing the list by the province's rules"),
    Text(
        "省级细则写明公布月份的，以该月末日为最后一日；只写每年次数的，把一年等分，以各期末日为最后一日。",
        "Where a province's rules name the months, the last day is that of the month; where they only say how often, the year is "
        "divided evenly and the last day of each part counts.",
    ),
    Text("{since}起一期的末日", "The last day of the period from {since}"),
)  # fmt: skip
SET_DATES = {
    one.code: one for one in (RECTIFICATION, BAR_END, LISTING_END, BUFFER, LIST_PUBLICATION)
}  # fmt: skip

TimeLimit = Clock | SetDate


@dataclass(frozen=True, slots=True)
class Reading:
    """How something is counted where the Measures are silent: a labelled product rule that holds for every clock."""

    code: str
    rule: Text
    reason: Text


READINGS = (
    Reading(
        "day_zero",
        Text(
            "期间以北京时间的日计；事件当日不计，自次一工作日起算，至最后一日24时止。",
            "Days are days in Beijing time; the day of the event does not count, counting starts with the next working day, and "
            "the last day lasts until 24:00.",
        ),
        Text(
            "《办法》未规定算法；依《民法典》第二百零一条、第二百零三条。",
            "The Measures do not say how to count; Civil Code Art. 201 and 203.",
        ),
    ),
    Reading(
        "months",
        Text(
            "按月计算的，最后一月的对应日为最后一日，没有对应日的为月末日，该日包括在内，遇休息日不顺延。",
            "A length in months ends with the corresponding day of the last month, or the month's end where there is none; that day "
            "is included and does not move over rest days.",
        ),
        Text(
            "对应日依《民法典》第二百零二条；第二百零三条的顺延利于须作为的一方，不用于加长处理期限。",
            "The corresponding day is of Civil Code Art. 202; the extension of Art. 203 helps whoever must act and is not used to "
            "lengthen a sanction.",
        ),
    ),
    Reading(
        "pause",
        Text(
            "已反馈、等待补充期间，核验的期限中止；中止当日仍计，恢复当日不计。",
            "While feedback is out the review clock stands still; the day on which it stops counts, the day on which it runs "
            "again does not.",
        ),
        Text(
            "《办法》未规定多轮反馈；同一时间只有一方的期限在走。",
            "The Measures do not speak of repeated rounds; only one side's time runs at once.",
        ),
    ),
    Reading(
        "rounds",
        Text(
            "反馈与补充的轮数不限。各轮共用同一核验期限，补充期限每轮重新起算。",
            "There may be any number of rounds of feedback and supplement. All of them share one review clock, and each gives the "
            "provider a full time for the supplement.",
        ),
        Text(
            "《办法》只写了一轮，也没有因轮数而不予备案的规定；核验期限不重新起算，所以多轮不会拖长主管部门的时间。",
            "The Measures describe one round and no refusal because of too many; since the review clock does not start again, more "
            "rounds give an authority no more time.",
        ),
    ),
    Reading(
        "decision",
        Text(
            "核验期限以反馈或作出决定为止；逾期既不视为同意，也不视为不同意。",
            "The review clock ends with feedback or a decision; when it has passed nothing counts as granted or refused.",
        ),
        Text(
            "《办法》只对信息有误时的反馈规定了期限，没有规定同意的期限和逾期的后果。",
            "The Measures set a time only for feedback on what is wrong, none for the positive decision, and no consequence.",
        ),
    ),
    Reading(
        "late_supplement",
        Text(
            "补充期限届满后的补充不予接收，本次申请视为放弃；可以重新提交，期限重新起算。主管部门可以恢复办理。",
            "A supplement after the last day is not taken and this application counts as abandoned; it can be submitted again, with new "
            "clocks. The authority may reopen it.",
        ),
        Text(
            "第十三条的放弃只针对本次申请，未禁止再次提交。",
            "Abandonment in Art. 13 is of this application; nothing forbids another one.",
        ),
    ),
    Reading(
        "told",
        Text(
            "告知过的最后一日与重新计算的不同时，以较晚者为准。",
            "Where the last day that was told differs from the one computed again, the later one counts.",
        ),
        Text(
            "放假安排公布后日期可能提前；不能让按告知日期办事的人逾期。",
            "A notice that comes later can move a date forward; nobody who kept to the date told may be late by it.",
        ),
    ),
    Reading(
        "provisional",
        Text(
            "放假安排尚未公布的日期按法定节假日推算，标为暂定；不因暂定日期届满而作出任何不利处理。",
            "Days without an announced arrangement are judged by the public holidays of the law and the date is marked "
            "provisional; nothing is closed because a provisional date has passed.",
        ),
        Text(
            "次年的放假安排通常在11月前后公布，可能改变上班日。",
            "The arrangement of a year is usually announced about November before it and can move working days.",
        ),
    ),
)
