"""A third git store, by libgit2: fast enough for hundreds of tests on a real bare repository."""

from datetime import datetime
from pathlib import Path

import pygit2

from registry.adapters.forge_in_memory.store import CommitFacts, Files, MemoryStore, Store

__all__ = ["BareStore", "CommitFacts", "Files", "MemoryStore", "Store"]


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
