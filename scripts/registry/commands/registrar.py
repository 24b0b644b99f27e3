"""`registry register --apply --push`: register on the main branch of a remote, whoever else pushes there at the same time.

The commit is made of git objects on top of the remote's tip, and pushed as it is: until the push has succeeded nothing is written
that a later run could take for a decision. So a crash anywhere leaves either the branch as it was, or the whole commit on it, and the
next run finds out which. On a refused push everything is computed again from the new tip.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import random

from registry.adapters import switches
from registry.adapters.git import GitError, GitTree, Repository
from registry.adapters.git_objects import stage
from registry.adapters.git_remote import Remote
from registry.adapters.load import Progress, no_progress
from registry.adapters.source import SourceError
from registry.commands import register
from registry.commands.register import Plan
from registry.core import paths
from registry.core.provenance import ProvenanceSource
from registry.core.switches import PATH

TRIES = 12
"""How often it is tried before a person is asked."""
TRIES_ON_ONE_TIP = 3
"""How often the same tip is tried: if nobody else got through, the push is refused for another reason."""
_LONGEST_WAIT = 8.0


@dataclass(frozen=True, slots=True)
class Registered:
    """What a run came to. `commit` is what was pushed, None if nothing was; `tip` is the branch as it stands then.

    `stopped` says why nothing was done although there may be something to do. `here`: whether the folder was brought to `tip`.
    """

    planned: Plan
    tip: str
    commit: str | None = None
    tries: int = 1
    stopped: str = ""
    here: bool = True


def run(
    root: Path,
    clock: Callable[[], datetime],
    wait: Callable[[float], None],
    remote_name: str = "origin",
    branch: str = "main",
    source: ProvenanceSource | None = None,
    progress: Progress = no_progress,
) -> Registered:
    """Register everything that is merged on the remote's branch and not registered. `wait` takes seconds.

    Raises SourceError: the remote does not answer or refuses for another reason than somebody who was faster, or something
    cannot be read. Nothing was registered then, or all of it and the next run says so.
    """
    repository = Repository(root)
    remote = Remote(repository, remote_name)
    made: Plan | None = None
    commit = reason = ""
    tried: list[str] = []
    while True:
        tip = _again(lambda: remote.fetch(branch), wait)
        if made is not None and repository.is_ancestor(commit, tip):  # pushed, and the answer was lost
            return Registered(made, tip, commit, len(tried), here=follow(repository, branch, tip))
        if len(tried) == TRIES or tried.count(tip) == TRIES_ON_ONE_TIP:
            raise SourceError(f"nothing is registered: {len(tried)} pushes were refused, at last: {reason}")
        with GitTree(repository, tip) as tree:
            if not switches.load(tree).may_number:
                stopped = f"{PATH}: read_only / no_number"
                return Registered(Plan(tip), tip, stopped=stopped, here=follow(repository, branch, tip))
        planned = register.sweep(root, clock(), progress, tip, source)
        tried.append(tip)
        if not planned.files:
            planned.loaded = None
            return Registered(planned, tip, tries=len(tried), here=follow(repository, branch, tip))
        made, commit = planned, write(repository, planned, progress)
        planned.loaded = None  # a whole registry, not to be held while it is read again or published
        refused = remote.push(commit, branch)
        if refused is None:
            return Registered(planned, commit, commit, len(tried), here=follow(repository, branch, commit))
        reason = refused.reason
        # Spread, so that two who met do not meet again.
        wait(min(_LONGEST_WAIT, 0.05 * 2 ** len(tried)) * (0.5 + random() / 2))  # noqa: S311 - guards nothing


def _again(fetch: Callable[[], str], wait: Callable[[float], None]) -> str:
    """A fetch changes nothing, so it may be repeated: three times, for a remote that is out of reach for a moment."""
    for pause in (0.5, 2.0):
        try:
            return fetch()
        except GitError:
            wait(pause)
    return fetch()


def write(repository: Repository, planned: Plan, progress: Progress = no_progress) -> str:
    """The commit that holds a plan and its index, on top of the commit that the plan is for; nothing but objects is written."""
    with tempfile.TemporaryDirectory(prefix="registry-") as folder:
        staged = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        repository.run("read-tree", planned.commit, env=staged)
        stage(repository, staged, planned.files)
        tree = repository.run("write-tree", env=staged).decode().strip()
        wanted = register.index_of(repository, planned.commit, tree, progress, planned.loaded)
        with GitTree(repository, planned.commit) as before:
            old = {
                entry.path: entry
                for entry in before.entries(paths.INDEX)
                if entry.path.endswith((".tsv", ".json"))
            }
            kept = [entry for path, entry in old.items() if path in wanted]
            present = {entry.path: content for entry, content in before.read_all(kept)}
        changed = {path: content for path, content in wanted.items() if present.get(path) != content}
        stage(repository, staged, {**changed, **dict.fromkeys(old.keys() - wanted.keys())})
        tree = repository.run("write-tree", env=staged).decode().strip()
    return repository.text(
        *register.identity(repository),
        "commit-tree",
        "-p",
        planned.commit,
        "-m",
        register.message(planned),
        tree,
    )


def follow(repository: Repository, branch: str, commit: str) -> bool:
    """Bring the folder to a commit of the branch, if it is on that branch and nothing in it stands against it."""
    try:
        if repository.text("symbolic-ref", "--quiet", "HEAD") != f"refs/heads/{branch}":
            return False
        repository.run(
            "-c", "core.hooksPath=/dev/null", "merge", "--quiet", "--ff-only", "--end-of-options", commit
        )
    except GitError:
        return False
    return repository.commit("HEAD") == commit
