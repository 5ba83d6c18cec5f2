"""Random input from outside: whatever it is, only documented errors are raised. The seeds make failures repeatable."""

from __future__ import annotations

import random
import socket
from typing import Any, Callable, List

import pytest
from either_client import EitherClient
from scripted_server import Received, Script, ScriptedServer

from firsthandapi import FirstHandError
from firsthandapi.webhooks import WebhookVerificationError, sign_webhook, unwrap_webhook

Serve = Callable[..., ScriptedServer]
Connect = Callable[..., EitherClient]
SECRET = "whsec_EXAMPLE0000000000000000000000000"
NOW = 1_780_000_000
BODY = b'{"id":"evt_1","type":"job.completed","data":{"files_approved":3}}'

HEADER_PIECES = [
    "t=",
    "v1=",
    "v0=",
    ",",
    ";",
    " ",
    "\t",
    "=",
    "-",
    "1780000000",
    "\u0661\u0662",
    "9" * 13,
    "a" * 64,
    "whsec_",
    "\u00e9",
    "\ud800",
    "\0",
    "\r\n",
]


def mutate(rng: random.Random, data: bytes) -> bytes:
    """Change, remove, insert or repeat a few bytes."""
    mutated = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        start = rng.randrange(len(mutated) + 1)
        end = min(len(mutated), start + rng.choice([0, 1, 1, 2, 8]))
        filling = rng.choice(
            [b"", rng.randbytes(1), rng.randbytes(4), bytes(mutated[:start]), b"\xff", b"[" * 5_000]
        )
        mutated[start:end] = filling
    return bytes(mutated[:50_000])


def random_headers(rng: random.Random, signature: str) -> Any:
    """The headers of a request in one of the forms of frameworks, right or wrong."""
    pieces = "".join(rng.choices(HEADER_PIECES, k=rng.randrange(9)))
    half = signature[: rng.randrange(len(signature))]
    value: Any = rng.choice(
        [pieces, half, f"{signature},{pieces}", pieces.encode("utf-8", "replace"), [half], None, 7]
    )
    name: Any = rng.choice(
        ["x-firsthand-signature", "X-FirstHand-Signature", "HTTP_X_FIRSTHAND_SIGNATURE", pieces]
    )
    return rng.choice([{name: value}, [(name, value)], [(name, value)] * 2, [value], value, None])


@pytest.mark.parametrize("seed", range(8))
def test_refuses_deliveries_that_nobody_signed(seed: int) -> None:
    rng = random.Random(seed)
    signature = sign_webhook(BODY, "whsec_another", timestamp=NOW)
    for _ in range(1_000):
        body = rng.choice([BODY, mutate(rng, BODY), rng.randbytes(rng.randrange(64))])
        headers = random_headers(rng, signature)
        with pytest.raises(WebhookVerificationError) as caught:
            unwrap_webhook(body, headers, SECRET, received_at=NOW)
        assert SECRET not in str(caught.value) and len(str(caught.value)) < 300


@pytest.mark.parametrize("seed", range(8))
def test_returns_an_event_or_a_code_for_any_body_that_was_signed(seed: int) -> None:
    rng = random.Random(seed)
    codes = set()
    for _ in range(300):
        body = mutate(rng, BODY)
        headers = {"x-firsthand-signature": sign_webhook(body, SECRET, timestamp=NOW)}
        try:
            event = unwrap_webhook(body, headers, SECRET, received_at=NOW)
        except WebhookVerificationError as error:
            codes.add(error.code)
        else:
            assert isinstance(event["id"], str) and isinstance(event["type"], str)
    assert codes <= {"invalid_json", "invalid_event"} and "invalid_json" in codes


RESPONSES = [
    b'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 14\r\n\r\n{"id": "job_1"}',
    b'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n7\r\n{"id": \r\n8\r\n"job_1"}\r\n0\r\n\r\n',
    b"HTTP/1.1 429 Slow\r\nretry-after: Wed, 21 Oct 2026 07:28:00 GMT\r\ndate: Wed, 21 Oct 2026 07:27:59 GMT"
    b'\r\nx-should-retry: true\r\ncontent-length: 41\r\n\r\n{"error":{"type":"a","details":[{"b":1}]}}',
    b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 302 Found\r\nlocation: http://a/\r\nx-ratelimit-limit: 1\r\n\r\n",
    b"HTTP/1.1 204 No\r\nkeep-alive: timeout=5\r\n folded\r\nsunset: a\r\n\r\n",
]


@pytest.mark.parametrize("seed", range(4))
def test_survives_any_response(seed: int, serve: Serve, connect: Connect) -> None:
    rng = random.Random(seed)

    def answer(_: Received) -> Script:
        data = mutate(rng, rng.choice(RESPONSES))

        def send(connection: socket.socket) -> bool:
            connection.sendall(data)
            return False

        return send

    client = connect(serve(answer_by=answer), max_retries=0, timeout=5)
    outcomes: List[str] = []
    for _ in range(100):
        try:
            client.get_job("job_1")
            outcomes.append("success")
        except FirstHandError as error:
            outcomes.append(type(error).__name__)
            assert len(error.message) < 500
    assert "FirstHandConnectionError" in outcomes
