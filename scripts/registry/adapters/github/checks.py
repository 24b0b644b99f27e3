"""A report on a commit, shown as a check run, 50 annotations at a time."""

from typing import Any

from github.CheckRun import CheckRun
from github.Repository import Repository

from registry.core.forge_writes import ANNOTATIONS_AT_ONCE, Change, CheckReport, CheckWritten, checked_key


def put_check(repository: Repository, sha: str, name: str, key: str, report: CheckReport) -> CheckWritten:
    """Make the newest check run with this name and key show the report.

    GitHub only ever adds annotations, so a different report becomes a new check run; GitHub shows the newest of a name. A run that
    was begun and not finished goes on after the annotations that it has: their order is that of the report.
    """
    fitted = report.fitted()
    external_id = report.external_id(key)
    cut = len(report.annotations) - len(fitted.annotations)
    batches = [
        [annotation.as_dict() for annotation in fitted.annotations[start : start + ANNOTATIONS_AT_ONCE]]
        for start in range(0, len(fitted.annotations), ANNOTATIONS_AT_ONCE)
    ] or [[]]

    def step(number: int) -> dict[str, Any]:
        """What the request with one batch says; the last one ends the run."""
        output = {"title": fitted.title, "summary": fitted.summary, "annotations": batches[number]}
        last = number == len(batches) - 1
        return {
            "output": output,
            **({"conclusion": str(fitted.conclusion)} if last else {"status": "in_progress"}),
        }

    run = _newest(repository, sha, name, f"{checked_key(key)}#")
    if run is None or run.external_id != external_id:
        run = repository.create_check_run(name, sha, external_id=external_id, **step(0))
        done, change = 1, Change.created
    elif run.status == "completed":
        return CheckWritten(run.id, Change.unchanged, len(fitted.annotations), cut)
    else:
        done, change = -(-run.output.annotations_count // ANNOTATIONS_AT_ONCE), Change.edited
    for number in range(done, len(batches)):
        run.edit(**step(number))
    return CheckWritten(run.id, change, len(fitted.annotations), cut)


def _newest(repository: Repository, sha: str, name: str, prefix: str) -> CheckRun | None:
    found = repository.get_commit(sha).get_check_runs(check_name=name, filter="all")
    ours = [run for run in found if (run.external_id or "").startswith(prefix)]
    return max(ours, key=lambda run: run.id, default=None)
