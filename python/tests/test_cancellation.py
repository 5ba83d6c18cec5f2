"""How a call of the asynchronous client is ended: by cancelling its task."""

from __future__ import annotations

import asyncio
from typing import Any, Callable

import pytest
from conftest import KEY, KINDS
from scripted_server import ScriptedServer, response
from test_timeouts import _silent

Serve = Callable[..., ScriptedServer]
pytestmark = pytest.mark.skipif("async" not in KINDS, reason="without httpx")


def client_of(server: ScriptedServer, **options: Any) -> Any:
    from firsthandapi import AsyncFirstHandClient

    return AsyncFirstHandClient(api_key=KEY, base_url=server.url, **options)


def test_ends_with_its_task_and_sends_nothing_again(serve: Serve) -> None:
    server = serve(_silent)

    async def main() -> None:
        async with client_of(server) as client:
            task = asyncio.ensure_future(client.get_job("job_1"))
            while not server.received:
                await asyncio.sleep(0.01)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(main())
    assert len(server.received) == 1


def test_cancels_nothing_of_its_caller_when_time_is_up(serve: Serve) -> None:
    server = serve(_silent, _silent, response(200, {"id": "job_1"}))

    async def main() -> Any:
        async with client_of(server, timeout=0.1) as client:
            job = await client.get_job("job_1")
            await asyncio.sleep(0)
            return job

    assert asyncio.run(main()) == {"id": "job_1"}
    assert len(server.received) == 3
