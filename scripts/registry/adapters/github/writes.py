"""Effects on GitHub. Each looks first at what is there; none is sent twice."""

import base64
from collections.abc import Collection, Mapping
from urllib.parse import quote

import github
from github.InputGitAuthor import InputGitAuthor
from github.InputGitTreeElement import InputGitTreeElement

from registry.adapters.forge import Missing, Refused
from registry.adapters.github import facts
from registry.adapters.github.asking import asking, sentence
from registry.adapters.github.checks import put_check
from registry.adapters.github.reads import GitHubReads
from registry.core.forge import Account, EventKind, Issue, Label, State
from registry.core.forge_writes import (
    LONGEST_BODY,
    BranchWritten,
    Change,
    CheckReport,
    CheckWritten,
    HideReason,
    LabelChange,
    Merged,
    MergeMethod,
    NotMerged,
    Refusal,
    TeamsAsked,
    Written,
    checked_key,
    cut_text,
    cut_title,
    has_mark,
    is_own,
    label_change,
    own_with_mark,
    same_text,
    with_mark,
)
from registry.core.text import shown


class GitHub(GitHubReads):
    """The whole port."""

    # -- comments

    def put_comment(self, number: int, key: str, body: str) -> Written:
        text = with_mark(key, body)
        own = own_with_mark(self.comments(number), self.bot_id, key)
        with asking(f"comment {key} on {number}"):
            if not own:
                made = self._repository.get_issue(number).create_comment(text)
                return Written(made.id, Change.created)
            change = Change.unchanged
            if not same_text(own[0].body, text):
                self._comment(own[0].id).edit(text)
                change = Change.edited
            for double in own[1:]:
                self._comment(double.id).delete()
            return Written(own[0].id, change)

    def _comment(self, comment_id: int) -> facts.CommentAsGiven:
        url = f"{self._repository.url}/issues/comments/{comment_id}"
        return facts.CommentAsGiven(self._repository.requester, url=url)

    def hide_comment(self, number: int, comment_id: int, reason: HideReason) -> Change:
        with asking(f"hiding comment {comment_id}"):
            comment = self._comment(comment_id).complete()
            if int(comment.issue_url.rpartition("/")[2]) != number:
                raise Missing(f"GitHub: there is no comment {comment_id} on {number}")
            if comment.given.get("minimized") is not None:
                return Change.unchanged
            if not comment.minimize(str(reason)):
                raise Refused(f"GitHub: comment {comment_id} was not hidden")
            return Change.edited

    # -- labels and reviewers

    def set_labels(self, number: int, wanted: Collection[str], managed: str | Collection[str]) -> LabelChange:
        issue = self._repository.get_issue(number)
        with asking(f"labels of {number}"):
            current = [label.name for label in issue.get_labels()]
        change = label_change(current, wanted, managed)
        with asking(f"labels of {number}"):
            if change.added:
                issue.add_to_labels(*change.added)
            for name in change.removed:
                self._remove_label(number, name)
            return change

    def _remove_label(self, number: int, name: str) -> None:
        # PyGithub leaves a slash in the name as it is, which makes it another address.
        path = f"{self._repository.url}/issues/{number}/labels/{quote(name, safe='')}"
        try:
            self._repository.requester.requestJsonAndCheck("DELETE", path)
        except github.GithubException as error:
            if error.status != 404:  # somebody else took it off
                raise

    def request_teams(self, number: int, teams: Collection[str]) -> TeamsAsked:
        missing = sorted(set(teams) - set(self.requested_teams(number)))
        asked: list[str] = []
        refused: list[str] = []
        with asking(f"asking teams about pull request {number}"):
            pull = self._repository.get_pull(number)
            for slug in missing:
                # One by one: GitHub refuses all of a list for one that it does not know.
                try:
                    pull.create_review_request(team_reviewers=[slug])
                    asked.append(slug)
                except github.GithubException as error:
                    if error.status != 422:
                        raise
                    refused.append(slug)
        return TeamsAsked(tuple(asked), tuple(refused))

    def put_label(self, label: Label) -> Change:
        with asking(f"label {label.name}"):
            here = self._repository.get_label(label.name)
            try:
                here.complete()
            except github.UnknownObjectException:
                self._repository.create_label(label.name, label.colour, label.description)
                return Change.created
            if (here.name, here.color, here.description or "") == (
                label.name,
                label.colour,
                label.description,
            ):
                return Change.unchanged
            here.edit(label.name, label.colour, label.description)
            return Change.edited

    # -- checks

    def put_check(self, sha: str, name: str, key: str, report: CheckReport) -> CheckWritten:
        checked_key(key)
        with asking(f"check {name} on {sha[:10]}"):
            return put_check(self._repository, sha, name, key, report)

    # -- pull requests

    def merge(
        self, number: int, sha: str, title: str, message: str, method: MergeMethod = MergeMethod.merge
    ) -> Merged | NotMerged:
        pull = self.pull_request(number)
        if pull.merged:
            made = [e.commit_id for e in self.timeline(number) if e.kind is EventKind.merged]
            return Merged(made[-1] if made else None, already=True)
        if pull.state is State.closed:
            return NotMerged(Refusal.closed, "")
        if pull.head_sha != sha:
            return NotMerged(Refusal.head_moved, "")
        with asking(f"merging pull request {number}"):
            try:
                done = self._repository.get_pull(number).merge(
                    commit_title=title, commit_message=message, merge_method=str(method), sha=sha
                )
            except github.GithubException as error:
                reasons = {405: Refusal.not_mergeable, 409: Refusal.head_moved}
                if error.status not in reasons:
                    raise
                return NotMerged(reasons[error.status], shown(sentence(error), 200))
            if not done.merged:
                return NotMerged(Refusal.not_mergeable, shown(done.message, 200))
            return Merged(done.sha, already=False)

    def close_pull_request(self, number: int, key: str, body: str) -> Change:
        if self.pull_request(number).state is State.closed:
            return Change.unchanged
        self.put_comment(number, key, body)
        with asking(f"closing pull request {number}"):
            self._repository.get_pull(number).edit(state="closed")
        return Change.edited

    def reopen_pull_request(self, number: int) -> bool:
        pull = self.pull_request(number)
        if pull.state is State.open:
            return True
        if pull.merged:
            return False
        with asking(f"reopening pull request {number}"):
            try:
                self._repository.get_pull(number).edit(state="open")
            except github.GithubException as error:
                if error.status == 422:
                    return False
                raise
        return True

    # -- issues

    def put_issue(self, key: str, title: str, body: str, labels: Collection[str]) -> Written:
        if not labels:
            raise ValueError("an issue of ours needs a label")
        title, text = cut_title(title), with_mark(key, body)
        issue = self._own_issue(key, next(iter(labels)))
        with asking(f"issue {key}"):
            if issue is None:
                made = self._repository.create_issue(title, body=text, labels=list(labels))
                return Written(made.number, Change.created)
            change = Change.unchanged
            here = self._repository.get_issue(issue.number)
            if issue.title != title or not same_text(issue.body, text):
                here.edit(title=title, body=text)
                change = Change.edited
            if missing := label_change(issue.labels, labels, tuple(labels)).added:
                here.add_to_labels(*missing)
                change = Change.edited
            return Written(issue.number, change)

    def _own_issue(self, key: str, label: str) -> Issue | None:
        """The first issue of ours with a key. Only when none has the label, all are read: somebody may have taken it off."""
        for labels in ((label,), ()):
            for issue in self.issues(None, labels):
                if is_own(issue.author, self.bot_id) and has_mark(issue.body, key):
                    return issue
        return None

    def close_issue(self, number: int, completed: bool) -> Change:
        if self.issue(number).state is State.closed:
            return Change.unchanged
        with asking(f"closing issue {number}"):
            reason = "completed" if completed else "not_planned"
            self._repository.get_issue(number).edit(state="closed", state_reason=reason)
        return Change.edited

    # -- branches

    def put_branch(
        self,
        branch: str,
        base_sha: str,
        files: Mapping[str, bytes | None],
        message: str,
        author: Account | None = None,
    ) -> BranchWritten:
        here = self.branch_head(branch)
        if here is not None:
            return BranchWritten(here, Change.unchanged)
        with asking(f"branch {branch}"):
            made = self._commit_on(base_sha, (), files, message, author)
            # The reference comes last: a branch that is there is complete.
            self._repository.create_git_ref(f"refs/heads/{branch}", made)
            return BranchWritten(made, Change.created)

    def advance_branch(
        self,
        branch: str,
        head_sha: str,
        base_sha: str,
        files: Mapping[str, bytes | None],
        message: str,
        author: Account | None = None,
    ) -> BranchWritten:
        with asking(f"branch {branch}"):
            others = (head_sha,) if head_sha != base_sha else ()
            made = self._commit_on(base_sha, others, files, message, author)
            # Without force: what somebody pushed meanwhile is not in this commit's history, and the forge refuses it.
            self._repository.get_git_ref(f"heads/{branch}").complete().edit(made, force=False)
            return BranchWritten(made, Change.edited)

    def _commit_on(
        self,
        base_sha: str,
        others: tuple[str, ...],
        files: Mapping[str, bytes | None],
        message: str,
        author: Account | None,
    ) -> str:
        """A commit with the base's tree and these files. Without a committer of its own the forge would take the author for it."""
        repository = self._repository
        base = repository.get_git_commit(base_sha).complete()
        tree = repository.create_git_tree(
            [self._element(path, content) for path, content in files.items()], base_tree=base.tree
        )
        parents = [base, *(repository.get_git_commit(sha) for sha in others)]
        if author is None:
            return repository.create_git_commit(message, tree, parents).sha
        # The number in the address is what names an account; the bot's login is nothing that its token could ask for.
        bot = Account(self.bot_id, "registry[bot]", is_bot=True)
        who, committer = (InputGitAuthor(one.login, _mailbox(one)) for one in (author, bot))
        return repository.create_git_commit(message, tree, parents, who, committer).sha

    def _element(self, path: str, content: bytes | None) -> InputGitTreeElement:
        if content is None:
            return InputGitTreeElement(path, "100644", "blob", sha=None)
        blob = self._repository.create_git_blob(base64.b64encode(content).decode("ascii"), "base64")
        return InputGitTreeElement(path, "100644", "blob", sha=blob.sha)

    def put_pull_request(self, branch: str, title: str, body: str, *, draft: bool = True) -> Written:
        here = self.pull_request_of_branch(branch)
        if here is not None:
            return Written(here.number, Change.unchanged)
        base = self.repository().default_branch
        with asking(f"pull request from {branch}"):
            made = self._repository.create_pull(
                base=base, head=branch, title=cut_title(title), body=cut_text(body, LONGEST_BODY), draft=draft
            )
            return Written(made.number, Change.created)


def _mailbox(account: Account) -> str:
    """The forge's own address of an account, which it counts as that account's and which nobody reads."""
    return f"{account.id}+{account.login}@users.noreply.github.com"
