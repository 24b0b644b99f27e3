"""The same as a process: at a terminal (a pseudo-terminal), and with answers from a pipe."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from registry.adapters import records
from registry.adapters.yaml_writer import to_yaml
from registry.commands.new.command import Wish, new
from registry.core.clock import SHANGHAI
from tests.builders import RegistryFolder, miniature
from tests.commands import ENVIRONMENT, registry
from tests.terminal.robot import Robot
from tests.terminal.test_new import NEW_PATH, small

PATIENCE = 30
"""Seconds for one question of a process on a busy machine."""


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What a person types for a whole filing, without asking for help."""
    folder = miniature(tmp_path_factory.mktemp("lines") / "registry")
    robot = Robot(small())
    new(folder.root, Wish("provider"), robot, datetime(2026, 11, 24, 9, tzinfo=SHANGHAI))
    return [line for line in robot.typed if line != "?"]


def piped(folder: RegistryFolder, text: bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """`registry new …` with the text as its input."""
    return subprocess.run(
        [sys.executable, "-m", "registry", "new", "provider", *arguments],
        cwd=folder.root, env=ENVIRONMENT, input=text, capture_output=True, check=False,
    )  # fmt: skip


def test_answers_from_a_pipe(folder: RegistryFolder, lines: list[str]) -> None:
    done = piped(folder, "".join(f"{line}\r\n" for line in lines).encode())
    assert done.returncode == 0, done.stderr.decode()
    assert folder.read(NEW_PATH) == to_yaml(records.MODELS["provider"].model_validate(small()), NEW_PATH)
    assert registry("validate", NEW_PATH, cwd=folder.root).returncode == 0
    assert b"\x1b" not in done.stdout


def test_a_pipe_that_ends_early_says_what_is_missing(folder: RegistryFolder, lines: list[str]) -> None:
    done = piped(folder, "".join(f"{line}\n" for line in lines[:4]).encode() + b"\xff\xfe")
    assert done.returncode == 2
    assert "输入已结束，还缺：" in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    done = piped(folder, "".join(f"{line}\n" for line in lines[4:]).encode(), "--resume")
    assert done.returncode == 0, done.stderr.decode()


def test_nothing_at_all(folder: RegistryFolder) -> None:
    done = piped(folder, b"")
    assert done.returncode == 2
    assert not (folder.root / NEW_PATH).exists()


class Screen:
    """A process at a pseudo-terminal: type a line, wait for what is shown."""

    def __init__(self, process: subprocess.Popen[bytes], terminal: int) -> None:
        self.process, self.terminal, self.shown = process, terminal, b""

    def wait_for(self, text: str) -> None:
        """Read until a text is shown that was not there before. Raises AssertionError with what was shown instead."""
        start, until = len(self.shown), time.monotonic() + PATIENCE
        while text.encode() not in self.shown[start:]:
            assert time.monotonic() < until, self.shown[start:].decode("utf-8", "replace")
            if select.select([self.terminal], [], [], 1)[0]:
                try:
                    self.shown += os.read(self.terminal, 65536)
                except OSError:
                    assert text.encode() in self.shown[start:], self.shown.decode("utf-8", "replace")
                    return

    def type(self, text: str) -> None:
        """Type a line."""
        os.write(self.terminal, f"{text}\r".encode())


@contextmanager
def screen(folder: Path, term: str) -> Iterator[Screen]:
    """`registry new provider` at a pseudo-terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "registry", "new", "provider"],
        cwd=folder, env={**ENVIRONMENT, "TERM": term, "LANG": "C.UTF-8"}, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a test that runs in the background has it ignored
    )  # fmt: skip
    os.close(theirs)
    try:
        yield Screen(process, ours)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_stop_and_go_on_at_a_terminal(folder: RegistryFolder, lines: list[str], term: str) -> None:
    with screen(folder.root, term) as first:
        first.wait_for("> ")
        for line in lines[:6]:
            first.type(line)
            first.wait_for("> ")
        first.type("错误的代码?")
        os.killpg(first.process.pid, signal.SIGINT)
        first.wait_for("草稿保存在")
        assert first.process.wait(PATIENCE) == 2
    with screen(folder.root, term) as second:
        second.wait_for("接着上次的草稿继续")
        second.wait_for("> ")
        for line in lines[second_start(second.shown) :]:
            second.type(line)
            second.wait_for("> " if line is not lines[-1] else "git add")
        assert second.process.wait(PATIENCE) == 0
    assert folder.read(NEW_PATH) == to_yaml(records.MODELS["provider"].model_validate(small()), NEW_PATH)


def second_start(shown: bytes) -> int:
    """How many answers the draft holds: as many lines need not be typed again."""
    words = shown.decode("utf-8", "replace")
    return int(words.partition("草稿继续(")[2].partition(" ")[0])
