"""The two clients."""

from __future__ import annotations

import math
import os
import ssl
from typing import (
    TYPE_CHECKING,
    Any,
    Awaitable,
    Callable,
    List,
    Mapping,
    Optional,
    Sequence,
    TypeVar,
    Union,
    cast,
    overload,
)

from ._client_base import ClientBase
from ._downloads import Target, Writable
from ._errors import FirstHandConfigurationError
from ._flow import run, run_async
from ._generated.methods import AsyncOperations, Operations
from ._job_downloads import SavedFile
from ._keywords import explained
from ._pages import AsyncList, AsyncPage, Page, next_query
from ._responses import ApiResponse, last_of, observe, observed_responses
from ._settings import (
    ApiKeyOption,
    AsyncApiKeyOption,
    NoApiKey,
    RequestOptions,
    check_number,
    key_or_environment,
)

if TYPE_CHECKING:
    import httpx
    from typing_extensions import ParamSpec

    from ._blocking_transport import Transport
    from ._generated.types import ApiKeyWithSecret, File, Job
    from ._httpx_transport import AsyncTransport
    from ._job_downloads import OnProgress

    P = ParamSpec("P")

T = TypeVar("T")


class FirstHandClient(ClientBase, Operations):
    """The client for FirstHandAPI: a method for every operation, and helpers that wait for jobs and download files.

    One client can serve a whole application, and threads may share it. It keeps connections alive; used as a context
    manager it closes them at the end. Contract §9.

    Example::

        client = FirstHandClient(api_key=os.environ["FIRSTHAND_API_KEY"])
        job = client.create_job(
            type="data_collection",
            description="A storefront by day, its sign readable.",
            files_needed=10,
            accepted_formats=["image/jpeg"],
            price_per_file_cents=50,
        )
    """

    @explained
    def __init__(
        self,
        *,
        api_key: Union[ApiKeyOption, NoApiKey, None] = None,
        base_url: Optional[str] = None,
        timeout: Optional[float] = None,
        total_timeout: Optional[float] = None,
        max_retries: Optional[int] = None,
        max_retry_after: Optional[float] = None,
        default_headers: Optional[Mapping[str, Optional[str]]] = None,
        app_info: Optional[str] = None,
        ssl_context: Optional[ssl.SSLContext] = None,
        transport: "Optional[Transport]" = None,
        sleep: Optional[Callable[[float], Any]] = None,
    ) -> None:
        """Create a client; nothing is sent.

        :param api_key: ``fh_live_…`` or ``fh_test_…``: the key selects the environment. A function is called before
            every attempt. ``NO_API_KEY`` for none, which is enough for ``signup``. Default: the environment variable
            ``FIRSTHAND_API_KEY``.
        :param base_url: default: the environment variable ``FIRSTHAND_BASE_URL``, else
            ``https://api.firsthandapi.com``
        :param timeout: seconds for one attempt, its body included. Default 30.
        :param total_timeout: seconds for a call with all its attempts. Default: no limit.
        :param max_retries: attempts after the first, for responses 408, 429 and 5xx and broken connections. Default 3.
        :param max_retry_after: seconds; when ``Retry-After`` is longer, the call fails at once. Default 60.
        :param default_headers: sent with every request to the API; ``None`` removes one
        :param app_info: your application's name and version, ``"shop/2.1"``, added to the ``User-Agent``
        :param ssl_context: for TLS. Default: the system's certificates, TLS 1.2 or newer.
        :param transport: sends the requests in place of the client's own connections; for tests and wrappers
        :param sleep: waits between attempts and polls; a test may pass one that returns at once
        :raises FirstHandConfigurationError: when the API key is missing or an option is invalid
        """
        # At once, so that no traceback of what follows shows it.
        api_key = cast(Any, key_or_environment(api_key))
        limits = {
            "timeout": timeout,
            "total_timeout": total_timeout,
            "max_retries": max_retries,
            "max_retry_after": max_retry_after,
        }
        super().__init__(
            api_key=api_key,
            base_url=base_url,
            default_headers=default_headers,
            app_info=app_info,
            limits=limits,
        )
        from ._blocking_transport import BlockingIo, BlockingTransport

        self._transport = transport or BlockingTransport(ssl_context)
        self._io = BlockingIo(self._transport, sleep)

    def _run(self, name: str, ids: Sequence[str], payload: Any, options: Any) -> ApiResponse[Any]:
        return observe(run(self._send_flow(name, ids, payload, options), self._io))

    def _call(
        self, name: str, ids: Sequence[str], payload: Any, options: Optional[RequestOptions]
    ) -> Any:
        return self._run(name, ids, payload, options).data

    def _list(
        self, name: str, ids: Sequence[str], payload: Any, options: Optional[RequestOptions]
    ) -> Any:
        return self._list_response(name, ids, payload, options).data

    def _list_response(
        self, name: str, ids: Sequence[str], payload: Any, options: Optional[RequestOptions]
    ) -> ApiResponse[Page[Any]]:
        response = self._run(name, ids, payload, options)

        def fetch(cursor: str) -> Page[Any]:
            page: Page[Any] = self._list(name, ids, next_query(payload, cursor), options)
            return page

        return response.with_data(Page(response.data, fetch))

    def with_response(
        self, method: "Callable[P, T]", /, *arguments: "P.args", **options: "P.kwargs"
    ) -> "ApiResponse[T]":
        """Make a call and return its HTTP response too: data, status, headers, request id, rate limit and attempts.

        Example::

            response = client.with_response(client.get_job, job_id)
            print(response.request_id, response.data["status"])
        """
        with observed_responses() as responses:
            data = method(*arguments, **options)
        return last_of(responses).with_data(data)

    def rotate_api_key(
        self,
        id: str,
        /,
        *,
        use_new_key: bool = False,
        options: Optional[RequestOptions] = None,
    ) -> "ApiKeyWithSecret":
        """Rotate a key: see :meth:`Operations.rotate_api_key`.

        :param use_new_key: switches this client to the new key; set it when the rotated key is the client's own
        """
        rotated = super().rotate_api_key(id, options=options)
        if use_new_key:
            self.use_api_key(rotated["secret"])
        return rotated

    @explained
    def wait_for_job(
        self,
        id: str,
        /,
        *,
        until: "Union[None, str, Callable[[Job], bool]]" = None,
        timeout: float = math.inf,
        on_update: "Optional[Callable[[Job], Any]]" = None,
    ) -> "Job":
        """Wait until a job is completed or cancelled, or until it satisfies ``until``.

        Uses long polling: about two requests a minute, and the wait ends as soon as the job does. A finished job
        always ends the wait, because it never changes again: check its ``status``.

        :param until: a status, or a predicate over the job
        :param timeout: seconds to wait in total
        :param on_update: called with the job when it is first read, and after each change; its failure is logged
        :raises FirstHandTimeoutError: after ``timeout``
        :raises FirstHandApiError: any error of ``get_job``

        Example::

            job = client.wait_for_job(job_id, timeout=600)
            if job["status"] == "completed":
                client.download_job_files(job_id, to="photos")
        """
        job: Job = run(self._wait_flow(id, until, timeout, on_update), self._io)
        return job

    @overload
    def download_file(
        self, file: "Union[File, str]", /, *, options: Optional[RequestOptions] = None
    ) -> bytes: ...

    @overload
    def download_file(
        self,
        file: "Union[File, str]",
        /,
        *,
        to: "Union[str, os.PathLike[str], Writable]",
        options: Optional[RequestOptions] = None,
    ) -> "File": ...

    def download_file(
        self,
        file: "Union[File, str]",
        /,
        *,
        to: Target = None,
        options: Optional[RequestOptions] = None,
    ) -> "Union[File, bytes]":
        """Download a file and verify its bytes against ``content_hash``.

        A broken download resumes where it broke, and an expired URL is refreshed once. The API key is never sent to
        the host of the file.

        :param file: a file as ``get_job_files`` lists it, or its id
        :param to: a path, whose folder is created, or an open file. Default: the bytes are returned.
        :param options: ``timeout`` (seconds without a byte) and ``max_retries``
        :raises FirstHandIntegrityError: when the bytes do not match; no part of the file is kept
        :raises FirstHandFileSystemError: when the path cannot be written: before the request where possible
        :raises FirstHandApiError: any error of the download or of ``refresh_file_url``

        Example::

            client.download_file(file, to=f"photos/{file['id']}.jpg")
        """
        downloaded: Union[File, bytes] = run(self._download_flow(file, to, options), self._io)
        return downloaded

    @explained
    def download_job_files(
        self,
        job_id: str,
        /,
        *,
        to: "Union[str, os.PathLike[str]]",
        concurrency: int = 4,
        min_score: Optional[int] = None,
        on_progress: "Optional[OnProgress]" = None,
    ) -> List[SavedFile]:
        """Download all approved files of a job into a folder. Each is verified and named by its id.

        :param to: the folder; created if it does not exist
        :param concurrency: downloads at a time, 1 to 64
        :param min_score: only files with at least this many stars, 1 to 5. Default 3, the service's own.
        :param on_progress: called after each file, with the number of files so far; its failure is logged
        :returns: the files with their paths, in the order of the list
        :raises FirstHandApiError: any error of ``get_job_files`` or of the first failed download

        Example::

            for file, path in client.download_job_files(job["id"], to="photos"):
                print(path)
        """
        from ._job_downloads import JobDownload

        threads = int(check_number("concurrency", concurrency, 1, 64))
        files = iter(self.get_job_files(job_id, min_score=min_score, limit=100))
        download = JobDownload(files, os.fspath(to), self._save, on_progress)
        return download.run(threads)

    def _save(self, file: "File", path: str) -> "File":
        return self.download_file(file, to=path)

    def close(self) -> None:
        """Close the connections that are kept alive. The client can still be used."""
        close = getattr(self._transport, "close", None)
        if close is not None:
            close()

    def __enter__(self) -> "FirstHandClient":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncFirstHandClient(ClientBase, AsyncOperations):
    """:class:`FirstHandClient` for asyncio: the same methods as coroutines, on httpx.

    One client serves one event loop. A call is ended by cancelling its task. It keeps connections alive; used as an
    asynchronous context manager it closes them at the end. Contract §9.

    Example::

        async with AsyncFirstHandClient(api_key=os.environ["FIRSTHAND_API_KEY"]) as client:
            async for job in client.list_jobs(status="completed"):
                await client.download_job_files(job["id"], to="photos")
    """

    @explained
    def __init__(
        self,
        *,
        api_key: Union[AsyncApiKeyOption, NoApiKey, None] = None,
        base_url: Optional[str] = None,
        timeout: Optional[float] = None,
        total_timeout: Optional[float] = None,
        max_retries: Optional[int] = None,
        max_retry_after: Optional[float] = None,
        default_headers: Optional[Mapping[str, Optional[str]]] = None,
        app_info: Optional[str] = None,
        http_client: "Optional[httpx.AsyncClient]" = None,
        transport: "Optional[AsyncTransport]" = None,
        sleep: Optional[Callable[[float], Awaitable[Any]]] = None,
    ) -> None:
        """Create a client; nothing is sent. The options are those of :class:`FirstHandClient`, and:

        :param api_key: a function may be a coroutine function
        :param http_client: sends the requests; its owner closes it. Default: a client of its own, with TLS 1.2 or newer.
        :raises FirstHandConfigurationError: when httpx or the API key is missing, or an option is invalid
        """
        # At once, so that no traceback of what follows shows it.
        api_key = cast(Any, key_or_environment(api_key))
        limits = {
            "timeout": timeout,
            "total_timeout": total_timeout,
            "max_retries": max_retries,
            "max_retry_after": max_retry_after,
        }
        super().__init__(
            api_key=api_key,
            base_url=base_url,
            default_headers=default_headers,
            app_info=app_info,
            limits=limits,
        )
        try:
            from ._httpx_transport import AsyncIo, HttpxTransport
        except ImportError as cause:
            raise FirstHandConfigurationError(
                "AsyncFirstHandClient needs httpx: pip install 'firsthandapi[async]'"
            ) from cause
        self._transport = transport or HttpxTransport(http_client)
        self._io = AsyncIo(self._transport, sleep)

    async def _run(
        self, name: str, ids: Sequence[str], payload: Any, options: Any
    ) -> ApiResponse[Any]:
        return observe(await run_async(self._send_flow(name, ids, payload, options), self._io))

    async def _call(
        self, name: str, ids: Sequence[str], payload: Any, options: Optional[RequestOptions]
    ) -> Any:
        return (await self._run(name, ids, payload, options)).data

    def _list(
        self, name: str, ids: Sequence[str], payload: Any, options: Optional[RequestOptions]
    ) -> Any:
        async def first() -> AsyncPage[Any]:
            return (await self._list_response(name, ids, payload, options)).data

        return AsyncList(first)

    async def _list_response(
        self, name: str, ids: Sequence[str], payload: Any, options: Optional[RequestOptions]
    ) -> ApiResponse[AsyncPage[Any]]:
        response = await self._run(name, ids, payload, options)

        async def fetch(cursor: str) -> AsyncPage[Any]:
            page: AsyncPage[Any] = await self._list(name, ids, next_query(payload, cursor), options)
            return page

        return response.with_data(AsyncPage(response.data, fetch))

    async def with_response(
        self, method: "Callable[P, Awaitable[T]]", /, *arguments: "P.args", **options: "P.kwargs"
    ) -> "ApiResponse[T]":
        """Make a call and return its HTTP response too: see :meth:`FirstHandClient.with_response`.

        Example::

            response = await client.with_response(client.get_job, job_id)
        """
        with observed_responses() as responses:
            data = await method(*arguments, **options)
        return last_of(responses).with_data(data)

    async def rotate_api_key(
        self,
        id: str,
        /,
        *,
        use_new_key: bool = False,
        options: Optional[RequestOptions] = None,
    ) -> "ApiKeyWithSecret":
        """Rotate a key: see :meth:`FirstHandClient.rotate_api_key`."""
        rotated = await super().rotate_api_key(id, options=options)
        if use_new_key:
            self.use_api_key(rotated["secret"])
        return rotated

    @explained
    async def wait_for_job(
        self,
        id: str,
        /,
        *,
        until: "Union[None, str, Callable[[Job], bool]]" = None,
        timeout: float = math.inf,
        on_update: "Optional[Callable[[Job], Any]]" = None,
    ) -> "Job":
        """Wait for a job: see :meth:`FirstHandClient.wait_for_job`. ``on_update`` may be a coroutine function."""
        job: Job = await run_async(self._wait_flow(id, until, timeout, on_update), self._io)
        return job

    @overload
    async def download_file(
        self, file: "Union[File, str]", /, *, options: Optional[RequestOptions] = None
    ) -> bytes: ...

    @overload
    async def download_file(
        self,
        file: "Union[File, str]",
        /,
        *,
        to: "Union[str, os.PathLike[str], Writable]",
        options: Optional[RequestOptions] = None,
    ) -> "File": ...

    async def download_file(
        self,
        file: "Union[File, str]",
        /,
        *,
        to: Target = None,
        options: Optional[RequestOptions] = None,
    ) -> "Union[File, bytes]":
        """Download a file and verify its bytes: see :meth:`FirstHandClient.download_file`."""
        downloaded: Union[File, bytes] = await run_async(
            self._download_flow(file, to, options), self._io
        )
        return downloaded

    @explained
    async def download_job_files(
        self,
        job_id: str,
        /,
        *,
        to: "Union[str, os.PathLike[str]]",
        concurrency: int = 4,
        min_score: Optional[int] = None,
        on_progress: "Optional[OnProgress]" = None,
    ) -> List[SavedFile]:
        """Download the files of a job: see :meth:`FirstHandClient.download_job_files`."""
        from ._job_downloads import download_job_files_async

        tasks = int(check_number("concurrency", concurrency, 1, 64))
        files = self.get_job_files(job_id, min_score=min_score, limit=100).__aiter__()
        return await download_job_files_async(files, os.fspath(to), tasks, self._save, on_progress)

    async def _save(self, file: "File", path: str) -> "File":
        return await self.download_file(file, to=path)

    async def close(self) -> None:
        """Close the connections that are kept alive. The client can still be used."""
        close = getattr(self._transport, "close", None)
        if close is not None:
            await close()

    async def __aenter__(self) -> "AsyncFirstHandClient":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
