"""Fixtures for all tests."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from xdist.scheduler import LoadFileScheduling

from registry.adapters.git import Repository
from registry.commands import register
from tests.browser import chromium
from tests.builders import RegistryFolder, miniature
from tests.commands import ENVIRONMENT

REGISTERED_AT = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)


def _set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENVIRONMENT.items():
        if name.startswith("GIT_") or name == "HOME":
            monkeypatch.setenv(name, value)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests, since one process can drive no second; each test opens a context of its own."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def plain_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Git without this machine's settings, with a name and a mailbox, also for commands that run within the test."""
    _set(monkeypatch)


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> RegistryFolder:
    """The miniature, committed with its index. Copy it; never change it."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        _set(monkeypatch)
        folder = miniature(tmp_path_factory.mktemp("indexed") / "registry")
        folder.git_init()
        register.write_index(folder.root, Repository(folder.root), staged=False)
        folder.commit("Write the index")
    return folder


@pytest.fixture(scope="session")
def registered(indexed: RegistryFolder, tmp_path_factory: pytest.TempPathFactory) -> RegistryFolder:
    """The miniature, committed, with nothing left to register. Copy it; never change it."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        _set(monkeypatch)
        folder = indexed.copy(tmp_path_factory.mktemp("registered") / "registry")
        register.apply(folder.root, register.sweep(folder.root, REGISTERED_AT))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> RegistryFolder:
    """The miniature."""
    return miniature(tmp_path / "registry")


_LONG = ("workflows", "registrar", "site", "forge", "complaints")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the folders whose files take longest: with a file for each core, a long one left to the end leaves the others idle."""
    items.sort(
        key=lambda item: _LONG.index(item.path.parent.name) if item.path.parent.name in _LONG else len(_LONG)
    )


_TOGETHER = ("tests/hostile_site/",)
"""Folders whose files all go to one process: what they share takes longer to make than they take to look at it."""


class _ByFile(LoadFileScheduling):
    """Each file to one process, and each of those folders."""

    def _split_scope(self, nodeid: str) -> str:
        return next(
            (folder for folder in _TOGETHER if nodeid.startswith(folder)), super()._split_scope(nodeid)
        )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _ByFile | None:
    """As `./scripts/test` asks for with `--dist loadfile`."""
    return _ByFile(config, log) if config.getvalue("dist") == "loadfile" else None
