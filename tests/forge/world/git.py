"""Two git stores with the same questions: a real bare repository, and plain dictionaries for the fake."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

import pygit2

MODE = 0o100644
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


class BareStore:
    """A bare repository on disk."""

    def __init__(self, path: Path) -> None:
        self.repository = pygit2.init_repository(str(path), bare=True, initial_head="main")

    def commit(self, parents: list[str], files: Files, message: str, author: str, at: datetime) -> str:
        index = pygit2.Index()
        if parents:
            index.read_tree(self._commit(parents[0]).tree)
        for path, content in files.items():
            if content is None:
                index.remove(path)
            else:
                index.add(
                    pygit2.IndexEntry(path, self.repository.create_blob(content), pygit2.enums.FileMode.BLOB)
                )
        tree = index.write_tree(self.repository)
        return self.commit_tree(str(tree), parents, message, author, at)

    def commit_tree(self, tree: str, parents: list[str], message: str, author: str, at: datetime) -> str:
        """A commit of a tree that is there."""
        who = pygit2.Signature(author, f"{author}@example.invalid", int(at.timestamp()), 0)
        return str(self.repository.create_commit(None, who, who, message, pygit2.Oid(hex=tree), parents))

    def _commit(self, sha: str) -> pygit2.Commit:
        found = self.repository[pygit2.Oid(hex=sha)]
        if not isinstance(found, pygit2.Commit):
            raise KeyError(sha)
        return found

    def tip(self, ref: str) -> str | None:
        found = self.repository.references.get(ref)
        return None if found is None else str(found.target)

    def point(self, ref: str, sha: str | None) -> None:
        if sha is None:
            self.repository.references.delete(ref)
        else:
            self.repository.references.create(ref, pygit2.Oid(hex=sha), force=True)

    def facts(self, sha: str) -> CommitFacts | None:
        try:
            found = self._commit(sha)
        except (KeyError, ValueError):
            return None
        return CommitFacts(
            str(found.id),
            str(found.tree_id),
            tuple(map(str, found.parent_ids)),
            found.message,
            found.author.name,
            datetime.fromtimestamp(found.author.time).astimezone(),
        )

    def is_ancestor(self, old: str, new: str) -> bool:
        return old == new or self.repository.descendant_of(pygit2.Oid(hex=new), pygit2.Oid(hex=old))

    def between(self, base: str, head: str) -> list[CommitFacts]:
        walker = self.repository.walk(
            pygit2.Oid(hex=head), pygit2.enums.SortMode.TOPOLOGICAL | pygit2.enums.SortMode.REVERSE
        )
        walker.hide(pygit2.Oid(hex=base))
        return [fact for commit in walker if (fact := self.facts(str(commit.id))) is not None]

    def merged(
        self, base: str, head: str, message: str, method: str, author: str, at: datetime
    ) -> str | None:
        index = self.repository.merge_commits(self._commit(base), self._commit(head))
        if index.conflicts is not None:
            return None
        tree = str(index.write_tree(self.repository))
        return self.commit_tree(tree, [base, head] if method == "merge" else [base], message, author, at)

    def file(self, sha: str, path: str) -> bytes | None:
        try:
            found = self._commit(sha).tree[path]
        except KeyError:
            return None
        return found.data if isinstance(found, pygit2.Blob) else None


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
        oid = hashlib.sha1(repr(sorted(tree.items())).encode()).hexdigest()
        sha = hashlib.sha1(repr((oid, parents, message, author, at)).encode()).hexdigest()
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
