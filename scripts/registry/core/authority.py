"""Who decides on what (Art. 5, 6, 10, 19): the Ministry, provinces, XPCC, and the cities and counties below them."""

from collections.abc import Mapping
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
    Team,
    words,
)  # fmt: skip
from registry.core.provincial import ProvincialRules
from registry.core.sealing import SealedFiles
from registry.core.text import Text

MINISTRY = "moe"
"""The Ministry's slug: above every other authority."""


class Names(Record):
    """A name in both languages."""

    zh: ShortName = words("中文", "Chinese")
    en: ShortName = words("英文", "English")

    @property
    def text(self) -> Text:
        """As a `Text`."""
        return Text(self.zh, self.en)


ORGANISATION = "edu-app-registry"
"""Account on the forge whose teams own the folders; a deployment changes it here, or names a team in each authority's file."""

Account = Annotated[int, Field(ge=1, le=9_007_199_254_740_991)]


class County(Record):
    """A county-level unit of GB/T 2260."""

    code: DivisionCode = words("行政区划代码", "Division code")
    zh: ShortName = words("中文名称", "Chinese name")
    en: ShortName = words("英文名称", "English name")
    team: Maybe[Team] = words("评审团队", "Reviewing team", default=None)


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

    first_serial: Maybe[Annotated[int, Field(ge=1, le=99_999)]] = words(
        "起始流水号", "First serial", default=None,
        hint=Text("在其他平台已编过号的，填写本登记簿的第一个流水号；未填为1。",
                  "Where numbers were given elsewhere before: the first serial of this ledger; 1 if not stated."),
    )  # fmt: skip
    team: Maybe[Team] = words(
        "评审团队", "Reviewing team", default=None,
        hint=Text("有写权限的评审团队；未填为 @edu-app-registry/<代号>。",
                  "The team with write access that reviews; @edu-app-registry/<slug> if not stated."),
        example="@edu-app-registry/beijing",
    )  # fmt: skip
    officers: Annotated[Many[Account], Field(max_length=200)] = words(
        "无写权限的评审账号", "Officers without write access", default=(),
        hint=Text("平台账号的数字编号，用户名会变，数字编号不变。", "Numeric ids of accounts: names change, numbers do not."),
    )  # fmt: skip
    rules: Maybe[ProvincialRules] = words("本省实施细则", "Implementing rules of the province", default=None)
    sealed_files: Maybe[SealedFiles] = words(
        "加密材料的接收", "How sealed files reach it", default=None,
        hint=Text("证明材料和联系人不进入仓库；备案人用这里的公钥加密后，从这里写明的渠道送达。",
                  "Evidence and contacts never enter the repository: filers seal them with these keys and send them by this channel."),
    )  # fmt: skip

    @property
    def bar_months(self) -> int | None:
        """Months for which its own blacklist bars a unit, where its rules say so (Art. 26)."""
        return self.rules.blacklist.months if self.rules and self.rules.blacklist else None

    @property
    def shorter_clocks(self) -> dict[str, int]:
        """Working days of the deadlines that its rules shorten, by the code of the clock (Art. 26)."""
        return {own.clock.value: own.working_days for own in self.rules.clocks} if self.rules else {}

    def team_at(self, codes: tuple[str, ...]) -> str:
        """The team that decides at a place below this authority (codes as in `find`); its own, or one derived from the place."""
        if not codes:
            return self.team or f"@{ORGANISATION}/{self.slug}"
        places = [*self.cities, *self.counties, *(county for city in self.cities for county in city.counties)]
        place = next((place for place in places if place.code == codes[-1]), None)
        return (place.team if place else None) or f"@{ORGANISATION}/{self.slug}-{codes[-1]}"

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


def exists(authorities: Mapping[str, Authority], path: str) -> bool:
    """Whether a path such as `zhejiang/330100/330106` leads to an education authority."""
    slug, *codes = path.split("/")
    return slug in authorities and authorities[slug].find(tuple(codes)) is not None


def folders_named(authorities: Mapping[str, Authority], name: str) -> list[tuple[str, str]]:
    """Folder and whole name of each place whose name contains this one, in either language: `[("zhejiang/330100/330106", "浙江省杭州市西湖区")]`."""
    found = []
    for slug, authority in sorted(authorities.items()):
        region = authority.region.zh
        places = [(slug, region, authority.region.en)]
        for place in (*authority.cities, *authority.counties):
            places.append((f"{slug}/{place.code}", f"{region}{place.zh}", place.en))
            if isinstance(place, City):
                places += [
                    (f"{slug}/{place.code}/{county.code}", f"{region}{place.zh}{county.zh}", county.en)
                    for county in place.counties
                ]
        found += [(folder, zh) for folder, zh, en in places if name in zh or name.lower() == en.lower()]
    return found
