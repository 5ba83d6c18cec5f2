"""Decisions without I/O: a flow yields what it wants done, and is sent what came of it.

The two clients share every decision this way. A flow yields functions of an :class:`Io`; the synchronous client calls
each, and the asynchronous one awaits what it returns.
"""

from __future__ import annotations

from typing import Any, Callable, Generator, Mapping, Optional, Protocol, TypeVar

from ._errors import FirstHandConnectionError, FirstHandTimeoutError, MaskedHeaders, redact


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


def connection_error(url: str, cause: BaseException) -> FirstHandConnectionError:
    """Return the error for a request that got no complete response. Names the host and the reason."""
    host = "/".join(url.split("/", 3)[:3])
    reason = str(cause) or type(cause).__name__
    error = FirstHandConnectionError(f"No complete response from {host} ({reason})", retryable=True)
    return _caused_by(error, cause)


def timeout_error(message: str) -> FirstHandTimeoutError:
    """Return the error for a deadline that has passed."""
    return FirstHandTimeoutError(message, retryable=True)


def _caused_by(error: FirstHandConnectionError, cause: BaseException) -> FirstHandConnectionError:
    # Its frames hold the bytes of the request, the key included, and some reporters show variables.
    seen = cause
    while True:
        seen.__traceback__ = None
        following = seen.__cause__ or seen.__context__
        if following is None:
            break
        seen = following
    error.__cause__ = cause
    return error


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
