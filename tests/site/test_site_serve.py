"""The server that shows the site on this machine."""

import http.client
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.commands import serve as serving
from registry.commands.serve import HOST, NoFreePortError, serve, server
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


def test_an_interrupt_ends_quietly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(serving.ThreadingHTTPServer, "serve_forever", interrupted)
    thread = threading.Thread(target=serve, args=(tmp_path, 8790, told.append))
    thread.start()
    thread.join(5)
    assert told[0].startswith("http://127.0.0.1:")
    assert not thread.is_alive()
