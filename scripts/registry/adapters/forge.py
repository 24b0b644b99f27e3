"""The port to the forge: what the registry reads there, and what it writes.

Two implementations hold to it: `registry.adapters.github` for GitHub, and `registry.adapters.forge_in_memory`. One suite of tests runs on
both (tests/forge/test_port.py).

Reads may be repeated. Writes are keyed and look first at what is there, so that writing again changes nothing, whatever became
of the write before. Every method may raise ForgeProblem.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from registry.core.forge import (
    Account,
    BranchRules,
    CodeownersError,
    Comment,
    Commit,
    Event,
    Issue,
    Label,
    Permission,
    PullRequest,
    Repository,
    Review,
    State,
    Team,
)
from registry.core.forge_writes import (
    BranchWritten,
    Change,
    CheckReport,
    CheckWritten,
    HideReason,
    LabelChange,
    Merged,
    MergeMethod,
    NotMerged,
    TeamsAsked,
    Written,
)
from registry.core.problem import Problem
from registry.core.text import Text


class ForgeProblem(Problem):
    """The forge cannot be asked, or says no. The message: what was tried, what is wrong, what to do."""


class Missing(ForgeProblem):
    """It is not there, or the token may not see it: the forge does not tell which."""


class Refused(ForgeProblem):
    """The forge understood and refused: rights, or a rule of its own. Trying again does not help."""


class Unavailable(ForgeProblem):
    """The forge does not answer, or asks us to come back later. A write may have taken effect; the next run finds out."""


class Unreadable(ForgeProblem):
    """The forge answered something else than its description says. Nothing may be decided from it."""


class ForgeReads(Protocol):
    """Facts, as the forge has them now."""

    @property
    def bot_id(self) -> int:
        """Number of the account that writes: only its comments and issues are ours."""

    def now(self) -> datetime:
        """The forge's own time."""

    def repository(self) -> Repository:
        """The repository."""

    def pull_request(self, number: int) -> PullRequest:
        """One pull request. Raises Missing."""

    def open_pull_requests(self) -> tuple[PullRequest, ...]:
        """All open ones, oldest first."""

    def closed_pull_requests(self, since: datetime) -> tuple[PullRequest, ...]:
        """All that were closed, merged or not, at or after an instant; oldest closing first."""

    def pull_requests_of_commit(self, sha: str) -> tuple[PullRequest, ...]:
        """Those that brought a commit into the default branch, or open ones that hold it. Empty for a commit without any."""

    def pull_request_of_branch(self, branch: str) -> PullRequest | None:
        """The newest one, open or closed, from a branch of the repository itself."""

    def reviews(self, number: int) -> tuple[Review, ...]:
        """Reviews of a pull request, oldest first."""

    def commits(self, number: int) -> tuple[Commit, ...]:
        """Commits of a pull request, oldest first; at most 250, which is all that the forge tells."""

    def requested_teams(self, number: int) -> tuple[str, ...]:
        """Slugs of the teams that have been asked for a review and have not given one."""

    def comments(self, number: int) -> tuple[Comment, ...]:
        """Comments on a pull request or an issue, oldest first."""

    def timeline(self, number: int) -> tuple[Event, ...]:
        """What happened to a pull request or an issue, oldest first, beginning with `opened`."""

    def issue(self, number: int) -> Issue:
        """One issue. Raises Missing, also for a pull request."""

    def issues(
        self, state: State | None = State.open, labels: Collection[str] = (), since: datetime | None = None
    ) -> tuple[Issue, ...]:
        """Issues with all of these labels that changed since then, oldest first; pull requests left out. `state` None: any."""

    def permission_of(self, account: Account) -> Permission:
        """What an account may do here; none if its login now belongs to another account."""

    def account(self, login: str) -> Account | None:
        """The account that has this login now."""

    def teams(self) -> tuple[Team, ...]:
        """Teams of the organization that owns the repository. Raises Missing if it is owned by a person."""

    def team_members(self, slug: str) -> tuple[Account, ...]:
        """Members of a team and of those below it. Raises Missing."""

    def labels(self) -> tuple[Label, ...]:
        """All labels of the repository, by name."""

    def codeowners_errors(self, ref: str) -> tuple[CodeownersError, ...]:
        """What is wrong in CODEOWNERS at a branch or commit. Raises Missing if there is no such file."""

    def branch_rules(self, branch: str) -> BranchRules:
        """What the forge enforces on a branch."""

    def last_scheduled_run(self, workflow: str) -> datetime | None:
        """When the newest run of a workflow file (`clocks.yml`) began that the clock started and that ended well.

        None if there is none among the thousand newest of all workflows.
        """

    def branch_head(self, branch: str) -> str | None:
        """Commit at the tip of a branch, or None if there is no such branch."""

    def file(self, path: str, commit: str) -> bytes | None:
        """A file of at most 1 MB as it is in a commit, or None if there is none, or no such commit."""


class ForgeWrites(Protocol):
    """Effects, each with a key or a goal; a repeat changes nothing."""

    def put_comment(self, number: int, key: str, body: str) -> Written:
        """Make the bot's comment with this key say `body`: written, edited in place, or left. Doubles of it are deleted."""

    def hide_comment(self, number: int, comment_id: int, reason: HideReason) -> Change:
        """Fold a comment away; it stays readable by a click. Raises Missing."""

    def set_labels(self, number: int, wanted: Collection[str], managed: str | Collection[str]) -> LabelChange:
        """Make the managed labels (a prefix, or names) of a pull request or issue the wanted ones; others stay."""

    def request_teams(self, number: int, teams: Collection[str]) -> TeamsAsked:
        """Ask teams (slugs) that are not being asked now. One that has answered is asked again: see `timeline` first."""

    def put_check(self, sha: str, name: str, key: str, report: CheckReport) -> CheckWritten:
        """Show a report on a commit. A started one is continued; a different one with the same name replaces it."""

    def merge(
        self, number: int, sha: str, title: str, message: str, method: MergeMethod = MergeMethod.merge
    ) -> Merged | NotMerged:
        """Merge exactly this head."""

    def close_pull_request(self, number: int, key: str, body: str) -> Change:
        """Say why, and close. A merged or closed one stays as it is, and is not commented on."""

    def reopen_pull_request(self, number: int) -> bool:
        """Open it again. False: it cannot be, since it is merged or its branch is gone."""

    def put_issue(self, key: str, title: str, body: str, labels: Collection[str]) -> Written:
        """Make the bot's issue with this key say this. A closed one stays closed; labels are only added. Needs a label."""

    def close_issue(self, number: int, completed: bool) -> Change:
        """Close an issue, as completed or as not planned."""

    def put_branch(
        self,
        branch: str,
        base_sha: str,
        files: Mapping[str, bytes | None],
        message: str,
        author: Account | None = None,
    ) -> BranchWritten:
        """Make a branch with one commit on `base_sha` (None: the path is removed). One that is there is never touched.

        `author` is whom the commit names as its author, by the forge's own address of the account; without one it is the bot.
        """

    def advance_branch(
        self,
        branch: str,
        head_sha: str,
        base_sha: str,
        files: Mapping[str, bytes | None],
        message: str,
        author: Account | None = None,
    ) -> BranchWritten:
        """One more commit on a branch whose tip is `head_sha`: the tree of `base_sha` with these files, and both as its parents.

        So the branch differs from the base in these files alone, whatever it held before. Raises Refused if somebody was faster.
        """

    def put_pull_request(self, branch: str, title: str, body: str, *, draft: bool = True) -> Written:
        """Make a pull request from a branch of the repository, unless there was one: it may be closed, or have been worked on."""

    def put_label(self, label: Label) -> Change:
        """Make the repository have this label, in this spelling and colour."""


class Forge(ForgeReads, ForgeWrites, Protocol):
    """Both."""


NOT_PROVABLE: Sequence[Text] = (
    Text(
        "团队的创建、部署环境、分支保护规则的写入：仅能在真实仓库上验证。",
        "Creating teams, deployment environments and branch rules: can only be proved on a real repository.",
    ),
    Text(
        "令牌的实际权限、通知与提及的效果、评论的显示样式、限流的实际阈值：仅能在真实仓库上验证。",
        "A token's real rights, what notifications and mentions do, how comments look, real rate limits: only there too.",
    ),
)
"""What a set-up or a check of a live repository has to leave to people."""
