"""`registry serve`: the published folder in a browser on this machine."""

import errno
import os
import posixpath
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from registry.core.problem import Problem

HOST = "127.0.0.1"
PORTS_TRIED = 50

_TYPES = {
    "": "application/octet-stream",
    ".atom": "application/atom+xml; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gz": "application/gzip",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".ics": "text/calendar; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}


class NoFreePortError(Problem):
    """Every port that was tried is taken."""


class _Handler(SimpleHTTPRequestHandler):
    """Files of one folder as a static host serves them: no listings, no hidden files, the site's own 404 page."""

    extensions_map = _TYPES
    protocol_version = "HTTP/1.1"

    def translate_path(self, path: str) -> str:
        """The file behind an address; `/r/1190001` is found at `/r/1190001.html`."""
        asked = posixpath.normpath(unquote(urlsplit(path).path))
        if "/." in asked:
            return str(Path(self.directory) / "404" / "hidden")
        found = Path(super().translate_path(path))
        page = found.with_name(f"{found.name}.html")
        return (
            str(page)
            if not found.exists() and page.is_file()
            else str(found) + ("/" if path.endswith("/") else "")
        )

    def list_directory(self, path: str | os.PathLike[str]) -> None:  # noqa: ARG002 - the parent's signature
        """A folder without a page of its own is not found."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for what is not there."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", _TYPES[".html"])
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def end_headers(self) -> None:
        """Always ask again: the folder may have been published anew."""
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
        """Say nothing: output belongs to the command line."""


def server(out: Path, port: int) -> ThreadingHTTPServer:
    """A server on this machine only, at `port` or the next free one. Raises NoFreePortError."""
    for candidate in range(port, min(port + PORTS_TRIED, 65_536)):
        try:
            return ThreadingHTTPServer((HOST, candidate), partial(_Handler, directory=str(out)))
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    raise NoFreePortError(f"ports {port} to {port + PORTS_TRIED - 1} are all taken")


def serve(
    out: Path, port: int, ready: Callable[[str], None], build: Callable[[str], None] = lambda _: None
) -> None:
    """Serve the folder until interrupted. `build` makes the site, told the address at which it will answer; `ready` is told when it does."""
    with server(out, port) as running:
        address = f"http://{HOST}:{running.server_port}/"
        build(address)
        ready(address)
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            return
