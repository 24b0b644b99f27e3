"""The hostile registry and its harmless twin, each published once, and what a browser reads in their pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from registry.commands.publish import PublishResult, publish
from registry.core.snapshot import Snapshot
from tests.hostile_site.registry_of import registry_of
from tests.hostile_site.scanner import Read, scan
from tests.hostile_site.texts import Harmless, InTurn, let_through, refused
from tests.site.conftest import Site, deployed, serving
from tests.site.site_sample import EPOCH, RULES


@dataclass(frozen=True)
class Published:
    """A registry, the site of it, the texts that went in, what the run told, and its pages as a browser reads them."""

    snapshot: Snapshot
    site: Site
    texts: InTurn
    formless: InTurn
    result: PublishResult
    told: tuple[str, ...]
    pages: dict[str, Read]


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site's source that knows its own address and its repository, so that every link is there."""
    return deployed(tmp_path_factory.mktemp("hostile-source"))


@pytest.fixture(scope="session")
def hostile(root: Path, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """Payloads in every field."""
    yield from _published(
        let_through(), refused(), root, tmp_path_factory.mktemp("hostile") / "public", browser
    )


@pytest.fixture(scope="session")
def harmless(root: Path, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """The same registry with plain words: what our own templates make."""
    yield from _published(
        Harmless(), Harmless(), root, tmp_path_factory.mktemp("harmless") / "public", browser
    )


def _published(
    texts: InTurn, formless: InTurn, root: Path, out: Path, browser: Browser
) -> Iterator[Published]:
    told: list[str] = []
    snapshot = registry_of(texts, formless)
    result = publish(snapshot, root, out, EPOCH, RULES, lambda label, *_: told.append(label))
    page = browser.new_page()
    paths = sorted(file.relative_to(out).as_posix() for file in out.rglob("*.html"))
    pages = scan(page, out, paths)
    page.close()
    with serving(out) as site:
        yield Published(snapshot, site, texts, formless, result, tuple(told), pages)
