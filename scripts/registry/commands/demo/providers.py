"""A provider's filing: the unit, its business systems with the evidence of Art. 9, its apps."""

from random import Random
from typing import Final

from registry.commands.demo import names
from registry.commands.demo.apps import app_of
from registry.commands.demo.days import DAYS
from registry.commands.demo.places import MINISTRY, Place
from registry.commands.demo.plan import ProviderPlan
from registry.commands.demo.present import present
from registry.commands.demo.units import Units
from registry.core.codes import Filer, Hosting, MlpsGrade, UnitType
from registry.core.filing import (
    BusinessSystem,
    Icp,
    Mlps,
    ProviderFiling,
    ProviderUnit,
    ThirdPartyDeveloper,
    UnitReference,
)  # fmt: skip

_SYSTEMS: Final = (("teaching", "教学服务平台"), ("campus", "校园服务平台"))
_ROADS: Final = ("示例路", "示例大街", "示例东路", "示例科技园路", "示例学府路")


def address(place: Place, rng: Random) -> str:
    """An invented address in a real county."""
    return f"{place.address}{rng.choice(_ROADS)}{rng.randrange(1, 300)}号"


def system(
    system_id: str, name: str, owner: str, place: Place, service: int, before: int, hosting: Hosting,
    developer: ThirdPartyDeveloper | None, rng: Random, units: Units, *, elsewhere: str | None = None,
) -> BusinessSystem:  # fmt: skip
    """A business system whose evidence is dated before the day of index `before`.

    `elsewhere` is a third subject of the ICP filing, neither the owner nor the developer: explained by letter.
    """
    codes = units.codes
    subject = developer.name if developer and rng.random() < 0.4 else owner
    grade = MlpsGrade.grade_3 if rng.random() < 0.3 else MlpsGrade.grade_2
    issued = before - rng.randrange(15, 41)
    return BusinessSystem(
        id=system_id,
        name=name,
        icp=Icp(
            number=codes.icp(place.icp_mark, service),
            subject_name=elsewhere or subject,
            evidence_date=DAYS[before - rng.randrange(1, 11)],
        ),
        mlps=Mlps(
            certificate_no=codes.mlps(place.division, service),
            grade=grade,
            subject_name=subject,
            police_authority=f"{names.FICTIONAL}{place.zh}公安局",
            issue_date=DAYS[issued],
            **present(test_report_date=DAYS[issued + 5] if grade is MlpsGrade.grade_3 else None),
        ),
        hosting=hosting,
        evidence_sha256=tuple(codes.sha256() for _ in range(rng.choice((0, 0, 2)))),
        **present(third_party_developer=developer, subject_mismatch_explained=True if elsewhere else None),
    )


def developer_of(units: Units, place: Place) -> ThirdPartyDeveloper:
    """A company that develops for another unit."""
    name = units.company(next(units.brands), place)
    return ThirdPartyDeveloper(name=name, uscc=units.codes.uscc("91", place.division))


def _other_company(units: Units, place: Place) -> UnitReference:
    """A company that files nothing itself: one that is covered (Art. 11), or whose mini program is gathered (Art. 10)."""
    name = units.company(next(units.brands), place)
    return UnitReference(name=name, uscc=units.codes.uscc("91", place.division))


def _systems(plan: ProviderPlan, units: Units) -> tuple[BusinessSystem, ...]:
    rng, first = units.rng, min(app.filed for app in plan.apps)
    public = plan.unit_type is not UnitType.enterprise
    two = len(plan.apps) > 1 and rng.random() < 0.35
    found = []
    for service, (system_id, suffix) in enumerate(_SYSTEMS if two else _SYSTEMS[:1], start=1):
        developer = developer_of(units, plan.place) if public and rng.random() < 0.4 else None
        other = not public and rng.random() < 0.02
        found.append(
            system(
                system_id, f"{plan.brand.zh}{suffix}", plan.name, plan.place, service, first,
                Hosting.on_premises if public and rng.random() < 0.4 else Hosting.cloud, developer, rng, units,
                elsewhere=units.company(next(units.brands), plan.place) if other else None,
            )
        )  # fmt: skip
    return tuple(found)


def _unit(plan: ProviderPlan, units: Units) -> ProviderUnit:
    rng, place, host = units.rng, plan.place, plan.brand.host
    subsidiaries: list[UnitReference] = []
    if plan.unit_type is UnitType.enterprise and rng.random() < 0.05:
        for _ in range(rng.randrange(1, 4)):
            subsidiaries.append(_other_company(units, place))
    tutoring = any(app.kind.subjects for app in plan.apps)
    return ProviderUnit(
        name=plan.name,
        uscc=plan.uscc,
        unit_type=plan.unit_type,
        registration_province=place.slug if plan.folder == MINISTRY else plan.folder,
        registered_address=address(place, rng),
        covers_subsidiaries=tuple(subsidiaries),
        public_hotline=units.codes.hotline(place.area_code),
        public_email=f"service@{host}.example.cn",
        **present(
            website=f"https://www.{host}.example.cn" if rng.random() < 0.9 else None,
            school_licence_no=f"示教民{place.division}第{rng.randrange(1, 1000):04d}号" if tutoring else None,
        ),
    )


def filing_of(plan: ProviderPlan, units: Units) -> ProviderFiling:
    """The provider's filing as it stands at the end."""
    rng = units.rng
    systems = _systems(plan, units)
    apps = []
    for n, app in enumerate(plan.apps):
        latest = app.filed if plan.revised is None else max(app.filed, plan.revised)
        updated = latest - rng.randrange(1, 8)
        developer = _other_company(units, plan.place) if plan.mini_programs else None
        apps.append(app_of(app, systems[n % len(systems)].id, updated, rng, units.codes, developer))
    return ProviderFiling(
        schema="provider-filing/v1",
        filer=Filer.platform if plan.mini_programs else Filer.provider,
        unit=_unit(plan, units),
        systems=systems,
        apps=tuple(apps),
    )
