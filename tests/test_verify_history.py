"""`registry verify` on what only history, owners, numbers and a trusted commit can tell."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from registry.adapters.git import Repository
from registry.commands import codeowners, register
from registry.commands.register import sweep, write_index
from registry.commands.verify import verify
from tests.builders import BING, Paths, RegistryFolder, app_text, canonical, number, provider_path, uscc
from tests.commands import git, registry

pytestmark = pytest.mark.usefixtures("plain_git")

FIRST = "ledger/beijing/2026/00000001.jsonl"
SECOND = "ledger/beijing/2026/00000005.jsonl"
LAST = "ledger/beijing/2026/00000008.jsonl"
NEW = uscc("91110108MA9000P01")
NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
OWNERS = ".github/CODEOWNERS"


@pytest.fixture
def folder(registered: RegistryFolder, tmp_path: Path) -> RegistryFolder:
    """The miniature, registered, with its owners, committed."""
    folder = registered.copy(tmp_path / "registry")
    codeowners.write(folder.root)
    folder.commit("Owners")
    return folder


def head(folder: RegistryFolder) -> str:
    return git("rev-parse", "HEAD", cwd=folder.root)


def added(folder: RegistryFolder, last: str, new: str, **changes: Any) -> None:
    """One more event at the end of a chain whose last file is `last`, chained and written as it should be."""
    before = json.loads(folder.read(last).splitlines()[-1])
    event = {key: value for key, value in before.items() if key not in {"item", "number", "reason"}}
    event |= {
        "sequence": before["sequence"] + 1,
        "previous": hashlib.sha256(canonical(before)).hexdigest(),
        "commit": head(folder),
        **changes,
    }
    folder.write(new, canonical(event))


def _swap(folder: RegistryFolder) -> None:
    one, other = folder.read(FIRST), folder.read(SECOND)
    folder.write(FIRST, other)
    folder.write(SECOND, one)


def _mode(folder: RegistryFolder) -> None:
    (folder.root / SECOND).chmod(0o755)


def _backwards(folder: RegistryFolder) -> None:
    added(folder, LAST, "ledger/beijing/2026/00000010.jsonl", event="suspended", path=Paths.jia, number=number("11", 1),
          at="2026-11-24T09:29:59+08:00")  # fmt: skip


def _foreign(folder: RegistryFolder) -> None:
    added(folder, "ledger/zhejiang/2026/00000002.jsonl", "ledger/zhejiang/2026/00000005.jsonl", event="suspended", path=Paths.jia,
          number=number("11", 1))  # fmt: skip


def _no_such_commit(folder: RegistryFolder) -> None:
    added(folder, LAST, "ledger/beijing/2026/00000010.jsonl", event="suspended", path=Paths.jia, number=number("11", 1),
          commit="ab" * 20)  # fmt: skip


def _owners(folder: RegistryFolder) -> None:
    folder.write(OWNERS, folder.read(OWNERS) + "/ledger/ @edu-app-registry/evil\n")


def _no_owners(folder: RegistryFolder) -> None:
    (folder.root / OWNERS).unlink()


def _second_owners(folder: RegistryFolder) -> None:
    folder.write("docs/CODEOWNERS", "* @edu-app-registry/evil\n")


def _index(folder: RegistryFolder) -> None:
    shard = next(
        path for path in sorted((folder.root / "index/numbers").iterdir()) if "revoked" in path.read_text()
    )
    shard.write_text(shard.read_text().replace("revoked", "filed"))


def _index_that_lags(folder: RegistryFolder) -> None:
    """The trees that it names are real ones of an older commit, so that it looks out of date only."""
    covers = json.loads(folder.read("index/covers.json"))
    covers["trees"]["filings"] = git("rev-parse", "HEAD:filings", cwd=folder.root)
    folder.edit(Paths.xin, "示例全科学习", "示例全科学习册")
    folder.commit("Merge")
    folder.write("index/covers.json", json.dumps(covers, indent=1, sort_keys=True) + "\n")
    _index(folder)


def _ledger_gone(folder: RegistryFolder) -> None:
    (folder.root / "ledger/zhejiang/2026/00000002.jsonl").unlink()


TAMPERED: dict[str, tuple[Callable[[RegistryFolder], None], str]] = {
    "two files swapped": (_swap, f"{FIRST}: its name and its events do not agree"),
    "another mode": (_mode, f"{SECOND}: not a ledger file"),
    "an instant that goes backwards": (_backwards, "beijing event 10: its instant 2026-11-24T09:29:59+08:00 is before"),
    "a decision of another authority": (_foreign, f"suspended of {number('11', 1)} ({Paths.jia}) belongs into the chain of beijing"),
    "a commit that never was": (_no_such_commit, "beijing event 10: its commit abababababab is not in the history"),
    "owners edited": (_owners, f"{OWNERS}: not what authorities/ gives; run registry codeowners"),
    "owners deleted": (_no_owners, f"{OWNERS}: deleted by commit"),
    "a second file of owners": (_second_owners, "docs/CODEOWNERS: a second file of owners"),
    "an index edited": (_index, "index/numbers/11000.tsv: not what the registry gives"),
    "an index edited that names older trees": (_index_that_lags, "index/numbers/11000.tsv: not what the registry gives"),
    "a file deleted": (_ledger_gone, "ledger/zhejiang/2026/00000002.jsonl: deleted by commit"),
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERED)
def test_tampering_is_found_with_its_own_sentence(what: str, folder: RegistryFolder) -> None:
    """By the whole check, and all but an index by the check since the commit before."""
    tamper, sentence = TAMPERED[what]
    before = head(folder)
    tamper(folder)
    folder.commit("Tampered")
    report = verify(folder.root)
    assert any(sentence in problem for problem in report.problems), report.problems
    assert report.verdict.exit_code == 1
    since = verify(folder.root, since=before).problems
    assert any(sentence in problem for problem in since) == ("index" not in what), since


def test_a_whole_registry_is_whole_since_any_commit(folder: RegistryFolder) -> None:
    """What was compared is counted, and what was not looked at is said."""
    commits = git("rev-list", "HEAD", cwd=folder.root).split()
    for commit in commits:
        report = verify(folder.root, since=commit)
        assert (report.problems, report.pending, report.events) == ([], [], 20)
    assert verify(folder.root, since=commits[0]).compared == 0
    done = registry("verify", "--since", commits[0], cwd=folder.root)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "20 events, 10 numbers, 0 problems, 0 pending",
        f"since {commits[0][:12]}: 0 files compared; earlier commits and the index were not looked at",
    ]


def test_a_commit_that_is_not_there_is_wrong_usage(folder: RegistryFolder) -> None:
    for wrong in ("4f0c1d2", "--upload-pack=x", ""):
        done = registry("verify", f"--since={wrong or 'x y'}", cwd=folder.root)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("registry verify: ")


def test_what_came_since_is_compared_with_what_was_approved(folder: RegistryFolder) -> None:
    """An edit, a new file and a deletion after the commit; an edit before it was found then."""
    folder.edit(Paths.bing, "示例丙音乐", "示例丙音乐课")
    before = folder.commit("An edit that is not registered")
    folder.edit(Paths.jia, "示例甲练习", "示例甲练习册")
    (folder.root / Paths.yi).unlink()
    folder.provider("beijing", NEW, apps=[app_text("new", "示例新课", "cn.example.new")])
    folder.commit("More")
    report = verify(folder.root, since=before)
    assert report.problems == [f"{Paths.yi}: registered, but missing or unreadable"]
    assert [line.partition(" (SHA")[0] for line in report.pending] == [
        f"{Paths.jia}: differs from what was registered",
        f"{provider_path('beijing', NEW)}: merged, not registered",
    ]
    assert report.compared == 2
    whole = verify(folder.root)
    assert whole.problems == report.problems
    assert len(whole.pending) == 3


def test_a_decision_about_unchanged_content_is_compared(folder: RegistryFolder) -> None:
    """A later event that claims another content for a file that nobody touched."""
    before = head(folder)
    added(
        folder,
        LAST,
        "ledger/beijing/2026/00000010.jsonl",
        event="changed",
        path=Paths.xin,
        content_sha256="ab" * 32,
    )
    folder.commit("Tampered")
    assert [line.partition(" (SHA")[0] for line in verify(folder.root, since=before).pending] == [
        f"{Paths.xin}: differs from what was registered"
    ]


def rewrite_the_tail(folder: RegistryFolder) -> None:
    """The last decision becomes another, digest, owners and index fit, and the history is written anew to match."""
    events = [json.loads(line) for line in folder.read(LAST).splitlines()]
    events[-1] |= {"reason": "示教通〔2026〕99号"}
    folder.write(LAST, b"".join(canonical(event) for event in events))
    git("add", "--all", cwd=folder.root)
    tree = git("write-tree", cwd=folder.root)
    base = git("rev-parse", "HEAD~2", cwd=folder.root)
    forged = git("commit-tree", tree, "-p", base, "-m", "Register", cwd=folder.root)
    git("reset", "--quiet", "--hard", forged, cwd=folder.root)
    write_index(folder.root, Repository(folder.root), staged=False)
    git("add", "--all", cwd=folder.root)
    git("commit", "--quiet", "--amend", "--no-edit", cwd=folder.root)


def test_a_tail_and_a_history_written_anew_are_found_since_a_commit_kept_elsewhere(
    folder: RegistryFolder,
) -> None:
    """Nothing in the repository itself can tell, as the help says; the commit of the last verification can."""
    trusted = head(folder)
    rewrite_the_tail(folder)
    assert verify(folder.root).problems == []
    assert verify(folder.root, since=trusted).problems == [
        f"commit {trusted[:12]} is not in the history of HEAD: the history was rewritten",
        f"{LAST}: modified since commit {trusted[:12]}; ledger files are never touched",
    ]
    assert "Keep the commit of your last" in registry("verify", "--help", cwd=folder.root).stdout


def test_what_was_touched_and_put_back_since_is_found(folder: RegistryFolder) -> None:
    """The trees are the same again; the commits between tell."""
    before, text = head(folder), folder.read(FIRST)
    folder.edit(FIRST, '"item":"suspended"', '"item":"fresh"')
    folder.commit("Touch")
    folder.write(FIRST, text)
    folder.commit("Put back")
    assert len(verify(folder.root, since=before).problems) == 2
    assert verify(folder.root, since=head(folder)).problems == []


def test_a_ledger_that_is_gone_since_is_found(folder: RegistryFolder) -> None:
    before = head(folder)
    git("rm", "-r", "--quiet", "ledger", cwd=folder.root)
    folder.commit("Gone")
    problems = verify(folder.root, since=before).problems
    assert f"ledger/: gone since commit {before[:12]}" in problems


def start_at(tmp_path: Path, serial: int) -> RegistryFolder:
    folder = RegistryFolder(tmp_path / "registry")
    folder.provider("sichuan", BING, apps=[app_text("song", "示例歌", "cn.example.song")])
    folder.ledger.record(
        "sichuan", {"event": "filed", "path": Paths.bing, "item": "song", "number": number("51", serial)}
    )
    folder.git_init()
    return folder


def test_a_chain_begins_at_the_serial_that_is_explained(tmp_path: Path) -> None:
    """At 1, at the first demonstration serial, or where the authority says that its numbers begin here."""
    for name, serial, whole in (("a", 1, True), ("b", 90_001, True), ("c", 871, False), ("d", 90_002, False)):
        problems = verify(start_at(tmp_path / name, serial).root).problems
        assert (problems == []) == whole, problems
        if not whole:
            assert problems == [
                f"sichuan: its numbers begin at {serial:05d} and not at 00001; if numbers were given elsewhere before, "
                "say so in authorities/sichuan.yaml (first_serial)"
            ]
    folder = start_at(tmp_path / "e", 871)
    folder.edit(
        "authorities/sichuan.yaml", 'numeric_prefix: "51"\n', 'numeric_prefix: "51"\nfirst_serial: 871\n'
    )
    folder.commit("Explain")
    assert verify(folder.root).problems == []


def test_the_registrar_begins_where_the_authority_says(folder: RegistryFolder) -> None:
    """And only the first number looks there."""
    path = "authorities/xpcc.yaml"
    folder.edit(path, 'numeric_prefix: "66"\n', 'numeric_prefix: "66"\nfirst_serial: 412\n')
    folder.provider(
        "xpcc", NEW, apps=[app_text("a", "示例一", "cn.example.a"), app_text("b", "示例二", "cn.example.b")]
    )
    folder.commit("Merge")
    planned = sweep(folder.root, NOW)
    assert [event.number for event, _ in planned.events] == [number("66", 412), number("66", 413)]
    register.apply(folder.root, planned)
    assert verify(folder.root).problems == []


def test_commits_of_a_demonstration_are_invented(tmp_path: Path) -> None:
    """Where all numbers are fictional, so are the commits; one real number, and all that came later must be there."""
    folder = start_at(tmp_path, 90_001)
    folder.ledger.record(
        "sichuan", {"event": "suspended", "path": Paths.bing, "number": number("51", 90_001)}
    )
    folder.commit("More")
    assert verify(folder.root).problems == []
    folder.provider("beijing", NEW, apps=[app_text("a", "示例一", "cn.example.a")])
    folder.commit("Merge")
    register.apply(folder.root, sweep(folder.root, NOW + timedelta(days=1)))
    assert verify(folder.root).problems == ["sichuan event 2: its commit c0ffee000000 is not in the history"]
