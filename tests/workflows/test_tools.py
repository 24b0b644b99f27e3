"""What others' tools find in the workflow files, the forms and the scripts: nothing. Each tool is shown a fault first."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workflows.reading import FILES, FOLDER, ROOT

BIN = Path(sys.executable).parent
FORMS = [
    path for path in sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml")) if path.name != "config.yml"
]
CONFIG = ROOT / ".github/ISSUE_TEMPLATE/config.yml"
IGNORED = {
    "judge.yml": "dangerous-triggers",
    "clocks.yml": "dangerous-triggers",
}
"""What zizmor is told to pass over: it objects to the trigger whatever the workflow does. The reason stands beside each."""
INJECTED = """name: x
on: [pull_request_target]
jobs:
  a:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
      - run: echo ${{ github.event.pull_request.title }}
"""


def tool(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program of the environment that runs the tests."""
    program = BIN / name
    assert program.exists(), f"{name} is missing: run ./scripts/test"
    return subprocess.run(
        [program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A workflow with several faults."""
    path = tmp_path / ".github/workflows/x.yml"
    path.parent.mkdir(parents=True)
    path.write_text(INJECTED, "utf-8")
    return path


ZIZMOR = ("--offline", "--strict-collection", "--persona", "auditor", "--no-progress", "--color", "never")


def test_zizmor(faulty: Path) -> None:
    found = tool("zizmor", *ZIZMOR, FOLDER)
    assert found.returncode == 0, found.stdout
    assert f"No findings to report. Good job! ({len(IGNORED)} ignored" in found.stdout, found.stdout
    bad = tool("zizmor", *ZIZMOR, faulty)
    for audit in (
        "dangerous-triggers",
        "template-injection",
        "unpinned-uses",
        "artipacked",
        "excessive-permissions",
    ):
        assert f"[{audit}]" in bad.stdout


def test_what_zizmor_passes_over_has_a_reason() -> None:
    found = {
        path.name: re.findall(r"# zizmor: ignore\[([a-z-]+)\] (.{20,})", path.read_text("utf-8"))
        for path in FILES
    }
    assert {name: [audit for audit, _ in ignores] for name, ignores in found.items() if ignores} == {
        name: [audit] for name, audit in IGNORED.items()
    }
    assert not [path for folder in (ROOT, ROOT / ".github") for path in folder.glob("zizmor.y*ml")]


def test_actionlint(faulty: Path) -> None:
    assert tool("actionlint", "-shellcheck", BIN / "shellcheck", *FILES).stdout == ""
    assert "potentially untrusted" in tool("actionlint", "-shellcheck", BIN / "shellcheck", faulty).stdout


def test_schema_of_workflows(faulty: Path) -> None:
    for schema in ("vendor.github-workflows", "custom.github-workflows-require-timeout"):
        found = tool("check-jsonschema", "--builtin-schema", schema, *FILES)
        assert found.returncode == 0, found.stdout
    assert (
        tool(
            "check-jsonschema", "--builtin-schema", "custom.github-workflows-require-timeout", faulty
        ).returncode
        == 1
    )
    faulty.write_text(INJECTED.replace("runs-on", "run-on"), "utf-8")
    assert tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", faulty).returncode == 1


def test_schema_of_issue_forms(tmp_path: Path) -> None:
    for form in FORMS:
        found = tool("check-jsonschema", "--builtin-schema", "vendor.github-issue-forms", form)
        assert found.returncode == 0, found.stdout
    if CONFIG.exists():
        found = tool("check-jsonschema", "--builtin-schema", "vendor.github-issue-config", CONFIG)
        assert found.returncode == 0, found.stdout
    bad = tmp_path / "form.yml"
    bad.write_text("name: x\ndescription: y\nbody:\n  - type: checkbox\n", "utf-8")
    assert tool("check-jsonschema", "--builtin-schema", "vendor.github-issue-forms", bad).returncode == 1


def shell_scripts() -> list[Path]:
    """Every script of the repository that a shell runs or sources."""
    found = []
    for path in [*(ROOT / "scripts").iterdir(), *(ROOT / ".ci").iterdir()]:
        if path.is_file() and path.suffix != ".py":
            first = path.read_text("utf-8").partition("\n")[0]
            if first.endswith(("bash", "sh")):
                found.append(path)
    return sorted(found)


def test_shellcheck(tmp_path: Path) -> None:
    scripts = shell_scripts()
    assert {"environment", "install", "git-askpass", "test", "lock", "serve", "run"} <= {
        path.name for path in scripts
    }
    found = tool("shellcheck", "-x", *scripts)
    assert found.returncode == 0, found.stdout
    bad = tmp_path / "bad"
    bad.write_text("#!/bin/sh\nrm $1\n", "utf-8")
    assert "SC2086" in tool("shellcheck", bad).stdout


def test_git_asks_for_a_name_and_a_token() -> None:
    script = ROOT / "scripts/git-askpass"
    for question, answer in (
        ("Username for 'https://github.com': ", "x-access-token"),
        ("Password for 'https://x-access-token@github.com': ", "t0ken"),
    ):
        said = subprocess.run(
            [script, question], env={"GITHUB_TOKEN": "t0ken"}, capture_output=True, text=True, check=True
        )
        assert said.stdout == f"{answer}\n"
    without = subprocess.run([script, "Password: "], env={}, capture_output=True, text=True, check=False)
    assert (without.returncode != 0, without.stdout) == (True, "")
