"""`registry publish --check`: does a folder, or a copy of it, hold just what its manifest says?"""

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from registry.adapters.output import OutputError, entries
from registry.render.site import addresses

_NOT_LISTED = (addresses.MARKER, addresses.MANIFEST, addresses.PUBLICATION)


def faults_of(folder: Path) -> Iterator[str]:
    """A sentence for each file that is missing, more, or other than the manifest says. Raises OutputError if that cannot be told."""
    manifest = _document(folder / addresses.MANIFEST)
    wanted: dict[str, tuple[str, int]] = {}
    for one in manifest["lists"]:
        content = (folder / one["path"]).read_bytes() if (folder / one["path"]).is_file() else b""
        if hashlib.sha256(content).hexdigest() != one["sha256"]:
            yield f"{one['path']}: not the list that the manifest names"
            continue
        wanted[one["path"]] = (one["sha256"], one["bytes"])
        wanted |= {
            path: (sha256, size)
            for path, (sha256, size) in json.loads(gzip.decompress(content))["files"].items()
        }
    publication = _document(folder / addresses.PUBLICATION)
    if publication.get("manifest_sha256") != _sha256(folder / addresses.MANIFEST):
        yield f"{addresses.PUBLICATION}: about another manifest"
    found = {path for path, _ in entries(folder)}
    for path in sorted(found - wanted.keys() - set(_NOT_LISTED)):
        yield f"{path}: not on any list"
    for path, (sha256, size) in sorted(wanted.items()):
        if path not in found:
            yield f"{path}: missing"
        elif (folder / path).is_symlink() or not (folder / path).is_file():
            yield f"{path}: not a file"
        elif (folder / path).stat().st_size != size or _sha256(folder / path) != sha256:
            yield f"{path}: other bytes than listed"


def _document(path: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise OutputError(f"{path} cannot be read: this is no published site") from error
    return found


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
