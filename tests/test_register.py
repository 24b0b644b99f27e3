"""Numbers are given once, in order, by files that are only ever added; nothing is decided on a guess."""

import hashlib
import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from registry.adapters.git import GitTree, Repository
from registry.adapters.ledger_files import load as load_ledger
from registry.adapters.load import load
from registry.adapters.source import SourceError, WorkTree
from registry.commands import register
from registry.commands.register import Plan, sweep, write_index
from registry.commands.verify import verify
from tests.builders import (
    BING,
    DING,
    JIA,
    SCHOOL,
    Paths,
    RegistryFolder,
    app_text,
    canonical,
    case_path,
    case_text,
    miniature,
    number,
    provider_path,
    system_text,
    uscc,
    use_text,
)
from tests.commands import git, registry

pytestmark = pytest.mark.usefixtures("plain_git")

NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
NEW, OTHER = uscc("91110108MA9000P01"), uscc("91330106MA9000Q01")
INSTANT = "2026-11-24T09:30:00+08:00"
SUMMARY = tuple[str, str, str | None, str | None]


@pytest.fixture
def folder(registered: RegistryFolder, tmp_path: Path) -> RegistryFolder:
    """The miniature, committed, with nothing left to register."""
    return registered.copy(tmp_path / "registry")


def applied(folder: RegistryFolder, now: datetime = NOW) -> Plan:
    """Sweep and apply, as `register --apply` does."""
    planned = sweep(folder.root, now)
    if planned.files:
        register.apply(folder.root, planned)
    return planned


def events(planned: Plan) -> list[SUMMARY]:
    """Kind, path, item and number of each event."""
    return [(event.event.value, event.path, event.item, event.number) for event, _ in planned.events]


def replay(folder: RegistryFolder) -> Any:
    """The ledger in the folder, which must be without a fault."""
    found, problems = load_ledger(WorkTree(folder.root))
    assert problems == []
    return found


def test_one_sweep_gives_the_next_numbers_of_each_authority(tmp_path: Path) -> None:
    """New apps are filed, a filing registered before is changed, uses are confirmed; one new file for each chain."""
    folder = miniature(tmp_path / "registry")
    folder.edit(Paths.jia, "示例甲练习", "示例甲练习册")
    commit = folder.git_init()
    before = {path: path.read_bytes() for path in (folder.root / "ledger").rglob("*.jsonl")}
    planned = sweep(folder.root, NOW)
    assert events(planned) == [
        ("filed", Paths.xin, "whole", number("11", 5)),
        ("changed", Paths.jia, None, None),
        ("filed", Paths.jia, "fresh", number("11", 6)),
        ("filed", Paths.wu, "zhihui", number("00", 1)),
        ("confirmed", Paths.middle, "use-1", number("11", 1)),
        ("confirmed", Paths.university, "use-1", number("11", 1)),
    ]
    assert planned.held == []
    assert sorted(planned.files) == ["ledger/beijing/2026/00000008.jsonl", "ledger/moe/2026/00000001.jsonl"]
    first = json.loads(planned.files["ledger/moe/2026/00000001.jsonl"].splitlines()[0])
    assert first == {
        "at": INSTANT,
        "authority": "moe",
        "commit": commit,
        "content_sha256": hashlib.sha256(folder.read(Paths.wu).encode()).hexdigest(),
        "event": "filed",
        "item": "zhihui",
        "number": number("00", 1),
        "path": Paths.wu,
        "previous": "0" * 64,
        "sequence": 1,
    }
    for content in planned.files.values():
        for line in content.splitlines(keepends=True):
            assert line == canonical(json.loads(line))
    # Planning writes nothing; applying adds these files and touches no other.
    assert git("status", "--porcelain", cwd=folder.root) == ""
    register.apply(folder.root, planned)
    after = {path: path.read_bytes() for path in (folder.root / "ledger").rglob("*.jsonl")}
    assert {path: after[path] for path in before} == before
    added = {path.relative_to(folder.root).as_posix(): after[path] for path in after.keys() - before.keys()}
    assert added == planned.files
    assert verify(folder.root).problems == []
    assert verify(folder.root).pending == []


def test_a_second_sweep_finds_nothing(folder: RegistryFolder) -> None:
    """Run twice, or after nothing was merged: no events, no file, no commit."""
    head = git("rev-parse", "HEAD", cwd=folder.root)
    planned = sweep(folder.root, NOW)
    assert (planned.events, planned.files, planned.held) == ([], {}, [])
    done = registry("register", "--apply", "--lang", "en", cwd=folder.root)
    assert (done.returncode, done.stdout) == (0, "nothing to register\n")
    assert git("rev-parse", "HEAD", cwd=folder.root) == head


def test_the_commit_holds_only_ledger_and_index(folder: RegistryFolder) -> None:
    """Whatever else lies around or is staged stays where it is; the message names what was given."""
    folder.provider("beijing", NEW, apps=[app_text("new", "示例新课", "cn.example.new")])
    folder.commit("Merge")
    folder.write("notes.txt", "x")
    folder.write(Paths.bing, folder.read(Paths.bing) + "# 未提交\n")
    folder.write("staged.txt", "x")
    git("add", "staged.txt", cwd=folder.root)
    planned = sweep(folder.root, NOW)
    commit = register.apply(folder.root, planned)
    changed = git("diff-tree", "-r", "--name-status", "--no-commit-id", commit, cwd=folder.root).splitlines()
    assert {line.partition("\t")[2].partition("/")[0] for line in changed} == {"ledger", "index"}
    assert [line for line in changed if "ledger/" in line] == ["A\tledger/beijing/2026/00000010.jsonl"]
    assert (
        git("show", "-s", "--format=%B", commit, cwd=folder.root)
        == f"Register 1 decisions, 1 numbers\n\n{number('11', 6)} 示例新课"
    )
    assert git("status", "--porcelain", cwd=folder.root).splitlines() == [
        f"M {Paths.bing}",  # its first space is stripped with the output's
        "A  staged.txt",
        "?? notes.txt",
    ]


def test_the_index_of_the_commit_is_what_a_rebuild_gives(folder: RegistryFolder) -> None:
    """`registry index` changes nothing after `register --apply`, and the index covers the commit's trees."""
    folder.provider("beijing", NEW, apps=[app_text("new", "示例新课", "cn.example.new")])
    folder.commit("Merge")
    commit = register.apply(folder.root, sweep(folder.root, NOW))
    write_index(folder.root, Repository(folder.root), staged=False)
    assert git("status", "--porcelain", cwd=folder.root) == ""
    covers = json.loads(folder.read("index/covers.json"))
    assert covers["trees"] == {
        name: git("rev-parse", f"{commit}:{name}", cwd=folder.root)
        for name in ("filings", "blacklist", "ledger")
    }
    assert number("11", 6) in folder.read("index/numbers/11000.tsv")


def test_what_no_longer_belongs_leaves_the_index(folder: RegistryFolder) -> None:
    """A shard that holds nothing any more is removed; a README stays."""
    shards = {path.name for path in (folder.root / "index/claims").iterdir()}
    folder.edit(Paths.xin, "cn.example.whole\n", "cn.example.other.name\n")
    folder.commit("Merge")
    applied(folder)
    assert shards - {path.name for path in (folder.root / "index/claims").iterdir()}
    assert (folder.root / "index/README.md").is_file()
    assert verify(folder.root).problems == []


def test_a_new_app_in_a_registered_filing_changes_and_files(folder: RegistryFolder) -> None:
    """One `changed` for the file and a number for the new app alone; also an edit without a new app is recorded."""
    folder.write(Paths.bing, folder.read(Paths.bing) + app_text("drum", "示例丙鼓", "cn.example.bing.drum"))
    folder.commit("Merge")
    assert events(applied(folder)) == [
        ("changed", Paths.bing, None, None),
        ("filed", Paths.bing, "drum", number("51", 4)),
    ]
    folder.edit(Paths.bing, "示例丙鼓", "示例丙大鼓")
    folder.commit("Merge")
    assert events(applied(folder)) == [("changed", Paths.bing, None, None)]


def test_serials_go_on_after_the_highest_ever(folder: RegistryFolder) -> None:
    """Revoked and withdrawn ones included: no number is used again."""
    assert replay(folder).apps[number("11", 4)].status == "withdrawn"
    folder.provider(
        "beijing",
        NEW,
        apps=[app_text("a", "示例一", "cn.example.a"), app_text("b", "示例二", "cn.example.b")],
    )
    folder.commit("Merge")
    assert [given for _, _, _, given in events(applied(folder))] == [number("11", 6), number("11", 7)]
    assert replay(folder).heads["beijing"].serial == 7


def test_uses_are_confirmed_reconfirmed_ended_and_begun_again(folder: RegistryFolder) -> None:
    """The school drops one use, keeps the others, adds one; later the dropped one comes back, and the ledger stays whole.

    Its second use is of a suspended app: nobody re-confirms that one.
    """
    text = folder.read(Paths.school)
    dropped, kept = use_text("use-4", number("33", 1)), use_text("use-5", number("51", 1))
    folder.write(Paths.school, text.replace(dropped, kept).replace("用于课堂练习", "用于课后练习", 1))
    folder.commit("Merge")
    assert events(applied(folder)) == [
        ("reconfirmed", Paths.school, "use-1", number("11", 1)),
        ("reconfirmed", Paths.school, "own", None),
        ("confirmed", Paths.school, "use-5", number("51", 1)),
    ]
    folder.write(Paths.school, folder.read(Paths.school).replace(kept, ""))
    folder.commit("Merge")
    assert events(applied(folder))[-1] == ("ended", Paths.school, "use-5", None)
    assert replay(folder).uses[SCHOOL, "use-5"].status == "ended"
    folder.write(Paths.school, folder.read(Paths.school) + kept)
    folder.commit("Merge")
    assert events(applied(folder))[-1] == ("confirmed", Paths.school, "use-5", number("51", 1))
    assert replay(folder).uses[SCHOOL, "use-5"].status == "confirmed"
    assert verify(folder.root).problems == []


def test_a_case_is_listed_and_revokes_in_the_numbers_own_chain(folder: RegistryFolder) -> None:
    """A case of one authority that revokes another's number: the listing in the one chain, the revocation in the other."""
    path = folder.case("beijing", BING, "2026-04-01", revoked=number("51", 1), start="2026-11-20")
    folder.commit("Merge")
    planned = applied(folder)
    assert [
        (event.authority, *summary)
        for (event, _), summary in zip(planned.events, events(planned), strict=True)
    ] == [
        ("beijing", "blacklisted", path, None, None),
        ("sichuan", "revoked", path, None, number("51", 1)),
    ]
    assert all(event.reason == "示教通〔2026〕2号" for event, _ in planned.events)
    assert replay(folder).apps[number("51", 1)].status == "revoked"
    assert verify(folder.root).problems == []
    assert events(applied(folder)) == []


def test_a_lifted_case_is_recorded_once(folder: RegistryFolder) -> None:
    """`bar_lifted` with its reason; nothing a second time."""
    folder.write(Paths.case, folder.read(Paths.case) + 'lifted:\n  date: "2026-11-20"\n  reason: 整改完成\n')
    folder.commit("Merge")
    planned = applied(folder)
    assert events(planned) == [("bar_lifted", Paths.case, None, None)]
    assert planned.events[0][0].reason == "整改完成"
    assert events(applied(folder)) == []


def test_a_case_without_measures_is_not_recorded(folder: RegistryFolder) -> None:
    """An allegation is no decision."""
    path = folder.case("beijing", BING, "2026-04-01")
    folder.write(path, folder.read(path).partition("measures:")[0])
    folder.commit("Merge")
    assert events(applied(folder)) == []


def test_a_number_is_revoked_once_however_often_it_is_named(folder: RegistryFolder) -> None:
    """Twice in one case: one event, and the chain stays whole."""
    path = folder.case("beijing", BING, revoked=number("51", 1), start="2026-11-20")
    once = f"  revoked_numbers:\n    - {number('51', 1)}\n"
    folder.edit(path, once, f"{once}    - {number('51', 1)}\n")
    folder.commit("Merge")
    assert [kind for kind, *_ in events(applied(folder))] == ["blacklisted", "revoked"]
    assert verify(folder.root).problems == []


def test_two_cases_that_revoke_one_number_are_both_held_back(folder: RegistryFolder) -> None:
    """Which of them is right a person must say."""
    paths = [
        folder.case("beijing", BING, day, revoked=number("51", 1)) for day in ("2026-04-01", "2026-04-02")
    ]
    folder.commit("Merge")
    planned = sweep(folder.root, NOW)
    assert events(planned) == []
    assert [(path, [fault.code for fault in faults]) for path, faults in planned.held] == [
        (path, ["A24-25"]) for path in paths
    ]


def test_a_suspended_app_can_be_revoked(folder: RegistryFolder) -> None:
    """What is filed or suspended is there to be revoked; a withdrawn one holds the case back."""
    path = folder.case("beijing", JIA, revoked=number("11", 2), start="2026-11-20")
    folder.commit("Merge")
    assert [(kind, given) for kind, _, _, given in events(sweep(folder.root, NOW))] == [
        ("blacklisted", None),
        ("revoked", number("11", 2)),
    ]
    folder.write(path, folder.read(path).replace(number("11", 2), number("11", 4)))
    folder.commit("Merge")
    planned = sweep(folder.root, NOW)
    assert (events(planned), [fault.code for _, faults in planned.held for fault in faults]) == (
        [],
        ["A24-24"],
    )


HELD: dict[str, tuple[Any, list[str]]] = {
    "two filings that claim one package": (
        lambda folder: [
            folder.provider("beijing", NEW, apps=[app_text("new", "示例新芽", "cn.example.new")]),
            folder.provider("zhejiang", OTHER, apps=[app_text("new", "示例新芽", "cn.example.new")]),
        ],
        ["R03", "R03"],
    ),
    "two filings of one name": (
        lambda folder: [
            folder.provider("beijing", NEW, apps=[app_text("new", "示例新芽", "cn.example.new")]),
            folder.provider("zhejiang", OTHER, apps=[app_text("new", "示例·新芽", "cn.example.other")]),
        ],
        ["R10", "R10"],
    ),
    "an app of a barred unit": (
        lambda folder: [folder.write(Paths.ding, folder.read(Paths.ding) + app_text("new", "示例", "cn.example.new"))],
        ["A24-1"],
    ),
    "a case in the folder of no authority": (
        lambda folder: [folder.case("nowhere", BING, "2026-04-01", revoked=number("51", 1))],
        ["R07"],
    ),
    "a case about another unit than its name": (
        lambda folder: [folder.write(case_path("sichuan", JIA, "2026-04-01"), case_text(code=BING, revoked=number("51", 1)))],
        ["R02"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", HELD)
def test_what_breaks_a_rule_is_held_back(what: str, folder: RegistryFolder) -> None:
    """It gets neither number nor event, its path is told, the exit code says that a person must look; the rest goes on."""
    spoil, expected = HELD[what]
    paths = spoil(folder)
    folder.edit(Paths.xin, "示例全科学习", "示例全科学习册")
    folder.commit("Merge")
    planned = sweep(folder.root, NOW)
    assert [(path, [fault.code for fault in faults]) for path, faults in planned.held] == [
        (path, [code]) for path, code in zip(paths, expected, strict=True)
    ]
    assert events(planned) == [("changed", Paths.xin, None, None)]
    register.apply(folder.root, planned)
    assert verify(folder.root).problems == []
    replay(folder)


def test_what_goes_to_a_person_only_is_registered(folder: RegistryFolder) -> None:
    """A filing that was merged after a person decided on an unusual certificate is not held back."""
    folder.provider("beijing", NEW, apps=[app_text("new", "示例新课", "cn.example.new")],
                    systems=[system_text().replace("11010813668-00001", "BJ-00001")])  # fmt: skip
    folder.commit("Merge")
    planned = sweep(folder.root, NOW)
    assert (planned.held, len(planned.events)) == ([], 1)


def test_a_merged_file_that_cannot_be_read_is_told(folder: RegistryFolder) -> None:
    """It is neither numbered nor passed over in silence."""
    folder.write(provider_path("beijing", NEW), "unit: [\n")
    folder.commit("Merge")
    assert sweep(folder.root, NOW).held == [(provider_path("beijing", NEW), [])]


BROKEN: dict[str, tuple[Any, str]] = {
    "a broken ledger line": (
        lambda folder: folder.write("ledger/zhejiang/2026/00000002.jsonl", "{}\n"),
        "ledger/zhejiang/2026/00000002.jsonl: line 1 is no decision",
    ),
    "a broken chain": (
        lambda folder: (folder.root / "ledger/zhejiang/2026/00000001.jsonl").unlink(),
        "zhejiang event 2: expected sequence 1",
    ),
    "no ledger": (lambda folder: shutil.rmtree(folder.root / "ledger"), "ledger/: missing"),
    "no blacklist": (lambda folder: shutil.rmtree(folder.root / "blacklist"), "blacklist/: missing"),
    "an unreadable case": (lambda folder: folder.write(Paths.case, "unit: ["), f"{Paths.case}: unreadable"),
    "an unreadable authority": (
        lambda folder: folder.write("authorities/xpcc.yaml", "slug: ["),
        "authorities/xpcc.yaml: not an authority file",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_nothing_is_registered_on_a_guess(what: str, folder: RegistryFolder) -> None:
    """With ledger, blacklist or authorities not whole the sweep stops with one line."""
    spoil, sentence = BROKEN[what]
    spoil(folder)
    folder.provider("beijing", NEW, apps=[app_text("new", "示例新课", "cn.example.new")])
    folder.commit("Merge")
    with pytest.raises(SourceError, match="nothing is registered while this cannot be read") as caught:
        sweep(folder.root, NOW)
    assert sentence in str(caught.value)


def test_two_registrars_at_once_collide_on_one_file(folder: RegistryFolder) -> None:
    """Both plan the same name; the one that comes second to the branch is told to plan again."""
    folder.provider("beijing", NEW, apps=[app_text("new", "示例新课", "cn.example.new")])
    folder.commit("Merge")
    one, other = sweep(folder.root, NOW), sweep(folder.root, datetime(2026, 11, 24, 5, 0, tzinfo=UTC))
    assert list(one.files) == list(other.files) == ["ledger/beijing/2026/00000010.jsonl"]
    register.apply(folder.root, one)
    with pytest.raises(SourceError, match="the branch has moved"):
        register.apply(folder.root, other)
    assert events(sweep(folder.root, NOW)) == []


def test_two_registrars_in_two_clones_cannot_both_push(folder: RegistryFolder, tmp_path: Path) -> None:
    """The second push is refused, and merging the two branches conflicts: no number is given twice."""
    folder.provider("beijing", NEW, apps=[app_text("new", "示例新课", "cn.example.new")])
    folder.commit("Merge")
    git("clone", "--quiet", "--bare", str(folder.root), str(tmp_path / "origin"), cwd=tmp_path)
    clones = [tmp_path / "one", tmp_path / "two"]
    for minute, clone in enumerate(clones):
        git("clone", "--quiet", str(tmp_path / "origin"), str(clone), cwd=tmp_path)
        register.apply(clone, sweep(clone, datetime(2026, 11, 24, 5, minute, tzinfo=UTC)))
    git("push", "--quiet", "origin", "main", cwd=clones[0])
    with pytest.raises(subprocess.CalledProcessError):
        git("push", "--quiet", "origin", "main", cwd=clones[1])
    with pytest.raises(subprocess.CalledProcessError):
        git("pull", "--quiet", "--no-rebase", "origin", "main", cwd=clones[1])
    unmerged = git("diff", "--name-only", "--diff-filter=U", cwd=clones[1])
    assert "ledger/beijing/2026/00000010.jsonl" in unmerged


def test_a_crash_before_the_commit_loses_and_doubles_nothing(folder: RegistryFolder) -> None:
    """Files written and even staged, but not committed: the next run writes them again and goes on."""
    folder.provider("beijing", NEW, apps=[app_text("new", "示例新课", "cn.example.new")])
    folder.commit("Merge")
    planned = sweep(folder.root, NOW)
    for path, content in planned.files.items():
        folder.write(path, content)
    git("add", "ledger", cwd=folder.root)
    assert events(applied(folder, datetime(2026, 11, 24, 6, 0, tzinfo=UTC))) == events(planned)
    assert git("status", "--porcelain", cwd=folder.root) == ""
    assert verify(folder.root).problems == []
    assert verify(folder.root).pending == []


def test_serials_that_are_used_up_stop_the_sweep(tmp_path: Path) -> None:
    """After 99,999 the Ministry must decide; nothing is written."""
    folder = RegistryFolder(tmp_path / "registry")
    folder.provider("sichuan", BING, apps=[app_text("last", "示例末", "cn.example.last")])
    folder.ledger.record(
        "sichuan", {"event": "filed", "path": Paths.bing, "item": "last", "number": number("51", 99_999)}
    )
    folder.provider("sichuan", DING, apps=[app_text("next", "示例次", "cn.example.next")])
    folder.git_init()
    with pytest.raises(SourceError, match="sichuan: serial 100000 does not fit into five digits"):
        sweep(folder.root, NOW)


def test_the_year_of_the_file_is_shanghais(folder: RegistryFolder) -> None:
    """At 16:00 UTC on 31 December the decision is of the next year."""
    folder.edit(Paths.xin, "示例全科学习", "示例全科学习册")
    folder.commit("Merge")
    planned = applied(folder, datetime(2026, 12, 31, 16, 0, tzinfo=UTC))
    assert list(planned.files) == ["ledger/beijing/2027/00000010.jsonl"]
    assert planned.events[0][0].at == "2027-01-01T00:00:00+08:00"
    replay(folder)


def test_the_bar_is_judged_on_the_day_in_shanghai(folder: RegistryFolder) -> None:
    """The last barred day is 2026-12-01; at 16:00 UTC of it the next day has begun."""
    folder.write(Paths.ding, folder.read(Paths.ding) + app_text("new", "示例丁新课", "cn.example.new"))
    folder.commit("Merge")
    assert [path for path, _ in sweep(folder.root, datetime(2026, 12, 1, 15, 59, tzinfo=UTC)).held] == [
        Paths.ding
    ]
    assert sweep(folder.root, datetime(2026, 12, 1, 16, 0, tzinfo=UTC)).held == []


def test_the_prefix_is_data(folder: RegistryFolder) -> None:
    """Another numeric prefix in the authority's file gives numbers with it."""
    folder.edit("authorities/xpcc.yaml", 'numeric_prefix: "66"', 'numeric_prefix: "67"')
    folder.provider("xpcc", NEW, apps=[app_text("new", "示例新课", "cn.example.new")])
    folder.commit("Merge")
    assert events(sweep(folder.root, NOW)) == [("filed", provider_path("xpcc", NEW), "new", number("67", 1))]


def test_the_plan_is_shown_before_it_is_done(folder: RegistryFolder) -> None:
    """Without --apply nothing is written, and the output says so; with it the commit is named."""
    folder.provider("beijing", NEW, apps=[app_text("new", "示例新课", "cn.example.new")])
    folder.commit("Merge")
    done = registry("register", "--lang", "en", cwd=folder.root)
    line = f"Filed and numbered {number('11', 6)} 示例新课 {provider_path('beijing', NEW)}\n"
    assert (done.returncode, done.stdout) == (0, f"{line}this is the plan; --apply does it\n")
    assert git("status", "--porcelain", cwd=folder.root) == ""
    bad = folder.write(provider_path("xpcc", NEW), "unit: [\n")
    folder.commit("Merge")
    done = registry("register", "--lang", "en", cwd=folder.root)
    assert (done.returncode, f"held back, it breaks a rule or cannot be read: {bad}\n" in done.stdout) == (
        3,
        True,
    )
    (folder.root / bad).unlink()
    folder.commit("Take it out")
    done = registry("register", "--apply", cwd=folder.root)
    assert done.stdout.endswith(f"已提交 {git('rev-parse', 'HEAD', cwd=folder.root)[:12]}\n")


def test_a_machine_without_a_name_can_register(
    folder: RegistryFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The registrar signs as such where git has no name and mailbox."""
    for name in ("AUTHOR", "COMMITTER"):
        for part in ("NAME", "EMAIL"):
            monkeypatch.delenv(f"GIT_{name}_{part}")
    folder.edit(Paths.xin, "示例全科学习", "示例全科学习册")
    folder.commit("Merge")
    commit = register.apply(folder.root, sweep(folder.root, NOW))
    assert (
        git("show", "-s", "--format=%an <%ae>", commit, cwd=folder.root)
        == "registrar <registrar@registry.invalid>"
    )


def test_hooks_of_the_clone_are_not_run(folder: RegistryFolder) -> None:
    """A hook that refuses commits does not stop the registrar, and one that acts does not act."""
    hook = folder.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntouch hooked; exit 1\n")
    hook.chmod(0o755)
    folder.edit(Paths.xin, "示例全科学习", "示例全科学习册")
    git("commit", "--quiet", "--no-verify", "--all", "--message", "Merge", cwd=folder.root)
    applied(folder)
    assert not (folder.root / "hooked").exists()


def test_what_is_planned_is_what_the_commit_says_not_the_folder(folder: RegistryFolder) -> None:
    """Uncommitted files are nobody's filing."""
    folder.provider("beijing", NEW, apps=[app_text("new", "示例新课", "cn.example.new")])
    assert events(sweep(folder.root, NOW)) == []
    with GitTree(Repository(folder.root), "HEAD") as tree:
        assert provider_path("beijing", NEW) not in load(tree).providers
