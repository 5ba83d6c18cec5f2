"""Makes a call: prepares it once, then sends it until it succeeds or may not be retried. Logs without secrets."""

from __future__ import annotations

import logging
from random import random
from time import monotonic
from typing import Any, Callable, Optional, TypeVar

from ._call import Call, PreparedCall, prepare
from ._errors import FirstHandConfigurationError, FirstHandError, MaskedHeaders, redact, redact_data
from ._flow import Flow, Request, Response
from ._json_text import from_json
from ._responses import ApiResponse, error_from_response, parse_body
from ._settings import ClientSettings, Limits, SecretKey, usable_key

LOGGER = logging.getLogger("firsthandapi")


def is_logged() -> bool:
    """Return whether calls are logged."""
    return LOGGER.isEnabledFor(logging.INFO)


def log_request(settings: ClientSettings, name: str, attempt: int, request: Request) -> None:
    """Log a request that is about to be sent, at DEBUG."""
    secret = settings.secret()
    LOGGER.debug(
        "%s %s: %s %s %s",
        name,
        attempt,
        request.method,
        redact(request.url, secret),
        _Masked([dict(request.headers), request.body], secret),
    )


def log_response(settings: ClientSettings, name: str, attempt: int, response: Response) -> None:
    """Log a response at INFO, with its headers and body at DEBUG."""
    request_id = response.headers.get("x-request-id")
    LOGGER.info("%s %s: %s %s", name, attempt, response.status, request_id)
    content = _Masked([dict(response.headers), response.body], settings.secret())
    LOGGER.debug("%s %s: %s", name, attempt, content)


def warn_of_deprecation(settings: ClientSettings, name: str, response: Response) -> None:
    """Warn once per operation that the service is going to remove it. Contract §2."""
    headers = response.headers
    if ("sunset" not in headers and "deprecation" not in headers) or name in settings.announced:
        return
    settings.announced.add(name)
    sunset = headers.get("sunset")
    facts = (f"{name} is deprecated", sunset and f"ends on {sunset}", headers.get("link"))
    LOGGER.warning("%s", redact(", ".join(fact for fact in facts if fact), settings.secret()))


class _Masked:
    """Data that is parsed and redacted only when a line is written."""

    def __init__(self, data: Any, secret: Optional[str]) -> None:
        self._data = data
        self._secret = secret

    def __str__(self) -> str:
        headers, body = self._data
        return str(redact_data([headers, _readable(body)], self._secret))


def _readable(body: Optional[bytes]) -> Any:
    """Parsed, JSON has only one spelling, which the redaction recognises."""
    try:
        return body and from_json(body)
    except ValueError:
        return (body or b"").decode("utf-8", "replace")


#: The first and the longest backoff window, in seconds.
_FIRST_WINDOW = 0.5
_LONGEST_WINDOW = 8.0
#: Systems sleep no longer than a few hundred years, and nobody waits for one.
_LONGEST_SLEEP = 31_536_000.0


def retry_delay(
    error: FirstHandError, limits: Limits, remaining: float, random: float
) -> Optional[float]:
    """Return the seconds before the next attempt, or ``None`` to give up.

    Full jitter over a window that doubles from 0.5 s to 8 s, so that clients that failed together do not return
    together. ``Retry-After`` is added in full; when it is above the limit, the error's message says so.

    :param remaining: seconds left of ``total_timeout``
    :param random: a number from 0 to 1
    """
    if not error.retryable or error.attempts > limits.max_retries:
        return None
    retry_after = error.retry_after or 0.0
    if retry_after > limits.max_retry_after:
        error.message += f" (not retried: Retry-After is {retry_after:g} s, above max_retry_after)"
        return None
    window: float = min(_LONGEST_WINDOW, _FIRST_WINDOW * 2.0 ** min(error.attempts - 1, 10))
    delay = retry_after + random * window
    return delay if delay < min(remaining, _LONGEST_SLEEP) else None


T = TypeVar("T")


def repeat(
    limits: Limits,
    once: Callable[[int, float], Flow[T]],
    describe: Optional[Callable[[FirstHandError], bool]] = None,
) -> Flow[T]:
    """Make attempts, with a backoff in between. The last error carries their number.

    :param once: makes one attempt, given its number (from 1) and the seconds left
    :param describe: completes an error with what the caller knows; ``False`` forbids a retry
    """
    total = limits.total_timeout
    begun = monotonic()
    remaining = total
    attempt = 1
    while True:
        try:
            return (yield from once(attempt, remaining))
        except FirstHandError as error:
            error.attempts = attempt
            if describe is not None and not describe(error):
                raise
            delay = retry_delay(error, limits, begun + total - monotonic(), random())
            if delay is None:
                raise
        yield _sleep(delay)
        remaining = begun + total - monotonic()
        attempt += 1


def _sleep(seconds: float) -> Callable[[Any], Any]:
    return lambda io: io.sleep(seconds)


def send(settings: ClientSettings, call: Call) -> Flow["ApiResponse[Any]"]:
    """Every attempt carries the same body and idempotency key. Contract §2, §9."""
    prepared = prepare(settings, call)
    is_public = call.operation.kind == "public"

    def describe(error: FirstHandError) -> bool:
        error.operation_id = call.operation.operation_id
        error.idempotency_key = prepared.headers.get("idempotency-key")
        # Without an organization, the service stores no idempotency key: a retry is only safe when the response says
        # that nothing was done. Contract §2.
        return not is_public or error.status == 429 or "x-should-retry" in error.headers

    return repeat(
        prepared.limits,
        lambda attempt, remaining: _send_once(settings, prepared, attempt, remaining),
        describe,
    )


def _send_once(
    settings: ClientSettings, call: PreparedCall, attempt: int, remaining: float
) -> Flow["ApiResponse[Any]"]:
    operation = call.operation
    headers = call.headers
    if operation.kind != "public":
        key = settings.key
        if type(key) is not SecretKey:
            key = usable_key(settings, (yield from _ask_for_key(key)))
        headers = MaskedHeaders(headers)
        headers["authorization"] = f"Bearer {key.reveal()}"
    request = Request(operation.method, call.url, headers, call.body)
    seconds = min(call.limits.timeout, remaining)
    logged = is_logged()
    if logged:
        log_request(settings, operation.operation_id, attempt, request)
    response: Response = yield lambda io: io.send(request, seconds)
    if logged:
        log_response(settings, operation.operation_id, attempt, response)
    warn_of_deprecation(settings, operation.operation_id, response)
    data = _read_data(operation.kind, request, response, attempt)
    return ApiResponse(data, response.status, response.headers, attempt)


def _ask_for_key(key: Any) -> Flow[Any]:
    if not callable(key):
        return None
    try:
        return (yield lambda io: io.call(key))
    except Exception as cause:
        raise FirstHandConfigurationError("The api_key function failed") from cause


def _read_data(kind: str, request: Request, response: Response, attempt: int) -> Any:
    status = response.status
    if 200 <= status < 300:
        return parse_body(response, kind)
    # An earlier attempt succeeded although its response was lost.
    if status == 404 and request.method == "DELETE" and attempt > 1:
        return None
    raise error_from_response(response)
