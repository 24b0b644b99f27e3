"""The manifest: every file of the site with its digest and size, folder by folder, and how much of everything there is.

`/manifest.json` names the lists, `/manifest/<folder>.json.gz` are the lists. What it says follows from the commit alone, so that
two builds can be compared by one digest; when and over what it was published stands in `/publication.json`.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from registry.render.site import addresses
from registry.render.site.api.envelope import Json, document, packed

FORM = "manifest/v1"
ROOT = "root"
"""Name of the list of the files that lie in no folder."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of the site: SHA-256 in hexadecimal, size in bytes."""

    sha256: str
    size: int


def folder_of(path: str) -> str:
    """The list that a file is on: its first folder."""
    return path.partition("/")[0] if "/" in path else ROOT


@dataclass(frozen=True, slots=True)
class List:
    """One list: where it lies, its bytes, how many files it names, and their bytes together."""

    path: str
    content: bytes
    files: int
    size: int


def lists(files: Mapping[str, Listed]) -> Iterator[List]:
    """A list for each folder."""
    folders: dict[str, dict[str, Listed]] = {}
    for path in sorted(files):
        folders.setdefault(folder_of(path), {})[path] = files[path]
    for folder, content in folders.items():
        rows = {path: [file.sha256, file.size] for path, file in content.items()}
        size = sum(file.size for file in content.values())
        yield List(addresses.manifest_list(folder), packed(document({"files": rows})), len(rows), size)


def manifest(commit: str, as_of: str, counts: Mapping[str, int], listed: Iterable[List]) -> bytes:
    """The manifest itself."""
    every: list[Json] = [
        {
            "path": one.path,
            "sha256": hashlib.sha256(one.content).hexdigest(),
            "bytes": len(one.content),
            "files": one.files,
            "bytes_of_files": one.size,
        }
        for one in listed
    ]
    return document(
        {"schema": FORM, "source_commit": commit, "as_of": as_of, "counts": dict(counts), "lists": every}
    )
