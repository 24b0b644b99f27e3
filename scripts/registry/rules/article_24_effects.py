"""Art. 24, the effects of a case: on the list the provider, revoked the apps concerned, barred the unit; each within its limits."""

from collections.abc import Iterator
from datetime import date

from registry.core import paths
from registry.core.case import EnforcementCase
from registry.core.codes import ListLevel, ListScope, ProviderStatus
from registry.core.finding import Fault, Place, Verdict
from registry.core.lookup import Lookup, unit_of_path
from registry.core.snapshot import CaseFile
from registry.core.text import Text
from registry.core.time_limits import BAR
from registry.rules.catalogue import PRODUCT_RULE, declare


def _revoked(case: EnforcementCase) -> Iterator[tuple[Place, str]]:
    for index, number in enumerate(case.measures.revoked_numbers if case.measures else ()):
        yield ("measures", "revoked_numbers", index), number


def _suspended(case: EnforcementCase) -> Iterator[tuple[Place, str]]:
    for index, suspension in enumerate(case.suspensions):
        for item, number in enumerate(suspension.numbers):
            yield ("suspensions", index, "numbers", item), number


def effects_are_on_the_apps_concerned(file: CaseFile, _: Lookup, __: date) -> Iterator[Fault]:
    """What is revoked or suspended is among the apps that the case is about."""
    case: EnforcementCase = file.content
    for place, number in (*_revoked(case), *_suspended(case)):
        if number not in case.numbers:
            yield Fault("A24-20", place, {"number": number})


declare(
    "A24-20",
    article="Art. 24",
    kinds=("case",),
    title=Text("只撤销或下线涉事应用", "Only the apps concerned are revoked or suspended"),
    text=Text("{number} 不在涉事应用备案号中。", "{number} is not among the apps concerned."),
    fix=Text("请核对备案号；确属涉事应用的，写入 numbers。", "Check the number; if the app is concerned, name it in numbers."),
    check=effects_are_on_the_apps_concerned,
)  # fmt: skip


def only_suspended_apps_are_reinstated(file: CaseFile, _: Lookup, __: date) -> Iterator[Fault]:
    """An app returns that this case took off the platform."""
    suspended = {number for _, number in _suspended(file.content)}
    for index, reinstatement in enumerate(file.content.reinstatements):
        for item, number in enumerate(reinstatement.numbers):
            if number not in suspended:
                yield Fault("A24-21", ("reinstatements", index, "numbers", item), {"number": number})


declare(
    "A24-21",
    article=PRODUCT_RULE,
    kinds=("case",),
    title=Text("恢复备案的是本案暂时下线的应用", "What is reinstated was suspended by the same case"),
    text=Text("{number} 没有在本案中暂时下线。", "{number} was not suspended in this case."),
    fix=Text("请核对备案号；已撤销的备案不能恢复。", "Check the number; a revoked filing cannot be reinstated."),
    reason=Text("《办法》没有暂时下线和恢复；谁下线由谁恢复，记录才完整。", "The Measures know neither suspension nor reinstatement; the record is whole if one case holds both."),
    check=only_suspended_apps_are_reinstated,
)  # fmt: skip


def numbers_are_issued(file: CaseFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A case is about filings that exist. What else names such a number repeats it."""
    for index, number in enumerate(file.content.numbers):
        if lookup.by_number(number) is None:
            yield Fault("A24-22", ("numbers", index), {"number": number})


declare(
    "A24-22",
    article=PRODUCT_RULE,
    kinds=("case",),
    title=Text("涉事应用的备案号已经编发", "The numbers concerned have been issued"),
    text=Text("备案号 {number} 没有编发过。", "The number {number} has not been issued."),
    fix=Text("请核对备案号；未备案的应用不填备案号，写在情况说明中。", "Check the number; an app that is not filed has none and belongs in the description."),
    reason=Text("撤销、下线和公示都以备案号查找应用。", "Revocation, suspension and publication find an app by its number."),
    check=numbers_are_issued,
)  # fmt: skip


def _is_of(lookup: Lookup, path: str, unit: str) -> bool:
    """Whether an app filed at `path` is the unit's: its own, or of a head office and subsidiary of which one files for the other."""
    holder = unit_of_path(path)
    above = {claim.path for claim in lookup.claims("covers", unit)}
    below = {unit_of_path(claim.path) for claim in lookup.claims("covers", holder)}
    return holder == unit or path in above or unit in below


def numbers_are_of_the_unit(file: CaseFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Effects are on the unit's own apps; while the case runs, so are all that it names. An institution's apps are others'."""
    case: EnforcementCase = file.content
    where = paths.parse(file.path)
    if where is None or where.uscc != case.unit.uscc:
        return  # R02 and R06 say that the code is wrong
    effects = {number for _, number in (*_revoked(case), *_suspended(case))}
    back = {number for reinstatement in case.reinstatements for number in reinstatement.numbers}
    bound = (effects - back) | {number for _, number in _revoked(case)}
    if case.measures is None and not case.about_a_user and _provides(lookup, case.unit.uscc):
        bound = set(case.numbers)
    for index, number in enumerate(case.numbers):
        app = lookup.by_number(number)
        if number in bound and app is not None and not _is_of(lookup, app.path, case.unit.uscc):
            yield Fault("A24-23", ("numbers", index), {"number": number, "other": app.path})


def _provides(lookup: Lookup, uscc: str) -> bool:
    return any(path.startswith(paths.PROVIDERS) for path in lookup.files_of_unit(uscc))


declare(
    "A24-23",
    article="Art. 24",
    kinds=("case",),
    title=Text("涉事应用是涉事单位的", "The apps concerned are those of the unit"),
    text=Text("{number} 是 {other} 备案的应用，不属于涉事单位或由其汇总备案的单位。", "{number} is filed in {other}: not by the unit concerned, nor by one that it files for."),
    fix=Text("请核对备案号和涉事单位；应用已转让的，按现提供者另行处理。", "Check the number and the unit; for an app that changed hands deal with its present provider."),
    check=numbers_are_of_the_unit,
)  # fmt: skip


def withdrawn_apps_are_not_revoked(file: CaseFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """What the provider gave up is no longer there to be revoked."""
    for place, number in _revoked(file.content):
        app = lookup.by_number(number)
        if app is not None and app.status == ProviderStatus.withdrawn:
            yield Fault("A24-24", place, {"number": number})


declare(
    "A24-24",
    article=PRODUCT_RULE,
    kinds=("case",),
    title=Text("已注销的备案不再撤销", "A withdrawn filing is not revoked"),
    text=Text("{number} 已由提供者注销，不能撤销。", "{number} was withdrawn by its provider and cannot be revoked."),
    fix=Text("请从撤销的备案号中删除；名单和限制不受影响。", "Take it out of the numbers revoked; list and bar are not affected."),
    reason=Text("撤销的对象是有效的备案；注销后没有备案可撤。", "Revocation ends a filing; after withdrawal there is none."),
    check=withdrawn_apps_are_not_revoked,
)  # fmt: skip


def number_is_revoked_by_one_case(file: CaseFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A filing ends once. Both cases are told, since the file does not say which one is wrong."""
    case: EnforcementCase = file.content
    for place, number in _revoked(case):
        app = lookup.by_number(number)
        units = dict.fromkeys((case.unit.uscc, unit_of_path(app.path) if app else case.unit.uscc))
        for other in (other for unit in units for other in lookup.cases_of(unit)):
            measures = other.content.measures
            if other.path != file.path and measures and number in measures.revoked_numbers:
                yield Fault("A24-25", place, {"number": number, "other": other.path})
                break


declare(
    "A24-25",
    article=PRODUCT_RULE,
    kinds=("case",),
    title=Text("一个备案只撤销一次", "A filing is revoked by one case"),
    text=Text("{number} 已由 {other} 撤销。", "{number} is revoked by {other} already."),
    fix=Text("请从其中一个案件中删除该备案号。", "Take the number out of one of the two cases."),
    reason=Text("撤销由哪个案件作出须唯一，申诉和公示才有依据。", "It must be clear which case revoked a filing, for objections and publication."),
    check=number_is_revoked_by_one_case,
)  # fmt: skip


def institutions_are_not_sanctioned_as_providers(file: CaseFile, _: Lookup, __: date) -> Iterator[Fault]:
    """The list is of providers, and an app is not revoked for what a school did with it. One finding, at the first effect."""
    case: EnforcementCase = file.content
    if not case.about_a_user:
        return
    measures = case.measures
    present: tuple[tuple[bool, Place], ...] = (
        (bool(measures and measures.list), ("measures", "list")),
        (bool(measures and measures.revoked_numbers), ("measures", "revoked_numbers")),
        (bool(measures and measures.bar), ("measures", "bar")),
        (bool(case.suspensions), ("suspensions",)),
    )
    place = next((place for is_there, place in present if is_there), None)
    if place:
        yield Fault("A24-26", place, {})


declare(
    "A24-26",
    article="Art. 24",
    kinds=("case",),
    title=Text("名单、撤销和限制针对提供者", "List, revocation and bar are for providers"),
    text=Text("违规情形都是机构使用者的行为，不能列入提供者名单、撤销或下线应用、限制申请。",
              "All breaches are those of an institutional user; no list of providers, revocation, suspension or bar follows from them."),
    fix=Text("请只作责令整改和通报；提供者另有违规的，对提供者另立案件。", "Demand rectification and criticise by circular only; open a case of its own against a provider in breach."),
    reason=Text("第二十四条列名单、撤销备案的对象是提供者及其应用；学校选用未备案应用、未经集体决策的，依第二十三条通报、约谈。",
                "Art. 24 lists providers and revokes their apps; a school that uses unfiled apps or decided badly is dealt with by Art. 23: circular, regulatory talk."),
    check=institutions_are_not_sanctioned_as_providers,
)  # fmt: skip


def list_and_level_go_together(file: CaseFile, _: Lookup, __: date) -> Iterator[Fault]:
    """Whose list and which list are two halves of one answer; a card comes with them."""
    measures = file.content.measures
    if measures is None or file.content.about_a_user:
        return
    if measures.list and not measures.level:
        yield Fault("A24-27", ("measures", "list"), {"key": "level"})
    elif (measures.level or measures.card) and not measures.list:
        key = "level" if measures.level else "card"
        yield Fault("A24-27", ("measures", key), {"key": "list"})


declare(
    "A24-27",
    article=PRODUCT_RULE,
    kinds=("case",),
    title=Text("名单的范围和级别一并填写", "A list has its scope and its level"),
    text=Text("名单缺少 {key}。", "The list lacks {key}."),
    fix=Text("请填写 list(national 或 province)和 level(black 或 grey)；不列名单的，两项和 card 都删除。",
             "Give list (national or province) and level (black or grey); without a listing leave both and card out."),
    reason=Text("只写一半，看不出列入了哪个名单。", "Half of it does not say which list is meant."),
    check=list_and_level_go_together,
)  # fmt: skip


def grey_list_is_provincial(file: CaseFile, _: Lookup, __: date) -> Iterator[Fault]:
    """The Measures know the blacklist only."""
    measures = file.content.measures
    if measures and measures.level is ListLevel.grey and measures.list is ListScope.national:
        yield Fault("A24-28", ("measures", "level"), {})


declare(
    "A24-28",
    article="Art. 24",
    kinds=("case",),
    title=Text("灰名单只在省级名单中", "A grey list is provincial"),
    text=Text("全国名单没有灰名单。", "The national list has no grey level."),
    fix=Text("请改为黑名单，或改为省级名单。", "Make it the blacklist, or the list of the province."),
    check=grey_list_is_provincial,
)  # fmt: skip


def bar_comes_with_the_blacklist(file: CaseFile, _: Lookup, __: date) -> Iterator[Fault]:
    """A warning by grey card, or a circular, stops no filing."""
    measures = file.content.measures
    if measures and measures.bar and measures.level is not ListLevel.black and not file.content.about_a_user:
        yield Fault("A24-30", ("measures", "bar"), {})


declare(
    "A24-30",
    article="Art. 24",
    kinds=("case",),
    title=Text("限制申请与黑名单一并作出", "A bar comes with the blacklist"),
    text=Text("没有列入黑名单，不能限制提交备案申请。", "The unit is not on a blacklist, so it cannot be barred from filing."),
    fix=Text("请删除 bar，或列入黑名单(level: black)。", "Take bar out, or list the unit with level: black."),
    reason=Text("第二十四条的限制是列入黑名单者的后果；灰名单是各省的警示。", "In Art. 24 the bar follows with the blacklist; a grey list is a province's warning."),
    check=bar_comes_with_the_blacklist,
)  # fmt: skip


def blacklist_comes_with_a_bar(file: CaseFile, _: Lookup, __: date) -> Iterator[Fault]:
    """Art. 24 gives no choice: the unit may not submit filings for six months."""
    measures = file.content.measures
    if measures is None or file.content.about_a_user:
        return
    if measures.list and measures.level is ListLevel.black and measures.bar is None:
        yield Fault("A24-31", ("measures", "level"), {})


declare(
    "A24-31",
    article="Art. 24",
    kinds=("case",),
    verdict=Verdict.refer,
    title=Text("列入黑名单的单位同时受限制", "A blacklisted unit is barred as well"),
    text=Text("列入了黑名单，但没有填写不得提交备案申请的期限。", "The unit is on the blacklist, but no bar on new filings is given."),
    fix=Text("请填写 bar(起始日期和月数)；不作限制的，由人工确认理由。", "Give bar (from, months); if there is to be none, a person confirms why."),
    reason=Text("第二十四条的限制没有例外；有无例外由人判断。", "The bar of Art. 24 knows no exception; whether there is one is for a person."),
    check=blacklist_comes_with_a_bar,
)  # fmt: skip


def bar_has_the_length_of_the_rules(file: CaseFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Six months; on the list of a province with an implementing rule, what that says."""
    measures = file.content.measures
    where = paths.parse(file.path)
    if measures is None or measures.bar is None or measures.level is not ListLevel.black:
        return
    months = BAR.amount
    authority = lookup.authorities.get(where.slug) if where else None
    if measures.list is ListScope.province and authority is not None:
        months = authority.bar_months or BAR.amount
    if measures.bar.months != months:
        yield Fault(
            "A24-32",
            ("measures", "bar", "months"),
            {"months": str(measures.bar.months), "right": str(months)},
        )


declare(
    "A24-32",
    article="Art. 24",
    kinds=("case",),
    title=Text("限制为六个月，省级名单从其实施细则", "A bar lasts six months, on a provincial list what its rules say"),
    text=Text("限制写的是 {months} 个月，应为 {right} 个月。", "The bar is {months} months; it should be {right}."),
    fix=Text("请改为 months: {right}；省级实施细则另有规定的，先写入主管部门文件。", "Write months: {right}; a longer one of a province first goes into its authority file."),
    check=bar_has_the_length_of_the_rules,
)  # fmt: skip
