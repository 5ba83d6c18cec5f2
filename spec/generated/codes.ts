// Generated from openapi.yaml by generate.ts; do not edit.

/** Every error type known today, with its statuses (the usual one first). */
export const ERROR_TYPES = {
  validation_error: [400, 422],
  pricing_violation: [400],
  authentication_error: [401],
  insufficient_credits: [402],
  authorization_error: [403],
  free_tier_job_limit: [403],
  not_found: [404],
  method_not_allowed: [405],
  conflict: [409],
  idempotency_error: [409],
  payload_too_large: [413],
  unsupported_media_type: [415],
  rate_limit_exceeded: [429],
  quota_exceeded: [429],
  internal_error: [500],
  bad_gateway: [502],
  transport_error: [502],
  service_unavailable: [503],
  gateway_timeout: [504],
} as const;

export type ErrorType = keyof typeof ERROR_TYPES;

/** Every event type known today. */
export const WEBHOOK_EVENT_TYPES = [
  'submission.scored',
  'submission.approved',
  'submission.rejected',
  'job.completed',
  'job.cancelled',
  'job.flagged',
  'credits.purchased',
  'credits.low_balance',
  'credits.auto_topped_up',
  'credits.expired',
  'credits.expiring_soon',
] as const;

export type WebhookEventType = (typeof WEBHOOK_EVENT_TYPES)[number];

/** Every quota known today. */
export const QUOTA_NAMES = [
  'api_keys',
  'active_jobs',
  'open_files',
  'webhook_endpoints',
  'pending_deliveries',
  'unproven_deliveries_per_hour',
  'replays_per_hour',
  'exports_per_day',
  'stored_bytes',
  'spend_cents_per_day',
] as const;

export type QuotaName = (typeof QUOTA_NAMES)[number];

/** Every scope an API key can have. */
export const SCOPES = [
  'jobs:read',
  'jobs:write',
  'webhooks:read',
  'webhooks:write',
  'keys:manage',
  'billing:read',
  'billing:write',
  'audit:read',
  'usage:read',
] as const;

export type Scope = (typeof SCOPES)[number];

/** The environments a key can belong to. */
export const ENVIRONMENTS = [
  'live',
  'test',
] as const;

export type Environment = (typeof ENVIRONMENTS)[number];

/** Every type of job. */
export const JOB_TYPES = [
  'data_collection',
  'feedback',
] as const;

export type JobType = (typeof JOB_TYPES)[number];

/** Every status of a job, in the order of its life. */
export const JOB_STATUSES = [
  'open',
  'filled',
  'in_progress',
  'completed',
  'cancelled',
] as const;

export type JobStatus = (typeof JOB_STATUSES)[number];

/** Every status of a submission. */
export const SUBMISSION_STATUSES = [
  'pending_score',
  'approved',
  'rejected',
  'retry_pending',
] as const;

export type SubmissionStatus = (typeof SUBMISSION_STATUSES)[number];

/** Every status of a webhook delivery. */
export const DELIVERY_STATUSES = [
  'pending',
  'delivered',
  'failed',
] as const;

export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** Every media type that workers can submit. */
export const ACCEPTED_FORMATS = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'audio/mpeg',
  'audio/wav',
  'audio/mp4',
  'video/mp4',
  'video/quicktime',
] as const;

export type AcceptedFormat = (typeof ACCEPTED_FORMATS)[number];

/** Every type of credit transaction. */
export const TRANSACTION_TYPES = [
  'purchase',
  'deduction',
  'free_tier',
  'bonus',
  'expiration',
  'refund',
] as const;

export type TransactionType = (typeof TRANSACTION_TYPES)[number];

/** What a file may cost, in US cents, both included; outside is a `pricing_violation`. */
export const PRICE_PER_FILE_CENTS = { minimum: 10, maximum: 50000 } as const;

/** The version of the API, and the `api_version` of its events. */
export const API_VERSION = '2026-03-18';
