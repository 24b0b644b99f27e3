"""Facts about a checkout that are no matter of the registry: its environment, the settings of git, the machine."""

import hashlib
import shutil
import sys
from pathlib import Path

from registry.adapters.drafts import FOLDER
from registry.adapters.git import GitError, Repository

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def environment(root: Path) -> str:
    """`current`, `behind` or `missing`: whether .venv was installed from the lock files that are there (see scripts/environment)."""
    stamps = sorted((root / ".venv").glob("installed-*"))
    if not stamps:
        return "missing"
    for stamp in stamps:
        lock = stamp.name.removeprefix("installed-")
        try:
            content = b"".join(
                (root / name).read_bytes() for name in ("requirements.lock", lock, "pyproject.toml")
            )
            noted = stamp.read_text("utf-8").strip()
        except OSError:
            continue
        # As `git hash-object` counts it.
        if hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest() == noted:  # noqa: S324 - git's, no secret
            return "current"
    return "behind"


def setting(repository: Repository, *arguments: str) -> str:
    """Output of a git command that may have none; "" then."""
    try:
        return repository.text(*arguments)
    except GitError:
        return ""


def escapes_names(repository: Repository) -> bool:
    """Whether git, as a person runs it, shows Chinese file names as escapes: it does unless it is told not to."""
    told = [
        line.split("\t", 1)[1]
        for line in setting(repository, "config", "--show-scope", "--get-all", "core.quotepath").splitlines()
        if not line.startswith("command\t")  # what this tool sets for itself
    ]
    return told[-1:] not in (["off"], ["false"], ["no"], ["0"])


def python_version() -> tuple[int, int]:
    """Of the interpreter that runs this."""
    return sys.version_info[:2]


def has_browser() -> bool:
    """Whether a browser is installed that the tests would use."""
    return any(shutil.which(name) for name in _BROWSERS)


def sets_line_ends(root: Path) -> bool:
    """Whether .gitattributes rules the ends of lines."""
    try:
        return "eol=lf" in (root / ".gitattributes").read_text("utf-8", "replace")
    except OSError:
        return False


def drafts(root: Path) -> tuple[str, ...]:
    """Unfinished filings of `registry new`."""
    return tuple(sorted(path.relative_to(root).as_posix() for path in (root / FOLDER).glob("*.json")))
