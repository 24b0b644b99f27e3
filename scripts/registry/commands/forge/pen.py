"""Writing to the forge, or telling what would be written: only differences, and nothing that the switches forbid."""

from collections.abc import Collection, Mapping, Sequence

from registry.adapters.forge import Forge, Unreadable
from registry.core.forge import Account, Comment, Issue, PullRequest, State
from registry.core.forge_writes import (
    HideReason,
    has_mark,
    is_own,
    label_change,
    own_with_mark,
    same_text,
    with_mark,
)
from registry.core.switches import Switches


class Pen:
    """The port's writes with a line for each; without `apply`, or with `read_only`, the lines alone."""

    def __init__(self, forge: Forge, switches: Switches, *, apply: bool) -> None:
        self.forge = forge
        self._switches = switches
        self._apply = apply and not switches.read_only
        self.lines: list[str] = ["paused: read_only 已暂停写入"] if switches.read_only else []

    def hide(self, number: int, comment_id: int) -> None:
        """Fold a comment away that holds what must not be shown; the forge has no reason of its own for that."""
        self._tell(f"#{number}: hide comment {comment_id}")
        if self._apply:
            self.forge.hide_comment(number, comment_id, HideReason.off_topic)

    def labels(self, issue: Issue, wanted: Collection[str], prefix: str) -> None:
        """Make the labels with a prefix the wanted ones."""
        change = label_change(issue.labels, wanted, prefix)
        if change.added or change.removed:
            self._tell(f"#{issue.number}: labels {' '.join((*(f'+{name}' for name in change.added), *(f'-{name}' for name in change.removed)))}")  # fmt: skip
            if self._apply:
                self.forge.set_labels(issue.number, wanted, prefix)

    def comment(self, number: int, here: Sequence[Comment], key: str, body: str) -> None:
        """Make the comment with a key say this; `here` are all comments, as they were read."""
        own = own_with_mark(here, self.forge.bot_id, key)
        if len(own) == 1 and same_text(own[0].body, with_mark(key, body)):
            return
        self._tell(f"#{number}: {'edit' if own else 'write'} the comment “{key}”")
        if self._apply:
            self.forge.put_comment(number, key, body)

    def close(self, issue: Issue, *, completed: bool) -> None:
        """Close an issue, unless closing is switched off."""
        if issue.state is State.closed:
            return
        if not self._switches.may_close:
            self._tell(f"#{issue.number}: would be closed, but no_close is set 已暂停关闭")
            return
        self._tell(f"#{issue.number}: close as {'completed' if completed else 'not planned'}")
        if self._apply:
            self.forge.close_issue(issue.number, completed)

    def close_pull_request(self, pull: PullRequest, key: str, body: str) -> None:
        """Close a pull request of ours, saying why."""
        if pull.state is State.closed:
            return
        if not self._switches.may_close:
            self._tell(f"#{pull.number}: would be closed, but no_close is set 已暂停关闭")
            return
        self._tell(f"#{pull.number}: close the pull request")
        if self._apply:
            self.forge.close_pull_request(pull.number, key, body)

    def draft(self, branch: str, files: Mapping[str, bytes | None], title: str, body: str) -> int | None:
        """A pull request with some files, from a branch on main; its number, None while nothing is applied."""
        self._tell(f"{branch}: draft pull request with {', '.join(files)}")
        if not self._apply:
            return None
        main = self.forge.repository().default_branch
        head = self.forge.branch_head(main)
        if head is None:
            raise Unreadable(f"the forge has no branch {main}")
        self.forge.put_branch(branch, head, files, title)
        return self.forge.put_pull_request(branch, title, body).id

    def branch(
        self, name: str, base: str, files: Mapping[str, bytes | None], message: str, author: Account | None
    ) -> None:
        """A branch with one commit, unless it is there."""
        self._tell(f"{name}: branch with {', '.join(files)}")
        if self._apply:
            self.forge.put_branch(name, base, files, message, author)

    def advance(
        self, name: str, head: str, base: str, files: Mapping[str, bytes | None], message: str, author: Account | None
    ) -> None:  # fmt: skip
        """One more commit on a branch."""
        self._tell(f"{name}: commit of {', '.join(files)}")
        if self._apply:
            self.forge.advance_branch(name, head, base, files, message, author)

    def request(self, name: str, title: str, body: str) -> int | None:
        """A pull request from a branch; its number, None while nothing is applied."""
        self._tell(f"{name}: pull request")
        return self.forge.put_pull_request(name, title, body, draft=False).id if self._apply else None

    def reopen(self, pull: PullRequest) -> bool:
        """Open a pull request again; whether it is, or would be."""
        self._tell(f"#{pull.number}: open the pull request again")
        return self.forge.reopen_pull_request(pull.number) if self._apply else True

    def issue(self, here: Sequence[Issue], key: str, title: str, body: str, labels: Collection[str]) -> int | None:  # fmt: skip
        """Make the bot's issue with a key say this; `here` are the open ones of the bot. Its number, if known."""
        own = next((one for one in here if is_own(one.author, self.forge.bot_id) and has_mark(one.body, key)), None)  # fmt: skip
        if own is not None and own.title == title and same_text(own.body, with_mark(key, body)) and not label_change(own.labels, labels, tuple(labels)).added:  # fmt: skip
            return own.number
        self._tell(f"{f'#{own.number}: edit' if own else 'open'} the issue “{key}”")
        if not self._apply:
            return own.number if own else None
        return self.forge.put_issue(key, title, body, labels).id

    def _tell(self, line: str) -> None:
        self.lines.append(line)
