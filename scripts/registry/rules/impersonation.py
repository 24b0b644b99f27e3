"""Impersonation: no app takes the name of another provider's app, and one that comes too close is shown to a person.

A name is judged when it is taken. An app that is numbered under its name keeps it, so that a decision once made is not asked
for again at every change of the filing; under a new name it is judged like a new app.
"""

from collections.abc import Iterator
from datetime import date
from typing import Protocol, cast

from registry.core.finding import Fault, Verdict
from registry.core.lookup import Lookup, Registered, holds_identifiers, unit_of_path
from registry.core.names import Kind, Named, Relation, too_close
from registry.core.snapshot import ProviderFile
from registry.core.text import Text, shown
from registry.rules.catalogue import PRODUCT_RULE, declare

MOST_SHOWN = 3
"""Near names told for one app, the closest first: enough to decide on."""


class NameLookup(Protocol):
    """What these rules ask about names."""

    def named_like(self, key: str) -> tuple[Named, ...]:
        """Apps in filings of providers whose names have a key (`core.names.keys`)."""
        ...

    def was_named(self, path: str, item: str, name: str) -> bool:
        """Whether the app has this name in the registry itself, before the change that is judged."""
        ...


def name_is_its_own(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """R10 for the closest app of the same name, otherwise R11 for those that are too close."""
    names = cast(NameLookup, lookup)
    own = lookup.registered_in(file.path)
    for index, app in enumerate(file.content.apps):
        if not _is_judged(file.path, app.id, app.name, own, names):
            continue
        rivals = [
            (relation, rival)
            for relation, rival in too_close(app.name, names.named_like)
            if unit_of_path(rival.path) != unit_of_path(file.path)
            and holds_identifiers(lookup.registered_in(rival.path), rival.item)
        ]
        same = [entry for entry in rivals if entry[0].kind is Kind.same]
        for relation, rival in same[:1] or rivals[:MOST_SHOWN]:
            yield Fault(
                "R10" if relation.kind is Kind.same else "R11",
                ("apps", index, "name"),
                _words(app.name, relation, rival, lookup),
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
    check=name_is_its_own,
)  # fmt: skip


declare(
    "R11",
    article=PRODUCT_RULE,
    kinds=("provider",),
    title=Text("应用名称与他人的不致混淆", "The name of an app is not taken for another provider's"),
    text=Text("“{name}”与另一提供者的应用“{other}”({where})过于接近：{reason}。", "“{name}” is too close to another provider's app, “{other}” ({where}): {reason_en}."),
    fix=Text(
        "如确为不同应用，请在合并请求中说明，由主管部门判断；否则请改用能够区分的名称。",
        "If they are different apps, say so in the pull request and the authority decides; otherwise choose a name that can be told apart.",
    ),
    verdict=Verdict.refer,
)  # fmt: skip


def _is_judged(path: str, item: str, name: str, own: tuple[Registered, ...], names: NameLookup) -> bool:
    """Whether the app takes its name now: it is live, and not numbered under that name already."""
    numbered = any(entry.item == item for entry in own)
    return holds_identifiers(own, item) and not (numbered and names.was_named(path, item, name))


def _words(name: str, relation: Relation, rival: Named, lookup: Lookup) -> dict[str, str]:
    numbers = [entry.number for entry in lookup.registered_in(rival.path) if entry.item == rival.item]
    return {
        "name": shown(name),
        "other": shown(rival.name),
        "where": numbers[0] if numbers else shown(rival.path, 120),
        "reason": relation.reason.zh,
        "reason_en": relation.reason.en,
    }
