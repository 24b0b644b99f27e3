"""Impersonation: no app takes the name of another provider's app, and one that comes too close is shown to a person.

A name is judged when it is taken. An app that is numbered under its name keeps it, so that a decision once made is not asked
for again at every change of the filing; under a new name it is judged like a new app.
"""

from collections.abc import Iterator
from datetime import date

from registry.core.filing import App
from registry.core.finding import Fault, Verdict
from registry.core.lookup import Claim, Lookup, holds_identifiers, identifiers, unit_of_path
from registry.core.names import Kind, Named, Relation, asked, closest_first
from registry.core.snapshot import ProviderFile
from registry.core.text import Text, shown
from registry.core.transfer import given_away
from registry.rules.catalogue import PRODUCT_RULE, declare

MOST_SHOWN = 3
"""Near names told for one app, the closest first: enough to decide on."""


def name_is_its_own(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """R10 for the closest app of the same name, otherwise R11 with those that are too close."""
    settled = _settled_names(file, lookup)
    own = lookup.registered_in(file.path)
    for index, app in enumerate(file.content.apps):
        if settled.get(app.id) == app.name or not holds_identifiers(own, app.id):
            continue
        rivals = live_rivals(app.name, lookup, but_unit=unit_of_path(file.path))
        if rivals:
            same_app = _claims_of_the_same_app(file, app, lookup)
            rivals = [entry for entry in rivals if Claim(entry[1].path, entry[1].item) not in same_app]
        if not rivals:
            continue
        closest, place = rivals[0], ("apps", index, "name")
        if closest[0].kind is Kind.same:
            words = _words(*closest, lookup)
            yield Fault("R10", place, {"name": shown(app.name), **words})
        else:
            told = [_words(*entry, lookup) for entry in rivals[:MOST_SHOWN]]
            others = "、".join(f"“{words['other']}”({words['where']}，{words['reason']})" for words in told)
            others_en = ", ".join(
                f"“{words['other']}” ({words['where']}: {words['reason_en']})" for words in told
            )
            yield Fault("R11", place, {"name": shown(app.name), "others": others, "others_en": others_en})


def live_rivals(name: str, lookup: Lookup, but_unit: str = "") -> list[tuple[Relation, Named]]:
    """Live apps that a name is the same as or too close to, the closest first; those of `but_unit` left out."""
    claims = {claim for key in asked(name) for claim in lookup.claims("name", key)}
    named = [app for claim in claims if unit_of_path(claim.path) != but_unit for app in _named(claim, lookup)]
    return [
        (relation, rival)
        for relation, rival in closest_first(name, named)
        if holds_identifiers(lookup.registered_in(rival.path), rival.item)
    ]


_REASON = Text(
    "《办法》未规定应用名称；但家长和学校以名称认应用，备案不应为仿冒名称作背书(第十三条核验信息准确)。",
    "The Measures are silent on names; but parents and schools know an app by its name, and a filing must not vouch for an imitation "
    "(Art. 13: what is filed is accurate).",
)


declare(
    "R10",
    article=PRODUCT_RULE,
    kinds=("provider",),
    title=Text("应用名称未被他人使用", "The name of an app is not another provider's"),
    text=Text("“{name}”与另一提供者的应用“{other}”({where})名称{reason}。", "“{name}” has the name of another provider's app, “{other}” ({where}): {reason_en}."),
    fix=Text(
        "请改用能够区分的名称，可先用 registry similar 查询；若对方冒用你的名称，请向主管部门投诉。",
        "Choose a name that can be told apart; registry similar tells whether one is free. If the other app took your name, complain to the authority.",
    ),
    reason=_REASON,
    check=name_is_its_own,
)  # fmt: skip


declare(
    "R11",
    article=PRODUCT_RULE,
    kinds=("provider",),
    title=Text("应用名称与他人的不致混淆", "The name of an app is not taken for another provider's"),
    text=Text("“{name}”与其他提供者的应用名称过于接近：{others}。", "“{name}” is too close to the names of other providers' apps: {others_en}."),
    fix=Text(
        "如确为不同应用，请在合并请求中说明，由主管部门判断；否则请改用能够区分的名称，可先用 registry similar 查询。",
        "If they are different apps, say so in the pull request and the authority decides; otherwise choose a name that can be told apart "
        "(registry similar tells whether one is free).",
    ),
    verdict=Verdict.refer,
    reason=_REASON,
)  # fmt: skip


def _settled_names(file: ProviderFile, lookup: Lookup) -> dict[str, str]:
    """Names that need no judgement, by id: those of numbered apps in the unit's filing before the change."""
    numbered = {entry.item for entry in lookup.registered_in(file.path)}
    before = lookup.filing_before(file.path)
    return {app.id: app.name for app in before.content.apps if app.id in numbered} if before else {}


def _claims_of_the_same_app(file: ProviderFile, app: App, lookup: Lookup) -> set[Claim]:
    """What shares its package name or the like, which R03 judges, and what it takes over, which R45 and R49 judge."""
    found = {
        claim
        for kind, identifier, item, _ in identifiers(file.content)
        if item == app.id
        for claim in lookup.claims(kind, identifier)
    }
    given = given_away(lookup, app.takes_over) if app.takes_over else None
    return found | {Claim(given[0].path, given[0].item)} if given else found


def _named(claim: Claim, lookup: Lookup) -> Iterator[Named]:
    filed = lookup.filing(claim.path)
    for app in filed.content.apps if filed else ():
        if app.id == claim.item:
            yield Named(claim.path, claim.item, app.name)


def _words(relation: Relation, rival: Named, lookup: Lookup) -> dict[str, str]:
    numbers = [entry.number for entry in lookup.registered_in(rival.path) if entry.item == rival.item]
    return {
        "other": shown(rival.name),
        "where": numbers[0] if numbers else shown(rival.path, 120),
        "reason": relation.reason.zh,
        "reason_en": relation.reason.en,
    }
