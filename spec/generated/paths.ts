// Generated from openapi.yaml by generate.ts; do not edit.

import type {
  ApiKeyList,
  ApiKeyWithSecret,
  AuditEventList,
  CreateApiKeyRequest,
  CreateDataExportRequest,
  CreateErasureRequest,
  CreateJobRequest,
  CreateWebhookEndpointRequest,
  CreditBalance,
  CreditPurchase,
  CreditTransactionList,
  CreditsAutoToppedUpEvent,
  CreditsExpiredEvent,
  CreditsExpiringSoonEvent,
  CreditsLowBalanceEvent,
  CreditsPurchasedEvent,
  DataExport,
  Erasure,
  Error,
  EventId,
  EventWithDeliveries,
  EventWithDeliveriesList,
  File,
  FileList,
  Job,
  JobCancelledEvent,
  JobCompletedEvent,
  JobFlaggedEvent,
  JobList,
  PurchaseCreditsRequest,
  RateJobRequest,
  RequestId,
  Settings,
  SignupRequest,
  SignupResult,
  Submission,
  SubmissionApprovedEvent,
  SubmissionList,
  SubmissionRejectedEvent,
  SubmissionScoredEvent,
  SubmissionSummary,
  UpdateSettingsRequest,
  UpdateWebhookEndpointRequest,
  UsageRecordList,
  UsageSummary,
  WebhookEndpoint,
  WebhookEndpointList,
  WebhookEndpointWithSecret,
} from './types.ts';

export interface paths {
  "/v1/auth/signup": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sign up
     * Creates an organization and returns its first API key: live, with all nine scopes, shown only here. A
     *     new account starts on the free tier with 250 cents ($2.50) of free credits. Needs no API key and no
     *     `Idempotency-Key`; requests are limited by client address.
     *
     *     An e-mail address that already has an organization is a 409 `conflict`. The free credits are granted once per
     *     mailbox, and where the operator sends mail, when the address is confirmed; `credits_cents` is then 0.
     *
     *     An operator may require a proof of work in the header `Signup-Proof` or a token in `Signup-Token` (without a
     *     valid one, 400), or turn sign-up off (404).
     */
    post: operations["signup"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/jobs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List jobs
     * Lists the jobs of the key's environment, newest first, optionally of one status or type only.
     */
    get: operations["listJobs"];
    put?: never;
    /**
     * Create a job
     * Posts a job to workers. It starts `open` and holds `files_needed` × `price_per_file_cents` from the
     *     available credits; each approved file charges one price from the hold, and the rest is released when the
     *     job completes or is cancelled.
     *
     *     `description`, `files_needed` and `accepted_formats` are always required. `type` and
     *     `price_per_file_cents` are required unless the organization's settings supply a default. A price outside
     *     10–50,000 cents is a 400 `pricing_violation`; too few credits is a 402. On the free tier only one live
     *     job may be active at a time (403 `free_tier_job_limit`).
     *
     *     In the test environment nothing is held or charged, and a simulated worker completes the job 15 seconds
     *     after creation.
     */
    post: operations["createJob"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/jobs/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a job
     * Returns one job. With `Prefer: wait=N` (0–60 seconds) the response is held until the job's status
     *     changes or N seconds have passed, whichever comes first, and carries `Preference-Applied: wait=N`. At most
     *     100 requests of an organization and environment are held at a time, fewer when the server has many; others
     *     respond at once, without that header.
     */
    get: operations["getJob"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/jobs/{id}/cancel": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancel a job
     * Cancels a job that is `open`, `filled` or `in_progress`. Files approved so far stay yours and stay
     *     charged. People who have slots keep them until their time is over, 30 minutes at most unless they
     *     extended it: what they submit by then is scored and, if it is approved, paid; the rest of the hold is
     *     released at once. A job that is `completed` or `cancelled` is final: 409 `conflict`.
     */
    post: operations["cancelJob"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/jobs/{id}/rate": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Rate a completed job
     * Rates the result of a completed job with one to five stars, once. A job that is not `completed`, or is
     *     already rated, is a 409 `conflict`.
     */
    post: operations["rateJob"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/jobs/{id}/files": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List a job's files
     * Lists the approved files of a job with at least `min_score` stars (default 3), newest first, with signed
     *     download URLs that are valid for 7 days. Files are kept for 90 days after the job completes.
     */
    get: operations["getJobFiles"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/jobs/{id}/submissions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List a job's submissions
     * Lists the submissions to one job, approved or not, newest first.
     */
    get: operations["getJobSubmissions"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/submissions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List submissions
     * Lists submissions to all jobs, newest first. The window is the 30 days before `end_date` unless
     *     `start_date` is given; `end_date` defaults to now. A `job_id` that matches nothing gives an empty list.
     */
    get: operations["listSubmissions"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/submissions/summary": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Summarize submissions
     * Totals by status, approval rate, mean rating, rating histogram, and median and 95th percentile of turnaround, for
     *     one job or all of them. The window defaults to the last 30 days. A `job_id` that matches nothing gives zeros.
     */
    get: operations["getSubmissionSummary"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/submissions/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a submission
     * Returns one submission with its score and, once scored, the reasoning behind it.
     */
    get: operations["getSubmission"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/files/{id}/refresh_url": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Refresh a file's download URL
     * Signs a new `download_url` for a file, valid for 7 days from now. URLs signed earlier stay valid until
     *     they expire. A file whose content was deleted after its retention period is a 404.
     */
    post: operations["refreshFileUrl"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/api_keys": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List API keys
     * Lists the organization's keys, newest first, including revoked and expired ones; secrets are masked to
     *     prefix and last four characters. A live key sees the keys of both environments, a test key only test
     *     keys.
     */
    get: operations["listApiKeys"];
    put?: never;
    /**
     * Create an API key
     * Creates a key and returns its secret, once. Without `scopes` the key gets all nine, provided that the
     *     calling key has them: a key can never create a key with a scope that it lacks (403). Without
     *     `environment` the new key gets the calling key's environment. A live key can also create a test key,
     *     which is how to get the first one; a test key can never create a live key (403). Live keys manage the
     *     keys of both environments, test keys only test keys.
     */
    post: operations["createApiKey"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/api_keys/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Delete an API key
     * Deletes a key immediately, as the last step of a manual rotation. Requests with it return 401 from then
     *     on, and it is no longer listed. Revoked and expired keys can be deleted too. A key with a scope that the calling key lacks
     *     is a 403. The last active live key with all nine scopes is a 409 `conflict`: create another one first.
     */
    delete: operations["deleteApiKey"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/api_keys/{id}/rotate": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Rotate an API key
     * Gives the key a new secret, shown once, and keeps the old one valid for 24 hours, of three secrets at most.
     *     The key keeps its id, name, environment and scopes. Revoked and expired keys cannot be rotated: 409 `conflict`.
     */
    post: operations["rotateApiKey"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/api_keys/{id}/revoke": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Revoke an API key
     * Revokes a key immediately, including both its secrets if it is being rotated. Requests with it return
     *     401 from then on. Revoking a key that is already revoked changes nothing and returns 204. A key with a scope that the calling key lacks
     *     is a 403. The last active live key with all nine scopes is a 409 `conflict`: create another one first.
     */
    post: operations["revokeApiKey"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/webhook_endpoints": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List webhook endpoints
     * Lists the webhook endpoints of the key's environment, newest first, without their secrets.
     */
    get: operations["listWebhookEndpoints"];
    put?: never;
    /**
     * Create a webhook endpoint
     * Registers a URL for events and returns the secret that signs its deliveries, once. The URL must be https: anything
     *     else is a 422 `validation_error`.
     */
    post: operations["createWebhookEndpoint"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/webhook_endpoints/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a webhook endpoint
     * Returns one webhook endpoint, without its secret.
     */
    get: operations["getWebhookEndpoint"];
    put?: never;
    post?: never;
    /**
     * Delete a webhook endpoint
     * Deletes a webhook endpoint. Deliveries to it that are still pending are dropped.
     */
    delete: operations["deleteWebhookEndpoint"];
    options?: never;
    head?: never;
    /**
     * Update a webhook endpoint
     * Changes the fields that are sent and leaves the others. A disabled endpoint gets no new deliveries. The URL must
     *     be https: anything else is a 422 `validation_error`.
     */
    patch: operations["updateWebhookEndpoint"];
    trace?: never;
  };
  "/v1/webhook_endpoints/{id}/rotate_secret": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Rotate a webhook endpoint's secret
     * Gives the endpoint a new signing secret, shown once. For 24 hours deliveries also carry a `v1` signature
     *     under the old one, so that receivers can switch over in that time. Three secrets sign at most.
     */
    post: operations["rotateWebhookSecret"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/webhook_events": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List webhook events
     * Lists events with the state of their deliveries, newest first. An event is `failed` if one of its
     *     deliveries failed for good, otherwise `pending` if one is still to be attempted, otherwise `delivered`
     *     (including when no endpoint subscribes to it).
     *
     *     With `after`, the list has what is newer than a position instead, oldest first, and a `position` to continue
     *     from: following the positions returns every event exactly once, in the order in which they became visible,
     *     also when that is not the order of their ids or times. `after=now` returns no events and the position of the
     *     present; `after=start` begins with the first event. With `after` and `Prefer: wait=N` (0–60 seconds), a
     *     response without events is held until there is one or N seconds have passed, and carries
     *     `Preference-Applied: wait=N`. At most 20 requests of an organization and environment are held at a time;
     *     others respond at once, without that header. `after=now` is held only while a long transaction keeps the
     *     present from being named, which is a 503 without `Prefer`.
     */
    get: operations["listWebhookEvents"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/webhook_events/{id}/replay": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Replay a webhook event
     * Delivers an event again, with the same id and body, to every enabled endpoint that now subscribes to its
     *     type, on a fresh schedule of six attempts. Counts in the quota `replays_per_hour`, and its deliveries in
     *     `pending_deliveries` and, to endpoints that have never responded with a 2xx, `unproven_deliveries_per_hour`.
     */
    post: operations["replayWebhookEvent"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/billing/credits": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the credit balance
     * Returns the credits of the organization: available, held by running jobs, and their total. Test keys see
     *     the balance of the test environment, which jobs never change.
     */
    get: operations["getCreditBalance"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/billing/transactions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List credit transactions
     * Lists the transactions that changed the balance, newest first. Their sum is the available plus the held credits.
     */
    get: operations["listTransactions"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/billing/credits/purchase": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Purchase credits
     * Starts the purchase of a pack and returns the Stripe Checkout page to pay on. Credits arrive when the
     *     payment succeeds. Packs: $10, $25 (+5 %), $50 (+10 %), $100 (+15 %), $250 (+20 %); the bonus is a
     *     transaction of its own. Purchased credits expire 12 months after purchase; the soonest-expiring are
     *     spent first.
     */
    post: operations["purchaseCredits"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/organization/settings": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the organization's settings
     * Returns the organization's name, contacts, tier, job defaults, top-up rules and quotas.
     */
    get: operations["getSettings"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Update the organization's settings
     * Changes the fields that are sent and leaves the others; null clears a field that allows it. This is also how
     *     name, e-mail address and billing contact are corrected. A default price outside 10–50,000 cents is a 400
     *     `pricing_violation`, and an e-mail address that another organization uses a 409 `conflict`. Auto top-up can only
     *     be enabled when its threshold and amount are set. Live traffic reads these settings, so a test key cannot change
     *     them (403).
     */
    patch: operations["updateSettings"];
    trace?: never;
  };
  "/v1/audit-events": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List audit events
     * Lists who did what, newest first: changes by API keys and by the service, and every access to content. The log is
     *     append-only and kept for 1 year.
     */
    get: operations["listAuditEvents"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/usage/requests": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List usage records
     * Lists the requests made with the organization's keys, newest first. Kept for 1 year.
     */
    get: operations["listUsage"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/usage/summary": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Summarize usage
     * Returns totals of requests, errors, durations and credits, by operation and by key. The window defaults to the last 30 days.
     */
    get: operations["getUsageSummary"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/privacy/exports": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a data export
     * Starts an export of everything held on the organization, in machine-readable form (JSON). Poll the export until
     *     it is `ready`. The body may be an empty object. A second export of the same environment is a 409 `conflict` while
     *     the first is `pending`. Needs a key with all nine scopes.
     */
    post: operations["createDataExport"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/privacy/exports/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a data export
     * Returns a data export and, once it is `ready`, a signed URL to download it, valid for 7 days. Needs a key with all
     *     nine scopes.
     */
    get: operations["getDataExport"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/privacy/erasures": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create an erasure
     * Erases the content of one job, or everything held on the organization, and says what the law requires to be kept
     *     and until when. It cannot be undone. A running job is cancelled first. To erase the organization, repeat its id in
     *     `confirm_organization_id`; every key stops working when it is done. Needs a key with all nine scopes. An unknown
     *     `job_id` is a 404.
     */
    post: operations["createErasure"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/privacy/erasures/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get an erasure
     * Returns an erasure, what it erased, and what is kept and until when. Needs a key with all nine scopes.
     */
    get: operations["getErasure"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface webhooks {
  "submission.scored": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A submission was scored
     * Sent for every score, before the resulting `submission.approved` or `submission.rejected`.
     */
    post: operations["onSubmissionScored"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "submission.approved": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A submission was approved
     * Its rating reached the job's `min_star_rating`; one price was charged from the hold, and its file can be listed.
     */
    post: operations["onSubmissionApproved"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "submission.rejected": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A submission was rejected
     * Its rating missed the job's `min_star_rating`. Nothing was charged; the slot is free again.
     */
    post: operations["onSubmissionRejected"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "job.completed": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A job was completed
     * As many files as needed are approved. The rest of the hold, if any, has been released.
     */
    post: operations["onJobCompleted"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "job.cancelled": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A job was cancelled
     * By request, or because its deadline passed. The rest of the hold has been released.
     */
    post: operations["onJobCancelled"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "job.flagged": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A job was flagged
     * It may break the acceptable use policy and is under review; `flag_reason` says why.
     */
    post: operations["onJobFlagged"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "credits.purchased": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Credits were purchased
     * A payment succeeded; the transaction is the purchase, without its bonus.
     */
    post: operations["onCreditsPurchased"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "credits.low_balance": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The balance is low
     * Available credits fell below the organization's `low_balance_threshold_cents`.
     */
    post: operations["onCreditsLowBalance"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "credits.auto_topped_up": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Credits were topped up
     * Available credits fell below `auto_topup_threshold_cents` and a pack was bought automatically.
     */
    post: operations["onCreditsAutoToppedUp"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "credits.expired": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Credits expired
     * Credits left 12 months after their purchase were removed from the balance.
     */
    post: operations["onCreditsExpired"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "credits.expiring_soon": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Credits expire soon
     * Sent 30 days before a lot of credits expires.
     */
    post: operations["onCreditsExpiringSoon"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface components {
  responses: {
    /** `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each. */
    InvalidRequest: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each. */
    InvalidReplayableRequest: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `validation_error`: a field is malformed, missing or unknown; `details` names each. `pricing_violation`: `price_per_file_cents` is outside 10–50,000. */
    InvalidJob: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `validation_error`: a field is malformed or unknown; `details` names each. `pricing_violation`: `default_price_per_file_cents` is outside 10–50,000. */
    InvalidSettings: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `authentication_error`: the key is missing, malformed, unknown, expired or revoked. */
    Unauthenticated: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `insufficient_credits`: available credits do not cover `files_needed` × `price_per_file_cents`. */
    InsufficientCredits: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `authorization_error`: the key lacks a scope that this operation needs; the message names it. */
    Forbidden: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `authorization_error`: the key lacks a scope that this operation needs (the message names it), or a test key would change automatic top-up. */
    SettingsForbidden: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `authorization_error`: the calling key lacks `keys:manage` or a scope of the key in question (the message names it), or a test key asks for a live one. */
    KeyForbidden: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `authorization_error`: the key lacks `jobs:write`. `free_tier_job_limit`: one live job is active already. */
    JobForbidden: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `not_found`: no such object exists in this organization and environment. */
    NotFound: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `not_found`: no such object exists in this organization and environment. */
    NotFoundReplayable: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `idempotency_error`: the `Idempotency-Key` was used with another body or path. `conflict`: a request with it is still running, or the object's state does not allow this. */
    Conflict: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `conflict`: the job's status does not allow this, or a request with this `Idempotency-Key` is still running. `idempotency_error`: the key was used with another body or path. */
    JobStateConflict: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `conflict`: the key is the last active live key with all nine scopes. */
    LastKeyConflict: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `payload_too_large`: the body is over 1 MiB. */
    PayloadTooLarge: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `unsupported_media_type`: the body is not `application/json`, or is compressed. */
    UnsupportedMediaType: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `validation_error`: the URL is not https. */
    WebhookUrlNotHttps: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `validation_error`: the URL is not https. */
    WebhookUrlNotHttpsReplayable: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `rate_limit_exceeded`: too many requests; wait `Retry-After` seconds. Or `quota_exceeded`: the organization uses all of a quota, which `quota` names; `Retry-After` only when it is one of an hour or a day. */
    RateLimited: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        "Retry-After": components["headers"]["RetryAfter"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `internal_error`: something failed on our side. Safe to retry, POST with the same `Idempotency-Key`. */
    InternalError: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimitIfCounted"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemainingIfCounted"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitResetIfCounted"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `bad_gateway` or `transport_error`: Stripe could not be reached or sent an invalid response. Nothing was bought; safe to retry. */
    BadGateway: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `service_unavailable`: the service is overloaded or under maintenance. Safe to retry, POST with the same `Idempotency-Key`. */
    ServiceUnavailable: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimitIfCounted"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemainingIfCounted"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitResetIfCounted"];
        "Retry-After": components["headers"]["RetryAfterIfKnown"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
    /** `gateway_timeout`: Stripe did not respond in time. Safe to retry with the same `Idempotency-Key`. */
    GatewayTimeout: {
      headers: {
        "X-Request-Id": components["headers"]["XRequestId"];
        "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
        "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
        "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
        [name: string]: unknown;
      };
      content: {
        "application/json": Error;
      };
    };
  };
  parameters: {
    /**
     * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it.
     *     Remembered for 24 hours per organization and environment.
     * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
     */
    IdempotencyKey: string;
    /**
     * `wait=N` holds the response until what is asked for has changed or N whole seconds (0–60) have passed; more
     *     than 60 is a 400. Other and malformed preferences are ignored.
     * @example wait=30
     */
    Prefer: string;
    /** The maximum number of items per page, 1–100. Default 20. */
    Limit: number;
    /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
    Cursor: string;
    /** Only what happened at or after this time, ISO 8601 with a time zone. Default 30 days before `end_date`. */
    StartDate: string;
    /** Only what happened before this time, ISO 8601 with a time zone. Default now. */
    EndDate: string;
    /** Only submissions to this job. */
    JobIdFilter: string;
    /** Only submissions with this status: `pending_score`, `approved`, `rejected` or `retry_pending`. */
    SubmissionStatusFilter: "pending_score" | "approved" | "rejected" | "retry_pending";
    /**
     * The job's id, `job_…`. An unknown id of any form is a 404.
     * @example job_01KM59A1BW2E5CYE53KSBGENQG
     */
    JobId: string;
    /**
     * The submission's id, `sub_…`. An unknown id of any form is a 404.
     * @example sub_01KM59A1BWPES1FPSKS283KECT
     */
    SubmissionId: string;
    /**
     * The file's id, `file_…`. An unknown id of any form is a 404.
     * @example file_01KM59A93BH2KFY428NRRWRAXN
     */
    FileId: string;
    /**
     * The key's id, `key_…` (not the key itself). An unknown id of any form is a 404.
     * @example key_01KM59A1BW21N1NQTV1F59FQ4N
     */
    ApiKeyId: string;
    /**
     * The endpoint's id, `whe_…`. An unknown id of any form is a 404.
     * @example whe_01KM59A1BWQRYJW509EGD1H4V1
     */
    WebhookEndpointId: string;
    /**
     * The event's id, `evt_…`. An unknown id of any form is a 404.
     * @example evt_01KM59A1BW2XVQNV07GZN62FXW
     */
    EventIdPath: string;
    /**
     * The export's id, `exp_…`. An unknown id of any form is a 404.
     * @example exp_01KM59A1BW1GFP7RK94861WCTF
     */
    DataExportId: string;
    /**
     * The erasure's id, `era_…`. An unknown id of any form is a 404.
     * @example era_01KM59A1BWENDDT8BZE379FG8C
     */
    ErasureId: string;
    /**
     * `t=<unix seconds>,v1=<hex>`, where hex is HMAC-SHA-256 of `<t>.<raw body>` under the endpoint's secret; one `v1`
     *     for each active secret. Compare in constant time, and reject a timestamp more than 5 minutes away.
     * @example t=1774000200,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd
     */
    WebhookSignature: string;
    /**
     * The event's id. Events are delivered at least once, so ignore ids that you have already handled.
     * @example evt_01KM59A1BW2XVQNV07GZN62FXW
     */
    WebhookEventId: EventId;
  };
  requestBodies: never;
  headers: {
    /**
     * The id of this request, also `request_id` in errors. Include it when you ask for support.
     * @example req_01KM59A1BW9FQS4EB2405KVTFJ
     */
    XRequestId: RequestId;
    /**
     * Requests that the tightest rate-limit window allows.
     * @example 100
     */
    XRateLimitLimit: number;
    /**
     * Requests left in that window.
     * @example 97
     */
    XRateLimitRemaining: number;
    /**
     * When that window resets, in Unix seconds.
     * @example 1774000260
     */
    XRateLimitReset: number;
    /**
     * Requests that the tightest rate-limit window allows; absent when the failure prevented counting.
     * @example 100
     */
    XRateLimitLimitIfCounted: number;
    /**
     * Requests left in that window; absent when the failure prevented counting.
     * @example 97
     */
    XRateLimitRemainingIfCounted: number;
    /**
     * When that window resets, in Unix seconds; absent when the failure prevented counting.
     * @example 1774000260
     */
    XRateLimitResetIfCounted: number;
    /**
     * Seconds to wait before retrying; absent when waiting does not make room in a quota.
     * @example 42
     */
    RetryAfter: number;
    /**
     * Seconds to wait before retrying.
     * @example 1
     */
    RetryAfterIfKnown: number;
    /**
     * `true` when this is a replay of the first response, for the same `Idempotency-Key` and body.
     * @example true
     */
    IdempotentReplayed: "true";
    /**
     * `wait=N` when the request asked to wait and the wait was honoured.
     * @example wait=30
     */
    PreferenceApplied: string;
    /**
     * Deprecated endpoints only. When the endpoint was deprecated, as `@<unix seconds>`.
     * @example @1774000200
     */
    Deprecation: string;
    /**
     * Deprecated endpoints only. When the endpoint stops working, as an HTTP date.
     * @example Sat, 20 Mar 2027 00:00:00 GMT
     */
    Sunset: string;
    /**
     * Deprecated endpoints only. The successor's URL, with `rel="successor-version"`.
     * @example <https://api.firsthandapi.com/v2/jobs>; rel="successor-version"
     */
    Link: string;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  signup: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": SignupRequest;
      };
    };
    responses: {
      /** The organization and its first key. Store the key now: it is never shown again. */
      201: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": SignupResult;
        };
      };
      /** The body is malformed, or a field is missing or unknown; `details` names each. */
      400: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Error;
        };
      };
      /** `conflict`: the e-mail address already has an organization. */
      409: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Error;
        };
      };
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  listJobs: {
    parameters: {
      query?: {
        /** The maximum number of items per page, 1–100. Default 20. */
        limit?: components["parameters"]["Limit"];
        /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
        cursor?: components["parameters"]["Cursor"];
        /** Only jobs with this status: `open`, `filled`, `in_progress`, `completed` or `cancelled`. */
        status?: "open" | "filled" | "in_progress" | "completed" | "cancelled";
        /** Only jobs of this type: `data_collection` or `feedback`. */
        type?: "data_collection" | "feedback";
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** One page of jobs. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": JobList;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  createJob: {
    parameters: {
      query?: never;
      header: {
        /**
         * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it.
         *     Remembered for 24 hours per organization and environment.
         * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
         */
        "Idempotency-Key": components["parameters"]["IdempotencyKey"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": CreateJobRequest;
      };
    };
    responses: {
      /** The job, `open`. */
      201: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Job;
        };
      };
      400: components["responses"]["InvalidJob"];
      401: components["responses"]["Unauthenticated"];
      402: components["responses"]["InsufficientCredits"];
      403: components["responses"]["JobForbidden"];
      409: components["responses"]["Conflict"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  getJob: {
    parameters: {
      query?: never;
      header?: {
        /**
         * `wait=N` holds the response until what is asked for has changed or N whole seconds (0–60) have passed; more
         *     than 60 is a 400. Other and malformed preferences are ignored.
         * @example wait=30
         */
        Prefer?: components["parameters"]["Prefer"];
      };
      path: {
        /**
         * The job's id, `job_…`. An unknown id of any form is a 404.
         * @example job_01KM59A1BW2E5CYE53KSBGENQG
         */
        id: components["parameters"]["JobId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The job. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Preference-Applied": components["headers"]["PreferenceApplied"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Job;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  cancelJob: {
    parameters: {
      query?: never;
      header: {
        /**
         * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it.
         *     Remembered for 24 hours per organization and environment.
         * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
         */
        "Idempotency-Key": components["parameters"]["IdempotencyKey"];
      };
      path: {
        /**
         * The job's id, `job_…`. An unknown id of any form is a 404.
         * @example job_01KM59A1BW2E5CYE53KSBGENQG
         */
        id: components["parameters"]["JobId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The job, `cancelled`. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Job;
        };
      };
      400: components["responses"]["InvalidReplayableRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFoundReplayable"];
      409: components["responses"]["JobStateConflict"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  rateJob: {
    parameters: {
      query?: never;
      header: {
        /**
         * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it.
         *     Remembered for 24 hours per organization and environment.
         * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
         */
        "Idempotency-Key": components["parameters"]["IdempotencyKey"];
      };
      path: {
        /**
         * The job's id, `job_…`. An unknown id of any form is a 404.
         * @example job_01KM59A1BW2E5CYE53KSBGENQG
         */
        id: components["parameters"]["JobId"];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": RateJobRequest;
      };
    };
    responses: {
      /** The job, with its `rating`. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Job;
        };
      };
      400: components["responses"]["InvalidReplayableRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFoundReplayable"];
      409: components["responses"]["JobStateConflict"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  getJobFiles: {
    parameters: {
      query?: {
        /** The maximum number of items per page, 1–100. Default 20. */
        limit?: components["parameters"]["Limit"];
        /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
        cursor?: components["parameters"]["Cursor"];
        /** Only files with at least this many stars, 1–5. Default 3. */
        min_score?: number;
      };
      header?: never;
      path: {
        /**
         * The job's id, `job_…`. An unknown id of any form is a 404.
         * @example job_01KM59A1BW2E5CYE53KSBGENQG
         */
        id: components["parameters"]["JobId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** One page of files. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": FileList;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  getJobSubmissions: {
    parameters: {
      query?: {
        /** The maximum number of items per page, 1–100. Default 20. */
        limit?: components["parameters"]["Limit"];
        /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
        cursor?: components["parameters"]["Cursor"];
        /** Only submissions with this status: `pending_score`, `approved`, `rejected` or `retry_pending`. */
        status?: components["parameters"]["SubmissionStatusFilter"];
      };
      header?: never;
      path: {
        /**
         * The job's id, `job_…`. An unknown id of any form is a 404.
         * @example job_01KM59A1BW2E5CYE53KSBGENQG
         */
        id: components["parameters"]["JobId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** One page of submissions. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": SubmissionList;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  listSubmissions: {
    parameters: {
      query?: {
        /** The maximum number of items per page, 1–100. Default 20. */
        limit?: components["parameters"]["Limit"];
        /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
        cursor?: components["parameters"]["Cursor"];
        /** Only submissions to this job. */
        job_id?: components["parameters"]["JobIdFilter"];
        /** Only submissions with this status: `pending_score`, `approved`, `rejected` or `retry_pending`. */
        status?: components["parameters"]["SubmissionStatusFilter"];
        /** Only scored submissions with at least this many stars, 1–5. */
        min_score?: number;
        /** Only what happened at or after this time, ISO 8601 with a time zone. Default 30 days before `end_date`. */
        start_date?: components["parameters"]["StartDate"];
        /** Only what happened before this time, ISO 8601 with a time zone. Default now. */
        end_date?: components["parameters"]["EndDate"];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** One page of submissions. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": SubmissionList;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  getSubmissionSummary: {
    parameters: {
      query?: {
        /** Only submissions to this job. */
        job_id?: components["parameters"]["JobIdFilter"];
        /** Only what happened at or after this time, ISO 8601 with a time zone. Default 30 days before `end_date`. */
        start_date?: components["parameters"]["StartDate"];
        /** Only what happened before this time, ISO 8601 with a time zone. Default now. */
        end_date?: components["parameters"]["EndDate"];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The summary. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": SubmissionSummary;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  getSubmission: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * The submission's id, `sub_…`. An unknown id of any form is a 404.
         * @example sub_01KM59A1BWPES1FPSKS283KECT
         */
        id: components["parameters"]["SubmissionId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The submission. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Submission;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  refreshFileUrl: {
    parameters: {
      query?: never;
      header: {
        /**
         * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it.
         *     Remembered for 24 hours per organization and environment.
         * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
         */
        "Idempotency-Key": components["parameters"]["IdempotencyKey"];
      };
      path: {
        /**
         * The file's id, `file_…`. An unknown id of any form is a 404.
         * @example file_01KM59A93BH2KFY428NRRWRAXN
         */
        id: components["parameters"]["FileId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The file with its new `download_url`. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": File;
        };
      };
      400: components["responses"]["InvalidReplayableRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFoundReplayable"];
      409: components["responses"]["Conflict"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  listApiKeys: {
    parameters: {
      query?: {
        /** The maximum number of items per page, 1–100. Default 20. */
        limit?: components["parameters"]["Limit"];
        /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
        cursor?: components["parameters"]["Cursor"];
        /** Only keys of this environment: `live` or `test`. Default: every environment that the calling key sees. */
        environment?: "live" | "test";
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** One page of keys. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": ApiKeyList;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  createApiKey: {
    parameters: {
      query?: never;
      header: {
        /**
         * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it.
         *     Remembered for 24 hours per organization and environment.
         * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
         */
        "Idempotency-Key": components["parameters"]["IdempotencyKey"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": CreateApiKeyRequest;
      };
    };
    responses: {
      /** The key with its `secret`. Store it now: it is never shown again. */
      201: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": ApiKeyWithSecret;
        };
      };
      400: components["responses"]["InvalidReplayableRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["KeyForbidden"];
      409: components["responses"]["Conflict"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  deleteApiKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * The key's id, `key_…` (not the key itself). An unknown id of any form is a 404.
         * @example key_01KM59A1BW21N1NQTV1F59FQ4N
         */
        id: components["parameters"]["ApiKeyId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The key is deleted. */
      204: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      409: components["responses"]["LastKeyConflict"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  rotateApiKey: {
    parameters: {
      query?: never;
      header: {
        /**
         * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it.
         *     Remembered for 24 hours per organization and environment.
         * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
         */
        "Idempotency-Key": components["parameters"]["IdempotencyKey"];
      };
      path: {
        /**
         * The key's id, `key_…` (not the key itself). An unknown id of any form is a 404.
         * @example key_01KM59A1BW21N1NQTV1F59FQ4N
         */
        id: components["parameters"]["ApiKeyId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The key with its new `secret`, and the time until which the old one works. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": ApiKeyWithSecret;
        };
      };
      400: components["responses"]["InvalidReplayableRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["KeyForbidden"];
      404: components["responses"]["NotFoundReplayable"];
      409: components["responses"]["Conflict"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  revokeApiKey: {
    parameters: {
      query?: never;
      header: {
        /**
         * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it.
         *     Remembered for 24 hours per organization and environment.
         * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
         */
        "Idempotency-Key": components["parameters"]["IdempotencyKey"];
      };
      path: {
        /**
         * The key's id, `key_…` (not the key itself). An unknown id of any form is a 404.
         * @example key_01KM59A1BW21N1NQTV1F59FQ4N
         */
        id: components["parameters"]["ApiKeyId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The key is revoked. */
      204: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["InvalidReplayableRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["KeyForbidden"];
      404: components["responses"]["NotFoundReplayable"];
      409: components["responses"]["Conflict"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  listWebhookEndpoints: {
    parameters: {
      query?: {
        /** The maximum number of items per page, 1–100. Default 20. */
        limit?: components["parameters"]["Limit"];
        /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
        cursor?: components["parameters"]["Cursor"];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** One page of endpoints. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": WebhookEndpointList;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  createWebhookEndpoint: {
    parameters: {
      query?: never;
      header: {
        /**
         * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it.
         *     Remembered for 24 hours per organization and environment.
         * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
         */
        "Idempotency-Key": components["parameters"]["IdempotencyKey"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": CreateWebhookEndpointRequest;
      };
    };
    responses: {
      /** The endpoint with its `secret`. Store it now: it is never shown again. */
      201: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": WebhookEndpointWithSecret;
        };
      };
      400: components["responses"]["InvalidReplayableRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      409: components["responses"]["Conflict"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      422: components["responses"]["WebhookUrlNotHttpsReplayable"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  getWebhookEndpoint: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * The endpoint's id, `whe_…`. An unknown id of any form is a 404.
         * @example whe_01KM59A1BWQRYJW509EGD1H4V1
         */
        id: components["parameters"]["WebhookEndpointId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The endpoint. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": WebhookEndpoint;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  deleteWebhookEndpoint: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * The endpoint's id, `whe_…`. An unknown id of any form is a 404.
         * @example whe_01KM59A1BWQRYJW509EGD1H4V1
         */
        id: components["parameters"]["WebhookEndpointId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The endpoint is deleted. */
      204: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  updateWebhookEndpoint: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * The endpoint's id, `whe_…`. An unknown id of any form is a 404.
         * @example whe_01KM59A1BWQRYJW509EGD1H4V1
         */
        id: components["parameters"]["WebhookEndpointId"];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": UpdateWebhookEndpointRequest;
      };
    };
    responses: {
      /** The updated endpoint. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": WebhookEndpoint;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      422: components["responses"]["WebhookUrlNotHttps"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  rotateWebhookSecret: {
    parameters: {
      query?: never;
      header: {
        /**
         * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it.
         *     Remembered for 24 hours per organization and environment.
         * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
         */
        "Idempotency-Key": components["parameters"]["IdempotencyKey"];
      };
      path: {
        /**
         * The endpoint's id, `whe_…`. An unknown id of any form is a 404.
         * @example whe_01KM59A1BWQRYJW509EGD1H4V1
         */
        id: components["parameters"]["WebhookEndpointId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The endpoint with its new `secret`, and the time until which the old one signs as well. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": WebhookEndpointWithSecret;
        };
      };
      400: components["responses"]["InvalidReplayableRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFoundReplayable"];
      409: components["responses"]["Conflict"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  listWebhookEvents: {
    parameters: {
      query?: {
        /** The maximum number of items per page, 1–100. Default 20. */
        limit?: components["parameters"]["Limit"];
        /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
        cursor?: components["parameters"]["Cursor"];
        /**
         * Only what is newer than this `position` of an earlier response, oldest first; `now` for the present and
         *     `start` for the beginning. Cannot be combined with `type` or `status`. An unknown or malformed position is
         *     a 400.
         */
        after?: string;
        /** Only events of this type. */
        type?: "submission.scored" | "submission.approved" | "submission.rejected" | "job.completed" | "job.cancelled" | "job.flagged" | "credits.purchased" | "credits.low_balance" | "credits.auto_topped_up" | "credits.expired" | "credits.expiring_soon";
        /** Only events whose worst delivery is in this state: `pending`, `delivered` or `failed`. */
        status?: "pending" | "delivered" | "failed";
      };
      header?: {
        /**
         * `wait=N` holds the response until what is asked for has changed or N whole seconds (0–60) have passed; more
         *     than 60 is a 400. Other and malformed preferences are ignored.
         * @example wait=30
         */
        Prefer?: components["parameters"]["Prefer"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** One page of events. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Preference-Applied": components["headers"]["PreferenceApplied"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": EventWithDeliveriesList;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  replayWebhookEvent: {
    parameters: {
      query?: never;
      header: {
        /**
         * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it.
         *     Remembered for 24 hours per organization and environment.
         * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
         */
        "Idempotency-Key": components["parameters"]["IdempotencyKey"];
      };
      path: {
        /**
         * The event's id, `evt_…`. An unknown id of any form is a 404.
         * @example evt_01KM59A1BW2XVQNV07GZN62FXW
         */
        id: components["parameters"]["EventIdPath"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The event with its new deliveries. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": EventWithDeliveries;
        };
      };
      400: components["responses"]["InvalidReplayableRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFoundReplayable"];
      409: components["responses"]["Conflict"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  getCreditBalance: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The balance. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": CreditBalance;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  listTransactions: {
    parameters: {
      query?: {
        /** The maximum number of items per page, 1–100. Default 20. */
        limit?: components["parameters"]["Limit"];
        /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
        cursor?: components["parameters"]["Cursor"];
        /** Only transactions of this type: `purchase`, `deduction`, `free_tier`, `bonus`, `expiration` or `refund`. */
        type?: "purchase" | "deduction" | "free_tier" | "bonus" | "expiration" | "refund";
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** One page of transactions. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": CreditTransactionList;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  purchaseCredits: {
    parameters: {
      query?: never;
      header: {
        /**
         * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it.
         *     Remembered for 24 hours per organization and environment.
         * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
         */
        "Idempotency-Key": components["parameters"]["IdempotencyKey"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": PurchaseCreditsRequest;
      };
    };
    responses: {
      /** The purchase, to be paid at `checkout_url`. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": CreditPurchase;
        };
      };
      400: components["responses"]["InvalidReplayableRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      409: components["responses"]["Conflict"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      502: components["responses"]["BadGateway"];
      503: components["responses"]["ServiceUnavailable"];
      504: components["responses"]["GatewayTimeout"];
    };
  };
  getSettings: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The settings. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Settings;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  updateSettings: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": UpdateSettingsRequest;
      };
    };
    responses: {
      /** The updated settings. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Settings;
        };
      };
      400: components["responses"]["InvalidSettings"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["SettingsForbidden"];
      /** `conflict`: another organization uses this e-mail address. */
      409: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Error;
        };
      };
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  listAuditEvents: {
    parameters: {
      query?: {
        /** The maximum number of items per page, 1–100. Default 20. */
        limit?: components["parameters"]["Limit"];
        /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
        cursor?: components["parameters"]["Cursor"];
        /** Only events with exactly this action, such as `api_key.created`. */
        action?: string;
        /** Only what happened at or after this time, ISO 8601 with a time zone. Default 30 days before `end_date`. */
        start_date?: components["parameters"]["StartDate"];
        /** Only what happened before this time, ISO 8601 with a time zone. Default now. */
        end_date?: components["parameters"]["EndDate"];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** One page of audit events. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": AuditEventList;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  listUsage: {
    parameters: {
      query?: {
        /** The maximum number of items per page, 1–100. Default 20. */
        limit?: components["parameters"]["Limit"];
        /** The `next_cursor` of the previous page. An unknown or malformed cursor is a 400. */
        cursor?: components["parameters"]["Cursor"];
        /** Only what happened at or after this time, ISO 8601 with a time zone. Default 30 days before `end_date`. */
        start_date?: components["parameters"]["StartDate"];
        /** Only what happened before this time, ISO 8601 with a time zone. Default now. */
        end_date?: components["parameters"]["EndDate"];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** One page of usage records. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": UsageRecordList;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  getUsageSummary: {
    parameters: {
      query?: {
        /** Only what happened at or after this time, ISO 8601 with a time zone. Default 30 days before `end_date`. */
        start_date?: components["parameters"]["StartDate"];
        /** Only what happened before this time, ISO 8601 with a time zone. Default now. */
        end_date?: components["parameters"]["EndDate"];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The summary. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": UsageSummary;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  createDataExport: {
    parameters: {
      query?: never;
      header: {
        /**
         * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it.
         *     Remembered for 24 hours per organization and environment.
         * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
         */
        "Idempotency-Key": components["parameters"]["IdempotencyKey"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        "application/json": CreateDataExportRequest;
      };
    };
    responses: {
      /** The export, `pending`. */
      201: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": DataExport;
        };
      };
      400: components["responses"]["InvalidReplayableRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      409: components["responses"]["Conflict"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  getDataExport: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * The export's id, `exp_…`. An unknown id of any form is a 404.
         * @example exp_01KM59A1BW1GFP7RK94861WCTF
         */
        id: components["parameters"]["DataExportId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The export. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": DataExport;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  createErasure: {
    parameters: {
      query?: never;
      header: {
        /**
         * A value of 1–255 characters that you choose for this call (such as a UUID) and repeat when you retry it.
         *     Remembered for 24 hours per organization and environment.
         * @example 5f0c2f6e-8d1b-4f0a-9a55-0d3b8a1f6c2e
         */
        "Idempotency-Key": components["parameters"]["IdempotencyKey"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": CreateErasureRequest;
      };
    };
    responses: {
      /** The erasure. */
      201: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Erasure;
        };
      };
      400: components["responses"]["InvalidReplayableRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFoundReplayable"];
      409: components["responses"]["Conflict"];
      413: components["responses"]["PayloadTooLarge"];
      415: components["responses"]["UnsupportedMediaType"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  getErasure: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * The erasure's id, `era_…`. An unknown id of any form is a 404.
         * @example era_01KM59A1BWENDDT8BZE379FG8C
         */
        id: components["parameters"]["ErasureId"];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The erasure. */
      200: {
        headers: {
          "X-Request-Id": components["headers"]["XRequestId"];
          "X-RateLimit-Limit": components["headers"]["XRateLimitLimit"];
          "X-RateLimit-Remaining": components["headers"]["XRateLimitRemaining"];
          "X-RateLimit-Reset": components["headers"]["XRateLimitReset"];
          Deprecation: components["headers"]["Deprecation"];
          Sunset: components["headers"]["Sunset"];
          Link: components["headers"]["Link"];
          [name: string]: unknown;
        };
        content: {
          "application/json": Erasure;
        };
      };
      400: components["responses"]["InvalidRequest"];
      401: components["responses"]["Unauthenticated"];
      403: components["responses"]["Forbidden"];
      404: components["responses"]["NotFound"];
      429: components["responses"]["RateLimited"];
      500: components["responses"]["InternalError"];
      503: components["responses"]["ServiceUnavailable"];
    };
  };
  onSubmissionScored: {
    parameters: {
      query?: never;
      header: {
        /**
         * `t=<unix seconds>,v1=<hex>`, where hex is HMAC-SHA-256 of `<t>.<raw body>` under the endpoint's secret; one `v1`
         *     for each active secret. Compare in constant time, and reject a timestamp more than 5 minutes away.
         * @example t=1774000200,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd
         */
        "X-FirstHand-Signature": components["parameters"]["WebhookSignature"];
        /**
         * The event's id. Events are delivered at least once, so ignore ids that you have already handled.
         * @example evt_01KM59A1BW2XVQNV07GZN62FXW
         */
        "X-FirstHand-Event-Id": components["parameters"]["WebhookEventId"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": SubmissionScoredEvent;
      };
    };
    responses: {
      /** Received. Any 2xx response within 10 seconds counts as delivered; the body is ignored. */
      "2XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** Not received. Any other response, or none within 10 seconds, is a failed attempt: it is retried 1 minute, 5 minutes, 30 minutes, 2 hours and 8 hours after the first. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onSubmissionApproved: {
    parameters: {
      query?: never;
      header: {
        /**
         * `t=<unix seconds>,v1=<hex>`, where hex is HMAC-SHA-256 of `<t>.<raw body>` under the endpoint's secret; one `v1`
         *     for each active secret. Compare in constant time, and reject a timestamp more than 5 minutes away.
         * @example t=1774000200,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd
         */
        "X-FirstHand-Signature": components["parameters"]["WebhookSignature"];
        /**
         * The event's id. Events are delivered at least once, so ignore ids that you have already handled.
         * @example evt_01KM59A1BW2XVQNV07GZN62FXW
         */
        "X-FirstHand-Event-Id": components["parameters"]["WebhookEventId"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": SubmissionApprovedEvent;
      };
    };
    responses: {
      /** Received. Any 2xx response within 10 seconds counts as delivered; the body is ignored. */
      "2XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** Not received. Any other response, or none within 10 seconds, is a failed attempt: it is retried 1 minute, 5 minutes, 30 minutes, 2 hours and 8 hours after the first. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onSubmissionRejected: {
    parameters: {
      query?: never;
      header: {
        /**
         * `t=<unix seconds>,v1=<hex>`, where hex is HMAC-SHA-256 of `<t>.<raw body>` under the endpoint's secret; one `v1`
         *     for each active secret. Compare in constant time, and reject a timestamp more than 5 minutes away.
         * @example t=1774000200,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd
         */
        "X-FirstHand-Signature": components["parameters"]["WebhookSignature"];
        /**
         * The event's id. Events are delivered at least once, so ignore ids that you have already handled.
         * @example evt_01KM59A1BW2XVQNV07GZN62FXW
         */
        "X-FirstHand-Event-Id": components["parameters"]["WebhookEventId"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": SubmissionRejectedEvent;
      };
    };
    responses: {
      /** Received. Any 2xx response within 10 seconds counts as delivered; the body is ignored. */
      "2XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** Not received. Any other response, or none within 10 seconds, is a failed attempt: it is retried 1 minute, 5 minutes, 30 minutes, 2 hours and 8 hours after the first. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onJobCompleted: {
    parameters: {
      query?: never;
      header: {
        /**
         * `t=<unix seconds>,v1=<hex>`, where hex is HMAC-SHA-256 of `<t>.<raw body>` under the endpoint's secret; one `v1`
         *     for each active secret. Compare in constant time, and reject a timestamp more than 5 minutes away.
         * @example t=1774000200,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd
         */
        "X-FirstHand-Signature": components["parameters"]["WebhookSignature"];
        /**
         * The event's id. Events are delivered at least once, so ignore ids that you have already handled.
         * @example evt_01KM59A1BW2XVQNV07GZN62FXW
         */
        "X-FirstHand-Event-Id": components["parameters"]["WebhookEventId"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": JobCompletedEvent;
      };
    };
    responses: {
      /** Received. Any 2xx response within 10 seconds counts as delivered; the body is ignored. */
      "2XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** Not received. Any other response, or none within 10 seconds, is a failed attempt: it is retried 1 minute, 5 minutes, 30 minutes, 2 hours and 8 hours after the first. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onJobCancelled: {
    parameters: {
      query?: never;
      header: {
        /**
         * `t=<unix seconds>,v1=<hex>`, where hex is HMAC-SHA-256 of `<t>.<raw body>` under the endpoint's secret; one `v1`
         *     for each active secret. Compare in constant time, and reject a timestamp more than 5 minutes away.
         * @example t=1774000200,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd
         */
        "X-FirstHand-Signature": components["parameters"]["WebhookSignature"];
        /**
         * The event's id. Events are delivered at least once, so ignore ids that you have already handled.
         * @example evt_01KM59A1BW2XVQNV07GZN62FXW
         */
        "X-FirstHand-Event-Id": components["parameters"]["WebhookEventId"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": JobCancelledEvent;
      };
    };
    responses: {
      /** Received. Any 2xx response within 10 seconds counts as delivered; the body is ignored. */
      "2XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** Not received. Any other response, or none within 10 seconds, is a failed attempt: it is retried 1 minute, 5 minutes, 30 minutes, 2 hours and 8 hours after the first. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onJobFlagged: {
    parameters: {
      query?: never;
      header: {
        /**
         * `t=<unix seconds>,v1=<hex>`, where hex is HMAC-SHA-256 of `<t>.<raw body>` under the endpoint's secret; one `v1`
         *     for each active secret. Compare in constant time, and reject a timestamp more than 5 minutes away.
         * @example t=1774000200,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd
         */
        "X-FirstHand-Signature": components["parameters"]["WebhookSignature"];
        /**
         * The event's id. Events are delivered at least once, so ignore ids that you have already handled.
         * @example evt_01KM59A1BW2XVQNV07GZN62FXW
         */
        "X-FirstHand-Event-Id": components["parameters"]["WebhookEventId"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": JobFlaggedEvent;
      };
    };
    responses: {
      /** Received. Any 2xx response within 10 seconds counts as delivered; the body is ignored. */
      "2XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** Not received. Any other response, or none within 10 seconds, is a failed attempt: it is retried 1 minute, 5 minutes, 30 minutes, 2 hours and 8 hours after the first. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onCreditsPurchased: {
    parameters: {
      query?: never;
      header: {
        /**
         * `t=<unix seconds>,v1=<hex>`, where hex is HMAC-SHA-256 of `<t>.<raw body>` under the endpoint's secret; one `v1`
         *     for each active secret. Compare in constant time, and reject a timestamp more than 5 minutes away.
         * @example t=1774000200,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd
         */
        "X-FirstHand-Signature": components["parameters"]["WebhookSignature"];
        /**
         * The event's id. Events are delivered at least once, so ignore ids that you have already handled.
         * @example evt_01KM59A1BW2XVQNV07GZN62FXW
         */
        "X-FirstHand-Event-Id": components["parameters"]["WebhookEventId"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": CreditsPurchasedEvent;
      };
    };
    responses: {
      /** Received. Any 2xx response within 10 seconds counts as delivered; the body is ignored. */
      "2XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** Not received. Any other response, or none within 10 seconds, is a failed attempt: it is retried 1 minute, 5 minutes, 30 minutes, 2 hours and 8 hours after the first. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onCreditsLowBalance: {
    parameters: {
      query?: never;
      header: {
        /**
         * `t=<unix seconds>,v1=<hex>`, where hex is HMAC-SHA-256 of `<t>.<raw body>` under the endpoint's secret; one `v1`
         *     for each active secret. Compare in constant time, and reject a timestamp more than 5 minutes away.
         * @example t=1774000200,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd
         */
        "X-FirstHand-Signature": components["parameters"]["WebhookSignature"];
        /**
         * The event's id. Events are delivered at least once, so ignore ids that you have already handled.
         * @example evt_01KM59A1BW2XVQNV07GZN62FXW
         */
        "X-FirstHand-Event-Id": components["parameters"]["WebhookEventId"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": CreditsLowBalanceEvent;
      };
    };
    responses: {
      /** Received. Any 2xx response within 10 seconds counts as delivered; the body is ignored. */
      "2XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** Not received. Any other response, or none within 10 seconds, is a failed attempt: it is retried 1 minute, 5 minutes, 30 minutes, 2 hours and 8 hours after the first. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onCreditsAutoToppedUp: {
    parameters: {
      query?: never;
      header: {
        /**
         * `t=<unix seconds>,v1=<hex>`, where hex is HMAC-SHA-256 of `<t>.<raw body>` under the endpoint's secret; one `v1`
         *     for each active secret. Compare in constant time, and reject a timestamp more than 5 minutes away.
         * @example t=1774000200,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd
         */
        "X-FirstHand-Signature": components["parameters"]["WebhookSignature"];
        /**
         * The event's id. Events are delivered at least once, so ignore ids that you have already handled.
         * @example evt_01KM59A1BW2XVQNV07GZN62FXW
         */
        "X-FirstHand-Event-Id": components["parameters"]["WebhookEventId"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": CreditsAutoToppedUpEvent;
      };
    };
    responses: {
      /** Received. Any 2xx response within 10 seconds counts as delivered; the body is ignored. */
      "2XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** Not received. Any other response, or none within 10 seconds, is a failed attempt: it is retried 1 minute, 5 minutes, 30 minutes, 2 hours and 8 hours after the first. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onCreditsExpired: {
    parameters: {
      query?: never;
      header: {
        /**
         * `t=<unix seconds>,v1=<hex>`, where hex is HMAC-SHA-256 of `<t>.<raw body>` under the endpoint's secret; one `v1`
         *     for each active secret. Compare in constant time, and reject a timestamp more than 5 minutes away.
         * @example t=1774000200,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd
         */
        "X-FirstHand-Signature": components["parameters"]["WebhookSignature"];
        /**
         * The event's id. Events are delivered at least once, so ignore ids that you have already handled.
         * @example evt_01KM59A1BW2XVQNV07GZN62FXW
         */
        "X-FirstHand-Event-Id": components["parameters"]["WebhookEventId"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": CreditsExpiredEvent;
      };
    };
    responses: {
      /** Received. Any 2xx response within 10 seconds counts as delivered; the body is ignored. */
      "2XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** Not received. Any other response, or none within 10 seconds, is a failed attempt: it is retried 1 minute, 5 minutes, 30 minutes, 2 hours and 8 hours after the first. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  onCreditsExpiringSoon: {
    parameters: {
      query?: never;
      header: {
        /**
         * `t=<unix seconds>,v1=<hex>`, where hex is HMAC-SHA-256 of `<t>.<raw body>` under the endpoint's secret; one `v1`
         *     for each active secret. Compare in constant time, and reject a timestamp more than 5 minutes away.
         * @example t=1774000200,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd
         */
        "X-FirstHand-Signature": components["parameters"]["WebhookSignature"];
        /**
         * The event's id. Events are delivered at least once, so ignore ids that you have already handled.
         * @example evt_01KM59A1BW2XVQNV07GZN62FXW
         */
        "X-FirstHand-Event-Id": components["parameters"]["WebhookEventId"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": CreditsExpiringSoonEvent;
      };
    };
    responses: {
      /** Received. Any 2xx response within 10 seconds counts as delivered; the body is ignored. */
      "2XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** Not received. Any other response, or none within 10 seconds, is a failed attempt: it is retried 1 minute, 5 minutes, 30 minutes, 2 hours and 8 hours after the first. */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
}
