"""Branches that are ready for a pull request: filings of one authority's folder, judged as the request will be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from registry.adapters import git_branch
from registry.adapters.git import Repository
from registry.adapters.load import Progress, no_progress
from registry.commands.validate import validate
from registry.core import paths
from registry.core.difference import MOST_PATHS, Role, Submitter
from registry.core.finding import Finding, Verdict, worst


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch: its name, its commit, how many filings it holds."""

    name: str
    commit: str
    files: int


@dataclass(slots=True)
class Made:
    """What came of it. With a finding that rejects there are no branches."""

    submitter: Submitter
    branches: list[Branch] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def folders_of(files: Mapping[str, bytes]) -> list[str]:
    """The authorities in whose folders institutions' filings lie."""
    return sorted({path.removeprefix(paths.USERS).rpartition("/")[0] for path in files})


def make(
    root: Path,
    base: str,
    name: str,
    files: Mapping[str, bytes],
    message: str,
    today: date,
    progress: Progress = no_progress,
) -> Made:
    """One branch with one commit on `base`; several, `name-1` and so on, where there are more files than one request may change.

    All files lie in one authority's folder, or are of one unit. Raises GitError, and then no branch was made.
    """
    repository = Repository(root)
    commit = repository.commit(base)
    made = Made(_submitter(files))
    most = MOST_PATHS[made.submitter.role]
    paths_in_order = sorted(files)
    parts = [paths_in_order[at : at + most] for at in range(0, len(paths_in_order), most)]
    names = [name] if len(parts) == 1 else [f"{name}-{count}" for count in range(1, len(parts) + 1)]
    for one in names:
        git_branch.refuse_name(repository, one)
    for one, part in zip(names, parts, strict=True):
        head = git_branch.commit_on(repository, commit, {path: files[path] for path in part}, message)
        outcome = validate(root, today, base=commit, head=head, progress=progress, submitter=made.submitter)
        made.findings += outcome.findings
        made.branches.append(Branch(one, head, len(part)))
    if worst(made.findings) is Verdict.reject:
        made.branches = []
    else:
        git_branch.create(repository, {one.name: one.commit for one in made.branches})
    return made


def _submitter(files: Mapping[str, bytes]) -> Submitter:
    """Who may submit these files: a unit its own, an authority those of its folder."""
    units = {where.uscc for path in files if (where := paths.parse(path))}
    return Submitter() if len(units) == 1 else Submitter(Role.batch, folders_of(files)[0])
