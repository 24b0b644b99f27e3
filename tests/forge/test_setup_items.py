"""Every item of a comparison, right, wrong and unseen, against a golden file. REGISTRY_BLESS=1 writes it again."""

import os
from dataclasses import replace
from pathlib import Path

from registry.core.authority import ORGANISATION
from registry.core.forge import BranchRules, CodeownersError, Label, Repository, Team
from registry.core.forge_setup import Item, Live, compare, wanted_labels, wanted_teams
from tests.provider.judging import AUTHORITIES

GOLDEN = Path(__file__).parent / "golden" / "setup.txt"
SOME = {slug: AUTHORITIES[slug] for slug in ("moe", "beijing")}
REPOSITORY = Repository(
    id=1, full_name=f"{ORGANISATION}/registry", default_branch="main", private=False, has_issues=True, allow_merge_commit=True,
    allow_squash_merge=True, allow_rebase_merge=True, delete_branch_on_merge=True,
)  # fmt: skip
RULES = BranchRules(
    classic=True, rules=(), required_checks=("registry",), required_approvals=1, code_owner_review=True,
    dismiss_stale_reviews=True, forbids_force_push=True, forbids_deletion=True, applies_to_admins=True,
)  # fmt: skip
TEAMS = tuple(
    Team(index, slug, slug)
    for index, slug in enumerate(("maintainers", "registrar", "moe", "beijing", "beijing-110108"))
)
RIGHT = Live(REPOSITORY, wanted_labels(), TEAMS, RULES, ())
WRONG = Live(
    replace(
        REPOSITORY, full_name="someone-else/registry", default_branch="master", private=True, has_issues=False, allow_merge_commit=False
    ),
    (replace(wanted_labels()[0], name=wanted_labels()[0].name.upper()), *wanted_labels()[1:-1]),
    TEAMS[1:2],
    BranchRules(
        classic=True, rules=(), required_checks=("other",), required_approvals=1, code_owner_review=False, dismiss_stale_reviews=False,
        forbids_force_push=False, forbids_deletion=False, applies_to_admins=False,
    ),
    (
        CodeownersError(".github/CODEOWNERS", 7, 1, "Unknown owner", "x"),
        CodeownersError(".github/CODEOWNERS", 9, 1, "Invalid pattern", "x"),
        CodeownersError(".github/CODEOWNERS", 11, 1, "Unknown owner", "x"),
    ),
)  # fmt: skip
UNSEEN = Live(replace(REPOSITORY, allow_merge_commit=None), wanted_labels(), None, None, None)


def lines(items: tuple[Item, ...]) -> list[str]:
    """One line for an item: how it is, what it is, what to do."""
    return [
        " | ".join(
            (
                one.match.value,
                one.subject.both(),
                one.do.both() if one.do else "-",
                str(one.label) if one.label else "-",
            )
        )
        for one in items
    ]


def test_every_item_in_both_languages() -> None:
    """In the order in which it is set up."""
    said = []
    for name, live in (("right", RIGHT), ("wrong", WRONG), ("unseen", UNSEEN)):
        said += [f"# {name}", *lines(compare(live, wanted_labels(), SOME))]
    text = "\n".join(said) + "\n"
    if os.environ.get("REGISTRY_BLESS") == "1":
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8"), f"{GOLDEN} says otherwise; REGISTRY_BLESS=1 writes it again"


def test_each_label_is_as_it_should_be_in_all_its_parts() -> None:
    """The name in its own case, the colour, the words: one that differs is made right."""
    wanted = wanted_labels()
    for spoiled in (
        replace(wanted[0], name=wanted[0].name.upper()),
        replace(wanted[0], colour="123456"),
        replace(wanted[0], description="x"),
    ):
        live = replace(RIGHT, labels=(spoiled, *wanted[1:]))
        assert [one.label for one in compare(live, wanted, SOME) if one.label] == [wanted[0]]


def test_what_a_token_without_rights_does_not_see_may_be_there() -> None:
    """Classic protection that is hidden may still enforce what the rulesets do not."""
    hidden = replace(RULES, classic=None, dismiss_stale_reviews=False, applies_to_admins=False)
    found = {
        one.subject.en: one.match.value
        for one in compare(replace(RIGHT, rules=hidden), wanted_labels(), SOME)
    }
    assert found["A new push makes old approvals void"] == "unknown"
    assert found["main forbids forced pushes"] == "right"
    assert "The rules hold for administrators" not in found
    without = replace(RULES, classic=False, applies_to_admins=False)
    assert [
        one
        for one in compare(replace(RIGHT, rules=without), wanted_labels(), SOME)
        if one.match.value != "right"
    ] == []
    nobody = replace(RULES, required_approvals=0)
    (item,) = [
        one
        for one in compare(replace(RIGHT, rules=nobody), wanted_labels(), SOME)
        if one.match.value != "right"
    ]
    assert item.subject.en == "main requires a code owner's approval"


def test_the_teams_of_places_are_below_those_that_must_be_there() -> None:
    """Cities, their counties, and counties right below a province; a team that is named twice stands there once."""
    first, below = wanted_teams({"zhejiang": AUTHORITIES["zhejiang"], "beijing": AUTHORITIES["beijing"]})
    assert first == ("beijing", "maintainers", "registrar", "zhejiang")
    assert {"zhejiang-330100", "zhejiang-330106", "beijing-110108"} <= set(below)
    places = sum(
        len(one.cities) + len(one.counties) + sum(len(city.counties) for city in one.cities)
        for one in (AUTHORITIES["zhejiang"], AUTHORITIES["beijing"])
    )
    assert len(below) == places
    assert list(below) == sorted(below)
    assert not set(first) & set(below)


def test_stages_have_a_colour_and_alarms_are_red() -> None:
    """Both languages in the description."""
    found = {label.name: label for label in wanted_labels()}
    assert found["registry:overdue"] == Label("registry:overdue", "b60205", "已逾期 Overdue")
    assert found["registry:waiting"].colour == "fbca04"
