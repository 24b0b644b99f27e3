"""Accounts, labels, issues and comments."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from registry.adapters.forge_in_memory.records import Comment, Denied, Event, Issue, Label, Team, User
from registry.adapters.forge_in_memory.store import Store

LONGEST = 65_536


class Issues:
    """The part of a world that is no pull request."""

    def __init__(self, store: Store, start: datetime) -> None:
        self.store = store
        self.time = start
        self.repository_id = 900_100
        self.name = "registry"
        self.private = False
        self.users: dict[int, User] = {}
        self.permissions: dict[int, str] = {}
        self.teams: dict[str, Team] = {}
        self.labels: dict[str, Label] = {}
        self.issues: dict[int, Issue] = {}
        self.comments: dict[int, Comment] = {}
        self._ids = count(1_000)

    def tick(self) -> datetime:
        """The instant of the next act."""
        self.time += timedelta(seconds=1)
        return self.time

    def new_id(self) -> int:
        """A number that nothing has yet."""
        return next(self._ids)

    # -- accounts

    def add_user(self, login: str, kind: str = "User", permission: str | None = None) -> User:
        """An account; `permission` read, write or admin makes it a collaborator."""
        user = User(self.new_id(), login, kind)
        self.users[user.id] = user
        if permission is not None:
            self.permissions[user.id] = permission
        return user

    def user_named(self, login: str) -> User | None:
        """The account that has a login now."""
        return next(
            (u for u in self.users.values() if u.login.casefold() == login.casefold() and not u.deleted), None
        )

    def delete_user(self, user: User, shown_as: str = "null") -> None:
        """Delete an account: what it wrote stays, by nobody (`null`) or by `ghost`."""
        user.deleted = shown_as
        self.permissions.pop(user.id, None)
        for team in self.teams.values():
            team.members.discard(user.id)

    def permission(self, user: int) -> str:
        """What an account may do: everybody reads a public repository."""
        return self.permissions.get(user, "none" if self.private else "read")

    def may_write(self, user: int) -> bool:
        """Whether an account may write."""
        return self.permission(user) in ("write", "admin")

    def add_team(self, slug: str, *members: User, has_access: bool = True) -> Team:
        """A team of the organization."""
        team = Team(self.new_id(), slug, slug.replace("-", " "), {user.id for user in members}, has_access)
        self.teams[slug] = team
        return team

    # -- labels

    def create_label(self, name: str, colour: str = "ededed", description: str | None = None) -> Label:
        """A label of the repository."""
        if name.casefold() in self.labels:
            raise Denied(422, "Validation Failed", field="name", code="already_exists")
        label = Label(self.new_id(), name, colour, description)
        self.labels[name.casefold()] = label
        return label

    def add_labels(self, number: int, names: list[str], actor: User) -> None:
        """Put labels on; unknown ones are made."""
        issue = self.existing(number)
        for name in names:
            label = self.labels.get(name.casefold()) or self.create_label(name)
            if label.name not in issue.labels:
                issue.labels.append(label.name)
                self.record(issue, "labeled", actor, label=label.name)

    def remove_label(self, number: int, name: str, actor: User) -> None:
        """Take one label off."""
        issue = self.existing(number)
        found = next((here for here in issue.labels if here.casefold() == name.casefold()), None)
        if found is None:
            raise Denied(404, "Label does not exist")
        issue.labels.remove(found)
        self.record(issue, "unlabeled", actor, label=found)

    # -- issues

    def existing(self, number: int) -> Issue:
        """An issue or the issue side of a pull request."""
        if number not in self.issues:
            raise Denied(404, "Not Found")
        return self.issues[number]

    def record(self, issue: Issue, kind: str, actor: User, **more: Any) -> Event:
        """Note what happened."""
        at = self.tick()
        event = Event(self.new_id(), kind, actor.id, at, more)
        issue.events.append(event)
        issue.updated = at
        return event

    def open_issue(
        self, author: User, title: str, body: str | None = None, labels: tuple[str, ...] = ()
    ) -> int:
        """A new issue's number. Labels only stick if the author may write, as on GitHub."""
        if not title.strip():
            raise Denied(422, "Validation Failed", field="title", code="missing_field")
        self._check_length(body)
        at = self.tick()
        number = len(self.issues) + 1
        self.issues[number] = Issue(self.new_id(), number, title, body, author.id, at, at)
        if self.may_write(author.id):
            self.add_labels(number, list(labels), author)
        return number

    def edit_issue(self, number: int, actor: User, **values: Any) -> None:
        """Change title, body or state."""
        issue = self.existing(number)
        self._check_length(values.get("body"))
        if "title" in values and values["title"] != issue.title:
            self.record(issue, "renamed", actor, rename={"from": issue.title, "to": values["title"]})
            issue.title = values["title"]
        issue.body = values.get("body", issue.body)
        if "state" in values:
            self.set_state(number, values["state"], actor, values.get("state_reason"))
        issue.updated = self.tick()

    def set_state(self, number: int, state: str, actor: User, reason: str | None = None) -> None:
        """Close or open again."""
        issue = self.existing(number)
        if state == issue.state:
            return
        if state == "closed":
            event = self.record(issue, "closed", actor)
            issue.state, issue.closed, issue.state_reason = "closed", event.at, reason or "completed"
        else:
            self.record(issue, "reopened", actor)
            issue.state, issue.closed, issue.state_reason = "open", None, "reopened"

    # -- comments

    def comment(self, number: int, author: User, body: str) -> int:
        """A new comment's id."""
        issue = self.existing(number)
        self._check_comment(body)
        at = self.tick()
        issue.updated = at
        comment = Comment(self.new_id(), number, author.id, body, at, at)
        self.comments[comment.id] = comment
        return comment.id

    def edit_comment(self, comment_id: int, body: str) -> None:
        """Change what a comment says."""
        comment = self.existing_comment(comment_id)
        self._check_comment(body)
        comment.body, comment.updated = body, self.tick()

    def delete_comment(self, comment_id: int) -> None:
        """Remove a comment."""
        del self.comments[self.existing_comment(comment_id).id]

    def hide_comment(self, comment_id: int, reason: str) -> None:
        """Fold a comment away."""
        self.existing_comment(comment_id).hidden = reason

    def existing_comment(self, comment_id: int) -> Comment:
        """A comment."""
        if comment_id not in self.comments:
            raise Denied(404, "Not Found")
        return self.comments[comment_id]

    def comments_on(self, number: int) -> list[Comment]:
        """Comments of an issue, oldest first."""
        return [comment for comment in self.comments.values() if comment.number == number]

    @staticmethod
    def _check_comment(body: str) -> None:
        if not body.strip():
            raise Denied(422, "Validation Failed", field="body", code="missing_field")
        Issues._check_length(body)

    @staticmethod
    def _check_length(body: str | None) -> None:
        if body is not None and len(body.encode("utf-16-le")) // 2 > LONGEST:
            raise Denied(
                422, f"Validation Failed: body is too long (maximum is {LONGEST} characters)", field="body"
            )
