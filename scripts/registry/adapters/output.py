"""The folder that is published: only what differs is written, what is no longer wanted goes."""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from registry.core.problem import Problem

_MARK = b"This folder is written by `registry publish`; whatever else lies in it is removed.\n"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
_OLD = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)


class OutputError(Problem, ValueError):
    """The folder is not ours to write, or two files want one place; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a run did."""

    written: int
    unchanged: int
    removed: int


def write_site(out: Path, marker: str, files: Iterable[tuple[str, bytes]]) -> Written:
    """Make `out` hold exactly these files. Raises OutputError for a folder with content that lacks the marker file."""
    try:
        _prepare(out, marker)
        return _write(f"{out}{os.sep}", marker, files)
    except OSError as error:
        raise OutputError(f"{error.filename or out} cannot be written: {error.strerror or error}") from error


def _write(root: str, marker: str, files: Iterable[tuple[str, bytes]]) -> Written:
    before = _present(root)
    before.discard(marker)
    folders, wanted, written = {""}, {marker}, 0
    for path, content in files:
        if path in wanted or path.startswith("/") or ".." in path.split("/"):
            raise OutputError(f"{path}: not a path of its own inside the site")
        wanted.add(path)
        if path in before:
            written += _renew(root + path, content)
            continue
        folder = path.rpartition("/")[0]
        if folder not in folders:
            Path(root + folder).mkdir(parents=True, exist_ok=True)
            folders.add(folder)
        _fill(os.open(root + path, _NEW, 0o644), content)
        written += 1
    for path in before - wanted:
        Path(root + path).unlink()
    _remove_empty_folders(root)
    return Written(written, len(wanted) - 1 - written, len(before - wanted))


def _prepare(out: Path, marker: str) -> None:
    """Make the folder ours; it may not hold anybody else's files."""
    out.mkdir(parents=True, exist_ok=True)
    if not (out / marker).is_file():
        if any(out.iterdir()):
            raise OutputError(
                f"{out} holds other files and is not a published site; give an empty or a new folder"
            )
        (out / marker).write_bytes(_MARK)


def _present(root: str, start: str = "") -> set[str]:
    """Paths of all files below a folder. Links are removed on the way: nothing is ever written through one."""
    found = set()
    with os.scandir(root + start) as entries:
        for entry in entries:
            if entry.is_symlink():
                Path(entry.path).unlink()
            elif entry.is_dir():
                found |= _present(root, f"{start}{entry.name}/")
            else:
                found.add(start + entry.name)
    return found


def _renew(path: str, content: bytes) -> bool:
    """Write a file again if its bytes differ."""
    descriptor = os.open(path, _OLD)
    if os.fstat(descriptor).st_size == len(content) and _whole(descriptor, len(content)) == content:
        os.close(descriptor)
        return False
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.ftruncate(descriptor, 0)
    _fill(descriptor, content)
    return True


def _whole(descriptor: int, size: int) -> bytes:
    content = os.read(descriptor, size)
    while len(content) < size and (more := os.read(descriptor, size - len(content))):
        content += more
    return content


def _fill(descriptor: int, content: bytes) -> None:
    """Write everything and close; the operating system may take less than offered."""
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    finally:
        os.close(descriptor)


def _remove_empty_folders(root: str) -> None:
    for folder, _, _ in os.walk(root, topdown=False):
        if folder != root:
            with suppress(OSError):  # not empty: still wanted
                Path(folder).rmdir()
