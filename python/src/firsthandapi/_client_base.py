"""What the two clients share: their settings, and flows that do no I/O of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Mapping, Optional, Sequence, TypeVar, Union, cast

from ._call import Call
from ._downloads import Target, download_file
from ._flow import Flow
from ._generated.methods import OPERATIONS
from ._keywords import explained
from ._responses import ApiResponse
from ._send import send
from ._settings import (
    AsyncApiKeyOption,
    ClientSettings,
    NoApiKey,
    RequestOptions,
    check_key,
    check_options,
    hide_key,
    key_or_environment,
    resolve_limits,
)
from ._wait_for_job import Until, wait_for_job

if TYPE_CHECKING:
    from ._generated.types import File, Job

Self = TypeVar("Self", bound="ClientBase")


class ClientBase:
    """The base of both clients."""

    _settings: ClientSettings
    _transport: Any
    _io: Any

    def __init__(
        self,
        *,
        api_key: Union[AsyncApiKeyOption, NoApiKey, None],
        base_url: Optional[str],
        default_headers: Optional[Mapping[str, Optional[str]]],
        app_info: Optional[str],
        limits: Mapping[str, Any],
    ) -> None:
        # At once, so that no traceback of what follows shows it.
        api_key = cast(Any, key_or_environment(api_key))
        self._settings = ClientSettings(
            cast(Any, api_key), base_url, default_headers, app_info, limits
        )

    @explained
    def with_options(
        self: Self,
        *,
        timeout: Optional[float] = None,
        total_timeout: Optional[float] = None,
        max_retries: Optional[int] = None,
        max_retry_after: Optional[float] = None,
    ) -> Self:
        """Return a client with other limits, over the same connections.

        Example::

            client.with_options(timeout=5, max_retries=0).list_jobs()
        """
        limits = {
            "timeout": timeout,
            "total_timeout": total_timeout,
            "max_retries": max_retries,
            "max_retry_after": max_retry_after,
        }
        copy = object.__new__(type(self))
        copy.__dict__.update(self.__dict__)
        copy._settings = self._settings.with_limits(limits)
        return copy

    def use_api_key(self, api_key: Union[AsyncApiKeyOption, NoApiKey]) -> None:
        """Switch to another key, from the next attempt of any call.

        :raises FirstHandConfigurationError: when it cannot be an API key
        """
        api_key = cast(Any, hide_key(api_key))
        self._settings.key = check_key(cast(Any, api_key))

    def __repr__(self) -> str:
        # Has no settings yet while a traceback shows why they were refused.
        settings = getattr(self, "_settings", None)
        return f"<{type(self).__name__} {settings.base_url if settings else '(not ready)'}>"

    def __reduce__(self) -> Any:
        raise TypeError("A client holds an API key and connections: make one in each process")

    def _send_flow(
        self, name: str, ids: Sequence[str], payload: Any, options: Optional[RequestOptions]
    ) -> Flow[ApiResponse[Any]]:
        return send(self._settings, Call(OPERATIONS[name], ids, payload, options))

    def _wait_flow(
        self,
        job_id: str,
        until: Until,
        timeout: float,
        on_update: "Optional[Callable[[Job], Any]]",
    ) -> Flow[Any]:
        get_job = OPERATIONS["get_job"]
        return wait_for_job(self._settings, get_job, job_id, until, timeout, on_update)

    def _download_flow(
        self, file: "Union[File, str]", to: Target, options: Optional[RequestOptions]
    ) -> Flow[Any]:
        if options:
            check_options(options)
        limits = resolve_limits(options or {}, self._settings.limits)
        agent = self._settings.headers.get("user-agent", "")
        return download_file(file, to, limits, agent, self._refresh_flow)

    def _refresh_flow(self, file_id: str) -> "Flow[File]":
        response = yield from self._send_flow("refresh_file_url", (file_id,), None, None)
        file: File = response.data
        return file
