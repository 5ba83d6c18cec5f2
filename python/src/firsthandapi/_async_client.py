"""The asynchronous client."""

from __future__ import annotations

import math
import os
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

from ._flow import run_async
from ._client_base import ClientBase
from ._responses import ApiResponse, last_of, observe, observed_responses
from ._errors import FirstHandConfigurationError
from ._job_downloads import SavedFile
from ._downloads import Target, Writable
from ._generated.methods import AsyncOperations
from ._pages import AsyncList, AsyncPage, next_query
from ._settings import AsyncApiKeyOption, NoApiKey, RequestOptions, check_number, key_or_environment

if TYPE_CHECKING:
    from typing_extensions import ParamSpec

    from ._job_downloads import OnProgress
    from ._generated.types import ApiKeyWithSecret, File, Job
    import httpx

    from ._httpx_transport import AsyncTransport

    P = ParamSpec("P")

T = TypeVar("T")


class AsyncFirstHandClient(ClientBase, AsyncOperations):
    """:class:`FirstHandClient` for asyncio: the same methods as coroutines, on httpx.

    One client serves one event loop. A call is ended by cancelling its task. It keeps connections alive; used as an
    asynchronous context manager it closes them at the end. Contract §9.

    Example::

        async with AsyncFirstHandClient(api_key=os.environ["FIRSTHAND_API_KEY"]) as client:
            async for job in client.list_jobs(status="completed"):
                await client.download_job_files(job["id"], to="photos")
    """

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
    ) -> bytes:
        ...

    @overload
    async def download_file(
        self,
        file: "Union[File, str]",
        /,
        *,
        to: "Union[str, os.PathLike[str], Writable]",
        options: Optional[RequestOptions] = None,
    ) -> "File":
        ...

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
        from ._async_job_downloads import download_job_files_async

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
