"""Family R, authority files: who decides where. Folders of filings, prefixes of numbers and confirmation chains rest on them."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from pyrage import RecipientError, x25519

from registry.core import paths
from registry.core.authority import Authority
from registry.core.codes import AuthorityKind
from registry.core.finding import Fault, Place
from registry.core.lookup import Lookup
from registry.core.snapshot import Filed
from registry.core.text import Text
from registry.rules.catalogue import PRODUCT_RULE, declare

AuthorityFile = Filed[Authority]
XPCC_PLACES = "6590"
"""Start of the codes of the XPCC's cities: GB/T 2260 has them under 65 (Xinjiang), but the XPCC decides there."""


def _others(file: AuthorityFile, lookup: Lookup) -> list[Authority]:
    """Every other authority; of a file that gives a wrong slug, those of the other files."""
    own = paths.authority_slug(file.path)
    return [authority for slug, authority in lookup.authorities.items() if slug != own]


def _places(authority: Authority) -> Iterator[tuple[Place, str]]:
    """Every code in a file with its place, in the order of the file."""
    for index, city in enumerate(authority.cities):
        yield ("cities", index, "code"), city.code
        for inner, county in enumerate(city.counties):
            yield ("cities", index, "counties", inner, "code"), county.code
    for index, county in enumerate(authority.counties):
        yield ("counties", index, "code"), county.code


def file_is_named_by_the_slug(file: AuthorityFile, _: Lookup, __: date) -> Iterator[Fault]:
    """Folders of filings and ledger are named by the slug too."""
    named = paths.authority_slug(file.path)
    if named is not None and named != file.content.slug:
        yield Fault("R30", ("slug",), {"named": named, "stated": file.content.slug})


declare(
    "R30",
    article=PRODUCT_RULE,
    kinds=("authority",),
    title=Text("主管部门文件以代号命名", "An authority file is named by its slug"),
    text=Text("文件名是 {named}，代号是 {stated}。", "The file is named {named}, but its slug is {stated}."),
    fix=Text("请改正其中之一，使二者一致。", "Correct one of them so that both agree."),
    reason=Text("备案目录、登记簿目录和文件以同一代号对应。", "Folders of filings and ledger are found by the same slug."),
    check=file_is_named_by_the_slug,
)  # fmt: skip


def prefix_is_of_one_authority(file: AuthorityFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Two authorities with one prefix would give one number twice."""
    for other in _others(file, lookup):
        if other.numeric_prefix == file.content.numeric_prefix:
            yield Fault("R31", ("numeric_prefix",), {"prefix": other.numeric_prefix, "other": other.slug})
            return


declare(
    "R31",
    article="Art. 14",
    kinds=("authority",),
    title=Text("备案号前两位不重复", "A prefix of filing numbers is of one authority"),
    text=Text("前两位 {prefix} 已由 {other} 使用。", "The prefix {prefix} is used by {other} already."),
    fix=Text("请按行政区划代码前两位填写；教育部为 00，兵团为 66。", "Use the first two digits of the division code; 00 for the Ministry, 66 for the XPCC."),
    reason=Text("《办法》只规定编号；号码唯一，一号才对应一个应用。", "The Measures only ask for a number; it names one app because it is given once."),
    check=prefix_is_of_one_authority,
)  # fmt: skip


def place_is_there_once(file: AuthorityFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A code stands once in the whole country. Within a file the lower one is told; a city's own code below it is R34's."""
    elsewhere = {code: other.slug for other in _others(file, lookup) for _, code in _places(other)}
    seen: set[str] = set()
    own = _below_itself(file.content)
    for place, code in _places(file.content):
        if place in own:
            continue
        if code in seen or code in elsewhere:
            other = file.content.slug if code in seen else elsewhere[code]
            yield Fault("R32", place, {"code": code, "other": other})
        seen.add(code)


declare(
    "R32",
    article=PRODUCT_RULE,
    kinds=("authority",),
    title=Text("行政区划代码在全国不重复", "A division code stands once in the country"),
    text=Text("代码 {code} 在 {other} 中已有。", "The code {code} stands in {other} already."),
    fix=Text("请对照 GB/T 2260 核对；区划调整后从原上级删除。", "Compare it with GB/T 2260; after a change of divisions take it out of the former place."),
    reason=Text("一个县只有一个上级教育行政部门，使用者备案才有唯一的确认机关。", "A county has one superior authority, so that a user filing has one that confirms it."),
    check=place_is_there_once,
)  # fmt: skip


def _below_itself(authority: Authority) -> set[Place]:
    return {
        ("cities", index, "counties", inner, "code")
        for index, city in enumerate(authority.cities)
        for inner, county in enumerate(city.counties)
        if county.code == city.code
    }


def _start(authority: Authority) -> str | None:
    """How the codes below an authority start; None where its own code is wrong (R36) or it has none."""
    if authority.kind is AuthorityKind.xpcc:
        return XPCC_PLACES
    return authority.numeric_prefix if _code_fits(authority) and authority.gb2260 else None


def _misplaced(authority: Authority, start: str) -> Iterator[tuple[Place, str, str]]:
    """(place, code, where it should belong) of codes that do not belong where they stand."""
    for index, city in enumerate(authority.cities):
        strange = [
            (("cities", index, "counties", inner, "code"), county.code, city.code)
            for inner, county in enumerate(city.counties)
            if county.code[:4] != city.code[:4]
        ]
        # Where no county fits, it is the city's code that is wrong.
        alone = len(strange) > 1 and len(strange) == len(city.counties)
        if not _is_below(city.code, start) or not city.code.endswith("00") or alone:
            yield ("cities", index, "code"), city.code, authority.slug
        else:
            yield from strange
    for index, county in enumerate(authority.counties):
        if not _is_below(county.code, start):
            yield ("counties", index, "code"), county.code, authority.slug


def _is_below(code: str, start: str) -> bool:
    return code.startswith(start) and (start == XPCC_PLACES or not code.startswith(XPCC_PLACES))


def place_is_where_its_code_says(file: AuthorityFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """GB/T 2260: two digits for the province, two for the city. A code that stands elsewhere too is R32's."""
    start = _start(file.content)
    if start is None:
        return
    counted = Counter(code for _, code in _places(file.content))
    counted.update(code for other in _others(file, lookup) for _, code in _places(other))
    for place, code, above in _misplaced(file.content, start):
        if counted[code] == 1:
            yield Fault("R33", place, {"code": code, "above": above})


declare(
    "R33",
    article="GB/T 2260",
    kinds=("authority",),
    title=Text("市、县的代码属于所在的省、市", "The code of a place belongs to its province and city"),
    text=Text("代码 {code} 不属于 {above}，或不是地级市的代码。", "The code {code} does not belong to {above}, or is not that of a city."),
    fix=Text("请对照 GB/T 2260 核对代码，或移到所属的省、市下。", "Compare it with GB/T 2260, or move the place to where it belongs."),
    reason=Text("兵团各市的代码 6590xx 在新疆之下，但由兵团教育局主管，作为例外。", "The cities of the XPCC have codes 6590xx under Xinjiang but belong to the XPCC bureau: the one exception."),
    check=place_is_where_its_code_says,
)  # fmt: skip


def nobody_is_below_itself(file: AuthorityFile, _: Lookup, __: date) -> Iterator[Fault]:
    """A city among its own counties would confirm its own filings."""
    for place in sorted(_below_itself(file.content)):
        index, inner = place[1], place[3]
        code = file.content.cities[int(index)].counties[int(inner)].code
        yield Fault("R34", place, {"code": code})


declare(
    "R34",
    article="Art. 19",
    kinds=("authority",),
    title=Text("主管部门不是自己的上级", "No authority is its own superior"),
    text=Text("{code} 写在它自己之下。", "{code} stands below itself."),
    fix=Text("请删除这一项；直属市的单位归在市下。", "Take the entry out; units directly under the city belong to the city."),
    reason=Text("使用者备案由上一级确认，自己不能确认自己。", "A user filing is confirmed one level up; nobody confirms itself."),
    check=nobody_is_below_itself,
)  # fmt: skip


def ministry_and_xpcc_are_there_once(file: AuthorityFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Of provinces there are many."""
    kind = file.content.kind
    for other in _others(file, lookup) if kind is not AuthorityKind.province else ():
        if other.kind is kind:
            values = {"kind": kind.label.zh, "kind_en": kind.label.en, "other": other.slug}
            yield Fault("R35", ("kind",), values)


declare(
    "R35",
    article=PRODUCT_RULE,
    kinds=("authority",),
    title=Text("教育部和兵团各只有一个", "There is one Ministry and one XPCC"),
    text=Text("{other} 已是“{kind}”。", "{other} is “{kind_en}” already."),
    fix=Text("请改为 kind: province，或删除多余的文件。", "Write kind: province, or take the file out."),
    reason=Text("第十条、第十九条的上级只有一个教育部。", "The superior in Art. 10 and 19 is one Ministry."),
    check=ministry_and_xpcc_are_there_once,
)  # fmt: skip


def _code_fits(authority: Authority) -> bool:
    """A province has the code `NN0000` of its prefix; the Ministry and the XPCC have none."""
    if authority.kind is AuthorityKind.province:
        return authority.gb2260 == f"{authority.numeric_prefix}0000"
    return authority.gb2260 is None


def province_has_the_code_of_its_prefix(file: AuthorityFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A prefix that another authority has is R31's."""
    content = file.content
    taken = any(other.numeric_prefix == content.numeric_prefix for other in _others(file, lookup))
    if not taken and not _code_fits(content):
        place: Place = ("gb2260",) if content.gb2260 else ("numeric_prefix",)
        yield Fault("R36", place, {"prefix": content.numeric_prefix, "code": content.gb2260 or "-"})


declare(
    "R36",
    article="GB/T 2260",
    kinds=("authority",),
    title=Text("省的行政区划代码与备案号前两位一致", "A province's division code starts with its prefix"),
    text=Text("行政区划代码 {code} 与备案号前两位 {prefix} 不一致。", "The division code {code} does not go with the prefix {prefix}."),
    fix=Text("省级填 gb2260，为前两位加 0000；教育部和兵团不填。", "A province gives gb2260: its prefix and 0000; the Ministry and the XPCC leave it out."),
    reason=Text("备案号前两位按省级行政区划代码，教育部 00 和兵团 66 为本系统约定。", "Prefixes are the codes of the provinces; 00 and 66 are conventions of this registry."),
    check=province_has_the_code_of_its_prefix,
)  # fmt: skip


def keys_are_whole(file: AuthorityFile, _: Lookup, __: date) -> Iterator[Fault]:
    """A key ends in a check of itself. What was sealed for a miscopied one nobody opens, and whoever sealed it learns of it too late."""
    for index, key in enumerate(file.content.sealed_files.keys if file.content.sealed_files else ()):
        try:
            x25519.Recipient.from_str(key)
        except RecipientError:
            yield Fault("R37", ("sealed_files", "keys", index), {"key": key})


declare(
    "R37",
    article=PRODUCT_RULE,
    kinds=("authority",),
    title=Text("加密材料的公钥抄写无误", "A key for sealed files is copied without a fault"),
    text=Text("公钥 {key} 校验不符。", "The check of the key {key} does not hold."),
    fix=Text("请从 registry keygen 的输出或密钥文件重新复制。", "Copy it again from what registry keygen printed, or from the key file."),
    reason=Text("抄错的公钥谁也打不开，备案人却不会知道。", "Nobody opens what was sealed for a miscopied key, and the filer does not learn of it."),
    check=keys_are_whole,
)  # fmt: skip
