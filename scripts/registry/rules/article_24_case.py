"""Art. 24, the course of a case: a demand to rectify, its outcome, and only then measures."""

from collections.abc import Iterator
from datetime import date

from registry.core import paths
from registry.core.case import EnforcementCase
from registry.core.codes import RectificationResult
from registry.core.finding import Fault, Place, Verdict
from registry.core.lookup import Lookup
from registry.core.snapshot import CaseFile
from registry.core.text import Text
from registry.rules.catalogue import PRODUCT_RULE, declare


def _sanctions(case: EnforcementCase) -> bool:
    """Whether it holds a measure of Art. 24; a circular alone is Art. 23."""
    measures = case.measures
    return measures is not None and bool(measures.list or measures.revoked_numbers or measures.bar)


def _unfounded(case: EnforcementCase) -> bool:
    """Whether measures of Art. 24 stand there without a demand that was not met."""
    return (
        _sanctions(case)
        and not case.may_take_measures
        and not case.revoked_at_once
        and not case.about_a_user  # A24-26
    )


def measures_follow_an_unmet_demand(file: CaseFile, _: Lookup, __: date) -> Iterator[Fault]:
    """Breach AND not rectified in time; so the demand stands there, its time is over, and the outcome is established."""
    case: EnforcementCase = file.content
    if _unfounded(case):
        yield Fault("A24-10", ("measures",), {})
    elif (
        _sanctions(case) and case.may_take_measures and case.measures and case.demand and case.demand.outcome
    ):
        decided, demand = case.measures.decided_on, case.demand
        # Where the outcome or the order of the days is wrong already, A24-15 and A24-13 say so.
        if demand.demanded <= decided <= demand.due < case.demand.outcome.date:
            yield Fault("A24-10", ("measures", "decided_on"), {})


declare(
    "A24-10",
    article="Art. 24",
    kinds=("case",),
    title=Text("列入名单、撤销和限制以整改不及时为前提", "List, revocation and bar follow a demand that was not met in time"),
    text=Text("没有已到期且认定为“整改不及时”的责令整改，不能作出列入名单、撤销备案或限制申请的决定。",
              "No demand to rectify has run out and been found not met; without one there is no listing, revocation or bar."),
    fix=Text("请先填写责令整改、期限和认定结果；决定日期应在整改期限之后。只作通报的，删除名单、撤销和限制。",
             "Record the demand, its time limit and the outcome first; decide after the limit. For a circular alone, take list, revocation and bar out."),
    check=measures_follow_an_unmet_demand,
)  # fmt: skip


def revocation_at_once_is_no_listing(file: CaseFile, _: Lookup, __: date) -> Iterator[Fault]:
    """Point 3 revokes and announces; it does not mention the list."""
    case: EnforcementCase = file.content
    if case.revoked_at_once and not case.may_take_measures and case.measures and case.measures.list:
        yield Fault("A24-11", ("measures", "list"), {})


declare(
    "A24-11",
    article="Point 3",
    kinds=("case",),
    verdict=Verdict.refer,
    title=Text("直接撤销备案的不一并列入名单", "Revocation at once does not put the unit on the list"),
    text=Text("缺少ICP备案或等级保护的可以直接撤销并通报；未经责令整改列入名单的，须人工判断。",
              "For a missing ICP or MLPS filing the filing is revoked and announced at once; a listing without a demand to rectify needs a person."),
    fix=Text("请删除名单，或补充责令整改及认定结果。", "Take the list out, or record a demand to rectify and its outcome."),
    reason=Text("通知第三条只写撤销和通报，名单以第二十四条“整改不及时”为前提；二者的关系没有规定。",
                "Point 3 speaks of revocation and circular only; the list rests on “not rectified in time” in Art. 24, and how the two meet is not said."),
    check=revocation_at_once_is_no_listing,
)  # fmt: skip


def state_is_what_is_recorded(file: CaseFile, _: Lookup, today: date) -> Iterator[Fault]:
    """The state repeats what demand, outcome, measures and day already say."""
    case: EnforcementCase = file.content
    right = case.states_on(today)
    if case.state in right:
        return
    if _unfounded(case) and case.state in case.model_copy(update={"measures": None}).states_on(today):
        return  # the measures are what is wrong: A24-10
    stated, fits = case.state.label, right[-1].label
    values = {"stated": stated.zh, "stated_en": stated.en, "right": right[-1].value}
    yield Fault("A24-12", ("state",), {**values, "fits": fits.zh, "fits_en": fits.en})


declare(
    "A24-12",
    article=PRODUCT_RULE,
    kinds=("case",),
    title=Text("状态与记录的内容一致", "The state is what the case records"),
    text=Text("状态写的是“{stated}”，按所填的整改、认定和措施应为“{fits}”。", "The state is “{stated_en}”; by the demand, outcome and measures recorded it is “{fits_en}”."),
    fix=Text("请改为 state: {right}，或补充、改正所填内容。", "Write state: {right}, or complete and correct what is recorded."),
    reason=Text("线索不等于认定：状态先于内容会使未经认定的单位显得已被处理。", "An allegation is not a finding: a state ahead of its record would show a unit as sanctioned that is not."),
    check=state_is_what_is_recorded,
)  # fmt: skip

_Dated = tuple[Place, str, Text]
_OPENED, _DEMANDED = Text("立案日期", "the opening"), Text("责令整改日期", "the demand")
_DUE, _OUTCOME = Text("整改期限", "the time limit"), Text("认定日期", "the outcome")
_SUSPENDED, _REINSTATED = Text("下线日期", "the suspension"), Text("恢复日期", "the reinstatement")
_DECIDED, _FROM, _LIFTED = (
    Text("决定日期", "the decision"),
    Text("限制起始日期", "the start of the bar"),
    Text("移出日期", "the lifting"),
)


def _opened(file: CaseFile) -> str:
    """The day in the file's name: where the content says another one, A24-17 is what is wrong."""
    where = paths.parse(file.path)
    return where.date if where else file.content.opened_on


def _in_order(file: CaseFile) -> Iterator[tuple[_Dated, _Dated]]:
    """Pairs of days of which the second is not before the first."""
    case: EnforcementCase = file.content
    opened: _Dated = ("opened_on",), _opened(file), _OPENED
    last = opened
    for index, demand in enumerate(case.rectifications):
        demanded: _Dated = ("rectifications", index, "demanded"), demand.demanded, _DEMANDED
        yield last, demanded
        last = demanded
        yield demanded, (("rectifications", index, "due"), demand.due, _DUE)
        if demand.outcome:
            last = ("rectifications", index, "outcome", "date"), demand.outcome.date, _OUTCOME
            yield demanded, last
    start: _Dated = opened
    if case.rectifications:
        start = ("rectifications", 0, "demanded"), case.rectifications[0].demanded, _DEMANDED
    since: dict[str, _Dated] = {}
    for index, suspension in enumerate(case.suspensions):
        suspended: _Dated = ("suspensions", index, "date"), suspension.date, _SUSPENDED
        yield start, suspended
        for number in suspension.numbers:
            since.setdefault(number, suspended)
    for index, reinstatement in enumerate(case.reinstatements):
        for earlier in dict.fromkeys(since[number] for number in reinstatement.numbers if number in since):
            yield earlier, (("reinstatements", index, "date"), reinstatement.date, _REINSTATED)
    if case.measures is None:
        return
    decided: _Dated = ("measures", "decided_on"), case.measures.decided_on, _DECIDED
    # Between demand and time limit the decision is too early: A24-10.
    too_early = case.demand and case.demand.demanded <= decided[1] <= case.demand.due
    if not (too_early and _sanctions(case)):
        yield last, decided
    if case.measures.bar:
        yield decided, (("measures", "bar", "start"), case.measures.bar.start, _FROM)
    if case.lifted:
        yield decided, (("lifted", "date"), case.lifted.date, _LIFTED)


def days_follow_one_another(file: CaseFile, _: Lookup, today: date) -> Iterator[Fault]:
    """Of two days in the wrong order the later step is told; a day that was told, or lies in the future (A24-14), is not asked again."""
    told: set[Place] = set()
    for earlier, later in _in_order(file):
        wrong = later[1] < earlier[1] <= today.isoformat()
        if wrong and told.isdisjoint((earlier[0], later[0])):
            told |= {earlier[0], later[0]}
            values = {"day": later[1], "step": later[2].zh, "step_en": later[2].en}
            more = {"before": earlier[1], "earlier": earlier[2].zh, "earlier_en": earlier[2].en}
            yield Fault("A24-13", later[0], {**values, **more})


declare(
    "A24-13",
    article=PRODUCT_RULE,
    kinds=("case",),
    title=Text("各步骤的日期先后有序", "The days of a case follow one another"),
    text=Text("{step} {day} 早于{earlier} {before}。", "The day of {step_en}, {day}, is before that of {earlier_en}, {before}."),
    fix=Text("请核对这两个日期。", "Check these two days."),
    reason=Text("立案、责令整改、认定、决定、限制和移出依次发生，期限才能由人复核。", "Opening, demand, outcome, decision, bar and lifting come one after another; only so can people count the limits again."),
    check=days_follow_one_another,
)  # fmt: skip


def _done(file: CaseFile) -> Iterator[tuple[Place, str]]:
    """Days of what has been done; limits and starts may lie ahead."""
    case: EnforcementCase = file.content
    yield ("opened_on",), _opened(file)
    for index, demand in enumerate(case.rectifications):
        yield ("rectifications", index, "demanded"), demand.demanded
        if demand.outcome:
            yield ("rectifications", index, "outcome", "date"), demand.outcome.date
    for index, suspension in enumerate(case.suspensions):
        yield ("suspensions", index, "date"), suspension.date
    for index, reinstatement in enumerate(case.reinstatements):
        yield ("reinstatements", index, "date"), reinstatement.date
    if case.measures:
        yield ("measures", "decided_on"), case.measures.decided_on
    if case.lifted:
        yield ("lifted", "date"), case.lifted.date


def nothing_is_done_in_the_future(file: CaseFile, _: Lookup, today: date) -> Iterator[Fault]:
    """A case records what was done. A day after today is a slip, or a decision that nobody has taken."""
    for place, day in _done(file):
        if day > today.isoformat():
            yield Fault("A24-14", place, {"day": day, "today": today.isoformat()})


declare(
    "A24-14",
    article=PRODUCT_RULE,
    kinds=("case",),
    title=Text("案件只记录已经发生的事项", "A case records only what has been done"),
    text=Text("日期 {day} 在今天({today})之后。", "The day {day} is after today ({today})."),
    fix=Text("请核对日期；尚未作出的决定在作出后再填写。", "Check the day; record a decision once it is taken."),
    reason=Text("名单一经合并即公示并生效。", "What is merged is published and takes effect."),
    check=nothing_is_done_in_the_future,
)  # fmt: skip


def failure_is_established_after_the_limit(file: CaseFile, _: Lookup, __: date) -> Iterator[Fault]:
    """Until the end of the last day the unit can still rectify. An outcome before the demand is A24-13's."""
    for index, demand in enumerate(file.content.rectifications):
        outcome = demand.outcome
        if outcome is None or outcome.result is not RectificationResult.not_rectified:
            continue
        if demand.demanded <= outcome.date <= demand.due:
            place: Place = ("rectifications", index, "outcome", "date")
            yield Fault("A24-15", place, {"day": outcome.date, "due": demand.due})


declare(
    "A24-15",
    article="Art. 24",
    kinds=("case",),
    title=Text("整改期限届满后才能认定整改不及时", "Failure to rectify is established after the time limit"),
    text=Text("{day} 认定整改不及时，而整改期限 {due} 尚未届满(含当日)。", "“Not rectified in time” is established on {day}, but the limit {due} is not over (its last day included)."),
    fix=Text("请核对认定日期和整改期限。", "Check the day of the outcome and the time limit."),
    reason=Text("《办法》未写期限如何计算；依《民法典》第二百零三条，最后一日至24时止。", "The Measures do not say how the limit is counted; by Civil Code Art. 203 the last day lasts until 24:00."),
    check=failure_is_established_after_the_limit,
)  # fmt: skip


def further_demand_follows_an_unmet_one(file: CaseFile, _: Lookup, __: date) -> Iterator[Fault]:
    """Every demand but the last was found not met."""
    for index, demand in enumerate(file.content.rectifications[:-1]):
        if demand.outcome is None or demand.outcome.result is not RectificationResult.not_rectified:
            yield Fault("A24-16", ("rectifications", index + 1), {})


declare(
    "A24-16",
    article=PRODUCT_RULE,
    kinds=("case",),
    title=Text("再次责令整改在上一次整改不及时之后", "A further demand follows one that was not met"),
    text=Text("上一次责令整改没有认定为“整改不及时”，不能再次责令。", "The demand before this one was not found “not rectified in time”."),
    fix=Text("请补充上一次的认定结果；新的违规请另立案件。", "Record the outcome of that demand; open another case for a new breach."),
    reason=Text("《办法》未写多次责令；每次都须有结果，才能看出最后一次是否到期。", "The Measures do not speak of several demands; each needs an outcome, so that it is clear which one runs."),
    check=further_demand_follows_an_unmet_one,
)  # fmt: skip


def file_is_named_by_the_opening(file: CaseFile, _: Lookup, __: date) -> Iterator[Fault]:
    """The day in the file's name is the day on which the case was opened."""
    where = paths.parse(file.path)
    if where is not None and where.date != file.content.opened_on:
        yield Fault("A24-17", ("opened_on",), {"named": where.date, "stated": file.content.opened_on})


declare(
    "A24-17",
    article=PRODUCT_RULE,
    kinds=("case",),
    title=Text("文件名中的日期是立案日期", "The day in the file's name is that of the opening"),
    text=Text("文件名中的日期是 {named}，立案日期是 {stated}。", "The file is named {named}, but the case was opened on {stated}."),
    fix=Text("请改正其中之一，使二者一致。", "Correct one of them so that both agree."),
    reason=Text("同一单位的案件以立案日期区分。", "Cases against one unit are told apart by the day of their opening."),
    check=file_is_named_by_the_opening,
)  # fmt: skip


def suspension_follows_a_demand(file: CaseFile, _: Lookup, __: date) -> Iterator[Fault]:
    """An allegation alone takes no app off the platform."""
    if file.content.suspensions and not file.content.rectifications:
        yield Fault("A24-18", ("suspensions",), {})


declare(
    "A24-18",
    article=PRODUCT_RULE,
    kinds=("case",),
    title=Text("责令整改后才暂时下线", "Apps are suspended only once rectification is demanded"),
    text=Text("没有责令整改，应用不能暂时下线。", "No rectification is demanded; no app can be suspended."),
    fix=Text("请填写责令整改，或删除暂时下线。", "Record the demand, or take the suspension out."),
    reason=Text("《办法》没有暂时下线；2021年的做法是下线直至整改完成，故以责令整改为前提。", "The Measures know no suspension; in the practice of 2021 apps were off until rectified, so it rests on a demand."),
    check=suspension_follows_a_demand,
)  # fmt: skip


def only_a_list_is_lifted(file: CaseFile, _: Lookup, __: date) -> Iterator[Fault]:
    """Without a listing there is nothing to leave."""
    case: EnforcementCase = file.content
    if case.lifted and (case.measures is None or case.measures.list is None):
        yield Fault("A24-19", ("lifted",), {})


declare(
    "A24-19",
    article=PRODUCT_RULE,
    kinds=("case",),
    title=Text("列入名单的才能移出", "Only a listed unit is taken off the list"),
    text=Text("该单位没有列入名单，谈不上提前移出。", "The unit is on no list, so it cannot be lifted early."),
    fix=Text("请删除 lifted；整改完成请填写认定结果，恢复应用请填写恢复备案。", "Take lifted out; a rectification is an outcome, an app's return a reinstatement."),
    reason=Text("《办法》未写移出；本系统只移出名单和限制。", "The Measures do not speak of leaving the list; here list and bar are what can be lifted."),
    check=only_a_list_is_lifted,
)  # fmt: skip
