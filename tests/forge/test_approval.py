"""Approvals: every combination of the conditions, counted by hand beside the code."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from registry.core.approval import NotCounted, Speaker, Standing, weigh
from registry.core.forge import Account, Review, ReviewState

HEAD, OLD = "a" * 40, "b" * 40
AUTHOR, OFFICER, MEMBER, SECOND = (Account(n, f"u{n}") for n in (1, 2, 3, 4))
WHEN = datetime(2026, 11, 24, 1, tzinfo=UTC)
BEIJING = {"beijing": Speaker(frozenset({2, 4}), frozenset({3}))}


def review(
    who: Account | None, state: str = "approved", commit: str | None = HEAD, minute: int = 0, body: str = ""
) -> Review:
    return Review(100 + minute, who, ReviewState(state), commit, WHEN + timedelta(minutes=minute), body)


def weighed(
    *reviews: Review, pushers: tuple[int, ...] = (), speakers: dict[str, Speaker] | None = None
) -> Standing:
    return weigh(reviews, HEAD, AUTHOR, pushers, BEIJING if speakers is None else speakers)


# state, of the head, listed, author, pusher, bot: 2 ^ 6 and the two other states
COMBINATIONS = list(
    product(("approved", "dismissed", "commented", "changes_requested"), *[(True, False)] * 5)
)


@pytest.mark.parametrize(("state", "of_head", "is_listed", "is_author", "is_pusher", "is_bot"), COMBINATIONS)
def test_every_combination(
    state: str, of_head: bool, is_listed: bool, is_author: bool, is_pusher: bool, is_bot: bool
) -> None:
    number = 1 if is_author else 7
    account = Account(number, "x", is_bot)
    speakers = {"beijing": Speaker(frozenset({number} if is_listed else {99}))}
    found = weigh(
        [review(account, state, HEAD if of_head else OLD)],
        HEAD,
        AUTHOR,
        {number} if is_pusher else (),
        speakers,
    )
    counts = (state, of_head, is_listed, is_author, is_pusher, is_bot) == (
        "approved",
        True,
        True,
        False,
        False,
        False,
    )
    assert found.is_complete is counts
    assert (found.approvers == (number,)) is counts
    assert (found.missing == ()) is counts
    # Nobody may hold up a request by asking himself for changes, and no program may; of an older version everybody may.
    refuses = state == "changes_requested" and is_listed and not (is_author or is_pusher or is_bot)
    assert bool(found.refused) is refuses


def test_there_are_enough_combinations() -> None:
    assert len(COMBINATIONS) == 128


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (review(None), NotCounted.ghost),
        (review(OFFICER, "dismissed"), NotCounted.dismissed),
        (review(Account(2, "x", is_bot=True)), NotCounted.bot),
        (review(AUTHOR), NotCounted.author),
        (review(MEMBER), NotCounted.pusher),
        (review(Account(50, "x")), NotCounted.stranger),
        (review(OFFICER, commit=OLD), NotCounted.old_head),
        (review(OFFICER, commit=None), NotCounted.old_head),
    ],
)
def test_why_an_approval_does_not_count(given: Review, why: NotCounted) -> None:
    found = weighed(given, pushers=(MEMBER.id,))
    assert [one.why_not for one in found.weighed] == [why]
    assert why.reason.zh
    assert why.reason.en
    assert not found.is_complete


def test_the_last_word_counts() -> None:
    asks, approves = review(OFFICER, "changes_requested"), review(OFFICER, minute=1)
    assert weighed(asks, approves).is_complete
    turned = weighed(review(OFFICER), review(OFFICER, "changes_requested", minute=1))
    assert not turned.is_complete
    assert turned.missing == ("beijing",)


def test_a_comment_takes_nothing_back() -> None:
    assert weighed(review(OFFICER), review(OFFICER, "commented", minute=1)).is_complete
    assert weighed(review(OFFICER), review(OFFICER, "pending", minute=1)).is_complete


def test_a_colleague_who_asks_for_changes_holds_it_up() -> None:
    found = weighed(review(SECOND, "changes_requested", OLD), review(OFFICER, minute=1))
    assert found.approvers == (OFFICER.id,)
    assert not found.is_complete
    assert weighed(review(SECOND, "dismissed", OLD), review(OFFICER, minute=1)).is_complete


def test_each_authority_must_approve() -> None:
    speakers = {"beijing": Speaker(frozenset({2})), "hebei": Speaker(frozenset(), frozenset({3}))}
    one = weighed(review(OFFICER), speakers=speakers)
    assert (one.missing, one.is_complete) == (("hebei",), False)
    both = weighed(review(OFFICER), review(MEMBER), speakers=speakers)
    assert both.is_complete
    assert both.approvers == (2, 3)


def test_who_speaks_for_both_approves_for_both() -> None:
    speakers = {"beijing": Speaker(frozenset({2})), "hebei": Speaker(frozenset({2}))}
    assert weighed(review(OFFICER), speakers=speakers).is_complete


def test_without_an_authority_nothing_is_complete() -> None:
    assert not weighed(review(OFFICER), speakers={}).is_complete
    assert not weighed(speakers={}).is_complete


def test_a_comment_or_a_ghost_hides_no_review_after_it() -> None:
    """Each review is taken, whatever stands before it."""
    ghost = review(None, minute=1)
    found = weighed(review(SECOND, "commented", minute=0), ghost, review(OFFICER, minute=2))
    assert found.approved == {"beijing": (OFFICER,)}
    assert [(one.review, one.authorities, one.why_not) for one in found.weighed] == [
        (ghost, (), NotCounted.ghost),
        (review(OFFICER, minute=2), ("beijing",), None),
    ]


def test_the_review_that_asks_for_changes_is_told() -> None:
    """With its text, which the filer has to answer."""
    asked = review(MEMBER, "changes_requested", minute=3, body="请补充")
    found = weighed(asked)
    assert found.refused == {"beijing": asked}
    assert found.weighed == ()


def test_nobody_approves_where_nobody_decides() -> None:
    """A request without an authority is never complete."""
    found = weighed(review(OFFICER), speakers={})
    assert (found.is_complete, found.missing) == (False, ("",))
