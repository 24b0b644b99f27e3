"""Art. 10: a provider files with the province where it is registered; a provincial authority's own app with the Ministry."""

from collections.abc import Iterator
from datetime import date

from registry.core import paths
from registry.core.authority import MINISTRY
from registry.core.codes import AuthorityKind, UnitType
from registry.core.finding import Fault, Verdict
from registry.core.lookup import Lookup
from registry.core.snapshot import ProviderFile
from registry.core.text import Text
from registry.core.unit_names import same_unit
from registry.rules.catalogue import declare


def folder_is_the_province_of_registration(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """The folder names the authority that checks: the unit's province. A10-2, A10-3 and R07 judge what is no province."""
    where = paths.parse(file.path)
    unit = file.content.unit
    stated = lookup.authorities.get(unit.registration_province)
    folder = lookup.authorities.get(where.slug) if where else None
    if stated is None or folder is None or AuthorityKind.ministry in (stated.kind, folder.kind):
        return
    if folder.slug != stated.slug:
        right = paths.provider_path(stated.slug, unit.uscc)
        values = {"province": stated.slug, "folder": folder.slug, "right": right}
        yield Fault("A10-1", ("unit", "registration_province"), values)


declare(
    "A10-1",
    article="Art. 10",
    kinds=("provider",),
    title=Text("备案文件在注册地的目录中", "A filing lies in the folder of the province of registration"),
    text=Text("注册地是 {province}，文件却在 {folder} 的目录中。", "The province of registration is {province}, but the file lies in the folder of {folder}."),
    fix=Text("请把文件移到 {right}；或改正注册地。", "Move the file to {right}, or correct the province of registration."),
    check=folder_is_the_province_of_registration,
)  # fmt: skip


def ministry_takes_provincial_authorities(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """An app developed by a provincial authority goes to the Ministry; units directly under it are for a person to judge."""
    where = paths.parse(file.path)
    if where is None or where.slug not in lookup.authorities:
        return
    unit = file.content.unit
    in_ministry = lookup.authorities[where.slug].kind is AuthorityKind.ministry
    if in_ministry and unit.unit_type is not UnitType.education_authority:
        values = {
            "kind": unit.unit_type.label.zh,
            "kind_en": unit.unit_type.label.en,
            "right": paths.provider_path(unit.registration_province, unit.uscc),
        }
        yield Fault("A10-2", ("unit", "unit_type"), values)


declare(
    "A10-2",
    article="Art. 10",
    kinds=("provider",),
    verdict=Verdict.refer,
    title=Text("向教育部备案的是省级教育行政部门", "Only a provincial authority files with the Ministry"),
    text=Text("单位类型是“{kind}”，文件却在教育部的目录中。", "The unit is “{kind_en}”, but the file lies in the folder of the Ministry."),
    fix=Text("省级教育行政部门自建的应用才向教育部备案；其他单位请移到 {right}。", "Only apps of provincial authorities are filed with the Ministry; other units move the file to {right}."),
    check=ministry_takes_provincial_authorities,
)  # fmt: skip


def province_exists(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """The stated province is in `authorities/` and is not the Ministry."""
    slug = file.content.unit.registration_province
    authority = lookup.authorities.get(slug)
    if authority is None or authority.kind is AuthorityKind.ministry:
        yield Fault("A10-3", ("unit", "registration_province"), {"slug": slug})


declare(
    "A10-3",
    article="Art. 10",
    kinds=("provider",),
    title=Text("注册地是已有的省级代号", "The province of registration is one of the authorities"),
    text=Text("没有代号为“{slug}”的省级教育行政部门。", "There is no provincial authority with the slug “{slug}”."),
    fix=Text("请用省份拼音，例如 beijing、shaanxi(陕西)、shanxi(山西)、xpcc(兵团)。", "Use the province's slug, such as beijing, shaanxi (陕西), shanxi (山西), xpcc."),
    check=province_exists,
)  # fmt: skip


def provincial_authority_files_with_the_ministry(
    file: ProviderFile, lookup: Lookup, _: date
) -> Iterator[Fault]:
    """The authority itself, known by its name, does not decide on its own app."""
    where, unit = paths.parse(file.path), file.content.unit
    folder = lookup.authorities.get(where.slug) if where else None
    if folder is None or folder.kind is AuthorityKind.ministry:
        return
    for authority in lookup.authorities.values():
        if authority.kind is not AuthorityKind.ministry and same_unit(unit.name, authority.name.zh):
            yield Fault(
                "A10-4",
                ("unit", "name"),
                {"name": unit.name, "right": paths.provider_path(MINISTRY, unit.uscc)},
            )
            return


declare(
    "A10-4",
    article="Art. 10",
    kinds=("provider",),
    title=Text("省级教育行政部门开发的应用向教育部备案", "A provincial authority files its own app with the Ministry"),
    text=Text("“{name}”是省级教育行政部门，它开发的应用应向教育部备案。", "“{name}” is a provincial education authority; its own app is filed with the Ministry."),
    fix=Text("请把文件移到 {right}；不是该部门自己的，请改正单位名称。", "Move the file to {right}; if it is not that authority's own, correct the name of the unit."),
    check=provincial_authority_files_with_the_ministry,
)  # fmt: skip
