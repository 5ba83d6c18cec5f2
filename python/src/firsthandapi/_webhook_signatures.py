"""Signs and verifies deliveries. Contract §7."""

from __future__ import annotations

import hmac
import re
from time import time
from typing import (
    TYPE_CHECKING,
    Any,
    Callable,
    List,
    Literal,
    NamedTuple,
    Optional,
    Sequence,
    Union,
)

from ._json_text import from_json
from ._webhook_inputs import (
    Moment,
    RawBody,
    ReceivedAt,
    WebhookHeaders,
    WebhookSecret,
    WebhookVerificationError,
    bad_option,
    check_timestamp,
    encode,
    mismatch,
    missing_header,
    read_signature_header,
    to_bytes,
    to_secrets,
    to_unix_seconds,
)

if TYPE_CHECKING:
    from ._generated.types import WebhookEvent


_BROKEN = object()


def parse_event(body: bytes) -> Any:
    """Return the event.

    :raises WebhookVerificationError: ``invalid_json`` or ``invalid_event``
    """
    event = _parse(body)
    if event is _BROKEN:
        # Raised here and not where parsing failed, because that error quotes the body.
        raise WebhookVerificationError(
            "invalid_json", "The signed body is not valid JSON in UTF-8."
        )
    # Routing needs the type, and duplicate detection the id.
    if isinstance(event, dict) and all(_is_text(event.get(name)) for name in ("id", "type")):
        return event
    raise WebhookVerificationError(
        "invalid_event", "The signed body is JSON, but not an event: it has no id or type."
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _parse(body: bytes) -> Any:
    try:
        return from_json(body)
    except ValueError:
        return _BROKEN


# Bounds the work that an unauthenticated sender can cause.
_MAX_HEADER_LENGTH = 4096
_MAX_SIGNATURES = 16
#: Length of an HMAC-SHA-256 in hex.
_SIGNATURE_LENGTH = 64

_TIMESTAMP = re.compile(r"[0-9]{1,12}")


class SignatureHeader(NamedTuple):
    """The parts of a signature header."""

    #: As text, because these exact characters were signed.
    timestamp: str
    #: Each ``v1`` of the right length.
    signatures: List[str]


def parse_signature_header(header: Any) -> SignatureHeader:
    """Parse a signature header. Elements may be in any order and have spaces around them; those of other schemes
    (``v0``, ``v2``) are skipped, so that the sender can introduce one.
    """
    text = _to_text(header)
    if text == "":
        raise missing_header()
    if len(text) > _MAX_HEADER_LENGTH:
        raise _malformed(f"it is longer than {_MAX_HEADER_LENGTH} characters")
    timestamps: List[str] = []
    signatures: List[str] = []
    for element in text.split(","):
        part = element.strip(" ")
        if part.startswith("v1="):
            signatures.append(part[3:])
        elif part.startswith("t="):
            timestamps.append(part[2:])
            if len(timestamps) > 1:
                raise _malformed("it has more than one t")
    if not timestamps or not _TIMESTAMP.fullmatch(timestamps[0]):
        is_secret = text.startswith("whsec_")
        raise _malformed(
            "it is a secret; the arguments are swapped"
            if is_secret
            else "t is not a time in unix seconds"
        )
    if len(signatures) > _MAX_SIGNATURES:
        raise _malformed(f"it has more than {_MAX_SIGNATURES} signatures")
    if not signatures:
        raise WebhookVerificationError("no_signature", "The signature header has no v1.")
    return SignatureHeader(
        timestamps[0], [each for each in signatures if len(each) == _SIGNATURE_LENGTH]
    )


def _to_text(header: Any) -> str:
    if isinstance(header, str):
        return header
    if header is None:
        return ""
    if isinstance(header, bytes):
        return header.decode("latin-1")
    if isinstance(header, (list, tuple)) and all(isinstance(each, str) for each in header):
        return ",".join(header)
    raise _malformed("it is not a string; pass the value of X-FirstHand-Signature, not all headers")


def _malformed(reason: str) -> WebhookVerificationError:
    return WebhookVerificationError(
        "malformed_header",
        f"Invalid signature header: {reason}. Expected t=<unix seconds>,v1=<hex>.",
    )


def sign_webhook(
    raw_body: RawBody, secret: WebhookSecret, *, timestamp: Optional[Moment] = None
) -> str:
    """Return the value of ``X-FirstHand-Signature``: ``t=<unix seconds>,v1=<hex>``, with one ``v1`` per secret, in the
    order given. Contract §7.

    :param raw_body: the body exactly as it will be sent
    :param secret: the endpoint's secret, or every active one during a rotation
    :param timestamp: when the delivery is sent. Default: now.
    :raises WebhookVerificationError: ``missing_body``, ``parsed_body``, ``bad_secret`` or ``bad_option``

    Example::

        headers = {"X-FirstHand-Signature": sign_webhook(body, "whsec_test")}
    """
    body = to_bytes(raw_body)
    secrets = to_secrets(secret)
    moment = to_unix_seconds(time() if timestamp is None else timestamp, "timestamp")
    signatures = (f",v1={signature_of(one, str(moment), body)}" for one in secrets)
    return f"t={moment}{''.join(signatures)}"


def signature_of(secret: str, timestamp: str, body: bytes) -> str:
    """Return the HMAC-SHA-256 of ``<timestamp>.<body>`` in hex."""
    return hmac.new(encode(secret), timestamp.encode() + b"." + body, "sha256").hexdigest()


def verify_webhook_signature(
    raw_body: RawBody,
    signature_header: Union[str, bytes, Sequence[str], None],
    secret: WebhookSecret,
    *,
    tolerance: float = 300,
    received_at: ReceivedAt = None,
) -> Literal[True]:
    """Verify the signature of a delivery. Returns ``True`` or raises; there is no ``False`` to be overlooked.

    The HMAC covers the exact bytes of the body, and signatures are compared in constant time.

    :param raw_body: the body exactly as received, never parsed or serialised again
    :param signature_header: the value of ``X-FirstHand-Signature``
    :param secret: the endpoint's ``whsec_…`` secret, or several during a rotation (at most 16)
    :param tolerance: seconds between the timestamp and ``received_at``, in either direction
    :param received_at: when the delivery was received, if it is verified later, for example from a queue
    :raises WebhookVerificationError: when the delivery does not verify; ``code`` has the reason

    Example::

        verify_webhook_signature(request.get_data(), request.headers["X-FirstHand-Signature"], secret)
    """
    _check(to_bytes(raw_body), signature_header, secret, tolerance, received_at)
    return True


def unwrap_webhook(
    raw_body: RawBody,
    headers: WebhookHeaders,
    secret: WebhookSecret,
    *,
    tolerance: float = 300,
    received_at: ReceivedAt = None,
    seen: Optional[Callable[[str], bool]] = None,
) -> "WebhookEvent":
    """Verify a delivery and return its event. Types unknown to this version pass.

    :param raw_body: the body exactly as received
    :param headers: the request's headers: a mapping with names in any case, WSGI's ``environ`` or ASGI's pairs
    :param secret: the endpoint's ``whsec_…`` secret, or several during a rotation
    :param tolerance: seconds between the timestamp and ``received_at``, in either direction
    :param received_at: when the delivery was received, if it is verified later
    :param seen: claims the event's id: returns ``True`` when it is new, ``False`` when it was seen before, which
        raises ``duplicate``
    :raises WebhookVerificationError: when it does not verify, is not an event, or was seen before

    Example::

        event = unwrap_webhook(request.get_data(), request.headers, [new_secret, old_secret])
        if event["type"] == "job.completed":
            print(event["data"]["files_approved"])
    """
    body = to_bytes(raw_body)
    _check(body, read_signature_header(headers), secret, tolerance, received_at)
    event: WebhookEvent = parse_event(body)
    if seen is not None:
        _claim(event["id"], seen)
    return event


def _check(body: bytes, header: Any, secret: Any, tolerance: Any, received_at: Any) -> None:
    secrets = to_secrets(secret)
    timestamp, signatures = parse_signature_header(header)
    check_timestamp(int(timestamp), tolerance, received_at)
    # Every secret is compared with every signature, so that timing does not reveal which pair matched.
    matches = 0
    for one in secrets:
        expected = signature_of(one, timestamp, body).encode()
        for signature in signatures:
            matches += hmac.compare_digest(expected, encode(signature))
    if matches == 0:
        raise mismatch(secrets)


def _claim(event_id: str, seen: Callable[[str], Any]) -> None:
    is_new = seen(event_id)
    # A coroutine is true, so it would let every duplicate pass.
    if not isinstance(is_new, bool):
        close = getattr(is_new, "close", None)
        if callable(close):
            close()
        raise bad_option("seen must return True or False, not a coroutine")
    if not is_new:
        raise WebhookVerificationError("duplicate", f"Event {event_id} was already received.")
