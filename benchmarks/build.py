"""Table 1: the site of a registry, from YAML by us and from ready-made Markdown by the peers."""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import peers, rebuild
from benchmarks.measure import BenchmarkError, Contestant, Run, Summary, run, say, summaries, wall_time
from benchmarks.table import SIZE_OF_WISHES, WANTED_HEAD, seconds, shown, table, times, wanted
from benchmarks.workload import REGISTRY, ROOT, files_and_bytes, made

OURS = "**registry publish**, from YAML"
STAGE = "its page stage alone, in one process"
SEARCH = "(a) mkdocs-material, ready-made Markdown"
PLAIN = "(a) without its search plug-in"
HUGO = "(b) Hugo, ready-made Markdown, our shell"
WRITE = "control: writing our app pages, nothing else"
NAMES = {OURS: "ours", STAGE: "stage", SEARCH: "search", PLAIN: "plain", HUGO: "hugo", WRITE: "write"}


def _emptied(folder: Path) -> Callable[[], None]:
    return lambda: shutil.rmtree(folder, ignore_errors=True)


def _wrote(folder: Path, apps: int) -> Callable[[Run], None]:
    def check(_: Run) -> None:
        pages, size = files_and_bytes(folder.glob("r/*.html"))
        if pages != apps or size < 4_000 * apps:
            raise BenchmarkError(
                f"{folder} holds {pages} pages with {size} bytes instead of {apps} pages of apps"
            )

    return check


def _contestants(folder: Path, work: Path, apps: int) -> list[Contestant]:
    """All of them; each writes into its own folder below `work/out`, its app pages into `r` there."""
    python = (sys.executable, "-m")
    mkdocs = (*peers.MKDOCS, "build", "--quiet", "--config-file")
    commands = {
        OURS: [*REGISTRY, "publish", "--root", str(folder), "--out"],
        STAGE: [*python, "benchmarks.page_stage", str(folder)],
        SEARCH: [*mkdocs, str(work / "mkdocs-search.yml"), "--site-dir"],
        PLAIN: [*mkdocs, str(work / "mkdocs-plain.yml"), "--site-dir"],
        HUGO: [peers.hugo(), "--quiet", "--source", str(work / "hugo"), "--destination"],
        WRITE: [*python, "benchmarks.plain_write", str(work / "pack")],
    }
    return [
        Contestant(
            name,
            [[*command, str(_out(work, name))]],
            ROOT,
            _emptied(_out(work, name)),
            _wrote(_out(work, name), apps),
            time_of=_page_seconds if name == STAGE else wall_time,
            env={"NO_MKDOCS_2_WARNING": "1"},
        )
        for name, command in commands.items()
    ]


def _out(work: Path, name: str) -> Path:
    return work / "out" / NAMES[name]


def _page_seconds(done: Run) -> float:
    return float(json.loads(done.output)["page_seconds"])


def _prepare(folder: Path, work: Path) -> int:
    """Markdown and configurations of the peers; how many apps have a page."""
    say("  writing the peers' Markdown …")
    shutil.rmtree(work, ignore_errors=True)
    making = Contestant(
        "peer pages", [[sys.executable, "-m", "benchmarks.peer_pages", str(folder), str(work)]], ROOT
    )
    run(making)
    return len(json.loads((work / "pack.json").read_text()))


def _row(contestant: Contestant, found: Summary, ours: Summary, work: Path) -> list[str]:
    out = _out(work, contestant.name)
    pages, size = files_and_bytes(out.glob("r/*.html"))
    every, _ = files_and_bytes(path for path in out.rglob("*") if path.is_file())
    whole = contestant.name != STAGE
    return [
        contestant.name,
        seconds(found),
        f"{found.cpu:.1f}" if whole else "",
        f"{found.peak_mib:.0f}" if whole else "",
        f"{pages:,}",
        f"{size / pages / 1024:.1f}",
        f"{every - pages:,}",
        times(found.seconds / ours.seconds),
    ]


def tables(keep: Path, sizes: list[int], runs: int) -> str:
    """The section of the results."""
    parts = []
    for size in sizes:
        folder, work = made(keep, f"apps-{size}", size, size // 10), keep / "work"
        say(f"build, {size} apps")
        apps = _prepare(folder, work)
        contestants = _contestants(folder, work, apps)
        found = summaries(contestants, runs)
        head = (
            "whole process",
            "seconds, median (span)",
            "cpu s",
            "peak MiB",
            "app pages",
            "KiB a page",
            "other files",
            "time / ours",
        )
        rows = [_row(one, found[one.name], found[OURS], work) for one in contestants]
        wishes = [
            ("whole build: (a) / registry publish", found[SEARCH], found[OURS], 10),
            ("page stage: (a) / ours", found[SEARCH], found[STAGE], 25),
            ("page stage: (b) / ours", found[HUGO], found[STAGE], 2.5),
        ]
        ratios = [wanted(*wish) if size >= SIZE_OF_WISHES else shown(*wish[:3]) for wish in wishes]
        control = ("page stage: ours / control", found[STAGE], found[WRITE])
        ratios.append(wanted(*control, 4, at_most=True) if size >= SIZE_OF_WISHES else shown(*control))
        again = rebuild.rows(folder, work)
        parts.append(
            f"### Build, {size:,} apps\n\n{table(head, rows)}\n{table(WANTED_HEAD, ratios)}\n{again}"
        )
        shutil.rmtree(work)
    return "\n".join(parts)
