"""Runs the sandbox's server for tests."""

import json
import subprocess
from urllib.request import Request, urlopen


class Sandbox:
    """A sandbox on this machine. On the clock `auto` each read jumps to the next thing due: nothing waits."""

    def __init__(self):
        # Not by npx, which would not hand on the signal that ends it.
        program = "node_modules/.bin/firsthandapi-sandbox"
        command = [program, "serve", "--port", "0", "--clock", "auto"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        first_line = self.process.stdout.readline()
        self.url = first_line.split(" on ")[1].strip()
        printed = {}
        while "window" not in printed:
            *name, value = self.process.stdout.readline().split()
            printed[" ".join(name)] = value
        self.api_key = printed["test key"]
        self.token = printed["control token"]

    def control(self, method, path, body=None):
        """One of the controls of the default world, such as its faults."""
        request = Request(
            f"{self.url}/_sandbox/worlds/default{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"X-Sandbox-Token": self.token},
        )
        with urlopen(request, timeout=10) as response:
            return json.load(response)

    def close(self):
        self.process.terminate()
        self.process.wait(10)
        self.process.stdout.close()
