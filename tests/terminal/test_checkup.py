"""What is said of a checkout, from facts alone: each fact changes its check, and every word stands in a reviewed file.

REGISTRY_BLESS=1 writes it again.
"""

import json
import os
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from registry.core.checkup import LEAST_ROOM, Diagnosis, Facts, State, diagnose

GOLDEN = Path(__file__).parent / "golden" / "checkup.json"
NOW = datetime(2026, 11, 24, 1, tzinfo=UTC)
GOOD = Facts(
    python=(3, 11), environment="current", git="git version 2.39", repository=True, name="示例", mailbox="service@example.cn",
    branch="my-filing", remote="https://example.cn/x.git", hook=True, now=NOW, events_until=NOW - timedelta(days=1),
)  # fmt: skip
LONG = "filings/" + "长" * 100

CHANGES: list[tuple[str, State, dict[str, Any]]] = [
    ("python", State.bad, {"python": (3, 10)}),
    ("environment", State.bad, {"environment": "behind"}),
    ("environment", State.note, {"environment": "missing"}),
    ("git", State.bad, {"git": ""}),
    ("git", State.bad, {"repository": False}),
    ("identity", State.bad, {"name": ""}),
    ("identity", State.bad, {"mailbox": ""}),
    ("identity", State.note, {"mailbox": "13800138000@163.com"}),
    ("identity", State.note, {"mailbox": "zhangsan@qq.com"}),
    ("remote", State.note, {"remote": ""}),
    ("history", State.bad, {"shallow": True}),
    ("line-ends", State.bad, {"attributes": False}),
    ("names", State.note, {"quotes_paths": True}),
    ("hook", State.note, {"hook": False}),
    ("registrar", State.bad, {"registrars": ("ledger/a",)}),
    ("registrar", State.bad, {"registrars": ("ledger/a", "ledger/b", "index/c")}),
    ("registrar", State.bad, {"registrars": ("ledger/a", "ledger/b", "index/c", "index/d")}),
    ("registrar", State.bad, {"registrars": (LONG, "ledger/\n##[x]", "c", "d", "e")}),
    ("branch", State.note, {"filings": ("x",), "branch": "main"}),
    ("branch", State.note, {"filings": ("x",), "branch": "master"}),
    ("branch", State.note, {"filings": ("x",), "branch": ""}),
    ("index", State.note, {"indexed": False}),
    ("format", State.bad, {"unformatted": ("filings/x.yaml", "filings/y.yaml")}),
    ("filings", State.bad, {"rejected": ("filings/x.yaml", "filings/y.yaml")}),
    ("drafts", State.note, {"drafts": (".drafts/user.json",)}),
    ("clock", State.bad, {"now": NOW - timedelta(days=1, minutes=6)}),
    ("disk", State.note, {"room": LEAST_ROOM - 1}),
    ("disk", State.note, {"room": LEAST_ROOM // 2}),
    ("browser", State.note, {"browser": False}),
]
NEIGHBOURS: list[dict[str, Any]] = [
    {"now": NOW - timedelta(days=1, minutes=5)},
    {"now": None},
    {"events_until": None},
    {"room": LEAST_ROOM},
    {"filings": ("x",)},
    {"branch": "main"},
    {"branch": ""},
    {"branch": "a\n##[x]"},
    {"name": "示例\n##[x]"},
    {"python": (3, 14)},
    {"git": "git version 2.40"},
]


def by_check(**change: Any) -> dict[str, Diagnosis]:
    """The checks of the good checkout with something changed, by name."""
    return {one.check: one for one in diagnose(replace(GOOD, **change))}


def test_nothing_is_wrong_with_a_good_checkout() -> None:
    found = diagnose(GOOD)
    assert {one.state for one in found} == {State.good}
    assert len({one.check for one in found}) == len(found) == 18


@pytest.mark.parametrize(("check", "state", "change"), CHANGES)
def test_each_fact_changes_its_check_alone(check: str, state: State, change: dict[str, Any]) -> None:
    found = by_check(**change)
    assert {name: one.state for name, one in found.items() if one.state is not State.good} == {check: state}
    assert found[check].why.zh
    assert found[check].why.en


@pytest.mark.parametrize("change", NEIGHBOURS)
def test_neighbours_are_good(change: dict[str, Any]) -> None:
    assert {one.state for one in diagnose(replace(GOOD, **change))} == {State.good}


def test_what_asks_git_is_left_out_where_there_is_none() -> None:
    left = {"python", "environment", "git", "format", "filings", "drafts", "clock", "disk", "browser"}
    for change in ({"git": ""}, {"repository": False}):
        assert by_check(**change).keys() == left


def test_only_settings_of_the_clone_are_mended_unasked() -> None:
    wrong = [by_check(**change)[check] for check, _, change in CHANGES]
    assert {one.mend for one in wrong if one.safe} == {
        "git config core.quotepath off",
        "registry hook install",
    }


def test_every_word_is_as_reviewed() -> None:
    whole = {one.check: one for one in diagnose(GOOD)}
    seen = {"a good checkout": [asdict(one) for one in whole.values()]}
    for change in [change for _, _, change in CHANGES] + NEIGHBOURS:
        differs = [asdict(one) for one in diagnose(replace(GOOD, **change)) if one != whole[one.check]]
        seen[f"{change}".replace("长" * 100, "长…")] = differs
    text = json.dumps(seen, ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("REGISTRY_BLESS") == "1":
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8"), f"{GOLDEN} says otherwise; REGISTRY_BLESS=1 writes it again"
