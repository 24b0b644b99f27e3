"""Tables of section `search`: recall, wrong results, bytes, milliseconds, seconds and memory of building; ours and two peers."""

import json
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.browser import chromium
from tests.site import search_sample
from tests.site.search_sample import Query

from benchmarks import measure, peers
from benchmarks.measure import Contestant, say
from benchmarks.search_browser import MATERIAL, OURS, PAGEFIND, Answers, Engine, ask, hosted
from benchmarks.table import table

ROOT = Path(__file__).resolve().parent.parent
SMALL, LARGE, INSTITUTIONS, PAGES = 10_000, 100_000, 470_000, 1_000
"""Apps of a small and of a large registry, its institutions, and the pages that mkdocs-material is given: its index grows with each."""
EACH = 20
"""Queries of each kind."""
COLD = 4
"""Each so-many-th query is asked by a new visitor too."""


def _made(engine: str, out: Path, apps: int, institutions: int, *more: str) -> tuple[float, float]:
    """Seconds of the engine's work, and peak memory of the process that did it (the making of the sample included)."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.search_make",
        engine,
        str(out),
        str(apps),
        str(institutions),
        *more,
    ]
    say(f"building the search of {apps} apps with {engine} …")
    done = measure.run(Contestant(engine, [command], ROOT, env={"PYTHONPATH": str(ROOT)}))
    return json.loads(done.output.splitlines()[-1])["seconds"], done.peak_mib


def _queries(apps: int, institutions: int) -> tuple[list[Query], list[Query]]:
    say(f"asking the oracle over {apps} apps and {institutions} institutions …")
    oracle = search_sample.Oracle(search_sample.units(apps), search_sample.institutions(institutions))
    of_apps = [query for query in search_sample.app_queries(oracle, EACH) if query.among == "apps"]
    return of_apps, search_sample.institution_queries(oracle, EACH) if institutions else []


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)]


def _row(name: str, answers: Answers, seconds: float, peak: float, size: int) -> list[str]:
    recall = answers.right / max(1, answers.expected)
    cold = answers.cold_bytes
    return [
        name, f"{answers.judged}", f"{recall:.2%}" if recall < 1 else "100 %", f"{answers.wrong}", f"{answers.start_bytes / 1000:.0f}",
        f"{statistics.median(cold) / 1000:.0f} / {_p95(cold) / 1000:.0f} / {max(cold) / 1000:.0f}", f"{statistics.median(answers.requests):.0f}",
        f"{statistics.median(answers.cold_milliseconds):.0f} / {_p95(answers.cold_milliseconds):.0f}",
        f"{statistics.median(answers.milliseconds):.1f} / {_p95(answers.milliseconds):.1f}", f"{seconds:.1f}", f"{peak:.0f}", f"{size / 1e6:.1f}",
    ]  # fmt: skip


_HEAD = (
    "engine", "queries judged", "recall", "wrong results", "start KB", "cold query KB p50 / p95 / max", "requests",
    "cold ms p50 / p95", "warm ms p50 / p95", "build s", "peak MiB", "files MB",
)  # fmt: skip


def tables(keep: Path) -> str:
    """The section."""
    pagefind = peers.pagefind()
    built = {  # first of all: a process is never reported smaller than the one that started it
        (engine, apps): _made(engine, keep / f"search-{engine}-{apps}", apps, schools, *more)
        for engine, apps, schools, more in (
            ("ours", SMALL, 0, ()), ("ours", LARGE, INSTITUTIONS, ()), ("pagefind", SMALL, 0, (pagefind,)), ("material", PAGES, 0, ()),
        )
    }  # fmt: skip
    small, _ = _queries(SMALL, 0)
    pages, _ = _queries(PAGES, 0)
    large, institutions = _queries(LARGE, INSTITUTIONS)
    plan: list[tuple[str, str, int, Engine, list[Query]]] = [
        (f"**ours**, {SMALL:,} apps (one file)", "ours", SMALL, OURS, small),
        (f"**ours**, {LARGE:,} apps (index)", "ours", LARGE, OURS, large),
        (
            f"**ours**, {INSTITUTIONS:,} institutions beside them",
            "ours",
            LARGE,
            OURS,
            institutions,
        ),
        (f"Pagefind {peers.PAGEFIND}, {SMALL:,} apps", "pagefind", SMALL, PAGEFIND, small),
        (f"mkdocs-material's own, {PAGES:,} apps", "material", PAGES, MATERIAL, pages),
    ]
    rows, notes = [], []
    with chromium() as browser:
        for name, engine, apps, script, queries in plan:
            out = keep / f"search-{engine}-{apps}"
            seconds, peak = built[engine, apps]
            say(f"asking {name} {len(queries)} questions …")
            with hosted(out) as host:
                answers = ask(browser, host, script, queries, COLD)
            size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
            rows.append(_row(name, answers, seconds, peak, size))
            if answers.missed:
                missed = ", ".join(
                    f"{kind} {count} of {EACH}" for kind, count in sorted(answers.missed.items())
                )
                notes.append(f"{name}: queries that did not find everything: {missed}.")
    return (
        "### Search\n\n" + table(_HEAD, rows) + "\n" + "\n\n".join(notes) + "\n\n"
        "KB as sent: text compressed by gzip (level 6), other files as they are. *Start*: code (ours), or all that an engine loads before it can be asked. "
        "*Cold*: a visitor with an empty cache, to the first ten results; *warm*: one who stays. Longer answers than 2,000 are not judged. "
        "Files of ours include those of the institutions in both rows of the index.\n"
    )
