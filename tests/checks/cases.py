"""The shared table: every fault of tests/faults that is a filing's, its neighbours, the miniature, odd filings, and changes field by field."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from registry.adapters import yaml_reader
from registry.adapters.load import load
from registry.adapters.source import WorkTree
from registry.adapters.surroundings import of_loaded
from registry.core import paths
from tests.builders import RegistryFolder
from tests.checks.changed import changed
from tests.checks.odd import odd
from tests.checks.reference import Case
from tests.faults import FAULTS, NEIGHBOURS, Edit

KINDS = ("provider", "user")


def cases(folder: RegistryFolder) -> list[Case]:
    """All of them; `folder` is the miniature. What changes a registered filing is judged as a first filing and as a change."""
    edits = [(fault.name, fault.edit) for fault in FAULTS] + [(f"- {edit.what}", edit) for edit in NEIGHBOURS]
    first = [
        *of_files(folder),
        *(case for name, edit in edits for case in of_edit(name, edit, folder)),
        *odd(),
        *changed(),
    ]
    return [*first, *changes(first, folder)]


def changes(first: list[Case], folder: RegistryFolder) -> Iterator[Case]:
    """Those that are about a filing of the miniature, beside what is known of it."""
    loaded = load(WorkTree(folder.root))
    around = of_loaded(loaded).lookup
    states = cycle(("suspended", "withdrawn", "revoked", "transferred"))
    for case in first:
        before = around.filing(case.path) if case.path else None
        if before is None or case.around:
            continue
        registered = [
            {"item": one.item, "number": one.number, "status": one.status, "since": one.since}
            for one in around.registered_in(before.path)
        ]
        known = {
            "path": before.path,
            "before": before.content.model_dump(mode="json", by_alias=True, exclude_none=True),
            "registered": registered,
        }
        yield replace(case, name=f"{case.name} (as a change)", around=known)
        if case.kind == "provider":
            status = next(states)
            now = [{**one, "status": status} for one in registered]
            yield replace(case, name=f"{case.name} ({status})", around={**known, "registered": now})
        else:
            moved = {**known, "path": f"filings/users/moe/{before.path.rpartition('/')[2]}"}
            yield replace(case, name=f"{case.name} (moved)", around=moved)


def of_files(folder: RegistryFolder) -> Iterator[Case]:
    """The filings of the miniature as they are."""
    for file in sorted((folder.root / "filings").rglob("*.yaml")):
        path = file.relative_to(folder.root).as_posix()
        yield from _case(path, path, file.read_text("utf-8"))


def of_edit(name: str, edit: Edit, folder: RegistryFolder) -> Iterator[Case]:
    """The filing that an edit makes, if it can be read at all."""
    if edit.become is not None:
        return
    with TemporaryDirectory() as place:
        if edit.before:
            folder = folder.copy(Path(place) / "registry")
            edit.before(folder, edit.path)
        target = folder.root / edit.path
        before = target.read_text("utf-8") if target.is_file() else ""
        yield from _case(name, edit.path, edit.text(before).replace("▸", ""))


def _case(name: str, path: str, text: str) -> Iterator[Case]:
    kind = paths.kind_of(path)
    document = yaml_reader.read(text.encode("utf-8", "surrogateescape"))
    if kind in KINDS and document.data is not None:
        yield Case(name, kind, document.data, path)
