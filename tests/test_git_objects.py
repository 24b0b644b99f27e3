"""Contents become objects of a repository by one process, whatever they hold and however many they are."""

from pathlib import Path

import pytest

from registry.adapters.git import GitTree, Repository
from registry.adapters.git_objects import stage, write_blobs
from tests.builders import RegistryFolder
from tests.commands import git

pytestmark = pytest.mark.usefixtures("plain_git")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An empty one."""
    git("init", "--quiet", "--bare", str(tmp_path / "store.git"), cwd=tmp_path)
    return Repository(tmp_path / "store.git")


CONTENTS = [
    b"", b"a\n", b"no line break", "教育\n".encode(), b"\0\xff\r\n\n", b"blob\nmark :1\ndata 3\nabc\nget-mark :1\n", b"a\n", b"x" * 200_000,
]  # fmt: skip


def test_contents_come_back_in_their_order(repository: Repository) -> None:
    """Also empty ones, the same one twice, and one that speaks to the process that writes it."""
    oids = write_blobs(repository, CONTENTS)
    assert [repository.run("cat-file", "blob", oid) for oid in oids] == CONTENTS
    assert oids[1] == oids[6]
    assert write_blobs(repository, []) == []


def test_many_are_written_by_one_process(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    run = Repository.run

    def counted(self: Repository, *arguments: str, **options: object) -> bytes:
        ran.append(arguments[0])
        return run(self, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Repository, "run", counted)
    contents = [f"{at}\n".encode() for at in range(1_000)]
    oids = write_blobs(repository, contents)
    assert ran == ["fast-import"]
    assert len(set(oids)) == 1_000
    assert run(repository, "cat-file", "blob", oids[617]) == contents[617]


def test_an_index_gets_and_loses_paths(repository: Repository, tmp_path: Path) -> None:
    """Ordinary files of any name; what goes is gone, and the rest stays."""
    index = {"GIT_INDEX_FILE": str(tmp_path / "index")}
    stage(repository, index, {"b/c.yaml": b"1\n", "a": b"2\n", "名 字\t\n": b"3\n"})
    stage(repository, index, {"a": None, "b/d.yaml": b"4\n", "b/c.yaml": b"5\n"})
    stage(repository, index, {})
    tree = repository.run("write-tree", env=index).decode().strip()
    with GitTree(repository, tree) as found:
        entries = found.entries(".")
        assert {entry.path: found.read(entry) for entry in entries} == {
            "b/c.yaml": b"5\n", "b/d.yaml": b"4\n", "名 字\t\n": b"3\n",
        }  # fmt: skip
        assert all(entry.regular for entry in entries)


def test_only_a_folder_is_a_folder(tmp_path: Path) -> None:
    """A file, a link and a submodule in its place are none, and asking leaves the reader where it was."""
    folder = RegistryFolder(tmp_path / "registry")
    folder.write("real/a.yaml", "a\n")
    (folder.root / "link").symlink_to("real")
    start = folder.git_init()
    git("update-index", "--add", "--cacheinfo", f"160000,{start},module", cwd=folder.root)
    git("commit", "--quiet", "--message", "Module", cwd=folder.root)
    with GitTree(Repository(folder.root), "HEAD") as tree:
        asked = ("real", "real/", "filings/", "real/a.yaml", "link", "module", "none", "real/none")
        assert [name for name in asked if tree.has_folder(name)] == ["real", "real/", "filings/"]
        assert tree.read_path("real/a.yaml") == b"a\n"
