"""The file of open submissions that `registry forge queue` wrote."""

from pathlib import Path

from registry.core.problem import Problem
from registry.core.queue import LARGEST, Queue, parse


def read_queue(path: Path | None) -> Queue | None:
    """The open submissions; None without a file. Raises Problem."""
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            return parse(file.read(LARGEST + 1))
    except OSError as error:
        raise Problem(f"{path}: {error.strerror}") from error
