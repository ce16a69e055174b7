"""The same over https, with a certificate made for the test, and through a proxy."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from digest_reader.fetch.exchange import ExchangeError, Limits, StoppedError, exchange
from tests.core.stand_in import Reply, StandIn, stand_in

LIMITS = Limits(connect=2, idle=2, total=3, size=1000)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of 127.0.0.1 that only itself vouches for, and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl to make a certificate with")
    folder = tmp_path_factory.mktemp("certificate")
    pem, key = folder / "certificate.pem", folder / "key.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "2",
    ]
    command += ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run([*command, "-out", str(pem), "-keyout", str(key)], check=True, capture_output=True)
    return pem, key


@pytest.fixture
def server(certificate: tuple[Path, Path]) -> Iterator[StandIn]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with stand_in(context) as server:
        yield server


@pytest.fixture
def _trusted(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)


def never() -> bool:
    return False


@pytest.mark.usefixtures("_trusted")
def test_a_page_comes_over_https(server: StandIn) -> None:
    server.serve("/a", Reply("over TLS"))
    answer = exchange(f"{server.url}/a", {}, LIMITS, never)
    assert (answer.status, answer.body) == (200, b"over TLS")


def test_a_certificate_that_nobody_vouches_for_is_refused(server: StandIn) -> None:
    with pytest.raises(ExchangeError, match="certificate is not valid") as caught:
        exchange(f"{server.url}/a", {}, LIMITS, never)
    assert caught.value.trouble == "insecure"
    assert server.asked == []


def slowly(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(60):
        handler.wfile.write(b"a")
        time.sleep(0.05)


@pytest.mark.usefixtures("_trusted")
def test_a_slow_answer_over_https_is_cut_off(server: StandIn) -> None:
    server.serve("/a", slowly)
    with pytest.raises(ExchangeError, match=r"not complete after 0\.5 s"):
        exchange(f"{server.url}/a", {}, Limits(connect=2, idle=2, total=0.5), never)


@pytest.mark.usefixtures("_trusted")
def test_an_answer_over_https_can_be_stopped(server: StandIn) -> None:
    server.serve("/a", slowly)
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    with pytest.raises(StoppedError):
        exchange(f"{server.url}/a", {}, LIMITS, stop.is_set)


def test_https_goes_through_the_proxy_that_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    with stand_in() as proxy:
        monkeypatch.setenv("https_proxy", proxy.url.replace("http://", "http://ana:se%20cret@"))
        with pytest.raises(ExchangeError, match="407"):
            exchange("https://arxiv.example/list/cs.DC/new", {}, LIMITS, never)
    [asked] = proxy.asked
    assert asked.path == "CONNECT arxiv.example:443"
    assert asked.headers["proxy-authorization"] == "Basic YW5hOnNlIGNyZXQ="


def test_a_proxy_of_another_kind_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "socks5://127.0.0.1:1080")
    with pytest.raises(ExchangeError, match="proxy of the kind socks5"):
        exchange("https://arxiv.example/", {}, LIMITS, never)
