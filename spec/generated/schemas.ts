// Generated from openapi.yaml by generate.ts; do not edit.

import {
  boolean,
  integer,
  list,
  nullable,
  number,
  object,
  once,
  oneOf,
  optional,
  queryInteger,
  record,
  strict,
  text,
  variants,
  withDefault,
} from '../src/field-schemas.ts';

export { type FieldError, fieldErrors } from '../src/field-errors.ts';

/** The organization to create. */
export const SignupRequest = once(() => strict({
  name: text('a string of 1 to 100 characters', { minimum: 1, maximum: 100 }),
  email: text('an e-mail address of at most 254 characters', { maximum: 254, format: 'email' }),
}));

/** Where files must be captured, a circle on the map. */
export const JobLocationRequest = once(() => strict({
  lat: number('a number from -90 to 90', { minimum: -90, maximum: 90 }),
  lng: number('a number from -180 to 180', { minimum: -180, maximum: 180 }),
  radius_km: number('a number from 0.1 to 20000', { minimum: 0.1, maximum: 20000 }),
}));

/** Your own data, returned with the job. At most 20 keys of 1–40 characters, string values of at most 500 characters. */
export const MetadataRequest = once(() => record('an object of at most 20 keys', text('a string of at most 500 characters', { maximum: 500 }), { maximum: 20, key: { minimum: 1, maximum: 40 }, keyIs: 'a string of 1 to 40 characters' }));

/** A file that workers can open. */
export const JobAttachmentRequest = once(() => strict({
  url: text('an https URL of at most 2048 characters', { maximum: 2048, pattern: /^https:\/\//u, format: 'uri' }),
  content_type: optional(text('a string of 1 to 255 characters', { minimum: 1, maximum: 255 })),
  filename: optional(text('a string of 1 to 255 characters', { minimum: 1, maximum: 255 })),
}));

/** What workers see besides the description. */
export const JobContextRequest = once(() => strict({
  text: optional(text('a string of 1 to 10000 characters', { minimum: 1, maximum: 10000 })),
  image_urls: optional(list('a list of at most 10 items', text('an https URL of at most 2048 characters', { maximum: 2048, pattern: /^https:\/\//u, format: 'uri' }), { maximum: 10 })),
  attachments: optional(list('a list of at most 10 items', JobAttachmentRequest(), { maximum: 10 })),
}));

/** What workers should collect. */
export const CreateJobRequest = once(() => strict({
  type: optional(oneOf('one of data_collection, feedback', ['data_collection', 'feedback'])),
  description: text('a string of 10 to 5000 characters', { minimum: 10, maximum: 5000 }),
  files_needed: integer('a whole number from 1 to 10000', { minimum: 1, maximum: 10000 }),
  accepted_formats: list('a list of at least 1 item, each once', oneOf('one of image/jpeg, image/png, image/webp, audio/mpeg, audio/wav, audio/mp4, video/mp4, video/quicktime', ['image/jpeg', 'image/png', 'image/webp', 'audio/mpeg', 'audio/wav', 'audio/mp4', 'video/mp4', 'video/quicktime']), { minimum: 1, unique: true }),
  price_per_file_cents: optional(integer('a whole number')),
  title: optional(text('a string of 1 to 100 characters', { minimum: 1, maximum: 100 })),
  files_per_submission: withDefault(integer('a whole number from 1 to 5', { minimum: 1, maximum: 5 }), 1),
  min_star_rating: withDefault(integer('a whole number from 1 to 5', { minimum: 1, maximum: 5 }), 3),
  scoring_criteria: optional(text('a string of 1 to 1000 characters', { minimum: 1, maximum: 1000 })),
  worker_guidelines: optional(text('a string of 1 to 2000 characters', { minimum: 1, maximum: 2000 })),
  min_width: optional(integer('a whole number from 1 to 8192', { minimum: 1, maximum: 8192 })),
  min_height: optional(integer('a whole number from 1 to 8192', { minimum: 1, maximum: 8192 })),
  location: optional(JobLocationRequest()),
  deadline: optional(text('an ISO 8601 date-time with a time zone, such as 2026-03-20T09:30:00Z', { format: 'date-time' })),
  max_workers: optional(integer('a whole number from 1 to 10000', { minimum: 1, maximum: 10000 })),
  metadata: optional(MetadataRequest()),
  context: optional(JobContextRequest()),
}));

/** How good the result of a job is. */
export const RateJobRequest = once(() => strict({
  rating: integer('a whole number from 1 to 5', { minimum: 1, maximum: 5 }),
  comment: optional(text('a string of 1 to 1000 characters', { minimum: 1, maximum: 1000 })),
}));

/** The key to create. */
export const CreateApiKeyRequest = once(() => strict({
  name: text('a string of 1 to 100 characters', { minimum: 1, maximum: 100 }),
  environment: optional(oneOf('one of live, test', ['live', 'test'])),
  scopes: optional(list('a list of at least 1 item, each once', oneOf('one of jobs:read, jobs:write, webhooks:read, webhooks:write, keys:manage, billing:read, billing:write, audit:read, usage:read', ['jobs:read', 'jobs:write', 'webhooks:read', 'webhooks:write', 'keys:manage', 'billing:read', 'billing:write', 'audit:read', 'usage:read']), { minimum: 1, unique: true })),
  expires_at: optional(text('an ISO 8601 date-time with a time zone, such as 2026-03-20T09:30:00Z', { format: 'date-time' })),
}));

/** The events to deliver, and where. */
export const CreateWebhookEndpointRequest = once(() => strict({
  url: text('a URL of at most 2048 characters', { maximum: 2048, format: 'uri' }),
  events: list('a list of at least 1 item, each once', oneOf('one of submission.scored, submission.approved, submission.rejected, job.completed, job.cancelled, job.flagged, credits.purchased, credits.low_balance, credits.auto_topped_up, credits.expired, credits.expiring_soon', ['submission.scored', 'submission.approved', 'submission.rejected', 'job.completed', 'job.cancelled', 'job.flagged', 'credits.purchased', 'credits.low_balance', 'credits.auto_topped_up', 'credits.expired', 'credits.expiring_soon']), { minimum: 1, unique: true }),
  description: optional(text('a string of at most 500 characters', { maximum: 500 })),
}));

/** The fields to change. */
export const UpdateWebhookEndpointRequest = once(() => strict({
  url: optional(text('a URL of at most 2048 characters', { maximum: 2048, format: 'uri' })),
  events: optional(list('a list of at least 1 item, each once', oneOf('one of submission.scored, submission.approved, submission.rejected, job.completed, job.cancelled, job.flagged, credits.purchased, credits.low_balance, credits.auto_topped_up, credits.expired, credits.expiring_soon', ['submission.scored', 'submission.approved', 'submission.rejected', 'job.completed', 'job.cancelled', 'job.flagged', 'credits.purchased', 'credits.low_balance', 'credits.auto_topped_up', 'credits.expired', 'credits.expiring_soon']), { minimum: 1, unique: true })),
  description: optional(nullable(text('a string of at most 500 characters, or null', { maximum: 500 }))),
  enabled: optional(boolean('true or false')),
}));

/** The pack to buy. */
export const PurchaseCreditsRequest = once(() => strict({
  amount_cents: oneOf('one of 1000, 2500, 5000, 10000, 25000', [1000, 2500, 5000, 10000, 25000]),
}));

/** Who gets invoices. */
export const BillingContactRequest = once(() => strict({
  name: text('a string of 1 to 100 characters', { minimum: 1, maximum: 100 }),
  email: text('an e-mail address of at most 254 characters', { maximum: 254, format: 'email' }),
}));

/** The fields to change. */
export const UpdateSettingsRequest = once(() => strict({
  name: optional(text('a string of 1 to 100 characters', { minimum: 1, maximum: 100 })),
  email: optional(text('an e-mail address of at most 254 characters', { maximum: 254, format: 'email' })),
  billing_contact: optional(nullable(BillingContactRequest())),
  default_type: optional(nullable(oneOf('one of data_collection, feedback, or null', ['data_collection', 'feedback']))),
  default_price_per_file_cents: optional(nullable(integer('a whole number, or null'))),
  low_balance_threshold_cents: optional(nullable(integer('a whole number from 0 to 10000000, or null', { minimum: 0, maximum: 10000000 }))),
  auto_topup_enabled: optional(boolean('true or false')),
  auto_topup_threshold_cents: optional(nullable(integer('a whole number from 0 to 10000000, or null', { minimum: 0, maximum: 10000000 }))),
  auto_topup_amount_cents: optional(nullable(oneOf('one of 1000, 2500, 5000, 10000, 25000, or null', [1000, 2500, 5000, 10000, 25000]))),
}));

/** An empty object; an export always contains everything. */
export const CreateDataExportRequest = once(() => strict({}));

/** Erases the content of one job. */
export const JobErasureRequest = once(() => strict({
  target: oneOf('\"job\"', ['job']),
  job_id: text('a string of 1 to 100 characters', { minimum: 1, maximum: 100 }),
}));

/** Erases everything held on the organization. */
export const OrganizationErasureRequest = once(() => strict({
  target: oneOf('\"organization\"', ['organization']),
  confirm_organization_id: text('a string of 1 to 100 characters', { minimum: 1, maximum: 100 }),
}));

/** What to erase, a job or the whole organization. */
export const CreateErasureRequest = once(() => variants('an object with a known target', 'target', [JobErasureRequest(), OrganizationErasureRequest()]));

/** A function that gives the schema of the request body of each operation that takes one. */
export const bodySchemas = {
  signup: SignupRequest,
  createJob: CreateJobRequest,
  rateJob: RateJobRequest,
  createApiKey: CreateApiKeyRequest,
  createWebhookEndpoint: CreateWebhookEndpointRequest,
  updateWebhookEndpoint: UpdateWebhookEndpointRequest,
  purchaseCredits: PurchaseCreditsRequest,
  updateSettings: UpdateSettingsRequest,
  createDataExport: CreateDataExportRequest,
  createErasure: CreateErasureRequest,
};

/** Query parameters of `listJobs`. */
export const ListJobsQuery = once(() => strict({
  limit: withDefault(queryInteger('a whole number from 1 to 100', { minimum: 1, maximum: 100 }), 20),
  cursor: optional(text('a string of 1 to 500 characters', { minimum: 1, maximum: 500 })),
  status: optional(oneOf('one of open, filled, in_progress, completed, cancelled', ['open', 'filled', 'in_progress', 'completed', 'cancelled'])),
  type: optional(oneOf('one of data_collection, feedback', ['data_collection', 'feedback'])),
}, 'is not a known parameter'));

/** Query parameters of `getJobFiles`. */
export const GetJobFilesQuery = once(() => strict({
  limit: withDefault(queryInteger('a whole number from 1 to 100', { minimum: 1, maximum: 100 }), 20),
  cursor: optional(text('a string of 1 to 500 characters', { minimum: 1, maximum: 500 })),
  min_score: withDefault(queryInteger('a whole number from 1 to 5', { minimum: 1, maximum: 5 }), 3),
}, 'is not a known parameter'));

/** Query parameters of `getJobSubmissions`. */
export const GetJobSubmissionsQuery = once(() => strict({
  limit: withDefault(queryInteger('a whole number from 1 to 100', { minimum: 1, maximum: 100 }), 20),
  cursor: optional(text('a string of 1 to 500 characters', { minimum: 1, maximum: 500 })),
  status: optional(oneOf('one of pending_score, approved, rejected, retry_pending', ['pending_score', 'approved', 'rejected', 'retry_pending'])),
}, 'is not a known parameter'));

/** Query parameters of `listSubmissions`. */
export const ListSubmissionsQuery = once(() => strict({
  limit: withDefault(queryInteger('a whole number from 1 to 100', { minimum: 1, maximum: 100 }), 20),
  cursor: optional(text('a string of 1 to 500 characters', { minimum: 1, maximum: 500 })),
  job_id: optional(text('a string of 1 to 100 characters', { minimum: 1, maximum: 100 })),
  status: optional(oneOf('one of pending_score, approved, rejected, retry_pending', ['pending_score', 'approved', 'rejected', 'retry_pending'])),
  min_score: optional(queryInteger('a whole number from 1 to 5', { minimum: 1, maximum: 5 })),
  start_date: optional(text('an ISO 8601 date-time with a time zone, such as 2026-03-20T09:30:00Z', { format: 'date-time' })),
  end_date: optional(text('an ISO 8601 date-time with a time zone, such as 2026-03-20T09:30:00Z', { format: 'date-time' })),
}, 'is not a known parameter'));

/** Query parameters of `getSubmissionSummary`. */
export const GetSubmissionSummaryQuery = once(() => strict({
  job_id: optional(text('a string of 1 to 100 characters', { minimum: 1, maximum: 100 })),
  start_date: optional(text('an ISO 8601 date-time with a time zone, such as 2026-03-20T09:30:00Z', { format: 'date-time' })),
  end_date: optional(text('an ISO 8601 date-time with a time zone, such as 2026-03-20T09:30:00Z', { format: 'date-time' })),
}, 'is not a known parameter'));

/** Query parameters of `listApiKeys`. */
export const ListApiKeysQuery = once(() => strict({
  limit: withDefault(queryInteger('a whole number from 1 to 100', { minimum: 1, maximum: 100 }), 20),
  cursor: optional(text('a string of 1 to 500 characters', { minimum: 1, maximum: 500 })),
  environment: optional(oneOf('one of live, test', ['live', 'test'])),
}, 'is not a known parameter'));

/** Query parameters of `listWebhookEndpoints`. */
export const ListWebhookEndpointsQuery = once(() => strict({
  limit: withDefault(queryInteger('a whole number from 1 to 100', { minimum: 1, maximum: 100 }), 20),
  cursor: optional(text('a string of 1 to 500 characters', { minimum: 1, maximum: 500 })),
}, 'is not a known parameter'));

/** Query parameters of `listWebhookEvents`. */
export const ListWebhookEventsQuery = once(() => strict({
  limit: withDefault(queryInteger('a whole number from 1 to 100', { minimum: 1, maximum: 100 }), 20),
  cursor: optional(text('a string of 1 to 500 characters', { minimum: 1, maximum: 500 })),
  after: optional(text('a string of 1 to 8000 characters', { minimum: 1, maximum: 8000 })),
  type: optional(oneOf('one of submission.scored, submission.approved, submission.rejected, job.completed, job.cancelled, job.flagged, credits.purchased, credits.low_balance, credits.auto_topped_up, credits.expired, credits.expiring_soon', ['submission.scored', 'submission.approved', 'submission.rejected', 'job.completed', 'job.cancelled', 'job.flagged', 'credits.purchased', 'credits.low_balance', 'credits.auto_topped_up', 'credits.expired', 'credits.expiring_soon'])),
  status: optional(oneOf('one of pending, delivered, failed', ['pending', 'delivered', 'failed'])),
}, 'is not a known parameter'));

/** Query parameters of `listTransactions`. */
export const ListTransactionsQuery = once(() => strict({
  limit: withDefault(queryInteger('a whole number from 1 to 100', { minimum: 1, maximum: 100 }), 20),
  cursor: optional(text('a string of 1 to 500 characters', { minimum: 1, maximum: 500 })),
  type: optional(oneOf('one of purchase, deduction, free_tier, bonus, expiration, refund', ['purchase', 'deduction', 'free_tier', 'bonus', 'expiration', 'refund'])),
}, 'is not a known parameter'));

/** Query parameters of `listAuditEvents`. */
export const ListAuditEventsQuery = once(() => strict({
  limit: withDefault(queryInteger('a whole number from 1 to 100', { minimum: 1, maximum: 100 }), 20),
  cursor: optional(text('a string of 1 to 500 characters', { minimum: 1, maximum: 500 })),
  action: optional(text('a string of 1 to 100 characters', { minimum: 1, maximum: 100 })),
  start_date: optional(text('an ISO 8601 date-time with a time zone, such as 2026-03-20T09:30:00Z', { format: 'date-time' })),
  end_date: optional(text('an ISO 8601 date-time with a time zone, such as 2026-03-20T09:30:00Z', { format: 'date-time' })),
}, 'is not a known parameter'));

/** Query parameters of `listUsage`. */
export const ListUsageQuery = once(() => strict({
  limit: withDefault(queryInteger('a whole number from 1 to 100', { minimum: 1, maximum: 100 }), 20),
  cursor: optional(text('a string of 1 to 500 characters', { minimum: 1, maximum: 500 })),
  start_date: optional(text('an ISO 8601 date-time with a time zone, such as 2026-03-20T09:30:00Z', { format: 'date-time' })),
  end_date: optional(text('an ISO 8601 date-time with a time zone, such as 2026-03-20T09:30:00Z', { format: 'date-time' })),
}, 'is not a known parameter'));

/** Query parameters of `getUsageSummary`. */
export const GetUsageSummaryQuery = once(() => strict({
  start_date: optional(text('an ISO 8601 date-time with a time zone, such as 2026-03-20T09:30:00Z', { format: 'date-time' })),
  end_date: optional(text('an ISO 8601 date-time with a time zone, such as 2026-03-20T09:30:00Z', { format: 'date-time' })),
}, 'is not a known parameter'));

/** For operations without query parameters: rejects any. */
export const NoQuery = once(() => strict({}, 'is not a known parameter'));

/** For each operation, a function that returns the schema of its query parameters, as an object of strings. */
export const querySchemas = {
  signup: NoQuery,
  createJob: NoQuery,
  listJobs: ListJobsQuery,
  getJob: NoQuery,
  cancelJob: NoQuery,
  rateJob: NoQuery,
  getJobFiles: GetJobFilesQuery,
  getJobSubmissions: GetJobSubmissionsQuery,
  listSubmissions: ListSubmissionsQuery,
  getSubmissionSummary: GetSubmissionSummaryQuery,
  getSubmission: NoQuery,
  refreshFileUrl: NoQuery,
  createApiKey: NoQuery,
  listApiKeys: ListApiKeysQuery,
  deleteApiKey: NoQuery,
  rotateApiKey: NoQuery,
  revokeApiKey: NoQuery,
  createWebhookEndpoint: NoQuery,
  listWebhookEndpoints: ListWebhookEndpointsQuery,
  getWebhookEndpoint: NoQuery,
  updateWebhookEndpoint: NoQuery,
  deleteWebhookEndpoint: NoQuery,
  rotateWebhookSecret: NoQuery,
  listWebhookEvents: ListWebhookEventsQuery,
  replayWebhookEvent: NoQuery,
  getCreditBalance: NoQuery,
  listTransactions: ListTransactionsQuery,
  purchaseCredits: NoQuery,
  getSettings: NoQuery,
  updateSettings: NoQuery,
  listAuditEvents: ListAuditEventsQuery,
  listUsage: ListUsageQuery,
  getUsageSummary: GetUsageSummaryQuery,
  createDataExport: NoQuery,
  getDataExport: NoQuery,
  createErasure: NoQuery,
  getErasure: NoQuery,
};

/** The defaults that an empty query parses to, if no parameter is required. Reading them builds no schema. */
export const emptyQueries = {
  signup: {},
  createJob: {},
  listJobs: { limit: 20 },
  getJob: {},
  cancelJob: {},
  rateJob: {},
  getJobFiles: { limit: 20, min_score: 3 },
  getJobSubmissions: { limit: 20 },
  listSubmissions: { limit: 20 },
  getSubmissionSummary: {},
  getSubmission: {},
  refreshFileUrl: {},
  createApiKey: {},
  listApiKeys: { limit: 20 },
  deleteApiKey: {},
  rotateApiKey: {},
  revokeApiKey: {},
  createWebhookEndpoint: {},
  listWebhookEndpoints: { limit: 20 },
  getWebhookEndpoint: {},
  updateWebhookEndpoint: {},
  deleteWebhookEndpoint: {},
  rotateWebhookSecret: {},
  listWebhookEvents: { limit: 20 },
  replayWebhookEvent: {},
  getCreditBalance: {},
  listTransactions: { limit: 20 },
  purchaseCredits: {},
  getSettings: {},
  updateSettings: {},
  listAuditEvents: { limit: 20 },
  listUsage: { limit: 20 },
  getUsageSummary: {},
  createDataExport: {},
  getDataExport: {},
  createErasure: {},
  getErasure: {},
};

/** The headers Idempotency-Key; others are ignored. */
export const IdempotencyKeyHeaders = once(() => object({ 'Idempotency-Key': text('a string of 1 to 255 characters', { minimum: 1, maximum: 255 }) }));

/** The headers Prefer; others are ignored. */
export const PreferHeaders = once(() => object({ 'Prefer': optional(text('a string of at most 255 characters', { maximum: 255 })) }));

/** A function that gives the schema of the headers of each operation that reads any besides Authorization. */
export const headerSchemas = {
  createJob: IdempotencyKeyHeaders,
  getJob: PreferHeaders,
  cancelJob: IdempotencyKeyHeaders,
  rateJob: IdempotencyKeyHeaders,
  refreshFileUrl: IdempotencyKeyHeaders,
  createApiKey: IdempotencyKeyHeaders,
  rotateApiKey: IdempotencyKeyHeaders,
  revokeApiKey: IdempotencyKeyHeaders,
  createWebhookEndpoint: IdempotencyKeyHeaders,
  rotateWebhookSecret: IdempotencyKeyHeaders,
  listWebhookEvents: PreferHeaders,
  replayWebhookEvent: IdempotencyKeyHeaders,
  purchaseCredits: IdempotencyKeyHeaders,
  createDataExport: IdempotencyKeyHeaders,
  createErasure: IdempotencyKeyHeaders,
};
