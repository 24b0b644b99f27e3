"""`registry report`: the periodic report of Art. 23, from the commit that is checked out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from registry.adapters.git import GitTree, Repository
from registry.adapters.load import Progress, load, no_progress
from registry.adapters.source import SourceError
from registry.commands.queue_file import read_queue
from registry.commands.snapshot import snapshot_of
from registry.core.oversight import oversight
from registry.core.oversight_report import ListName, Report, report
from registry.core.period import Period
from registry.core.problem import Problem
from registry.core.text import Text, shown
from registry.core.working_days import AnnouncedDays
from registry.render.report_document import as_json, as_markdown, figures_csv, list_csv
from registry.render.site.reports import as_document
from registry.render.site.submissions import brought


@dataclass(frozen=True, slots=True)
class Made:
    """A report, and the names of all authorities by slug."""

    report: Report
    names: Mapping[str, Text]


def make(
    root: Path, period: str, today: date, authority: str = "", queue: Path | None = None, progress: Progress = no_progress
) -> Made:  # fmt: skip
    """The report of a period as the records of the commit tell it on a day. Raises Problem: no such period or authority, or unreadable records."""
    try:
        wanted = Period.parse(period)
    except ValueError as error:
        raise Problem(str(error)) from error
    if wanted.begins > today.isoformat():
        raise Problem(f"{wanted.code} has not begun yet")
    told = brought(read_queue(queue))
    repository = Repository(root)
    commit = repository.commit("HEAD")
    with GitTree(repository, commit) as tree:
        snapshot = snapshot_of(load(tree, progress, in_short=True), commit, today)
    names = {slug: known.region.text for slug, known in snapshot.authorities.items()}
    if authority and authority not in names:
        raise Problem(f"there is no authority {shown(authority)}; write e.g. beijing, or moe")
    return Made(report(oversight(snapshot, AnnouncedDays()), wanted, authority, told), names)


def write(made: Made, out: Path, language: str) -> list[Path]:
    """Write the document, the figures and every list into a folder; the paths. Raises SourceError if they cannot be written."""
    lists = {name: f"{name.value}.csv" for name in ListName if made.report.lists[name] is not None}
    files = {
        "report.html": as_document(made.report, made.names, language, lists),
        "report.md": as_markdown(made.report, made.names, language).encode(),
        "report.json": as_json(made.report, made.names).encode(),
        "figures.csv": figures_csv(made.report),
        **{path: list_csv(made.report, name) or b"" for name, path in lists.items()},
    }
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (out / name).write_bytes(content)
    except OSError as error:
        raise SourceError(f"{error.filename or out}: {error.strerror}") from error
    return [out / name for name in files]
