"""`registry verify`: is what is published what was decided, and was no decision ever touched?"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from registry.adapters import index_files, ledger_files
from registry.adapters.git import GitTree, Repository, TreesOf
from registry.adapters.load import (
    Loaded,
    Progress,
    is_documentation,
    kind_by_folder,
    load,
    load_authorities,
    no_progress,
    read_one,
)
from registry.adapters.source import Entry
from registry.commands import verify_history
from registry.core import number, paths
from registry.core.difference import REGULAR, PathChange
from registry.core.finding import Verdict
from registry.core.lookup import same_unit_and_kind, unit_of_path
from registry.core.text import shown
from registry.render import codeowners

LONGEST_SENTENCE = 300


@dataclass(slots=True)
class Report:
    """Problems break the registry's promises; `pending` is merged but not registered yet. English sentences.

    `since` is the commit that was taken on trust, `compared` how many files were compared with what was approved.
    """

    events: int = 0
    numbers: int = 0
    since: str = ""
    compared: int = 0
    problems: list[str] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> Verdict:
        """Reject with problems, refer with pending changes, else accept."""
        if self.problems:
            return Verdict.reject
        return Verdict.refer if self.pending else Verdict.accept


def verify(root: Path, progress: Progress = no_progress, since: str = "") -> Report:
    """Check the commit that is checked out and the history behind it. Raises SourceError outside a git repository.

    With `since`, a commit that was found whole before, only what came after is checked: contents that changed, commits that
    came; the ledger of that commit must still stand there byte for byte, also if the history was rewritten. The chain is
    replayed in full either way. The index is not compared then: that needs every filing.
    """
    repository = Repository(root)
    commit = repository.commit("HEAD")
    trusted = repository.commit(since) if since else ""
    with GitTree(repository, commit) as tree:
        loaded = _changed(repository, tree, trusted) if trusted else load(tree, progress)
        report = Report(
            events=sum(head.sequence for head in loaded.replay.heads.values()),
            numbers=len(loaded.replay.apps),
            since=trusted,
        )
        broken = (*loaded.broken_ledger, *loaded.broken_authorities)
        report.problems += [f"{path}: {problem}" for path, problem in broken]
        only = _concerned(repository, loaded, trusted) if trusted else None
        report.compared = len(loaded.replay.digests if only is None else only)
        report.problems += _contents(loaded, report.pending, only)
        report.problems += _numbers(loaded)
        report.problems += verify_history.touched(repository, trusted)
        if trusted:
            report.problems += verify_history.rewritten(repository, trusted)
        report.problems += verify_history.unknown_commits(repository, loaded.replay)
        if not loaded.broken_authorities:
            wanted = codeowners.as_text(loaded.authorities)
            report.problems += verify_history.owners(repository, tree, wanted)
        if not trusted:
            report.problems += _index(repository, tree, commit, loaded)
    report.problems = [shown(problem, LONGEST_SENTENCE) for problem in dict.fromkeys(report.problems)]
    report.pending = [shown(path, LONGEST_SENTENCE) for path in report.pending]
    return report


def _changes(repository: Repository, since: str) -> list[PathChange]:
    """Filings and cases that differ between a commit and HEAD."""
    empty = repository.run("hash-object", "-t", "tree", "--stdin", stdin=b"").decode().strip()
    found = []
    for folder in (paths.FILINGS, paths.CASES):
        then, now = (repository.folder_tree(commit, folder) for commit in (since, "HEAD"))
        found += repository.changes(then or empty, now or empty, prefix=folder)
    return [change for change in found if not is_documentation(change.path)]


def _changed(repository: Repository, tree: GitTree, since: str) -> Loaded:
    """Ledger and authorities in full; of the filings and cases those that differ from a commit."""
    loaded = Loaded()
    loaded.authorities, loaded.broken_authorities = load_authorities(tree)
    loaded.replay, loaded.broken_ledger = ledger_files.load(tree)
    for change in _changes(repository, since):
        if not change.deleted:
            entry = Entry(change.path, change.new_mode == REGULAR, change.new_oid)
            read_one(kind_by_folder(change.path), tree, entry, loaded)
    return loaded


def _concerned(repository: Repository, loaded: Loaded, since: str) -> frozenset[str]:
    """Registered paths whose content or whose approved digest may differ from what they were at a commit.

    One that was decided on anew without a change of its content is read here.
    """
    before, ours = (repository.folder_tree(commit, "ledger") or "" for commit in (since, "HEAD"))
    first: dict[str, int] = {}
    for change in (
        repository.changes(before, ours, prefix=paths.LEDGER) if before and ours and before != ours else ()
    ):
        if parts := paths.ledger_parts(change.path):
            first[parts[0]] = min(parts[2], first.get(parts[0], parts[2]))
    decided = {
        event.path
        for events in loaded.replay.file_events.values()
        for event in events
        if event.sequence >= first.get(event.authority, event.sequence + 1)
    } & loaded.replay.digests.keys()
    changed = {change.path for change in _changes(repository, since)}
    with GitTree(repository, "HEAD") as now:
        for path in sorted(decided - changed):
            if (entry := now.entry(path)) is not None:
                read_one(kind_by_folder(path), now, entry, loaded)
    return frozenset((decided | changed) & loaded.replay.digests.keys())


def _contents(loaded: Loaded, pending: list[str], only: Iterable[str] | None) -> list[str]:
    """Every registered file is there and readable; one that differs from what was registered, or moved, is pending.

    `only`: the registered paths to look at; None: all.
    """
    problems = []
    registered = loaded.replay.digests
    unregistered = [path for path in sorted((*loaded.providers, *loaded.users)) if path not in registered]
    new_places = {unit_of_path(path): path for path in unregistered}
    moved = {
        path: new
        for path in registered
        if (new := new_places.get(unit_of_path(path))) and same_unit_and_kind(new, path)
    }
    for path in sorted(registered if only is None else only):
        sha256 = registered[path]
        file = loaded.providers.get(path) or loaded.users.get(path) or loaded.cases.get(path)
        if file is None and path in moved:
            pending.append(f"{path}: moved to {moved[path]}, not registered there")
        elif file is None:
            problems.append(f"{path}: registered, but missing or unreadable")
        elif file.sha256 != sha256 and path.startswith("filings/"):
            pending.append(f"{path}: differs from what was registered (SHA-256 {sha256[:12]}… is on record)")
    pending += [f"{path}: merged, not registered" for path in unregistered if path not in moved.values()]
    pending += [
        f"{failed.entry.path}: merged, but cannot be registered: {failed.problem}"
        for failed in loaded.failed
        if failed.entry.path not in registered
    ]
    return problems


def _numbers(loaded: Loaded) -> list[str]:
    """A number carries the prefix of the authority in whose chain it was given; the first serial is the one that is explained.

    Later gaps are the replay's: nothing explains a serial left out, since a run that fails gives none. A chain begins at 1, at
    the `first_serial` of its authority (numbers were given elsewhere before), or at the first demonstration serial.
    """
    problems = []
    lowest: dict[str, int] = {}
    for app in loaded.replay.apps.values():
        authority = loaded.authorities.get(app.chain)
        prefix, serial = number.prefix_and_serial(app.number)
        lowest[app.chain] = min(serial, lowest.get(app.chain, serial))
        if authority is None or authority.numeric_prefix != prefix:
            known = authority.numeric_prefix if authority else None
            problems.append(f"{app.number}: given by {app.chain}, whose prefix is {known}")
    for slug, serial in sorted(lowest.items()):
        first = loaded.authorities[slug].first_serial if slug in loaded.authorities else None
        if serial not in (first or 1, number.FIRST_DEMONSTRATION_SERIAL):
            problems.append(
                f"{slug}: its numbers begin at {serial:05d} and not at {first or 1:05d}; if numbers were given elsewhere before, "
                f"say so in authorities/{slug}.yaml (first_serial)"
            )
    return problems


def _index(repository: Repository, tree: GitTree, commit: str, loaded: Loaded) -> list[str]:
    """The committed index is what the trees give that it says it covers. One that lags behind is built again for those trees.

    One that names trees that are not in this clone cannot be checked, and nobody reads it: everything is read instead.
    """
    covered = index_files.covers(tree)
    if covered is None:
        path = f"{paths.INDEX}covers.json"
        return [f"{path}: cannot be read; run registry index"] if tree.entry(path) else []
    trees = {folder: repository.folder_tree(commit, folder) or "" for folder in index_files.COVERED}
    if covered.trees != trees:
        if not all(repository.has_tree(oid) for oid in covered.trees.values() if oid):
            return []
        with TreesOf(repository, commit, covered.trees) as then:
            loaded = load(then)
    wanted = index_files.build(loaded, covered.trees)
    entries = [entry for entry in tree.entries(paths.INDEX) if entry.path.endswith((".tsv", ".json"))]
    found = {entry.path: content for entry, content in tree.read_all(entries)}
    return [
        f"{path}: not what the registry gives; run registry index"
        for path in sorted(wanted.keys() | found.keys())
        if wanted.get(path) != found.get(path)
    ]
