"""The bytes of every request, held to the vectors that the TypeScript client is held to."""

from __future__ import annotations

import inspect
from datetime import datetime
from typing import Any, Callable, Dict

import pytest
from either_client import EitherClient
from scripted_server import ScriptedServer, response
from vectors import METHODS, call_of, read_vectors

# What keyword arguments leave no way to do: an empty object where the API takes no field at all.
IMPOSSIBLE = {"createDataExport: create_data_export_request"}

REQUESTS = read_vectors("requests")
CASES = [each for each in REQUESTS["cases"] if each["name"] not in IMPOSSIBLE]
ENCODING = read_vectors("encoding")
Serve = Callable[..., ScriptedServer]
Connect = Callable[..., EitherClient]


def options_of(vector: Dict[str, Any]) -> Dict[str, Any]:
    return {name: vector[name] for name in ("wait", "idempotency_key") if name in vector}


@pytest.mark.parametrize(
    "vector",
    [*CASES, *ENCODING["cases"]],
    ids=lambda vector: str(vector["name"]),
)
def test_sends_the_same_bytes_as_the_typescript_client(
    vector: Dict[str, Any], serve: Serve, connect: Connect
) -> None:
    key = vector["request"]["headers"].get("authorization", "Bearer fh_test_sk_a").split(" ")[1]
    server = serve(response(200, {"data": [], "has_more": False, "next_cursor": None}))
    dates = {
        name: datetime.fromisoformat(vector["payload"][name].replace("Z", "+00:00"))
        for name in vector.get("dates", [])
    }
    call = {**vector, "payload": {**(vector["payload"] or {}), **dates}}
    call_of(connect(server, api_key=key), call, **options_of(vector))
    (received,) = server.received
    expected = vector["request"]
    for name in ("host", "content-length", "connection", "user-agent"):
        received.headers.pop(name, None)
    if expected["headers"].get("idempotency-key") == "{random}":
        assert len(received.headers["idempotency-key"]) == 36
        received.headers["idempotency-key"] = "{random}"
    assert (received.method, received.target) == (expected["method"], expected["path"])
    assert received.headers == expected["headers"]
    assert received.body.decode() == (expected["body"] or "")


def test_has_a_vector_for_every_method() -> None:
    assert {vector["operation"] for vector in CASES} == set(METHODS)


def test_sends_its_name_and_that_of_the_application(serve: Serve, connect: Connect) -> None:
    server = serve()
    connect(server, app_info="Fotoläden/2").get_job("job_1")
    agent = server.received[0].headers["user-agent"]
    assert agent.startswith("firsthandapi-python/") and agent.endswith(" Fotol%C3%A4den/2")


def test_sends_fields_in_the_order_of_the_caller_when_it_waits_for_the_job_too(
    serve: Serve, connect: Connect
) -> None:
    server = serve(response(201, {"id": "job_1"}), response(200, {"status": "completed"}))
    connect(server).create_job_and_wait(
        files_needed=1, timeout=60, type="feedback", accepted_formats=["audio/mpeg"], description="Say."
    )
    assert server.received[0].body.decode() == (
        '{"files_needed":1,"type":"feedback","accepted_formats":["audio/mpeg"],"description":"Say."}'
    )


def test_refuses_arguments_that_an_operation_does_not_have(serve: Serve, connect: Connect) -> None:
    server = serve()
    client = connect(server)
    with pytest.raises(TypeError, match=r"get_job\(\) missing 1 required positional argument: 'id'"):
        client.get_job()
    with pytest.raises(TypeError, match=r"list_jobs\(\) got an unexpected .* 'state'; did you mean 'status'\?"):
        client.list_jobs(state="open")
    with pytest.raises(TypeError, match=r"'prise_per_file_cents'; did you mean 'price_per_file_cents'\?"):
        client.create_job(prise_per_file_cents=50)
    with pytest.raises(TypeError, match=r"'files'; it takes .*files_needed, "):
        client.create_job_and_wait(files=1)
    with pytest.raises(TypeError, match=r"wait_for_job\(\) .* 'timeot'; did you mean 'timeout'\?"):
        client.wait_for_job("job_1", timeot=1)
    with pytest.raises(TypeError, match=r"get_job\(\) .* 'xyz'; it takes "):
        client.get_job("job_1", xyz=1)
    with pytest.raises(TypeError, match=r"with_options\(\) .* 'retries'; did you mean 'max_retries'\?"):
        client.inner.with_options(retries=1)
    with pytest.raises(TypeError, match=r"rate_job\(\) missing .* argument: 'rating'"):
        client.rate_job("job_1", comment="Sharp")
    assert server.received == []


def test_shows_the_arguments_of_an_operation_to_help_and_editors(connect: Connect, serve: Serve) -> None:
    client = connect(serve())
    method = client.inner.create_job
    assert {"description", "files_needed", "options"} < set(inspect.signature(method).parameters)
    assert inspect.iscoroutinefunction(method) is client.is_async
