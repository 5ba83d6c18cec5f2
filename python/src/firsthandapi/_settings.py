"""A client's options and those of a call, checked and with defaults filled in. A key is never shown."""

from __future__ import annotations

import math
import os
import re
import sys
from typing import (
    Any,
    Awaitable,
    Callable,
    Collection,
    Mapping,
    NamedTuple,
    Optional,
    Set,
    TypedDict,
    Union,
    cast,
)

from ._errors import FirstHandConfigurationError, MaskedHeaders
from ._version import VERSION

#: A key, or a function that returns one, called before every attempt, so that keys may rotate.
ApiKeyOption = Union[str, Callable[[], str]]
#: As :data:`ApiKeyOption`; the function may be a coroutine function.
AsyncApiKeyOption = Union[str, Callable[[], Union[str, Awaitable[str]]]]

_MISTAKES = re.compile(r"(whsec|key|[prs]k)_")
_ALLOWED = re.compile(r"[\w.~+/=-]+", re.A)


class NoApiKey:
    """The type of :data:`NO_API_KEY`."""

    def __repr__(self) -> str:
        return "NO_API_KEY"


#: Pass as ``api_key`` to make a client without a key, for ``signup``.
NO_API_KEY = NoApiKey()


class SecretKey:
    """A key whose representation does not show it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return "[redacted]"

    def __reduce__(self) -> Any:
        raise TypeError("A client holds an API key and cannot be pickled: make one in each process")


ResolvedKey = Union[SecretKey, NoApiKey, Callable[[], Any]]


def hide_key(api_key: Any) -> ResolvedKey:
    """Wrap a key so that no representation shows it. A function is checked when it is called."""
    if isinstance(api_key, (NoApiKey, SecretKey)):
        return api_key
    if callable(api_key):
        function: Callable[[], Any] = api_key
        return function
    return SecretKey(api_key)


def check_key(key: ResolvedKey) -> ResolvedKey:
    """Refuse what cannot be a key.

    :raises FirstHandConfigurationError: never shows the key
    """
    if not isinstance(key, SecretKey):
        return key
    problem = _problem_of(key)
    if problem:
        raise FirstHandConfigurationError(problem)
    return key


def _problem_of(key: SecretKey) -> str:
    if not key.reveal():
        return "Missing API key: set FIRSTHAND_API_KEY or pass api_key"
    if not isinstance(key.reveal(), str):
        return "Invalid api_key: pass a string, or a function that returns one"
    mistake = _MISTAKES.match(key.reveal())
    if mistake:
        return f"Invalid api_key: keys start with fh_live_ or fh_test_, not with {mistake[0]}"
    if not _ALLOWED.fullmatch(key.reveal()):
        return "Invalid api_key: keys have only letters, digits and _, no spaces or quotes"
    return ""


def check_number(name: str, value: Any, minimum: float, maximum: float = math.inf) -> float:
    """Return the number.

    :raises FirstHandConfigurationError: when it is out of range; names the option and its range
    """
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if is_number and minimum <= value <= maximum:
        # An integer may be more than a float can be.
        number: float = min(value, sys.float_info.max) if value != math.inf else value
        return number
    raise FirstHandConfigurationError(f"Invalid {name}: pass a number from {minimum} to {maximum}")


def check_names(given: Mapping[str, Any], names: Collection[str]) -> None:
    """Check the names of options.

    :raises FirstHandConfigurationError: names the option and those that exist
    """
    for name in given:
        if name not in names:
            expected = ", ".join(names)
            raise FirstHandConfigurationError(f"Unknown option {name}, expected: {expected}")


DEFAULT_BASE_URL = "https://api.firsthandapi.com"


def check_base_url(base_url: str) -> str:
    """Return the base URL without trailing slashes.

    :raises FirstHandConfigurationError: unless it is an http(s) URL that paths can be appended to
    """
    if not isinstance(base_url, str) or not re.fullmatch(r"(?i:https?)://[^\s?#@]+", base_url):
        raise FirstHandConfigurationError(
            "Invalid base_url: pass an http(s) URL without credentials, query or fragment"
        )
    url = base_url.rstrip("/")
    if url.endswith("/v1"):
        raise FirstHandConfigurationError("Invalid base_url: leave out /v1, which the client adds")
    return url


class Limits(NamedTuple):
    """Seconds and attempts; ``math.inf`` for no limit."""

    #: Seconds for one attempt, its body included.
    timeout: float = 30.0
    #: Seconds for a call with all its attempts and the waits between them.
    total_timeout: float = math.inf
    #: Attempts after the first, for responses 408, 429 and 5xx and for broken connections.
    max_retries: float = 3
    #: Seconds: when ``Retry-After`` is longer, the call fails at once with an error that says so.
    max_retry_after: float = 60.0


def resolve_limits(given: Mapping[str, Any], fallback: Limits) -> Limits:
    """Merge the limits of one call over the fallback.

    :raises FirstHandConfigurationError: when a limit is not a number in its range
    """
    changed = {
        name: check_number(name, given[name], 0.001 if name.endswith("timeout") else 0)
        for name in Limits._fields
        if given.get(name) is not None
    }
    return fallback._replace(**changed) if changed else fallback


_NAME = re.compile(r"[\w!#$%&'*+.^`|~-]+", re.A)
_VALUE = re.compile(r"[\t\x20-\x7e\x80-\xff]*")


def merge_headers(
    base: Mapping[str, str], over: Optional[Mapping[str, Optional[str]]]
) -> MaskedHeaders:
    """Merge headers over others by lower-case name; ``None`` removes one.

    :raises FirstHandConfigurationError: for a name or value that HTTP does not allow
    """
    headers = MaskedHeaders(base)
    for name, value in (over or {}).items():
        if value is None:
            headers.pop(name.lower(), None)
        elif _NAME.fullmatch(name) and isinstance(value, str) and _VALUE.fullmatch(value):
            headers[name.lower()] = value
        else:
            raise FirstHandConfigurationError(
                f"Invalid header {name!r}: HTTP does not allow its name or value"
            )
    return headers


def user_agent(app_info: Optional[str]) -> str:
    """Return the name and version of this client, then those of the application.

    What HTTP does not allow in a header is percent-encoded, so that an application may have any name.
    """
    suffix = f" {app_info}" if app_info else ""
    return f"firsthandapi-python/{VERSION}" + re.sub(r"[^\x20-\x7e]", _encode, suffix)


def _encode(letter: "re.Match[str]") -> str:
    return "".join(f"%{byte:02X}" for byte in letter[0].encode("utf-8", "replace"))


class RequestOptions(TypedDict, total=False):
    """What differs for one call from the client's own settings.

    Example::

        client.cancel_job(job["id"], options={"idempotency_key": "cancel-7", "timeout": 5})
    """

    timeout: Optional[float]
    """Seconds for one attempt, its body included. Default: that of the client."""
    total_timeout: Optional[float]
    """Seconds for the call with all its attempts. Default: that of the client."""
    max_retries: Optional[int]
    """Attempts after the first. Default: that of the client."""
    max_retry_after: Optional[float]
    """The longest ``Retry-After`` that is waited for, in seconds. Default: that of the client."""
    idempotency_key: Optional[str]
    """Only for POST: 1 to 255 characters. A call repeated with the same key takes effect only once; all attempts of
    a call carry the same one. Default: a random UUID for each call. Contract §2."""
    headers: Optional[Mapping[str, Optional[str]]]
    """Headers of this call; they override those of the client, and ``None`` removes one."""


class CallOptions(RequestOptions, total=False):
    """The options of a call, with what methods of the client add."""

    wait: Optional[float]


_NAMES = (*RequestOptions.__annotations__, "wait")


def with_wait(options: Optional[RequestOptions], wait: Optional[float]) -> Optional[RequestOptions]:
    """Add the seconds of a long poll to the options of a call. Contract §2."""
    if wait is None:
        return options
    return cast(CallOptions, {**(options or {}), "wait": check_number("wait", wait, 0, 60)})


def check_options(options: RequestOptions) -> None:
    """Check the options of a call.

    :raises FirstHandConfigurationError: unless they are a dictionary with known names
    """
    if not isinstance(options, dict):
        raise FirstHandConfigurationError(
            "Invalid options: pass a dictionary, such as {'timeout': 5}"
        )
    check_names(options, _NAMES)


class ClientSettings:
    """What every call of a client shares."""

    __slots__ = ("key", "base_url", "limits", "headers", "announced")

    def __init__(
        self,
        key: ResolvedKey,
        base_url: Optional[str],
        default_headers: Optional[Mapping[str, Optional[str]]],
        app_info: Optional[str],
        limits: Mapping[str, Any],
    ) -> None:
        """Fill in defaults and check every option.

        :raises FirstHandConfigurationError: names the option and what to set
        """
        self.key = check_key(key)
        self.base_url = check_base_url(
            base_url or os.environ.get("FIRSTHAND_BASE_URL") or DEFAULT_BASE_URL
        )
        self.limits: Limits = resolve_limits(limits, Limits())
        own = {"accept": "application/json", "user-agent": user_agent(app_info)}
        self.headers: MaskedHeaders = merge_headers(own, default_headers)
        #: Operations whose deprecation has already been logged.
        self.announced: Set[str] = set()

    def with_limits(self, given: Mapping[str, Any]) -> "ClientSettings":
        """Return a copy with other limits."""
        copy = object.__new__(ClientSettings)
        copy.key = self.key
        copy.base_url = self.base_url
        copy.limits = resolve_limits(given, self.limits)
        copy.headers = self.headers
        copy.announced = self.announced
        return copy

    def secret(self) -> Optional[str]:
        """Return the key that log lines must not show; ``None`` when a function supplies it."""
        return self.key.reveal() if isinstance(self.key, SecretKey) else None


def key_or_environment(api_key: Any) -> ResolvedKey:
    """Return the key, or that of the environment, so that no representation shows it."""
    if api_key is None:
        api_key = os.environ.get("FIRSTHAND_API_KEY", "")
    return hide_key(api_key)


def usable_key(settings: ClientSettings, given: Any) -> SecretKey:
    """Check the key for an attempt, which a function may have returned.

    :raises FirstHandConfigurationError: when there is none
    """
    key = hide_key("" if given is None or isinstance(given, NoApiKey) else given)
    checked = check_key(key)
    if isinstance(checked, SecretKey):
        return checked
    raise FirstHandConfigurationError("Invalid api_key: the function returned another function")
