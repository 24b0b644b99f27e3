"""A stand-in for GitHub: HTTP on 127.0.0.1 over a world with a real git repository; every exchange is held against the contract."""

import json
import re
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.utils import format_datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from tests.forge.contract import Operation, rest
from tests.forge.standin.answers import Answers
from tests.forge.standin.call import Call, Token, scope_of
from tests.forge.standin.contents import Contents
from tests.forge.standin.discussion import Discussion
from tests.forge.standin.faults import Fault, Kind
from tests.forge.standin.graphql import minimize
from tests.forge.standin.padding import padded
from tests.forge.world import Denied, World

ALLOWED = {
    "labels as a bare array": r"issues/add-labels request: /: ",
    "label without a description": r"\S+ 200: (/\d+)?/labels/\d+/description: null is not of type",
    "deleted account": r"\S+ 20\d: (/\d+)?(/head)?/(user|actor): null is not of type",
    "deleted account in a timeline": r"issues/list-events-for-timeline 200: /(\d+): ",
    "deleted fork": r"\S+ 20\d: (/\d+)?/head/repo: null is not of type",
}
"""What GitHub's description has otherwise than GitHub does, by name; all other deviations fail. PyGithub sends labels as a bare
array, which GitHub takes. Labels, accounts and forks can be null, which the description says in some places and forgets in others."""
_PLAIN_ERRORS = {"pulls/create-review", "pulls/request-reviewers", "pulls/dismiss-review"}
"""Operations that say what is wrong in sentences, not in objects."""
ASK_AGAIN = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."


@dataclass(frozen=True)
class Exchange:
    """A request and its status."""

    operation: str
    method: str
    path: str
    query: dict[str, str]
    body: Any
    status: int
    headers: dict[str, str]


class Handlers(Discussion, Contents):
    """All operations."""


class StandIn:
    """A running server. Use it in a `with`, or call `close`."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.contract = rest()
        self.tokens: dict[str, Token] = {"bot": Token(world.bot)}
        self.faults: list[Fault] = []
        self.log: list[Exchange] = []
        self.deviations: list[str] = []
        self.allowed_deviations: list[str] = []
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = False
        self.connections: set[socket.socket] = set()
        self.base = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.answers = Answers(world, self.base)
        self.handlers = Handlers(world, self.answers)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop answering; no thread is left."""
        self._server.shutdown()
        for connection in list(self.connections):
            with suppress(OSError):  # closed meanwhile
                connection.shutdown(socket.SHUT_RDWR)
        self._server.server_close()
        self._thread.join(5)

    def count(self, operation: str) -> int:
        """How many requests of an operation came."""
        return sum(exchange.operation == operation for exchange in self.log)

    # -- one request

    def respond(self, method: str, target: str, headers: dict[str, str], raw: bytes) -> "Reply":
        """The answer to a request; what does not keep to the contract is noted."""
        parts = urlsplit(target)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        body = json.loads(raw) if raw else None
        if parts.path == "/graphql":
            name = "graphql"
            act: Callable[[], Reply] = partial(self._graphql, headers, body)
        else:
            operation = self.contract.operation(method, parts.path)
            if operation is None:
                self._deviate(f"{method} {parts.path}: no such operation")
                return Reply(404, {"message": "Not Found"}, {})
            name = operation.name
            act = partial(self._rest, operation, query, headers, body)
        fault = next((fault for fault in self.faults if fault.fits(name)), None)
        if fault is not None and fault.kind in _BEFORE:
            reply = _broken(fault)
        else:
            with self._lock:
                reply = act()
            if fault is not None:
                reply = _spoiled(fault, reply)
        self.log.append(Exchange(name, method, parts.path, query, body, reply.status, headers))
        return reply

    def _rest(
        self, operation: Operation, query: dict[str, str], headers: dict[str, str], body: Any
    ) -> "Reply":
        wrong = self.contract.request_errors(operation, query, body)
        for sentence in wrong:
            self._deviate(sentence)
        if headers.get("x-github-api-version") != "2022-11-28":
            self._deviate(f"{operation.name}: the API version is not pinned")
        call = Call(operation, query, body, None)
        try:
            call.token = self._token(headers)
            self._check_rights(call)
            if wrong and not all(map(_is_allowed, wrong)):
                raise Denied(422, "Invalid request.\n\n" + "; ".join(wrong)[:500])
            handler = getattr(self.handlers, operation.name.replace("/", "_").replace("-", "_"), None)
            if handler is None:
                self._deviate(f"{operation.name}: not built")
                raise Denied(503, "not built")
            answer = handler(call)
            status = call.answered or min(
                int(s) for s in operation.document["responses"] if s.startswith("2")
            )
        except Denied as error:
            status, answer = error.status, self._refusal(error)
            if "errors" in answer and operation.name in _PLAIN_ERRORS:
                answer["errors"] = [f"{error.field} {error.code}"]
        described = operation.document["responses"].get(str(status), {})
        content = self.contract.resolved(described).get("content", {}).get("application/json")
        if content is not None and answer is not None:
            answer = padded(self.contract, content["schema"], answer, self.base)
        for sentence in self.contract.answer_errors(operation, status, answer):
            self._deviate(sentence, answer)
        return Reply(status, answer, {**call.headers, **self._links(call)})

    def _graphql(self, headers: dict[str, str], body: Any) -> "Reply":
        try:
            token = self._token(headers)
            if token is None:
                raise Denied(401, "Requires authentication")
            answer, wrong = minimize(self.world, token, body)
        except Denied as error:
            return Reply(error.status, self._refusal(error), {})
        for sentence in wrong:
            self._deviate(sentence)
        return Reply(200, answer, {})

    def _token(self, headers: dict[str, str]) -> Token | None:
        given = headers.get("authorization", "").partition(" ")[2]
        if not given:
            return None
        if given not in self.tokens:
            raise Denied(401, "Bad credentials")
        return self.tokens[given]

    def _check_rights(self, call: Call) -> None:
        scope, level = scope_of(call.operation)
        if call.token is None:
            if self.world.private:
                raise Denied(404, "Not Found")
            if level == "write" or scope in ("members", "administration"):
                raise Denied(401, "Requires authentication")
            return
        if self.world.private and self.world.permission(call.token.user.id) == "none":
            raise Denied(404, "Not Found")
        scopes = {scope}
        number = call.operation.arguments.get("issue_number")
        if scope == "issues" and (number is None or (number.isdigit() and int(number) in self.world.pulls)):
            scopes.add("pull_requests")
        if scope != "metadata" and not any(call.token.allows(one, level) for one in scopes):
            raise Denied(403, "Resource not accessible by integration")

    def _refusal(self, error: Denied) -> dict[str, Any]:
        answer: dict[str, Any] = {
            "message": error.message, "documentation_url": f"{self.base}/docs", "status": str(error.status)
        }  # fmt: skip
        if error.field is not None:
            answer["errors"] = [{"resource": "Issue", "field": error.field, "code": error.code}]
        return answer

    def _links(self, call: Call) -> dict[str, str]:
        if call.total is None:
            return {}
        last = max(1, -(-call.total // call.per_page))
        at = call.at_page
        pages = {"prev": at - 1, "next": at + 1, "first": 1, "last": last}
        wanted = [name for name, page in pages.items() if (1 <= page <= last and page != at)]
        path = "/".join(
            quote(call.operation.arguments.get(part[1:-1], part)) if part.startswith("{") else part
            for part in call.operation.template.split("/")
        )
        found = [
            f'<{self.base}{path}?{urlencode({**call.query, "page": pages[name]})}>; rel="{name}"'
            for name in wanted
        ]
        return {"Link": ", ".join(found)} if found else {}

    def _deviate(self, sentence: str, answer: Any = None) -> None:
        (self.allowed_deviations if _is_allowed(sentence, answer) else self.deviations).append(sentence)


@dataclass
class Reply:
    """What goes back. `raw` replaces the JSON; `status` 0: nothing at all."""

    status: int
    body: Any
    headers: dict[str, str]
    raw: bytes | None = None

    def bytes(self) -> bytes:
        """The body."""
        if self.raw is not None:
            return self.raw
        return b"" if self.body is None else json.dumps(self.body).encode()


_BEFORE = {
    Kind.bad_gateway_before,
    Kind.dropped_before,
    Kind.secondary_limit,
    Kind.too_many,
    Kind.primary_limit,
}


def _broken(fault: Fault) -> Reply:
    match fault.kind:
        case Kind.bad_gateway_before:
            return Reply(502, {"message": "Server Error"}, {})
        case Kind.secondary_limit:
            return Reply(403, {"message": ASK_AGAIN}, {"Retry-After": str(int(fault.seconds))})
        case Kind.too_many:
            return Reply(429, {"message": ASK_AGAIN}, {"Retry-After": str(int(fault.seconds))})
        case Kind.primary_limit:
            reset = str(int(time.time() + fault.seconds))
            limits = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset}
            return Reply(403, {"message": "API rate limit exceeded for installation."}, limits)
        case _:
            return Reply(0, None, {})


def _spoiled(fault: Fault, reply: Reply) -> Reply:
    match fault.kind:
        case Kind.bad_gateway_after:
            return Reply(502, {"message": "Server Error"}, {})
        case Kind.dropped_after:
            return Reply(0, None, {})
        case Kind.garbage:
            return Reply(200, None, {}, b"<html><body>example.invalid</body></html>")
        case Kind.cut_off:
            whole = reply.bytes()
            return Reply(200, None, {}, whole[: len(whole) // 2])
        case _:
            time.sleep(fault.seconds)
            return reply


def _is_allowed(sentence: str, answer: Any = None) -> bool:
    for name, pattern in ALLOWED.items():
        if found := re.match(pattern, sentence):
            # An entry of a timeline fits one of many shapes or none, and the sentence does not say why: see whether it is nobody's.
            entry = answer[int(found[1])] if name == "deleted account in a timeline" else {"actor": None}
            return entry.get("actor", entry.get("user")) is None or entry.get("user", 0) is None
    return False


def _handler(standin: StandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1  # one packet for head and body: without it each exchange takes 40 ms

        def setup(self) -> None:
            super().setup()
            standin.connections.add(self.connection)

        def finish(self) -> None:
            standin.connections.discard(self.connection)
            with suppress(OSError):  # we closed it ourselves
                super().finish()

        def _serve(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {key.lower(): value for key, value in self.headers.items()}
            reply = standin.respond(self.command, self.path, headers, raw)
            if reply.status == 0:
                self.close_connection = True
                self.connection.close()
                return
            data = reply.bytes()
            self.send_response(reply.status)
            self.send_header("Content-Type", "text/html" if reply.raw else "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(data)))
            limits = {
                "X-RateLimit-Limit": "5000",
                "X-RateLimit-Remaining": "4999",
                "X-GitHub-Api-Version-Selected": "2022-11-28",
            }
            for key, value in {**limits, **reply.headers}.items():
                self.send_header(key, value)
            self.end_headers()
            self.wfile.write(data)
            self.wfile.flush()

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve  # noqa: N815 - names of the library

        def date_time_string(self, timestamp: float | None = None) -> str:  # noqa: ARG002 - the library's
            """The world's time: a registry trusts the forge's clock."""
            return format_datetime(standin.world.time, usegmt=True)

        def log_message(self, *arguments: Any) -> None:
            """Nothing on the terminal."""

    return Handler
