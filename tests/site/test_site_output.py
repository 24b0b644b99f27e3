"""The published folder: same bytes from the same snapshot, nothing left over, nobody else's files touched."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from registry.adapters.output import OutputError, Written, write_site
from registry.adapters.site_generator import SiteGeneratorError
from registry.commands.publish import PublishResult, publish
from registry.core.replay import Replay
from registry.core.snapshot import Snapshot
from tests.site.conftest import REPOSITORY, Site
from tests.site.site_sample import EPOCH, RULES, snapshot

BUILD = """
import sys
from pathlib import Path
from registry.commands.publish import publish
from tests.site.site_sample import EPOCH, RULES, snapshot
publish(snapshot(), Path(sys.argv[1]), Path(sys.argv[2]), EPOCH, RULES, lambda *_: None)
"""


def _digests(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_another_process_folder_zone_and_hash_seed_give_the_same_bytes(site: Site, tmp_path: Path) -> None:
    out = tmp_path / "elsewhere" / "site"
    environment = {
        **os.environ,
        "PYTHONPATH": f"{REPOSITORY / 'scripts'}{os.pathsep}{REPOSITORY}",
        "PYTHONHASHSEED": "4242",
        "TZ": "America/St_Johns",
        "LC_ALL": "C",
    }
    command = [sys.executable, "-W", "error", "-c", BUILD, str(REPOSITORY), str(out)]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True)
    assert _digests(out) == _digests(site.folder)


def test_publishing_again_writes_nothing_and_a_smaller_registry_removes_pages(tmp_path: Path) -> None:
    out, seen = tmp_path / "out", []

    def build(given: Snapshot) -> PublishResult:
        return publish(given, REPOSITORY, out, EPOCH, RULES, lambda *step: seen.append(step))

    whole = snapshot()
    first = build(whole)
    files = len(_digests(out)) - 1
    assert (first.written, first.unchanged, first.removed) == (files, 0, 0)
    assert first.counts == {"apps": 7, "providers": 4, "authorities": 4, "cases": 2, "uses": 3}
    assert seen[-1] == ("files", files, files)
    again = build(whole)
    assert (again.written, again.unchanged, again.removed) == (0, files, 0)
    before = set(_digests(out))
    empty = build(replace(whole, replay=Replay(), users={}))
    gone = before - set(_digests(out))
    assert empty.removed == len(gone)
    assert {path.split("/")[0] for path in gone} >= {"r", "provider", "api"}
    assert (out / "authority" / "beijing.html").is_file()
    assert not (out / "r").exists()


def test_a_registry_without_site_sources_is_shown_with_those_of_the_checkout(tmp_path: Path) -> None:
    publish(snapshot(), tmp_path, tmp_path / "out", EPOCH, RULES, lambda *_: None)
    assert (tmp_path / "out" / "verify" / "index.html").is_file()


def test_a_broken_link_in_a_hand_written_page_stops_the_build(tmp_path: Path) -> None:
    pages = {**RULES, "extra.md": "# Extra\n\n[gone](nowhere.md)\n"}
    with pytest.raises(SiteGeneratorError, match=r"nowhere\.md"):
        publish(snapshot(), REPOSITORY, tmp_path / "out", EPOCH, pages, lambda *_: None)
    assert not (tmp_path / "out").exists()


def test_only_what_differs_is_written_and_what_is_unwanted_goes(tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = [("a.html", b"1"), ("b/c.html", b"2"), ("b/d.html", b"3")]
    assert write_site(out, ".mark", first) == Written(3, 0, 0)
    before = (out / "b/c.html").stat().st_mtime_ns
    assert write_site(out, ".mark", [("a.html", b"12"), ("b/c.html", b"2"), ("e/f.html", b"")]) == Written(
        2, 1, 1
    )
    assert (out / "b/c.html").stat().st_mtime_ns == before
    assert sorted(file.name for file in out.rglob("*")) == [".mark", "a.html", "b", "c.html", "e", "f.html"]
    assert write_site(out, ".mark", []) == Written(0, 0, 3)
    assert [file.name for file in out.iterdir()] == [".mark"]


def test_a_file_of_the_same_length_is_still_compared(tmp_path: Path) -> None:
    write_site(tmp_path / "out", ".mark", [("a", b"old")])
    assert write_site(tmp_path / "out", ".mark", [("a", b"new")]) == Written(1, 0, 0)
    assert (tmp_path / "out" / "a").read_bytes() == b"new"


def test_a_folder_of_somebody_else_is_refused_untouched(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="holds other files and is not a published site"):
        write_site(tmp_path, ".mark", [("a", b"")])
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_a_place_that_cannot_be_a_folder_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot be written"):
        write_site(tmp_path / "file" / "out", ".mark", [])


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a").write_bytes(b"kept")
    out = tmp_path / "out"
    write_site(out, ".mark", [])
    (out / "r").symlink_to(outside)
    (out / "a").symlink_to(outside / "a")
    write_site(out, ".mark", [("r/a", b"page"), ("a", b"page")])
    assert (outside / "a").read_bytes() == b"kept"
    assert (out / "r" / "a").read_bytes() == (out / "a").read_bytes() == b"page"


@pytest.mark.parametrize("path", ["/etc/x", "../x", "a/../../x", ".mark"])
def test_a_path_outside_the_site_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(OutputError, match="not a path of its own"):
        write_site(tmp_path / "out", ".mark", [(path, b"")])


def test_two_files_for_one_place_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="not a path of its own"):
        write_site(tmp_path / "out", ".mark", [("a", b"1"), ("a", b"2")])
