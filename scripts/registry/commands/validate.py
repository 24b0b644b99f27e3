"""`registry validate`: judge filings by their form and by the articles."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from registry.adapters import records, surroundings, yaml_reader
from registry.adapters.git import GitTree
from registry.adapters.load import (
    Failed,
    Loaded,
    Progress,
    is_documentation,
    kind_by_folder,
    load,
    no_progress,
    read_one,
)
from registry.adapters.source import Entry, Source, SourceError, WorkTree
from registry.adapters.surroundings import Surroundings
from registry.commands import pull_request
from registry.core import paths
from registry.core.change import FileChange
from registry.core.difference import REGULAR, PathChange, Submitter
from registry.core.finding import Fault, Finding, Verdict, dotted, worst
from registry.core.lookup import Lookup, MemoryLookup
from registry.core.replay import Replay
from registry.core.snapshot import Filed
from registry.rules import form, personal_data
from registry.rules.catalogue import finding
from registry.rules.judge import judge
from registry.rules.pull_request import unit_stays

KINDS = ("provider", "user", "case", "authority")
A_FILER = Submitter()
_AROUND_FOLDERS = frozenset({paths.FILINGS.rstrip("/"), paths.CASES.rstrip("/")})
_JUDGED_FOLDERS = _AROUND_FOLDERS | {paths.AUTHORITIES.rstrip("/")}


@dataclass(slots=True)
class Outcome:
    """What `validate` found: how many files were judged, and all findings in the order of path and line.

    `changes` says, of two commits, what differs in the files that were judged.
    """

    checked: int = 0
    findings: list[Finding] = field(default_factory=list)
    changes: list[FileChange] = field(default_factory=list)

    @property
    def verdict(self) -> Verdict:
        """The worst of all findings."""
        return worst(self.findings)


def validate(
    root: Path,
    today: date,
    chosen: Iterable[str] = (),
    base: str | None = None,
    head: str | None = None,
    progress: Progress = no_progress,
    submitter: Submitter = A_FILER,
) -> Outcome:
    """Judge what is chosen: paths in the work tree, the changes from `base` to `head`, or everything in the work tree.

    `submitter` says what the changes may touch; the caller knows it from the account that submits, not from what is submitted.
    Raises SourceError with one line if the place itself cannot be read.
    """
    if head is not None or base is not None:
        return _changes_between(root, today, base or "HEAD", head or "HEAD", submitter, progress)
    wanted = [_relative(root, path) for path in chosen]
    if wanted and "." not in wanted:
        return _chosen(root, today, wanted, progress)
    if not (root / "filings").is_dir():
        raise SourceError(f"{root}: no filings/ folder here; give the registry's folder with --root")
    loaded = load(WorkTree(root), progress)
    return judge_loaded(loaded, WorkTree(root), surroundings.of_loaded(loaded), today, progress)


def _relative(root: Path, path: str) -> str:
    given = Path(path)
    if not given.is_absolute():
        given = given if (root / given).exists() or (root / given).is_symlink() else Path.cwd() / given
    inside = Path(os.path.relpath(root / given, root))  # also resolves `..` in the middle of a path
    if os.pardir in inside.parts[:1]:
        raise SourceError(f"{path}: outside of the registry {root}")
    return inside.as_posix()


def _chosen(root: Path, today: date, wanted: list[str], progress: Progress) -> Outcome:
    """Judge some paths of the work tree, a folder meaning all filings below it."""
    source = WorkTree(root)
    entries: dict[str, Entry] = {}
    for path in wanted:
        entry = source.entry(path)
        if entry is None:
            raise SourceError(f"{path}: no such file")
        if (root / path).is_dir() and not (root / path).is_symlink() and paths.kind_of(path) is None:
            entries |= {
                found.path: found for found in source.entries(path) if not is_documentation(found.path)
            }
        else:
            entries[path] = entry
    around = surroundings.of_loaded(load(source, progress))
    loaded = Loaded()
    for path, entry in sorted(entries.items()):
        read_one(kind_by_folder(path), source, entry, loaded)
    return judge_loaded(loaded, source, around, today, progress)


def _changes_between(
    root: Path, today: date, base: str, head: str, submitter: Submitter, progress: Progress
) -> Outcome:
    """Judge what differs between the common ancestor of two commits and `head`, by the registry at `base`."""
    made, whole = pull_request.for_submitter(root, base, head, submitter)
    if whole:
        return Outcome(findings=whole)
    with GitTree(made.repository, made.base) as before, GitTree(made.repository, made.head) as after:
        around = surroundings.of_commit(before, progress)
        below = around.lookup
        pull_request.check_authority(submitter, below)
        refused = pull_request.refused(made, submitter, below, lambda path: _is_decided(path, below, before))
        unread = {found.path for found in refused if found.code in ("F02", "P16")}
        data = {
            change.path: change
            for change in made.difference.changes
            if change.path.partition("/")[0] in _JUDGED_FOLDERS
            and not is_documentation(change.path)
            and change.path not in unread
        }
        around.lookup, _ = surroundings.overlay(
            below, after, {path: change for path, change in data.items() if _is_around(path)}
        )
        kept = pull_request.unrefused(made.difference.changes, refused)
        loaded = Loaded()
        for change in kept:
            if change.path in data and not change.deleted:
                entry = Entry(change.path, change.new_mode == REGULAR, change.new_oid)
                read_one(kind_by_folder(change.path), after, entry, loaded)
        # Filings are judged by the authorities of the base; a change of authorities by what they would be after it.
        authorities = _authorities_after(below, loaded, data)
        outcome = judge_loaded(loaded, after, around, today, progress, data, authorities)
        taken = _taken_over(loaded, after, below, data)
    unjudged = [change.path for change in kept if change.path not in data and not change.deleted]
    refused += [finding("T06", path, 1, 1, "", {"path": path}) for path in unjudged]
    outcome.changes = pull_request.told(made, kept)
    # That the file is another's says all about the code that it states.
    places = {(found.path, found.field) for found in taken}
    rest = [found for found in outcome.findings if (found.path, found.field) not in places]
    outcome.checked += len({found.path for found in refused if found.code != "P09"})
    outcome.findings = _sorted([*rest, *taken, *refused])
    return outcome


def _taken_over(
    loaded: Loaded, after: Source, below: Lookup, changes: Mapping[str, PathChange]
) -> list[Finding]:
    """P14 for files whose base copy is another unit's than they say now."""
    found = []
    for kind in ("provider", "user", "case"):
        for path, file in loaded.records(kind).items():
            fault = unit_stays(path, pull_request.unit_before(path, below), file)
            if fault is not None:
                content = after.read(Entry(path, oid=changes[path].new_oid))
                found += _placed(path, yaml_reader.read(content), [fault])
    return found


def _is_around(path: str) -> bool:
    """Whether a path is of what filings may ask about each other."""
    return path.partition("/")[0] in _AROUND_FOLDERS


def _authorities_after(lookup: Lookup, loaded: Loaded, changes: Mapping[str, PathChange]) -> Lookup:
    if not any(paths.authority_slug(path) for path in changes):
        return lookup
    after = {
        slug: lookup.authorities[slug]
        for slug in lookup.authorities
        if f"{paths.AUTHORITIES}{slug}.yaml" not in changes and slug in lookup.authorities
    }
    after |= {
        slug: file.content
        for path, file in loaded.authority_files.items()
        if (slug := paths.authority_slug(path))
    }
    return MemoryLookup(after, [], [], [], Replay())


def _is_decided(path: str, lookup: Lookup, before: GitTree) -> bool:
    """Whether decisions rest on a file: a registered filing, a case with an effect, an authority with a ledger."""
    if slug := paths.authority_slug(path):
        return any(before.entries(f"{paths.LEDGER}{slug}/"))
    where = paths.parse(path)
    if where is None:
        return False
    if where.kind == "case":
        return any(
            case.path == path and (case.content.measures or case.content.suspensions)
            for case in lookup.cases_of(where.uscc)
        )
    return bool(lookup.registered_in(path))


def judge_loaded(
    loaded: Loaded,
    source: Source,
    around: Surroundings,
    today: date,
    progress: Progress,
    changes: Mapping[str, PathChange] | None = None,
    authorities: Lookup | None = None,
) -> Outcome:
    """Judge files that are read already. `around` is what rules may ask about."""
    outcome = Outcome()
    total = sum(len(loaded.records(kind)) for kind in KINDS)
    for kind in KINDS:
        for _path, file in sorted(loaded.records(kind).items()):
            outcome.checked += 1
            lookup = authorities if authorities and kind == "authority" else around.lookup
            outcome.findings += _judge_one(kind, file, source, lookup, today, changes)
            if outcome.checked % 200 == 0:
                progress("judging", outcome.checked, total)
    broken = (*loaded.failed, *loaded.failed_authorities)
    for failed in broken:
        outcome.checked += 1
        outcome.findings += _explain_failed(failed)
    judged = {failed.entry.path for failed in broken} | {p for kind in KINDS for p in loaded.records(kind)}
    outcome.findings += _not_run(around, judged)
    outcome.findings = _sorted(outcome.findings)
    progress("judging", total, total)
    return outcome


def _judge_one(
    kind: str,
    file: Filed[Any],
    source: Source,
    lookup: Lookup,
    today: date,
    changes: Mapping[str, PathChange] | None,
) -> list[Finding]:
    faults = judge(kind, file, lookup, today)
    if not faults:
        return []
    change = changes.get(file.path) if changes else None
    content = source.read(Entry(file.path, oid=change.new_oid if change else ""))
    return _placed(file.path, yaml_reader.read(content), faults)


def _placed(path: str, document: yaml_reader.Document, faults: list[Fault]) -> list[Finding]:
    """Faults as findings, at the line and column of the value (or key) that they are about."""
    found = []
    for fault in faults:
        line, column = fault.at or document.locate(fault.place, fault.on_key)
        found.append(finding(fault.code, path, line, column, dotted(fault.place), fault.values))
    return found


def _explain_failed(failed: Failed) -> list[Finding]:
    path = failed.entry.path
    if failed.parsed is None or failed.parsed.document is None:
        code = "R01" if failed.problem == "stray" else "F01"
        return [finding(code, path, 1, 1, "", {"path": path})]
    document = failed.parsed.document
    beside = _placed(path, document, list(personal_data.in_comments(failed.parsed.comments)))
    if document.refusals:
        return beside + [
            finding(refusal.code, path, refusal.line, refusal.column, "", refusal.values)
            for refusal in document.refusals
        ]
    faults = form.explain(records.MODELS[failed.kind], document.data)
    told = _placed(path, document, faults) or [finding("T05", path, 1, 1, "", {"problem": failed.problem})]
    return beside + told


_NOT_RUN = {"case": "T01", "ledger": "T02", "authority": "T03"}


def _not_run(around: Surroundings, judged: set[str]) -> list[Finding]:
    """Findings for what could not be read around the judged files: a check that did not run never counts as passed."""
    unreadable = list(around.unreadable)
    if around.authorities is not None:
        unreadable += [("authority", path, "unreadable") for path in around.authorities.broken]
    found = []
    for kind, path, problem in unreadable:
        if path not in judged:
            code = _NOT_RUN.get(kind, "T04")
            found.append(finding(code, path, 1, 1, "", {"path": path, "problem": problem}))
    return found


def _sorted(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (f.path, f.line, f.column, f.code))
