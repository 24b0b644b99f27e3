"""PyGithub's objects as facts.

Traps: an attribute that the answer did not hold makes PyGithub ask again, once for each object of a list; so nothing optional is
read through its properties. What it has no property for is kept by the subclasses here.
"""

from datetime import datetime
from typing import Any, TypeVar

from github.Commit import Commit as GitHubCommit
from github.Issue import Issue as GitHubIssue
from github.IssueComment import IssueComment
from github.NamedUser import NamedUser
from github.Organization import Organization
from github.PullRequest import PullRequest as GitHubPullRequest
from github.PullRequestReview import PullRequestReview

from registry.core.forge import (
    GHOST,
    Account,
    Comment,
    Commit,
    Event,
    EventKind,
    Issue,
    PullRequest,
    Review,
    ReviewState,
    State,
    StateReason,
)

T = TypeVar("T")


class CommentAsGiven(IssueComment):
    """A comment that keeps what PyGithub has no property for."""

    given: dict[str, Any]

    def _useAttributes(self, attributes: dict[str, Any]) -> None:  # noqa: N802 - the library's name
        super()._useAttributes(attributes)
        self.given = attributes


class IssueAsGiven(GitHubIssue):
    """An issue that keeps its answer: whether it is a pull request cannot be asked without another request for each that is not."""

    given: dict[str, Any]

    def _useAttributes(self, attributes: dict[str, Any]) -> None:  # noqa: N802 - the library's name
        super()._useAttributes(attributes)
        self.given = attributes


def needed(value: T | None, name: str) -> T:
    """The value. Raises ValueError if GitHub left it out."""
    if value is None:
        raise ValueError(f"{name} is missing")
    return value


def account(user: NamedUser | Organization | None) -> Account | None:
    """Who it is; None for a deleted account, which GitHub shows as null or as `ghost`."""
    return None if user is None or user.id == GHOST else Account(user.id, user.login, user.type == "Bot")


def account_of(data: Any) -> Account | None:
    """The same from a plain answer."""
    if not isinstance(data, dict) or data["id"] == GHOST:
        return None
    return Account(int(data["id"]), str(data["login"]), data.get("type") == "Bot")


def instant(text: Any) -> datetime:
    """An instant of a plain answer. Raises ValueError."""
    found = datetime.fromisoformat(str(text).replace("Z", "+00:00"))
    if found.tzinfo is None:
        raise ValueError(f"{text} has no time zone")
    return found


def pull_request(given: GitHubPullRequest) -> PullRequest:
    """A pull request. Raises ValueError if it has no head at all."""
    head, base = needed(given.head, "head"), needed(given.base, "base")
    here = needed(base.repo, "base.repo").id
    fork = None if head.repo is None else head.repo.id
    return PullRequest(
        number=given.number,
        title=given.title or "",
        body=given.body or "",
        author=account(given.user),
        head_sha=needed(head.sha, "head.sha"),
        head_ref=needed(head.ref, "head.ref"),
        head_repo_id=fork,
        base_ref=needed(base.ref, "base.ref"),
        base_sha=needed(base.sha, "base.sha"),
        is_fork=fork != here,
        draft=bool(given.draft),
        state=State(given.state),
        labels=tuple(sorted(label.name for label in given.labels)),
        created_at=needed(given.created_at, "created_at"),
        updated_at=needed(given.updated_at, "updated_at"),
        closed_at=given.closed_at,
        merged_at=given.merged_at,
    )


def review(given: PullRequestReview) -> Review:
    """A review."""
    return Review(
        given.id,
        account(given.user),
        ReviewState(given.state.lower()),
        given.commit_id,
        given.submitted_at,
        given.body or "",
    )


def comment(given: CommentAsGiven) -> Comment:
    """A comment."""
    return Comment(
        given.id,
        account(given.user),
        given.given.get("body") or "",
        given.given.get("minimized") is not None,
        needed(given.created_at, "created_at"),
        needed(given.updated_at, "updated_at"),
    )


def is_pull_request(given: IssueAsGiven) -> bool:
    """Whether an issue is the issue side of a pull request."""
    return given.given.get("pull_request") is not None


def issue(given: IssueAsGiven) -> Issue:
    """An issue."""
    reason = given.given.get("state_reason")
    return Issue(
        given.number,
        given.title or "",
        given.given.get("body") or "",
        account(given.user),
        State(given.state),
        # A new reason must not stop the reading of all issues: it is one that we do not know.
        StateReason(reason) if reason in set(StateReason) else None,
        tuple(sorted(label.name for label in given.labels)),
        needed(given.created_at, "created_at"),
        needed(given.updated_at, "updated_at"),
        given.closed_at,
    )


def commit(given: GitHubCommit) -> Commit:
    """A commit."""
    made = given.commit
    return Commit(
        given.sha,
        tuple(parent.sha for parent in given.parents),
        made.message or "",
        needed(made.author.date, "author.date"),
        needed(made.committer.date, "committer.date"),
        tuple({who.id: who for who in map(account, (given.author, given.committer)) if who}.values()),
    )


def event(data: dict[str, Any]) -> Event | None:
    """An entry of a timeline; None for kinds that nobody here needs, and for `committed`, whose date its maker wrote."""
    if data.get("event") not in set(EventKind):
        return None
    kind = EventKind(data["event"])
    if kind is EventKind.reviewed:
        if data.get("submitted_at") is None:
            return None  # begun, and seen by its author alone
        return Event(
            kind,
            instant(data["submitted_at"]),
            account_of(data["user"]),
            data["id"],
            review_id=data["id"],
            review_state=ReviewState(data["state"].lower()),
            commit_id=data.get("commit_id"),
        )
    dismissed = data.get("dismissed_review") or {}
    return Event(
        kind,
        instant(data["created_at"]),
        account_of(data.get("actor")),
        data.get("id"),
        label=(data.get("label") or {}).get("name"),
        team=(data.get("requested_team") or {}).get("slug"),
        review_id=dismissed.get("review_id"),
        review_state=ReviewState(dismissed["state"].lower()) if dismissed else None,
        commit_id=data.get("commit_id"),
    )
