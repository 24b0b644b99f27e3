"""Whole processes, measured: wall time, processor time, peak memory. Contestants take turns, medians count.

This process stays small on purpose: the kernel reports for a child at least the memory of the process that started it.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

# Each start would compile every module anew: a third of a second that no installed program takes.
_UNUSUAL = ("PYTHONDONTWRITEBYTECODE",)


class BenchmarkError(Exception):
    """A contestant did not do its work, so its time means nothing."""


@dataclass(frozen=True)
class Run:
    """One run of a contestant: its processes one after the other, times summed, the highest peak, all output."""

    wall: float
    cpu: float
    peak_mib: float
    output: str


def wall_time(run: Run) -> float:
    """What is compared unless a contestant says otherwise."""
    return run.wall


@dataclass(frozen=True)
class Contestant:
    """Processes that do one job. `prepare` and `check` are not measured; `time_of` takes another time out of the output."""

    name: str
    commands: Sequence[Sequence[str]]
    cwd: Path
    prepare: Callable[[], None] = lambda: None
    check: Callable[[Run], None] = lambda _: None
    time_of: Callable[[Run], float] = wall_time
    accepted_codes: frozenset[int] = frozenset({0})
    env: dict[str, str] = field(default_factory=dict)


def say(text: str) -> None:
    """Progress, on stderr: stdout holds the tables."""
    print(text, file=sys.stderr, flush=True)


def run(contestant: Contestant) -> Run:
    """Run once. Raises BenchmarkError with the end of its output when it fails."""
    contestant.prepare()
    os.sync()  # what the one before wrote must not be paid by this one
    environment = {name: value for name, value in os.environ.items() if name not in _UNUSUAL}
    wall = cpu = peak = 0.0
    said = ""
    for command in contestant.commands:
        with tempfile.TemporaryFile() as output:
            start = time.perf_counter()
            process = subprocess.Popen(
                command,
                cwd=contestant.cwd,
                env=environment | contestant.env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            _, status, usage = os.wait4(process.pid, 0)
            wall += time.perf_counter() - start
            process.returncode = code = os.waitstatus_to_exitcode(status)
            cpu += usage.ru_utime + usage.ru_stime
            peak = max(peak, usage.ru_maxrss / 1024)
            output.seek(0)
            text = output.read().decode("utf-8", "replace")
        if code not in contestant.accepted_codes:
            raise BenchmarkError(f"{contestant.name}: {command[0]} ended with {code}\n{text[-2000:]}")
        said += text
    done = Run(wall, cpu, peak, said)
    contestant.check(done)
    return done


def interleaved(contestants: Sequence[Contestant], runs: int) -> dict[str, list[Run]]:
    """All contestants in turn, `runs` times over: a busy minute of the machine then hits all of them."""
    results: dict[str, list[Run]] = {contestant.name: [] for contestant in contestants}
    for turn in range(1, runs + 1):
        for contestant in contestants:
            done = run(contestant)
            results[contestant.name].append(done)
            say(f"  {turn}/{runs} {contestant.name}: {contestant.time_of(done):.2f} s")
    return results


@dataclass(frozen=True)
class Summary:
    """Medians of a contestant's runs, and the span of its times."""

    seconds: float
    fastest: float
    slowest: float
    cpu: float
    peak_mib: float


def summary(contestant: Contestant, runs: Sequence[Run]) -> Summary:
    """Medians of some runs."""
    times = [contestant.time_of(one) for one in runs]
    return Summary(
        statistics.median(times),
        min(times),
        max(times),
        statistics.median(one.cpu for one in runs),
        statistics.median(one.peak_mib for one in runs),
    )


def summaries(contestants: Sequence[Contestant], runs: int) -> dict[str, Summary]:
    """Run all and sum up."""
    results = interleaved(contestants, runs)
    return {contestant.name: summary(contestant, results[contestant.name]) for contestant in contestants}
