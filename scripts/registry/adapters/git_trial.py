"""A commit that only this clone has: what a request would be, made to be judged before anything is written to the forge."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from registry.adapters.git import Repository
from registry.adapters.git_objects import stage

_WHO = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (
        ("NAME", "trial"),
        ("EMAIL", "trial@registry.invalid"),
        ("DATE", "2019-11-11T00:00:00Z"),
    )
}
"""Always the same, so that the same content is the same commit."""


def trial_commit(repository: Repository, base: str, files: Mapping[str, bytes]) -> str:
    """A commit on `base` with these files added or replaced. No branch holds it, and git forgets it in time. Raises GitError."""
    with TemporaryDirectory(prefix="registry-") as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        repository.run("read-tree", base, env=index)
        stage(repository, index, files)
        tree = repository.run("write-tree", env=index).decode().strip()
    made = repository.run("commit-tree", "-p", base, "-m", "Trial", tree, env=_WHO)
    return made.decode().strip()
