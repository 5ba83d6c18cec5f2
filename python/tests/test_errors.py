"""What errors say, and what they never say."""

from __future__ import annotations

import gzip
import json
import pickle
import socket
import traceback
from typing import Any, Callable, Dict

import pytest
from conftest import KEY
from either_client import EitherClient
from scripted_server import Script, ScriptedServer, error, response

import firsthandapi
from firsthandapi import (
    FirstHandApiError,
    FirstHandConfigurationError,
    FirstHandConnectionError,
    FirstHandError,
    FirstHandParseError,
)

Serve = Callable[..., ScriptedServer]
Connect = Callable[..., EitherClient]


def test_carries_what_the_service_said(serve: Serve, connect: Connect) -> None:
    details = [{"field": "description", "message": "10 to 5,000 characters"}]
    with pytest.raises(FirstHandApiError) as caught:
        connect(serve(error(400, "validation_error", "Wrong", details=details))).get_job("job_1")
    failure = caught.value
    assert (failure.type, failure.status, failure.message) == ("validation_error", 400, "Wrong")
    assert (failure.request_id, failure.details) == ("req_1", details)
    assert failure.headers["content-type"] == "application/json"
    assert "description: 10 to 5,000 characters" in str(failure)
    assert "[validation_error, status 400, req_1, getJob]" in str(failure)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (404, "unknown_error"),
        (429, "rate_limit_exceeded"),
        (500, "internal_error"),
        (502, "bad_gateway"),
        (503, "service_unavailable"),
        (504, "gateway_timeout"),
    ],
)
@pytest.mark.parametrize(
    "body", [b"<html><h1>Sorry</h1></html>", b'{"error": "text"}', b"[]", b'{"error": {"type": 7}}']
)
def test_describes_a_response_of_a_proxy(
    status: int, kind: str, body: bytes, serve: Serve, connect: Connect
) -> None:
    server = serve(response(status, body, {"content-type": "text/html"}))
    with pytest.raises(FirstHandApiError, match=f"HTTP {status} without an API error") as caught:
        connect(server, max_retries=0).get_job("job_1")
    assert caught.value.type == kind


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"[]", b'"text"', b"null", b"{", b"\xff\xfe", b'{"a": NaN}', b"[" * 100_000],
)
def test_refuses_a_success_that_no_operation_returns(
    body: bytes, serve: Serve, connect: Connect
) -> None:
    with pytest.raises(FirstHandParseError, match="not API JSON") as caught:
        connect(serve(response(200, body))).get_job("job_1")
    assert (caught.value.status, caught.value.request_id) == (200, "req_1")


def test_refuses_a_list_that_is_none(serve: Serve, connect: Connect) -> None:
    client = connect(serve(response(200, {"id": "job_1"})))
    with pytest.raises(FirstHandParseError):
        client.all(client.inner.list_jobs())


def test_follows_no_redirect_of_the_api(serve: Serve, connect: Connect) -> None:
    elsewhere = serve()
    server = serve(response(302, None, {"location": elsewhere.url}))
    with pytest.raises(FirstHandParseError, match="redirects are not followed"):
        connect(server).get_job("job_1")
    assert elsewhere.received == []


def test_names_the_host_that_cannot_be_reached(connect: Connect) -> None:
    client = connect("http://127.0.0.1:9", max_retries=0)
    with pytest.raises(FirstHandConnectionError, match=r"from http://127\.0\.0\.1:9 \(") as caught:
        client.get_job("job_1")
    assert isinstance(caught.value.__cause__, Exception)


@pytest.mark.parametrize(
    "garbage",
    [
        b"SSH-2.0-5ecret\x1b[31m" + b"x" * 5_000 + b"\r\n\r\n",
        b"5ecret/7 200 OK\r\n\r\n",
        b"HTTP/1.1 2x0 5ecret\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n5ecret\0: a\r\n" + b"a: 5ecret\r\n" * 8_000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5ecret\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n-5\r\n5ecret\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999\r\n\r\n5ecret",
    ],
    ids=["text", "protocol", "status", "headers", "chunk", "negative chunk", "length"],
)
def test_quotes_nothing_of_a_response_that_is_not_http(
    garbage: bytes, serve: Serve, connect: Connect
) -> None:
    def answer(connection: socket.socket) -> bool:
        connection.sendall(garbage)
        return False

    with pytest.raises(FirstHandConnectionError) as caught:
        connect(serve(answer), max_retries=0).get_job("job_1")
    shown = "".join(traceback.format_exception(None, caught.value, None))
    assert "5ecret" not in shown and "\x1b" not in shown
    assert len(caught.value.message) < 300


def test_bounds_what_a_proxy_says(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, connect: Connect
) -> None:
    refusal = b"HTTP/1.1 403 \x1b[31m" + b"x" * 5_000 + b"\r\ncontent-length: 0\r\n\r\n"
    monkeypatch.setenv("https_proxy", serve(refusal).url)
    with pytest.raises(FirstHandConnectionError, match="403") as caught:
        connect("https://api.invalid", max_retries=0).get_job("job_1")
    assert "\x1b" not in caught.value.message
    assert len(caught.value.message) < 300


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda client: client.get_job(""), "Invalid id ''"),
        (lambda client: client.get_job(".."), "Invalid id"),
        (lambda client: client.get_job(None), "Invalid id None"),
        (lambda client: client.get_job("job_1", wait=61), "Invalid wait: .* from 0 to 60"),
        (lambda client: client.get_job("job_1", options={"timout": 1}), "Unknown option timout"),
        (lambda client: client.get_job("job_1", options={"timeout": 0}), "Invalid timeout"),
        (lambda client: client.get_job("job_1", options={"max_retries": True}), "Invalid max_retr"),
        (
            lambda client: client.cancel_job("job_1", options={"idempotency_key": " "}),
            "Invalid idem",
        ),
        (
            lambda client: client.get_job("job_1", options={"headers": {"a b": "c"}}),
            "Invalid header",
        ),
        (
            lambda client: client.get_job("job_1", options={"headers": {"a": "b\r\nc: d"}}),
            "Invalid header",
        ),
        (
            lambda client: client.rate_job("job_1", rating=float("nan")),
            "Invalid arguments of rateJob",
        ),
        (lambda client: client.rate_job("job_1", rating=object()), "Invalid arguments of rateJob"),
    ],
)
def test_sends_nothing_when_an_argument_is_invalid(
    call: Callable[[Any], Any], message: str, serve: Serve, connect: Connect
) -> None:
    server = serve()
    with pytest.raises(FirstHandConfigurationError, match=message):
        call(connect(server))
    assert server.received == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"api_key": ""}, "Missing API key"),
        ({}, "Missing API key"),
        ({"api_key": "whsec_abc"}, "not with whsec_"),
        ({"api_key": "fh_test_sk_a\nb"}, "keys have only letters, digits and _"),
        ({"api_key": 7}, "pass a string"),
        ({"api_key": KEY, "base_url": "ftp://host"}, "Invalid base_url"),
        ({"api_key": KEY, "base_url": "https://user:password@host"}, "Invalid base_url"),
        ({"api_key": KEY, "base_url": "https://host/v1"}, "leave out /v1"),
        ({"api_key": KEY, "timeout": -1}, "Invalid timeout"),
        ({"api_key": KEY, "max_retries": "3"}, "Invalid max_retries"),
        ({"api_key": KEY, "default_headers": {"x": "\u20ac"}}, "Invalid header"),
    ],
)
def test_refuses_an_invalid_setting(options: Dict[str, Any], message: str) -> None:
    with pytest.raises(FirstHandConfigurationError, match=message):
        firsthandapi.FirstHandClient(**options)


def test_survives_pickling_in_a_worker_process(serve: Serve, connect: Connect) -> None:
    with pytest.raises(FirstHandApiError) as caught:
        connect(serve(error(409, "conflict", "Taken"))).cancel_job("job_1")
    copy = pickle.loads(pickle.dumps(caught.value))
    assert type(copy) is FirstHandApiError
    assert copy.to_dict() == caught.value.to_dict()
    assert json.loads(json.dumps(copy.to_dict()))["type"] == "conflict"


def test_has_one_base_for_all_errors() -> None:
    errors = [getattr(firsthandapi, name) for name in firsthandapi.__all__ if "Error" in name]
    own = [each for each in errors if each.__name__.startswith("FirstHand")]
    assert len(own) == 8 and all(issubclass(each, FirstHandError) for each in own)
    assert {each.__module__ for each in own} == {"firsthandapi"}


def _endless(head: bytes, part: bytes) -> Script:
    def send(connection: socket.socket) -> bool:
        connection.sendall(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n\r\n")
        # Ends when the client hangs up.
        while True:
            connection.sendall(part)

    return send


@pytest.mark.parametrize(
    "script",
    [
        _endless(b"content-type: application/json", b" " * 65_536),
        # To http.client, all that there is.
        _endless(b"transfer-encoding: chunked", b"-1\r\n" + b" " * 65_536),
        response(200, gzip.compress(b" " * 70_000_000, 1), {"content-encoding": "gzip"}),
    ],
    ids=["endless", "negative length", "encoded"],
)
def test_holds_no_response_in_memory_that_is_too_long(
    script: Script, serve: Serve, connect: Connect
) -> None:
    server = serve(script)
    client = connect(server, timeout=60, max_retries=0)
    with pytest.raises(FirstHandError, match="longer than 64 MiB|not API JSON|illegal chunk|LineTooLong"):
        client.get_job("job_1")
