"""The hook before a commit, with real commits: what breaks a rule or holds personal data never gets into the history."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from registry.render.hook import script
from tests.builders import Paths, RegistryFolder, provider_path, provider_text, uscc
from tests.commands import ENVIRONMENT, REPOSITORY, git, registry

NEW = uscc("91110108MA9000P01")
NEW_PATH = provider_path("beijing", NEW)
MOBILE = "13800138000"


@pytest.fixture(scope="module")
def installed(indexed: RegistryFolder, tmp_path_factory: pytest.TempPathFactory) -> RegistryFolder:
    """A registry whose clone has the hook. Copy it; never change it."""
    folder = indexed.copy(tmp_path_factory.mktemp("hooked") / "示例 登记簿 $x")
    done = registry("hook", "install", cwd=folder.root)
    assert done.returncode == 0, done.stderr
    assert "已安装" in done.stdout
    return folder


@pytest.fixture
def hooked(installed: RegistryFolder, tmp_path: Path) -> RegistryFolder:
    """The same, of one's own."""
    return installed.copy(tmp_path / "示例 登记簿 $x")


def commit(folder: RegistryFolder, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`git commit` as a person would, with whatever was staged."""
    return subprocess.run(
        ["git", "commit", "--message", "File", *arguments],
        cwd=folder.root, env=ENVIRONMENT, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_an_accepted_filing_is_committed(hooked: RegistryFolder) -> None:
    hooked.edit(Paths.xin, 'version: "1.10"', 'version: "1.11"')
    git("add", "--all", cwd=hooked.root)
    assert commit(hooked).returncode == 0


def test_a_phone_number_never_gets_into_the_history(hooked: RegistryFolder) -> None:
    before = git("rev-parse", "HEAD", cwd=hooked.root)
    hooked.edit(Paths.xin, '"010-80000000"', f'"{MOBILE}"')
    git("add", "--all", cwd=hooked.root)
    done = commit(hooked)
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert "R21" in said
    assert "它还没有进入任何提交" in said
    assert MOBILE not in said
    assert git("rev-parse", "HEAD", cwd=hooked.root) == before
    assert git("log", "--all", "--oneline", f"-S{MOBILE}", cwd=hooked.root) == ""
    hooked.edit(Paths.xin, f'"{MOBILE}"', '"010-80000000"')
    hooked.edit(Paths.xin, 'version: "1.10"', 'version: "1.11"')
    git("add", "--all", cwd=hooked.root)
    assert commit(hooked).returncode == 0
    assert git("log", "--all", "--oneline", f"-S{MOBILE}", cwd=hooked.root) == ""


def test_what_breaks_a_rule_is_stopped(hooked: RegistryFolder) -> None:
    hooked.edit(Paths.xin, "minors_under_14: true", "minors_under_14: maybe")
    git("add", "--all", cwd=hooked.root)
    done = commit(hooked)
    assert done.returncode == 1
    assert "F22" in done.stdout + done.stderr
    assert "提交已拦下" in done.stdout + done.stderr


def test_what_is_staged_counts_not_what_lies_on_disk(hooked: RegistryFolder) -> None:
    good = hooked.read(Paths.xin)
    hooked.edit(Paths.xin, '"010-80000000"', f'"{MOBILE}"')
    git("add", "--all", cwd=hooked.root)
    hooked.write(Paths.xin, good)
    assert commit(hooked).returncode == 1
    assert commit(hooked, "--all", "--allow-empty").returncode == 0


def test_a_comment_and_a_case_are_looked_at_too(hooked: RegistryFolder) -> None:
    hooked.edit(Paths.case, "state: blacklisted", f"state: blacklisted # {MOBILE}")
    git("add", "--all", cwd=hooked.root)
    done = commit(hooked)
    assert done.returncode == 1
    assert "R21" in done.stdout + done.stderr


def test_what_fmt_would_change_is_stopped_with_the_command(hooked: RegistryFolder) -> None:
    hooked.write(Paths.xin, hooked.read(Paths.xin).partition("\n")[2])
    git("add", "--all", cwd=hooked.root)
    done = commit(hooked)
    assert done.returncode == 1
    assert f"registry fmt {Paths.xin}" in done.stdout + done.stderr


def test_a_person_decides_does_not_stop_a_commit(hooked: RegistryFolder) -> None:
    """What is referred is told, and committed: a reviewer is to see it."""
    hooked.write(
        NEW_PATH,
        provider_text(code=NEW, name="示例牛教育有限公司")
        .replace("示例全科学习", "示例甲练习Pro")
        .replace("cn.example.whole", "cn.example.cattle")
        .replace("wxfea0b562b1e333d7", "wxfea0b562b1e333d8")
        .replace("1458305565", "1458305566")
        .replace("cd" * 32, "ce" * 32),
    )
    git("add", "--all", cwd=hooked.root)
    done = commit(hooked)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "R11" in done.stdout + done.stderr


def test_code_alone_is_not_looked_at(hooked: RegistryFolder) -> None:
    hooked.write("README.md", f"{MOBILE}\n")
    git("add", "--all", cwd=hooked.root)
    done = commit(hooked)
    assert done.returncode == 0
    assert "通过" not in done.stdout


def test_the_first_commit_of_a_registry(folder: RegistryFolder) -> None:
    git("init", "--quiet", "--initial-branch", "main", cwd=folder.root)
    assert registry("hook", "install", cwd=folder.root).returncode == 0
    git("add", "--all", cwd=folder.root)
    done = commit(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (folder.root / ".git/refs/heads/main").exists()


def test_another_hook_is_not_touched(indexed: RegistryFolder, tmp_path: Path) -> None:
    folder = indexed.copy(tmp_path / "registry")
    path = folder.root / ".git/hooks/pre-commit"
    path.parent.mkdir(exist_ok=True)
    path.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    done = registry("hook", "install", cwd=folder.root)
    assert done.returncode == 2
    assert "registry hook run" in done.stderr
    assert path.read_text("utf-8") == "#!/bin/sh\nexit 0\n"
    assert registry("hook", "remove", cwd=folder.root).returncode == 0
    assert path.exists()


def test_the_configured_folder_of_hooks_and_removal(hooked: RegistryFolder, tmp_path: Path) -> None:
    git("config", "core.hooksPath", str(tmp_path / "hooks"), cwd=hooked.root)
    assert registry("hook", "install", cwd=hooked.root).returncode == 0
    assert os.access(tmp_path / "hooks/pre-commit", os.X_OK)
    assert registry("hook", "remove", cwd=hooked.root).returncode == 0
    assert not (tmp_path / "hooks/pre-commit").exists()


def test_a_tool_that_does_not_start_stops_the_commit(hooked: RegistryFolder, tmp_path: Path) -> None:
    """The environment is gone: better no commit than one that nobody looked at."""
    hook = hooked.root / ".git/hooks/pre-commit"
    hook.write_text(script(str(tmp_path / "gone/python"), "zh"), "utf-8")
    hooked.edit(Paths.xin, '"010-80000000"', f'"{MOBILE}"')
    git("add", "--all", cwd=hooked.root)
    done = commit(hooked)
    assert done.returncode == 1
    assert "registry hook remove" in done.stderr


def test_the_script_is_plain_sh() -> None:
    """For dash, ash, the sh of Git for Windows and of macOS; a path with quotes in it stays one word."""
    text = script('/tmp/a "b" $c/python', "en")
    done = subprocess.run(
        [Path(sys.executable).parent / "shellcheck", "--shell", "sh", "-"],
        input=text, capture_output=True, text=True, check=False, cwd=REPOSITORY,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_outside_of_git(folder: RegistryFolder) -> None:
    done = registry("hook", "run", cwd=folder.root)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
