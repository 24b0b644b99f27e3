"""Write several files, or none: all of them beside their places first, then each is put into its place; on any trouble all goes back."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from registry.core.problem import Problem

_NEW, _OLD = ".registry-new", ".registry-old"


class WriteError(Problem):
    """A file could not be written; none was."""


def write(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder, by path. Raises WriteError: then every file is as it was, and folders made on the way are gone."""
    made: list[Path] = []
    staged: list[Path] = []
    done: list[tuple[Path, Path | None]] = []
    try:
        for path, content in sorted(files.items()):
            target = root / path
            _make_folders(target.parent, made)
            beside = target.with_name(target.name + _NEW)
            staged.append(beside)
            with beside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for beside in staged:
            target = beside.with_name(beside.name.removesuffix(_NEW))
            before = target.with_name(target.name + _OLD) if os.path.lexists(target) else None
            if before is not None:
                target.replace(before)
            done.append((target, before))
            beside.replace(target)
    except BaseException as error:
        _take_back(staged, done, made)
        if isinstance(error, OSError):
            name = error.filename or root
            raise WriteError(
                f"{name}: {error.strerror or error}; nothing was written 没有写入任何文件"
            ) from error
        raise
    for _, before in done:
        if before is not None:
            with suppress(OSError):
                before.unlink()


def _make_folders(folder: Path, made: list[Path]) -> None:
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir()
        made.append(one)


def _take_back(staged: list[Path], done: list[tuple[Path, Path | None]], made: list[Path]) -> None:
    for target, before in reversed(done):
        with suppress(OSError):
            if before is not None:
                before.replace(target)
            else:
                target.unlink()
    for beside in staged:
        with suppress(OSError):
            beside.unlink()
    for folder in reversed(made):
        with suppress(OSError):
            folder.rmdir()
