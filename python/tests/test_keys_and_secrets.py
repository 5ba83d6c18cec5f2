"""API keys: where they come from, and that nothing shows them."""

from __future__ import annotations

import copy
import logging
import os
import pickle
import socket
import traceback
from typing import Any, Callable, Dict, List

import pytest
from conftest import KEY, KINDS
from either_client import EitherClient
from scripted_server import ScriptedServer, error, reset, response

import firsthandapi
from firsthandapi import (
    NO_API_KEY,
    FirstHandApiError,
    FirstHandClient,
    FirstHandConfigurationError,
    FirstHandError,
)

Serve = Callable[..., ScriptedServer]
Connect = Callable[..., EitherClient]
JOB = response(200, {"id": "job_1"})
OTHER_KEY = "another-form.of/key+0123456789"


def keys_of(server: ScriptedServer) -> List[str]:
    return [received.headers.get("authorization", "") for received in server.received]


def test_reads_key_and_address_from_the_environment(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve()
    monkeypatch.setenv("FIRSTHAND_API_KEY", KEY)
    monkeypatch.setenv("FIRSTHAND_BASE_URL", f"{server.url}/")
    FirstHandClient().get_job("job_1")
    assert (keys_of(server), server.received[0].target) == ([f"Bearer {KEY}"], "/v1/jobs/job_1")


def test_asks_a_function_for_the_key_before_every_attempt(serve: Serve, connect: Connect) -> None:
    server = serve(error(500, "internal_error"), JOB)
    keys = iter(["fh_test_sk_a", "fh_test_sk_b"])
    connect(server, api_key=lambda: next(keys)).get_job("job_1")
    assert keys_of(server) == ["Bearer fh_test_sk_a", "Bearer fh_test_sk_b"]


def test_awaits_a_coroutine_function_for_the_key(serve: Serve, connect: Connect, kind: str) -> None:
    async def ask() -> str:
        return "fh_test_sk_a"

    if kind == "sync":
        with pytest.raises(FirstHandConfigurationError, match="pass a string"):
            pending = ask()
            try:
                connect(serve(), api_key=lambda: pending).get_job("job_1")
            finally:
                pending.close()
        return
    server = serve()
    connect(server, api_key=ask).get_job("job_1")
    assert keys_of(server) == ["Bearer fh_test_sk_a"]


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (lambda: None, "Missing API key"),
        (lambda: "", "Missing API key"),
        (lambda: "a b", "no spaces or quotes"),
        (lambda: os.environ["NOT_SET_5ecret"], "api_key function failed"),
    ],
)
def test_names_a_function_that_gives_no_key(
    function: Any, message: str, serve: Serve, connect: Connect
) -> None:
    server = serve()
    with pytest.raises(FirstHandConfigurationError, match=message):
        connect(server, api_key=function).get_job("job_1")
    assert server.received == []


def test_signs_up_without_a_key_and_then_uses_the_new_one(serve: Serve, connect: Connect) -> None:
    server = serve(response(201, {"api_key": KEY}), JOB)
    client = connect(server, api_key=NO_API_KEY)
    with pytest.raises(FirstHandConfigurationError, match="Missing API key"):
        client.get_job("job_1")
    created = client.signup(name="Acme", email="dev@acme.example")
    client.use_api_key(created["api_key"])
    client.get_job("job_1")
    assert keys_of(server) == ["", f"Bearer {KEY}"]


def test_sends_no_key_when_it_signs_up(serve: Serve, connect: Connect) -> None:
    server = serve(response(201, {}))
    connect(server).signup(name="Acme", email="dev@acme.example")
    assert keys_of(server) == [""]


def test_switches_to_the_key_that_it_rotated(serve: Serve, connect: Connect) -> None:
    server = serve(response(200, {"secret": "fh_test_sk_new"}), JOB)
    client = connect(server)
    client.rotate_api_key("key_1", use_new_key=True)
    client.get_job("job_1")
    assert keys_of(server) == [f"Bearer {KEY}", "Bearer fh_test_sk_new"]


@pytest.mark.parametrize("key", [KEY, OTHER_KEY])
def test_logs_no_secret(
    key: str, serve: Serve, connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "firsthandapi")
    secret = "whsec_5uperSecret"
    body = {"id": "whe_1", "secret": secret, "url": f"https://a.example/?signature={key}"}
    client = connect(serve(response(201, body, {"x-echo": key})), api_key=key)
    client.create_webhook_endpoint(url="https://a.example/?token=5ecret", events=["job.completed"])
    assert "createWebhookEndpoint 1: 201 req_1" in caplog.text
    assert "POST http://127.0.0.1" in caplog.text and "[redacted]" in caplog.text
    for text in (key, secret, "5ecret"):
        assert text not in caplog.text


def test_is_silent_unless_asked(
    serve: Serve, connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    connect(serve()).get_job("job_1")
    assert caplog.text == ""


def test_warns_once_of_what_the_service_will_remove(
    serve: Serve, connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    headers = {"deprecation": "true", "sunset": "Wed, 21 Oct 2026 07:28:00 GMT", "link": "</v2>"}
    client = connect(serve(response(200, {"id": "job_1"}, headers)))
    client.get_job("job_1")
    client.get_job("job_1")
    assert caplog.messages == ["getJob is deprecated, ends on Wed, 21 Oct 2026 07:28:00 GMT, </v2>"]


def shown(failure: BaseException) -> str:
    """All that an error reporter could show: messages, causes and the variables of every frame."""
    report = traceback.TracebackException.from_exception(failure, capture_locals=True)
    return "".join(report.format()) + repr(failure) + repr(vars(failure))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("options", [{"apikey": KEY}, {"api_key": KEY, "base_ur": OTHER_KEY}])
def test_names_the_option_that_was_meant_without_a_key(kind: str, options: Dict[str, str]) -> None:
    client = getattr(firsthandapi, "FirstHandClient" if kind == "sync" else "AsyncFirstHandClient")
    with pytest.raises(TypeError) as caught:
        client(**options)
    unknown, meant = ("apikey", "api_key") if "apikey" in options else ("base_ur", "base_url")
    name = client.__name__
    assert str(caught.value) == (
        f"{name}() got an unexpected keyword argument {unknown!r}; did you mean {meant!r}?"
    )
    report = _below_the_caller(caught.value)
    assert KEY not in report and OTHER_KEY not in report


def test_shows_no_key_that_is_passed_without_its_name() -> None:
    client: Any = FirstHandClient
    with pytest.raises(TypeError, match="positional") as caught:
        client(KEY)
    assert KEY not in _below_the_caller(caught.value)


def _below_the_caller(failure: BaseException) -> str:
    """What a reporter could show of the package's own frames; the caller's variables are its own."""
    assert failure.__traceback__ is not None
    return shown(failure.with_traceback(failure.__traceback__.tb_next))


def _silent(_: socket.socket) -> bool:
    import threading

    threading.Event().wait(1)
    return False


SECRET_BODY = '{"secret": "whsec_5uperSecret", '.encode()


@pytest.mark.parametrize("key", [KEY, OTHER_KEY])
@pytest.mark.parametrize(
    "script",
    [
        reset,
        _silent,
        error(401, "authentication_error", f"Invalid key {KEY}"),
        response(200, SECRET_BODY),
        response(200, SECRET_BODY, {"content-length": "99999"}),
        response(302, None, {"location": f"https://a.example/?key={KEY}"}),
        b"HTTP/1.1 200 OK\r\nset-cookie: session=whsec_5uperSecret\r\n\r\n{",
        b"no HTTP at all\r\n\r\n",
    ],
    ids=["reset", "silent", "refused", "broken", "cut", "redirect", "cookie", "no HTTP"],
)
def test_shows_no_secret_in_a_traceback_with_its_variables(
    script: Any, key: str, serve: Serve, connect: Connect
) -> None:
    def answer(connection: socket.socket) -> bool:
        if callable(script):
            return bool(script(connection))
        connection.sendall(script)
        return False

    client = connect(serve(answer), api_key=key, timeout=0.2, max_retries=1)
    with pytest.raises(FirstHandError) as caught:
        client.create_webhook_endpoint(url="https://a.example", events=["job.completed"])
    text = shown_below(caught.value)
    assert key not in text and "5uperSecret" not in text


def test_shows_no_password_of_a_proxy_with_a_url_that_cannot_be_sent(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = serve().port
    monkeypatch.setenv("http_proxy", f"http://user:5uperSecret@127.0.0.1:{port}")
    client = firsthandapi.FirstHandClient(api_key=KEY, base_url="http://host.example/caf\u00e9")
    with pytest.raises(FirstHandConfigurationError, match="a character is not allowed") as caught:
        client.get_job("job_1")
    text = shown_below(caught.value)
    assert "5uperSecret" not in text and "dXNlcjo1dXBlclNlY3JldA" not in text


def shown_below(failure: BaseException) -> str:
    """As `shown`, from the client's own frames on: those of this test hold the key on purpose."""
    frames = failure.__traceback__
    while frames is not None and "/src/firsthandapi/" not in frames.tb_frame.f_code.co_filename:
        frames = frames.tb_next
    return shown(failure.with_traceback(frames))


@pytest.mark.parametrize(
    "options", [{"base_url": "ftp://"}, {"timeout": -1}, {"default_headers": {"a b": "c"}}]
)
@pytest.mark.parametrize("name", ["FirstHandClient", "AsyncFirstHandClient"][: len(KINDS)])
def test_shows_no_key_when_another_option_is_invalid(name: str, options: Dict[str, Any]) -> None:
    with pytest.raises(FirstHandConfigurationError) as caught:
        getattr(firsthandapi, name)(api_key=OTHER_KEY, **options)
    assert OTHER_KEY not in shown_below(caught.value)


@pytest.mark.parametrize("key", ["fh_test_sk_5uperSecret \n", "whsec_5uperSecret", b"5uperSecret"])
def test_shows_no_key_that_is_invalid(key: Any) -> None:
    with pytest.raises(FirstHandConfigurationError) as caught:
        FirstHandClient(api_key=key)
    assert "5uperSecret" not in shown_below(caught.value)


def test_shows_no_key_in_the_representation_of_a_client(connect: Connect) -> None:
    client = connect("https://host").inner
    text = (
        repr(client)
        + repr(vars(client))
        + repr(client._settings.key)
        + repr(client._settings.headers)
    )
    assert KEY not in text and "https://host" in text
    copiers: List[Callable[[Any], Any]] = [copy.deepcopy, pickle.dumps]
    for copier in copiers:
        with pytest.raises(TypeError, match="make one in each process"):
            copier(client)


def test_masks_a_message_that_repeats_the_key(serve: Serve, connect: Connect) -> None:
    with pytest.raises(FirstHandApiError, match=r"fh_test_sk_\[redacted\]"):
        connect(serve(error(401, "authentication_error", f"Invalid key {KEY}"))).get_job("job_1")
