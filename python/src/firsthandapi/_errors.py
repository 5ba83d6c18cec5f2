"""Every error of the clients, and the masking of secrets in whatever may be shown."""

from __future__ import annotations

import re
from typing import Any, Dict, Mapping, Optional, Sequence, Tuple, Type

MASK = "[redacted]"

# Fields and headers whose value is secret.
_SECRET_NAME = re.compile(r"secret|key$|authorization|cookie|password|token|signature", re.I)

# Each pattern keeps its first group and masks the rest of the match.
_PATTERNS = (
    # Not again what is masked already, of which `sk_` would look like a key.
    re.compile(r"\b(fh_(?:live|test)_(?:sk_)?)(?!sk_\[)[\w-]+", re.A),
    re.compile(r"\b(whsec_)[\w+/=-]+", re.A),
    re.compile(r"\b(v1=)[\da-f]{8,}", re.A | re.I),
    re.compile(r"\b(bearer\s+)[^\s\"'\\]+", re.A | re.I),
)

# Matched whole and cut afterwards: a pattern that looks for the query itself is quadratic in a run of URLs.
_URLS = re.compile(r"https?://[^\s\"'\\]+", re.I)


def redact(text: str, secret: Optional[str] = None) -> str:
    """Mask API keys, webhook secrets, signatures, bearer tokens and the query of signed URLs.

    :param secret: another text to mask, such as a key of another form
    """
    masked = text.replace(secret, MASK) if secret else text
    masked = _URLS.sub(lambda url: _without_query(url[0]), masked)
    for pattern in _PATTERNS:
        masked = pattern.sub(r"\1" + MASK, masked)
    return masked


def _without_query(url: str) -> str:
    address, mark, query = url.partition("?")
    return address + mark + (MASK if query else "")


def excerpt(text: str, longest: int = 200) -> str:
    """Return the beginning of a text from outside, for a message: without control characters."""
    return "".join(letter if letter.isprintable() else " " for letter in text[:longest])


def redact_data(data: Any, secret: Optional[str] = None) -> Any:
    """Return a copy of plain data with every text redacted and secret fields masked whole."""
    if isinstance(data, str):
        return redact(data, secret)
    if isinstance(data, Mapping):
        return {
            name: MASK
            if isinstance(value, str) and _SECRET_NAME.search(name)
            else redact_data(value, secret)
            for name, value in data.items()
        }
    if isinstance(data, (list, tuple)):
        return [redact_data(value, secret) for value in data]
    return data


class MaskedHeaders(Dict[str, str]):
    """Headers whose representation shows no secret, so that a traceback with its variables does not."""

    __slots__ = ()

    def __repr__(self) -> str:
        return repr(redact_data(dict(self)))


_DOCUMENTATION = (
    "https://github.com/firsthandapi/firsthandapi-ts/blob/main/docs/guides/python.md#errors"
)

#: What an error carries besides its message, with the value of those that are not given.
_DEFAULTS: Mapping[str, Any] = {
    "type": "unknown_error",
    "status": None,
    "retryable": False,
    "request_id": None,
    "details": (),
    "retry_after": None,
    "quota": None,
    "headers": {},
    "operation_id": None,
    "idempotency_key": None,
    "attempts": 0,
}


class FirstHandError(Exception):
    """The base of every error of the clients::

        FirstHandError
        ├── FirstHandApiError            an error response of the service
        ├── FirstHandTimeoutError        no complete response in time
        ├── FirstHandConnectionError     the service is unreachable, or the connection broke
        ├── FirstHandParseError          the response is not what the API sends
        ├── FirstHandIntegrityError      a downloaded file does not match its hash
        ├── FirstHandFileSystemError     a file or folder cannot be written
        └── FirstHandConfigurationError  an option or argument is invalid; nothing was sent

    Compare ``type``; the README's error table explains every value. An error never holds an API key or a
    request body, so it can be logged as it is.
    """

    #: What happened, in one word: an error type of the service or of this client. Contract §2.
    type: str
    #: The HTTP status; ``None`` when there was no response.
    status: Optional[int]
    #: Whether the same call may succeed when it is made again.
    retryable: bool
    #: The service's id of the request (``req_…``), to quote to support.
    request_id: Optional[str]
    #: The rejected fields, each with its reason; empty when the error is not about fields.
    details: Sequence[Mapping[str, str]]
    #: How long the service asked to wait, in seconds.
    retry_after: Optional[float]
    #: The quota that the request would have exceeded, of a ``quota_exceeded``. Contract §2.
    quota: Optional[Mapping[str, Any]]
    #: The headers of the response, lower-case, without cookies; empty without a response.
    headers: Mapping[str, str]
    #: The operation that failed, as the API names it: ``createJob``.
    operation_id: Optional[str]
    #: The ``Idempotency-Key`` that was sent: call again with it, and nothing happens twice.
    idempotency_key: Optional[str]
    #: How many times the request was sent.
    attempts: int

    def __init__(self, message: str, **facts: Any) -> None:
        super().__init__(message)
        self.message = redact(message)
        self.args = (self.message,)
        self.__dict__.update(_DEFAULTS, **{"type": self._own_type(), **facts})

    @classmethod
    def _own_type(cls) -> str:
        return "unknown_error"

    def to_dict(self) -> Dict[str, Any]:
        """Return what may be stored or logged: no key, no body, no cause."""
        return {"name": type(self).__name__, "documentation": _DOCUMENTATION, **self.__dict__}

    def __str__(self) -> str:
        facts = (
            self.type,
            self.status and f"status {self.status}",
            self.request_id,
            self.operation_id,
            self.attempts > 1 and f"{self.attempts} attempts",
        )
        fields = "".join(f"\n  {each.get('field')}: {each.get('message')}" for each in self.details)
        known = ", ".join(str(fact) for fact in facts if fact)
        return f"{self.message} [{known}] {_DOCUMENTATION}{fields}"

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self}>"

    def __reduce__(self) -> Tuple[Any, ...]:
        return _restore, (type(self), self.message, {**self.__dict__})


def _restore(kind: Type[FirstHandError], message: str, facts: Dict[str, Any]) -> FirstHandError:
    """Rebuild an error that was pickled, for example by a worker process."""
    facts.pop("message", None)
    return kind(message, **facts)


class FirstHandApiError(FirstHandError):
    """An error response of the service, or of a proxy in front of it. Contract §2.

    ``type`` is the service's error type, and ``status`` is always set.
    """

    status: int


class FirstHandTimeoutError(FirstHandError):
    """No complete response in time. Retried; ``type`` is ``timeout_error``."""

    @classmethod
    def _own_type(cls) -> str:
        return "timeout_error"


class FirstHandConnectionError(FirstHandError):
    """The service is unreachable, or the connection broke. Retried; ``type`` is ``connection_error``."""

    @classmethod
    def _own_type(cls) -> str:
        return "connection_error"


class FirstHandParseError(FirstHandError):
    """The response is not what the API sends: HTML, broken JSON, a redirect. ``type`` is ``parse_error``."""

    @classmethod
    def _own_type(cls) -> str:
        return "parse_error"


class FirstHandIntegrityError(FirstHandError):
    """The bytes of a downloaded file do not match its ``content_hash``. ``type`` is ``integrity_error``."""

    @classmethod
    def _own_type(cls) -> str:
        return "integrity_error"


class FirstHandFileSystemError(FirstHandError):
    """A file or folder cannot be written: the disk is full, the path is a folder, permission is denied.

    The system's error is the ``__cause__``. ``type`` is ``file_system_error``.
    """

    @classmethod
    def _own_type(cls) -> str:
        return "file_system_error"


class FirstHandConfigurationError(FirstHandError):
    """An option or argument is invalid; nothing was sent. ``type`` is ``configuration_error``."""

    @classmethod
    def _own_type(cls) -> str:
        return "configuration_error"


for _class in FirstHandError, *FirstHandError.__subclasses__():
    # What a traceback shows, and what a caller imports.
    _class.__module__ = "firsthandapi"
