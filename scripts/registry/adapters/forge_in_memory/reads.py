"""The reading half: a world's records as facts."""

from collections.abc import Collection
from datetime import datetime

from registry.adapters.forge import Missing
from registry.adapters.forge_in_memory.records import Event, Issue, User
from registry.adapters.forge_in_memory.world import MemoryStore, Pull, World
from registry.core import forge as facts


class ReadsInMemory:
    """Facts of `world`."""

    def __init__(self, world: World | None = None) -> None:
        self.world = world or World(MemoryStore())

    @property
    def bot_id(self) -> int:
        return self.world.bot.id

    # -- facts

    def now(self) -> datetime:
        return self.world.time

    def repository(self) -> facts.Repository:
        world = self.world
        return facts.Repository(
            world.repository_id, f"{world.owner.login}/{world.name}", "main", world.private, True, True, True, False, False
        )  # fmt: skip

    def pull_request(self, number: int) -> facts.PullRequest:
        if number not in self.world.pulls:
            raise Missing(f"pull request {number}")
        return self._pull(self.world.pulls[number])

    def open_pull_requests(self) -> tuple[facts.PullRequest, ...]:
        return tuple(self._pull(p) for p in self.world.pulls.values() if p.issue.state == "open")

    def closed_pull_requests(self, since: datetime) -> tuple[facts.PullRequest, ...]:
        pulls = [self._pull(p) for p in self.world.pulls.values() if p.issue.state == "closed"]
        ended = [
            (p.closed_at, p.number, p) for p in pulls if p.closed_at is not None and p.closed_at >= since
        ]
        return tuple(pull for _, _, pull in sorted(ended, key=lambda row: row[:2]))

    def pull_requests_of_commit(self, sha: str) -> tuple[facts.PullRequest, ...]:
        if self.world.store.facts(sha) is None:
            raise Missing(f"commit {sha}")
        return tuple(self._pull(pull) for pull in self.world.pulls_of_commit(sha))

    def pull_request_of_branch(self, branch: str) -> facts.PullRequest | None:
        found = [p for p in self.world.pulls.values() if p.fork is None and p.head_ref == branch]
        return self._pull(found[-1]) if found else None

    def reviews(self, number: int) -> tuple[facts.Review, ...]:
        return tuple(
            facts.Review(
                r.id,
                self._account(r.author),
                facts.ReviewState(r.state.lower()),
                r.commit,
                r.submitted,
                r.body,
            )
            for r in self._known_pull(number).reviews
        )

    def commits(self, number: int) -> tuple[facts.Commit, ...]:
        pull = self._known_pull(number)
        return tuple(
            facts.Commit(c.sha, c.parents, c.message, c.at, c.at, self._writers(c.author))
            for c in self.world.store.between(pull.base_sha, pull.head_sha)[:250]
        )

    def requested_teams(self, number: int) -> tuple[str, ...]:
        return tuple(sorted(self._known_pull(number).asked_teams))

    def comments(self, number: int) -> tuple[facts.Comment, ...]:
        self._known(number)
        return tuple(
            facts.Comment(c.id, self._account(c.author), c.body, c.hidden is not None, c.created, c.updated)
            for c in self.world.comments_on(number)
        )

    def timeline(self, number: int) -> tuple[facts.Event, ...]:
        issue = self._known(number)
        found = [facts.Event(facts.EventKind.opened, issue.created, self._account(issue.author))]
        found += [self._event(event) for event in issue.events]
        found += [
            facts.Event(facts.EventKind.commented, c.created, self._account(c.author), c.id)
            for c in self.world.comments_on(number)
        ]
        if number in self.world.pulls:
            found += [
                facts.Event(
                    facts.EventKind.reviewed, r.submitted, self._account(r.author), r.id, review_id=r.id,
                    review_state=facts.ReviewState(r.state.lower()), commit_id=r.commit,
                )
                for r in self.world.pulls[number].reviews
            ]  # fmt: skip
        return tuple(sorted(found, key=lambda event: event.at))

    def issue(self, number: int) -> facts.Issue:
        if number not in self.world.issues or number in self.world.pulls:
            raise Missing(f"issue {number}")
        return self._issue(self.world.issues[number])

    def issues(
        self, state: facts.State | None = facts.State.open, labels: Collection[str] = (), since: datetime | None = None
    ) -> tuple[facts.Issue, ...]:  # fmt: skip
        wanted = {name.casefold() for name in labels}
        return tuple(
            self._issue(issue)
            for issue in self.world.issues.values()
            if issue.number not in self.world.pulls
            and (state is None or issue.state == state)
            and wanted <= {name.casefold() for name in issue.labels}
            and (since is None or issue.updated >= since)
        )

    def permission_of(self, account: facts.Account) -> facts.Permission:
        found = self.world.user_named(account.login)
        if found is None or found.id != account.id:
            return facts.Permission.none
        return facts.Permission(self.world.permission(found.id))

    def account(self, login: str) -> facts.Account | None:
        found = self.world.user_named(login)
        return None if found is None else self._account(found.id)

    def teams(self) -> tuple[facts.Team, ...]:
        if self.world.owner.kind != "Organization":
            raise Missing("organization")
        return tuple(facts.Team(t.id, t.slug, t.name) for _, t in sorted(self.world.teams.items()))

    def team_members(self, slug: str) -> tuple[facts.Account, ...]:
        if slug not in self.world.teams:
            raise Missing(f"team {slug}")
        return tuple(a for i in sorted(self.world.teams[slug].members) if (a := self._account(i)) is not None)

    def labels(self) -> tuple[facts.Label, ...]:
        return tuple(
            facts.Label(x.name, x.colour, x.description or "") for _, x in sorted(self.world.labels.items())
        )

    def codeowners_errors(self, ref: str) -> tuple[facts.CodeownersError, ...]:
        if self.world.codeowners_errors is None or self.world.resolve(ref) is None:
            raise Missing(f"CODEOWNERS at {ref}")
        return tuple(
            facts.CodeownersError(e["path"], e["line"], e["column"], e["kind"], e["message"])
            for e in self.world.codeowners_errors
        )

    def branch_rules(self, branch: str) -> facts.BranchRules:
        if self.branch_head(branch) is None:
            raise Missing(f"branch {branch}")
        classic = self.world.protection.get(branch)
        rules = self.world.rulesets.get(branch, [])
        kinds = {rule["type"] for rule in rules}
        reviews = [r["parameters"] for r in rules if r["type"] == "pull_request"] + (
            [classic["reviews"]] if classic and classic.get("reviews") else []
        )
        checks = [
            check["context"]
            for rule in rules
            if rule["type"] == "required_status_checks"
            for check in rule["parameters"]["required_status_checks"]
        ]
        return facts.BranchRules(
            classic=classic is not None,
            rules=tuple(sorted(kinds)),
            required_checks=tuple(sorted({*checks, *(classic["checks"] if classic else ())})),
            required_approvals=max((r["required_approving_review_count"] for r in reviews), default=0),
            code_owner_review=any(r["require_code_owner_review"] for r in reviews),
            dismiss_stale_reviews=any(r["dismiss_stale_reviews_on_push"] for r in reviews),
            forbids_force_push="non_fast_forward" in kinds
            or (classic is not None and not classic["force_push"]),
            forbids_deletion="deletion" in kinds or (classic is not None and not classic["deletion"]),
            applies_to_admins=classic is not None and classic["admins"],
        )

    def last_scheduled_run(self, workflow: str) -> datetime | None:
        fitting = [
            run for run in self.world.workflow_runs if (run.event, run.conclusion) == ("schedule", "success")
        ][-1000:]
        return max((run.created for run in fitting if run.workflow == workflow), default=None)

    def file(self, path: str, commit: str) -> bytes | None:
        return None if self.world.store.facts(commit) is None else self.world.store.file(commit, path)

    def branch_head(self, branch: str) -> str | None:
        return self.world.store.tip(f"refs/heads/{branch}")

    # -- how

    def _known(self, number: int) -> Issue:
        if number not in self.world.issues:
            raise Missing(f"{number}")
        return self.world.issues[number]

    def _known_pull(self, number: int) -> Pull:
        if number not in self.world.pulls:
            raise Missing(f"pull request {number}")
        return self.world.pulls[number]

    def _account(self, user_id: int) -> facts.Account | None:
        user = self.world.users[user_id]
        return None if user.deleted else account_of(user)

    def _issue(self, issue: Issue) -> facts.Issue:
        return facts.Issue(
            issue.number, issue.title, issue.body or "", self._account(issue.author), facts.State(issue.state),
            None if issue.state_reason is None else facts.StateReason(issue.state_reason), tuple(sorted(issue.labels)),
            issue.created, issue.updated, issue.closed,
        )  # fmt: skip

    def _pull(self, pull: Pull) -> facts.PullRequest:
        issue, fork = pull.issue, pull.fork
        here = self.world.repository_id if fork is None else None if fork.deleted else fork.id
        return facts.PullRequest(
            issue.number, issue.title, issue.body or "", self._account(issue.author), pull.head_sha, pull.head_ref, here,
            pull.base_ref, pull.base_sha, here != self.world.repository_id, pull.draft, facts.State(issue.state),
            tuple(sorted(issue.labels)), issue.created, issue.updated, issue.closed, pull.merged,
        )  # fmt: skip

    def _writers(self, login: str) -> tuple[facts.Account, ...]:
        user = self.world.user_named(login)
        found = None if user is None else self._account(user.id)
        return () if found is None else (found,)

    def _event(self, event: Event) -> facts.Event:
        dismissed = event.more.get("dismissed_review", {})
        return facts.Event(
            facts.EventKind(event.kind), event.at, self._account(event.actor), event.id, event.more.get("label"),
            event.more.get("team"), dismissed.get("review_id"),
            facts.ReviewState(dismissed["state"]) if dismissed else None, event.more.get("commit_id"),
        )  # fmt: skip


def account_of(user: User) -> facts.Account:
    """The account as a fact."""
    return facts.Account(user.id, user.login, user.kind == "Bot")
