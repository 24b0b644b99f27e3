"""Where the invented units lie: the provinces, cities and counties of the authorities' files."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from registry.core.authority import Authority
from registry.core.codes import AuthorityKind

MINISTRY: Final = "moe"

WEIGHTS: Final[Mapping[str, int]] = {
    "beijing": 8, "guangdong": 7, "zhejiang": 7, "shanghai": 6, "jiangsu": 6, "sichuan": 5, "hubei": 5, "shandong": 5,
    "fujian": 4, "henan": 4, "hunan": 4, "anhui": 4, "shaanxi": 4, "chongqing": 4, "moe": 3, "xpcc": 2, "xizang": 2,
    "qinghai": 2, "ningxia": 2,
}  # fmt: skip
"""Relative number of apps of an authority. Flat, because a province has only five digits of serial."""
USUAL_WEIGHT: Final = 3

_AREA_CODES: Final[Mapping[str, str]] = {
    "beijing": "010", "tianjin": "022", "hebei": "0311", "shanxi": "0351", "neimenggu": "0471", "liaoning": "024",
    "jilin": "0431", "heilongjiang": "0451", "shanghai": "021", "jiangsu": "025", "zhejiang": "0571", "anhui": "0551",
    "fujian": "0591", "jiangxi": "0791", "shandong": "0531", "henan": "0371", "hubei": "027", "hunan": "0731",
    "guangdong": "020", "guangxi": "0771", "hainan": "0898", "chongqing": "023", "sichuan": "028", "guizhou": "0851",
    "yunnan": "0871", "xizang": "0891", "shaanxi": "029", "gansu": "0931", "qinghai": "0971", "ningxia": "0951",
    "xinjiang": "0991", "xpcc": "0993",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A province, city or county. `zh` names it within the country, `address` begins an address."""

    slug: str
    codes: tuple[str, ...]
    division: str
    zh: str
    address: str
    icp_mark: str

    @property
    def path(self) -> str:
        """The folder of its authority."""
        return "/".join((self.slug, *self.codes))

    @property
    def area_code(self) -> str:
        """The telephone prefix of the province's capital."""
        return _AREA_CODES.get(self.slug, "010")

    @property
    def city(self) -> str | None:
        """Division code of the city, if it lies in one."""
        return self.codes[0] if self.codes and self.codes[0].endswith("00") else None

    @property
    def county(self) -> str | None:
        """Division code of the county, if it is one."""
        return self.codes[-1] if self.codes and not self.codes[-1].endswith("00") else None


@dataclass(frozen=True, slots=True)
class Province:
    """A province with the places below it. `local` is where schools are: counties, and cities that have none."""

    whole: Place
    cities: tuple[Place, ...]
    counties: tuple[Place, ...]
    local: tuple[Place, ...]


def province_of(authority: Authority) -> Province:
    """The places of one provincial authority or of the XPCC."""
    slug, region = authority.slug, authority.region.zh
    mark = authority.icp_mark or "京"
    below = [*authority.cities, *authority.counties]
    division = authority.gb2260 or (below[0].code if below else "100000")
    whole = Place(slug, (), division, region, region, mark)
    bare = authority.kind is AuthorityKind.xpcc  # its cities are known without it
    cities, counties, local = [], [], []
    for city in authority.cities:
        at = Place(slug, (city.code,), city.code, city.zh, f"{region}{city.zh}", mark)
        cities.append(at)
        inner = [
            Place(slug, (city.code, c.code), c.code, f"{city.zh}{c.zh}", f"{region}{city.zh}{c.zh}", mark)
            for c in city.counties
        ]
        counties += inner
        local += inner or [at]
    for county in authority.counties:
        zh = county.zh if bare else f"{region}{county.zh}"
        at = Place(slug, (county.code,), county.code, zh, f"{region}{county.zh}", mark)
        counties.append(at)
        local.append(at)
    return Province(whole, tuple(cities), tuple(counties), tuple(local or [whole]))


def provinces_of(authorities: Mapping[str, Authority]) -> dict[str, Province]:
    """Every authority but the Ministry, by slug in alphabetical order."""
    return {
        slug: province_of(authority)
        for slug, authority in sorted(authorities.items())
        if authority.kind is not AuthorityKind.ministry
    }


def shares(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """`total` split by weight into whole numbers; one for each, heaviest first, before any gets a second."""
    order = sorted(weights, key=lambda slug: (-weights[slug], slug))
    split = dict.fromkeys(order[:total], 1)
    rest = total - len(split)
    whole = sum(weights[slug] for slug in split)
    for slug in split:
        split[slug] += rest * weights[slug] // whole if whole else 0
    for slug in order[: total - sum(split.values())]:
        split[slug] += 1
    return split
