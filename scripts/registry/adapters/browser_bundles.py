"""The modules of the forms and of their checks as a few small files: bundled and shortened by the esbuild that the libraries' lock names.

A form reads 60 modules; one by one and with their comments they would be more than a form may weigh. Where esbuild is not there,
the modules are published as they are written and do the same. Why: docs/decisions/0074-bundles-of-the-forms.md.
"""

import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from registry.adapters import browser_libraries
from registry.adapters.site_generator import SiteGeneratorError

MODULES = "assets/registry/"
ENTRIES = ("check/check.js", "form/page.js")
"""Modules that pages or other modules load; what they import goes into them or into files that they share."""

_ESBUILD = (
    "--bundle", "--minify", "--splitting", "--format=esm", "--target=es2022", "--charset=utf8", "--legal-comments=none",
    "--log-level=warning", "--outbase=.", "--outdir=made", "--chunk-names=check/[name]-[hash]",
)  # fmt: skip
"""Shared files lie in a folder as deep as those of the modules, since these reach the site's root from where they lie."""
_APART = ("../lib/*", "../seal/*")
"""Loaded when they are used, and by other pages too; so are the modules beside the folders of the entries."""
_PATIENCE = 60


def key() -> str:
    """What the bundles follow from besides the modules; empty where there is no esbuild."""
    program = browser_libraries.bundler()
    return f"{program.parent.name} {' '.join(_ESBUILD)}" if program else ""


def bundled(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Of the files of a site those that take the place of modules, and those that they share. Raises SiteGeneratorError."""
    program = browser_libraries.bundler()
    modules = {path.removeprefix(MODULES): files[path] for path in files if path.startswith(MODULES) and path.endswith(".js")}  # fmt: skip
    entries = [name for name in ENTRIES if name in modules]
    if program is None or not entries:
        return {}
    beside = [f"../{name}" for name in modules if "/" not in name]
    with tempfile.TemporaryDirectory(prefix="registry-bundles-") as name:
        folder = Path(name)
        for path, content in modules.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        apart = [f"--external:{path}" for path in (*_APART, *sorted(beside))]
        done = subprocess.run(  # noqa: S603 - a fixed program, arguments never reach a shell
            [program, *entries, *_ESBUILD, *apart],
            cwd=folder,
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
        )
        if done.returncode != 0:
            raise SiteGeneratorError(f"esbuild: {done.stderr.decode('utf-8', 'replace').strip()[:400]}")
        made = folder / "made"
        return {
            MODULES + path.relative_to(made).as_posix(): path.read_bytes()
            for path in sorted(made.rglob("*.js"))
        }
