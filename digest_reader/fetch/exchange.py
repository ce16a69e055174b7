"""One HTTP request and its answer, with every limit that a stranger's server may try: time, size, compression.

No redirect is followed, nothing is kept and nothing is tried again here: that is `digest_reader.fetch.fetcher`'s.
"""

from __future__ import annotations

import contextlib
import errno
import http.client
import socket
import ssl
import threading
import time
import urllib.request
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import urlsplit

from digest_reader.i18n import _

MEGABYTE: Final = 1024 * 1024
_CHUNK = 64 * 1024
_TICK = 0.1
_UNREACHABLE: Final = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.ECONNREFUSED}

Trouble = Literal["offline", "slow", "broken", "large", "insecure"]
"""``offline``: the host cannot be reached; ``slow``: it took too long; ``broken``: the answer is not whole or no
HTTP; ``large``: it is larger than is read; ``insecure``: its certificate is not believed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an answer may take.

    Attributes:
        connect: Seconds until the connection stands.
        idle: Seconds without a byte.
        total: Seconds from the request to the last byte of the answer.
        size: Bytes of the answer, unpacked.
    """

    connect: float = 15.0
    idle: float = 30.0
    total: float = 180.0
    size: int = 64 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that came whole.

    Attributes:
        status: The HTTP status.
        headers: The header fields, names in lower case; of a repeated one the last.
        body: The body, unpacked.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


class ExchangeError(Exception):
    """There is no whole answer.

    Attributes:
        trouble: What kind of thing went wrong.
        reason: It in words, without the host: "no answer within 30 s".
    """

    def __init__(self, trouble: Trouble, reason: str) -> None:
        super().__init__(reason)
        self.trouble = trouble
        self.reason = reason


class StoppedError(Exception):
    """The request was cut off because whoever wanted it does not want it any more."""


def exchange(url: str, headers: Mapping[str, str], limits: Limits, cancelled: Callable[[], bool]) -> Answer:
    """Ask for an address and return its answer, whatever its status.

    Args:
        url: An ``https`` or ``http`` address.
        headers: The header fields to send beside Host, Accept-Encoding and Connection.
        limits: What the answer may take.
        cancelled: Asked often, also while the answer is awaited.

    Raises:
        ExchangeError: There is no whole answer within the limits.
        StoppedError: It was asked to stop.
    """
    connection = _connection(url, limits)
    watch = _Watch(connection, limits, cancelled)
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        with contextlib.closing(connection), watch.watching():
            connection.connect()
            watch.connected()
            connection.request("GET", target, headers={**headers, "Accept-Encoding": "gzip", "Connection": "close"})
            with contextlib.closing(connection.getresponse()) as response:
                answer = _answer(response, limits)
    except ExchangeError:
        watch.explain()
        raise
    except (http.client.HTTPException, OSError, ValueError) as error:
        # Its own cutting off shows as all kinds of broken connections; that is asked first.
        watch.explain()
        raise _in_words(error) from error
    # An answer without a length ends where the connection does, and that may have been its doing.
    watch.explain()
    return answer


class _Watch:
    """Cuts a connection off when its time is over or nobody wants it.

    A server that sends a byte now and then would never meet the socket's own time-out.
    """

    def __init__(self, connection: http.client.HTTPConnection, limits: Limits, cancelled: Callable[[], bool]) -> None:
        self._connection = connection
        self._socket: socket.socket | None = None
        self._limits = limits
        self._cancelled = cancelled
        self._over = threading.Event()
        self._why: Literal["late", "cancelled"] | None = None
        self._deadline = time.monotonic() + limits.total

    @contextlib.contextmanager
    def watching(self) -> Iterator[None]:
        thread = threading.Thread(target=self._watch, daemon=True, name="fetch-watch")
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()

    def connected(self) -> None:
        """Wait for bytes from now on, no longer for the connection."""
        # Kept, because the connection forgets its socket as soon as the answer's head has come.
        self._socket = self._connection.sock
        if self._socket is not None:
            self._socket.settimeout(self._limits.idle)

    def explain(self) -> None:
        """Raise what this did to the connection, if it did anything."""
        if self._why == "cancelled":
            raise StoppedError
        if self._why == "late":
            raise ExchangeError(
                "slow", _("the answer was not complete after {seconds:g} s").format(seconds=self._limits.total)
            )

    def _watch(self) -> None:
        while not self._over.wait(_TICK):
            if self._cancelled():
                self._why = "cancelled"
            elif time.monotonic() > self._deadline:
                self._why = "late"
            if self._why is not None:
                self._cut()

    def _cut(self) -> None:
        """Shut the socket, which wakes who reads from it."""
        sock = self._socket or self._connection.sock
        if sock is not None:
            with contextlib.suppress(OSError):
                # Not `SSLSocket.shutdown`, which would take the cipher away under the thread that reads.
                socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _connection(url: str, limits: Limits) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme == "http":
        return http.client.HTTPConnection(host, parts.port or 80, timeout=limits.connect)
    port = parts.port or 443
    context = ssl.create_default_context()
    proxy = None if urllib.request.proxy_bypass(host) else urllib.request.getproxies().get("https")
    if not proxy:
        return http.client.HTTPSConnection(host, port, timeout=limits.connect, context=context)
    way = urlsplit(proxy if "//" in proxy else f"http://{proxy}")
    if way.scheme not in ("http", "https"):
        raise ExchangeError(
            "offline", _("a proxy of the kind {kind} is set, and only http ones are known").format(kind=way.scheme)
        )
    connection = http.client.HTTPSConnection(
        way.hostname or "", way.port or 3128, timeout=limits.connect, context=context
    )
    connection.set_tunnel(host, port, headers=_proxy_headers(way.username, way.password))
    return connection


def _proxy_headers(user: str | None, password: str | None) -> dict[str, str]:
    if user is None:
        return {}
    import base64
    from urllib.parse import unquote

    token = base64.b64encode(f"{unquote(user)}:{unquote(password or '')}".encode()).decode("ascii")
    return {"Proxy-Authorization": f"Basic {token}"}


def _answer(response: http.client.HTTPResponse, limits: Limits) -> Answer:
    headers = {name.lower(): value for name, value in response.getheaders()}
    if response.status in (204, 304):
        return Answer(response.status, headers, b"")
    declared = response.length
    if declared is not None and declared > limits.size:
        raise _too_large(limits)
    unpack = _unpacker(headers.get("content-encoding", ""))
    body, received = bytearray(), 0
    while chunk := response.read1(_CHUNK):
        received += len(chunk)
        body += unpack(chunk, limits.size + 1 - len(body))
        if max(received, len(body)) > limits.size:
            raise _too_large(limits)
    if declared is not None and received < declared:
        raise ExchangeError(
            "broken",
            _("the answer broke off after {received:,} of {declared:,} bytes").format(
                received=received, declared=declared
            ),
        )
    body += unpack(None, limits.size + 1 - len(body))
    return Answer(response.status, headers, bytes(body))


def _unpacker(encoding: str) -> Callable[[bytes | None, int], bytes]:
    """Return what unpacks chunk by chunk, given the most bytes that it may return; None is the end."""
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return lambda chunk, most: chunk or b""
    if name not in ("gzip", "x-gzip"):
        raise ExchangeError(
            "broken",
            _("the answer is packed in a way that was not asked for ({encoding})").format(encoding=encoding[:40]),
        )
    inflate = zlib.decompressobj(wbits=31)

    def unpack(chunk: bytes | None, most: int) -> bytes:
        if chunk is None:
            if not inflate.eof:
                raise ExchangeError("broken", _("the packed answer broke off"))
            return b""
        try:
            # What does not fit is left packed: the caller sees that it has more than it takes.
            return inflate.decompress(chunk, max(most, 1))
        except zlib.error as error:
            raise ExchangeError("broken", _("the packed answer cannot be unpacked")) from error

    return unpack


def _too_large(limits: Limits) -> ExchangeError:
    return ExchangeError("large", _("the answer is larger than {size:,} bytes").format(size=limits.size))


def _in_words(error: Exception) -> ExchangeError:
    if isinstance(error, socket.gaierror):
        return ExchangeError("offline", _("its name cannot be resolved"))
    if isinstance(error, ssl.SSLCertVerificationError):
        return ExchangeError(
            "insecure", _("its certificate is not valid: {reason}").format(reason=error.verify_message)
        )
    if isinstance(error, TimeoutError):
        return ExchangeError("slow", _("it did not answer in time"))
    if isinstance(error, OSError) and error.errno in _UNREACHABLE:
        return ExchangeError("offline", (error.strerror or _("it cannot be reached")).lower())
    if isinstance(error, http.client.IncompleteRead):
        return ExchangeError("broken", _("the answer broke off"))
    if isinstance(error, ConnectionError | ssl.SSLError | http.client.RemoteDisconnected):
        return ExchangeError("broken", _("the connection broke"))
    if isinstance(error, http.client.HTTPException | ValueError):
        return ExchangeError("broken", _("its answer is no HTTP"))
    return ExchangeError("broken", str(error) or type(error).__name__)
