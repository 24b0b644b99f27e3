"""A yard for each scenario."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import RegistryFolder
from tests.workflows.yard import Yard, start, yard


@pytest.fixture(scope="session")
def begin(registered: RegistryFolder, tmp_path_factory: pytest.TempPathFactory) -> RegistryFolder:
    """What main holds at the beginning. Never change it."""
    return start(registered, tmp_path_factory.mktemp("begin") / "registry")


@pytest.fixture
def scene(begin: RegistryFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Yard]:
    """A repository on the stand-in. Whatever did not keep to GitHub's description fails the test."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    made = yard(tmp_path, begin)
    with made.standin:
        yield made
        assert made.standin.deviations == []
