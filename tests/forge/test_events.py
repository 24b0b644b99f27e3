"""Payloads keep to GitHub's description of its webhooks, also in the cases that its examples leave out."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.forge.contract import webhooks
from tests.forge.events import ZERO, Events
from tests.forge.test_port import FILE
from tests.forge.world import MemoryStore, World

Json = dict[str, Any]


class Scene:
    """A world in which everything has happened once."""

    def __init__(self) -> None:
        self.world = world = World(MemoryStore())
        self.events = Events(world)
        self.author, self.officer = world.add_user("provider"), world.add_user("officer", permission="write")
        self.before = world.head()
        self.number = world.submit(self.author, FILE, title="备案 示例口算", body=None)
        self.old_head = world.pulls[self.number].head_sha
        self.new_head = world.push(self.number, {"b.yaml": b"b\n"}, self.author)
        world.create_label("registry:turn", "fbca04", None)
        world.add_labels(self.number, ["registry:turn"], world.bot)
        self.review = world.review(self.number, self.officer, "CHANGES_REQUESTED", "缺少等保证明")
        self.approval = world.review(self.number, self.officer)
        self.issue = world.open_issue(self.author, "投诉", "::error::x @everyone")
        self.on_issue = world.comment(self.issue, self.author, "##[add-mask]x")
        self.on_pull = world.comment(self.number, self.author, "已补充")
        self.after = world.commit("refs/heads/main", {"c.yaml": b"c\n"}, self.officer)


CASES: list[tuple[str, Callable[[Scene], Json]]] = [
    ("pull-request-opened", lambda s: s.events.pull_request("opened", s.number)),
    ("pull-request-reopened", lambda s: s.events.pull_request("reopened", s.number)),
    ("pull-request-ready-for-review", lambda s: s.events.pull_request("ready_for_review", s.number)),
    ("pull-request-synchronize", lambda s: s.events.pull_request("synchronize", s.number, before=s.old_head)),
    (
        "pull-request-edited",
        lambda s: s.events.pull_request("edited", s.number, changes={"title": {"from": "旧"}}),
    ),
    (
        "pull-request-labeled",
        lambda s: s.events.pull_request("labeled", s.number, s.world.bot, label="registry:turn"),
    ),
    ("pull-request-closed", lambda s: s.events.pull_request("closed", s.number)),
    ("pull-request-review-submitted", lambda s: s.events.review("submitted", s.number, s.approval)),
    ("push", lambda s: s.events.push(s.before, s.after, s.officer)),
    ("push", lambda s: s.events.push(ZERO, s.after, s.officer, "new")),
    ("issues-opened", lambda s: s.events.issue("opened", s.issue)),
    ("issues-edited", lambda s: s.events.issue("edited", s.issue, changes={"body": {"from": "旧"}})),
    ("issues-closed", lambda s: s.events.issue("closed", s.issue)),
    ("issues-reopened", lambda s: s.events.issue("reopened", s.issue)),
    ("issue-comment-created", lambda s: s.events.comment("created", s.on_issue)),
    ("issue-comment-created", lambda s: s.events.comment("created", s.on_pull)),
    (
        "issue-comment-edited",
        lambda s: s.events.comment("edited", s.on_issue, changes={"body": {"from": "旧"}}),
    ),
]


@pytest.mark.parametrize(("event", "make"), CASES)
def test_payload_keeps_to_the_description(event: str, make: Callable[[Scene], Json]) -> None:
    scene = Scene()
    if event.endswith("closed"):
        scene.world.set_state(scene.issue, "closed", scene.author)
        scene.world.merge(scene.number, scene.officer)
    payload = make(scene)
    assert webhooks().payload_errors(event, payload) == []
    json.dumps(payload)


def test_dismissed_review() -> None:
    scene = Scene()
    scene.world.dismiss(scene.number, scene.review, scene.officer)
    payload = scene.events.review("dismissed", scene.number, scene.review)
    assert webhooks().payload_errors("pull-request-review-dismissed", payload) == []
    assert payload["review"]["state"] == "dismissed"


def test_payload_says_what_the_world_says() -> None:
    scene = Scene()
    payload = scene.events.pull_request("synchronize", scene.number, before=scene.old_head)
    assert (payload["before"], payload["after"]) == (scene.old_head, scene.new_head)
    assert payload["pull_request"]["head"]["sha"] == scene.new_head
    assert payload["pull_request"]["user"]["id"] == scene.author.id
    assert payload["sender"]["login"] == "provider"
    assert payload["repository"]["full_name"] == "example-registry/registry"
    merged = scene.world.merge(scene.number, scene.officer)
    closed = scene.events.pull_request("closed", scene.number, scene.officer)
    assert (closed["pull_request"]["merged"], closed["pull_request"]["merge_commit_sha"]) == (True, merged)
    push = scene.events.push(scene.before, scene.after, scene.officer)
    assert [c["id"] for c in push["commits"]] == [scene.after]
    assert scene.events.comment("created", scene.on_pull)["issue"]["pull_request"]["url"].endswith(
        f"/pulls/{scene.number}"
    )
    assert "pull_request" not in scene.events.comment("created", scene.on_issue)["issue"]


def test_deleted_fork_and_account() -> None:
    scene = Scene()
    scene.world.delete_fork(scene.world.fork(scene.author))
    payload = scene.events.pull_request("closed", scene.number, scene.officer)
    assert payload["pull_request"]["head"]["repo"] is None
    # GitHub's description of webhooks forgets that a fork can be deleted; its description of the API knows.
    assert webhooks().payload_errors("pull-request-closed", payload) == [
        'pull-request-closed payload: /pull_request/head/repo: null is not of type "object"'
    ]


@pytest.mark.parametrize("name", ["action", "pull_request", "repository", "number"])
def test_a_payload_without_what_matters_does_not_keep_to_it(name: str) -> None:
    payload = Scene().events.pull_request("opened", 1)
    del payload[name]
    assert webhooks().payload_errors("pull-request-opened", payload) != []


def test_events_without_a_description() -> None:
    scene = Scene()
    assert scene.events.schedule("17 * * * *")["schedule"] == "17 * * * *"
    started = scene.events.workflow_dispatch({"apply": "true"}, scene.officer, "register.yml")
    assert (started["inputs"], started["ref"]) == ({"apply": "true"}, "refs/heads/main")
