"""Where a filing in an issue stands, worked out from the issue, its pull request and what happened to both; never from labels.

    incomplete -> needs-correction -> submitted -> merged -> registered
                                               -> ended
    withdrawn  whoever closes the issue takes the request back; opened again, it goes on

The issue is what counts: as long as the request is open, the request holds what the issue says.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from registry.core.codes import Code
from registry.core.forge import Account, Event, EventKind, Issue, PullRequest, State

LABELS = "filing:"
MOST_OF_ONE = 20
"""Product rule: so many open issues of one account are looked at, the oldest first; for more there are spreadsheets and batches."""
MOST_AT_ONCE = 200
"""Product rule: so many issues are looked at in one run; of more each has its turn in some later one."""
MOST_NEW = 50
"""Product rule: so many new pull requests in one run. The forge slows down whoever makes more, and each is judged and answered."""
TURN = timedelta(minutes=15)
"""How often the clock starts a run."""


class IssueState(Code):
    """Where a filing in an issue stands. Each has one label."""

    incomplete = "incomplete", "待补充", "Incomplete"
    needs_correction = "needs-correction", "须更正", "Needs correction"
    submitted = "submitted", "已提交，见合并请求", "Submitted, see the pull request"
    merged = "merged", "已合并，等待登记", "Merged, to be registered"
    registered = "registered", "已办结", "Registered"
    ended = "ended", "未完成备案", "Ended without a filing"
    withdrawn = "withdrawn", "提交人已撤回", "Taken back by the submitter"


@dataclass(frozen=True, slots=True)
class Course:
    """What is certain without reading the text. `state` None: the text decides. `reopen`: the request is to be opened again first."""

    state: IssueState | None
    reopen: bool = False
    may_close: bool = False
    """Whether the bot closes the issue now: it is at its end, and nobody has opened it again since the bot closed it."""


@dataclass(frozen=True, slots=True)
class Share:
    """Which issues a run looks at, in which order, and those by which an account went beyond its share, one for each account."""

    chosen: tuple[Issue, ...]
    beyond: tuple[Issue, ...]
    later: int
    """How many have their turn in a later run."""


def course(
    issue: Issue,
    timeline: Iterable[Event],
    pull: PullRequest | None,
    bot_id: int,
    *,
    registered: bool = False,
) -> Course:
    """Where it stands. `registered`: the ledger has what came of the merged request."""
    closings = [event for event in timeline if event.kind is EventKind.closed]
    closer = closings[-1].actor if closings else None
    by_bot = closer is not None and closer.id == bot_id
    by_person = bool(closings) and not by_bot
    is_open = issue.state is State.open
    if pull is not None and pull.merged:
        state = IssueState.registered if registered else IssueState.merged
        return Course(state, may_close=registered and is_open and not by_bot)
    if pull is not None and pull.state is State.closed:
        if is_open and by_person:
            return Course(None, reopen=True)
        state = IssueState.withdrawn if by_person else IssueState.ended
        return Course(state, may_close=is_open and not by_bot)
    if not is_open:
        # One that the bot closed while its request is open: the authority has opened the request again, and it goes on there.
        return Course(IssueState.submitted if by_bot else IssueState.withdrawn)
    return Course(None)


def share(issues: Sequence[Issue], now: datetime) -> Share:
    """The issues of one run. Which come first moves on with each turn of the clock, so that nobody can keep others out."""
    taken: dict[int, int] = {}
    kept: list[Issue] = []
    beyond: dict[int, Issue] = {}
    for issue in sorted(issues, key=lambda one: one.number):
        if issue.author is None:
            continue
        if issue.state is State.closed:
            kept.append(issue)  # its request has to end
            continue
        of_author = taken[issue.author.id] = taken.get(issue.author.id, 0) + 1
        if of_author <= MOST_OF_ONE:
            kept.append(issue)
        else:
            beyond.setdefault(issue.author.id, issue)
    if len(kept) > MOST_AT_ONCE:
        turn = int(now.timestamp() // TURN.total_seconds())
        start = turn * MOST_AT_ONCE % len(kept)
        chosen = (kept[start:] + kept[:start])[:MOST_AT_ONCE]
    else:
        chosen = kept
    return Share(tuple(chosen), tuple(beyond.values()), len(kept) - len(chosen))


def as_people_acted(events: Iterable[Event], of_issue: Iterable[Event], bot_id: int) -> tuple[Event, ...]:
    """The events of a request, with a closing that the bot made because somebody closed the issue as that person's own.

    The filer cannot close the bot's request; closing the issue is how it is taken back.
    """
    closed: list[tuple[datetime, Account | None]] = [
        (event.at, event.actor if event.kind is EventKind.closed else None)
        for event in of_issue
        if event.kind in (EventKind.closed, EventKind.reopened)
    ]

    def seen(event: Event) -> Event:
        if event.kind is not EventKind.closed or event.actor is None or event.actor.id != bot_id:
            return event
        before = [who for at, who in closed if at <= event.at]
        who = before[-1] if before else None
        if who is None or who.id == bot_id:
            return event
        return Event(event.kind, event.at, who, event.id)

    return tuple(seen(event) for event in events)
