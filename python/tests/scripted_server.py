"""A server that records what it receives, byte for byte, and responds with what a test has scripted."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Union


class Received(NamedTuple):
    """One request as it arrived."""

    method: str
    target: str
    #: By lower-case name.
    headers: Dict[str, str]
    body: bytes
    #: Which connection it came over, from 1.
    connection: int


#: A response as bytes, or a function that does with the connection what it wants, and returns whether it stays open.
Script = Union[bytes, Callable[[socket.socket], bool]]


def response(
    status: int = 200, body: Any = None, headers: Optional[Dict[str, str]] = None
) -> bytes:
    """Serialise a response; a body that is not bytes becomes JSON."""
    content = (
        body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    )
    fields = {"content-type": "application/json", "x-request-id": "req_1", **(headers or {})}
    if status != 204:
        fields.setdefault("content-length", str(len(content)))
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status} Scripted\r\n{lines}\r\n".encode() + content


def error(status: int, kind: str, message: str = "No", **rest: Any) -> bytes:
    """Serialise an error response of the API."""
    headers = rest.pop("headers", None)
    envelope = {"type": kind, "message": message, "request_id": "req_2", **rest}
    return response(status, {"error": envelope}, headers)


def reset(connection: socket.socket) -> bool:
    """Break the connection without a response."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    return False


class ScriptedServer:
    """Answers each request with the next script, and repeats the last one."""

    def __init__(
        self,
        *scripts: Script,
        context: Optional[ssl.SSLContext] = None,
        answer_by: Optional[Callable[[Received], Script]] = None,
    ) -> None:
        self._answer_by = answer_by
        self.scripts: List[Script] = list(scripts) or [response(200, {"id": "job_1"})]
        self.received: List[Received] = []
        self._context = context
        self._connections: List[socket.socket] = []
        self._count = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        scheme = "http" if context is None else "https"
        self.url = f"{scheme}://127.0.0.1:{self.port}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._count += 1
            self._connections.append(connection)
            threading.Thread(
                target=self._serve, args=(connection, self._count), daemon=True
            ).start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        try:
            if self._context is not None:
                connection = self._context.wrap_socket(connection, server_side=True)
            reader = connection.makefile("rb")
            while self._answer(connection, reader, number):
                pass
            reader.close()
        except OSError:
            pass
        finally:
            connection.close()

    def _answer(self, connection: socket.socket, reader: Any, number: int) -> bool:
        first = reader.readline().decode("latin-1").split()
        if len(first) != 3:
            return False
        headers: Dict[str, str] = {}
        while True:
            line = reader.readline().decode("latin-1").rstrip("\r\n")
            if not line:
                break
            name, _, value = line.partition(": ")
            headers[name.lower()] = value
        body = reader.read(int(headers.get("content-length", "0")))
        received = Received(first[0], first[1], headers, body, number)
        self.received.append(received)
        script = self._next_script(received)
        if callable(script):
            return script(connection)
        connection.sendall(script)
        return True

    def _next_script(self, received: Received) -> Script:
        if self._answer_by is not None:
            return self._answer_by(received)
        return self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]

    def close(self) -> None:
        """End everything."""
        self._listener.close()
        self.close_connections()

    def close_connections(self) -> None:
        """Close every connection, as a server that stops does."""
        for connection in self._connections:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            connection.close()
