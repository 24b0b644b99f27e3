"""The pull request that was made of an issue goes its way like any other, as its filer's."""

import subprocess

import pytest

from registry.commands import registrar
from registry.commands.forge.act import Office, act, speak
from registry.commands.forge.desk import GitDesk
from registry.commands.forge.looks import looks
from registry.commands.forge.provenance import ForgeProvenance
from registry.core.working_days import AnnouncedDays
from tests.forge.test_form_link import SITE, unpacked
from tests.forge.world import User
from tests.issue_filings.scene import FAULTY, FILING, PATH, Scene, form

PHONE = "13800138000"


class Way:
    """An issue, its request, and the officers of Beijing."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.world = scene, scene.world
        self.officer = scene.world.add_user("officer")
        text = (scene.root / "authorities/beijing.yaml").read_text("utf-8")
        self.list_officers(text, self.officer, scene.filer)
        self.issue = scene.file(form(FILING))
        scene.run()
        self.number = scene.made(self.issue).issue.number

    def list_officers(self, text: str, *officers: User) -> None:
        """On main, and in the clone."""
        listed = f"{text}officers: [{', '.join(str(one.id) for one in officers)}]\n"
        self.world.commit("refs/heads/main", {"authorities/beijing.yaml": listed.encode()}, self.world.bot)
        self.pull()

    def pull(self) -> None:
        """What the checkout of the next run has."""
        subprocess.run(["git", "pull", "--quiet"], cwd=self.scene.root, check=True)

    def office(self) -> tuple[Office, GitDesk]:
        """Of a run now."""
        desk = GitDesk(self.scene.root, self.world.time, self.world.bot.id)
        office = Office(
            self.scene.forge,
            AnnouncedDays(),
            self.world.time,
            desk.switches,
            desk.authorities(),
            looks,
            site=SITE,
        )
        return office, desk

    def act(self) -> str:
        """One sweep over the request; the case comment."""
        office, desk = self.office()
        outcome = act(office, desk, self.number, apply=True)
        assert outcome.problems == []
        return self.comment()

    def speak(self) -> str:
        """What the workflow `judge` does."""
        office, desk = self.office()
        speak(office, desk.judge(self.scene.forge.pull_request(self.number)), apply=True)
        return self.comment()

    def comment(self) -> str:
        """The case comment."""
        return next(c.body for c in self.world.comments_on(self.number) if "registry:case" in c.body)

    def stage(self) -> list[str]:
        """Labels of the request."""
        return [label for label in self.world.issues[self.number].labels if label.startswith("registry:")]


@pytest.fixture
def way(scene: Scene) -> Way:
    """After the bot has made the request."""
    return Way(scene)


def test_the_filer_approves_nothing_of_his_own_although_the_bot_opened_it(way: Way) -> None:
    """Also where he is an officer himself: he is the author, whoever pressed the button."""
    way.world.review(way.number, way.scene.filer)
    said = way.act()
    assert way.stage() == ["registry:waiting"]
    assert "是提交人本人" in said
    way.world.review(way.number, way.officer)
    way.act()
    assert way.world.pulls[way.number].merged is not None


def test_the_issue_tells_the_number_and_is_closed_when_it_is_registered(way: Way) -> None:
    way.world.review(way.number, way.officer)
    way.act()
    way.scene.run()
    assert (way.scene.state(way.issue), way.scene.issue(way.issue).state) == ("merged", "open")
    way.pull()
    _, desk = way.office()
    source = ForgeProvenance(way.scene.forge, desk.authorities(), contents=desk.contents)
    done = registrar.run(way.scene.root, lambda: way.world.time, lambda _: None, source=source)
    (event,) = [event for event, _ in done.planned.events if event.path == PATH]
    assert event.number
    assert event.pull_request == way.number
    assert event.approved_by == (way.officer.id,)
    assert event.submitted_at is not None
    way.scene.run()
    assert (way.scene.state(way.issue), way.scene.issue(way.issue).state) == ("registered", "closed")
    assert way.scene.issue(way.issue).state_reason == "completed"
    assert event.number in way.scene.told(way.issue)
    assert way.scene.run() == []


def test_feedback_is_answered_by_editing_the_issue(way: Way) -> None:
    way.world.review(way.number, way.officer, "CHANGES_REQUESTED", "请改注册地址")
    said = way.act()
    assert way.stage() == ["registry:feedback"]
    assert f"编辑议题 #{way.issue} 的正文" in said
    assert "同一分支" not in said
    _, values = unpacked(said.partition("](" + SITE)[2].partition(")")[0])
    assert (values["path"], values["text"], values["findings"]) == (PATH, FILING, [])
    way.world.advance(days=1)
    way.scene.edit(way.issue, form(FILING.replace("示例路1号", "示例路9号")))
    way.scene.run()
    way.act()
    assert way.stage() == ["registry:waiting"], "the edit is the supplement"


def test_a_faulty_edit_of_an_open_request_is_shown_there_too_and_marked_in_the_form(way: Way) -> None:
    """What the authority looks at is what the filer says now, right or wrong."""
    faulty = FILING.replace("system_id: main", "system_id: other")
    way.scene.edit(way.issue, form(faulty))
    way.scene.run()
    assert way.scene.state(way.issue) == "needs-correction"
    assert "修改没有生效" not in way.scene.told(way.issue)
    said = way.speak()
    assert way.stage() == ["registry:needs-correction"]
    _, values = unpacked(said.partition("](" + SITE)[2].partition(")")[0])
    assert ["apps", 0, "system_id"] in [one["place"] for one in values["findings"]]
    assert values["text"] == faulty


def test_an_edit_that_cannot_be_read_does_not_reach_the_request(way: Way) -> None:
    """Nobody could say whether personal data are in it; the issue says that it had no effect."""
    head = way.world.pulls[way.number].head_sha
    way.scene.edit(way.issue, form(FAULTY))
    way.scene.run()
    assert way.scene.state(way.issue) == "needs-correction"
    assert "修改没有生效" in way.scene.told(way.issue)
    assert way.world.pulls[way.number].head_sha == head


def test_closing_the_issue_is_a_withdrawal_of_the_filer(way: Way) -> None:
    way.act()
    way.world.set_state(way.issue, "closed", way.scene.filer)
    way.scene.run()
    said = way.act()
    assert way.stage() == ["registry:withdrawn"]
    assert f"议题 #{way.issue}" in said
    way.world.set_state(way.issue, "open", way.scene.filer)
    way.scene.run()
    way.act()
    assert way.stage() == ["registry:waiting"]


def test_a_request_that_an_officer_rejected_ends_the_issue(way: Way) -> None:
    way.world.review(way.number, way.officer, "CHANGES_REQUESTED", "不予受理：不属于教育移动应用")
    said = way.act()
    assert way.stage() == ["registry:rejected"]
    assert "新建议题" in said
    way.scene.run()
    assert (way.scene.state(way.issue), way.scene.issue(way.issue).state) == ("ended", "closed")


def test_the_bots_right_to_speak_for_authorities_is_not_lent(way: Way) -> None:
    """Whoever pushes a case onto the branch of an issue is judged as a filer, though the bot opened the request."""
    officer = way.world.add_user("writer", permission="write")
    way.world.push(way.number, {"authorities/beijing.yaml": b"x\n"}, officer)
    _, desk = way.office()
    verdict = desk.judge(way.scene.forge.pull_request(way.number))
    assert "P05" in {found.code for found in verdict.findings}


def test_a_text_with_personal_data_is_not_in_the_verdict(way: Way) -> None:
    """It could be put there by a push alone; then the comment leads to the empty form."""
    writer = way.world.add_user("writer", permission="write")
    way.world.push(way.number, {PATH: f"{FILING}# 手机 {PHONE}\n".encode()}, writer)
    _, desk = way.office()
    verdict = desk.judge(way.scene.forge.pull_request(way.number))
    assert verdict.file is None
    said = way.speak()
    assert f"({SITE}/file/new/)" in said
    assert PHONE not in said
