"""A page in Chromium that asks each search the same questions, and a host that compresses text and counts what it sends."""

import gzip
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser
from tests.site.search_sample import Query

_TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".css": "text/css",
    ".wasm": "application/wasm",
}
_COMPRESSED = (".html", ".js", ".json", ".css")


@dataclass(frozen=True)
class Engine:
    """What a page does before anything is asked, and for each question; both are JavaScript functions."""

    start: str
    query: str


OURS = Engine(
    """async () => { for (const name of ["finder", "scan", "shards"]) await import(`/assets/registry/${name}.js`); }""",
    """async ([among, typed]) => {
    const { searchApps, searchInstitutions } = await import("/assets/registry/finder.js");
    const started = performance.now();
    const listing = (among === "institutions" ? await searchInstitutions(typed) : await searchApps(typed))[among];
    const rows = listing.rows({}, "best");
    const keys = [];
    const take = async most => {
        while (keys.length < most) {
            const next = await rows.next();
            if (next.done) return;
            keys.push(among === "apps" ? next.value.number : next.value.uscc);
        }
    };
    await take(10);
    window.rest = async () => { await take(MOST); return keys.length < MOST ? keys : null; };
    return performance.now() - started;
}""",
)
PAGEFIND = Engine(
    """async () => {
    const pagefind = await import("/pagefind.js");
    await pagefind.options({ basePath: "/" });
    await pagefind.init();
}""",
    """async ([, typed]) => {
    const pagefind = await import("/pagefind.js");
    const started = performance.now();
    const { results } = await pagefind.search(typed);
    const keys = [];
    const take = async (from, to) => keys.push(...(await Promise.all(results.slice(from, to).map(result => result.data()))).map(data => data.meta.number));
    await take(0, 10);
    window.rest = async () => {
        if (results.length >= MOST) return null;
        for (let at = 10; at < results.length; at += 50) await take(at, at + 50);
        return keys;
    };
    return performance.now() - started;
}""",
)
MATERIAL = Engine(
    """async () => {
    const index = await (await fetch("/search/search_index.json")).json();
    window.worker = new Worker(await (await fetch("/worker.txt.json")).json());
    await new Promise(ready => {
        window.worker.onmessage = ({ data }) => data.type === 1 && ready();
        window.worker.postMessage({ type: 0, data: { ...index, options: { suggest: false } } });
    });
}""",
    """async ([, typed]) => {
    const started = performance.now();
    const found = await new Promise(answer => {
        window.worker.onmessage = ({ data }) => data.type === 3 && answer(data.data);
        window.worker.postMessage({ type: 2, data: typed });
    });
    const places = found.items.flat().map(({ location }) => location.split("#")[0].replace(/[^0-9]/g, ""));
    window.rest = async () => [...new Set(places)].filter(Boolean);
    return performance.now() - started;
}""",
)
MOST = 2000
"""A longer answer is not read to its end, and not judged: one engine needs a request for each result."""


@dataclass
class Host:
    """Where files are served, and how many bytes went out since it was last asked."""

    address: str
    sent: list[tuple[str, int]] = field(default_factory=list)

    def taken(self) -> tuple[int, int]:
        """Bytes and requests since the last time."""
        found = (sum(size for _, size in self.sent), len(self.sent))
        self.sent.clear()
        return found


@contextmanager
def hosted(folder: Path) -> Iterator[Host]:
    """Serves a folder as static hosts do: text compressed by gzip at level 6, everything else as it is."""

    @cache
    def body(path: Path) -> bytes:
        content = path.read_bytes()
        return gzip.compress(content, 6) if path.suffix in _COMPRESSED else content

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = folder / self.path.split("?")[0].lstrip("/")
            path = path / "index.html" if path.is_dir() else path
            if not path.is_file():
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            content = body(path)
            host.sent.append((self.path, len(content)))
            self.send_response(200)
            self.send_header("Content-Type", _TYPES.get(path.suffix, "application/octet-stream"))
            if path.suffix in _COMPRESSED:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host = Host(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield host
    server.shutdown()


@dataclass
class Answers:
    """What a search found over all queries, and what that took."""

    start_bytes: int = 0
    cold_bytes: list[int] = field(default_factory=list)
    cold_milliseconds: list[float] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    requests: list[int] = field(default_factory=list)
    expected: int = 0
    right: int = 0
    wrong: int = 0
    judged: int = 0
    missed: dict[str, int] = field(default_factory=dict)


def ask(browser: Browser, host: Host, engine: Engine, queries: Sequence[Query], cold: int) -> Answers:
    """All queries by a visitor who stays, and each `cold`-th also by one who has nothing yet: that counts bytes.

    Times run from the question to the first ten results, on this machine's own network.
    """
    answers = Answers()
    script = engine.query.replace("MOST", str(MOST))
    stays = browser.new_page()
    stays.goto(f"{host.address}/start.html")
    stays.evaluate(engine.start)
    for at, query in enumerate(queries):
        if at % cold == 0:
            context = browser.new_context()
            visitor = context.new_page()
            host.taken()
            visitor.goto(f"{host.address}/start.html")
            visitor.evaluate(engine.start)
            answers.start_bytes = host.taken()[0]
            answers.cold_milliseconds.append(visitor.evaluate(script, [query.among, query.typed]))
            size, requests = host.taken()
            answers.cold_bytes.append(size)
            answers.requests.append(requests)
            context.close()
        answers.milliseconds.append(stays.evaluate(script, [query.among, query.typed]))
        _judge(answers, query, stays.evaluate("window.rest()"))
    stays.close()
    return answers


def _judge(answers: Answers, query: Query, keys: list[str] | None) -> None:
    if keys is None or len(query.expected) >= MOST:
        return
    found = set(keys)
    answers.judged += 1
    answers.expected += len(query.expected)
    answers.right += len(found & query.expected)
    answers.wrong += len(found - query.expected)
    if not query.expected <= found:
        answers.missed[query.kind] = answers.missed.get(query.kind, 0) + 1
