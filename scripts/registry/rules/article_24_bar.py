"""Art. 24, the bar: for six months after a sanction the unit may not submit new filings, neither itself nor by another name.

A renamed unit keeps its code, and the bar goes by the code. The bar is about new applications: changes of filed apps pass.
"""

from collections.abc import Iterator
from datetime import date

from registry.core.codes import ProviderStatus
from registry.core.filing import App
from registry.core.finding import Fault, Place, Verdict
from registry.core.lookup import Claim, Lookup, holds_identifiers, unit_of_path
from registry.core.snapshot import ProviderFile
from registry.core.text import Text
from registry.rules.catalogue import PRODUCT_RULE, declare

_NEW = Text("期满后再提交应用“{app}”；已备案应用的变更不受影响。", "Submit the app “{app}” after that day; changes of apps already filed are not affected.")  # fmt: skip


def _bar(lookup: Lookup, uscc: str, today: date) -> tuple[str, str] | None:
    """Last day and case of the bar that holds a unit today; of several the one that ends last."""
    bars = [
        (case.content.bar.last_day.isoformat(), case.path)
        for case in lookup.cases_of(uscc)
        if case.content.bar and case.content.bars_on(today)
    ]
    return max(bars, default=None)


def _new_apps(file: ProviderFile, lookup: Lookup) -> Iterator[tuple[int, App]]:
    """Apps of a filing that have no number yet, by their place in it."""
    registered = {entry.item for entry in lookup.registered_in(file.path)}
    for index, app in enumerate(file.content.apps):
        if app.id not in registered:
            yield index, app


def barred_unit_files_nothing_new(file: ProviderFile, lookup: Lookup, today: date) -> Iterator[Fault]:
    """While a bar holds, an app without a number is refused, one that another provider handed over included."""
    bar = _bar(lookup, file.content.uscc, today)
    if bar is None:
        return
    for index, app in _new_apps(file, lookup):
        yield Fault("A24-1", ("apps", index), {"last": bar[0], "case": bar[1], "app": app.name})


declare(
    "A24-1",
    article="Art. 24",
    kinds=("provider",),
    title=Text("被限制的单位不提交新的备案申请", "A barred unit submits no new filing"),
    text=Text("该单位在 {last} 前(含当日)不得提交新的备案申请，依据 {case}。", "This unit may not submit new filings until {last} inclusive, by {case}."),
    fix=_NEW,
    reason=Text("《办法》只限制新的申请，未提已备案应用的变更和由他单位转入的应用：变更照常，转入视同新的申请。",
                "The Measures bar new applications and are silent on changes and on apps taken over: changes go on, taking over counts as a new application."),
    check=barred_unit_files_nothing_new,
)  # fmt: skip


def _barred_head_office(
    file: ProviderFile, lookup: Lookup, today: date
) -> tuple[tuple[str, str], str] | None:
    """Bar and code of a barred head office: the one that the filing names, or one whose own filing covers the unit."""
    unit = file.content.unit
    above = {unit_of_path(claim.path) for claim in lookup.claims("covers", unit.uscc)}
    if unit.head_office:
        above.add(unit.head_office.uscc)
    bars = [(bar, head) for head in above - {unit.uscc} if (bar := _bar(lookup, head, today))]
    return max(bars, default=None)


def subsidiary_does_not_file_for_a_barred_head_office(
    file: ProviderFile, lookup: Lookup, today: date
) -> Iterator[Fault]:
    """A unit that is barred itself is A24-1's."""
    found = _barred_head_office(file, lookup, today)
    if found is None or _bar(lookup, file.content.uscc, today):
        return
    (last, case), head = found
    for index, app in _new_apps(file, lookup):
        yield Fault("A24-2", ("apps", index), {"last": last, "case": case, "app": app.name, "head": head})


declare(
    "A24-2",
    article=PRODUCT_RULE,
    kinds=("provider",),
    title=Text("总公司被限制期间子公司不另行提交", "A subsidiary does not file while its head office is barred"),
    text=Text("总公司 {head} 在 {last} 前(含当日)不得提交新的备案申请，依据 {case}。", "The head office {head} may not submit new filings until {last} inclusive, by {case}."),
    fix=_NEW,
    reason=Text("第十一条规定子公司、分支机构的应用由总公司汇总备案；子公司另行提交会使对总公司的限制落空。",
                "By Art. 11 the head office files the apps of subsidiaries and branches; filing them apart would empty the bar on it."),
    check=subsidiary_does_not_file_for_a_barred_head_office,
)  # fmt: skip


def head_office_files_for_a_barred_subsidiary(
    file: ProviderFile, lookup: Lookup, today: date
) -> Iterator[Fault]:
    """Whose the new app is does not show in the filing, so a person looks. One finding for each barred subsidiary."""
    if _bar(lookup, file.content.uscc, today) or not any(_new_apps(file, lookup)):
        return
    for index, subsidiary in enumerate(file.content.unit.covers_subsidiaries):
        bar = _bar(lookup, subsidiary.uscc, today)
        if bar:
            place = ("unit", "covers_subsidiaries", index, "uscc")
            yield Fault("A24-3", place, {"last": bar[0], "case": bar[1], "unit": subsidiary.uscc})


declare(
    "A24-3",
    article=PRODUCT_RULE,
    kinds=("provider",),
    verdict=Verdict.refer,
    title=Text("总公司不替被限制的子公司提交", "A head office does not file for a barred subsidiary"),
    text=Text("汇总备案的 {unit} 在 {last} 前(含当日)不得提交新的备案申请，依据 {case}；新提交的应用是否属于它，须人工判断。",
              "The subsidiary {unit} may not submit new filings until {last} inclusive, by {case}; whether the new apps are its own needs a person."),
    fix=Text("请说明新应用属于哪个单位；属于被限制单位的，期满后再提交。", "Say whose the new apps are; those of the barred unit are submitted after that day."),
    reason=Text("备案不写明应用属于总公司还是子公司。", "A filing does not say whether an app is the head office's or a subsidiary's."),
    check=head_office_files_for_a_barred_subsidiary,
)  # fmt: skip


def _strong(app: App, index: int) -> Iterator[tuple[str, str, Place]]:
    """Identifiers by which two apps are one: kind and value as claims have them, and the place."""
    platforms = app.platforms
    if platforms.android:
        yield (
            "android",
            platforms.android.package_name,
            ("apps", index, "platforms", "android", "package_name"),
        )
    if platforms.ios:
        yield "ios", platforms.ios.bundle_id.lower(), ("apps", index, "platforms", "ios", "bundle_id")
        if platforms.ios.app_store_id:
            yield "app_store", platforms.ios.app_store_id, ("apps", index, "platforms", "ios", "app_store_id")
    if platforms.mini_program:
        yield (
            "mini_program",
            platforms.mini_program.app_id,
            ("apps", index, "platforms", "mini_program", "app_id"),
        )


def _weak(app: App, index: int) -> Iterator[tuple[str, str, Place]]:
    """The certificate: of one maker, not one app."""
    if app.platforms.android and app.platforms.android.signing_cert_sha256:
        fingerprint = app.platforms.android.signing_cert_sha256.replace(":", "").lower()
        yield "signing_cert", fingerprint, ("apps", index, "platforms", "android", "signing_cert_sha256")


def _revoked(lookup: Lookup, claim: Claim) -> bool:
    return any(
        entry.item == claim.item and entry.status == ProviderStatus.revoked
        for entry in lookup.registered_in(claim.path)
    )


def _told_by_r03(lookup: Lookup, kind: str, claim: Claim) -> bool:
    """Whether R03 says already that another app holds the identifier."""
    return kind in ("android", "ios", "mini_program") and holds_identifiers(
        lookup.registered_in(claim.path), claim.item
    )


def _look_alike(app: App, index: int, file: ProviderFile, lookup: Lookup, today: date) -> Fault | None:
    """The gravest finding about a new app: one of a barred unit, one that was revoked, one signed by the maker of either."""
    own = unit_of_path(file.path)
    found: list[Fault] = []
    for identifiers, weak in ((_strong(app, index), False), (_weak(app, index), True)):
        for kind, value, place in identifiers:
            for claim in lookup.claims(kind, value):
                other = unit_of_path(claim.path)
                if other == own:
                    continue
                if _told_by_r03(lookup, kind, claim):
                    return None
                bar = _bar(lookup, other, today)
                values = {"value": value, "other": claim.path, "item": claim.item, "app": app.name}
                if weak and (bar or _revoked(lookup, claim)):
                    found.append(Fault("A24-6", place, values))
                elif bar and not weak:
                    found.append(Fault("A24-4", place, values | {"last": bar[0], "case": bar[1]}))
                elif _revoked(lookup, claim):
                    found.append(Fault("A24-5", place, values))
    return min(found, key=lambda fault: fault.code, default=None)


def _look_alikes(file: ProviderFile, lookup: Lookup, today: date) -> Iterator[Fault]:
    """One fault at most for a new app; none where A24-1 or A24-2 refuses it."""
    if _bar(lookup, file.content.uscc, today) or _barred_head_office(file, lookup, today):
        return
    for index, app in _new_apps(file, lookup):
        if app.takes_over is not None:
            continue  # a transfer says openly which app it is: A24-7 and R45
        fault = _look_alike(app, index, file, lookup, today)
        if fault:
            yield fault


def barred_app_does_not_come_back(file: ProviderFile, lookup: Lookup, today: date) -> Iterator[Fault]:
    """The app of a barred unit, filed by another unit under whatever name."""
    yield from (fault for fault in _look_alikes(file, lookup, today) if fault.code == "A24-4")


def revoked_app_goes_to_a_person(file: ProviderFile, lookup: Lookup, today: date) -> Iterator[Fault]:
    """A revoked app, filed by another unit when no bar holds (any more)."""
    yield from (fault for fault in _look_alikes(file, lookup, today) if fault.code == "A24-5")


def certificate_of_a_revoked_app_goes_to_a_person(
    file: ProviderFile, lookup: Lookup, today: date
) -> Iterator[Fault]:
    """Another app, signed with the certificate of a revoked app or of a barred unit's."""
    yield from (fault for fault in _look_alikes(file, lookup, today) if fault.code == "A24-6")


_SHELL = Text("换名换壳重新上线是受处理应用常见的做法；《办法》只写涉事单位，标识相同说明仍是同一应用。",
              "Coming back under another name and shell is common after a sanction; the Measures name the unit only, but the same identifier means the same app.")  # fmt: skip
declare(
    "A24-4",
    article=PRODUCT_RULE,
    kinds=("provider",),
    title=Text("被限制单位的应用不由他单位提交", "A barred unit's app is not filed by another unit"),
    text=Text("“{value}”是 {other} 中应用“{item}”的标识，该单位在 {last} 前(含当日)不得提交新的备案申请，依据 {case}。",
              "“{value}” identifies the app “{item}” in {other}, whose unit may not submit new filings until {last} inclusive, by {case}."),
    fix=Text("限制期满前不能提交应用“{app}”；标识填写有误的请改正。", "The app “{app}” cannot be submitted before the bar ends; correct the identifier if it is mistyped."),
    reason=_SHELL,
    check=barred_app_does_not_come_back,
)  # fmt: skip
declare(
    "A24-5",
    article=PRODUCT_RULE,
    kinds=("provider",),
    verdict=Verdict.refer,
    title=Text("已撤销的应用由他单位提交须人工判断", "A revoked app that another unit files needs a person"),
    text=Text("“{value}”是 {other} 中已撤销的应用“{item}”的标识。", "“{value}” identifies the app “{item}” in {other}, whose filing was revoked."),
    fix=Text("请说明应用“{app}”与该应用的关系和整改情况；标识填写有误的请改正。", "Explain how “{app}” relates to that app and what was rectified; correct the identifier if it is mistyped."),
    reason=_SHELL,
    check=revoked_app_goes_to_a_person,
)  # fmt: skip
declare(
    "A24-6",
    article=PRODUCT_RULE,
    kinds=("provider",),
    verdict=Verdict.refer,
    title=Text("与受处理应用同一签名证书的须人工判断", "An app signed like a sanctioned one needs a person"),
    text=Text("签名证书与 {other} 中应用“{item}”相同，该应用已撤销或其单位正被限制。", "The signing certificate is that of the app “{item}” in {other}, which was revoked or whose unit is barred."),
    fix=Text("请说明应用“{app}”与该应用是否同一开发者、是否同一应用。", "Explain whether “{app}” has the same developer as that app, and whether it is the same."),
    reason=Text("证书相同说明出自同一开发者，但不一定是同一应用。", "The same certificate means the same developer, not always the same app."),
    check=certificate_of_a_revoked_app_goes_to_a_person,
)  # fmt: skip


def app_of_a_barred_unit_is_taken_over(file: ProviderFile, lookup: Lookup, today: date) -> Iterator[Fault]:
    """Until the transfer is registered. A barred unit that takes something over is A24-1's."""
    if _bar(lookup, file.content.uscc, today) or _barred_head_office(file, lookup, today):
        return
    for index, app in _new_apps(file, lookup):
        if app.takes_over is None:
            continue
        given = lookup.by_number(app.takes_over)
        bar = _bar(lookup, unit_of_path(given.path), today) if given else None
        if given and bar and unit_of_path(given.path) != file.content.uscc:
            values = {"number": given.number, "other": given.path, "last": bar[0], "case": bar[1]}
            yield Fault("A24-7", ("apps", index, "takes_over"), values)


declare(
    "A24-7",
    article=PRODUCT_RULE,
    kinds=("provider",),
    verdict=Verdict.refer,
    title=Text("接收被限制单位的应用须人工判断", "An app taken over from a barred unit needs a person"),
    text=Text("{number} 的提供者({other})在 {last} 前(含当日)被限制，依据 {case}；转让须人工判断。",
              "The provider of {number} ({other}) is barred until {last} inclusive, by {case}; the transfer needs a person."),
    fix=Text("请说明转让的原因，以及应用的整改由谁负责。", "Say why the app changes hands, and who answers for its rectification."),
    reason=Text("《办法》没有禁止被限制的单位转让有效备案的应用，但转让可能用来规避限制。",
                "The Measures do not forbid a barred unit to give a live app away, but a transfer can be a way around the bar."),
    check=app_of_a_barred_unit_is_taken_over,
)  # fmt: skip
