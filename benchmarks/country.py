"""Section national: a country's site, whole and again, and how its time, memory and bytes grow. One run each."""

import math
import re
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Contestant, Run, run, say
from benchmarks.table import table
from benchmarks.workload import NOBODY, REGISTRY, ROOT, files_and_bytes, git

SIZES = ((1_000, 9_400), (10_000, 94_000), (50_000, 470_000))
_ADDRESSES = {
    "site_address": "https://registry.example.org/edu-apps",
    "repository": "https://forge.example.org/edu/registry",
}
_HEAD = (
    "apps / institutions",
    "seconds",
    "cpu s",
    "peak MiB",
    "files",
    "bytes",
    "bytes an app",
    "another commit, seconds",
    "again / full",
    "one filing changed, seconds",
    "cpu of that / full",
)


def _registry(keep: Path, apps: int, institutions: int) -> Path:
    folder = keep / f"country-{apps}"
    if not folder.exists():
        say(f"  making a registry of {apps} apps and {institutions} institutions …")
        size = ["--apps", str(apps), "--institutions", str(institutions)]
        run(Contestant("registry", [[sys.executable, "-m", "benchmarks.national", str(folder), *size]], ROOT))
    return folder


def _addressed(folder: Path) -> None:
    """The site's source beside the registry, with addresses as a real one has: QR codes, citations, the map and links to the forge count."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for key, address in _ADDRESSES.items():
        if settings.count(f'{key}: ""') != 1:
            raise RuntimeError(f"mkdocs.yml sets {key} already")
        settings = settings.replace(f'{key}: ""', f"{key}: {address}")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    if not (folder / "site").exists():
        (folder / "site").symlink_to(ROOT / "site")


def _publish(name: str, folder: Path, out: Path) -> Run:
    return run(Contestant(name, [[*REGISTRY, "publish", "--root", str(folder), "--out", str(out)]], ROOT))


def _commit(folder: Path, tree: str) -> None:
    """A commit of a tree; such a registry has no files outside of git."""
    identity = ["-c", f"user.name={NOBODY['GIT_COMMITTER_NAME']}", "-c", "user.email=nobody@registry.invalid"]
    oid = git(folder, *identity, "commit-tree", tree, "-p", "HEAD", "-m", "Next")
    git(folder, "update-ref", "refs/heads/main", oid)


def _one_changed(folder: Path, step: int) -> str:
    """The tree with another version of the apps of one filing."""
    listed = git(folder, "ls-tree", "-r", "--name-only", "HEAD", "filings/providers").splitlines()
    path = listed[len(listed) // 3]
    before = git(folder, "show", f"HEAD:{path}") + "\n"
    after = re.sub("(?m)^    version: .*$", f'    version: "99.{step}"', before)
    if after == before:
        raise RuntimeError(f"{path} names no version of its apps")
    with tempfile.TemporaryDirectory() as name:
        (changed := Path(name) / "filing.yaml").write_text(after, encoding="utf-8")
        blob = git(folder, "hash-object", "-w", str(changed))
    git(folder, "read-tree", "HEAD")
    git(folder, "update-index", "--cacheinfo", f"100644,{blob},{path}")
    return git(folder, "write-tree")


def tables(keep: Path, sizes: tuple[tuple[int, int], ...] = SIZES) -> str:
    """The section of the results."""
    rows, found = [], []
    for apps, institutions in sizes:
        folder, out = _registry(keep, apps, institutions), keep / "country-site"
        _addressed(folder)
        shutil.rmtree(out, ignore_errors=True)
        say(f"  the site of {apps} apps and {institutions} institutions …")
        full = _publish("full", folder, out)
        files, size = files_and_bytes(path for path in out.rglob("*") if path.is_file())
        _commit(folder, "HEAD^{tree}")
        again = _publish("again", folder, out)
        _commit(folder, _one_changed(folder, len(rows)))
        one = _publish("one filing changed", folder, out)
        shutil.rmtree(out)
        found.append((apps, full, size))
        rows.append(
            [
                f"{apps:,} / {institutions:,}",
                f"{full.wall:.1f}",
                f"{full.cpu:.1f}",
                f"{full.peak_mib:.0f}",
                f"{files:,}",
                f"{size:,}",
                f"{size // apps:,}",
                f"{again.wall:.1f}",
                f"{again.wall / full.wall:.2f}x",
                f"{one.wall:.1f}",
                f"{one.cpu / full.cpu:.2f}x",
            ]
        )
    text = f"### A country, one run each\n\n{table(_HEAD, rows)}\n"
    if len(found) > 1:
        (few, small, little), (many, large, much) = found[0], found[-1]
        steps = math.log(many / few)
        text += (
            f"From {few:,} to {many:,} apps time grows as their number to the power of {math.log(large.wall / small.wall) / steps:.2f}, "
            f"processor time {math.log(large.cpu / small.cpu) / steps:.2f}, memory {math.log(large.peak_mib / small.peak_mib) / steps:.2f}, "
            f"bytes {math.log(much / little) / steps:.2f}. Wanted: below 1,000,000,000 bytes and 4,096 MiB; again at most 0.25.\n"
        )
    return text
