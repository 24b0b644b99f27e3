"""`registry doctor` tells what is wrong with a checkout: each check fails where it should, and names what mends it."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from registry.core.checkup import LEAST_ROOM, Facts, State, diagnose
from tests.builders import Paths, RegistryFolder
from tests.commands import git, registry

NOW = datetime(2026, 11, 24, 1, tzinfo=UTC)
GOOD = Facts(
    python=(3, 11), environment="current", git="git version 2.39", repository=True, name="示例", mailbox="service@example.cn",
    branch="my-filing", remote="https://example.cn/x.git", hook=True, now=NOW, events_until=NOW - timedelta(days=1),
)  # fmt: skip


def test_nothing_is_wrong_with_a_good_checkout() -> None:
    found = diagnose(GOOD)
    assert {one.state for one in found} == {State.good}
    assert len({one.check for one in found}) == len(found) == 18


@pytest.mark.parametrize(
    ("check", "state", "change"),
    [
        ("python", State.bad, {"python": (3, 10)}),
        ("environment", State.bad, {"environment": "behind"}),
        ("environment", State.note, {"environment": "missing"}),
        ("git", State.bad, {"git": ""}),
        ("git", State.bad, {"repository": False}),
        ("identity", State.bad, {"name": ""}),
        ("identity", State.bad, {"mailbox": ""}),
        ("identity", State.note, {"mailbox": "13800138000@163.com"}),
        ("remote", State.note, {"remote": ""}),
        ("history", State.bad, {"shallow": True}),
        ("line-ends", State.bad, {"attributes": False}),
        ("names", State.note, {"quotes_paths": True}),
        ("hook", State.note, {"hook": False}),
        ("registrar", State.bad, {"registrars": ("ledger/a", "b", "c", "d")}),
        ("branch", State.note, {"filings": ("x",), "branch": "main"}),
        ("branch", State.note, {"filings": ("x",), "branch": ""}),
        ("index", State.note, {"indexed": False}),
        ("format", State.bad, {"unformatted": ("filings/x.yaml",)}),
        ("filings", State.bad, {"rejected": ("filings/x.yaml",)}),
        ("drafts", State.note, {"drafts": (".drafts/user.json",)}),
        ("clock", State.bad, {"now": NOW - timedelta(days=1, minutes=6)}),
        ("disk", State.note, {"room": LEAST_ROOM - 1}),
        ("browser", State.note, {"browser": False}),
    ],
)  # fmt: skip
def test_each_fact_changes_its_check_alone(check: str, state: State, change: dict[str, Any]) -> None:
    found = {one.check: one for one in diagnose(replace(GOOD, **change))}
    assert {name: one.state for name, one in found.items() if one.state is not State.good} == {check: state}
    assert found[check].why.zh
    assert found[check].why.en


@pytest.mark.parametrize(
    "change",
    [
        {"now": NOW - timedelta(days=1, minutes=5)},
        {"room": LEAST_ROOM},
        {"filings": ("x",)},
        {"branch": "main"},
        {"python": (3, 14)},
        {"events_until": None},
    ],
)  # fmt: skip
def test_neighbours_are_good(change: dict[str, Any]) -> None:
    assert {one.state for one in diagnose(replace(GOOD, **change))} == {State.good}


def checks(folder: RegistryFolder, *arguments: str) -> dict[str, Any]:
    """The checks of a folder by name, from the command."""
    done = registry("doctor", "--format", "json", *arguments, cwd=folder.root)
    assert "Traceback" not in done.stderr
    found = json.loads(done.stdout)["checks"]
    assert done.returncode == int(any(one["state"] == "bad" for one in found))
    return {one["check"]: one for one in found}


def test_a_real_checkout(indexed: RegistryFolder, tmp_path: Path) -> None:
    """Spoiled in several ways at once; each is found, and what is safe is mended."""
    folder = indexed.copy(tmp_path / "registry")
    folder.write(".gitattributes", "* text=auto eol=lf\n")
    folder.write("ledger/beijing/2026/00000099.jsonl", "{}\n")
    folder.edit(Paths.xin, '"010-80000000"', '"13800138000"')
    folder.write(Paths.middle, folder.read(Paths.middle).partition("\n")[2])
    found = checks(folder)
    assert {name for name, one in found.items() if one["state"] == "bad"} == {
        "identity",
        "registrar",
        "format",
        "filings",
    }
    assert "ledger/beijing/2026/00000099.jsonl" in found["registrar"]["found"]["zh"]
    assert found["format"]["mend"] == f"registry fmt {Paths.middle}"
    assert found["filings"]["mend"] == f"registry validate {Paths.xin}"
    assert {found[name]["state"] for name in ("names", "hook", "branch", "remote")} == {"note"}
    git("config", "user.name", "示例", cwd=folder.root)
    git("config", "user.email", "service@example.cn", cwd=folder.root)
    mended = checks(folder, "--fix")
    assert {mended[name]["state"] for name in ("names", "hook", "identity", "index", "history")} == {"good"}
    assert git("config", "core.quotepath", cwd=folder.root) == "off"
    assert mended["registrar"]["state"] == "bad", "nothing of somebody's work is thrown away"


def test_a_shallow_clone_is_told(indexed: RegistryFolder, tmp_path: Path) -> None:
    git("clone", "--quiet", "--depth", "1", f"file://{indexed.root}", str(tmp_path / "clone"), cwd=tmp_path)
    folder = RegistryFolder.__new__(RegistryFolder)
    folder.root = tmp_path / "clone"
    found = checks(folder)
    assert found["history"]["state"] == "bad"
    assert found["history"]["mend"] == "git fetch --unshallow"
    assert found["remote"]["state"] == "good"


def test_no_repository_and_no_registry(folder: RegistryFolder, tmp_path: Path) -> None:
    assert checks(folder)["git"]["state"] == "bad"
    done = registry("doctor", cwd=tmp_path)
    assert done.returncode == 2
    assert "--root" in done.stderr


def test_text_says_what_mends_it(indexed: RegistryFolder) -> None:
    done = registry("doctor", "--lang", "en", cwd=indexed.root)
    assert "mend it *: registry hook install" in done.stdout
    assert "\x1b" not in done.stdout
