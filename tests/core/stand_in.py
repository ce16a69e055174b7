"""A server on this machine that stands in for arXiv and for everybody else that is fetched from."""

from __future__ import annotations

import contextlib
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer.

    Attributes:
        body: The content.
        status: The HTTP status.
        headers: Further header fields; a Content-Length here is sent in place of the true one.
        etag: Sent as the page's ETag; who asks with it is told that nothing changed.
    """

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came in: its path with the query, its header fields, and when (monotonic seconds)."""

    path: str
    headers: Mapping[str, str]
    at: float


Raw = Callable[[BaseHTTPRequestHandler], None]
"""Answers a request by itself, with bytes of its own."""


class StandIn:
    """The server: what it answers, and what it was asked.

    Attributes:
        url: Its address, without a slash at the end.
        asked: The requests, in order.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.asked: list[Asked] = []
        self._replies: dict[str, list[Reply | Raw]] = {}
        self._lock = threading.Lock()

    def serve(self, path: str, *replies: Reply | Raw) -> None:
        """Answer a path (a query in it must be the same, without one any will do) with each in turn, then the last."""
        self._replies[path] = list(replies)

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, queries included."""
        return [each.path for each in self.asked]

    def reply_to(self, path: str, headers: Mapping[str, str]) -> Reply | Raw:
        with self._lock:
            self.asked.append(Asked(path, {name.lower(): value for name, value in headers.items()}, time.monotonic()))
            replies = self._replies.get(path) or self._replies.get(path.partition("?")[0])
            if not replies:
                return Reply(b"<html>Not here.</html>", 404)
            return replies.pop(0) if len(replies) > 1 else replies[0]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that hang up."""


@contextlib.contextmanager
def stand_in(tls: ssl.SSLContext | None = None) -> Iterator[StandIn]:
    """Run a server until the block ends; over https where it is told how. As a proxy it refuses."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            reply = server.reply_to(self.path, dict(self.headers))
            self.close_connection = True
            with contextlib.suppress(ConnectionError):
                if isinstance(reply, Reply):
                    _send(self, reply)
                else:
                    reply(self)

        def do_CONNECT(self) -> None:
            server.reply_to(f"CONNECT {self.path}", dict(self.headers))
            self.close_connection = True
            _send(self, Reply(status=407))

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    with _Server(("127.0.0.1", 0), Handler) as http:
        server = StandIn(f"{'https' if tls else 'http'}://127.0.0.1:{http.server_port}")
        if tls is not None:
            http.socket = tls.wrap_socket(http.socket, server_side=True, do_handshake_on_connect=False)
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()


def _send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    if reply.etag and handler.headers.get("If-None-Match") == reply.etag:
        handler.send_response(304)
        handler.end_headers()
        return
    body = reply.body.encode() if isinstance(reply.body, str) else reply.body
    handler.send_response(reply.status)
    for name, value in {"Content-Length": str(len(body)), **reply.headers}.items():
        handler.send_header(name, value)
    if reply.etag:
        handler.send_header("ETag", reply.etag)
    handler.end_headers()
    handler.wfile.write(body)
