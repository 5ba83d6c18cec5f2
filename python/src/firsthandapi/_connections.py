"""Connections of the synchronous client: kept alive, under deadlines, and led through proxies."""

from __future__ import annotations

import io
import os
import re
import socket
import ssl
from base64 import b64encode
from collections import deque
from functools import lru_cache
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection, UnknownProtocol
from time import monotonic
from typing import Any, Deque, Dict, Iterator, List, Mapping, NamedTuple, Optional, Tuple
from urllib.parse import unquote, urlsplit

from ._errors import FirstHandConfigurationError
from ._flow import LONGEST_BODY, Request, too_long


class Origin(NamedTuple):
    """A scheme, host and port."""

    scheme: str
    host: str
    port: int


@lru_cache(maxsize=64)
def origin_of(url: str) -> Origin:
    """Return where a URL leads. Remembered, because nearly all lead to the same few hosts.

    :raises FirstHandConfigurationError: unless it is an http(s) URL without credentials
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise FirstHandConfigurationError("Invalid URL: its host or port is malformed") from None
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise FirstHandConfigurationError("Invalid URL: expected http(s) without credentials")
    return Origin(scheme, parts.hostname, port or (443 if scheme == "https" else 80))


class Proxy(NamedTuple):
    """An HTTP proxy. Its representation shows no credentials."""

    host: str
    port: int
    #: The value of ``Proxy-Authorization``.
    authorization: Optional[str]

    def __repr__(self) -> str:
        return f"<Proxy {self.host}:{self.port}>"


def find_proxy(scheme: str, host: str, port: int) -> Optional[Proxy]:
    """Return the proxy for a host, by ``HTTPS_PROXY``, ``HTTP_PROXY``, ``ALL_PROXY`` and ``NO_PROXY``.

    :raises FirstHandConfigurationError: for a proxy that is not an HTTP proxy
    """
    from urllib.request import getproxies, proxy_bypass

    proxies = getproxies()
    address = proxies.get(scheme) or proxies.get("all")
    if not address or proxy_bypass(f"{host}:{port}"):
        return None
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        proxy_port = parts.port or 80
    except ValueError:
        # Not with the cause, which may quote the password.
        message = (
            f"Invalid {scheme.upper()}_PROXY: percent-encode special characters of its password"
        )
        raise FirstHandConfigurationError(message) from None
    if parts.scheme != "http" or not parts.hostname:
        raise FirstHandConfigurationError(
            f"Unsupported {parts.scheme} proxy in {scheme.upper()}_PROXY: set an http:// proxy"
        )
    authorization = None
    if parts.username is not None:
        credentials = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        authorization = "Basic " + b64encode(credentials.encode()).decode()
    return Proxy(parts.hostname, proxy_port, authorization)


@lru_cache(maxsize=1)
def default_context() -> ssl.SSLContext:
    """Return a context that checks certificates, for TLS 1.2 or newer. Shared by all
    clients, because reading the system's certificates takes long.
    """
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


class Deadline:
    """When the current attempt ends. A socket's own timeout begins again with every byte."""

    __slots__ = ("received", "_at")

    def set(self, seconds: float) -> None:
        #: Bytes that have been read in this attempt.
        self.received = 0
        self._at = monotonic() + seconds

    def apply(self, connected: socket.socket) -> None:
        """Give a socket the time that is left.

        :raises socket.timeout: when there is none
        """
        left = self._at - monotonic()
        if left <= 0:
            raise socket.timeout("timed out")
        # A socket takes no longer timeouts than this.
        connected.settimeout(min(left, 2_000_000.0))


class DeadlineSocket(io.RawIOBase):
    """Reads from a socket until the deadline; closing it does not close the socket."""

    def __init__(self, connected: socket.socket, deadline: Deadline) -> None:
        self._connected = connected
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._deadline.apply(self._connected)
        count = self._connected.recv_into(buffer)
        deadline = self._deadline
        deadline.received += count
        # Here, because http.client itself reads without an end where a length is negative.
        if deadline.received > LONGEST_BODY:
            raise too_long()
        return count

    def makefile(self, *_: Any) -> io.BufferedReader:
        return io.BufferedReader(self)


#: Bytes of all headers of a response.
_LONGEST_HEADERS = 65_536
_LENGTH = re.compile(r"\d+(?![^,])", re.A)


class Reply(HTTPResponse):
    """A response that reads its headers itself, by lower-case name and without cookies.

    http.client leaves them to the package ``email``, which looks in each for what only mail has: that takes longer than
    all else that is done for a call.
    """

    def begin(self: Any) -> None:
        """Read the status and the headers of the response, and skip those that a proxy may send before it."""
        status = 100
        while 100 <= status < 200 and status != 101:
            version, status, _reason = self._read_status()
            self.headers = headers = _read_headers(self.fp)
        if not version.startswith("HTTP/1."):
            raise UnknownProtocol(version)
        self.status = status
        self.version = 10 if version == "HTTP/1.0" else 11
        self.chunked = headers.get("transfer-encoding", "").lower() == "chunked"
        self.chunk_left = None
        length = _LENGTH.match(headers.get("content-length", ""))
        self.length = 0 if status in (101, 204, 304) else int(length[0]) if length else None
        if self.chunked and self.length:
            self.length = None
        self.will_close = self._check_close() or (self.length is None and not self.chunked)


def _read_headers(file: io.BufferedReader) -> Dict[str, str]:
    headers: Dict[str, str] = {}
    name = ""
    room = _LONGEST_HEADERS
    while True:
        line = file.readline(room).decode("latin-1")
        room -= len(line)
        if not line.endswith("\n"):
            raise ConnectionError("the headers have no end")
        if line in ("\r\n", "\n"):
            headers.pop("set-cookie", None)
            return headers
        first, colon, value = line.partition(":")
        if name and line[0] in " \t":
            # It continues the line before.
            headers[name] += f" {line.strip()}"
        elif colon:
            name, value = first.strip().lower(), value.strip()
            headers[name] = f"{headers[name]}, {value}" if name in headers else value


#: Seconds that an idle connection is kept when the server does not say how long it keeps it.
_DEFAULT_IDLE = 4.0
_KEEP_ALIVE = re.compile(r"\btimeout=(\d{1,6})\b", re.A)


#: How many forks lie between this process and the first one. Counted, because to ask for its id is a system call.
_forks = 0


def _note_fork() -> None:
    global _forks
    _forks += 1


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_note_fork)


class Connection:
    """A connection that is kept alive, through the proxy of the environment if there is one."""

    __slots__ = (
        "deadline",
        "response",
        "_http",
        "_idle_until",
        "_origin",
        "_forks",
        "_proxy",
    )

    def __init__(self, origin: Origin, context: Optional[ssl.SSLContext], seconds: float) -> None:
        """Connect.

        :raises OSError: when that fails
        :raises HTTPException: when the proxy refuses
        """
        self.deadline = Deadline()
        self.deadline.set(seconds)
        self.response: Optional[HTTPResponse] = None
        self._origin = origin
        self._proxy: Optional[Proxy] = find_proxy(*origin)
        self._idle_until = 0.0
        self._forks = _forks
        self._http = self._connect(context)

    def _connect(self, context: Optional[ssl.SSLContext]) -> HTTPConnection:
        scheme, host, port = self._origin
        proxy = self._proxy
        address: Tuple[str, int] = (proxy.host, proxy.port) if proxy else (host, port)
        http: HTTPConnection = (
            HTTPSConnection(*address, context=context)
            if scheme == "https"
            else HTTPConnection(*address)
        )
        if proxy and scheme == "https":
            authorization = proxy.authorization
            headers = {"Proxy-Authorization": authorization} if authorization else {}
            http.set_tunnel(host, port, headers)
        # So that the deadline holds over all addresses of a host, and over the answer of a proxy.
        setattr(http, "_create_connection", self._open_socket)
        setattr(http, "response_class", self._open_response)
        try:
            http.connect()
        except BaseException:
            http.close()
            raise
        return http

    def _open_socket(self, address: Tuple[str, int], *_: Any) -> socket.socket:
        failure: OSError = OSError("the host has no address")
        try:
            found = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)
        except UnicodeError:
            raise OSError("not a valid host name") from None
        for family, kind, protocol, _name, target in found:
            opened = socket.socket(family, kind, protocol)
            try:
                self.deadline.apply(opened)
                opened.connect(target)
                return opened
            except OSError as error:
                opened.close()
                failure = error
        try:
            raise failure
        finally:
            # Its traceback would hold this frame, and this frame it.
            del failure

    def _open_response(self, connected: Any, *arguments: Any, **options: Any) -> HTTPResponse:
        # All that HTTPResponse needs of a socket is a file to read from.
        readable: Any = DeadlineSocket(connected, self.deadline)
        return HTTPResponse(readable, *arguments, **options)

    def send(self, request: Request, seconds: float) -> HTTPResponse:
        """Send a request and read the headers of its response.

        :raises OSError: when the connection breaks or the deadline passes
        :raises HTTPException: when the response is not HTTP
        """
        self.deadline.set(seconds)
        connected = self._http.sock
        self.deadline.apply(connected)
        connected.sendall(self._serialise(request))
        readable: Any = DeadlineSocket(connected, self.deadline)
        response = self.response = Reply(readable, method=request.method)
        response.begin()
        return response

    def _serialise(self, request: Request) -> bytes:
        """Return the whole request: one write, and so one packet where it fits."""
        scheme, _, path = request.url.partition("://")
        authority, slash, path = path.partition("/")
        target = slash + path or "/"
        # Before the headers: a traceback would show the password of a proxy.
        if not _TARGET.fullmatch(authority + target):
            raise FirstHandConfigurationError("Invalid URL: a character is not allowed")
        lines: List[str] = [f"host: {authority}", "connection: keep-alive"]
        if self._proxy and scheme.lower() == "http":
            target = f"http://{authority}{target}"
            if self._proxy.authorization:
                lines.append(f"proxy-authorization: {self._proxy.authorization}")
        lines += [f"{name}: {value}" for name, value in request.headers.items()]
        body = request.body
        if body is not None or request.method == "POST":
            lines.append(f"content-length: {len(body or b'')}")
        head = f"{request.method} {target} HTTP/1.1\r\n" + "\r\n".join(lines) + "\r\n\r\n"
        return head.encode("latin-1") + (body or b"")

    def finish(self, headers: Mapping[str, str]) -> bool:
        """Return whether another request can follow the response, whose bytes have been read."""
        response = self.response
        if response is None or response.will_close or not response.isclosed():
            return False
        self.response = None
        hint = _KEEP_ALIVE.search(headers.get("keep-alive", ""))
        # A second earlier than the server, which would otherwise close it under the next request.
        self._idle_until = monotonic() + (float(hint[1]) - 1 if hint else _DEFAULT_IDLE)
        return True

    def is_usable(self) -> bool:
        """Return whether the connection has stayed open and silent since its last response.

        That of a parent process is not usable: after a fork, both would read the same responses.
        """
        return (
            self._forks == _forks
            and monotonic() < self._idle_until
            and not self._has_input()
        )

    def _has_input(self) -> bool:
        """Return whether there is something to read, which between two requests is only the end of the connection."""
        connected = self._http.sock
        connected.settimeout(0)
        try:
            connected.recv(1)
        except (BlockingIOError, ssl.SSLWantReadError):
            return False
        except OSError:
            pass
        return True

    def close(self) -> None:
        """Close the connection."""
        response, self.response = self.response, None
        if response is not None:
            # Its finaliser would fail without the socket, and Python 3.13 reports that.
            response.close()
        self._http.close()


_TARGET = re.compile(r"[!-~]+")


#: Idle connections that are kept for one host.
_MAX_IDLE = 64


class Pool:
    """Keeps connections between requests. Threads may share it: a connection is taken out while it is used."""

    # Without a lock, which a forked process could inherit locked: what it does to its deques is atomic.

    def __init__(self) -> None:
        self._idle: Dict[Origin, Deque[Connection]] = {}

    def take(self, origin: Origin) -> Optional[Connection]:
        """Return an idle connection that is still open, the one that was used last first."""
        for connection in _drain(self._idle.get(origin)):
            if connection.is_usable():
                return connection
            connection.close()
        return None

    def keep(self, origin: Origin, connection: Connection) -> None:
        """Keep a connection for the next request."""
        idle = self._idle.setdefault(origin, deque())
        if len(idle) < _MAX_IDLE:
            idle.append(connection)
        else:
            connection.close()

    def close(self) -> None:
        """Close every idle connection."""
        for idle in list(self._idle.values()):
            for connection in _drain(idle):
                connection.close()

    def __del__(self) -> None:
        # So that a client that nobody closed leaves no warnings about its sockets.
        self.close()


def _drain(idle: Optional[Deque[Connection]]) -> Iterator[Connection]:
    """Take connections out, each by one thread alone, the last first."""
    while idle:
        try:
            yield idle.pop()
        except IndexError:
            return
