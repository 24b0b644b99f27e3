"""What the scenarios do and look at."""

import json
import subprocess
from datetime import UTC, datetime
from typing import Any

from registry.core.clock import SHANGHAI
from tests.builders import app_text, provider_path, provider_text, system_text, uscc
from tests.forge.world import BareStore
from tests.workflows.yard import Run, Yard

_NAMES = ("", "流程", "晨星口算")
"""Not near to each other: names that are go to a person."""


def filing(index: int) -> tuple[str, str]:
    """Path and text of the filing of one more company in Beijing."""
    code, name = uscc(f"91110108MA9{index:03d}W01"), _NAMES[index]
    text = provider_text(
        code=code, name=f"示例{name}有限公司", systems=[system_text()],
        apps=[app_text("steps", f"示例{name}课", f"cn.example.steps{index}")],
    )  # fmt: skip
    return provider_path("beijing", code), text


PATH, FILING = filing(1)
FAULTY = FILING.replace("registration_province: beijing", "registration_province: zhejiang")


def submit(scene: Yard, text: str = FILING, path: str = PATH, **more: Any) -> int:
    """A stranger submits a filing; the number of the pull request."""
    filer = scene.world.user_named("filer") or scene.world.add_user("filer")
    return scene.world.submit(filer, {path: text.encode()}, title="备案 示例流程课", **more)


def comments(scene: Yard, number: int) -> list[str]:
    """What the bot said on it."""
    return [c.body for c in scene.world.comments_on(number) if c.author == scene.world.bot.id]


def labels(scene: Yard, number: int, prefix: str = "registry:") -> list[str]:
    """Its labels of the registry, without their prefix."""
    found = scene.world.issues[number].labels
    return sorted(label.removeprefix(prefix) for label in found if label.startswith(prefix))


def picture(scene: Yard) -> Any:
    """Everything that people see, without instants."""
    world = scene.world
    return (
        world.head(),
        [(i.number, i.title, i.body, i.state, sorted(i.labels)) for i in world.issues.values()],
        [(c.id, c.number, c.body, c.hidden) for c in world.comments.values()],
        [(r.id, r.sha, r.conclusion, r.title, len(r.annotations)) for r in world.checks.values()],
        [(number, p.merged, p.asked_teams) for number, p in world.pulls.items()],
    )


def well(runs: list[Run]) -> list[str]:
    """Which workflows ran; each of them to a good end."""
    for run in runs:
        assert run.ok, (run.workflow, run.jobs, run.failure)
    return [run.workflow for run in runs]


def at(scene: Yard, text: str) -> None:
    """Let it be this instant in Shanghai: `2026-12-07 10:00`."""
    scene.world.time = datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


def decisions(scene: Yard, authority: str = "beijing") -> list[dict[str, Any]]:
    """All events of an authority's newest file in the ledger on main, oldest first."""
    store = scene.world.store
    assert isinstance(store, BareStore)
    git = ("git", "-C", store.repository.path)
    main = scene.world.head()
    listed = subprocess.run(
        [*git, "ls-tree", "--name-only", main, f"ledger/{authority}/2026/"],
        capture_output=True,
        check=True,
        text=True,
    )
    newest = sorted(listed.stdout.split())[-1]
    shown = subprocess.run([*git, "show", f"{main}:{newest}"], capture_output=True, check=True, text=True)
    return [json.loads(line) for line in shown.stdout.splitlines()]


def site_has(scene: Yard, text: str) -> bool:
    """Whether a page of the site says it."""
    return any(text in page.read_text("utf-8") for page in (scene.store / "site").rglob("*.html"))
