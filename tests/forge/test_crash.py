"""A crash at any write, before or after it took effect: the next run ends where an uninterrupted one ends."""

import pytest

from registry.core.forge import Label
from registry.core.forge_writes import CheckReport, Conclusion, HideReason, Merged, NotMerged
from tests.forge.fake import FakeForge
from tests.forge.test_port import FILE
from tests.forge.test_port_writes import annotations


class Crash(Exception):  # noqa: N818 - what happens to a process
    """The process is gone."""


def run(forge: FakeForge) -> Merged | NotMerged:
    """Every write of the port once."""
    head = forge.pull_request(1).head_sha
    forge.put_label(Label("r:turn", "fbca04", "x"))
    forge.put_comment(1, "case", "等待主管部门")
    forge.hide_comment(1, min(forge.world.comments), HideReason.off_topic)
    forge.set_labels(1, ["r:turn", "r:new"], "r:")
    forge.request_teams(1, ["beijing", "tianjin"])
    forge.put_check(head, "judge", "judge", CheckReport("通过", "", Conclusion.success, annotations(2)))
    forge.put_branch("cases/1", forge.pull_request(2).base_sha, FILE, "立案草稿")
    forge.put_pull_request("cases/1", "立案草稿", "x")
    issue = forge.put_issue("n:1", "通知", "一", ["notice", "beijing"]).id
    forge.put_issue("n:1", "通知", "二", ["notice", "beijing", "late"])
    forge.close_issue(issue, completed=True)
    forge.close_pull_request(2, "abandoned", "逾期")
    return forge.merge(1, head, "备案", "批准")


def scene() -> FakeForge:
    """Two pull requests and teams."""
    forge = FakeForge()
    world = forge.world
    author = world.add_user("provider")
    world.submit(author, {"filings/1.yaml": b"a\n"}, branch="b1")
    world.submit(author, {"filings/2.yaml": b"b\n"}, branch="b2")
    world.comment(1, author, "电话是……")
    world.add_labels(1, ["r:old", "人工"], world.bot)
    world.add_team("beijing")
    world.add_team("tianjin")
    return forge


def picture(forge: FakeForge) -> object:
    """What people see at the end, without ids and instants."""
    world = forge.world
    return (
        [
            (i.number, i.title, i.body, i.state, i.state_reason, sorted(i.labels))
            for i in world.issues.values()
        ],
        [(c.number, c.body, c.hidden) for c in world.comments.values()],
        sorted((label.name, label.colour) for label in world.labels.values()),
        [(p.merged is not None, p.asked_teams, p.draft) for p in world.pulls.values()],
        [(r.name, r.conclusion, len(r.annotations)) for r in world.checks.values()],
        len(world.store.between(world.pulls[2].base_sha, world.head())),
    )


def writes_of_a_run() -> list[str]:
    """Names of all writes, in order."""
    names: list[str] = []
    forge = scene()
    forge.after_write = names.append
    run(forge)
    return names


WRITES = writes_of_a_run()


def test_the_run_makes_every_kind_of_write() -> None:
    assert set(WRITES) == {
        "put_label", "put_comment", "hide_comment", "add_labels", "remove_label", "request_teams", "put_check", "put_branch",
        "put_pull_request", "put_issue", "close_issue", "close_pull_request", "merge",
    }  # fmt: skip


@pytest.mark.parametrize("moment", ["before_write", "after_write"])
@pytest.mark.parametrize("place", range(len(WRITES)), ids=[f"{n}-{name}" for n, name in enumerate(WRITES)])
def test_crash_at_each_write(moment: str, place: int) -> None:
    whole = scene()
    run(whole)
    forge = scene()
    left = [place]

    def strike(_: str) -> None:
        if left[0] == 0:
            raise Crash
        left[0] -= 1

    setattr(forge, moment, strike)
    with pytest.raises(Crash):
        run(forge)
    setattr(forge, moment, lambda _: None)
    assert isinstance(run(forge), Merged)
    assert picture(forge) == picture(whole)


def test_a_second_run_writes_nothing() -> None:
    names: list[str] = []
    forge = scene()
    run(forge)
    forge.after_write = names.append
    run(forge)
    # The run itself puts the issue twice with different texts; nothing else is written.
    assert names == ["put_issue", "put_issue"]
