"""Registries to measure on: `registry demo` with one seed, in git repositories of one commit."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from benchmarks.measure import say

ROOT = Path(__file__).resolve().parent.parent
REGISTRY = (sys.executable, "-m", "registry")
SEED = 1
NOBODY = {
    "GIT_AUTHOR_NAME": "benchmark",
    "GIT_AUTHOR_EMAIL": "benchmark@registry.invalid",
    "GIT_COMMITTER_NAME": "benchmark",
    "GIT_COMMITTER_EMAIL": "benchmark@registry.invalid",
    "GIT_AUTHOR_DATE": "2026-11-02T09:00:00+08:00",
    "GIT_COMMITTER_DATE": "2026-11-02T09:00:00+08:00",
}


def git(folder: Path, *arguments: str) -> str:
    """Output of one git command, run by nobody in particular and at a fixed time."""
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **NOBODY}, check=True, stdout=subprocess.PIPE
    )
    return done.stdout.decode().strip()


def registry(*arguments: str) -> None:
    """One command of ours, not measured; what it prints is of no interest."""
    subprocess.run([*REGISTRY, *arguments], check=True, stdout=subprocess.DEVNULL)


def demo(folder: Path, apps: int, institutions: int, seed: int = SEED) -> None:
    """A fictional registry with its authorities and schemas, no repository yet."""
    registry(
        "demo", "--root", str(ROOT), "--apps", str(apps), "--institutions", str(institutions), "--seed", str(seed),
        "--out", str(folder),
    )  # fmt: skip
    for name in ("authorities", "schemas"):
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)


def committed(folder: Path, message: str) -> None:
    """Everything in a folder as the next commit, packed as a clone is: loose objects and poor packs cost git ten times."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch", "main")
        git(folder, "config", "core.autocrlf", "false")
        git(folder, "config", "gc.auto", "0")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)
    git(folder, "repack", "-adfq")


@cache
def _makers() -> str:
    """Hash of what a generated registry depends on; one made by other code would be measured wrongly, or refused."""
    folders = ("scripts/registry/core", "scripts/registry/commands/demo", "authorities", "schemas")
    files = sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".yaml", ".json")
    )
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def made(keep: Path, name: str, apps: int, institutions: int, filings_wanted: int = 0) -> Path:
    """The registry called `name` below `keep`, made once; a half-made one is made again.

    With `filings_wanted`, the number of institutions is set right once it is seen how many providers the apps have.
    """
    folder, ready = keep / name, keep / f"{name}.ready"
    wanted = json.dumps({"apps": apps, "institutions": institutions, "seed": SEED, "made by": _makers()})
    if ready.exists() and ready.read_text() == wanted:
        return folder
    say(f"making a registry of {apps} apps and {institutions} institutions: {name} …")
    ready.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    demo(folder, apps, institutions)
    providers = len(filings(folder, "providers"))
    if filings_wanted and filings_wanted != providers + institutions:
        shutil.rmtree(folder)
        demo(folder, apps, filings_wanted - providers)
    committed(folder, "The registry as generated")
    ready.write_text(wanted)
    return folder


def by_filings(keep: Path, count: int) -> Path:
    """A registry of so many filings, about half of them of providers: three apps in two provider filings."""
    return made(keep, f"filings-{count}", max(1, round(count * 0.75)), count // 2, count)


def filings(folder: Path, kind: str) -> list[Path]:
    """All filings of `providers` or `users`, sorted, relative to the registry."""
    return sorted(path.relative_to(folder) for path in (folder / "filings" / kind).rglob("*.yaml"))


def files_and_bytes(paths: Iterable[Path]) -> tuple[int, int]:
    """How many files, and how large together."""
    sizes = [path.stat().st_size for path in paths]
    return len(sizes), sum(sizes)
