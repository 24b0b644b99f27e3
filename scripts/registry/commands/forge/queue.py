"""`registry forge queue`: the open submissions as data, for the site; and those that ended without a filing, for reports."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from registry.adapters.forge import Forge
from registry.adapters.source import SourceError
from registry.commands.forge.act import Office, read_case
from registry.commands.forge.desk import Desk
from registry.commands.forge.gather import Deciders
from registry.commands.forge.submitted import Submitted
from registry.core.clock import SHANGHAI, day_in_shanghai
from registry.core.complaint import Complaint
from registry.core.complaint_counts import by_month
from registry.core.effects import LABEL_PREFIX
from registry.core.forge import EventKind, PullRequest
from registry.core.problem import Problem
from registry.core.queue import ClosedSubmission, ComplaintMonth, Ending, OpenSubmission, Queue, as_json
from registry.core.submission import Stage
from registry.core.text import shown
from registry.core.verdict import ForgeVerdict

Reading = Callable[[ForgeVerdict], Submitted]


@dataclass(slots=True)
class Gathered:
    """The queue, and a line for each request that could not be read."""

    queue: Queue
    problems: list[str]


def gather(
    office: Office, desk: Desk, submitted: Reading, since: date, complaints: Iterable[Complaint]
) -> Gathered:
    """Everything that is open and what ended since a day without a filing. What goes wrong with one is told and left out."""
    problems: list[str] = []
    deciders = Deciders(office.port, office.authorities)
    found = []
    for pull in office.port.open_pull_requests():
        if pull.base_ref != office.branch:
            continue
        try:
            one = _open(office, desk, deciders, submitted, pull)
        except Problem as error:
            problems.append(f"#{pull.number}: {shown(error, 300)}")
            continue
        if one is not None:
            found.append(one)
    closed = tuple(_closed(office, desk, since, problems))
    queue = Queue(
        schema="queue/v1",
        as_of=office.now.astimezone(SHANGHAI).isoformat(timespec="seconds"),
        closed_since=since.isoformat(),
        left_out=len(problems),
        submissions=tuple(found),
        closed=closed,
        complaints=tuple(
            ComplaintMonth(
                month=row.month,
                authority=row.authority,
                alleged=row.tally.alleged,
                upheld=row.tally.upheld,
                unfounded=row.tally.unfounded,
            )
            for row in by_month(complaints)
        ),
    )
    return Gathered(queue, problems)


def write(queue: Queue, target: Path) -> None:
    """Write the file. Raises SourceError if it cannot be written."""
    try:
        target.write_text(as_json(queue), "ascii", newline="\n")
    except OSError as error:
        raise SourceError(f"{target}: {error.strerror}") from error


def _open(
    office: Office, desk: Desk, deciders: Deciders, submitted: Reading, pull: PullRequest
) -> OpenSubmission | None:
    """None for what is no submission, and where nobody decides: the rules refuse that file."""
    case = read_case(office, deciders, pull.number, lambda facts: desk.judge(facts.pull), ())
    verdict, submission = case.verdict, case.submission
    if submission.stage is Stage.other or not verdict.authorities:
        return None
    what = submitted(verdict)
    begun = submission.procedure.submitted_at if submission.procedure else None
    optional: dict[str, Any] = {
        "path": what.path,
        "unit": what.unit,
        "uscc": what.uscc,
        "submitted_on": day_in_shanghai(begun).isoformat() if begun else None,
        "due": submission.deadline.until.isoformat() if submission.deadline else None,
    }
    return OpenSubmission(
        pull_request=pull.number,
        kind=verdict.kind,
        changes_existing=verdict.changes_existing,
        authority=verdict.authorities[0],
        filings=what.filings,
        items=what.items,
        apps=what.apps,
        stage=submission.stage,
        turn=submission.turn,
        opened_on=day_in_shanghai(pull.created_at).isoformat(),
        provisional=submission.deadline is not None and submission.deadline.provisional,
        **{key: value for key, value in optional.items() if value is not None},
    )


def _closed(office: Office, desk: Desk, since: date, problems: list[str]) -> list[ClosedSubmission]:
    """Requests that ended unmerged. Only the registry closes for abandonment or rejection, so its closing and its label count together."""
    found = []
    start = datetime.combine(since, datetime.min.time(), SHANGHAI)
    for pull in office.port.closed_pull_requests(start):
        if pull.merged or pull.base_ref != office.branch or pull.closed_at is None or pull.closed_at < start:
            continue
        try:
            verdict = desk.judge(pull)
            if verdict.authorities:
                found.append(
                    ClosedSubmission(
                        pull_request=pull.number,
                        kind=verdict.kind,
                        authority=verdict.authorities[0],
                        closed_on=day_in_shanghai(pull.closed_at).isoformat(),
                        how=_ending(office.port, pull),
                    )
                )
        except Problem as error:
            problems.append(f"#{pull.number}: {shown(error, 300)}")
    return found


def _ending(port: Forge, pull: PullRequest) -> Ending:
    closings = [event for event in port.timeline(pull.number) if event.kind is EventKind.closed]
    closer = closings[-1].actor if closings else None
    if closer is None:
        return Ending.closed
    if closer.id == port.bot_id:
        for stage, how in ((Stage.abandoned, Ending.abandoned), (Stage.rejected, Ending.rejected)):
            if f"{LABEL_PREFIX}{stage.value}" in pull.labels:
                return how
    return Ending.withdrawn_before if pull.author and closer.id == pull.author.id else Ending.closed
