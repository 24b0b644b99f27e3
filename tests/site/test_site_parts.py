"""A site in parts, one job for each authority: joined, it is the site that one build makes, byte for byte."""

import json
from pathlib import Path

import pytest

from registry.adapters import part_files
from registry.adapters.output import OutputError
from registry.adapters.site_generator import GeneratedSite
from registry.cli import main
from registry.commands import site_source
from registry.commands.parts import assemble, build_part
from registry.commands.publish import PublishResult
from registry.commands.site import publish_commit
from registry.render.site.records import UnpublishableError
from tests.commands import git
from tests.site.conftest import REPOSITORY
from tests.site.test_site_incremental import PREPARED, content_of

AUTHORITIES = sorted(path.stem for path in (REPOSITORY / "authorities").glob("*.yaml"))


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demonstration in a repository of its own: uses, cases and transfers cross authorities in it."""
    folder = tmp_path_factory.mktemp("parts") / "registry"
    arguments = [
        "demo",
        "--root",
        str(REPOSITORY),
        "--apps",
        "60",
        "--institutions",
        "60",
        "--seed",
        "4",
        "--out",
    ]
    assert main([*arguments, str(folder)]) == 0
    (folder / "authorities").mkdir(exist_ok=True)
    for path in (REPOSITORY / "authorities").glob("*.yaml"):
        (folder / "authorities" / path.name).write_bytes(path.read_bytes())
    for command in (
        ("init", "--quiet", "--initial-branch", "main"),
        ("add", "--all"),
        ("commit", "--quiet", "--message", "registry"),
    ):
        git(*command, cwd=folder)
    return folder


@pytest.fixture(autouse=True)
def prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    """The site generator has its own tests."""

    def generate(*_: object) -> GeneratedSite:
        return PREPARED

    monkeypatch.setattr(site_source, "generate", generate)


@pytest.fixture(scope="module")
def parts(registry: Path) -> list[Path]:
    """A part of each authority."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(site_source, "generate", lambda *_: PREPARED)
        for slug in AUTHORITIES:
            build_part(registry, slug, registry.parent / f"part-{slug}")
    return [registry.parent / f"part-{slug}" for slug in AUTHORITIES]


def _made(result: PublishResult, kind: str) -> tuple[int, int]:
    return next((one.made, one.files) for one in result.kinds if one.kind.name.en == kind)


def test_joined_parts_are_the_whole_site(registry: Path, parts: list[Path], tmp_path: Path) -> None:
    whole = publish_commit(registry, tmp_path / "whole")
    joined = assemble(list(reversed(parts)), registry, tmp_path / "joined")
    assert content_of(tmp_path / "joined") == content_of(tmp_path / "whole")
    assert joined.counts == whole.counts
    assert _made(whole, "app pages") == (60, 60)
    assert _made(joined, "app pages") == (0, 60)  # also those that other provinces' schools use
    assert _made(joined, "authority pages")[0] == 0


def test_what_a_part_did_not_know_is_made_again(registry: Path, parts: list[Path], tmp_path: Path) -> None:
    """A part whose keys are of something else gives nothing, and harms nothing."""
    publish_commit(registry, tmp_path / "whole")
    strange = tmp_path / "strange"
    part, _ = part_files.read(parts[0])
    part_files.write(strange, part, [("r/1190001.html", "0" * 32, b"wrong")])
    joined = assemble([strange, *parts[1:]], registry, tmp_path / "joined")
    assert content_of(tmp_path / "joined") == content_of(tmp_path / "whole")
    assert _made(joined, "provider pages")[0] > 0 or part.providers == {}


def test_each_authority_must_have_one_part(registry: Path, parts: list[Path], tmp_path: Path) -> None:
    with pytest.raises(UnpublishableError, match=f"{AUTHORITIES[0]} has 0 parts"):
        assemble(parts[1:], registry, tmp_path / "out")
    with pytest.raises(UnpublishableError, match=f"{AUTHORITIES[1]} has 2 parts"):
        assemble([*parts, parts[1]], registry, tmp_path / "out")
    with pytest.raises(UnpublishableError, match="there is no authority atlantis"):
        build_part(registry, "atlantis", tmp_path / "part")
    assert not (tmp_path / "out").exists()


def test_parts_of_two_commits_are_not_joined(registry: Path, parts: list[Path], tmp_path: Path) -> None:
    part, _ = part_files.read(parts[0])
    part_files.write(
        tmp_path / "part",
        part_files.Part(
            part.authority, "e" * 40, part.version, part.providers, part.cases, part.institutions
        ),
        [],
    )
    with pytest.raises(UnpublishableError, match="2 commits"):
        assemble([tmp_path / "part", *parts[1:]], registry, tmp_path / "out")


def test_what_was_read_comes_back_as_it_was(parts: list[Path], tmp_path: Path) -> None:
    for folder in parts:
        part, _ = part_files.read(folder)
        part_files.write(tmp_path / part.authority, part, [])
        assert part_files.read(tmp_path / part.authority)[0] == part


@pytest.mark.parametrize("name", ["records.ndjson", "pieces.bin", "part.json"])
def test_a_part_that_was_damaged_on_its_way_is_refused(parts: list[Path], tmp_path: Path, name: str) -> None:
    part, _ = part_files.read(parts[0])
    part_files.write(tmp_path / "part", part, [("a", "k", b"1")])
    (tmp_path / "part" / name).write_bytes(b"{}\n")
    with pytest.raises(OutputError, match=r"not as it was written|no part of a site"):
        part_files.read(tmp_path / "part")


def test_a_folder_of_somebody_else_is_not_overwritten(parts: list[Path], tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="holds other files and is no part"):
        part_files.write(tmp_path, part_files.read(parts[0])[0], [])


def test_both_commands_say_what_they_did(
    registry: Path, parts: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slug = AUTHORITIES[0]
    arguments = ["publish", "--root", str(registry), "--authority", slug, "--out", str(tmp_path / "part")]
    assert main(arguments) == 0
    assert slug in capsys.readouterr().out
    arguments = ["assemble", *map(str, parts), "--root", str(registry), "--out", str(tmp_path / "out")]
    assert main([*arguments, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["apps"] == 60
