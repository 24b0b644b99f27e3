"""Table 2: all filings of a registry, by us with every rule and the ledger, by the peers with the schemas alone."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from benchmarks import peers
from benchmarks.faults import faulty, usable
from benchmarks.measure import BenchmarkError, Contestant, Run, say, summaries
from benchmarks.table import SIZE_OF_WISHES, WANTED_HEAD, seconds, shown, table, times, wanted
from benchmarks.workload import REGISTRY, ROOT, by_filings, filings

OURS = "**registry validate**: form, articles, uniqueness, references, ledger"
CHECK = "check-jsonschema, schemas only"
AJV = "ajv-cli, schemas only"
SCHEMAS = {"providers": "schemas/provider-filing.schema.json", "users": "schemas/user-filing.schema.json"}


def _batches(paths: list[Path]) -> list[list[str]]:
    """Paths as arguments of as few processes as the system allows; an exec call takes so many bytes and no more."""
    most = os.sysconf("SC_ARG_MAX") // 2 - sum(len(key) + len(value) + 2 for key, value in os.environ.items())
    found: list[list[str]] = [[]]
    size = 0
    for path in map(str, paths):
        size += len(path) + 9  # its bytes, a terminator and a pointer
        if size > most:
            found.append([])
            size = len(path) + 9
        found[-1].append(path)
    return found


def _ajv_accepted(count: int) -> Callable[[Run], None]:
    def check(run: Run) -> None:
        valid = sum(line.endswith(" valid") for line in run.output.splitlines())
        if valid != count:
            raise BenchmarkError(f"ajv-cli accepted {valid} of {count} filings")

    return check


def _contestants(folder: Path, providers: list[Path], users: list[Path]) -> list[Contestant]:
    checks = [
        [*peers.CHECK_JSONSCHEMA, "--schemafile", SCHEMAS[kind], *batch]
        for kind, paths in (("providers", providers), ("users", users))
        for batch in _batches(paths)
    ]
    found = [
        Contestant(OURS, [[*REGISTRY, "validate", "--root", str(folder), "--lang", "en"]], ROOT),
        Contestant(CHECK, checks, folder),
    ]
    if ajv := peers.ajv():
        commands = [[*ajv, "-s", SCHEMAS[kind], "-d", f"filings/{kind}/**/*.yaml"] for kind in SCHEMAS]
        found.append(Contestant(AJV, commands, folder, check=_ajv_accepted(len(providers) + len(users))))
    return found


def _size(keep: Path, wanted_filings: int, runs: int) -> str:
    folder = by_filings(keep, wanted_filings)
    providers, users = filings(folder, "providers"), filings(folder, "users")
    count = len(providers) + len(users)
    say(f"validate, {count} filings")
    contestants = _contestants(folder, providers, users)
    found = summaries(contestants, runs)
    ours = found[OURS]
    rows = [
        [
            name,
            seconds(one),
            f"{one.cpu:.1f}",
            f"{one.peak_mib:.0f}",
            f"{count / one.seconds:,.0f}",
            times(one.seconds / ours.seconds),
        ]
        for name, one in found.items()
    ]
    if AJV not in found:
        rows.append([AJV, peers.NO_NODE, "", "", "", ""])
    wish = (f"{CHECK} / ours", found[CHECK], ours)
    ratios = [wanted(*wish, 5) if wanted_filings >= SIZE_OF_WISHES else shown(*wish)]
    if AJV in found:
        ratios.append(shown(f"{AJV} / ours", found[AJV], ours))
    head = (
        "whole processes",
        "seconds, median (span)",
        "cpu s",
        "peak MiB",
        "filings a second",
        "time / ours",
    )
    return (
        f"### Validate, {count:,} filings ({len(providers):,} of providers, {len(users):,} of institutions)\n\n"
        f"{table(head, rows)}\n{table(WANTED_HEAD, ratios)}"
    )


def _code(command: list[str], folder: Path) -> int:
    return subprocess.run(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    ).returncode


def _refusals(keep: Path) -> str:
    """What each validator says to faulty filings; all must refuse, or the times above compare different work."""
    folder = by_filings(keep, 1_000)
    good = next(path for path in filings(folder, "providers") if usable((folder / path).read_text()))
    work = keep / "faults"
    rows, missed = [], []
    for name, text in {
        "none, for control": (folder / good).read_text(),
        **faulty((folder / good).read_text()),
    }.items():
        shutil.rmtree(work, ignore_errors=True)
        for part in ("authorities", "schemas", "blacklist", "ledger"):
            (work / part).mkdir(parents=True)
        shutil.copytree(folder / "authorities", work / "authorities", dirs_exist_ok=True)
        shutil.copytree(folder / "schemas", work / "schemas", dirs_exist_ok=True)
        (work / good).parent.mkdir(parents=True)
        (work / good).write_text(text)
        schema = SCHEMAS["providers"]
        codes = {
            "registry": _code([*REGISTRY, "validate", "--root", str(work), str(good)], ROOT),
            "check-jsonschema": _code([*peers.CHECK_JSONSCHEMA, "--schemafile", schema, str(good)], work),
        }
        if ajv := peers.ajv():
            codes["ajv-cli"] = _code([*ajv, "-s", schema, "-d", str(good)], work)
        rows.append([name, *("refused" if code == 1 else "accepted" for code in codes.values())])
        if any((code == 1) == name.startswith("none") for code in codes.values()):
            missed.append(f"{name}: {codes}")
    shutil.rmtree(work)
    if missed:
        raise BenchmarkError("faulty filings are not judged as they must be: " + "; ".join(missed))
    names = ("fault", "registry validate", "check-jsonschema", *(("ajv-cli",) if peers.ajv() else ()))
    return f"### The same faults, the same verdicts\n\n{table(names, rows)}"


def tables(keep: Path, sizes: list[int], runs: int) -> str:
    """The section of the results."""
    return "\n".join([*(_size(keep, size, runs) for size in sizes), _refusals(keep)])
