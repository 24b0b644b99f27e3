"""Notices to authorities after decisions, on the fake and on the stand-in."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from registry.commands.forge.aftermath import aftermath
from tests.builders import JIA, SCHOOL, Paths, RegistryFolder, number, use_text
from tests.complaints.conftest import Desk
from tests.forge.world import Issue


def run(desk: Desk, *, apply: bool = True) -> list[str]:
    return aftermath(desk.root, desk.forge, desk.forge.now(), apply=apply)


def notices(desk: Desk) -> list[Issue]:
    return [issue for issue in desk.world.issues.values() if "notice" in issue.labels]


@pytest.fixture
def changeable(both: Desk, indexed: RegistryFolder, tmp_path: Path) -> RegistryFolder:
    copy = indexed.copy(tmp_path / "registry")
    both.root = copy.root
    return copy


def test_suspended_app_is_told_to_the_authority_of_those_who_use_it(both: Desk) -> None:
    run(both)
    (notice,) = notices(both)
    assert number("11", 2) in notice.title
    assert "示例市第一小学" in (notice.body or "")
    assert "@edu-app-registry/zhejiang-330106" in (notice.body or "")
    assert "2026-05-19" in (notice.body or "")  # ten working days after 6 May
    assert "notice:late" in notice.labels
    reminders = both.world.comments_on(notice.number)
    assert [SCHOOL in comment.body for comment in reminders] == [True]
    assert run(both) == []


def test_not_late_before_the_time_is_over(both: Desk) -> None:
    both.world.time = datetime(2026, 5, 19, 15, 59, tzinfo=UTC)
    run(both)
    (notice,) = notices(both)
    assert notice.labels == ["notice"]
    assert both.world.comments_on(notice.number) == []
    both.world.time = datetime(2026, 5, 19, 16, 0, tzinfo=UTC)
    run(both)
    assert "notice:late" in notice.labels
    assert len(both.world.comments_on(notice.number)) == 1


def test_closed_when_the_institution_has_updated(both: Desk, changeable: RegistryFolder) -> None:
    run(both)
    changeable.user("zhejiang/330100/330106", SCHOOL, uses=[use_text("use-1", number("11", 1), superior="zhejiang/330100")])  # fmt: skip
    changeable.commit("Take it out")
    run(both)
    (notice,) = notices(both)
    assert (notice.state, notice.state_reason) == ("closed", "completed")
    assert run(both) == []


def test_revoked_later_is_another_notice(both: Desk, changeable: RegistryFolder) -> None:
    both.world.time = datetime(2026, 11, 24, 1, tzinfo=UTC)
    run(both)
    changeable.ledger.record(
        "beijing", {"event": "revoked", "path": Paths.jia, "number": number("11", 2)}, at="2026-11-20T09:00:00+08:00"
    )  # fmt: skip
    changeable.commit("Revoke")
    run(both)
    first, second = notices(both)
    assert (first.state, second.state) == ("closed", "open")
    assert "已撤销" in second.title or "撤销" in second.title
    assert JIA not in (second.body or "")


def test_ended_bar(both: Desk) -> None:
    both.world.time = datetime(2026, 12, 1, 1, tzinfo=UTC)
    run(both)
    assert [n for n in notices(both) if "限制期" in n.title] == []
    both.world.time = datetime(2026, 12, 2, 1, tzinfo=UTC)
    run(both)
    (notice,) = [n for n in notices(both) if "限制期" in n.title]
    assert "2026-12-01" in (notice.body or "")
    assert "@edu-app-registry/sichuan" in (notice.body or "")
    assert run(both) == []


def test_ended_bar_is_done_when_the_case_says_so(both: Desk, changeable: RegistryFolder) -> None:
    both.world.time = datetime(2026, 12, 2, 1, tzinfo=UTC)
    run(both)
    changeable.edit(Paths.case, "state: blacklisted", "state: expired")
    changeable.commit("Expire")
    run(both)
    (notice,) = [n for n in notices(both) if "限制期" in n.title]
    assert notice.state == "closed"


def test_without_apply_nothing_is_written(both: Desk) -> None:
    assert len(run(both, apply=False)) == 1
    assert notices(both) == []


def test_a_stranger_cannot_pose_as_a_notice(both: Desk) -> None:
    run(both)
    (notice,) = notices(both)
    fake = both.world.open_issue(both.officer, "x", notice.body, ("notice",))
    run(both)
    assert both.issue(fake).state == "open"
    assert both.issue(fake).title == "x"
