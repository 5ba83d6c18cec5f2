"""Decisions without I/O: a flow yields what it wants done, and is sent what came of it.

The two clients share every decision this way. A flow yields functions of an :class:`Io`; the synchronous client calls
each, and the asynchronous one awaits what it returns.
"""

from __future__ import annotations

import re
from typing import Any, Callable, Generator, Iterator, Mapping, Optional, Protocol, TypeVar

from ._errors import (
    FirstHandConfigurationError,
    FirstHandConnectionError,
    FirstHandError,
    FirstHandParseError,
    FirstHandTimeoutError,
    MaskedHeaders,
    excerpt,
    redact,
)


class Request:
    """One attempt of a call, about to be sent. Its representation shows no secret."""

    __slots__ = ("method", "url", "headers", "body")

    def __init__(
        self, method: str, url: str, headers: MaskedHeaders, body: Optional[bytes] = None
    ) -> None:
        self.method = method
        self.url = url
        #: Lower-case names, the API key included.
        self.headers = headers
        #: The JSON text as bytes; ``None`` without a body.
        self.body = body

    def __repr__(self) -> str:
        return f"<Request {self.method} {redact(self.url)}>"


class Response:
    """A response that has been read. Its representation does not show the body."""

    __slots__ = ("status", "headers", "body")

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.status = status
        #: Lower-case names, without cookies.
        self.headers = headers
        self.body = body

    def __repr__(self) -> str:
        return f"<Response {self.status}, {len(self.body)} bytes>"


def connection_error(url: str, cause: BaseException) -> FirstHandError:
    """Return the error for a request that got no complete response. Names the host and the reason."""
    host = origin_text(url)
    certificate = _invalid_certificate(cause)
    if certificate is not None:
        # A retry would meet the same certificate.
        message = f"The certificate of {host} is not valid: {certificate}"
        return FirstHandConfigurationError(message)
    # It may be text of a proxy.
    reason = excerpt(str(cause) or type(cause).__name__)
    error = FirstHandConnectionError(f"No complete response from {host} ({reason})", retryable=True)
    return _caused_by(error, cause)


def origin_text(url: str) -> str:
    """Return the scheme, host and port of a URL as they are written, without credentials."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{re.split('[/?#]', rest, maxsplit=1)[0].rpartition('@')[2]}"


def _invalid_certificate(cause: BaseException) -> Optional[str]:
    for each in _chain(cause):
        if type(each).__name__ == "SSLCertVerificationError":
            return str(getattr(each, "verify_message", each))
    return None


def _chain(cause: BaseException) -> Iterator[BaseException]:
    each: Optional[BaseException] = cause
    while each is not None:
        yield each
        each = each.__cause__ or each.__context__


def timeout_error(message: str) -> FirstHandTimeoutError:
    """Return the error for a deadline that has passed."""
    return FirstHandTimeoutError(message, retryable=True)


def _caused_by(error: FirstHandConnectionError, cause: BaseException) -> FirstHandConnectionError:
    # Its frames hold the bytes of the request, the key included, and some reporters show variables.
    for each in _chain(cause):
        each.__traceback__ = None
    error.__cause__ = cause
    return error


#: Bytes of a response that is held in memory. The largest page of the API has a hundredth of it.
LONGEST_BODY = 1 << 26


def too_long() -> FirstHandParseError:
    """Return the error for a response that may have no end."""
    return FirstHandParseError("The response is longer than 64 MiB: check base_url and proxies")


class WholeStream:
    """A response that was read at once, as a stream: for transports that have no ``open``."""

    __slots__ = ("status", "headers", "_body")

    def __init__(self, response: Response) -> None:
        self.status = response.status
        self.headers = response.headers
        self._body = response.body

    def take(self) -> bytes:
        """Return all bytes, and none the next time."""
        body, self._body = self._body, b""
        return body


T = TypeVar("T")


class Io(Protocol):
    """What a flow may ask for. The methods of the asynchronous client are coroutines."""

    def send(self, request: Request, seconds: float) -> Any:
        """Send a request and read the whole response, within so many seconds."""

    def open(self, request: Request, seconds: float) -> Any:
        """Send a request and return the response with its bytes still to be read."""

    def read(self, stream: Any, seconds: float) -> Any:
        """Return the next bytes of an open response; empty after the last."""

    def close(self, stream: Any) -> Any:
        """Close an open response."""

    def sleep(self, seconds: float) -> Any:
        """Wait."""

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Call a function of the application, which may be a coroutine function in the asynchronous client."""

    def on_disk(self, work: Callable[..., Any], *arguments: Any) -> Any:
        """Do work on the disk."""


Step = Callable[[Io], Any]
Flow = Generator[Step, Any, T]


def run(flow: Flow[T], io: Io) -> T:
    """Run a flow to its end."""
    try:
        step = next(flow)
        while True:
            try:
                outcome = step(io)
            except BaseException as error:
                step = flow.throw(error)
            else:
                step = flow.send(outcome)
    except StopIteration as end:
        result: T = end.value
        return result


async def run_async(flow: Flow[T], io: Io) -> T:
    """Run a flow to its end, awaiting each step."""
    try:
        step = next(flow)
        while True:
            try:
                outcome = await step(io)
            except BaseException as error:
                step = flow.throw(error)
            else:
                step = flow.send(outcome)
    except StopIteration as end:
        result: T = end.value
        return result
