"""One call, as a generated method describes it, and the request that it becomes."""

from __future__ import annotations

import os
from datetime import date, datetime, timezone
from typing import Any, Mapping, NamedTuple, Optional, Sequence, Tuple
from urllib.parse import quote

from ._errors import FirstHandConfigurationError, FirstHandError, MaskedHeaders
from ._json_text import to_json
from ._settings import (
    ClientSettings,
    Limits,
    RequestOptions,
    check_options,
    merge_headers,
    resolve_limits,
)


class Omitted:
    """The type of :data:`OMITTED`."""

    def __repr__(self) -> str:
        return "OMITTED"


#: Leaves a field out of a request, where ``None`` clears it.
OMITTED = Omitted()


class Operation(NamedTuple):
    """The route of a method, and what its arguments become."""

    #: As the API names it: ``createJob``.
    operation_id: str
    method: str
    #: The path, split where ids go.
    path: Tuple[str, ...]
    #: ``body``, ``optional_body``, ``query``, ``page``, ``public`` (a body without a key), ``void`` (neither arguments
    #: nor a result), or empty.
    kind: str
    #: Arguments for which ``None`` is sent as null.
    nullable: Tuple[str, ...]


_UNESCAPED = "!'()*~"


def build_url(
    base_url: str, path: Sequence[str], ids: Sequence[str], query: Optional[Mapping[str, Any]]
) -> str:
    """Insert ids between the parts of a path and append the query.

    :raises FirstHandConfigurationError: for an id that would change the path: empty, ``.`` or ``..``
    """
    url = base_url + path[0]
    for index, each in enumerate(ids):
        url += _encode_id(each) + path[index + 1]
    if not query:
        return url
    return f"{url}?" + "&".join(f"{name}={_encode_value(value)}" for name, value in query.items())


def _encode_id(value: Any) -> str:
    if isinstance(value, str) and value not in ("", ".", ".."):
        # Of every id of the service.
        if value.isascii() and value.isidentifier():
            return value
        return quote(value, _UNESCAPED)
    raise FirstHandConfigurationError(f"Invalid id {value!r}: expected <prefix>_<ULID>")


def _encode_value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return quote(_utc(value), _UNESCAPED)
    if isinstance(value, date):
        return value.isoformat()
    return quote(str(value), _UNESCAPED)


def _utc(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise FirstHandConfigurationError(f"Invalid time {moment}: it has no time zone")
    utc = moment.astimezone(timezone.utc)
    return utc.strftime("%Y-%m-%dT%H:%M:%S.") + f"{utc.microsecond // 1000:03}Z"


def create_idempotency_key() -> str:
    """Return a new random key: a version 4 UUID. The module ``uuid`` would cost as long to import as all else here."""
    digits = f"{int.from_bytes(os.urandom(16), 'big') & ~(0xF000C << 60) | (0x40008 << 60):032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def resolve_idempotency_key(given: Optional[str]) -> str:
    """Return the caller's key, or a new random one.

    :raises FirstHandConfigurationError: for a blank key, and for anything but a string
    """
    if given is None:
        return create_idempotency_key()
    if isinstance(given, str) and given.strip():
        return given
    raise FirstHandConfigurationError("Invalid idempotency_key: pass a string")


class Call(NamedTuple):
    """One call of a method."""

    operation: Operation
    ids: Sequence[str]
    #: The query of a GET, the JSON body of anything else; values that are not passed included.
    payload: Optional[Mapping[str, Any]]
    options: Optional[RequestOptions]


class PreparedCall(NamedTuple):
    """A call, checked and serialised."""

    operation: Operation
    url: str
    #: All headers but the key, which is resolved on each attempt.
    headers: MaskedHeaders
    body: Optional[bytes]
    limits: Limits


def prepare(settings: ClientSettings, call: Call) -> PreparedCall:
    """Validate a call and serialise it once.

    :raises FirstHandConfigurationError: names the argument and the fix
    """
    operation_id = call.operation.operation_id
    try:
        return _build(settings, call)
    except FirstHandError as error:
        error.operation_id = operation_id
        raise
    except (TypeError, ValueError, RecursionError) as cause:
        # A circular body, an object that JSON cannot hold, text that is not valid Unicode.
        message = f"Invalid arguments of {operation_id}: {cause}"
        raise FirstHandConfigurationError(message, operation_id=operation_id) from cause


def _given(operation: Operation, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Leave out what was not passed: ``None``, unless the API takes null for it."""
    nullable = operation.nullable
    return {
        name: value
        for name, value in payload.items()
        if (value is not None or name in nullable) and value is not OMITTED
    }


def _build(settings: ClientSettings, call: Call) -> PreparedCall:
    operation, ids, payload, options = call
    given = _given(operation, payload) if payload else payload
    if operation.method == "GET":
        url = build_url(settings.base_url, operation.path, ids, given)
        body = None
    else:
        url = build_url(settings.base_url, operation.path, ids, None)
        body = _body(operation, given)
    headers = settings.headers
    limits = settings.limits
    if body is not None or operation.method == "POST":
        headers = MaskedHeaders(headers)
        if body is not None:
            headers["content-type"] = "application/json"
        if operation.method == "POST":
            own_key = options.get("idempotency_key") if options else None
            headers["idempotency-key"] = resolve_idempotency_key(own_key)
    if options:
        check_options(options)
        limits = resolve_limits(options, limits)
        headers, limits = _with_wait(options, headers, limits)
        # Checks the idempotency key too.
        headers = merge_headers(merge_headers({}, headers), options.get("headers"))
    return PreparedCall(operation, url, headers, body, limits)


def _body(operation: Operation, given: Optional[Mapping[str, Any]]) -> Optional[bytes]:
    if operation.kind in ("", "void") or (not given and operation.kind == "optional_body"):
        return None
    return to_json(given)


def _with_wait(options: Mapping[str, Any], headers: MaskedHeaders, limits: Limits) -> Any:
    wait = options.get("wait")
    if wait is None:
        return headers, limits
    held = MaskedHeaders(headers)
    held["prefer"] = f"wait={int(wait)}"
    # The service may hold the request that long before the timeout is meant to start.
    return held, limits._replace(timeout=limits.timeout + wait)
