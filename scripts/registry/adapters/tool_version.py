"""Which tool makes the bytes: a digest of this package's files, of the packages that it uses, and of the interpreter."""

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_DISTRIBUTION = "edu-app-registry"
_NOT_CODE = {"__pycache__"}


@cache
def tool_version() -> str:
    """SHA-256 in hexadecimal: with another one, nothing that an earlier build noted is believed."""
    found = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for path in sorted(_PACKAGE.rglob("*")):
        if path.is_file() and not _NOT_CODE & set(path.parts):
            content = path.read_bytes()
            found.update(f"\n{path.relative_to(_PACKAGE).as_posix()} {len(content)}\n".encode())
            found.update(content)
    for name in sorted(_packages()):
        found.update(f"\n{name} {_version(name)}".encode())
    return found.hexdigest()


def _packages() -> set[str]:
    """What this package names as needed, and what the templates rest on."""
    try:
        named = requires(_DISTRIBUTION) or []
    except PackageNotFoundError:  # run from a folder that is not installed
        named = []
    return {"jinja2", "markupsafe", *(_name(line) for line in named)}


def _name(requirement: str) -> str:
    """`pydantic>=2.12,<3` -> `pydantic`."""
    return "".join(sign if sign.isalnum() or sign in "-_." else " " for sign in requirement).split()[0]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
