# Generated from spec/openapi.yaml by spec/generate.ts; do not edit.

"""The codes known today; the service may add others at any time."""

from typing import Literal, Tuple, get_args

ErrorType = Literal[
    "validation_error",
    "pricing_violation",
    "authentication_error",
    "insufficient_credits",
    "authorization_error",
    "free_tier_job_limit",
    "not_found",
    "method_not_allowed",
    "conflict",
    "idempotency_error",
    "payload_too_large",
    "unsupported_media_type",
    "rate_limit_exceeded",
    "quota_exceeded",
    "internal_error",
    "bad_gateway",
    "transport_error",
    "service_unavailable",
    "gateway_timeout",
]

#: Every error type known today.
ERROR_TYPES: Tuple[ErrorType, ...] = get_args(ErrorType)

WebhookEventType = Literal[
    "submission.scored",
    "submission.approved",
    "submission.rejected",
    "job.completed",
    "job.cancelled",
    "job.flagged",
    "credits.purchased",
    "credits.low_balance",
    "credits.auto_topped_up",
    "credits.expired",
    "credits.expiring_soon",
]

#: Every event type known today.
WEBHOOK_EVENT_TYPES: Tuple[WebhookEventType, ...] = get_args(WebhookEventType)

Scope = Literal[
    "jobs:read",
    "jobs:write",
    "webhooks:read",
    "webhooks:write",
    "keys:manage",
    "billing:read",
    "billing:write",
    "audit:read",
    "usage:read",
]

#: Every scope an API key can have.
SCOPES: Tuple[Scope, ...] = get_args(Scope)

Environment = Literal[
    "live",
    "test",
]

#: The environment of an API key, and of what is made with it.
ENVIRONMENTS: Tuple[Environment, ...] = get_args(Environment)

JobType = Literal[
    "data_collection",
    "feedback",
]

#: Every type of job.
JOB_TYPES: Tuple[JobType, ...] = get_args(JobType)

JobStatus = Literal[
    "open",
    "filled",
    "in_progress",
    "completed",
    "cancelled",
]

#: Every status of a job, in the order of its life.
JOB_STATUSES: Tuple[JobStatus, ...] = get_args(JobStatus)

SubmissionStatus = Literal[
    "pending_score",
    "approved",
    "rejected",
    "retry_pending",
]

#: Every status of a submission.
SUBMISSION_STATUSES: Tuple[SubmissionStatus, ...] = get_args(SubmissionStatus)

AcceptedFormat = Literal[
    "image/jpeg",
    "image/png",
    "image/webp",
    "audio/mpeg",
    "audio/wav",
    "audio/mp4",
    "video/mp4",
    "video/quicktime",
]

#: Every media type that workers can submit.
ACCEPTED_FORMATS: Tuple[AcceptedFormat, ...] = get_args(AcceptedFormat)

#: The version of the API, and the `api_version` of its events.
API_VERSION = "2026-03-18"
