"""The server that shows the site on this machine."""

import http.client
import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.cli import main
from registry.commands import serve as serving
from registry.commands.serve import HOST, NoFreePortError, serve, server
from tests.builders import RegistryFolder
from tests.site.conftest import Site


@pytest.fixture
def get(site: Site) -> Iterator[object]:
    """Asks the served sample site for an address as it is typed."""
    connection = http.client.HTTPConnection(site.address.removeprefix("http://"))

    def ask(path: str, method: str = "GET") -> tuple[int, str, bytes]:
        connection.request(method, path)
        answer = connection.getresponse()
        return answer.status, answer.headers["Content-Type"], answer.read()

    yield ask
    connection.close()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/r/1190001.html", "text/html; charset=utf-8"),
        ("/r/1190001", "text/html; charset=utf-8"),
        ("/verify/?n=1190001", "text/html; charset=utf-8"),
        ("/api/v1/count.json", "application/json; charset=utf-8"),
        ("/assets/registry/text.js", "text/javascript; charset=utf-8"),
        ("/assets/registry/site.css", "text/css; charset=utf-8"),
        ("/assets/registry/icon.svg", "image/svg+xml"),
    ],
)
def test_files_are_found_and_typed(path: str, kind: str, get) -> None:  # type: ignore[no-untyped-def]
    status, found, content = get(path)
    assert (status, found) == (200, kind)
    assert content


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/r/", "/api/v1/", "/.registry-site", "/%2eregistry-site", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/r/1190001.html/"],
)  # fmt: skip
def test_what_is_not_a_page_is_the_sites_own_not_found(path: str, get) -> None:  # type: ignore[no-untyped-def]
    status, kind, content = get(path)
    assert (status, kind) == (404, "text/html; charset=utf-8")
    assert "找不到这个页面" in content.decode()
    assert get(path, "HEAD") == (404, "text/html; charset=utf-8", b"")


def test_a_taken_port_gives_the_next_free_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with server(tmp_path, port) as running:
            assert running.server_port > port
        monkeypatch.setattr(serving, "PORTS_TRIED", 1)
        with pytest.raises(NoFreePortError, match=f"ports {port} to {port} are all taken"):
            server(tmp_path, port)


def test_it_is_built_for_the_address_at_which_it_answers_and_an_interrupt_ends_quietly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(serving.ThreadingHTTPServer, "serve_forever", interrupted)
    arguments = (tmp_path, 8790, told.append, lambda address: told.append(f"built for {address}"))
    thread = threading.Thread(target=serve, args=arguments)
    thread.start()
    thread.join(5)
    assert told[1].startswith("http://127.0.0.1:")
    assert told[0] == f"built for {told[1]}"
    assert not thread.is_alive()


def test_a_checkout_without_an_address_shows_the_whole_kit_and_says_that_it_is_a_preview(
    registered: RegistryFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address goes into the pages, never into the configuration; the folder that is published is another one."""
    monkeypatch.setattr(
        serving.ThreadingHTTPServer, "serve_forever", lambda _: (_ for _ in ()).throw(KeyboardInterrupt)
    )
    root = registered.copy(tmp_path / "registry").root
    assert main(["serve", "--root", str(root), "--port", "8850"]) == 0
    (record, *_) = sorted((root / "public-local/r").glob("*.html"))
    page = record.read_text("utf-8")
    address = re.search(r"http://127\.0\.0\.1:\d+/", page)
    assert address
    assert f"{address[0]}v/{record.stem}<" in page
    assert f"../badge/{record.stem}.svg" in page
    assert "data:image/png;base64," in page
    assert "<details id=cite>" in page
    assert "本机预览" in page
    assert 'href="/assets/registry/site.css"' in (root / "public-local/404.html").read_text("utf-8")
    assert main(["publish", "--root", str(root), "--out", str(root / "public-local")]) == 0
    published = record.read_text("utf-8")
    assert "127.0.0.1" not in published
    assert "<details id=cite>" not in published
    assert "本机预览" not in published
