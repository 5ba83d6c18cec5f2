"""What a response says: its data with the HTTP response, or an error."""

from __future__ import annotations

import math
import re
from contextlib import contextmanager
from contextvars import ContextVar
from time import time
from typing import Any, Dict, Generic, Iterator, List, Mapping, NamedTuple, Optional, TypeVar

from ._errors import (
    FirstHandApiError,
    FirstHandConfigurationError,
    FirstHandError,
    FirstHandParseError,
    excerpt,
    redact,
    redact_data,
)
from ._flow import Response
from ._json_text import from_json

_NUMBER = re.compile(r" *(\d+(?:\.\d*)?) *", re.A)


def to_number(value: Optional[str]) -> Optional[float]:
    """Read a decimal number; ``None`` for anything else: blank, a sign, ``0x10``, ``1e9`` or ``inf``."""
    match = _NUMBER.fullmatch(value or "")
    return float(match[1]) if match else None


def parse_retry_after(headers: Mapping[str, str], now: float) -> Optional[float]:
    """Return the seconds of ``Retry-After-Ms``, else of ``Retry-After``, which may be an HTTP date.

    A date is measured against the response's own ``Date``, because the clock of this machine may be wrong. Never
    negative; ``None`` when neither header is usable.

    :param now: this machine's time in unix seconds, for a response without ``Date``
    """
    milliseconds = to_number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    value = headers.get("retry-after")
    seconds = to_number(value)
    if value is None or seconds is not None:
        return seconds
    moment = _http_date(value)
    if moment is None:
        return None
    date = _http_date(headers.get("date", ""))
    return max(0.0, moment - (now if date is None else date))


def _http_date(text: str) -> Optional[float]:
    # C's asctime names no zone, and is in GMT too.
    text = re.sub(r"(:\d\d \d{4})$", r"\1 GMT", text)
    if not text.endswith("GMT"):
        return None
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text).timestamp()
    except (TypeError, ValueError, OverflowError):
        return None


class RateLimit(NamedTuple):
    """The tightest rate-limit window."""

    #: Requests allowed in the window.
    limit: int
    #: Requests left in the window.
    remaining: int
    #: When the window resets, in unix seconds.
    reset_at: float


def read_rate_limit(headers: Mapping[str, str]) -> Optional[RateLimit]:
    """Read ``X-RateLimit-Limit``, ``-Remaining`` and ``-Reset``; ``None`` unless all three are numbers."""
    limit = to_number(headers.get("x-ratelimit-limit"))
    remaining = to_number(headers.get("x-ratelimit-remaining"))
    reset = to_number(headers.get("x-ratelimit-reset"))
    if limit is None or remaining is None or reset is None:
        return None
    # Of so many digits, a number is infinite.
    if math.inf in (limit, remaining, reset):
        return None
    return RateLimit(int(limit), int(remaining), reset)


T = TypeVar("T")


class ApiResponse(Generic[T]):
    """What ``client.with_response`` returns."""

    __slots__ = ("data", "status", "headers", "attempts")

    def __init__(self, data: T, status: int, headers: Mapping[str, str], attempts: int) -> None:
        #: What the same method of the client itself returns.
        self.data = data
        #: The HTTP status.
        self.status = status
        #: The headers, lower-case, without cookies.
        self.headers = headers
        #: How many times the request was sent; 1 without a retry.
        self.attempts = attempts

    @property
    def request_id(self) -> Optional[str]:
        """The service's id of the request (``req_…``), to quote to support."""
        return self.headers.get("x-request-id")

    @property
    def rate_limit(self) -> Optional[RateLimit]:
        """The tightest rate-limit window; ``None`` when the response does not report it."""
        return read_rate_limit(self.headers)

    def with_data(self, data: Any) -> "ApiResponse[Any]":
        """Return the same response with other data."""
        return ApiResponse(data, self.status, self.headers, self.attempts)

    def __repr__(self) -> str:
        return f"<ApiResponse {self.status} {self.request_id}>"


#: The type of an error response without an envelope, which a proxy sends.
_TYPE_BY_STATUS = {
    429: "rate_limit_exceeded",
    502: "bad_gateway",
    503: "service_unavailable",
    504: "gateway_timeout",
}


def error_from_response(response: Response, is_shown: bool = True) -> FirstHandError:
    """Return the error for a response.

    :param is_shown: whether its body may be part of the message
    """
    status, headers = response.status, response.headers
    envelope = _read_envelope(response) if is_shown else {}
    kind = _text_of(envelope.get("type"))
    retry_after = parse_retry_after(headers, time())
    details = envelope.get("details")
    quota = envelope.get("quota")
    facts: Dict[str, Any] = {
        "status": status,
        "request_id": headers.get("x-request-id") or _text_of(envelope.get("request_id")),
        # Without a time at which the quota starts again, only the caller can make room in it.
        "retryable": _is_retryable(response)
        and (kind != "quota_exceeded" or retry_after is not None),
        "retry_after": retry_after,
        "quota": quota if isinstance(quota, dict) else None,
        "details": [each for each in details if isinstance(each, dict)]
        if isinstance(details, list)
        else [],
        "headers": redact_data(headers),
    }
    if status < 400:
        return FirstHandParseError(
            f"Unexpected status {status}; redirects are not followed: check base_url", **facts
        )
    fallback = "unknown_error" if status < 500 else "internal_error"
    return FirstHandApiError(
        _text_of(envelope.get("message")) or _describe_foreign(response, is_shown),
        type=kind or _TYPE_BY_STATUS.get(status, fallback),
        **facts,
    )


def _is_retryable(response: Response) -> bool:
    """``x-should-retry`` decides, else 408, 429 and 5xx allow a retry; after 501, waiting does not help."""
    advice = response.headers.get("x-should-retry")
    if advice:
        return advice == "true"
    status = response.status
    return status in (408, 429) or (status >= 500 and status != 501)


def _read_envelope(response: Response) -> Mapping[str, Any]:
    """Return the ``error`` of a response, or nothing when it has none. Contract §2."""
    try:
        body = from_json(response.body)
    except ValueError:
        return {}
    error = body.get("error") if isinstance(body, dict) else None
    return _masked(error) if isinstance(error, dict) else {}


def _masked(error: Mapping[str, Any]) -> Mapping[str, Any]:
    # By its texts alone: a detail about the field `secret` is not itself one.
    masked: Mapping[str, Any] = {
        name: [
            {key: _mask_text(value) for key, value in each.items()}
            for each in field
            if isinstance(each, dict)
        ]
        if isinstance(field, list)
        else _mask_text(field)
        for name, field in error.items()
    }
    return masked


def _mask_text(value: Any) -> Any:
    return redact(value) if isinstance(value, str) else value


def _text_of(value: Any) -> Optional[str]:
    return value if isinstance(value, str) and value else None


def _describe_foreign(response: Response, is_shown: bool) -> str:
    """Describe a response that is not the API's: of a proxy, a firewall or a gateway."""
    # Enough to find some text in, which follows the head of an HTML page.
    text = response.body[:12_800].decode("utf-8", "replace") if is_shown else ""
    start = excerpt(re.sub(r"<[^<>]*>|\s+", " ", text))
    return f"HTTP {response.status} without an API error ({_media_type(response)}): {start}"


def _media_type(response: Response) -> Optional[str]:
    kind = response.headers.get("content-type")
    return kind and excerpt(kind)


_BROKEN = object()


def parse_body(response: Response, kind: str) -> Any:
    """Return the data of a response.

    :param kind: that of the operation: whether it must be a page of a list, or may be empty
    :raises FirstHandParseError: when it is empty, HTML, broken, or JSON that no operation returns; the text itself is
        not included
    """
    if kind == "void" and not response.body:
        return None
    data = _parse(response)
    if isinstance(data, dict) and (kind != "page" or isinstance(data.get("data"), list)):
        return data
    # Raised here and not where parsing failed, because that error holds the whole text.
    media_type = (_media_type(response) if response.body else "") or "empty"
    raise FirstHandParseError(
        f"The response is {media_type}, not API JSON: check base_url and proxies",
        status=response.status,
        request_id=response.headers.get("x-request-id"),
    )


def _parse(response: Response) -> Any:
    try:
        return from_json(response.body)
    except ValueError:
        return _BROKEN


_responses: ContextVar[Optional[List[ApiResponse[Any]]]] = ContextVar(
    "firsthandapi_responses", default=None
)


def observe(response: "ApiResponse[T]") -> "ApiResponse[T]":
    """Record a response for ``with_response``, and return it."""
    responses = _responses.get()
    if responses is not None:
        responses.append(response)
    return response


@contextmanager
def observed_responses() -> Iterator[List[ApiResponse[Any]]]:
    """Collect the responses of the calls inside."""
    responses: List[ApiResponse[Any]] = []
    token = _responses.set(responses)
    try:
        yield responses
    finally:
        _responses.reset(token)


def last_of(responses: List[ApiResponse[Any]]) -> ApiResponse[Any]:
    """Return the response of the call.

    :raises FirstHandConfigurationError: when there was none
    """
    if responses:
        return responses[-1]
    raise FirstHandConfigurationError(
        "with_response made no call: pass a method of an operation, such as client.get_job"
    )
