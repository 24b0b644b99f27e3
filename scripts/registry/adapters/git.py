"""Git through its command line: trees and blobs as data, nothing ever checked out or executed."""

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import IO, Self

from registry.adapters.source import Entry, SourceError
from registry.adapters.yaml_reader import LARGEST_FILE
from registry.core.difference import REGULAR, PathChange

_BATCH = 400
_CHUNK = 1 << 16
# Replaced objects would show another history than the one that is merged.
ENVIRONMENT = {"LC_ALL": "C", "GIT_NO_REPLACE_OBJECTS": "1"}


class GitError(SourceError):
    """Git said no; the message is its first line."""


class Repository:
    """A git repository."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, *arguments: str, stdin: bytes | None = None, env: dict[str, str] | None = None) -> bytes:
        """Output of one git command. Raises GitError."""
        try:
            done = subprocess.run(  # noqa: S603 - fixed program, arguments never reach a shell
                ["git", "-c", "core.quotePath=off", *arguments],  # noqa: S607 - git is looked up on the PATH
                cwd=self.root,
                input=stdin,
                capture_output=True,
                check=False,
                env={**os.environ, **ENVIRONMENT, **(env or {})},
            )
        except OSError as error:
            raise GitError(f"git: {error.strerror or error}") from error
        if done.returncode != 0:
            message = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
            raise GitError(message or f"git {arguments[0]} failed")
        return done.stdout

    def text(self, *arguments: str) -> str:
        """Output of one git command as stripped text."""
        return self.run(*arguments).decode("utf-8", "replace").strip()

    def commit(self, revision: str) -> str:
        """Full id of a commit. Raises GitError if there is none."""
        return self.text("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")

    def folder_tree(self, revision: str, folder: str) -> str | None:
        """Id of a folder's tree in a commit, or None: also if a file, a link or a submodule stands in its place."""
        found = self.text("ls-tree", "-d", "--full-tree", "--end-of-options", revision, folder.rstrip("/"))
        mode, kind, oid = found.partition("\t")[0].split(" ") if found else ("", "", "")
        return oid if (mode, kind) == ("040000", "tree") else None

    def has_tree(self, oid: str) -> bool:
        """Whether a tree is in this clone."""
        try:
            return self.text("cat-file", "-t", oid) == "tree"
        except GitError:
            return False

    def merge_bases(self, one: str, other: str) -> list[str]:
        """All best common ancestors of two commits: one in an ordinary history, several where merges cross, none for strangers."""
        try:
            return self.text("merge-base", "--all", "--end-of-options", one, other).split()
        except GitError as error:
            if str(error) == "git merge-base failed":  # without a word: there is none
                return []
            raise

    def is_ancestor(self, one: str, other: str) -> bool:
        """Whether a commit is in the history of another."""
        return one in self.merge_bases(one, other)

    def changes(self, old: str, new: str, prefix: str = "") -> list[PathChange]:
        """Paths that differ between two tree-ishes, renames as removal and addition; `prefix` is put before each path."""
        return self.first_changes(old, new, None, prefix)[0]

    def first_changes(
        self, old: str, new: str, most: int | None, prefix: str = ""
    ) -> tuple[list[PathChange], bool]:
        """The same, at most so many; and whether these are all. Of a flood of changes only the beginning is read."""
        # Without the last option a .gitmodules file in the work tree could hide submodules.
        command = (
            "diff-tree",
            "-r",
            "-z",
            "--raw",
            "--no-renames",
            "--full-index",
            "--ignore-submodules=none",
        )
        raw, complete = self._first_fields(
            (*command, "--end-of-options", old, new), None if most is None else 2 * most
        )
        fields = raw.decode("utf-8", "surrogateescape").split("\0")
        found = []
        for head, path in zip(fields[0::2], fields[1::2], strict=False):
            old_mode, new_mode, old_oid, new_oid, _ = head[1:].split(" ")
            found.append(PathChange(prefix + path, old_mode, new_mode, old_oid, new_oid))
        return found[:most], complete

    def _first_fields(self, arguments: tuple[str, ...], most: int | None) -> tuple[bytes, bool]:
        """Output of a command up to so many NULs, and whether that is all of it. Raises GitError."""
        if most is None:
            return self.run(*arguments), True
        with subprocess.Popen(  # noqa: S603 - fixed program, arguments never reach a shell
            ["git", "-c", "core.quotePath=off", *arguments],  # noqa: S607 - git is looked up on the PATH
            cwd=self.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **ENVIRONMENT},
        ) as process:
            if process.stdout is None:
                raise GitError(f"git {arguments[0]}: no pipe")
            read, ends = bytearray(), 0
            while ends <= most and (chunk := process.stdout.read(_CHUNK)):
                read += chunk
                ends += chunk.count(b"\0")
            if ends > most:
                process.kill()
                fields = bytes(read).split(b"\0")[:most]
                return b"".join(field + b"\0" for field in fields), False
        if process.returncode != 0:
            raise GitError(f"git {arguments[0]} failed")
        return bytes(read), True

    def names_in(self, tree: str) -> list[tuple[str, str | None]]:
        """(name, id of its tree or None for what is no folder) of everything in one tree, in git's order, not sorted out."""
        found: list[tuple[str, str | None]] = []
        for line in (
            self.run("ls-tree", "-z", "--end-of-options", tree)
            .decode("utf-8", "surrogateescape")
            .split("\0")[:-1]
        ):
            head, _, name = line.partition("\t")
            _, kind, oid = head.split(" ")
            found.append((name, oid if kind == "tree" else None))
        return found

    def uncommitted(self, *folders: str) -> list[str] | None:
        """Paths below some folders that differ from the commit that is checked out, files that git ignores left out.

        None if `root` lies within a repository instead of being one. Raises GitError.
        """
        if self.text("rev-parse", "--show-prefix"):
            return None
        raw = self.run("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *folders)
        return [line[3:] for line in raw.decode("utf-8", "surrogateescape").split("\0")[:-1]]

    def sizes(self, revision: str, oids: Iterable[str]) -> dict[str, int]:
        """Sizes of blobs of a commit without their content; what is not in this clone, or is no blob, has none. Nothing is fetched."""
        missing = self._missing(revision)
        asked = "".join(f"{oid}\n" for oid in oids if oid not in missing).encode()
        answers = self.run("cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)", stdin=asked)
        rows = [line.split() for line in answers.decode("ascii", "replace").splitlines()]
        return {row[0]: int(row[2]) for row in rows if len(row) == 3 and row[1] == "blob"}

    def _missing(self, revision: str) -> set[str]:
        """What a clone made under a filter left out of a commit: to ask for it would fetch it (measured: 152 KB become 58 MB)."""
        try:
            self.run("config", "--get-regexp", "^(extensions[.]partialclone|remote[.].*[.]promisor)$")
        except GitError:
            return set()  # an ordinary clone has everything
        listed = self.text(
            "rev-list", "--objects", "--missing=print", "--end-of-options", f"{revision}^{{tree}}"
        )
        return {line[1:] for line in listed.splitlines() if line.startswith("?")}

    def commit_epoch(self, revision: str) -> int:
        """Committer's time of a commit, in seconds since 1970."""
        return int(self.text("show", "-s", "--format=%ct", "--end-of-options", revision))


class GitTree:
    """The files of one commit, read as git objects."""

    def __init__(self, repository: Repository, revision: str) -> None:
        self.repository = repository
        self.revision = revision
        self._process: subprocess.Popen[bytes] | None = None

    def has_folder(self, prefix: str) -> bool:
        """Whether the folder exists in the commit: also not if a file, a link or a submodule stands in its place."""
        requests, answers = self._pipes
        requests.write(f"{self.revision}:{prefix.rstrip('/')}\n".encode())
        requests.flush()
        header = answers.readline().split()
        if len(header) != 3 or not header[2].isdigit():
            return False
        answers.read(int(header[2]) + 1)
        return header[1] == b"tree"

    def entries(self, prefix: str) -> list[Entry]:
        """All entries below a folder."""
        raw = self.repository.run("ls-tree", "-r", "-z", "--full-tree", self.revision, "--", prefix)
        found = []
        for line in raw.decode("utf-8", "surrogateescape").split("\0")[:-1]:
            head, _, path = line.partition("\t")
            mode, kind, oid = head.split(" ")
            found.append(Entry(path, regular=mode == REGULAR and kind == "blob", oid=oid))
        return found

    def entry(self, path: str) -> Entry | None:
        """The entry at one path, or None."""
        return next((entry for entry in self.entries(path) if entry.path == path), None)

    def read(self, entry: Entry) -> bytes:
        """Content of one blob."""
        return next(self.read_all([entry]))[1]

    def read_path(self, path: str) -> bytes | None:
        """Content of the file at a path, or None if there is none."""
        return self._one(f"{self.revision}:{path}")

    def read_all(self, entries: list[Entry]) -> Iterator[tuple[Entry, bytes]]:
        """Contents of many blobs from one process; a blob over the size limit is cut to one byte more than it."""
        for start in range(0, len(entries), _BATCH):
            batch = entries[start : start + _BATCH]
            requests, answers = self._pipes
            requests.write("".join(f"{entry.oid}\n" for entry in batch).encode())
            requests.flush()
            # All answers are taken before one is given away: a caller that stops leaves none behind for the next question.
            contents = [self._answer(answers, cut=entry.path.endswith(".yaml")) for entry in batch]
            for entry, content in zip(batch, contents, strict=True):
                if content is None:
                    raise GitError(f"{entry.path}: its content is not in this clone")
                yield entry, content

    def _one(self, name: str) -> bytes | None:
        requests, answers = self._pipes
        requests.write(f"{name}\n".encode("utf-8", "surrogateescape"))
        requests.flush()
        return self._answer(answers, cut=False)

    @staticmethod
    def _answer(answers: IO[bytes], *, cut: bool) -> bytes | None:
        header = answers.readline().split()
        if len(header) != 3 or header[1] != b"blob":
            if len(header) == 3 and header[2].isdigit():
                answers.read(int(header[2]) + 1)
            return None
        content = answers.read(int(header[2]))
        answers.read(1)
        return content[: LARGEST_FILE + 1] if cut else content

    @cached_property
    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        process = subprocess.Popen(
            ["git", "cat-file", "--batch"],  # noqa: S607 - git is looked up on the PATH
            cwd=self.repository.root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **ENVIRONMENT},
        )
        self._process = process
        if process.stdin is None or process.stdout is None:
            raise GitError("git cat-file: no pipes")
        return process.stdin, process.stdout

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the reading process, if one was started."""
        if self._process is not None:
            self._process.communicate()
            self._process = None
            self.__dict__.pop("_pipes", None)


class TreesOf(GitTree):
    """The files of a commit, with some of its top folders as other trees have them (folder -> id, empty: not there)."""

    def __init__(self, repository: Repository, revision: str, trees: Mapping[str, str]) -> None:
        super().__init__(repository, revision)
        self._trees = trees

    def has_folder(self, prefix: str) -> bool:
        """Whether the folder exists."""
        top, _, rest = prefix.rstrip("/").partition("/")
        if top not in self._trees:
            return super().has_folder(prefix)
        tree = self._trees[top]
        return bool(tree) and (not rest or self.repository.folder_tree(tree, rest) is not None)

    def entries(self, prefix: str) -> list[Entry]:
        """All entries below a folder."""
        top = prefix.partition("/")[0]
        if top not in self._trees:
            return super().entries(prefix)
        tree = self._trees[top]
        if not tree:
            return []
        found = GitTree(self.repository, tree).entries(".")
        inside = [Entry(f"{top}/{entry.path}", entry.regular, entry.oid) for entry in found]
        return [entry for entry in inside if entry.path.startswith(prefix)]
