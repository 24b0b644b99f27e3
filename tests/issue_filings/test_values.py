"""Where an issue stands, whose turn it is, and who took a request back: plain values, without a forge."""

from dataclasses import replace
from datetime import timedelta

import pytest

from registry.adapters.forge_in_memory.world import START
from registry.core.forge import Account, Event, EventKind, Issue, PullRequest, State
from registry.core.issue_course import (
    MOST_AT_ONCE,
    MOST_OF_ONE,
    Course,
    IssueState,
    as_people_acted,
    course,
    share,
)
from tests.issue_filings.test_reading import BOT, issue, pull

BOT_ACCOUNT = Account(BOT, "registry[bot]", is_bot=True)
FILER = Account(1, "a")
OFFICER = Account(2, "officer")
S = IssueState


def event(kind: EventKind, who: Account | None, minute: int) -> Event:
    """Something that happened so many minutes after the start."""
    return Event(kind, START + timedelta(minutes=minute), who, minute)


def closed(who: Account | None, minute: int = 1) -> Event:
    """A closing."""
    return event(EventKind.closed, who, minute)


def reopened(who: Account | None, minute: int) -> Event:
    """An opening again."""
    return event(EventKind.reopened, who, minute)


OPEN, CLOSED = issue(), replace(issue(), state=State.closed)
NO, RUNNING, ENDED = None, pull(), pull(state=State.closed)
MERGED = pull(state=State.closed, merged_at=START)
COURSES: dict[str, tuple[Issue, tuple[Event, ...], PullRequest | None, Course]] = {
    "new": (OPEN, (), NO, Course(None)),
    "with a request": (OPEN, (), RUNNING, Course(None)),
    "merged": (OPEN, (), MERGED, Course(S.merged)),
    "merged, closed by the bot": (CLOSED, (closed(BOT_ACCOUNT),), MERGED, Course(S.merged)),
    "merged, closed by the filer before": (CLOSED, (closed(FILER),), MERGED, Course(S.merged)),
    "merged, opened again after the bot": (OPEN, (closed(BOT_ACCOUNT), reopened(FILER, 2)), MERGED, Course(S.merged)),
    "merged, opened again after the filer": (OPEN, (closed(FILER), reopened(FILER, 2)), MERGED, Course(S.merged)),
    "ended": (OPEN, (), ENDED, Course(S.ended, may_close=True)),
    "ended, closed by the bot": (CLOSED, (closed(BOT_ACCOUNT),), ENDED, Course(S.ended)),
    "ended, opened again": (OPEN, (closed(BOT_ACCOUNT), reopened(FILER, 2)), ENDED, Course(S.ended)),
    "withdrawn": (CLOSED, (closed(FILER),), RUNNING, Course(S.withdrawn)),
    "withdrawn by nobody known": (CLOSED, (closed(None),), RUNNING, Course(S.withdrawn)),
    "closed without a trace": (CLOSED, (), RUNNING, Course(S.withdrawn)),
    "withdrawn and done": (CLOSED, (closed(FILER),), ENDED, Course(S.withdrawn)),
    "withdrawn, opened again": (OPEN, (closed(FILER), reopened(FILER, 2)), ENDED, Course(None, reopen=True)),
    "opened again before the request ended": (OPEN, (closed(FILER), reopened(FILER, 2)), RUNNING, Course(None)),
    "the authority opened the request again": (CLOSED, (closed(BOT_ACCOUNT),), RUNNING, Course(S.submitted)),
    "a closing by the filer, then one by the bot": (CLOSED, (closed(FILER), closed(BOT_ACCOUNT, 3)), RUNNING, Course(S.submitted)),
}  # fmt: skip


@pytest.mark.parametrize("what", COURSES)
def test_where_it_stands(what: str) -> None:
    about, events, request, expected = COURSES[what]
    assert course(about, events, request, BOT) == expected


REGISTERED: dict[str, tuple[Issue, tuple[Event, ...], bool]] = {
    "open": (OPEN, (), True),
    "closed by the bot": (CLOSED, (closed(BOT_ACCOUNT),), False),
    "opened again after the bot": (OPEN, (closed(BOT_ACCOUNT), reopened(FILER, 2)), False),
    "opened again after the filer": (OPEN, (closed(FILER), reopened(FILER, 2)), True),
}


@pytest.mark.parametrize("what", REGISTERED)
def test_when_the_ledger_has_it(what: str) -> None:
    about, events, may_close = REGISTERED[what]
    assert course(about, events, MERGED, BOT, registered=True) == Course(S.registered, may_close=may_close)


def test_each_state_has_one_label_and_words() -> None:
    assert len({state.value for state in S}) == len(S) == 7
    assert all(state.label.zh and state.label.en and " " not in state.value for state in S)


CLOSINGS: dict[str, tuple[tuple[Event, ...], Event, Account | None]] = {
    "the filer closed the issue": ((closed(FILER),), closed(BOT_ACCOUNT, 5), FILER),
    "an officer closed the issue": ((closed(OFFICER),), closed(BOT_ACCOUNT, 5), OFFICER),
    "at the same moment": ((closed(FILER, 5),), closed(BOT_ACCOUNT, 5), FILER),
    "nobody closed it": ((), closed(BOT_ACCOUNT, 5), BOT_ACCOUNT),
    "it was closed afterwards": ((closed(FILER, 6),), closed(BOT_ACCOUNT, 5), BOT_ACCOUNT),
    "it was opened again before": ((closed(FILER), reopened(FILER, 2)), closed(BOT_ACCOUNT, 5), BOT_ACCOUNT),
    "the bot closed the issue": ((closed(BOT_ACCOUNT),), closed(BOT_ACCOUNT, 5), BOT_ACCOUNT),
    "a deleted account closed it": ((closed(None),), closed(BOT_ACCOUNT, 5), BOT_ACCOUNT),
    "an officer closed the request": ((closed(FILER),), closed(OFFICER, 5), OFFICER),
    "a deleted account closed the request": ((closed(FILER),), closed(None, 5), None),
    "twice taken back": ((closed(OFFICER), reopened(FILER, 2), closed(FILER, 3)), closed(BOT_ACCOUNT, 5), FILER),
}  # fmt: skip


@pytest.mark.parametrize("what", CLOSINGS)
def test_whose_closing_it_was(what: str) -> None:
    of_issue, closing, who = CLOSINGS[what]
    opened = event(EventKind.opened, BOT_ACCOUNT, 0)
    labelled = event(EventKind.labeled, BOT_ACCOUNT, 6)
    beside = event(EventKind.commented, FILER, 1)
    found = as_people_acted((opened, closing, labelled), (beside, *of_issue), BOT)
    assert found == (opened, replace(closing, actor=who), labelled)


def many(count: int, author: Account | None = None, first: int = 1) -> list[Issue]:
    """So many issues, each of another account unless one is named."""
    return [
        replace(issue(), number=n, author=author or Account(1_000 + n, "a"))
        for n in range(first, first + count)
    ]


def test_share_of_one_account() -> None:
    flood = many(MOST_OF_ONE + 2, FILER)
    other = many(1, first=500)
    taken = share([*reversed(flood), *other], START)
    assert taken.chosen == (*flood[:MOST_OF_ONE], *other)
    assert taken.beyond == (flood[MOST_OF_ONE],), "told once"
    assert taken.later == 0


def test_what_is_closed_counts_for_nobodys_share_and_ghosts_have_none() -> None:
    done = [replace(one, state=State.closed) for one in many(MOST_OF_ONE + 5, FILER)]
    ghost = replace(issue(), number=900, author=None)
    still = many(MOST_OF_ONE, FILER, first=100)
    taken = share([*done, ghost, *still], START)
    assert taken.chosen == (*done, *still)
    assert taken.beyond == ()


def test_every_issue_has_its_turn() -> None:
    assert share(many(MOST_AT_ONCE), START).later == 0
    crowd = many(2 * MOST_AT_ONCE + 1)
    seen: set[int] = set()
    for turn in range(3):
        taken = share(crowd, START + turn * timedelta(minutes=15))
        assert len({one.number for one in taken.chosen}) == MOST_AT_ONCE
        assert taken.later == len(crowd) - MOST_AT_ONCE
        assert share(crowd, START + turn * timedelta(minutes=15, seconds=1)).chosen == taken.chosen
        seen |= {one.number for one in taken.chosen}
    assert len(seen) == len(crowd)
