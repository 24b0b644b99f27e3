"""The sample registry, published once for all of the site's tests, and a browser that looks at it."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from registry.commands.publish import publish
from registry.commands.serve import server
from tests.browser import chromium
from tests.site.site_sample import EPOCH, RULES, snapshot

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Site:
    """A published site."""

    folder: Path
    address: str

    def text(self, path: str) -> str:
        """A file of the site as text."""
        return (self.folder / path).read_text(encoding="utf-8")

    def paths(self, ending: str) -> list[str]:
        """Paths of all files with an ending."""
        return sorted(
            file.relative_to(self.folder).as_posix()
            for file in self.folder.rglob(f"*{ending}")
            if file.is_file()
        )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The sample registry as a site, served on this machine."""
    folder = tmp_path_factory.mktemp("site") / "public"
    publish(snapshot(), REPOSITORY, folder, EPOCH, RULES, lambda *_: None)
    with server(folder, 8700) as running:
        serving = threading.Thread(target=running.serve_forever, daemon=True)
        serving.start()
        yield Site(folder, f"http://127.0.0.1:{running.server_port}")
        running.shutdown()
        serving.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; each opens a context of its own."""
    with chromium() as opened:
        yield opened
