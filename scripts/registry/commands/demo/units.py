"""Draws the providers: kind of unit, name, code, place, and the kinds of app that it has."""

from collections.abc import Mapping
from random import Random
from typing import Final

from registry.commands.demo import kinds, names
from registry.commands.demo.codes import Codes
from registry.commands.demo.names import Brand, Taken
from registry.commands.demo.places import MINISTRY, Place, Province
from registry.commands.demo.plan import AppPlan, ProviderPlan
from registry.core.codes import Stage, UnitType

_PLAIN: Final = 2
"""So many first providers under a busy authority are companies: enough for a transfer between two of them."""
_BUSY: Final = 6
_UNIT_TYPES: Final = tuple(UnitType)
_FREQUENCY: Final = (70, 8, 12, 5, 5)
_SCHOOLS: Final = (
    ("实验学校", "52", Stage.primary), ("中学", "12", Stage.senior_secondary), ("小学", "12", Stage.primary),
    ("职业技术学院", "12", Stage.higher), ("师范学院", "12", Stage.higher),
)  # fmt: skip


class Units:
    """Gives out units that do not exist: names, brands and codes are never given twice."""

    def __init__(self, rng: Random, provinces: Mapping[str, Province]) -> None:
        """Draw everything from `rng`."""
        self.rng = rng
        self.codes = Codes(rng)
        self.brands = names.brands(rng)
        self.taken = Taken()
        self.provinces = provinces
        pools = {slug: (*p.cities, *p.counties) for slug, p in provinces.items()}
        pools[MINISTRY] = tuple(p.whole for p in provinces.values())
        self._bureaus = {slug: rng.sample(pool, len(pool)) for slug, pool in pools.items()}

    def bureau(self, slug: str) -> Place | None:
        """A place below an authority whose education authority has not been used yet, or None when all have."""
        return self._bureaus[slug].pop() if self._bureaus[slug] else None

    def providers(self, counts: Mapping[str, int]) -> list[ProviderPlan]:
        """Providers with as many apps under each authority as `counts` says; one to four apps each."""
        found: list[ProviderPlan] = []
        busy = min(_BUSY, max(counts.values()))
        for folder, count in counts.items():
            plain = _PLAIN if count >= busy else 0
            found += (
                self._of_ministry(count) if folder == MINISTRY else self._of_province(folder, count, plain)
            )
        return found

    def _of_ministry(self, count: int) -> list[ProviderPlan]:
        units = max(min(len(self.provinces), 2 * count // 3), 1)
        found = []
        for n in range(units):
            place = self.bureau(MINISTRY)
            if place is None:
                raise ValueError("apps filed with the Ministry need at least one provincial authority")
            provider = self._authority(MINISTRY, place, next(self.brands))
            self._add_apps(provider, count // units + (n < count % units))
            found.append(provider)
        return found

    def _of_province(self, folder: str, count: int, plain: int) -> list[ProviderPlan]:
        found: list[ProviderPlan] = []
        while count:
            size = self.rng.choices((1, 2, 3, 4), (58, 26, 10, 6))[0]
            if plain and not found and count > 2:
                size = 2  # one to hand over, one to keep
            provider = self._draw(folder, UnitType.enterprise if len(found) < plain else None)
            self._add_apps(provider, min(size, count))
            count -= len(provider.apps)
            found.append(provider)
        return found

    def _add_apps(self, provider: ProviderPlan, count: int) -> None:
        rng = self.rng
        count = min(count, len(provider.choices))
        for kind in rng.sample(provider.choices, count):
            app = AppPlan(kind, provider.brand, provider, kind.slug)
            app.to_parents = provider.unit_type is UnitType.enterprise and rng.random() < 0.15
            app.ads = provider.unit_type is UnitType.enterprise and rng.random() < 0.03
            app.biometrics = app.collects and rng.random() < 0.03
            provider.apps.append(app)

    def _draw(self, folder: str, unit_type: UnitType | None) -> ProviderPlan:
        rng, brand = self.rng, next(self.brands)
        place = rng.choice(self.provinces[folder].local)
        unit_type = unit_type or rng.choices(_UNIT_TYPES, _FREQUENCY)[0]
        if unit_type is UnitType.education_authority and (free := self.bureau(folder)):
            return self._authority(folder, free, brand)
        if unit_type is UnitType.school:
            suffix, leading, stage = rng.choice(_SCHOOLS)
            name = self.taken.claim(names.campuses(f"{brand.zh}{suffix}"))
            choices = tuple(kind for kind in kinds.CAMPUS if stage in kind.stages)
        elif unit_type is UnitType.public_institution:
            name = self.taken.claim(names.campuses(f"{place.zh}{brand.zh}{rng.choice(names.CENTRES)}"))
            leading, choices = "12", (*kinds.TEACHING, *kinds.LEARNING)
        elif unit_type is UnitType.social_organisation:
            name = self.taken.claim(names.campuses(f"{place.zh}{brand.zh}学科培训学校"))
            leading, choices = "52", kinds.SUBJECT_TUTORING
        else:
            unit_type, leading = UnitType.enterprise, "91"
            name = self.company(brand, place)
            choices = kinds.NON_SUBJECT_TUTORING if rng.random() < 0.06 else (*kinds.LEARNING, *kinds.CAMPUS)
        return self._provider(folder, place, unit_type, brand, name, leading, choices)

    def company(self, brand: Brand, place: Place) -> str:
        """Name of a company."""
        trade, form = self.rng.choice(names.TRADES), self.rng.choice(names.FORMS)
        return self.taken.claim(names.company(brand, place.zh, trade, form))

    def _authority(self, folder: str, place: Place, brand: Brand) -> ProviderPlan:
        name = names.bureau(place.zh)
        return self._provider(folder, place, UnitType.education_authority, brand, name, "11", kinds.TEACHING)

    def _provider(
        self, folder: str, place: Place, unit_type: UnitType, brand: Brand, name: str, leading: str,
        choices: tuple[kinds.Kind, ...],
    ) -> ProviderPlan:  # fmt: skip
        return ProviderPlan(
            folder, place, unit_type, brand, name, self.codes.uscc(leading, place.division), choices
        )
