"""How a call of the asynchronous client is ended: by cancelling its task."""

from __future__ import annotations

import asyncio
import hashlib
import os
import threading
from pathlib import Path
from typing import Any, Callable, List

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


@pytest.mark.parametrize(("step", "left"), [("makedirs", []), ("replace", ["cup"])])
def test_leaves_no_part_of_a_file_behind_when_it_is_cancelled(
    step: str, left: List[str], serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the disk does something that nothing can stop."""
    server = serve(response(200, b"x"))
    file: Any = {
        "id": "file_1",
        "content_hash": hashlib.sha256(b"x").hexdigest(),
        "download_url": server.url,
        "download_url_expires_at": "2999-01-01T00:00:00Z",
    }
    begun, goes_on = threading.Event(), threading.Event()
    work = getattr(os, step)

    def slowly(*arguments: Any, **options: Any) -> Any:
        begun.set()
        goes_on.wait(10)
        return work(*arguments, **options)

    async def main() -> None:
        async with client_of(server) as client:
            task = asyncio.ensure_future(client.download_file(file, to=tmp_path / "cup"))
            while not begun.is_set():
                await asyncio.sleep(0.01)
            task.cancel()
            for _ in range(10):
                await asyncio.sleep(0)
            goes_on.set()
            with pytest.raises(asyncio.CancelledError):
                await task

    monkeypatch.setattr(os, step, slowly)
    asyncio.run(main())
    assert os.listdir(tmp_path) == left
