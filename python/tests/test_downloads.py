"""Downloads: verified, resumed, and complete or not there."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional

import pytest
from either_client import EitherClient
from firsthandapi import (
    FirstHandApiError,
    FirstHandConfigurationError,
    FirstHandError,
    FirstHandFileSystemError,
    FirstHandIntegrityError,
    SavedFile,
)
from scripted_server import ScriptedServer, error, reset, response

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
    """Send a part of what is promised, then break the connection."""

    def send(connection: Any) -> bool:
        connection.sendall(content(start, end, status))
        return False

    return send


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


def test_reports_a_redirect_to_a_malformed_url(serve: Serve, connect: Connect) -> None:
    front = serve(response(307, None, {"location": "http://[bad"}))
    with pytest.raises(FirstHandError):
        connect(front, max_retries=0).download_file(file_at(front))


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
    assert api.received[0].target == "/v1/jobs/job_1/files?limit=100&min_score=4"


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
