"""Where an institution says that it lies and under whom, in provinces of every shape (Art. 19)."""

from typing import Any

import pytest

from registry.core.lookup import Lookup
from tests.builders import UNIVERSITY, user_path, user_text
from tests.provider.judging import AUTHORITIES, faults, filed, registry
from tests.test_authorities import read

HAIKOU, SANYA_DISTRICT, WUZHISHAN = "460100", "460202", "469001"


@pytest.fixture
def around() -> Lookup:
    """With a province that has cities with districts and counties of its own beside them."""
    lookup = registry()
    lookup.authorities = {**AUTHORITIES, "hainan": read("hainan")}
    return lookup


def told(
    around: Lookup, place: str, competent: str = "hainan", level: str = "primary"
) -> list[tuple[str, Any]]:
    """Code and place of what is said of an institution."""
    text = user_text(UNIVERSITY, authority="zhejiang/330100/330106", level=level)
    start, end = text.index("  province:"), text.index("  selection_system:")
    file = filed(
        user_path("moe", UNIVERSITY), f"{text[:start]}{place}  competent_authority: {competent}\n{text[end:]}"
    )
    return [(fault.code, fault.place[1:]) for fault in faults(file, around, "A19") if fault.code != "A19-1"]


def stated(city: str = "", county: str = "") -> str:
    """A place in Hainan."""
    return (
        "  province: hainan\n"
        + (f'  city: "{city}"\n' if city else "")
        + (f'  county: "{county}"\n' if county else "")
    )


def test_a_county_right_under_the_province_lies_in_no_city(around: Lookup) -> None:
    assert told(around, stated(county=WUZHISHAN)) == []
    assert told(around, stated(HAIKOU, WUZHISHAN)) == [("A19-5", ("county",))]
    assert told(around, stated(HAIKOU, SANYA_DISTRICT)) == [("A19-5", ("county",))]
    assert told(around, stated(county=SANYA_DISTRICT)) == []
    assert told(around, stated(HAIKOU)) == []


def test_a_place_and_an_authority_elsewhere_are_told_at_the_first_that_differs(around: Lookup) -> None:
    assert told(around, stated(county=WUZHISHAN), f"hainan/{HAIKOU}") == [("A19-6", ("county",))]
    assert told(around, stated(HAIKOU), f"hainan/{WUZHISHAN}") == [("A19-6", ("city",))]
    assert told(around, stated(HAIKOU), "sichuan") == [("A19-6", ("province",))]
    assert told(around, stated(county=SANYA_DISTRICT), f"hainan/{HAIKOU}") != []


def test_a_university_under_an_authority_that_there_is_not_is_told_of_that_alone(around: Lookup) -> None:
    for competent in ("nowhere", "nowhere/460100", "hainan/469999", f"hainan/{HAIKOU}/469999"):
        assert told(around, stated(HAIKOU), competent, "higher") == [("A19-2", ("competent_authority",))], (
            competent
        )
    assert told(around, stated(county=WUZHISHAN), f"hainan/{WUZHISHAN}", "higher") == [("A19-10", ("competent_authority",))]  # fmt: skip
    assert told(around, stated(HAIKOU), f"hainan/{HAIKOU}", "higher") == []
