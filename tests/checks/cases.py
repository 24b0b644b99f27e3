"""The shared table: every fault of tests/faults that is a filing's, its neighbours, the miniature, and odd filings."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from registry.adapters import yaml_reader
from registry.core import paths
from tests.builders import RegistryFolder
from tests.checks.reference import Case
from tests.faults import FAULTS, NEIGHBOURS, Edit

KINDS = ("provider", "user")


def cases(folder: RegistryFolder) -> list[Case]:
    """All of them; `folder` is the miniature."""
    edits = [(fault.name, fault.edit) for fault in FAULTS] + [(f"- {edit.what}", edit) for edit in NEIGHBOURS]
    return [*of_files(folder), *(case for name, edit in edits for case in of_edit(name, edit, folder))]


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
