"""Table 3: one changed filing, in a small and in a large registry. Uniqueness and references are checked against all of it."""

import re
import shutil
from pathlib import Path

from benchmarks.measure import Contestant, say, summaries
from benchmarks.table import WANTED_HEAD, seconds, shown, table, wanted
from benchmarks.workload import REGISTRY, ROOT, by_filings, committed, demo, filings, git, registry

RUNS = 7
SIZES = (100, 50_000)
_JUDGED = frozenset({0, 3})  # accepted, or for a person: a changed package name is one
CHANGES = {"edit": "one package name edited", "add": "one new filing"}
_NEWCOMERS = 977  # seed of the registry that the new filing is taken from


def _edit(folder: Path) -> None:
    """Another package name in the first provider filing that has one."""
    for path in filings(folder, "providers"):
        text = (folder / path).read_text()
        if "package_name: " in text:
            (folder / path).write_text(re.sub(r"(package_name: \S+)", r"\1.renamed", text, count=1))
            return


def _add(folder: Path) -> None:
    """A filing of a unit that has none yet."""
    other = folder.with_name("newcomers")
    shutil.rmtree(other, ignore_errors=True)
    demo(other, 20, 0, _NEWCOMERS)
    path = next(path for path in filings(other, "providers") if not (folder / path).exists())
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(other / path, folder / path)
    shutil.rmtree(other)


def _branches(folder: Path) -> None:
    """`main` with its index and `bare` without one, each with a branch for both changes. Made once."""
    if "bare-add" in git(folder, "branch", "--list", "bare-add"):
        return
    say(f"  making the index and the branches of {folder.name} …")
    registry("index", "--root", str(folder))
    committed(folder, "Index")
    git(folder, "switch", "--quiet", "--create", "bare")
    git(folder, "rm", "--quiet", "-r", "index")
    git(folder, "commit", "--quiet", "--message", "No index")
    for base in ("main", "bare"):
        for name, change in (("edit", _edit), ("add", _add)):
            git(folder, "switch", "--quiet", "--create", f"{base}-{name}", base)
            change(folder)
            git(folder, "add", "--all")
            git(folder, "commit", "--quiet", "--message", CHANGES[name])
    git(folder, "switch", "--quiet", "main")
    git(folder, "repack", "-adfq")


def _contestant(folder: Path, count: int, base: str, change: str) -> Contestant:
    command = [*REGISTRY, "validate", "--root", str(folder), "--base", base, "--head", f"{base}-{change}"]
    return Contestant(f"{count:,} filings, {CHANGES[change]}", [command], ROOT, accepted_codes=_JUDGED)


def tables(keep: Path, sizes: tuple[int, ...]) -> str:
    """The section of the results."""
    found: dict[tuple[str, int], Contestant] = {}
    bare: dict[tuple[str, int], Contestant] = {}
    counts = []
    for size in sizes:
        folder = by_filings(keep, size)
        _branches(folder)
        counts.append(count := len(filings(folder, "providers")) + len(filings(folder, "users")))
        for change in CHANGES:
            found[change, size] = _contestant(folder, count, "main", change)
            bare[change, size] = _contestant(folder, count, "bare", change)
    small, large = sizes[0], sizes[-1]
    say(f"one changed filing, {counts[0]} and {counts[-1]} filings")
    timed = summaries(list(found.values()), RUNS)
    say("the same without index/, once")
    once = summaries(list(bare.values()), 1)
    head = ("whole process", "seconds, median (span)", "cpu s", "peak MiB", "without index/, once")
    rows = [
        [
            one.name,
            seconds(timed[one.name]),
            f"{timed[one.name].cpu:.2f}",
            f"{timed[one.name].peak_mib:.0f}",
            f"{once[one.name].seconds:.2f}",
        ]
        for one in found.values()
    ]
    ratios = []
    for change, text in CHANGES.items():
        above, below = found[change, large].name, found[change, small].name
        what = f"{text}: {counts[-1]:,} / {counts[0]:,} filings"
        ratios.append(wanted(what, timed[above], timed[below], 2, at_most=True))
        ratios.append(shown("the same without index/", once[above], once[below]))
    return f"### One changed filing, {RUNS} runs each\n\n{table(head, rows)}\n{table(WANTED_HEAD, ratios)}"
