"""Deadlines of attempts and of whole calls."""

from __future__ import annotations

import socket
import threading
from typing import Callable

import pytest
from either_client import EitherClient
from scripted_server import ScriptedServer, error, response

from firsthandapi import FirstHandApiError, FirstHandTimeoutError

Serve = Callable[..., ScriptedServer]
Connect = Callable[..., EitherClient]
JOB = response(200, {"id": "job_1"})


def _silent(_: socket.socket) -> bool:
    threading.Event().wait(5)
    return False


def _dripping(connection: socket.socket) -> bool:
    """A byte at a time, each well within any timeout of a single read."""
    pause = threading.Event()
    for byte in response(200, {"id": "job_1"}, {"x-padding": "x" * 400}):
        connection.sendall(bytes([byte]))
        pause.wait(0.02)
    return True


@pytest.mark.parametrize("script", [_silent, _dripping], ids=["silent", "dripping"])
def test_ends_an_attempt_that_takes_too_long(
    script: Callable[[socket.socket], bool], serve: Serve, connect: Connect
) -> None:
    client = connect(serve(script), timeout=0.2, max_retries=0)
    with pytest.raises(FirstHandTimeoutError, match=r"within 0\.2 s") as caught:
        client.get_job("job_1")
    assert (caught.value.type, caught.value.retryable) == ("timeout_error", True)


def test_repeats_an_attempt_that_took_too_long(serve: Serve, connect: Connect) -> None:
    server = serve(_silent, JOB)
    assert connect(server, timeout=0.2).get_job("job_1") == {"id": "job_1"}


def test_ends_a_call_with_all_its_attempts(serve: Serve, connect: Connect) -> None:
    server = serve(_silent)
    client = connect(server, timeout=0.2, total_timeout=0.3)
    with pytest.raises(FirstHandTimeoutError):
        client.get_job("job_1")
    assert len(server.received) <= 2


def test_begins_no_wait_that_would_pass_the_total_timeout(serve: Serve, connect: Connect) -> None:
    server = serve(error(503, "service_unavailable", headers={"retry-after": "30"}))
    client = connect(server, total_timeout=10)
    with pytest.raises(FirstHandApiError):
        client.get_job("job_1")
    assert (client.pauses, len(server.received)) == ([], 1)


def test_waits_for_a_long_poll_beyond_the_timeout(serve: Serve, connect: Connect) -> None:
    def held(connection: socket.socket) -> bool:
        threading.Event().wait(0.4)
        connection.sendall(JOB)
        return True

    client = connect(serve(held), timeout=0.2, max_retries=0)
    assert client.get_job("job_1", wait=1) == {"id": "job_1"}
