"""A complaint from the issue to a decision, on the fake and on the stand-in."""

import hashlib
from pathlib import Path

import pytest

from registry.commands.validate import validate
from registry.core.finding import Verdict
from tests.builders import JIA, SCHOOL, TODAY, RegistryFolder, case_path
from tests.complaints.conftest import Desk
from tests.complaints.scene import EN, FILED, form


def test_from_the_form_to_an_upheld_complaint(both: Desk) -> None:
    issue = both.complain()
    both.run()
    assert both.state(issue) == "received"
    assert "complaint:at-beijing" in both.issue(issue).labels
    told = both.told(issue)
    assert "@edu-app-registry/beijing" in told
    assert "2026-12-01" in told  # the fifth working day after Tuesday the 24th
    assert "本系统规则" in told
    both.say(issue, "受理")
    both.run()
    assert both.state(issue) == "accepted"
    assert "2026-12-22" in both.told(issue)
    both.say(issue, "责令整改 2026-12-10\n请提供者整改。")
    both.run()
    assert both.state(issue) == "with_provider"
    assert "2026-12-10" in both.told(issue)
    both.say(issue, "属实")
    both.run()
    assert both.state(issue) == "upheld"
    assert (both.issue(issue).state, both.issue(issue).state_reason) == ("closed", "completed")
    pull = both.forge.pull_request_of_branch(f"complaint-case/{issue}")
    assert pull is not None
    assert pull.draft
    assert f"#{pull.number}" in both.told(issue)
    assert both.run() == []


def test_english_form_and_english_commands(both: Desk) -> None:
    issue = both.complain(form(EN), "[Complaint] ads")
    both.run()
    assert both.state(issue) == "received"
    both.say(issue, "/unfounded\nThe pop-up is the system's.")
    both.run()
    assert both.state(issue) == "unfounded"
    assert both.issue(issue).state == "closed"
    assert both.forge.pull_request_of_branch(f"complaint-case/{issue}") is None


def test_the_drafted_case_is_accepted_by_the_rules(
    desk: Desk, indexed: RegistryFolder, tmp_path: Path
) -> None:
    issue = desk.complain(form() + "\n\n秘密的话")
    desk.say(issue, "属实")
    desk.run()
    path = case_path("beijing", JIA, "2026-11-24")
    content = desk.world.store.file(desk.world.head(f"complaint-case/{issue}"), path)
    assert content is not None
    text = content.decode()
    assert "state: alleged" in text
    assert "commercial_ads" in text
    assert FILED in text
    assert "购物" not in text
    assert "秘密" not in text
    copy = indexed.copy(tmp_path / "registry")
    copy.write(path, content)
    outcome = validate(copy.root, TODAY, [path])
    assert outcome.findings == [] or outcome.findings == ()
    assert outcome.verdict is Verdict.accept


@pytest.mark.parametrize(("text", "digest"), [("广告", True), ("电话13812345678", False)])
def test_no_digest_of_personal_data(desk: Desk, text: str, digest: bool) -> None:
    issue = desk.complain(form(情况说明=text))
    desk.say(issue, "属实")
    desk.run()
    content = desk.world.store.file(
        desk.world.head(f"complaint-case/{issue}"), case_path("beijing", JIA, "2026-11-24")
    )
    assert content is not None
    body = desk.issue(issue)
    wanted = hashlib.sha256(f"{body.title}\n{body.body}".encode()).hexdigest()
    assert (wanted in content.decode()) is digest
    assert ("evidence_sha256" in content.decode()) is digest


def test_breach_of_an_institution_goes_to_its_authority(
    desk: Desk, indexed: RegistryFolder, tmp_path: Path
) -> None:
    officer = desk.world.add_user("xihu", permission="write")
    desk.world.add_team("zhejiang-330106", officer)
    issue = desk.complain(form(投诉事项="未经集体决策选用", 涉及的学校=f"示例市第一小学 {SCHOOL}"))
    desk.run()
    assert "complaint:at-zhejiang/330100/330106" in desk.issue(issue).labels
    desk.say(issue, "属实", desk.foreign)  # the province's: the county has a team of its own
    desk.run()
    assert desk.state(issue) == "received"
    desk.say(issue, "属实", officer)
    desk.run()
    path = case_path("zhejiang", SCHOOL, "2026-11-24")
    content = desk.world.store.file(desk.world.head(f"complaint-case/{issue}"), path)
    assert content is not None
    copy = indexed.copy(tmp_path / "registry")
    copy.write(path, content)
    assert validate(copy.root, TODAY, [path]).verdict is Verdict.accept


def test_county_without_anybody_is_spoken_for_from_above(desk: Desk) -> None:
    issue = desk.complain(form(投诉事项="未经集体决策选用", 涉及的学校=SCHOOL))
    desk.say(issue, "受理", desk.foreign)
    desk.run()
    assert desk.state(issue) == "accepted"


@pytest.mark.parametrize("who", ["parent", "foreign", "stranger", "bot"])
def test_only_the_authority_decides(desk: Desk, who: str) -> None:
    issue = desk.complain()
    desk.say(issue, "属实", desk.world.bot if who == "bot" else getattr(desk, who))
    desk.run(issue)
    assert desk.state(issue) == "received"


def test_an_officer_does_not_decide_on_a_complaint_of_his_own(desk: Desk) -> None:
    issue = desk.complain(author=desk.officer)
    desk.say(issue, "属实")
    desk.run()
    assert desk.state(issue) == "received"


def test_a_member_without_the_right_to_write_does_not_decide(desk: Desk) -> None:
    desk.world.permissions.pop(desk.officer.id)
    issue = desk.complain()
    desk.say(issue, "属实")
    desk.run()
    assert desk.state(issue) == "received"


@pytest.mark.parametrize(
    ("said", "state", "ignored"),
    [
        (["受理"], "accepted", ""),
        (["/Accept"], "accepted", ""),
        (["受理。"], "accepted", ""),
        (["受理情况如何？"], "received", ""),
        (["属实吗"], "received", ""),
        (["我认为属实"], "received", ""),
        (["/acceptance"], "received", ""),
        (["不予受理"], "received", "须写明理由"),
        (["不予受理 证据不足"], "declined", ""),
        (["/decline: no evidence"], "declined", ""),
        (["不予受理\n证据不足"], "declined", ""),
        (["不予受理 证据不足", "受理"], "accepted", ""),
        (["不予受理 证据不足", "属实"], "declined", "不能这样处理"),
        (["受理", "不予受理 晚了"], "accepted", "不能这样处理"),
        (["责令整改"], "received", "须写明整改期限"),
        (["责令整改 2026-02-30"], "received", "须写明整改期限"),
        (["责令整改 2026-12-30"], "with_provider", ""),
        (["受理", "责令整改 2026-12-30", "不属实"], "unfounded", ""),
        (["属实", "不属实"], "unfounded", ""),
        (["不属实", "属实"], "upheld", ""),
        (["属实", "受理"], "upheld", "不能这样处理"),
        (["/uphold", "/unfounded wrong app"], "unfounded", ""),
    ],
)
def test_words_of_officers(desk: Desk, said: list[str], state: str, ignored: str) -> None:
    issue = desk.complain()
    for text in said:
        desk.say(issue, text)
    desk.run()
    assert desk.state(issue) == state
    assert ("未生效" in desk.told(issue)) is bool(ignored)
    assert ignored in desk.told(issue)


def test_a_corrected_decision_closes_the_draft(desk: Desk) -> None:
    issue = desk.complain()
    desk.say(issue, "属实")
    desk.run()
    pull = desk.forge.pull_request_of_branch(f"complaint-case/{issue}")
    assert pull is not None
    desk.say(issue, "不属实")
    desk.run()
    assert desk.state(issue) == "unfounded"
    assert desk.forge.pull_request(pull.number).state == "closed"
    assert desk.run() == []


def test_two_cases_of_a_unit_on_one_day_do_not_collide(desk: Desk) -> None:
    first = desk.complain()
    second = desk.complain(form(投诉事项="违规收费"))
    desk.say(first, "属实")
    desk.say(second, "属实")
    desk.run()
    assert desk.forge.pull_request_of_branch(f"complaint-case/{first}") is not None
    assert desk.forge.pull_request_of_branch(f"complaint-case/{second}") is None
    assert "同日已有案件" in desk.told(second)
    desk.run(second)
    assert "同日已有案件" in desk.told(second)


def test_late_is_said_after_the_last_day_and_not_before(desk: Desk) -> None:
    issue = desk.complain()
    desk.world.time = desk.world.time.replace(day=1, month=12, hour=15, minute=59)  # 23:59 in Beijing
    desk.run()
    assert "complaint:late" not in desk.issue(issue).labels
    desk.world.advance(minutes=2)
    desk.run()
    assert "complaint:late" in desk.issue(issue).labels
    assert "已逾期" in desk.told(issue)
    desk.say(issue, "受理")
    desk.run()
    assert "complaint:late" not in desk.issue(issue).labels


def test_nobody_is_late_on_a_provisional_date(desk: Desk) -> None:
    desk.world.time = desk.world.time.replace(month=12, day=22)
    issue = desk.complain()
    desk.world.advance(days=40)
    desk.run()
    assert "complaint:late" not in desk.issue(issue).labels
    assert "暂定" in desk.told(issue)


def test_the_complainant_withdraws(desk: Desk) -> None:
    issue = desk.complain()
    desk.world.set_state(issue, "closed", desk.parent, "completed")
    desk.run()
    assert desk.state(issue) == "withdrawn"


def test_an_issue_that_people_open_again_is_not_closed_again(desk: Desk) -> None:
    issue = desk.complain()
    desk.say(issue, "不属实")
    desk.run()
    desk.world.set_state(issue, "open", desk.officer)
    assert desk.run() == []
    assert desk.issue(issue).state == "open"
    desk.say(issue, "属实")
    desk.run()
    assert desk.issue(issue).state == "closed"


def test_without_apply_nothing_is_written(desk: Desk) -> None:
    issue = desk.complain()
    desk.say(issue, "属实")
    before = (len(desk.world.comments), list(desk.issue(issue).labels))
    lines = desk.run(apply=False)
    assert any("complaint-case/" in line for line in lines)
    assert (len(desk.world.comments), list(desk.issue(issue).labels)) == before


@pytest.mark.parametrize(
    ("switch", "closed", "written"), [("no_close", False, True), ("read_only", False, False)]
)
def test_switches(
    desk: Desk, indexed: RegistryFolder, tmp_path: Path, switch: str, closed: bool, written: bool
) -> None:
    copy = indexed.copy(tmp_path / "registry")
    copy.write(".github/registry-switches.yaml", f"{switch}: true\n")
    copy.commit("Pause")
    desk.root = copy.root
    issue = desk.complain()
    desk.say(issue, "不属实")
    desk.run()
    assert (desk.issue(issue).state == "closed") is closed
    assert bool(desk.issue(issue).labels) is written


def test_a_program_in_the_team_does_not_decide(desk: Desk) -> None:
    robot = desk.world.add_user("helper[bot]", kind="Bot", permission="write")
    desk.world.teams["beijing"].members.add(robot.id)
    issue = desk.complain()
    desk.say(issue, "属实", robot)
    desk.run()
    assert desk.state(issue) == "received"


def test_an_edited_word_counts_from_its_last_edit(desk: Desk) -> None:
    issue = desk.complain()
    comment = desk.say(issue, "请稍候")
    desk.world.advance(days=3)
    desk.world.edit_comment(comment, "属实")
    desk.run()
    pull = desk.world.head(f"complaint-case/{issue}")
    assert desk.world.store.file(pull, case_path("beijing", JIA, "2026-11-27")) is not None
