"""Downloads: verified, resumed, and complete or not there."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional

import pytest
from either_client import EitherClient
from scripted_server import Received, Script, ScriptedServer, error, reset, response

from firsthandapi import (
    FirstHandApiError,
    FirstHandClient,
    FirstHandConfigurationError,
    FirstHandConnectionError,
    FirstHandFileSystemError,
    FirstHandIntegrityError,
    FirstHandParseError,
    Response,
    SavedFile,
)

Serve = Callable[..., ScriptedServer]
Connect = Callable[..., EitherClient]
CONTENT = bytes(range(256)) * 1_000
FUTURE = "2999-01-01T00:00:00Z"


def file_at(server: ScriptedServer, name: str = "file_1", **fields: Any) -> Dict[str, Any]:
    return {
        "id": name,
        "content_type": "image/jpeg",
        "content_hash": hashlib.sha256(CONTENT).hexdigest(),
        "download_url": f"{server.url}/content/{name}?signature=5ecret",
        "download_url_expires_at": FUTURE,
        **fields,
    }


def content(
    start: int = 0, end: Optional[int] = None, status: int = 200, total: int = len(CONTENT)
) -> bytes:
    headers = {"content-type": "image/jpeg", "content-length": str(total - start)}
    if status == 206:
        headers["content-range"] = f"bytes {start}-{total - 1}/{total}"
    return response(status, CONTENT[start:end], headers)


def cut(start: int, end: int, status: int = 200) -> Callable[[Any], bool]:
    """Send a part of what is promised, then end the connection."""
    return ending(content(start, end, status))


def test_returns_bytes_that_are_verified_and_sends_no_key(serve: Serve, connect: Connect) -> None:
    server = serve(content())
    assert connect(server).download_file(file_at(server)) == CONTENT
    (received,) = server.received
    assert "authorization" not in received.headers
    assert received.target == "/content/file_1?signature=5ecret"


def test_finds_a_file_by_its_id(serve: Serve, connect: Connect) -> None:
    storage = serve(content())
    api = serve(response(200, file_at(storage)))
    assert connect(api).download_file("file_1") == CONTENT
    assert api.received[0].target == "/v1/files/file_1/refresh_url"


@pytest.mark.parametrize("target", ["bytes", "path", "file"])
def test_resumes_where_a_connection_broke(
    target: str, serve: Serve, connect: Connect, tmp_path: Path
) -> None:
    server = serve(cut(0, 100_000), reset, cut(100_000, 200_000, 206), content(200_000, status=206))
    client = connect(server)
    memory = io.BytesIO()
    to: Any = {"bytes": None, "path": tmp_path / "a" / "photo.jpg", "file": memory}[target]
    options = {} if to is None else {"to": to}
    result = client.download_file(file_at(server), **options)
    got = {"bytes": lambda: result, "path": lambda: to.read_bytes(), "file": memory.getvalue}[
        target
    ]()
    assert got == CONTENT
    assert [each.headers.get("range") for each in server.received] == [
        None,
        "bytes=100000-",
        "bytes=100000-",
        "bytes=200000-",
    ]


@pytest.mark.parametrize(
    "answer",
    [content(), content(50_000, status=206), response(416)],
    ids=["the whole file", "another range", "no range"],
)
def test_starts_again_when_it_cannot_resume(
    answer: bytes, serve: Serve, connect: Connect, tmp_path: Path
) -> None:
    server = serve(cut(0, 100_000), answer, content())
    path = tmp_path / "photo.jpg"
    connect(server).download_file(file_at(server), to=path)
    assert path.read_bytes() == CONTENT


def test_refuses_bytes_that_do_not_match(serve: Serve, connect: Connect, tmp_path: Path) -> None:
    server = serve(response(200, b"other"))
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"before")
    client = connect(server)
    with pytest.raises(FirstHandIntegrityError, match="do not match its content_hash") as caught:
        client.download_file(file_at(server), to=path)
    assert (caught.value.attempts, path.read_bytes()) == (4, b"before")
    assert os.listdir(tmp_path) == ["photo.jpg"]


@pytest.mark.parametrize("reason", ["expired", "refused"])
def test_refreshes_a_link_once(reason: str, serve: Serve, connect: Connect) -> None:
    refused = [error(403, "authorization_error")] if reason == "refused" else []
    storage = serve(*refused, content())
    api = serve(response(200, file_at(storage)))
    expires = "2020-01-01T00:00:00Z" if reason == "expired" else FUTURE
    given = file_at(storage, download_url_expires_at=expires)
    assert connect(api).download_file(given) == CONTENT
    assert (len(api.received), len(storage.received)) == (1, 1 + len(refused))


def test_shows_nothing_of_a_signed_link(serve: Serve, connect: Connect) -> None:
    storage = serve(error(403, "authorization_error", "?signature=5ecret"))
    api = serve(response(200, file_at(storage)))
    with pytest.raises(FirstHandApiError) as caught:
        connect(api).download_file(file_at(storage))
    assert "5ecret" not in str(caught.value) + repr(caught.value.to_dict())


def test_follows_redirects_of_storage(serve: Serve, connect: Connect) -> None:
    storage = serve(content())
    front = serve(response(307, None, {"location": f"{storage.url}/moved"}))
    assert connect(front).download_file(file_at(front)) == CONTENT
    assert "authorization" not in storage.received[0].headers


def test_sends_no_fragment_and_always_a_path_after_a_redirect(
    serve: Serve, connect: Connect
) -> None:
    storage = serve(content())
    front = serve(response(307, None, {"location": f"{storage.url}?sig=1#part"}))
    assert connect(front).download_file(file_at(front)) == CONTENT
    (received,) = storage.received
    assert received.target == "/?sig=1"
    assert received.headers["host"] == storage.url[len("http://") :]


def test_keeps_a_symbolic_link_and_the_mode(serve: Serve, connect: Connect, tmp_path: Path) -> None:
    server = serve(content())
    target = tmp_path / "target.jpg"
    target.write_bytes(b"before")
    target.chmod(0o600)
    link = tmp_path / "link.jpg"
    link.symlink_to("target.jpg")
    connect(server).download_file(file_at(server), to=str(link))
    assert (link.is_symlink(), target.read_bytes()) == (True, CONTENT)
    assert target.stat().st_mode & 0o777 == 0o600


def test_names_the_path_before_anything_is_requested(
    serve: Serve, connect: Connect, tmp_path: Path
) -> None:
    server = serve(content())
    (tmp_path / "file").write_bytes(b"")
    for path in (tmp_path, tmp_path / "file" / "photo.jpg"):
        with pytest.raises(FirstHandFileSystemError, match="Cannot write") as caught:
            connect(server).download_file(file_at(server), to=path)
        assert isinstance(caught.value.__cause__, OSError)
    with pytest.raises(FirstHandConfigurationError, match="Invalid to"):
        connect(server).download_file(file_at(server), to=7)
    assert server.received == []


def page(files: List[Any]) -> bytes:
    return response(200, {"data": files, "has_more": False, "next_cursor": None})


@pytest.mark.parametrize("concurrency", [1, 3])
def test_downloads_the_files_of_a_job_in_order(
    concurrency: int, serve: Serve, connect: Connect, tmp_path: Path
) -> None:
    storage = serve(content())
    kinds = ["image/jpeg", "audio/mpeg", "video/quicktime", "image/png", "../../etc"]
    names = ["file_1", "file_2", "file_3", "file_4", "../file_5"]
    files = [file_at(storage, name, content_type=kind) for name, kind in zip(names, kinds)]
    api = serve(page(files))
    counts: List[int] = []
    saved = connect(api).download_job_files(
        "job_1",
        to=tmp_path / "photos",
        concurrency=concurrency,
        min_score=4,
        on_progress=lambda _, count: counts.append(count),
    )
    assert [Path(each.path).name for each in saved] == [
        "file_1.jpg",
        "file_2.mp3",
        "file_3.mov",
        "file_4.png",
        "__file_5..._etc",
    ]
    assert all(Path(each.path).parent == tmp_path / "photos" for each in saved)
    assert all(Path(each.path).read_bytes() == CONTENT for each in saved)
    assert isinstance(saved[0], SavedFile) and saved[0].file["id"] == "file_1"
    assert counts == [1, 2, 3, 4, 5]
    assert api.received[0].target == "/v1/jobs/job_1/files?min_score=4&limit=100"


def test_ends_the_other_downloads_of_a_job_at_the_first_failure(
    serve: Serve, connect: Connect, tmp_path: Path
) -> None:
    storage = serve(error(404, "not_found"))
    api = serve(page([file_at(storage, f"file_{index}") for index in range(50)]))
    with pytest.raises(FirstHandApiError):
        connect(api).download_job_files("job_1", to=tmp_path, concurrency=2)
    assert len(storage.received) <= 4
    assert os.listdir(tmp_path) == []


def test_refuses_a_concurrency_out_of_range(connect: Connect, tmp_path: Path) -> None:
    with pytest.raises(FirstHandConfigurationError, match="Invalid concurrency"):
        connect("http://127.0.0.1:9").download_job_files("job_1", to=tmp_path, concurrency=65)


#: Few bytes, so that a response can be cut at each of them.
SHORT = CONTENT[:64]
WHOLE = content(end=64, total=64)
CHUNKED = (
    b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
    + b"".join(b"20\r\n%b\r\n" % SHORT[start : start + 32] for start in (0, 32))
    + b"0\r\n\r\n"
)


@pytest.mark.parametrize("whole", [WHOLE, CHUNKED], ids=["with its length", "in chunks"])
def test_completes_a_download_that_is_cut_at_any_byte(
    whole: bytes, serve: Serve, connect: Connect
) -> None:
    def answer(request: Received) -> Script:
        cut_at = int(request.target.partition("?")[0].rpartition("_")[2])
        if sum(each.target == request.target for each in server.received) == 1:
            return ending(whole[:cut_at])
        wanted = request.headers.get("range")
        if wanted is None:
            return whole
        start = int(wanted[len("bytes=") : -1])
        assert start <= cut_at
        return content(start, 64, 206, total=64)

    server = serve(answer_by=answer)
    client = connect(server)
    content_hash = hashlib.sha256(SHORT).hexdigest()
    for cut_at in range(len(whole)):
        file = file_at(server, f"cut_{cut_at}", content_hash=content_hash, size_bytes=64)
        # A target that cannot start again, so that no byte may be lost or repeated.
        target = io.BytesIO()
        client.download_file(file, to=target)
        assert target.getvalue() == SHORT, f"cut after {cut_at} bytes"


def test_keeps_what_it_has_when_the_rest_is_cut_at_any_byte(serve: Serve, connect: Connect) -> None:
    rest = content(32, 64, 206, total=64)

    def answer(request: Received) -> Script:
        cut_at = int(request.target.partition("?")[0].rpartition("_")[2])
        attempt = sum(each.target == request.target for each in server.received)
        if attempt == 1:
            return ending(WHOLE[:-32])
        start = int(request.headers["range"][len("bytes=") : -1])
        return ending(rest[:cut_at]) if attempt == 2 else content(start, 64, 206, total=64)

    server = serve(answer_by=answer)
    client = connect(server)
    content_hash = hashlib.sha256(SHORT).hexdigest()
    for cut_at in range(len(rest)):
        target = io.BytesIO()
        client.download_file(file_at(server, f"cut_{cut_at}", content_hash=content_hash), to=target)
        assert target.getvalue() == SHORT, f"cut after {cut_at} bytes"


def test_resumes_at_each_byte_in_turn(serve: Serve, connect: Connect) -> None:
    def answer(request: Received) -> Script:
        start = int(request.headers.get("range", "bytes=0-")[len("bytes=") : -1])
        whole = content(start, 64, 206 if start else 200, total=64)
        return whole if start == 63 else ending(whole[: start - 63])

    server = serve(answer_by=answer)
    file = file_at(server, content_hash=hashlib.sha256(SHORT).hexdigest(), size_bytes=64)
    assert connect(server, max_retries=64).download_file(file) == SHORT
    assert len(server.received) == 64


def ending(data: bytes) -> Callable[[Any], bool]:
    """Send bytes, then end the connection."""

    def send(connection: Any) -> bool:
        connection.sendall(data)
        return False

    return send


def test_ends_a_download_that_is_longer_than_the_file(serve: Serve, connect: Connect) -> None:
    def endless(connection: Any) -> bool:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(CONTENT)

    file = file_at(serve(endless), size_bytes=1_000)
    with pytest.raises(FirstHandIntegrityError):
        connect(serve(), max_retries=0).download_file(file)


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "http://[bad", "http://me:pa55word@host/", "ftp://a/"],
)
def test_reports_a_redirect_that_leads_nowhere(
    location: str, serve: Serve, connect: Connect
) -> None:
    front = serve(response(307, None, {"location": location}))
    with pytest.raises(FirstHandConnectionError, match="redirects to something other") as caught:
        connect(front, max_retries=0).download_file(file_at(front))
    assert "pa55word" not in str(caught.value)


def test_reports_redirects_without_end(serve: Serve, connect: Connect) -> None:
    front = serve(response(302, None, {"location": "/again"}))
    with pytest.raises(FirstHandConnectionError, match="too many redirects"):
        connect(front, max_retries=0).download_file(file_at(front))
    assert len(front.received) == 21


@pytest.mark.parametrize("name", ["id", "download_url", "download_url_expires_at", "content_hash"])
@pytest.mark.parametrize("value", [None, 7])
def test_names_what_a_file_is_missing(
    name: str, value: Any, serve: Serve, connect: Connect, tmp_path: Path
) -> None:
    server = serve(content())
    with pytest.raises(FirstHandConfigurationError, match=f"Invalid file: its {name} is missing"):
        connect(server).download_file({**file_at(server), name: value}, to=tmp_path / "a" / "b")
    assert (server.received, os.listdir(tmp_path)) == ([], [])


@pytest.mark.parametrize("file", [None, 7, [], {}])
def test_names_what_is_no_file(file: Any, connect: Connect) -> None:
    with pytest.raises(FirstHandConfigurationError, match="Invalid file: its id is missing"):
        connect("http://127.0.0.1:9").download_file(file)


def test_refuses_a_refreshed_file_without_a_link(serve: Serve, connect: Connect) -> None:
    api = serve(response(200, {"id": "file_1", "download_url": None}))
    with pytest.raises(FirstHandParseError, match="its download_url is missing"):
        connect(api).download_file("file_1")


def test_downloads_with_a_transport_that_only_sends() -> None:
    class Transport:
        """Has what it sends already."""

        def send(self, request: Any, seconds: float) -> Any:
            return Response(200, {}, CONTENT)

    client = FirstHandClient(api_key="fh_test_sk_a", transport=Transport())
    file: Any = {
        "id": "file_1",
        "content_hash": hashlib.sha256(CONTENT).hexdigest(),
        "download_url": "https://storage.example",
        "download_url_expires_at": FUTURE,
    }
    assert client.download_file(file) == CONTENT


@pytest.mark.parametrize("path", ["cups\0", "cups\ud800"])
def test_names_a_path_that_the_system_cannot_have(
    serve: Serve, connect: Connect, tmp_path: Path, path: str
) -> None:
    server = serve(response(200, {"data": [], "has_more": False}))
    client = connect(server)
    with pytest.raises(FirstHandFileSystemError, match="Cannot write .*cups "):
        client.download_file(file_at(server), to=str(tmp_path / path))
    assert not server.received
    with pytest.raises(FirstHandFileSystemError, match="Cannot write .*cups "):
        client.download_job_files("job_1", to=str(tmp_path / path))


@pytest.mark.parametrize("item", [None, 7, "file_1", {"id": "file_1"}])
def test_refuses_a_list_whose_items_are_no_files(
    serve: Serve, connect: Connect, tmp_path: Path, item: Any
) -> None:
    server = serve(response(200, {"data": [item], "has_more": False}))
    with pytest.raises(FirstHandParseError, match="The response is not a file"):
        connect(server).download_job_files("job_1", to=tmp_path)
    assert os.listdir(tmp_path) == []


def test_saves_a_file_whose_type_is_no_text(serve: Serve, connect: Connect, tmp_path: Path) -> None:
    def answer(received: Received) -> Script:
        if received.target.startswith("/content/"):
            return content()
        return response(200, {"data": [file_at(server, content_type=7)], "has_more": False})

    server = serve(answer_by=answer)
    ((_, path),) = connect(server).download_job_files("job_1", to=tmp_path)
    assert Path(path).read_bytes() == CONTENT
