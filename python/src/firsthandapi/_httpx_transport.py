"""The I/O of the asynchronous client, on httpx."""

from __future__ import annotations

import asyncio
import inspect
from typing import Any, Callable, Coroutine, Dict, Mapping, Optional, Protocol, TypeVar

import httpx

from ._connections import default_context
from ._errors import FirstHandError
from ._flow import (
    LONGEST_BODY,
    Request,
    Response,
    WholeStream,
    connection_error,
    timeout_error,
    too_long,
)

T = TypeVar("T")

#: Connections that are kept open between requests.
_LIMITS = httpx.Limits(max_connections=None, max_keepalive_connections=64, keepalive_expiry=4.0)


class AsyncTransport(Protocol):
    """Sends requests. Tests and wrappers may pass one of their own."""

    async def send(self, request: Request, seconds: float) -> Response:
        """Send a request and read the whole response.

        :raises FirstHandTimeoutError: after so many seconds
        :raises FirstHandConnectionError: when there is no complete response
        """


class Stream:
    """An open response, whose bytes are still to be read."""

    __slots__ = ("url", "response", "parts", "status", "headers")

    def __init__(self, url: str, response: httpx.Response) -> None:
        self.url = url
        self.response = response
        # As they come: what httpx collects to a size is lost when the connection breaks.
        self.parts = response.aiter_raw()
        self.status = response.status_code
        self.headers = _headers_of(response.headers)


class HttpxTransport:
    """Sends with httpx, which reads the proxies of the environment and checks certificates."""

    def __init__(self, client: Optional[httpx.AsyncClient] = None) -> None:
        """Create a transport.

        :param client: to use its connections and settings; closed by its owner
        """
        self._is_own = client is None
        self._client = client or httpx.AsyncClient(
            timeout=None, limits=_LIMITS, verify=default_context()
        )

    async def send(self, request: Request, seconds: float) -> Response:
        """Send a request and read the whole response; see :class:`AsyncTransport`."""
        return await _within(seconds, request.url, self._exchange(request))

    async def _exchange(self, request: Request) -> Response:
        response = await self._send(request)
        body = bytearray()
        try:
            async for part in response.aiter_bytes():
                body += part
                if len(body) > LONGEST_BODY:
                    raise too_long()
        finally:
            await response.aclose()
        return Response(response.status_code, _headers_of(response.headers), bytes(body))

    def _send(self, request: Request) -> Coroutine[Any, Any, httpx.Response]:
        return self._client.send(self._build(request), stream=True, follow_redirects=False)

    def _build(self, request: Request) -> httpx.Request:
        headers = request.headers
        built = self._client.build_request(
            request.method, request.url, headers=headers, content=request.body, timeout=None
        )
        # Of its own, as no other client says them: the same call is the same request in every language.
        for name in {"accept", "accept-encoding"} - headers.keys():
            built.headers.pop(name, None)
        return built

    async def open(self, request: Request, seconds: float) -> Stream:
        """Send a request and return the response with its bytes still to be read."""
        return Stream(request.url, await _within(seconds, request.url, self._send(request)))

    async def read(self, stream: Stream, seconds: float) -> bytes:
        """Return the next bytes of an open response; empty after the last."""
        return await _within(seconds, stream.url, _next_part(stream))

    async def close_stream(self, stream: Stream) -> None:
        """Close an open response."""
        await stream.response.aclose()

    async def close(self) -> None:
        """Close the connections, unless they belong to the caller."""
        if self._is_own:
            await self._client.aclose()


async def _next_part(stream: Stream) -> bytes:
    async for part in stream.parts:
        return part
    return b""


async def _within(seconds: float, url: str, work: Coroutine[Any, Any, T]) -> T:
    """Await work under a deadline.

    :raises FirstHandTimeoutError: when it passes
    :raises FirstHandConnectionError: when the connection fails
    """
    # In a task of its own: from Python 3.12 on, wait_for cancels that of the caller.
    task = asyncio.ensure_future(work)
    failure: FirstHandError
    try:
        await asyncio.wait({task}, timeout=min(seconds, 2_000_000.0))
        if task.done():
            return task.result()
        failure = timeout_error(f"No complete response within {seconds:g} s")
    except httpx.ProtocolError as cause:
        # What follows the colon quotes the response.
        failure = connection_error(url, type(cause)(str(cause).partition(":")[0]))
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as cause:
        failure = connection_error(url, cause)
    finally:
        await _end(task)
    raise failure


async def _end(task: "asyncio.Task[Any]") -> None:
    """Let cancelled work release its connection."""
    if task.done():
        return
    task.cancel()
    await asyncio.wait({task})
    if not task.cancelled():
        # Read, or asyncio would complain that nobody has.
        task.exception()


def _headers_of(given: httpx.Headers) -> Mapping[str, str]:
    headers: Dict[str, str] = {name: value for name, value in given.items() if name != "set-cookie"}
    return headers


class AsyncIo:
    """What flows may ask for, as coroutines."""

    def __init__(self, transport: Any, sleep: Optional[Callable[[float], Any]]) -> None:
        self._transport = transport
        self.send = transport.send
        self.sleep = sleep or asyncio.sleep

    async def open(self, request: Request, seconds: float) -> Any:
        if hasattr(self._transport, "open"):
            return await self._transport.open(request, seconds)
        return WholeStream(await self.send(request, seconds))

    async def read(self, stream: Any, seconds: float) -> Any:
        if isinstance(stream, WholeStream):
            return stream.take()
        return await self._transport.read(stream, seconds)

    async def close(self, stream: Any) -> Any:
        if not isinstance(stream, WholeStream):
            await self._transport.close_stream(stream)

    async def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        result = function(*arguments)
        return await result if inspect.isawaitable(result) else result

    async def on_disk(self, work: Callable[..., Any], *arguments: Any) -> Any:
        task = asyncio.ensure_future(asyncio.to_thread(work, *arguments))
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            # Nothing stops its thread: whatever removes what it writes has to come after it.
            await asyncio.wait({task})
            task.exception()
            raise
