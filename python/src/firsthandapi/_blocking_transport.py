"""The I/O of the synchronous client, on Python's standard library."""

from __future__ import annotations

import ssl
import time
from http.client import HTTPException, HTTPResponse, IncompleteRead
from io import BytesIO
from typing import Any, Callable, Optional, Protocol

from ._connections import Connection, Origin, Pool, default_context, origin_of
from ._errors import FirstHandError
from ._flow import Request, Response, WholeStream, connection_error, timeout_error

#: Bytes that are read at a time.
_CHUNK = 65_536
#: What http.client raises when a connection breaks, or for malformed responses.
_FAILURES = (OSError, HTTPException, ValueError)


class Transport(Protocol):
    """Sends requests. Tests and wrappers may pass one of their own."""

    def send(self, request: Request, seconds: float) -> Response:
        """Send a request and read the whole response.

        :raises FirstHandTimeoutError: after so many seconds
        :raises FirstHandConnectionError: when there is no complete response
        """


class Stream:
    """An open response, whose bytes are still to be read."""

    __slots__ = ("origin", "url", "connection", "body", "status", "headers")

    def __init__(
        self, origin: Origin, url: str, connection: Connection, body: HTTPResponse
    ) -> None:
        self.origin = origin
        self.url = url
        self.connection = connection
        self.body = body
        self.status = body.status
        self.headers: Any = body.headers


class BlockingTransport:
    """Sends over connections that are kept alive, with TLS 1.2 or newer and the proxies of the environment.

    A deadline holds for everything but the resolution of a name, which Python cannot interrupt.
    """

    def __init__(self, context: Optional[ssl.SSLContext] = None) -> None:
        """Create a transport without connections.

        :param context: for TLS; by default the system's certificates
        """
        self._context = context
        self._pool = Pool()

    def send(self, request: Request, seconds: float) -> Response:
        """Send a request and read the whole response; see :class:`Transport`."""
        stream = self.open(request, seconds)
        # Shows nothing of its content in a traceback with variables.
        body = BytesIO()
        # In parts, because http.client would allocate whatever length the response announces.
        while body.write(self._read_part(stream, seconds)) and not stream.body.isclosed():
            pass
        self._release(stream)
        return Response(stream.status, stream.headers, body.getvalue())

    def read(self, stream: Stream, seconds: float) -> bytes:
        """Return the next bytes of an open response; empty after the last."""
        stream.connection.deadline.set(seconds)
        part = self._read_part(stream, seconds)
        if not part:
            self._release(stream)
        return part

    def _read_part(self, stream: Stream, seconds: float) -> bytes:
        try:
            part = stream.body.read(_CHUNK)
            # With an amount, http.client takes the end of the connection for the end of the body.
            if not part and stream.body.length:
                raise ConnectionError("the connection ended before the body did")
        except _FAILURES as cause:
            failure: BaseException = cause
        except BaseException:
            stream.connection.close()
            raise
        else:
            return part
        stream.connection.close()
        raise _error_of(stream.url, failure, seconds)

    def close_stream(self, stream: Stream) -> None:
        """Close an open response and its connection."""
        stream.connection.close()

    def close(self) -> None:
        """Close the idle connections."""
        self._pool.close()

    def open(self, request: Request, seconds: float) -> Stream:
        """Send a request and return the response with its bytes still to be read."""
        begun = time.monotonic()
        origin = origin_of("/".join(request.url.split("/", 3)[:3]))
        connection: Optional[Connection] = None
        try:
            connection = self._pool.take(origin)
            if connection is None:
                connection = Connection(origin, self._context_for(origin), seconds)
            body = connection.send(request, seconds - (time.monotonic() - begun))
            return Stream(origin, request.url, connection, body)
        except _FAILURES as cause:
            failure: BaseException = cause
        except BaseException:
            if connection is not None:
                connection.close()
            raise
        if connection is not None:
            connection.close()
        raise _error_of(request.url, failure, seconds)

    def _context_for(self, origin: Origin) -> Optional[ssl.SSLContext]:
        if origin.scheme == "https" and self._context is None:
            self._context = default_context()
        return self._context

    def _release(self, stream: Stream) -> None:
        if stream.connection.finish(stream.headers):
            self._pool.keep(stream.origin, stream.connection)
        else:
            stream.connection.close()


def _error_of(url: str, cause: BaseException, seconds: float) -> FirstHandError:
    # socket.timeout is a class of its own before Python 3.10, and ssl has one more.
    if isinstance(cause, TimeoutError) or type(cause).__name__ == "timeout":
        return timeout_error(f"No complete response within {seconds:g} s")
    if isinstance(cause, IncompleteRead):
        # Not itself, because it holds the bytes that were read.
        cause = ConnectionError(str(cause))
    elif not isinstance(cause, OSError):
        # Nor these, which quote the response.
        cause = ConnectionError(f"the response is not HTTP: {type(cause).__name__}")
    return connection_error(url, cause)


class BlockingIo:
    """What flows may ask for, done at once."""

    def __init__(self, transport: Any, sleep: Optional[Callable[[float], Any]]) -> None:
        self._transport = transport
        self.send = transport.send
        self.sleep = sleep or time.sleep

    def open(self, request: Request, seconds: float) -> Any:
        if hasattr(self._transport, "open"):
            return self._transport.open(request, seconds)
        return WholeStream(self.send(request, seconds))

    def read(self, stream: Any, seconds: float) -> Any:
        if isinstance(stream, WholeStream):
            return stream.take()
        return self._transport.read(stream, seconds)

    def close(self, stream: Any) -> Any:
        if not isinstance(stream, WholeStream):
            self._transport.close_stream(stream)

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        return function(*arguments)

    def on_disk(self, work: Callable[..., Any], *arguments: Any) -> Any:
        return work(*arguments)
