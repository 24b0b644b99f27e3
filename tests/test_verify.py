"""`registry verify` finds every edited, removed, inserted or reordered decision, over the whole history."""

import hashlib
import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from registry.adapters.git import Repository
from registry.commands import register
from registry.commands.register import sweep, write_index
from registry.commands.verify import verify
from registry.core.finding import Verdict
from tests.builders import (
    BING,
    JIA,
    Paths,
    RegistryFolder,
    app_text,
    canonical,
    case_path,
    number,
    provider_path,
    uscc,
)
from tests.commands import git, registry

pytestmark = pytest.mark.usefixtures("plain_git")

FIRST = "ledger/beijing/2026/00000001.jsonl"
SECOND = "ledger/beijing/2026/00000005.jsonl"
NEW = uscc("91110108MA9000P01")
NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)


@pytest.fixture
def folder(registered: RegistryFolder, tmp_path: Path) -> RegistryFolder:
    """The miniature, registered and committed."""
    return registered.copy(tmp_path / "registry")


def problems(folder: RegistryFolder) -> list[str]:
    """What `verify` finds after everything is committed."""
    folder.commit("Tampered")
    return verify(folder.root).problems


def lines(folder: RegistryFolder, path: str) -> list[dict[str, Any]]:
    """Events of a ledger file."""
    return [json.loads(line) for line in folder.read(path).splitlines()]


def put(folder: RegistryFolder, path: str, events: list[dict[str, Any]]) -> None:
    """Write events as they are, whatever their chain."""
    folder.write(path, b"".join(canonical(event) for event in events))


def chained(folder: RegistryFolder, path: str, events: list[dict[str, Any]]) -> None:
    """Write events with sequence and digests made to fit: what a careful forger does."""
    previous = events[0]["previous"]
    for offset, event in enumerate(events):
        event["sequence"] = events[0]["sequence"] + offset
        event["previous"] = previous
        previous = hashlib.sha256(canonical(event)).hexdigest()
    put(folder, path, events)


def test_a_whole_registry_has_no_problems(folder: RegistryFolder) -> None:
    """Its events and numbers are counted, nothing is pending, the exit code is 0."""
    report = verify(folder.root)
    assert (report.events, report.numbers, report.problems, report.pending) == (20, 10, [], [])
    assert report.verdict is Verdict.accept
    done = registry("verify", cwd=folder.root)
    assert (done.returncode, done.stdout) == (0, "20 events, 10 numbers, 0 problems, 0 pending\n")


def test_problems_and_what_is_pending_are_told_by_the_command(folder: RegistryFolder) -> None:
    """Each in a line of its own, then the counts; the exit code is 1 with problems, 3 with something pending only."""
    bad = folder.write(provider_path("xpcc", NEW), "unit: [")
    folder.commit("Merge")
    done = registry("verify", cwd=folder.root)
    pending = f"pending: {bad}: merged, but cannot be registered: unreadable\n"
    assert (done.returncode, done.stdout) == (3, f"{pending}20 events, 10 numbers, 0 problems, 1 pending\n")
    _edit_last_line(folder)
    folder.commit("Tampered")
    done = registry("verify", cwd=folder.root)
    assert done.returncode == 1
    assert [line.partition(": ")[0] for line in done.stdout.splitlines()[:-1]] == ["problem"] * 2 + [
        "pending"
    ]


def _edit_line(folder: RegistryFolder) -> None:
    folder.edit(FIRST, '"item":"suspended"', '"item":"fresh"')


def _edit_last_line(folder: RegistryFolder) -> None:
    path = folder.root / SECOND
    path.write_text(path.read_text().replace('"event":"withdrawn"', '"event":"revoked"'))


def _remove_line(folder: RegistryFolder) -> None:
    put(folder, FIRST, [event for event in lines(folder, FIRST) if event["sequence"] != 2])


def _remove_last_line(folder: RegistryFolder) -> None:
    put(folder, FIRST, lines(folder, FIRST)[:-1])


def _remove_file(folder: RegistryFolder) -> None:
    (folder.root / FIRST).unlink()


def _remove_last_file(folder: RegistryFolder) -> None:
    (folder.root / "ledger/beijing/2026/00000008.jsonl").unlink()


def _insert(folder: RegistryFolder) -> None:
    events = lines(folder, FIRST)
    forged = {**events[3], "item": "fresh", "number": number("11", 5), "sequence": 5}
    put(folder, FIRST, [*events, forged])


def _insert_file(folder: RegistryFolder) -> None:
    forged = {**lines(folder, FIRST)[3], "item": "fresh", "number": number("11", 6), "sequence": 99}
    put(folder, "ledger/beijing/2026/00000099.jsonl", [forged])


def _reorder(folder: RegistryFolder) -> None:
    events = lines(folder, FIRST)
    put(folder, FIRST, [events[0], events[2], events[1], events[3]])


def _number(folder: RegistryFolder) -> None:
    folder.edit(FIRST, number("11", 4), number("11", 9))


def _content(folder: RegistryFolder) -> None:
    digest = lines(folder, FIRST)[0]["content_sha256"]
    path = folder.root / FIRST
    path.write_text(path.read_text().replace(digest, "0" * 64, 1))


def _not_canonical(folder: RegistryFolder) -> None:
    folder.edit(SECOND, '"event":"suspended"', '"event": "suspended"')


def _no_line_feed(folder: RegistryFolder) -> None:
    folder.write(
        "ledger/zhejiang/2026/00000002.jsonl", folder.read("ledger/zhejiang/2026/00000002.jsonl").rstrip("\n")
    )


def _not_json(folder: RegistryFolder) -> None:
    folder.write(FIRST, folder.read(FIRST) + "示例\n")


def _another_key(folder: RegistryFolder) -> None:
    put(folder, FIRST, [{**event, "note": "x"} for event in lines(folder, FIRST)])


def _another_folder(folder: RegistryFolder) -> None:
    forged = {**lines(folder, FIRST)[0], "authority": "moe", "number": number("00", 1), "sequence": 4}
    put(folder, "ledger/zhejiang/2026/00000005.jsonl", [forged])


def _stranger_in_a_chain(folder: RegistryFolder) -> None:
    """An event of an authority without a chain, at the end of another's file."""
    forged = {**lines(folder, FIRST)[0], "authority": "xpcc", "number": number("66", 1)}
    put(folder, FIRST, [*lines(folder, FIRST), forged])


def _another_name(folder: RegistryFolder) -> None:
    (folder.root / SECOND).rename(folder.root / "ledger/beijing/2026/00000006.jsonl")


def _another_year(folder: RegistryFolder) -> None:
    (folder.root / "ledger/beijing/2025").mkdir()
    (folder.root / SECOND).rename(folder.root / SECOND.replace("2026", "2025"))


def _a_link(folder: RegistryFolder) -> None:
    (folder.root / SECOND).rename(folder.root / "elsewhere")
    (folder.root / SECOND).symlink_to("../../../elsewhere")


TAMPERED: dict[str, tuple[Callable[[RegistryFolder], None], list[str]]] = {
    "an edited line": (_edit_line, ["beijing event 3: does not follow from the line before it (hash chain broken)"]),
    "an edited last line of a file": (
        _edit_last_line,
        ["beijing event 8: does not follow from the line before it (hash chain broken)"],
    ),
    "a removed line": (_remove_line, ["beijing event 3: expected sequence 2; an event is missing or out of order"]),
    "a removed last line of a file": (
        _remove_last_line,
        ["beijing event 5: expected sequence 4; an event is missing or out of order"],
    ),
    "a removed file": (_remove_file, [f"{FIRST}: deleted by commit"]),
    "a removed last file": (_remove_last_file, ["ledger/beijing/2026/00000008.jsonl: deleted by commit"]),
    "an inserted line": (_insert, ["beijing event 5: expected sequence 6; an event is missing or out of order"]),
    "an inserted file": (_insert_file, ["beijing event 99: expected sequence 10; an event is missing or out of order"]),
    "two lines in another order": (
        _reorder,
        ["beijing event 3: expected sequence 2; an event is missing or out of order"],
    ),
    "a forged number": (_number, ["教APP备1100009号 does not follow serial 00003"]),
    "another content": (_content, ["beijing event 2: does not follow from the line before it (hash chain broken)"]),
    "a line that is not canonical": (_not_canonical, ["beijing event 5: the line is not in canonical form"]),
    "a last line without its end": (_no_line_feed, ["zhejiang event 4: the line is not in canonical form"]),
    "a line that is no event": (_not_json, [f"{FIRST}: line 5 is no decision"]),
    "a line with another key": (_another_key, [f"{FIRST}: line 1 is no decision"]),
    "an event in another's folder": (
        _another_folder,
        ["ledger/zhejiang/2026/00000005.jsonl: its name and its events do not agree"],
    ),
    "an event of another in a chain": (_stranger_in_a_chain, [f"{FIRST}: its name and its events do not agree"]),
    "a file under another name": (
        _another_name,
        ["ledger/beijing/2026/00000006.jsonl: its name and its events do not agree"],
    ),
    "a file in another year": (_another_year, ["ledger/beijing/2025/00000005.jsonl: its name and its events do not agree"]),
    "a link": (_a_link, [f"{SECOND}: not a ledger file", f"{SECOND}: changed in type by commit"]),
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERED)
def test_a_touched_ledger_is_found(what: str, folder: RegistryFolder) -> None:
    """Each kind of tampering has its sentence; the verdict is reject and the exit code 1."""
    tamper, sentences = TAMPERED[what]
    tamper(folder)
    folder.commit("Tampered")
    report = verify(folder.root)
    for sentence in sentences:
        assert any(sentence in problem for problem in report.problems), report.problems
    assert report.verdict.exit_code == 1


FORGED: dict[str, tuple[dict[str, Any], str]] = {
    "a number of another authority": (
        {"item": "fresh", "number": number("33", 7)},
        f"{number('33', 7)}: given by beijing, whose prefix is 11",
    ),
    "a number that is taken": (
        {"item": "fresh", "number": number("11", 1)},
        f"filed is not possible for {number('11', 1)} (filed)",
    ),
    "a number that was revoked": (
        {"item": "fresh", "number": number("11", 3)},
        f"filed is not possible for {number('11', 3)} (revoked)",
    ),
    "a serial left out": ({"item": "fresh", "number": number("11", 7)}, "does not follow serial 00005"),
    "a state out of nothing": (
        {"event": "reinstated", "number": number("11", 3)},
        f"reinstated is not possible for {number('11', 3)} (revoked)",
    ),
    "a suspension of what is suspended": (
        {"event": "suspended", "number": number("11", 2)},
        f"suspended is not possible for {number('11', 2)} (suspended)",
    ),
    "an event about a number that was not given": (
        {"event": "suspended", "number": number("11", 8)},
        f"suspended is not possible for {number('11', 8)} (no filing)",
    ),
    "a filing without a number": ({"item": "fresh"}, "filed names no number"),
    "a use that is confirmed twice": (
        {"event": "confirmed", "path": Paths.middle, "item": "use-1", "number": number("11", 1)},
        f"confirmed is not possible for use use-1 of {Paths.middle} (confirmed): a use is confirmed once",
    ),
    "a use that ends before it began": (
        {"event": "ended", "path": Paths.middle, "item": "use-9"},
        f"ended is not possible for use use-9 of {Paths.middle} (not confirmed): it was never confirmed",
    ),
    "a confirmation without a use": ({"event": "confirmed", "path": Paths.middle}, "confirmed names no use"),
}  # fmt: skip


@pytest.mark.parametrize("what", FORGED)
def test_a_decision_that_cannot_be_is_found(what: str, folder: RegistryFolder) -> None:
    """Even when it is chained as it should be and added as a new file."""
    changes, sentence = FORGED[what]
    last = lines(folder, "ledger/beijing/2026/00000008.jsonl")[-1]
    event = {key: value for key, value in last.items() if key not in {"item", "number"}}
    event |= {
        "event": "filed",
        "path": Paths.jia,
        "sequence": 10,
        "previous": hashlib.sha256(canonical(last)).hexdigest(),
        **changes,
    }
    put(folder, "ledger/beijing/2026/00000010.jsonl", [event])
    assert any(sentence in problem for problem in problems(folder)), problems(folder)


def test_a_chain_rewritten_as_a_whole_is_found_by_its_history(folder: RegistryFolder) -> None:
    """Every digest fits again, but files that were committed have changed."""
    events = lines(folder, FIRST)
    events[1]["item"] = "fresh"
    chained(folder, FIRST, events)
    previous = hashlib.sha256(canonical(events[-1])).hexdigest()
    for path in (SECOND, "ledger/beijing/2026/00000008.jsonl"):
        following = lines(folder, path)
        following[0]["previous"] = previous
        chained(folder, path, following)
        previous = hashlib.sha256(canonical(following[-1])).hexdigest()
    found = problems(folder)
    assert [
        problem for problem in found if "modified by commit" not in problem and "index/" not in problem
    ] == []
    assert sum("modified by commit" in problem for problem in found) == 3


def test_what_was_touched_and_put_back_is_found(folder: RegistryFolder) -> None:
    """The ledger is as it was, but two commits touched it."""
    before = folder.read(FIRST)
    _edit_line(folder)
    first = folder.commit("Touch")
    folder.write(FIRST, before)
    second = folder.commit("Put back")
    assert verify(folder.root).problems == [
        f"{FIRST}: modified by commit {second[:12]}; ledger files are never touched",
        f"{FIRST}: modified by commit {first[:12]}; ledger files are never touched",
    ]


def test_what_was_deleted_and_put_back_is_found(folder: RegistryFolder) -> None:
    """Also through a branch that is merged."""
    start = git("rev-parse", "HEAD", cwd=folder.root)
    before = folder.read(SECOND)
    git("switch", "--quiet", "--create", "side", cwd=folder.root)
    (folder.root / SECOND).unlink()
    folder.commit("Delete")
    folder.write(SECOND, before)
    folder.commit("Put back")
    git("switch", "--quiet", "main", cwd=folder.root)
    git("merge", "--quiet", "--no-ff", "--message", "Merge", "side", cwd=folder.root)
    assert git("diff", "--name-only", start, "HEAD", cwd=folder.root) == ""
    assert [problem.partition(" by ")[0] for problem in verify(folder.root).problems] == [
        f"{SECOND}: deleted"
    ]


def test_a_merge_that_touches_the_ledger_itself_is_found(folder: RegistryFolder) -> None:
    """The change stands in no branch, only in the merge commit."""
    git("switch", "--quiet", "--create", "side", cwd=folder.root)
    folder.write("notes.txt", "x")
    folder.commit("Notes")
    git("switch", "--quiet", "main", cwd=folder.root)
    git("merge", "--quiet", "--no-ff", "--no-commit", "side", cwd=folder.root)
    _edit_line(folder)
    assert any(f"{FIRST}: modified by commit" in problem for problem in problems(folder))


def test_ordinary_merges_are_no_problem(folder: RegistryFolder) -> None:
    """A branch that began before a registration and is merged after it."""
    git("switch", "--quiet", "--create", "side", cwd=folder.root)
    folder.provider("beijing", NEW, apps=[app_text("new", "示例新课", "cn.example.new")])
    folder.commit("File")
    git("switch", "--quiet", "main", cwd=folder.root)
    folder.edit(Paths.xin, "示例全科学习", "示例全科学习册")
    folder.commit("Change")
    register.apply(folder.root, sweep(folder.root, NOW))
    git("merge", "--quiet", "--no-ff", "--message", "Merge", "side", cwd=folder.root)
    register.apply(folder.root, sweep(folder.root, NOW))
    report = verify(folder.root)
    assert (report.problems, report.pending) == ([], [])


def test_a_history_that_is_cut_off_is_told(folder: RegistryFolder, tmp_path: Path) -> None:
    """A shallow clone proves nothing about what was touched: never a pass."""
    git("clone", "--quiet", "--depth", "1", folder.root.as_uri(), str(tmp_path / "clone"), cwd=tmp_path)
    report = verify(tmp_path / "clone")
    assert report.problems == [
        "the history of this clone is cut off, so it cannot be checked; run git fetch --unshallow"
    ]


def test_what_is_merged_and_not_registered_is_pending(folder: RegistryFolder) -> None:
    """New, changed and unreadable filings are named; the verdict is refer and the exit code 3."""
    folder.provider("beijing", NEW, apps=[app_text("new", "示例新课", "cn.example.new")])
    digest = hashlib.sha256(folder.read(Paths.xin).encode()).hexdigest()
    folder.edit(Paths.xin, "示例全科学习", "示例全科学习册")
    bad = folder.write(provider_path("xpcc", JIA), "unit: [")
    folder.commit("Merge")
    report = verify(folder.root)
    assert report.problems == []
    assert report.pending == [
        f"{Paths.xin}: differs from what was registered (SHA-256 {digest[:12]}… is on record)",
        f"{provider_path('beijing', NEW)}: merged, not registered",
        f"{bad}: merged, but cannot be registered: unreadable",
    ]
    assert report.verdict.exit_code == 3


GONE: dict[str, Callable[[RegistryFolder], object]] = {
    "deleted": lambda folder: (folder.root / Paths.jia).unlink(),
    "unreadable": lambda folder: folder.write(Paths.jia, "unit: ["),
    "in another place": lambda folder: (folder.root / Paths.jia).rename(
        folder.root / "filings/providers/jia.yaml"
    ),
}


@pytest.mark.parametrize("how", GONE)
def test_a_registered_file_that_is_gone_is_found(how: str, folder: RegistryFolder) -> None:
    """What was approved must be there to be read."""
    GONE[how](folder)
    assert f"{Paths.jia}: registered, but missing or unreadable" in problems(folder)


def test_a_listed_case_that_is_gone_is_found(folder: RegistryFolder) -> None:
    """A bar does not end by deleting its file."""
    path = folder.case("beijing", BING, "2026-04-01", revoked=number("51", 1), start="2026-11-20")
    folder.commit("Merge")
    register.apply(folder.root, sweep(folder.root, NOW))
    (folder.root / path).unlink()
    assert path == case_path("beijing", BING, "2026-04-01")
    assert problems(folder) == [f"{path}: registered, but missing or unreadable"]


def test_an_index_that_says_something_else_is_found(folder: RegistryFolder) -> None:
    """An edited, a missing and an extra shard, and a covers.json that cannot be read."""
    shards = sorted((folder.root / "index/units").iterdir())
    shards[0].write_text(shards[0].read_text().replace("filed", "revoked").replace("confirmed", "ended"))
    shards[1].unlink()
    folder.write("index/units/ZZ.tsv", "a\tb\tc\td\n")
    names = {f"index/units/{name}" for name in (shards[0].name, shards[1].name, "ZZ.tsv")}
    assert set(problems(folder)) == {
        f"{name}: not what the registry gives; run registry index" for name in names
    }
    folder.write("index/covers.json", "{}")
    assert problems(folder) == ["index/covers.json: cannot be read; run registry index"]
    write_index(folder.root, Repository(folder.root), staged=False)
    assert problems(folder) == []


def test_a_stale_or_missing_index_is_no_problem(folder: RegistryFolder) -> None:
    """It costs time, never truth."""
    folder.edit(Paths.xin, "示例全科学习", "示例全科学习册")
    assert problems(folder) == []
    shutil.rmtree(folder.root / "index")
    assert problems(folder) == []


def test_an_authority_that_cannot_be_read_is_found(folder: RegistryFolder) -> None:
    """Without it nobody knows whose a number is."""
    folder.write("authorities/xpcc.yaml", "slug: [")
    assert problems(folder) == ["authorities/xpcc.yaml: not an authority file"]


def demonstration(tmp_path: Path, serial: int) -> RegistryFolder:
    """A registry whose numbers start at a serial."""
    folder = RegistryFolder(tmp_path / "registry")
    folder.provider("sichuan", BING, apps=[app_text("song", "示例歌", "cn.example.song")])
    folder.ledger.record(
        "sichuan", {"event": "filed", "path": Paths.bing, "item": "song", "number": number("51", serial)}
    )
    folder.ledger.record(
        "sichuan", {"event": "suspended", "path": Paths.bing, "number": number("51", serial)}
    )
    folder.git_init()
    return folder


def clear(folder: RegistryFolder) -> None:
    """Remove filings and ledger, as `demo --clear` does."""
    for data in ("filings", "ledger"):
        shutil.rmtree(folder.root / data)
        (folder.root / data).mkdir()
        folder.write(f"{data}/README.md", "x")
    folder.commit("Clear the demonstration")


def test_a_cleared_demonstration_is_fine(tmp_path: Path) -> None:
    """Fictional numbers may go, all at once; then real ones begin at 1."""
    folder = demonstration(tmp_path, 90_001)
    clear(folder)
    assert verify(folder.root).problems == []
    folder.provider("beijing", NEW, apps=[app_text("new", "示例新课", "cn.example.new")])
    folder.commit("Merge")
    register.apply(folder.root, sweep(folder.root, NOW))
    assert verify(folder.root).problems == []
    assert number("11", 1) in folder.read("ledger/beijing/2026/00000001.jsonl")


def test_a_cleared_registry_with_real_numbers_is_found(tmp_path: Path) -> None:
    """Real decisions never go."""
    folder = demonstration(tmp_path, 90_000)
    clear(folder)
    assert sum("deleted by commit" in problem for problem in verify(folder.root).problems) == 2


def test_a_demonstration_cleared_in_part_is_found(tmp_path: Path) -> None:
    """One file alone is a removed decision, fictional or not."""
    folder = demonstration(tmp_path, 90_001)
    (folder.root / "ledger/sichuan/2026/00000002.jsonl").unlink()
    folder.commit("Remove one")
    assert any("deleted by commit" in problem for problem in verify(folder.root).problems)
