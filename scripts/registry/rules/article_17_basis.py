"""Art. 17: an app that is self-developed, self-selected or required by a superior authority needs a user filing.

Three separate triggers, any one of which suffices. Mandatory and recommended use are both filed; what students choose
themselves is not. What protects students and parents in use stands in `article_17_protection`.
"""

from collections.abc import Iterator
from datetime import date

from registry.core import authority
from registry.core.authority import MINISTRY
from registry.core.codes import UseBasis
from registry.core.finding import Fault, Verdict
from registry.core.lookup import Lookup
from registry.core.snapshot import UserFile
from registry.core.text import Text
from registry.rules.catalogue import PRODUCT_RULE, declare
from registry.rules.undecided import provider_of, undecided_uses


def selected_by_collective_decision(file: UserFile, _: Lookup, __: date) -> Iterator[Fault]:
    """Self-selected means that the institution decided as a body, with a document or minutes."""
    for index, use in enumerate(file.content.uses):
        if use.basis is UseBasis.self_selected and not use.decision.collective:
            yield Fault("A17-1", ("uses", index, "decision", "collective"), {"id": use.id})


declare(
    "A17-1",
    article="Art. 17",
    kinds=("user",),
    title=Text("自主选用经集体决策", "A self-selected app was decided on collectively"),
    text=Text("使用“{id}”为自主选用，但没有经过集体决策。", "The use “{id}” is self-selected, but there was no collective decision."),
    fix=Text("请经校务会等集体决策后，填写会议纪要或文件及日期；由个人决定的不得选用。", "Decide on it as a body, then give the minutes or document and the date; what one person decided may not be used."),
    reason=Text(
        "第十七条没有解释“自主选用”；各地执行中指已完成提供者备案、并经本单位集体决策且有文件或会议纪要的应用。",
        "Art. 17 does not explain “self-selected”; in practice it is an app with a provider filing on which the unit decided "
        "collectively, with a document or minutes.",
    ),
    check=selected_by_collective_decision,
)  # fmt: skip


def decision_is_made(file: UserFile, _: Lookup, today: date) -> Iterator[Fault]:
    """What is to be decided later is not decided."""
    for index, use in enumerate(file.content.uses):
        if use.decision.date > today.isoformat():
            yield Fault(
                "A17-2", ("uses", index, "decision", "date"), {"id": use.id, "date": use.decision.date}
            )


declare(
    "A17-2",
    article=PRODUCT_RULE,
    kinds=("user",),
    title=Text("决策日期不晚于今天", "A decision is not dated in the future"),
    text=Text("使用“{id}”的决策日期 {date} 还没有到。", "The decision on the use “{id}” is dated {date}, which has not come yet."),
    fix=Text("请填写会议或文件的实际日期；尚未决策的，决策后再提交。", "Give the actual day of the meeting or document; if nothing was decided yet, submit after the decision."),
    reason=Text("备案的是已作出的决定；《办法》没有规定日期的写法。", "What is filed is a decision that was made; the Measures say nothing on its date."),
    check=decision_is_made,
)  # fmt: skip


def decided_before_it_began(file: UserFile, lookup: Lookup, today: date) -> Iterator[Fault]:
    """The decision is not younger than the use, or than its change. A17-2 tells of one in the future."""
    for index, use in undecided_uses(file, lookup, "decision", "start_date", "changed_on"):
        begins = max(use.start_date, use.changed_on or "")
        if begins < use.decision.date <= today.isoformat():
            values = {"id": use.id, "date": use.decision.date, "start": begins}
            yield Fault("A17-3", ("uses", index, "decision", "date"), values)


declare(
    "A17-3",
    article="Art. 17",
    kinds=("user",),
    verdict=Verdict.refer,
    title=Text("先决策后使用", "The decision comes before the use"),
    text=Text("使用“{id}”于 {start} 开始(或变更)，决策日期却是 {date}。", "The use “{id}” began (or changed) on {start}, but was decided on {date}."),
    fix=Text("请核对两个日期；确属先使用后补决策的，由主管部门判断。", "Check both dates; if the decision did come later, the authority decides."),
    reason=Text(
        "先用后补已无法更改，直接退回会使如实填写的单位无法备案，因此由人判断。",
        "A decision made afterwards cannot be undone, and a refusal would keep those from filing who say so; a person decides.",
    ),
    check=decided_before_it_began,
)  # fmt: skip


def superior_is_named(file: UserFile, _: Lookup, __: date) -> Iterator[Fault]:
    """`required_by` stands where the basis is a superior's demand."""
    for index, use in enumerate(file.content.uses):
        if use.basis is UseBasis.required_by_superior and use.required_by is None:
            yield Fault("A17-4", ("uses", index, "basis"), {"id": use.id})


declare(
    "A17-4",
    article="Art. 17",
    kinds=("user",),
    title=Text("上级要求使用的写明部门和文号", "A required use names the superior authority and its document"),
    text=Text("使用“{id}”的依据是上级部门要求，但没有填写 required_by。", "The use “{id}” is required by a superior authority, but required_by is missing."),
    fix=Text("请填写 required_by 的 authority(部门目录)和 document_no(文号)；没有文件要求的，依据改为自主选用。", "Fill in authority (its folder) and document_no under required_by; without such a document the basis is self_selected."),
    check=superior_is_named,
)  # fmt: skip


def superior_only_where_it_is_the_basis(file: UserFile, _: Lookup, __: date) -> Iterator[Fault]:
    """`required_by` says nothing beside another basis."""
    for index, use in enumerate(file.content.uses):
        if use.basis is not UseBasis.required_by_superior and use.required_by is not None:
            values = {"id": use.id, "basis": use.basis.label.zh, "basis_en": use.basis.label.en}
            yield Fault("A17-5", ("uses", index, "required_by"), values, on_key=True)


declare(
    "A17-5",
    article="Art. 17",
    kinds=("user",),
    title=Text("使用依据只有一种", "A use has one basis"),
    text=Text("使用“{id}”的依据是“{basis}”，却填写了 required_by。", "The basis of the use “{id}” is “{basis_en}”, yet required_by is given."),
    fix=Text("上级发文要求使用的，请把 basis 改为 required_by_superior；否则删除 required_by。", "If a superior authority requires the use, make the basis required_by_superior; otherwise take required_by out."),
    reason=Text(
        "第十七条的三种情形任一即须备案，没有规定同时具备时怎样填写；每项使用只填一种，上级要求优先，因为它决定由谁负责。",
        "Each of the three triggers of Art. 17 suffices, and nothing is said on what to write where two hold; a use names one, and a "
        "superior's demand goes first, because it tells who answers for the use.",
    ),
    check=superior_only_where_it_is_the_basis,
)  # fmt: skip


def superior_exists(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """The path leads to an authority."""
    for index, use in enumerate(file.content.uses):
        if use.required_by is not None and not authority.exists(
            lookup.authorities, use.required_by.authority
        ):
            values = {"id": use.id, "authority": use.required_by.authority}
            yield Fault("A17-6", ("uses", index, "required_by", "authority"), values)


declare(
    "A17-6",
    article="Art. 17",
    kinds=("user",),
    title=Text("要求使用的上级部门存在", "The authority that requires a use exists"),
    text=Text("使用“{id}”中没有目录为“{authority}”的教育行政部门。", "The use “{id}” names “{authority}”, and there is no such education authority."),
    fix=Text("请按 省/市/县 填写，例如 zhejiang/330100；教育部为 moe。", "Write province/city/county, such as zhejiang/330100; the Ministry is moe."),
    check=superior_exists,
)  # fmt: skip


def superior_is_above(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """It is the competent authority, one above it, or the Ministry. A19-2 and A17-6 tell of those that do not exist."""
    competent = file.content.institution.competent_authority
    if not authority.exists(lookup.authorities, competent):
        return
    for index, use in enumerate(file.content.uses):
        if use.required_by is None or not authority.exists(lookup.authorities, use.required_by.authority):
            continue
        above = use.required_by.authority
        if above != MINISTRY and not f"{competent}/".startswith(f"{above}/"):
            values = {"id": use.id, "authority": above, "competent": competent}
            yield Fault("A17-7", ("uses", index, "required_by", "authority"), values)


declare(
    "A17-7",
    article="Art. 17",
    kinds=("user",),
    title=Text("要求使用的是本单位的上级部门", "A use is required by a superior of the institution"),
    text=Text("使用“{id}”由 {authority} 要求，但主管部门是 {competent}，{authority} 不是其本身或上级。", "The use “{id}” is required by {authority}, which is neither the competent authority {competent} nor above it."),
    fix=Text("请改正部门；非上级部门的建议不是上级要求，请作为自主选用，经集体决策后填写。", "Correct the authority; what another authority suggests is no demand of a superior: decide collectively and file it as self_selected."),
    reason=Text(
        "《办法》没有定义“上级部门”；按第三条、第十九条的隶属关系理解，不按所在地理解。",
        "The Measures do not define “superior authority”; it is read by the affiliation of Art. 3 and 19, not by the address.",
    ),
    check=superior_is_above,
)  # fmt: skip


def self_developed_app_is_ones_own(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A numbered app may be self-developed (it serves others too), but then this unit has filed it. A21-2 is on the others."""
    for index, use in enumerate(file.content.uses):
        if use.basis is not UseBasis.self_developed or use.number is None or use.self_developed is not None:
            continue
        unit = provider_of(use.number, lookup)
        if unit is not None and unit.uscc != file.content.uscc:
            values = {"id": use.id, "number": use.number, "unit": unit.name}
            yield Fault("A17-8", ("uses", index, "basis"), values)


declare(
    "A17-8",
    article="Art. 17",
    kinds=("user",),
    title=Text("自主开发的应用由本单位备案", "A self-developed app was filed by this unit"),
    text=Text("使用“{id}”填写为自主开发，但 {number} 由“{unit}”备案。", "The use “{id}” is said to be self-developed, but {number} was filed by “{unit}”."),
    fix=Text("选用其他单位的应用，依据应为自主选用或上级部门要求；只供本单位使用的自研应用填 self_developed，不填备案号。", "For another unit's app the basis is self_selected or required_by_superior; an app of one's own that serves this unit alone is given under self_developed, without a number."),
    check=self_developed_app_is_ones_own,
)  # fmt: skip
