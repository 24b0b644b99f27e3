"""The published folder: same bytes from the same snapshot, nothing left over, nobody else's files touched."""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from registry.commands.publication import Publication
from registry.commands.publish import PublishResult, publish
from registry.core.replay import Replay
from registry.core.snapshot import Snapshot
from registry.render.site.records import UnpublishableError
from tests.site.conftest import REPOSITORY, Site
from tests.site.site_sample import EPOCH, RULES, snapshot

BUILD = """
import os, sys
from pathlib import Path
from registry.commands.publish import publish
from tests.site.site_sample import EPOCH, RULES, snapshot
os.umask(0o077)
publish(snapshot(), Path(sys.argv[1]), Path(sys.argv[2]), EPOCH, RULES, lambda *_: None)
"""


def _digests(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_six_variations_give_the_same_bytes(site: Site, tmp_path: Path) -> None:
    """Another process with another hash seed, zone, locale, folder, umask, and files of another time."""
    source = tmp_path / "checkout"
    shutil.copytree(REPOSITORY / "site", source / "site")
    shutil.copyfile(REPOSITORY / "mkdocs.yml", source / "mkdocs.yml")
    for path in source.rglob("*"):
        os.utime(path, (1, 1))
    out = tmp_path / "elsewhere" / "site"
    environment = {
        **os.environ,
        "PYTHONPATH": f"{REPOSITORY / 'scripts'}{os.pathsep}{REPOSITORY}",
        "PYTHONHASHSEED": "4242",
        "TZ": "America/St_Johns",
        "LC_ALL": "C",
    }
    command = [sys.executable, "-W", "error", "-c", BUILD, str(source), str(out)]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True)
    assert _digests(out) == _digests(site.folder)


def test_compressed_files_name_neither_a_time_nor_a_system(site: Site) -> None:
    """Pythons differ in what they would write there."""
    packed = {path: path.read_bytes()[:10] for path in site.folder.rglob("*.gz")}
    assert len(packed) > 20
    assert {head[:8] for head in packed.values()} == {b"\x1f\x8b\x08\x00\x00\x00\x00\x00"}
    assert {head[9] for head in packed.values()} == {255}


OTHERS = [name for name in os.environ.get("REGISTRY_OTHER_PYTHONS", "").split(os.pathsep) if name]


@pytest.mark.skipif(
    not OTHERS, reason="REGISTRY_OTHER_PYTHONS names no other Python with the locked packages"
)
@pytest.mark.parametrize("python", OTHERS)
def test_another_python_gives_the_same_bytes(python: str, site: Site, tmp_path: Path) -> None:
    version = subprocess.run([python, "--version"], check=True, capture_output=True, text=True).stdout
    assert version.split()[1].split(".")[:2] != [str(part) for part in sys.version_info[:2]]
    environment = {**os.environ, "PYTHONPATH": f"{REPOSITORY / 'scripts'}{os.pathsep}{REPOSITORY}"}
    out = tmp_path / "site"
    subprocess.run([python, "-c", BUILD, str(REPOSITORY), str(out)], env=environment, check=True)
    assert _digests(out) == _digests(site.folder)


def test_publishing_again_writes_nothing_and_a_smaller_registry_needs_a_reason(tmp_path: Path) -> None:
    out, seen = tmp_path / "out", []

    def build(given: Snapshot, reason: str = "") -> PublishResult:
        how = Publication(allow_shrinking=reason)
        return publish(given, REPOSITORY, out, EPOCH, RULES, lambda *step: seen.append(step), how)

    whole = snapshot()
    first = build(whole)
    files = len(_digests(out)) - 1
    assert (first.written, first.unchanged, first.removed) == (files, 0, 0)
    assert first.counts == {"apps": 7, "providers": 4, "authorities": 4, "cases": 2, "uses": 3}
    before = _digests(out)
    again = build(whole)
    assert (again.written, again.unchanged, again.removed) == (0, files, 0)
    empty = replace(whole, replay=Replay(), users={})
    with pytest.raises(
        UnpublishableError, match=r"7 apps were published .* there would be 0.*--allow-shrinking"
    ):
        build(empty)
    assert _digests(out) == before
    shrunk = build(empty, "示例数据已清除")
    gone = before.keys() - _digests(out).keys()
    assert shrunk.removed == len(gone)
    assert {path.split("/")[0] for path in gone} >= {"r", "provider", "api"}
