"""Art. 26: implementing rules of the provinces. They stand as data in the authority files, and may only be stricter."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from registry.core import paths
from registry.core.authority import Authority
from registry.core.codes import AuthorityKind, Breach, ListCard, ListLevel, ListScope, RequirableField
from registry.core.fields import Record
from registry.core.finding import Fault, Place, Verdict
from registry.core.lookup import Lookup
from registry.core.provincial import ProvincialRules
from registry.core.snapshot import CaseFile, Filed, ProviderFile, UserFile
from registry.core.text import Text
from registry.core.time_limits import BAR, CLOCKS
from registry.core.use import UserFiling
from registry.rules.catalogue import PRODUCT_RULE, declare

AuthorityFile = Filed[Authority]


def provincial_rules_are_no_looser(file: AuthorityFile, _: Lookup, __: date) -> Iterator[Fault]:
    """A bar of at least the national length, deadlines of at most the national ones."""
    rules = file.content.rules
    if rules is None:
        return
    if rules.blacklist and rules.blacklist.months < BAR.amount:
        place: Place = ("rules", "blacklist", "months")
        yield Fault("A26-1", place, {"own": str(rules.blacklist.months), "national": str(BAR.amount)})
    for index, own in enumerate(rules.clocks):
        national = CLOCKS[own.clock.value].amount
        if own.working_days > national:
            place = ("rules", "clocks", index, "working_days")
            yield Fault("A26-1", place, {"own": str(own.working_days), "national": str(national)})


declare(
    "A26-1",
    article="Art. 26",
    kinds=("authority",),
    title=Text("省级实施细则不宽于全国规定", "A province's rules are no looser than the national ones"),
    text=Text("省级规定为 {own}，全国规定为 {national}，放宽了全国规定。", "The province has {own}, the country {national}: that is looser."),
    fix=Text("限制期限不短于全国规定，办理期限不长于全国规定；相同的请删除。", "A bar is no shorter and a deadline no longer than the national one; leave out what is the same."),
    reason=Text("第二十六条允许制定实施细则，实施细则不能与《办法》相抵触。", "Art. 26 allows implementing rules; those cannot contradict the Measures."),
    check=provincial_rules_are_no_looser,
)  # fmt: skip


def province_lists_its_own_providers(file: CaseFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A provincial list is of the province that decides, about units that file there; the Ministry has none."""
    measures = file.content.measures
    authority = _authority(file, lookup)
    if measures is None or measures.list is not ListScope.province or authority is None:
        return
    filed = [paths.parse(path) for path in lookup.files_of_unit(file.content.unit.uscc)]
    homes = sorted({place.slug for place in filed if place and place.kind == "provider"})
    if authority.kind is AuthorityKind.ministry or (homes and authority.slug not in homes):
        values = {"folder": authority.slug, "homes": ", ".join(homes) or "-"}
        yield Fault("A26-2", ("measures", "list"), values)


def _authority(file: CaseFile | ProviderFile | UserFile, lookup: Lookup) -> Authority | None:
    where = paths.parse(file.path)
    return lookup.authorities.get(where.slug) if where else None


declare(
    "A26-2",
    article="Art. 26",
    kinds=("case",),
    title=Text("省级名单只列本省备案的提供者", "A provincial list is about providers filed in that province"),
    text=Text("案件由 {folder} 作出，该单位的备案在 {homes}；不能列入省级名单。", "The case is of {folder}, but the unit files with {homes}; it cannot be on a provincial list."),
    fix=Text("请由备案所在省作出，或列入全国名单。", "Let the province of filing decide, or use the national list."),
    reason=Text("各省实施细则只在本省适用；教育部没有省级名单。", "A province's implementing rules hold in that province; the Ministry has no provincial list."),
    check=province_lists_its_own_providers,
)  # fmt: skip


def only_provinces_have_rules(file: AuthorityFile, _: Lookup, __: date) -> Iterator[Fault]:
    """The Ministry's rules are the Measures."""
    if file.content.kind is AuthorityKind.ministry and file.content.rules is not None:
        yield Fault("A26-3", ("rules",), {}, on_key=True)


declare(
    "A26-3",
    article="Art. 26",
    kinds=("authority",),
    title=Text("实施细则由省级制定", "Implementing rules are made by provinces"),
    text=Text("教育部没有省级实施细则。", "The Ministry has no implementing rules of a province."),
    fix=Text("请删除 rules；全国规定由本系统的规则落实。", "Take rules out; what holds nationwide is in the rules of this registry."),
    check=only_provinces_have_rules,
)  # fmt: skip


def grey_list_and_cards_are_of_the_rules(file: CaseFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A grey list where the province keeps one; a card where it uses them: yellow with grey, red with black."""
    measures = file.content.measures
    authority = _authority(file, lookup)
    if measures is None or authority is None or measures.list is None or measures.level is None:
        return
    own = authority.rules.grey_list if authority.rules else None
    provincial = measures.list is ListScope.province
    if provincial and measures.level is ListLevel.grey and own is None:
        yield Fault("A26-4", ("measures", "level"), {"right": "list: national, level: black"})
        return
    right = None
    if provincial and own and own.cards:
        right = ListCard.yellow if measures.level is ListLevel.grey else ListCard.red
    if measures.card is not right:
        place = ("measures", "card") if measures.card else ("measures", "level")
        yield Fault("A26-4", place, {"right": f"card: {right.value}" if right else "no card"})


declare(
    "A26-4",
    article="Art. 26",
    kinds=("case",),
    title=Text("灰名单和黄牌、红牌以本省实施细则为准", "Grey list and cards follow the province's rules"),
    text=Text("本省实施细则没有这样的名单或牌(应为 {right})。", "The province's rules know no such list or card (it should be {right})."),
    fix=Text("黄牌对应灰名单，红牌对应黑名单；没有灰名单或牌的省不填。", "Yellow goes with the grey list, red with the blacklist; a province without them leaves them out."),
    reason=Text("《办法》只有黑名单；灰名单和黄牌、红牌是个别省的做法。", "The Measures have the blacklist only; grey lists and cards are practice of some provinces."),
    check=grey_list_and_cards_are_of_the_rules,
)  # fmt: skip


def red_card_follows_a_yellow_one(file: CaseFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A second breach while on the grey list, or material in bad faith."""
    case = file.content
    measures = case.measures
    authority = _authority(file, lookup)
    own = authority.rules.grey_list if authority and authority.rules else None
    if measures is None or own is None or not own.cards or measures.card is not ListCard.red:
        return
    if measures.list is not ListScope.province or measures.level is not ListLevel.black:
        return  # A26-4 and A24-27
    decided = date.fromisoformat(measures.decided_on)
    grey = any(
        other.path != file.path
        and other.content.measures
        and other.content.measures.level is ListLevel.grey
        and other.content.measures.decided_on <= measures.decided_on
        and not other.content.over_on(decided)
        for other in lookup.cases_of(case.unit.uscc)
    )
    if not grey and Breach.false_filing not in case.categories:
        yield Fault("A26-5", ("measures", "card"), {})


declare(
    "A26-5",
    article="Art. 26",
    kinds=("case",),
    verdict=Verdict.refer,
    title=Text("红牌在灰名单期间再次违规或恶意填报时给出", "A red card follows a grey listing or bad faith"),
    text=Text("该单位作出决定时不在灰名单中，也没有虚假备案的情形，红牌须人工判断。", "The unit was not on the grey list on the day of the decision, and no false filing is recorded; the red card needs a person."),
    fix=Text("请核对此前的黄牌，或补充虚假备案(false_filing)的情形。", "Check the yellow card before it, or record a breach false_filing."),
    reason=Text("广东的做法：先黄牌列灰名单，灰名单期间再次违规或恶意提供材料的给红牌列黑名单。", "Practice of Guangdong: yellow card and grey list first; a second breach while grey, or bad-faith material, brings the red card."),
    check=red_card_follows_a_yellow_one,
)  # fmt: skip

_PROVIDER_FIELDS: dict[RequirableField, tuple[str, ...]] = {
    RequirableField.website: ("unit", "website"),
    RequirableField.test_report_date: ("systems", "*", "mlps", "test_report_date"),
    RequirableField.signing_certificate: ("apps", "*", "platforms", "android", "signing_cert_sha256"),
    RequirableField.complaint_entry: ("apps", "*", "personal_info", "complaint_entry_url"),
}
_USER_FIELDS: dict[RequirableField, tuple[str, ...]] = {
    RequirableField.parallel_candidates: ("uses", "*", "parallel_candidates"),
    RequirableField.purpose: ("uses", "*", "purpose"),
}


def _holders(record: Any, path: tuple[str, ...], fresh: frozenset[str]) -> Iterator[tuple[Place, Record]]:
    """Records that a required field should stand in, with their places; of a list the items that are new, by their ids."""
    if len(path) == 1:
        yield (), record
        return
    inner = getattr(record, path[0])
    if path[1] == "*":
        for index, item in enumerate(inner):
            if item.id in fresh:
                yield from (
                    ((path[0], index, *place), found) for place, found in _holders(item, path[2:], fresh)
                )
    elif inner is not None:
        yield from (((path[0], *place), found) for place, found in _holders(inner, path[1:], fresh))


def _new_items(file: ProviderFile | UserFile, lookup: Lookup) -> tuple[frozenset[str], frozenset[str]]:
    """Ids of apps or uses that are not registered yet, and of the systems that serve such apps."""
    registered = {entry.item for entry in lookup.registered_in(file.path)}
    content = file.content
    if isinstance(content, UserFiling):
        # What an institution developed itself has no alternatives and is described by its own app.
        return frozenset(
            use.id for use in content.uses if use.id not in registered and use.number
        ), frozenset()
    apps = [app for app in content.apps if app.id not in registered]
    return frozenset(app.id for app in apps), frozenset(app.system_id for app in apps)


def _required(
    file: ProviderFile | UserFile, lookup: Lookup
) -> Iterator[tuple[Place, Record, str, int | None, str]]:
    """(place, record, field, least number, document) of every field that the province asks of what is newly filed."""
    authority = _authority(file, lookup)
    rules: ProvincialRules | None = authority.rules if authority else None
    items, systems = _new_items(file, lookup)
    fields = _USER_FIELDS if isinstance(file.content, UserFiling) else _PROVIDER_FIELDS
    for required in rules.required_fields if rules and items else ():
        path = fields.get(required.field)
        if path:
            fresh = systems if path[0] == "systems" else items
            for place, record in _holders(file.content, path, fresh):
                yield place, record, path[-1], required.at_least, required.source.document


def required_field_is_filled_in(file: ProviderFile | UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """What is registered already stays as it is: a new rule asks for it with the next new app or use."""
    for place, record, field, _least, document in _required(file, lookup):
        if getattr(record, field) is None:
            extra: Any = type(record).model_fields[field].json_schema_extra
            title = extra["x-title"]
            values = {"title": title["zh"], "title_en": title["en"], "key": field, "document": document}
            yield Fault("A26-6", place, values)


declare(
    "A26-6",
    article="Art. 26",
    kinds=("provider", "user"),
    title=Text("本省要求的字段都已填写", "What the province requires is there"),
    text=Text("本省要求填写“{title}”({key})，依据：{document}。", "The province requires “{title_en}” ({key}), by: {document}."),
    fix=Text("请在此处补上 {key}: …", "Add {key}: … here."),
    reason=Text("已编号的应用和已确认的使用不追溯，新增时才要求。", "Numbered apps and confirmed uses are not asked afterwards, only what is new."),
    check=required_field_is_filled_in,
)  # fmt: skip


def required_number_is_reached(file: ProviderFile | UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Such as at least three alternatives compared."""
    for place, record, field, least, document in _required(file, lookup):
        value = getattr(record, field)
        if least is not None and isinstance(value, int) and value < least:
            yield Fault("A26-7", (*place, field), {"least": str(least), "document": document})


declare(
    "A26-7",
    article="Art. 26",
    kinds=("provider", "user"),
    title=Text("达到本省要求的数量", "The number that the province requires is reached"),
    text=Text("本省要求不少于 {least}，依据：{document}。", "The province requires at least {least}, by: {document}."),
    fix=Text("请按本省要求办理后填写。", "Do as the province requires, then fill it in."),
    check=required_number_is_reached,
)  # fmt: skip


def least_number_goes_with_a_number(file: AuthorityFile, _: Lookup, __: date) -> Iterator[Fault]:
    """`at_least` says nothing about a date or an address."""
    rules = file.content.rules
    for index, required in enumerate(rules.required_fields if rules else ()):
        if required.at_least is not None and required.field is not RequirableField.parallel_candidates:
            yield Fault(
                "A26-8", ("rules", "required_fields", index, "at_least"), {"field": required.field.value}
            )


declare(
    "A26-8",
    article=PRODUCT_RULE,
    kinds=("authority",),
    title=Text("最小值只用于数字字段", "A least number goes with a field that is a number"),
    text=Text("{field} 不是数字，不能要求最小值。", "{field} is no number, so no least number can be asked."),
    fix=Text("请删除 at_least。", "Take at_least out."),
    reason=Text("否则该要求看似有效而从不执行。", "Otherwise the demand would look valid and never be checked."),
    check=least_number_goes_with_a_number,
)  # fmt: skip
