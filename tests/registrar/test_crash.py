"""Killed at any git operation or file write, before or after it acted, and run again: the registry is as if nothing had happened."""

import os
import shutil
import signal
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from registry.adapters.git import Repository
from registry.commands import register, registrar
from registry.commands.verify import verify
from tests.builders import BING, Paths, RegistryFolder, case_path, case_text, number
from tests.commands import ENVIRONMENT, git
from tests.registrar.scene import NOW, Remote, filing_of, path_of

pytestmark = pytest.mark.usefixtures("plain_git")

_WRITES = ("write_bytes", "mkdir", "unlink")
_Moment = tuple[int, bool]
"""Before an operation, or after it."""


def on_disk(place: Path) -> list[tuple[str, int, int, int]]:
    """What a process that is killed leaves behind: every path with its file's identity, size and instant of its last change."""
    found = []
    for folder, _, names in os.walk(place):
        for name in (".", *names):
            path = os.path.join(folder, name)  # noqa: PTH118 - of thousands of paths
            status = os.lstat(path)
            found.append((path, status.st_ino, status.st_size, status.st_ctime_ns))
    return sorted(found)


class Counted:
    """Every git operation and file write of this process, numbered; at one of them, before or after it acted, the process is killed.

    With a place to watch, `moments` become those at which to kill: the first one, and each at which something on the disk is other
    than at the moment before. To be killed at two moments between which nothing changed there is the same.
    """

    def __init__(self, at: int = -1, *, after: bool = False, watched: Path | None = None) -> None:
        self.at, self.after = at, after
        self.seen: list[str] = []
        self.moments: list[_Moment] = []
        self._watched = watched
        self._last: list[tuple[str, int, int, int]] = []

    def _look(self, at: int, *, after: bool) -> None:
        if self._watched is not None and (now := on_disk(self._watched)) != self._last:
            self._last = now
            self.moments.append((at, after))

    def _around(self, name: str, act: Callable[[], Any]) -> Any:
        here = len(self.seen)
        self.seen.append(name)
        self._look(here, after=False)
        if here == self.at and not self.after:
            self._die()
        try:
            return act()
        finally:
            self._look(here, after=True)
            if here == self.at:
                self._die()

    @staticmethod
    def _die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)  # no handler runs, nothing is tidied up

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Count from here on."""
        run = Repository.run

        def counted(repository: Repository, *arguments: str, **options: Any) -> bytes:
            words = [word for word in arguments if not word.startswith("-") and "=" not in word]
            return self._around(f"git {words[0]}", lambda: run(repository, *arguments, **options))

        monkeypatch.setattr(Repository, "run", counted)
        for name in _WRITES:
            self._wrap(monkeypatch, name, getattr(Path, name))

    def _wrap(self, monkeypatch: pytest.MonkeyPatch, name: str, act: Callable[..., Any]) -> None:
        def counted(path: Path, *arguments: Any, **options: Any) -> Any:
            return self._around(f"{name} {path.name}", lambda: act(path, *arguments, **options))

        monkeypatch.setattr(Path, name, counted)


def killed(counted: Counted, act: Callable[[], object]) -> bool:
    """Run in a process of its own; whether it was killed on the way."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            with pytest.MonkeyPatch.context() as monkeypatch:
                counted.install(monkeypatch)
                act()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0
    return False


def pushed(clone: Path) -> None:
    """`register --apply --push`."""
    registrar.run(clone, lambda: NOW, lambda _: None)


def applied(root: Path) -> None:
    """`register --apply`."""
    planned = register.sweep(root, NOW)
    if planned.files:
        register.apply(root, planned)


@pytest.fixture(scope="module")
def prepared(registered: RegistryFolder, tmp_path_factory: pytest.TempPathFactory) -> tuple[Remote, Path]:
    """A remote with something to register in two chains and something to remove from the index, and a clone from before."""
    place = tmp_path_factory.mktemp("crash")
    with pytest.MonkeyPatch.context() as monkeypatch:
        for name, value in ENVIRONMENT.items():
            monkeypatch.setenv(name, value)
        remote = Remote(place / "origin", registered)
        clone = remote.clone(place / "clone")
        text = git("cat-file", "blob", f"main:{Paths.xin}", cwd=remote.root) + "\n"
        remote.merge(
            {
                path_of(1): filing_of(1),
                path_of(2): filing_of(2),
                Paths.xin: text.replace("cn.example.whole\n", "cn.example.other.name\n"),
                case_path("beijing", BING, "2026-04-01"): case_text(
                    code=BING, opened_on="2026-04-01", revoked=number("51", 1), start="2026-11-20"
                ),
            }
        )
        remote.pack()
    return remote, clone


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Temporary files of this process lie where they are watched."""
    place = tmp_path / "whole/temporary"
    place.mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def watched(act: Callable[[], None], place: Path) -> Counted:
    """Let it act undisturbed, for the moments at which it can be killed."""
    counted = Counted(watched=place)
    with pytest.MonkeyPatch.context() as monkeypatch:
        counted.install(monkeypatch)
        act()
    return counted


def acting(operations: list[str], *names: str) -> set[_Moment]:
    """The moments after all operations of some names, each of which must be there."""
    assert set(names) <= set(operations)
    return {(at, True) for at, name in enumerate(operations) if name in names}


def state(root: Path) -> tuple[str, str]:
    """What main holds, and how many commits made it."""
    return (
        git("rev-parse", "refs/heads/main^{tree}", cwd=root),
        git("rev-list", "--count", "refs/heads/main", cwd=root),
    )


def copied(prepared: tuple[Remote, Path], place: Path) -> tuple[Remote, Path]:
    """A remote and a clone of it, for one crash."""
    remote = prepared[0].copy(place / "origin")
    clone = Path(shutil.copytree(prepared[1], place / "clone"))
    git("remote", "set-url", "origin", str(remote.root), cwd=clone)
    return remote, clone


def test_killed_anywhere_on_the_way_to_the_remote(prepared: tuple[Remote, Path], tmp_path: Path) -> None:
    """At each operation of `--push`, before and after: the remote is as it was or complete, and the next run makes it complete."""
    remote, clone = copied(prepared, tmp_path / "whole")
    before = state(remote.root)
    counted = watched(partial(pushed, clone), tmp_path / "whole")
    expected = state(remote.root)
    assert expected != before
    operations = counted.seen
    assert acting(
        operations, "git fetch", "git read-tree", "git fast-import", "git update-index", "git commit-tree", "git push", "git merge"
    ) <= set(counted.moments)  # fmt: skip
    push = operations.index("git push")
    for at, after in counted.moments:
        where = f"{operations[at]} ({at}), {'after' if after else 'before'} it acted"
        remote, clone = copied(prepared, tmp_path / f"{at}-{after}")
        assert killed(Counted(at, after=after), partial(pushed, clone)), where
        done = at > push or (at == push and after)
        assert state(remote.root) == (expected if done else before), where
        pushed(clone)
        assert state(remote.root) == expected, where
        assert git("rev-parse", "HEAD", cwd=clone) == remote.tip, where
        assert git("status", "--porcelain", cwd=clone) == "", where
    # The state is compared each time; what it holds is whole.
    report = verify(clone)
    assert (report.problems, report.pending) == ([], [])


def test_killed_anywhere_on_the_way_to_a_commit(prepared: tuple[Remote, Path], tmp_path: Path) -> None:
    """The same for `--apply` in a folder: what a killed run left lying around does not confuse the next one."""

    _, start = copied(prepared, tmp_path / "start")
    git("pull", "--quiet", "--ff-only", cwd=start)
    git("repack", "-a", "-d", "--quiet", cwd=start)
    before = state(start)
    clone = Path(shutil.copytree(start, tmp_path / "whole/clone"))
    counted = watched(partial(applied, clone), tmp_path / "whole")
    expected = state(clone)
    operations = counted.seen
    writes = [name for name in operations if name.startswith(("write_bytes ", "unlink "))]
    assert "write_bytes 00000010.jsonl" in writes
    assert any(name.startswith("unlink ") for name in writes)
    assert acting(operations, "git add", "git commit", *writes) <= set(counted.moments)
    for at, after in counted.moments:
        where = f"{operations[at]} ({at}), {'after' if after else 'before'} it acted"
        clone = Path(shutil.copytree(start, tmp_path / f"{at}-{after}"))
        assert killed(Counted(at, after=after), partial(applied, clone)), where
        assert state(clone) in (before, expected), where
        applied(clone)
        assert state(clone) == expected, where
        assert git("status", "--porcelain", cwd=clone) == "", where
    report = verify(clone)
    assert (report.problems, report.pending) == ([], [])
