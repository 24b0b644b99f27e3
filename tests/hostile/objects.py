"""Trees and commits written as git objects, with names and modes that no client would make."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pygit2
from pygit2.enums import ObjectType

from tests.commands import git

REGULAR, EXECUTABLE, LINK, SUBMODULE = b"100644", b"100755", b"120000", b"160000"


@dataclass(frozen=True)
class Put:
    """A path with a content; `twice` puts it beside what has the same name, as only a forged tree can."""

    path: str | bytes
    content: str | bytes = "a: b\n"
    mode: bytes = REGULAR
    twice: bool = False


@dataclass(frozen=True)
class Remove:
    """A path that goes."""

    path: str


@dataclass(frozen=True)
class Move:
    """A path that goes, its content unchanged at another one."""

    old: str
    new: str


Edit = Put | Remove | Move
_Entry = tuple[bytes, bytes, str]


class Objects:
    """A repository in which commits are made without a work tree.

    Through libgit2's object store, which takes any bytes as an object: a process for each of a flood of files takes a minute.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.base = git("rev-parse", "HEAD", cwd=root)
        self._store = pygit2.Repository(str(root))

    def read(self, path: str) -> str:
        """Content of a file of the base."""
        return self._raw(self._oid(path)).decode()

    def commit(self, *edits: Edit, on: str = "", parents: Iterable[str] = (), message: str = "Submit") -> str:
        """A commit whose tree is that of `on` (default: the base) with some edits; its parents are `on`, or those given."""
        parent = on or self.base
        tree = self._tree(self._tree_of(parent), self._plain(edits)) or self._write(b"", ObjectType.TREE)
        who = pygit2.Signature("test", "test@example.cn")
        above = [pygit2.Oid(hex=commit) for commit in (parents or (parent,))]
        return str(self._store.create_commit(None, who, who, f"{message}\n", pygit2.Oid(hex=tree), above))

    def _raw(self, oid: str) -> bytes:
        content: bytes = self._store.odb.read(pygit2.Oid(hex=oid))[1]
        return content

    def _tree_of(self, commit: str) -> str:
        return str(self._store[pygit2.Oid(hex=commit)].tree_id)

    def _oid(self, path: str) -> str:
        """Of a file of the base."""
        found = self._tree_of(self.base)
        for part in path.encode().split(b"/"):
            found = next(oid for _, name, oid in self._entries(found) if name == part)
        return found

    def _write(self, content: bytes, kind: ObjectType) -> str:
        return str(self._store.odb.write(kind, content))

    def _plain(self, edits: Iterable[Edit]) -> list[tuple[tuple[bytes, ...], bytes, str, bool]]:
        """(parts of the path, mode, object id or nothing, twice) for each path."""
        found = []
        for edit in edits:
            if isinstance(edit, Put):
                path = edit.path.encode() if isinstance(edit.path, str) else edit.path
                content = edit.content.encode() if isinstance(edit.content, str) else edit.content
                oid = self.base if edit.mode == SUBMODULE else self._write(content, ObjectType.BLOB)
                found.append((tuple(path.split(b"/")), edit.mode, oid, edit.twice))
            elif isinstance(edit, Remove):
                found.append((tuple(edit.path.encode().split(b"/")), REGULAR, "", False))
            else:
                oid = self._oid(edit.old)
                found.append((tuple(edit.old.encode().split(b"/")), REGULAR, "", False))
                found.append((tuple(edit.new.encode().split(b"/")), REGULAR, oid, False))
        return found

    def _tree(self, tree: str, edits: list[tuple[tuple[bytes, ...], bytes, str, bool]]) -> str:
        """The id of a tree with edits in it; nothing if it is empty."""
        entries = self._entries(tree) if tree else []
        below: dict[bytes, list[tuple[tuple[bytes, ...], bytes, str, bool]]] = defaultdict(list)
        for (name, *rest), mode, oid, twice in edits:
            if rest:
                below[name].append((tuple(rest), mode, oid, twice))
                continue
            if not twice:
                entries = [entry for entry in entries if entry[1] != name]
            if oid:
                entries.append((mode, name, oid))
        for name, inner in below.items():
            old = next((oid for mode, known, oid in entries if known == name and mode == b"40000"), "")
            entries = [entry for entry in entries if entry[1] != name or entry[2] != old]
            if made := self._tree(old, inner):
                entries.append((b"40000", name, made))
        if not entries:
            return ""
        entries.sort(key=lambda entry: entry[1] + (b"/" if entry[0] == b"40000" else b""))
        raw = b"".join(b"%s %s\0%s" % (mode, name, bytes.fromhex(oid)) for mode, name, oid in entries)
        return self._write(raw, ObjectType.TREE)

    def _entries(self, tree: str) -> list[_Entry]:
        found, raw, at = [], self._raw(tree), 0
        while at < len(raw):
            blank = raw.index(b" ", at)
            ends = raw.index(b"\0", blank)
            found.append((raw[at:blank], raw[blank + 1 : ends], raw[ends + 1 : ends + 21].hex()))
            at = ends + 21
        return found
