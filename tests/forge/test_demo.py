"""The story that a newcomer watches is the real job: what it leaves behind is a registry in which everything can be proved."""

from pathlib import Path

import pytest

from registry.adapters.git import GitTree, Repository
from registry.adapters.ledger_files import load
from registry.commands.forge import demo_files
from registry.commands.forge.demo import Story, tell_story
from registry.commands.verify import verify
from registry.core.text import Text
from tests.commands import ENVIRONMENT, REPOSITORY, git, registry


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Story, Path, list[Text], str]:
    """The story, told once: its world, its site, and all that was shown."""
    place = tmp_path_factory.mktemp("story")
    texts: list[Text] = []
    quotes: list[str] = []
    with pytest.MonkeyPatch.context() as monkeypatch:
        for name, value in ENVIRONMENT.items():
            if name.startswith("GIT_") or name == "HOME":
                monkeypatch.setenv(name, value)
        story = tell_story(REPOSITORY, place / "work", place / "public", texts.append, quotes.append)
    return story, place, texts, "\n".join(quotes)


def test_the_ledger_tells_the_whole_life(told: tuple[Story, Path, list[Text], str]) -> None:
    """Numbered once, confirmed, suspended, listed, revoked; each event names its request, its head and who approved."""
    story, place, _, _ = told
    clone = place / "work" / "clone"
    with GitTree(Repository(clone), "HEAD") as tree:
        replay, problems = load(tree)
    assert problems == []
    app = replay.apps[story.number]
    assert [event.event.value for event in app.events] == ["filed", "suspended", "revoked"]
    assert app.path == demo_files.FILER_PATH
    merged = {pull.issue.number: pull for pull in story.world.pulls.values() if pull.merged}
    everything = [*app.events, *replay.file_events[demo_files.SCHOOL_PATH]]
    assert {event.pull_request for event in everything} == set(merged)
    for event in everything:
        pull = merged[event.pull_request or 0]
        officer = story.colleague if pull.issue.author == story.officer.id else story.officer
        assert (event.head_commit, event.approved_by) == (pull.head_sha, (officer.id,))
    filed, confirmed = app.events[0], replay.file_events[demo_files.SCHOOL_PATH][0]
    for event in (filed, confirmed):
        assert event.submitted_at is not None, "when it was submitted goes into the ledger with the decision"
        assert event.submitted_at < event.at
    assert app.events[1].submitted_at is None, "a case is not submitted"
    report = verify(clone)
    assert (report.problems, report.pending) == ([], [])


def test_the_officer_cannot_write(told: tuple[Story, Path, list[Text], str]) -> None:
    """Listed by the number of the account in the authority's file, and nothing else."""
    story, place, _, _ = told
    assert not story.world.may_write(story.officer.id)
    listed = git("show", f"HEAD:{demo_files.AUTHORITY_PATH}", cwd=place / "work" / "clone")
    assert listed.endswith(f"officers:\n  - {story.officer.id}")


def test_every_request_is_merged_with_a_check_that_passed(told: tuple[Story, Path, list[Text], str]) -> None:
    """The first head was refused with F12; what was merged carries a passing check to the end."""
    story, _, _, shown = told
    assert "F12" in shown
    assert 'version: "1.10"' in shown
    for pull in story.world.pulls.values():
        assert pull.merged is not None
        checks = [run for run in story.world.checks.values() if run.sha == pull.head_sha]
        assert checks
        assert max(checks, key=lambda run: run.id).conclusion == "success"


def test_each_request_has_one_comment_of_the_bot(told: tuple[Story, Path, list[Text], str]) -> None:
    """Edited in place, whatever happened."""
    story, _, _, _ = told
    for number in story.world.pulls:
        own = [each for each in story.world.comments_on(number) if each.author == story.world.bot.id]
        assert len(own) == 1


def test_the_institutions_authority_is_told_twice(told: tuple[Story, Path, list[Text], str]) -> None:
    """Of the suspension, closed when the revocation took its place, and of the revocation, with the school's name."""
    story, _, _, _ = told
    own = [
        each
        for each in story.world.issues.values()
        if each.author == story.world.bot.id and each.number not in story.world.pulls
    ]
    assert [(each.state, story.number in each.title) for each in own] == [("closed", True), ("open", True)]
    assert "示例区实验小学" in (own[1].body or "")


def test_the_school_filed_by_an_issue(told: tuple[Story, Path, list[Text], str]) -> None:
    """The commit is the school's, the request the bot's, and the issue ended with it."""
    story, _, _, shown = told
    (made,) = [pull for pull in story.world.pulls.values() if pull.head_ref.startswith("filing/issue-")]
    issue = story.world.issues[int(made.head_ref.rpartition("-")[2])]
    assert (issue.author, issue.state, issue.labels) == (story.school.id, "closed", ["filing:registered"])
    assert made.issue.author == story.world.bot.id
    (commit,) = story.forge.commits(made.issue.number)
    assert [who.id for who in commit.writers] == [story.school.id]
    assert "### 备案：已办结" in shown


def test_the_site_shows_it_revoked(told: tuple[Story, Path, list[Text], str]) -> None:
    """On the app's own page and in the data."""
    story, place, _, _ = told
    public = place / "public"
    page = (public / "r" / f"{story.number[5:12]}.html").read_text(encoding="utf-8")
    assert "启明口算" in page
    assert "已撤销" in page
    assert story.number in page


def test_every_sentence_is_told_in_both_languages(told: tuple[Story, Path, list[Text], str]) -> None:
    """Chinese first."""
    _, _, texts, _ = told
    assert len(texts) >= 12
    for text in texts:
        assert text.zh
        assert text.en
        assert text.zh != text.en


def test_the_command_tells_it_and_ends(tmp_path: Path) -> None:
    """Not on a terminal it does not wait; the last line is where the site is."""
    out = tmp_path / "site"
    done = registry("forge", "demo", "--no-serve", "--out", str(out), "--root", str(REPOSITORY), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.rstrip().endswith(str(out))
    assert (out / "index.html").is_file()
