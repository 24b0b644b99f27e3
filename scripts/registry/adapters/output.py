"""The folder that is published: a new version is made beside it and takes its place in one step.

`out` is the site. Beside it lies `.<name>.registry` with what must not be published: `next`, the version in the making, and
what the last build noted (build_state.py). A file that stays is linked, never copied and never written to: the version that
is shown and the one in the making share it.
"""

import hashlib
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from registry.adapters.exchange import put_in_place, restore
from registry.core.problem import Problem

_MARK = b"This folder is written by `registry publish`; whatever else lies in it is removed.\n"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
_OLD = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)


class OutputError(Problem, ValueError):
    """The folder is not ours to write, or two files want one place; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A file as it was written: SHA-256 of its bytes, how many they are, and its time of change (ns)."""

    sha256: str
    size: int
    changed: int


class Staging:
    """The next version of a site, file by file, until `switch` shows it."""

    def __init__(self, out: Path, marker: str) -> None:
        """Start one. Raises OutputError for a folder with content that lacks the marker file."""
        self._out = out.resolve()  # a link to the site stays a link
        self._marker = marker
        with _one_sentence(self._out):
            self.notes = notes_beside(self._out)
            restore(self._out, self.notes / "previous")
            _refuse_strangers(self._out, marker)
            self.notes.mkdir(parents=True, exist_ok=True)
            self._next = self.notes / "next"
            shutil.rmtree(self._next, ignore_errors=True)
            self._next.mkdir()
            self._old, self._new = f"{self._out}{os.sep}", f"{self._next}{os.sep}"
            self._folders = {""}
            self._taken = {marker}
            _fill(self._new + marker, _MARK)

    def keep(self, path: str, recorded: Recorded) -> bool:
        """Take over a file that is as it was recorded; False if it is not, or is gone."""
        old = self._old + path
        try:
            found = os.lstat(old)
            if not stat.S_ISREG(found.st_mode) or found.st_size != recorded.size:
                return False
            if found.st_mtime_ns != recorded.changed and _sha256(old) != recorded.sha256:
                return False
        except OSError:
            return False
        with _one_sentence(self._out):
            new = self._place(path)
            try:
                os.link(old, new, follow_symlinks=False)
            except OSError:  # a file system without links, or a file with too many
                shutil.copy2(old, new, follow_symlinks=False)
        return True

    def write(self, path: str, content: bytes) -> Recorded:
        """Write a file anew."""
        try:
            changed = _fill(self._place(path), content)
        except OSError as error:
            raise _in_one_sentence(error, self._out) from error
        return Recorded(hashlib.sha256(content).hexdigest(), len(content), changed)

    def _place(self, path: str) -> str:
        """Where a file comes to lie; each place is given once."""
        if path in self._taken or path.startswith("/") or ".." in path.split("/"):
            raise OutputError(f"{path}: not a path of its own inside the site")
        self._taken.add(path)
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            Path(self._new + folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return self._new + path

    def switch(self) -> None:
        """Show the new version; before this call nothing is seen of it, and a kill at any moment leaves the old one whole."""
        with _one_sentence(self._out):
            put_in_place(self._next, self._out, self.notes / "previous")

    def discard(self) -> None:
        """Give up: the version in the making goes."""
        shutil.rmtree(self._next, ignore_errors=True)
        with suppress(OSError):  # notes of an earlier build stay
            self.notes.rmdir()


def notes_beside(out: Path) -> Path:
    """The folder beside a site for what must not be published."""
    return out.with_name(f".{out.name}.registry")


@dataclass(frozen=True, slots=True)
class Written:
    """What a run did."""

    written: int
    unchanged: int
    removed: int


def write_site(out: Path, marker: str, files: Iterable[tuple[str, bytes]]) -> Written:
    """Make `out` hold exactly these files, all of them written."""
    staging = Staging(out, marker)
    before = present(out) - {marker}
    paths = set()
    try:
        for path, content in files:
            staging.write(path, content)
            paths.add(path)
    except BaseException:
        staging.discard()
        raise
    staging.switch()
    return Written(len(paths), 0, len(before - paths))


def present(out: Path) -> set[str]:
    """Paths of all files below a folder; empty if there is none. A link counts as a file."""
    return {path for path, _ in entries(out)}


def entries(out: Path) -> Iterator[tuple[str, os.stat_result]]:
    """All files below a folder with what the file system says about them; links are not followed."""
    todo = [""]
    while todo:
        start = todo.pop()
        try:
            found = list(os.scandir(f"{out}{os.sep}{start}"))
        except FileNotFoundError:
            return
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                todo.append(f"{start}{entry.name}/")
            else:
                yield start + entry.name, entry.stat(follow_symlinks=False)


def _refuse_strangers(out: Path, marker: str) -> None:
    """A folder may not hold anybody else's files."""
    if not out.exists() and not out.is_symlink():
        return
    if not (out / marker).is_file() and any(out.iterdir()):
        raise OutputError(
            f"{out} holds other files and is not a published site; give an empty or a new folder"
        )


@contextmanager
def _one_sentence(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _in_one_sentence(error, out) from error


def _in_one_sentence(error: OSError, out: Path) -> OutputError:
    return OutputError(f"{error.filename or out} cannot be written: {error.strerror or error}")


def _sha256(path: str) -> str:
    with os.fdopen(os.open(path, _OLD), "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _fill(path: str, content: bytes) -> int:
    """Write everything into a new file; the operating system may take less than offered. Its time of change (ns)."""
    descriptor = os.open(path, _NEW, 0o666)
    try:
        done = os.write(descriptor, content)
        while done < len(content):
            done += os.write(descriptor, memoryview(content)[done:])
        return os.fstat(descriptor).st_mtime_ns
    finally:
        os.close(descriptor)
