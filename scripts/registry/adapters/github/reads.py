"""Facts from GitHub."""

from collections.abc import Collection
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote

import github
from github.PaginatedList import PaginatedList
from github.TimelineEvent import TimelineEvent

from registry.adapters.forge import Missing
from registry.adapters.github import Settings, facts
from registry.adapters.github.asking import asking
from registry.core.forge import (
    Account,
    BranchRules,
    CodeownersError,
    Comment,
    Commit,
    Event,
    EventKind,
    Issue,
    Label,
    Permission,
    PullRequest,
    Repository,
    Review,
    State,
    Team,
)

API_VERSION = "2022-11-28"


class GitHubReads:
    """The reading half of the port. Lists are read to their end: 100 items a page."""

    def __init__(self, settings: Settings) -> None:
        owner, _, name = settings.repository.partition("/")
        if not owner or not name or "/" in name:
            raise ValueError(f"a repository is owner/name, not {settings.repository!r}")
        self._bot_id = settings.bot_id
        self._owner = owner
        self._github = github.Github(
            auth=github.Auth.Token(settings.token),
            base_url=settings.api_url.rstrip("/"),
            timeout=settings.timeout,
            per_page=100,
            retry=github.GithubRetry(
                total=settings.read_attempts,
                allowed_methods={"GET", "HEAD"},
                backoff_factor=settings.back_off,
                max_rate_limit_wait=settings.longest_wait,
                # PyGithub's own limit does not hold for Retry-After.
                retry_after_max=settings.longest_wait,
            ),
            seconds_between_requests=settings.between_requests or None,
            seconds_between_writes=settings.between_writes or None,
            lazy=True,
            api_version=API_VERSION,
        )
        self._repository = self._github.get_repo(settings.repository)

    @property
    def bot_id(self) -> int:
        """Number of the account that writes."""
        return self._bot_id

    def close(self) -> None:
        """Close the connection."""
        self._github.close()

    def _get(self, path: str, **parameters: Any) -> tuple[dict[str, Any], Any]:
        return self._repository.requester.requestJsonAndCheck("GET", path, parameters=parameters)

    def now(self) -> datetime:
        with asking("the time"):
            headers, _ = self._get("/rate_limit")
            return parsedate_to_datetime(str(headers["date"]))

    def repository(self) -> Repository:
        with asking("the repository"):
            _, data = self._get(self._repository.url)
            return Repository(
                id=int(data["id"]),
                full_name=str(data["full_name"]),
                default_branch=str(data["default_branch"]),
                private=bool(data["private"]),
                has_issues=bool(data["has_issues"]),
                allow_merge_commit=data.get("allow_merge_commit"),
                allow_squash_merge=data.get("allow_squash_merge"),
                allow_rebase_merge=data.get("allow_rebase_merge"),
                delete_branch_on_merge=data.get("delete_branch_on_merge"),
            )

    def pull_request(self, number: int) -> PullRequest:
        with asking(f"pull request {number}"):
            return facts.pull_request(self._repository.get_pull(number).complete())

    def open_pull_requests(self) -> tuple[PullRequest, ...]:
        with asking("open pull requests"):
            found = self._repository.get_pulls(state="open", sort="created", direction="asc")
            # Pages shift while they are read, so one can come twice.
            return tuple({pull.number: facts.pull_request(pull) for pull in found}.values())

    def closed_pull_requests(self, since: datetime) -> tuple[PullRequest, ...]:
        with asking("closed pull requests"):
            found: dict[int, PullRequest] = {}
            for given in self._repository.get_pulls(state="closed", sort="updated", direction="desc"):
                pull = facts.pull_request(given)
                if pull.updated_at < since:
                    break  # a closing is an update: what follows was closed before
                if pull.closed_at is not None and pull.closed_at >= since:
                    found.setdefault(pull.number, pull)
            return tuple(sorted(found.values(), key=lambda pull: (pull.closed_at or since, pull.number)))

    def pull_requests_of_commit(self, sha: str) -> tuple[PullRequest, ...]:
        with asking(f"pull requests of commit {sha}"):
            try:
                return tuple(
                    facts.pull_request(pull) for pull in self._repository.get_commit(sha).get_pulls()
                )
            except github.GithubException as error:
                if error.status == 422:
                    raise Missing(f"GitHub: there is no commit {sha}") from error
                raise

    def pull_request_of_branch(self, branch: str) -> PullRequest | None:
        with asking(f"pull requests from {branch}"):
            found = self._repository.get_pulls(
                state="all", sort="created", direction="desc", head=f"{self._owner}:{branch}"
            )
            return next((facts.pull_request(pull) for pull in found), None)

    def reviews(self, number: int) -> tuple[Review, ...]:
        with asking(f"reviews of pull request {number}"):
            return tuple(facts.review(given) for given in self._repository.get_pull(number).get_reviews())

    def commits(self, number: int) -> tuple[Commit, ...]:
        with asking(f"commits of pull request {number}"):
            return tuple(facts.commit(given) for given in self._repository.get_pull(number).get_commits())

    def requested_teams(self, number: int) -> tuple[str, ...]:
        with asking(f"reviewers of pull request {number}"):
            _, data = self._get(f"{self._repository.url}/pulls/{number}/requested_reviewers")
            return tuple(sorted(str(team["slug"]) for team in data["teams"]))

    def comments(self, number: int) -> tuple[Comment, ...]:
        with asking(f"comments on {number}"):
            found: PaginatedList[facts.CommentAsGiven] = PaginatedList(
                facts.CommentAsGiven,
                self._repository.requester,
                f"{self._repository.url}/issues/{number}/comments",
                None,
            )
            return tuple({given.id: facts.comment(given) for given in found}.values())

    def timeline(self, number: int) -> tuple[Event, ...]:
        with asking(f"timeline of {number}"):
            issue = facts.IssueAsGiven(
                self._repository.requester, url=f"{self._repository.url}/issues/{number}"
            ).complete()
            opened = Event(
                EventKind.opened, facts.needed(issue.created_at, "created_at"), facts.account(issue.user)
            )
            given: PaginatedList[TimelineEvent] = issue.get_timeline()
            found = [event for entry in given if (event := facts.event(entry.raw_data)) is not None]
            return (opened, *sorted(found, key=lambda event: event.at))

    def issue(self, number: int) -> Issue:
        with asking(f"issue {number}"):
            given = facts.IssueAsGiven(
                self._repository.requester, url=f"{self._repository.url}/issues/{number}"
            ).complete()
            if facts.is_pull_request(given):
                raise Missing(f"GitHub: {number} is a pull request, no issue")
            return facts.issue(given)

    def issues(
        self, state: State | None = State.open, labels: Collection[str] = (), since: datetime | None = None
    ) -> tuple[Issue, ...]:
        parameters = {"state": "all" if state is None else str(state), "sort": "created", "direction": "asc"}
        if labels:
            parameters["labels"] = ",".join(labels)
        if since is not None:
            parameters["since"] = since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        with asking("issues"):
            found: PaginatedList[facts.IssueAsGiven] = PaginatedList(
                facts.IssueAsGiven, self._repository.requester, f"{self._repository.url}/issues", parameters
            )
            return tuple(
                {
                    given.number: facts.issue(given) for given in found if not facts.is_pull_request(given)
                }.values()
            )

    def permission_of(self, account: Account) -> Permission:
        with asking(f"permission of account {account.id}"):
            try:
                _, data = self._get(
                    f"{self._repository.url}/collaborators/{quote(account.login, safe='')}/permission"
                )
            except github.UnknownObjectException:
                return Permission.none
            # The login may have gone to somebody else since.
            mine = data["user"] is not None and data["user"]["id"] == account.id
            return Permission(data["permission"]) if mine else Permission.none

    def account(self, login: str) -> Account | None:
        with asking(f"account {login}"):
            try:
                return facts.account(self._github.get_user(login).complete())
            except github.UnknownObjectException:
                return None

    def teams(self) -> tuple[Team, ...]:
        with asking(f"teams of {self._owner}"):
            found = [
                Team(t.id, t.slug, t.name) for t in self._github.get_organization(self._owner).get_teams()
            ]
            return tuple(sorted(found, key=lambda team: team.slug))

    def team_members(self, slug: str) -> tuple[Account, ...]:
        with asking(f"members of team {slug}"):
            team = self._github.get_organization(self._owner).get_team_by_slug(slug)
            found = [a for member in team.get_members() if (a := facts.account(member)) is not None]
            return tuple(sorted(found, key=lambda account: account.id))

    def labels(self) -> tuple[Label, ...]:
        with asking("labels"):
            found = [
                Label(given.name, given.color, given.description or "")
                for given in self._repository.get_labels()
            ]
            return tuple(sorted(found, key=lambda label: label.name.casefold()))

    def codeowners_errors(self, ref: str) -> tuple[CodeownersError, ...]:
        with asking(f"CODEOWNERS at {ref}"):
            _, data = self._get(f"{self._repository.url}/codeowners/errors", ref=ref)
            return tuple(
                CodeownersError(e["path"], int(e["line"]), int(e["column"]), e["kind"], e["message"])
                for e in data["errors"]
            )

    def last_scheduled_run(self, workflow: str) -> datetime | None:
        with asking(f"runs of {workflow}"):
            for page in range(1, 11):
                _, data = self._get(
                    f"{self._repository.url}/actions/runs",
                    event="schedule",
                    status="success",
                    per_page=100,
                    page=page,
                )
                for run in data["workflow_runs"]:
                    if run["path"].partition("@")[0] == f".github/workflows/{workflow}":
                        return datetime.fromisoformat(run["created_at"])
                if len(data["workflow_runs"]) < 100:
                    return None
            return None

    def branch_head(self, branch: str) -> str | None:
        with asking(f"branch {branch}"):
            try:
                return self._repository.get_git_ref(f"heads/{branch}").complete().object.sha
            except github.UnknownObjectException:
                return None

    def file(self, path: str, commit: str) -> bytes | None:
        with asking(f"{path} in commit {commit[:10]}"):
            try:
                found = self._repository.get_contents(path, ref=commit)
            except github.UnknownObjectException:
                return None
            if isinstance(found, list) or found.type != "file" or found.encoding != "base64":
                raise ValueError(f"{path} is no file of at most 1 MB")
            return found.decoded_content

    def branch_rules(self, branch: str) -> BranchRules:
        if self.branch_head(branch) is None:
            raise Missing(f"GitHub: there is no branch {branch}")
        with asking(f"rules of branch {branch}"):
            path = quote(branch)
            known, classic = self._classic(f"{self._repository.url}/branches/{path}/protection")
            _, rules = self._get(f"{self._repository.url}/rules/branches/{path}", per_page=100)
            return _rules(known, classic, rules)

    def _classic(self, path: str) -> tuple[bool | None, dict[str, Any]]:
        try:
            return True, self._get(path)[1]
        except github.GithubException as error:
            if error.status == 404 and "not protected" in (error.message or "").lower():
                return False, {}
            # Without the right to see it GitHub answers 403, or 404 as if nothing were there.
            if error.status in (403, 404) and not isinstance(error, github.RateLimitExceededException):
                return None, {}
            raise


def _rules(known: bool | None, classic: dict[str, Any], rules: list[dict[str, Any]]) -> BranchRules:
    kinds = {str(rule["type"]) for rule in rules}
    of_kind = [rule.get("parameters", {}) for rule in rules if rule["type"] == "pull_request"]
    reviews = classic.get("required_pull_request_reviews") or {}
    checks = {
        str(check["context"])
        for rule in rules
        if rule["type"] == "required_status_checks"
        for check in rule["parameters"]["required_status_checks"]
    }
    checks |= set((classic.get("required_status_checks") or {}).get("contexts", ()))

    def on(key: str) -> bool:
        return bool((classic.get(key) or {}).get("enabled"))

    return BranchRules(
        classic=known,
        rules=tuple(sorted(kinds)),
        required_checks=tuple(sorted(checks)),
        required_approvals=max(
            [int(r.get("required_approving_review_count", 0)) for r in of_kind]
            + [int(reviews.get("required_approving_review_count", 0))]
        ),
        code_owner_review=bool(reviews.get("require_code_owner_reviews"))
        or any(r.get("require_code_owner_review") for r in of_kind),
        dismiss_stale_reviews=bool(reviews.get("dismiss_stale_reviews"))
        or any(r.get("dismiss_stale_reviews_on_push") for r in of_kind),
        forbids_force_push="non_fast_forward" in kinds or (bool(known) and not on("allow_force_pushes")),
        forbids_deletion="deletion" in kinds or (bool(known) and not on("allow_deletions")),
        applies_to_admins=on("enforce_admins"),
    )
