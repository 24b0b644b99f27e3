"""The stand-in keeps GitHub's own rules, beyond the shape of its answers, and notices what does not keep to the description."""

import base64
import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.forge.contract import HERE, rest
from tests.forge.standin.call import Token
from tests.forge.standin.padding import NOISE, padded
from tests.forge.standin.server import ALLOWED, Handlers, StandIn
from tests.forge.test_port import FILE, NOBODY
from tests.forge.world import BareStore, User, World

Ask = Callable[..., requests.Response]
REPOSITORY = "/repos/example-registry/registry"


@pytest.fixture
def ask(standin: StandIn) -> Ask:
    """A plain HTTP client: what the port does not use is asked for directly."""

    def send(
        method: str, path: str, body: Any = None, *, token: str | None = "bot", **query: Any
    ) -> requests.Response:
        headers = {"X-GitHub-Api-Version": "2022-11-28"}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        url = standin.base + (
            path if path.startswith(("/orgs", "/users", "/rate", "/repos")) else REPOSITORY + path
        )
        return requests.request(method, url, json=body, params=query, headers=headers, timeout=5)

    return send


@pytest.fixture
def author(standin: StandIn) -> User:
    """A stranger, with a token of their own."""
    user = standin.world.add_user("provider")
    standin.tokens["provider"] = Token(user)
    return user


@pytest.fixture
def number(standin: StandIn, author: User) -> int:
    """Their pull request."""
    return standin.world.submit(author, FILE)


def said(answer: requests.Response) -> tuple[int, str]:
    """Status and sentence."""
    return answer.status_code, answer.json()["message"]


# -- differences


def test_files_are_the_difference_from_the_merge_base(standin: StandIn, ask: Ask, author: User) -> None:
    world = standin.world
    world.commit(
        "refs/heads/main",
        {"a.txt": b"1\n2\n3\n4\n5\n6\n7\n8\n", "gone.txt": b"x\n", "same.txt": b"s\n"},
        world.bot,
    )
    number = world.submit(
        author,
        {"b.txt": b"1\n2\n3\n4\n5\n6\n7\n8\n", "a.txt": None, "gone.txt": None, "new.txt": "新\n".encode()},
    )
    world.push(number, {"README.md": b"changed\n"}, author)
    world.commit("refs/heads/main", {"later.txt": b"main went on\n"}, world.bot)
    files = {f["filename"]: f for f in ask("GET", f"/pulls/{number}/files").json()}
    assert {name: f["status"] for name, f in files.items()} == {
        "b.txt": "renamed", "gone.txt": "removed", "new.txt": "added", "README.md": "modified",
    }  # fmt: skip
    assert files["b.txt"]["previous_filename"] == "a.txt"
    assert files["new.txt"]["patch"].startswith("@@ -0,0 +1 @@")
    assert (files["README.md"]["additions"], files["README.md"]["deletions"]) == (1, 1)


def test_at_most_3000_files_in_pages(standin: StandIn, ask: Ask, author: User) -> None:
    number = standin.world.submit(author, {f"f/{n:04}.yaml": f"{n}\n".encode() for n in range(3_005)})
    first = ask("GET", f"/pulls/{number}/files")
    assert len(first.json()) == 30
    assert 'page=100>; rel="last"' in first.headers["Link"]
    last = ask("GET", f"/pulls/{number}/files", per_page=100, page=30)
    assert len(last.json()) == 100
    assert 'rel="next"' not in last.headers["Link"]
    assert ask("GET", f"/pulls/{number}/files", per_page=100, page=31).json() == []


def test_head_of_a_fork_is_also_a_reference_of_ours(
    standin: StandIn, ask: Ask, author: User, number: int
) -> None:
    world = standin.world
    pushed = world.push(number, {"b.yaml": b"b\n"}, author)
    answer = ask("GET", f"/git/ref/pull/{number}/head").json()
    assert answer["object"]["sha"] == pushed
    assert answer["url"] == f"{standin.base}{REPOSITORY}/git/refs/pull/{number}/head"
    found = ask("GET", f"/pulls/{number}").json()
    assert found["head"]["repo"]["id"] != found["base"]["repo"]["id"]
    assert found["head"]["label"] == "provider:filing"
    world.delete_fork(world.fork(author))
    assert ask("GET", f"/pulls/{number}").json()["head"]["repo"] is None


def test_mergeable_is_unknown_at_first_and_after_a_push(
    standin: StandIn, ask: Ask, author: User, number: int
) -> None:
    assert [ask("GET", f"/pulls/{number}").json()["mergeable"] for _ in range(2)] == [None, True]
    standin.world.push(number, {"b.yaml": b"b\n"}, author)
    assert ask("GET", f"/pulls/{number}").json()["mergeable"] is None


# -- refusals


@pytest.mark.usefixtures("number")
def test_pull_requests_that_cannot_be(standin: StandIn, ask: Ask) -> None:
    world = standin.world
    same = {"title": "x", "head": "provider:filing", "base": "main"}
    status, sentence = said(ask("POST", "/pulls", same, token="provider"))
    assert (status, sentence) == (422, "A pull request already exists for provider:filing.")
    missing = ask("POST", "/pulls", {**same, "head": "provider:none"}, token="provider")
    assert missing.status_code == 422
    assert missing.json()["errors"][0]["field"] == "head"
    world.create_ref("refs/heads/equal", world.head())
    assert said(ask("POST", "/pulls", {"title": "x", "head": "equal", "base": "main"})) == (
        422, "No commits between main and equal",
    )  # fmt: skip
    assert (
        ask("POST", "/pulls", {**same, "base": "none"}, token="provider").json()["errors"][0]["field"]
        == "base"
    )


def test_merging_says_405_and_409(standin: StandIn, ask: Ask, number: int) -> None:
    head = standin.world.pulls[number].head_sha
    assert ask("PUT", f"/pulls/{number}/merge", {"sha": NOBODY}).status_code == 409
    assert ask("PUT", f"/pulls/{number}/merge", {"sha": head}, token="provider").status_code == 403
    assert ask("GET", f"/pulls/{number}/merge").status_code == 404
    assert ask("PUT", f"/pulls/{number}/merge", {"sha": head}).json()["merged"] is True
    assert ask("GET", f"/pulls/{number}/merge").status_code == 204
    assert said(ask("PUT", f"/pulls/{number}/merge", {"sha": head})) == (405, "Pull Request is not mergeable")


def test_a_reference_only_moves_forward(standin: StandIn, ask: Ask) -> None:
    world = standin.world
    old = world.head()
    new = world.commit("refs/heads/main", {"a.txt": b"a\n"}, world.bot)
    other = world.store.commit([old], {"b.txt": b"b\n"}, "x", "registry", world.tick())
    assert said(ask("PATCH", "/git/refs/heads/main", {"sha": other})) == (422, "Update is not a fast forward")
    assert said(ask("PATCH", "/git/refs/heads/main", {"sha": NOBODY}))[0] == 422
    assert world.head() == new
    assert ask("PATCH", "/git/refs/heads/main", {"sha": other, "force": True}).status_code == 200
    assert said(ask("POST", "/git/refs", {"ref": "refs/heads/main", "sha": old})) == (
        422,
        "Reference already exists",
    )
    assert ask("POST", "/git/refs", {"ref": "refs/heads/n", "sha": NOBODY}).status_code == 422
    assert ask("DELETE", "/git/refs/heads/none").status_code == 422
    assert ask("POST", "/git/refs", {"ref": "refs/heads/n", "sha": old}).status_code == 201
    assert ask("DELETE", "/git/refs/heads/n").status_code == 204
    assert ask("GET", "/git/ref/heads/n").status_code == 404


def test_deleting_the_branch_closes_its_pull_request_for_good(standin: StandIn, ask: Ask) -> None:
    world = standin.world
    world.commit("refs/heads/n", {"n.txt": b"n\n"}, world.bot)
    number = world.open_pull(world.bot, "n", "x")
    assert ask("DELETE", "/git/refs/heads/n").status_code == 204
    assert ask("GET", f"/pulls/{number}").json()["state"] == "closed"
    assert ask("PATCH", f"/pulls/{number}", {"state": "open"}).status_code == 422


def test_a_file_is_changed_only_by_who_knows_it(ask: Ask) -> None:
    text = base64.b64encode("新\n".encode()).decode()
    path = "/contents/filings/示例.yaml"
    made = ask("PUT", path, {"message": "m", "content": text})
    assert made.status_code == 201
    sha = made.json()["content"]["sha"]
    assert ask("PUT", path, {"message": "m", "content": text}).status_code == 422
    assert ask("PUT", path, {"message": "m", "content": text, "sha": NOBODY}).status_code == 409
    assert ask("PUT", path, {"message": "m", "content": text, "sha": sha}).status_code == 200
    got = ask("GET", path).json()
    assert base64.b64decode(got["content"]).decode() == "新\n"
    assert ask("DELETE", path, {"message": "m", "sha": NOBODY}).status_code == 409
    assert ask("DELETE", path, {"message": "m", "sha": sha}).status_code == 200
    assert ask("GET", path).status_code == 404


def test_git_objects_are_real(standin: StandIn, ask: Ask) -> None:
    base = ask("GET", f"/git/commits/{standin.world.head()}").json()
    blob = ask("POST", "/git/blobs", {"content": "a\n", "encoding": "utf-8"}).json()
    assert (
        blob["sha"] == "78981922613b2afb6025042ff6bd878ac1994e85"
    )  # `printf 'a\n' | git hash-object --stdin`
    entry = {"path": "f/a.txt", "mode": "100644", "type": "blob", "sha": blob["sha"]}
    tree = ask("POST", "/git/trees", {"base_tree": base["tree"]["sha"], "tree": [entry]}).json()
    listed = ask("GET", f"/git/trees/{tree['sha']}", recursive="1").json()
    assert [e["path"] for e in listed["tree"]] == ["README.md", "f", "f/a.txt"]
    made = ask("POST", "/git/commits", {"message": "m", "tree": tree["sha"], "parents": [base["sha"]]}).json()
    assert ask("GET", f"/git/commits/{made['sha']}").json()["tree"]["sha"] == tree["sha"]
    assert base64.b64decode(ask("GET", f"/git/blobs/{blob['sha']}").json()["content"]) == b"a\n"
    gone = {"path": "none.txt", "mode": "100644", "type": "blob", "sha": None}
    assert ask("POST", "/git/trees", {"base_tree": tree["sha"], "tree": [gone]}).status_code == 422
    assert ask("POST", "/git/commits", {"message": "m", "tree": NOBODY}).status_code == 404


def test_reviews_by_the_author_and_requests_that_cannot_be(standin: StandIn, ask: Ask, number: int) -> None:
    standin.world.add_user("stranger")
    standin.world.add_user("officer", permission="write")
    review = f"/pulls/{number}/reviews"
    assert said(ask("POST", review, {"event": "APPROVE"}, token="provider")) == (
        422, "Can not approve your own pull request",
    )  # fmt: skip
    assert ask("POST", review, {"event": "REQUEST_CHANGES", "body": "x"}, token="provider").status_code == 422
    assert ask("POST", review, {"event": "COMMENT", "body": "x"}, token="provider").status_code == 200
    assert ask("POST", review, {"event": "REQUEST_CHANGES"}).status_code == 422
    assert ask("POST", review, {"event": "APPROVE"}).json()["state"] == "APPROVED"
    people = f"/pulls/{number}/requested_reviewers"
    assert ask("POST", people, {"reviewers": ["provider"]}).status_code == 422
    assert ask("POST", people, {"reviewers": ["officer", "stranger"]}).status_code == 422
    assert ask("GET", people).json()["users"] == []
    assert ask("POST", people, {"reviewers": ["officer"]}).status_code == 201
    assert [u["login"] for u in ask("GET", people).json()["users"]] == ["officer"]


def test_checks_are_for_apps_and_have_limits(standin: StandIn, ask: Ask, number: int) -> None:
    sha = standin.world.pulls[number].head_sha
    run = {"name": "judge", "head_sha": sha}
    assert ask("POST", "/check-runs", run, token="provider").status_code == 403
    note = {"path": "a", "start_line": 1, "end_line": 1, "annotation_level": "notice", "message": "m"}

    def output(count: int, summary: str = "s") -> dict[str, Any]:
        return {"title": "t", "summary": summary, "annotations": [note] * count}

    assert ask("POST", "/check-runs", {**run, "output": output(51)}).status_code == 422
    assert [entry[:45] for entry in standin.deviations] == ["checks/create request: /output/annotations: ["]
    standin.deviations.clear()
    assert ask("POST", "/check-runs", {**run, "output": output(1, "长" * 65_536)}).status_code == 422
    standin.deviations.clear()
    made = ask("POST", "/check-runs", {**run, "output": output(50)}).json()
    assert made["pull_requests"] == []  # the commit is a fork's
    changed = ask("PATCH", f"/check-runs/{made['id']}", {"output": output(7)}).json()
    assert changed["output"]["annotations_count"] == 57
    assert len(ask("GET", f"/check-runs/{made['id']}/annotations", per_page=100).json()) == 57
    ask("POST", "/check-runs", {**run, "conclusion": "success"})
    listed = ask("GET", f"/commits/{sha}/check-runs").json()
    assert [r["conclusion"] for r in listed["check_runs"]] == ["success"]  # the latest of a name
    assert ask("GET", f"/commits/{sha}/check-runs", filter="all").json()["total_count"] == 2


def test_label_names_are_one_whatever_their_case(ask: Ask) -> None:
    assert ask("POST", "/labels", {"name": "Bug", "color": "ededed"}).status_code == 201
    twice = ask("POST", "/labels", {"name": "bug", "color": "ededed"})
    assert (twice.status_code, twice.json()["errors"][0]["code"]) == (422, "already_exists")
    assert ask("GET", "/labels/BUG").json()["name"] == "Bug"


def test_bodies_have_limits(ask: Ask, number: int) -> None:
    path = f"/issues/{number}/comments"
    assert ask("POST", path, {"body": "  "}).status_code == 422
    assert ask("POST", path, {"body": "长" * 65_537}).status_code == 422
    assert ask("POST", path, {"body": "长" * 65_536}).status_code == 201
    assert ask("POST", "/issues", {"title": " "}).status_code == 422


@pytest.mark.usefixtures("author")
def test_labels_of_an_issue_by_a_stranger_are_dropped(ask: Ask) -> None:
    made = ask("POST", "/issues", {"title": "投诉", "labels": ["approved"]}, token="provider")
    assert made.json()["labels"] == []


# -- rights


@pytest.mark.parametrize(
    ("method", "path", "body", "scope"),
    [
        ("POST", "/issues/1/comments", {"body": "x"}, "pull_requests"),
        ("POST", "/issues/1/comments", {"body": "x"}, "issues"),
        ("PUT", "/pulls/1/merge", {}, "contents"),
        ("PATCH", "/pulls/1", {"title": "x"}, "pull_requests"),
        ("POST", "/git/blobs", {"content": "x"}, "contents"),
        ("POST", "/check-runs", {"name": "x", "head_sha": NOBODY}, "checks"),
    ],
)
def test_a_token_may_what_it_was_given(
    standin: StandIn, ask: Ask, number: int, method: str, path: str, body: Any, scope: str
) -> None:
    assert number == 1
    bot = standin.world.bot
    standin.tokens["none"] = Token(bot, {})
    standin.tokens["read"] = Token(bot, {scope: "read"})
    standin.tokens["write"] = Token(bot, {scope: "write"})
    for token in ("none", "read"):
        assert said(ask(method, path, body, token=token)) == (403, "Resource not accessible by integration")
    assert ask(method, path, body, token="write").status_code != 403


def test_comments_of_pull_requests_do_not_open_those_of_issues(
    standin: StandIn, ask: Ask, author: User
) -> None:
    issue = standin.world.open_issue(author, "投诉")
    standin.tokens["speak"] = Token(standin.world.bot, {"pull_requests": "write"})
    assert ask("POST", f"/issues/{issue}/comments", {"body": "x"}, token="speak").status_code == 403


def test_who_asks(standin: StandIn, ask: Ask, number: int) -> None:
    assert said(ask("GET", f"/pulls/{number}", token="wrong")) == (401, "Bad credentials")
    assert ask("GET", f"/pulls/{number}", token=None).status_code == 200
    assert said(ask("POST", f"/issues/{number}/comments", {"body": "x"}, token=None)) == (
        401,
        "Requires authentication",
    )
    standin.world.private = True
    standin.tokens["stranger"] = Token(standin.world.add_user("stranger"))
    for token in (None, "stranger"):
        assert said(ask("GET", f"/pulls/{number}", token=token)) == (404, "Not Found")
    assert ask("GET", f"/pulls/{number}").status_code == 200


# -- pages, headers


def test_pages_are_linked_with_host_and_port(standin: StandIn, ask: Ask, author: User) -> None:
    for n in range(65):
        standin.world.open_issue(author, f"{n}")
    first = ask("GET", "/issues", state="all")
    assert len(first.json()) == 30
    links = first.links
    assert set(links) == {"next", "last"}
    assert links["next"]["url"].startswith(f"{standin.base}{REPOSITORY}/issues?")
    last = requests.get(links["last"]["url"], headers={"X-GitHub-Api-Version": "2022-11-28"}, timeout=5)
    assert len(last.json()) == 5
    assert set(last.links) == {"prev", "first"}
    assert len(ask("GET", "/issues", per_page=1_000).json()) == 65
    assert all(i["url"].startswith(standin.base) for i in last.json())


def test_headers_tell_limits_time_and_version(ask: Ask) -> None:
    headers = ask("GET", "/rate_limit").headers
    assert headers["X-RateLimit-Limit"] == "5000"
    assert headers["Date"] == "Tue, 24 Nov 2026 01:00:01 GMT"
    assert headers["X-GitHub-Api-Version-Selected"] == "2022-11-28"


def test_nothing_runs_on_after_its_end(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    with StandIn(World(BareStore(tmp_path / "x.git"))) as server, requests.Session() as session:
        for _ in range(3):
            session.get(
                f"{server.base}/rate_limit", headers={"X-GitHub-Api-Version": "2022-11-28"}, timeout=5
            )
        assert server.base.startswith("http://127.0.0.1:")
        server.close()  # while the connection is still open
        assert set(threading.enumerate()) == before
        with pytest.raises(requests.ConnectionError):
            requests.get(f"{server.base}/rate_limit", timeout=5)


# -- the contract itself


@pytest.mark.parametrize(
    ("method", "path", "body", "query", "found"),
    [
        ("GET", "/nonsense", None, {}, "no such operation"),
        ("GET", "/issues", None, {"colour": "red"}, "parameter colour is not described"),
        ("GET", "/issues", None, {"state": "ajar"}, "issues/list-for-repo state"),
        ("GET", "/issues", None, {"page": "x"}, "issues/list-for-repo page"),
        ("POST", "/issues", {"body": "x"}, {}, '"title" is a required property'),
        ("POST", "/issues", None, {}, "the body is missing"),
        ("POST", "/git/refs", {"ref": 1, "sha": NOBODY}, {}, "/ref"),
        ("GET", "/releases", None, {}, "no such operation"),
        ("GET", "/actions/workflows", None, {}, "not built"),
    ],
)
def test_a_request_that_the_description_does_not_know_is_noticed(
    standin: StandIn, ask: Ask, method: str, path: str, body: Any, query: dict[str, str], found: str
) -> None:
    assert ask(method, path, body, **query).status_code in (404, 422, 503)
    assert any(found in sentence for sentence in standin.deviations), standin.deviations
    standin.deviations.clear()


def test_a_request_without_the_version_is_noticed(standin: StandIn) -> None:
    requests.get(f"{standin.base}{REPOSITORY}", headers={"Authorization": "token bot"}, timeout=5)
    assert standin.deviations == ["repos/get: the API version is not pinned"]
    standin.deviations.clear()


@pytest.mark.parametrize("name", ["title", "user", "created_at", "state", "number"])
def test_an_answer_that_misses_what_matters_is_noticed(
    standin: StandIn, ask: Ask, number: int, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = standin.handlers.issues_get
    monkeypatch.setattr(
        standin.handlers, "issues_get", lambda call: {k: v for k, v in whole(call).items() if k != name}
    )
    ask("GET", f"/issues/{number}")
    assert standin.deviations == [f'issues/get 200: /: "{name}" is a required property']
    standin.deviations.clear()


def test_padding_never_fills_what_matters() -> None:
    matters = {
        "id", "number", "title", "body", "state", "sha", "head", "base", "user", "author", "login", "created_at", "updated_at",
        "closed_at", "merged_at", "submitted_at", "commit_id", "name", "labels", "draft", "merged", "mergeable", "conclusion",
        "status", "event", "actor", "ref", "object", "full_name", "fork", "private", "content", "output", "external_id",
    }  # fmt: skip
    assert matters & NOISE == set()
    schema = {
        "type": "object",
        "required": ["id", "html_url"],
        "properties": {"html_url": {"type": "string"}},
    }
    assert padded(rest(), schema, {}, "http://127.0.0.1") == {"html_url": "http://127.0.0.1/-/html_url"}


def test_every_handler_is_an_operation_and_most_are_built() -> None:
    operations = {
        document["operationId"].replace("/", "_").replace("-", "_")
        for template in rest().document["paths"].values()
        for document in template.values()
    }
    built = {
        name
        for name in dir(Handlers)
        if name.split("_")[0] in ("pulls", "issues", "checks", "git", "repos", "teams", "users")
    }
    assert built <= operations
    assert len(built & operations) >= 55


def test_deviations_are_few_and_named() -> None:
    assert len(ALLOWED) == 5


def test_the_description_is_structure_only() -> None:
    for name in ("rest.json", "webhooks.json"):
        text = (HERE / name).read_text(encoding="utf-8")
        assert json.loads(text)["info"]["version"] == "23.0.2"
        assert len(text) < 260_000
        for word in ("octocat", "monalisa", "Hello-World", '"example"', '"description":"'):
            assert word not in text


def test_the_licence_lies_beside_it() -> None:
    origin = Path(HERE / "ORIGIN.md").read_text(encoding="utf-8")
    assert "MIT License" in origin
    assert "Octokit contributors" in origin
    assert "23.0.2" in origin
