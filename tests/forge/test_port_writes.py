"""What the port promises, kept by the fake and by the adapter for GitHub alike: effects. Writing again changes nothing."""

import pytest

from registry.adapters.forge import ForgeProblem, Missing, Refused
from registry.core.forge import Account, EventKind, Label, State, StateReason
from registry.core.forge_writes import (
    LONGEST_BODY,
    MOST_ANNOTATIONS,
    Annotation,
    BranchWritten,
    Change,
    CheckReport,
    Conclusion,
    HideReason,
    LabelChange,
    Level,
    Merged,
    MergeMethod,
    NotMerged,
    Refusal,
    TeamsAsked,
    Written,
    mark,
)
from tests.forge.conftest import Side
from tests.forge.test_port import FILE, NOBODY


@pytest.fixture
def number(side: Side) -> int:
    """A stranger's pull request."""
    return side.world.submit(side.world.add_user("provider"), FILE)


def annotations(count: int) -> tuple[Annotation, ...]:
    """That many findings."""
    return tuple(
        Annotation("filings/示例.yaml", n + 1, n + 1, Level.failure, "A09-1", f"第 {n} 条", 3, 7)
        for n in range(count)
    )


# -- comments


def test_comment_is_written_edited_in_place_and_left(side: Side, number: int) -> None:
    first = side.forge.put_comment(number, "case", "等待主管部门")
    assert first.change is Change.created
    updated = side.forge.comments(number)[0].updated_at
    side.world.advance(hours=1)
    assert side.forge.put_comment(number, "case", "等待主管部门") == Written(first.id, Change.unchanged)
    assert side.forge.comments(number)[0].updated_at == updated
    assert side.forge.put_comment(number, "case", "等待提供者") == Written(first.id, Change.edited)
    found = side.forge.comments(number)
    assert [(c.id, c.body) for c in found] == [(first.id, f"{mark('case')}\n等待提供者")]
    assert found[0].author is not None
    assert found[0].author.id == side.forge.bot_id


def test_comments_with_other_keys_or_on_other_numbers_are_others(side: Side, number: int) -> None:
    other = side.world.open_issue(side.world.add_user("parent"), "投诉")
    written = [
        side.forge.put_comment(number, "case", "一"),
        side.forge.put_comment(number, "case:2", "二"),
        side.forge.put_comment(other, "case", "三"),
    ]
    assert {w.change for w in written} == {Change.created}
    assert len({w.id for w in written}) == 3


def test_a_copied_mark_is_not_adopted(side: Side, number: int) -> None:
    stranger = side.world.add_user("stranger")
    copied = side.world.comment(number, stranger, f"{mark('case')}\n已批准")
    written = side.forge.put_comment(number, "case", "等待主管部门")
    assert written.change is Change.created
    assert written.id != copied
    assert [c.body for c in side.forge.comments(number)] == [
        f"{mark('case')}\n已批准",
        f"{mark('case')}\n等待主管部门",
    ]


def test_a_mark_within_the_text_does_not_count(side: Side, number: int) -> None:
    side.forge.put_comment(number, "other", f"引用：{mark('case')}")
    assert side.forge.put_comment(number, "case", "一").change is Change.created
    assert side.forge.put_comment(number, "other", f"引用：{mark('case')}").change is Change.unchanged


def test_doubles_of_a_race_are_deleted(side: Side, number: int) -> None:
    first, *_ = (side.world.comment(number, side.world.bot, f"{mark('case')}\n{n}") for n in "一二三")
    assert side.forge.put_comment(number, "case", "四") == Written(first, Change.edited)
    assert [c.id for c in side.forge.comments(number)] == [first]


def test_line_ends_make_no_difference(side: Side, number: int) -> None:
    side.world.comment(number, side.world.bot, f"{mark('case')}\r\n一\r\n二\r\n")
    assert side.forge.put_comment(number, "case", "一\n二").change is Change.unchanged


@pytest.mark.parametrize("text", ["长" * 70_000, "😀" * 40_000, "x" * LONGEST_BODY])
def test_too_long_a_comment_is_cut_and_says_so(side: Side, number: int, text: str) -> None:
    side.forge.put_comment(number, "case", text)
    body = side.forge.comments(number)[0].body
    assert len(body.encode("utf-16-le")) // 2 <= LONGEST_BODY
    assert len(body.encode("utf-16-le")) // 2 > LONGEST_BODY - 100
    kept = body.count(text[0])
    assert f"({len(text) - kept} more characters are not shown.)" in body
    assert side.forge.put_comment(number, "case", text).change is Change.unchanged


def test_60_000_characters_fit(side: Side, number: int) -> None:
    side.forge.put_comment(number, "case", "长" * 60_000)
    assert side.forge.comments(number)[0].body == f"{mark('case')}\n{'长' * 60_000}"


@pytest.mark.parametrize("key", ["", "Case", "a--b", "a>b", "a b", "案件", "-a", "x" * 101])
def test_a_key_that_could_break_the_mark_is_refused(side: Side, number: int, key: str) -> None:
    with pytest.raises(ValueError, match="a key is"):
        side.forge.put_comment(number, key, "一")


def test_such_a_key_is_refused_everywhere(side: Side, number: int) -> None:
    sha = side.forge.pull_request(number).head_sha
    with pytest.raises(ValueError, match="a key is"):
        side.forge.put_check(sha, "judge", "A", CheckReport("x", "", Conclusion.success))
    with pytest.raises(ValueError, match="a key is"):
        side.forge.put_issue("A", "x", "", ["notice"])
    with pytest.raises(ValueError, match="a key is"):
        side.forge.close_pull_request(number, "A", "x")
    assert side.forge.pull_request(number).state is State.open


def test_comment_where_nothing_is(side: Side) -> None:
    with pytest.raises(Missing):
        side.forge.put_comment(99, "case", "一")


def test_hiding_a_comment(side: Side, number: int) -> None:
    comment = side.world.comment(number, side.world.add_user("parent"), "孩子的电话是……")
    assert side.forge.hide_comment(number, comment, HideReason.off_topic) is Change.edited
    assert side.world.comments[comment].hidden == "OFF_TOPIC"
    assert side.forge.comments(number)[0].hidden
    assert side.forge.hide_comment(number, comment, HideReason.abuse) is Change.unchanged
    assert side.world.comments[comment].hidden == "OFF_TOPIC"
    with pytest.raises(Missing):
        side.forge.hide_comment(number, 99, HideReason.spam)
    other = side.world.open_issue(side.world.bot, "别处")
    with pytest.raises(Missing):
        side.forge.hide_comment(other, comment, HideReason.spam)


# -- labels, reviewers


def test_managed_labels_become_the_wanted_ones(side: Side, number: int) -> None:
    side.world.add_labels(
        number, ["registry:turn/authority", "registry:overdue", "人工:加急"], side.world.bot
    )
    change = side.forge.set_labels(number, {"registry:turn/provider", "registry:overdue"}, "registry:")
    assert change == LabelChange(("registry:turn/provider",), ("registry:turn/authority",))
    expected = ("registry:overdue", "registry:turn/provider", "人工:加急")
    assert side.forge.pull_request(number).labels == expected
    again = side.forge.set_labels(number, {"registry:turn/provider", "registry:overdue"}, "registry:")
    assert again == LabelChange((), ())


def test_label_names_are_equal_whatever_their_case(side: Side, number: int) -> None:
    side.world.create_label("Overdue", "b60205")
    side.world.add_labels(number, ["overdue", "Late"], side.world.bot)
    assert side.forge.pull_request(number).labels == ("Late", "Overdue")
    assert side.forge.set_labels(number, ["OVERDUE"], ["overdue", "LATE"]) == LabelChange((), ("Late",))
    assert side.forge.pull_request(number).labels == ("Overdue",)
    assert side.forge.put_label(Label("OVERDUE", "b60205", "")) is Change.edited
    assert side.forge.pull_request(number).labels == ("OVERDUE",)


def test_a_wanted_label_must_be_managed(side: Side, number: int) -> None:
    with pytest.raises(ValueError, match="加急"):
        side.forge.set_labels(number, ["加急"], "registry:")


def test_labels_on_an_issue(side: Side) -> None:
    issue = side.world.open_issue(side.world.add_user("parent"), "投诉")
    side.forge.set_labels(issue, ["状态 待受理/一"], ["状态 待受理/一", "状态 已受理"])
    side.forge.set_labels(issue, ["状态 已受理"], ["状态 待受理/一", "状态 已受理"])
    assert side.forge.issue(issue).labels == ("状态 已受理",)
    side.forge.set_labels(issue, [], "状态")
    assert side.forge.issue(issue).labels == ()


def test_label_of_the_repository_is_made_once(side: Side) -> None:
    label = Label("registry:turn/authority", "fbca04", "等待主管部门")
    assert [side.forge.put_label(label) for _ in range(2)] == [Change.created, Change.unchanged]
    recoloured = Label("registry:turn/authority", "0e8a16", "等待主管部门")
    assert [side.forge.put_label(recoloured) for _ in range(2)] == [Change.edited, Change.unchanged]
    assert side.forge.labels() == (recoloured,)


def test_teams_are_asked_once_and_those_refused_are_named(side: Side, number: int) -> None:
    officer = side.world.add_user("officer", permission="write")
    side.world.add_team("beijing", officer)
    side.world.add_team("tianjin")
    side.world.add_team("outside", has_access=False)
    forge = side.forge
    assert forge.request_teams(number, ["beijing"]) == TeamsAsked(("beijing",), ())
    found = forge.request_teams(number, ["tianjin", "beijing", "outside", "no-such-team"])
    assert found == TeamsAsked(("tianjin",), ("no-such-team", "outside"))
    assert forge.requested_teams(number) == ("beijing", "tianjin")
    assert forge.request_teams(number, ["beijing", "tianjin"]) == TeamsAsked((), ())
    side.world.review(number, officer)
    assert forge.requested_teams(number) == ("tianjin",)
    asked = [e.team for e in forge.timeline(number) if e.kind is EventKind.review_requested]
    assert asked == ["beijing", "tianjin"]


# -- checks


@pytest.mark.parametrize(
    ("count", "shown", "cut"), [(0, 0, 0), (1, 1, 0), (50, 50, 0), (51, 51, 0), (501, 500, 1)]
)
def test_check_shows_all_annotations_within_the_limit(
    side: Side, number: int, count: int, shown: int, cut: int
) -> None:
    sha = side.forge.pull_request(number).head_sha
    report = CheckReport("退回", "共有问题", Conclusion.failure, annotations(count))
    done = side.forge.put_check(sha, "judge", "judge", report)
    assert (done.change, done.annotations, done.cut) == (Change.created, shown, cut)
    run = side.world.checks[done.id]
    assert (run.sha, run.name, run.status, run.conclusion, run.title) == (
        sha,
        "judge",
        "completed",
        "failure",
        "退回",
    )
    assert [a["message"] for a in run.annotations] == [f"第 {n} 条" for n in range(shown)]
    assert run.summary is not None
    assert ("1 more are not marked" in run.summary) == (cut > 0)
    again = side.forge.put_check(sha, "judge", "judge", report)
    assert (again.id, again.change, again.annotations, again.cut) == (done.id, Change.unchanged, shown, cut)
    assert len(side.world.checks) == 1


def test_a_different_report_is_a_new_check_and_so_is_the_first_again(side: Side, number: int) -> None:
    sha = side.forge.pull_request(number).head_sha
    bad = CheckReport("退回", "", Conclusion.failure, annotations(1))
    good = CheckReport("通过", "", Conclusion.success)
    done = [side.forge.put_check(sha, "judge", "judge", report) for report in (bad, good, good, bad)]
    assert [d.change for d in done] == [Change.created, Change.created, Change.unchanged, Change.created]
    assert [run.conclusion for run in side.world.checks.values()] == ["failure", "success", "failure"]
    other = side.forge.put_check(sha, "ci", "judge", good)
    assert other.change is Change.created


def test_checks_with_other_keys_are_others_under_one_name(side: Side, number: int) -> None:
    sha = side.forge.pull_request(number).head_sha
    report = CheckReport("通过", "", Conclusion.success)
    done = [side.forge.put_check(sha, "judge", key, report).change for key in ("a", "b", "a", "b")]
    assert done == [Change.created, Change.created, Change.unchanged, Change.unchanged]


def test_annotation_keeps_to_the_platforms_limits(side: Side, number: int) -> None:
    sha = side.forge.pull_request(number).head_sha
    long = Annotation("a.yaml", 1, 3, Level.warning, "题" * 300, "文" * 70_000, 2, 5)
    point = Annotation("a.yaml", 4, 4, Level.notice, "题", "文", 2)
    side.forge.put_check(
        sha, "judge", "judge", CheckReport("x" * 300, "长" * 70_000, Conclusion.neutral, (long, point))
    )
    run = next(iter(side.world.checks.values()))
    assert len(run.title or "") == 255
    assert len(run.summary or "") <= 65_535
    first, second = run.annotations
    assert "start_column" not in first  # only within one line
    assert (second["start_column"], second["end_column"]) == (2, 2)
    assert len(first["title"]) == 255
    assert len(first["message"]) <= 65_535


def test_check_on_a_commit_that_is_not_there(side: Side) -> None:
    with pytest.raises((Missing, Refused)):
        side.forge.put_check(NOBODY, "judge", "judge", CheckReport("x", "", Conclusion.success))


def test_limit_of_annotations_is_whole_requests() -> None:
    assert MOST_ANNOTATIONS % 50 == 0


# -- merging, closing


def test_merge_of_exactly_this_head(side: Side, number: int) -> None:
    head = side.forge.pull_request(number).head_sha
    done = side.forge.merge(number, head, "备案 1", "批准：北京市教委")
    assert isinstance(done, Merged)
    assert (done.commit, done.already) == (side.world.head(), False)
    facts = side.world.store.facts(side.world.head())
    assert facts is not None
    assert facts.message == "备案 1\n\n批准：北京市教委"
    assert facts.parents[1] == head
    assert side.forge.pull_request(number).merged
    assert side.forge.merge(number, head, "备案 1", "") == Merged(done.commit, already=True)
    assert side.world.head() == done.commit


def test_squash_leaves_one_parent(side: Side, number: int) -> None:
    head = side.forge.pull_request(number).head_sha
    side.forge.merge(number, head, "备案", "", MergeMethod.squash)
    facts = side.world.store.facts(side.world.head())
    assert facts is not None
    assert len(facts.parents) == 1


def test_no_merge_when_the_head_moved(side: Side, number: int) -> None:
    old, before = side.forge.pull_request(number).head_sha, side.world.head()
    side.world.push(number, {"filings/2.yaml": b"b: 2\n"}, side.world.add_user("provider-2"))
    done = side.forge.merge(number, old, "备案", "")
    assert isinstance(done, NotMerged)
    assert done.reason is Refusal.head_moved
    assert side.world.head() == before


def test_no_merge_of_closed_draft_or_conflicting(side: Side) -> None:
    world = side.world
    author = world.add_user("provider")
    closed = world.submit(author, {"1.yaml": b"1"}, branch="b1")
    draft = world.submit(author, {"2.yaml": b"2"}, branch="b2", draft=True)
    conflict = world.submit(author, {"README.md": b"x"}, branch="b3")
    world.set_state(closed, "closed", author)
    world.commit("refs/heads/main", {"README.md": b"y"}, world.bot)
    reasons = []
    for number in (closed, draft, conflict):
        done = side.forge.merge(number, world.pulls[number].head_sha, "备案", "")
        assert isinstance(done, NotMerged)
        reasons.append(done.reason)
    assert reasons == [Refusal.closed, Refusal.not_mergeable, Refusal.not_mergeable]


def test_closing_says_why_once(side: Side, number: int) -> None:
    assert side.forge.close_pull_request(number, "abandoned", "逾期未补充") is Change.edited
    assert side.forge.pull_request(number).state is State.closed
    assert side.forge.close_pull_request(number, "abandoned", "逾期未补充（二）") is Change.unchanged
    assert [c.body for c in side.forge.comments(number)] == [f"{mark('abandoned')}\n逾期未补充"]


def test_reopening(side: Side, number: int) -> None:
    world, forge = side.world, side.forge
    assert forge.reopen_pull_request(number)
    forge.close_pull_request(number, "abandoned", "逾期未补充")
    assert forge.reopen_pull_request(number)
    assert forge.pull_request(number).state is State.open
    world.set_state(number, "closed", world.bot)
    pull = world.pulls[number]
    assert pull.fork is not None
    world.delete_fork(pull.fork)
    assert not forge.reopen_pull_request(number)
    other = world.submit(world.add_user("provider-2"), {"2.yaml": b"2"})
    world.merge(other, world.bot)
    assert not forge.reopen_pull_request(other)


# -- issues


def test_issue_is_made_once_and_follows(side: Side) -> None:
    forge = side.forge
    first = forge.put_issue("suspended:1", "停用通知", "一所学校", ["notice"])
    assert first.change is Change.created
    found = forge.issue(first.id)
    assert (found.title, found.labels, found.body) == (
        "停用通知",
        ("notice",),
        f"{mark('suspended:1')}\n一所学校",
    )
    assert forge.put_issue("suspended:1", "停用通知", "一所学校", ["notice"]) == Written(
        first.id, Change.unchanged
    )
    assert (
        forge.put_issue("suspended:1", "停用通知", "两所学校", ["notice", "beijing"]).change is Change.edited
    )
    assert forge.issue(first.id).labels == ("beijing", "notice")
    assert forge.put_issue("suspended:2", "停用通知", "一所学校", ["notice"]).change is Change.created
    assert len(forge.issues(None)) == 2


def test_a_closed_issue_of_ours_stays_closed_and_a_strangers_is_not_adopted(side: Side) -> None:
    forge, world = side.forge, side.world
    copied = world.open_issue(
        world.add_user("officer", permission="write"), "x", f"{mark('n:1')}\n", ("notice",)
    )
    made = forge.put_issue("n:1", "通知", "一", ["notice"])
    assert made.id != copied
    assert forge.close_issue(made.id, completed=False) is Change.edited
    assert forge.close_issue(made.id, completed=True) is Change.unchanged
    assert forge.put_issue("n:1", "通知", "二", ["notice"]) == Written(made.id, Change.edited)
    found = forge.issue(made.id)
    assert (found.state, found.state_reason) == (State.closed, StateReason.not_planned)


def test_an_issue_of_ours_is_found_without_its_label(side: Side) -> None:
    made = side.forge.put_issue("n:1", "通知", "一", ["notice"])
    side.world.remove_label(made.id, "notice", side.world.add_user("officer"))
    assert side.forge.put_issue("n:1", "通知", "一", ["notice"]) == Written(made.id, Change.edited)
    assert side.forge.issue(made.id).labels == ("notice",)
    with pytest.raises(ValueError, match="label"):
        side.forge.put_issue("n:2", "通知", "一", [])


# -- branches


def test_branch_and_pull_request_of_a_draft_case(side: Side) -> None:
    forge, world = side.forge, side.world
    base = world.head()
    files: dict[str, bytes | None] = {
        "blacklist/beijing/示例.yaml": "事由: 示例\n".encode(),
        "b.bin": b"\xff\x00",
        "README.md": None,
    }
    made = forge.put_branch("cases/beijing-1", base, files, "立案草稿")
    assert made.change is Change.created
    assert forge.branch_head("cases/beijing-1") == made.head_sha
    facts = world.store.facts(made.head_sha)
    assert facts is not None
    assert (facts.parents, facts.message) == ((base,), "立案草稿")
    assert world.store.file(made.head_sha, "blacklist/beijing/示例.yaml") == "事由: 示例\n".encode()
    assert world.store.file(made.head_sha, "b.bin") == b"\xff\x00"
    assert world.store.file(made.head_sha, "README.md") is None
    pull = forge.put_pull_request("cases/beijing-1", "立案草稿", "由投诉 5 生成")
    assert pull.change is Change.created
    found = forge.pull_request(pull.id)
    assert (found.draft, found.head_sha, found.base_ref, found.is_fork) == (
        True,
        made.head_sha,
        "main",
        False,
    )
    assert forge.put_pull_request("cases/beijing-1", "立案草稿", "…") == Written(pull.id, Change.unchanged)


def test_a_branch_that_people_worked_on_is_not_touched(side: Side) -> None:
    forge, world = side.forge, side.world
    made = forge.put_branch("cases/1", world.head(), FILE, "立案草稿")
    pull = forge.put_pull_request("cases/1", "立案草稿", "")
    worked = world.commit("refs/heads/cases/1", {"b.yaml": b"b"}, world.add_user("officer"))
    assert forge.put_branch("cases/1", world.head(), FILE, "立案草稿") == BranchWritten(
        worked, Change.unchanged
    )
    assert made.head_sha != worked
    world.set_state(pull.id, "closed", world.bot)
    assert forge.put_pull_request("cases/1", "立案草稿", "") == Written(pull.id, Change.unchanged)
    found = forge.pull_request_of_branch("cases/1")
    assert found is not None
    assert (found.number, found.state) == (pull.id, State.closed)


def test_branch_of_a_fork_with_the_same_name_is_another(side: Side) -> None:
    world = side.world
    world.submit(world.add_user("provider"), FILE, branch="cases/1")
    assert side.forge.pull_request_of_branch("cases/1") is None
    assert side.forge.branch_head("cases/1") is None


def test_branch_from_a_commit_that_is_not_there(side: Side) -> None:
    with pytest.raises(Missing):
        side.forge.put_branch("cases/1", NOBODY, FILE, "立案草稿")
    assert side.forge.branch_head("cases/1") is None


def test_branch_with_an_author_and_a_further_commit(side: Side) -> None:
    """The author is the filer; the branch differs from the base in the given files alone, whatever main did meanwhile."""
    world = side.world
    filer = world.add_user("provider")
    author = Account(filer.id, filer.login)
    made = side.forge.put_branch("filing/issue-1", world.head(), FILE, "Submit", author)
    number = side.forge.put_pull_request("filing/issue-1", "x", "y", draft=False).id
    assert side.forge.pull_request(number).draft is False
    (path,) = FILE
    assert side.forge.file(path, made.head_sha) == FILE[path]
    assert side.forge.file("nothing/here.yaml", made.head_sha) is None
    assert side.forge.file(path, NOBODY) is None
    main = world.commit("refs/heads/main", {"other.md": b"x"}, world.bot)
    moved = side.forge.advance_branch("filing/issue-1", made.head_sha, main, {"a.yaml": b"b"}, "Edit", author)
    assert moved.change is Change.edited
    assert (
        side.forge.branch_head("filing/issue-1") == moved.head_sha == side.forge.pull_request(number).head_sha
    )
    assert world.store.is_ancestor(made.head_sha, moved.head_sha)
    assert world.store.is_ancestor(main, moved.head_sha)
    held = {name: side.forge.file(name, moved.head_sha) for name in ("a.yaml", "other.md", path)}
    assert held == {"a.yaml": b"b", "other.md": b"x", path: None}
    assert {who.login for commit in side.forge.commits(number) for who in commit.writers} == {"provider"}


def test_a_branch_that_somebody_moved_meanwhile_is_not_advanced(side: Side) -> None:
    world = side.world
    made = side.forge.put_branch("filing/issue-1", world.head(), FILE, "Submit")
    theirs = world.commit("refs/heads/filing/issue-1", {"b": b"c"}, world.bot)
    with pytest.raises(Refused):
        side.forge.advance_branch("filing/issue-1", made.head_sha, world.head(), {"a.yaml": b"b"}, "Edit")
    assert side.forge.branch_head("filing/issue-1") == theirs
    with pytest.raises(ForgeProblem):
        side.forge.advance_branch("filing/issue-1", NOBODY, world.head(), {"a.yaml": b"b"}, "Edit")


def test_pull_request_without_a_branch_is_refused(side: Side) -> None:
    with pytest.raises(Refused):
        side.forge.put_pull_request("no-such-branch", "立案草稿", "")
