"""What the bot asks of the repository: verdicts, authorities, switches, and what is registered, of the main branch as it is now."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

from registry.adapters import records, switches
from registry.adapters.git import GitTree, Repository
from registry.adapters.git_remote import Remote
from registry.adapters.git_request import fetch_request
from registry.adapters.ledger_files import parse_file
from registry.adapters.load import load_authorities
from registry.adapters.source import Entry, SourceError
from registry.commands.forge.judge import contents_of, judge_request
from registry.commands.forge.submitted import Submitted
from registry.core import paths
from registry.core.authority import Authority
from registry.core.clock import day_in_shanghai
from registry.core.difference import REGULAR
from registry.core.forge import PullRequest
from registry.core.issue_filing import issue_of
from registry.core.ledger import Event
from registry.core.submission import Registered
from registry.core.switches import Switches
from registry.core.verdict import ForgeVerdict
from registry.rules import personal_data

LOOKED_BACK = timedelta(days=3)
"""Product rule: so long after its merge a request's comment is kept up to date; by then its number is given or a person looks."""
FRESH_FOR = 20.0
"""Seconds for which the main branch's tip is taken as known, but for judging."""
_MERGE = re.compile(r"Merge pull request #([1-9][0-9]{0,8})\b")


@dataclass(frozen=True, slots=True)
class RecentMerge:
    """A merge on the main branch: of which request it says to be, and the commit that it was merged into."""

    number: int
    commit: str
    base: str


class Desk(Protocol):
    """What the repository knows. Everything may raise SourceError: then nothing is decided."""

    def judge(self, pull: PullRequest, base: str | None = None) -> ForgeVerdict:
        """The verdict on a request's head, by the main branch as it is now, or by another commit."""

    def authorities(self) -> Mapping[str, Authority]:
        """Who decides, as the main branch says."""

    def switches(self) -> Switches:
        """What is switched off now."""

    def registered(self, merge: RecentMerge) -> tuple[Registered, ...]:
        """What the ledger says about a merged request."""

    def recent(self, now: datetime) -> tuple[RecentMerge, ...]:
        """What was merged lately, newest first. Only hints: the forge is asked about each."""


class GitDesk:
    """The same from a clone whose remote is the forge's repository."""

    def __init__(
        self, root: Path, now: datetime, bot: int | None, remote: str = "origin", branch: str = "main"
    ) -> None:
        self._root = root
        self._repository = Repository(root)
        self._now, self._bot, self._remote, self._branch = now, bot, remote, branch

        self._known, self._known_at = "", 0.0

    def _fresh_tip(self) -> str:
        """The main branch as the remote has it at this moment."""
        self._known = Remote(self._repository, self._remote).fetch(self._branch)
        self._known_at = monotonic()
        return self._known

    def _tip(self) -> str:
        """The same, or as it was a moment ago: a run asks for the switches before each of its writes."""
        is_old = not self._known or monotonic() - self._known_at > FRESH_FOR
        return self._fresh_tip() if is_old else self._known

    def judge(self, pull: PullRequest, base: str | None = None) -> ForgeVerdict:
        author = pull.author.id if pull.author else None
        if self._bot is not None and issue_of(pull, self._bot) is not None:
            # A filer's, whoever that is: the bot's own right to speak for authorities is not lent.
            author = None
        today = day_in_shanghai(self._now)
        return judge_request(
            self._root, pull.number, self._remote, base or self._fresh_tip(), author, self._bot, today
        )

    def contents(self, number: int, merge: str) -> Mapping[str, str] | None:
        """Of a merged request: commit -> digest of what it submits. None if the remote no longer has it.

        `merge` is the commit that brought it into the main branch.
        """
        try:
            head = fetch_request(self._repository, self._remote, number)
            return {one.sha: one.content for one in contents_of(self._repository, f"{merge}^1", head)}
        except SourceError:
            return None

    def submitted(self, verdict: ForgeVerdict) -> Submitted:
        """What a judged request submits; nothing but the number of filings where there are several, or they cannot be read.

        Of a filing in which personal data are found, or may be among findings that were cut, only the path is told: its names are
        what a stranger wrote.
        """
        changes = self._repository.changes(
            self._repository.merge_bases(verdict.base, verdict.head)[0], verdict.head
        )
        filings = [c for c in changes if c.path.startswith(paths.FILINGS) and c.new_mode == REGULAR]
        if len(filings) != 1 or paths.parse(filings[0].path) is None:
            return Submitted(len(filings))
        path = filings[0].path
        if verdict.findings_cut or any(found.code in personal_data.CODES for found in verdict.findings):
            return Submitted(1, path)
        with (
            GitTree(self._repository, verdict.base) as before,
            GitTree(self._repository, verdict.head) as tree,
        ):
            known, record = _items(before, path), _record(tree, path)
            if record is None:
                return Submitted(1, path)
            items = _items(tree, path)
        touched = [item for item, content in items.items() if known.get(item) != content]
        unit = getattr(record, "unit", None) or record.institution
        names = {app.id: app.name for app in getattr(record, "apps", ())}
        return Submitted(
            1,
            path,
            unit.name,
            unit.uscc,
            tuple(touched),
            tuple(names[item] for item in touched if item in names),
        )

    def authorities(self) -> Mapping[str, Authority]:
        with GitTree(self._repository, self._tip()) as tree:
            found, broken = load_authorities(tree)
        if broken:
            raise SourceError(f"{broken[0][0]}: {broken[0][1]}; nobody's approval can be counted")
        return found

    def switches(self) -> Switches:
        with GitTree(self._repository, self._tip()) as tree:
            return switches.load(tree)

    def recent(self, now: datetime) -> tuple[RecentMerge, ...]:
        since = int((now - LOOKED_BACK).timestamp())
        log = self._repository.text(
            "log", "--first-parent", "--merges", f"--since={since}", "--max-count=200", "--format=%H %P%x09%s", self._tip(), "--"
        )  # fmt: skip
        found: dict[int, RecentMerge] = {}
        for row in log.splitlines():
            commits, _, subject = row.partition("\t")
            match = _MERGE.match(subject)
            if match:
                made, base, *_ = commits.split(" ")
                found.setdefault(int(match[1]), RecentMerge(int(match[1]), made, base))
        return tuple(found.values())

    def registered(self, merge: RecentMerge) -> tuple[Registered, ...]:
        tip = self._tip()
        touched = {change.path for change in self._repository.changes(merge.base, merge.commit)}
        added = [
            change
            for change in self._repository.changes(merge.commit, tip)
            if change.added and paths.ledger_parts(change.path)
        ]
        found: list[Registered] = []
        with GitTree(self._repository, tip) as tree:
            for change in added:
                for event, _ in parse_file(tree.read(Entry(change.path, oid=change.new_oid))):
                    of_it = event.pull_request == merge.number
                    if of_it or (event.pull_request is None and event.path in touched):
                        found.append(Registered(event.number, _name(tree, event)))
        return tuple(found)


def _record(tree: GitTree, path: str) -> Any:
    """The filing at a path; None if there is none that can be read."""
    content, kind = tree.read_path(path), paths.kind_of(path)
    return records.parse(kind, content).record if content is not None and kind else None


def _items(tree: GitTree, path: str) -> dict[str, object]:
    """The apps or uses of a filing by their ids."""
    record = _record(tree, path)
    return {item.id: item for item in getattr(record, "apps", ()) or getattr(record, "uses", ())}


def _name(tree: GitTree, event: Event) -> str:
    """What the app, or the unit where there is none, is called in the file that was decided on."""
    record = _record(tree, event.path)
    if record is None:
        return event.path
    apps = {app.id: app.name for app in getattr(record, "apps", ())}
    unit = getattr(record, "unit", None) or getattr(record, "institution", None)
    return str(apps.get(event.item or "") or getattr(unit, "name", event.path))
