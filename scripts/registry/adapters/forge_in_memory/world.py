"""A forge with one repository: what it holds, and GitHub's own rules about changing it.

The port in memory stands on it, and so does the tests' stand-in for GitHub; people are played with it. Instants are whole seconds; each act takes one.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from registry.adapters.forge_in_memory.pulls import Pulls
from registry.adapters.forge_in_memory.records import (
    CheckRun,
    Comment,
    Denied,
    Event,
    Fork,
    Issue,
    Label,
    Pull,
    Review,
    Team,
    User,
    WorkflowRun,
)
from registry.adapters.forge_in_memory.store import CommitFacts, GitStore, MemoryStore, Store

__all__ = [
    "CheckRun", "Comment", "CommitFacts", "Denied", "Event", "Fork", "GitStore", "Issue", "Label", "MemoryStore", "Pull",
    "Review", "Team", "User", "WorkflowRun", "World",
]  # fmt: skip

START = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


class World(Pulls):
    """All of it. A new one has an owner, a bot, a first commit on main, and nothing else."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, START)
        self.owner = self.add_user("example-registry", kind="Organization")
        self.bot = self.add_user("registry[bot]", kind="Bot", permission="write")
        first = store.commit([], {"README.md": "示例登记册\n".encode()}, "Begin", "registry", self.tick())
        store.point("refs/heads/main", first)
        self.workflow_runs: list[WorkflowRun] = []
        """Oldest first."""

    def advance(self, **length: float) -> None:
        """Let time pass: `days=3`."""
        self.time += timedelta(**length)

    def ran(self, workflow: str, event: str = "schedule", conclusion: str = "success") -> None:
        """A workflow runs now."""
        self.workflow_runs.append(WorkflowRun(self.new_id(), workflow, event, conclusion, self.tick()))

    def resolve(self, ref: str) -> str | None:
        """Commit of a branch, a reference, or a commit id."""
        for name in (f"refs/heads/{ref}", f"refs/{ref}", ref):
            if (found := self.store.tip(name) if name.startswith("refs/") else None) is not None:
                return found
        facts = self.store.facts(ref)
        return None if facts is None else facts.sha

    def pulls_of_commit(self, sha: str) -> list[Pull]:
        """Merged ones that brought it into main; if main does not hold it, open ones that do."""
        held = self.store.is_ancestor(sha, self.head())
        found = []
        for pull in self.pulls.values():
            mine = {commit.sha for commit in self.store.between(pull.base_sha, pull.head_sha)}
            if (held and pull.merged and sha in {pull.merge_sha, *mine}) or (
                not held and pull.issue.state == "open" and sha in mine
            ):
                found.append(pull)
        return found

    def rename_label(self, label: Label, name: str) -> None:
        """Change a label's name, also where it is on."""
        del self.labels[label.name.casefold()]
        for issue in self.issues.values():
            issue.labels = [name if here == label.name else here for here in issue.labels]
        label.name = name
        self.labels[name.casefold()] = label

    def protect(self, branch: str, **values: Any) -> None:
        """Classic protection: checks, reviews (a ruleset's words), admins, force_push, deletion."""
        given: dict[str, Any] = {
            "checks": [],
            "reviews": None,
            "admins": False,
            "force_push": False,
            "deletion": False,
        }
        self.protection[branch] = {**given, **values}
