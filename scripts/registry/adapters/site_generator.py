"""The site generator at work on the hand-written pages, in a folder of its own and a process of its own.

Behind this seam the generator can be changed: it gets a configuration, Markdown and a theme, and gives back files.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from registry.core.problem import Problem

CONFIGURATION = "mkdocs.yml"
SITE = "site"
PAGES = "site/pages"
GENERATORS = ("mkdocs", "properdocs")
"""Modules that build the same configuration: MkDocs 1, and its continuation after MkDocs 1's end."""
GENERATOR = GENERATORS[0]

_UNWANTED = (".map", "sitemap.xml", "sitemap.xml.gz")
_UNWANTED_FOLDERS = ("assets/javascripts/", "assets/images/", "assets/stylesheets/")


class SiteGeneratorError(Problem):
    """The generator refused; the message is what it said first."""


@dataclass(frozen=True, slots=True)
class GeneratedSite:
    """What the generator made: the page that is the shell, and every other file by its path. `settings` are the `extra` ones of its configuration."""

    shell: str
    files: Mapping[str, bytes]
    settings: Mapping[str, object]


def has_site(root: Path) -> bool:
    """Whether a folder holds the configuration and pages of a site."""
    return (root / CONFIGURATION).is_file() and (root / PAGES).is_dir()


def generate(
    root: Path,
    added: Mapping[str, str],
    epoch: int,
    shell_page: str,
    generator: str = GENERATOR,
    address: str = "",
) -> GeneratedSite:
    """Build the pages of `root` and the `added` Markdown (path below the pages -> text). Raises SiteGeneratorError.

    `epoch` is the time of the commit, the only time that may reach the output; `generator` is one of GENERATORS;
    `address` is used instead of the configured `site_address`, unless it is empty.
    """
    with tempfile.TemporaryDirectory(prefix="registry-site-") as name:
        folder = Path(name)
        shutil.copyfile(root / CONFIGURATION, folder / CONFIGURATION)
        shutil.copytree(root / SITE, folder / SITE)
        settings = dict(_settings(root / CONFIGURATION))
        if address:
            settings["site_address"] = address
        for path, text in added.items():
            target = folder / PAGES / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
        _run(folder, epoch, str(settings.get("site_address") or ""), generator)
        files = dict(_read(folder / "out"))
    try:
        shell = files.pop(shell_page).decode()
    except KeyError:
        raise SiteGeneratorError(f"the generator made no {shell_page}") from None
    return GeneratedSite(shell, files, settings)


class _Settings(yaml.SafeLoader):
    """Reads a configuration for its plain values; what only the generator understands becomes nothing."""


_Settings.add_multi_constructor("", lambda *_: None)


def _settings(configuration: Path) -> Mapping[str, object]:
    try:
        whole = yaml.load(configuration.read_bytes(), _Settings)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        raise SiteGeneratorError(f"{configuration.name} cannot be read: {error}") from None
    extra = whole.get("extra") if isinstance(whole, dict) else None
    return extra if isinstance(extra, dict) else {}


def _run(folder: Path, epoch: int, address: str, generator: str) -> None:
    """One strict build; a warning is an error, since it would be a broken link.

    `address` is where the site will stand, or nothing: the page for what is not found is shown at any depth, so its links start there.
    """
    done = subprocess.run(  # noqa: S603 - this interpreter, fixed arguments
        [
            sys.executable,
            "-P",
            "-m",
            generator,
            "build",
            "--strict",
            "--config-file",
            CONFIGURATION,
            "--site-dir",
            "out",
        ],
        cwd=folder,
        env={
            **os.environ,
            "SOURCE_DATE_EPOCH": str(epoch),
            "REGISTRY_SITE_ADDRESS": address,
            "TZ": "UTC",
            "PYTHONHASHSEED": "0",
            "NO_MKDOCS_2_WARNING": "1",
        },
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").split("\n")
        complaints = [line.strip() for line in said if line.strip() and not line.startswith("INFO")]
        raise SiteGeneratorError(complaints[0] if complaints else f"{generator} failed")


def _read(out: Path) -> list[tuple[str, bytes]]:
    """What is worth publishing: the theme's browser code, styles and images, source maps and the generator's site map are not."""
    found = []
    for file in sorted(out.rglob("*")):
        path = file.relative_to(out).as_posix()
        if file.is_file() and not path.endswith(_UNWANTED) and not path.startswith(_UNWANTED_FOLDERS):
            found.append((path, file.read_bytes()))
    return found
