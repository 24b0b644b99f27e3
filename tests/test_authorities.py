"""The authorities are data: 33 of them, with their codes, names and places, as everybody relies on them."""

import re
from typing import Any

import pytest

from registry.adapters import records
from registry.adapters.load import load_authorities
from registry.adapters.source import WorkTree
from registry.core.authority import Authority, bureau_name, exists
from registry.core.text import Text
from tests.builders import values
from tests.commands import REPOSITORY

CODES = {
    "moe": "00", "beijing": "11", "tianjin": "12", "hebei": "13", "shanxi": "14", "neimenggu": "15", "liaoning": "21", "jilin": "22",
    "heilongjiang": "23", "shanghai": "31", "jiangsu": "32", "zhejiang": "33", "anhui": "34", "fujian": "35", "jiangxi": "36",
    "shandong": "37", "henan": "41", "hubei": "42", "hunan": "43", "guangdong": "44", "guangxi": "45", "hainan": "46", "chongqing": "50",
    "sichuan": "51", "guizhou": "52", "yunnan": "53", "xizang": "54", "shaanxi": "61", "gansu": "62", "qinghai": "63", "ningxia": "64",
    "xinjiang": "65", "xpcc": "66",
}  # fmt: skip
MARKS = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝蜀黔滇藏陕陇青宁新新"


def read(slug: str) -> Authority:
    """An authority of the repository."""
    found: Authority = records.parse(
        "authority", (REPOSITORY / f"authorities/{slug}.yaml").read_bytes()
    ).record
    return found


def test_all_authorities_are_there_and_nobody_else() -> None:
    """31 provinces, the XPCC and the Ministry, each with its own prefix."""
    found, problems = load_authorities(WorkTree(REPOSITORY))
    assert problems == []
    assert {slug: authority.numeric_prefix for slug, authority in found.items()} == CODES
    kinds = {slug: authority.kind.value for slug, authority in found.items()}
    assert (kinds.pop("moe"), kinds.pop("xpcc")) == ("ministry", "xpcc")
    assert set(kinds.values()) == {"province"}


@pytest.mark.parametrize(
    ("slug", "mark"), [*zip([slug for slug in CODES if slug != "moe"], MARKS, strict=True)]
)
def test_an_authority_has_its_codes_and_names(slug: str, mark: str) -> None:
    """The mark of its ICP numbers, places below it with codes of its own, names in both languages."""
    authority = read(slug)
    assert authority.icp_mark == mark
    start = "65" if slug == "xpcc" else CODES[slug]
    places: list[Any] = [*authority.cities, *authority.counties]
    places += [county for city in authority.cities for county in city.counties]
    assert places
    codes = [place.code for place in places]
    assert len(codes) == len(set(codes))
    for place in places:
        assert place.code.startswith(start), place
        assert re.search("[\u4e00-\u9fff]", place.zh), place
        assert not re.search("[\u4e00-\u9fff]", place.en), place
    for text in (authority.name, authority.region):
        assert re.search("[\u4e00-\u9fff]", text.zh)
        assert not re.search("[\u4e00-\u9fff]", text.en)


FOUND: dict[tuple[str, tuple[str, ...]], Text | None] = {
    ("zhejiang", ()): Text("浙江省", "Zhejiang"),
    ("zhejiang", ("330100",)): Text("杭州市", "Hangzhou"),
    ("zhejiang", ("330200",)): Text("宁波市", "Ningbo"),
    ("zhejiang", ("330100", "330106")): Text("西湖区", "Xihu"),
    ("zhejiang", ("330200", "330203")): Text("海曙区", "Haishu"),
    ("zhejiang", ("330200", "330106")): None,
    ("zhejiang", ("330100", "330199")): None,
    ("zhejiang", ("330106",)): None,
    ("zhejiang", ("330199", "330106")): None,
    ("zhejiang", ("330100", "330106", "330106")): None,
    ("zhejiang", ("110108",)): None,
    ("beijing", ("110108",)): Text("海淀区", "Haidian"),
    ("beijing", ("110108", "110108")): None,
    ("xpcc", ("659001",)): Text("石河子市", "Shihezi"),
    ("moe", ()): Text("全国", "National"),
    ("moe", ("110108",)): None,
}


@pytest.mark.parametrize(("slug", "codes"), FOUND)
def test_places_are_found_by_their_path(slug: str, codes: tuple[str, ...]) -> None:
    """Cities, their counties, and counties right below a province; nothing that is not there."""
    assert read(slug).find(codes) == FOUND[slug, codes]


def test_authorities_below_a_province_have_a_name() -> None:
    """The province's own, made from the place's, or none where there is no such place."""
    zhejiang = read("zhejiang")
    assert bureau_name(zhejiang, ()) == zhejiang.name.text
    assert bureau_name(zhejiang, ("330100",)) == Text("杭州市教育行政部门", "Education authority of Hangzhou")
    assert bureau_name(zhejiang, ("330199",)) is None


def test_the_ordinary_loader_reads_the_authorities_as_we_do() -> None:
    """Quotes where they are needed: no code is a number, no name a truth value."""
    for slug in CODES:
        text = (REPOSITORY / f"authorities/{slug}.yaml").read_text(encoding="utf-8")
        assert Authority.model_validate(values(text)) == read(slug)


def test_a_place_is_decided_on_by_its_team() -> None:
    """One that is named, at each level; otherwise one that is called after the place."""
    text = values((REPOSITORY / "authorities/zhejiang.yaml").read_text(encoding="utf-8"))
    district = {"code": "330106", "zh": "西湖区", "en": "Xihu", "team": "@other/xihu"}
    cities = [
        {
            "code": "330100",
            "zh": "杭州市",
            "en": "Hangzhou",
            "team": "@other/hangzhou",
            "counties": [district],
        },
        {"code": "330200", "zh": "宁波市", "en": "Ningbo"},
    ]
    counties = [{"code": "339999", "zh": "示例县", "en": "Example", "team": "@other/county"}]
    plain = Authority.model_validate({**text, "cities": cities, "counties": counties})
    for codes, team in (
        ((), "@edu-app-registry/zhejiang"),
        (("330100",), "@other/hangzhou"),
        (("330100", "330106"), "@other/xihu"),
        (("330200",), "@edu-app-registry/zhejiang-330200"),
        (("339999",), "@other/county"),
        (("330298",), "@edu-app-registry/zhejiang-330298"),
    ):
        assert plain.team_at(codes) == team
    assert Authority.model_validate({**text, "team": "@other/zj"}).team_at(()) == "@other/zj"


def test_whether_a_path_leads_to_an_authority() -> None:
    """Slug and codes; neither another slug nor a place that is not there."""
    known = {"zhejiang": read("zhejiang")}
    for path, there in (
        ("zhejiang", True),
        ("zhejiang/330100/330106", True),
        ("zhejiang/330100", True),
        ("zhejiang/330199", False),
        ("beijing", False),
        ("beijing/330100", False),
    ):
        assert exists(known, path) is there
