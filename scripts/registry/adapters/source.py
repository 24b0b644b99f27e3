"""Where the registry's files are read from: a folder, or the objects of a git commit (`git.GitTree`). Both list and read."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from registry.adapters.yaml_reader import LARGEST_FILE
from registry.core.problem import Problem


class SourceError(Problem):
    """Something that must be there cannot be read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One path of a source. `regular` is False for links, submodules, executables, folders and devices; `oid` only in git."""

    path: str
    regular: bool = True
    oid: str = ""


class Source(Protocol):
    """A registry's files at one moment. Paths are relative, with forward slashes."""

    def entries(self, prefix: str) -> list[Entry]:
        """All entries below a folder, sorted by path; empty if the folder is missing."""
        ...

    def has_folder(self, prefix: str) -> bool:
        """Whether the folder exists."""
        ...

    def read(self, entry: Entry) -> bytes:
        """Content of a regular entry, at most one byte more than the largest file. Raises SourceError."""
        ...

    def read_all(self, entries: list[Entry]) -> Iterator[tuple[Entry, bytes]]:
        """Contents of many entries, in their order."""
        ...


class WorkTree:
    """A folder on disk, links never followed."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def has_folder(self, prefix: str) -> bool:
        """Whether the folder exists; a link to one is none."""
        folder = self.root / prefix.rstrip("/")
        return folder.is_dir() and not folder.is_symlink()

    def entries(self, prefix: str) -> list[Entry]:
        """All entries below a folder; one folder called `x.yaml` is an entry that is not regular."""
        found: list[Entry] = []
        self._walk(prefix.rstrip("/"), found)
        found.sort(key=lambda entry: entry.path)
        return found

    def _walk(self, folder: str, found: list[Entry]) -> None:
        try:
            children = list(os.scandir(self.root / folder))
        except FileNotFoundError:
            return
        except OSError:
            found.append(Entry(folder, regular=False))
            return
        for child in children:
            path = f"{folder}/{child.name}"
            if child.is_dir(follow_symlinks=False):
                if child.name.endswith((".yaml", ".yml", ".jsonl")):
                    found.append(Entry(path, regular=False))
                self._walk(path, found)
            else:
                found.append(Entry(path, regular=child.is_file(follow_symlinks=False)))

    def entry(self, path: str) -> Entry | None:
        """The entry at one path, or None."""
        try:
            mode = os.lstat(self.root / path).st_mode
        except OSError:
            return None
        return Entry(path, regular=stat.S_ISREG(mode))

    def read(self, entry: Entry) -> bytes:
        """Read without following links and without waiting for a writer of a pipe."""
        try:
            handle = os.open(
                self.root / entry.path,
                os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0),
            )
        except OSError as error:
            raise SourceError(f"{entry.path}: {error.strerror}") from error
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise SourceError(f"{entry.path}: not a regular file")
            if not entry.path.endswith(".yaml"):
                with os.fdopen(os.dup(handle), "rb") as file:
                    return file.read()
            content = os.read(handle, LARGEST_FILE + 1)
            while 0 < len(content) <= LARGEST_FILE and (
                more := os.read(handle, LARGEST_FILE + 1 - len(content))
            ):
                content += more
            return content
        except OSError as error:
            raise SourceError(f"{entry.path}: {error.strerror}") from error
        finally:
            os.close(handle)

    def read_all(self, entries: list[Entry]) -> Iterator[tuple[Entry, bytes]]:
        """One after the other."""
        for entry in entries:
            yield entry, self.read(entry)
