"""The scene on the forge in memory, and on the adapter with the stand-in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import RegistryFolder
from tests.forge.conftest import adapter
from tests.forge.fake import FakeForge
from tests.forge.standin.server import StandIn
from tests.forge.world import World
from tests.issue_filings.scene import Scene, clone, people, world_of


@pytest.fixture
def world(tmp_path: Path, indexed: RegistryFolder, plain_git: None) -> World:  # noqa: ARG001 - for its effect
    """The miniature on a forge."""
    return world_of(tmp_path / "forge.git", indexed)


@pytest.fixture
def scene(world: World, tmp_path: Path) -> Scene:
    """In memory."""
    return people(world, clone(tmp_path / "clone", tmp_path / "forge.git"), FakeForge(world))


@pytest.fixture(params=["fake", "github"])
def both(request: pytest.FixtureRequest, world: World, tmp_path: Path) -> Iterator[Scene]:
    """On each of the two."""
    root = clone(tmp_path / "clone", tmp_path / "forge.git")
    if request.param == "fake":
        yield people(world, root, FakeForge(world))
        return
    request.getfixturevalue("monkeypatch").setenv("NO_PROXY", "127.0.0.1")
    with StandIn(world) as server:
        forge = adapter(server)
        yield people(world, root, forge)
        forge.close()  # type: ignore[attr-defined]
        assert server.deviations == []
