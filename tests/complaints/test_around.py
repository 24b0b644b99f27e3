"""Personal data, duplicates, counts, and the forms."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from registry.commands.forge import forms
from registry.commands.forge.complaints import all_complaints
from registry.commands.forge.counts import export
from registry.core.codes import Breach
from registry.core.complaint_counts import Tally, by_month
from registry.core.complaint_form import OFF_CAMPUS
from tests.builders import number
from tests.commands import REPOSITORY, registry
from tests.complaints.conftest import Desk
from tests.complaints.scene import FILED, form

MOBILE = "13812345678"


def test_personal_data_in_comments_is_hidden_and_never_repeated(both: Desk) -> None:
    issue = both.complain()
    bad = both.say(issue, f"我的电话是{MOBILE}", both.parent)
    good = both.say(issue, "请尽快处理", both.parent)
    both.run()
    assert both.world.comments[bad].hidden is not None
    assert both.world.comments[good].hidden is None
    assert MOBILE not in both.told(issue)
    assert "已被折叠" in both.told(issue)
    assert both.run() == []


@pytest.mark.parametrize(
    ("place", "text", "kind"),
    [("title", f"[投诉] {MOBILE}", "手机号码"), ("body", "身份证11010519491231002X", "身份证号码"), ("body", "zhangsan@qq.com", "个人邮箱")],
)  # fmt: skip
def test_personal_data_in_the_issue_is_asked_to_be_removed(
    desk: Desk, place: str, text: str, kind: str
) -> None:
    issue = desk.complain(title=text) if place == "title" else desk.complain(form(情况说明=text))
    desk.run()
    assert "complaint:personal-data" in desk.issue(issue).labels
    assert kind in desk.told(issue)
    assert text not in desk.told(issue)
    assert desk.state(issue) == "received"  # the authority is not kept waiting
    desk.world.edit_issue(issue, desk.parent, title="[投诉] 广告", body=form())
    desk.run()
    assert "complaint:personal-data" not in desk.issue(issue).labels
    assert kind not in desk.told(issue)


def test_an_officers_word_counts_though_its_comment_was_hidden(desk: Desk) -> None:
    issue = desk.complain()
    desk.say(issue, f"属实\n联系人 {MOBILE}")
    desk.run()
    assert desk.state(issue) == "upheld"
    assert desk.run() == []


def test_duplicates_are_merged_into_the_first(both: Desk) -> None:
    first = both.complain()
    both.world.advance(days=30, seconds=-5)
    second = both.complain(author=both.stranger)
    both.run()
    assert (both.state(first), both.state(second)) == ("received", "duplicate")
    assert f"#{first}" in both.told(second)
    assert both.issue(second).state == "closed"
    assert both.run() == []


@pytest.mark.parametrize("change", ["later", "category", "app", "other", "incomplete first"])
def test_what_is_no_duplicate(desk: Desk, change: str) -> None:
    body = (
        form(投诉事项="其他")
        if change == "other"
        else form(证据="无")
        if change == "incomplete first"
        else form()
    )
    desk.complain(body)
    if change == "later":
        desk.world.advance(days=30, seconds=5)
    changed = {
        "category": form(投诉事项="违规收费"),
        "app": form(备案号或应用名称=number("33", 1)),
        "other": body,
    }
    second = desk.complain(changed.get(change, form()))
    desk.run()
    assert desk.state(second) == "received"


def test_an_officer_takes_a_duplicate_up(desk: Desk) -> None:
    desk.complain()
    second = desk.complain()
    desk.run()
    desk.say(second, "受理")
    desk.run()
    assert desk.state(second) == "accepted"
    assert desk.run(second) == []


def test_a_third_is_merged_into_the_first_and_not_into_a_duplicate(desk: Desk) -> None:
    first = desk.complain()
    for _ in range(2):
        desk.world.advance(days=14)
        last = desk.complain()
    desk.run()
    assert f"#{first}" in desk.told(last)
    desk.world.advance(days=14)
    fresh = desk.complain()
    desk.run()
    assert desk.state(fresh) == "received"


def test_a_first_that_others_joined_is_not_dropped_by_its_author(desk: Desk) -> None:
    first, second = desk.complain(), desk.complain(author=desk.stranger)
    desk.run()
    desk.world.set_state(first, "closed", desk.parent)
    desk.run()
    assert (desk.state(first), desk.state(second)) == ("received", "duplicate")
    third = desk.complain(author=desk.stranger)
    desk.run()
    assert desk.state(third) == "received"  # the first was withdrawn before


def test_one_issue_alone_ends_as_the_sweep_does(desk: Desk) -> None:
    first, second = desk.complain(), desk.complain()
    desk.run(second)
    assert desk.state(second) == "duplicate"
    assert desk.issue(first).labels == []
    desk.run(first)
    assert desk.run() == []


def test_old_closed_ones_are_left_alone(desk: Desk) -> None:
    issue = desk.complain()
    desk.say(issue, "不属实")
    desk.run()
    desk.world.advance(days=61)
    desk.world.issues[issue].labels.clear()
    assert desk.run() == []


def test_counts(desk: Desk, tmp_path: Path) -> None:
    texts = {
        "违规收费": "属实",
        "强制使用": "不属实",
        "植入商业广告": "受理",
        "植入游戏或游戏链接": "",
        "photo_search": "不予受理 无据",
    }
    for matter, said in texts.items():
        issue = desk.complain(form(投诉事项=matter))
        if said:
            desk.say(issue, said)
    desk.complain(form(投诉事项="违规收费"))  # a duplicate
    desk.complain(form(证据="无"))
    withdrawn = desk.complain(form(投诉事项="no_icp"))
    desk.world.set_state(withdrawn, "closed", desk.parent)
    other = desk.complain(form(备案号或应用名称=number("51", 1)))
    desk.run()
    target = tmp_path / "complaints.json"
    export(desk.root, desk.forge, desk.forge.now(), target)
    found = json.loads(target.read_text("ascii"))
    assert found["as_of"] == "2026-11-24"
    assert found["apps"] == [
        {"number": FILED, "alleged": 2, "upheld": 1, "unfounded": 1},
        {"number": number("51", 1), "alleged": 1, "upheld": 0, "unfounded": 0},
    ]
    assert [row["authority"] for row in found["authorities"]] == ["beijing", "sichuan"]
    assert found["authorities"][0] == {"authority": "beijing", "alleged": 2, "upheld": 1, "unfounded": 1}
    assert "fault" in found["note"]["en"]
    months = by_month(all_complaints(desk.root, desk.forge, desk.forge.now()))
    assert [(row.month, row.authority, row.tally) for row in months] == [
        ("2026-11", "beijing", Tally(2, 1, 1)), ("2026-11", "sichuan", Tally(1, 0, 0)),
    ]  # fmt: skip
    desk.world.set_state(other, "closed", desk.parent)
    desk.world.advance(seconds=timedelta(days=90).total_seconds())
    export(desk.root, desk.forge, desk.forge.now(), target)
    assert [row["number"] for row in json.loads(target.read_text())["apps"]] == [FILED]


def test_committed_forms_are_what_the_codes_give(tmp_path: Path) -> None:
    assert forms.drifted(REPOSITORY) == []
    assert forms.write(tmp_path) == forms.drifted(tmp_path / "nothing")
    path = tmp_path / ".github/ISSUE_TEMPLATE/complaint.zh.yml"
    path.write_text(path.read_text("utf-8").replace("植入商业广告", "广告"), "utf-8")
    (path.parent / "old.yml").write_text("x")
    assert forms.drifted(tmp_path) == [
        f".github/ISSUE_TEMPLATE/{name}" for name in ("complaint.zh.yml", "old.yml")
    ]


def test_forms_of_another_repository(tmp_path: Path) -> None:
    done = registry(
        "forge", "forms", "--root", str(tmp_path), "--repository", "Example/sandbox", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    text = (tmp_path / ".github/ISSUE_TEMPLATE/config.yml").read_text("utf-8")
    assert "https://example.github.io/sandbox/complain/#private" in text
    assert registry("forge", "forms", "--check", "--root", str(tmp_path), cwd=tmp_path).returncode == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_forms_offer_every_breach_but_those_of_another_regulator(language: str) -> None:
    values = json.loads(
        (REPOSITORY / f".github/ISSUE_TEMPLATE/complaint.{language}.yml")
        .read_text("utf-8")
        .partition("\n")[2]
    )
    offered = next(part for part in values["body"] if part.get("id") == "category")["attributes"]["options"]
    for breach in Breach:
        assert (breach.label.in_language(language) in offered) is (breach not in OFF_CAMPUS)
    assert values["body"][0]["type"] == "markdown"
    assert "advisories/new" in values["body"][0]["attributes"]["value"]


def test_forms_are_what_the_forge_reads() -> None:
    import subprocess
    import sys

    for schema, names in (("forms", ["complaint.zh.yml", "complaint.en.yml"]), ("config", ["config.yml"])):
        paths = [str(REPOSITORY / ".github/ISSUE_TEMPLATE" / name) for name in names]
        command = [
            sys.executable,
            "-m",
            "check_jsonschema",
            "--builtin-schema",
            f"vendor.github-issue-{schema}",
            *paths,
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("environment", "told"),
    [({}, "GITHUB_REPOSITORY"), ({"GITHUB_REPOSITORY": "a/b", "GITHUB_TOKEN": "x", "REGISTRY_BOT_ID": "me"}, "REGISTRY_BOT_ID"),
     ({"GITHUB_REPOSITORY": "ab", "GITHUB_TOKEN": "x", "REGISTRY_BOT_ID": "1"}, "owner/name")],
)  # fmt: skip
def test_missing_environment_is_told(root: Path, environment: dict[str, str], told: str) -> None:
    done = registry("forge", "complaints", cwd=root, **environment)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
