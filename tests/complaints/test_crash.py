"""A crash at any write, before or after it took effect: the next run ends where an uninterrupted one ends."""

from pathlib import Path

import pytest

from registry.commands.forge.aftermath import aftermath
from tests.complaints.conftest import Desk, desk_on
from tests.complaints.scene import form, people
from tests.forge.fake import FakeForge


class Crash(Exception):  # noqa: N818 - what happens to a process
    """The process is gone."""


def scene(root: Path) -> Desk:
    """Complaints in many states, and a run before."""
    forge = FakeForge()
    desk = desk_on(forge, people(forge.world, root))
    upheld = desk.complain()
    desk.say(upheld, "属实\n电话13812345678")
    corrected = desk.complain(form(投诉事项="违规收费"))
    desk.run()
    desk.say(corrected, "不属实")
    desk.complain(form(投诉事项="违规收费"))
    desk.complain(form(证据="无"))
    desk.say(desk.complain(form(投诉事项="强制使用")), "受理")
    return desk


def sweep(desk: Desk) -> None:
    desk.run()
    aftermath(desk.root, desk.forge, desk.forge.now(), apply=True)


def picture(desk: Desk) -> object:
    world = desk.world
    return (
        [
            (i.number, i.title, i.body, i.state, i.state_reason, sorted(i.labels))
            for i in world.issues.values()
        ],
        sorted((c.number, c.body, c.hidden is not None) for c in world.comments.values()),
        [(p.head_ref, p.draft) for p in world.pulls.values()],
    )


@pytest.mark.parametrize("moment", ["before_write", "after_write"])
def test_crash_at_each_write(root: Path, moment: str) -> None:
    whole = scene(root)
    names: list[str] = []
    assert isinstance(whole.forge, FakeForge)
    whole.forge.after_write = names.append
    start = scene(root)
    sweep(whole)
    assert {"add_labels", "put_comment", "close_issue", "put_issue"} <= set(names)
    for place in range(len(names)):
        desk, left = scene(root), [place]
        forge = desk.forge
        assert isinstance(forge, FakeForge)

        def strike(_: str, left: list[int] = left) -> None:
            if left[0] == 0:
                raise Crash
            left[0] -= 1

        setattr(forge, moment, strike)
        with pytest.raises(Crash):
            sweep(desk)
        setattr(forge, moment, lambda _: None)
        sweep(desk)
        assert picture(desk) == picture(whole), f"{place}: {names[place]}"
    assert picture(start) != picture(whole)


def test_first_run_crashes_at_each_write(root: Path) -> None:
    """The one that hides, drafts and asks."""

    def fresh() -> Desk:
        forge = FakeForge()
        desk = desk_on(forge, people(forge.world, root))
        desk.say(desk.complain(), "属实\n电话13812345678")
        return desk

    whole = fresh()
    names: list[str] = []
    assert isinstance(whole.forge, FakeForge)
    whole.forge.after_write = names.append
    whole.run()
    assert names == [
        "hide_comment",
        "put_branch",
        "put_pull_request",
        "add_labels",
        "put_comment",
        "close_issue",
    ]
    for moment in ("before_write", "after_write"):
        for place in range(len(names)):
            desk, left = fresh(), [place]

            def strike(_: str, left: list[int] = left) -> None:
                if left[0] == 0:
                    raise Crash
                left[0] -= 1

            setattr(desk.forge, moment, strike)
            with pytest.raises(Crash):
                desk.run()
            setattr(desk.forge, moment, lambda _: None)
            desk.run()
            assert picture(desk) == picture(whole), f"{moment} {place}: {names[place]}"


def test_a_second_run_writes_nothing(root: Path) -> None:
    desk = scene(root)
    sweep(desk)
    names: list[str] = []
    assert isinstance(desk.forge, FakeForge)
    desk.forge.after_write = names.append
    sweep(desk)
    assert names == []
