"""The forge in memory: the port on a world without a server. For tests of everything above the port."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import TypeVar

from registry.adapters.forge import Missing, Refused
from registry.core import forge as facts
from registry.core import forge_writes as writes
from tests.forge.world import Denied, Label, MemoryStore, Pull, World
from tests.forge.world.records import CheckRun, Event, Issue, User

T = TypeVar("T")


class FakeForge:
    """The port, on `world`. `before_write` and `after_write` are called with the name of each write that changes something."""

    def __init__(self, world: World | None = None) -> None:
        self.world = world or World(MemoryStore())
        self.before_write: Callable[[str], None] = lambda _: None
        self.after_write: Callable[[str], None] = lambda _: None

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
            facts.Commit(c.sha, c.parents, c.message, c.at, c.at)
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

    def branch_head(self, branch: str) -> str | None:
        return self.world.store.tip(f"refs/heads/{branch}")

    # -- effects

    def put_comment(self, number: int, key: str, body: str) -> writes.Written:
        text = writes.with_mark(key, body)
        own = writes.own_with_mark(self.comments(number), self.bot_id, key)
        if not own:
            return writes.Written(
                self._do("put_comment", lambda: self.world.comment(number, self.world.bot, text)),
                writes.Change.created,
            )
        change = writes.Change.unchanged
        if not writes.same_text(own[0].body, text):
            self._do("put_comment", lambda: self.world.edit_comment(own[0].id, text))
            change = writes.Change.edited
        for double in own[1:]:
            self._do("delete_comment", lambda double=double: self.world.delete_comment(double.id))
        return writes.Written(own[0].id, change)

    def hide_comment(self, number: int, comment_id: int, reason: writes.HideReason) -> writes.Change:
        found = next((c for c in self.comments(number) if c.id == comment_id), None)
        if found is None:
            raise Missing(f"comment {comment_id}")
        if found.hidden:
            return writes.Change.unchanged
        self._do("hide_comment", lambda: self.world.hide_comment(comment_id, str(reason)))
        return writes.Change.edited

    def set_labels(
        self, number: int, wanted: Collection[str], managed: str | Collection[str]
    ) -> writes.LabelChange:
        change = writes.label_change(self._known(number).labels, wanted, managed)
        bot = self.world.bot
        if change.added:
            self._do("add_labels", lambda: self.world.add_labels(number, list(change.added), bot))
        for name in change.removed:
            self._do("remove_label", lambda name=name: self.world.remove_label(number, name, bot))
        return change

    def request_teams(self, number: int, teams: Collection[str]) -> writes.TeamsAsked:
        asked, refused = [], []
        for slug in sorted(set(teams) - set(self.requested_teams(number))):
            try:
                self._do(
                    "request_teams",
                    lambda slug=slug: self.world.request_reviews(number, self.world.bot, [], [slug]),
                )
                asked.append(slug)
            except Refused:
                refused.append(slug)
        return writes.TeamsAsked(tuple(asked), tuple(refused))

    def put_check(self, sha: str, name: str, key: str, report: writes.CheckReport) -> writes.CheckWritten:
        fitted, wanted = report.fitted(), report.external_id(key)
        if self.world.store.facts(sha) is None:
            raise Missing(f"commit {sha}")
        newest = max((r for r in self._own_checks(sha, name)), key=lambda run: run.id, default=None)
        cut = len(report.annotations) - len(fitted.annotations)
        if newest is not None and newest.external_id == wanted and newest.status == "completed":
            return writes.CheckWritten(newest.id, writes.Change.unchanged, len(fitted.annotations), cut)
        run = self._do(
            "put_check",
            lambda: self.world.create_check(
                self.world.bot, name=name, head_sha=sha, external_id=wanted, conclusion=str(fitted.conclusion),
                output={"title": fitted.title, "summary": fitted.summary},
            ),
        )  # fmt: skip
        run.annotations = [annotation.as_dict() for annotation in fitted.annotations]
        return writes.CheckWritten(run.id, writes.Change.created, len(fitted.annotations), cut)

    def merge(
        self, number: int, sha: str, title: str, message: str, method: writes.MergeMethod = writes.MergeMethod.merge
    ) -> writes.Merged | writes.NotMerged:  # fmt: skip
        pull = self._known_pull(number)
        if pull.merged is not None:
            return writes.Merged(pull.merge_sha, already=True)
        if pull.issue.state == "closed":
            return writes.NotMerged(writes.Refusal.closed, "")
        if pull.head_sha != sha:
            return writes.NotMerged(writes.Refusal.head_moved, "")
        text = f"{title}\n\n{message}" if message else title
        try:
            made = self._do(
                "merge",
                lambda: self.world.merge(number, self.world.bot, sha=sha, message=text, method=str(method)),
            )
        except Refused as error:
            if not isinstance(error.__cause__, Denied) or error.__cause__.status != 405:
                raise
            return writes.NotMerged(writes.Refusal.not_mergeable, error.__cause__.message)
        return writes.Merged(made, already=False)

    def close_pull_request(self, number: int, key: str, body: str) -> writes.Change:
        if self._known_pull(number).issue.state == "closed":
            return writes.Change.unchanged
        self.put_comment(number, key, body)
        self._do("close_pull_request", lambda: self.world.set_state(number, "closed", self.world.bot))
        return writes.Change.edited

    def reopen_pull_request(self, number: int) -> bool:
        pull = self._known_pull(number)
        if pull.issue.state == "open":
            return True
        try:
            self._do("reopen_pull_request", lambda: self.world.set_state(number, "open", self.world.bot))
        except Refused:
            return False
        return True

    def put_issue(self, key: str, title: str, body: str, labels: Collection[str]) -> writes.Written:
        if not labels:
            raise ValueError("an issue of ours needs a label")
        title, text, bot = writes.cut_title(title), writes.with_mark(key, body), self.world.bot
        own = [
            i
            for i in self.issues(None)
            if writes.is_own(i.author, self.bot_id) and writes.has_mark(i.body, key)
        ]
        if not own:
            number = self._do("put_issue", lambda: self.world.open_issue(bot, title, text, tuple(labels)))
            return writes.Written(number, writes.Change.created)
        issue = own[0]
        change = writes.Change.unchanged
        if issue.title != title or not writes.same_text(issue.body, text):
            self._do("put_issue", lambda: self.world.edit_issue(issue.number, bot, title=title, body=text))
            change = writes.Change.edited
        if missing := writes.label_change(issue.labels, labels, tuple(labels)).added:
            self._do("add_labels", lambda: self.world.add_labels(issue.number, list(missing), bot))
            change = writes.Change.edited
        return writes.Written(issue.number, change)

    def close_issue(self, number: int, completed: bool) -> writes.Change:
        if self.issue(number).state == "closed":
            return writes.Change.unchanged
        reason = "completed" if completed else "not_planned"
        self._do("close_issue", lambda: self.world.set_state(number, "closed", self.world.bot, reason))
        return writes.Change.edited

    def put_branch(
        self, branch: str, base_sha: str, files: Mapping[str, bytes | None], message: str
    ) -> writes.BranchWritten:
        here = self.branch_head(branch)
        if here is not None:
            return writes.BranchWritten(here, writes.Change.unchanged)
        if self.world.store.facts(base_sha) is None:
            raise Missing(f"commit {base_sha}")
        store, bot = self.world.store, self.world.bot
        sha = store.commit([base_sha], files, message, bot.login, self.world.tick())
        self._do("put_branch", lambda: self.world.create_ref(f"refs/heads/{branch}", sha))
        return writes.BranchWritten(sha, writes.Change.created)

    def put_pull_request(self, branch: str, title: str, body: str, *, draft: bool = True) -> writes.Written:
        here = self.pull_request_of_branch(branch)
        if here is not None:
            return writes.Written(here.number, writes.Change.unchanged)
        text = writes.cut_text(body, writes.LONGEST_BODY)
        number = self._do(
            "put_pull_request",
            lambda: self.world.open_pull(self.world.bot, branch, writes.cut_title(title), text, draft=draft),
        )
        return writes.Written(number, writes.Change.created)

    def put_label(self, label: facts.Label) -> writes.Change:
        here = self.world.labels.get(label.name.casefold())
        if here is None:
            self._do(
                "put_label", lambda: self.world.create_label(label.name, label.colour, label.description)
            )
            return writes.Change.created
        if (here.name, here.colour, here.description or "") == (label.name, label.colour, label.description):
            return writes.Change.unchanged
        self._do("put_label", lambda: self._edit(here, label))
        return writes.Change.edited

    # -- how

    def _do(self, name: str, act: Callable[[], T]) -> T:
        self.before_write(name)
        try:
            done = act()
        except Denied as error:
            raise (Missing if error.status == 404 else Refused)(error.message) from error
        self.after_write(name)
        return done

    def _edit(self, here: Label, label: facts.Label) -> None:
        self.world.rename_label(here, label.name)
        here.colour, here.description = label.colour, label.description

    def _own_checks(self, sha: str, name: str) -> list[CheckRun]:
        return [
            run
            for run in self.world.checks.values()
            if run.sha == sha and run.name == name and run.app == self.bot_id
        ]

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
