"""The completion scripts, asked in the shells themselves."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.builders import RegistryFolder
from tests.commands import ENVIRONMENT, registry


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the script of bash."""
    folder = tmp_path_factory.mktemp("completion")
    done = registry("completion", "bash", cwd=folder)
    assert done.returncode == 0, done.stderr
    (folder / "registry.bash").write_text(done.stdout, "utf-8")
    return folder


def in_bash(scripts: Path, where: Path, *words: str) -> list[str]:
    """What bash offers for the last word."""
    typed = " ".join(f"'{word}'" for word in ("registry", *words))
    program = f"""
source {scripts}/registry.bash
COMP_WORDS=({typed}); COMP_CWORD={len(words)}; COMP_LINE="registry {" ".join(words)}"; COMP_POINT=${{#COMP_LINE}}
function=$(complete -p registry | sed 's/.*-F \\([^ ]*\\).*/\\1/')
"$function" registry '{words[-1]}' '{words[-2] if len(words) > 1 else "registry"}'
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    done = subprocess.run(
        ["bash", "--norc", "-c", program],
        cwd=where,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [line.strip() for line in done.stdout.split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("val",), ["validate"]),
        (("new", "pro"), ["provider"]),
        (("new", "provider", "--ans"), ["--answers"]),
        (("due", "--authority", "zhe"), ["zhejiang"]),
        (("status", "11000"), ["1100001", "1100002"]),
        (("hook", ""), ["install", "run", "remove"]),
        (("validate", "filings/prov"), ["filings/providers"]),
    ],
)  # fmt: skip
def test_bash(scripts: Path, indexed: RegistryFolder, words: tuple[str, ...], offered: list[str]) -> None:
    found = in_bash(scripts, indexed.root, *words)
    assert set(offered) <= {one.rstrip("/") for one in found}
    assert all(one.startswith(words[-1]) for one in found)


def test_each_shell_has_its_script(scripts: Path) -> None:
    """Only bash is on every machine that runs the tests; of the others the script at least names all commands."""
    for shell in ("zsh", "fish", "powershell"):
        done = registry("completion", shell, cwd=scripts)
        assert done.returncode == 0
        assert not re.search(r"\$/|\$\$", done.stdout) or shell != "fish"
        assert {"validate", "new", "hook"} <= set(
            done.stdout.replace("'", " ").replace('"', " ").replace(":", " ").split()
        )
