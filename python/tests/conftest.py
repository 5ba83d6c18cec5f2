"""Fixtures: clients of both kinds, scripted servers, and the sandbox."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import Any, Callable, Iterator, List

import pytest
from either_client import EitherClient
from sandbox import Sandbox
from scripted_server import Script, ScriptedServer

if os.environ.get("WITHOUT_HTTPX"):
    # As if it were not installed.
    sys.modules["httpx"] = None  # type: ignore[assignment]
    KINDS = ["sync"]
else:
    KINDS = ["sync", "async"]

KEY = "fh_test_sk_5uperSecret5uperSecret"


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FIRSTHAND_API_KEY", "FIRSTHAND_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def serve() -> Iterator[Callable[..., ScriptedServer]]:
    servers: List[ScriptedServer] = []

    def start(*scripts: Script, **options: Any) -> ScriptedServer:
        servers.append(ScriptedServer(*scripts, **options))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def connect(kind: str) -> Iterator[Callable[..., EitherClient]]:
    """Open clients of one kind, for a server or a URL."""
    loop = asyncio.new_event_loop()
    # Python's development mode, which the checks run in, would make each step of a coroutine slow.
    loop.set_debug(False)
    clients: List[EitherClient] = []

    def open_client(server: Any, **options: Any) -> EitherClient:
        url = server if isinstance(server, str) else server.url
        clients.append(EitherClient(kind, loop, {"api_key": KEY, "base_url": url, **options}))
        return clients[-1]

    yield open_client
    for client in clients:
        client.close()
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    running = Sandbox()
    yield running
    running.close()
