"""Pages, and iteration over all of them."""

from __future__ import annotations

import math
from typing import Any, Callable, List

import pytest
from either_client import EitherClient
from scripted_server import ScriptedServer, error, response

from firsthandapi import FirstHandApiError, FirstHandConfigurationError, FirstHandParseError

Serve = Callable[..., ScriptedServer]
Connect = Callable[..., EitherClient]


def page(names: List[str], following: Any) -> bytes:
    data = [{"id": name} for name in names]
    return response(
        200,
        {
            "object": "list",
            "data": data,
            "has_more": following is not None,
            "next_cursor": following,
        },
    )


def ids(items: List[Any]) -> List[str]:
    return [item["id"] for item in items]


def test_iterates_over_every_page_with_the_same_filter(serve: Serve, connect: Connect) -> None:
    server = serve(page(["a", "b"], "c1"), page([], "c2"), page(["c"], None))
    client = connect(server)
    assert ids(client.all(client.inner.list_jobs(status="open", limit=2))) == ["a", "b", "c"]
    targets = [received.target for received in server.received]
    start = "/v1/jobs?status=open&limit=2"
    assert targets == [start, f"{start}&cursor=c1", f"{start}&cursor=c2"]


def test_gives_the_first_page_and_continues_from_it(serve: Serve, connect: Connect) -> None:
    server = serve(page(["a"], "c1"), page(["b"], None))
    client = connect(server)
    first = client.list_jobs()
    assert (ids(first.data), first.has_more, first.next_cursor) == (["a"], True, "c1")
    assert len(server.received) == 1
    assert ids(client.all(first)) == ["a", "b"]
    assert len(server.received) == 2


def test_iterates_over_pages(serve: Serve, connect: Connect) -> None:
    client = connect(serve(page(["a"], "c1"), page(["b"], None)))
    pages = client.all(client.inner.list_jobs().pages())
    assert [ids(each.data) for each in pages] == [["a"], ["b"]]


def test_fetches_no_page_before_it_is_needed(serve: Serve, connect: Connect) -> None:
    server = serve(page(["a", "b"], "c1"))
    client = connect(server)
    items = client.end(client.inner.list_jobs().to_list(limit=2))
    assert (ids(items), len(server.received)) == (["a", "b"], 1)


def test_collects_all_items(serve: Serve, connect: Connect) -> None:
    client = connect(serve(page(["a"], "c1"), page(["b"], None)))
    assert ids(client.end(client.inner.list_jobs().to_list(limit=math.inf))) == ["a", "b"]


def test_refuses_a_limit_of_nothing(serve: Serve, connect: Connect) -> None:
    client = connect(serve(page(["a"], None)))
    with pytest.raises(FirstHandConfigurationError, match="Invalid limit"):
        client.end(client.inner.list_jobs().to_list(limit=0))


def test_ends_when_a_cursor_returns(serve: Serve, connect: Connect) -> None:
    client = connect(serve(page(["a"], "c1")))
    with pytest.raises(FirstHandParseError, match="Cursor c1 was returned twice"):
        client.all(client.inner.list_jobs())


def test_raises_the_error_of_a_later_page(serve: Serve, connect: Connect) -> None:
    client = connect(serve(page(["a"], "c1"), error(403, "authorization_error")))
    with pytest.raises(FirstHandApiError) as caught:
        client.all(client.inner.list_jobs())
    assert caught.value.operation_id == "listJobs"


def test_gives_the_response_of_a_call_and_of_a_page(serve: Serve, connect: Connect) -> None:
    limits = {
        "x-ratelimit-limit": "60",
        "x-ratelimit-remaining": "7",
        "x-ratelimit-reset": "1780000000",
    }
    server = serve(
        error(500, "internal_error"), response(200, {"id": "job_1"}, limits), page(["a"], None)
    )
    client = connect(server)
    call = client.raw.get_job("job_1")
    assert (call.data, call.status, call.request_id, call.attempts) == (
        {"id": "job_1"},
        200,
        "req_1",
        2,
    )
    assert call.rate_limit == (60, 7, 1_780_000_000)
    listed = client.raw.list_jobs()
    assert ids(client.all(listed.data)) == ["a"]
    assert listed.rate_limit is None


@pytest.mark.parametrize("cursor", [7, True, {"a": 1}, ["a"]])
def test_refuses_a_cursor_that_is_no_text(serve: Serve, connect: Connect, cursor: Any) -> None:
    server = serve(page(["a"], cursor))
    client = connect(server)
    with pytest.raises(FirstHandParseError, match="next_cursor of the page is not a text"):
        client.all(client.inner.list_jobs())
    assert len(server.received) == 1
