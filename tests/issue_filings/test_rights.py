"""The command needs each of the rights that its workflow asks for, and says which one is missing."""

from pathlib import Path

import pytest

from registry.commands.forge.filings import filings
from registry.core.problem import Problem
from tests.forge.conftest import adapter
from tests.forge.standin.call import Token
from tests.forge.standin.server import StandIn
from tests.forge.world import World
from tests.issue_filings.scene import FILING, clone, form, people
from tests.workflows.policy import APP_RIGHTS

RIGHTS = dict(one.replace("-", "_").split(":") for one in APP_RIGHTS["filings", "filings"].split())


@pytest.mark.parametrize("missing", ["", *RIGHTS])
def test_with_one_right_less_it_fails(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    root = clone(tmp_path / "clone", tmp_path / "forge.git")
    with StandIn(world) as server:
        given = {name: right for name, right in RIGHTS.items() if name != missing}
        server.tokens["app"] = Token(world.bot, given)
        forge = adapter(server, token="app")
        scene = people(world, root, forge)
        number = scene.file(form(FILING))
        try:
            problems = filings(root, forge, forge.now(), apply=True).problems
        except Problem as error:
            problems = [str(error)]
        forge.close()  # type: ignore[attr-defined]
    if not missing:
        assert problems == []
        assert scene.state(number) == "submitted"
        return
    (problem,) = problems
    assert "GitHub, " in problem
    assert "not allowed" in problem or "may not see" in problem
