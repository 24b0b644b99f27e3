"""The rules of authority files where two of them meet: which one speaks, and where; the others are silent."""

from datetime import date
from typing import Any

import pytest

from registry.core.authority import Authority, City, County
from registry.core.lookup import MemoryLookup
from registry.core.replay import Replay
from registry.core.snapshot import Filed
from registry.rules import authority_files as rules
from tests.test_authorities import read

TODAY = date(2026, 11, 20)
NOT_OF_SICHUAN, ELSEWHERE = "110199", "110108"


def county(code: str) -> County:
    """A county of this code."""
    return County(code=code, zh="示例县", en="Example")


def city(code: str, *counties: str) -> City:
    """A city of this code, with counties."""
    return City(code=code, zh="示例市", en="Example", counties=tuple(map(county, counties)))


def told(rule: Any, slug: str, others: tuple[str, ...] = (), **changed: Any) -> list[tuple[str, Any]]:
    """Codes and places that a rule tells of an authority of the repository with some values changed."""
    authority = read(slug).model_copy(update=changed)
    found: dict[str, Authority] = {name: read(name) for name in others}
    lookup = MemoryLookup({**found, slug: authority}, (), (), (), replay=Replay())
    file = Filed(f"authorities/{slug}.yaml", "0" * 64, authority)
    return [(fault.code, fault.place) for fault in rule(file, lookup, TODAY)]


def test_a_city_below_itself_does_not_hide_a_code_that_stands_twice() -> None:
    cities = (city("510100", "510100", "510104", "510104"),)
    assert told(rules.place_is_there_once, "sichuan", cities=cities, counties=()) == [
        ("R32", ("cities", 0, "counties", 2, "code"))
    ]


@pytest.mark.parametrize(
    ("slug", "changed"),
    [("moe", {}), ("sichuan", {"gb2260": "110000"}), ("sichuan", {"gb2260": None})],
    ids=["ministry", "wrong code", "no code"],
)
def test_where_an_authority_has_no_code_of_its_own_none_below_it_is_misplaced(
    slug: str, changed: dict[str, Any]
) -> None:
    places = (city(NOT_OF_SICHUAN),)
    assert told(rules.place_is_where_its_code_says, slug, cities=places, counties=(), **changed) == []
    assert told(rules.place_is_where_its_code_says, "sichuan", cities=places, counties=()) != []


@pytest.mark.parametrize(
    ("counties", "where"),
    [
        (("510204",), [(0, "counties", 0, "code")]),
        (("510204", "510205"), [(0, "code")]),
        (("510104", "510205", "510206"), [(0, "counties", 1, "code"), (0, "counties", 2, "code")]),
    ],
)
def test_where_no_county_of_several_fits_the_city_is_wrong(
    counties: tuple[str, ...], where: list[Any]
) -> None:
    found = told(
        rules.place_is_where_its_code_says, "sichuan", cities=(city("510100", *counties),), counties=()
    )
    assert found == [("R33", ("cities", *place)) for place in where]


def test_a_misplaced_code_that_stands_elsewhere_too_is_told_once() -> None:
    changed = {"cities": (), "counties": (county(ELSEWHERE),)}
    assert told(rules.place_is_where_its_code_says, "sichuan", ("beijing",), **changed) == []
    assert told(rules.place_is_there_once, "sichuan", ("beijing",), **changed) == [
        ("R32", ("counties", 0, "code"))
    ]


def test_there_are_many_provinces() -> None:
    assert told(rules.ministry_and_xpcc_are_there_once, "sichuan", ("beijing", "moe", "xpcc")) == []
    assert told(rules.ministry_and_xpcc_are_there_once, "moe", ("beijing", "xpcc")) == []


def test_a_prefix_that_another_has_is_told_once() -> None:
    """R31 says that it is taken; that its own code does not go with it would be the same mistake again."""
    assert told(rules.province_has_the_code_of_its_prefix, "sichuan", ("beijing",), numeric_prefix="11") == []
    assert told(rules.prefix_is_of_one_authority, "sichuan", ("beijing",), numeric_prefix="11") == [
        ("R31", ("numeric_prefix",))
    ]
    assert told(rules.province_has_the_code_of_its_prefix, "sichuan", (), numeric_prefix="11") == [
        ("R36", ("gb2260",))
    ]
    assert told(rules.province_has_the_code_of_its_prefix, "sichuan", ("beijing",)) == []
