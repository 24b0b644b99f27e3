"""What a pull request changes: two commits compared as trees, refused by family P, then told field by field.

Everything is read as git objects; nothing of the submitter is checked out or run.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from registry.adapters import records
from registry.adapters.git import GitTree, Repository
from registry.adapters.git_twins import Twins
from registry.adapters.load import is_documentation
from registry.adapters.source import Entry, SourceError
from registry.adapters.yaml_reader import LARGEST_FILE
from registry.core import paths
from registry.core.change import ChangeKind, FileChange, compare
from registry.core.difference import (
    ABSENT,
    MOST_PATHS,
    REGULAR,
    Difference,
    PathChange,
    Role,
    Submitter,
    moves,
)
from registry.core.finding import Finding
from registry.core.lookup import Lookup, path_before
from registry.core.snapshot import Filed
from registry.rules import pull_request
from registry.rules.catalogue import finding


@dataclass(frozen=True, slots=True)
class Compared:
    """Two commits, and what differs between their common ancestor and the head."""

    repository: Repository
    base: str
    head: str
    ancestor: str
    difference: Difference


def compared(root: Path, base: str, head: str, most: int) -> Compared:
    """Compare two revisions, at most so many paths. Raises SourceError if there is nothing to compare."""
    repository = Repository(root)
    base_commit, head_commit = repository.commit(base), repository.commit(head)
    ancestors = repository.merge_bases(base_commit, head_commit)
    if not ancestors:
        raise SourceError(f"{base} and {head} have no common ancestor in this clone; fetch more history")
    changes, complete = repository.first_changes(ancestors[0], head_commit, most)
    difference = Difference(tuple(changes), complete, len(ancestors))
    return Compared(repository, base_commit, head_commit, ancestors[0], difference)


def for_submitter(root: Path, base: str, head: str, submitter: Submitter) -> tuple[Compared, list[Finding]]:
    """The comparison with as many paths as this submitter may change, and what refuses it as a whole."""
    found = compared(root, base, head, MOST_PATHS[submitter.role])
    fault = pull_request.about_the_whole(found.difference, submitter)
    return found, _findings([fault] if fault else [])


def too_large(limit: int) -> Finding:
    """P17, for a request that was not fetched since it adds more than so many bytes (`git_request.RequestTooLarge`)."""
    return finding("P17", "", 1, 1, "", {"limit": str(limit // 1024)})


def check_authority(submitter: Submitter, lookup: Lookup) -> None:
    """Raises SourceError unless an authority's folder is that of an authority, for cases of one with a file of its own."""
    if submitter.role is Role.filer:
        if submitter.authority:
            raise SourceError(
                "a filer acts for no authority: leave --authority out, or give --as batch or --as authority"
            )
        return
    slug, *codes = submitter.authority.split("/")
    authority = lookup.authorities.get(slug)
    if (
        authority is None
        or authority.find(tuple(codes)) is None
        or (codes and submitter.role is Role.authority)
    ):
        raise SourceError(
            f"--authority {submitter.authority or '(none)'}: no folder of an authority that submits this"
        )


def refused(
    made: Compared, submitter: Submitter, lookup: Lookup, is_decided: Callable[[str], bool]
) -> list[Finding]:
    """What the tree difference alone refuses, by path; and content that is too large or not in this clone, never read."""
    changes = made.difference.changes
    twins = Twins(made.repository, (made.head, made.base))
    gone = frozenset(change.path for change in changes if change.deleted)
    pairs = ((change.path, twins.of(change.path, gone)) for change in changes if change.added)
    difference = Difference(changes, twins={path: twin for path, twin in pairs if twin is not None})
    asked = pull_request.Asked(is_decided, lookup.authorities)
    found = _findings(pull_request.about_paths(difference, submitter, asked))
    kept = unrefused(changes, found)
    sizes = made.repository.sizes(made.head, (change.new_oid for change in kept if not change.deleted))
    for change in kept:
        if change.deleted:
            continue
        size = sizes.get(change.new_oid)
        if size is None:
            found.append(finding("P16", change.path, 1, 1, "", {"path": change.path}))
        elif size > LARGEST_FILE:
            found.append(
                finding("F02", change.path, 1, 1, "", {"size": str(size), "limit": str(LARGEST_FILE)})
            )
    return found


def unrefused(changes: Iterable[PathChange], findings: Iterable[Finding]) -> list[PathChange]:
    """The changes that may be read. A file of a second unit may: that it is one too many says nothing of its content."""
    closed = {found.path for found in findings if found.code != "P09"}
    return [change for change in changes if change.path not in closed]


def _findings(faults: Iterable[pull_request.PathFault]) -> list[Finding]:
    return [finding(fault.code, fault.path, 1, 1, "", fault.values) for fault in faults]


def unit_before(path: str, below: Lookup) -> str | None:
    """The code that the base's copy of a filing or case states, wherever a filing lay; None if there is none or it is unreadable."""
    where = paths.parse(path)
    if where is None:
        return None
    before: Filed[Any] | None
    if where.kind == "case":
        before = next((case for case in below.cases_of(where.uscc) if case.path == path), None)
    else:
        before = below.filing(path_before(below, path))
    return None if before is None else _unit(before.content).uscc


def _unit(content: Any) -> Any:
    return content.institution if hasattr(content, "institution") else content.unit


def told(made: Compared, changes: Iterable[PathChange]) -> list[FileChange]:
    """What changed in each file, by path; a moved filing once, at its new place."""
    chosen = tuple(changes)
    moved = moves(chosen)
    came_from = {new: old for old, new in moved.items()}
    by_path = {change.path: change for change in chosen}
    found = []
    with GitTree(made.repository, made.head) as tree:
        for path, change in sorted(by_path.items()):
            if path not in moved:
                old_path = came_from.get(path, "")
                origin = by_path[old_path] if old_path else change
                found.append(_file_change(tree, change, origin, old_path))
    return found


def _file_change(tree: GitTree, change: PathChange, origin: PathChange, old_path: str) -> FileChange:
    if old_path:
        kind = ChangeKind.moved
    elif change.added or change.deleted:
        kind = ChangeKind.added if change.added else ChangeKind.removed
    else:
        kind = ChangeKind.changed
    if paths.kind_of(change.path) is None or is_documentation(change.path):
        return FileChange(change.path, kind, old_path, is_data=False)
    before, lost_before = _record(tree, origin.path, origin.old_mode, origin.old_oid)
    after, lost_after = _record(tree, change.path, change.new_mode, change.new_oid)
    unreadable = lost_before or lost_after
    record = after or before
    unit = (
        getattr(_unit(record), "name", "")
        if hasattr(record, "unit") or hasattr(record, "institution")
        else ""
    )
    return FileChange(
        change.path, kind, old_path, unit, () if unreadable else compare(before, after), unreadable
    )


def _record(tree: GitTree, path: str, mode: str, oid: str) -> tuple[Any, bool]:
    """The record of one side, None where there is none; and whether there is one that cannot be read."""
    kind = paths.kind_of(path)
    if mode == ABSENT:
        return None, False
    if kind is None or mode != REGULAR:
        return None, True
    size = tree.repository.sizes(tree.revision, [oid]).get(oid)
    if size is None or size > LARGEST_FILE:
        return None, True
    record = records.parse(kind, tree.read(Entry(path, oid=oid))).record
    return record, record is None
