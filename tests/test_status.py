"""`registry status` tells where a number, a unit or a file stands, on any day, and says what is not there."""

import json
from pathlib import Path
from typing import Any

import pytest

from registry.core.number import near
from tests.builders import (
    DING,
    JIA,
    SCHOOL,
    XIN,
    Paths,
    RegistryFolder,
    miniature,
    number,
    provider_path,
    uscc,
)
from tests.commands import registry

pytestmark = pytest.mark.usefixtures("plain_git")


@pytest.fixture(scope="module")
def folder(indexed: RegistryFolder) -> RegistryFolder:
    """The miniature, committed, with what is not registered yet. Never changed here."""
    return indexed


def told(folder: RegistryFolder, asked: str, *more: str) -> dict[str, Any]:
    """The JSON answer."""
    done = registry("status", asked, "--format", "json", *more, cwd=folder.root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.isascii()
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    "typed", ["教APP备1100002号", "1100002", "教app备 １１００００２ 号", "APP备1100002", "110-0002"]
)
def test_a_number_is_found_however_it_is_typed(typed: str, folder: RegistryFolder) -> None:
    """Full-width letters, spaces, small letters and missing ends are forgiven."""
    found = told(folder, typed)
    assert (found["kind"], found["number"], found["name"]) == ("app", number("11", 2), "示例甲作业")


def test_an_app_is_told_with_history_users_and_provider(folder: RegistryFolder) -> None:
    found = told(folder, "1100002")
    assert found["status"] == {"code": "suspended", "zh": "暂时下线", "en": "Suspended"}
    assert (found["since"], found["path"], found["item"]) == ("2026-05-06", Paths.jia, "suspended")
    assert found["provider"] == {"name": "示例甲科技有限公司", "uscc": JIA}
    assert [
        (step["at"][:10], step["event"]["code"], step["authority"]["slug"]) for step in found["history"]
    ] == [
        ("2026-03-02", "filed", "beijing"),
        ("2026-05-06", "suspended", "beijing"),
    ]
    assert all(step["commit"] == "c0ffee" + "0" * 34 for step in found["history"])
    assert [
        (
            use["institution"],
            use["item"],
            use["status"]["code"],
            use["effective"]["code"],
            use["app_status"]["code"],
        )
        for use in found["uses"]
    ] == [("示例市第一小学", "use-2", "confirmed", "invalidated", "suspended")]


def test_the_status_as_of_a_day(folder: RegistryFolder) -> None:
    """Before the suspension; and before the number there is nothing to tell."""
    found = told(folder, "1100002", "--as-of", "2026-05-05")
    assert (found["as_of"], found["status"]["code"], len(found["history"])) == ("2026-05-05", "filed", 1)
    assert found["uses"][0]["effective"]["code"] == "confirmed"
    done = registry("status", "1100002", "--as-of", "2026-03-01", cwd=folder.root)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"registry status: {number('11', 2)} was not given by 2026-03-01\n"


def test_a_unit_by_its_code(folder: RegistryFolder) -> None:
    """All of its apps, and the terms that run against it on that day: the last day of the bar included."""
    for day, running in (("2026-12-01", ["2026-12-01"]), ("2026-12-02", []), ("2026-05-31", [])):
        found = told(folder, DING.lower(), "--as-of", day)
        assert [term["last_day"] for term in found["running"]] == running
    found = told(folder, DING)
    assert (found["kind"], found["name"], found["paths"]) == ("unit", "示例丁网络有限公司", [Paths.ding])
    assert [(app["number"], app["status"]["code"]) for app in found["apps"]] == [
        (number("51", 2), "revoked"),
        (number("51", 3), "filed"),
    ]
    assert found["apps"][0]["history"][-1]["reason"] == "示教通〔2026〕2号"


def test_a_demand_to_rectify_runs_until_it_is_decided(tmp_path: Path) -> None:
    folder = miniature(tmp_path / "registry")
    folder.edit(Paths.case, "state: blacklisted", "state: demanded")
    folder.write(Paths.case, folder.read(Paths.case).partition("measures:")[0])
    folder.git_init()
    running = {
        day: [
            (term["limit"], term["last_day"], term["overdue"], term["source"])
            for term in told(folder, DING, "--as-of", day)["running"]
        ]
        for day in ("2026-04-04", "2026-04-05", "2026-05-06")
    }
    assert running == {
        "2026-04-04": [],
        "2026-04-05": [("rectification", "2026-05-05", False, Paths.case)],
        "2026-05-06": [("rectification", "2026-05-05", True, Paths.case)],
    }


def test_an_institution_by_its_code_and_by_its_file(folder: RegistryFolder) -> None:
    """Each use with what was decided and what it is worth; the same by both."""
    found = told(folder, SCHOOL)
    assert {
        use["item"]: (use["app"], use["status"]["code"], use["effective"]["code"]) for use in found["uses"]
    } == {
        "own": ("示例校园通", "confirmed", "confirmed"),
        "use-1": ("示例甲练习", "confirmed", "confirmed"),
        "use-2": ("示例甲作业", "confirmed", "invalidated"),
    }
    by_path = told(folder, f"./{Paths.school}")
    assert {**by_path, "asked": ""} == {**found, "asked": ""}


def test_a_filing_that_is_not_registered_is_told_as_such(folder: RegistryFolder) -> None:
    found = told(folder, XIN)
    assert (found["paths"], found["unregistered"], found["apps"]) == ([Paths.xin], [Paths.xin], [])


def test_a_case_leads_to_its_unit(folder: RegistryFolder) -> None:
    assert told(folder, Paths.case)["uscc"] == DING


UNKNOWN = {
    "1100009": "教APP备1100009号 was not given; did you mean 教APP备1100001号, 教APP备1100002号",
    "教APP备110001号": "教APP备110001号 is no filing number; did you mean 教APP备1100001号?",
    "9999999": "教APP备9999999号 was not given",
    uscc("91110108MA9000Y01"): f"nothing is filed under the code {uscc('91110108MA9000Y01')}",
    JIA[:17] + "0": f"nothing is filed under the code {JIA[:17]}0; its check digit should be {JIA[17]}, so a character is wrong",
    provider_path("beijing", uscc("91110108MA9000Y01")): f"nothing is filed under the code {uscc('91110108MA9000Y01')}",
    "示例甲练习": "示例甲练习 is no filing number (教APP备 and seven digits), no unified social credit code (18 characters), and no path of a filing or case",
    "filings/../etc": "filings/../etc is no filing number",
}  # fmt: skip


@pytest.mark.parametrize("asked", UNKNOWN)
def test_what_is_not_there_is_said_with_what_is_near(asked: str, folder: RegistryFolder) -> None:
    """Exit code 2, one line, nothing on stdout."""
    done = registry("status", asked, cwd=folder.root)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"registry status: {UNKNOWN[asked]}")


NEAR = {
    "110001": [1, 11, 101, 1001], "11000001": [1], "1100010": [1], "1l00O01": [1], "12345": [], "1100991": [],
}  # fmt: skip


@pytest.mark.parametrize("typed", NEAR)
def test_near_numbers_are_one_slip_away(typed: str) -> None:
    """A digit missing, too much, exchanged with its neighbour, or a letter for it; two slips are not guessed."""
    known = {number("11", serial) for serial in (1, 11, 101, 1001, 22222)}
    found = near(typed, known)
    assert set(found) >= {number("11", serial) for serial in NEAR[typed][:1]}
    assert (found == []) == (NEAR[typed] == [])


def test_the_text_in_both_languages(folder: RegistryFolder) -> None:
    """Status in words, what it means, history, users, and as of when."""
    done = registry("status", "1100002", "--as-of", "2026-11-24", cwd=folder.root)
    lines = done.stdout.splitlines()
    assert lines[:2] == [f"{number('11', 2)} 示例甲作业", "状态：暂时下线，自 2026-05-06 起"]
    assert "  2026-05-06 09:00 暂时下线 北京市教育委员会 [c0ffee0000]" in lines
    assert f"  示例市第一小学 {Paths.school} use-2: 已失效(应用暂时下线)" in lines
    assert lines[-1].startswith("以上截至 2026-11-24，数据版本 ")
    english = registry("status", SCHOOL, "--lang", "en", cwd=folder.root).stdout
    assert f"use-2 {number('11', 2)} 示例甲作业: Invalidated (the app: Suspended)\n" in english


def test_a_broken_ledger_gives_no_status(indexed: RegistryFolder, tmp_path: Path) -> None:
    """Half a history would be a wrong answer."""
    folder = indexed.copy(tmp_path / "registry")
    (folder.root / "ledger/zhejiang/2026/00000001.jsonl").unlink()
    folder.commit("Tampered")
    done = registry("status", "1100002", cwd=folder.root)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no status is told while the ledger is not whole" in done.stderr


def test_help_teaches() -> None:
    done = registry("status", "--help", cwd=Path())
    assert done.returncode == 0
    for part in ("examples:", "--as-of", "exit codes:", "1190001"):
        assert part in done.stdout
