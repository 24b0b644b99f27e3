"""A forge of either kind, with the world behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from registry.adapters.forge import Forge
from registry.adapters.github import Settings, connect
from tests.forge.fake import FakeForge
from tests.forge.standin.server import StandIn
from tests.forge.world import BareStore, World


@dataclass
class Side:
    """One implementation of the port and what it shows."""

    world: World
    forge: Forge


def adapter(standin: StandIn, *, token: str = "bot", read_attempts: int = 3, longest_wait: int = 5) -> Forge:
    """The adapter on a stand-in, without waiting between requests."""
    settings = Settings(
        api_url=standin.base,
        repository=f"{standin.world.owner.login}/{standin.world.name}",
        token=token,
        bot_id=standin.world.bot.id,
        between_requests=0,
        between_writes=0,
        read_attempts=read_attempts,
        back_off=0,
        longest_wait=longest_wait,
        timeout=5,
    )
    return connect(settings)


@pytest.fixture
def standin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """A running stand-in. Whatever did not keep to GitHub's description fails the test."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with StandIn(World(BareStore(tmp_path / "forge.git"))) as server:
        yield server
        assert server.deviations == []


@pytest.fixture
def github(standin: StandIn) -> Iterator[Forge]:
    """The adapter on the stand-in."""
    forge = adapter(standin)
    yield forge
    forge.close()  # type: ignore[attr-defined]


@pytest.fixture(params=["fake", "github"])
def side(request: pytest.FixtureRequest) -> Side:
    """Each of the two."""
    if request.param == "fake":
        fake = FakeForge()
        return Side(fake.world, fake)
    forge = request.getfixturevalue("github")
    return Side(request.getfixturevalue("standin").world, forge)
