"""Stages of a pull request, told as stories on a forge in memory."""

from datetime import date, timedelta

import pytest

from registry.core.codes import ProviderStatus, UserStatus
from registry.core.effects import LABEL_PREFIX, all_labels, labels_of
from registry.core.forge import Event, EventKind
from registry.core.procedure import Kind
from registry.core.request_story import is_rejection, reason_of
from registry.core.submission import Alarm, Registered, Stage, Turns
from registry.core.switches import Switches
from registry.core.text import Text
from registry.core.time_limits import clocks_with
from tests.forge.cases import PATH, FixedCalendar, Story, at, authority


@pytest.fixture
def story() -> Story:
    return Story()


def test_a_new_one_waits_for_the_authority_ten_working_days(story: Story) -> None:
    found = story.assess()
    assert (found.stage, found.turn, found.alarm) == (Stage.waiting, Turns.authority, None)
    assert found.deadline is not None
    assert found.deadline.until == date(2026, 12, 8)  # submitted on Tuesday 11-24; two weekends
    assert not found.may_merge
    assert not found.may_close


@pytest.mark.parametrize(
    ("day", "alarm"),
    [
        ("2026-12-04 12:00", None),  # Friday: three days left
        ("2026-12-07 00:00", Alarm.due_soon),
        ("2026-12-08 23:59", Alarm.due_soon),
        ("2026-12-09 00:00", Alarm.overdue),
    ],
)
def test_the_authority_is_reminded_and_then_late(story: Story, day: str, alarm: Alarm | None) -> None:
    found = story.assess(now=at(day))
    assert (found.stage, found.alarm) == (Stage.waiting, alarm)
    assert not found.may_close


def test_what_the_judge_rejects_is_the_filers_turn_without_a_clock(story: Story) -> None:
    found = story.assess(story.verdict("reject"))
    assert (found.stage, found.turn, found.deadline) == (Stage.needs_correction, Turns.filer, None)


def test_an_officer_without_write_access_approves(story: Story) -> None:
    story.world.review(1, story.officer)
    found = story.assess()
    assert (found.stage, found.turn, found.may_merge) == (Stage.approved, Turns.registry, True)


@pytest.mark.parametrize("result", ["accept", "refer"])
def test_accepted_or_referred_and_approved_is_merged(story: Story, result: str) -> None:
    assert not story.assess(story.verdict(result)).may_merge
    story.world.review(1, story.officer)
    assert story.assess(story.verdict(result)).may_merge


def test_an_approval_does_not_mend_a_rejected_check(story: Story) -> None:
    story.world.review(1, story.officer)
    found = story.assess(story.verdict("reject"))
    assert (found.stage, found.may_merge) == (Stage.needs_correction, False)


def test_a_verdict_on_another_commit_is_none(story: Story) -> None:
    old = story.verdict()
    story.push(b"a: 2\n")
    story.world.review(1, story.officer)
    found = story.assess(old)
    assert (found.may_merge, found.may_close) == (False, False)


def test_a_push_after_the_approval_takes_it_away(story: Story) -> None:
    story.world.review(1, story.officer)
    story.push(b"a: 2\n")
    found = story.assess()
    assert found.stage is Stage.waiting
    assert [one.why_not for one in found.standing.weighed] == ["old_head"]


def test_a_stranger_approves_nothing(story: Story) -> None:
    story.world.review(1, story.stranger)
    assert story.assess().stage is Stage.waiting


@pytest.mark.parametrize("switches", [Switches(no_merge=True), Switches(read_only=True)])
def test_what_is_paused_is_held(story: Story, switches: Switches) -> None:
    story.world.review(1, story.officer)
    found = story.assess(switches=switches)
    assert (found.stage, found.turn, found.may_merge) == (Stage.held, Turns.maintainers, False)
    assert len(found.why_not_merged) == 1


@pytest.mark.parametrize("switches", [Switches(no_close=True), Switches(no_number=True)])
def test_other_switches_do_not_hold(story: Story, switches: Switches) -> None:
    story.world.review(1, story.officer)
    assert story.assess(switches=switches).may_merge


def test_another_base_is_held(story: Story) -> None:
    story.world.store.point("refs/heads/other", story.world.head())
    number = story.world.open_pull(
        story.filer, "filing", "备案", fork=story.world.fork(story.filer), base="other"
    )
    story.number = number
    story.world.review(number, story.officer)
    found = story.assess()
    assert (found.stage, found.may_merge) == (Stage.held, False)
    assert found.why_not_merged == (
        Text(
            "合并请求的目标不是主线分支，请改为主线分支。",
            "The pull request does not go into the main branch; change its base.",
        ),
    )


def feedback(story: Story, body: str = "请补充等级保护备案证明") -> None:
    story.world.review(1, story.officer, "CHANGES_REQUESTED", body)


def test_feedback_starts_the_filers_ten_days(story: Story) -> None:
    story.world.advance(days=2)
    feedback(story)
    found = story.assess()
    assert (found.stage, found.turn) == (Stage.feedback, Turns.filer)
    assert found.deadline is not None
    assert (found.deadline.clock.code, found.deadline.until) == ("supplement", date(2026, 12, 10))


def test_an_institutions_filing_has_its_own_procedure(story: Story) -> None:
    """It is returned, not fed back on, and by another clock; its words for what it is are those of a user filing."""
    found = story.assess(story.verdict(kind="user"))
    assert found.procedure is not None
    assert found.procedure.kind is Kind.user
    assert found.stage is Stage.waiting
    feedback(story)
    returned = story.assess(story.verdict(kind="user"))
    assert returned.procedure is not None
    assert returned.procedure.state is UserStatus.returned
    assert (returned.stage, returned.turn) == (Stage.feedback, Turns.filer)


def test_files_of_an_authority_that_are_asked_to_be_changed_wait_for_their_author(story: Story) -> None:
    """No clock runs on them, and an officer's word counts all the same."""
    feedback(story)
    found = story.assess(story.verdict(kind="authority"))
    assert (found.procedure, found.stage) == (None, Stage.feedback)


def test_feedback_of_a_stranger_starts_nothing(story: Story) -> None:
    story.world.review(1, story.stranger, "CHANGES_REQUESTED", "no")
    found = story.assess()
    assert found.stage is Stage.waiting
    assert found.deadline is not None
    assert found.deadline.clock.code == "review"


def test_no_supplement_in_time_is_abandoned_and_closed(story: Story) -> None:
    feedback(story)
    before = story.assess(now=at("2026-12-08 23:59"))
    assert (before.stage, before.may_close, before.alarm) == (Stage.feedback, False, Alarm.due_soon)
    found = story.assess(now=at("2026-12-09 00:00"))
    assert (found.stage, found.may_close) == (Stage.abandoned, True)
    assert found.deadline is not None
    assert found.deadline.until == date(2026, 12, 8)
    assert len(found.deadline.computed.counted) == 10


def test_a_provisional_date_closes_nothing(story: Story) -> None:
    story.calendar = FixedCalendar(unknown=date(2026, 12, 1))
    feedback(story)
    found = story.assess(now=at("2026-12-30 00:00"))
    assert (found.stage, found.may_close, found.alarm) == (Stage.feedback, False, Alarm.overdue)
    assert found.deadline is not None
    assert found.deadline.provisional


def test_an_empty_push_is_no_supplement(story: Story) -> None:
    feedback(story)
    story.world.advance(days=1)
    story.push(b"a: 1\n", "Nothing new")
    assert story.assess().stage is Stage.feedback
    assert story.assess(now=at("2026-12-09 00:00")).stage is Stage.abandoned


def test_other_content_is_a_supplement(story: Story) -> None:
    feedback(story)
    story.world.advance(days=1)
    story.push(b"a: 2\n")
    found = story.assess()
    assert found.stage is Stage.waiting
    assert found.procedure is not None
    assert found.procedure.state is ProviderStatus.supplemented
    assert found.procedure.since.date() == date(2026, 11, 25)
    assert story.assess(now=at("2027-06-01 00:00")).stage is Stage.waiting


def test_a_forced_push_is_a_supplement_when_the_forge_saw_it(story: Story) -> None:
    feedback(story)
    story.world.advance(days=3)
    story.world.force_push(1, {PATH: b"a: 3\n"}, story.filer)
    found = story.assess()
    assert found.procedure is not None
    assert found.procedure.state is ProviderStatus.supplemented
    assert found.procedure.since.date() == date(2026, 11, 27)


def test_a_second_round(story: Story) -> None:
    feedback(story)
    story.world.advance(days=1)
    story.push(b"a: 2\n")
    story.world.advance(days=1)
    feedback(story)
    found = story.assess()
    assert found.stage is Stage.feedback
    assert found.procedure is not None
    assert found.procedure.rounds == 2
    assert found.deadline is not None
    assert found.deadline.until == date(2026, 12, 10)


def test_dates_in_commits_cannot_reach_out_of_their_bounds(story: Story) -> None:
    """A supplement that claims to be older than the feedback came with it at the earliest; one of the future, now at the latest."""
    feedback(story)
    world = story.world
    given = world.time
    tip = story.head
    for claimed in (at("2020-01-01 00:00"), at("2099-01-01 00:00")):
        sha = world.store.commit([tip], {PATH: b"a: 9\n"}, "x", "filer", claimed)
        world.move(world.pulls[1].branch, sha, story.filer)
        found = story.assess(now=at("2026-12-01 12:00"))
        assert found.procedure is not None
        assert found.procedure.state is ProviderStatus.supplemented
        assert given <= found.procedure.since <= at("2026-12-01 12:00")


def test_replacing_the_content_before_feedback_gives_the_authority_its_full_time(story: Story) -> None:
    story.world.advance(days=3)
    story.push(b"a: 2\n")
    found = story.assess()
    assert found.deadline is not None
    assert found.deadline.until == date(2026, 12, 11)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("不予受理：不属于备案范围", "不属于备案范围"),
        ("  /reject not an educational app", "not an educational app"),
        ("/reject: x", "x"),
        ("/reject", None),
        ("不予受理", None),
        ("不予受理。 ", None),
        ("/rejected long ago", None),
        ("我认为应不予受理", None),
        ("", None),
    ],
)
def test_what_a_rejection_is(body: str, reason: str | None) -> None:
    assert reason_of(body) == reason
    assert is_rejection(body) is (reason is not None)


def test_a_rejection_with_a_reason_closes(story: Story) -> None:
    feedback(story, "不予受理：不属于备案范围")
    found = story.assess()
    assert (found.stage, found.may_close) == (Stage.rejected, True)
    assert found.refusal is not None
    assert found.refusal.reason == "不属于备案范围"


def test_a_rejection_without_a_reason_is_feedback(story: Story) -> None:
    feedback(story, "/reject")
    assert story.assess().stage is Stage.feedback


def test_a_rejection_by_a_stranger_is_nothing(story: Story) -> None:
    story.world.review(1, story.stranger, "CHANGES_REQUESTED", "/reject because")
    assert story.assess().stage is Stage.waiting


def test_an_officer_who_corrects_himself_in_time_rejects_nothing(story: Story) -> None:
    feedback(story, "/reject wrong case")
    story.world.review(1, story.officer)
    assert story.assess().stage is Stage.approved


def test_nothing_is_rejected_while_a_supplement_is_awaited(story: Story) -> None:
    feedback(story)
    feedback(story, "/reject too late")
    assert story.assess().stage is Stage.feedback


def test_the_filer_cannot_undo_a_rejection_by_reopening(story: Story) -> None:
    feedback(story, "/reject out of scope")
    story.world.set_state(1, "closed", story.world.bot)
    assert story.assess().stage is Stage.rejected
    story.world.set_state(1, "open", story.filer)
    assert (story.assess().stage, story.assess().may_close) == (Stage.rejected, True)


def test_the_authority_can(story: Story) -> None:
    feedback(story, "/reject out of scope")
    story.world.set_state(1, "closed", story.world.bot)
    story.world.advance(days=1)
    story.world.set_state(1, "open", story.officer)
    found = story.assess()
    assert found.stage is Stage.waiting
    assert found.deadline is not None
    assert found.deadline.until == date(2026, 12, 9)


def test_reopening_after_abandonment_is_a_new_submission(story: Story) -> None:
    feedback(story)
    story.world.advance(days=30)
    story.world.set_state(1, "closed", story.world.bot)
    assert story.assess().stage is Stage.abandoned
    story.world.set_state(1, "open", story.filer)
    found = story.assess()
    assert found.stage is Stage.waiting
    assert found.deadline is not None
    assert found.deadline.clock.code == "review"


def test_closing_by_hand(story: Story) -> None:
    story.world.set_state(1, "closed", story.filer)
    assert story.assess().stage is Stage.withdrawn
    story.world.set_state(1, "open", story.filer)
    assert story.assess().stage is Stage.waiting
    story.world.set_state(1, "closed", story.world.owner)
    assert story.assess().stage is Stage.closed


def test_merged_then_registered(story: Story) -> None:
    story.world.review(1, story.officer)
    story.world.merge(1, story.world.bot, sha=story.head, message="x", method="merge")
    assert story.assess().stage is Stage.merged
    found = story.assess(registered=(Registered("教APP备1190001号", "示例"),))
    assert (found.stage, found.turn) == (Stage.registered, Turns.nobody)


def test_a_draft_has_no_clock_until_it_is_ready(story: Story) -> None:
    story.world.set_draft(1, True, story.filer)
    story.world.review(1, story.officer)
    found = story.assess()
    assert (found.stage, found.deadline, found.may_merge) == (Stage.draft, None, False)
    story.world.advance(days=7)
    story.world.set_draft(1, False, story.filer)
    story.push(b"a: 2\n")
    waiting = story.assess()
    assert waiting.deadline is not None
    assert waiting.deadline.until == date(2026, 12, 15)


def test_what_is_no_filing_is_left_alone(story: Story) -> None:
    found = story.assess(story.verdict("reject", kind="other", authorities=()))
    assert (found.stage, found.may_merge, found.may_close, found.ask) == (Stage.other, False, False, ())


def test_files_of_an_authority_have_no_clock_and_need_it_or_the_ministry(story: Story) -> None:
    verdict = story.verdict(kind="authority")
    assert (story.assess(verdict).stage, story.assess(verdict).deadline) == (Stage.waiting, None)
    ministry = story.world.add_user("ministry")
    story.authorities["moe"] = story.authorities["moe"].model_copy(update={"officers": (ministry.id,)})
    story.world.review(1, ministry)
    assert story.assess(verdict).stage is Stage.approved
    assert story.assess().stage is Stage.waiting  # a provider's filing is the province's alone


def test_the_nearest_superior_speaks_where_nobody_is(story: Story) -> None:
    cities = (
        {
            "code": "330100",
            "zh": "示例市",
            "en": "City",
            "counties": ({"code": "330106", "zh": "示例区", "en": "C"},),
        },
    )
    province = story.world.add_user("province")
    county = "zhejiang/330100/330106"

    story.authorities["zhejiang"] = authority("zhejiang", (province.id,), cities=cities)
    verdict = story.verdict(kind="user", authorities=(county,))
    story.world.review(1, province)
    assert story.assess(verdict).stage is Stage.approved
    # As soon as the county has a team, the province no longer speaks for it.
    member = story.world.add_user("county", permission="write")
    story.world.add_team("zhejiang-330106", member)
    waiting = story.assess(verdict)
    assert (waiting.stage, waiting.ask) == (Stage.waiting, ("zhejiang-330106",))
    story.world.review(1, member)
    assert story.assess(verdict).stage is Stage.approved


def test_a_member_of_the_team_without_write_access_approves_nothing(story: Story) -> None:
    member = story.world.add_user("member")
    story.world.add_team("beijing", member)
    story.world.review(1, member)
    assert story.assess().stage is Stage.waiting


def test_who_wrote_commits_of_it_approves_nothing(story: Story) -> None:
    story.world.commit(story.world.pulls[1].branch, {PATH: b"a: 2\n"}, story.officer)
    story.world.review(1, story.officer)
    found = story.assess()
    assert found.stage is Stage.waiting
    assert [one.why_not for one in found.standing.weighed] == ["pusher"]


def test_a_team_is_asked_once_and_again_after_a_supplement(story: Story) -> None:
    member = story.world.add_user("member", permission="write")
    story.world.add_team("beijing", member)
    assert story.assess().ask == ("beijing",)
    story.forge.request_teams(1, ["beijing"])
    assert story.assess().ask == ()
    story.world.review(1, member, "CHANGES_REQUESTED", "请补充")
    assert story.assess().ask == ()
    story.push(b"a: 2\n")
    assert story.assess().ask == ("beijing",)
    story.forge.request_teams(1, ["beijing"])
    assert story.assess().ask == ()


def test_a_team_that_was_asked_at_the_very_instant_of_the_supplement_is_not_asked_again(story: Story) -> None:
    member = story.world.add_user("member", permission="write")
    story.world.add_team("beijing", member)
    story.world.review(1, member, "CHANGES_REQUESTED", "请补充")
    story.push(b"a: 2\n")
    procedure = story.assess().procedure
    assert procedure is not None
    for seconds, ask in ((0, ()), (1, ()), (-1, ("beijing",))):
        asked = Event(
            EventKind.review_requested, procedure.since + timedelta(seconds=seconds), None, team="beijing"
        )
        assert story.assess(beside=(asked,)).ask == ask


def test_ghosts_and_deleted_forks_break_nothing(story: Story) -> None:
    story.world.delete_fork(story.world.fork(story.filer))
    story.world.delete_user(story.filer)
    assert story.assess().stage is Stage.waiting
    story.world.review(1, story.officer)
    story.world.delete_user(story.officer)
    found = story.assess()
    assert found.stage is Stage.waiting
    assert [one.why_not for one in found.standing.weighed] == ["ghost"]


def test_every_stage_has_exactly_one_label(story: Story) -> None:
    assert len(all_labels()) == len(Stage) + len(Alarm)
    assert all(name.startswith(LABEL_PREFIX) for name in all_labels())
    assert labels_of(story.assess()) == ("registry:waiting",)
    assert labels_of(story.assess(now=at("2026-12-09 00:00"))) == ("registry:waiting", "registry:overdue")


def test_a_program_that_is_listed_gives_no_feedback(story: Story) -> None:
    robot = story.world.add_user("robot", kind="Bot")
    story.authorities["beijing"] = authority("beijing", (robot.id,))
    story.world.review(1, robot, "CHANGES_REQUESTED", "x")
    assert story.assess().stage is Stage.waiting


def test_of_a_forced_push_the_forges_own_instant_counts(story: Story) -> None:
    """The date in the commit is older than the feedback; the timeline knows better."""
    feedback(story)
    world = story.world
    world.advance(days=3)
    sha = world.store.commit([world.head()], {PATH: b"a: 3\n"}, "x", "filer", at("2026-11-01 00:00"))
    world.move(world.pulls[1].branch, sha, story.filer)
    found = story.assess()
    assert found.procedure is not None
    assert found.procedure.since.date() == date(2026, 11, 27)


def test_who_submits_decides_nothing_even_if_the_forge_let_it(story: Story) -> None:
    """This forge does not let anybody approve an own pull request; the registry does not rest on it."""
    story.world.review(1, story.officer)
    story.world.pulls[1].issue.author = story.officer.id
    found = story.assess()
    assert found.stage is Stage.waiting
    assert [one.why_not for one in found.standing.weighed] == ["author"]


def test_a_change_of_what_is_filed_is_called_so(story: Story) -> None:
    """Until somebody looks at it; it waits as long as a new filing does."""
    for kind, state in (("provider", ProviderStatus.change_pending), ("user", UserStatus.change_pending)):
        found = story.assess(story.verdict(kind=kind, changes_existing=True))
        assert found.procedure is not None
        assert (found.procedure.state, found.stage) == (state, Stage.waiting)
    new = story.assess()
    assert new.procedure is not None
    assert new.procedure.state is ProviderStatus.submitted


def test_a_province_may_have_shorter_clocks(story: Story) -> None:
    """Also for what was abandoned by them."""
    clocks = clocks_with({"review": 3, "supplement": 2})
    waiting = story.assess(clocks=clocks)
    assert waiting.deadline is not None
    assert waiting.deadline.until == date(2026, 11, 27)
    feedback(story)
    assert story.assess(now=at("2026-11-26 23:59"), clocks=clocks).stage is Stage.feedback
    found = story.assess(now=at("2026-11-27 00:00"), clocks=clocks)
    assert (found.stage, found.may_close) == (Stage.abandoned, True)
    assert found.deadline is not None
    assert found.deadline.until == date(2026, 11, 26)


def test_a_rejection_is_told_only_of_what_is_rejected(story: Story) -> None:
    """Not of a draft, which the filer went back to."""
    feedback(story, "/reject out of scope")
    assert story.assess().refusal is not None
    story.world.set_draft(1, True, story.filer)
    found = story.assess()
    assert (found.stage, found.refusal) == (Stage.draft, None)


def test_a_pause_is_told_only_of_what_it_holds(story: Story) -> None:
    """What waits for the authority does not wait for the maintainers."""
    found = story.assess(switches=Switches(no_merge=True))
    assert (found.stage, found.why_not_merged) == (Stage.waiting, ())


def test_a_team_is_asked_only_for_what_waits(story: Story) -> None:
    """Not for what the check rejects, nor for what is approved."""
    story.world.add_team("beijing", story.world.add_user("member", permission="write"))
    assert story.assess(story.verdict("reject")).ask == ()
    story.world.review(1, story.officer)
    assert (story.assess().stage, story.assess().ask) == (Stage.approved, ())


def test_a_team_that_only_commented_was_asked(story: Story) -> None:
    """A comment takes it off the forge's list; other content before any feedback does not ask again."""
    member = story.world.add_user("member", permission="write")
    story.world.add_team("beijing", member)
    story.forge.request_teams(1, ["beijing"])
    story.world.review(1, member, "COMMENTED", "?")
    assert story.forge.requested_teams(1) == ()
    assert story.assess().ask == ()
    story.world.advance(days=1)
    story.push(b"a: 2\n")
    found = story.assess()
    assert (found.stage, found.ask) == (Stage.waiting, ())


def test_what_the_registry_closed_for_no_reason_it_knows_is_closed(story: Story) -> None:
    """Neither rejected nor abandoned. And so is what nobody is known to have closed."""
    story.world.set_state(1, "closed", story.world.bot)
    assert story.assess().stage is Stage.closed
    story.world.existing(1).events.clear()
    assert story.assess().stage is Stage.closed
