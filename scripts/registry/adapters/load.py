"""Read everything: a source -> a Snapshot, with every unreadable file named."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from registry.adapters import ledger_files, records
from registry.adapters.ledger_files import Unreadable
from registry.adapters.records import Parsed
from registry.adapters.source import Entry, Source, SourceError
from registry.core import paths
from registry.core.authority import Authority
from registry.core.institution import InstitutionUses
from registry.core.ledger import digest
from registry.core.replay import Replay
from registry.core.snapshot import Filed

Progress = Callable[[str, int, int], None]

_FOLDERS = {"provider": paths.PROVIDERS, "user": paths.USERS, "case": paths.CASES}


def is_documentation(path: str) -> bool:
    """Whether a file only explains the folder that it lies in."""
    return path.rpartition("/")[2] == "README.md" or path == f"{paths.AUTHORITIES}SOURCES.md"


def no_progress(label: str, done: int, total: int) -> None:
    """For callers that show none."""


@dataclass(slots=True)
class Failed:
    """A file below the data folders that gave no record: not regular, not in a known place, or not readable."""

    entry: Entry
    kind: str
    content: bytes | None
    parsed: Parsed | None
    problem: str


@dataclass(slots=True)
class Loaded:
    """All records of a source by path, and what failed.

    `authorities` are those that can be relied on: readable and named by their slug. `authority_files` are the files that are read.
    Institutions' filings are in `users`, or in `institutions` where they were asked for in short.
    """

    providers: dict[str, Filed[Any]] = field(default_factory=dict)
    users: dict[str, Filed[Any]] = field(default_factory=dict)
    institutions: dict[str, InstitutionUses] = field(default_factory=dict)
    cases: dict[str, Filed[Any]] = field(default_factory=dict)
    failed: list[Failed] = field(default_factory=list)
    authority_files: dict[str, Filed[Any]] = field(default_factory=dict)
    failed_authorities: list[Failed] = field(default_factory=list)
    authorities: dict[str, Authority] = field(default_factory=dict)
    replay: Replay = field(default_factory=Replay)
    broken_ledger: list[Unreadable] = field(default_factory=list)
    broken_authorities: list[Unreadable] = field(default_factory=list)
    missing_folders: list[str] = field(default_factory=list)

    def records(self, kind: str) -> dict[str, Filed[Any]]:
        """Records of `provider`, `user`, `case` or `authority` by path."""
        return {
            "provider": self.providers,
            "user": self.users,
            "case": self.cases,
            "authority": self.authority_files,
        }[kind]

    def fail(self, failed: Failed) -> None:
        """Note a file that gave no record: authorities apart, since all else rests on them."""
        (self.failed_authorities if failed.kind == "authority" else self.failed).append(failed)


@contextmanager
def bulk() -> Iterator[None]:
    """Loading creates many objects and frees none: the garbage collector would take most of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
        gc.freeze()


def load_authorities(source: Source) -> tuple[dict[str, Authority], list[Unreadable]]:
    """All authorities by slug, and what of them could not be read."""
    loaded = Loaded()
    _read_authorities(source, loaded)
    return loaded.authorities, loaded.broken_authorities


def _read_authorities(source: Source, loaded: Loaded) -> None:
    entries = [entry for entry in source.entries(paths.AUTHORITIES) if not is_documentation(entry.path)]
    files = [entry for entry in entries if entry.path.endswith(".yaml")]
    if not files:
        loaded.broken_authorities.append((paths.AUTHORITIES, "missing"))
    for entry in entries:
        if problem := _out_of_place("authority", entry):
            loaded.fail(Failed(entry, "authority", None, None, problem))
    regular = [entry for entry in files if entry.regular]
    loaded.broken_authorities += [(entry.path, "not a regular file") for entry in files if not entry.regular]
    try:
        for entry, content in source.read_all(regular):
            if _out_of_place("authority", entry):
                loaded.broken_authorities.append((entry.path, "not an authority file"))
                continue
            take("authority", entry, content, loaded)
            file = loaded.authority_files.get(entry.path)
            if file is None:
                loaded.broken_authorities.append((entry.path, "not an authority file"))
            elif file.content.slug != paths.authority_slug(entry.path):
                loaded.broken_authorities.append((entry.path, f"its slug is {file.content.slug}"))
            else:
                loaded.authorities[file.content.slug] = file.content
    except SourceError as error:
        loaded.broken_authorities.append((paths.AUTHORITIES, str(error)))


def kind_by_folder(path: str) -> str:
    """What a path below the data folders is for; where nothing belongs, it counts as a provider's filing."""
    if path.startswith(paths.AUTHORITIES):
        return "authority"
    return next((kind for kind, folder in _FOLDERS.items() if path.startswith(folder)), "provider")


def _out_of_place(kind: str, entry: Entry) -> str | None:
    """Why an entry is not even opened, or None."""
    if not entry.regular:
        return "not a regular file"
    known = paths.authority_slug(entry.path) if kind == "authority" else paths.parse(entry.path)
    return None if known else "stray"


def read_one(kind: str, source: Source, entry: Entry, loaded: Loaded) -> None:
    """Read one filing, case or authority into `loaded`."""
    if problem := _out_of_place(kind, entry):
        loaded.fail(Failed(entry, kind, None, None, problem))
        return
    try:
        content = source.read(entry)
    except SourceError as error:
        loaded.fail(Failed(entry, kind, None, None, str(error)))
        return
    take(kind, entry, content, loaded)


def take(kind: str, entry: Entry, content: bytes, loaded: Loaded, *, in_short: bool = False) -> None:
    """Parse content into `loaded`, as a record or as a failure."""
    parsed = records.parse(kind, content)
    if parsed.record is None:
        loaded.fail(Failed(entry, kind, content, parsed, "unreadable"))
    elif in_short and kind == "user":
        loaded.institutions[entry.path] = InstitutionUses.of(entry.path, digest(content), parsed.record)
    else:
        loaded.records(kind)[entry.path] = Filed(entry.path, digest(content), parsed.record, parsed.comments)


def everything(path: str) -> bool:  # noqa: ARG001 - the shape of what decides
    """No file is left out."""
    return True


def load(
    source: Source,
    progress: Progress = no_progress,
    *,
    in_short: bool = False,
    wanted: Callable[[str], bool] = everything,
) -> Loaded:
    """Everything in a source: authorities, the ledger, and those filings and cases whose paths are wanted.

    `in_short`: institutions' filings and the decisions on them take a tenth of the memory.
    """
    loaded = Loaded()
    with bulk():
        _read_authorities(source, loaded)
        read_ledger = ledger_files.load_in_short if in_short else ledger_files.load
        loaded.replay, loaded.broken_ledger = read_ledger(source)
        todo: list[tuple[str, Entry]] = []
        loaded.missing_folders = [folder for folder in _FOLDERS.values() if not source.has_folder(folder)]
        for entry in (*source.entries(paths.FILINGS), *source.entries(paths.CASES)):
            if is_documentation(entry.path) or not wanted(entry.path):
                continue
            kind = kind_by_folder(entry.path)
            if problem := _out_of_place(kind, entry):
                loaded.failed.append(Failed(entry, kind, None, None, problem))
            else:
                todo.append((kind, entry))
        kinds = iter(todo)
        done = 0
        pending = [entry for _, entry in todo]
        while done < len(pending):
            # One unreadable file must not hide the rest: go on after it.
            try:
                for entry, content in source.read_all(pending[done:]):
                    take(next(kinds)[0], entry, content, loaded, in_short=in_short)
                    done += 1
                    if done % 200 == 0:
                        progress("reading", done, len(pending))
            except SourceError as error:
                kind, entry = next(kinds)
                loaded.failed.append(Failed(entry, kind, None, None, str(error)))
                done += 1
    progress("reading", len(pending), len(pending))
    return loaded
