"""What is sent again, when, and with what."""

from __future__ import annotations

import math
from typing import Any, Callable

import pytest
from either_client import EitherClient
from scripted_server import ScriptedServer, error, reset, response

from firsthandapi import FirstHandApiError, FirstHandConnectionError, FirstHandError

Serve = Callable[..., ScriptedServer]
Connect = Callable[..., EitherClient]
JOB = response(200, {"id": "job_1"})


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_repeats_a_response_that_says_later(status: int, serve: Serve, connect: Connect) -> None:
    server = serve(error(status, "internal_error"), JOB)
    client = connect(server)
    assert client.get_job("job_1") == {"id": "job_1"}
    assert len(server.received) == 2
    assert 0 <= client.pauses[0] <= 0.5


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 422, 501])
def test_repeats_no_refusal(status: int, serve: Serve, connect: Connect) -> None:
    server = serve(error(status, "conflict"))
    with pytest.raises(FirstHandApiError) as caught:
        connect(server).cancel_job("job_1")
    assert (caught.value.status, caught.value.retryable) == (status, False)
    assert len(server.received) == 1


def test_repeats_after_a_broken_connection(serve: Serve, connect: Connect) -> None:
    server = serve(reset, JOB)
    assert connect(server).get_job("job_1") == {"id": "job_1"}


@pytest.mark.parametrize(
    "broken",
    [
        response(200, {"id": "job_1"}, {"content-length": "99"}),
        b'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"id"',
        b"nothing like HTTP\r\n\r\n",
    ],
    ids=["shorter than it says", "in the middle of a chunk", "no HTTP"],
)
def test_repeats_an_incomplete_response(broken: bytes, serve: Serve, connect: Connect) -> None:
    def break_off(connection: Any) -> bool:
        connection.sendall(broken)
        return False

    server = serve(break_off, JOB)
    assert connect(server).get_job("job_1") == {"id": "job_1"}
    assert len(server.received) == 2


def test_keeps_one_idempotency_key_and_body_over_all_attempts(
    serve: Serve, connect: Connect
) -> None:
    server = serve(error(500, "internal_error"), reset, error(503, "service_unavailable"), JOB)
    connect(server).rate_job("job_1", rating=5)
    keys = {received.headers["idempotency-key"] for received in server.received}
    bodies = {received.body for received in server.received}
    assert (len(server.received), len(keys), bodies) == (4, 1, {b'{"rating":5}'})


def test_uses_another_idempotency_key_for_another_call(serve: Serve, connect: Connect) -> None:
    server = serve(JOB)
    client = connect(server)
    client.cancel_job("job_1")
    client.cancel_job("job_1")
    first, second = (received.headers["idempotency-key"] for received in server.received)
    assert first != second


def test_gives_up_after_the_fourth_attempt_and_says_so(serve: Serve, connect: Connect) -> None:
    server = serve(error(500, "internal_error"))
    client = connect(server)
    with pytest.raises(FirstHandApiError, match="4 attempts") as caught:
        client.cancel_job("job_1")
    failure = caught.value
    assert (failure.attempts, failure.retryable, failure.operation_id) == (4, True, "cancelJob")
    assert failure.idempotency_key == server.received[0].headers["idempotency-key"]
    windows = [0.5, 1.0, 2.0]
    assert all(0 <= pause <= window for pause, window in zip(client.pauses, windows))


def test_counts_retries_of_the_call_before_those_of_the_client(
    serve: Serve, connect: Connect
) -> None:
    server = serve(error(500, "internal_error"))
    with pytest.raises(FirstHandApiError):
        connect(server, max_retries=3).get_job("job_1", options={"max_retries": 1})
    assert len(server.received) == 2


@pytest.mark.parametrize(
    ("headers", "least"),
    [
        ({"retry-after": "2"}, 2.0),
        ({"retry-after-ms": "1500"}, 1.5),
        (
            {
                "retry-after": "Wed, 21 Oct 2015 07:28:03 GMT",
                "date": "Wed, 21 Oct 2015 07:28:00 GMT",
            },
            3.0,
        ),
        ({"retry-after": "soon"}, 0.0),
        ({"retry-after": "-5"}, 0.0),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:03 GMT"}, 0.0),
    ],
)
def test_waits_as_long_as_the_service_asks_and_a_little_more(
    headers: Any, least: float, serve: Serve, connect: Connect
) -> None:
    client = connect(serve(error(429, "rate_limit_exceeded", headers=headers), JOB))
    client.get_job("job_1")
    assert least <= client.pauses[0] <= least + 0.5


def test_does_not_wait_longer_than_it_may(serve: Serve, connect: Connect) -> None:
    server = serve(error(429, "rate_limit_exceeded", headers={"retry-after": "61"}))
    client = connect(server)
    with pytest.raises(FirstHandApiError, match="Retry-After is 61 s") as caught:
        client.get_job("job_1")
    assert (caught.value.retry_after, client.pauses) == (61.0, [])


def test_never_sleeps_longer_than_a_system_can(serve: Serve, connect: Connect) -> None:
    client = connect(serve(error(429, "rate_limit_exceeded", headers={"retry-after": "9" * 11})))
    with pytest.raises(FirstHandApiError):
        client.get_job("job_1", options={"max_retry_after": math.inf})
    assert client.pauses == []


def test_obeys_x_should_retry(serve: Serve, connect: Connect) -> None:
    retried = serve(error(409, "conflict", headers={"x-should-retry": "true"}), JOB)
    assert connect(retried).cancel_job("job_1") == {"id": "job_1"}
    refused = serve(error(500, "internal_error", headers={"x-should-retry": "false"}))
    with pytest.raises(FirstHandApiError):
        connect(refused).cancel_job("job_1")
    assert len(refused.received) == 1


def test_repeats_an_exceeded_quota_only_when_it_starts_again(
    serve: Serve, connect: Connect
) -> None:
    quota = {"name": "active_jobs", "limit": 100, "used": 100, "requested": 1, "resets_at": None}
    full = serve(error(429, "quota_exceeded", quota=quota))
    with pytest.raises(FirstHandApiError) as caught:
        connect(full).get_job("job_1")
    assert (caught.value.quota, caught.value.retryable, len(full.received)) == (quota, False, 1)
    hourly = serve(error(429, "quota_exceeded", headers={"retry-after": "1"}), JOB)
    assert connect(hourly).get_job("job_1") == {"id": "job_1"}


def test_repeats_a_signup_only_when_nothing_can_have_happened(
    serve: Serve, connect: Connect
) -> None:
    lost = serve(reset)
    with pytest.raises(FirstHandConnectionError):
        connect(lost).signup(name="Acme", email="dev@acme.example")
    broken = serve(error(500, "internal_error"))
    with pytest.raises(FirstHandApiError):
        connect(broken).signup(name="Acme", email="dev@acme.example")
    limited = serve(error(429, "rate_limit_exceeded"), response(201, {"organization_id": "org_1"}))
    connect(limited).signup(name="Acme", email="dev@acme.example")
    assert [len(server.received) for server in (lost, broken, limited)] == [1, 1, 2]


def test_takes_a_delete_that_finds_nothing_after_a_lost_response_for_done(
    serve: Serve, connect: Connect
) -> None:
    assert connect(serve(reset, error(404, "not_found"))).delete_api_key("key_1") is None
    with pytest.raises(FirstHandError):
        connect(serve(error(404, "not_found"))).delete_api_key("key_1")
