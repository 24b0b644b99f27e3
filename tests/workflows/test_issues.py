"""Complaints and notices, through the real workflow files."""

from tests.complaints.scene import form
from tests.issue_filings.scene import form as pasted
from tests.workflows.scenes import FILING, PATH, comments, labels, picture, well
from tests.workflows.yard import Yard


def complain(scene: Yard, body: str = "") -> int:
    """A parent complains about an app of Beijing; the number of the issue."""
    parent = scene.world.user_named("parent") or scene.world.add_user("parent")
    return scene.world.open_issue(parent, "[投诉] 广告", body or form(), ("complaint",))


def delivered(scene: Yard, action: str, number: int) -> None:
    """The event of an issue; the workflow that complaints start."""
    runs = scene.deliver("issues", scene.events.issue(action, number))
    assert "complaints" in well(runs)


def test_from_a_complaint_to_a_draft_case(scene: Yard) -> None:
    world = scene.world
    number = complain(scene)
    delivered(scene, "opened", number)
    assert {"received", "at-beijing"} <= set(labels(scene, number, "complaint:"))
    (said,) = comments(scene, number)
    assert "2026-12-01" in said, "five working days after 24 November"
    world.comment(number, world.add_user("stranger"), "属实")
    well([scene.tick("complaints")])
    assert "received" in labels(scene, number, "complaint:"), "a stranger decides nothing"
    world.comment(number, scene.officers["beijing"], "受理")
    well([scene.tick("complaints")])
    assert "accepted" in labels(scene, number, "complaint:")
    world.comment(number, scene.officers["beijing"], "属实")
    well([scene.tick("complaints")])
    assert "upheld" in labels(scene, number, "complaint:")
    assert world.issues[number].state == "closed"
    (draft,) = world.pulls.values()
    assert (draft.draft, draft.fork, draft.issue.author) == (True, None, world.bot.id)
    assert "购物广告" not in (draft.issue.body or "")
    end = picture(scene)
    delivered(scene, "opened", number)
    well([scene.tick("complaints")])
    assert picture(scene) == end

    opened = scene.pull_request("opened", draft.issue.number)
    assert well(opened) == ["judge"]
    assert labels(scene, draft.issue.number) == ["draft"]


def test_from_a_filing_in_an_issue_to_a_request_that_is_judged(scene: Yard) -> None:
    """With the rights that the workflow asks for and no more; the request starts the judge like any other."""
    world = scene.world
    number = world.open_issue(
        world.add_user("filer"),
        "[备案] ",
        pasted(FILING.replace('version: "1.0"', "version: 1.10")),
        ("filing",),
    )
    ran = well(scene.deliver("issues", scene.events.issue("opened", number)))
    assert {"filings", "complaints"} <= set(ran)
    assert labels(scene, number, "filing:") == ["needs-correction"]
    assert labels(scene, number, "complaint:") == []
    assert world.pulls == {}
    world.edit_issue(number, world.users[world.issues[number].author], body=pasted(FILING))
    well([scene.run("filings", "issues", scene.events.issue("edited", number))])
    assert labels(scene, number, "filing:") == ["submitted"]
    (pull,) = world.pulls.values()
    assert world.store.file(pull.head_sha, PATH) == FILING.encode()
    end = picture(scene)
    well([scene.tick("filings")])
    assert picture(scene) == end
    assert well(scene.pull_request("opened", pull.issue.number)) == ["judge"]
    assert labels(scene, pull.issue.number) == ["waiting"]


def test_personal_data_in_a_comment_is_hidden_and_not_repeated(scene: Yard) -> None:
    world = scene.world
    number = complain(scene)
    phone = "13800138000"
    parent = world.users[world.issues[number].author]
    comment = world.comment(number, parent, f"孩子的电话是{phone}")
    well([scene.tick("complaints")])
    assert world.comments[comment].hidden is not None
    assert not any(phone in said for said in comments(scene, number))


def test_the_bots_own_issues_start_nothing(scene: Yard) -> None:
    number = scene.world.open_issue(scene.world.bot, "通知", "x")
    runs = scene.deliver("issues", scene.events.issue("opened", number))
    (run,) = [one for one in runs if one.workflow == "complaints"]
    assert "complaints" not in run.jobs


def test_institutions_are_told_about_a_suspended_app(scene: Yard) -> None:
    """The miniature's school uses an app that was suspended; the city's authority is told once."""
    run = scene.tick("clocks")
    well([run])
    notices = [i for i in scene.world.issues.values() if "notice" in i.labels]
    assert notices
    assert any("教APP备1100002号" in (i.body or "") + i.title for i in notices)
    end = picture(scene)
    well([scene.tick("clocks")])
    assert picture(scene) == end
