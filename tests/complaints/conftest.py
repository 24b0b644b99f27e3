"""The forge of either kind, with the people of a complaint and the miniature."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from registry.adapters.forge import Forge
from registry.commands.forge.complaints import complaints
from tests.builders import RegistryFolder
from tests.complaints.scene import Scene, people
from tests.forge.conftest import Side as ForgeSide
from tests.forge.conftest import github, side, standin
from tests.forge.fake import FakeForge

__all__ = ["github", "side", "standin"]


@dataclass
class Desk(Scene):
    """A scene and the forge that runs on it."""

    forge: Forge

    def run(self, issue: int | None = None, *, apply: bool = True) -> list[str]:
        """One run at the forge's time."""
        return complaints(self.root, self.forge, self.forge.now(), issue, apply=apply)


def desk_on(forge: Forge, scene: Scene) -> Desk:
    """Both in one."""
    return Desk(scene.world, scene.root, scene.parent, scene.officer, scene.foreign, scene.stranger, forge)


@pytest.fixture
def root(indexed: RegistryFolder, plain_git: None) -> Path:  # noqa: ARG001 - for its effect
    """The miniature, committed; only read."""
    return indexed.root


@pytest.fixture
def desk(root: Path) -> Desk:
    """In memory."""
    forge = FakeForge()
    return desk_on(forge, people(forge.world, root))


@pytest.fixture
def both(side: ForgeSide, root: Path) -> Desk:
    """On the fake and on the adapter with the stand-in."""
    return desk_on(side.forge, people(side.world, root))
