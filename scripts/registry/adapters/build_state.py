"""What the last build of a site noted, in a file beside it: of what each file was made, and how it was written."""

import hashlib
import json
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from registry.adapters.output import Recorded, entries

_FILE = "state.json"
_NEXT = "state.next.json"
_FORM = 1


@dataclass(frozen=True, slots=True)
class Made:
    """One file: the key of what it was made from (None: not named), and how it was written."""

    key: str | None
    recorded: Recorded


@dataclass(frozen=True, slots=True)
class BuildState:
    """All files of a site by path. `manifest` is the SHA-256 of the manifest that the site holds: by it a site knows its notes.

    `inputs`: of all that the whole site was made from ("" if that is not known); `counts`: what it shows, by kind.
    """

    manifest: str = ""
    files: Mapping[str, Made] = field(default_factory=dict)
    inputs: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)


def read(notes: Path, manifest: Path) -> BuildState:
    """Notes on the site that holds this manifest; empty ones if there are none, or only of another site.

    A run can be killed after it has shown a site and before its notes have their name: both files are looked at.
    """
    try:
        wanted = hashlib.sha256(manifest.read_bytes()).hexdigest()
    except OSError:
        return BuildState()
    for name in (_FILE, _NEXT):
        found = _parsed(notes / name)
        if found.manifest == wanted:
            return found
    return BuildState()


def _parsed(path: Path) -> BuildState:
    try:
        content = json.loads(path.read_bytes())
        if content["form"] != _FORM:
            return BuildState()
        files = {
            name: Made(key, Recorded(sha256, size, changed))
            for name, (key, sha256, size, changed) in content["files"].items()
        }
        return BuildState(content["manifest"], files, content["inputs"], content["counts"])
    except (OSError, ValueError, KeyError, TypeError):
        return BuildState()


def untouched(out: Path, marker: str, state: BuildState) -> bool:
    """Whether a folder holds just the files of a state, each as it was written: by its size and its time of change."""
    seen = 0
    for path, found in entries(out):
        if path == marker:
            continue
        made = state.files.get(path)
        if made is None or not stat.S_ISREG(found.st_mode):
            return False
        if (found.st_size, found.st_mtime_ns) != (made.recorded.size, made.recorded.changed):
            return False
        seen += 1
    return seen == len(state.files)


def write_next(notes: Path, state: BuildState) -> None:
    """Note a build before it is shown."""
    files = {
        path: (made.key, made.recorded.sha256, made.recorded.size, made.recorded.changed)
        for path, made in state.files.items()
    }
    content = {
        "form": _FORM,
        "manifest": state.manifest,
        "inputs": state.inputs,
        "counts": dict(state.counts),
        "files": files,
    }
    (notes / _NEXT).write_text(json.dumps(content, separators=(",", ":")), encoding="utf-8")


def settle(notes: Path) -> None:
    """The build that was noted is shown now."""
    (notes / _NEXT).replace(notes / _FILE)
