"""The rules of every client, as data: errors, parsing, retries, pagination, keys and redaction."""

from __future__ import annotations

import json
import math
import re
from typing import Any, Callable, Dict, List
from urllib.parse import unquote

import pytest
from either_client import EitherClient
from scripted_server import Received, ScriptedServer, reset, response
from vectors import METHODS, assert_error, call_of, read_vectors

from firsthandapi import FirstHandApiError, FirstHandError
from firsthandapi._errors import redact, redact_data
from firsthandapi._responses import parse_retry_after
from firsthandapi._send import retry_delay
from firsthandapi._settings import Limits

Serve = Callable[..., ScriptedServer]
Connect = Callable[..., EitherClient]
JOB = response(200, {"id": "job_1", "object": "job"})


def cases_of(name: str, field: str = "cases") -> pytest.MarkDecorator:
    cases: List[Dict[str, Any]] = read_vectors(name)[field]
    return pytest.mark.parametrize("vector", cases, ids=[str(each["name"]) for each in cases])


def scripted(answer: Dict[str, Any]) -> Any:
    """A response as a vector has it."""
    if "connection" in answer:
        return reset
    body = answer["body"].encode()
    headers = {"content-length": str(len(body)), **answer["headers"]}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {answer['status']} Scripted\r\n{lines}\r\n".encode("latin-1") + body


@cases_of("errors")
def test_makes_the_error_of_a_response(
    vector: Dict[str, Any], serve: Serve, connect: Connect
) -> None:
    client = connect(serve(scripted(vector["response"])), max_retries=0)
    with pytest.raises(FirstHandError) as caught:
        client.get_job("job_1")
    assert_error(caught.value, vector["error"])


@cases_of("parsing")
def test_reads_a_success(vector: Dict[str, Any], serve: Serve, connect: Connect) -> None:
    client = connect(serve(scripted(vector["response"])), max_retries=0)
    if "error" in vector:
        with pytest.raises(FirstHandError) as caught:
            call_of(client, vector)
        assert_error(caught.value, vector["error"])
        return
    data = call_of(client, vector)
    expected = vector["data"]
    assert (data.data == expected["data"]) if hasattr(data, "next_cursor") else (data == expected)


@cases_of("refusals")
def test_refuses_before_anything_is_sent(
    vector: Dict[str, Any], serve: Serve, connect: Connect
) -> None:
    server = serve()
    with pytest.raises(FirstHandError) as caught:
        call_of(connect(server), vector, **vector["options"])
    assert_error(caught.value, vector["error"])
    assert server.received == []


@cases_of("retries")
def test_repeats_a_call(vector: Dict[str, Any], serve: Serve, connect: Connect) -> None:
    server = serve(*(scripted(each) for each in vector["responses"]))
    client = connect(server)
    given = vector.get("options", {})
    options = {name: value for name, value in given.items() if not name.endswith("_ms")}
    if "max_retry_after_ms" in given:
        options["max_retry_after"] = given["max_retry_after_ms"] / 1000
    if "error" in vector:
        with pytest.raises(FirstHandError) as caught:
            call_of(client, vector, **options)
        assert_error(caught.value, vector["error"])
        assert caught.value.attempts == vector["attempts"]
    else:
        assert call_of(client, vector, **options) == vector["result"]
    assert len(server.received) == vector["attempts"]
    assert len(client.pauses) == vector["attempts"] - 1
    for pause, (least, most) in zip(client.pauses, vector.get("waits_ms", [])):
        assert least <= pause * 1000 <= most
    assert len({each.headers.get("idempotency-key") for each in server.received}) == 1
    assert len({each.body for each in server.received}) == 1


@cases_of("retry-after")
def test_reads_how_long_a_response_asks_to_wait(vector: Dict[str, Any]) -> None:
    now = read_vectors("retry-after")["now_ms"] / 1000
    seconds = parse_retry_after(vector["headers"], now)
    assert (None if seconds is None else seconds * 1000) == vector["retry_after_ms"]


@cases_of("retry-delays")
@pytest.mark.parametrize("random", [0, 0.5, 0.999_999])
def test_delays_the_next_attempt(vector: Dict[str, Any], random: float) -> None:
    after, remaining = vector["retry_after_ms"], vector["remaining_ms"]
    error = FirstHandApiError(
        "No", retryable=vector["retryable"], retry_after=None if after is None else after / 1000
    )
    error.attempts = vector["attempts"]
    limits = Limits(
        max_retries=vector["max_retries"], max_retry_after=vector["max_retry_after_ms"] / 1000
    )
    left = math.inf if remaining is None else remaining / 1000
    delay = retry_delay(error, limits, left, random)
    if vector["delay_ms"] is None:
        assert delay is None
    else:
        least, most = vector["delay_ms"]
        assert delay is not None and least <= delay * 1000 <= most


@cases_of("idempotency-keys")
def test_sends_an_idempotency_key(vector: Dict[str, Any], serve: Serve, connect: Connect) -> None:
    server = serve(JOB)
    client = connect(server)
    options = {"idempotency_key": vector["idempotency_key"]}
    if "error" in vector:
        with pytest.raises(FirstHandError) as caught:
            call_of(client, vector, **options)
        assert_error(caught.value, vector["error"])
        assert server.received == []
        return
    call_of(client, vector, **options)
    sent = server.received[0].headers.get("idempotency-key")
    if vector["sent"] == "uuid4":
        assert re.fullmatch(
            r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", sent or ""
        )
    else:
        assert sent == vector["sent"]


@cases_of("pagination")
def test_walks_through_a_list(vector: Dict[str, Any], serve: Serve, connect: Connect) -> None:
    def answer(request: Received) -> bytes:
        cursor = re.search(r"[?&]cursor=([^&]*)", request.target)
        page = vector["pages"].get(unquote(cursor[1]) if cursor else "")
        return response(200, page) if page is not None else response(400, {"error": {"type": "x"}})

    server = serve(answer_by=answer)
    client = connect(server)
    items: List[Any] = []
    caught: Any = None
    arguments = dict(vector["payload"] or {})
    method = getattr(client.inner, METHODS[vector["operation"]])
    walk: Any = client.walk(method(*vector["ids"], **arguments))
    take = vector.get("take", math.inf)
    try:
        while len(items) < take:
            items.append(next(walk))
    except StopIteration:
        pass
    except FirstHandError as error:
        caught = error
    walk.close()
    assert [item["id"] for item in items] == vector["items"]
    assert [each.target for each in server.received] == vector["requests"]
    if "error" in vector:
        assert_error(caught, vector["error"])
    else:
        assert caught is None


@cases_of("redaction", "texts")
def test_masks_secrets_in_a_text(vector: Dict[str, Any]) -> None:
    once = redact(vector["text"], vector.get("secret"))
    assert once == vector["redacted"]
    assert redact(once, vector.get("secret")) == once


@cases_of("redaction", "data")
def test_masks_secrets_in_data(vector: Dict[str, Any]) -> None:
    once = redact_data(vector["data"])
    assert once == vector["redacted"]
    assert redact_data(once) == once
    assert json.dumps(once)
