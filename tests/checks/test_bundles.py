"""The bundles do what the modules do, are few and small, and without esbuild there are none."""

import gzip
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from registry.adapters import browser_bundles, browser_libraries
from registry.adapters.browser_bundles import bundled
from registry.adapters.site_generator import SiteGeneratorError
from registry.commands.check_tables.pieces import tables_of
from registry.core.authority import Authority
from registry.render.site.piece import Piece
from tests.builders import provider, user
from tests.checks.conftest import MODULES, serving_modules
from tests.demo.conftest import real_authorities

MOST = {"provider": 34_000, "user": 38_000}
"""Bytes of the checks of a kind, compressed: modules, tables and sentences of one language."""
MOST_OF_MODULES = 18_500
SAY = """
async ([kind, filing]) => {
  const { check, lookUp, prepare, say } = await load("check");
  await prepare(kind, "zh");
  const found = check(filing, { kind, today: "2026-11-24" });
  const said = found.map((one) => [one.code, one.place, say(one, "zh").text]);
  const asked = performance.getEntriesByType("resource").map((one) => one.name);
  await lookUp(filing, { kind, today: "2026-11-24" }).catch(() => null);
  return [said, asked];
}
"""


def modules() -> dict[str, bytes]:
    """As the site generator gives them."""
    return {
        f"{browser_bundles.MODULES}{file.relative_to(MODULES).as_posix()}": file.read_bytes()
        for file in MODULES.rglob("*.js")
    }


def broken(kind: str) -> dict[str, Any]:
    """A filing with faults of several rules."""
    filing = provider() if kind == "provider" else user()
    (filing["unit"] if kind == "provider" else filing["institution"])["uscc"] = "91110108MA9000F010"
    part = filing["apps"][0] if kind == "provider" else filing["uses"][0]
    part["description" if kind == "provider" else "purpose"] = "联系 13800138000"
    return filing


@pytest.fixture
def bundled_page(tmp_path: Path, browser: Browser) -> Any:
    """A page whose modules are the bundles."""
    made = {**modules(), **bundled(modules())}
    pieces = [Piece(path, lambda content=content: content) for path, content in made.items()]  # type: ignore[misc]
    with serving_modules(
        tmp_path / "site", [*tables_of(list(real_authorities().values())), *pieces], browser
    ) as page:
        yield page


@pytest.mark.parametrize("kind", MOST)
def test_the_checks_stay_small_and_say_the_same(
    kind: str, bundled_page: Page, check_page: Page, tmp_path: Path, authorities: dict[str, Authority]
) -> None:  # fmt: skip
    """What the page asks for, counted compressed; and the same faults in the same words as by the modules."""
    assert authorities
    said, asked = bundled_page.evaluate(SAY, [kind, broken(kind)])
    assert said == check_page.evaluate(SAY, [kind, broken(kind)])[0]
    assert len(said) >= 2
    paths = {name.partition("/index.html")[0].split("/", 3)[3] for name in asked}
    paths.discard("favicon.ico")
    weights = {path: len(gzip.compress((tmp_path / "site" / path).read_bytes(), 6)) for path in paths}
    assert sum(weights.values()) <= MOST[kind], weights
    assert sum(weight for path, weight in weights.items() if path.endswith(".js")) <= MOST_OF_MODULES, weights
    assert len(weights) <= 16


def test_the_same_modules_give_the_same_bundles() -> None:
    """Byte for byte."""
    assert browser_bundles.key()
    assert bundled(modules()) == bundled(modules())


def test_without_esbuild_there_are_no_bundles(monkeypatch: pytest.MonkeyPatch) -> None:
    """The modules are then published as they are."""
    monkeypatch.setattr(browser_libraries, "bundler", lambda: None)
    assert bundled(modules()) == {}
    assert browser_bundles.key() == ""


def test_a_module_that_cannot_be_read_is_told() -> None:
    """By its name."""
    wrong = {**modules(), "assets/registry/check/judge.js": b"export const = 1;"}
    with pytest.raises(SiteGeneratorError, match=r"check/judge\.js"):
        bundled(wrong)
