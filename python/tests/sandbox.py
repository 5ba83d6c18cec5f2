"""Runs the sandbox's server for tests."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[2]


class Sandbox:
    """``firsthandapi-sandbox serve``. On the clock ``auto`` each read jumps to the next thing due: nothing waits."""

    def __init__(self, clock: str = "auto") -> None:
        program = ROOT / "packages/sandbox/dist/cli.js"
        if not program.exists():
            raise RuntimeError("The sandbox is not built: run `pnpm test:python`, or `pnpm build`")
        command = [
            str(ROOT / "node_modules/.bin/node"),
            str(program),
            "serve",
            "--port",
            "0",
            "--clock",
            clock,
        ]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().split(" on ")[1].strip()
        printed = {}
        while "window" not in printed:
            *name, value = self._process.stdout.readline().split()
            printed[" ".join(name)] = value
        self.test_key = printed["test key"]
        self.live_key = printed["live key"]
        self._token = printed["control token"]

    def control(self, method: str, path: str, body: Any = None) -> Any:
        """One of the controls of the default world, such as its faults."""
        request = Request(
            f"{self.url}/_sandbox/worlds/default{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"X-Sandbox-Token": self._token},
        )
        with urlopen(request, timeout=10) as response:
            return json.load(response)

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(10)
        assert self._process.stdout is not None
        self._process.stdout.close()
