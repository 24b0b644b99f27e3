"""`registry similar`: is a name taken, or too close to one that is?"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from registry.adapters.load import Loaded, Progress, load, no_progress
from registry.adapters.source import WorkTree
from registry.core.lookup import Registered, holds_identifiers, registered_of
from registry.core.names import Answer, Match, Named, NameIndex, skeleton, too_close
from registry.core.problem import Problem


@dataclass(frozen=True, slots=True)
class KnownApp:
    """An app that holds its name, with what is shown of it."""

    name: str
    number: str
    provider: str
    uscc: str
    path: str
    item: str


def similar(name: str, apps: Iterable[KnownApp]) -> list[Match]:
    """The apps that a name is the same as or too close to, the closest first."""
    known = {Named(app.path, app.item, app.name): app for app in apps}
    return [
        Match(relation, app.name, app.number, app.provider, app.uscc, app.path, app.item)
        for relation, named in too_close(name, NameIndex(known).named_like)
        for app in (known[named],)
    ]


def answer(root: Path, name: str, progress: Progress = no_progress) -> Answer:
    """The answer from the work tree. Raises Problem for a name of nothing, and where there is no registry."""
    if not skeleton(name).strip():
        raise Problem("give a name with at least one letter or character")
    if not (root / "filings").is_dir():
        raise Problem(f"{root}: no filings/ folder here; give the registry's folder with --root")
    loaded = load(WorkTree(root), progress)
    apps = live_apps(loaded)
    unread = [failed.entry.path for failed in loaded.failed if failed.kind == "provider"]
    unread += [path for path, _ in loaded.broken_ledger]
    return Answer(name, tuple(similar(name, apps)), len(apps), tuple(sorted(unread)))


def live_apps(loaded: Loaded) -> list[KnownApp]:
    """Every app of a provider that is filed, suspended or not numbered yet."""
    registered: dict[str, list[Registered]] = {}
    for entry in registered_of(loaded.replay):
        registered.setdefault(entry.path, []).append(entry)
    found = []
    for path, file in sorted(loaded.providers.items()):
        own = registered.get(path, [])
        numbers = {entry.item: entry.number for entry in own}
        unit = file.content.unit
        found += [
            KnownApp(app.name, numbers.get(app.id, ""), unit.name, unit.uscc, path, app.id)
            for app in file.content.apps
            if holds_identifiers(own, app.id)
        ]
    return found
