"""The sample registry, published once for all of the site's tests, and a browser that looks at it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from registry.commands.publish import publish
from registry.commands.serve import server
from registry.core.replay import Replay
from registry.core.snapshot import Snapshot
from tests.browser import Profile
from tests.site.site_sample import COMMIT, EPOCH, RULES, TODAY, authorities, snapshot

REPOSITORY = Path(__file__).resolve().parents[2]
SITE_ADDRESS = "https://registry.example.cn/apps"
REPOSITORY_ADDRESS = "https://forge.example.cn/edu/registry"
SIZES = {"phone": (390, 844), "desk": (1280, 900)}
"""Width and height of a window, in CSS pixels."""


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


@contextmanager
def served(registry: Snapshot, folder: Path, root: Path = REPOSITORY) -> Iterator[Site]:
    """A registry published with the pages of `root`, served on this machine."""
    publish(registry, root, folder, EPOCH, RULES, lambda *_: None)
    with serving(folder) as site:
        yield site


@contextmanager
def serving(folder: Path) -> Iterator[Site]:
    """A published folder, served on this machine."""
    with server(folder, 8700) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield Site(folder, f"http://127.0.0.1:{running.server_port}")
        running.shutdown()
        thread.join()


def deployed(folder: Path) -> Path:
    """The folder with the site's source in it, and with the addresses of the site and of its repository set."""
    (folder / "site").symlink_to(REPOSITORY / "site")
    text = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    for name, address in (("site_address", SITE_ADDRESS), ("repository", REPOSITORY_ADDRESS)):
        assert text.count(f'{name}: ""') == 1
        text = text.replace(f'{name}: ""', f"{name}: {address}")
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The sample registry as a site."""
    with served(snapshot(), tmp_path_factory.mktemp("site") / "public") as made:
        yield made


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A registry on its first day: authorities, and nothing filed with them."""
    nothing = Snapshot(COMMIT, TODAY, authorities(), {}, {}, {}, Replay())
    with served(nothing, tmp_path_factory.mktemp("empty") / "public") as made:
        yield made


@pytest.fixture(scope="session")
def deployed_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The sample registry as a site that knows where it and its repository stand, so that every link is there."""
    folder = deployed(tmp_path_factory.mktemp("deployed"))
    with served(snapshot(), folder / "public", folder) as made:
        yield made


@pytest.fixture(scope="session")
def profiles() -> dict[str, Profile]:
    """A profile for each site that is there for the whole session, by its address, made when it is first used."""
    return {}


@pytest.fixture
def watched(
    site: Site, browser: Browser, profiles: dict[str, Profile], request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Opens pages; at the end there were no requests to other origins, no errors and no breach of the security policy.

    What a test sets for the whole profile needs one of its own: `settings`, or `alone`.
    """
    contexts, used, requests, complaints, origins = [], set(), [], [], set()
    lasting = {site.address}
    for name in ("empty_site", "deployed_site"):
        if name in request.fixturenames:
            lasting.add(request.getfixturevalue(name).address)

    def blank_page(address: str, width: int, height: int, alone: bool, settings: dict[str, str]) -> Page:
        if address in lasting and not settings and not alone:
            if address not in profiles:
                profiles[address] = Profile(browser, address)
            used.add(address)
            return profiles[address].page(width, height)
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)  # type: ignore[arg-type]
        contexts.append(context)
        return context.new_page()

    def open_page(
        path: str, size: str = "desk", at: Site = site, *, alone: bool = False, **settings: str
    ) -> Page:
        origins.add(urlsplit(at.address).netloc)
        page = blank_page(at.address, *SIZES[size], alone, settings)
        page.on("request", lambda request: requests.append(request.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type == "error" else None
        )
        page.goto(f"{at.address}/{path}")
        return page

    yield open_page
    for address in used:
        profiles[address].forget()
    for context in contexts:
        context.close()
    assert {urlsplit(url).netloc for url in requests} == origins
    assert [text for text in complaints if "404 (Not Found)" not in text] == []
