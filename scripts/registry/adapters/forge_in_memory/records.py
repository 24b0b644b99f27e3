"""What a forge holds, as plain records that change."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


class Denied(Exception):  # noqa: N818 - what it is; it becomes a status
    """The forge says no: an HTTP status and GitHub's own kind of sentence."""

    def __init__(self, status: int, message: str, *, field: str | None = None, code: str = "custom") -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.field = field
        self.code = code


@dataclass
class User:
    """An account. `kind` is User, Bot or Organization. A deleted one is shown as null, or as GitHub's account `ghost`."""

    id: int
    login: str
    kind: str = "User"
    deleted: str | None = None


@dataclass
class Team:
    """A team of the organization."""

    id: int
    slug: str
    name: str
    members: set[int] = field(default_factory=set)
    has_access: bool = True


@dataclass
class Label:
    """A label of the repository."""

    id: int
    name: str
    colour: str
    description: str | None = None


@dataclass
class Fork:
    """A repository made from ours. Its branches lie under refs/forks/ID/ of the same git store."""

    id: int
    owner: User
    name: str
    deleted: bool = False


@dataclass
class Comment:
    """A comment on an issue or a pull request."""

    id: int
    number: int
    author: int
    body: str
    created: datetime
    updated: datetime
    hidden: str | None = None


@dataclass
class Review:
    """A review of a pull request."""

    id: int
    author: int
    state: str
    commit: str
    body: str
    submitted: datetime


@dataclass
class Event:
    """Something that happened to an issue or a pull request. `more` holds what its kind adds."""

    id: int
    kind: str
    actor: int
    at: datetime
    more: dict[str, Any] = field(default_factory=dict)


@dataclass
class Issue:
    """An issue, or the issue side of a pull request."""

    id: int
    number: int
    title: str
    body: str | None
    author: int
    created: datetime
    updated: datetime
    state: str = "open"
    state_reason: str | None = None
    closed: datetime | None = None
    labels: list[str] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


@dataclass
class Pull:
    """The other side of a pull request. `fork` None: a branch of the repository itself."""

    issue: Issue
    fork: Fork | None
    head_ref: str
    head_sha: str
    base_ref: str
    base_sha: str
    draft: bool = False
    merged: datetime | None = None
    merged_by: int | None = None
    merge_sha: str | None = None
    asked_users: list[int] = field(default_factory=list)
    asked_teams: list[str] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    mergeable_known: bool = False
    """The forge works it out only after somebody has asked."""

    @property
    def branch(self) -> str:
        """The git reference of the head."""
        return (
            f"refs/heads/{self.head_ref}"
            if self.fork is None
            else f"refs/forks/{self.fork.id}/{self.head_ref}"
        )


@dataclass
class CheckRun:
    """A check run on a commit."""

    id: int
    sha: str
    name: str
    app: int
    external_id: str
    status: str
    conclusion: str | None
    started: datetime
    completed: datetime | None
    title: str | None = None
    summary: str | None = None
    text: str | None = None
    annotations: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class WorkflowRun:
    """A run of a workflow file that has ended."""

    id: int
    workflow: str
    event: str
    conclusion: str
    created: datetime
