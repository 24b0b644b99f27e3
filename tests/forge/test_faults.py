"""What the adapter does when GitHub fails: reads are repeated, writes are sent once, and the next run finds out what became of them."""

import time
from collections.abc import Callable

import pytest

from registry.adapters.forge import Forge, ForgeProblem, Missing, Refused, Unavailable, Unreadable
from registry.adapters.github import Settings, connect
from registry.core.forge import Label
from registry.core.forge_writes import Change, CheckReport, Conclusion, HideReason, Merged
from tests.forge.conftest import adapter
from tests.forge.standin.call import Call, Token
from tests.forge.standin.faults import Fault, Kind
from tests.forge.standin.server import StandIn
from tests.forge.test_port import FILE
from tests.forge.test_port_writes import annotations

LOST = [Kind.bad_gateway_after, Kind.dropped_after]
NOT_DONE = [Kind.bad_gateway_before, Kind.dropped_before]


@pytest.fixture
def number(standin: StandIn) -> int:
    """A stranger's pull request."""
    return standin.world.submit(standin.world.add_user("provider"), FILE)


# -- reads


@pytest.mark.parametrize("kind", [*LOST, *NOT_DONE])
def test_reads_are_repeated(standin: StandIn, github: Forge, number: int, kind: Kind) -> None:
    standin.faults.append(Fault("pulls/get", kind, times=2))
    assert github.pull_request(number).number == number
    assert standin.count("pulls/get") == 3


@pytest.mark.parametrize("kind", [Kind.secondary_limit, Kind.too_many, Kind.primary_limit])
def test_reads_wait_as_long_as_github_says(standin: StandIn, github: Forge, number: int, kind: Kind) -> None:
    standin.faults.append(Fault("pulls/get", kind, seconds=1))
    before = time.monotonic()
    assert github.pull_request(number).number == number
    assert time.monotonic() - before >= 0.9
    assert standin.count("pulls/get") == 2


def test_a_slow_answer_is_waited_for(standin: StandIn, github: Forge, number: int) -> None:
    standin.faults.append(Fault("pulls/get", Kind.slow, seconds=0.3))
    assert github.pull_request(number).number == number


def test_reads_give_up_in_the_end(standin: StandIn, number: int) -> None:
    forge = adapter(standin, read_attempts=2)
    standin.faults.append(Fault("pulls/get", Kind.bad_gateway_before, times=9))
    with pytest.raises(Unavailable, match="run it again later"):
        forge.pull_request(number)
    assert standin.count("pulls/get") == 3


def test_a_limit_further_away_than_the_longest_wait_ends_the_command(standin: StandIn, number: int) -> None:
    forge = adapter(standin, longest_wait=1)
    standin.faults.append(Fault("pulls/get", Kind.primary_limit, seconds=20))
    before = time.monotonic()
    with pytest.raises(Unavailable, match="too many requests"):
        forge.pull_request(number)
    assert time.monotonic() - before < 3


def test_retry_after_is_capped_by_the_longest_wait(standin: StandIn, number: int) -> None:
    forge = adapter(standin, longest_wait=1)
    standin.faults.append(Fault("pulls/get", Kind.secondary_limit, seconds=20))
    before = time.monotonic()
    assert forge.pull_request(number).number == number
    assert 0.9 <= time.monotonic() - before < 4


def test_a_refusal_is_not_repeated(standin: StandIn, number: int) -> None:
    standin.tokens["weak"] = Token(standin.world.bot, {"metadata": "read"})
    with pytest.raises(Refused, match="not allowed"):
        adapter(standin, token="weak").pull_request(number)
    assert standin.count("pulls/get") == 1


def test_half_a_list_is_no_list(standin: StandIn, number: int) -> None:
    author = standin.world.add_user("parent")
    for n in range(150):
        standin.world.comment(number, author, str(n))
    forge = adapter(standin, read_attempts=0)
    standin.faults.append(Fault("issues/list-comments", Kind.bad_gateway_before, skip=1))
    with pytest.raises(Unavailable):
        forge.comments(number)
    assert len(forge.comments(number)) == 150


@pytest.mark.parametrize("kind", [Kind.garbage, Kind.cut_off])
@pytest.mark.parametrize(
    ("operation", "ask"),
    [
        ("pulls/get", lambda forge, n: forge.pull_request(n)),
        ("pulls/list", lambda forge, _: forge.open_pull_requests()),
        ("pulls/list", lambda forge, _: forge.closed_pull_requests(forge.now())),
        ("issues/list-comments", lambda forge, n: forge.comments(n)),
        ("pulls/list-reviews", lambda forge, n: forge.reviews(n)),
        ("issues/list-events-for-timeline", lambda forge, n: forge.timeline(n)),
        ("issues/list-for-repo", lambda forge, _: forge.issues()),
        ("pulls/list-requested-reviewers", lambda forge, n: forge.requested_teams(n)),
        ("repos/codeowners-errors", lambda forge, _: forge.codeowners_errors("main")),
        ("repos/get-branch-rules", lambda forge, _: forge.branch_rules("main")),
    ],
)
def test_an_unreadable_answer_is_a_problem_and_decides_nothing(
    standin: StandIn,
    github: Forge,
    number: int,
    kind: Kind,
    operation: str,
    ask: Callable[[Forge, int], object],
) -> None:
    standin.world.comment(number, standin.world.add_user("parent"), "好")
    standin.faults.append(Fault(operation, kind))
    with pytest.raises(ForgeProblem):
        ask(github, number)


def test_a_pull_request_without_a_head_is_a_problem(
    standin: StandIn, github: Forge, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = standin.handlers.pulls_get
    monkeypatch.setattr(standin.handlers, "pulls_get", lambda call: {**whole(call), "head": None})
    with pytest.raises(Unreadable, match=f"pull request {number}"):
        github.pull_request(number)
    assert standin.deviations == ['pulls/get 200: /head: null is not of type "object"']
    standin.deviations.clear()


def test_a_review_that_was_only_begun_is_no_event(
    standin: StandIn, github: Forge, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    standin.world.review(number, standin.world.bot)
    whole = standin.handlers.issues_list_events_for_timeline

    def pending(call: Call) -> list[dict[str, object]]:
        entries = [dict(entry) for entry in whole(call)]
        for entry in entries:
            if entry["event"] == "reviewed":
                entry["state"] = "pending"
                del entry["submitted_at"]
        return entries

    assert [str(e.kind) for e in github.timeline(number)] == ["opened", "reviewed"]
    monkeypatch.setattr(standin.handlers, "issues_list_events_for_timeline", pending)
    assert [str(e.kind) for e in github.timeline(number)] == ["opened"]


def test_lists_cost_one_request_a_page(standin: StandIn, github: Forge, number: int) -> None:
    world = standin.world
    author = world.add_user("parent")
    for n in range(60):
        issue = world.open_issue(author, f"投诉 {n}")
        world.comment(number, author, str(n))
        world.review(number, author, "COMMENTED", "x")
    world.add_labels(number, ["a"], world.bot)
    world.set_state(issue, "closed", author)
    before = len(standin.log)
    github.issues(None)
    github.comments(number)
    github.reviews(number)
    github.open_pull_requests()
    github.labels()
    assert len(standin.log) - before == 5


# -- writes


def check(forge: Forge, number: int, count: int = 120) -> object:
    """A report of several requests."""
    sha = forge.pull_request(number).head_sha
    return forge.put_check(
        sha, "judge", "judge", CheckReport("退回", "x", Conclusion.failure, annotations(count))
    )


WRITES: list[tuple[str, Callable[[Forge, int], object]]] = [
    ("issues/create-comment", lambda forge, n: forge.put_comment(n, "case", "一")),
    ("issues/create", lambda forge, _: forge.put_issue("n:1", "通知", "一", ["notice"])),
    ("issues/add-labels", lambda forge, n: forge.set_labels(n, ["a", "b"], ["a", "b"])),
    ("issues/create-label", lambda forge, _: forge.put_label(Label("a", "0e8a16", "一"))),
    ("pulls/request-reviewers", lambda forge, n: forge.request_teams(n, ["beijing"])),
    ("checks/create", check),
    ("checks/update", check),
    ("pulls/merge", lambda forge, n: forge.merge(n, forge.pull_request(n).head_sha, "备案", "")),
    ("pulls/update", lambda forge, n: forge.close_pull_request(n, "abandoned", "逾期")),
    ("git/create-ref", lambda forge, _: forge.put_branch("c/1", forge.branch_head("main") or "", FILE, "x")),
    (
        "git/create-commit",
        lambda forge, _: forge.put_branch("c/1", forge.branch_head("main") or "", FILE, "x"),
    ),
]


START_OF_MAIN: list[str] = []


def picture(standin: StandIn) -> object:
    """What people see: the end state, without the ids and instants that a repeat may change."""
    world = standin.world
    newest = {run.name: run for run in world.checks.values()}
    return (
        [(i.title, i.body, i.state, sorted(i.labels)) for i in world.issues.values()],
        [(c.number, c.body) for c in world.comments.values()],
        sorted((label.name, label.colour) for label in world.labels.values()),
        [(p.merged is not None, p.asked_teams) for p in world.pulls.values()],
        [(r.status, r.conclusion, [a["message"] for a in r.annotations]) for r in newest.values()],
        world.store.tip("refs/heads/c/1") is not None,
        len(world.store.between(START_OF_MAIN[0], world.head())),
    )


@pytest.mark.parametrize("kind", [*LOST, *NOT_DONE])
@pytest.mark.parametrize(("operation", "write"), WRITES, ids=[name for name, _ in WRITES])
def test_a_write_is_sent_once_and_the_next_run_ends_where_one_without_a_fault_ends(
    standin: StandIn,
    github: Forge,
    number: int,
    kind: Kind,
    operation: str,
    write: Callable[[Forge, int], object],
) -> None:
    standin.world.add_team("beijing")
    START_OF_MAIN[:] = [standin.world.head()]
    standin.faults.append(Fault(operation, kind))
    with pytest.raises(Unavailable):
        write(github, number)
    assert standin.count(operation) == 1
    write(github, number)
    after = picture(standin)
    writes = sum(exchange.method != "GET" for exchange in standin.log)
    write(github, number)
    assert picture(standin) == after
    assert sum(exchange.method != "GET" for exchange in standin.log) == writes, "a third run must not write"
    assert after == EXPECTED[operation](number)


def _expected(**values: object) -> Callable[[int], object]:
    def picture_of(number: int) -> object:
        closed = values.get("closed", False)
        issues = [("备案", None, "closed" if closed else "open", values.get("labels", []))]
        issues += values.get("issues", [])  # type: ignore[arg-type]
        return (
            issues,
            [(number, text) for text in values.get("comments", [])],  # type: ignore[attr-defined]
            values.get("names", []),
            [(values.get("merged", False), values.get("teams", []))],
            values.get("checks", []),
            values.get("branch", False),
            values.get("commits", 0),
        )

    return picture_of


_RUN = [("completed", "failure", [f"第 {n} 条" for n in range(120)])]
EXPECTED = {
    "issues/create-comment": _expected(comments=["<!-- registry:case -->\n一"]),
    "issues/create": _expected(
        issues=[("通知", "<!-- registry:n:1 -->\n一", "open", ["notice"])], names=[("notice", "ededed")]
    ),
    "issues/add-labels": _expected(labels=["a", "b"], names=[("a", "ededed"), ("b", "ededed")]),
    "issues/create-label": _expected(names=[("a", "0e8a16")]),
    "pulls/request-reviewers": _expected(teams=["beijing"]),
    "checks/create": _expected(checks=_RUN),
    "checks/update": _expected(checks=_RUN),
    "pulls/merge": _expected(closed=True, merged=True, commits=2),
    "pulls/update": _expected(closed=True, comments=["<!-- registry:abandoned -->\n逾期"]),
    "git/create-ref": _expected(branch=True),
    "git/create-commit": _expected(branch=True),
}


@pytest.mark.parametrize("kind", [Kind.secondary_limit, Kind.too_many, Kind.primary_limit])
def test_a_write_does_not_wait_for_a_limit(standin: StandIn, github: Forge, number: int, kind: Kind) -> None:
    standin.faults.append(Fault("issues/create-comment", kind, seconds=30))
    before = time.monotonic()
    with pytest.raises(Unavailable, match="too many requests"):
        github.put_comment(number, "case", "一")
    assert time.monotonic() - before < 5
    assert standin.count("issues/create-comment") == 1


def test_51_annotations_go_in_two_requests(standin: StandIn, github: Forge, number: int) -> None:
    check(github, number, 51)
    sent = [e for e in standin.log if e.operation.startswith("checks/") and e.method != "GET"]
    assert [len(e.body["output"]["annotations"]) for e in sent] == [50, 1]
    assert [e.body.get("conclusion") for e in sent] == [None, "failure"]
    assert all(e.body["output"]["summary"] == "x" for e in sent)


def test_a_check_that_was_cut_off_goes_on_where_it_stopped(
    standin: StandIn, github: Forge, number: int
) -> None:
    standin.faults.append(Fault("checks/update", Kind.bad_gateway_after))
    with pytest.raises(Unavailable):
        check(github, number)
    done = github.put_check(
        github.pull_request(number).head_sha,
        "judge",
        "judge",
        CheckReport("退回", "x", Conclusion.failure, annotations(120)),
    )
    assert done.change is Change.edited
    sent = [e for e in standin.log if e.operation.startswith("checks/") and e.method != "GET"]
    assert [len(e.body["output"]["annotations"]) for e in sent] == [50, 50, 20]


def test_a_head_that_moves_between_our_look_and_the_merge_is_not_merged(
    standin: StandIn, github: Forge, number: int
) -> None:
    world = standin.world
    head, before = github.pull_request(number).head_sha, world.head()
    whole = standin.handlers.pulls_get

    def then_push(call: object) -> object:
        answer = whole(call)  # type: ignore[arg-type]
        world.push(number, {"filings/2.yaml": b"b: 2\n"}, world.add_user("late"))
        return answer

    standin.handlers.pulls_get = then_push  # type: ignore[assignment]
    done = github.merge(number, head, "备案", "")
    assert done.reason == "head_moved"  # type: ignore[union-attr]
    assert "Head branch was modified" in done.detail  # type: ignore[union-attr]
    assert standin.log[-1].status == 409
    assert world.head() == before


def test_a_merge_whose_answer_got_lost_is_found(standin: StandIn, github: Forge, number: int) -> None:
    head = github.pull_request(number).head_sha
    standin.faults.append(Fault("pulls/merge", Kind.dropped_after))
    with pytest.raises(Unavailable):
        github.merge(number, head, "备案", "")
    assert github.merge(number, head, "备案", "") == Merged(standin.world.head(), already=True)
    assert standin.count("pulls/merge") == 1


def test_a_comment_that_github_does_not_hide_is_a_problem(
    standin: StandIn, github: Forge, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    comment = standin.world.comment(number, standin.world.add_user("parent"), "x")
    answer: dict[str, object] = {"data": {"minimizeComment": {"minimizedComment": {"isMinimized": False}}}}
    monkeypatch.setattr("tests.forge.standin.server.minimize", lambda *_: (answer, []))
    with pytest.raises(Refused, match="not hidden"):
        github.hide_comment(number, comment, HideReason.spam)
    answer = {"data": {"minimizeComment": None}, "errors": [{"type": "FORBIDDEN", "message": "no"}]}
    with pytest.raises(Refused):
        github.hide_comment(number, comment, HideReason.spam)


def test_a_label_that_somebody_took_off_meanwhile_is_off(
    standin: StandIn, github: Forge, number: int
) -> None:
    standin.world.add_labels(number, ["a"], standin.world.bot)
    whole = standin.handlers.issues_list_labels_on_issue

    def then_remove(call: object) -> object:
        answer = whole(call)  # type: ignore[arg-type]
        standin.world.remove_label(number, "a", standin.world.bot)
        return answer

    standin.handlers.issues_list_labels_on_issue = then_remove  # type: ignore[assignment,method-assign]
    assert github.set_labels(number, [], ["a"]).removed == ("a",)
    assert standin.log[-1].status == 404


# -- rights, settings


def test_a_wrong_token_says_so_without_showing_it(standin: StandIn, number: int) -> None:
    with pytest.raises(Refused, match="token is not accepted") as caught:
        adapter(standin, token="secret-value").pull_request(number)
    assert "secret-value" not in str(caught.value)
    settings = Settings("https://api.example.invalid", "o/r", "secret-value", 1)
    assert "secret-value" not in repr(settings)


def test_without_the_right_the_classic_protection_is_unknown(standin: StandIn) -> None:
    standin.world.protect("main", checks=["judge"])
    standin.tokens["reader"] = Token(standin.world.bot, {"contents": "read", "metadata": "read"})
    found = adapter(standin, token="reader").branch_rules("main")
    assert (found.classic, found.required_checks, found.forbids_force_push) == (None, (), False)


def test_an_owner_who_is_a_person_has_no_teams(standin: StandIn, github: Forge) -> None:
    standin.world.owner.kind = "User"
    with pytest.raises(Missing):
        github.teams()


def test_nobody_answers() -> None:
    settings = Settings("http://127.0.0.1:9", "o/r", "t", 1, 0, 0, read_attempts=1, back_off=0, timeout=1)
    with pytest.raises(Unavailable, match="no answer"):
        connect(settings).now()


@pytest.mark.parametrize("name", ["", "registry", "/registry", "o/", "o/r/x"])
def test_a_repository_is_owner_and_name(name: str) -> None:
    with pytest.raises(ValueError, match="owner/name"):
        connect(Settings("https://api.example.invalid", name, "t", 1))


def test_every_request_is_pinned_and_authorized(standin: StandIn, github: Forge, number: int) -> None:
    check(github, number)
    assert len(standin.log) >= 4
    assert {e.headers["x-github-api-version"] for e in standin.log} == {"2022-11-28"}
    assert {e.headers["authorization"] for e in standin.log} == {"token bot"}


def test_production_leaves_time_between_requests(standin: StandIn, number: int) -> None:
    world = standin.world
    settings = Settings(standin.base, f"{world.owner.login}/{world.name}", "bot", world.bot.id, 0.1, 0.3)
    forge = connect(settings)
    before = time.monotonic()
    forge.put_comment(number, "a", "一")
    forge.put_comment(number, "b", "二")
    assert time.monotonic() - before >= 0.4
    assert Settings("u", "o/r", "t", 1).between_requests == 0.25
    assert Settings("u", "o/r", "t", 1).between_writes == 1.0
