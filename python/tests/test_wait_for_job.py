"""Waiting for jobs."""

from __future__ import annotations

import threading
from typing import Any, Callable, List

import pytest
from either_client import EitherClient
from scripted_server import ScriptedServer, error, response

from firsthandapi import FirstHandApiError, FirstHandTimeoutError

Serve = Callable[..., ScriptedServer]
Connect = Callable[..., EitherClient]
HELD = {"preference-applied": "wait=30"}


def job(status: str, held: bool = True, at: str = "1") -> bytes:
    body = {"id": "job_1", "status": status, "updated_at": at}
    return response(200, body, HELD if held else None)


def test_follows_a_job_by_long_poll(serve: Serve, connect: Connect) -> None:
    server = serve(job("open", held=False), job("filled"), job("in_progress"), job("completed"))
    client = connect(server)
    seen: List[Any] = []
    finished = client.wait_for_job("job_1", on_update=lambda each: seen.append(each["status"]))
    assert finished["status"] == "completed"
    assert seen == ["open", "filled", "in_progress", "completed"]
    assert [received.headers.get("prefer") for received in server.received] == [
        None,
        *["wait=30"] * 3,
    ]
    assert client.pauses == []


def test_pauses_between_requests_that_are_not_held(serve: Serve, connect: Connect) -> None:
    server = serve(*[job("open", held=False)] * 4, job("cancelled", held=False))
    client = connect(server)
    assert client.wait_for_job("job_1")["status"] == "cancelled"
    first, second, third = client.pauses
    assert 0.5 <= first <= 1 and 0.75 <= second <= 1.5 and 1.125 <= third <= 2.25


@pytest.mark.parametrize("until", ["in_progress", lambda each: each["status"] == "in_progress"])
def test_ends_at_a_status_or_a_predicate(until: Any, serve: Serve, connect: Connect) -> None:
    client = connect(serve(job("open"), job("in_progress"), job("completed")))
    assert client.wait_for_job("job_1", until=until)["status"] == "in_progress"


def test_ends_with_a_finished_job_whatever_is_waited_for(serve: Serve, connect: Connect) -> None:
    client = connect(serve(job("cancelled")))
    assert client.wait_for_job("job_1", until="filled")["status"] == "cancelled"


def test_says_what_the_job_was_when_the_wait_ended(serve: Serve, connect: Connect) -> None:
    def hold(_: Any) -> bool:
        threading.Event().wait(5)
        return False

    client = connect(serve(job("open"), hold))
    with pytest.raises(FirstHandTimeoutError, match=r"Job job_1 was still open after 0\.3 s"):
        client.wait_for_job("job_1", timeout=0.3)


def test_survives_a_callback_that_fails(
    serve: Serve, connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: Any) -> None:
        raise KeyError("mine")

    assert connect(serve(job("completed"))).wait_for_job("job_1", on_update=fail)
    assert "on_update failed: KeyError('mine')" in caplog.text


def test_raises_the_errors_of_get_job(serve: Serve, connect: Connect) -> None:
    with pytest.raises(FirstHandApiError) as caught:
        connect(serve(error(404, "not_found"))).wait_for_job("job_1")
    assert (caught.value.type, caught.value.operation_id) == ("not_found", "getJob")


def test_creates_a_job_once_and_waits_for_it(serve: Serve, connect: Connect) -> None:
    server = serve(job("open"), job("completed"))
    client = connect(server)
    done = client.create_job_and_wait(
        description="A cup on a table",
        files_needed=1,
        accepted_formats=["image/jpeg"],
        idempotency_key="order-7",
        timeout=60,
    )
    assert done["status"] == "completed"
    created, read = server.received
    assert (created.method, created.headers["idempotency-key"]) == ("POST", "order-7")
    assert (read.method, read.target) == ("GET", "/v1/jobs/job_1")
