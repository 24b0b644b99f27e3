"""Table 2 of the build: over an older site, and in parts. Whole processes, one run each, in this order on one registry."""

import shutil
from pathlib import Path

from benchmarks.measure import Contestant, Run, run, say
from benchmarks.table import table
from benchmarks.workload import REGISTRY, ROOT, filings, git

_HEAD = ("whole process", "seconds", "cpu s", "peak MiB", "time / full")


def _publish(registry: Path, out: Path, *more: str) -> list[str]:
    return [*REGISTRY, "publish", "--root", str(registry), "--out", str(out), *more]


def _run(name: str, command: list[str]) -> Run:
    return run(Contestant(name, [command], ROOT))


def rows(registry: Path, work: Path) -> str:
    """Full; the same commit again; a commit that changes nothing; one filing changed; every part, and joined."""
    say("  rebuilds and parts …")
    before, out = git(registry, "rev-parse", "HEAD"), work / "rebuilt"
    found: list[tuple[str, Run]] = []
    try:
        found.append(("full, into an empty folder", _run("full", _publish(registry, out))))
        found.append(("the same commit again", _run("again", _publish(registry, out))))
        git(registry, "commit", "--quiet", "--allow-empty", "--message", "Nothing")
        found.append(("another commit with the same data", _run("nothing", _publish(registry, out))))
        filing = registry / filings(registry, "providers")[0]
        filing.write_bytes(filing.read_bytes() + b"# seen again\n")
        git(registry, "commit", "--quiet", "--all", "--message", "One filing")
        found.append(("one filing changed", _run("one", _publish(registry, out))))
        parts = []
        slowest: Run | None = None
        for path in sorted((registry / "authorities").glob("*.yaml")):
            part = work / "parts" / path.stem
            done = _run(path.stem, _publish(registry, part, "--authority", path.stem))
            slowest = done if slowest is None or done.wall > slowest.wall else slowest
            parts.append(str(part))
        if slowest:
            found.append(("the slowest part", slowest))
        joined = [*REGISTRY, "assemble", *parts, "--root", str(registry), "--out", str(work / "joined")]
        found.append(("all parts joined", _run("joined", joined)))
    finally:
        git(registry, "reset", "--quiet", "--hard", before)
        for name in ("rebuilt", "parts", "joined"):
            shutil.rmtree(work / name, ignore_errors=True)
    full = found[0][1].wall
    return table(
        _HEAD,
        [
            [name, f"{one.wall:.2f}", f"{one.cpu:.1f}", f"{one.peak_mib:.0f}", f"{one.wall / full:.2f}x"]
            for name, one in found
        ],
    )
