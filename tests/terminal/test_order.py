"""What is asked of whom, in which order, and what is offered, case by case."""

from typing import Any

import pytest

from registry.core.asking import order
from registry.core.asking.order import is_asked, is_own, offers, ordered, state_of, suggestion
from registry.core.asking.question import Choice
from registry.core.text import Text
from tests.again import again
from tests.builders import case
from tests.terminal.test_questions import around

CITY, COUNTY = "330100", "330106"


def test_what_decides_the_rest_comes_first_and_what_follows_from_it_last() -> None:
    assert ordered("EnforcementCase", dict.fromkeys(["schema", "unit", "state", "opened_on", "breaches"])) == [
        "unit", "opened_on", "schema", "breaches", "state",
    ]  # fmt: skip
    assert ordered("Use", dict.fromkeys(["number", "id", "mode", "basis"])) == [
        "id",
        "basis",
        "number",
        "mode",
    ]
    assert ordered("App", dict.fromkeys(["b", "a"])) == ["b", "a"]


CASES: list[tuple[str, dict[str, Any], dict[str, Any], bool]] = [
    ("App.name", {}, {}, True),
    ("App.withdrawal", {}, {}, False),
    ("App.transferred_to", {}, {}, False),
    ("Use.changed_on", {}, {}, False),
    ("EnforcementCase.lifted", {}, {}, False),
    ("App.developer", {}, {"filer": "platform"}, True),
    ("App.developer", {}, {"filer": "provider"}, False),
    ("App.developer", {"filer": "platform"}, {}, False),
    ("App.subjects", {"tutoring_class": "subject"}, {}, True),
    ("App.subjects", {"tutoring_class": "non_subject"}, {}, False),
    ("App.subjects", {}, {"tutoring_class": "subject"}, False),
    ("PersonalInformation.categories", {"collects": True}, {}, True),
    ("PersonalInformation.categories", {"collects": False}, {}, False),
    ("PersonalInformation.sensitive", {"collects": True}, {}, True),
    ("PersonalInformation.sensitive", {}, {}, False),
    ("PersonalInformation.guardian_consent_method", {"minors_under_14": True}, {}, True),
    ("PersonalInformation.guardian_consent_method", {"minors_under_14": False}, {}, False),
    ("PersonalInformation.child_policy_url", {"minors_under_14": True}, {}, True),
    ("PersonalInformation.child_policy_url", {}, {}, False),
    ("Mlps.test_report_date", {"grade": "grade_2"}, {}, True),
    ("Mlps.test_report_date", {"grade": "grade_1"}, {}, False),
    ("Mlps.test_report_date", {}, {}, False),
    ("Use.number", {"basis": "self_selected"}, {}, True),
    ("Use.number", {"basis": "self_developed"}, {}, False),
    ("Use.self_developed", {"basis": "self_developed"}, {}, True),
    ("Use.self_developed", {"basis": "self_selected"}, {}, False),
    ("Use.required_by", {"basis": "required_by_superior"}, {}, True),
    ("Use.required_by", {"basis": "self_selected"}, {}, False),
    ("Measures.level", {"list": "national"}, {}, True),
    ("Measures.level", {}, {}, False),
    ("Measures.card", {"list": "national"}, {}, True),
    ("Measures.card", {}, {}, False),
    ("EnforcementCase.reinstatements", {"suspensions": []}, {}, True),
    ("EnforcementCase.reinstatements", {}, {}, False),
]


@pytest.mark.parametrize(("name", "record", "filing", "wanted"), CASES)
def test_a_field_is_asked_for_where_it_concerns_the_filing(
    name: str, record: dict[str, Any], filing: dict[str, Any], wanted: bool
) -> None:
    model, key = name.split(".")
    assert is_asked(model, key, record, filing) is wanted
    assert again(order).is_asked(model, key, record, filing) is wanted


def test_what_is_an_items_own() -> None:
    assert is_own("App", "name")
    assert is_own("Use", "number")
    assert not is_own("App", "charging")
    assert not is_own("Use", "mode")


def offered(name: str, record: dict[str, Any], filing: dict[str, Any] | None = None) -> list[str]:
    """The values that are offered for a field."""
    model, key = name.split(".")
    return [choice.value for choice in offers(model, key, record, filing or {}, around())]


def test_provinces_are_offered_and_not_the_ministry() -> None:
    for name in ("ProviderUnit.registration_province", "Institution.province"):
        assert offered(name, {}) == ["beijing", "zhejiang", "sichuan"]
    first = offers("Institution", "province", {}, {}, around())[0]
    assert first == Choice("beijing", Text("北京市", "Beijing"))


def test_places_below_the_province_that_was_given_are_offered() -> None:
    cities = offered("Institution.city", {"province": "zhejiang"})
    assert (cities[0], len(cities)) == (CITY, 11)
    assert offers("Institution", "city", {"province": "zhejiang"}, {}, around())[0].name == Text(
        "杭州市", "Hangzhou"
    )
    assert offered("Institution.city", {}) == offered("Institution.city", {"province": "nowhere"}) == []
    counties = offered("Institution.county", {"province": "zhejiang", "city": CITY})
    assert COUNTY in counties
    assert all(code.startswith("3301") for code in counties)
    xihu = offers("Institution", "county", {"province": "zhejiang", "city": CITY}, {}, around())[
        counties.index(COUNTY)
    ]
    assert xihu.name == Text("西湖区", "Xihu")
    assert "110108" in offered("Institution.county", {"province": "beijing"}), "directly below a municipality"
    assert COUNTY not in offered("Institution.county", {"province": "zhejiang"})


def test_authorities_of_the_place_are_offered_the_nearest_first() -> None:
    place = {"province": "zhejiang", "city": CITY, "county": COUNTY}
    name = "Institution.competent_authority"
    assert offered(name, place) == [f"zhejiang/{CITY}/{COUNTY}", f"zhejiang/{CITY}", "zhejiang"]
    assert offered(name, {"province": "zhejiang", "city": CITY}) == [f"zhejiang/{CITY}", "zhejiang"]
    assert offered(name, {"province": "beijing", "county": "110108"}) == ["beijing/110108", "beijing"]
    assert offered(name, {"province": "zhejiang", "city": "339900"}) == ["zhejiang"]
    assert offers("Institution", "competent_authority", place, {}, around())[0].name == Text(
        "西湖区教育行政部门", "Education authority of Xihu"
    )


def test_whoever_may_require_a_use_is_offered() -> None:
    filing = {"institution": {"competent_authority": f"zhejiang/{CITY}/{COUNTY}"}}
    assert offered("RequiredBy.authority", {}, filing) == ["moe", "zhejiang", f"zhejiang/{CITY}", f"zhejiang/{CITY}/{COUNTY}"]  # fmt: skip
    assert offered(
        "RequiredBy.authority", {}, {"institution": {"competent_authority": "nowhere/330100"}}
    ) == ["moe"]
    assert (
        offered("RequiredBy.authority", {}, {})
        == offered("RequiredBy.authority", {}, {"institution": {}})
        == ["moe"]
    )


def test_systems_that_have_a_name_are_offered() -> None:
    filing = {"systems": [{"id": "main", "name": "平台"}, {"id": "half"}, {"id": "spare", "name": "备用"}]}
    assert offers("App", "system_id", {}, filing, around()) == (
        Choice("main", Text("平台", "平台")),
        Choice("spare", Text("备用", "备用")),
    )
    assert offered("App.system_id", {}) == []
    assert offered("App.name", {}, filing) == []


def suggested(
    name: str, place: tuple[str | int, ...] = (), choices: int = 0, filing: dict[str, Any] | None = None
) -> Any:
    """What an empty answer to a question means."""
    model, key = name.split(".")
    made = tuple(Choice(f"s{count}", Text("", "")) for count in range(choices))
    return suggestion(model, key, place, made, filing or {}, around())


def test_ids_count_from_one() -> None:
    assert suggested("BusinessSystem.id", ("systems", 0, "id")) == "system-1"
    assert suggested("App.id", ("apps", 4, "id")) == "app-5"
    assert suggested("Use.id", ("uses", 1, "id")) == "use-2"
    assert suggested("App.id", ("uses", 1, "self_developed", "app", "id")) == "app-2"
    assert suggested("App.id", ("uses", 3, "apps", 1, "id")) == "app-2", "the nearest list counts"
    assert suggested("App.id", ("app", "id")) == "app-1"


def test_only_what_says_nothing_about_the_facts_is_suggested() -> None:
    assert suggested("App.system_id", choices=1) == "s0"
    assert suggested("App.system_id", choices=2) is None
    assert suggested("App.system_id") is None
    assert suggested("App.name", choices=1) is None


def test_the_state_of_a_case_follows_from_what_is_recorded() -> None:
    told = case()
    told.pop("state")
    assert state_of(told, around()) == suggested("EnforcementCase.state", filing=told) == "blacklisted"
    early = {key: value for key, value in told.items() if key not in ("measures", "rectifications")}
    assert state_of(early, around()) == "alleged"
    assert state_of({key: told[key] for key in ("schema", "unit")}, around()) is None
    over = case(opened_on="2025-01-01", start="2025-06-01")
    assert state_of(over, around()) == "expired", "the last of those that fit"
