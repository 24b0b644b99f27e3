"""The forge in memory: the port on a world without a server. For the demonstration, and for tests of everything above the port."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import TypeVar

from registry.adapters.forge import Missing, Refused
from registry.adapters.forge_in_memory.reads import ReadsInMemory
from registry.adapters.forge_in_memory.records import CheckRun
from registry.adapters.forge_in_memory.world import Denied, Label, World
from registry.core import forge as facts
from registry.core import forge_writes as writes

T = TypeVar("T")


class ForgeInMemory(ReadsInMemory):
    """The port, on `world`. `before_write` and `after_write` are called with the name of each write that changes something."""

    def __init__(self, world: World | None = None) -> None:
        super().__init__(world)
        self.before_write: Callable[[str], None] = lambda _: None
        self.after_write: Callable[[str], None] = lambda _: None

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
            self._do("delete_comment", partial(self.world.delete_comment, double.id))
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
            self._do("remove_label", partial(self.world.remove_label, number, name, bot))
        return change

    def request_teams(self, number: int, teams: Collection[str]) -> writes.TeamsAsked:
        asked, refused = [], []
        for slug in sorted(set(teams) - set(self.requested_teams(number))):
            try:
                self._do(
                    "request_teams",
                    partial(self.world.request_reviews, number, self.world.bot, [], [slug]),
                )
                asked.append(slug)
            except Refused:
                refused.append(slug)
        return writes.TeamsAsked(tuple(asked), tuple(refused))

    def put_check(self, sha: str, name: str, key: str, report: writes.CheckReport) -> writes.CheckWritten:
        fitted, wanted = report.fitted(), report.external_id(key)
        if self.world.store.facts(sha) is None:
            raise Missing(f"commit {sha}")
        newest = max(self._own_checks(sha, name, f"{key}#"), key=lambda run: run.id, default=None)
        cut = len(report.annotations) - len(fitted.annotations)
        if newest is not None and newest.external_id == wanted:
            return writes.CheckWritten(newest.id, writes.Change.unchanged, len(fitted.annotations), cut)

        def show() -> CheckRun:
            run = self.world.create_check(
                self.world.bot, name=name, head_sha=sha, external_id=wanted, conclusion=str(fitted.conclusion),
                output={"title": fitted.title, "summary": fitted.summary},
            )  # fmt: skip
            run.annotations = [annotation.as_dict() for annotation in fitted.annotations]
            return run

        run = self._do("put_check", show)
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
        self,
        branch: str,
        base_sha: str,
        files: Mapping[str, bytes | None],
        message: str,
        author: facts.Account | None = None,
    ) -> writes.BranchWritten:
        here = self.branch_head(branch)
        if here is not None:
            return writes.BranchWritten(here, writes.Change.unchanged)
        if self.world.store.facts(base_sha) is None:
            raise Missing(f"commit {base_sha}")
        who = author.login if author is not None else self.world.bot.login
        sha = self.world.store.commit([base_sha], files, message, who, self.world.tick())
        self._do("put_branch", lambda: self.world.create_ref(f"refs/heads/{branch}", sha))
        return writes.BranchWritten(sha, writes.Change.created)

    def advance_branch(
        self,
        branch: str,
        head_sha: str,
        base_sha: str,
        files: Mapping[str, bytes | None],
        message: str,
        author: facts.Account | None = None,
    ) -> writes.BranchWritten:
        store = self.world.store
        for commit in (base_sha, head_sha):
            if store.facts(commit) is None:
                raise Missing(f"commit {commit}")
        who = author.login if author is not None else self.world.bot.login
        parents = [base_sha, head_sha] if base_sha != head_sha else [base_sha]
        sha = store.commit(parents, files, message, who, self.world.tick())
        ref = f"refs/heads/{branch}"
        self._do("advance_branch", lambda: self.world.update_ref(ref, sha, self.world.bot))
        return writes.BranchWritten(sha, writes.Change.edited)

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

    def _own_checks(self, sha: str, name: str, prefix: str) -> list[CheckRun]:
        return [
            run
            for run in self.world.checks.values()
            if run.sha == sha and run.name == name and run.external_id.startswith(prefix)
        ]
