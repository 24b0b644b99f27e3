"""The hook that looks at what is about to be committed: what git has taken once, it cannot forget."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from registry.adapters import surroundings
from registry.adapters.git import GitError, GitTree, Repository
from registry.adapters.load import Loaded, Progress, is_documentation, kind_by_folder, no_progress, read_one
from registry.adapters.source import Entry, SourceError
from registry.commands.fmt import formatted
from registry.commands.validate import Outcome, judge_loaded
from registry.core import paths
from registry.core.difference import REGULAR, PathChange
from registry.core.problem import Problem
from registry.core.text import shown
from registry.render.hook import MARK, script

_FOLDERS = (paths.FILINGS, paths.CASES)
_NOBODY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (
        ("NAME", "registry"),
        ("EMAIL", "registry@localhost"),
        ("DATE", "2020-01-01T00:00:00Z"),
    )
}


@dataclass(slots=True)
class Staged:
    """What is staged: the judgement on filings and cases, and those that `registry fmt` would change."""

    outcome: Outcome = field(default_factory=Outcome)
    unformatted: list[str] = field(default_factory=list)


def judge_staged(root: Path, today: date, progress: Progress = no_progress) -> Staged:
    """Judge the filings and cases of the index as they would be committed, whatever the files on disk say by now.

    Raises SourceError where git cannot tell.
    """
    repository = Repository(root)
    base, head = _before(repository), _as_commit(repository)
    changes = {
        change.path: change
        for folder in _FOLDERS
        for change in _changed(repository, base, head, folder)
        if not is_documentation(change.path)
    }
    staged = Staged()
    if not changes:
        return staged
    with GitTree(repository, base) as before, GitTree(repository, head) as after:
        if before.entries(paths.AUTHORITIES):
            around = surroundings.of_commit(before, progress)
            around.lookup, _ = surroundings.overlay(around.lookup, after, changes)
        else:  # the first commit of a registry brings its authorities along
            around = surroundings.of_commit(after, progress)
        loaded = Loaded()
        for path, change in changes.items():
            if not change.deleted:
                entry = Entry(path, change.new_mode == REGULAR, change.new_oid)
                read_one(kind_by_folder(path), after, entry, loaded)
                if entry.regular and paths.kind_of(path):
                    content = after.read(entry)
                    staged.unformatted += [path] if formatted(path, content) != content else []
        staged.outcome = judge_loaded(loaded, after, around, today, progress, changes)
    return staged


def _before(repository: Repository) -> str:
    """The commit that the next one stands on; before the first one, a commit of nothing."""
    try:
        return repository.commit("HEAD")
    except GitError:
        return repository.run("commit-tree", _empty(repository), stdin=b"", env=_NOBODY).decode().strip()


def _as_commit(repository: Repository) -> str:
    """What is staged as a commit that no branch knows; git throws it away in time. Raises SourceError."""
    try:
        tree = repository.text("write-tree")
    except GitError as error:
        raise SourceError(f"the index cannot be read as a whole (a merge in progress?): {error}") from error
    return repository.run("commit-tree", tree, stdin=b"", env=_NOBODY).decode().strip()


def _changed(repository: Repository, base: str, head: str, folder: str) -> Iterable[PathChange]:
    trees = [repository.folder_tree(commit, folder) for commit in (base, head)]
    if trees[0] == trees[1] or trees[1] is None:
        return ()
    return repository.changes(trees[0] or _empty(repository), trees[1], prefix=folder)


def _empty(repository: Repository) -> str:
    return repository.run("hash-object", "-t", "tree", "-w", "--stdin", stdin=b"").decode().strip()


def path_of_hook(root: Path) -> Path:
    """Where git looks for the hook: in the folder that all worktrees share, or the one that is configured. Raises SourceError."""
    folder = Repository(root).text("rev-parse", "--git-path", "hooks")
    return root / folder / "pre-commit"


def is_installed(root: Path) -> bool:
    """Whether git will run the hook of this registry."""
    try:
        path = path_of_hook(root)
        return MARK in path.read_text("utf-8", "replace") and os.access(path, os.X_OK)
    except (OSError, SourceError):
        return False


def install(root: Path, python: str, language: str) -> Path:
    """Write the hook; its path. Raises Problem where somebody else's is there: it is not touched."""
    path = path_of_hook(root)
    try:
        if path.exists() and MARK not in path.read_text("utf-8", "replace"):
            raise Problem(
                f"{path}: another hook is there already; add this line to it: {shown(python)} -m registry hook run"
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(script(Path(python).as_posix(), language).encode())
        path.chmod(0o755)
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from error
    return path


def remove(root: Path) -> bool:
    """Take the hook away if it is ours; whether it was. Raises SourceError."""
    if not is_installed(root):
        return False
    path_of_hook(root).unlink()
    return True
