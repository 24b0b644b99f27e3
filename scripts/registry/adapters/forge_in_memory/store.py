"""Two git stores with the same questions: a real bare repository, and plain dictionaries."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from registry.adapters.git import GitError, GitTree, Repository
from registry.adapters.git_objects import stage

Files = Mapping[str, bytes | None]


@dataclass(frozen=True)
class CommitFacts:
    """A commit."""

    sha: str
    tree: str
    parents: tuple[str, ...]
    message: str
    author: str
    at: datetime


class Store(Protocol):
    """What a world asks its git store."""

    def commit(self, parents: list[str], files: Files, message: str, author: str, at: datetime) -> str:
        """A commit that changes these files of its first parent (None: removes). Belongs to no branch yet."""

    def tip(self, ref: str) -> str | None:
        """Commit of a full reference name."""

    def point(self, ref: str, sha: str | None) -> None:
        """Move a reference; None removes it."""

    def facts(self, sha: str) -> CommitFacts | None:
        """A commit, or None if there is none with this id."""

    def is_ancestor(self, old: str, new: str) -> bool:
        """Whether `new` holds `old` (or is it)."""

    def between(self, base: str, head: str) -> list[CommitFacts]:
        """Commits of `head` that `base` does not hold, oldest first."""

    def merged(
        self, base: str, head: str, message: str, method: str, author: str, at: datetime
    ) -> str | None:
        """The commit that brings `head` into `base`, or None on a conflict."""

    def file(self, sha: str, path: str) -> bytes | None:
        """Content of a file in a commit."""


class GitStore:
    """A bare repository on disk, asked through git's command line."""

    def __init__(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)
        self._git = Repository(path)
        self._git.run("init", "--quiet", "--bare", "--initial-branch", "main")

    def _text(self, *arguments: str, **env: str) -> str:
        return self._git.run(*arguments, env=env).decode("utf-8", "replace").strip()

    def commit(self, parents: list[str], files: Files, message: str, author: str, at: datetime) -> str:
        with TemporaryDirectory(prefix="registry-") as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
            if parents:
                self._text("read-tree", parents[0], **index)
            stage(self._git, index, files)
            tree = self._text("write-tree", **index)
        return self._commit_tree(tree, parents, message, author, at)

    def _commit_tree(self, tree: str, parents: list[str], message: str, author: str, at: datetime) -> str:
        above = [word for parent in parents for word in ("-p", parent)]
        who = {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (
                ("NAME", author),
                ("EMAIL", f"{author}@example.invalid"),
                ("DATE", at.isoformat()),
            )
        }
        return self._text("commit-tree", *above, "-m", message, tree, **who)

    def tip(self, ref: str) -> str | None:
        return self._text("for-each-ref", "--format=%(objectname)", "--", ref).partition("\n")[0] or None

    def point(self, ref: str, sha: str | None) -> None:
        if sha is None:
            self._git.run("update-ref", "-d", ref)
        else:
            self._git.run("update-ref", ref, sha)

    def facts(self, sha: str) -> CommitFacts | None:
        try:
            self._git.commit(sha)
        except GitError:
            return None
        shown = self._text(
            "show", "-s", "--format=%H%x00%T%x00%P%x00%an%x00%aI%x00%B", "--end-of-options", sha
        )
        commit, tree, parents, author, at, message = shown.split("\0", 5)
        return CommitFacts(commit, tree, tuple(parents.split()), message, author, datetime.fromisoformat(at))

    def is_ancestor(self, old: str, new: str) -> bool:
        return self._git.is_ancestor(old, new)

    def between(self, base: str, head: str) -> list[CommitFacts]:
        listed = self._text("rev-list", "--reverse", "--topo-order", head, f"^{base}", "--").split()
        return [fact for sha in listed if (fact := self.facts(sha)) is not None]

    def merged(
        self, base: str, head: str, message: str, method: str, author: str, at: datetime
    ) -> str | None:
        try:
            tree = self._text("merge-tree", "--write-tree", base, head).partition("\n")[0]
        except GitError:
            return None
        return self._commit_tree(tree, [base, head] if method == "merge" else [base], message, author, at)

    def file(self, sha: str, path: str) -> bytes | None:
        with GitTree(self._git, sha) as tree:
            return tree.read_path(path)


class MemoryStore:
    """Commits in a dictionary: fast, and enough for everything but real differences."""

    def __init__(self) -> None:
        self._commits: dict[str, tuple[CommitFacts, dict[str, bytes]]] = {}
        self._refs: dict[str, str] = {}

    def commit(self, parents: list[str], files: Files, message: str, author: str, at: datetime) -> str:
        tree = dict(self._commits[parents[0]][1]) if parents else {}
        for path, content in files.items():
            if content is None:
                del tree[path]
            else:
                tree[path] = content
        return self._keep(tree, parents, message, author, at)

    def _keep(
        self, tree: dict[str, bytes], parents: list[str], message: str, author: str, at: datetime
    ) -> str:
        oid = hashlib.sha1(repr(sorted(tree.items())).encode(), usedforsecurity=False).hexdigest()
        sha = hashlib.sha1(
            repr((oid, parents, message, author, at)).encode(), usedforsecurity=False
        ).hexdigest()
        self._commits[sha] = CommitFacts(sha, oid, tuple(parents), message, author, at), tree
        return sha

    def tip(self, ref: str) -> str | None:
        return self._refs.get(ref)

    def point(self, ref: str, sha: str | None) -> None:
        if sha is None:
            del self._refs[ref]
        else:
            self._refs[ref] = sha

    def facts(self, sha: str) -> CommitFacts | None:
        found = self._commits.get(sha)
        return None if found is None else found[0]

    def _history(self, sha: str) -> list[str]:
        """A commit and all that it holds, newest first."""
        seen: dict[str, None] = {}
        todo = [sha]
        while todo:
            at = todo.pop(0)
            if at not in seen:
                seen[at] = None
                todo += self._commits[at][0].parents
        return list(seen)

    def is_ancestor(self, old: str, new: str) -> bool:
        return old in self._history(new)

    def between(self, base: str, head: str) -> list[CommitFacts]:
        held = set(self._history(base))
        return [self._commits[sha][0] for sha in reversed(self._history(head)) if sha not in held]

    def merged(
        self, base: str, head: str, message: str, method: str, author: str, at: datetime
    ) -> str | None:
        common = next((sha for sha in self._history(base) if sha in set(self._history(head))), None)
        start = self._commits[common][1] if common else {}
        ours, theirs = self._commits[base][1], self._commits[head][1]
        tree = dict(ours)
        for path in {*start, *theirs}:
            if theirs.get(path) == start.get(path) or theirs.get(path) == ours.get(path):
                continue
            if ours.get(path) != start.get(path):
                return None
            if path in theirs:
                tree[path] = theirs[path]
            else:
                del tree[path]
        return self._keep(tree, [base, head] if method == "merge" else [base], message, author, at)

    def file(self, sha: str, path: str) -> bytes | None:
        return self._commits[sha][1].get(path)
