"""What the site generator made last, kept beside the site: the hand-written pages change seldom, and making them takes a second."""

import hashlib
import json
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from registry.adapters.site_generator import CONFIGURATION, SITE, GeneratedSite
from registry.adapters.tool_version import tool_version

_FILE = "generated.zip"
_SHELL, _SETTINGS, _FILES = "shell.html", "settings.json", "files/"


def key_of(root: Path, added: Mapping[str, str], generator: str, address: str = "") -> str:
    """SHA-256 of everything that the generator reads. It knows no time, so that the time of the commit is none of it."""
    found = hashlib.sha256(f"{tool_version()} {generator} {address}".encode())
    files = [root / CONFIGURATION, *sorted(path for path in (root / SITE).rglob("*") if path.is_file())]
    named = {path.relative_to(root).as_posix(): path.read_bytes() for path in files}
    named |= {f"added {path}": text.encode() for path, text in sorted(added.items())}
    for name, content in named.items():
        found.update(f"\n{name} {len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()


def read(notes: Path, key: str) -> GeneratedSite | None:
    """What was made from the same, if it is still there."""
    with suppress(OSError, KeyError, ValueError, zipfile.BadZipFile), zipfile.ZipFile(notes / _FILE) as kept:
        if kept.comment.decode() == key:
            files = {
                name[len(_FILES) :]: kept.read(name) for name in kept.namelist() if name.startswith(_FILES)
            }
            return GeneratedSite(kept.read(_SHELL).decode(), files, json.loads(kept.read(_SETTINGS)))
    return None


def write(notes: Path, key: str, generated: GeneratedSite) -> None:
    """Keep it. A run that is killed half-way leaves a file that `read` does not take."""
    with zipfile.ZipFile(notes / _FILE, "w") as kept:
        kept.writestr(_SHELL, generated.shell)
        kept.writestr(_SETTINGS, json.dumps(generated.settings))
        for path, content in generated.files.items():
            kept.writestr(_FILES + path, content)
        kept.comment = key.encode()
