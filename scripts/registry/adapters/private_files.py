"""Files that nobody else may read, written whole or not at all, and never over another one."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from registry.core.sealing_words import EXISTS, INSIDE_GIT, UNREADABLE, UNWRITABLE, SealingError


def refuse_within_git(path: Path) -> None:
    """Raise SealingError for a place within a git repository: what is committed once stays for ever."""
    for folder in path.absolute().resolve().parents:
        if (folder / ".git").exists():
            raise SealingError(INSIDE_GIT, path=str(path))


def read(path: Path, most: int) -> bytes:
    """At most `most` + 1 bytes of a file. Raises SealingError."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise SealingError(UNREADABLE, path=str(path), reason=error.strerror or str(error)) from None


def write(path: Path, content: bytes) -> None:
    """A new file for its owner only. Raises SealingError, also where there is one."""
    if path.exists() or path.is_symlink():
        raise SealingError(EXISTS, path=str(path))
    beside = None
    try:
        descriptor, beside = tempfile.mkstemp(
            dir=path.parent, prefix=".registry-"
        )  # readable by its owner only
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        os.link(beside, path)  # unlike a rename, never takes the place of another file
    except FileExistsError:
        raise SealingError(EXISTS, path=str(path)) from None
    except OSError as error:
        raise SealingError(UNWRITABLE, path=str(path), reason=error.strerror or str(error)) from None
    finally:
        if beside is not None:
            with suppress(OSError):
                Path(beside).unlink()


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """A new folder with files in it, for its owner only. Raises SealingError, also where there is one."""
    if path.exists() or path.is_symlink():
        raise SealingError(EXISTS, path=str(path))
    beside = None
    try:
        beside = Path(tempfile.mkdtemp(dir=path.parent, prefix=".registry-"))
        for name, content in files.items():
            descriptor = os.open(beside / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
        beside.rename(path)
    except OSError as error:
        raise SealingError(UNWRITABLE, path=str(path), reason=error.strerror or str(error)) from None
    finally:
        if beside is not None:
            shutil.rmtree(beside, ignore_errors=True)
