// Generated from openapi.yaml by generate.ts; do not edit.

/**
 * A value that this version does not know, such as a status that the service added later. It is a string,
 * and never equal to a known value; a comparison with a text that is not a known value does not compile.
 * Compare it as `String(value)`.
 */
export declare enum UnknownValue {
  value = 'a value that this version does not know',
}

/** An organization's id. */
export type OrganizationId = string;
/** An API key's id. */
export type ApiKeyId = string;
/** A job's id. */
export type JobId = string;
/** A submission's id. */
export type SubmissionId = string;
/** A file's id. */
export type FileId = string;
/** A worker's id. */
export type WorkerId = string;
/** A webhook endpoint's id. */
export type WebhookEndpointId = string;
/** An event's id. */
export type EventId = string;
/** A webhook delivery's id. */
export type WebhookDeliveryId = string;
/** A credit transaction's id. */
export type CreditTransactionId = string;
/** An audit event's id. */
export type AuditEventId = string;
/** A data export's id. */
export type DataExportId = string;
/** An erasure's id. */
export type ErasureId = string;
/** A request's id. */
export type RequestId = string;
/** The API version of this event's format, a date. */
export type ApiVersion = string;
/** The organization to create. */
export interface SignupRequest {
  /** The organization's name, 1–100 characters. */
  name: string;
  /**
   * Format: email
   * Its contact e-mail address, at most 254 characters. One organization per address.
   */
  email: string;
}
/** What workers should collect. */
export interface CreateJobRequest {
  /**
   * `data_collection` (files that show something) or `feedback` (a person's response to `context`). Required unless the organization has a `default_type`.
   */
  type?: ("data_collection" | "feedback") | undefined;
  /** What you need, as workers will read it. 10–5,000 characters. */
  description: string;
  /** The number of approved files that completes the job, 1–10,000. */
  files_needed: number;
  /** The media types that workers may submit, at least one, each once: image/jpeg, image/png, image/webp, audio/mpeg, audio/wav, audio/mp4, video/mp4, video/quicktime. */
  accepted_formats: readonly ("image/jpeg" | "image/png" | "image/webp" | "audio/mpeg" | "audio/wav" | "audio/mp4" | "video/mp4" | "video/quicktime")[];
  /** What each approved file costs, 10–50,000 US cents; outside that range is a `pricing_violation`. 80 % goes to the worker. Required unless the organization has a `default_price_per_file_cents`. */
  price_per_file_cents?: number | undefined;
  /** A short headline for workers, 1–100 characters. */
  title?: string | undefined;
  /**
   * The number of files requested from each worker, 1–5. Each file is a separate submission. Default 1.
   * @default 1
   */
  files_per_submission?: number | undefined;
  /**
   * The minimum stars for approval, 1–5. Default 3.
   * @default 3
   */
  min_star_rating?: number | undefined;
  /** What scoring considers besides the description, 1–1,000 characters. */
  scoring_criteria?: string | undefined;
  /** Instructions for workers, 1–2,000 characters. */
  worker_guidelines?: string | undefined;
  /** The minimum width of an image or video, 1–8,192 pixels. Smaller files get 1 star without scoring and cost nothing. */
  min_width?: number | undefined;
  /** The minimum height of an image or video, 1–8,192 pixels. Smaller files get 1 star without scoring and cost nothing. */
  min_height?: number | undefined;
  location?: JobLocationRequest | undefined;
  /**
   * Format: date-time
   * When the job is cancelled if not completed: ISO 8601 with a time zone, in the future.
   */
  deadline?: string | undefined;
  /** The maximum number of different workers, 1–10,000. Multiplied by `files_per_submission` it must be at least `files_needed`. */
  max_workers?: number | undefined;
  metadata?: MetadataRequest | undefined;
  context?: JobContextRequest | undefined;
}
/** Where files must be captured, a circle on the map. */
export interface JobLocationRequest {
  /** Latitude of the centre in degrees, −90 to 90. */
  lat: number;
  /** Longitude of the centre in degrees, −180 to 180. */
  lng: number;
  /** Radius in kilometres, 0.1–20,000. */
  radius_km: number;
}
/** What workers see besides the description. */
export interface JobContextRequest {
  /** Text to show, 1–10,000 characters. */
  text?: string | undefined;
  /** Images to show, at most 10 https URLs of at most 2,048 characters. */
  image_urls?: readonly string[] | undefined;
  /** Other files to offer, at most 10. */
  attachments?: readonly JobAttachmentRequest[] | undefined;
}
/** A file that workers can open. */
export interface JobAttachmentRequest {
  /**
   * Format: uri
   * Its location: an https URL of at most 2,048 characters.
   */
  url: string;
  /** Its media type, such as `application/pdf`. */
  content_type?: string | undefined;
  /** Its name as workers see it, 1–255 characters. */
  filename?: string | undefined;
}
/** Your own data, returned with the job. At most 20 keys of 1–40 characters, string values of at most 500 characters. */
export interface MetadataRequest {
  [key: string]: string;
}
/** How good the result of a job is. */
export interface RateJobRequest {
  /** Stars, 1–5. */
  rating: number;
  /** Why, 1–1,000 characters. */
  comment?: string | undefined;
}
/** The key to create. */
export interface CreateApiKeyRequest {
  /** What the key is for, 1–100 characters. */
  name: string;
  /**
   * `live` or `test`. Default: that of the calling key.
   */
  environment?: ("live" | "test") | undefined;
  /** What the key may do: any of jobs:read, jobs:write, webhooks:read, webhooks:write, keys:manage, billing:read, billing:write, audit:read, usage:read, each once. Default: all nine. */
  scopes?: readonly ("jobs:read" | "jobs:write" | "webhooks:read" | "webhooks:write" | "keys:manage" | "billing:read" | "billing:write" | "audit:read" | "usage:read")[] | undefined;
  /**
   * Format: date-time
   * When the key stops working: ISO 8601 with a time zone, in the future. Default: never.
   */
  expires_at?: string | undefined;
}
/** The events to deliver, and where. */
export interface CreateWebhookEndpointRequest {
  /**
   * Format: uri
   * An https URL of at most 2,048 characters. Any other scheme is a 422.
   */
  url: string;
  /** The event types to deliver, at least one, each once: submission.scored, submission.approved, submission.rejected, job.completed, job.cancelled, job.flagged, credits.purchased, credits.low_balance, credits.auto_topped_up, credits.expired, credits.expiring_soon. */
  events: readonly ("submission.scored" | "submission.approved" | "submission.rejected" | "job.completed" | "job.cancelled" | "job.flagged" | "credits.purchased" | "credits.low_balance" | "credits.auto_topped_up" | "credits.expired" | "credits.expiring_soon")[];
  /** What the endpoint is for, at most 500 characters. */
  description?: string | undefined;
}
/** The fields to change. */
export interface UpdateWebhookEndpointRequest {
  /**
   * Format: uri
   * An https URL of at most 2,048 characters. Any other scheme is a 422.
   */
  url?: string | undefined;
  /** The event types to deliver, at least one, each once: submission.scored, submission.approved, submission.rejected, job.completed, job.cancelled, job.flagged, credits.purchased, credits.low_balance, credits.auto_topped_up, credits.expired, credits.expiring_soon. */
  events?: readonly ("submission.scored" | "submission.approved" | "submission.rejected" | "job.completed" | "job.cancelled" | "job.flagged" | "credits.purchased" | "credits.low_balance" | "credits.auto_topped_up" | "credits.expired" | "credits.expiring_soon")[] | undefined;
  /** What the endpoint is for, at most 500 characters; null clears it. */
  description?: (string | null) | undefined;
  /** Whether events are delivered to it. */
  enabled?: boolean | undefined;
}
/** The pack to buy. */
export interface PurchaseCreditsRequest {
  /**
   * The price of the pack in US cents: 1000, 2500 (+5 % bonus), 5000 (+10 %), 10000 (+15 %) or 25000 (+20 %).
   */
  amount_cents: 1000 | 2500 | 5000 | 10000 | 25000;
}
/** The fields to change. */
export interface UpdateSettingsRequest {
  /** The organization's name, 1–100 characters. */
  name?: string | undefined;
  /**
   * Format: email
   * Its contact e-mail address, at most 254 characters.
   */
  email?: string | undefined;
  /** Who gets invoices; null clears it. */
  billing_contact?: (BillingContactRequest | null) | undefined;
  /**
   * The `type` of jobs that do not specify one: `data_collection`, `feedback`, or null for no default.
   */
  default_type?: ("data_collection" | "feedback" | null) | undefined;
  /** The price of jobs that do not specify one, 10–50,000 US cents (outside: `pricing_violation`), or null for no default. */
  default_price_per_file_cents?: (number | null) | undefined;
  /** `credits.low_balance` is sent when available credits fall below this, 0–10,000,000 US cents; null means never. */
  low_balance_threshold_cents?: (number | null) | undefined;
  /** Whether to buy a pack when credits run low. Needs the threshold and the amount. */
  auto_topup_enabled?: boolean | undefined;
  /** A pack is bought when available credits fall below this, 0–10,000,000 US cents. */
  auto_topup_threshold_cents?: (number | null) | undefined;
  /**
   * The pack to buy, in US cents: 1000, 2500, 5000, 10000 or 25000.
   */
  auto_topup_amount_cents?: (1000 | 2500 | 5000 | 10000 | 25000 | null) | undefined;
}
/** Who gets invoices. */
export interface BillingContactRequest {
  /** A person or department, 1–100 characters. */
  name: string;
  /**
   * Format: email
   * Where invoices go, at most 254 characters.
   */
  email: string;
}
/** An empty object; an export always contains everything. */
export type CreateDataExportRequest = Record<string, never>;
/** What to erase, a job or the whole organization. */
export type CreateErasureRequest = JobErasureRequest | OrganizationErasureRequest;
/** Erases the content of one job. */
export interface JobErasureRequest {
  /**
   * Always `job`.
   * @constant
   */
  target: "job";
  /** The job to erase. Unknown: 404. */
  job_id: string;
}
/** Erases everything held on the organization. */
export interface OrganizationErasureRequest {
  /**
   * Always `organization`.
   * @constant
   */
  target: "organization";
  /** The id of the key's organization, to confirm. Another id is a 400. */
  confirm_organization_id: string;
}
/** The envelope of every error. */
export interface Error {
  /** What went wrong. */
  error: {
    /** The kind of error, for your code to switch on: validation_error (400, 422), pricing_violation (400), authentication_error (401), insufficient_credits (402), authorization_error (403), free_tier_job_limit (403), not_found (404), method_not_allowed (405), conflict (409), idempotency_error (409), payload_too_large (413), unsupported_media_type (415), rate_limit_exceeded (429), quota_exceeded (429), internal_error (500), bad_gateway (502), transport_error (502), service_unavailable (503), gateway_timeout (504). More may be added. */
    type: 'validation_error' | 'pricing_violation' | 'authentication_error' | 'insufficient_credits' | 'authorization_error' | 'free_tier_job_limit' | 'not_found' | 'method_not_allowed' | 'conflict' | 'idempotency_error' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limit_exceeded' | 'quota_exceeded' | 'internal_error' | 'bad_gateway' | 'transport_error' | 'service_unavailable' | 'gateway_timeout' | UnknownValue;
    /** What happened and what to do about it, for humans. */
    message: string;
    request_id: RequestId;
    /** One entry for each field that is wrong. */
    details?: ErrorDetail[];
    quota?: ExceededQuota;
  };
}
/** The quota that a `quota_exceeded` is about; absent from other errors. */
export interface ExceededQuota {
  /** Which quota: `api_keys`, `active_jobs`, `open_files`, `webhook_endpoints`, `pending_deliveries`, `unproven_deliveries_per_hour`, `replays_per_hour`, `exports_per_day`, `stored_bytes` or `spend_cents_per_day`. More may be added. */
  name: 'api_keys' | 'active_jobs' | 'open_files' | 'webhook_endpoints' | 'pending_deliveries' | 'unproven_deliveries_per_hour' | 'replays_per_hour' | 'exports_per_day' | 'stored_bytes' | 'spend_cents_per_day' | UnknownValue;
  /** The most that the organization may use in the key's environment. */
  limit: number;
  /** What it uses now. */
  used: number;
  /** How much more the request would have used. */
  requested: number;
  /**
   * Format: date-time
   * When a quota of an hour or a day starts again, ISO 8601 UTC; null for a quota that makes room only when something ends or is deleted.
   */
  resets_at: string | null;
}
/** What an organization may use in one environment, and what it uses now. */
export interface Quota {
  /** What is counted: `api_keys` (revoked ones that are not deleted included), `active_jobs` (neither completed nor cancelled), `open_files` (files that active test jobs need), `webhook_endpoints`, `pending_deliveries`, `unproven_deliveries_per_hour` (to endpoints that have never responded with a 2xx), `replays_per_hour`, `exports_per_day`, `stored_bytes` (texts, files and events of jobs, and data exports) or `spend_cents_per_day` (held for live jobs). More may be added. */
  name: 'api_keys' | 'active_jobs' | 'open_files' | 'webhook_endpoints' | 'pending_deliveries' | 'unproven_deliveries_per_hour' | 'replays_per_hour' | 'exports_per_day' | 'stored_bytes' | 'spend_cents_per_day' | UnknownValue;
  /** The most that may be used; null for no limit. */
  limit: number | null;
  /** What is used now; null when there is no limit. */
  used: number | null;
  /**
   * Format: date-time
   * When a quota of an hour or a day starts again, ISO 8601 UTC; null for the others, and while nothing is used.
   */
  resets_at: string | null;
}
/** One field that is wrong. */
export interface ErrorDetail {
  /** Its path as the caller wrote it, such as `location.lat` or `accepted_formats[1]`, or the name of a parameter or header. */
  field: string;
  /** What is wrong with it and what is allowed. */
  message: string;
}
/** A new organization and its first key. */
export interface SignupResult {
  organization_id: OrganizationId;
  /** A live key with all nine scopes, shown only here. */
  api_key: string;
  /** Free credits of the new account, in US cents: 250, or 0 when they are not granted now. */
  credits_cents: number;
}
/** A request for files, and its progress. */
export interface Job {
  /**
   * Always `job`.
   * @constant
   */
  object: "job";
  id: JobId;
  /** `live` or `test`. */
  environment: 'live' | 'test' | UnknownValue;
  /** `open` (workers may accept it), `filled` (every slot is taken and pending), `in_progress` (at least one file is approved), `completed` or `cancelled` (both final). More may be added. */
  status: 'open' | 'filled' | 'in_progress' | 'completed' | 'cancelled' | UnknownValue;
  /** `data_collection` or `feedback`. More may be added. */
  type: 'data_collection' | 'feedback' | UnknownValue;
  /** Headline for workers. */
  title: string | null;
  /** What you need. */
  description: string;
  /** The number of approved files that completes the job. */
  files_needed: number;
  /** The number of files requested from each worker. */
  files_per_submission: number;
  /** The media types that workers may submit. */
  accepted_formats: ('image/jpeg' | 'image/png' | 'image/webp' | 'audio/mpeg' | 'audio/wav' | 'audio/mp4' | 'video/mp4' | 'video/quicktime' | UnknownValue)[];
  /** What each approved file costs, in US cents. */
  price_per_file_cents: number;
  /** The minimum stars for approval, 1–5. */
  min_star_rating: number;
  /** What scoring considers besides the description. */
  scoring_criteria: string | null;
  /** Instructions for workers. */
  worker_guidelines: string | null;
  /** The minimum width of an image or video, in pixels. */
  min_width: number | null;
  /** The minimum height of an image or video, in pixels. */
  min_height: number | null;
  /** Where files must be captured. */
  location: JobLocation | null;
  /**
   * Format: date-time
   * When the job is cancelled if not completed, ISO 8601 UTC.
   */
  deadline: string | null;
  /** The maximum number of different workers; null means no limit. */
  max_workers: number | null;
  /** Your own data; empty if none was given. */
  metadata: {
    [key: string]: string;
  };
  /** What workers see besides the description. */
  context: JobContext | null;
  /** Files approved so far. */
  files_approved: number;
  /** Slots taken by workers whose files are not yet approved or rejected. */
  files_pending: number;
  /** What the approved files cost so far, in US cents: `files_approved` × `price_per_file_cents`. Calculated the same way in the test environment, where nothing is charged. */
  total_cost_cents: number;
  /** Your rating of the result in stars, 1–5; null until rated. */
  rating: number | null;
  /** Your comment on that rating. */
  rating_comment: string | null;
  /**
   * Format: date-time
   * When it was created, ISO 8601 UTC.
   */
  created_at: string;
  /**
   * Format: date-time
   * When it last changed, ISO 8601 UTC.
   */
  updated_at: string;
  /**
   * Format: date-time
   * When it was completed, ISO 8601 UTC.
   */
  completed_at: string | null;
  /**
   * Format: date-time
   * When it was cancelled, ISO 8601 UTC.
   */
  cancelled_at: string | null;
}
/** A job under review, and why. */
export type FlaggedJob = Job & {
  /** Why the job was flagged, for humans. */
  flag_reason: string;
};
/** A circle on the map. */
export interface JobLocation {
  /** Latitude of the centre in degrees. */
  lat: number;
  /** Longitude of the centre in degrees. */
  lng: number;
  /** Radius in kilometres. */
  radius_km: number;
}
/** What workers see besides the description. */
export interface JobContext {
  /** Text to show. */
  text: string | null;
  /** Images to show. */
  image_urls: string[];
  /** Other files to offer. */
  attachments: JobAttachment[];
}
/** A file that workers can open. */
export interface JobAttachment {
  /**
   * Format: uri
   * Its URL.
   */
  url: string;
  /** Its media type. */
  content_type: string | null;
  /** Its name as workers see it. */
  filename: string | null;
}
/** A page of jobs. */
export interface JobList {
  /**
   * Always `list`.
   * @constant
   */
  object: "list";
  /** The items of this page, newest first. */
  data: Job[];
  /** Whether another page follows. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last page. */
  next_cursor: string | null;
}
/** One file that a worker submitted, and its score. */
export interface Submission {
  /**
   * Always `submission`.
   * @constant
   */
  object: "submission";
  id: SubmissionId;
  job_id: JobId;
  worker_id: WorkerId;
  /** `pending_score`, `approved`, `rejected` (final), or `retry_pending` (the worker may try again once). More may be added. */
  status: 'pending_score' | 'approved' | 'rejected' | 'retry_pending' | UnknownValue;
  /** The number of the worker's attempt, from 1. */
  attempt: number;
  /** Stars, 1–5; null until scored. */
  ai_star_rating: number | null;
  /** The scores behind the stars; null until scored, and for files too small to be scored. */
  ai_dimensions: ScoreDimensions | null;
  /** The reasons for the score; null until scored. */
  ai_reasoning: string | null;
  /**
   * Format: uri
   * A signed URL, valid for 7 days: of the file once it is approved, and before that, or when it is rejected, of
   *     a small preview. Null when there is no preview, and once the content is deleted. Files of simulated
   *     workers are always shown themselves.
   */
  file_url: string | null;
  /** Its media type: image/jpeg, image/png, image/webp, audio/mpeg, audio/wav, audio/mp4, video/mp4 or video/quicktime. More may be added. */
  content_type: 'image/jpeg' | 'image/png' | 'image/webp' | 'audio/mpeg' | 'audio/wav' | 'audio/mp4' | 'video/mp4' | 'video/quicktime' | UnknownValue;
  /** Its size in bytes. */
  size_bytes: number;
  /**
   * Format: date-time
   * When it was submitted, ISO 8601 UTC.
   */
  submitted_at: string;
  /**
   * Format: date-time
   * When it was scored, ISO 8601 UTC.
   */
  scored_at: string | null;
}
/** The three scores whose weighted mean gives the stars. */
export interface ScoreDimensions {
  /** Whether it shows what was asked for, 1–5. */
  relevance: number;
  /** How good the recording is, 1–5. */
  quality: number;
  /** Whether it shows all that was asked for, 1–5. */
  completeness: number;
}
/** A page of submissions. */
export interface SubmissionList {
  /**
   * Always `list`.
   * @constant
   */
  object: "list";
  /** The items of this page, newest first. */
  data: Submission[];
  /** Whether another page follows. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last page. */
  next_cursor: string | null;
}
/** Totals over the submissions of a time window. */
export interface SubmissionSummary {
  /**
   * Always `submission_summary`.
   * @constant
   */
  object: "submission_summary";
  /** The job it is limited to; null for all. */
  job_id: string | null;
  /**
   * Format: date-time
   * Start of the window (included), ISO 8601 UTC.
   */
  start_date: string;
  /**
   * Format: date-time
   * End of the window (not included), ISO 8601 UTC.
   */
  end_date: string;
  /** Submissions during the window. */
  total: number;
  /** Their number by status. */
  by_status: {
    /** Waiting to be scored. */
    pending_score: number;
    /** Approved. */
    approved: number;
    /** Rejected. */
    rejected: number;
    /** Waiting for the worker's second attempt. */
    retry_pending: number;
  } & {
    [key: string]: number;
  };
  /** Approved ÷ (approved + rejected), 0–1; null when there are neither. */
  approval_rate: number | null;
  /** Mean stars of the scored submissions, 1–5; null when none are scored. */
  mean_rating: number | null;
  /** The number of scored submissions by stars. */
  rating_histogram: {
    /** With 1 star. */
    1: number;
    /** With 2 stars. */
    2: number;
    /** With 3 stars. */
    3: number;
    /** With 4 stars. */
    4: number;
    /** With 5 stars. */
    5: number;
  };
  /** Median seconds from the job's creation to the submission's score; null when none are scored. */
  median_turnaround_seconds: number | null;
  /** The 95th percentile of those seconds; null when none are scored. */
  p95_turnaround_seconds: number | null;
}
/** The file of an approved submission. It never changes. */
export interface File {
  /**
   * Always `file`.
   * @constant
   */
  object: "file";
  id: FileId;
  job_id: JobId;
  submission_id: SubmissionId;
  /** Its media type: image/jpeg, image/png, image/webp, audio/mpeg, audio/wav, audio/mp4, video/mp4 or video/quicktime. More may be added. */
  content_type: 'image/jpeg' | 'image/png' | 'image/webp' | 'audio/mpeg' | 'audio/wav' | 'audio/mp4' | 'video/mp4' | 'video/quicktime' | UnknownValue;
  /** Its size in bytes. */
  size_bytes: number;
  /** Length of audio or video, in seconds; null for images. */
  duration_seconds: number | null;
  /** Width in pixels; null for audio. */
  width: number | null;
  /** Height in pixels; null for audio. */
  height: number | null;
  /** SHA-256 of the bytes, 64 lower-case hex digits. */
  content_hash: string;
  /**
   * Format: date-time
   * When it was recorded, ISO 8601 UTC, if the device reports it.
   */
  captured_at: string | null;
  /** Stars of its submission, 1–5. */
  ai_star_rating: number;
  device_info: DeviceInfo;
  /** Rough region of the worker, such as `US-CA`. */
  worker_region: string | null;
  /**
   * Format: uri
   * A signed URL of the bytes. Do not send an API key to it.
   */
  download_url: string;
  /**
   * Format: date-time
   * When `download_url` expires, ISO 8601 UTC: 7 days after signing.
   */
  download_url_expires_at: string;
  /** What was recognized in it, by kind of media; null when not annotated. */
  annotations: FileAnnotations | null;
  /** Stills of a video; null for images and audio. */
  keyframes: Keyframe[] | null;
  /**
   * Format: date-time
   * When it was approved, ISO 8601 UTC.
   */
  created_at: string;
}
/** What it was recorded with. */
export interface DeviceInfo {
  /** Model of the device. */
  device_model: string | null;
  /** Its operating system and version. */
  device_os: string | null;
  /** Version of the worker application. */
  app_version: string | null;
}
/** A still of a video. */
export interface Keyframe {
  /** Its position in the video, in seconds. */
  at_seconds: number;
  /**
   * Format: uri
   * A signed URL of the still.
   */
  image_url: string;
}
/** What was recognized in a file; `kind` says which of the three it is. */
export type FileAnnotations = ImageAnnotations | AudioAnnotations | VideoAnnotations;
/** A rectangle, in fractions of the image's width and height from its top left corner. */
export interface BoundingBox {
  /** Left edge, 0–1. */
  x: number;
  /** Top edge, 0–1. */
  y: number;
  /** Width, 0–1. */
  width: number;
  /** Height, 0–1. */
  height: number;
}
/** What was recognized in an image. */
export interface ImageAnnotations {
  /**
   * Always `image`.
   * @constant
   */
  kind: "image";
  /** The model, with its version, that made the annotations. */
  annotation_model: string;
  /** Objects seen. */
  objects: {
    /** What it is. */
    label: string;
    /** The model's confidence, 0–1. */
    confidence: number;
    box: BoundingBox;
  }[];
  /** Text seen. */
  text: {
    /** What it says. */
    text: string;
    /** The model's confidence, 0–1. */
    confidence: number;
    box: BoundingBox;
  }[];
  /** The scene as a whole. */
  scene: {
    /** What scene it is. */
    label: string;
    /** The model's confidence, 0–1. */
    confidence: number;
    /** `indoor`, `outdoor` or `unknown`. More may be added. */
    setting: 'indoor' | 'outdoor' | 'unknown' | UnknownValue;
  };
  /** Faces seen. They are counted and located, never identified. */
  faces: {
    /** Their number. */
    count: number;
    /** Their positions. */
    boxes: BoundingBox[];
  };
  /** Technical quality. */
  quality: {
    /** From 0 (blurred) to 1 (sharp). */
    sharpness: number;
    /** From 0 (black) through 0.5 (well exposed) to 1 (white). */
    exposure: number;
    /** From 0 (clean) to 1 (noisy). */
    noise: number;
  };
  /** Whether it may be offensive or harmful. */
  safety: {
    /** Whether any category was found. */
    flagged: boolean;
    /** The categories found. */
    categories: string[];
  };
}
/** What was recognized in a sound recording. */
export interface AudioAnnotations {
  /**
   * Always `audio`.
   * @constant
   */
  kind: "audio";
  /** The model, with its version, that made the annotations. */
  annotation_model: string;
  /** What is said. */
  transcript: {
    /** Its language as a BCP 47 tag; null without speech. */
    language: string | null;
    /** The full text. */
    text: string;
    /** Word by word. */
    words: {
      /** The word. */
      word: string;
      /** Where it starts, in seconds. */
      start_seconds: number;
      /** Where it ends, in seconds. */
      end_seconds: number;
      /** The model's confidence, 0–1. */
      confidence: number;
      /** The speaker, one of `speakers`. */
      speaker_id: string | null;
    }[];
  };
  /** The distinct voices. */
  speakers: {
    /** Name of the voice within this file. */
    id: string;
    /** Its speaking time, in seconds. */
    speaking_seconds: number;
  }[];
  /** The recording itself. */
  audio: {
    /** Samples per second. */
    sample_rate_hz: number;
    /** Number of channels. */
    channels: number;
    /** Bits per second, if known. */
    bit_rate_bps: number | null;
  };
}
/** What was recognized in a video. */
export interface VideoAnnotations {
  /**
   * Always `video`.
   * @constant
   */
  kind: "video";
  /** The model, with its version, that made the annotations. */
  annotation_model: string;
  /** The scenes, in order. */
  scenes: {
    /** Where it starts, in seconds. */
    start_seconds: number;
    /** Where it ends, in seconds. */
    end_seconds: number;
    /** What scene it is. */
    label: string;
    /** The model's confidence, 0–1. */
    confidence: number;
  }[];
  /** Objects tracked through the video. */
  tracked_objects: {
    /** Name of the object within this file. */
    id: string;
    /** What it is. */
    label: string;
    /** The model's confidence, 0–1. */
    confidence: number;
    /** Its positions over time. */
    appearances: {
      /** When, in seconds. */
      at_seconds: number;
      box: BoundingBox;
    }[];
  }[];
  /** The recording itself. */
  video: {
    /** Frames per second. */
    frame_rate: number;
    /** Name of the video codec. */
    codec: string;
    /** Whether it has sound. */
    has_audio: boolean;
  };
}
/** A page of files. */
export interface FileList {
  /**
   * Always `list`.
   * @constant
   */
  object: "list";
  /** The items of this page, newest first. */
  data: File[];
  /** Whether another page follows. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last page. */
  next_cursor: string | null;
}
/** An API key, without its secret. */
export interface ApiKey {
  /**
   * Always `api_key`.
   * @constant
   */
  object: "api_key";
  id: ApiKeyId;
  /** What the key is for. */
  name: string;
  /** `live` or `test`. */
  environment: 'live' | 'test' | UnknownValue;
  /** What the key may do. */
  scopes: ('jobs:read' | 'jobs:write' | 'webhooks:read' | 'webhooks:write' | 'keys:manage' | 'billing:read' | 'billing:write' | 'audit:read' | 'usage:read' | UnknownValue)[];
  /** The key's first characters, such as `fh_test_sk_Ab3`. */
  prefix: string;
  /** Its last four characters. */
  last_four: string;
  /**
   * Format: date-time
   * When it was created, ISO 8601 UTC.
   */
  created_at: string;
  /**
   * Format: date-time
   * When it was last used, ISO 8601 UTC.
   */
  last_used_at: string | null;
  /**
   * Format: date-time
   * When it stops working, ISO 8601 UTC; null means never.
   */
  expires_at: string | null;
  /**
   * Format: date-time
   * When it was revoked, ISO 8601 UTC.
   */
  revoked_at: string | null;
}
/** An API key with its secret, which is shown only once. */
export type ApiKeyWithSecret = ApiKey & {
  /** The full key, to send as a bearer token. Shown only here. */
  secret: string;
  /**
   * Format: date-time
   * When the previous secret stops working, ISO 8601 UTC; null for a new key.
   */
  previous_secret_expires_at: string | null;
};
/** A page of API keys. */
export interface ApiKeyList {
  /**
   * Always `list`.
   * @constant
   */
  object: "list";
  /** The items of this page, newest first. */
  data: ApiKey[];
  /** Whether another page follows. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last page. */
  next_cursor: string | null;
}
/** Where events are delivered, without the secret that signs them. */
export interface WebhookEndpoint {
  /**
   * Always `webhook_endpoint`.
   * @constant
   */
  object: "webhook_endpoint";
  id: WebhookEndpointId;
  /**
   * Format: uri
   * Where events are delivered.
   */
  url: string;
  /** The event types delivered. */
  events: ('submission.scored' | 'submission.approved' | 'submission.rejected' | 'job.completed' | 'job.cancelled' | 'job.flagged' | 'credits.purchased' | 'credits.low_balance' | 'credits.auto_topped_up' | 'credits.expired' | 'credits.expiring_soon' | UnknownValue)[];
  /** What the endpoint is for. */
  description: string | null;
  /** Whether events are delivered to it. The service turns it off when every attempt has failed for 5 days, and records `webhook_endpoint.disabled`. */
  enabled: boolean;
  /**
   * Format: date-time
   * When it was created, ISO 8601 UTC.
   */
  created_at: string;
  /**
   * Format: date-time
   * When it last changed, ISO 8601 UTC.
   */
  updated_at: string;
}
/** A webhook endpoint with its secret, which is shown only once. */
export type WebhookEndpointWithSecret = WebhookEndpoint & {
  /** The secret that signs deliveries, `whsec_…`. Shown only here. */
  secret: string;
  /**
   * Format: date-time
   * Until when deliveries also carry a signature under the previous secret, ISO 8601 UTC; null for a new endpoint.
   */
  previous_secret_expires_at: string | null;
};
/** A page of webhook endpoints. */
export interface WebhookEndpointList {
  /**
   * Always `list`.
   * @constant
   */
  object: "list";
  /** The items of this page, newest first. */
  data: WebhookEndpoint[];
  /** Whether another page follows. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last page. */
  next_cursor: string | null;
}
/** Something that happened. This is also the body of a delivery; `WebhookEvent` tells its types apart. */
export interface Event {
  id: EventId;
  /**
   * Always `event`.
   * @constant
   */
  object: "event";
  /** What happened: submission.scored, submission.approved, submission.rejected, job.completed, job.cancelled, job.flagged, credits.purchased, credits.low_balance, credits.auto_topped_up, credits.expired or credits.expiring_soon. More may be added. */
  type: 'submission.scored' | 'submission.approved' | 'submission.rejected' | 'job.completed' | 'job.cancelled' | 'job.flagged' | 'credits.purchased' | 'credits.low_balance' | 'credits.auto_topped_up' | 'credits.expired' | 'credits.expiring_soon' | UnknownValue;
  api_version: ApiVersion;
  /**
   * Format: date-time
   * When it happened, ISO 8601 UTC.
   */
  created_at: string;
  /** The resource at that time. */
  data: {
    [key: string]: unknown;
  };
}
/** An event and its delivery to each endpoint. */
export type EventWithDeliveries = Event & {
  /** One entry for each endpoint and replay, newest first. */
  deliveries: WebhookDelivery[];
};
/** The delivery of an event to one endpoint. */
export interface WebhookDelivery {
  id: WebhookDeliveryId;
  endpoint_id: WebhookEndpointId;
  /** `pending`, `delivered` (a 2xx response within 10 seconds) or `failed` (after the sixth attempt, or without one: see `failure_reason`). More may be added. */
  status: 'pending' | 'delivered' | 'failed' | UnknownValue;
  /** Attempts made: immediately, then 1 minute, 5 minutes, 30 minutes, 2 hours and 8 hours after the first. */
  attempts: number;
  /** Status of the last response; null if there was none. */
  last_status_code: number | null;
  /**
   * Format: date-time
   * When the next attempt is due, ISO 8601 UTC; null if there is none.
   */
  next_attempt_at: string | null;
  /** Why it failed without an attempt: `quota_exceeded` (too many pending deliveries) or `endpoint_unproven` (too many to endpoints that have never responded with a 2xx); null otherwise. Replay the event to deliver it after all. More may be added. */
  failure_reason: 'quota_exceeded' | 'endpoint_unproven' | UnknownValue | null;
}
/** A page of events. */
export interface EventWithDeliveriesList {
  /**
   * Always `list`.
   * @constant
   */
  object: "list";
  /** The items of this page, newest first; with `after`, oldest first. */
  data: EventWithDeliveries[];
  /** Whether another page follows. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last page. */
  next_cursor: string | null;
  /**
   * Only with `after`: where the page ends. Send it as `after` to get what is newer. Valid for at least 30 days.
   * @example MTI4LgouLjNmOWExYzA0YjdkMmU2NTg
   */
  position?: string;
}
/** A delivered event; `type` says which one it is. Types that are not listed here may appear and must be ignored. */
export type WebhookEvent = SubmissionScoredEvent | SubmissionApprovedEvent | SubmissionRejectedEvent | JobCompletedEvent | JobCancelledEvent | JobFlaggedEvent | CreditsPurchasedEvent | CreditsLowBalanceEvent | CreditsAutoToppedUpEvent | CreditsExpiredEvent | CreditsExpiringSoonEvent;
/** A submission was scored. */
export interface SubmissionScoredEvent {
  id: EventId;
  /**
   * Always `event`.
   * @constant
   */
  object: "event";
  /**
   * Always `submission.scored`.
   * @constant
   */
  type: "submission.scored";
  api_version: ApiVersion;
  /**
   * Format: date-time
   * When the event happened, ISO 8601 UTC.
   */
  created_at: string;
  data: Submission;
}
/** A submission was approved. */
export interface SubmissionApprovedEvent {
  id: EventId;
  /**
   * Always `event`.
   * @constant
   */
  object: "event";
  /**
   * Always `submission.approved`.
   * @constant
   */
  type: "submission.approved";
  api_version: ApiVersion;
  /**
   * Format: date-time
   * When the event happened, ISO 8601 UTC.
   */
  created_at: string;
  data: Submission;
}
/** A submission was rejected. */
export interface SubmissionRejectedEvent {
  id: EventId;
  /**
   * Always `event`.
   * @constant
   */
  object: "event";
  /**
   * Always `submission.rejected`.
   * @constant
   */
  type: "submission.rejected";
  api_version: ApiVersion;
  /**
   * Format: date-time
   * When the event happened, ISO 8601 UTC.
   */
  created_at: string;
  data: Submission;
}
/** A job was completed. */
export interface JobCompletedEvent {
  id: EventId;
  /**
   * Always `event`.
   * @constant
   */
  object: "event";
  /**
   * Always `job.completed`.
   * @constant
   */
  type: "job.completed";
  api_version: ApiVersion;
  /**
   * Format: date-time
   * When the event happened, ISO 8601 UTC.
   */
  created_at: string;
  data: Job;
}
/** A job was cancelled. */
export interface JobCancelledEvent {
  id: EventId;
  /**
   * Always `event`.
   * @constant
   */
  object: "event";
  /**
   * Always `job.cancelled`.
   * @constant
   */
  type: "job.cancelled";
  api_version: ApiVersion;
  /**
   * Format: date-time
   * When the event happened, ISO 8601 UTC.
   */
  created_at: string;
  data: Job;
}
/** A job was flagged for review. */
export interface JobFlaggedEvent {
  id: EventId;
  /**
   * Always `event`.
   * @constant
   */
  object: "event";
  /**
   * Always `job.flagged`.
   * @constant
   */
  type: "job.flagged";
  api_version: ApiVersion;
  /**
   * Format: date-time
   * When the event happened, ISO 8601 UTC.
   */
  created_at: string;
  data: FlaggedJob;
}
/** Credits were purchased. */
export interface CreditsPurchasedEvent {
  id: EventId;
  /**
   * Always `event`.
   * @constant
   */
  object: "event";
  /**
   * Always `credits.purchased`.
   * @constant
   */
  type: "credits.purchased";
  api_version: ApiVersion;
  /**
   * Format: date-time
   * When the event happened, ISO 8601 UTC.
   */
  created_at: string;
  data: CreditTransaction;
}
/** The balance is low. */
export interface CreditsLowBalanceEvent {
  id: EventId;
  /**
   * Always `event`.
   * @constant
   */
  object: "event";
  /**
   * Always `credits.low_balance`.
   * @constant
   */
  type: "credits.low_balance";
  api_version: ApiVersion;
  /**
   * Format: date-time
   * When the event happened, ISO 8601 UTC.
   */
  created_at: string;
  data: LowCreditBalance;
}
/** Credits were topped up automatically. */
export interface CreditsAutoToppedUpEvent {
  id: EventId;
  /**
   * Always `event`.
   * @constant
   */
  object: "event";
  /**
   * Always `credits.auto_topped_up`.
   * @constant
   */
  type: "credits.auto_topped_up";
  api_version: ApiVersion;
  /**
   * Format: date-time
   * When the event happened, ISO 8601 UTC.
   */
  created_at: string;
  data: CreditTransaction;
}
/** Credits expired. */
export interface CreditsExpiredEvent {
  id: EventId;
  /**
   * Always `event`.
   * @constant
   */
  object: "event";
  /**
   * Always `credits.expired`.
   * @constant
   */
  type: "credits.expired";
  api_version: ApiVersion;
  /**
   * Format: date-time
   * When the event happened, ISO 8601 UTC.
   */
  created_at: string;
  data: CreditTransaction;
}
/** Credits expire in 30 days. */
export interface CreditsExpiringSoonEvent {
  id: EventId;
  /**
   * Always `event`.
   * @constant
   */
  object: "event";
  /**
   * Always `credits.expiring_soon`.
   * @constant
   */
  type: "credits.expiring_soon";
  api_version: ApiVersion;
  /**
   * Format: date-time
   * When the event happened, ISO 8601 UTC.
   */
  created_at: string;
  data: CreditExpiration;
}
/** The credits of an organization. */
export interface CreditBalance {
  /**
   * Always `credit_balance`.
   * @constant
   */
  object: "credit_balance";
  /** Credits available to spend, in US cents. */
  available_cents: number;
  /** Credits held by running jobs, in US cents. */
  held_cents: number;
  /** Available plus held, in US cents. */
  total_cents: number;
  /** Present while a refund or dispute took back credits that were already held or spent, in US cents. The next credits settle it first. */
  owed_cents?: number;
  /** Always `usd` today. */
  currency: 'usd' | UnknownValue;
  /**
   * Format: date-time
   * When it last changed, ISO 8601 UTC.
   */
  updated_at: string;
}
/** A balance that fell below the threshold. */
export type LowCreditBalance = CreditBalance & {
  /** The organization's `low_balance_threshold_cents`, in US cents. */
  threshold_cents: number;
};
/** Credits that are about to expire. */
export interface CreditExpiration {
  /**
   * Always `credit_expiration`.
   * @constant
   */
  object: "credit_expiration";
  /** What is left of the lot, in US cents. */
  amount_cents: number;
  /**
   * Format: date-time
   * When it expires, ISO 8601 UTC.
   */
  expires_at: string;
}
/** One change of the balance. */
export interface CreditTransaction {
  /**
   * Always `credit_transaction`.
   * @constant
   */
  object: "credit_transaction";
  id: CreditTransactionId;
  /** `purchase`, `deduction` (an approved file), `free_tier` (credits of a new account), `bonus` (of a pack), `expiration` or `refund`. More may be added. */
  type: 'purchase' | 'deduction' | 'free_tier' | 'bonus' | 'expiration' | 'refund' | UnknownValue;
  /** US cents: positive adds credits, negative takes them. */
  amount_cents: number;
  /** What it was for, for humans. */
  description: string;
  /** The job it belongs to, or null. */
  job_id: string | null;
  /**
   * Format: date-time
   * When it was created, ISO 8601 UTC.
   */
  created_at: string;
}
/** A page of credit transactions. */
export interface CreditTransactionList {
  /**
   * Always `list`.
   * @constant
   */
  object: "list";
  /** The items of this page, newest first. */
  data: CreditTransaction[];
  /** Whether another page follows. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last page. */
  next_cursor: string | null;
}
/** A purchase to be paid. */
export interface CreditPurchase {
  /**
   * Always `credit_purchase`.
   * @constant
   */
  object: "credit_purchase";
  /** `pending` until it is paid. More may be added. */
  status: 'pending' | UnknownValue;
  /**
   * Format: uri
   * The Stripe Checkout page to pay on.
   */
  checkout_url: string;
  /** The price, in US cents. */
  amount_cents: number;
  /** Bonus credits, in US cents. */
  bonus_cents: number;
  /** Total credits granted, in US cents: price plus bonus. */
  credits_cents: number;
  /** Always `usd` today. */
  currency: 'usd' | UnknownValue;
  /**
   * Format: date-time
   * When `checkout_url` expires, ISO 8601 UTC.
   */
  expires_at: string;
}
/** An organization and its settings. */
export interface Settings {
  /**
   * Always `settings`.
   * @constant
   */
  object: "settings";
  id: OrganizationId;
  /** The organization's name. */
  name: string;
  /**
   * Format: email
   * Its contact e-mail address.
   */
  email: string;
  /** Who gets invoices. */
  billing_contact: BillingContact | null;
  /** `free` until the first purchase, then `standard`; `enterprise` by agreement. More may be added. */
  tier: 'free' | 'standard' | 'enterprise' | UnknownValue;
  /** The `type` of jobs that do not specify one: `data_collection` or `feedback`. More may be added. */
  default_type: 'data_collection' | 'feedback' | UnknownValue | null;
  /** The price of jobs that do not specify one, in US cents. */
  default_price_per_file_cents: number | null;
  /** `credits.low_balance` is sent when available credits fall below this, in US cents. */
  low_balance_threshold_cents: number | null;
  /** Whether a pack is bought when credits run low. */
  auto_topup_enabled: boolean;
  /** A pack is bought when available credits fall below this, in US cents. */
  auto_topup_threshold_cents: number | null;
  /** The pack to buy, in US cents. */
  auto_topup_amount_cents: number | null;
  /** What the organization may use in the key's environment by its tier, and what it uses. */
  quotas: Quota[];
  /**
   * Format: date-time
   * When it was created, ISO 8601 UTC.
   */
  created_at: string;
  /**
   * Format: date-time
   * When it last changed, ISO 8601 UTC.
   */
  updated_at: string;
}
/** Who gets invoices. */
export interface BillingContact {
  /** A person or department. */
  name: string;
  /**
   * Format: email
   * Where invoices go.
   */
  email: string;
}
/** Who did what, and when. It never changes. */
export interface AuditEvent {
  /**
   * Always `audit_event`.
   * @constant
   */
  object: "audit_event";
  id: AuditEventId;
  /** What was done, such as `api_key.created` or `file.url_refreshed`. More may be added. */
  action: string;
  /** Who did it. */
  actor: {
    /** `api_key`, `worker` or `system`. More may be added. */
    type: 'api_key' | 'worker' | 'system' | UnknownValue;
    /** Its id; null for the system. */
    id: string | null;
  };
  /** What it was done to. */
  resource: {
    /** The `object` of the resource, such as `job`. More may be added. */
    type: string;
    /** Its id, or null. */
    id: string | null;
  };
  /** The IP address of the request; null without a request. */
  ip: string | null;
  /** The client that sent the request; null without a request. */
  user_agent: string | null;
  /** The request that caused it, `req_…`; null without a request. */
  request_id: string | null;
  /**
   * Format: date-time
   * When it was done, ISO 8601 UTC.
   */
  created_at: string;
}
/** A page of audit events. */
export interface AuditEventList {
  /**
   * Always `list`.
   * @constant
   */
  object: "list";
  /** The items of this page, newest first. */
  data: AuditEvent[];
  /** Whether another page follows. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last page. */
  next_cursor: string | null;
}
/** One request made with a key of the organization. */
export interface UsageRecord {
  /**
   * Always `usage_record`.
   * @constant
   */
  object: "usage_record";
  id: RequestId;
  /** Its operationId, such as `createJob`; null for an unknown path. */
  operation: string | null;
  /** HTTP method. */
  method: string;
  /** Path template of the operation, such as `/v1/jobs/{id}`. */
  path: string;
  /** HTTP status of the response. */
  status: number;
  /** How long it took, in seconds. */
  duration_seconds: number;
  /** Credits it held or spent, in US cents. */
  credits_cents: number;
  api_key_id: ApiKeyId;
  /** `live` or `test`. */
  environment: 'live' | 'test' | UnknownValue;
  /** An anonymised identifier of the client; the same for requests of the same client on one day. */
  client: string;
  /**
   * Format: date-time
   * When it was made, ISO 8601 UTC.
   */
  created_at: string;
}
/** A page of usage records. */
export interface UsageRecordList {
  /**
   * Always `list`.
   * @constant
   */
  object: "list";
  /** The items of this page, newest first. */
  data: UsageRecord[];
  /** Whether another page follows. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last page. */
  next_cursor: string | null;
}
/** Totals over the requests of a time window. */
export interface UsageSummary {
  /**
   * Always `usage_summary`.
   * @constant
   */
  object: "usage_summary";
  /**
   * Format: date-time
   * Start of the window (included), ISO 8601 UTC.
   */
  start_date: string;
  /**
   * Format: date-time
   * End of the window (not included), ISO 8601 UTC.
   */
  end_date: string;
  /** The number of requests. */
  total_requests: number;
  /** The number of 4xx and 5xx responses. */
  failed_requests: number;
  /** The number of 429 responses. */
  rate_limited_requests: number;
  /** Mean duration in seconds; null without requests. */
  mean_duration_seconds: number | null;
  /** 95th percentile of the duration in seconds; null without requests. */
  p95_duration_seconds: number | null;
  /** Credits held or spent, in US cents. */
  credits_cents: number;
  /** The same by operation, most requests first. */
  by_operation: {
    /** The operationId; null for unknown paths. */
    operation: string | null;
    /** The number of requests. */
    requests: number;
    /** The number of 4xx and 5xx responses. */
    failed_requests: number;
  }[];
  /** The same by key, most requests first, for the 100 keys with the most requests at most. */
  by_api_key: {
    api_key_id: ApiKeyId;
    /** The number of requests. */
    requests: number;
    /** The number of 4xx and 5xx responses. */
    failed_requests: number;
  }[];
}
/** An export of everything held on the organization. */
export interface DataExport {
  /**
   * Always `data_export`.
   * @constant
   */
  object: "data_export";
  id: DataExportId;
  /** `pending`, `ready` or `expired` (deleted after 7 days; create another). More may be added. */
  status: 'pending' | 'ready' | 'expired' | UnknownValue;
  /**
   * Format: date-time
   * When it was created, ISO 8601 UTC.
   */
  created_at: string;
  /**
   * Format: date-time
   * When it was ready, ISO 8601 UTC.
   */
  completed_at: string | null;
  /**
   * Format: uri
   * A signed URL of the JSON document; null unless ready. Do not send an API key to it.
   */
  download_url: string | null;
  /**
   * Format: date-time
   * When `download_url` expires, ISO 8601 UTC.
   */
  download_url_expires_at: string | null;
  /** Its size in bytes; null unless ready. */
  size_bytes: number | null;
}
/** What was erased, and what the law requires to be kept. */
export interface Erasure {
  /**
   * Always `erasure`.
   * @constant
   */
  object: "erasure";
  id: ErasureId;
  /** What it erases. */
  target: {
    /** `job` or `organization`. More may be added. */
    type: 'job' | 'organization' | UnknownValue;
    /** Its id. */
    id: string;
  };
  /** `pending` or `completed`. More may be added. */
  status: 'pending' | 'completed' | UnknownValue;
  /**
   * Format: date-time
   * When it was created, ISO 8601 UTC.
   */
  created_at: string;
  /**
   * Format: date-time
   * When it was done, ISO 8601 UTC.
   */
  completed_at: string | null;
  /** What has been erased so far. */
  erased: {
    /** What kind of data, such as `files`. More may be added. */
    category: string;
    /** The number of records. */
    count: number;
  }[];
  /** What is kept, why, and until when. */
  retained: {
    /** What kind of data, such as `billing`. More may be added. */
    category: string;
    /** The legal duty to keep it, for humans. */
    reason: string;
    /**
     * Format: date-time
     * When it is deleted or irreversibly anonymised, ISO 8601 UTC.
     */
    until: string;
  }[];
}
/** Query parameters of `listJobs`. */
export interface ListJobsQuery {
  /**
   * The maximum number of items per page, 1–100. Default 20.
   * @default 20
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
  cursor?: string | undefined;
  /**
   * Only jobs with this status: `open`, `filled`, `in_progress`, `completed` or `cancelled`.
   */
  status?: ("open" | "filled" | "in_progress" | "completed" | "cancelled") | undefined;
  /**
   * Only jobs of this type: `data_collection` or `feedback`.
   */
  type?: ("data_collection" | "feedback") | undefined;
}
/** Query parameters of `getJobFiles`. */
export interface GetJobFilesQuery {
  /**
   * The maximum number of items per page, 1–100. Default 20.
   * @default 20
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
  cursor?: string | undefined;
  /**
   * Only files with at least this many stars, 1–5. Default 3.
   * @default 3
   */
  min_score?: number | undefined;
}
/** Query parameters of `getJobSubmissions`. */
export interface GetJobSubmissionsQuery {
  /**
   * The maximum number of items per page, 1–100. Default 20.
   * @default 20
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
  cursor?: string | undefined;
  /**
   * Only submissions with this status: `pending_score`, `approved`, `rejected` or `retry_pending`.
   */
  status?: ("pending_score" | "approved" | "rejected" | "retry_pending") | undefined;
}
/** Query parameters of `listSubmissions`. */
export interface ListSubmissionsQuery {
  /**
   * The maximum number of items per page, 1–100. Default 20.
   * @default 20
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
  cursor?: string | undefined;
  /** Only submissions to this job. */
  job_id?: string | undefined;
  /**
   * Only submissions with this status: `pending_score`, `approved`, `rejected` or `retry_pending`.
   */
  status?: ("pending_score" | "approved" | "rejected" | "retry_pending") | undefined;
  /** Only scored submissions with at least this many stars, 1–5. */
  min_score?: number | undefined;
  /**
   * Format: date-time
   * Only what happened at or after this time, ISO 8601 with a time zone. Default 30 days before `end_date`.
   */
  start_date?: string | undefined;
  /**
   * Format: date-time
   * Only what happened before this time, ISO 8601 with a time zone. Default now.
   */
  end_date?: string | undefined;
}
/** Query parameters of `getSubmissionSummary`. */
export interface GetSubmissionSummaryQuery {
  /** Only submissions to this job. */
  job_id?: string | undefined;
  /**
   * Format: date-time
   * Only what happened at or after this time, ISO 8601 with a time zone. Default 30 days before `end_date`.
   */
  start_date?: string | undefined;
  /**
   * Format: date-time
   * Only what happened before this time, ISO 8601 with a time zone. Default now.
   */
  end_date?: string | undefined;
}
/** Query parameters of `listApiKeys`. */
export interface ListApiKeysQuery {
  /**
   * The maximum number of items per page, 1–100. Default 20.
   * @default 20
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
  cursor?: string | undefined;
  /**
   * Only keys of this environment: `live` or `test`. Default: every environment that the calling key sees.
   */
  environment?: ("live" | "test") | undefined;
}
/** Query parameters of `listWebhookEndpoints`. */
export interface ListWebhookEndpointsQuery {
  /**
   * The maximum number of items per page, 1–100. Default 20.
   * @default 20
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
  cursor?: string | undefined;
}
/** Query parameters of `listWebhookEvents`. */
export interface ListWebhookEventsQuery {
  /**
   * The maximum number of items per page, 1–100. Default 20.
   * @default 20
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
  cursor?: string | undefined;
  /**
   * Only what is newer than this `position` of an earlier response, oldest first; `now` for the present and
   *     `start` for the beginning. Cannot be combined with `type` or `status`. An unknown or malformed position is
   *     a 400.
   */
  after?: string | undefined;
  /**
   * Only events of this type.
   */
  type?: ("submission.scored" | "submission.approved" | "submission.rejected" | "job.completed" | "job.cancelled" | "job.flagged" | "credits.purchased" | "credits.low_balance" | "credits.auto_topped_up" | "credits.expired" | "credits.expiring_soon") | undefined;
  /**
   * Only events whose worst delivery is in this state: `pending`, `delivered` or `failed`.
   */
  status?: ("pending" | "delivered" | "failed") | undefined;
}
/** Query parameters of `listTransactions`. */
export interface ListTransactionsQuery {
  /**
   * The maximum number of items per page, 1–100. Default 20.
   * @default 20
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
  cursor?: string | undefined;
  /**
   * Only transactions of this type: `purchase`, `deduction`, `free_tier`, `bonus`, `expiration` or `refund`.
   */
  type?: ("purchase" | "deduction" | "free_tier" | "bonus" | "expiration" | "refund") | undefined;
}
/** Query parameters of `listAuditEvents`. */
export interface ListAuditEventsQuery {
  /**
   * The maximum number of items per page, 1–100. Default 20.
   * @default 20
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
  cursor?: string | undefined;
  /** Only events with exactly this action, such as `api_key.created`. */
  action?: string | undefined;
  /**
   * Format: date-time
   * Only what happened at or after this time, ISO 8601 with a time zone. Default 30 days before `end_date`.
   */
  start_date?: string | undefined;
  /**
   * Format: date-time
   * Only what happened before this time, ISO 8601 with a time zone. Default now.
   */
  end_date?: string | undefined;
}
/** Query parameters of `listUsage`. */
export interface ListUsageQuery {
  /**
   * The maximum number of items per page, 1–100. Default 20.
   * @default 20
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
  cursor?: string | undefined;
  /**
   * Format: date-time
   * Only what happened at or after this time, ISO 8601 with a time zone. Default 30 days before `end_date`.
   */
  start_date?: string | undefined;
  /**
   * Format: date-time
   * Only what happened before this time, ISO 8601 with a time zone. Default now.
   */
  end_date?: string | undefined;
}
/** Query parameters of `getUsageSummary`. */
export interface GetUsageSummaryQuery {
  /**
   * Format: date-time
   * Only what happened at or after this time, ISO 8601 with a time zone. Default 30 days before `end_date`.
   */
  start_date?: string | undefined;
  /**
   * Format: date-time
   * Only what happened before this time, ISO 8601 with a time zone. Default now.
   */
  end_date?: string | undefined;
}

/** The input and output types of each operation; `undefined` where there is none. */
export interface OperationTypes {
  signup: { path: undefined; query: undefined; body: SignupRequest; result: SignupResult };
  createJob: { path: undefined; query: undefined; body: CreateJobRequest; result: Job };
  listJobs: { path: undefined; query: ListJobsQuery; body: undefined; result: JobList };
  getJob: { path: { id: string }; query: undefined; body: undefined; result: Job };
  cancelJob: { path: { id: string }; query: undefined; body: undefined; result: Job };
  rateJob: { path: { id: string }; query: undefined; body: RateJobRequest; result: Job };
  getJobFiles: { path: { id: string }; query: GetJobFilesQuery; body: undefined; result: FileList };
  getJobSubmissions: { path: { id: string }; query: GetJobSubmissionsQuery; body: undefined; result: SubmissionList };
  listSubmissions: { path: undefined; query: ListSubmissionsQuery; body: undefined; result: SubmissionList };
  getSubmissionSummary: { path: undefined; query: GetSubmissionSummaryQuery; body: undefined; result: SubmissionSummary };
  getSubmission: { path: { id: string }; query: undefined; body: undefined; result: Submission };
  refreshFileUrl: { path: { id: string }; query: undefined; body: undefined; result: File };
  createApiKey: { path: undefined; query: undefined; body: CreateApiKeyRequest; result: ApiKeyWithSecret };
  listApiKeys: { path: undefined; query: ListApiKeysQuery; body: undefined; result: ApiKeyList };
  deleteApiKey: { path: { id: string }; query: undefined; body: undefined; result: undefined };
  rotateApiKey: { path: { id: string }; query: undefined; body: undefined; result: ApiKeyWithSecret };
  revokeApiKey: { path: { id: string }; query: undefined; body: undefined; result: undefined };
  createWebhookEndpoint: { path: undefined; query: undefined; body: CreateWebhookEndpointRequest; result: WebhookEndpointWithSecret };
  listWebhookEndpoints: { path: undefined; query: ListWebhookEndpointsQuery; body: undefined; result: WebhookEndpointList };
  getWebhookEndpoint: { path: { id: string }; query: undefined; body: undefined; result: WebhookEndpoint };
  updateWebhookEndpoint: { path: { id: string }; query: undefined; body: UpdateWebhookEndpointRequest; result: WebhookEndpoint };
  deleteWebhookEndpoint: { path: { id: string }; query: undefined; body: undefined; result: undefined };
  rotateWebhookSecret: { path: { id: string }; query: undefined; body: undefined; result: WebhookEndpointWithSecret };
  listWebhookEvents: { path: undefined; query: ListWebhookEventsQuery; body: undefined; result: EventWithDeliveriesList };
  replayWebhookEvent: { path: { id: string }; query: undefined; body: undefined; result: EventWithDeliveries };
  getCreditBalance: { path: undefined; query: undefined; body: undefined; result: CreditBalance };
  listTransactions: { path: undefined; query: ListTransactionsQuery; body: undefined; result: CreditTransactionList };
  purchaseCredits: { path: undefined; query: undefined; body: PurchaseCreditsRequest; result: CreditPurchase };
  getSettings: { path: undefined; query: undefined; body: undefined; result: Settings };
  updateSettings: { path: undefined; query: undefined; body: UpdateSettingsRequest; result: Settings };
  listAuditEvents: { path: undefined; query: ListAuditEventsQuery; body: undefined; result: AuditEventList };
  listUsage: { path: undefined; query: ListUsageQuery; body: undefined; result: UsageRecordList };
  getUsageSummary: { path: undefined; query: GetUsageSummaryQuery; body: undefined; result: UsageSummary };
  createDataExport: { path: undefined; query: undefined; body: CreateDataExportRequest; result: DataExport };
  getDataExport: { path: { id: string }; query: undefined; body: undefined; result: DataExport };
  createErasure: { path: undefined; query: undefined; body: CreateErasureRequest; result: Erasure };
  getErasure: { path: { id: string }; query: undefined; body: undefined; result: Erasure };
}
