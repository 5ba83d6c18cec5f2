"""What a receiver passes to the verifier, checked. Contract §7."""

from __future__ import annotations

import math
import re
from datetime import datetime
from time import time
from typing import Any, Callable, Iterable, List, Literal, Mapping, Optional, Sequence, Tuple, Union

#: Why a delivery was refused. Codes never change meaning; messages may be reworded.
WebhookVerificationErrorCode = Literal[
    "missing_header",
    "malformed_header",
    "no_signature",
    "timestamp_too_old",
    "timestamp_too_new",
    "no_match",
    "missing_body",
    "parsed_body",
    "bad_secret",
    "bad_option",
    "invalid_json",
    "invalid_event",
    "duplicate",
]


class WebhookVerificationError(ValueError):
    """A delivery that was refused; compare ``code``.

    Caused by the sender: ``missing_header``, ``malformed_header``, ``no_signature``, ``timestamp_too_old``,
    ``timestamp_too_new``, ``no_match``, ``invalid_json``, ``invalid_event``, ``duplicate``. Caused by the receiver's
    code or configuration: ``missing_body``, ``parsed_body``, ``bad_secret``, ``bad_option``.

    The message never contains a secret, a signature or the body, so it is safe to log and to return to the sender.
    """

    #: Why the delivery was refused.
    code: WebhookVerificationErrorCode

    def __init__(self, code: WebhookVerificationErrorCode, message: str) -> None:
        super().__init__(message)
        self.code = code

    def __reduce__(self) -> Tuple[Any, ...]:
        return type(self), (self.code, str(self))


# What a traceback shows, and what a caller imports.
WebhookVerificationError.__module__ = "firsthandapi.webhooks"


#: The body's bytes or, if the framework provides no bytes, its text.
RawBody = Union[bytes, bytearray, memoryview, str]

_SURROGATES = re.compile("[\ud800-\udfff]")


def to_bytes(raw_body: Any) -> bytes:
    """Return the bytes that were signed.

    :raises WebhookVerificationError: ``missing_body`` or ``parsed_body``
    """
    if isinstance(raw_body, bytes):
        return raw_body
    if isinstance(raw_body, str):
        return encode(raw_body)
    if isinstance(raw_body, (bytearray, memoryview)):
        return bytes(raw_body)
    if raw_body is None:
        raise WebhookVerificationError(
            "missing_body", "Missing raw body: raw_body is None. Pass the bytes of the request."
        )
    raise WebhookVerificationError(
        "parsed_body",
        "Invalid raw body: it is not text or bytes. Pass the exact bytes received, not a parsed body, a request or a"
        " coroutine.",
    )


def encode(text: str) -> bytes:
    """Encode in UTF-8, a lone surrogate as the replacement character."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text).encode()


#: The header with a delivery's signatures. Contract §7.
SIGNATURE_HEADER = "x-firsthand-signature"

#: Request headers as frameworks provide them: a mapping with names in any case, WSGI's ``environ``, or the pairs of
#: ASGI.
WebhookHeaders = Union[Mapping[str, Any], Iterable[Tuple[Any, Any]]]

_WSGI_NAME = "HTTP_X_FIRSTHAND_SIGNATURE"


def read_signature_header(headers: Any) -> Any:
    """Return the signature header, of any type: its parser checks it.

    :raises WebhookVerificationError: ``missing_header``
    """
    try:
        value = _read(headers)
    except Exception:
        value = None
    if value is None:
        raise missing_header(_mistake(headers))
    return value


def _read(headers: Any) -> Any:
    # Those of frameworks find a name in any case.
    get = getattr(headers, "get", None)
    found = get(SIGNATURE_HEADER) if callable(get) else None
    if found is None and callable(get):
        found = get(_WSGI_NAME)
    if found is not None:
        return found
    pairs = headers.items() if hasattr(headers, "items") else headers
    matching = [value for name, value in pairs if _lower(name) == SIGNATURE_HEADER]
    return matching[0] if matching else None


def _lower(name: Any) -> Optional[str]:
    if isinstance(name, bytes):
        return name.decode("latin-1").lower()
    return name.lower() if isinstance(name, str) else None


def missing_header(detail: str = "") -> WebhookVerificationError:
    """Return the error for a delivery without a signature header."""
    return WebhookVerificationError(
        "missing_header", f"Missing X-FirstHand-Signature header{detail}."
    )


def _mistake(headers: Any) -> str:
    if isinstance(headers, (str, bytes)):
        return ": headers is a string. Pass all headers, or call verify_webhook_signature"
    if headers is None:
        return ": headers is None"
    return ": headers is a request. Pass its headers" if hasattr(headers, "headers") else ""


#: An endpoint's signing secret (``whsec_…``), or several during a rotation. ``None`` is accepted so that an
#: environment variable can be passed directly: alone it raises ``bad_secret``, in a list it is skipped.
WebhookSecret = Union[str, None, Sequence[Optional[str]]]

_MAX_SECRETS = 16
# JavaScript's whitespace, so that every verifier refuses the same.
_SPACE = "\t\n\v\f\r \xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)

_MISTAKES = (
    (re.compile(r"fh_"), "it is an API key"),
    (re.compile(r"(whe|whd|evt|key|org|job|sub|file|wkr)_"), "it is the id of a resource"),
    (re.compile(r"t=[0-9]"), "it is a signature header; the arguments are swapped"),
    (
        re.compile(r".+whsec_|whsec_.*[^\w+/=-]", re.S | re.A),
        "there is a quote or other text around it; remove that",
    ),
)


def to_secrets(secret: Any) -> List[str]:
    """Return the usable secrets. Refuses a blank one, because anyone could sign with it.

    :raises WebhookVerificationError: ``bad_secret``
    """
    given = (
        [each for each in secret if each is not None]
        if isinstance(secret, (list, tuple))
        else [secret]
    )
    if not given:
        raise bad_secret("it is not set")
    if len(given) > _MAX_SECRETS:
        raise bad_secret(f"there are more than {_MAX_SECRETS}")
    for one in given:
        _check(one)
    return given


def _check(one: Any) -> None:
    if one is None:
        raise bad_secret("it is not set")
    if not isinstance(one, str):
        raise bad_secret("it is not a string")
    trimmed = one.strip(_SPACE)
    if trimmed == "":
        raise bad_secret("it is blank")
    if trimmed != one:
        raise bad_secret("it has whitespace around it; trim it")
    # What f"{os.environ.get(name)}" gives for a variable that is not set, and what other languages give.
    if one in ("None", "undefined", "null"):
        raise bad_secret(f'it is the text "{one}"')


def mismatch(secrets: Sequence[str]) -> WebhookVerificationError:
    """Return the error for secrets that match no signature: ``bad_secret`` if one of them is clearly something else,
    so that the mistake is reported as the receiver's, otherwise ``no_match``.
    """
    for secret in secrets:
        for pattern, mistake in _MISTAKES:
            if pattern.match(secret):
                return bad_secret(mistake)
    hint = (
        ""
        if all(secret.startswith("whsec_") for secret in secrets)
        else " An endpoint's secret starts with whsec_."
    )
    return WebhookVerificationError(
        "no_match",
        "No signature matches. Pass the exact bytes received, and the secret of this endpoint and environment."
        + hint,
    )


def bad_secret(reason: str) -> WebhookVerificationError:
    """Return the error for a secret that cannot be one."""
    return WebhookVerificationError(
        "bad_secret", f"Invalid secret: {reason}. Pass the webhook endpoint's whsec_… secret."
    )


#: A moment: a ``datetime`` with a time zone, or a number of unix seconds.
Moment = Union[datetime, float]
#: When a delivery was received, or a function that returns it; ``None`` for now.
ReceivedAt = Union[None, Moment, Callable[[], Moment]]

# As seconds, this would be past the year 5138, so the number is milliseconds.
_FIRST_MILLISECONDS = 1e11


def to_unix_seconds(moment: Any, name: str) -> int:
    """Return a moment in whole unix seconds.

    :raises WebhookVerificationError: ``bad_option`` when it is not one
    """
    seconds: Any = moment
    if isinstance(moment, datetime):
        # Without a time zone it would be taken for the time of this machine.
        seconds = moment.timestamp() if moment.tzinfo is not None else None
    if _is_number(seconds) and 0 <= seconds < _FIRST_MILLISECONDS:
        return int(seconds)
    raise bad_option(
        f"{name} must be a datetime with a time zone or a number of unix seconds (not milliseconds)"
    )


def check_timestamp(timestamp: int, tolerance: Any, received_at: Any) -> None:
    """Raise unless the timestamp is within the tolerance, in either direction.

    :raises WebhookVerificationError: ``timestamp_too_old``, ``timestamp_too_new`` or ``bad_option``
    """
    if not _is_number(tolerance) or not 0 <= tolerance < math.inf:
        raise bad_option("tolerance must be a finite number of seconds, 0 or more")
    moment = received_at() if callable(received_at) else received_at
    age = to_unix_seconds(time() if moment is None else moment, "received_at") - timestamp
    if abs(age) > tolerance:
        when = "ago" if age > 0 else "in the future"
        raise WebhookVerificationError(
            "timestamp_too_old" if age > 0 else "timestamp_too_new",
            f"The delivery was signed {abs(age)} s {when}; the tolerance is {tolerance} s. Check this machine's clock.",
        )


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def bad_option(message: str) -> WebhookVerificationError:
    """Return the error for an option of the receiver's code."""
    return WebhookVerificationError("bad_option", f"Invalid option: {message}.")
