"""Downloads a file and verifies its bytes."""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import suppress
from datetime import datetime
from time import time
from typing import TYPE_CHECKING, Any, BinaryIO, Callable, Optional, Protocol, TypeVar, Union
from urllib.parse import urljoin, urlsplit, urlunsplit

from ._call import create_idempotency_key
from ._errors import (
    FirstHandApiError,
    FirstHandConfigurationError,
    FirstHandFileSystemError,
    FirstHandIntegrityError,
    FirstHandParseError,
    MaskedHeaders,
    excerpt,
)
from ._flow import Flow, Request, Response, connection_error
from ._responses import error_from_response
from ._send import repeat
from ._settings import Limits

if TYPE_CHECKING:
    from ._generated.types import File


T = TypeVar("T")


def on_path(path: str, work: Callable[..., T], *arguments: Any) -> T:
    """Run work on the disk.

    :raises FirstHandFileSystemError: names the path and has the system's error as its cause
    """
    try:
        return work(*arguments)
    except (OSError, ValueError) as cause:
        # A path with a NUL is a ValueError.
        reason = getattr(cause, "strerror", None) or str(cause)
        raise FirstHandFileSystemError(f"Cannot write {excerpt(path, 4_096)}: {reason}") from cause


class PathSink:
    """Writes to a temporary file beside the target, renamed at the end, so that the target is complete or not there.

    The folder is created. A symbolic link stays a link, and a device or pipe is written to directly.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._is_empty = True
        self._is_replaced = False

    def open(self) -> None:
        on_path(self._path, self._open)

    def _open(self) -> None:
        path = self._path
        # What a link points to need not exist yet.
        self._target = os.path.realpath(path)
        try:
            mode = os.stat(self._target).st_mode
        except FileNotFoundError:
            mode = stat.S_IFREG | 0o666
        if stat.S_ISDIR(mode) or path.endswith("/"):
            raise IsADirectoryError(0, "it is a folder, not a file")
        if not stat.S_ISREG(mode):
            self._file: BinaryIO = open(self._target, "wb", buffering=0)
            return
        folder = os.path.dirname(self._target)
        os.makedirs(folder, exist_ok=True)
        # Not named after the target, whose name may already have the longest length.
        self._written = os.path.join(folder, f".{create_idempotency_key()}.partial")
        self._is_replaced = True
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        self._file = os.fdopen(os.open(self._written, flags, stat.S_IMODE(mode)), "wb")

    def write(self, part: bytes) -> None:
        self._is_empty = False
        on_path(self._path, self._file.write, part)

    def reset(self) -> None:
        on_path(self._path, self._reset)

    def _reset(self) -> None:
        if self._is_empty:
            return
        if not self._is_replaced:
            raise OSError(0, "it is no regular file, and was partly written")
        self._file.seek(0)
        self._file.truncate()

    def finish(self) -> None:
        on_path(self._path, self._finish)

    def _finish(self) -> None:
        self._file.close()
        if self._is_replaced:
            os.replace(self._written, self._target)

    def discard(self) -> None:
        # It may not have been opened.
        with suppress(OSError, AttributeError):
            self._file.close()
        if self._is_replaced:
            with suppress(OSError):
                os.unlink(self._written)


class Writable(Protocol):
    """What bytes can be written to, such as a file opened with ``"wb"``."""

    def write(self, part: bytes, /) -> Any:
        """Write the bytes, all of them."""


#: ``None`` for bytes in memory, a path, or an open file.
Target = Union[None, str, "os.PathLike[str]", Writable]


class Sink(Protocol):
    """Takes bytes. Every method does its work on the disk at once."""

    def open(self) -> None:
        """Make the target ready, before anything is requested."""

    def write(self, part: bytes) -> None:
        """Append bytes."""

    def reset(self) -> None:
        """Forget what was written, because the download starts again."""

    def finish(self) -> Optional[bytes]:
        """Complete the target. Returns the bytes when they were kept in memory."""

    def discard(self) -> None:
        """Remove what was written, because the download failed."""


class MemorySink:
    """Keeps the bytes."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def open(self) -> None:
        return None

    def write(self, part: bytes) -> None:
        self._bytes += part

    def reset(self) -> None:
        self._bytes = bytearray()

    def finish(self) -> bytes:
        return bytes(self._bytes)

    def discard(self) -> None:
        self._bytes = bytearray()


class WritableSink:
    """Writes to an open file, which stays open."""

    def __init__(self, target: Writable) -> None:
        self._target = target
        self._is_empty = True

    def open(self) -> None:
        return None

    def write(self, part: bytes) -> None:
        self._is_empty = False
        self._target.write(part)

    def reset(self) -> None:
        if not self._is_empty:
            raise FirstHandFileSystemError("Cannot start again: the target was partly written")

    def finish(self) -> None:
        return None

    def discard(self) -> None:
        return None


def sink_of(to: Target) -> Sink:
    """Return what takes the bytes, still to be opened.

    :raises FirstHandConfigurationError: for what cannot be written to
    """
    if to is None:
        return MemorySink()
    if isinstance(to, (str, os.PathLike)):
        return PathSink(os.fspath(to))
    if callable(getattr(to, "write", None)):
        return WritableSink(to)
    raise FirstHandConfigurationError("Invalid to: pass a path or a file opened with 'wb'")


class FileSource:
    """Opened again after a failure, it continues behind the last byte.

    The API key is never sent: the URL is signed, and its host may belong to a third party.
    """

    def __init__(
        self,
        file: "File",
        agent: str,
        timeout: float,
        refresh: Callable[[str], "Flow[File]"],
    ) -> None:
        """Describe the file; nothing is requested yet.

        :param timeout: the longest time without a byte, in seconds
        :param refresh: returns the file with a new URL
        """
        self._file = file
        self._agent = agent
        self._timeout = timeout
        self._refresh = refresh
        self._can_resume = False
        self._stream: Any = None
        self._restart()

    def _restart(self) -> None:
        #: Bytes that have been read; 0 when the next attempt starts from the beginning.
        self.received = 0
        self._hash = hashlib.sha256()

    def open(self) -> "Flow[File]":
        """Request the bytes that are missing. An expired URL is refreshed once. Returns the file, with the URL that
        worked.
        """
        is_stale = _unix_seconds(self._file["download_url_expires_at"]) <= time()
        if is_stale:
            self._file = yield from _refreshed(self._file["id"], self._refresh)
        try:
            self._stream = yield from self._request()
        except FirstHandApiError as error:
            if is_stale or error.status != 403:
                raise
            self._file = yield from _refreshed(self._file["id"], self._refresh)
            self._stream = yield from self._request()
        # A range counts the bytes on the wire, and these may be encoded.
        self._can_resume = "content-encoding" not in self._stream.headers
        return self._file

    def _request(self) -> Flow[Any]:
        while True:
            stream = yield from self._open_stream()
            start = f"bytes {self.received}-"
            if stream.status == 206 and stream.headers.get("content-range", "").startswith(start):
                return stream
            is_complete = stream.status == 200 or not self.received
            self._restart()
            if is_complete:
                return stream
            yield _closing(stream)

    def _open_stream(self) -> Flow[Any]:
        headers = MaskedHeaders({"user-agent": self._agent})
        if self.received:
            headers["range"] = f"bytes={self.received}-"
        stream = yield from _follow(self._file["download_url"], headers, self._timeout)
        if stream.status in (200, 206) or (self.received and stream.status == 416):
            return stream
        yield _closing(stream)
        # Not shown: it may repeat the signed URL.
        raise error_from_response(Response(stream.status, stream.headers, b""), is_shown=False)

    def read(self) -> Flow[bytes]:
        """Return the next bytes; empty after the last.

        :raises FirstHandIntegrityError: when the file is complete and does not match its ``content_hash``
        """
        stream = self._stream
        try:
            part: bytes = yield lambda io: io.read(stream, self._timeout)
        except BaseException:
            if not self._can_resume:
                self._restart()
            raise
        self._hash.update(part)
        self.received += len(part)
        if part and not self._is_too_long():
            return part
        if not part:
            # Its connection is already free for other requests.
            self._stream = None
            if self._hash.hexdigest() == self._file["content_hash"]:
                return part
        self._restart()
        message = f"The bytes of {self._file['id']} do not match its content_hash"
        raise FirstHandIntegrityError(message, retryable=True)

    def _is_too_long(self) -> bool:
        """Return whether there are more bytes than there should be: their end may never come."""
        size = self._file.get("size_bytes")
        return isinstance(size, int) and self.received > size

    def close(self) -> Flow[None]:
        """Close the connection of a file that is not read to its end."""
        stream, self._stream = self._stream, None
        if stream is not None:
            yield _closing(stream)


#: As many redirects as browsers follow.
_MAX_REDIRECTS = 20


def _follow(url: str, headers: MaskedHeaders, timeout: float) -> Flow[Any]:
    """Open a URL and return the response behind its redirects."""
    for _ in range(_MAX_REDIRECTS + 1):
        request = Request("GET", _requested(url), headers)
        stream = yield _opening(request, timeout)
        location = stream.headers.get("location")
        if stream.status not in (301, 302, 303, 307, 308) or not location:
            return stream
        yield _closing(stream)
        url = _redirected(url, location)
    raise connection_error(url, OSError("too many redirects"))


def _requested(url: str) -> str:
    """Return a URL as it is requested: a fragment is not sent, and a path always is."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return urlunsplit(parts._replace(path=parts.path or "/", fragment=""))


def _redirected(url: str, location: str) -> str:
    """Return where a redirect leads.

    :raises FirstHandConnectionError: unless that is an http(s) URL without credentials
    """
    try:
        target = urljoin(url, location)
        parts = urlsplit(target)
        if parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc:
            return target
    except ValueError:
        pass
    raise connection_error(url, OSError("it redirects to something other than an http(s) URL"))


def _opening(request: Request, timeout: float) -> Any:
    return lambda io: io.open(request, timeout)


def _closing(stream: Any) -> Any:
    return lambda io: io.close(stream)


def check_file(file: Any) -> None:
    """Check what a caller passes as a file.

    :raises FirstHandConfigurationError: unless it is an id or has all that a download needs
    """
    missing = None if isinstance(file, str) else _missing_field(file)
    if missing:
        raise FirstHandConfigurationError(
            f"Invalid file: its {missing} is missing. Pass a file as get_job_files returns it, or its id"
        )


def _missing_field(file: Any) -> Optional[str]:
    if not isinstance(file, dict):
        return "id"
    names = ("id", "download_url", "download_url_expires_at", "content_hash")
    return next((name for name in names if not isinstance(file.get(name), str)), None)


def _unix_seconds(moment: str) -> float:
    try:
        return datetime.fromisoformat(moment.replace("Z", "+00:00")).timestamp()
    except (ValueError, OverflowError):
        # Whether such a URL has expired, the response will tell.
        return float("inf")


def download_file(
    file: "Union[File, str]",
    to: Target,
    limits: Limits,
    agent: str,
    refresh: Callable[[str], "Flow[File]"],
) -> Flow[Any]:
    """Return the bytes, or the file when they were written. A broken download resumes where it broke."""
    check_file(file)
    sink = sink_of(to)
    try:
        yield lambda io: io.on_disk(sink.open)
        known = (yield from _refreshed(file, refresh)) if isinstance(file, str) else file
        source = FileSource(known, agent, limits.timeout, refresh)
        current = yield from repeat(limits, lambda _attempt, _remaining: _copy(source, sink))
        content = yield lambda io: io.on_disk(sink.finish)
    except BaseException:
        yield lambda io: io.on_disk(sink.discard)
        raise
    return current if content is None else content


def _refreshed(file_id: str, refresh: Callable[[str], "Flow[File]"]) -> "Flow[File]":
    return checked_file((yield from refresh(file_id)))


def checked_file(file: "File") -> "File":
    """Check what the service sends as a file.

    :raises FirstHandParseError: unless it has all that a download needs
    """
    missing = _missing_field(file)
    if missing:
        raise FirstHandParseError(f"The response is not a file: its {missing} is missing")
    return file


def _copy(source: FileSource, sink: Sink) -> "Flow[File]":
    """Append the bytes that a sink is missing."""
    before = source.received
    try:
        file = yield from source.open()
        if not before or before != source.received:
            yield lambda io: io.on_disk(sink.reset)
        while True:
            part = yield from source.read()
            if not part:
                return file
            yield _writing(sink, part)
    except BaseException:
        yield from source.close()
        raise


def _writing(sink: Sink, part: bytes) -> Any:
    return lambda io: io.on_disk(sink.write, part)
