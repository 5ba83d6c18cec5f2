"""The Python client of FirstHandAPI, which collects photos, recordings and feedback from people.

Example::

    from firsthandapi import FirstHandClient

    client = FirstHandClient(api_key=os.environ["FIRSTHAND_API_KEY"])
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, List

from ._version import VERSION as __version__

if TYPE_CHECKING:
    from ._call import OMITTED as OMITTED
    from ._client import AsyncFirstHandClient as AsyncFirstHandClient
    from ._client import FirstHandClient as FirstHandClient
    from ._errors import FirstHandApiError as FirstHandApiError
    from ._errors import FirstHandConfigurationError as FirstHandConfigurationError
    from ._errors import FirstHandConnectionError as FirstHandConnectionError
    from ._errors import FirstHandError as FirstHandError
    from ._errors import FirstHandFileSystemError as FirstHandFileSystemError
    from ._errors import FirstHandIntegrityError as FirstHandIntegrityError
    from ._errors import FirstHandParseError as FirstHandParseError
    from ._errors import FirstHandTimeoutError as FirstHandTimeoutError
    from ._flow import Request as Request
    from ._flow import Response as Response
    from ._generated.codes import WEBHOOK_EVENT_TYPES as WEBHOOK_EVENT_TYPES
    from ._job_downloads import SavedFile as SavedFile
    from ._pages import AsyncList as AsyncList
    from ._pages import AsyncPage as AsyncPage
    from ._pages import Page as Page
    from ._responses import ApiResponse as ApiResponse
    from ._responses import RateLimit as RateLimit
    from ._settings import NO_API_KEY as NO_API_KEY
    from ._settings import RequestOptions as RequestOptions
    from .webhooks import WebhookVerificationError as WebhookVerificationError
    from .webhooks import sign_webhook as sign_webhook
    from .webhooks import unwrap_webhook as unwrap_webhook
    from .webhooks import verify_webhook_signature as verify_webhook_signature

# Imported when they are first used: a program that verifies webhooks needs no HTTP, and a synchronous one no asyncio.
_HOMES = {
    "ApiResponse": "_responses",
    "AsyncFirstHandClient": "_client",
    "AsyncList": "_pages",
    "AsyncPage": "_pages",
    "FirstHandApiError": "_errors",
    "FirstHandClient": "_client",
    "FirstHandConfigurationError": "_errors",
    "FirstHandConnectionError": "_errors",
    "FirstHandError": "_errors",
    "FirstHandFileSystemError": "_errors",
    "FirstHandIntegrityError": "_errors",
    "FirstHandParseError": "_errors",
    "FirstHandTimeoutError": "_errors",
    "NO_API_KEY": "_settings",
    "OMITTED": "_call",
    "Page": "_pages",
    "RateLimit": "_responses",
    "Request": "_flow",
    "RequestOptions": "_settings",
    "Response": "_flow",
    "SavedFile": "_job_downloads",
    "WEBHOOK_EVENT_TYPES": "_generated.codes",
    "WebhookVerificationError": "webhooks",
    "sign_webhook": "webhooks",
    "unwrap_webhook": "webhooks",
    "verify_webhook_signature": "webhooks",
}

__all__ = [*sorted(_HOMES), "__version__"]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> List[str]:
    return __all__
