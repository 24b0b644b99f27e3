"""The checks' modules and tables in a browser, without a site around them."""

import json
import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from registry.adapters.load import load_authorities
from registry.adapters.source import WorkTree
from registry.commands.check_tables.pieces import tables_of
from registry.commands.serve import server
from registry.core.authority import Authority
from registry.core.codes import RequirableField
from registry.core.provincial import ProvincialRules, RequiredField, RuleSource
from registry.render.site.piece import Piece
from tests.builders import RegistryFolder, miniature
from tests.commands import REPOSITORY

MODULES = REPOSITORY / "site" / "pages" / "assets" / "registry"


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> RegistryFolder:
    """The miniature, only looked at."""
    return miniature(tmp_path_factory.mktemp("small") / "registry")


@pytest.fixture(scope="session")
def authorities(small: RegistryFolder) -> dict[str, Authority]:
    """Those of the miniature; Beijing asks for every field that a province may ask for."""
    found = load_authorities(WorkTree(small.root))[0]
    source = RuleSource(document="示例实施细则", checked="2026-01-05")
    least = {RequirableField.parallel_candidates: {"at_least": 3}}
    asked = [RequiredField(field=field, source=source, **least.get(field, {})) for field in RequirableField]
    rules = ProvincialRules(required_fields=asked)
    return {**found, "beijing": found["beijing"].model_copy(update={"rules": rules})}


def answered(page: Page, function: str, given: Any) -> Any:
    """What a function of the page says of a value, both as JSON text: Playwright takes large values apart piece by piece."""
    asked = f"async (text) => JSON.stringify(await ({function})(JSON.parse(text)))"
    return json.loads(page.evaluate(asked, json.dumps(given)))


@contextmanager
def serving_modules(folder: Path, pieces: Iterable[Piece], browser: Browser) -> Iterator[Page]:
    """An empty page of a site that has the modules and some files; `window.load(name)` gives a module of the checks."""
    shutil.copytree(MODULES, folder / "assets" / "registry")
    for piece in pieces:
        (folder / piece.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / piece.path).write_bytes(piece.make())
    (folder / "index.html").write_text("<!doctype html><title>Checks</title>", "utf-8")
    with server(folder, 8700) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{running.server_port}/index.html")
        page.evaluate("() => { window.load = (name) => import(`/assets/registry/check/${name}.js`); }")
        yield page
        context.close()
        running.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def check_page(
    tmp_path_factory: pytest.TempPathFactory, authorities: dict[str, Authority], browser: Browser
) -> Iterator[Page]:
    """The modules with their tables."""
    pieces = tables_of(list(authorities.values()))
    with serving_modules(tmp_path_factory.mktemp("checks"), pieces, browser) as page:
        yield page
