"""Registering on a remote: on its tip, in one step, once; what it brought is told; what stands against it stops it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest

from registry.adapters.git import GitTree, Repository
from registry.adapters.git_history import FirstParents
from registry.adapters.git_remote import PushRefused
from registry.adapters.git_remote import Remote as GitRemote
from registry.adapters.source import SourceError
from registry.commands import registrar
from registry.commands.registrar import Registered
from registry.commands.verify import verify
from registry.core.clock import Pause
from registry.core.provenance import Provenance
from registry.core.switches import PATH
from tests.builders import Paths, RegistryFolder, number
from tests.commands import git, registry
from tests.registrar.scene import NOW, Remote, filing_of, path_of

pytestmark = pytest.mark.usefixtures("plain_git")


@pytest.fixture
def remote(registered: RegistryFolder, tmp_path: Path) -> Remote:
    """The miniature with nothing left to register, on a bare remote."""
    return Remote(tmp_path / "origin", registered)


@pytest.fixture
def clone(remote: Remote, tmp_path: Path) -> Path:
    """A registrar's clone, made before anything was merged."""
    return remote.clone(tmp_path / "clone")


def run(clone: Path, **options: object) -> Registered:
    """One run, without waiting."""
    return registrar.run(clone, lambda: NOW, lambda _: None, **options)  # type: ignore[arg-type]


def events_of(remote: Remote, commit: str) -> list[dict[str, object]]:
    """The decisions that a commit added."""
    changed = git(
        "diff-tree",
        "-r",
        "--no-commit-id",
        "--name-only",
        "--diff-filter=A",
        commit,
        "--",
        "ledger",
        cwd=remote.root,
    )
    return [
        json.loads(line)
        for path in changed.splitlines()
        for line in git("cat-file", "blob", f"{commit}:{path}", cwd=remote.root).splitlines()
    ]


def test_what_was_merged_since_the_clone_is_registered_on_the_tip(remote: Remote, clone: Path) -> None:
    """The commit holds ledger and index alone, equals what `register --apply` makes, and the folder is brought to it."""
    merge = remote.submit(1)
    done = run(clone)
    assert done.commit == done.tip == remote.tip == git("rev-parse", "HEAD", cwd=clone)
    assert (done.tries, done.here, done.stopped) == (1, True, "")
    assert git("rev-parse", f"{done.commit}^@", cwd=clone).splitlines() == [merge]
    (event,) = events_of(remote, done.commit)
    assert (event["number"], event["path"], event["commit"]) == (number("11", 6), path_of(1), merge)
    assert not {"pull_request", "head_commit", "approved_by"} & event.keys()
    assert git("status", "--porcelain", cwd=clone) == ""
    assert (verify(clone).problems, verify(clone).pending) == ([], [])
    changed = git("diff-tree", "-r", "--no-commit-id", "--name-only", done.commit, cwd=clone).splitlines()
    assert {path.partition("/")[0] for path in changed} == {"ledger", "index"}
    again = run(clone)
    assert (again.commit, again.tip, again.planned.events) == (None, done.commit, [])


def test_a_folder_with_work_in_it_is_left_alone(remote: Remote, clone: Path) -> None:
    """It registers what is on the remote all the same: neither a branch of its own nor what lies around gets a number."""
    remote.submit(1)
    git("switch", "--quiet", "--create", "work", cwd=clone)
    (clone / Paths.bing).write_text("unit: [\n", encoding="utf-8")
    (clone / "notes.txt").write_text("x", encoding="utf-8")
    git("add", "notes.txt", cwd=clone)
    before = git("status", "--porcelain", cwd=clone), git("rev-parse", "HEAD", cwd=clone)
    done = run(clone)
    assert (done.here, len(done.planned.events)) == (False, 1)
    assert (git("status", "--porcelain", cwd=clone), git("rev-parse", "HEAD", cwd=clone)) == before
    assert remote.tip == done.commit


def test_an_index_file_that_holds_nothing_any_more_leaves_the_commit(remote: Remote, clone: Path) -> None:
    """As it does without --push: `verify` compares the whole folder."""
    text = git("cat-file", "blob", f"main:{Paths.xin}", cwd=remote.root) + "\n"
    assert text.count("cn.example.whole\n") == 1
    remote.merge({Paths.xin: text.replace("cn.example.whole\n", "cn.example.other.name\n")})
    done = run(clone)
    gone = git("diff-tree", "-r", "--no-commit-id", "--name-only", "--diff-filter=D", done.tip, cwd=clone)
    assert gone.startswith("index/claims/")
    assert verify(clone).problems == []


class Late(GitRemote):
    """Before the first pushes something else reaches the remote; afterwards the answer may be lost."""

    before: ClassVar[list[Callable[[], object]]] = []
    lost: ClassVar[bool] = False
    pushes: ClassVar[int] = 0

    def push(self, commit: str, branch: str) -> PushRefused | None:
        type(self).pushes += 1
        if self.before:
            self.before.pop(0)()
        answer = super().push(commit, branch)
        return PushRefused("the connection was lost") if self.lost else answer


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> type[Late]:
    """The registrar's remote, with things happening on it."""
    fresh = type("Fresh", (Late,), {"before": [], "pushes": 0, "lost": False})
    monkeypatch.setattr(registrar, "Remote", fresh)
    return fresh


def test_a_refused_push_is_planned_again_from_the_new_tip(
    remote: Remote, clone: Path, late: type[Late]
) -> None:
    """Two merges come between: the third try numbers all three, in the order of paths, and waits between tries."""
    remote.submit(1)
    late.before = [lambda: remote.submit(2), lambda: remote.submit(3)]
    waits: list[float] = []
    done = registrar.run(clone, lambda: NOW, waits.append)
    assert (done.tries, late.pushes, len(waits)) == (3, 3, 2)
    assert 0.05 <= waits[0] <= 0.1 <= waits[1] <= 0.2
    assert {event["number"] for event in events_of(remote, done.tip)} == {number("11", n) for n in (6, 7, 8)}
    assert verify(clone).problems == []


def test_another_registrar_that_was_faster_leaves_nothing_to_do(
    remote: Remote, clone: Path, late: type[Late], tmp_path: Path
) -> None:
    """It finds the number given, and gives no second one."""
    remote.submit(1)
    other = remote.clone(tmp_path / "other")
    late.before = [lambda: registry("register", "--apply", "--push", cwd=other)]
    done = run(clone)
    assert (done.commit, done.planned.events, done.tries) == (None, [], 2)
    assert git("rev-list", "--count", "--first-parent", "main", "--", "ledger", cwd=remote.root) == "3"


def test_a_lost_answer_is_found_out(remote: Remote, clone: Path, late: type[Late]) -> None:
    """The server took the push: the next fetch shows it, and it is told as ours; also with somebody's merge on top."""
    remote.submit(1)
    late.lost = True
    done = run(clone)
    assert (done.commit, done.tries, late.pushes) == (remote.tip, 1, 1)
    assert len(done.planned.events) == 1


@pytest.mark.parametrize("hook", ["pre-receive", "update"])
def test_a_remote_that_refuses_is_not_pressed(remote: Remote, clone: Path, hook: str) -> None:
    """Three tries on one tip; then a person is told what git says, and the branch is as it was."""
    remote.submit(1)
    script = remote.root / "hooks" / hook
    script.parent.mkdir(exist_ok=True)
    script.write_text("#!/bin/sh\necho x >> tries\nexit 1\n", encoding="utf-8")
    script.chmod(0o755)
    tip = remote.tip
    with pytest.raises(SourceError, match="nothing is registered: 3 pushes were refused"):
        run(clone)
    assert remote.tip == tip
    assert (remote.root / "tries").read_text(encoding="utf-8") == "x\nx\nx\n"


def test_it_gives_up_when_others_are_always_faster(remote: Remote, clone: Path, late: type[Late]) -> None:
    """Twelve times; nothing is lost, the next run takes all."""
    remote.submit(1)
    late.before = [lambda n=n: remote.submit(n) for n in range(2, 30)]
    with pytest.raises(SourceError, match="12 pushes were refused"):
        run(clone)
    assert late.pushes == registrar.TRIES == 12
    late.before = []
    assert len(run(clone).planned.events) == 13


def test_a_remote_out_of_reach_is_asked_three_times(clone: Path) -> None:
    """Then one line says so."""
    waits: list[float] = []
    git("remote", "set-url", "origin", str(clone.parent / "nowhere"), cwd=clone)
    with pytest.raises(SourceError, match="nowhere"):
        registrar.run(clone, lambda: NOW, waits.append)
    assert waits == [0.5, 2.0]


def test_no_number_is_given_on_a_rewritten_history(remote: Remote, clone: Path) -> None:
    """A main branch that lost a registration would give its number again: a person must look."""
    remote.submit(1)
    start = git("rev-parse", "main~1", cwd=remote.root)
    run(clone)
    git("update-ref", "refs/heads/main", start, cwd=remote.root)
    remote.submit(2)
    with pytest.raises(SourceError):
        run(clone)
    assert git("rev-list", "--count", "--first-parent", f"{start}..main", cwd=remote.root) == "1"


@pytest.mark.parametrize("switch", ["no_number", "read_only"])
def test_a_switch_on_main_stops_it(remote: Remote, clone: Path, switch: str) -> None:
    """The file on the remote's main counts, not the one in the folder; switched back, all is registered."""
    remote.submit(1)
    remote.merge({PATH: f"{switch}: true\n"})
    tip = remote.tip
    done = registry("register", "--apply", "--push", cwd=clone)
    assert (done.returncode, remote.tip) == (3, tip)
    assert "registry-switches.yaml" in done.stdout
    remote.merge({PATH: f"{switch}: false\n"})
    assert len(run(clone).planned.events) == 1


def test_a_switch_in_the_folder_alone_does_not_count(remote: Remote, clone: Path) -> None:
    """Who can write the folder can also delete the file; only main speaks."""
    remote.submit(1)
    (clone / ".github").mkdir(exist_ok=True)
    (clone / PATH).write_text("no_number: true\n", encoding="utf-8")
    git("add", PATH, cwd=clone)
    git("commit", "--quiet", "-m", "Switch", cwd=clone)
    done = run(clone)
    assert (done.stopped, len(done.planned.events), done.here) == ("", 1, False)


class Known:
    """A source that knows some commits."""

    def __init__(self, known: dict[str, Provenance]) -> None:
        self.known = known
        self.asked: list[tuple[str, str]] = []

    def provenance(self, commit: str, path: str) -> Provenance | None:
        """Of the merge commit."""
        self.asked.append((commit, path))
        return self.known.get(commit)


def test_each_event_says_where_its_content_came_from(remote: Remote, clone: Path) -> None:
    """The merge that brought the bytes that a file has now, not a later merge of something else; unknown to the forge: absent."""
    first = remote.submit(1)
    corrected = remote.merge({path_of(1): filing_of(1).replace('version: "1.0"', 'version: "1.1"')})
    other = remote.submit(2)
    pushed = remote.submit(3)
    remote.merge({"docs/x.md": "x\n"})
    source = Known(
        {
            first: Provenance(11, "1" * 40, (101,)),
            corrected: Provenance(12, "2" * 40, (102, 103)),
            other: Provenance(
                13, "3" * 40, (), datetime(2026, 11, 2, 1, tzinfo=UTC),
                (Pause(datetime(2026, 11, 3, 1, tzinfo=UTC), datetime(2026, 11, 4, 1, tzinfo=UTC)), Pause(datetime(2026, 11, 5, 1, tzinfo=UTC))),
            ),
        }
    )  # fmt: skip
    done = run(clone, source=source)
    found = {
        event["path"]: [event.get(key) for key in ("pull_request", "head_commit", "approved_by")]
        for event in events_of(remote, done.tip)
    }
    assert found == {
        path_of(1): [12, "2" * 40, [102, 103]],
        path_of(2): [13, "3" * 40, None],
        path_of(3): [None, None, None],
    }
    courses = {event["path"]: [event.get(key) for key in ("submitted_at", "feedbacks")] for event in events_of(remote, done.tip)}  # fmt: skip
    assert courses == {
        path_of(1): [None, None],
        path_of(2): [
            "2026-11-02T09:00:00+08:00",
            [{"at": "2026-11-03T09:00:00+08:00", "answered_at": "2026-11-04T09:00:00+08:00"}, {"at": "2026-11-05T09:00:00+08:00"}],
        ],
        path_of(3): [None, None],
    }  # fmt: skip
    assert sorted(source.asked) == sorted(
        [(corrected, path_of(1)), (other, path_of(2)), (pushed, path_of(3))]
    )
    assert verify(clone).problems == []


def test_nothing_is_registered_while_the_source_does_not_answer(remote: Remote, clone: Path) -> None:
    """What is left out of a decision would be missing for ever."""

    class Silent:
        def provenance(self, commit: str, path: str) -> Provenance | None:
            raise SourceError(f"the forge does not answer about {commit} {path}")

    tip = remote.submit(1)
    with pytest.raises(SourceError, match="does not answer"):
        run(clone, source=Silent())
    assert remote.tip == tip


def test_the_history_of_the_branch_itself_is_asked(remote: Remote, clone: Path) -> None:
    """A merge counts, not the commit that it merges; the newest change counts; strange names do not confuse it."""
    start = remote.tip
    first = remote.submit(1)
    odd = remote.merge({'filings/providers/beijing/\x01 \n"x.yaml': "a: b\n", "docs/x.md": "x\n"})
    second = remote.merge({path_of(1): filing_of(2)})
    git("fetch", "--quiet", cwd=clone)
    repository = Repository(clone)
    with FirstParents(repository, second, ("filings",)) as history:
        assert history.commit_of(path_of(1)) == second
        assert history.commit_of(Paths.jia) == git("rev-list", "--max-parents=0", start, cwd=clone)
        assert history.commit_of("docs/x.md") is None
        assert history.commit_of("filings/none.yaml") is None
        assert history.commit_of(path_of(1)) == second  # reading further back has not made it older
    with FirstParents(repository, odd, ("filings",)) as history:
        assert history.commit_of(path_of(1)) == first


def test_a_cut_off_clone_cannot_say_where_a_filing_came_from(remote: Remote, tmp_path: Path) -> None:
    """Its oldest commit seems to have brought everything. Without a source it registers all the same."""
    remote.submit(1)
    git("clone", "--quiet", "--depth", "1", f"file://{remote.root}", str(tmp_path / "shallow"), cwd=tmp_path)
    with pytest.raises(SourceError, match="shallow"):
        run(tmp_path / "shallow", source=Known({}))
    assert len(run(tmp_path / "shallow").planned.events) == 1


def test_each_try_asks_the_clock_again(remote: Remote, clone: Path, late: type[Late]) -> None:
    """Or a decision of the faster registrar would be after ours."""
    remote.submit(1)
    late.before = [lambda: remote.submit(2)]
    times = iter([NOW, NOW + timedelta(hours=1)])
    done = registrar.run(clone, lambda: next(times), lambda _: None)
    assert {event["at"] for event in events_of(remote, done.tip)} == {"2026-11-24T10:30:00+08:00"}


def test_the_command_registers_pushes_and_publishes(remote: Remote, clone: Path, tmp_path: Path) -> None:
    """One command of the job: the site shows the commit that was pushed."""
    remote.submit(1)
    public = tmp_path / "public"
    done = registry(
        "register",
        "--apply",
        "--push",
        "--publish",
        str(public),
        "--now",
        NOW.isoformat(),
        "--lang",
        "en",
        cwd=clone,
    )
    assert done.returncode == 0, done.stderr
    tip = remote.tip
    assert f"committed {tip[:12]}" in done.stdout
    with GitTree(Repository(clone), tip) as tree:
        assert tree.entries("ledger/beijing/2026")
    assert any(
        number("11", 6) in page.read_text(encoding="utf-8") for page in (public / "api").rglob("*.json")
    )


@pytest.mark.parametrize(
    "arguments",
    [["--push"], ["--apply", "--publish", "x"], ["--apply", "--push", "--remote=--upload-pack=x"]],
)
def test_wrong_usage_is_told(clone: Path, arguments: list[str]) -> None:
    """Exit code 2 and one line."""
    done = registry("register", *arguments, cwd=clone)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


def test_what_breaks_a_rule_is_held_back_and_told(remote: Remote, clone: Path) -> None:
    """Exit code 3; the rest is pushed."""
    remote.submit(1)
    remote.merge({path_of(2): filing_of(2).replace("cn.example.merged2", "cn.example.whole")})
    done = registry("register", "--apply", "--push", "--now", NOW.isoformat(), "--lang", "en", cwd=clone)
    assert done.returncode == 3, done.stderr
    assert f"held back, it breaks a rule or cannot be read: {path_of(2)}" in done.stdout
    assert [event["path"] for event in events_of(remote, remote.tip)] == [path_of(1)]
