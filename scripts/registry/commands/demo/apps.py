"""The record of one app, consistent in itself: what it collects, what it costs, whom it is for."""

from random import Random
from typing import Final

from registry.commands.demo.codes import Codes
from registry.commands.demo.days import DAYS
from registry.commands.demo.kinds import CAMPUS
from registry.commands.demo.plan import AppPlan
from registry.commands.demo.present import present
from registry.core.codes import Audience, ChargedTo, Charging, PersonalInfo, SensitiveInfo, UnitType
from registry.core.filing import (
    Android,
    App,
    Ios,
    MiniProgram,
    PersonalInformation,
    Platforms,
    UnitReference,
    Withdrawal,
)  # fmt: skip

_SENSITIVE: Final = {
    "banjiquan": SensitiveInfo.photos_of_minors, "chenjian": SensitiveInfo.health, "jiaowu": SensitiveInfo.grades,
    "zonghe-suzhi": SensitiveInfo.grades, "xiaoche": SensitiveInfo.precise_location, "xiaoyuanka": SensitiveInfo.payment,
    "shitang": SensitiveInfo.payment, "tiyu-daka": SensitiveInfo.health, "jiuye": SensitiveInfo.id_number,
    "ruxue": SensitiveInfo.id_number,
}  # fmt: skip
_STORE: Final = "https://apps.example.com/cn"


def _charging(plan: AppPlan, rng: Random) -> tuple[Charging, ChargedTo]:
    if plan.to_parents:
        return rng.choice((Charging.paid, Charging.in_app_purchase)), ChargedTo.students_or_parents
    if plan.provider.unit_type is UnitType.enterprise and rng.random() < 0.15:
        return Charging.paid, ChargedTo.institution
    return Charging.free, ChargedTo.nobody


def _platforms(plan: AppPlan, rng: Random, codes: Codes) -> Platforms:
    if plan.provider.mini_programs:
        return Platforms(mini_program=MiniProgram(app_id=codes.mini_program()))
    which = rng.random()
    android = ios = None
    if which < 0.92:
        android = Android(
            package_name=plan.package,
            store_urls=(f"{_STORE}/{plan.brand.host}/{plan.kind.slug}",)
            if plan.in_stores and rng.random() < 0.7
            else (),
            **present(signing_cert_sha256=codes.sha256() if rng.random() < 0.6 else None),
        )
    if which > 0.2:
        listed = plan.in_stores and rng.random() < 0.8
        ios = Ios(bundle_id=plan.package, **present(app_store_id=codes.app_store() if listed else None))
    return Platforms(**present(android=android, ios=ios))


def _personal_information(plan: AppPlan, host: str, rng: Random) -> PersonalInformation:
    minors = plan.for_children
    if not plan.collects:
        return PersonalInformation(collects=False, biometrics=False, minors_under_14=minors)
    categories = [PersonalInfo.account, PersonalInfo.usage]
    if plan.kind in CAMPUS:
        categories += [PersonalInfo.real_name, PersonalInfo.school_and_class]
    elif rng.random() < 0.3:
        categories.append(PersonalInfo.device)
    sensitive = [SensitiveInfo.phone] if rng.random() < 0.7 else []
    if plan.kind.slug in _SENSITIVE:
        sensitive.append(_SENSITIVE[plan.kind.slug])
    if plan.biometrics:
        sensitive.append(SensitiveInfo.face if plan.kind in CAMPUS else SensitiveInfo.voice)
    if plan.to_parents and SensitiveInfo.payment not in sensitive:
        sensitive.append(SensitiveInfo.payment)
    page = f"https://www.{host}.example.cn/{plan.item}"
    return PersonalInformation(
        collects=True,
        categories=tuple(categories),
        sensitive=tuple(sensitive),
        biometrics=plan.biometrics,
        minors_under_14=minors,
        privacy_policy_url=f"{page}/privacy",
        complaint_entry_url=f"{page}/complaint",
        **present(
            guardian_consent_method="注册时由监护人通过手机验证码确认，可随时撤回" if minors else None,
            child_policy_url=f"{page}/children" if minors else None,
        ),
    )


def _withdrawal(plan: AppPlan) -> Withdrawal | None:
    if not plan.withdrawn_for or plan.ends is None:
        return None
    return Withdrawal(requested_on=DAYS[plan.ends - 1], reason=plan.withdrawn_for)


def app_of(
    plan: AppPlan, system_id: str, updated: int, rng: Random, codes: Codes, developer: UnitReference | None = None
) -> App:  # fmt: skip
    """The app of a plan, last updated on the day of index `updated`; `developer` is whose mini program it is."""
    charging, charged_to = _charging(plan, rng)
    kind = plan.kind
    return App(
        id=plan.item,
        name=plan.name,
        system_id=system_id,
        platforms=_platforms(plan, rng, codes),
        version=f"{rng.randrange(1, 9)}.{rng.randrange(20)}.{rng.randrange(10)}",
        last_updated=DAYS[updated],
        description=kind.about,
        audience=kind.audience,
        stages=kind.stages,
        scenario=kind.scenario,
        subjects=kind.subjects,
        charging=charging,
        charged_to=charged_to,
        ads=plan.ads,
        games=False,
        ugc=Audience.students in kind.audience and rng.random() < 0.15,
        photo_search=False,
        personal_info=_personal_information(plan, plan.provider.brand.host, rng),
        **present(
            tutoring_class=kind.tutoring,
            developer=developer,
            withdrawal=_withdrawal(plan),
            takes_over=plan.number if plan.taken_over else None,
        ),
    )
