"""What only the history of the repository can tell: nothing of the ledger was ever touched, and commits that it names are there."""

from registry.adapters import ledger_files
from registry.adapters.git import GitError, GitTree, Repository
from registry.core import number, paths
from registry.core.difference import REGULAR
from registry.core.ledger import Event
from registry.core.replay import Replay
from registry.render import codeowners

_WORDS = {"M": "modified", "D": "deleted", "T": "changed in type"}
_NEVER = "ledger files are never touched"


def is_shallow(repository: Repository) -> bool:
    """Whether this clone has not all commits."""
    return repository.text("rev-parse", "--is-shallow-repository") == "true"


def touched(repository: Repository, since: str = "") -> list[str]:
    """Ledger files that a commit (after `since`) modified, deleted, renamed or changed in type, on any branch that was merged."""
    raw = repository.text(
        "log", "--no-renames", "--diff-filter=MDT", "--diff-merges=separate", "--name-status", "--format=commit %H",
        f"{since}..HEAD" if since else "HEAD", "--", f"{paths.LEDGER}*.jsonl",
    )  # fmt: skip
    problems: list[str] = []
    if is_shallow(repository):
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
            problems.append(f"{path}: {_WORDS.get(status[0], status)} by commit {commit[:12]}; {_NEVER}")
    return problems


def rewritten(repository: Repository, since: str) -> list[str]:
    """What differs in the ledger between a commit that is trusted and HEAD, whatever the history says."""
    problems = []
    try:
        repository.run("merge-base", "--is-ancestor", since, "HEAD")
    except GitError:
        problems.append(f"commit {since[:12]} is not in the history of HEAD: the history was rewritten")
    then, now = (repository.folder_tree(commit, "ledger") for commit in (since, "HEAD"))
    if then is None or now is None or then == now:
        return (
            problems
            if then == now or then is None
            else [*problems, f"{paths.LEDGER}: gone since commit {since[:12]}"]
        )
    for change in repository.changes(then, now, prefix=paths.LEDGER):
        if change.old_mode == "000000" or not change.path.endswith(".jsonl"):
            continue
        word = (
            "deleted" if change.deleted else "modified" if change.new_mode == REGULAR else "changed in type"
        )
        problems.append(f"{change.path}: {word} since commit {since[:12]}; {_NEVER}")
    return problems


def unknown_commits(repository: Repository, replay: Replay) -> list[str]:
    """Decisions about a commit that is not in the history behind HEAD.

    Those that came with a first commit were imported, and those of a registry of demonstration numbers are invented.
    """
    if is_shallow(repository) or is_demonstration(replay):
        return []
    history = set(repository.text("rev-list", "HEAD").split())
    strangers = [event for event in _events(replay) if event.commit not in history]
    imported: dict[str, int] = {}
    for root in repository.text("rev-list", "--max-parents=0", "HEAD").split() if strangers else ():
        with GitTree(repository, root) as tree:
            for slug, head in ledger_files.load(tree)[0].heads.items():
                imported[slug] = max(imported.get(slug, 0), head.sequence)
    return [
        f"{event.authority} event {event.sequence}: its commit {event.commit[:12]} is not in the history"
        for event in strangers
        if event.sequence > imported.get(event.authority, 0)
    ]


def _events(replay: Replay) -> list[Event]:
    found = [event for events in replay.file_events.values() for event in events]
    return sorted(found, key=lambda event: (event.authority, event.sequence))


def is_demonstration(replay: Replay) -> bool:
    """Whether the ledger holds numbers, and all of them are fictional."""
    serials = [number.prefix_and_serial(given)[1] for given in replay.apps]
    return min(serials, default=0) >= number.FIRST_DEMONSTRATION_SERIAL


def _clears_demonstration(repository: Repository, commit: str) -> bool:
    """Whether a commit removes a ledger that held nothing but demonstration numbers: `registry demo --clear`."""
    with GitTree(repository, commit) as now, GitTree(repository, f"{commit}^") as then:
        (after, _), (before, _) = ledger_files.load(now), ledger_files.load(then)
    return not after.heads and is_demonstration(before)


def owners(repository: Repository, tree: GitTree, wanted: str) -> list[str]:
    """The owners of paths are those that the authorities give, and no second file says something else."""
    content = tree.read_path(codeowners.PATH)
    problems = [
        f"{path}: a second file of owners; the only one is {codeowners.PATH}"
        for path in codeowners.OTHER_PLACES
        if tree.entry(path)
    ]
    if content is not None and content != wanted.encode():
        problems.append(f"{codeowners.PATH}: not what authorities/ gives; run registry codeowners")
    if content is None:
        gone = repository.text("log", "-1", "--diff-filter=D", "--format=%H", "HEAD", "--", codeowners.PATH)
        if gone:
            problems.append(f"{codeowners.PATH}: deleted by commit {gone[:12]}; run registry codeowners")
    return problems
