"""Whole stories against `firsthandapi-sandbox serve`: the service's own rules over HTTP."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any, Callable, Dict, List

import pytest
from either_client import EitherClient
from sandbox import Sandbox

from firsthandapi import FirstHandApiError

Connect = Callable[..., EitherClient]

ORDER: Dict[str, Any] = {
    "type": "data_collection",
    "description": "A coffee cup on a table, seen from above",
    "files_needed": 3,
    "accepted_formats": ["image/jpeg"],
    "price_per_file_cents": 50,
}

# The authentication guide's snippet, as it stands.
SNIPPET = """
import os
# Python
from firsthandapi import FirstHandClient
client = FirstHandClient(api_key=os.environ["FIRSTHAND_API_KEY"])
"""


def test_runs_the_snippet_of_the_authentication_guide_and_collects_files(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FIRSTHAND_API_KEY", sandbox.test_key)
    monkeypatch.setenv("FIRSTHAND_BASE_URL", sandbox.url)
    scope: Dict[str, Any] = {}
    exec(SNIPPET, scope)
    client = scope["client"]
    job = client.create_job(**ORDER)
    done = client.wait_for_job(job["id"], timeout=60)
    assert (done["status"], done["files_approved"]) == ("completed", 3)
    saved = client.download_job_files(job["id"], to=tmp_path / "cups")
    assert sorted(os.listdir(tmp_path / "cups")) == sorted(f"{file['id']}.jpg" for file, _ in saved)
    for file, path in saved:
        assert hashlib.sha256(Path(path).read_bytes()).hexdigest() == file["content_hash"]
    client.close()


@pytest.fixture
def client(sandbox: Sandbox, connect: Connect) -> EitherClient:
    sandbox.control("POST", "/reset")
    return connect(sandbox.url, api_key=sandbox.test_key)


def test_creates_a_job_waits_for_it_and_downloads_its_files(
    client: EitherClient, tmp_path: Path
) -> None:
    statuses: List[str] = []
    job = client.create_job_and_wait(
        **ORDER, timeout=60, on_update=lambda each: statuses.append(each["status"])
    )
    assert (job["status"], statuses[-1]) == ("completed", "completed")
    saved = client.download_job_files(job["id"], to=str(tmp_path), concurrency=2)
    assert len(saved) == 3
    assert client.download_file(saved[0].file["id"]) == Path(saved[0].path).read_bytes()
    assert client.rate_job(job["id"], rating=5, comment="Sharp")["rating"] == 5


def test_makes_no_second_job_when_a_response_is_lost(
    client: EitherClient, sandbox: Sandbox
) -> None:
    sandbox.control(
        "POST", "/faults", {"route": "POST /v1/jobs", "fault": {"afterCommit": "reset"}}
    )
    job = client.create_job(**ORDER)
    (only,) = client.list_jobs().data
    assert only["id"] == job["id"]


def test_names_the_field_that_the_service_refuses(client: EitherClient) -> None:
    with pytest.raises(FirstHandApiError, match="description: ") as caught:
        client.create_job(**{**ORDER, "description": "Cup"})
    assert (caught.value.type, caught.value.status) == ("validation_error", 400)
    assert str(caught.value.request_id).startswith("req_")


def test_iterates_over_the_pages_of_the_service(client: EitherClient) -> None:
    created = [client.create_job(**ORDER)["id"] for _ in range(5)]
    jobs = client.all(client.inner.list_jobs(limit=2))
    assert [job["id"] for job in jobs] == created[::-1]
    assert client.raw.list_jobs().rate_limit.limit > 0


def test_clears_a_field_with_none_and_leaves_it_without(sandbox: Sandbox, connect: Connect) -> None:
    sandbox.control("POST", "/reset")
    client = connect(sandbox.url, api_key=sandbox.live_key)
    client.update_settings(default_price_per_file_cents=75, default_type="feedback")
    settings = client.update_settings(default_price_per_file_cents=None)
    assert settings["default_price_per_file_cents"] is None
    assert settings["default_type"] == "feedback"


def test_shows_whole_what_the_service_says_of_an_unknown_key(
    sandbox: Sandbox, connect: Connect
) -> None:
    with pytest.raises(FirstHandApiError) as caught:
        connect(sandbox.url, api_key="fh_test_sk_unknown").get_job("job_1")
    assert (caught.value.status, caught.value.type) == (401, "authentication_error")
    assert "begins with fh_live_ or fh_test_" in caught.value.message
    assert "/v1/auth/signup" in caught.value.message
    # Nothing in the advice looks like a secret, which the client would mask.
    assert "[redacted]" not in caught.value.message
