"""Draws the institutional users: which schools and bureaus, and which authority each belongs to (Art. 19)."""

from random import Random
from typing import Final

from registry.commands.demo import names
from registry.commands.demo.places import MINISTRY, USUAL_WEIGHT, WEIGHTS, Place, Province
from registry.commands.demo.present import present
from registry.commands.demo.units import Units
from registry.core.codes import InstitutionLevel as Level
from registry.core.use import Institution

_FREQUENCY: Final = {
    Level.kindergarten: 14, Level.primary: 32, Level.junior_secondary: 12, Level.nine_year: 8, Level.senior_secondary: 7,
    Level.complete_secondary: 5, Level.secondary_vocational: 4, Level.special: 1, Level.higher: 6, Level.continuing: 2,
    Level.affiliated_unit: 4, Level.education_authority: 5,
}  # fmt: skip
_LEVELS: Final = tuple(_FREQUENCY)
_LEVEL_WEIGHTS: Final = tuple(_FREQUENCY.values())
_SUFFIXES: Final = {
    Level.kindergarten: ("幼儿园",),
    Level.primary: ("小学", "小学", "实验小学", "中心小学"),
    Level.junior_secondary: ("初级中学", "初级中学", "实验初级中学"),
    Level.nine_year: ("学校", "实验学校", "外国语学校"),
    Level.senior_secondary: ("高级中学",),
    Level.complete_secondary: ("中学", "第一中学"),
    Level.secondary_vocational: ("职业技术学校", "中等专业学校"),
    Level.special: ("特殊教育学校",),
    Level.higher: ("大学", "学院", "师范大学", "职业技术学院", "理工大学"),
    Level.continuing: ("开放大学", "成人教育中心"),
    Level.affiliated_unit: ("教育技术中心", "教育科学研究院", "教育考试中心", "青少年活动中心"),
    Level.education_authority: (),
}
_CITY_RUN: Final = {
    Level.senior_secondary: 0.5, Level.complete_secondary: 0.3, Level.secondary_vocational: 0.7, Level.special: 0.7,
    Level.continuing: 0.6, Level.affiliated_unit: 0.5,
}  # fmt: skip
_PRIVATE: Final = {Level.kindergarten: 0.4, Level.primary: 0.08, Level.nine_year: 0.2, Level.higher: 0.1}


class Schools:
    """Gives out institutions that do not exist, over all provinces and all levels of authority."""

    def __init__(self, units: Units) -> None:
        """Share names, codes and bureaus with the providers."""
        self._units = units
        self._slugs = tuple(units.provinces)
        self._weights = tuple(WEIGHTS.get(slug, USUAL_WEIGHT) for slug in self._slugs)

    def draw(self, *, ministry: bool) -> tuple[Institution, Place]:
        """The next institution and where it lies. With `ministry` some stand directly under the Ministry."""
        rng = self._units.rng
        slug = rng.choices(self._slugs, self._weights)[0]
        province = self._units.provinces[slug]
        level = rng.choices(_LEVELS, _LEVEL_WEIGHTS)[0]
        if level is Level.education_authority:
            of_ministry = ministry and rng.random() < 0.1
            if bureau := self._units.bureau(MINISTRY if of_ministry else slug):
                return self._bureau(bureau)
            level = Level.affiliated_unit
        place, competent = _affiliation(level, province, rng, ministry)
        brand = rng.choice(names.PAIRS)[0]
        suffix = rng.choice(_SUFFIXES[level])
        where = "" if level is Level.higher else place.zh
        name = self._units.taken.claim(names.campuses(f"{where}{brand}{suffix}"))
        leading = "52" if rng.random() < _PRIVATE.get(level, 0) else "12"
        code = None if level is Level.affiliated_unit or rng.random() < 0.2 else self._units.codes.school()
        return self._institution(name, leading, place, level, competent, code)

    def _bureau(self, place: Place) -> tuple[Institution, Place]:
        """An education authority as a user: the next higher one confirms."""
        upper = "/".join((place.slug, *place.codes[:-1])) if place.codes else MINISTRY
        name = names.bureau(place.zh)
        return self._institution(name, "11", place, Level.education_authority, upper, None)

    def _institution(
        self, name: str, leading: str, place: Place, level: Level, competent: str, code: str | None
    ) -> tuple[Institution, Place]:
        institution = Institution(
            name=name,
            uscc=self._units.codes.uscc(leading, place.division),
            level=level,
            province=place.slug,
            competent_authority=competent,
            selection_system=self._units.codes.document("示教用", str(self._units.rng.randrange(2020, 2024))),
            **present(school_code=code, city=place.city, county=place.county),
        )
        return institution, place


def _affiliation(level: Level, province: Province, rng: Random, ministry: bool) -> tuple[Place, str]:
    """Where the institution is, and the path of the authority that it belongs to."""
    place = rng.choice(province.local)
    upper = "/".join((place.slug, *place.codes[:-1]))
    if level is Level.higher:
        return place, MINISTRY if ministry and rng.random() < 0.25 else province.whole.path
    if level is Level.affiliated_unit and rng.random() < 0.3:
        return (place, MINISTRY) if ministry and rng.random() < 0.4 else (province.whole, province.whole.path)
    if rng.random() < _CITY_RUN.get(level, 0.1):
        return place, upper
    return place, place.path
