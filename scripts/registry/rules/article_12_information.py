"""Art. 12: what a filing says about an app is complete and does not contradict itself: personal information, charges, days.

Apps that were revoked or withdrawn keep their last content and are not judged. In which cases something is asked for stands in the
rules on children's information (in force since 2019-10-01) and in the four departments' method on unlawful collection.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from registry.core import formats
from registry.core.codes import ChargedTo, Charging, SensitiveInfo
from registry.core.finding import Fault, Place
from registry.core.lookup import Lookup
from registry.core.snapshot import ProviderFile
from registry.core.text import Text
from registry.rules.catalogue import declare
from registry.rules.parts import AppFile, AppPart, judged_apps

_BIOMETRIC: Final = frozenset({SensitiveInfo.face, SensitiveInfo.voice, SensitiveInfo.fingerprint})


def _collecting(file: AppFile, lookup: Lookup) -> Iterator[AppPart]:
    return (part for part in judged_apps(file, lookup) if part.app.personal_info.collects)


def _information(part: AppPart) -> Place:
    return (*part.place, "personal_info")


def what_is_collected_is_listed(file: AppFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """An app that collects says what, in one list or the other."""
    for part in _collecting(file, lookup):
        info = part.app.personal_info
        if not info.categories and not info.sensitive:
            yield Fault("A12-4", _information(part), {"app": part.app.name})


declare(
    "A12-4",
    article="Art. 12",
    kinds=("provider", "user"),
    title=Text("收集个人信息的写明类别", "An app that collects personal information lists what"),
    text=Text("应用“{app}”收集个人信息，却没有填写类别。", "The app “{app}” collects personal information, but lists no category."),
    fix=Text("请在 categories 或 sensitive 下列出；不收集的，改为 collects: false。", "List them under categories or sensitive; if it collects nothing, write collects: false."),
    reason=Text("信息表须准确完整；未明示收集的内容即违反认定方法第二类。", "The form must be exact and complete; not saying what is collected is group 2 of the method."),
    check=what_is_collected_is_listed,
)  # fmt: skip


def collecting_app_has_a_policy(file: AppFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """The rules of collection are public."""
    for part in _collecting(file, lookup):
        if part.app.personal_info.privacy_policy_url is None:
            yield Fault("A12-5", _information(part), {"app": part.app.name})


declare(
    "A12-5",
    article="Art. 12",
    kinds=("provider", "user"),
    title=Text("收集个人信息的有隐私政策", "An app that collects personal information has a privacy policy"),
    text=Text("应用“{app}”收集个人信息，却没有填写隐私政策地址。", "The app “{app}” collects personal information, but names no privacy policy."),
    fix=Text("请公开隐私政策并填写 privacy_policy_url。", "Publish the policy and fill in privacy_policy_url."),
    reason=Text("未公开收集使用规则即违反认定方法第一类。", "Not publishing the rules of collection is group 1 of the method."),
    check=collecting_app_has_a_policy,
)  # fmt: skip


def nothing_is_listed_where_nothing_is_collected(file: AppFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Categories of what is said not to be collected contradict that."""
    for part in judged_apps(file, lookup):
        info = part.app.personal_info
        listed = "categories" if info.categories else "sensitive" if info.sensitive else None
        if listed and not info.collects:
            yield Fault("A12-6", (*_information(part), listed), {"app": part.app.name, "list": listed})


declare(
    "A12-6",
    article="Art. 12",
    kinds=("provider", "user"),
    title=Text("不收集个人信息的不填类别", "An app that collects nothing lists nothing"),
    text=Text("应用“{app}”填写为不收集个人信息，又在 {list} 中列出了类别。", "The app “{app}” is said to collect no personal information, but lists some in {list}."),
    fix=Text("收集的，改为 collects: true；不收集的，删除 {list}。", "If it collects them, write collects: true; if not, delete {list}."),
    check=nothing_is_listed_where_nothing_is_collected,
)  # fmt: skip


def _of_children(file: AppFile, lookup: Lookup) -> Iterator[AppPart]:
    return (part for part in _collecting(file, lookup) if part.app.personal_info.minors_under_14)


def childrens_information_has_its_rules(file: AppFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Information about children under 14 is protected by rules of its own."""
    for part in _of_children(file, lookup):
        if part.app.personal_info.child_policy_url is None:
            yield Fault("A12-7", _information(part), {"app": part.app.name})


declare(
    "A12-7",
    article="Art. 12",
    kinds=("provider", "user"),
    title=Text("收集不满十四周岁未成年人信息的有专门规则", "An app that collects information about children under 14 has rules for it"),
    text=Text("应用“{app}”收集不满十四周岁未成年人的信息，却没有填写儿童个人信息保护规则地址。",
              "The app “{app}” collects information about children under 14, but names no rules for children's information."),
    fix=Text("请制定并公开专门规则，填写 child_policy_url。", "Publish such rules and fill in child_policy_url."),
    reason=Text("《儿童个人信息网络保护规定》(2019年10月1日起施行)要求专门的规则。", "The rules on children's information, in force since 2019-10-01, ask for it."),
    check=childrens_information_has_its_rules,
)  # fmt: skip


def guardians_consent(file: AppFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A guardian agrees before a child's information is collected; the filing says how."""
    for part in _of_children(file, lookup):
        if part.app.personal_info.guardian_consent_method is None:
            yield Fault("A12-8", _information(part), {"app": part.app.name})


declare(
    "A12-8",
    article="Art. 12",
    kinds=("provider", "user"),
    title=Text("收集不满十四周岁未成年人信息的写明监护人怎样同意", "An app that collects information about children under 14 says how guardians consent"),
    text=Text("应用“{app}”收集不满十四周岁未成年人的信息，却没有填写监护人同意方式。",
              "The app “{app}” collects information about children under 14, but does not say how guardians consent."),
    fix=Text("请填写 guardian_consent_method，例如：注册时由监护人确认。", "Fill in guardian_consent_method: how a guardian confirms, for example when signing up."),
    reason=Text("《儿童个人信息网络保护规定》(2019年10月1日起施行)要求监护人同意，并给出拒绝的选项。", "The rules on children's information, in force since 2019-10-01, ask for consent that can be refused."),
    check=guardians_consent,
)  # fmt: skip


def biometrics_name_their_kind(file: AppFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Biometrics are of a face, a voice or a finger."""
    for part in judged_apps(file, lookup):
        info = part.app.personal_info
        if info.biometrics and _BIOMETRIC.isdisjoint(info.sensitive):
            yield Fault("A12-9", (*_information(part), "biometrics"), {"app": part.app.name})


declare(
    "A12-9",
    article="Art. 12",
    kinds=("provider", "user"),
    title=Text("使用生物识别的写明是哪一种", "An app that uses biometrics says which"),
    text=Text("应用“{app}”使用生物识别，敏感信息中却没有人脸、声纹或指纹。", "The app “{app}” uses biometrics, but lists neither face nor voice nor fingerprint as sensitive information."),
    fix=Text("请在 sensitive 下列出 face、voice 或 fingerprint；不使用的，改为 biometrics: false。", "List face, voice or fingerprint under sensitive; if it uses none, write biometrics: false."),
    check=biometrics_name_their_kind,
)  # fmt: skip


def biometric_information_is_declared(file: AppFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A face, a voice or a fingerprint in the list means biometrics."""
    for part in _collecting(file, lookup):
        info = part.app.personal_info
        found = next((index for index, kind in enumerate(info.sensitive) if kind in _BIOMETRIC), None)
        if found is not None and not info.biometrics:
            label = info.sensitive[found].label
            values = {"app": part.app.name, "what": label.zh, "what_en": label.en}
            yield Fault("A12-10", (*_information(part), "sensitive", found), values)


declare(
    "A12-10",
    article="Art. 12",
    kinds=("provider", "user"),
    title=Text("收集人脸、声纹或指纹的填写为使用生物识别", "An app that collects faces, voices or fingerprints declares biometrics"),
    text=Text("应用“{app}”收集{what}，却填写为不使用生物识别。", "The app “{app}” lists “{what_en}”, but is said to use no biometrics."),
    fix=Text("请改为 biometrics: true；不收集的，从 sensitive 中删除。", "Write biometrics: true, or take it out of sensitive if it is not collected."),
    reason=Text("声纹指用于识别个人的声音特征；只录音不识别的，不属于声纹。", "A voice print is what identifies a person; a recording that identifies nobody is none."),
    check=biometric_information_is_declared,
)  # fmt: skip


def complaints_have_an_entry(file: AppFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Whoever's information is collected can complain."""
    for part in _collecting(file, lookup):
        if part.app.personal_info.complaint_entry_url is None:
            yield Fault("A12-11", _information(part), {"app": part.app.name})


declare(
    "A12-11",
    article="Art. 12",
    kinds=("provider", "user"),
    title=Text("收集个人信息的有投诉举报入口", "An app that collects personal information has a complaint entry"),
    text=Text("应用“{app}”收集个人信息，却没有填写投诉举报入口地址。", "The app “{app}” collects personal information, but names no complaint entry."),
    fix=Text("请公布投诉举报方式并填写 complaint_entry_url。", "Publish how to complain and fill in complaint_entry_url."),
    reason=Text("未公布投诉举报方式即违反认定方法第六类；投诉也须先向提供者提出。", "Not saying how to complain is group 6 of the method, and complaints go to the provider first."),
    check=complaints_have_an_entry,
)  # fmt: skip


def charges_have_a_payer(file: AppFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Free means that nobody pays, and the other way round."""
    for part in judged_apps(file, lookup):
        app = part.app
        if (app.charging is Charging.free) != (app.charged_to is ChargedTo.nobody):
            values = {"charging": app.charging.label.zh, "charging_en": app.charging.label.en}
            values |= {"payer": app.charged_to.label.zh, "payer_en": app.charged_to.label.en}
            yield Fault("A12-12", (*part.place, "charged_to"), {"app": app.name, **values})


declare(
    "A12-12",
    article="Art. 12",
    kinds=("provider", "user"),
    title=Text("收费方式与收费对象相符", "What an app costs agrees with who pays"),
    text=Text("应用“{app}”的收费方式是“{charging}”，收费对象却是“{payer}”。", "The app “{app}” is “{charging_en}”, but charged to “{payer_en}”."),
    fix=Text("免费(free)的收费对象为 nobody；收费的填写由谁付费。", "free goes with nobody; otherwise say who pays."),
    check=charges_have_a_payer,
)  # fmt: skip


def update_is_not_of_the_future(file: AppFile, lookup: Lookup, today: date) -> Iterator[Fault]:
    """What is dated after today has not happened."""
    for part in judged_apps(file, lookup):
        if date.fromisoformat(part.app.last_updated) > today:
            values = {"day": part.app.last_updated, "today": today.isoformat()}
            yield Fault("A12-13", (*part.place, "last_updated"), values)


declare(
    "A12-13",
    article="Art. 12",
    kinds=("provider", "user"),
    title=Text("最近更新日期不在将来", "The last update is not in the future"),
    text=Text("最近更新日期 {day} 晚于今天({today})。", "The last update, {day}, is after today ({today})."),
    fix=Text("请填写已发布版本的日期。", "Give the day of a version that is out."),
    check=update_is_not_of_the_future,
)


def _other_units(file: ProviderFile) -> Iterator[tuple[Place, str]]:
    unit = file.content.unit
    if unit.head_office:
        yield ("unit", "head_office", "uscc"), unit.head_office.uscc
    for index, covered in enumerate(unit.covers_subsidiaries):
        yield ("unit", "covers_subsidiaries", index, "uscc"), covered.uscc
    for index, system in enumerate(file.content.systems):
        if system.third_party_developer and system.third_party_developer.uscc:
            yield ("systems", index, "third_party_developer", "uscc"), system.third_party_developer.uscc
    for index, app in enumerate(file.content.apps):
        if app.developer:
            yield ("apps", index, "developer", "uscc"), app.developer.uscc


def codes_of_other_units_hold(file: ProviderFile, _: Lookup, __: date) -> Iterator[Fault]:
    """A mistyped code names nobody, so no filing would ever be found by it. The unit's own is R06's."""
    for place, code in _other_units(file):
        if not formats.uscc_check_digit_holds(code):
            yield Fault("A12-14", place, {"code": code, "right": formats.uscc_check_digit(code)})


declare(
    "A12-14",
    article="GB 32100-2015",
    kinds=("provider",),
    title=Text("所涉其他单位的统一社会信用代码校验位正确", "The check digits of other units' codes hold"),
    text=Text("统一社会信用代码“{code}”第18位应为“{right}”，代码中可能有错字。", "The 18th character of “{code}” should be “{right}”; some character is probably wrong."),
    fix=Text("请向该单位核对代码。", "Ask that unit for its code."),
    check=codes_of_other_units_hold,
)  # fmt: skip
