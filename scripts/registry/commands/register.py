"""`registry register`: give numbers to what is merged and not registered yet, and write that into the ledger.

A sweep: it reads the state of the commit, computes what is missing, and adds it; run twice, the second run finds nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from registry.adapters import index_files, ledger_files, surroundings
from registry.adapters.git import GitTree, Repository
from registry.adapters.git_history import FirstParents
from registry.adapters.load import Loaded, Progress, load, no_progress
from registry.adapters.source import SourceError
from registry.commands import register_case
from registry.commands.decision import Decision
from registry.core import ledger, number, paths
from registry.core.codes import LIVE, EventKind, ProviderStatus, UserStatus
from registry.core.finding import Fault, Verdict
from registry.core.ledger import Event, Feedback
from registry.core.lookup import Lookup
from registry.core.provenance import Provenance, ProvenanceSource
from registry.core.replay import Head, Replay
from registry.core.snapshot import Filed, ProviderFile, UserFile
from registry.core.transfer import given_away, is_declared
from registry.core.transitions import APP_TRANSITIONS
from registry.rules.catalogue import RULES
from registry.rules.judge import judge

SHANGHAI = ZoneInfo("Asia/Shanghai")
_MOST_FEEDBACKS = 20
_MAY_BE_WITHDRAWN = (ProviderStatus.filed, ProviderStatus.suspended)


@dataclass(slots=True)
class Plan:
    """What a sweep would do: events to append by new ledger file, numbers given, and filings held back with the reasons.

    `loaded` is what the commit holds, so that its index can be made without reading everything again.
    """

    commit: str
    files: dict[str, bytes] = field(default_factory=dict)
    events: list[tuple[Event, str]] = field(default_factory=list)
    held: list[tuple[str, list[Fault]]] = field(default_factory=list)
    loaded: Loaded | None = field(default=None, repr=False)


def _unknown(path: str) -> Provenance | None:
    """Without a forge nothing is known of pull requests."""


def plan(
    loaded: Loaded, commit: str, now: datetime, origin: Callable[[str], Provenance | None] = _unknown
) -> Plan:
    """What is merged in `loaded` but not registered. `now` is any aware instant; `origin` tells where a path's content came from.

    Raises SourceError if ledger, blacklist or authorities cannot be read in full: nothing is numbered on a guess.
    """
    _must_be_whole(loaded)
    result = Plan(commit, loaded=loaded)
    instant = now.astimezone(SHANGHAI).isoformat(timespec="seconds")
    heads = {slug: replace(head) for slug, head in loaded.replay.heads.items()}
    lines: dict[str, list[bytes]] = {}
    first: dict[str, int] = {}
    for decision in _decisions(loaded, now, result):
        head = heads.setdefault(decision.authority, Head())
        if not head.serial and decision.authority in loaded.authorities:
            head.serial = (loaded.authorities[decision.authority].first_serial or 1) - 1
        if instant < head.at:
            raise SourceError(
                f"{decision.authority}: its last decision is of {head.at}, which is after {instant}; is the clock right?"
            )
        given = decision.number
        if decision.event is EventKind.filed:
            head.serial += 1
            given = _next_number(loaded, decision.authority, head.serial)
        came = origin(decision.path)
        optional: dict[str, Any] = {
            "item": decision.item,
            "number": given,
            "reason": decision.reason,
            "pull_request": came.pull_request if came else None,
            "head_commit": came.head_commit if came else None,
            "approved_by": came.approved_by if came else None,
            **(_course(came) if came and decision.path.startswith(paths.FILINGS) else {}),
        }
        event = Event(
            sequence=head.sequence + 1,
            at=instant,
            event=decision.event,
            path=decision.path,
            content_sha256=decision.sha256,
            commit=commit,
            authority=decision.authority,
            previous=head.previous,
            **{key: value for key, value in optional.items() if value is not None},
        )
        raw = ledger.line_of(event)
        head.sequence, head.previous, head.at = event.sequence, ledger.digest(raw), instant
        first.setdefault(decision.authority, event.sequence)
        lines.setdefault(decision.authority, []).append(raw)
        result.events.append((event, decision.name))
    for authority, raws in lines.items():
        result.files[ledger.file_path(authority, instant[:4], first[authority])] = b"".join(raws)
    return result


def _course(came: Provenance) -> dict[str, Any]:
    """When a request was submitted and what was asked of it on its way, as an event holds it; nothing where that is unknown."""
    if came.submitted_at is None:
        return {}
    given = [
        Feedback(at=_at(pause.since), **({"answered_at": _at(pause.until)} if pause.until else {}))
        for pause in came.pauses
    ]
    return {"submitted_at": _at(came.submitted_at), "feedbacks": tuple(given[-_MOST_FEEDBACKS:])}


def _at(instant: datetime) -> str:
    return instant.astimezone(SHANGHAI).isoformat(timespec="seconds")


def _must_be_whole(loaded: Loaded) -> None:
    broken = [f"{path}: {problem}" for path, problem in (*loaded.broken_ledger, *loaded.broken_authorities)]
    broken += [f"{failed.entry.path}: {failed.problem}" for failed in loaded.failed if failed.kind == "case"]
    broken += [f"{folder}: missing" for folder in loaded.missing_folders if folder == paths.CASES]
    if broken:
        raise SourceError(
            f"nothing is registered while this cannot be read: {broken[0]} (run registry verify)"
        )


def _next_number(loaded: Loaded, slug: str, serial: int) -> str:
    try:
        return number.form(loaded.authorities[slug].numeric_prefix, serial)
    except ValueError as error:
        raise SourceError(f"{slug}: {error}; the Ministry must decide how numbering goes on") from error


def _decisions(loaded: Loaded, now: datetime, result: Plan) -> Iterable[Decision]:
    """Everything that is missing in the ledger, in the order of paths; what breaks a rule or cannot be read is held back."""
    result.held += [(failed.entry.path, []) for failed in loaded.failed]
    today = now.astimezone(SHANGHAI).date()
    lookup = surroundings.of_loaded(loaded).lookup
    statuses = {given: app.status for given, app in loaded.replay.apps.items()}

    def missing(kind: str, file: Filed[Any]) -> Iterable[Decision]:
        if kind == "case":
            return register_case.missing(file, loaded.replay, statuses, today)
        if loaded.replay.digests.get(file.path) == file.sha256:
            return ()
        if kind == "provider":
            return _of_provider(file, lookup, loaded.replay)
        return _of_user(file, lookup, loaded.replay)

    def breaks_rules(kind: str, file: Filed[Any]) -> list[Fault]:
        faults = judge(kind, file, lookup, today)
        return faults if any(RULES[fault.code].verdict is Verdict.reject for fault in faults) else []

    for kind in ("provider", "user", "case"):
        for path, file in sorted(loaded.records(kind).items()):
            decisions = list(missing(kind, file))
            faults = breaks_rules(kind, file) if decisions else []
            for decision in decisions if not faults else ():
                # What a filing that breaks a rule says of a transfer counts no more than the rest of it.
                if decision.event is EventKind.transferred and (giver := _giver(decision, loaded, lookup)):
                    faults += breaks_rules("provider", giver)
            if faults:
                result.held.append((path, faults))
            else:
                for decision in decisions:
                    after = APP_TRANSITIONS.get((statuses.get(decision.number or ""), decision.event))
                    if decision.number and after:
                        statuses[decision.number] = after
                yield from decisions


def _giver(decision: Decision, loaded: Loaded, lookup: Lookup) -> ProviderFile | None:
    """The filing that gives the number of a transfer away."""
    found = given_away(lookup, decision.number or "")
    return loaded.providers.get(found[0].path) if found else None


def _slug(path: str) -> str:
    where = paths.parse(path)
    return where.slug if where else ""


def _of_provider(file: ProviderFile, lookup: Lookup, replay: Replay) -> Iterable[Decision]:
    """One `changed` for a filing that is registered already, in the chain of the folder where it lies now; then its apps.

    An app without a number gets one, or takes over the number that another unit gives it; a withdrawal is recorded. What
    is about a number goes into the number's own chain.
    """
    slug, unit = _slug(file.path), file.content.unit
    own = lookup.registered_in(file.path)
    if own:
        yield Decision(slug, EventKind.changed, file.path, file.sha256, name=unit.name)
    here = {entry.item: entry for entry in own if entry.status != ProviderStatus.transferred}
    gone = {entry.item for entry in own} - here.keys()
    for app in file.content.apps:
        entry = here.get(app.id)
        about = {"path": file.path, "sha256": file.sha256, "item": app.id, "name": app.name}
        if entry is not None:
            if app.withdrawal is not None and entry.status in _MAY_BE_WITHDRAWN:
                chain, reason = replay.apps[entry.number].chain, app.withdrawal.reason
                yield Decision(chain, EventKind.withdrawn, number=entry.number, reason=reason, **about)
        elif app.takes_over is not None:
            if is_declared(lookup, app.takes_over, unit.uscc):
                chain = replay.apps[app.takes_over].chain
                yield Decision(chain, EventKind.transferred, number=app.takes_over, **about)
        elif app.id not in gone:
            yield Decision(slug, EventKind.filed, **about)


def _of_user(file: UserFile, lookup: Lookup, replay: Replay) -> Iterable[Decision]:
    """New uses are confirmed, kept ones re-confirmed, those no longer in the file ended (Art. 19, 20).

    A use of an app that is not live stays as it is: nobody re-confirms it (record 0012). If nothing else is to be
    recorded, the new content is recorded as changed.
    """
    slug, name = _slug(file.path), file.content.institution.name
    standings = [
        replay.uses[file.content.uscc, entry.item] for entry in lookup.registered_in(file.path) if entry.item
    ]
    known = {use.item for use in standings if use.status is not UserStatus.ended}
    decisions = []
    for use in file.content.uses:
        if use.id in known and not _is_live(use.number, replay):
            continue
        event = EventKind.reconfirmed if use.id in known else EventKind.confirmed
        decisions.append(
            Decision(slug, event, file.path, file.sha256, item=use.id, number=use.number, name=name)
        )
    for item in sorted(known - {use.id for use in file.content.uses}):
        decisions.append(Decision(slug, EventKind.ended, file.path, file.sha256, item=item, name=name))
    return decisions or [Decision(slug, EventKind.changed, file.path, file.sha256, name=name)]


def _is_live(used: str | None, replay: Replay) -> bool:
    return used is None or (used in replay.apps and replay.apps[used].status in LIVE)


def sweep(
    root: Path,
    now: datetime,
    progress: Progress = no_progress,
    revision: str = "HEAD",
    source: ProvenanceSource | None = None,
) -> Plan:
    """The plan for a commit, by default the one that is checked out. Raises SourceError, and what `source` raises."""
    repository = Repository(root)
    commit = repository.commit(revision)
    with (
        GitTree(repository, commit) as tree,
        FirstParents(repository, commit, (paths.FILINGS, paths.CASES)) as history,
    ):
        if source is None:
            return plan(load(tree, progress), commit, now)
        found: dict[str, Provenance | None] = {}

        def origin(path: str) -> Provenance | None:
            if path not in found:
                brought = history.commit_of(path)
                found[path] = source.provenance(brought, path) if brought else None
            return found[path]

        return plan(load(tree, progress), commit, now, origin)


def apply(root: Path, planned: Plan, progress: Progress = no_progress) -> str:
    """Write the planned files and the index, and commit them alone; the id of the new commit.

    Raises SourceError if the branch has moved since the plan was made: plan again.
    """
    repository = Repository(root)
    if repository.commit("HEAD") != planned.commit:
        raise SourceError("the branch has moved since the plan was made; run register again")
    for path, content in planned.files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    repository.run("add", "--", *planned.files)
    write_index(root, repository, staged=True, progress=progress, loaded=planned.loaded)
    repository.run("add", "--all", "--", paths.INDEX)
    repository.run(
        *identity(repository), "-c", "core.hooksPath=/dev/null", "commit", "--quiet", "--message", message(planned),
        "--only", "--", *planned.files, paths.INDEX,
    )  # fmt: skip
    return repository.commit("HEAD")


def message(planned: Plan) -> str:
    """Commit message: a count, then one line for each number given."""
    given = [(event.number, name) for event, name in planned.events if event.event is EventKind.filed]
    head = f"Register {len(planned.events)} decisions, {len(given)} numbers"
    return "\n".join([head, "", *(f"{new} {name}" for new, name in given)]).strip()


def identity(repository: Repository) -> list[str]:
    """A name for the commit where the machine has none configured."""
    try:
        repository.text("config", "user.email")
    except SourceError:
        return ["-c", "user.name=registrar", "-c", "user.email=registrar@registry.invalid"]
    return []


def index_of(
    repository: Repository,
    revision: str,
    staged_tree: str | None,
    progress: Progress = no_progress,
    loaded: Loaded | None = None,
) -> dict[str, bytes]:
    """The index's files by path, for a commit, or for it with the ledger of another tree.

    `loaded` is what was read of that commit, if it was read; then it is the ledger alone that is read here.
    """
    ledger_in = staged_tree or revision
    trees = {
        folder: repository.folder_tree(ledger_in if folder == "ledger" else revision, folder) or ""
        for folder in index_files.COVERED
    }
    if loaded is None:
        with GitTree(repository, revision) as whole:
            loaded = load(whole, progress)
    if staged_tree:
        with GitTree(repository, staged_tree) as tree:
            replay, broken = ledger_files.load(tree)
        loaded = replace(loaded, replay=replay, broken_ledger=broken)
    return index_files.build(loaded, trees)


def write_index(
    root: Path,
    repository: Repository,
    *,
    staged: bool,
    progress: Progress = no_progress,
    loaded: Loaded | None = None,
) -> int:
    """Write `index/` for HEAD, or with `staged` for HEAD with the ledger as it is staged; how many files it has.

    `loaded` is what was read of HEAD, if it was read.
    """
    tree = repository.text("write-tree") if staged else None
    wanted = index_of(repository, repository.commit("HEAD"), tree, progress, loaded)
    folder = root / paths.INDEX
    for old in folder.rglob("*"):
        if (
            old.is_file()
            and old.suffix in (".tsv", ".json")
            and old.relative_to(root).as_posix() not in wanted
        ):
            old.unlink()
    changed = {
        root / path: content
        for path, content in wanted.items()
        if not (root / path).is_file() or (root / path).read_bytes() != content
    }
    for parent in sorted({target.parent for target in changed}):
        parent.mkdir(parents=True, exist_ok=True)
    for target, content in changed.items():
        target.write_bytes(content)
    return len(wanted)
