"""Verifies webhooks of FirstHandAPI, on Python's standard library alone. Contract §7.

Example::

    from firsthandapi.webhooks import WebhookVerificationError, unwrap_webhook

    try:
        event = unwrap_webhook(raw_body, headers, os.environ["FIRSTHAND_WEBHOOK_SECRET"])
    except WebhookVerificationError as error:
        return 400, error.code
"""

from ._generated.codes import WEBHOOK_EVENT_TYPES, WebhookEventType
from ._webhook_inputs import (
    SIGNATURE_HEADER,
    Moment,
    RawBody,
    ReceivedAt,
    WebhookHeaders,
    WebhookSecret,
    WebhookVerificationError,
    WebhookVerificationErrorCode,
)
from ._webhook_signatures import sign_webhook, unwrap_webhook, verify_webhook_signature

__all__ = [
    "SIGNATURE_HEADER",
    "WEBHOOK_EVENT_TYPES",
    "Moment",
    "RawBody",
    "ReceivedAt",
    "WebhookEventType",
    "WebhookHeaders",
    "WebhookSecret",
    "WebhookVerificationError",
    "WebhookVerificationErrorCode",
    "sign_webhook",
    "unwrap_webhook",
    "verify_webhook_signature",
]
