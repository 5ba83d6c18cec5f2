"""One client in many threads, and in processes that were forked."""

from __future__ import annotations

import os
import sys
import threading
from typing import Any, Callable, Iterator, List

import pytest
from conftest import KEY
from scripted_server import Received, ScriptedServer, response

from firsthandapi import FirstHandClient
from firsthandapi._blocking_transport import BlockingTransport
from firsthandapi._errors import MaskedHeaders
from firsthandapi._flow import Request

Serve = Callable[..., ScriptedServer]
JOB = response(200, {"id": "job_1"})


def client_of(server: ScriptedServer, **options: Any) -> FirstHandClient:
    return FirstHandClient(api_key=KEY, base_url=server.url, sleep=lambda _: None, **options)


@pytest.fixture
def _switching_often() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def in_threads(count: int, work: Callable[[int], Any]) -> List[BaseException]:
    """Run work in threads and return what they raised."""
    failures: List[BaseException] = []

    def attempt(index: int) -> None:
        try:
            work(index)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=attempt, args=(index,)) for index in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def echo(request: Received) -> bytes:
    return response(200, {"id": request.target.rpartition("/")[2]})


@pytest.mark.usefixtures("_switching_often")
def test_gives_each_thread_the_response_to_its_own_request(serve: Serve) -> None:
    server = serve(answer_by=echo)
    client = client_of(server, max_retries=0)

    def work(thread: int) -> None:
        for call in range(40):
            name = f"job_{thread}_{call}"
            assert client.get_job(name) == {"id": name}

    assert in_threads(8, work) == []
    assert len(server.received) == 320
    assert len({received.connection for received in server.received}) <= 8


@pytest.mark.usefixtures("_switching_often")
def test_sends_no_request_to_the_host_of_another(serve: Serve) -> None:
    servers = [serve(answer_by=echo) for _ in range(2)]
    transport = BlockingTransport()

    def work(thread: int) -> None:
        for call in range(100):
            url = f"{servers[thread % 2].url}/of_{thread % 2}/{call}"
            assert transport.send(Request("GET", url, MaskedHeaders()), 30).status == 200

    assert in_threads(8, work) == []
    transport.close()
    for index, server in enumerate(servers):
        assert {each.target.split("/")[1] for each in server.received} == {f"of_{index}"}


@pytest.mark.usefixtures("_switching_often")
def test_closes_its_connections_while_threads_use_it(serve: Serve) -> None:
    client = client_of(serve(answer_by=echo), max_retries=0)

    def work(thread: int) -> None:
        for call in range(40):
            if thread == 0:
                client.close()
            else:
                client.get_job(f"job_{call}")

    assert in_threads(8, work) == []
    client.close()


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def in_child(work: Callable[[], bool]) -> bool:
    """Run work in a forked process, and return whether it succeeded there."""
    child = os.fork()
    if child == 0:
        succeeded = False
        try:
            succeeded = work()
        finally:
            os._exit(0 if succeeded else 1)
    return os.waitpid(child, 0)[1] == 0


@needs_fork
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_shares_no_connection_with_a_forked_process(serve: Serve) -> None:
    server = serve(JOB)
    client = client_of(server)
    client.get_job("job_1")
    assert in_child(lambda: client.get_job("job_1") == {"id": "job_1"})
    client.get_job("job_1")
    assert [received.connection for received in server.received] == [1, 2, 1]


@needs_fork
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_keeps_its_connections_when_a_forked_process_closes_the_client(serve: Serve) -> None:
    server = serve(JOB)
    client = client_of(server)
    client.get_job("job_1")

    def close() -> bool:
        client.close()
        return True

    assert in_child(close)
    client.get_job("job_1")
    assert {received.connection for received in server.received} == {1}


@needs_fork
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_works_in_a_process_that_was_forked_while_threads_used_it(serve: Serve) -> None:
    client = client_of(serve(answer_by=echo))
    is_over = threading.Event()

    def use() -> None:
        while not is_over.is_set():
            client.get_job("job_1")

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        assert all(in_child(lambda: client.get_job("job_2") == {"id": "job_2"}) for _ in range(10))
    finally:
        is_over.set()
        for thread in threads:
            thread.join()
