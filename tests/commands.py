"""Run the tool and git as a person would: whole processes, in a folder, with nothing of this machine's settings."""

import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
EXAMPLE = REPOSITORY / "docs" / "example-filing.yaml"
EXAMPLE_PATH = "filings/providers/beijing/XW/91110108MA900001XW.yaml"

ENVIRONMENT = {
    **{name: os.environ[name] for name in ("PATH", "TMPDIR", "LANG") if name in os.environ},
    "HOME": "/nonexistent",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": str(REPOSITORY / "tests/gitconfig"),
    "GIT_AUTHOR_NAME": "test",
    "GIT_AUTHOR_EMAIL": "test@example.cn",
    "GIT_COMMITTER_NAME": "test",
    "GIT_COMMITTER_EMAIL": "test@example.cn",
    "PYTHONPATH": str(REPOSITORY / "scripts"),
}


def registry(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`registry …` as a process; text output, any exit code."""
    return subprocess.run(
        [sys.executable, "-m", "registry", *arguments],
        cwd=cwd,
        env={**ENVIRONMENT, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def git(*arguments: str, cwd: Path) -> str:
    """`git …`; its output. Raises CalledProcessError."""
    done = subprocess.run(
        ["git", *arguments], cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
