"""Lets one test drive both clients: results are awaited where they have to be."""

from __future__ import annotations

import asyncio
import inspect
from typing import Any, Callable, Iterator, List

from firsthandapi import AsyncFirstHandClient, FirstHandClient


async def _collect(items: Any) -> List[Any]:
    return [item async for item in items]


class EitherClient:
    """A client of one of the two kinds."""

    def __init__(self, kind: str, loop: asyncio.AbstractEventLoop, options: Any) -> None:
        self.is_async = kind == "async"
        self._loop = loop
        self.inner: Any = self._create(options)

    def _create(self, options: Any) -> Any:
        pauses: List[float] = []
        self.pauses = pauses
        if not self.is_async:
            defaults: Any = {"sleep": pauses.append}
            return FirstHandClient(**{**defaults, **options})

        async def sleep(seconds: float) -> None:
            pauses.append(seconds)

        asynchronous: Any = {"sleep": sleep}
        return AsyncFirstHandClient(**{**asynchronous, **options})

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self.inner, name)
        return lambda *arguments, **options: self.end(method(*arguments, **options))

    @property
    def raw(self) -> "RawCalls":
        return RawCalls(self)

    def end(self, result: Any) -> Any:
        """Await what has to be awaited."""
        if inspect.isawaitable(result):

            async def wait() -> Any:
                return await result

            return self._loop.run_until_complete(wait())
        return result

    def walk(self, items: Any) -> Iterator[Any]:
        """Iterate one item at a time."""
        if not hasattr(items, "__aiter__"):
            yield from items
            return
        iterator = items.__aiter__()
        try:
            while True:
                try:
                    item = self._loop.run_until_complete(iterator.__anext__())
                except StopAsyncIteration:
                    return
                yield item
        finally:
            self._loop.run_until_complete(iterator.aclose())

    def all(self, items: Any) -> List[Any]:
        """Iterate to the end."""
        if hasattr(items, "__aiter__"):
            return self._loop.run_until_complete(_collect(items))
        return list(items)


class RawCalls:
    """Calls by ``with_response``."""

    def __init__(self, client: EitherClient) -> None:
        self._client = client

    def __getattr__(self, name: str) -> Callable[..., Any]:
        client = self._client.inner
        return lambda *arguments, **options: self._client.end(
            client.with_response(getattr(client, name), *arguments, **options)
        )
