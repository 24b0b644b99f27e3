"""The plan of the demonstration: who files which apps under which authority, and what becomes of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from registry.commands.demo import places
from registry.commands.demo.kinds import WITHOUT_PERSONAL_DATA, Kind
from registry.commands.demo.names import Brand
from registry.commands.demo.places import Place
from registry.core.authority import Authority
from registry.core.codes import Audience, Stage, UnitType
from registry.core.number import LARGEST_SERIAL
from registry.core.paths import provider_path

FIRST_SERIAL: Final = 90_001
_YOUNG: Final = frozenset({Stage.preschool, Stage.primary, Stage.junior_secondary})
LARGEST_SHARE: Final = LARGEST_SERIAL - FIRST_SERIAL + 1


class Role(Enum):
    """What happens to a provider after its apps are filed. From `alleged` on: the state of its enforcement case."""

    nothing = auto()
    changes = auto()
    withdraws = auto()
    hands_over = auto()
    takes_over = auto()
    alleged = auto()
    demanded = auto()
    rectified = auto()
    not_rectified = auto()
    blacklisted = auto()
    criticised = auto()
    expired = auto()


@dataclass(slots=True, eq=False)
class AppPlan:
    """One app: what it is, when it was filed, when it could be used. Days are indices into `days.DAYS`."""

    kind: Kind
    brand: Brand
    provider: "ProviderPlan"
    item: str
    """Its id within the filing."""
    filed: int = 0
    number: str = ""
    ends: int | None = None
    """Day from which it is no longer filed, for good."""
    gap: tuple[int, int] | None = None
    """Days of a suspension and of the reinstatement after it."""
    withdrawn_for: str = ""
    """Why the provider withdraws it, on the day `ends`."""
    taken_over: bool = False
    """Whether another provider gave it to this one."""
    to_parents: bool = False
    """Whether students or parents pay for it."""
    ads: bool = False
    biometrics: bool = False
    in_stores: bool = True
    """Not for an app developed for own use (Art. 21)."""

    @property
    def name(self) -> str:
        """Its name."""
        return f"{self.brand.zh}{self.kind.zh}"

    @property
    def package(self) -> str:
        """Its Android package name, and its bundle id."""
        return f"cn.example.{self.brand.host}.{self.kind.slug.replace('-', '')}"

    @property
    def collects(self) -> bool:
        """Whether it collects personal information."""
        return self.to_parents or self.kind.slug not in WITHOUT_PERSONAL_DATA

    @property
    def for_children(self) -> bool:
        """Whether children under 14 use it themselves."""
        return Audience.students in self.kind.audience and not _YOUNG.isdisjoint(self.kind.stages)


@dataclass(slots=True, eq=False)
class ProviderPlan:
    """One provider. `folder` is the authority that decides, `place` where it is registered."""

    folder: str
    place: Place
    unit_type: UnitType
    brand: Brand
    name: str
    uscc: str
    choices: tuple[Kind, ...]
    """Kinds of app that such a unit has."""
    apps: list[AppPlan] = field(default_factory=list)
    role: Role = Role.nothing
    mini_programs: bool = False
    """A platform operator, whose apps are mini programs (Art. 10)."""
    revised: int | None = None
    """Day of the last change to the filing as a whole."""

    @property
    def path(self) -> str:
        """Where its filing lies."""
        return provider_path(self.folder, self.uscc)

    @property
    def last_filed(self) -> int:
        """Day on which it last filed an app."""
        return max(app.filed for app in self.apps)


def app_shares(total: int, authorities: Mapping[str, Authority]) -> dict[str, int]:
    """How many apps each authority files, by slug. Raises ValueError when one would run out of serials."""
    weights = {slug: places.WEIGHTS.get(slug, places.USUAL_WEIGHT) for slug in sorted(authorities)}
    split = places.shares(total, weights)
    # Only provincial authorities file with the Ministry (Art. 10), each of them a few apps.
    surplus = split.get(places.MINISTRY, 0) - 3 * (len(weights) - 1)
    if surplus > 0:
        split[places.MINISTRY] -= surplus
        del weights[places.MINISTRY]
        for slug, more in places.shares(surplus, weights).items():
            split[slug] = split.get(slug, 0) + more
    most = max(split.values(), default=0)
    if most > LARGEST_SHARE:
        raise ValueError(
            f"{total} apps need {most} numbers of one authority, but there are only {LARGEST_SHARE} serials from "
            f"{FIRST_SERIAL} to {LARGEST_SERIAL}: ask for fewer apps or give more authorities"
        )
    return {slug: split[slug] for slug in sorted(split) if split[slug]}
