"""The watchdog: what stopped is told once, loudly, and what runs again is closed."""

from datetime import timedelta

from registry.commands.forge.watchdog import LABEL, LONGEST, WATCHED, watchdog
from tests.forge.conftest import Side
from tests.workflows.reading import workflows


def run_all(side: Side) -> None:
    """The clock starts everything once."""
    for workflow in WATCHED:
        side.world.ran(workflow)


def issues(side: Side) -> list[tuple[str, str]]:
    """State and workflow of each issue."""
    return [(i.state, i.title.rpartition(" ")[2]) for i in side.world.issues.values()]


def look(side: Side, *, apply: bool = True) -> list[bool]:
    """One run of it: which are stopped."""
    return [one.stopped for one in watchdog(side.forge, side.forge.now(), apply=apply)]


def test_what_runs_is_left_in_peace(side: Side) -> None:
    run_all(side)
    side.world.advance(hours=5)
    assert look(side) == [False, False, False]
    assert issues(side) == []


def test_what_stopped_is_told_once_and_closed_when_it_runs_again(side: Side) -> None:
    run_all(side)
    side.world.advance(hours=5)
    side.world.ran("complaints.yml")
    side.world.ran("register-and-publish.yml")
    side.world.advance(hours=2)
    assert look(side, apply=False) == [True, False, False]
    assert issues(side) == []
    assert look(side) == look(side) == [True, False, False]
    assert issues(side) == [("open", "clocks.yml")]
    assert next(iter(side.world.issues.values())).labels == [LABEL.name]
    run_all(side)
    assert look(side) == look(side) == [False, False, False]
    assert issues(side) == [("closed", "clocks.yml")]
    side.world.advance(hours=7)
    run_all(side)
    side.world.workflow_runs = [r for r in side.world.workflow_runs if r.workflow != "clocks.yml"][-2:]
    assert look(side) == [True, False, False]
    assert issues(side) == [("closed", "clocks.yml"), ("open", "clocks.yml")], "the next time is told anew"


def test_the_limit_itself_is_not_too_late(side: Side) -> None:
    run_all(side)
    last = side.forge.last_scheduled_run(WATCHED[-1])
    assert last is not None
    side.world.time = last + LONGEST
    assert look(side, apply=False) == [True, True, False], "each ran a second after the other"
    side.world.time = last + LONGEST + timedelta(seconds=1)
    assert look(side, apply=False) == [True, True, True]


def test_failing_runs_and_runs_by_hand_do_not_count(side: Side) -> None:
    run_all(side)
    side.world.advance(hours=7)
    for workflow in WATCHED:
        side.world.ran(workflow, conclusion="failure")
        side.world.ran(workflow, event="workflow_dispatch")
    assert look(side, apply=False) == [True, True, True]


def test_issues_of_others_stay_open(side: Side) -> None:
    side.world.create_label(LABEL.name, LABEL.colour, None)
    stranger = side.world.add_user("stranger")
    number = side.world.open_issue(stranger, "x", "x")
    side.world.add_labels(number, [LABEL.name], side.world.bot)
    run_all(side)
    assert look(side) == [False, False, False]
    assert issues(side) == [("open", "x")]


def test_the_watched_are_workflows_that_the_clock_starts_often_enough() -> None:
    for name in WATCHED:
        minute, hour, *_ = workflows()[name.removesuffix(".yml")]["on"]["schedule"][0]["cron"].split()
        assert hour == "*", name
        assert minute
