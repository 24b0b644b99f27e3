"""Who decides on what (Art. 5, 6, 10, 19): the Ministry, provinces, XPCC, and the cities and counties below them."""

from typing import Annotated

from pydantic import Field

from registry.core.codes import AuthorityKind
from registry.core.fields import (
    DivisionCode,
    IcpMark,
    Many,
    Maybe,
    NumericPrefix,
    Record,
    ShortName,
    Slug,
    words,
)  # fmt: skip
from registry.core.text import Text


class Names(Record):
    """A name in both languages."""

    zh: ShortName = words("中文", "Chinese")
    en: ShortName = words("英文", "English")

    @property
    def text(self) -> Text:
        """As a `Text`."""
        return Text(self.zh, self.en)


class County(Record):
    """A county-level unit of GB/T 2260."""

    code: DivisionCode = words("行政区划代码", "Division code")
    zh: ShortName = words("中文名称", "Chinese name")
    en: ShortName = words("英文名称", "English name")


class City(County):
    """A prefecture-level unit of GB/T 2260."""

    counties: Annotated[Many[County], Field(max_length=200)] = words("所辖县(区)", "Counties", default=())


class Authority(Record):
    """One file `authorities/<slug>.yaml`."""

    slug: Slug = words("代号", "Slug")
    kind: AuthorityKind = words("级别", "Kind", strict=False)
    name: Names = words("名称", "Name")
    region: Names = words("地区", "Region")
    numeric_prefix: NumericPrefix = words("备案号前两位", "Prefix of filing numbers")
    gb2260: Maybe[DivisionCode] = words("行政区划代码", "Division code", default=None)
    icp_mark: Maybe[IcpMark] = words("ICP省份简称", "ICP mark", default=None)
    cities: Annotated[Many[City], Field(max_length=60)] = words("所辖市", "Cities", default=())
    counties: Annotated[Many[County], Field(max_length=120)] = words(
        "直辖县(区)", "Counties directly under it", default=()
    )

    def find(self, codes: tuple[str, ...]) -> Text | None:
        """Both names of the place at `codes` below this authority (`()`, `(city,)`, `(county,)`, `(city, county)`), or None."""
        if not codes:
            return self.region.text
        if len(codes) == 1:
            for place in (*self.cities, *self.counties):
                if place.code == codes[0]:
                    return Text(place.zh, place.en)
            return None
        for city in self.cities:
            if city.code == codes[0] and len(codes) == 2:
                return next((Text(c.zh, c.en) for c in city.counties if c.code == codes[1]), None)
        return None


def bureau_name(authority: Authority, codes: tuple[str, ...]) -> Text | None:
    """Name of the education authority at a path below a province; None where there is no such place."""
    if not codes:
        return authority.name.text
    place = authority.find(codes)
    return Text(f"{place.zh}教育行政部门", f"Education authority of {place.en}") if place else None
