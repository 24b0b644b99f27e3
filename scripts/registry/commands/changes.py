"""`registry changes`: what differs between two commits, told field by field."""

from pathlib import Path

from registry.adapters.source import SourceError
from registry.commands import pull_request
from registry.core.change import FileChange

MOST_TOLD = 10_000
"""Files. Somebody who asks about more wants a list, not sentences."""


def changes(root: Path, base: str, head: str) -> list[FileChange]:
    """Every changed file by path. Raises SourceError if the commits cannot be compared, or differ in too many files."""
    made = pull_request.compared(root, base, head, MOST_TOLD)
    if not made.difference.complete:
        raise SourceError(f"{base} and {head} differ in more than {MOST_TOLD} files")
    return pull_request.told(made, made.difference.changes)
