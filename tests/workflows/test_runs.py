"""The real workflow files, run: what a person would see on the forge afterwards."""

from tests.builders import app_text, provider_path, provider_text, system_text, uscc
from tests.workflows.yard import Yard

CODE = uscc("91110108MA9000W01")
PATH = provider_path("beijing", CODE)
FILING = provider_text(
    code=CODE,
    name="示例流程有限公司",
    systems=[system_text()],
    apps=[app_text("steps", "示例流程课", "cn.example.steps")],
)


def test_register_and_publish(scene: Yard) -> None:
    before = scene.world.head()
    merged = scene.world.commit("refs/heads/main", {PATH: FILING.encode()}, scene.world.bot, "Merge")
    (run, _) = scene.deliver("push", scene.events.push(before, merged, scene.world.bot))
    assert run.jobs == {"register": "success", "publish": "success", "deploy": "success"}
    assert scene.world.head() != merged
    assert (scene.store / "site/index.html").exists()


def test_watchdog(scene: Yard) -> None:
    assert scene.tick("watchdog").jobs == {"watchdog": "failure"}
    assert [issue.labels for issue in scene.world.issues.values()] == [["registry-schedule-stopped"]] * 3
    for name in ("clocks.yml", "complaints.yml", "register-and-publish.yml"):
        scene.world.ran(name)
    stranger = scene.world.add_user("stranger")
    number = scene.world.open_issue(stranger, "有没有人 anybody there?", None)
    (run,) = [
        one
        for one in scene.deliver("issues", scene.events.issue("opened", number))
        if one.workflow == "watchdog"
    ]
    assert run.ok, run.failure
    assert [issue.state for issue in scene.world.issues.values()] == ["closed"] * 3 + ["open"]
