"""Connections of the synchronous client: kept alive, checked, and led through proxies."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
import time
from functools import partial
from pathlib import Path
from typing import Any, Callable, List

import pytest
from conftest import KEY
from scripted_server import ScriptedServer, error, response

from firsthandapi import (
    FirstHandClient,
    FirstHandConfigurationError,
    FirstHandConnectionError,
    FirstHandError,
    FirstHandTimeoutError,
)

Serve = Callable[..., ScriptedServer]
JOB = response(200, {"id": "job_1"})


def client_of(server: Any, **options: Any) -> FirstHandClient:
    url = server if isinstance(server, str) else server.url
    return FirstHandClient(**{"api_key": KEY, "base_url": url, "sleep": lambda _: None, **options})


def test_sends_many_requests_over_one_connection(serve: Serve) -> None:
    chunked = (
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
        b'b\r\n{"id":"job_\r\n3\r\n1"}\r\n0\r\n\r\n'
    )
    server = serve(JOB, error(404, "not_found"), chunked, response(204), JOB)
    with client_of(server) as client:
        client.get_job("job_1")
        with pytest.raises(FirstHandError):
            client.get_job("job_2")
        assert client.get_job("job_1") == {"id": "job_1"}
        client.delete_api_key("key_1")
        client.get_job("job_1")
    assert {received.connection for received in server.received} == {1}


@pytest.mark.parametrize(
    "ending",
    [
        response(200, {"id": "job_1"}, {"connection": "close"}),
        b'HTTP/1.0 200 OK\r\n\r\n{"id": "job_1"}',
        response(200, {"id": "job_1"}, {"keep-alive": "timeout=1"}),
    ],
    ids=["close", "HTTP/1.0", "kept for no time"],
)
def test_opens_another_connection_when_the_server_ends_one(ending: bytes, serve: Serve) -> None:
    def end(connection: socket.socket) -> bool:
        connection.sendall(ending)
        return b"timeout" in ending

    server = serve(end, JOB)
    client = client_of(server, max_retries=0)
    client.get_job("job_1")
    client.get_job("job_1")
    assert [received.connection for received in server.received] == [1, 2]


def test_uses_no_connection_that_was_closed_meanwhile(serve: Serve) -> None:
    server = serve(JOB)
    client = client_of(server, max_retries=0)
    client.get_job("job_1")
    server.close_connections()
    assert client.get_job("job_1") == {"id": "job_1"}


def test_reports_headers_that_are_cut(serve: Serve) -> None:
    head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-a: b\r\n\r\n"
    for end in range(1, len(head)):
        server = serve(partial(_end_with, head[:end]), JOB)
        assert client_of(server).get_job("job_1") == {"id": "job_1"}, f"cut after {end} bytes"
        server.close()


def test_reads_headers_as_servers_write_them(serve: Serve) -> None:
    lines = [
        "HTTP/1.1 200 OK",
        " beginning: before any other",
        "Content-Length:2",
        "X-Request-Id:  req_1\t",
        "link: </a>",
        "Link: </b>;",
        "\trel=next",
        "set-cookie: a=b",
        " ; secure",
        "no header at all",
        "x-latin: \xe9",
        "x-empty:",
        "content-length : 2",
    ]
    end = {"\r\n": serve(), "\n": serve()}
    for newline, server in end.items():
        server.scripts = ["".join(line + newline for line in [*lines, ""]).encode("latin-1") + b"{}"]
        client = client_of(server)
        for _ in range(2):
            read = client.with_response(client.get_job, "job_1")
        assert read.headers == {
            "content-length": "2, 2",
            "beginning": "before any other",
            "x-request-id": "req_1",
            "link": "</a>, </b>; rel=next",
            "x-latin": "\xe9",
            "x-empty": "",
        }
        assert {received.connection for received in server.received} == {1}


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/2 200\r\ncontent-length: 2\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nx-a: " + b"a" * 65_536 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n" + b"x-a: a\r\n" * 10_000 + b"\r\n",
    ],
    ids=["another protocol", "one without an end", "many without an end"],
)
def test_reports_a_response_whose_headers_it_cannot_read(head: bytes, serve: Serve) -> None:
    with pytest.raises(FirstHandConnectionError):
        client_of(serve(head + b"{}"), max_retries=0).get_job("job_1")


def _end_with(data: bytes, connection: socket.socket) -> bool:
    connection.sendall(data)
    return False


def test_serves_threads_with_connections_of_their_own(serve: Serve) -> None:
    def slow(connection: socket.socket) -> bool:
        time.sleep(0.05)
        connection.sendall(JOB)
        return True

    server = serve(slow)
    client = client_of(server)
    results: List[Any] = []
    threads = [
        threading.Thread(target=lambda: results.append(client.get_job("job_1"))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [{"id": "job_1"}] * 8
    assert len({received.connection for received in server.received}) > 1


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that nobody trusts, with its key."""
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
    ]
    command += [
        "-nodes",
        "-keyout",
        str(path),
        "-out",
        f"{path}.crt",
        "-days",
        "2",
        "-subj",
        "/CN=127.0.0.1",
    ]
    command += ["-addext", "subjectAltName=IP:127.0.0.1"]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("NOT RUN: openssl is not on this machine")
    path.write_bytes(path.read_bytes() + Path(f"{path}.crt").read_bytes())
    return path


def server_context(certificate: Path, newest: ssl.TLSVersion) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.maximum_version = newest
    context.set_ciphers("DEFAULT@SECLEVEL=0")
    return context


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_speaks_tls_and_keeps_the_connection(
    version: ssl.TLSVersion, serve: Serve, certificate: Path
) -> None:
    trusting = ssl.create_default_context(cafile=str(certificate))
    server = serve(JOB, context=server_context(certificate, version))
    client = client_of(server, ssl_context=trusting)
    client.get_job("job_1")
    assert client.get_job("job_1") == {"id": "job_1"}
    assert {received.connection for received in server.received} == {1}


def test_refuses_a_certificate_that_it_does_not_trust(serve: Serve, certificate: Path) -> None:
    server = serve(JOB, context=server_context(certificate, ssl.TLSVersion.TLSv1_3))
    with pytest.raises(FirstHandConfigurationError, match="certificate of https://.* is not valid"):
        client_of(server).get_job("job_1")
    assert server.received == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_refuses_tls_before_1_2(serve: Serve, certificate: Path) -> None:
    server = serve(JOB, context=server_context(certificate, ssl.TLSVersion.TLSv1_1))
    with pytest.raises(FirstHandError):
        client_of(server, max_retries=0).get_job("job_1")
    assert server.received == []


def test_sends_through_the_proxy_of_the_environment(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = serve(JOB)
    monkeypatch.setenv("http_proxy", proxy.url.replace("//", "//me:p%40ss@"))
    client_of("http://api.invalid:81").get_job("job_1")
    (received,) = proxy.received
    assert received.target == "http://api.invalid:81/v1/jobs/job_1"
    assert received.headers["host"] == "api.invalid:81"
    assert received.headers["proxy-authorization"] == "Basic bWU6cEBzcw=="


def test_tunnels_tls_through_the_proxy(
    serve: Serve, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(JOB, context=server_context(certificate, ssl.TLSVersion.TLSv1_3))

    def tunnel(connection: socket.socket) -> bool:
        with socket.create_connection(("127.0.0.1", server.port)) as target:
            connection.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
            back = threading.Thread(target=pump, args=(target, connection), daemon=True)
            back.start()
            pump(connection, target)
        return False

    proxy = serve(tunnel)
    monkeypatch.setenv("https_proxy", proxy.url)
    trusting = ssl.create_default_context(cafile=str(certificate))
    client_of(server, ssl_context=trusting).get_job("job_1")
    assert (proxy.received[0].method, proxy.received[0].target) == (
        "CONNECT",
        f"127.0.0.1:{server.port}",
    )
    assert "authorization" not in proxy.received[0].headers


def pump(source: socket.socket, target: socket.socket) -> None:
    try:
        while True:
            part = source.recv(65_536)
            if not part:
                return
            target.sendall(part)
    except OSError:
        pass


def test_goes_around_the_proxy_where_told(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    server = serve(JOB)
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert client_of(server).get_job("job_1") == {"id": "job_1"}


def test_names_a_proxy_that_it_cannot_use(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "socks5://127.0.0.1:9")
    with pytest.raises(FirstHandConfigurationError, match="Unsupported socks5 proxy in HTTP_PROXY"):
        client_of(serve()).get_job("job_1")


@pytest.mark.parametrize(
    "proxy", ["http://me:hunter/2@host:80", "http://me:hunter#2@host", "http://[::1", "host:99999"]
)
def test_refuses_a_malformed_proxy_without_its_password(
    proxy: str, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", proxy)
    with pytest.raises(FirstHandConfigurationError, match="Invalid HTTP_PROXY") as caught:
        client_of(serve()).get_job("job_1")
    assert "hunter" not in str(caught.value) and caught.value.__cause__ is None


@pytest.mark.parametrize("host", ["a..b", "a" * 300])
def test_reports_a_name_that_no_host_can_have(host: str) -> None:
    with pytest.raises(FirstHandError, match="not a valid host name"):
        client_of(f"http://{host}", max_retries=0).get_job("job_1")


def test_takes_a_number_that_no_float_can_be_for_a_very_long_time(serve: Serve) -> None:
    client = client_of(serve(JOB), timeout=10**400, max_retries=10**400)
    assert client.get_job("job_1") == {"id": "job_1"}


def test_limits_a_call_without_touching_the_client(serve: Serve) -> None:
    server = serve(error(500, "internal_error"))
    client = client_of(server, max_retries=2)
    with pytest.raises(FirstHandError):
        client.with_options(max_retries=0).get_job("job_1")
    assert len(server.received) == 1
    with pytest.raises(FirstHandError):
        client.get_job("job_1")
    assert len(server.received) == 4
    assert {received.connection for received in server.received} == {1}


def test_ends_an_attempt_sooner_than_the_last_one_on_its_connection(serve: Serve) -> None:
    def silent(_: socket.socket) -> bool:
        threading.Event().wait(5)
        return False

    server = serve(JOB, JOB, silent)
    client = client_of(server, timeout=30, max_retries=0)
    for _ in range(2):
        client.get_job("job_1")
    with pytest.raises(FirstHandTimeoutError, match=r"within 0\.2 s"):
        client.with_options(timeout=0.2).get_job("job_1")
    assert {received.connection for received in server.received} == {1}


def test_sends_with_what_the_caller_gives_it() -> None:
    class Transport:
        """Answers by itself."""

        def send(self, request: Any, seconds: float) -> Any:
            from firsthandapi import Response

            self.sent = (request.method, request.url, seconds)
            return Response(200, {}, b'{"id": "job_1"}')

    transport = Transport()
    assert client_of("https://host", transport=transport).get_job("job_1") == {"id": "job_1"}
    assert transport.sent == ("GET", "https://host/v1/jobs/job_1", 30.0)


HINTS = b"HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=preload\r\n\r\n"


def test_skips_what_a_proxy_tells_before_the_response(serve: Serve) -> None:
    server = serve(HINTS + b"HTTP/1.1 100 Continue\r\n\r\n" + JOB, JOB)
    client = client_of(server)
    for _ in range(2):
        assert client.get_job("job_1") == {"id": "job_1"}
    assert {received.connection for received in server.received} == {1}
