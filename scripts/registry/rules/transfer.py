"""R43 to R49: an app goes to another provider and keeps its number."""

from collections.abc import Iterator
from datetime import date

from registry.core.codes import ProviderStatus
from registry.core.filing import App, ProviderFiling
from registry.core.finding import Fault
from registry.core.lookup import Lookup, Registered, identifiers
from registry.core.snapshot import ProviderFile, UserFile
from registry.core.text import Text
from registry.core.transfer import given_away, is_declared
from registry.rules.catalogue import PRODUCT_RULE, declare
from registry.rules.withdrawal import state_words

_MAY_GO = (ProviderStatus.filed, ProviderStatus.transferred)
WITHDRAWN_AS_WELL = Text("同时申请注销", "is being withdrawn as well")
HAS_ITS_OWN = Text("该应用已有备案号", "the app has a number of its own")
NO_SUCH_NUMBER = Text("没有这个备案号", "there is no such number")
OF_ANOTHER_APP = Text("它属于本单位的另一个应用", "it belongs to another app of this unit")
ITS_STATE = Text("它的状态是“{state}”", "its filing is “{state}”")
_OWNERSHIP = Text(
    "办法没有规定应用易主。备案号属于应用，不属于提供者：备案号不变，学校的使用备案继续有效，历史不中断；为防止冒领，须双方各自声明。",
    "The Measures do not speak of an app that changes hands. A number belongs to the app, not to its provider: it stays, schools' uses go on, and the history is whole; so that nobody takes what is not his, both units must say so.",
)


def only_a_live_app_is_given_away(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A suspended app is reinstated or revoked first; what has ended or has no number cannot be given."""
    statuses = {entry.item: entry.status for entry in lookup.registered_in(file.path)}
    for index, app in enumerate(file.content.apps):
        status = statuses.get(app.id)
        if app.transferred_to is None or (status in _MAY_GO and app.withdrawal is None):
            continue
        words = state_words(status)
        if status in _MAY_GO:
            words = WITHDRAWN_AS_WELL
        yield Fault(
            "R43",
            ("apps", index, "transferred_to"),
            {"app": app.name, "state": words.zh, "state_en": words.en},
            on_key=True,
        )


declare(
    "R43",
    article=PRODUCT_RULE,
    kinds=("provider",),
    title=Text("只有有效备案的应用可以转让", "Only an app with a live filing is given away"),
    text=Text("应用“{app}”{state}，不能转让。", "The app “{app}” {state_en} and cannot be given away."),
    fix=Text("请删除 transferred_to；暂时下线的应用须先恢复备案。", "Take transferred_to out; a suspended app must be reinstated first."),
    reason=Text(
        "没有备案号就没有可转让的备案；正在处理的应用易主会使整改责任落空。",
        "Without a number there is no filing to give; and an app under a measure that changed hands would leave nobody to rectify it.",
    ),
    check=only_a_live_app_is_given_away,
)  # fmt: skip


def receiver_is_another_unit(file: ProviderFile, _: Lookup, __: date) -> Iterator[Fault]:
    """A unit that only changed its name or province keeps its code, and its filing."""
    for index, app in enumerate(file.content.apps):
        if app.transferred_to is not None and app.transferred_to.uscc == file.content.uscc:
            yield Fault("R44", ("apps", index, "transferred_to", "uscc"), {"app": app.name})


declare(
    "R44",
    article=PRODUCT_RULE,
    kinds=("provider",),
    title=Text("应用转让给另一个单位", "An app is given to another unit"),
    text=Text("应用“{app}”转让给了本单位自己。", "The app “{app}” is given to the unit itself."),
    fix=Text("请填写接收单位的统一社会信用代码；单位更名或迁移不是转让，直接修改本文件。", "Give the other unit's code; a new name or province of the same unit is no transfer, just change this file."),
    reason=_OWNERSHIP,
    check=receiver_is_another_unit,
)  # fmt: skip


def _why_not(
    app: App, number: str, file: ProviderFile, own: tuple[Registered, ...], lookup: Lookup
) -> Text | None:
    """Why the app may not take over the number, or None."""
    here = next((entry for entry in own if entry.item == app.id), None)
    if here is not None and here.status != ProviderStatus.transferred:
        return None if here.number == number else HAS_ITS_OWN
    found = given_away(lookup, number)
    if found is None:
        return NO_SUCH_NUMBER
    if found[0].path == file.path:
        return OF_ANOTHER_APP
    if found[0].status != ProviderStatus.filed:
        label = ProviderStatus[found[0].status].label
        return Text(ITS_STATE.zh.format(state=label.zh), ITS_STATE.en.format(state=label.en))
    if not is_declared(lookup, number, file.content.uscc):
        return Text(
            f"{found[0].path} 没有声明转让给本单位", f"{found[0].path} does not say that it goes to this unit"
        )
    return None


def number_is_given_to_this_unit(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """The unit that has the number names this one; after the transfer is registered, the number stands here."""
    own = lookup.registered_in(file.path)
    for index, app in enumerate(file.content.apps):
        if app.takes_over is None:
            continue
        why = _why_not(app, app.takes_over, file, own, lookup)
        if why is not None:
            yield Fault(
                "R45",
                ("apps", index, "takes_over"),
                {"number": app.takes_over, "why": why.zh, "why_en": why.en},
            )


declare(
    "R45",
    article=PRODUCT_RULE,
    kinds=("provider",),
    title=Text("接收的备案号已由原提供者声明转让", "A number that is taken over is given away by its provider"),
    text=Text("不能接收 {number}：{why}。", "{number} cannot be taken over: {why_en}."),
    fix=Text("请核对备案号，并请原提供者先在其备案文件中填写 transferred_to；不是转让的应用请删除 takes_over。", "Check the number, and ask its provider to write transferred_to first; if the app was not given to you, take takes_over out."),
    reason=_OWNERSHIP,
    check=number_is_given_to_this_unit,
)  # fmt: skip


def number_is_taken_over_once(file: ProviderFile, _: Lookup, __: date) -> Iterator[Fault]:
    """One number is one app; the lower entry is told."""
    above: set[str] = set()
    for index, app in enumerate(file.content.apps):
        if app.takes_over is not None and app.takes_over in above:
            yield Fault("R46", ("apps", index, "takes_over"), {"number": app.takes_over})
        if app.takes_over is not None:
            above.add(app.takes_over)


declare(
    "R46",
    article=PRODUCT_RULE,
    kinds=("provider",),
    title=Text("一个备案号由一个应用接收", "One app takes over a number"),
    text=Text("{number} 在本文件中已由另一个应用接收。", "Another app of this file takes over {number} already."),
    fix=Text("请只保留一个。", "Keep one of them."),
    reason=_OWNERSHIP,
    check=number_is_taken_over_once,
)  # fmt: skip


def own_use_has_no_number_to_give(file: UserFile, _: Lookup, __: date) -> Iterator[Fault]:
    """An app for own use (Art. 21) has no number: it ends when the use is taken out of the file."""
    for index, use in enumerate(file.content.uses):
        if use.self_developed is None:
            continue
        for name in ("withdrawal", "transferred_to", "takes_over"):
            if getattr(use.self_developed.app, name) is not None:
                place = ("uses", index, "self_developed", "app", name)
                yield Fault("R47", place, {"field": name}, on_key=True)


declare(
    "R47",
    article="Art. 21",
    kinds=("user",),
    title=Text("自研自用的应用没有注销和转让", "An app for own use is neither withdrawn nor given away"),
    text=Text("自研自用的应用不填写 {field}。", "An app developed for own use has no {field}."),
    fix=Text("请删除这一项；不再使用时，从文件中删除这项使用。", "Take it out; when the app is used no longer, take the use out of the file."),
    reason=Text("自研自用只办理使用者备案，没有备案号。", "Own use is a user filing only and has no number."),
    check=own_use_has_no_number_to_give,
)  # fmt: skip


def id_of_what_has_gone_is_not_used_again(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Under that id the ledger knows the app that now belongs to another unit."""
    gone = {
        entry.item: entry.number
        for entry in lookup.registered_in(file.path)
        if entry.status == ProviderStatus.transferred
    }
    for index, app in enumerate(file.content.apps):
        if app.id in gone and app.transferred_to is None and app.takes_over != gone[app.id]:
            yield Fault("R48", ("apps", index, "id"), {"item": app.id, "number": gone[app.id]})


declare(
    "R48",
    article=PRODUCT_RULE,
    kinds=("provider",),
    title=Text("已转出应用的编号不再用于其他应用", "The id of an app that was given away is not used again"),
    text=Text("编号“{item}”属于已转出的应用({number})。", "The id “{item}” is that of an app that was given away ({number})."),
    fix=Text("新应用请用新的编号；已转出的应用可以从文件中删除。", "Give a new app another id; the app that was given away may be taken out of the file."),
    reason=Text("历史按文件内编号记录，同一编号先后指两个应用就无法核对。", "The history names apps by their ids within the file; one id for two apps could not be followed."),
    check=id_of_what_has_gone_is_not_used_again,
)  # fmt: skip


def app_that_takes_over_is_the_same(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Until the transfer is registered, at least one identifier is that of the app that is given."""
    claimed = _identifiers(file.content)
    for index, app in enumerate(file.content.apps):
        if app.takes_over is None or not is_declared(lookup, app.takes_over, file.content.uscc):
            continue
        found = given_away(lookup, app.takes_over)
        filing = lookup.filing(found[0].path) if found else None
        given = _identifiers(filing.content).get(found[0].item, set()) if found and filing else set()
        if not given & claimed.get(app.id, set()):
            yield Fault("R49", ("apps", index, "platforms"), {"app": app.name, "number": app.takes_over})


def _identifiers(filing: ProviderFiling) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for kind, identifier, item, _ in identifiers(filing):
        found.setdefault(item, set()).add((kind, identifier))
    return found


declare(
    "R49",
    article=PRODUCT_RULE,
    kinds=("provider",),
    title=Text("接收的是同一个应用", "What takes over a number is the same app"),
    text=Text("应用“{app}”与 {number} 没有相同的包名、Bundle ID 或 AppID。", "The app “{app}” shares no package name, bundle id or AppID with {number}."),
    fix=Text("请按转让的应用填写标识；标识以后可以变更。另一个应用请另行备案。", "Give the identifiers of the app that was transferred; they can be changed afterwards. File another app on its own."),
    reason=Text("备案号随应用走，不能借转让换成另一个应用。", "A number goes with its app; a transfer must not put another app under it."),
    check=app_that_takes_over_is_the_same,
)  # fmt: skip
