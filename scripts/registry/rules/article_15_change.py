"""Art. 15: what changed is updated and re-filed within ten working days. Numbered apps, before and after the change that is judged.

Which fields matter: `core/refiling.py`. That a moved app's new business system exists is A12-1's, that a numbered app stays is R04's.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from registry.core.clock import on_day
from registry.core.filing import App, Platforms
from registry.core.finding import Fault, Verdict
from registry.core.lookup import Lookup
from registry.core.refiling import label_of, material_changes
from registry.core.snapshot import ProviderFile
from registry.core.text import Text
from registry.core.time_limits import CHANGE
from registry.core.working_days import AnnouncedDays
from registry.rules.catalogue import PRODUCT_RULE, declare
from registry.rules.parts import AppPart, approved_app, apps, has_ended

_CALENDAR: Final = AnnouncedDays()
_IN_FORCE: Final = "2019-11-11"
"""Art. 27; nothing had to be re-filed before."""


class _Change(NamedTuple):
    part: AppPart
    before: App


def _changed(file: ProviderFile, lookup: Lookup) -> Iterator[_Change]:
    """The numbered apps that have not ended and differ from what was approved."""
    seen: set[str] = set()  # of two apps of one id (A12-2) the first is the one that was approved
    for part in apps(file):
        before = approved_app(file, lookup, part.item) if part.item not in seen else None
        seen.add(part.item)
        if before is not None and before != part.app and not has_ended(file, lookup, part.item):
            yield _Change(part, before)


def last_update_moves_forward(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A later version is not older than an earlier one."""
    for part, before in _changed(file, lookup):
        if part.app.last_updated < before.last_updated:
            values = {"app": part.app.name, "day": part.app.last_updated, "before": before.last_updated}
            yield Fault("A15-1", (*part.place, "last_updated"), values)


declare(
    "A15-1",
    article="Art. 15",
    kinds=("provider",),
    title=Text("最近更新日期不倒退", "The last update does not move back"),
    text=Text("应用“{app}”的最近更新日期由 {before} 改为更早的 {day}。", "The last update of the app “{app}” moves back from {before} to {day}."),
    fix=Text("请填写现行版本的日期；内容未随版本更新的，保留原日期。", "Give the day of the present version; if there is no new version, leave the day as it was."),
    reason=Text("变更期限从更新日期起算，日期倒退会使期限无从计算。", "The time for re-filing counts from the update, and cannot if that moves back."),
    check=last_update_moves_forward,
)  # fmt: skip


def change_is_filed_in_time(file: ProviderFile, lookup: Lookup, today: date) -> Iterator[Fault]:
    """Ten working days from the update; never on a date that is provisional, since nobody is held to one."""
    for part, before in _changed(file, lookup):
        updated = part.app.last_updated
        if updated <= max(before.last_updated, _IN_FORCE):
            continue  # without a new day nobody knows when the change was made
        labels = [label_of(field) for field in material_changes(before, part.app)]
        deadline = CHANGE.deadline(on_day(date.fromisoformat(updated)), _CALENDAR)
        if labels and deadline.due is not None and deadline.may_close and deadline.due < today:
            values = {
                "app": part.app.name,
                "day": updated,
                "due": deadline.due.isoformat(),
                "fields": "、".join(label.zh for label in labels),
                "fields_en": ", ".join(label.en for label in labels),
            }
            yield Fault("A15-2", (*part.place, "last_updated"), values)


declare(
    "A15-2",
    article="Art. 15",
    kinds=("provider",),
    verdict=Verdict.refer,
    title=Text("变更在10个工作日内重新备案", "A change is re-filed within ten working days"),
    text=Text("应用“{app}”于 {day} 更新，应在 {due} 前重新备案；涉及：{fields}。", "The app “{app}” was updated on {day} and had to be re-filed by {due}; it concerns: {fields_en}."),
    fix=Text("请说明迟延的原因；期限内已提交的，由审核人员按提交日认定。", "Say why it is late; if it was submitted in time, the reviewer goes by the day of submission."),
    reason=Text("以最近更新日期为变更之日；逾期的后果《办法》没有规定，由人判断。日期未变的、期限为暂定的，不作判断。",
                "The change is taken to be made on the day of the last update; the Measures do not say what follows from being late, so a person decides. Nothing is said where the day stays or the time is provisional."),
    check=change_is_filed_in_time,
)  # fmt: skip


def _identities(platforms: Platforms) -> dict[str, tuple[str, str]]:
    """By platform: the key of its identifier, and the identifier as compared."""
    found: dict[str, tuple[str, str]] = {}
    if platforms.android:
        found["android"] = ("package_name", platforms.android.package_name)
    if platforms.ios:
        found["ios"] = ("bundle_id", platforms.ios.bundle_id.lower())
    if platforms.mini_program:
        found["mini_program"] = ("app_id", platforms.mini_program.app_id)
    return found


def app_stays_the_same_app(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A number belongs to one app; with another identifier it may be another app."""
    for part, before in _changed(file, lookup):
        was, now = _identities(before.platforms), _identities(part.app.platforms)
        place = (*part.place, "platforms")
        replaced = [kind for kind in now if kind in was and was[kind] != now[kind]]
        for kind in replaced:
            key, identifier = now[kind]
            yield Fault("A15-3", (*place, kind, key), {"app": part.app.name, "was": was[kind][1], "now": identifier})  # fmt: skip
        if was and now and not was.keys() & now.keys():
            values = {"was": ", ".join(found[1] for found in was.values())}
            values |= {"now": ", ".join(found[1] for found in now.values())}
            yield Fault("A15-3", place, {"app": part.app.name, **values})


declare(
    "A15-3",
    article=PRODUCT_RULE,
    kinds=("provider",),
    verdict=Verdict.refer,
    title=Text("已编号应用的包名、Bundle ID 或 AppID 不更换", "A numbered app keeps its package name, bundle id and AppID"),
    text=Text("已编号应用“{app}”的标识由 {was} 改为 {now}。", "The identifier of the numbered app “{app}” changes from {was} to {now}."),
    fix=Text("同一应用更换标识的请说明；是另一应用的，请另行备案，原应用申请注销。", "If it is the same app, say why; if it is another one, file it anew and ask to withdraw the old one."),
    reason=Text("备案号属于一个应用；换名换壳是常见的规避方式，是否同一应用由人判断。", "A number belongs to one app, and a new shell is a usual way around a ban; whether it is the same app is for a person."),
    check=app_stays_the_same_app,
)  # fmt: skip


def signing_certificate_stays(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """One package with another certificate comes from another maker, or from one who lost the key."""
    for part, before in _changed(file, lookup):
        was, now = before.platforms.android, part.app.platforms.android
        if was is None or now is None or was.package_name != now.package_name:
            continue
        old, new = _fingerprint(was.signing_cert_sha256), _fingerprint(now.signing_cert_sha256)
        if old and new and old != new:
            place = (*part.place, "platforms", "android", "signing_cert_sha256")
            yield Fault("A15-4", place, {"app": part.app.name})


def _fingerprint(stated: str | None) -> str | None:
    """As compared: it may be written with colons and capitals."""
    return stated.replace(":", "").lower() if stated else None


declare(
    "A15-4",
    article=PRODUCT_RULE,
    kinds=("provider",),
    verdict=Verdict.refer,
    title=Text("已编号应用的签名证书不更换", "A numbered app keeps its signing certificate"),
    text=Text("已编号应用“{app}”的签名证书与原备案不同。", "The signing certificate of the numbered app “{app}” is another than the one filed."),
    fix=Text("请说明更换的原因，并确认新证书由本单位持有。", "Say why it changed, and that the new key is held by this unit."),
    reason=Text("包名相同而签名不同，通常说明出自另一开发者；更换密钥也有正当原因，由人判断。", "The same package with another signature usually comes from another maker; keys are also changed for good reasons, so a person decides."),
    check=signing_certificate_stays,
)  # fmt: skip
