"""Killed at any file operation, before or after it acted, the site is the old one or the new one, whole; the next run succeeds."""

import errno
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from registry.adapters import exchange
from registry.adapters.exchange import put_in_place
from registry.adapters.output import OutputError, Recorded, Staging, write_site
from tests.site.test_site_incremental import build, content_of

MARK = ".mark"
_OPERATIONS = ("link", "mkdir", "open", "rename", "replace", "rmdir", "unlink", "write")


class Killer:
    """Every file operation of this process, numbered; at one of them, before or after it acted, the process is killed."""

    def __init__(self, at: int, *, after: bool) -> None:
        self.at, self.after, self.seen = at, after, 0

    def wrap(self, act: Callable[..., Any]) -> Callable[..., Any]:
        """The operation, counted."""

        def counted(*arguments: Any, **options: Any) -> Any:
            here, self.seen = self.seen, self.seen + 1
            if here == self.at and not self.after:
                os.kill(os.getpid(), signal.SIGKILL)  # no handler runs, nothing is tidied up
            try:
                return act(*arguments, **options)
            finally:
                if here == self.at:
                    os.kill(os.getpid(), signal.SIGKILL)

        return counted

    def install(self) -> None:
        """Count from here on."""
        for name in _OPERATIONS:
            setattr(os, name, self.wrap(getattr(os, name)))
        exchange.swap = self.wrap(exchange.swap)
        shutil.rmtree = self.wrap(shutil.rmtree)


def _killed(killer: Killer, act: Callable[[], object]) -> bool:
    """Run in a process of its own; whether it was killed on the way."""
    child = os.fork()
    if child == 0:
        killer.install()
        try:
            act()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("swaps", [True, False])
def test_killed_at_any_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, after: bool, swaps: bool
) -> None:
    """Where names cannot be swapped, one moment is left in which nothing is shown; the next run puts that right."""
    if not swaps:
        monkeypatch.setattr(exchange, "swap", lambda one, other: False)  # noqa: ARG005
    out = tmp_path / "out"
    old = [("a.html", b"old"), ("b/stays.html", b"same"), ("gone/c.html", b"old")]
    new = [("a.html", b"new"), ("b/stays.html", b"same"), ("d/e.html", b"new")]
    whole = [dict(old), dict(new)]
    missing = at = 0
    while True:
        write_site(out, MARK, old)
        killed = _killed(Killer(at, after=after), lambda: write_site(out, MARK, new))
        shown = {path: content for path, content in content_of(out).items() if path != MARK}
        if shown:
            assert shown in whole, at
        else:
            missing += 1
        if not killed:
            break
        write_site(out, MARK, new)
        assert {path: content for path, content in content_of(out).items() if path != MARK} == whole[1], at
        assert list((tmp_path / ".out.registry").iterdir()) == []
        at += 1
    assert at > 15  # operations there were
    assert missing == (0 if swaps else 1)


def test_killed_at_any_moment_the_notes_are_of_the_site_that_is_shown(tmp_path: Path) -> None:
    """A whole build over an older one: whatever it left behind, the next run gives the same bytes as from nothing."""
    from random import Random

    from tests.site.living import Living

    living = Living(Random(5))
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    build(living.snapshot, out)
    before = content_of(out)
    later = living.live()
    build(later, fresh)
    after = content_of(fresh)
    at = 0
    while _killed(Killer(at, after=False), lambda: build(later, out)):
        assert content_of(out) in (before, after), at
        build(later, out)
        assert content_of(out) == after, at
        build(living.snapshot, out)
        assert content_of(out) == before, at
        at += 13  # the operations on one file are alike
    assert at > 100


def test_a_switch_that_fails_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    write_site(out, MARK, [("a", b"old")])

    def refused(_: Path, other: Path) -> bool:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM), str(other))

    monkeypatch.setattr(exchange, "swap", refused)
    with pytest.raises(OutputError, match="out cannot be written: Operation not permitted"):
        write_site(out, MARK, [("a", b"new")])
    assert (out / "a").read_bytes() == b"old"


def test_a_second_rename_that_fails_puts_the_old_site_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "swap", lambda one, other: False)  # noqa: ARG005
    place, previous = tmp_path / "place", tmp_path / "previous"
    place.mkdir()
    (place / "a").write_bytes(b"old")
    with pytest.raises(FileNotFoundError):
        put_in_place(tmp_path / "nothing", place, previous)
    assert (place / "a").read_bytes() == b"old"


def test_a_file_system_without_links_gets_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path / "out", MARK, [("a", b"1")])

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refused)
    staging = Staging(tmp_path / "out", MARK)
    found = (tmp_path / "out" / "a").stat()
    recorded = Recorded("", 1, found.st_mtime_ns)
    assert staging.keep("a", recorded)
    staging.switch()
    shown = (tmp_path / "out" / "a").stat()
    assert (shown.st_mtime_ns, shown.st_ino == found.st_ino) == (found.st_mtime_ns, False)


def test_a_failing_build_leaves_the_old_site_and_nothing_beside_it(tmp_path: Path) -> None:
    write_site(tmp_path / "out", MARK, [("a", b"old")])
    with pytest.raises(OutputError):
        write_site(tmp_path / "out", MARK, [("a", b"new"), ("a", b"twice")])
    assert (tmp_path / "out" / "a").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
