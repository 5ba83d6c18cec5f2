"""Calls the API from Python, for the test that compares the requests of all languages.

The arguments are the client (``sync`` or ``async``) and what to do: ``calls`` makes those on standard input, and
``story`` does what its counterparts in TypeScript and on the command line do.
"""

from __future__ import annotations

import asyncio
import inspect
import json
import sys
from tempfile import TemporaryDirectory
from typing import Any, Dict

from firsthandapi import AsyncFirstHandClient, FirstHandApiError, FirstHandClient
from firsthandapi._generated.methods import OPERATIONS

METHODS = {operation.operation_id: name for name, operation in OPERATIONS.items()}


async def awaited(result: Any) -> Any:
    """Return what a method of either client comes to."""
    return await result if inspect.isawaitable(result) else result


async def make_call(client: Any, call: Dict[str, Any]) -> None:
    arguments = dict(call["payload"] or {})
    if "wait" in call:
        arguments["wait"] = call["wait"]
    if "idempotency_key" in call:
        arguments["options"] = {"idempotency_key": call["idempotency_key"]}
    try:
        await awaited(getattr(client, METHODS[call["operation"]])(*call["ids"], **arguments))
    except FirstHandApiError:
        pass


async def play_story(client: Any) -> None:
    finished = await awaited(
        client.create_job_and_wait(
            description="A coffee cup on a table, seen from above.",
            type="data_collection",
            files_needed=1,
            price_per_file_cents=50,
            accepted_formats=["image/jpeg", "image/png"],
            location={"lng": -9.1393, "lat": 38.7223, "radius_km": 15},
            idempotency_key="order-7",
        )
    )
    with TemporaryDirectory() as folder:
        await awaited(client.download_job_files(finished["id"], to=folder))
    await awaited(
        client.create_job_and_wait(
            type="data_collection",
            accepted_formats=["image/jpeg"],
            files_needed=1,
            price_per_file_cents=75,
            description="A tea cup on a table, seen from above.",
        )
    )
    jobs = client.list_jobs(status="completed", limit=1)
    if isinstance(client, AsyncFirstHandClient):
        [job async for job in jobs]
    else:
        list(jobs)


async def main(kind: str, deed: str) -> None:
    client: Any = AsyncFirstHandClient() if kind == "async" else FirstHandClient()
    if deed == "story":
        await play_story(client)
    else:
        for call in json.load(sys.stdin):
            await make_call(client, call)
    await awaited(client.close())


asyncio.run(main(*sys.argv[1:]))
