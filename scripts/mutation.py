"""Runs mutmut for modules of the package, each in a folder of its own below build/mutation/, and tells what survived.

mutmut wants the package below `src/` and the tests beside it, copies both into `mutants/` and runs the tests there; here the
package lies below `scripts/`. So a copy in that layout is made for each module, with the configuration of pyproject.toml and the
tests that the module is held to.
"""

import fnmatch
import json
import re
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "scripts" / "registry"
WORK = ROOT / "build" / "mutation"
FAULT_TABLES = ("tests/test_fault_table.py", "tests/test_faults_in_memory.py")
_NOTHING_TO_DO = "could not find any test case for any mutant"
"""What mutmut says of a module without plain functions, and of one that no test reaches."""


def modules(wanted: list[str], exempt: list[str]) -> list[str]:
    """Modules like `core/clock`: those named (shell patterns allowed), or all of core and rules. Exits for one that is none."""
    known = sorted(
        path.relative_to(PACKAGE).with_suffix("").as_posix()
        for folder in ("core", "rules")
        for path in (PACKAGE / folder).rglob("*.py")
    )
    known = [name for name in known if not any(fnmatch.fnmatch(name, pattern) for pattern in exempt)]
    if not wanted:
        return known
    found = [
        name for pattern in wanted for name in known if fnmatch.fnmatch(name, pattern.removesuffix(".py"))
    ]
    if missing := [one for one in wanted if not fnmatch.filter(known, one.removesuffix(".py"))]:
        sys.exit(f"no such module: {', '.join(missing)}; write e.g. core/clock or 'rules/article_*'")
    return list(dict.fromkeys(found))


def tests_of(module: str, table: dict[str, list[str]]) -> list[str]:
    """The tests that a module is held to: those of the first pattern that fits."""
    return next(tests for pattern, tests in table.items() if fnmatch.fnmatch(module, pattern))


def keyword(module: str, tests: list[str]) -> list[str]:
    """Of the fault table, which breaks every rule, only the faults of the rules that a module declares: the rest cannot notice."""
    codes = re.findall(
        r'declare\(\s*"([A-Z][0-9]{2}(?:-[0-9]+)?)"', (PACKAGE / f"{module}.py").read_text("utf-8")
    )
    if not set(FAULT_TABLES) & set(tests) or not codes:
        return []
    whole = [Path(test).stem for test in tests if test not in FAULT_TABLES]
    return ["-k", " or ".join(["miniature", *codes, *whole])]


def prepare(module: str, settings: dict[str, Any]) -> Path:
    """A fresh folder in which mutmut works on a module."""
    folder = WORK / module.replace("/", "-")
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "src").mkdir(parents=True)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PACKAGE, folder / "src" / "registry", ignore=ignored)
    for name in ("tests", *settings["also_copy"]):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=ignored, symlinks=True)
        else:
            shutil.copy2(source, folder / name)
    tests = tests_of(module, settings["tests"])
    mutmut = {
        "source_paths": ["src"],
        "only_mutate": [f"src/registry/{module}.py"],
        "also_copy": settings["also_copy"],
        "pytest_add_cli_args_test_selection": tests,
        "pytest_add_cli_args": [*settings["pytest"], *keyword(module, tests)],
    }
    lines = ["[tool.mutmut]", *(f"{key} = {json.dumps(value)}" for key, value in mutmut.items())]
    # Dependency and git tracking serve repeated runs in one folder; this one is always new.
    lines += ["track_dependencies = false", "use_git_change_detection = false", ""]
    pyproject = (ROOT / "pyproject.toml").read_text("utf-8")
    (folder / "pyproject.toml").write_text(f"{pyproject}\n" + "\n".join(lines), "utf-8")
    return folder


def mutmut(folder: Path, *arguments: str, allow: str | None = None) -> str:
    """`mutmut …` in the folder; its output. Exits with it if it fails otherwise than with the words of `allow`."""
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode != 0 and not (allow and allow in done.stdout):
        sys.exit(
            f"mutmut {' '.join(arguments)} failed in {folder}:\n{done.stdout[-4000:]}{done.stderr[-4000:]}"
        )
    return done.stdout


def survivors(folder: Path) -> list[tuple[str, str]]:
    """Mutants that no test noticed, and what became of them: survived, no tests, timeout, suspicious …"""
    lines = [line.strip().partition(": ") for line in mutmut(folder, "results").splitlines() if ": " in line]
    return [(name, state) for name, _, state in lines if "__mutmut_" in name]


def run(module: str, settings: dict[str, Any], *, show: bool) -> tuple[int, int]:
    """Mutate one module and tell about it; how many mutants there are and how many the tests killed."""
    begun = time.monotonic()
    folder = prepare(module, settings)
    said = mutmut(folder, "run", "--max-children", str(settings["processes"]), allow=_NOTHING_TO_DO)
    if _NOTHING_TO_DO in said:
        print(f"{module}: no function that its tests reach can be changed", flush=True)
        return 0, 0
    mutmut(folder, "export-cicd-stats")
    stats = json.loads((folder / "mutants" / "mutmut-cicd-stats.json").read_text("utf-8"))
    # A mutant that never ends is noticed too.
    total, killed = stats["total"], stats["killed"] + stats["timeout"]
    rate = f"{100 * killed / total:.1f} %" if total else "nothing to mutate"
    print(f"{module}: {killed} of {total} killed, {rate}, {time.monotonic() - begun:.0f} s", flush=True)
    for name, state in survivors(folder):
        if state != "timeout":
            print(f"  {state}: {name}")
            if show:
                print(mutmut(folder, "show", name))
    return total, killed


def main() -> None:
    """Modules from the arguments; `--show` prints what each survivor changed."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutation"]
    wanted = sys.argv[1:]
    show = "--show" in wanted
    total = killed = 0
    for module in modules([one for one in wanted if one != "--show"], settings["exempt"]):
        mutants, noticed = run(module, settings, show=show)
        total, killed = total + mutants, killed + noticed
    if total:
        print(f"together: {killed} of {total} killed, {100 * killed / total:.1f} %")


if __name__ == "__main__":
    main()
