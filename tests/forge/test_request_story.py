"""What happened on a pull request, as steps of the procedure: by the facts alone, one after the other."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from registry.core.approval import Speaker
from registry.core.clock import SHANGHAI
from registry.core.forge import Account, Commit, Event, EventKind, PullRequest, Review, ReviewState, State
from registry.core.procedure import Kind, Step, StepKind
from registry.core.request_story import CaseFacts, Refusal, Story
from registry.core.time_limits import Party

START = datetime(2026, 11, 2, 9, tzinfo=SHANGHAI)
FILER, OFFICER, OTHER, WRITER, STRANGER = (Account(number, str(number)) for number in (1, 2, 3, 5, 6))
BOT = Account(9, "bot", is_bot=True)
SPEAKERS = {"beijing": Speaker(frozenset({1, 2, 3, 5, 9}))}
HEAD, OLD = "a" * 40, "b" * 40


def on(day: int) -> datetime:
    """So many days after the start."""
    return START + timedelta(days=day)


def review(day: int, body: str = "请补充", state: str = "changes_requested", **more: Any) -> Review:
    values: dict[str, Any] = {"id": day, "author": OFFICER, "commit_id": HEAD, **more}
    return Review(state=ReviewState(state), submitted_at=on(day), body=body, **values)


def happened(kind: EventKind, day: int, actor: Account | None = FILER) -> Event:
    return Event(kind, on(day), actor)


def commit(sha: str, day: int) -> Commit:
    return Commit(sha, (), "", on(day), on(day))


def story(
    *reviews: Review,
    events: tuple[Event, ...] = (),
    commits: tuple[Commit, ...] = (commit(HEAD, 0),),
    contents: dict[str, str] | None = None,
    author: Account | None = FILER,
    head: str = HEAD,
    now: int = 30,
) -> Story:
    pull = PullRequest(
        number=1, title="", body="", author=author, head_sha=head, head_ref="x", head_repo_id=1, base_ref="main", base_sha="c" * 40,
        is_fork=True, draft=False, state=State.open, labels=(), created_at=START, updated_at=START, closed_at=None, merged_at=None,
    )  # fmt: skip
    facts = CaseFacts(pull, reviews, events, commits, BOT.id)
    return Story(facts, contents or {}, SPEAKERS, [WRITER.id], on(now))


def told(found: list[Step]) -> list[tuple[int, StepKind, Party]]:
    """Day, kind and party of each step after the submission."""
    return [((step.at - START).days, step.kind, step.by) for step in found[1:]]


def test_only_officers_speak_and_nobody_in_his_own_cause() -> None:
    """Neither who submitted, nor who wrote commits, nor a program, nor a stranger; with the author gone, the others stay out."""
    for author in (FILER, None):
        found = story(author=author)
        spoken = {who.id for who in (FILER, OFFICER, OTHER, STRANGER, WRITER, BOT) if found.speaks(who)}
        assert spoken == ({OFFICER.id, OTHER.id} if author else {FILER.id, OFFICER.id, OTHER.id})
        assert not found.speaks(None)


def test_a_comment_accepts_a_providers_filing_and_a_later_feedback_is_still_read() -> None:
    """Of an institution it says nothing; an approval is no step."""
    said = (review(1, state="commented"), review(2, state="approved"), review(3))
    assert told(story(*said).steps(Kind.provider)) == [
        (1, StepKind.accepted, Party.authority),
        (3, StepKind.feedback, Party.authority),
    ]
    assert told(story(*said).steps(Kind.user)) == [(3, StepKind.returned, Party.authority)]


def test_who_submits_is_called_by_what_is_filed() -> None:
    assert story().steps(Kind.provider) == [Step(START, StepKind.submitted, Party.provider)]
    assert story().steps(Kind.user) == [Step(START, StepKind.submitted, Party.institution)]


def test_a_rejection_is_a_return_of_an_institutions_filing() -> None:
    """What is said after it is still read."""
    said = (review(1, "不予受理：重复提交"), review(2, author=OTHER))
    assert told(story(*said).steps(Kind.provider)) == [
        (1, StepKind.rejected, Party.authority),
        (2, StepKind.feedback, Party.authority),
    ]
    assert told(story(*said).steps(Kind.user)) == [
        (1, StepKind.returned, Party.authority),
        (2, StepKind.returned, Party.authority),
    ]


def test_taking_back_and_opening_again() -> None:
    """By the submitter himself; opened again by whoever it was, and never by nobody."""
    events = (
        happened(EventKind.closed, 1), happened(EventKind.reopened, 2), happened(EventKind.closed, 3, OFFICER),
        happened(EventKind.reopened, 4, OFFICER), happened(EventKind.closed, 5, None), happened(EventKind.reopened, 6, None),
    )  # fmt: skip
    assert told(story(events=events).steps(Kind.provider)) == [
        (1, StepKind.withdrawn, Party.provider),
        (2, StepKind.reopened, Party.provider),
        (4, StepKind.reopened, Party.authority),
    ]
    deleted = (happened(EventKind.closed, 1, None), happened(EventKind.reopened, 2, STRANGER))
    assert told(story(events=deleted, author=None).steps(Kind.user)) == [
        (2, StepKind.reopened, Party.institution)
    ]


def test_a_submission_begins_when_it_leaves_the_draft() -> None:
    """Not with any other event."""
    ready = (
        happened(EventKind.renamed, 1),
        happened(EventKind.ready_for_review, 2),
        happened(EventKind.ready_for_review, 4),
    )
    assert story(events=ready).submitted_at() == on(2)
    assert story(events=ready[:1]).submitted_at() == START


def test_what_replaces_a_submission_is_submitted_anew() -> None:
    """Until the first feedback on it; a date of the future counts as now."""
    commits = (commit(OLD, 0), commit(HEAD, 5))
    contents = {OLD: "1", HEAD: "2"}
    assert story(commits=commits, contents=contents).submitted_at() == on(5)
    asked = story(review(3, commit_id=OLD), commits=commits, contents=contents)
    assert asked.submitted_at() == START
    late = (commit(OLD, 0), commit(HEAD, 90))
    assert story(commits=late, contents=contents).submitted_at() == on(30)
    assert story(commits=(), contents={}).submitted_at() == START


def test_a_commit_that_is_not_known_differs_from_all_others() -> None:
    """By its own name; one that the forge has lost is like no other."""
    found = story(contents={HEAD: "1"})
    assert (found.content(HEAD), found.content(OLD), found.content(None)) == ("1", OLD, "unknown")


SUPPLEMENT = {HEAD: "2", OLD: "1", "d" * 40: "1", "e" * 40: "2"}


def supplemented(
    *more: Review, events: tuple[Event, ...] = (), commits: tuple[Commit, ...], now: int = 30
) -> int | None:
    """The day of the supplement after a feedback of the third day on the old content."""
    asked = review(3, commit_id=OLD)
    found = story(asked, *more, events=events, commits=commits, contents=SUPPLEMENT, now=now).steps(
        Kind.provider
    )
    days = [(step.at - START).days for step in found if step.kind is StepKind.supplemented]
    return days[0] if days else None


def test_when_a_supplement_came() -> None:
    """By the first commit of other content after the one that was looked at, within what the forge itself recorded."""
    old, same, new = commit(OLD, 0), commit("d" * 40, 4), commit(HEAD, 6)
    assert supplemented(commits=(old, new)) == 6
    assert supplemented(commits=(old, same, new)) == 6
    assert supplemented(commits=(commit("e" * 40, 1), old, new)) == 6
    assert supplemented(commits=(old, commit("e" * 40, 5), new)) == 5
    assert supplemented(commits=(old, commit(HEAD, 1))) == 3
    assert supplemented(commits=(old, commit(HEAD, 40)), now=20) == 20
    assert supplemented(review(8, state="commented"), commits=(old, commit(HEAD, 9))) == 8
    assert supplemented(commits=(new,)) == 6
    assert supplemented(commits=(commit("d" * 40, 4),)) == 30


def test_a_forced_push_is_the_forges_own_trace() -> None:
    """Where what was looked at is no longer among the commits; one before the feedback, or by a later trace, is none."""
    forced = EventKind.head_force_pushed
    assert supplemented(events=(happened(forced, 5),), commits=(commit(HEAD, 4),)) == 5
    assert supplemented(events=(happened(forced, 3),), commits=(commit(HEAD, 9),)) == 3
    assert supplemented(events=(happened(forced, 2),), commits=(commit(HEAD, 4),)) == 4
    assert supplemented(events=(happened(forced, 5),), commits=(commit(OLD, 0), commit(HEAD, 4))) == 4
    assert supplemented(events=(happened(forced, 31),), commits=(commit(HEAD, 4),)) == 4
    assert supplemented(events=(happened(EventKind.renamed, 5),), commits=(commit(HEAD, 4),)) == 4
    assert supplemented(review(7), events=(happened(forced, 7),), commits=(commit(HEAD, 4),)) == 7


def test_the_same_content_is_no_supplement() -> None:
    """At the head, and in what was reviewed since."""
    found = story(review(3), review(5, state="commented"), commits=(commit(HEAD, 0),)).steps(Kind.user)
    assert told(found) == [(3, StepKind.returned, Party.authority)]


# --- Rejections.

REJECTED = review(3, "/reject 重复提交")


def refusal(*more: Review, events: tuple[Event, ...] = (), first: Review = REJECTED) -> Refusal | None:
    """Where no clock runs."""
    return story(first, *more, events=events).refusal(None)


def test_a_rejection_is_in_force_until_the_authority_opens_it_again() -> None:
    """Not the submitter, and not before it was given."""
    assert refusal() == Refusal(REJECTED, "重复提交")
    assert refusal(first=review(3)) is None
    assert refusal(first=review(3, "/reject 重复提交", state="approved")) is None
    assert refusal(events=(happened(EventKind.reopened, 4, OFFICER),)) is None
    assert refusal(events=(happened(EventKind.reopened, 3, OTHER),)) is None
    assert refusal(events=(happened(EventKind.reopened, 2, OFFICER),)) is not None
    assert refusal(events=(happened(EventKind.reopened, 4, FILER),)) is not None
    assert refusal(events=(happened(EventKind.closed, 4, OFFICER),)) is not None


def test_of_two_rejections_the_last_one_counts() -> None:
    last = review(5, "不予受理：不属于备案范围", author=OTHER)
    assert refusal(last) == Refusal(last, "不属于备案范围")


def test_an_officer_who_says_something_else_takes_his_rejection_back() -> None:
    """Unless it was carried out between the two; a comment, and another officer's word, take nothing back."""
    assert refusal(review(6, "", state="approved")) is None
    assert refusal(review(6, "", state="commented")) == Refusal(REJECTED, "重复提交")
    assert refusal(review(6, "", state="approved", author=OTHER)) == Refusal(REJECTED, "重复提交")
    for day, stands in ((2, False), (3, True), (4, True), (6, True), (7, False)):
        events = (happened(EventKind.closed, day, OFFICER),)
        assert (
            refusal(review(6, "", state="approved"), review(8, "", state="approved"), events=events)
            is not None
        ) is stands
    renamed = (happened(EventKind.renamed, 4, OFFICER),)
    assert refusal(review(6, "", state="approved"), events=renamed) is None


def test_a_review_that_was_not_given_is_left_aside() -> None:
    """And nobody asks when it was."""
    from registry.core.request_story import _instant

    pending = Review(7, OFFICER, ReviewState.changes_requested, HEAD, None, "")
    assert told(story(pending).steps(Kind.provider)) == []
    with pytest.raises(ValueError, match="the review 7 was not given yet"):
        _instant(pending)
