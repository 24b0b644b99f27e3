"""A crash at any write, two runs at once, a flood: the next run ends where an uninterrupted one ends, and nobody keeps others out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from registry.adapters.forge import Refused
from registry.commands.forge import filings
from registry.commands.forge.filings import Judged, _Desk
from registry.core.issue_course import MOST_OF_ONE
from registry.core.issue_filing import Pasted
from tests.builders import RegistryFolder
from tests.forge.fake import FakeForge
from tests.issue_filings.scene import FAULTY, FILING, SCHOOL, Scene, clone, form, people, world_of


class Crash(Exception):  # noqa: N818 - what happens to a process
    """The process is gone."""


Make = Callable[[], Scene]


@pytest.fixture(autouse=True)
def judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The verdict on a text at a commit is always the same, so each is found once."""
    known: dict[tuple[str, str], Judged] = {}
    real = _Desk.judge

    def judge(desk: _Desk, number: int, pasted: Pasted) -> Judged:
        key = desk.base, pasted.text
        if key not in known:
            known[key] = real(desk, number, pasted)
        return known[key]

    monkeypatch.setattr(_Desk, "judge", judge)


@pytest.fixture
def make(tmp_path: Path, indexed: RegistryFolder, plain_git: None) -> Make:  # noqa: ARG001 - for its effect
    """A scene whenever it is called; all see the same main branch."""
    count = [0]

    def another() -> Scene:
        count[0] += 1
        world = world_of(tmp_path / f"{count[0]}.git", indexed)
        root = tmp_path / "clone"
        return people(world, root if root.exists() else clone(root, tmp_path / "1.git"), FakeForge(world))

    return another


CHANGED = FILING.replace("示例路1号", "示例路3号")


def begin(scene: Scene) -> None:
    """Issues in many states, and a run before."""
    first = scene.file(form(FILING))
    taken_back = scene.file(form(SCHOOL))
    scene.run()
    scene.edit(first, form(CHANGED))
    scene.world.set_state(taken_back, "closed", scene.filer)
    scene.file(form(FILING.replace("示例流程课", "示例第三课").replace("steps1", "steps3"), ticks="X "))
    scene.file(form(FAULTY))
    scene.file(form(SCHOOL))


def picture(scene: Scene) -> object:
    """What people see at the end, without ids and instants."""
    world = scene.world
    return (
        [(i.number, i.title, i.state, i.state_reason, sorted(i.labels)) for i in world.issues.values()],
        sorted((c.number, c.body) for c in world.comments.values()),
        [(pull.head_ref, scene.files(pull), pull.merged is not None) for pull in world.pulls.values()],
    )


def test_crash_after_each_write(make: Make) -> None:
    """Which is just before the next one."""
    whole = make()
    begin(whole)
    before = picture(whole)
    names: list[str] = []
    assert isinstance(whole.forge, FakeForge)
    whole.forge.after_write = names.append
    whole.run()
    assert {"put_branch", "advance_branch", "put_pull_request", "add_labels", "remove_label", "put_comment", "close_pull_request"} == set(names)  # fmt: skip
    assert picture(whole) != before
    for place in range(len(names)):
        scene, left = make(), [place]
        begin(scene)
        forge = scene.forge
        assert isinstance(forge, FakeForge)

        def strike(_: str, left: list[int] = left) -> None:
            if left[0] == 0:
                raise Crash
            left[0] -= 1

        forge.after_write = strike
        with pytest.raises(Crash):
            scene.run()
        forge.after_write = lambda _: None
        scene.run()
        assert picture(scene) == picture(whole), f"{place}: {names[place]}"


def test_an_edit_between_branch_and_request_is_not_lost(make: Make) -> None:
    scene = make()
    number = scene.file(form(FILING))
    assert isinstance(scene.forge, FakeForge)

    def strike(name: str) -> None:
        if name == "put_pull_request":
            raise Crash

    scene.forge.before_write = strike
    with pytest.raises(Crash):
        scene.run()
    scene.forge.before_write = lambda _: None
    scene.edit(number, form(CHANGED))
    scene.run()
    assert list(scene.files(scene.made(number)).values()) == [CHANGED.encode()]


def test_two_runs_at_once_make_one_request(make: Make) -> None:
    """The other run comes in between at each write of this one."""
    for name in ("put_branch", "put_pull_request", "put_comment"):
        scene = make()
        number = scene.file(form(FILING))
        other = Scene(scene.world, scene.root, FakeForge(scene.world), scene.filer, scene.stranger)
        assert isinstance(scene.forge, FakeForge)

        def meanwhile(write: str, name: str = name, other: Scene = other, once: list[str] = []) -> None:  # noqa: B006
            if write == name and name not in once:
                once.append(name)
                other.run()

        scene.forge.before_write = meanwhile
        filings.filings(scene.root, scene.forge, scene.forge.now(), apply=True)
        scene.forge.before_write = lambda _: None
        scene.run()
        assert scene.state(number) == "submitted"
        assert scene.made(number)
        scene.told(number)


def test_what_goes_wrong_with_one_holds_up_no_other(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = make()
    first, second = scene.file(form(FILING)), scene.file(form(SCHOOL))
    real = scene.forge.put_branch

    def refused(branch: str, *rest: object) -> object:
        if branch.endswith(f"-{first}"):
            raise Refused("no")
        return real(branch, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(scene.forge, "put_branch", refused)
    outcome = filings.filings(scene.root, scene.forge, scene.forge.now(), apply=True)
    assert outcome.problems == [f"#{first}: no"]
    assert scene.pull(first) is None
    assert scene.made(second)


def test_one_account_cannot_keep_others_out(make: Make) -> None:
    """A flood of one account is answered once, and the others get through."""
    scene = make()
    flood = [scene.file(form(FAULTY), author=scene.stranger) for _ in range(MOST_OF_ONE + 3)]
    number = scene.file(form(FILING))
    scene.run()
    assert scene.state(number) == "submitted"
    answered = [one for one in flood if scene.world.comments_on(one)]
    assert answered == flood[: MOST_OF_ONE + 1]
    assert str(MOST_OF_ONE) in scene.told(flood[MOST_OF_ONE])
    assert scene.run() == []
    scene.world.set_state(flood[0], "closed", scene.stranger)
    scene.run()
    assert scene.state(flood[MOST_OF_ONE]) == "needs-correction", "its turn comes as others end"


def test_new_requests_of_one_run_are_bounded(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filings, "MOST_NEW", 1)
    scene = make()
    first, second = scene.file(form(FILING)), scene.file(form(SCHOOL))
    lines = scene.run()
    assert scene.made(first)
    assert scene.pull(second) is None
    assert any(line.startswith(f"#{second}: 1 requests were made") for line in lines)
    scene.run()
    assert scene.made(second)
    assert f"#{scene.made(second).issue.number}" in scene.told(second)
