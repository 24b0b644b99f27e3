"""What the port promises, kept by the fake and by the adapter for GitHub alike: facts."""

import inspect
from datetime import UTC, datetime, timedelta, timezone

import pytest

from registry.adapters.forge import Forge, Missing
from registry.adapters.github.writes import GitHub
from registry.core.forge import (
    Account,
    CodeownersError,
    Commit,
    EventKind,
    Label,
    Permission,
    ReviewState,
    State,
    StateReason,
    Team,
)
from tests.forge.conftest import Side
from tests.forge.fake import FakeForge
from tests.forge.fake_reads import account_of
from tests.forge.world import START

FILE = {"filings/示例.yaml": "name: 示例口算\n".encode()}
NOBODY = "0" * 40


def test_both_have_the_same_methods() -> None:
    wanted = {name for name in dir(Forge) if not name.startswith("_")}
    assert len(wanted) == 39
    for kind in (FakeForge, GitHub):
        assert wanted <= set(dir(kind))
        for name in wanted - {"bot_id"}:
            assert inspect.signature(getattr(kind, name)) == inspect.signature(getattr(Forge, name)), name


def test_time_is_the_forges(side: Side) -> None:
    assert side.forge.now() == side.world.time
    side.world.advance(days=3)
    assert side.forge.now() == side.world.time
    assert side.forge.now().utcoffset() == timedelta(0)


def test_repository(side: Side) -> None:
    found = side.forge.repository()
    assert (found.full_name, found.default_branch) == ("example-registry/registry", "main")
    assert (found.id, found.private, found.has_issues) == (side.world.repository_id, False, True)
    assert (found.allow_merge_commit, found.allow_rebase_merge, found.delete_branch_on_merge) == (
        True,
        False,
        False,
    )


def test_pull_request_from_a_fork(side: Side) -> None:
    world = side.world
    author = world.add_user("provider")
    base = world.head()
    number = world.submit(author, FILE, branch="filing/1", title="备案 示例口算", body="请审核", draft=True)
    found = side.forge.pull_request(number)
    assert (found.number, found.title, found.body) == (number, "备案 示例口算", "请审核")
    assert found.author == Account(author.id, "provider", is_bot=False)
    assert (found.head_sha, found.head_ref) == (world.pulls[number].head_sha, "filing/1")
    assert (found.base_ref, found.base_sha) == ("main", base)
    assert found.head_repo_id == world.fork(author).id
    assert (found.is_fork, found.draft, found.state, found.merged) == (True, True, State.open, False)
    assert found.created_at == START + timedelta(seconds=3)
    assert found.updated_at == found.created_at
    assert (found.closed_at, found.merged_at, found.labels) == (None, None, ())


def test_pull_request_from_a_branch_of_the_repository_is_no_fork(side: Side) -> None:
    world = side.world
    world.commit("refs/heads/draft", FILE, world.bot)
    found = side.forge.pull_request(world.open_pull(world.bot, "draft", "立案"))
    assert (found.is_fork, found.head_repo_id) == (False, world.repository_id)
    assert found.author == Account(world.bot.id, "registry[bot]", is_bot=True)


def test_empty_body_is_an_empty_text(side: Side) -> None:
    author = side.world.add_user("provider")
    assert side.forge.pull_request(side.world.submit(author, FILE, body=None)).body == ""
    assert side.forge.issue(side.world.open_issue(author, "投诉", None)).body == ""


@pytest.mark.parametrize("shown_as", ["null", "ghost"])
def test_deleted_account_is_nobody(side: Side, shown_as: str) -> None:
    world = side.world
    author, officer = world.add_user("provider"), world.add_user("officer", permission="write")
    number = world.submit(author, FILE)
    world.comment(number, author, "何时审核？")
    world.review(number, officer)
    world.add_labels(number, ["状态:待审核"], officer)
    issue = world.open_issue(author, "投诉")
    for user in (author, officer):
        world.delete_user(user, shown_as)
    forge = side.forge
    assert forge.pull_request(number).author is None
    assert [c.author for c in forge.comments(number)] == [None]
    assert [r.author for r in forge.reviews(number)] == [None]
    assert {e.actor for e in forge.timeline(number)} == {None}
    assert forge.issue(issue).author is None
    assert forge.open_pull_requests()[0].author is None


def test_deleted_fork_is_still_a_fork(side: Side) -> None:
    author = side.world.add_user("provider")
    number = side.world.submit(author, FILE)
    side.world.delete_fork(side.world.fork(author))
    found = side.forge.pull_request(number)
    assert (found.head_repo_id, found.is_fork) == (None, True)
    assert found.head_sha == side.world.pulls[number].head_sha
    assert [p.head_repo_id for p in side.forge.open_pull_requests()] == [None]


def test_open_pull_requests_are_all_of_them_oldest_first(side: Side) -> None:
    world = side.world
    author = world.add_user("provider")
    numbers = [world.submit(author, {f"filings/{n}.yaml": b"a: 1\n"}, branch=f"b{n}") for n in range(205)]
    world.set_state(numbers[3], "closed", author)
    world.open_issue(author, "不是合并请求")
    assert [p.number for p in side.forge.open_pull_requests()] == [n for n in numbers if n != numbers[3]]


def test_closed_pull_requests_since_an_instant_however_many_are_newer(side: Side) -> None:
    """Merged or not, oldest closing first; one that was closed before is not among them, though it was commented on since."""
    world = side.world
    author = world.add_user("provider")
    numbers = [world.submit(author, {f"filings/{n}.yaml": b"a: 1\n"}, branch=f"b{n}") for n in range(104)]
    world.set_state(numbers[0], "closed", author)
    world.advance(days=1)
    since = world.time
    for number in reversed(numbers[2:]):
        world.set_state(number, "closed", author)
    world.merge(numbers[1], world.bot)
    world.comment(numbers[0], author, "后来的评论")
    found = side.forge.closed_pull_requests(since)
    assert [pull.number for pull in found] == [*reversed(numbers[2:]), numbers[1]]
    assert side.forge.closed_pull_requests(world.time + timedelta(days=1)) == ()


def test_head_and_draft_follow_the_branch(side: Side) -> None:
    world = side.world
    author = world.add_user("provider")
    number = world.submit(author, FILE, draft=True)
    pushed = world.push(number, {"filings/2.yaml": b"b: 2\n"}, author)
    world.set_draft(number, draft=False, actor=author)
    found = side.forge.pull_request(number)
    assert (found.head_sha, found.draft) == (pushed, False)
    assert found.updated_at > found.created_at


def test_merged_and_closed(side: Side) -> None:
    world = side.world
    author = world.add_user("provider")
    one, two = (world.submit(author, {f"{n}.yaml": b"a: 1\n"}, branch=f"b{n}") for n in (1, 2))
    world.merge(one, world.bot)
    world.set_state(two, "closed", author)
    first, second = side.forge.pull_request(one), side.forge.pull_request(two)
    assert (first.state, first.merged, first.merged_at) == (State.closed, True, world.pulls[one].merged)
    assert (second.state, second.merged, second.closed_at) == (State.closed, False, world.issues[two].closed)
    assert side.forge.open_pull_requests() == ()


def test_pull_requests_of_a_commit(side: Side) -> None:
    world = side.world
    author = world.add_user("provider")
    number = world.submit(author, FILE)
    head = world.pulls[number].head_sha
    assert [p.number for p in side.forge.pull_requests_of_commit(head)] == [number]
    made = world.merge(number, world.bot)
    assert [p.number for p in side.forge.pull_requests_of_commit(made)] == [number]
    assert [p.number for p in side.forge.pull_requests_of_commit(head)] == [number]
    direct = world.commit("refs/heads/main", {"x.txt": b"x"}, world.bot)
    assert side.forge.pull_requests_of_commit(direct) == ()
    with pytest.raises(Missing):
        side.forge.pull_requests_of_commit(NOBODY)


def test_reviews_with_what_they_saw(side: Side) -> None:
    world = side.world
    author, officer = world.add_user("provider"), world.add_user("officer")
    number = world.submit(author, FILE)
    seen = world.pulls[number].head_sha
    first = world.review(number, officer, "CHANGES_REQUESTED", "缺少等保证明")
    world.push(number, {"filings/2.yaml": b"b: 2\n"}, author)
    second = world.review(number, officer)
    world.dismiss(number, first, world.bot)
    found = side.forge.reviews(number)
    assert [(r.id, r.state, r.commit_id) for r in found] == [
        (first, ReviewState.dismissed, seen),
        (second, ReviewState.approved, world.pulls[number].head_sha),
    ]
    assert found[0].body == "缺少等保证明"
    assert found[1].body == ""
    assert found[0].author == account_of(officer)
    assert found[0].submitted_at is not None
    assert found[0].submitted_at < found[1].submitted_at  # type: ignore[operator]


def test_commits_oldest_first(side: Side) -> None:
    world = side.world
    author = world.add_user("provider")
    number = world.submit(author, FILE)
    first = world.pulls[number].head_sha
    second = world.push(number, {"filings/2.yaml": b"b: 2\n"}, author, "改正")
    found = side.forge.commits(number)
    assert [(c.sha, c.message) for c in found] == [(first, "Change"), (second, "改正")]
    assert found[1].parents == (first,)
    assert isinstance(found[0], Commit)
    assert found[0].committed_at == found[0].authored_at == START + timedelta(seconds=2)


def test_comments_with_strange_texts(side: Side) -> None:
    world = side.world
    author = world.add_user("provider")
    number = world.submit(author, FILE)
    texts = ["长" * 60_000, "::error::x\n##[add-mask]y", "<img src=x>\r\n@everyone #1 \u202e", "😀" * 30_000]
    ids = [world.comment(number, author, text) for text in texts]
    world.hide_comment(ids[1], "SPAM")
    world.edit_comment(ids[2], "改过")
    found = side.forge.comments(number)
    assert [c.id for c in found] == ids
    assert [c.body for c in found] == [texts[0], texts[1], "改过", texts[3]]
    assert [c.hidden for c in found] == [False, True, False, False]
    assert found[2].updated_at > found[2].created_at


def test_more_comments_than_a_page(side: Side) -> None:
    author = side.world.add_user("provider")
    number = side.world.open_issue(author, "投诉")
    ids = [side.world.comment(number, author, f"第{n}条") for n in range(101)]
    assert [c.id for c in side.forge.comments(number)] == ids


def test_timeline_has_what_clocks_need(side: Side) -> None:
    world = side.world
    author, officer = world.add_user("provider"), world.add_user("officer", permission="write")
    world.add_team("beijing", officer)
    number = world.submit(author, FILE, draft=True)
    opened = world.issues[number].created
    world.set_draft(number, draft=False, actor=author)
    world.request_reviews(number, world.bot, [], ["beijing"])
    world.add_labels(number, ["状态:待审核"], world.bot)
    review = world.review(number, officer, "CHANGES_REQUESTED", "缺少等保证明")
    world.remove_label(number, "状态:待审核", world.bot)
    world.comment(number, author, "已补充")
    world.force_push(number, {"filings/3.yaml": b"c: 3\n"}, author)
    world.dismiss(number, review, world.bot)
    world.set_state(number, "closed", author)
    world.set_state(number, "open", author)
    made = world.merge(number, world.bot)
    found = side.forge.timeline(number)
    assert [e.kind for e in found] == [
        EventKind.opened, EventKind.ready_for_review, EventKind.review_requested, EventKind.labeled, EventKind.reviewed,
        EventKind.unlabeled, EventKind.commented, EventKind.head_force_pushed, EventKind.review_dismissed, EventKind.closed,
        EventKind.reopened, EventKind.merged, EventKind.closed,
    ]  # fmt: skip
    by_kind = {event.kind: event for event in found}
    assert found[0].at == opened
    assert found[0].actor == account_of(author)
    assert by_kind[EventKind.review_requested].team == "beijing"
    assert (by_kind[EventKind.labeled].label, by_kind[EventKind.unlabeled].label) == ("状态:待审核",) * 2
    dismissed = by_kind[EventKind.review_dismissed]
    assert (dismissed.review_id, dismissed.review_state) == (review, ReviewState.changes_requested)
    reviewed = by_kind[EventKind.reviewed]
    assert (reviewed.review_id, reviewed.review_state) == (review, ReviewState.dismissed)
    assert reviewed.commit_id is not None
    assert by_kind[EventKind.merged].commit_id == made
    assert list(found) == sorted(found, key=lambda event: event.at)
    assert by_kind[EventKind.reopened].actor == account_of(author)


def test_issues_by_state_label_and_change(side: Side) -> None:
    world = side.world
    parent, officer = world.add_user("parent"), world.add_user("officer", permission="write")
    one = world.open_issue(parent, "投诉 1")
    two = world.open_issue(officer, "投诉 2", labels=("complaint", "beijing"))
    world.submit(world.add_user("provider"), FILE)
    three = world.open_issue(officer, "投诉 3", labels=("complaint",))
    world.set_state(three, "closed", officer, "not_planned")
    forge = side.forge
    assert [i.number for i in forge.issues()] == [one, two]
    assert [i.number for i in forge.issues(None)] == [one, two, three]
    assert [i.number for i in forge.issues(State.closed)] == [three]
    assert [i.number for i in forge.issues(None, ["Complaint"])] == [two, three]
    assert [i.number for i in forge.issues(labels=["complaint", "BEIJING"])] == [two]
    assert [i.number for i in forge.issues(None, since=world.issues[two].updated)] == [two, three]
    found = forge.issue(three)
    assert (found.state, found.state_reason) == (State.closed, StateReason.not_planned)
    assert found.closed_at == world.issues[three].closed
    assert forge.issue(one).state_reason is None
    assert found.author == account_of(officer)


def test_since_counts_the_zone(side: Side) -> None:
    world = side.world
    number = world.open_issue(world.add_user("parent"), "投诉")
    at = world.issues[number].updated
    east = at.astimezone(timezone(timedelta(hours=8)))
    assert [i.number for i in side.forge.issues(since=east)] == [number]
    assert side.forge.issues(since=east + timedelta(seconds=1)) == ()


def test_an_issue_is_no_pull_request_and_the_other_way(side: Side) -> None:
    author = side.world.add_user("provider")
    pull, issue = side.world.submit(author, FILE), side.world.open_issue(author, "投诉")
    with pytest.raises(Missing):
        side.forge.issue(pull)
    with pytest.raises(Missing):
        side.forge.pull_request(issue)
    with pytest.raises(Missing):
        side.forge.reviews(issue)
    with pytest.raises(Missing):
        side.forge.comments(99)
    with pytest.raises(Missing):
        side.forge.timeline(99)


def test_permission_belongs_to_the_number_not_to_the_login(side: Side) -> None:
    world = side.world
    officer, stranger = world.add_user("officer", permission="write"), world.add_user("stranger")
    admin = world.add_user("ministry", permission="admin")
    forge = side.forge
    assert forge.permission_of(account_of(officer)) is Permission.write
    assert forge.permission_of(account_of(stranger)) is Permission.read
    assert forge.permission_of(account_of(admin)).may_write
    assert forge.permission_of(Account(officer.id + 7_000, "officer")) is Permission.none
    assert forge.permission_of(Account(1, "no-such-account")) is Permission.none
    assert not forge.permission_of(account_of(stranger)).may_write


def test_accounts_by_login(side: Side) -> None:
    officer = side.world.add_user("Officer-1")
    assert side.forge.account("officer-1") == account_of(officer)
    assert side.forge.account("registry[bot]") == account_of(side.world.bot)
    assert side.forge.account("no-such-account") is None


def test_teams_and_their_members(side: Side) -> None:
    world = side.world
    one, two = world.add_user("officer-1"), world.add_user("officer-2")
    world.add_team("zhejiang", one)
    team = world.add_team("beijing", two, one)
    world.add_team("empty")
    assert [t.slug for t in side.forge.teams()] == ["beijing", "empty", "zhejiang"]
    assert side.forge.teams()[0] == Team(team.id, "beijing", "beijing")
    assert side.forge.team_members("beijing") == (account_of(one), account_of(two))
    assert side.forge.team_members("empty") == ()
    with pytest.raises(Missing):
        side.forge.team_members("no-such-team")


def test_labels_of_the_repository(side: Side) -> None:
    side.world.create_label("状态:待审核", "fbca04", "等待主管部门")
    side.world.create_label("Beijing", "0e8a16")
    assert side.forge.labels() == (
        Label("Beijing", "0e8a16", ""),
        Label("状态:待审核", "fbca04", "等待主管部门"),
    )


def test_errors_in_codeowners(side: Side) -> None:
    assert side.forge.codeowners_errors("main") == ()
    side.world.codeowners_errors = [
        {
            "path": ".github/CODEOWNERS",
            "line": 3,
            "column": 5,
            "kind": "Unknown owner",
            "source": "x",
            "message": "m",
        }
    ]
    assert side.forge.codeowners_errors("main") == (
        CodeownersError(".github/CODEOWNERS", 3, 5, "Unknown owner", "m"),
    )
    side.world.codeowners_errors = None
    with pytest.raises(Missing):
        side.forge.codeowners_errors("main")


def test_rules_of_a_branch(side: Side) -> None:
    world = side.world
    bare = side.forge.branch_rules("main")
    assert (bare.classic, bare.rules, bare.required_checks, bare.required_approvals) == (False, (), (), 0)
    assert (bare.code_owner_review, bare.applies_to_admins) == (False, False)
    assert (bare.forbids_force_push, bare.forbids_deletion) == (False, False)
    reviews = {
        "required_approving_review_count": 1, "require_code_owner_review": True, "dismiss_stale_reviews_on_push": False,
        "require_last_push_approval": False, "required_review_thread_resolution": False,
    }  # fmt: skip
    world.protect("main", checks=["judge"], reviews=reviews, admins=True)
    classic = side.forge.branch_rules("main")
    assert (classic.classic, classic.required_checks, classic.required_approvals) == (True, ("judge",), 1)
    assert (classic.code_owner_review, classic.dismiss_stale_reviews, classic.applies_to_admins) == (
        True,
        False,
        True,
    )
    assert (classic.forbids_force_push, classic.forbids_deletion) == (True, True)
    del world.protection["main"]
    more = {**reviews, "required_approving_review_count": 2, "dismiss_stale_reviews_on_push": True}
    world.rulesets["main"] = [
        {"type": "non_fast_forward"},
        {"type": "pull_request", "parameters": more},
        {
            "type": "required_status_checks",
            "parameters": {
                "required_status_checks": [{"context": "ci"}],
                "strict_required_status_checks_policy": False,
            },
        },
    ]
    ruled = side.forge.branch_rules("main")
    assert (ruled.classic, ruled.required_checks, ruled.required_approvals) == (False, ("ci",), 2)
    assert ruled.rules == ("non_fast_forward", "pull_request", "required_status_checks")
    assert (ruled.code_owner_review, ruled.dismiss_stale_reviews) == (True, True)
    assert (ruled.forbids_force_push, ruled.forbids_deletion, ruled.applies_to_admins) == (True, False, False)
    with pytest.raises(Missing):
        side.forge.branch_rules("no-such-branch")


def test_head_of_a_branch(side: Side) -> None:
    assert side.forge.branch_head("main") == side.world.head()
    made = side.world.commit("refs/heads/cases/示例", FILE, side.world.bot)
    assert side.forge.branch_head("cases/示例") == made
    assert side.forge.branch_head("no/such/branch") is None


def test_every_instant_has_a_zone(side: Side) -> None:
    author = side.world.add_user("provider")
    number = side.world.submit(author, FILE)
    side.world.comment(number, author, "好")
    instants: list[datetime] = [side.forge.now(), side.forge.pull_request(number).created_at]
    instants += [e.at for e in side.forge.timeline(number)]
    instants += [c.created_at for c in side.forge.comments(number)]
    instants += [c.committed_at for c in side.forge.commits(number)]
    assert all(instant.utcoffset() is not None for instant in instants)
    assert all(instant.astimezone(UTC) >= START for instant in instants)


def test_last_scheduled_run(side: Side) -> None:
    world = side.world
    assert side.forge.last_scheduled_run("clocks.yml") is None
    world.ran("clocks.yml", event="workflow_run")
    world.ran("clocks.yml", conclusion="failure")
    assert side.forge.last_scheduled_run("clocks.yml") is None
    world.ran("clocks.yml")
    first = world.time
    for _ in range(120):  # more than a page
        world.ran("complaints.yml")
    assert side.forge.last_scheduled_run("clocks.yml") == first
    world.ran("clocks.yml")
    assert side.forge.last_scheduled_run("clocks.yml") == world.time
    for _ in range(1000):
        world.ran("complaints.yml")
    assert side.forge.last_scheduled_run("clocks.yml") is None
