"""Art. 19: a user filing is confirmed level by level, by administrative affiliation, not by address.

A school or an affiliated unit is confirmed by its competent authority, an education authority by the next higher one: county,
city, province, Ministry; in a municipality district and commission. Who confirms for universities of other ministries is not
regulated: they state the authority that they belong to.
"""

from collections.abc import Iterator
from datetime import date

from registry.core import authority, paths
from registry.core.authority import MINISTRY, Authority
from registry.core.codes import AuthorityKind, InstitutionLevel
from registry.core.finding import Fault, Verdict
from registry.core.lookup import Lookup
from registry.core.snapshot import UserFile
from registry.core.text import Text
from registry.core.use import Institution
from registry.rules.catalogue import PRODUCT_RULE, declare

_UNDER_THE_MINISTRY = frozenset(
    {
        InstitutionLevel.higher,
        InstitutionLevel.continuing,
        InstitutionLevel.affiliated_unit,
        InstitutionLevel.education_authority,
    }
)
_XPCC, _XINJIANG = "xpcc", "xinjiang"


def folder_is_the_competent_authority(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """The stated authority and the folder are the same. Where one of them does not exist, A19-2 or R07 says so."""
    where = paths.parse(file.path)
    stated = file.content.institution.competent_authority
    if (
        where is not None
        and where.authority != stated
        and authority.exists(lookup.authorities, stated)
        and authority.exists(lookup.authorities, where.authority)
    ):
        right = paths.user_path(stated, file.content.uscc)
        values = {"stated": stated, "folder": where.authority, "right": right}
        yield Fault("A19-1", ("institution", "competent_authority"), values)


declare(
    "A19-1",
    article="Art. 19",
    kinds=("user",),
    title=Text("备案文件在主管部门的目录中", "A user filing lies in the folder of its competent authority"),
    text=Text("主管部门是 {stated}，文件却在 {folder} 的目录中。", "The competent authority is {stated}, but the file lies in the folder {folder}."),
    fix=Text("请把文件移到 {right}；或改正 competent_authority。", "Move the file to {right}, or correct competent_authority."),
    check=folder_is_the_competent_authority,
)  # fmt: skip


def competent_authority_exists(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """The stated path leads to a place in `authorities/`."""
    stated = file.content.institution.competent_authority
    if not authority.exists(lookup.authorities, stated):
        yield Fault("A19-2", ("institution", "competent_authority"), {"stated": stated})


declare(
    "A19-2",
    article="Art. 19",
    kinds=("user",),
    title=Text("主管部门存在", "The competent authority exists"),
    text=Text("没有目录为“{stated}”的教育行政部门。", "There is no education authority with the folder “{stated}”."),
    fix=Text("请按 省/市/县 填写，例如 zhejiang/330100/330106；直辖市为 beijing/110108；部属单位为 moe。", "Write province/city/county, such as zhejiang/330100/330106; municipalities beijing/110108; units under the Ministry moe."),
    check=competent_authority_exists,
)  # fmt: skip


def _province(institution: Institution, lookup: Lookup) -> Authority | None:
    found = lookup.authorities.get(institution.province)
    return None if found is None or found.kind is AuthorityKind.ministry else found


def _city_is_there(institution: Institution, province: Authority) -> bool:
    return institution.city is None or any(city.code == institution.city for city in province.cities)


def _county_codes(institution: Institution, province: Authority) -> tuple[str, ...] | None:
    """Codes below the province of the stated city and county; None where the county does not lie there."""
    if institution.county is None:
        return (institution.city,) if institution.city else ()
    for city in province.cities:
        if institution.city in (None, city.code) and any(c.code == institution.county for c in city.counties):
            return (city.code, institution.county)
    if institution.city is None and any(county.code == institution.county for county in province.counties):
        return (institution.county,)
    return None


def _seat(institution: Institution, lookup: Lookup) -> tuple[str, ...] | None:
    """Slug and codes of where the institution says that it is; None where A19-3, -4 or -5 tells that there is no such place."""
    province = _province(institution, lookup)
    if province is None or not _city_is_there(institution, province):
        return None
    codes = _county_codes(institution, province)
    return None if codes is None else (province.slug, *codes)


def province_exists(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """The stated province has a file in `authorities/` and is not the Ministry."""
    institution = file.content.institution
    if _province(institution, lookup) is None:
        yield Fault("A19-3", ("institution", "province"), {"slug": institution.province})


declare(
    "A19-3",
    article=PRODUCT_RULE,
    kinds=("user",),
    title=Text("所在省是已有的省级代号", "The province of an institution exists"),
    text=Text("没有代号为“{slug}”的省级行政区。", "There is no province with the slug “{slug}”."),
    fix=Text("请用省份拼音，例如 beijing、shaanxi(陕西)、shanxi(山西)；部属单位也填所在省。", "Use the province's slug, such as beijing, shaanxi (陕西), shanxi (山西); units under the Ministry state where they lie, too."),
    reason=Text("《办法》没有规定怎样填写所在地；公示和统计需要确定的地点。", "The Measures do not say how a place is stated; the public record and the figures need a definite one."),
    check=province_exists,
)  # fmt: skip


def city_is_in_the_province(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """The city is one of the stated province."""
    institution = file.content.institution
    province = _province(institution, lookup)
    if province is not None and not _city_is_there(institution, province):
        values = {"city": institution.city or "", "province": province.slug}
        yield Fault("A19-4", ("institution", "city"), values)


declare(
    "A19-4",
    article=PRODUCT_RULE,
    kinds=("user",),
    title=Text("所在市属于所在省", "The city of an institution lies in its province"),
    text=Text("{province} 没有代码为 {city} 的市。", "There is no city with the code {city} in {province}."),
    fix=Text("请按 authorities/{province}.yaml 填写市代码；直辖市的区、省直辖县没有市，请只填 county。", "Take the code from authorities/{province}.yaml; districts of municipalities and counties right under a province have no city: give county only."),
    reason=Text("《办法》没有规定怎样填写所在地；公示和统计需要确定的地点。", "The Measures do not say how a place is stated; the public record and the figures need a definite one."),
    check=city_is_in_the_province,
)  # fmt: skip


def county_is_in_the_city(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """The county is one of the stated city, or of the province where no city is stated."""
    institution = file.content.institution
    province = _province(institution, lookup)
    if province is None or not _city_is_there(institution, province):
        return
    if _county_codes(institution, province) is None:
        values = {
            "county": institution.county or "",
            "above": institution.city or province.slug,
            "province": province.slug,
        }
        yield Fault("A19-5", ("institution", "county"), values)


declare(
    "A19-5",
    article=PRODUCT_RULE,
    kinds=("user",),
    title=Text("所在县(区)属于所在市", "The county of an institution lies in its city"),
    text=Text("{above} 没有代码为 {county} 的县(区)。", "There is no county with the code {county} in {above}."),
    fix=Text("请按 authorities/{province}.yaml 填写县(区)代码；开发区等没有行政区划代码的，填所属的县(区)或不填。", "Take the code from authorities/{province}.yaml; in a development zone without a code give the county around it, or none."),
    reason=Text("《办法》没有规定怎样填写所在地；公示和统计需要确定的地点。", "The Measures do not say how a place is stated; the public record and the figures need a definite one."),
    check=county_is_in_the_city,
)  # fmt: skip


def lies_in_the_authoritys_area(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Affiliation is not address, but a school mostly lies where its authority is. The Ministry's units lie anywhere."""
    institution = file.content.institution
    competent = institution.competent_authority
    seat = _seat(institution, lookup)
    if seat is None or competent == MINISTRY or not authority.exists(lookup.authorities, competent):
        return
    above = competent.split("/")
    if (above[0], seat[0]) == (_XPCC, _XINJIANG):
        return  # the Corps lies in Xinjiang
    for stated, code in zip(seat, above, strict=False):
        if stated != code:
            field = "province" if stated == seat[0] else "city" if stated == institution.city else "county"
            yield Fault("A19-6", ("institution", field), {"seat": "/".join(seat), "competent": competent})
            return


declare(
    "A19-6",
    article="Art. 19",
    kinds=("user",),
    verdict=Verdict.refer,
    title=Text("单位在主管部门的辖区内", "An institution lies in the area of its competent authority"),
    text=Text("单位在 {seat}，主管部门却是 {competent}。", "The institution lies in {seat}, but its competent authority is {competent}."),
    fix=Text("请核对所在地和主管部门；按隶属关系确由外地部门主管的，由该部门判断。", "Check the place and the authority; if it does belong to an authority elsewhere, that authority decides."),
    reason=Text(
        "第三条、第十九条按隶属关系而不按所在地，异地办学确有其例；但二者不一致常是填错，由人判断。部属单位可在任何地方，不核对。",
        "Art. 3 and 19 go by affiliation and not by place, and schools away from their authority do exist; mostly it is a slip, so a person "
        "decides. Units under the Ministry lie anywhere and are not checked.",
    ),
    check=lies_in_the_authoritys_area,
)  # fmt: skip


def _own_path(file: UserFile, lookup: Lookup) -> str | None:
    """The folder that an education authority itself is, by the place that it states: the least one."""
    institution = file.content.institution
    seat = _seat(institution, lookup) if institution.level is InstitutionLevel.education_authority else None
    return "/".join(seat) if seat else None


def authority_is_not_confirmed_by_itself(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Nor by one below it."""
    own, competent = _own_path(file, lookup), file.content.institution.competent_authority
    if own is None or not authority.exists(lookup.authorities, competent):
        return
    if f"{competent}/".startswith(f"{own}/"):
        yield Fault(
            "A19-7",
            ("institution", "competent_authority"),
            {"own": own, "competent": competent, "next": _next(own)},
        )


def _next(own: str) -> str:
    """The next higher authority."""
    return own.rpartition("/")[0] or MINISTRY


declare(
    "A19-7",
    article="Art. 19",
    kinds=("user",),
    title=Text("教育行政部门不由自己或下级确认", "An education authority is not confirmed by itself or one below it"),
    text=Text("单位是 {own} 的教育行政部门，主管部门不能是 {competent}。", "The institution is the education authority of {own}; its competent authority cannot be {competent}."),
    fix=Text("教育行政部门的使用者备案由上一级确认：请填写 {next}；若为所属单位，类别填 affiliated_unit。", "An authority's user filing is confirmed by the next higher one: give {next}; a unit affiliated to it has the level affiliated_unit."),
    check=authority_is_not_confirmed_by_itself,
)  # fmt: skip


def authority_is_confirmed_by_the_next(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """One that is above, but not the next. A19-6 tells of one that is elsewhere."""
    own, competent = _own_path(file, lookup), file.content.institution.competent_authority
    if own is None or competent == _next(own) or not authority.exists(lookup.authorities, competent):
        return
    if competent == MINISTRY or own.startswith(f"{competent}/"):
        yield Fault(
            "A19-8",
            ("institution", "competent_authority"),
            {"own": own, "competent": competent, "next": _next(own)},
        )


declare(
    "A19-8",
    article="Art. 19",
    kinds=("user",),
    verdict=Verdict.refer,
    title=Text("教育行政部门由上一级确认", "An education authority is confirmed by the next higher one"),
    text=Text("单位是 {own} 的教育行政部门，上一级是 {next}，主管部门却是 {competent}。", "The institution is the education authority of {own}; the next higher one is {next}, but its competent authority is {competent}."),
    fix=Text("请填写 {next}；city、county 填本部门管辖的地区，不填办公地址；省直管县等情形由主管部门判断。", "Give {next}; city and county are the area that it governs, not its address; counties run by the province are for the authority to judge."),
    reason=Text(
        "第十九条写“上级”，按逐级管理理解为上一级；省直管县等越级管理确有其例，由人判断。",
        "Art. 19 says “higher”, read as the next higher by its “level by level”; counties run by the province do exist, so a person decides.",
    ),
    check=authority_is_confirmed_by_the_next,
)  # fmt: skip


def ministry_confirms_its_own(file: UserFile, _: Lookup, __: date) -> Iterator[Fault]:
    """Universities, units and provincial authorities; not schools."""
    institution = file.content.institution
    if institution.competent_authority == MINISTRY and institution.level not in _UNDER_THE_MINISTRY:
        values = {"level": institution.level.label.zh, "level_en": institution.level.label.en}
        yield Fault("A19-9", ("institution", "level"), values)


declare(
    "A19-9",
    article="Art. 19",
    kinds=("user",),
    verdict=Verdict.refer,
    title=Text("教育部确认直属单位、部属高校和省级部门", "The Ministry confirms its units, its universities and provincial authorities"),
    text=Text("单位类别是“{level}”，主管部门却是教育部。", "The institution is a “{level_en}”, but its competent authority is the Ministry."),
    fix=Text("中小学、幼儿园请填写县、市或省级主管部门；部属高校的附属学校由主管部门判断。", "Schools and kindergartens give their county, city or province; schools attached to a university of the Ministry are for the authority to judge."),
    reason=Text(
        "第五条只写直属单位和高校；附属学校归谁确认没有规定，由人判断。",
        "Art. 5 speaks of units and universities; who confirms for schools attached to them is not regulated, so a person decides.",
    ),
    check=ministry_confirms_its_own,
)  # fmt: skip


def university_is_not_under_a_county(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Universities belong to the state, a province, or a city."""
    institution = file.content.institution
    slug, *codes = institution.competent_authority.split("/")
    province = lookup.authorities.get(slug)
    if (
        institution.level is not InstitutionLevel.higher
        or province is None
        or province.find(tuple(codes)) is None
    ):
        return
    under_a_county = len(codes) == 2 or any(county.code in codes for county in province.counties)
    if under_a_county and province.kind is not AuthorityKind.xpcc:  # whose cities are of county rank
        yield Fault(
            "A19-10", ("institution", "competent_authority"), {"competent": institution.competent_authority}
        )


declare(
    "A19-10",
    article="Art. 19",
    kinds=("user",),
    verdict=Verdict.refer,
    title=Text("高等学校不由县级部门主管", "A university is not under a county"),
    text=Text("单位类别是高等学校，主管部门却是县级的 {competent}。", "The institution is one of higher education, but its competent authority is the county {competent}."),
    fix=Text("请按隶属关系填写省级(或市级)部门或教育部，不按所在地填写。", "Go by affiliation, not by address: the province (or city), or the Ministry."),
    reason=Text(
        "《高等教育法》规定高等学校由国务院、省级人民政府管理；填县级常是误按所在地填写，由人判断。",
        "By the Higher Education Law universities belong to the State Council and the provinces; a county mostly means that the address was taken, so a person decides.",
    ),
    check=university_is_not_under_a_county,
)  # fmt: skip
