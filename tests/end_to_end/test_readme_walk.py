"""The walk in the README does what it says, command by command, in a fresh clone."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import ENVIRONMENT, REPOSITORY, git


def _commands(readme: str) -> list[str]:
    """The indented lines from `git switch -c` to `registry verify`, without their remarks."""
    text = (REPOSITORY / readme).read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if line.startswith("    ")]
    start = next(i for i, line in enumerate(lines) if line.startswith("git switch -c"))
    end = next(i for i, line in enumerate(lines) if i > start and line.startswith("registry verify"))
    return [re.sub(r"\s+#.*$", "", line) for line in lines[start : end + 1]]


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_command_of_the_walk_does_what_its_remark_says(readme: str, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git("clone", "--quiet", str(REPOSITORY), str(clone), cwd=tmp_path)
    git("switch", "--quiet", "--force-create", "main", cwd=clone)
    codes = []
    for command in _commands(readme):
        tool = f"registry() {{ '{sys.executable}' -m registry \"$@\"; }}"
        done = subprocess.run(
            ["bash", "-c", f"{tool}\n{command}"],
            cwd=clone,
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
            check=False,
        )
        codes.append((command, done.returncode, done.stdout + done.stderr))
    refused = [(command, output) for command, code, output in codes if code != 0]
    assert [command for command, _ in refused] == ["registry validate filings/providers/beijing/XW"], refused
    assert ":14 " in refused[0][1]
    assert "32:14" in refused[0][1]
    assert any(
        "启明口算" in output and "教APP备1190" in output
        for command, _, output in codes
        if command.startswith("registry register")
    )
    assert "0 problems, 0 pending" in codes[-1][2]


def test_both_readmes_show_the_same_commands() -> None:
    english, chinese = _commands("README.md"), _commands("README.zh-CN.md")
    messages = [command for command in english if "commit -m" in command]
    assert len(messages) == 1
    assert [c for c in english if "commit -m" not in c] == [c for c in chinese if "commit -m" not in c]
