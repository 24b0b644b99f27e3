"""The committed schemas are the public contract: generated, complete, and readable alike by every validator and editor."""

import itertools
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from registry.commands import schemas as schemas_command
from registry.core import codes
from registry.render.schemas import SCHEMAS
from registry.rules.book import every_rule
from tests.builders import values
from tests.commands import EXAMPLE, REPOSITORY

COMMITTED: dict[str, Any] = {
    name: json.loads((REPOSITORY / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")) for name in SCHEMAS
}  # fmt: skip
FOR_PEOPLE = ("provider-filing", "user-filing", "enforcement-case", "authority")
"""Written by people, so each pattern says what is wrong; ledger events are written by the registrar alone."""
NAMES_OF_THINGS = {"Bundle ID", "iOS"}

# Every list of the domain, written out again: 2.3 (fields), 7 (breaches), 12 (states).
LISTS: dict[type[codes.Code], str] = {
    codes.Filer: "provider platform",
    codes.UnitType: "enterprise public_institution school education_authority social_organisation",
    codes.InstitutionLevel: "kindergarten primary junior_secondary nine_year senior_secondary complete_secondary secondary_vocational "
    "special higher continuing affiliated_unit education_authority",
    codes.Hosting: "on_premises cloud",
    codes.MlpsGrade: "grade_1 grade_2 grade_3 grade_4 grade_5",
    codes.Audience: "students parents staff",
    codes.Stage: "preschool primary junior_secondary senior_secondary secondary_vocational higher continuing",
    codes.Scenario: "teaching school_management student_learning student_life home_school",
    codes.TutoringClass: "subject non_subject",
    codes.Subject: "morality_and_law chinese history geography mathematics foreign_language physics chemistry biology",
    codes.Charging: "free paid in_app_purchase",
    codes.ChargedTo: "nobody institution students_or_parents",
    codes.PersonalInfo: "account real_name school_and_class device usage other",
    codes.SensitiveInfo: "phone id_number face voice fingerprint precise_location contacts health grades photos_of_minors payment",
    codes.UseBasis: "self_developed self_selected required_by_superior",
    codes.UseMode: "mandatory recommended",
    codes.AuthorityKind: "ministry province xpcc",
    codes.OwnClock: "review supplement change user_change",
    codes.RequirableField: "test_report_date website signing_certificate complaint_entry parallel_candidates purpose",
    codes.Breach: "harmful_content commercial_ads games irrelevant_content charging forced_use bound_to_grades bundled_consent pi_no_rules "
    "pi_no_purpose pi_no_consent pi_excessive pi_shared pi_no_deletion_or_complaint minor_no_guardian_consent "
    "biometrics_without_assessment repeated_collection exam_oriented_burden photo_search unlicensed_subject_training preschool_training "
    "no_icp no_mlps security_incident false_filing not_updated number_not_displayed unfiled_use no_collective_decision other",
    codes.ListScope: "national province",
    codes.ListLevel: "grey black",
    codes.ListCard: "yellow red",
    codes.BreachSide: "provider user either",
    codes.BreachAction: "demand revocation",
    codes.BreachSeverity: "serious ordinary minor",
    codes.RectificationResult: "rectified not_rectified",
    codes.CaseState: "alleged demanded rectified not_rectified blacklisted criticised expired",
    codes.ProviderStatus: "draft submitted under_check feedback_sent supplemented abandoned rejected filed change_pending suspended "
    "withdrawn revoked transferred",
    codes.UseState: "confirmed lapsed invalidated",
    codes.UserStatus: "draft submitted confirmed returned change_pending invalidated ended",
    codes.EventKind: "filed changed confirmed reconfirmed suspended reinstated revoked withdrawn transferred invalidated ended "
    "blacklisted bar_lifted",
}  # fmt: skip


def parts(schema: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema within a schema, with its place."""
    if isinstance(schema, dict):
        yield place, schema
        for key, value in schema.items():
            if key in {"properties", "$defs"}:
                for name, inner in value.items():
                    yield from parts(inner, f"{place}/{name}")
            elif key == "items":
                yield from parts(value, f"{place}/items")


EVERY_PART = [(f"{name}{place}", part) for name, schema in COMMITTED.items() for place, part in parts(schema)]
PATTERNS = [(place, part) for place, part in EVERY_PART if "pattern" in part]


CLASS = r"\[\^?(?:\\.|[^\]\\])*\]"


def outside_classes(pattern: str) -> str:
    """A pattern without its character classes and escapes."""
    return re.sub(r"\\.", "E", re.sub(CLASS, "C", pattern))


def classes(pattern: str) -> list[str]:
    """The character classes of a pattern."""
    return re.findall(CLASS, pattern)


def test_the_committed_schemas_are_what_the_models_say() -> None:
    """Otherwise run `registry schemas`."""
    assert schemas_command.drifted(REPOSITORY) == []


def test_drift_is_told(tmp_path: Path) -> None:
    """A changed, a missing and a left-over file are each named; writing again puts right the first two."""
    shutil.copytree(REPOSITORY / "schemas", tmp_path / "schemas")
    (tmp_path / "schemas/authority.schema.json").write_text("{}", encoding="utf-8")
    (tmp_path / "schemas/user-filing.schema.json").unlink()
    (tmp_path / "schemas/provider.schema.json").write_text("{}", encoding="utf-8")
    assert schemas_command.drifted(tmp_path) == [
        ".vscode/registry.code-snippets",
        "schemas/authority.schema.json",
        "schemas/provider.schema.json",
        "schemas/user-filing.schema.json",
    ]
    schemas_command.write(tmp_path)
    assert schemas_command.drifted(tmp_path) == ["schemas/provider.schema.json"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_by_the_drafts_own(name: str) -> None:
    """Draft 2020-12, with both titles, an identity that is no address, and references only within itself."""
    schema = COMMITTED[name]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:edu-app-registry:{name}"
    for _, part in parts(schema):
        reference = part.get("$ref", "#/$defs/")
        assert reference.startswith("#/$defs/")
        assert "registry schemas" in schema["$comment"]


def test_every_field_has_a_title_in_both_languages() -> None:
    """Editors, the form and the findings show it."""
    for place, part in EVERY_PART:
        for name, inner in part.get("properties", {}).items():
            title = inner.get("x-title", {})
            assert title.keys() == {"zh", "en"}, f"{place}/{name}"
            assert re.search("[\u4e00-\u9fff]", title["zh"]) or title["zh"] in NAMES_OF_THINGS, place
            assert title["en"].isascii(), place
            assert inner["title"] == f"{title['zh']} {title['en']}", place


def test_every_pattern_says_what_is_wrong() -> None:
    """In both languages, for editors in one sentence."""
    shown = [(place, part) for place, part in PATTERNS if place.startswith(FOR_PEOPLE)]
    assert len(shown) > 30
    for place, part in shown:
        error = part["x-error"]
        assert re.search("[\u4e00-\u9fff]", error["zh"]), place
        assert error["en"], place
        assert part["patternErrorMessage"] == f"{error['zh']} {error['en']}", place


@pytest.mark.parametrize("pattern", sorted({part["pattern"] for _, part in PATTERNS}))
def test_a_pattern_means_the_same_to_every_engine(pattern: str) -> None:
    """Anchored at both ends; no class escapes, no dot, no look-around, no back-reference; no class lets a line break in."""
    re.compile(pattern)
    assert pattern.startswith("^")
    assert pattern.endswith("$")
    assert not re.search(r"\\[dDwWsSbBpP0-9]", pattern)
    bare = outside_classes(pattern)
    assert "." not in bare
    assert "(?" not in bare
    assert bare.count("^") == bare.count("$") == 1
    depths = itertools.accumulate({"(": 1, ")": -1}.get(character, 0) for character in bare)
    assert all(depth > 0 for depth, sign in zip(depths, bare, strict=True) if sign == "|"), (
        "an alternative escapes the anchors"
    )
    for found in classes(pattern):
        assert "\n" not in found
        assert found.startswith("[^") is ("\\n" in found), (
            "a negated class must refuse line breaks, another one has none"
        )


def test_every_text_is_bounded_and_has_a_form() -> None:
    """A text has a pattern, a list or one value; and a length, by its pattern or by maxLength. Lists and numbers have bounds too."""
    for place, part in EVERY_PART:
        kind = part.get("type")
        if kind == "string":
            assert part.keys() & {"pattern", "enum", "const"}, place
            unbounded = re.search(r"[*+]|,\}", outside_classes(part.get("pattern", "")))
            assert not unbounded or "maxLength" in part, place
        elif kind == "array":
            assert part["maxItems"] <= 200, place
        elif kind == "integer" and place.startswith(FOR_PEOPLE):
            assert part.keys() >= {"minimum", "maximum"}, place
        elif kind == "object":
            assert part["additionalProperties"] is False, place
        else:
            assert kind in {"boolean", "integer"} or "$ref" in part, place


def test_codes_named_by_patterns_are_rules() -> None:
    """A pattern that is an article's own names a rule that exists."""
    named = {part["x-code"] for _, part in PATTERNS if "x-code" in part}
    assert named == {"A09-2"}
    assert named <= {rule.code for rule in every_rule()}


@pytest.mark.parametrize("enumeration", codes.EVERY_CODE, ids=lambda enumeration: enumeration.__name__)
def test_a_list_is_the_domains_and_has_labels(enumeration: type[codes.Code]) -> None:
    """Every value of the research is there, no other is, and each is named in Chinese and in English."""
    assert [member.value for member in enumeration] == LISTS[enumeration].split()
    for member in enumeration:
        assert re.search("[\u4e00-\u9fff]", member.label.zh), member
        assert member.label.en.isascii(), member
        assert member.label.en[0].isupper(), member
    assert len({member.label.zh for member in enumeration}) == len(enumeration)
    assert len({member.label.en for member in enumeration}) == len(enumeration)


def test_no_list_is_left_out() -> None:
    """EVERY_CODE names all enumerations of the module, and the lists above too."""
    defined = {
        value
        for value in vars(codes).values()
        if isinstance(value, type) and issubclass(value, codes.Code) and value is not codes.Code
    }
    assert set(codes.EVERY_CODE) == defined == set(LISTS)


def test_editors_see_the_labels_of_every_list() -> None:
    """One description for each value."""
    lists = [(place, part) for place, part in EVERY_PART if "enum" in part]
    assert len(lists) >= 20
    for place, part in lists:
        enumeration = next(code for code in codes.EVERY_CODE if place.endswith(f"/{code.__name__}"))
        assert part["enum"] == [member.value for member in enumeration]
        assert part["enumDescriptions"] == [f"{member.label.zh} {member.label.en}" for member in enumeration]


def test_examples_in_the_schemas_are_valid() -> None:
    """What an editor offers is accepted."""
    count = 0
    for name, schema in COMMITTED.items():
        for place, part in parts(schema):
            for example in part.get("examples", ()):
                rule = {key: value for key, value in part.items() if key != "examples"}
                Draft202012Validator({**rule, "$defs": schema["$defs"]}).validate(example)
                count += 1
                assert place, name
    assert count > 5


def test_the_example_filing_has_the_form_of_its_schema_but_for_one_value() -> None:
    """The example that the guide starts from shows one mistake on purpose: a version without quotes."""
    text = EXAMPLE.read_text(encoding="utf-8")
    validator = Draft202012Validator(COMMITTED["provider-filing"])
    (error,) = validator.iter_errors(values(text))
    assert list(error.absolute_path) == ["apps", 0, "version"]
    assert validator.is_valid(values(text.replace("version: 1.10", 'version: "1.10"')))
