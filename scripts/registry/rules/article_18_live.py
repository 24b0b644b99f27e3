"""Art. 18: an institution picks an app whose provider filing is complete, so one that is live, and says how it uses it.

A mini program or another app within a platform may be used like any other, if its platform has filed it (Art. 10): it has a
number then, and Art. 18 asks for no more (product rule).
"""

from collections.abc import Iterator, Mapping
from datetime import date

from dateutil.relativedelta import relativedelta

from registry.core.codes import LIVE, InstitutionLevel, ProviderStatus, Stage
from registry.core.finding import Fault, Verdict
from registry.core.lookup import Lookup
from registry.core.snapshot import UserFile
from registry.core.text import Text
from registry.rules.catalogue import PRODUCT_RULE, declare
from registry.rules.undecided import app_of, undecided_uses

_STAGES: Mapping[InstitutionLevel, frozenset[Stage]] = {
    InstitutionLevel.kindergarten: frozenset({Stage.preschool}),
    InstitutionLevel.primary: frozenset({Stage.primary}),
    InstitutionLevel.junior_secondary: frozenset({Stage.junior_secondary}),
    InstitutionLevel.nine_year: frozenset({Stage.primary, Stage.junior_secondary}),
    InstitutionLevel.senior_secondary: frozenset({Stage.senior_secondary}),
    InstitutionLevel.complete_secondary: frozenset({Stage.junior_secondary, Stage.senior_secondary}),
    InstitutionLevel.secondary_vocational: frozenset({Stage.secondary_vocational, Stage.senior_secondary}),
}
"""Stages of an institution's students. The kinds left out have students of any stage, none, or future teachers of any."""
_MONTHS_AHEAD = 12


def newly_used_app_is_live(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A use that is not yet confirmed needs a live app; a confirmed one keeps its own status in the ledger."""
    confirmed = {(entry.item, entry.number) for entry in lookup.registered_in(file.path)}
    for index, use in enumerate(file.content.uses):
        if use.number is None or (use.id, use.number) in confirmed:
            continue
        app = lookup.by_number(use.number)
        if app is not None and ProviderStatus[app.status] not in LIVE:
            label = ProviderStatus[app.status].label
            yield Fault(
                "A18-1",
                ("uses", index, "number"),
                {"number": use.number, "status": label.zh, "status_en": label.en},
            )


declare(
    "A18-1",
    article="Art. 18",
    kinds=("user",),
    title=Text("新选用的应用在有效备案状态", "A newly used app has a live filing"),
    text=Text("{number} 的备案状态是“{status}”，不能新选用。", "The filing {number} is “{status_en}” and cannot be newly selected."),
    fix=Text("请改选有效备案的应用；已确认的使用由主管部门另行通知。", "Choose an app with a live filing; the authority writes separately about uses already confirmed."),
    check=newly_used_app_is_live,
)  # fmt: skip


def app_is_used_once(file: UserFile, _: Lookup, __: date) -> Iterator[Fault]:
    """One use for one app; the lower one of two is told. A21-1 tells of a number beside an app of one's own."""
    first: dict[str, str] = {}
    for index, use in enumerate(file.content.uses):
        if use.number is None or use.self_developed is not None:
            continue
        if use.number in first:
            values = {"number": use.number, "first": first[use.number]}
            yield Fault("A18-2", ("uses", index, "number"), values)
        first.setdefault(use.number, use.id)


declare(
    "A18-2",
    article=PRODUCT_RULE,
    kinds=("user",),
    title=Text("同一应用在一份备案中只填一次", "An app stands once in an institution's filing"),
    text=Text("{number} 已在使用“{first}”中填写。", "{number} is already given in the use “{first}”."),
    fix=Text("请合并为一项使用，在 audience 和 purpose 中写明全部对象和用途；或改正备案号。", "Make them one use with all of its audience and purpose, or correct the number."),
    reason=Text(
        "《办法》没有规定；一个应用分成几项使用，确认、失效和结束会互相矛盾。",
        "The Measures are silent; with two uses of one app, what is confirmed, invalidated and ended would contradict each other.",
    ),
    check=app_is_used_once,
)  # fmt: skip


def audience_is_the_apps(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Nobody is to use an app that is not made for them; A18-1 tells of apps that are gone."""
    for index, use in undecided_uses(file, lookup):
        app = app_of(use, lookup)
        others = [(place, one) for place, one in enumerate(use.audience) if app and one not in app.audience]
        if app is None or not others:
            continue
        place, one = others[0]
        values = {
            "id": use.id, "app": app.name, "one": one.label.zh, "one_en": one.label.en,
            "known": "、".join(a.label.zh for a in app.audience), "known_en": ", ".join(a.label.en for a in app.audience),
        }  # fmt: skip
        yield Fault("A18-3", ("uses", index, "audience", place), values)


declare(
    "A18-3",
    article="Art. 18",
    kinds=("user",),
    verdict=Verdict.refer,
    title=Text("使用对象在应用备案的对象之内", "The audience of a use is one of the app's"),
    text=Text("使用“{id}”的对象有“{one}”，而应用“{app}”备案的对象是：{known}。", "The use “{id}” is for “{one_en}”, but the app “{app}” is filed for: {known_en}."),
    fix=Text("请核对使用对象；应用确有面向这一对象的功能的，由提供者变更备案。", "Check the audience; if the app does serve them, its provider changes the filing."),
    reason=Text("《办法》没有规定两者须一致；不一致可能是任何一方填错，由人判断。", "The Measures do not say that both agree, and either side may be wrong; so a person decides."),
    check=audience_is_the_apps,
)  # fmt: skip


def stage_is_the_apps(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """An app for another stage of education than the school has."""
    level = file.content.institution.level
    stages = _STAGES.get(level)
    for index, use in undecided_uses(file, lookup) if stages else ():
        app = app_of(use, lookup)
        if app is not None and stages and stages.isdisjoint(app.stages):
            values = {
                "id": use.id, "app": app.name, "level": level.label.zh, "level_en": level.label.en,
                "known": "、".join(s.label.zh for s in app.stages), "known_en": ", ".join(s.label.en for s in app.stages),
            }  # fmt: skip
            yield Fault("A18-4", ("uses", index), values)


declare(
    "A18-4",
    article="Art. 18",
    kinds=("user",),
    verdict=Verdict.refer,
    title=Text("应用适用于本单位的学段", "An app is for a stage that the institution has"),
    text=Text("单位类别是“{level}”，而使用“{id}”的应用“{app}”备案的学段是：{known}。", "The institution is a “{level_en}”, but the app “{app}” of the use “{id}” is filed for: {known_en}."),
    fix=Text("请核对备案号和单位类别；确需使用的，由主管部门判断。", "Check the number and the kind of institution; if it is meant, the authority decides."),
    reason=Text(
        "《办法》没有规定；学段完全不同常常是备案号填错，但也可能有理由，由人判断。高等学校、特殊教育学校等不限学段，不核对。",
        "The Measures are silent; stages that have nothing in common often mean a mistyped number, and may have a reason, so a person "
        "decides. Universities, special schools and the like are not bound to a stage and are not checked.",
    ),
    check=stage_is_the_apps,
)  # fmt: skip


def used_after_it_was_filed(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Use begins when the provider filing is complete, not before."""
    for index, use in undecided_uses(file, lookup, "number", "start_date"):
        app = lookup.by_number(use.number) if use.number else None
        if app is not None and use.start_date < app.since:
            values = {"id": use.id, "number": app.number, "start": use.start_date, "filed": app.since}
            yield Fault("A18-5", ("uses", index, "start_date"), values)


declare(
    "A18-5",
    article="Art. 18",
    kinds=("user",),
    verdict=Verdict.refer,
    title=Text("应用备案完成后才开始使用", "Use begins after the app was filed"),
    text=Text("使用“{id}”于 {start} 开始，而 {number} 于 {filed} 才完成提供者备案。", "The use “{id}” began on {start}, but {number} was filed on {filed}."),
    fix=Text("请核对开始日期；确在备案完成前使用的，由主管部门判断。", "Check the date; if it was used before it was filed, the authority decides."),
    reason=Text(
        "第八条、第十八条只允许选用已完成备案的应用；但如实填写的单位应能补办，因此由人判断，不直接退回。",
        "Art. 8 and 18 allow filed apps only; but who says so truthfully must be able to put it in order, so a person decides.",
    ),
    check=used_after_it_was_filed,
)  # fmt: skip


def start_is_near(file: UserFile, _: Lookup, today: date) -> Iterator[Fault]:
    """A use may be filed before it begins, for the coming school year."""
    latest = (today + relativedelta(months=_MONTHS_AHEAD)).isoformat()
    for index, use in enumerate(file.content.uses):
        if use.start_date > latest:
            yield Fault(
                "A18-6",
                ("uses", index, "start_date"),
                {"id": use.id, "start": use.start_date, "latest": latest},
            )


declare(
    "A18-6",
    article=PRODUCT_RULE,
    kinds=("user",),
    title=Text("开始使用日期在一年以内", "A use begins within a year"),
    text=Text("使用“{id}”的开始日期 {start} 太远，最晚为 {latest}。", "The use “{id}” begins on {start}, which is too far ahead; the latest day is {latest}."),
    fix=Text("请核对年份；一年以后才使用的，临近时再备案。", "Check the year; file a later use when it comes nearer."),
    reason=Text(
        "《办法》没有规定可以提前多久备案；可为下一学年备案，更远的日期多为错字，应用和决策届时也可能已经变化。",
        "The Measures do not say how early a use may be filed; the coming school year is reasonable, and a later day is mostly a slip.",
    ),
    check=start_is_near,
)  # fmt: skip
