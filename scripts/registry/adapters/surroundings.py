"""The registry around a few changed files: from the index where possible, from everything otherwise."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from registry.adapters import index_files
from registry.adapters.git import GitError, GitTree, Repository
from registry.adapters.index_files import IndexLookup, LazyAuthorities
from registry.adapters.load import (
    Loaded,
    Progress,
    is_documentation,
    kind_by_folder,
    load,
    no_progress,
    read_one,
)
from registry.adapters.source import Entry, Source, WorkTree
from registry.core import paths
from registry.core.difference import ABSENT, LINK, REGULAR, PathChange
from registry.core.lookup import Lookup, MemoryLookup, OverlayLookup
from registry.core.snapshot import CaseFile, ProviderFile, UserFile

MOST_CHANGES_OVER_INDEX = 2_000


@dataclass(slots=True)
class Surroundings:
    """What rules may ask about, and what of it could not be read: (kind, path, problem), kind also `ledger` or `authority`."""

    lookup: Lookup
    unreadable: list[tuple[str, str, str]] = field(default_factory=list)
    authorities: LazyAuthorities | None = None


def of_loaded(loaded: Loaded) -> Surroundings:
    """From all records in memory."""
    lookup = MemoryLookup(
        loaded.authorities,
        loaded.providers.values(),
        loaded.users.values(),
        loaded.cases.values(),
        loaded.replay,
    )
    unreadable = [(failed.kind, failed.entry.path, failed.problem) for failed in loaded.failed]
    unreadable += [("ledger", path, problem) for path, problem in loaded.broken_ledger]
    unreadable += [("authority", path, problem) for path, problem in loaded.broken_authorities]
    unreadable += [("case", folder, "missing") for folder in loaded.missing_folders if folder == paths.CASES]
    return Surroundings(lookup, unreadable)


def of_commit(tree: GitTree, progress: Progress = no_progress) -> Surroundings:
    """Around a commit: its index with the difference read in full, or everything if the index is of no use.

    The tree stays open while the answers are wanted.
    """
    return _from_index(tree.repository, tree) or of_loaded(load(tree, progress))


@contextmanager
def of_work_tree(root: Path, progress: Progress = no_progress) -> Iterator[Surroundings]:
    """Around the files of a folder as they are: what is committed by its index, with what is not committed laid over it.

    Where the folder is no repository of its own, or its index is of no use, everything is read. Answers end with the context.
    """
    source, repository = WorkTree(root), Repository(root)
    try:
        commit, changed = repository.commit("HEAD"), repository.uncommitted(*index_files.COVERED)
    except GitError:
        changed = None
    if changed is None or any(path.startswith(paths.LEDGER) for path in changed):
        yield of_loaded(load(source, progress))
        return
    with GitTree(repository, commit) as tree:
        around = _from_index(repository, tree)
        if around is None:
            yield of_loaded(load(source, progress))
            return
        changes = {}
        for path in changed:
            entry = source.entry(path)
            mode = ABSENT if entry is None else REGULAR if entry.regular else LINK
            changes[path] = PathChange(path, "", mode, "", "")
        around.lookup, broken = overlay(around.lookup, source, changes)
        around.unreadable = [entry for entry in around.unreadable if entry[1] not in changes] + broken
        yield around


def _from_index(repository: Repository, tree: GitTree) -> Surroundings | None:
    covered = index_files.covers(tree)
    if covered is None:
        return None
    changes: list[PathChange] = []
    for folder in index_files.COVERED:
        now, then = repository.folder_tree(tree.revision, folder), covered.trees[folder]
        if now == then:
            continue
        if now is None or folder == "ledger" or not repository.has_tree(then):
            return None  # the index is behind in a way that only a full reading can make good
        changes += repository.changes(then, now, prefix=f"{folder}/")
    if len(changes) > MOST_CHANGES_OVER_INDEX:
        return None
    authorities = LazyAuthorities(tree)
    below = IndexLookup(tree, authorities)
    lookup, broken = overlay(below, tree, {change.path: change for change in changes})
    changed = {change.path for change in changes}
    unreadable = [entry for entry in covered.unreadable if entry[1] not in changed] + broken
    return Surroundings(lookup, unreadable, authorities)


def overlay(
    below: Lookup, source: Source, changes: Mapping[str, PathChange]
) -> tuple[Lookup, list[tuple[str, str, str]]]:
    """`below` with changed filings and cases taken from `source`; and those of them that cannot be read."""
    if not changes:
        return below, []
    loaded = Loaded()
    providers: dict[str, ProviderFile | None] = {}
    users: dict[str, UserFile | None] = {}
    cases: dict[str, CaseFile | None] = {}
    layers: dict[str, dict[str, Any]] = {"provider": providers, "user": users, "case": cases}
    for path, change in changes.items():
        if is_documentation(path):
            continue
        kind = kind_by_folder(path)
        layers[kind][path] = None
        if not change.deleted:
            read_one(kind, source, Entry(path, change.new_mode == REGULAR, change.new_oid), loaded)
            layers[kind][path] = loaded.records(kind).get(path)
    unreadable = [(failed.kind, failed.entry.path, failed.problem) for failed in loaded.failed]
    return OverlayLookup(below, providers, users, cases), unreadable
