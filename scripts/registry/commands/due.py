"""`registry due`: what is due on a day, by the records of a commit and by submissions handed over in a file."""

from datetime import date, datetime, time
from pathlib import Path

from pydantic import ValidationError

from registry.adapters.git import GitTree, Repository
from registry.adapters.load import Progress, load, no_progress
from registry.commands.snapshot import snapshot_of
from registry.core.clock import SHANGHAI
from registry.core.due import Docket, due
from registry.core.paths import kind_of
from registry.core.problem import Problem
from registry.core.procedure_file import ProcedureFile, ProcedureRecord
from registry.core.text import shown
from registry.core.working_days import AnnouncedDays

LARGEST_PROCEDURES = 64 * 1024 * 1024
"""Bytes of a file of procedures: 100,000 submissions with some dozen steps each."""


def end_of(day: date) -> datetime:
    """The last second of a day in Shanghai: its events count, its last days have not passed."""
    return datetime.combine(day, time(23, 59, 59), SHANGHAI)


def read_procedures(path: Path) -> tuple[ProcedureRecord, ...]:
    """Submissions from a JSON file (`ProcedureFile`). Raises Problem with the place of what is wrong."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_PROCEDURES + 1)
    except OSError as error:
        raise Problem(f"{path}: {error.strerror}") from error
    if len(content) > LARGEST_PROCEDURES:
        raise Problem(f"{path}: larger than {LARGEST_PROCEDURES} bytes")
    try:
        found = ProcedureFile.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise Problem(f"{path}: {place or 'the file'}: {first['msg']}") from error
    seen: set[int] = set()
    for position, record in enumerate(found.procedures):
        where = f"{path}: procedures.{position}"
        if record.where is None or kind_of(record.path) not in ("provider", "user"):
            raise Problem(f"{where}.path: no filing can lie at {shown(record.path)}")
        if record.pull_request in seen:
            raise Problem(f"{where}.pull_request: {record.pull_request} stands there twice")
        seen.add(record.pull_request)
    return found.procedures


def docket(
    root: Path,
    now: datetime,
    authority: str | None = None,
    procedures: Path | None = None,
    progress: Progress = no_progress,
) -> Docket:
    """What is due at `now` by the commit that is checked out; of one authority and those below it, if one is named.

    Raises Problem for an unknown authority, unreadable procedures or records, and for a place that is no git repository.
    """
    submissions = () if procedures is None else read_procedures(procedures)
    repository = Repository(root)
    commit = repository.commit("HEAD")
    with GitTree(repository, commit) as tree:
        snapshot = snapshot_of(load(tree, progress), commit, now.date())
    if authority is not None:
        slug, *codes = authority.split("/")
        known = snapshot.authorities.get(slug)
        if known is None or known.find(tuple(codes)) is None:
            raise Problem(
                f"there is no authority {shown(authority)}; write e.g. zhejiang or zhejiang/330100/330106"
            )
    try:
        shorter = {slug: known.shorter_clocks for slug, known in snapshot.authorities.items()}
        found = due(snapshot, submissions, AnnouncedDays(), now, shorter)
    except ValueError as error:
        raise Problem(str(error)) from error
    return found if authority is None else found.of_authority(authority)
