"""Setting a repository up, and comparing a live one with what it should be: on both sides of the port."""

from pathlib import Path
from typing import Any

import pytest

from registry.commands.forge import setup
from registry.core import forge_setup
from registry.core.finding import Verdict
from registry.core.forge import Label
from registry.core.forge_setup import Item, Match, wanted_teams
from registry.core.submission import Alarm, Stage
from tests.builders import RegistryFolder
from tests.forge.conftest import Side

RULES: dict[str, Any] = {"require_last_push_approval": False, "required_review_thread_resolution": False, "required_approving_review_count": 1, "require_code_owner_review": True, "dismiss_stale_reviews_on_push": True}  # fmt: skip
RULESET: list[dict[str, Any]] = [
    {"type": "pull_request", "parameters": RULES},
    {"type": "required_status_checks", "parameters": {"required_status_checks": [{"context": "registry"}], "strict_required_status_checks_policy": False}},
    {"type": "non_fast_forward"},
    {"type": "deletion"},
]  # fmt: skip
TEAMS = ("maintainers", "registrar", "moe", "beijing", "zhejiang", "sichuan", "xpcc")


def arrange(side: Side) -> None:
    """A repository that is as it should be, but for its labels."""
    for slug in TEAMS:
        side.world.add_team(slug)
    side.world.rulesets["main"] = [dict(rule) for rule in RULESET]


@pytest.fixture(autouse=True)
def organisation(monkeypatch: pytest.MonkeyPatch) -> None:
    """The world's repository belongs to whom CODEOWNERS names."""
    monkeypatch.setattr(forge_setup, "ORGANISATION", "example-registry")


def wrong(items: tuple[Item, ...]) -> list[str]:
    """What is not right, labels left out."""
    return [item.subject.en for item in items if item.match is not Match.right and item.label is None]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with five authorities."""
    return RegistryFolder(tmp_path / "registry").root


def test_init_makes_what_it_can_and_a_repeat_changes_nothing(side: Side, root: Path) -> None:
    planned = setup.init(root, side.forge, apply=False)
    assert side.world.labels == {}
    assert setup.verdict(planned) is Verdict.reject
    made = setup.init(root, side.forge, apply=True)
    assert {label.name for label in side.world.labels.values()} == {label.name for label in setup.labels()}
    assert [item for item in made if item.label is not None] == []
    before = {name: vars(label).copy() for name, label in side.world.labels.items()}
    assert setup.init(root, side.forge, apply=True) == made
    assert {name: vars(label) for name, label in side.world.labels.items()} == before


def test_each_stage_and_alarm_has_a_label_that_the_forge_takes() -> None:
    labels = setup.labels()
    for code in (*Stage, *Alarm):
        assert f"registry:{code.value}" in {label.name for label in labels}
    assert len({label.name.casefold() for label in labels}) == len(labels)
    for label in labels:
        assert len(label.name) <= 50
        assert len(label.description) <= 100
        assert len(label.colour) == 6


def test_labels_of_people_stay_and_spoiled_ones_are_mended(side: Side, root: Path) -> None:
    side.forge.put_label(Label("人工", "000000", "自己的"))
    side.forge.put_label(Label("REGISTRY:waiting", "000000", ""))
    setup.init(root, side.forge, apply=True)
    found = {label.name: label.colour for label in side.forge.labels()}
    assert found["人工"] == "000000"
    assert found["registry:waiting"] == "fbca04"
    assert "REGISTRY:waiting" not in found


# GitHub answers a token that sees no classic protection as if there were none; the fake knows that there is none.
def test_a_repository_that_is_as_it_should_be(side: Side, root: Path) -> None:
    arrange(side)
    made = setup.init(root, side.forge, apply=True)
    assert wrong(made) == []
    assert setup.verdict(made) is Verdict.accept
    text = setup.as_text(made, "zh")
    assert "✗" not in text
    assert "?" not in text
    assert f"✓ {len(setup.labels())} 个标签" in text


def without(kind: str) -> list[dict[str, Any]]:
    return [rule for rule in RULESET if rule["type"] != kind]


DRIFTS = [
    ("The repository is public", lambda w: setattr(w, "private", True)),
    ("Team zhejiang", lambda w: w.teams.pop("zhejiang")),
    ("Team registrar", lambda w: w.teams.pop("registrar")),
    (
        "CODEOWNERS has no errors",
        lambda w: w.codeowners_errors.append(
            {"path": ".github/CODEOWNERS", "line": 7, "column": 3, "kind": "Unknown owner", "message": "x", "source": "x"}
        ),
    ),
    ("main requires the check registry", lambda w: w.rulesets.update(main=without("required_status_checks"))),
    ("main forbids forced pushes", lambda w: w.rulesets.update(main=without("non_fast_forward"))),
    ("main cannot be deleted", lambda w: w.rulesets.update(main=without("deletion"))),
    ("main requires a code owner's approval", lambda w: w.rulesets["main"].__setitem__(0, {"type": "pull_request", "parameters": {**RULES, "require_code_owner_review": False}})),
    ("main requires a code owner's approval", lambda w: w.rulesets["main"].__setitem__(0, {"type": "pull_request", "parameters": {**RULES, "required_approving_review_count": 0}})),
    ("A new push makes old approvals void", lambda w: w.rulesets["main"].__setitem__(0, {"type": "pull_request", "parameters": {**RULES, "dismiss_stale_reviews_on_push": False}})),
    ("The rules hold for administrators", lambda w: w.protect("main", reviews=RULES, checks=["registry"])),
]  # fmt: skip


@pytest.mark.parametrize(("what", "change"), DRIFTS)
def test_each_drift_is_seen_and_nothing_else(side: Side, root: Path, what: str, change: Any) -> None:
    arrange(side)
    setup.init(root, side.forge, apply=True)
    change(side.world)
    found = setup.check(root, side.forge)
    assert wrong(found) == [what]
    assert setup.verdict(found) is Verdict.reject
    assert "→" in setup.as_text(found, "en")


def test_owners_of_another_organization_are_seen(
    side: Side, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrange(side)
    setup.init(root, side.forge, apply=True)
    monkeypatch.setattr(forge_setup, "ORGANISATION", "another")
    assert wrong(setup.check(root, side.forge)) == ["The organization is another"]


def test_what_cannot_be_seen_is_for_a_person(side: Side, root: Path) -> None:
    arrange(side)
    setup.init(root, side.forge, apply=True)
    side.world.codeowners_errors = None
    found = setup.check(root, side.forge)
    assert wrong(found) == ["CODEOWNERS has no errors"]
    assert setup.verdict(found) is Verdict.refer


def test_repository_of_a_person_has_no_teams(side: Side, root: Path) -> None:
    side.world.owner.kind = "User"
    found = {item.subject.en: item.match for item in setup.check(root, side.forge)}
    assert found["7 reviewing teams"] is Match.unknown


def test_teams_that_must_be_there(root: Path) -> None:
    from registry.adapters.load import load_authorities
    from registry.adapters.source import WorkTree

    first, below = wanted_teams(load_authorities(WorkTree(root))[0])
    assert set(first) == set(TEAMS)
    assert {"zhejiang-330100", "zhejiang-330106", "beijing-110108"} <= set(below)
    assert not set(first) & set(below)
