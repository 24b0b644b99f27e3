"""From an issue to a pull request and back, on the forge in memory and on GitHub's adapter."""

from tests.issue_filings.scene import (
    CODE,
    EN,
    FAULTY,
    FILING,
    PATH,
    SCHOOL,
    SCHOOL_PATH,
    Scene,
    form,
)


def test_a_filing_becomes_a_pull_request_of_one_file_by_its_filer(both: Scene) -> None:
    number = both.file(form(FILING))
    both.run()
    pull = both.made(number)
    assert both.files(pull) == {PATH: FILING.encode()}
    assert (pull.fork, pull.draft, pull.base_ref, pull.issue.author) == (
        None,
        False,
        "main",
        both.world.bot.id,
    )
    assert f"#{number}" in (pull.issue.body or "")
    assert "@filer" in (pull.issue.body or ""), "or the forge tells the filer nothing of what happens there"
    assert CODE in pull.issue.title
    (commit,) = both.forge.commits(pull.issue.number)
    assert [who.login for who in commit.writers] == ["filer"]
    assert both.state(number) == "submitted"
    assert f"#{pull.issue.number}" in both.told(number)
    assert both.run() == []


def test_what_the_check_refuses_stays_in_the_issue_until_it_is_mended(both: Scene) -> None:
    number = both.file(form(FAULTY, EN, end="\r\n"))
    both.run()
    assert both.pull(number) is None
    assert both.forge.branch_head(f"filing/issue-{number}") is None
    assert both.state(number) == "needs-correction"
    told = both.told(number)
    assert "F12" in told
    assert 'version: "1.10"' in told
    assert both.run() == []
    both.edit(number, form(FILING, EN, end="\r\n"))
    both.run()
    assert both.files(both.made(number)) == {PATH: FILING.encode()}
    assert both.state(number) == "submitted"
    assert "F12" not in both.told(number)


def test_a_filing_that_can_be_read_and_is_refused_stays_in_the_issue_too(scene: Scene) -> None:
    number = scene.file(form(FILING.replace("system_id: main", "system_id: other")))
    scene.run()
    assert scene.pull(number) is None
    assert scene.state(number) == "needs-correction"
    assert "apps[0].system_id" in scene.told(number)


def test_an_edit_moves_the_same_request(both: Scene) -> None:
    number = both.file(form(FILING))
    both.run()
    first = both.made(number).head_sha
    changed = FILING.replace("示例路1号", "示例路2号")
    assert changed != FILING
    both.edit(number, form(changed))
    both.run()
    pull = both.made(number)
    assert both.files(pull) == {PATH: changed.encode()}
    assert both.world.store.is_ancestor(first, pull.head_sha), "nothing is pushed by force"
    assert both.run() == []


def test_a_school_files_by_an_issue(scene: Scene) -> None:
    number = scene.file(form(SCHOOL))
    scene.run()
    assert scene.files(scene.made(number)) == {SCHOOL_PATH: SCHOOL.encode()}


def test_closing_the_issue_takes_the_request_back_and_opening_it_goes_on(both: Scene) -> None:
    number = both.file(form(FILING))
    both.run()
    both.world.set_state(number, "closed", both.filer)
    both.run()
    assert both.made(number).issue.state == "closed"
    assert both.state(number) == "withdrawn"
    assert both.run() == []
    both.world.set_state(number, "open", both.filer)
    both.run()
    assert both.made(number).issue.state == "open"
    assert both.state(number) == "submitted"
    assert both.run() == []


def test_the_issue_ends_with_its_request(both: Scene) -> None:
    merged, refused = both.file(form(FILING)), both.file(form(SCHOOL))
    both.run()
    both.world.merge(both.made(merged).issue.number, both.world.bot)
    both.world.set_state(both.made(refused).issue.number, "closed", both.world.bot)
    both.run()
    assert (both.state(merged), both.issue(merged).state) == ("merged", "open"), "until it is registered"
    assert (both.state(refused), both.issue(refused).state, both.issue(refused).state_reason) == (
        "ended",
        "closed",
        "not_planned",
    )
    assert both.run() == []
    both.world.set_state(refused, "open", both.filer)
    both.run()
    assert both.issue(refused).state == "open", "the bot does not fight with people"
    assert both.made(refused).issue.state == "closed", "what has ended does not come back by itself"


def test_a_run_that_was_started_earlier_undoes_nothing_that_was_merged_since(both: Scene) -> None:
    """Its checkout is old; what it writes stands on main as the forge has it now."""
    number = both.file(form(FILING))
    both.run()
    both.world.commit("refs/heads/main", {"docs/new.md": b"x\n"}, both.world.bot)
    both.edit(number, form(FILING.replace("示例路1号", "示例路2号")))
    both.run()
    assert list(both.files(both.made(number))) == [PATH]
    assert both.forge.file("docs/new.md", both.made(number).head_sha) == b"x\n"


def test_a_request_whose_branch_is_gone_does_not_come_back(both: Scene) -> None:
    number = both.file(form(FILING))
    both.run()
    both.world.set_state(number, "closed", both.filer)
    both.run()
    both.world.move(f"refs/heads/filing/issue-{number}", None, both.world.bot)
    both.world.set_state(number, "open", both.filer)
    both.run()
    assert both.state(number) == "ended"
    assert "新建议题" in both.told(number)


def test_one_issue_by_its_number(scene: Scene) -> None:
    first, second = scene.file(form(FILING)), scene.file(form(SCHOOL))
    scene.run(second)
    assert scene.pull(first) is None
    assert scene.made(second)
    (line,) = scene.run(99)
    assert line.startswith("#99: no open issue")
