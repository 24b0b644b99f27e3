"""One request as the handlers see it, and what a token may do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.forge.contract import Operation
from tests.forge.world import Denied, User


@dataclass(frozen=True)
class Token:
    """A token: whose, and with which rights. `permissions` None: all that the account may do."""

    user: User
    permissions: dict[str, str] | None = None

    def allows(self, scope: str, level: str) -> bool:
        """Whether it covers reading or writing one kind of thing."""
        if self.permissions is None:
            return True
        return self.permissions.get(scope) in (("write",) if level == "write" else ("read", "write"))


@dataclass
class Call:
    """A request that has been found in the description."""

    operation: Operation
    query: dict[str, str]
    body: Any
    token: Token | None
    total: int | None = None
    """How many items there are in all pages; set by `page`."""
    answered: int | None = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def user(self) -> User:
        """Who asks. Raises Denied without a token."""
        if self.token is None:
            raise Denied(401, "Requires authentication")
        return self.token.user

    def argument(self, name: str) -> str:
        """A value from the path."""
        return self.operation.arguments[name]

    def number(self, name: str) -> int:
        """A number from the path."""
        text = self.argument(name)
        if not text.isdigit():
            raise Denied(404, "Not Found")
        return int(text)

    @property
    def per_page(self) -> int:
        """30 if not said, at most 100."""
        return max(1, min(int(self.query.get("per_page", 30)), 100))

    @property
    def at_page(self) -> int:
        """From 1."""
        return max(1, int(self.query.get("page", 1)))

    def page(self, items: Sequence[Any], render: Callable[[Any], Any]) -> list[Any]:
        """The asked page of a list."""
        self.total = len(items)
        start = (self.at_page - 1) * self.per_page
        return [render(item) for item in items[start : start + self.per_page]]


SCOPES = {
    "pulls": "pull_requests", "issues": "issues", "checks": "checks", "git": "contents", "teams": "members",
    "actions": "actions",
}  # fmt: skip
BY_NAME = {
    "pulls/merge": "contents",
    "repos/get": "metadata",
    "repos/get-branch-protection": "administration",
    "repos/get-branch-rules": "metadata",
    "repos/get-collaborator-permission-level": "metadata",
    "repos/create-commit-status": "statuses",
    "repos/get-combined-status-for-ref": "statuses",
}


def scope_of(operation: Operation) -> tuple[str, str]:
    """Which right an operation needs, and whether to read or to write."""
    family = operation.name.partition("/")[0]
    level = "read" if operation.method == "GET" else "write"
    if operation.name in BY_NAME:
        return BY_NAME[operation.name], level
    if family == "repos":
        return "contents", level
    return SCOPES.get(family, "metadata"), level
