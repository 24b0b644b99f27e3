"""What is searched: apps under the unit that provides them, and institutions."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from registry.core.codes import Audience, Charging, Code, InstitutionLevel, ProviderStatus, Scenario, Stage
from registry.render.site.records import AppRecord, Records
from registry.render.site.search.folding import folded
from registry.render.site.wording import MEANING

STATUSES: tuple[ProviderStatus, ...] = tuple(MEANING)
PLATFORMS = ("android", "ios", "mini_program")


class AppEntry(NamedTuple):
    """An app. Facets are positions in their lists, or sums of 1 << position where several values may stand."""

    digits: str
    name: str
    filed_on: str
    android: str
    ios: str
    mini_program: str
    authority: int
    status: int
    audience: int
    stage: int
    scenario: int
    charging: int

    @property
    def platform(self) -> int:
        """Where it runs, as a sum."""
        return bool(self.android) + 2 * bool(self.ios) + 4 * bool(self.mini_program)


class UnitEntry(NamedTuple):
    """A provider with all its registered apps, by number."""

    uscc: str
    name: str
    apps: tuple[AppEntry, ...]


class InstitutionEntry(NamedTuple):
    """An institution that filed uses. `authority` and `level` are positions in their lists."""

    uscc: str
    name: str
    authority: int
    level: int


def units(records: Records) -> tuple[UnitEntry, ...]:
    """Providers by folded name, so that units and apps with like names lie beside each other."""
    slugs = {record.authority.slug: at for at, record in enumerate(records.authorities)}
    by_unit = sorted(records.apps, key=lambda app: (app.unit.uscc, app.digits))
    found = []
    for uscc, group in groupby(by_unit, key=lambda app: app.unit.uscc):
        apps = tuple(group)
        found.append(UnitEntry(uscc, apps[0].unit.name, tuple(_entry(app, slugs) for app in apps)))
    return tuple(sorted(found, key=lambda unit: (folded(unit.name), unit.uscc)))


def institutions(records: Records) -> tuple[InstitutionEntry, ...]:
    """Institutions by folded name. The authority is the one that they lie below."""
    slugs = {record.authority.slug: at for at, record in enumerate(records.authorities)}
    levels = {level: at for at, level in enumerate(InstitutionLevel)}
    found = [
        InstitutionEntry(
            record.filed.uscc,
            record.filed.name,
            slugs[record.filed.place.partition("/")[0]],
            levels[record.filed.level],
        )
        for record in records.institutions
    ]
    return tuple(sorted(found, key=lambda row: (folded(row.name), row.uscc)))


def _entry(record: AppRecord, slugs: dict[str, int]) -> AppEntry:
    app, platforms = record.app, record.app.platforms
    return AppEntry(
        digits=record.digits,
        name=app.name,
        filed_on=record.filed_on,
        android=platforms.android.package_name if platforms.android else "",
        ios=platforms.ios.bundle_id if platforms.ios else "",
        mini_program=platforms.mini_program.app_id if platforms.mini_program else "",
        authority=slugs[record.authority.slug],
        status=STATUSES.index(record.status),
        audience=_sum(app.audience, Audience),
        stage=_sum(app.stages, Stage),
        scenario=_sum(app.scenario, Scenario),
        charging=list(Charging).index(app.charging),
    )


def _sum(values: Iterable[Code], codes: type[Code]) -> int:
    order: Sequence[Code] = list(codes)
    return sum(1 << order.index(value) for value in set(values))
