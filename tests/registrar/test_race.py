"""Many merges and several registrars at once, as processes on real git: every filing gets one number, none twice, none left out."""

import multiprocessing
import time
from datetime import datetime
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from registry.adapters.git import GitTree, Repository
from registry.adapters.ledger_files import load
from registry.adapters.source import SourceError
from registry.commands import registrar
from registry.commands.verify import verify
from tests.builders import RegistryFolder, number
from tests.commands import git
from tests.registrar.scene import Remote, path_of

pytestmark = pytest.mark.usefixtures("plain_git")

MERGES, REGISTRARS, ROUNDS = 50, 2, 20
LONGEST = 60.0
SHANGHAI = ZoneInfo("Asia/Shanghai")
_processes = multiprocessing.get_context("fork")  # a fresh interpreter for each would take most of the time


def _registrar(clone: Path, merged: Event, tries: "Queue[int]") -> None:
    """Register again and again; after all merges, until nothing is left."""
    while True:
        last = merged.is_set()
        try:
            done = registrar.run(
                clone, lambda: datetime.now(SHANGHAI), lambda seconds: time.sleep(seconds / 4)
            )
        except SourceError:  # others were faster all the time: the next run takes it
            continue
        tries.put(done.tries)
        if last and not done.planned.files:
            return
        time.sleep(0.05)


def _race(place: Path) -> tuple[Remote, list[int]]:
    """One round; the remote, and how many pushes each run needed."""
    folder = RegistryFolder(place / "start", authorities=("beijing",))
    folder.git_init()
    remote = Remote(place / "origin", folder)
    merged, tries = _processes.Event(), _processes.Queue()
    started = [
        _processes.Process(target=_registrar, args=(remote.clone(place / f"clone{at}"), merged, tries))
        for at in range(REGISTRARS)
    ]
    for process in started:
        process.start()
    ends = time.monotonic() + LONGEST
    for index in range(MERGES):
        merge = remote.submit(index)
        if index == MERGES // 2:  # a number is given while others are still merged
            while remote.tip == merge and time.monotonic() < ends:
                time.sleep(0.01)
    merged.set()
    counts: list[int] = []
    while any(process.is_alive() for process in started) and time.monotonic() < ends:
        time.sleep(0.02)
        while not tries.empty():
            counts.append(tries.get())
    for process in started:
        process.join(1)
        process.kill()  # one that does not end would keep the tests from ending
        process.join()
    assert [process.exitcode for process in started] == [0] * REGISTRARS, "a registrar failed, or did not end"
    while not tries.empty():
        counts.append(tries.get())
    tries.close()
    return remote, counts


def test_fifty_merges_and_two_registrars_twenty_times(tmp_path: Path) -> None:
    """Fifty different numbers without a gap, each filing with one, whatever the order; and they did get into each other's way."""
    met = 0
    for at in range(ROUNDS):
        remote, counts = _race(tmp_path / str(at))
        with GitTree(Repository(remote.root), remote.tip) as tree:
            replay, problems = load(tree)
        assert problems == []
        assert sorted(replay.apps) == [number("11", serial) for serial in range(1, MERGES + 1)]
        assert {app.path for app in replay.apps.values()} == {path_of(index) for index in range(MERGES)}
        registrations = git(
            "log", "--first-parent", "--format=%H", "main", "--", "ledger/beijing", cwd=remote.root
        )
        commits = int(git("rev-list", "--first-parent", "--count", "main", cwd=remote.root))
        assert len(registrations.splitlines()) >= 2
        assert commits == 1 + MERGES + len(
            registrations.splitlines()
        )  # nothing that was merged was pushed away
        met += sum(tries > 1 for tries in counts)
    report = verify(remote.clone(tmp_path / "verify"))
    assert [problem for problem in report.problems if "CODEOWNERS" not in problem] == []
    assert report.pending == []
    assert met >= ROUNDS, "hardly anybody was refused: this was no race"
