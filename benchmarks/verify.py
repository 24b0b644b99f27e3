"""Table 4: `registry verify` on about 10,000 decisions, against what git and a plain hash chain take for their part of it."""

import re
import sys
from pathlib import Path

from benchmarks.measure import Contestant, Run, say, summaries
from benchmarks.table import WANTED_HEAD, seconds, shown, table, times
from benchmarks.workload import REGISTRY, ROOT, committed, made, registry

DECISIONS = 10_000
_APPS, _INSTITUTIONS = 2_400, 3_600
OURS, SINCE, FSCK, CHAIN = (
    "registry verify",
    "registry verify --since HEAD",
    "git fsck --full",
    "sha256 + json of the ledger's lines",
)
LIMIT = 10.0
"""Seconds that are wanted at most, on two cores."""


def events(folder: Path) -> int:
    """How many decisions the ledger holds."""
    return sum(path.read_bytes().count(b"\n") for path in (folder / "ledger").rglob("*.jsonl"))


def _contestants(folder: Path) -> list[Contestant]:
    def whole(run: Run) -> None:
        if not re.search(r"^[0-9]+ events, [0-9]+ numbers, 0 problems, 0 pending$", run.output, re.M):
            raise AssertionError(run.output[-500:])

    verify = [*REGISTRY, "verify", "--root", str(folder)]
    return [
        Contestant(OURS, [verify], ROOT, check=whole),
        Contestant(SINCE, [[*verify, "--since", "HEAD"]], ROOT, check=whole),
        Contestant(FSCK, [["git", "fsck", "--full", "--no-progress"]], folder),
        Contestant(CHAIN, [[sys.executable, "-m", "benchmarks.plain_chain", str(folder)]], ROOT),
    ]


def tables(keep: Path, runs: int) -> str:
    """The section of the results."""
    folder = made(keep, "decisions", _APPS, _INSTITUTIONS)
    if not (folder / "index").is_dir() or not (folder / "index/covers.json").is_file():
        registry("index", "--root", str(folder))
        registry("codeowners", "--root", str(folder))
        committed(folder, "Index and owners")
    count = events(folder)
    say(f"verify, {count} decisions")
    found = summaries(_contestants(folder), runs)
    ours = found[OURS]
    rows = [
        [name, seconds(one), f"{one.cpu:.1f}", f"{one.peak_mib:.0f}", times(one.seconds / ours.seconds)]
        for name, one in found.items()
    ]
    ratios = [
        shown(f"ours / {FSCK}", ours, found[FSCK]),
        shown(f"ours / {CHAIN}", ours, found[CHAIN]),
        shown("ours / ours since HEAD", ours, found[SINCE]),
    ]
    head = ("whole processes", "seconds, median (span)", "cpu s", "peak MiB", "time / ours")
    met = "met" if ours.seconds <= LIMIT else "**not met**"
    return (
        f"### Verify, {count:,} decisions\n\n{table(head, rows)}\n{table(WANTED_HEAD, ratios)}\n"
        f"Wanted: {LIMIT:g} seconds at most for {DECISIONS:,} decisions on two cores; {met} by the median.\n"
    )
