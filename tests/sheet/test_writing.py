"""Nothing half written: files, branches, and what is said of both."""

import os
from pathlib import Path

import pytest

from registry.adapters import all_or_none
from registry.adapters.all_or_none import WriteError
from registry.commands import filing_branch
from registry.core import difference
from registry.core.difference import Role
from tests.builders import TODAY, RegistryFolder, number
from tests.commands import REPOSITORY, git
from tests.sheet.reading import run
from tests.sheet.workbooks import COUNTY, line, saved, school, workbook


def state(root: Path) -> dict[str, bytes | None]:
    """Every file with its content, every folder."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None
        for path in root.rglob("*")
    }


@pytest.mark.parametrize("fails_at", range(6))
def test_a_write_that_fails_at_any_step_leaves_everything_as_it_was(
    fails_at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three files: one new in a new folder, two that are there; each takes its place by one or two renames."""
    (tmp_path / "b").mkdir()
    for name in ("b/one", "b/two"):
        (tmp_path / name).write_bytes(b"old")
    before = state(tmp_path)
    steps = {"count": 0}
    replace = Path.replace

    def breaks(self: Path, target: Path) -> Path:
        step, steps["count"] = steps["count"], steps["count"] + 1
        if step == fails_at:
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", breaks)
    files = {"a/new": b"new", "b/one": b"1", "b/two": b"2"}
    if fails_at < 5:
        with pytest.raises(WriteError, match="没有写入任何文件"):
            all_or_none.write(tmp_path, files)
        assert state(tmp_path) == before
    else:
        all_or_none.write(tmp_path, files)
        assert state(tmp_path) == {"a": None, "b": None, "a/new": b"new", "b/one": b"1", "b/two": b"2"}


def test_a_place_that_cannot_be_written_is_said(
    folder: RegistryFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = saved(workbook([line(1), line(2, institution__competent_authority="beijing/110101", institution__province="beijing",
                                          institution__city=None, institution__county="110101")]), tmp_path / "a.xlsx")  # fmt: skip
    (folder.root / "filings/users/beijing/110101").write_text("", encoding="utf-8")
    before = state(folder.root)
    assert run(["import", str(sheet), "--root", str(folder.root)]) == 2
    assert "没有写入任何文件" in capsys.readouterr().err
    assert state(folder.root) == before


def test_check_writes_nothing(
    folder: RegistryFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = saved(workbook([line(1)]), tmp_path / "a.xlsx")
    before = state(folder.root)
    assert run(["import", str(sheet), "--root", str(folder.root), "--check"]) == 0
    assert state(folder.root) == before
    assert "有变化，未写入" in capsys.readouterr().out
    assert run(["import", str(sheet), "--root", str(folder.root), "--check", "--branch", "x"]) == 2
    assert run(["import", "--root", str(folder.root)]) == 2
    assert run(["import", str(tmp_path / "nothing.xlsx"), "--root", str(folder.root)]) == 2


@pytest.mark.usefixtures("plain_git")
def test_more_filings_than_one_request_may_hold_become_several_branches(
    folder: RegistryFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.git_init()
    monkeypatch.setitem(difference.MOST_PATHS, Role.batch, 2)
    sheet = saved(workbook([line(serial) for serial in (1, 2, 3)]), tmp_path / "a.xlsx")
    assert run(["import", str(sheet), "--root", str(folder.root), "--branch", "many"]) == 0
    assert git("branch", "--format", "%(refname:short)", cwd=folder.root).split() == [
        "main",
        "many-1",
        "many-2",
    ]
    counts = [len(git("diff", "--name-only", "main", f"many-{n}", cwd=folder.root).split()) for n in (1, 2)]
    assert counts == [2, 1]


@pytest.mark.usefixtures("plain_git")
def test_a_branch_is_of_one_authority(
    folder: RegistryFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.git_init()
    other = line(2, institution__competent_authority="zhejiang/330100")
    sheet = saved(workbook([line(1), other]), tmp_path / "a.xlsx")
    root = ["--root", str(folder.root), "--branch", "x"]
    assert run(["import", str(sheet), *root]) == 2
    assert "--authority" in capsys.readouterr().err
    assert run(["import", str(sheet), *root, "--authority", COUNTY]) == 1
    said = capsys.readouterr().out
    assert "使用备案!I3 主管教育行政部门 “zhejiang/330100”" in said
    assert "P07" in said
    for name in ("main", "..", "-x", "a b"):
        assert run(["import", str(sheet), "--root", str(folder.root), f"--branch={name}"]) == 2
    assert git("branch", "--format", "%(refname:short)", cwd=folder.root) == "main"


@pytest.mark.usefixtures("plain_git")
def test_a_commit_needs_a_name_to_sign_with(
    folder: RegistryFolder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder.git_init()
    for name in list(os.environ):
        if name.startswith(("GIT_AUTHOR", "GIT_COMMITTER", "EMAIL")):
            monkeypatch.delenv(name)
    git("config", "user.useConfigOnly", "true", cwd=folder.root)
    sheet = saved(workbook([line(1)]), tmp_path / "a.xlsx")
    assert run(["import", str(sheet), "--root", str(folder.root), "--branch", "x"]) == 2
    assert "git config user.name" in capsys.readouterr().err
    assert git("for-each-ref", "--format", "%(refname)", cwd=folder.root) == "refs/heads/main"


@pytest.mark.usefixtures("plain_git")
def test_what_the_request_would_be_refused_for_gives_no_branch(folder: RegistryFolder) -> None:
    """The last gate: what is put on the branch is judged as a request, whatever was judged before."""
    base = folder.git_init()
    path = f"filings/users/{COUNTY}/{school(1)}.yaml"
    made = filing_branch.make(folder.root, base, "x", {path: b"nothing"}, "x", TODAY)
    assert [found.code for found in made.findings] == ["F13"]
    assert made.branches == []
    assert git("for-each-ref", "--format", "%(refname)", cwd=folder.root) == "refs/heads/main"


def test_rows_that_leave_out_what_is_given_for_all(folder: RegistryFolder, tmp_path: Path) -> None:
    lines = [line(1, institution__competent_authority=None, institution__province=None)]
    sheet = saved(workbook(lines), tmp_path / "a.xlsx")
    root = ["--root", str(folder.root)]
    assert run(["import", str(sheet), *root]) == 1
    assert run(["import", str(sheet), *root, "--authority", COUNTY]) == 0
    text = folder.read(f"filings/users/{COUNTY}/{school(1)}.yaml")
    assert "province: zhejiang" in text
    assert f"competent_authority: {COUNTY}" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_said_in_both_languages(
    language: str, folder: RegistryFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        line(1, uses__decision__date=46042),
        line(2, uses__number=number("11", 3)),
        line(3, action="示例"),
    ]
    sheet = saved(workbook(lines), tmp_path / "a.xlsx")
    assert run(["import", str(sheet), "--root", str(folder.root), "--lang", language]) == 1
    said = capsys.readouterr().out
    golden = REPOSITORY / f"tests/golden/import.{language}.txt"
    if os.environ.get("REGISTRY_BLESS"):
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")
