"""The judge over git objects, and the whole way of a filing through the commands on the stand-in."""

import json
from pathlib import Path
from typing import Any

import pytest

from registry import cli
from registry.adapters.git import Repository
from registry.cli import forge
from registry.commands import register
from registry.commands.forge.judge import judge
from registry.core.difference import Role
from registry.core.verdict import LARGEST, ForgeVerdict, RequestKind, as_json, parse
from tests.builders import JIA, TODAY, RegistryFolder, case_path, miniature, provider_path, user_path
from tests.commands import ENVIRONMENT, git
from tests.forge.conftest import adapter
from tests.forge.standin.server import StandIn
from tests.hostile.cases import COUNTY, HOSTILE, NEW, NEW_PATH, Hostile, new_text, school_text, schools
from tests.hostile.objects import Objects, Put

pytestmark = pytest.mark.usefixtures("plain_git")
OFFICER, MINISTER, CLERK, BOT, FILER = 11, 12, 13, 14, 99


def with_officers(folder: RegistryFolder, slug: str, *officers: int) -> None:
    path = f"authorities/{slug}.yaml"
    folder.write(path, folder.read(path) + f"officers: [{', '.join(map(str, officers))}]\n")


@pytest.fixture(scope="module")
def objects(tmp_path_factory: pytest.TempPathFactory) -> Objects:
    """The miniature with officers."""
    folder = miniature(tmp_path_factory.mktemp("judged") / "registry")
    with_officers(folder, "zhejiang", CLERK)
    with_officers(folder, "sichuan", OFFICER)
    with_officers(folder, "moe", MINISTER)
    with pytest.MonkeyPatch.context() as monkeypatch:
        for name, value in ENVIRONMENT.items():
            monkeypatch.setenv(name, value)
        folder.git_init()
        register.write_index(folder.root, Repository(folder.root), staged=False)
        folder.commit("Write the index")
    return Objects(folder.root)


def judged(objects: Objects, *edits: Any, author: int | None = FILER, head: str = "") -> ForgeVerdict:
    found = judge(objects.root, 7, objects.base, head or objects.commit(*edits), author, BOT, TODAY)
    assert parse(as_json(found).encode()) == found
    return found


def test_an_honest_filing(objects: Objects) -> None:
    found = judged(objects, Put(NEW_PATH, new_text()))
    assert (found.result.value, found.kind, found.authorities) == (
        "accept",
        RequestKind.provider,
        ("beijing",),
    )
    assert (found.changes_existing, found.checked, found.errors) == (False, 1, 0)
    assert any("示例晨星口算" in line.zh for line in found.changes)
    assert any(line.depth for line in found.changes)


def test_a_change_of_what_is_there(objects: Objects) -> None:
    path = provider_path("beijing", JIA)
    found = judged(objects, Put(path, objects.read(path).replace("示例甲新课", "示例甲新课程")))
    assert found.changes_existing


def test_a_finding_holds_words_and_no_sentences(objects: Objects) -> None:
    found = judged(
        objects, Put(NEW_PATH, new_text().replace("charging: ", "charging: x") + "status: filed\n")
    )
    assert found.result.value == "reject"
    assert found.findings
    assert found.errors == len(found.findings)
    assert all(one.path == NEW_PATH for one in found.findings)
    assert "请" not in json.dumps([one.values for one in found.findings], ensure_ascii=False)


def test_what_fmt_would_mend_is_given_to_paste(objects: Objects) -> None:
    text = new_text()
    line = next(row for row in text.splitlines() if "evidence_date" in row)
    plain = line.replace('"', "")
    found = judged(objects, Put(NEW_PATH, text.replace(line, plain)))
    one = next(one for one in found.findings if one.code == "F12")
    assert one.correction == line


def test_personal_data_is_not_given_to_paste(objects: Objects) -> None:
    text = new_text().replace("\n", "\n# 13912345678\n", 1)
    assert "13912345678" not in as_json(judged(objects, Put(NEW_PATH, text)))


@pytest.mark.parametrize(
    ("author", "role"),
    [
        (CLERK, "batch"),
        (MINISTER, "batch"),
        (BOT, "batch"),
        (FILER, "filer"),
        (OFFICER, "filer"),
        (None, "filer"),
    ],
)
def test_who_may_submit_a_batch_follows_from_the_account(
    objects: Objects, author: int | None, role: str
) -> None:
    found = judged(objects, *schools(3), author=author)
    assert (found.kind is RequestKind.batch) is (role == "batch")
    assert ("P09" in {one.code for one in found.findings}) is (role == "filer")
    assert found.authorities == (COUNTY,)


@pytest.mark.parametrize(
    ("author", "allowed"), [(OFFICER, True), (MINISTER, True), (BOT, True), (CLERK, False), (FILER, False)]
)
def test_who_may_submit_a_case_follows_from_the_account(objects: Objects, author: int, allowed: bool) -> None:
    path = case_path("sichuan", JIA, "2026-05-01")
    found = judged(objects, Put(path, "state: alleged\n"), author=author)
    assert found.kind is RequestKind.authority
    assert ("P06" not in {one.code for one in found.findings}) is allowed


def test_what_touches_no_data_is_left_to_the_maintainers(objects: Objects) -> None:
    found = judged(objects, Put("scripts/x.py", "print()\n"))
    assert (found.kind, found.findings, found.authorities) == (RequestKind.other, (), ())
    mixed = judged(objects, Put("scripts/x.py", "print()\n"), Put(NEW_PATH, new_text()))
    assert mixed.kind is RequestKind.provider
    assert "P03" in {one.code for one in mixed.findings}


def test_both_filings_of_a_school_ask_both_authorities(objects: Objects) -> None:
    found = judged(objects, Put(NEW_PATH, new_text()), Put(user_path(COUNTY, NEW), school_text(NEW)))
    assert found.kind is RequestKind.provider
    assert set(found.authorities) == {"beijing", COUNTY}


def test_contents_tell_an_empty_push_from_a_supplement(objects: Objects) -> None:
    first = objects.commit(Put(NEW_PATH, new_text()))
    git("checkout", "--quiet", first, cwd=objects.root)
    git("commit", "--quiet", "--allow-empty", "-m", "Nothing", cwd=objects.root)
    second = git("rev-parse", "HEAD", cwd=objects.root)
    (objects.root / NEW_PATH).write_text(new_text() + "# 更正\n", encoding="utf-8")
    git("commit", "--quiet", "--all", "-m", "Change", cwd=objects.root)
    third = git("rev-parse", "HEAD", cwd=objects.root)
    git("checkout", "--quiet", "main", cwd=objects.root)
    contents = judged(objects, head=third).contents
    assert contents[first] == contents[second] != contents[third]


@pytest.mark.parametrize(
    "case", [case for case in HOSTILE if case.by.role is Role.filer], ids=lambda case: case.what
)
def test_no_hostile_tree_is_accepted_or_breaks_the_bounds(case: Hostile, objects: Objects) -> None:
    """Whoever it says to be from: the account is a stranger's."""
    found = judged(objects, *case.edits(objects))
    assert found.kind is RequestKind.other or found.result.value == "reject"
    assert len(as_json(found)) <= LARGEST


# -- the commands


class Town:
    """The stand-in with the miniature on its main branch, and a clone in which the commands run."""

    def __init__(self, standin: StandIn, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
        self.world = standin.world
        self.standin = standin
        self.capsys = capsys
        self.filer = self.world.add_user("filer")
        self.officer = self.world.add_user("officer")
        made = miniature(folder / "seed")
        with_officers(made, "beijing", self.officer.id)
        made.git_init()
        bare = str(self.world.store.repository.path)  # type: ignore[attr-defined]
        git("push", "--quiet", "--force", bare, "main", cwd=made.root)
        self.clone = folder / "clone"
        git("clone", "--quiet", bare, str(self.clone), cwd=folder)
        monkeypatch.setattr(forge, "connected", lambda: adapter(standin))
        monkeypatch.setenv("REGISTRY_BOT_ID", str(self.world.bot.id))
        monkeypatch.setenv("GITHUB_REPOSITORY", "example/registry")
        monkeypatch.setenv("GITHUB_TOKEN", "bot")
        self.now = "2026-11-24T12:00:00+08:00"

    def run(self, *arguments: str) -> tuple[int, str]:
        code = cli.main([*arguments, "--root", str(self.clone)])
        return code, self.capsys.readouterr().out

    def judge_and_speak(self, number: int, out: Path) -> None:
        code, _ = self.run(
            "forge", "judge", "--pull", str(number), "--base", "origin/main", "--out", str(out), "--today", "2026-11-24",
            "--author", str(self.filer.id),
        )  # fmt: skip
        assert code == 0
        code, _ = self.run("forge", "speak", "--verdict", str(out), "--apply", "--now", self.now)
        assert code == 0

    def labels(self, number: int) -> list[str]:
        return sorted(self.world.issues[number].labels)

    def comment(self, number: int) -> str:
        return next(
            c.body for c in self.world.comments.values() if c.number == number and "registry:case" in c.body
        )


@pytest.fixture
def town(standin: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Town:
    from registry.core.effects import all_labels
    from registry.core.forge import Label

    forge = adapter(standin)
    for name, meaning in all_labels().items():
        forge.put_label(Label(name, "ededed", meaning.both()))
    return Town(standin, tmp_path, monkeypatch, capsys)


def test_from_a_fault_to_a_number(town: Town, tmp_path: Path) -> None:
    world, out = town.world, tmp_path / "verdict.json"
    number = world.submit(town.filer, {NEW_PATH: (new_text() + "status: filed\n").encode()})
    town.judge_and_speak(number, out)
    assert town.labels(number) == ["registry:needs-correction"]
    assert "`status`" in town.comment(number)
    world.push(number, {NEW_PATH: new_text().encode()}, town.filer)
    town.judge_and_speak(number, out)
    assert town.labels(number) == ["registry:waiting"]
    world.review(number, town.officer)
    code, plan = town.run("forge", "act", "--now", town.now)
    assert code == 0
    assert f"#{number} merge " in plan
    assert world.pulls[number].merged is None
    code, _ = town.run("forge", "act", "--now", town.now, "--apply")
    assert code == 0
    assert world.pulls[number].merged is not None
    assert town.labels(number) == ["registry:merged"]
    code, shown = town.run("register", "--apply", "--push", "--now", town.now)
    assert "教APP备11" in shown, code
    recorded = [
        json.loads(row)
        for file in (town.clone / "ledger").rglob("*.jsonl")
        for row in file.read_text(encoding="utf-8").splitlines()
    ]
    event = next(event for event in recorded if event["path"] == NEW_PATH)
    assert (event["pull_request"], event["approved_by"]) == (number, [town.officer.id])
    assert event["head_commit"] == world.pulls[number].head_sha
    code, _ = town.run("forge", "act", "--pull", str(number), "--now", "2026-11-24T14:00:00+08:00", "--apply")
    assert code == 0
    assert town.labels(number) == ["registry:registered"]
    assert "教APP备11" in town.comment(number)


def test_switches_on_main_count(town: Town) -> None:
    world = town.world
    number = world.submit(town.filer, {NEW_PATH: new_text().encode()})
    world.review(number, town.officer)
    world.commit("refs/heads/main", {".github/registry-switches.yaml": b"no_merge: true\n"}, world.bot)
    code, _ = town.run("forge", "act", "--now", town.now, "--apply")
    assert code == 0
    assert world.pulls[number].merged is None
    assert town.labels(number) == ["registry:held"]


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"\xff", b'{"schema": "forge-verdict/v1"}', b" " * (LARGEST + 1)]
)
def test_what_is_no_verdict_is_not_spoken(town: Town, tmp_path: Path, content: bytes) -> None:
    out = tmp_path / "v.json"
    out.write_bytes(content)
    assert town.run("forge", "speak", "--verdict", str(out), "--apply")[0] == cli.USAGE
    assert not town.world.comments


def test_a_request_that_is_not_there(town: Town, tmp_path: Path) -> None:
    assert town.run("forge", "judge", "--pull", "99", "--out", str(tmp_path / "x"))[0] == cli.USAGE
    assert town.run("forge", "act", "--pull", "99")[0] == 1


def test_the_author_is_read_from_the_event_of_this_request_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from registry.cli.requests import _author

    path = tmp_path / "event.json"
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(path))
    assert _author(7) is None
    for text, expected in (
        ('{"pull_request": {"number": 7, "user": {"id": 5}, "head": {"ref": "filing"}}}', 5),
        ('{"pull_request": {"number": 7, "user": {"id": 5}, "head": {"ref": "filing/issue-3"}}}', None),
        ('{"pull_request": {"number": 8, "user": {"id": 5}, "head": {"ref": "filing"}}}', None),
        ('{"pull_request": {"number": 7, "user": null}}', None), ("[]", None), ("{", None), ('{"pull_request": 3}', None),
    ):  # fmt: skip
        path.write_text(text, encoding="utf-8")
        assert _author(7) == expected
