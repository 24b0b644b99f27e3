"""Facts about pull requests, issues and accounts on the forge, as plain values.

Accounts are numbers: a login can be given up and taken by somebody else. A deleted account is None, and so is a deleted fork.
All instants have a time zone. Nothing here asks the forge; `registry.adapters.forge` is the port that does.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

GHOST = 10137
"""The account that GitHub shows in the place of deleted ones; facts say None instead."""


class State(StrEnum):
    """Whether a pull request or an issue is still open."""

    open = "open"
    closed = "closed"


class StateReason(StrEnum):
    """Why an issue is closed, or open again."""

    completed = "completed"
    not_planned = "not_planned"
    duplicate = "duplicate"
    reopened = "reopened"


class ReviewState(StrEnum):
    """What a review says. A dismissed one has lost what it said; the timeline still knows it."""

    approved = "approved"
    changes_requested = "changes_requested"
    commented = "commented"
    dismissed = "dismissed"
    pending = "pending"


class Permission(StrEnum):
    """What an account may do in the repository (triage counts as read, maintain as write)."""

    none = "none"
    read = "read"
    write = "write"
    admin = "admin"

    @property
    def may_write(self) -> bool:
        """Whether its approval counts for CODEOWNERS."""
        return self in (Permission.write, Permission.admin)


class EventKind(StrEnum):
    """What happened to a pull request or an issue, as far as clocks and reviewers need it."""

    opened = "opened"
    closed = "closed"
    reopened = "reopened"
    merged = "merged"
    labeled = "labeled"
    unlabeled = "unlabeled"
    review_requested = "review_requested"
    review_request_removed = "review_request_removed"
    reviewed = "reviewed"
    review_dismissed = "review_dismissed"
    commented = "commented"
    ready_for_review = "ready_for_review"
    converted_to_draft = "convert_to_draft"
    head_force_pushed = "head_ref_force_pushed"
    renamed = "renamed"


@dataclass(frozen=True, slots=True)
class Account:
    """An account. `id` is what identifies it; `login` is for showing and for addressing it."""

    id: int
    login: str
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository itself, as far as setting it up needs it. A merge method that the token may not see is None."""

    id: int
    full_name: str
    default_branch: str
    private: bool
    has_issues: bool
    allow_merge_commit: bool | None
    allow_squash_merge: bool | None
    allow_rebase_merge: bool | None
    delete_branch_on_merge: bool | None


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A pull request. `head_repo_id` is None when the fork has been deleted; it still counts as a fork then."""

    number: int
    title: str
    body: str
    author: Account | None
    head_sha: str
    head_ref: str
    head_repo_id: int | None
    base_ref: str
    base_sha: str
    is_fork: bool
    draft: bool
    state: State
    labels: tuple[str, ...]
    created_at: datetime
    updated_at: datetime
    closed_at: datetime | None
    merged_at: datetime | None

    @property
    def merged(self) -> bool:
        """Whether it was merged."""
        return self.merged_at is not None


@dataclass(frozen=True, slots=True)
class Review:
    """A review. `commit_id` is what the reviewer saw; None when the forge no longer knows it. A pending one has no date."""

    id: int
    author: Account | None
    state: ReviewState
    commit_id: str | None
    submitted_at: datetime | None
    body: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on a pull request or an issue. `hidden`: folded away by somebody, yet still there to read."""

    id: int
    author: Account | None
    body: str
    hidden: bool
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue that is no pull request."""

    number: int
    title: str
    body: str
    author: Account | None
    state: State
    state_reason: StateReason | None
    labels: tuple[str, ...]
    created_at: datetime
    updated_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a timeline. Which of the last five are there depends on `kind`; `id` is None where the forge gives none."""

    kind: EventKind
    at: datetime
    actor: Account | None
    id: int | None = None
    label: str | None = None
    team: str | None = None
    review_id: int | None = None
    review_state: ReviewState | None = None
    """What the review said: of `reviewed` as it stands now, of `review_dismissed` what it said before it was dismissed."""
    commit_id: str | None = None


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit of a pull request. The dates are what its maker wrote into it: they prove nothing about when it was pushed."""

    sha: str
    parents: tuple[str, ...]
    message: str
    authored_at: datetime
    committed_at: datetime
    writers: tuple[Account, ...] = ()
    """Accounts whose mailbox it names as author or committer, as far as the forge knows them: it does not tell who pushed."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the repository. `colour` is six hexadecimal digits without `#`. Names are equal whatever their case."""

    name: str
    colour: str
    description: str


@dataclass(frozen=True, slots=True)
class Team:
    """A team of the organization that owns the repository."""

    id: int
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class CodeownersError:
    """What the forge finds wrong in CODEOWNERS. A line with an error owns nothing."""

    path: str
    line: int
    column: int
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class BranchRules:
    """What the forge enforces on a branch: classic protection and rulesets together, the stricter of the two.

    `classic` is None when the token may not read the classic protection: then what is missing here may still be enforced.
    """

    classic: bool | None
    rules: tuple[str, ...]
    required_checks: tuple[str, ...]
    required_approvals: int
    code_owner_review: bool
    dismiss_stale_reviews: bool
    forbids_force_push: bool
    forbids_deletion: bool
    applies_to_admins: bool
