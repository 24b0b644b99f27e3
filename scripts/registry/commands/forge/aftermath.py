"""`registry forge aftermath`: one issue for each thing that an authority has to tell or do because of a decision.

An app that is suspended, revoked or withdrawn: one issue for each authority whose institutions use it, until all have updated their
filings (Art. 20). A bar that has run out: one for the authority that keeps the list (Art. 24). Each is written once, kept up to date, and closed
when nothing is left to do.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from registry.adapters import switches
from registry.adapters.forge import Forge
from registry.adapters.git import GitTree, Repository
from registry.adapters.load import load
from registry.commands.forge.pen import Pen
from registry.commands.snapshot import snapshot_of
from registry.core.clock import day_in_shanghai
from registry.core.due import Due, due
from registry.core.forge import Issue, State
from registry.core.forge_writes import has_mark, is_own
from registry.core.problem import Problem
from registry.core.snapshot import Snapshot
from registry.core.time_limits import APP_LOST, LISTING_END
from registry.core.working_days import AnnouncedDays
from registry.render import notices
from registry.render.notices import LABEL, LATE

_REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Wanted:
    """An issue that should be there: its key, what it says, and whether somebody is late."""

    key: str
    title: str
    body: str
    late: tuple[Due, ...]


def aftermath(root: Path, forge: Forge, now: datetime, *, apply: bool = False) -> list[str]:
    """What was done, or with `apply` off would be, a line each. Raises Problem, ForgeProblem among them."""
    repository = Repository(root)
    commit = repository.commit("HEAD")
    with GitTree(repository, commit) as tree:
        pen = Pen(forge, switches.load(tree), apply=apply)
        snapshot = snapshot_of(load(tree), commit, day_in_shanghai(now))
    try:
        shorter = {slug: known.shorter_clocks for slug, known in snapshot.authorities.items()}
        dues = due(snapshot, (), AnnouncedDays(), now, shorter).dues
    except ValueError as error:
        raise Problem(str(error)) from error
    wanted = {one.key: one for one in (*_lost(dues, snapshot), *_ended(dues, snapshot, now))}
    here = [issue for issue in forge.issues(None, labels=[LABEL]) if is_own(issue.author, forge.bot_id)]
    for one in wanted.values():
        number = pen.issue(here, one.key, one.title, one.body, (LABEL, LATE) if one.late else (LABEL,))
        old = next((issue for issue in here if has_mark(issue.body, one.key)), None)
        if old is not None and not one.late:
            pen.labels(old, (), LATE)
        if number is not None and one.late:
            pen.comment(number, forge.comments(number), _REMINDER, notices.reminder(one.late))
    for issue in here:
        if issue.state is State.open and not any(has_mark(issue.body, key) for key in wanted):
            _finish(pen, issue)
    return pen.lines


def _finish(pen: Pen, issue: Issue) -> None:
    """Nothing is left to do: say so and close."""
    pen.comment(issue.number, pen.forge.comments(issue.number), "done", notices.done())
    pen.close(issue, completed=True)


def _lost(dues: Iterable[Due], snapshot: Snapshot) -> list[Wanted]:
    """Institutions that still use an app whose filing is not in force, by app, event and authority."""
    groups: Mapping[tuple[str, str, str], list[Due]] = defaultdict(list)
    for one in dues:
        if one.limit.code == APP_LOST.code:
            groups[one.about, one.since.date().isoformat(), one.authority].append(one)
    found = []
    for (number, day, folder), group in sorted(groups.items()):
        title, body = notices.lost(number, day, folder, group, snapshot)
        key = f"notice:lost/{number[5:12]}/{day}/{folder}"
        found.append(Wanted(key, title, body, tuple(one for one in group if one.may_close)))
    return found


def _ended(dues: Iterable[Due], snapshot: Snapshot, now: datetime) -> list[Wanted]:
    """Bars that have run out while the unit is still on the list."""
    today = day_in_shanghai(now)
    found = []
    for one in dues:
        if one.limit.code == LISTING_END.code and one.until <= today:
            title, body = notices.bar_ended(one, snapshot)
            name = one.subject.removeprefix("blacklist/").removesuffix(".yaml").lower().replace("--", "/")
            found.append(Wanted(f"notice:bar-ended/{name}", title, body, ()))
    return found
