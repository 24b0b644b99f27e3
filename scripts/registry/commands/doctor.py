"""`registry doctor`: what is wrong with this checkout."""

import shutil
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from registry.adapters import checkout, index_files, ledger_files
from registry.adapters.git import GitError, GitTree, Repository
from registry.adapters.load import Progress, is_documentation, no_progress
from registry.adapters.source import Entry, SourceError, WorkTree
from registry.commands import hook
from registry.commands.fmt import formatted
from registry.commands.validate import validate
from registry.core import paths
from registry.core.checkup import Diagnosis, Facts, State, diagnose
from registry.core.clock import SHANGHAI
from registry.core.finding import Severity

MOST_JUDGED = 50
"""Changed filings that are judged; of more, `registry validate` tells."""


def examine(root: Path, now: datetime, progress: Progress = no_progress) -> list[Diagnosis]:
    """All checks. Raises SourceError where the place is no registry."""
    if not (root / paths.FILINGS).is_dir():
        raise SourceError(f"{root}: no filings/ folder here; give the registry's folder with --root")
    facts = Facts(
        python=checkout.python_version(), environment=checkout.environment(root), git="", repository=False,
        drafts=checkout.drafts(root), browser=checkout.has_browser(), room=shutil.disk_usage(root).free, now=now,
    )  # fmt: skip
    repository = Repository(root)
    facts = replace(facts, git=checkout.setting(repository, "version"))
    if not facts.git:
        return diagnose(facts)
    try:
        inside = repository.uncommitted(paths.LEDGER, paths.INDEX)
        changed = _changed_filings(root, repository)
    except GitError:
        return diagnose(facts)
    if inside is None:
        return diagnose(facts)
    facts = replace(
        facts, repository=True,
        name=checkout.setting(repository, "config", "user.name"),
        mailbox=checkout.setting(repository, "config", "user.email"),
        branch=checkout.setting(repository, "branch", "--show-current"),
        shallow=checkout.setting(repository, "rev-parse", "--is-shallow-repository") == "true",
        remote=checkout.setting(repository, "config", "remote.origin.url"),
        attributes=checkout.sets_line_ends(root),
        quotes_paths=checkout.escapes_names(repository),
        hook=hook.is_installed(root),
        registrars=tuple(path for path in inside if not is_documentation(path)),
        filings=tuple(repository.uncommitted(paths.FILINGS, paths.CASES) or ()),
        unformatted=_unformatted(root, changed),
        indexed=_is_indexed(repository),
        events_until=ledger_files.last_instant(WorkTree(root)),
    )  # fmt: skip
    return diagnose(replace(facts, rejected=_rejected(root, now, changed, progress)))


def mend(root: Path, found: list[Diagnosis], language: str) -> list[str]:
    """Do what is safe; the commands that were run."""
    done = []
    for one in found:
        if one.state is State.good or not one.safe:
            continue
        if one.check == "names":
            Repository(root).run("config", "core.quotepath", "off")
        elif one.check == "hook":
            hook.install(root, sys.executable, language)
        done.append(one.mend)
    return done


def _changed_filings(root: Path, repository: Repository) -> list[str]:
    """Filings and cases that this branch changes: what is not committed, and what is committed since it left main."""
    changed = set(repository.uncommitted(paths.FILINGS, paths.CASES) or ())
    for main in ("origin/main", "main"):
        base = checkout.setting(repository, "merge-base", main, "HEAD")
        if base:
            told = repository.changes(base, "HEAD")
            changed |= {change.path for change in told if paths.parse(change.path)}
            break
    source = WorkTree(root)
    return sorted(
        path
        for path in changed
        if not is_documentation(path) and (entry := source.entry(path)) and entry.regular
    )


def _unformatted(root: Path, changed: list[str]) -> tuple[str, ...]:
    source = WorkTree(root)
    return tuple(
        path for path in changed if (content := source.read(Entry(path))) != formatted(path, content)
    )


def _rejected(root: Path, now: datetime, changed: list[str], progress: Progress) -> tuple[str, ...]:
    if not changed:
        return ()
    found = validate(root, now.astimezone(SHANGHAI).date(), changed[:MOST_JUDGED], progress=progress)
    return tuple(sorted({one.path for one in found.findings if one.severity is Severity.error and one.path}))


def _is_indexed(repository: Repository) -> bool:
    try:
        commit = repository.commit("HEAD")
    except GitError:
        return True
    with GitTree(repository, commit) as tree:
        return index_files.covers(tree) is not None
