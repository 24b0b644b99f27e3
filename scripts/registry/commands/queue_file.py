"""The file of open submissions that `registry forge queue` wrote."""

import hashlib
from pathlib import Path

from registry.core.problem import Problem
from registry.core.queue import LARGEST, Queue, parse


def digest_of(path: Path | None) -> str:
    """SHA-256 of the file, by which a site knows of which one it was made; empty without a file. Raises Problem."""
    return hashlib.sha256(_content(path)).hexdigest() if path else ""


def read_queue(path: Path | None) -> Queue | None:
    """The open submissions; None without a file. Raises Problem."""
    return parse(_content(path)) if path else None


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise Problem(f"{path}: {error.strerror}") from error
