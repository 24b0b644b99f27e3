"""R40 to R42: a provider ends the filing of an app. A request in the filing, never a deletion."""

from collections.abc import Iterator
from datetime import date

from registry.core.codes import ProviderStatus
from registry.core.finding import Fault
from registry.core.lookup import Lookup
from registry.core.snapshot import ProviderFile
from registry.core.text import Text
from registry.rules.catalogue import PRODUCT_RULE, declare

UNNUMBERED = Text("还没有备案号", "has no number yet")
IN_STATE = Text("的状态是“{state}”", "is “{state}”")
_MAY_END = (ProviderStatus.filed, ProviderStatus.suspended, ProviderStatus.withdrawn)


def state_words(status: str | None) -> Text:
    """How the state of an app stands in a sentence; None: not numbered."""
    if status is None:
        return UNNUMBERED
    label = ProviderStatus[status].label
    return Text(IN_STATE.zh.format(state=label.zh), IN_STATE.en.format(state=label.en))


def only_a_live_filing_ends(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """What was never numbered is taken out of the file; what was revoked has ended already."""
    statuses = {entry.item: entry.status for entry in lookup.registered_in(file.path)}
    for index, app in enumerate(file.content.apps):
        status = statuses.get(app.id)
        if app.withdrawal is not None and status not in _MAY_END:
            words = state_words(status)
            yield Fault(
                "R40",
                ("apps", index, "withdrawal"),
                {"app": app.name, "state": words.zh, "state_en": words.en},
                on_key=True,
            )


declare(
    "R40",
    article=PRODUCT_RULE,
    kinds=("provider",),
    title=Text("只有已编号且未终止的应用可以注销", "Only an app with a number that has not ended is withdrawn"),
    text=Text("应用“{app}”{state}，不能注销。", "The app “{app}” {state_en} and cannot be withdrawn."),
    fix=Text("请删除 withdrawal；还没有备案号的应用直接从文件中删除。", "Take withdrawal out; an app without a number is simply taken out of the file."),
    reason=Text(
        "办法没有规定注销。备案号不能离开它的备案文件，所以注销是文件中的申请，由登记程序记为终止；没有编号的应用没有可以终止的备案。",
        "The Measures do not speak of withdrawal. A number never stands without its filing, so withdrawal is a request in the filing that the registrar records; where no number was given there is nothing to end.",
    ),
    check=only_a_live_filing_ends,
)  # fmt: skip


def request_is_not_of_tomorrow(file: ProviderFile, _: Lookup, today: date) -> Iterator[Fault]:
    """The filing ends when the request is registered, so a later day would say something untrue."""
    for index, app in enumerate(file.content.apps):
        if app.withdrawal is not None and date.fromisoformat(app.withdrawal.requested_on) > today:
            yield Fault(
                "R41",
                ("apps", index, "withdrawal", "requested_on"),
                {"day": app.withdrawal.requested_on, "today": today.isoformat()},
            )


declare(
    "R41",
    article=PRODUCT_RULE,
    kinds=("provider",),
    title=Text("申请注销日期不在将来", "A withdrawal is not requested in the future"),
    text=Text("申请注销日期 {day} 晚于今天({today})。", "The withdrawal is dated {day}, which is after today ({today})."),
    fix=Text("请填写实际申请的日期；要在以后终止，请到时再提交。", "Give the day of the request; to end later, submit it then."),
    reason=Text("备案在登记注销时即终止，不能预约。", "The filing ends when the withdrawal is registered; it cannot be booked ahead."),
    check=request_is_not_of_tomorrow,
)  # fmt: skip


def what_has_ended_stays_ended(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """The request of an app that was withdrawn is the ground of that decision; it stays in the filing."""
    numbers = {
        entry.item: entry.number
        for entry in lookup.registered_in(file.path)
        if entry.status == ProviderStatus.withdrawn
    }
    for index, app in enumerate(file.content.apps):
        if app.id in numbers and app.withdrawal is None:
            yield Fault("R42", ("apps", index), {"app": app.name, "number": numbers[app.id]})


declare(
    "R42",
    article=PRODUCT_RULE,
    kinds=("provider",),
    title=Text("注销不能收回", "A withdrawal is not taken back"),
    text=Text("应用“{app}”({number})已注销，它的 withdrawal 不能删除。", "The app “{app}” ({number}) was withdrawn; its withdrawal cannot be taken out."),
    fix=Text("请恢复 withdrawal；要重新运营，请用新的应用编号另行备案，将得到新的备案号。", "Put withdrawal back; to run the app again, file it under a new id; it gets a new number."),
    reason=Text(
        "已终止的备案不再恢复：学校和公众看到的“已注销”必须可靠，重新运营的应用须重新核验。",
        "What has ended does not come back: schools and the public must be able to rely on “withdrawn”, and an app that runs again is checked again.",
    ),
    check=what_has_ended_stays_ended,
)  # fmt: skip
