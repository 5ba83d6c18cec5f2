"""The verifier, held to the vectors of every implementation of contract §7."""

from __future__ import annotations

import base64
import json
import os
import pickle
from datetime import datetime, timedelta, timezone
from typing import Any, Callable, Dict, List

import pytest
from vectors import read_vectors

from firsthandapi.webhooks import (
    WebhookVerificationError,
    sign_webhook,
    unwrap_webhook,
    verify_webhook_signature,
)

SECRET = "whsec_EXAMPLE0000000000000000000000000"
NOW = 1_780_000_000
BODY = b'{"id":"evt_1","object":"event","type":"job.completed","data":{}}'


def code_of(work: Callable[[], Any]) -> Any:
    """The code of a refusal, or ``None`` when it verifies."""
    try:
        work()
    except WebhookVerificationError as error:
        return error.code
    return None


def body_of(vector: Dict[str, Any]) -> bytes:
    if "body_base64" in vector:
        return base64.b64decode(vector["body_base64"])
    return str(vector["body"]).encode()


def cases_of(name: str) -> pytest.MarkDecorator:
    cases: List[Dict[str, Any]] = read_vectors(name)["cases"]
    return pytest.mark.parametrize("vector", cases, ids=[str(each["name"]) for each in cases])


@cases_of("webhook-signatures")
def test_agrees_with_every_other_verifier(vector: Dict[str, Any]) -> None:
    options = {"received_at": vector["received_at"]}
    if "tolerance" in vector:
        options["tolerance"] = vector["tolerance"]
    body = body_of(vector)
    verify = lambda: verify_webhook_signature(body, vector["header"], vector["secrets"], **options)  # noqa: E731
    assert code_of(verify) == vector["code"]


@cases_of("webhook-events")
def test_unwraps_the_same_events_as_every_other_verifier(vector: Dict[str, Any]) -> None:
    headers = {"x-firsthand-signature": vector["header"]}
    events: List[Any] = []
    unwrap = lambda: events.append(  # noqa: E731
        unwrap_webhook(
            body_of(vector), headers, vector["secrets"], received_at=vector["received_at"]
        )
    )
    assert code_of(unwrap) == vector["code"]
    if "event" in vector:
        assert events == [vector["event"]]


@cases_of("webhook-signing")
def test_signs_like_every_other_signer(vector: Dict[str, Any]) -> None:
    body, secrets = vector["body"], vector["secrets"]
    assert sign_webhook(body, secrets, timestamp=vector["timestamp"]) == vector["header"]


def headers_of(body: bytes = BODY, secret: Any = SECRET) -> Dict[str, str]:
    return {"x-firsthand-signature": sign_webhook(body, secret, timestamp=NOW)}


@pytest.mark.parametrize(
    "name",
    [
        "x-firsthand-signature",
        "X-FirstHand-Signature",
        "X-FIRSTHAND-SIGNATURE",
        "HTTP_X_FIRSTHAND_SIGNATURE",
    ],
)
def test_finds_the_signature_by_a_name_in_any_case(name: str) -> None:
    (signature,) = headers_of().values()
    event = unwrap_webhook(BODY, {name: signature, "host": "a"}, SECRET, received_at=NOW)
    assert event["id"] == "evt_1"


def test_finds_the_signature_in_the_pairs_of_asgi() -> None:
    (signature,) = headers_of().values()
    pairs = [(b"host", b"a"), (b"x-firsthand-signature", signature.encode())]
    assert unwrap_webhook(BODY, pairs, SECRET, received_at=NOW)["type"] == "job.completed"


@pytest.mark.parametrize("headers", [{}, [], "t=1,v1=2", None, 7, object(), {7: "a"}])
def test_refuses_headers_without_a_signature(headers: Any) -> None:
    assert code_of(lambda: unwrap_webhook(BODY, headers, SECRET)) == "missing_header"


@pytest.mark.parametrize("body", [BODY.decode(), bytearray(BODY), memoryview(BODY)])
def test_takes_a_body_in_any_form_that_is_not_parsed(body: Any) -> None:
    assert unwrap_webhook(body, headers_of(), SECRET, received_at=NOW)["id"] == "evt_1"


@pytest.mark.parametrize(
    ("body", "code"), [(None, "missing_body"), ({"id": 1}, "parsed_body"), (7, "parsed_body")]
)
def test_names_a_body_that_cannot_be_verified(body: Any, code: str) -> None:
    assert code_of(lambda: unwrap_webhook(body, headers_of(), SECRET)) == code


@pytest.mark.parametrize(
    "secret",
    [
        None,
        "",
        "  ",
        [],
        [None],
        7,
        b"whsec_a",
        "None",
        "undefined",
        " whsec_a",
        "fh_test_sk_a",
        "evt_1",
        ["whsec_a"] * 17,
    ],
)
def test_names_a_secret_that_cannot_be_one(secret: Any) -> None:
    verify = lambda: verify_webhook_signature(
        BODY, headers_of()["x-firsthand-signature"], secret, received_at=NOW
    )  # noqa: E731
    assert code_of(verify) == "bad_secret"


@pytest.mark.parametrize(
    "options",
    [
        {"tolerance": float("nan")},
        {"tolerance": float("inf")},
        {"tolerance": -1},
        {"tolerance": True},
        {"tolerance": "300"},
        {"received_at": NOW * 1000},
        {"received_at": datetime(2026, 5, 28)},
        {"received_at": "now"},
    ],
)
def test_never_turns_the_check_of_time_off(options: Dict[str, Any]) -> None:
    assert code_of(lambda: unwrap_webhook(BODY, headers_of(), SECRET, **options)) == "bad_option"


def test_takes_the_moment_of_receipt_in_three_forms() -> None:
    moment = datetime.fromtimestamp(NOW, timezone.utc)
    forms: List[Any] = [NOW, moment, lambda: NOW]
    for received_at in forms:
        unwrap_webhook(BODY, headers_of(), SECRET, received_at=received_at)
    late = moment + timedelta(seconds=301)
    assert (
        code_of(lambda: unwrap_webhook(BODY, headers_of(), SECRET, received_at=late))
        == "timestamp_too_old"
    )


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", "invalid_json"),
        (b"\xff", "invalid_json"),
        (b'{"id": NaN, "type": "a"}', "invalid_json"),
        (b"[" * 100_000, "invalid_json"),
        (b"[]", "invalid_event"),
        (b"null", "invalid_event"),
        (b'{"id": 1, "type": "a"}', "invalid_event"),
        (b'\xef\xbb\xbf{"id": "evt_1", "type": "a"}', None),
        (b'{"id": "evt_1", "type": "a", "data": ' + b"9" * 5_000 + b"}", None),
    ],
)
def test_names_a_signed_body_that_is_no_event(body: bytes, code: Any) -> None:
    assert code_of(lambda: unwrap_webhook(body, headers_of(body), SECRET, received_at=NOW)) == code


def test_claims_each_event_once() -> None:
    ids: List[str] = []

    def seen(event_id: str) -> bool:
        ids.append(event_id)
        return len(ids) == 1

    unwrap_webhook(BODY, headers_of(), SECRET, received_at=NOW, seen=seen)
    again = lambda: unwrap_webhook(BODY, headers_of(), SECRET, received_at=NOW, seen=seen)  # noqa: E731
    assert code_of(again) == "duplicate"


def test_refuses_a_coroutine_that_would_let_every_duplicate_pass() -> None:
    async def seen(_: str) -> bool:
        return False

    unwrap = lambda: unwrap_webhook(BODY, headers_of(), SECRET, received_at=NOW, seen=seen)  # type: ignore[arg-type]  # noqa: E731
    assert code_of(unwrap) == "bad_option"


def test_raises_nothing_else_whatever_it_is_given() -> None:
    import random

    rng = random.Random(7)
    pieces = [
        "t=",
        "v1=",
        ",",
        " ",
        "1780000000",
        "é",
        "\ud800",
        "a" * 64,
        "whsec_",
        "=",
        "\0",
        "9" * 13,
    ]
    for _ in range(3_000):
        header: Any = "".join(rng.choices(pieces, k=rng.randrange(9)))
        body: Any = rng.choice([b"", os.urandom(8), "\ud800", None, {}])
        secret: Any = rng.choice([SECRET, "\ud800", "", ["a", "b"], None, {}])
        try:
            verify_webhook_signature(body, header, secret, received_at=NOW)
        except WebhookVerificationError as error:
            assert SECRET not in str(error)
        else:
            raise AssertionError("an unsigned delivery was accepted")


def test_survives_pickling() -> None:
    error = pickle.loads(pickle.dumps(WebhookVerificationError("no_match", "No")))
    assert (error.code, str(error), json.dumps(error.code)) == ("no_match", "No", '"no_match"')


def test_takes_a_tolerance_that_no_float_can_be() -> None:
    assert unwrap_webhook(BODY, headers_of(), SECRET, received_at=NOW, tolerance=10**400)
