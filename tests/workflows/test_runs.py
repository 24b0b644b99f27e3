"""Registering, publishing and watching, through the real workflow files."""

import hashlib
import json
import threading

from registry.commands.serve import server
from tests.workflows.scenes import FILING, PATH, decisions, filing, picture, site_has, well
from tests.workflows.yard import Yard


def test_two_merges_and_two_runs_give_two_numbers(scene: Yard) -> None:
    """Both pushes are delivered although the first run has seen both merges; a third run comes by the clock."""
    world = scene.world
    start = world.head()
    one = world.commit("refs/heads/main", {PATH: FILING.encode()}, world.bot, "Merge")
    path, text = filing(2)
    two = world.commit("refs/heads/main", {path: text.encode()}, world.bot, "Merge")
    well(scene.deliver("push", scene.events.push(start, one, world.bot)))
    numbers = [str(event["number"]) for event in decisions(scene)[-2:]]
    assert len(set(numbers)) == 2
    assert len(world.store.between(two, world.head())) == 1
    end = picture(scene)
    well(scene.deliver("push", scene.events.push(one, two, world.bot)))
    run = scene.tick("register-and-publish")
    assert run.jobs == dict.fromkeys(("register", "queue", "publish", "deploy"), "success")
    assert picture(scene) == end
    assert all(site_has(scene, number) for number in numbers)


def test_a_switch_stops_numbers_and_the_site_is_still_shown(scene: Yard) -> None:
    world = scene.world
    before = world.head()
    world.commit(
        "refs/heads/main", {".github/registry-switches.yaml": b"no_number: true\n"}, world.bot, "Stop"
    )
    merged = world.commit("refs/heads/main", {PATH: FILING.encode()}, world.bot, "Merge")
    run = scene.run("register-and-publish", "push", scene.events.push(before, merged, world.bot))
    assert world.head() == merged
    assert run.jobs["publish"] == run.jobs["deploy"] == "success"
    assert (scene.store / "site/index.html").exists()


def test_a_site_that_would_be_smaller_than_the_shown_one_is_not_shown(scene: Yard) -> None:
    """The runner's folder is empty: what the public sees is asked of the site itself."""
    site = scene.store / "site"
    with server(site, 8900) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        scene.site_address = f"http://127.0.0.1:{running.server_port}"
        first = scene.tick("register-and-publish")
        assert first.ok, first.failure
        assert "shows no site yet" in first.said("publish")
        manifest = site / "manifest.json"
        shown = manifest.read_bytes()
        second = scene.tick("register-and-publish")
        assert second.ok, second.failure
        assert "shows no site yet" not in second.said("publish")
        told = json.loads((site / "publication.json").read_bytes())
        assert told["previous_manifest_sha256"] == hashlib.sha256(shown).hexdigest()
        more = json.loads(shown)
        more["counts"]["decisions"] += 1
        manifest.write_text(json.dumps(more), "utf-8")
        third = scene.tick("register-and-publish")
        assert third.jobs["publish"] == "failure"
        assert "decisions were published from" in third.failure
        assert json.loads(manifest.read_bytes()) == more  # still the old site
        running.shutdown()


def test_a_large_site_is_built_by_a_job_for_each_authority_to_the_same_bytes(scene: Yard) -> None:
    """With the variable REGISTRY_PARTS the same workflow takes the other way; what it shows is what one job would show."""
    whole = scene.tick("register-and-publish")
    assert whole.ok, whole.failure
    manifest = scene.store / "site" / "manifest.json"
    shown = manifest.read_bytes()
    manifest.unlink()
    scene.in_parts = True
    run = scene.tick("register-and-publish")
    assert run.ok, run.failure
    assert run.jobs == dict.fromkeys(("register", "queue", "plan", "part", "join", "deploy"), "success")
    assert len(list((scene.store / "artifacts").glob("part-*/part.json"))) == 5
    assert manifest.read_bytes() == shown
    assert json.loads(shown)["source_commit"] == scene.world.head()


def test_watchdog_tells_and_takes_back(scene: Yard) -> None:
    scene.world.workflow_runs.clear()
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
