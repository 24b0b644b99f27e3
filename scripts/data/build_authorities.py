"""Write authorities/<slug>.yaml from an unpacked package of administrative divisions.

Usage: python scripts/data/build_authorities.py PACKAGE_DIR OUT_DIR

PACKAGE_DIR is the unpacked package that authorities/SOURCES.md names; only its file
data/divisions_v1.json is read. OUT_DIR gets one file for each of the 33 authorities.
The output depends on the package, on the tables here and in place_names.py, and on the
version of pypinyin (requirements.lock). A line with the counts is printed for each file.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from place_names import CHARACTER_READINGS, ETHNIC_NAMES, READINGS, SUFFIXES, USUAL_SPELLINGS
from pypinyin import Style, lazy_pinyin

HEADER = "# yaml-language-server: $schema=../schemas/authority.schema.json"
XPCC_CODES = "6590"  # first digits of the cities of the XPCC, listed under Xinjiang in GB/T 2260


@dataclass(frozen=True)
class Authority:
    """One row of the table of authorities."""

    slug: str
    kind: str
    prefix: str
    icp_mark: str
    zh: str
    en: str
    region_zh: str
    region_en: str


@dataclass
class Unit:
    """A city (with counties) or a county-level unit."""

    code: str
    zh: str
    en: str
    counties: list["Unit"] = field(default_factory=list)


@dataclass
class Area:
    """What lies below one province: cities, and county-level units without a city."""

    cities: list[Unit] = field(default_factory=list)
    counties: list[Unit] = field(default_factory=list)


def _municipality(slug: str, prefix: str, mark: str, zh: str, en: str) -> Authority:
    name_en = f"{en} Municipal Education Commission"
    return Authority(slug, "province", prefix, mark, f"{zh}教育委员会", name_en, zh, en)


def _province(slug: str, prefix: str, mark: str, zh: str, en: str) -> Authority:
    name_en = f"{en} Provincial Department of Education"
    return Authority(slug, "province", prefix, mark, f"{zh}教育厅", name_en, zh, en)


def _region(slug: str, prefix: str, mark: str, zh: str, en: str, people: str = "") -> Authority:
    name_en = f"{en}{people} Autonomous Region Department of Education"
    return Authority(slug, "province", prefix, mark, f"{zh}教育厅", name_en, zh, en)


AUTHORITIES: tuple[Authority, ...] = (
    Authority(
        "moe", "ministry", "00", "", "中华人民共和国教育部", "Ministry of Education", "全国", "National"
    ),
    _municipality("beijing", "11", "京", "北京市", "Beijing"),
    _municipality("tianjin", "12", "津", "天津市", "Tianjin"),
    _province("hebei", "13", "冀", "河北省", "Hebei"),
    _province("shanxi", "14", "晋", "山西省", "Shanxi"),
    _region("neimenggu", "15", "蒙", "内蒙古自治区", "Inner Mongolia"),
    _province("liaoning", "21", "辽", "辽宁省", "Liaoning"),
    _province("jilin", "22", "吉", "吉林省", "Jilin"),
    _province("heilongjiang", "23", "黑", "黑龙江省", "Heilongjiang"),
    _municipality("shanghai", "31", "沪", "上海市", "Shanghai"),
    _province("jiangsu", "32", "苏", "江苏省", "Jiangsu"),
    _province("zhejiang", "33", "浙", "浙江省", "Zhejiang"),
    _province("anhui", "34", "皖", "安徽省", "Anhui"),
    _province("fujian", "35", "闽", "福建省", "Fujian"),
    _province("jiangxi", "36", "赣", "江西省", "Jiangxi"),
    _province("shandong", "37", "鲁", "山东省", "Shandong"),
    _province("henan", "41", "豫", "河南省", "Henan"),
    _province("hubei", "42", "鄂", "湖北省", "Hubei"),
    _province("hunan", "43", "湘", "湖南省", "Hunan"),
    _province("guangdong", "44", "粤", "广东省", "Guangdong"),
    _region("guangxi", "45", "桂", "广西壮族自治区", "Guangxi", " Zhuang"),
    _province("hainan", "46", "琼", "海南省", "Hainan"),
    _municipality("chongqing", "50", "渝", "重庆市", "Chongqing"),
    _province("sichuan", "51", "蜀", "四川省", "Sichuan"),
    _province("guizhou", "52", "黔", "贵州省", "Guizhou"),
    _province("yunnan", "53", "滇", "云南省", "Yunnan"),
    _region("xizang", "54", "藏", "西藏自治区", "Xizang"),
    _province("shaanxi", "61", "陕", "陕西省", "Shaanxi"),
    _province("gansu", "62", "陇", "甘肃省", "Gansu"),
    _province("qinghai", "63", "青", "青海省", "Qinghai"),
    _region("ningxia", "64", "宁", "宁夏回族自治区", "Ningxia", " Hui"),
    _region("xinjiang", "65", "新", "新疆维吾尔自治区", "Xinjiang", " Uygur"),
    Authority(
        "xpcc",
        "xpcc",
        "66",
        "新",
        "新疆生产建设兵团教育局",
        "Xinjiang Production and Construction Corps Education Bureau",
        "新疆生产建设兵团",
        "Xinjiang Production and Construction Corps",
    ),
)


def proper_name(zh: str) -> str:
    """Return the name without generic suffix; names of one character keep it."""
    for suffix in SUFFIXES:
        rest = zh.removesuffix(suffix)
        if rest == zh or len(rest) < 2:
            continue
        if suffix.startswith("自治") or (suffix == "区" and rest.endswith("族")):
            rest = _without_ethnic_names(rest)
        return rest
    return zh


def _without_ethnic_names(name: str) -> str:
    while True:
        shorter = next((name.removesuffix(e) for e in ETHNIC_NAMES if name.endswith(e)), name)
        if shorter == name or len(shorter) < 2:
            return name.removesuffix("族")
        name = shorter


def english_name(zh: str, used: set[str]) -> str:
    """Return the English name; note in ``used`` the table entry that gave it."""
    proper = proper_name(zh)
    for key in (zh, proper):
        for table in (READINGS, USUAL_SPELLINGS):
            if key in table:
                used.add(key)
                return table[key]
    syllables: list[str] = lazy_pinyin(proper, style=Style.NORMAL)
    if len(syllables) != len(proper):
        raise ValueError(f"no pinyin for {zh}")
    name = ""
    for character, syllable in zip(proper, syllables, strict=True):
        reading = CHARACTER_READINGS.get(character, syllable).replace("v", "u")
        name += f"'{reading}" if name and reading[0] in "aeo" else reading
    return name.capitalize()


def read_areas(package: Path) -> dict[str, Area]:
    """Read the package; return the area of each province by its first two digits, sorted by code.

    The cities of the XPCC come under ``66``.
    """
    source = json.loads((package / "data" / "divisions_v1.json").read_text(encoding="utf-8"))
    used: set[str] = set()

    def unit(code: str, zh: str) -> Unit:
        if not re.fullmatch(r"\d{6}0{6}", code) or zh != zh.strip():
            raise ValueError(f"unexpected unit {code} {zh!r}")
        return Unit(code[:6], zh, english_name(zh, used))

    areas: dict[str, Area] = {"66": Area()}
    for province in source["provinces"].values():
        area = areas.setdefault(province["code"][:2], Area())
        for city_name, city in province["cities"].items():
            below = [unit(code, zh) for zh, code in city["counties"].items()]
            below.sort(key=lambda u: u.code)
            if city["code"] is not None:
                area.cities.append(unit(city["code"], city_name))
                area.cities[-1].counties = below
            else:
                areas["66"].counties += [u for u in below if u.code.startswith(XPCC_CODES)]
                area.counties += [u for u in below if not u.code.startswith(XPCC_CODES)]
        area.cities.sort(key=lambda u: u.code)
        area.counties.sort(key=lambda u: u.code)
    if unused := (READINGS.keys() | USUAL_SPELLINGS.keys()) - used:
        raise ValueError(f"names in place_names.py that no place has: {' '.join(sorted(unused))}")
    return areas


def check(areas: dict[str, Area]) -> None:
    """Stop at a double code, a code outside its parent, or an English name of wrong form."""
    seen: set[str] = set()

    def check_unit(unit: Unit, parent: str) -> None:
        if unit.code in seen or not unit.code.startswith(parent):
            raise ValueError(f"{unit.code} {unit.zh}: double, or not in {parent}")
        if not re.fullmatch(r"[A-Z][a-z']+(-[A-Z][a-z]+)?", unit.en):
            raise ValueError(f"{unit.code} {unit.zh}: English name {unit.en!r}")
        seen.add(unit.code)

    for prefix, area in areas.items():
        for city in area.cities:
            check_unit(city, prefix)
            for county in city.counties:
                check_unit(county, city.code[:4])
        for county in area.counties:
            check_unit(county, XPCC_CODES if prefix == "66" else prefix)


def scalar(text: str) -> str:
    """Return a plain YAML scalar, or a quoted one where plain would not be read as this text."""
    words = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
    plain = re.fullmatch(r"[A-Za-z\u4e00-\u9fff][A-Za-z' \-\u4e00-\u9fff]*", text)
    return text if plain and text.lower() not in words else json.dumps(text, ensure_ascii=False)


def _unit_lines(units: list[Unit], indent: str) -> Iterator[str]:
    for unit in units:
        yield f'{indent}- code: "{unit.code}"'
        yield f"{indent}  zh: {scalar(unit.zh)}"
        yield f"{indent}  en: {scalar(unit.en)}"
        if unit.counties:
            yield f"{indent}  counties:"
            yield from _unit_lines(unit.counties, indent + "    ")


def yaml_lines(authority: Authority, area: Area) -> Iterator[str]:
    """Return the lines of one file."""
    yield HEADER
    yield f"slug: {authority.slug}"
    yield f"kind: {authority.kind}"
    yield "name:"
    yield f"  zh: {scalar(authority.zh)}"
    yield f"  en: {scalar(authority.en)}"
    yield "region:"
    yield f"  zh: {scalar(authority.region_zh)}"
    yield f"  en: {scalar(authority.region_en)}"
    yield f'numeric_prefix: "{authority.prefix}"'
    if authority.kind == "province":
        yield f'gb2260: "{authority.prefix}0000"'
    if authority.icp_mark:
        yield f"icp_mark: {scalar(authority.icp_mark)}"
    for key, units in (("cities", area.cities), ("counties", area.counties)):
        if units:
            yield f"{key}:"
            yield from _unit_lines(units, "  ")


def by_hand(file: Path) -> str:
    """Return what people wrote at the end of the present file, the blocks `rules` and `sealed_files`, or nothing."""
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    found = re.search(r"^(?:rules|sealed_files):$", text, re.MULTILINE)
    return text[found.start() :] if found else ""


def main(arguments: list[str]) -> int:
    """Run the command."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    package, out = Path(arguments[0]), Path(arguments[1])
    areas = read_areas(package)
    check(areas)
    out.mkdir(parents=True, exist_ok=True)
    cities = counties = 0
    for authority in AUTHORITIES:
        area = areas.get(authority.prefix, Area())
        file = out / f"{authority.slug}.yaml"
        text = "\n".join(yaml_lines(authority, area)) + "\n" + by_hand(file)
        file.write_text(text, encoding="utf-8", newline="\n")
        below = len(area.counties) + sum(len(city.counties) for city in area.cities)
        print(f"{authority.slug}: {len(area.cities)} cities, {below} counties")
        cities += len(area.cities)
        counties += below
    print(f"total: {len(AUTHORITIES)} authorities, {cities} cities, {counties} counties")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
