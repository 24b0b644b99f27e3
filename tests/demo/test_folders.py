"""Writing a demonstration, and clearing the data folders for a real registry."""

import shutil
from pathlib import Path

import pytest

from registry.adapters.yaml_writer import to_yaml
from registry.commands.demo import clear, generate, make, write
from registry.commands.demo.keys import KEYS, clear_keys
from registry.core.problem import Problem
from tests.commands import REPOSITORY
from tests.demo.country import AUTHORITIES

READMES = {"filings/README.md", "blacklist/README.md", "ledger/README.md", "index/README.md"}


def _files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A registry that has authorities and no data."""
    for slug, authority in AUTHORITIES.items():
        path = f"authorities/{slug}.yaml"
        write(tmp_path, iter([(path, to_yaml(authority, path).encode())]))
    return tmp_path


def test_write_makes_all_files(tmp_path: Path) -> None:
    files = dict(generate(60, 50, 1, AUTHORITIES))
    assert write(tmp_path, iter(files.items())) == len(files)
    assert {path: (tmp_path / path).read_bytes() for path in _files(tmp_path)} == files
    assert set(files) >= READMES


def test_make_takes_the_authorities_of_the_registry(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    out = tmp_path_factory.mktemp("out")
    count = make(root, out, 60, 50, 1)
    authorities = {path: (root / path).read_bytes() for path in _files(root)}
    wanted = dict(generate(60, 50, 1, AUTHORITIES)) | authorities
    assert {path: (out / path).read_bytes() for path in _files(out)} == wanted
    assert count == len(wanted)
    with pytest.raises(Problem, match="already"):
        make(root, out, 60, 50, 1)


def test_make_says_what_is_wrong(root: Path, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="serials"):
        make(root, tmp_path / "out", 60_000, 0, 1)
    (root / "authorities" / "beijing.yaml").write_text("slug: [", encoding="utf-8")
    with pytest.raises(Problem, match="beijing"):
        make(root, tmp_path / "out", 60, 0, 1)
    assert not (tmp_path / "out").exists()


def test_clear_leaves_only_the_readmes(root: Path) -> None:
    before = _files(root)
    files = dict(generate(60, 50, 1, AUTHORITIES))
    write(root, iter(files.items()))
    write(root, iter([("index/numbers/11900.tsv", b""), ("site/page.md", b"kept")]))
    assert clear(root) == sorted({*files, "index/numbers/11900.tsv"} - READMES)
    assert _files(root) == before | READMES | {"site/page.md"}
    assert clear(root) == []
    for readme in READMES:
        text = (root / readme).read_text(encoding="utf-8")
        assert text.startswith("# ")
        assert any("\u4e00" <= c <= "\u9fff" for c in text)


def test_clear_gives_a_place_for_a_new_demonstration(root: Path) -> None:
    make(root, root, 60, 50, 1)
    clear(root)
    assert make(root, root, 60, 50, 2)


def test_clear_makes_missing_folders(root: Path) -> None:
    assert clear(root) == []
    assert _files(root) >= READMES


def test_clear_touches_nothing_that_is_no_registry(tmp_path: Path) -> None:
    write(tmp_path, iter([("index/mine.txt", b"mine")]))
    with pytest.raises(Problem, match="no registry"):
        clear(tmp_path)
    assert _files(tmp_path) == {"index/mine.txt"}


def test_clear_refuses_a_folder_that_is_a_link(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "kept.txt").write_text("kept", encoding="utf-8")
    write(root, iter([("filings/users/beijing/x.yaml", b"x")]))
    (root / "ledger").symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(Problem, match="nothing was removed"):
        clear(root)
    assert (elsewhere / "kept.txt").exists()
    assert (root / "filings/users/beijing/x.yaml").exists()


def test_clear_takes_the_demonstration_s_keys_out_and_leaves_others(tmp_path: Path) -> None:
    """Nobody has the private keys of the demonstration."""
    shutil.copytree(REPOSITORY / "authorities", tmp_path / "authorities")
    beijing, zhejiang = (tmp_path / "authorities" / f"{slug}.yaml" for slug in ("beijing", "zhejiang"))
    text = beijing.read_text(encoding="utf-8")
    assert "sealed_files:" in text
    own = f"{zhejiang.read_text(encoding='utf-8').partition('sealed_files:')[0]}sealed_files:\n  keys:\n    - age1own\n  channel:\n    zh: 甲\n    en: A\n"
    zhejiang.write_text(own, encoding="utf-8")
    assert clear_keys(tmp_path) == ["authorities/beijing.yaml"]
    assert beijing.read_text(encoding="utf-8") == text.partition("sealed_files:")[0]
    assert zhejiang.read_text(encoding="utf-8") == own
    assert clear_keys(tmp_path) == []


def test_clear_calls_for_it(root: Path) -> None:
    key = next(iter(KEYS))
    (root / "authorities/beijing.yaml").write_text(
        f"slug: beijing\nsealed_files:\n  keys:\n    - {key}\n", encoding="utf-8"
    )
    clear(root)
    assert (root / "authorities/beijing.yaml").read_text(encoding="utf-8") == "slug: beijing\n"
