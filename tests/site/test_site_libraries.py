"""The libraries that pages load: from a lock file, into the site with their licences; and a site without them where they cannot be had."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from registry.adapters import browser_libraries
from registry.adapters.browser_libraries import BrowserLibrariesError
from registry.cli import main
from registry.commands import site_source
from registry.commands.site_source import SiteSource
from registry.render.site import addresses
from tests.site.conftest import REPOSITORY, Site
from tests.site.site_sample import EPOCH, RULES

NAMES = {"age.js", "yaml.js", "licences.txt"}


@pytest.fixture(scope="module")
def page(site: Site, browser: Browser) -> Iterator[Page]:
    """A page of the site, under its policy."""
    page = browser.new_page()
    page.goto(f"{site.address}/help/")
    yield page
    page.close()


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment that has no libraries yet, with programs of its own."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "env"))
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    return programs


def program(folder: Path, name: str, script: str) -> None:
    """A program on the PATH."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_the_site_has_them_with_their_licences(site: Site) -> None:
    made = browser_libraries.present()
    assert made.keys() == NAMES, "./scripts/test makes them: it needs a registry of npm packages"
    for name, content in made.items():
        assert (site.folder / addresses.LIBRARIES / name).read_bytes() == content
    licences = made[browser_libraries.LICENCES].decode()
    for name in ("yaml", "age-encryption", "@noble/ciphers", "@noble/curves", "@noble/hashes", "@scure/base"):
        assert f"{name} " in licences
    assert "Permission" in licences
    assert "Redistribution" in licences


def test_the_lock_names_digests_and_no_host() -> None:
    lock = json.loads((browser_libraries.SOURCE / "package-lock.json").read_bytes())
    packages = {name: body for name, body in lock["packages"].items() if name}
    assert "node_modules/yaml" in packages
    for name, body in packages.items():
        assert body["integrity"].startswith("sha512-"), name
        assert "resolved" not in body, name


def test_browser_yaml_keeps_comments_under_the_policy(page: Page) -> None:
    written = page.evaluate(
        """async () => {
          const { parseDocument, isMap } = await import("../assets/registry/lib/yaml.js");
          const document = parseDocument("# 说明\\nversion: '1.10' # 引号\\nname: 示例\\n");
          document.set("name", "改名");
          return [isMap(document.contents), document.toString()];
        }"""
    )
    assert written == [True, "# 说明\nversion: '1.10' # 引号\nname: 改名\n"]


def test_browser_age_works_under_the_policy(page: Page) -> None:
    opened = page.evaluate(
        """async () => {
          const { Encrypter, Decrypter } = await import("../assets/registry/lib/age.js");
          const writer = new Encrypter();
          writer.setScryptWorkFactor(2);
          writer.setPassphrase("示例");
          const reader = new Decrypter();
          reader.addPassphrase("示例");
          return await reader.decrypt(await writer.encrypt("内容"), "text");
        }"""
    )
    assert opened == "内容"


def test_a_machine_that_has_them_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert browser_libraries.provide() is False


def test_npm_that_refuses_is_quoted_and_nothing_is_kept(elsewhere: Path) -> None:
    program(elsewhere, "node", "exit 0")
    program(
        elsewhere, "npm", "echo 'npm error code E404' >&2; echo 'npm error 404 Not Found - yaml' >&2; exit 1"
    )
    with pytest.raises(BrowserLibrariesError, match="npm: npm error 404 Not Found - yaml"):
        browser_libraries.provide()
    assert browser_libraries.present() == {}
    assert not (elsewhere.parent / "env").exists()


def test_without_npm_it_is_taken_from_pypi(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(elsewhere, "pip-only", 'echo "asked for $*"; exit 1')
    monkeypatch.setattr(sys, "executable", str(elsewhere / "pip-only"))
    with pytest.raises(BrowserLibrariesError, match=r"pip: asked for -m pip install .*--require-hashes"):
        browser_libraries.provide()


def test_bundles_are_made_with_the_licences_of_what_is_in_them(elsewhere: Path) -> None:
    program(
        elsewhere,
        "npm",
        'PATH=/usr/bin:/bin; mkdir -p node_modules/@a/b node_modules/c && echo "Terms of b" > node_modules/@a/b/LICENSE\n'
        """echo '{"name": "@a/b", "version": "1.2", "license": "MIT"}' > node_modules/@a/b/package.json\n"""
        "mkdir -p node_modules/@esbuild/some-machine/bin && touch node_modules/@esbuild/some-machine/bin/esbuild",
    )
    program(
        elsewhere,
        "node",
        'PATH=/usr/bin:/bin; mkdir made && echo "export const a = 1" > made/yaml.js\n'
        """echo '{"inputs": {"node_modules/@a/b/x/y.js": {}, "yaml.js": {}}}' > meta.json""",
    )
    assert browser_libraries.provide() is True
    assert browser_libraries.provide() is False
    assert browser_libraries.present() == {
        "licences.txt": b"@a/b 1.2, MIT\n\nTerms of b\n",
        "yaml.js": b"export const a = 1\n",
    }


def test_a_package_without_a_licence_text_is_refused(elsewhere: Path) -> None:
    program(elsewhere, "npm", "exit 0")
    program(
        elsewhere,
        "node",
        """PATH=/usr/bin:/bin; mkdir made; echo '{"inputs": {"node_modules/c/x.js": {}}}' > meta.json""",
    )
    with pytest.raises(BrowserLibrariesError, match="node_modules/c has no licence text"):
        browser_libraries.provide()


def test_a_site_without_them_is_another_site(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = SiteSource.of(REPOSITORY, RULES)
    monkeypatch.setattr(browser_libraries, "present", dict)
    without = SiteSource.of(REPOSITORY, RULES)
    assert without.key() != whole.key()
    changed = SiteSource(REPOSITORY, RULES, whole.generator, "", {**whole.libraries, "age.js": b"other"})
    assert changed.key() not in {whole.key(), without.key()}
    monkeypatch.setattr(
        site_source, "generate", lambda *_: site_source.GeneratedSite("", {"index.html": b""}, {})
    )
    assert without.generated(EPOCH).files.keys() == {"index.html"}
    assert whole.generated(EPOCH).files.keys() == {
        "index.html",
        *(addresses.LIBRARIES + name for name in NAMES),
    }


def test_a_command_that_builds_says_that_they_are_missing_and_goes_on(
    elsewhere: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    program(elsewhere, "node", "exit 0")
    program(elsewhere, "npm", "exit 1")
    assert main(["publish", "--root", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    said = capsysbinary.readouterr().err.decode()
    assert "网页程序库取不到" in said
    assert "(npm: failed and said nothing)" in said
    assert main(["libraries"]) == 2
