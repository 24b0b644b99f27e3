"""`registry verify`: is what is published what was decided, and was no decision ever touched?"""

from dataclasses import dataclass, field
from pathlib import Path

from registry.adapters import index_files, ledger_files
from registry.adapters.git import GitTree, Repository
from registry.adapters.load import Loaded, Progress, load, no_progress
from registry.core import number, paths
from registry.core.finding import Verdict
from registry.core.lookup import same_unit_and_kind, unit_of_path
from registry.core.text import shown

LONGEST_SENTENCE = 300


@dataclass(slots=True)
class Report:
    """Problems break the registry's promises; `pending` is merged but not registered yet. English sentences."""

    events: int = 0
    numbers: int = 0
    problems: list[str] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> Verdict:
        """Reject with problems, refer with pending changes, else accept."""
        if self.problems:
            return Verdict.reject
        return Verdict.refer if self.pending else Verdict.accept


def verify(root: Path, progress: Progress = no_progress) -> Report:
    """Check the commit that is checked out and the history behind it. Raises SourceError outside a git repository."""
    repository = Repository(root)
    commit = repository.commit("HEAD")
    with GitTree(repository, commit) as tree:
        loaded = load(tree, progress)
        report = Report(
            events=sum(head.sequence for head in loaded.replay.heads.values()),
            numbers=len(loaded.replay.apps),
        )
        broken = (*loaded.broken_ledger, *loaded.broken_authorities)
        report.problems += [f"{path}: {problem}" for path, problem in broken]
        report.problems += _contents(loaded, report.pending)
        report.problems += _prefixes(loaded)
        report.problems += _history(repository)
        report.problems += _index(repository, tree, commit, loaded)
    report.problems = [shown(problem, LONGEST_SENTENCE) for problem in report.problems]
    report.pending = [shown(path, LONGEST_SENTENCE) for path in report.pending]
    return report


def _contents(loaded: Loaded, pending: list[str]) -> list[str]:
    """Every registered file is there and readable; one that differs from what was registered, or moved, is pending."""
    problems = []
    registered = loaded.replay.digests
    unregistered = [path for path in sorted((*loaded.providers, *loaded.users)) if path not in registered]
    new_places = {unit_of_path(path): path for path in unregistered}
    moved = {
        path: new
        for path in registered
        if (new := new_places.get(unit_of_path(path))) and same_unit_and_kind(new, path)
    }
    for path, sha256 in sorted(registered.items()):
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


def _prefixes(loaded: Loaded) -> list[str]:
    """A number carries the prefix of the authority in whose chain it was given."""
    prefix = {slug: authority.numeric_prefix for slug, authority in loaded.authorities.items()}
    return [
        f"{app.number}: given by {app.chain}, whose prefix is {prefix.get(app.chain)}"
        for app in loaded.replay.apps.values()
        if prefix.get(app.chain) != app.number[5:7]
    ]


def _history(repository: Repository) -> list[str]:
    """No ledger file was ever modified, deleted, renamed or changed in type by any commit."""
    raw = repository.text(
        "log", "--no-renames", "--diff-filter=MDT", "--diff-merges=separate", "--name-status", "--format=commit %H", "HEAD", "--",
        f"{paths.LEDGER}*.jsonl",
    )  # fmt: skip
    problems: list[str] = []
    if repository.text("rev-parse", "--is-shallow-repository") == "true":
        problems.append(
            "the history of this clone is cut off, so it cannot be checked; run git fetch --unshallow"
        )
    commit, cleared = "", False
    for line in raw.splitlines():
        if line.startswith("commit "):
            commit = line[7:]
            cleared = False
        elif line.startswith("D\t") and (cleared or _clears_demonstration(repository, commit)):
            cleared = True
        elif line:
            status, _, path = line.partition("\t")
            word = {"M": "modified", "D": "deleted", "T": "changed in type"}.get(status[0], status)
            problems.append(f"{path}: {word} by commit {commit[:12]}; ledger files are never touched")
    return problems


def _clears_demonstration(repository: Repository, commit: str) -> bool:
    """Whether a commit removes a ledger that held nothing but demonstration numbers: `registry demo --clear`."""
    with GitTree(repository, commit) as now, GitTree(repository, f"{commit}^") as then:
        (after, _), (before, _) = ledger_files.load(now), ledger_files.load(then)
    serials = [number.prefix_and_serial(given)[1] for given in before.apps]
    return not after.heads and min(serials, default=0) >= number.FIRST_DEMONSTRATION_SERIAL


def _index(repository: Repository, tree: GitTree, commit: str, loaded: Loaded) -> list[str]:
    """The committed index is what the covered trees give; only checked where it covers this very commit."""
    covered = index_files.covers(tree)
    if covered is None:
        path = f"{paths.INDEX}covers.json"
        return [f"{path}: cannot be read; run registry index"] if tree.entry(path) else []
    trees = {folder: repository.folder_tree(commit, folder) or "" for folder in index_files.COVERED}
    if covered.trees != trees:
        return []
    wanted = index_files.build(loaded, trees)
    entries = [entry for entry in tree.entries(paths.INDEX) if entry.path.endswith((".tsv", ".json"))]
    found = {entry.path: content for entry, content in tree.read_all(entries)}
    return [
        f"{path}: not what the registry gives; run registry index"
        for path in sorted(wanted.keys() | found.keys())
        if wanted.get(path) != found.get(path)
    ]
