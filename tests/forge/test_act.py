"""Speaking and acting: what is on the forge after a run, whatever was lost, doubled, reordered or cut off before."""

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from registry.commands.forge.act import act, speak
from registry.commands.forge.provenance import ForgeProvenance
from registry.core.effects import all_labels
from registry.core.forge import Label, State
from registry.core.submission import Registered
from registry.core.switches import Switches
from tests.forge.cases import PATH, FakeDesk, FixedCalendar, Story, at, office
from tests.forge.conftest import adapter
from tests.forge.fake import FakeForge
from tests.forge.standin.server import StandIn
from tests.forge.world.records import Denied


def swept(
    story: Story, now: datetime | None = None, desk: FakeDesk | None = None, port: Any = None
) -> list[str]:
    """One sweep over all."""
    desk = desk or FakeDesk(story)
    outcome = act(office(story, desk, now or story.forge.now(), port), desk, apply=True)
    assert outcome.problems == []
    return outcome.lines


def bodies(story: Story, number: int = 1) -> list[str]:
    return [c.body for c in story.forge.comments(number) if c.author and c.author.id == story.world.bot.id]


def labels(story: Story, number: int = 1) -> tuple[str, ...]:
    return story.forge.pull_request(number).labels


def picture(story: Story) -> object:
    """What people see, without ids and instants."""
    world = story.world
    return (
        [(i.number, i.state, sorted(i.labels)) for i in world.issues.values()],
        sorted((c.number, c.body) for c in world.comments.values()),
        [(p.merged is not None, sorted(p.asked_teams)) for p in world.pulls.values()],
        {(r.sha, r.name): r.conclusion for r in world.checks.values()},
    )


def test_a_plan_that_is_not_applied_writes_nothing() -> None:
    story = Story()
    names: list[str] = []
    story.forge.before_write = names.append
    story.world.review(1, story.officer)
    desk = FakeDesk(story)
    outcome = act(office(story, desk, story.forge.now()), desk, apply=False)
    assert names == []
    assert any("merge" in line for line in outcome.lines)


def test_the_whole_way_to_a_number() -> None:
    story = Story()
    story.world.add_team("beijing", story.world.add_user("member", permission="write"))
    story.push(b"bad\n")
    swept(story)
    assert labels(story) == ("registry:needs-correction",)
    story.push(b"good\n")
    swept(story)
    assert labels(story) == ("registry:waiting",)
    assert story.forge.requested_teams(1) == ("beijing",)
    story.world.review(1, story.officer)
    swept(story)
    pull = story.forge.pull_request(1)
    assert pull.merged
    assert labels(story) == ("registry:merged",)
    merge = story.world.store.facts(story.world.head())
    assert merge is not None
    assert merge.message.startswith("Merge pull request #1: provider filing\n")
    assert f"Approved-by: {story.officer.id}" in merge.message
    swept(story, desk=FakeDesk(story, numbers={1: (Registered("教APP备1190001号", "示例阅读"),)}))
    assert labels(story) == ("registry:registered",)
    assert len(bodies(story)) == 1
    assert "教APP备1190001号" in bodies(story)[0]


def test_a_second_sweep_writes_nothing() -> None:
    story = Story()
    story.world.review(1, story.officer, "CHANGES_REQUESTED", "请补充")
    now = at("2026-12-07 12:00")
    swept(story, now)
    names: list[str] = []
    story.forge.before_write = names.append
    swept(story, now)
    assert names == []


def test_the_filer_is_reminded_once_and_then_it_is_closed_with_the_computation() -> None:
    story = Story()
    story.world.review(1, story.officer, "CHANGES_REQUESTED", "请补充")
    swept(story, at("2026-12-04 12:00"))
    assert len(bodies(story)) == 1
    for hour in range(24):
        swept(story, at("2026-12-07 00:00") + timedelta(hours=hour))
    reminders = [body for body in bodies(story) if "提醒" in body]
    assert len(reminders) == 1
    assert "2026-12-08" in reminders[0]
    assert labels(story) == ("registry:due-soon", "registry:feedback")
    swept(story, at("2026-12-09 00:00"))
    assert story.forge.pull_request(1).state is State.closed
    assert labels(story) == ("registry:abandoned",)
    closing = bodies(story)[-1]
    assert "2026-12-08 周二  第10日" in closing
    assert "怎样重新办理" in closing
    before = bodies(story)
    swept(story, at("2026-12-10 00:00"))
    assert bodies(story) == before


def test_a_late_authority_is_named_once() -> None:
    story = Story()
    story.world.add_team("beijing", story.world.add_user("member", permission="write"))
    swept(story, at("2026-12-07 12:00"))
    assert labels(story) == ("registry:due-soon", "registry:waiting")
    for day in range(9, 12):
        swept(story, at(f"2026-12-{day:02d} 08:00"))
    assert labels(story) == ("registry:overdue", "registry:waiting")
    assert [body for body in bodies(story) if "@edu-app-registry/beijing" in body] == bodies(story)[1:]
    assert len(bodies(story)) == 2


def test_a_rejection_is_closed_with_the_way_back() -> None:
    story = Story()
    story.world.review(1, story.officer, "CHANGES_REQUESTED", "不予受理：不属于备案范围")
    swept(story)
    assert story.forge.pull_request(1).state is State.closed
    assert labels(story) == ("registry:rejected",)
    assert "`不属于备案范围`" in bodies(story)[-1]
    story.world.set_state(1, "open", story.filer)
    swept(story)
    assert story.forge.pull_request(1).state is State.closed


@pytest.mark.parametrize(
    ("off", "merged", "written"),
    [
        (Switches(), True, True), (Switches(no_merge=True), False, True), (Switches(read_only=True), False, False),
        (Switches(no_close=True), True, True), (Switches(no_number=True), True, True),
    ],
)  # fmt: skip
def test_switches(off: Switches, merged: bool, written: bool) -> None:
    story = Story()
    story.world.review(1, story.officer)
    swept(story, desk=FakeDesk(story, off))
    assert story.forge.pull_request(1).merged is merged
    assert bool(bodies(story)) is written
    if written and not merged:
        assert labels(story) == ("registry:held",)
    swept(story)
    assert story.forge.pull_request(1).merged


def test_nothing_is_closed_while_closing_is_off() -> None:
    story = Story()
    story.world.review(1, story.officer, "CHANGES_REQUESTED", "请补充")
    swept(story, at("2026-12-09 00:00"), FakeDesk(story, Switches(no_close=True)))
    assert story.forge.pull_request(1).state is State.open
    swept(story, at("2026-12-09 00:00"))
    assert story.forge.pull_request(1).state is State.closed


def test_a_plan_tells_no_closing_that_is_switched_off() -> None:
    story = Story()
    story.world.review(1, story.officer, "CHANGES_REQUESTED", "请补充")
    for off, planned in ((Switches(), True), (Switches(no_close=True), False)):
        desk = FakeDesk(story, off)
        outcome = act(office(story, desk, at("2026-12-09 00:00")), desk, apply=False)
        assert any("close" in line for line in outcome.lines) is planned


def test_a_provisional_date_that_has_passed_is_not_written_about_again() -> None:
    story = Story(calendar=FixedCalendar(unknown=date(2026, 12, 1)))
    story.world.review(1, story.officer, "CHANGES_REQUESTED", "请补充")
    for day in ("09", "10", "20"):
        swept(story, at(f"2026-12-{day} 08:00"))
    assert story.forge.pull_request(1).state is State.open
    assert labels(story) == ("registry:feedback", "registry:overdue")
    assert len(bodies(story)) == 1


def test_a_switch_thrown_in_the_middle_stops_the_rest() -> None:
    story = Story()
    story.world.review(1, story.officer)
    desk = FakeDesk(story)

    def throw(name: str) -> None:
        if name == "put_comment":
            desk.off = Switches(read_only=True)

    story.forge.after_write = throw
    swept(story, desk=desk)
    assert not story.forge.pull_request(1).merged


def test_a_push_between_judging_and_merging_is_not_merged() -> None:
    story = Story()
    story.world.review(1, story.officer)

    def push(name: str) -> None:
        if name == "put_comment":
            story.forge.after_write = lambda _: None
            story.push(b"other\n")

    story.forge.after_write = push
    lines = swept(story)
    assert not story.forge.pull_request(1).merged
    assert any("head_moved" in line for line in lines)


def test_speaking_neither_merges_nor_closes() -> None:
    story = Story()
    story.world.review(1, story.officer)
    desk = FakeDesk(story)
    speak(office(story, desk, story.forge.now()), desk.judge(story.forge.pull_request(1)), apply=True)
    assert not story.forge.pull_request(1).merged
    assert labels(story) == ("registry:approved",)
    old = desk.judge(story.forge.pull_request(1))
    story.push(b"bad\n")
    before = picture(story)
    assert "newer head" in speak(office(story, desk, story.forge.now()), old, apply=True).lines[0]
    assert picture(story) == before


def test_what_fails_for_one_does_not_hold_up_the_others() -> None:
    story = Story()
    world = story.world
    second = world.submit(story.filer, {"filings/providers/beijing/01/2.yaml": b"x\n"}, branch="second")
    desk = FakeDesk(story)
    judged = desk.judge

    def judge(pull: Any, base: str | None = None) -> Any:
        from registry.adapters.source import SourceError

        if pull.number == 1:
            raise SourceError("no such object ##[error]")
        return judged(pull, base)

    desk.judge = judge  # type: ignore[method-assign]
    outcome = act(office(story, desk, story.forge.now()), desk, apply=True)
    assert outcome.problems == ["#1: no such object ## [error]"]
    assert labels(story) == ()
    assert labels(story, second) == ("registry:waiting",)


def test_a_copied_mark_or_label_changes_nothing() -> None:
    """Somebody puts on our labels and writes a comment with our mark: neither is believed."""
    story = Story()
    story.world.add_labels(1, ["registry:approved"], story.filer)
    story.world.comment(1, story.filer, "<!-- registry:case -->\n## 状态：已批准")
    swept(story)
    assert labels(story) == ("registry:waiting",)
    assert len(bodies(story)) == 1


def test_provenance_of_what_was_merged() -> None:
    story = Story()
    story.world.review(1, story.stranger)
    story.world.review(1, story.officer)
    head = story.head
    swept(story)
    source = ForgeProvenance(story.forge, story.authorities)
    found = source.provenance(story.world.head(), PATH)
    assert found is not None
    assert (found.pull_request, found.head_commit, found.approved_by) == (1, head, (story.officer.id,))
    assert (
        source.provenance(story.world.commit("refs/heads/main", {"x": b"x"}, story.world.bot), PATH) is None
    )
    assert source.provenance("0" * 40, PATH) is None
    assert source.provenance(story.world.head(), "README.md") is None


def test_provenance_tells_when_it_was_submitted_and_what_was_asked_on_the_way() -> None:
    """From the submission, with the feedback and the supplement; from nobody's guess where the contents are no longer known."""
    story = Story()
    submitted = story.forge.pull_request(1).created_at
    story.world.advance(days=2)
    story.world.review(1, story.officer, "CHANGES_REQUESTED", "请补充")
    asked = story.forge.reviews(1)[0].submitted_at
    assert asked is not None
    story.world.advance(days=3)
    story.push(b"better\n")
    answered = story.world.time
    story.world.advance(days=1)
    story.world.review(1, story.officer)
    contents = FakeDesk(story).judge(story.forge.pull_request(1)).contents
    swept(story)
    merge = story.world.head()
    came: list[tuple[int, str]] = []

    def known(number: int, commit: str) -> dict[str, str]:
        came.append((number, commit))
        return contents

    found = ForgeProvenance(story.forge, story.authorities, contents=known).provenance(merge, PATH)
    assert found is not None
    assert came == [(1, merge)]
    assert found.submitted_at == submitted
    assert [pause.since for pause in found.pauses] == [asked]
    until = found.pauses[0].until
    assert until is not None
    assert asked < until <= answered
    without = ForgeProvenance(story.forge, story.authorities).provenance(merge, PATH)
    assert without is not None
    assert (without.submitted_at, without.pauses) == (None, ())


# -- crashes


class Crash(Exception):  # noqa: N818 - what happens to a process
    """The process is gone."""


def scene(forge: FakeForge | None = None) -> Story:
    """Requests in which a sweep does everything: correct, ask, remind, escalate, close, reject, merge."""
    story = Story(forge) if forge else Story()
    world = story.world
    world.add_team("beijing", world.add_user("member", permission="write"))
    for number, content in enumerate((b"bad\n", b"x\n", b"x\n", b"x\n"), 2):
        made = world.submit(
            story.filer, {f"filings/providers/beijing/01/{number}.yaml": content}, branch=f"b{number}"
        )
        assert made == number
    world.review(3, story.officer, "CHANGES_REQUESTED", "请补充")
    world.review(4, story.officer, "CHANGES_REQUESTED", "/reject out of scope")
    world.review(5, story.officer)
    world.advance(days=20)
    return story


NOW = at("2026-12-15 08:00")


def writes() -> list[str]:
    story = scene()
    names: list[str] = []
    story.forge.before_write = names.append
    swept(story, NOW)
    return names


WRITES = writes()


def test_the_scene_makes_every_kind_of_write() -> None:
    assert {"put_check", "add_labels", "put_comment", "request_teams", "close_pull_request", "merge"} <= set(
        WRITES
    )
    assert len(WRITES) > 20


@pytest.mark.parametrize("moment", ["before_write", "after_write"])
@pytest.mark.parametrize("place", range(len(WRITES)), ids=[f"{n}-{name}" for n, name in enumerate(WRITES)])
def test_a_crash_at_each_write_changes_nothing_in_the_end(moment: str, place: int) -> None:
    whole = scene()
    swept(whole, NOW)
    story = scene()
    left = [place]

    def strike(_: str) -> None:
        if left[0] == 0:
            raise Crash
        left[0] -= 1

    setattr(story.forge, moment, strike)
    with pytest.raises(Crash):
        swept(story, NOW)
    setattr(story.forge, moment, lambda _: None)
    swept(story, NOW)
    assert picture(story) == picture(whole)


# -- lost, doubled and reordered events

Happening = Callable[[Story], None]


def _try(act_of: Callable[[], object]) -> None:
    """What people do may be impossible by now."""
    try:
        act_of()
    except Denied:
        return


def happenings() -> list[Happening]:
    """What can happen to request 1."""
    return [
        lambda s: _try(lambda: s.push(b"bad\n")),
        lambda s: _try(lambda: s.push(b"good\n")),
        lambda s: _try(lambda: s.world.review(1, s.officer)),
        lambda s: _try(lambda: s.world.review(1, s.officer, "CHANGES_REQUESTED", "请补充")),
        lambda s: _try(lambda: s.world.review(1, s.stranger)),
        lambda s: _try(lambda: s.world.set_state(1, "closed", s.filer)),
        lambda s: _try(lambda: s.world.set_state(1, "open", s.filer)),
        lambda s: _try(lambda: s.world.review(1, s.officer, "CHANGES_REQUESTED", "/reject out of scope")),
        lambda s: s.world.advance(days=3),
        lambda s: s.world.advance(days=20),
        lambda s: _try(lambda: s.world.comment(1, s.filer, "?")),
    ]


def test_chaos() -> None:
    """Runs that were lost, doubled or late leave the same as none but the last: one sweep over what people did.

    What the bot decides on its way (a merge, a closing) is a fact afterwards, so that here it only speaks until the last sweep.
    """
    chance = random.Random(7)
    quiet = Switches(no_merge=True, no_close=True)
    stages: set[str] = set()
    for _ in range(1_000):
        chosen = [chance.choice(happenings()) for _ in range(chance.randint(1, 7))]
        one, other = Story(), Story()
        for happening in chosen:
            happening(one)
            happening(other)
            old = FakeDesk(other).judge(other.forge.pull_request(1))
            for _ in range(chance.choice((0, 0, 1, 2))):
                swept(other, desk=FakeDesk(other, quiet))
            if chance.random() < 0.3:
                speak(office(other, FakeDesk(other), other.forge.now()), old, apply=True)
        now = max(one.forge.now(), other.forge.now())
        for story in (one, other):
            swept(story, now)
            if story.forge.pull_request(1).state is State.closed and not story.forge.pull_request(1).merged:
                # A sweep visits open requests; one that was closed by hand is spoken of by the run for that event.
                desk = FakeDesk(story)
                act(office(story, desk, now), desk, 1, apply=True)
        assert _stands(one) == _stands(other)
        stages |= set(labels(one))
    assert len(stages) >= 7


def _stands(story: Story) -> object:
    """As people see it; reminders that an earlier run gave, and checks of earlier heads, are history."""
    pull = story.forge.pull_request(1)
    case = [body for body in bodies(story) if body.startswith("<!-- registry:case -->")]
    stage = [line for body in case for line in body.splitlines() if line.startswith("## ")]
    return pull.labels, pull.state, pull.merged, stage, len(case)


# -- the same on the stand-in, through the adapter


def test_the_adapter_ends_where_the_fake_does(standin: StandIn) -> None:
    story = scene(FakeForge(standin.world))
    port = adapter(standin)
    whole = scene()
    for forge in (port, whole.forge):
        for name, meaning in all_labels().items():
            forge.put_label(Label(name, "ededed", meaning.both()))
    swept(story, NOW, port=port)
    swept(whole, NOW)
    assert _without_shas(story) == _without_shas(whole)
    before = picture(story)
    swept(story, NOW, port=port)
    assert picture(story) == before


class Struck:
    """A port that strikes at its n-th call of a write, before or after it acted."""

    def __init__(self, port: Any, place: int, after: bool) -> None:
        self.port, self.left, self.after = port, place, after

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.port, name)
        if not name.startswith(("put_", "set_", "request_teams", "merge", "close_")):
            return found

        def call(*arguments: Any, **named: Any) -> Any:
            strikes, self.left = self.left == 0, self.left - 1
            if strikes and not self.after:
                raise Crash
            done = found(*arguments, **named)
            if strikes:
                raise Crash
            return done

        return call


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_crash_at_each_call_of_the_adapter(standin: StandIn, after: bool) -> None:
    """Run after run, each one struck a call later than the one before: the last finds nothing but what is left to do."""
    story, whole = scene(FakeForge(standin.world)), scene()
    port = adapter(standin)
    for forge in (port, whole.forge):
        for name, meaning in all_labels().items():
            forge.put_label(Label(name, "ededed", meaning.both()))
    swept(whole, NOW)
    place, strikes = 0, 0
    while True:
        try:
            swept(story, NOW, port=Struck(port, place, after))
        except Crash:
            place, strikes = place + 1, strikes + 1
            continue
        break
    assert strikes >= 10
    assert _without_shas(story) == _without_shas(whole)


def _without_shas(story: Story) -> object:
    import re

    def plain(text: str) -> str:
        return re.sub("`[0-9a-f]{12}`", "`sha`", text)

    issues, comments, pulls, checks = picture(story)  # type: ignore[misc]
    return (
        issues,
        [(number, plain(body)) for number, body in comments],
        pulls,
        sorted(map(str, checks.values())),
    )
