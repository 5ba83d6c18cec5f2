// Generated from spec/openapi.yaml by scripts/generate-operations.ts; do not edit.

import type {
  ApiKey,
  ApiKeyWithSecret,
  AuditEvent,
  CreateApiKeyRequest,
  CreateDataExportRequest,
  CreateErasureRequest,
  CreateJobRequest,
  CreateWebhookEndpointRequest,
  CreditBalance,
  CreditPurchase,
  CreditTransaction,
  DataExport,
  Erasure,
  EventWithDeliveries,
  File,
  GetJobFilesQuery,
  GetJobSubmissionsQuery,
  GetSubmissionSummaryQuery,
  GetUsageSummaryQuery,
  Job,
  ListApiKeysQuery,
  ListAuditEventsQuery,
  ListJobsQuery,
  ListSubmissionsQuery,
  ListTransactionsQuery,
  ListUsageQuery,
  ListWebhookEndpointsQuery,
  ListWebhookEventsQuery,
  PurchaseCreditsRequest,
  RateJobRequest,
  Settings,
  SignupRequest,
  SignupResult,
  Submission,
  SubmissionSummary,
  UpdateSettingsRequest,
  UpdateWebhookEndpointRequest,
  UsageRecord,
  UsageSummary,
  WebhookEndpoint,
  WebhookEndpointWithSecret,
} from '@firsthandapi/spec';
import type { ApiPromise } from '../results/api-promise.ts';
import type { LongPollOptions, RequestOptions, RotateApiKeyOptions } from '../settings/client-options.ts';
import type { ListPromise } from '../results/list-promise.ts';

/** The methods of the client: one for every operation of the API, named by its operationId. */
export interface Operations {
  /**
   * Sign up: `POST /v1/auth/signup`. Contract §3.
   *
   * Creates an organization and returns its first API key: live, with all nine scopes, shown only here. A
   * new account starts on the free tier with 250 cents ($2.50) of free credits. Needs no API key and no
   * `Idempotency-Key`; requests are limited by client address.
   *
   * An e-mail address that already has an organization is a 409 `conflict`. The free credits are granted once per
   * mailbox, and where the operator sends mail, when the address is confirmed; `credits_cents` is then 0.
   *
   * An operator may require a proof of work in the header `Signup-Proof` or a token in `Signup-Token` (without a
   * valid one, 400), or turn sign-up off (404).
   *
   * @returns The organization and its first key. Store the key now: it is never shown again.
   * @throws {@link FirstHandApiError} 400: The body is malformed, or a field is missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 409: `conflict`: the e-mail address already has an organization.
   */
  signup(body: SignupRequest, options?: RequestOptions): ApiPromise<SignupResult>;

  /**
   * Create a job: `POST /v1/jobs`. Contract §3.
   *
   * Posts a job to workers. It starts `open` and holds `files_needed` × `price_per_file_cents` from the
   * available credits; each approved file charges one price from the hold, and the rest is released when the
   * job completes or is cancelled.
   *
   * `description`, `files_needed` and `accepted_formats` are always required. `type` and
   * `price_per_file_cents` are required unless the organization's settings supply a default. A price outside
   * 10–50,000 cents is a 400 `pricing_violation`; too few credits is a 402. On the free tier only one live
   * job may be active at a time (403 `free_tier_job_limit`).
   *
   * In the test environment nothing is held or charged, and a simulated worker completes the job 15 seconds
   * after creation.
   *
   * @returns The job, `open`.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a field is malformed, missing or unknown; `details` names each. `pricing_violation`: `price_per_file_cents` is outside 10–50,000.
   * @throws {@link FirstHandApiError} 402: `insufficient_credits`: available credits do not cover `files_needed` × `price_per_file_cents`.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks `jobs:write`. `free_tier_job_limit`: one live job is active already.
   * @throws {@link FirstHandApiError} 409: `idempotency_error`: the `Idempotency-Key` was used with another body or path. `conflict`: a request with it is still running, or the object's state does not allow this.
   */
  createJob(body: CreateJobRequest, options?: RequestOptions): ApiPromise<Job>;

  /**
   * List jobs: `GET /v1/jobs`. Contract §3.
   *
   * Lists the jobs of the key's environment, newest first, optionally of one status or type only.
   *
   * @returns One page of jobs.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   */
  listJobs(query?: ListJobsQuery, options?: RequestOptions): ListPromise<Job>;

  /**
   * Get a job: `GET /v1/jobs/{id}`. Contract §3.
   *
   * Returns one job. With `Prefer: wait=N` (0–60 seconds) the response is held until the job's status
   * changes or N seconds have passed, whichever comes first, and carries `Preference-Applied: wait=N`. At most
   * 100 requests of an organization and environment are held at a time, fewer when the server has many; others
   * respond at once, without that header.
   *
   * @returns The job.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   * @throws {@link FirstHandApiError} 404: `not_found`: no such object exists in this organization and environment.
   */
  getJob(id: string, options?: LongPollOptions): ApiPromise<Job>;

  /**
   * Cancel a job: `POST /v1/jobs/{id}/cancel`. Contract §3.
   *
   * Cancels a job that is `open`, `filled` or `in_progress`. Files approved so far stay yours and stay
   * charged. People who have slots keep them until their time is over, 30 minutes at most unless they
   * extended it: what they submit by then is scored and, if it is approved, paid; the rest of the hold is
   * released at once. A job that is `completed` or `cancelled` is final: 409 `conflict`.
   *
   * @returns The job, `cancelled`.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   * @throws {@link FirstHandApiError} 404: `not_found`: no such object exists in this organization and environment.
   * @throws {@link FirstHandApiError} 409: `conflict`: the job's status does not allow this, or a request with this `Idempotency-Key` is still running. `idempotency_error`: the key was used with another body or path.
   */
  cancelJob(id: string, options?: RequestOptions): ApiPromise<Job>;

  /**
   * Rate a completed job: `POST /v1/jobs/{id}/rate`. Contract §3.
   *
   * Rates the result of a completed job with one to five stars, once. A job that is not `completed`, or is
   * already rated, is a 409 `conflict`.
   *
   * @returns The job, with its `rating`.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   * @throws {@link FirstHandApiError} 404: `not_found`: no such object exists in this organization and environment.
   * @throws {@link FirstHandApiError} 409: `conflict`: the job's status does not allow this, or a request with this `Idempotency-Key` is still running. `idempotency_error`: the key was used with another body or path.
   */
  rateJob(id: string, body: RateJobRequest, options?: RequestOptions): ApiPromise<Job>;

  /**
   * List a job's files: `GET /v1/jobs/{id}/files`. Contract §3.
   *
   * Lists the approved files of a job with at least `min_score` stars (default 3), newest first, with signed
   * download URLs that are valid for 7 days. Files are kept for 90 days after the job completes.
   *
   * @returns One page of files.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   * @throws {@link FirstHandApiError} 404: `not_found`: no such object exists in this organization and environment.
   */
  getJobFiles(id: string, query?: GetJobFilesQuery, options?: RequestOptions): ListPromise<File>;

  /**
   * List a job's submissions: `GET /v1/jobs/{id}/submissions`. Contract §3.
   *
   * Lists the submissions to one job, approved or not, newest first.
   *
   * @returns One page of submissions.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   * @throws {@link FirstHandApiError} 404: `not_found`: no such object exists in this organization and environment.
   */
  getJobSubmissions(id: string, query?: GetJobSubmissionsQuery, options?: RequestOptions): ListPromise<Submission>;

  /**
   * List submissions: `GET /v1/submissions`. Contract §3.
   *
   * Lists submissions to all jobs, newest first. The window is the 30 days before `end_date` unless
   * `start_date` is given; `end_date` defaults to now. A `job_id` that matches nothing gives an empty list.
   *
   * @returns One page of submissions.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   */
  listSubmissions(query?: ListSubmissionsQuery, options?: RequestOptions): ListPromise<Submission>;

  /**
   * Summarize submissions: `GET /v1/submissions/summary`. Contract §3.
   *
   * Totals by status, approval rate, mean rating, rating histogram, and median and 95th percentile of turnaround, for
   * one job or all of them. The window defaults to the last 30 days. A `job_id` that matches nothing gives zeros.
   *
   * @returns The summary.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   */
  getSubmissionSummary(query?: GetSubmissionSummaryQuery, options?: RequestOptions): ApiPromise<SubmissionSummary>;

  /**
   * Get a submission: `GET /v1/submissions/{id}`. Contract §3.
   *
   * Returns one submission with its score and, once scored, the reasoning behind it.
   *
   * @returns The submission.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   * @throws {@link FirstHandApiError} 404: `not_found`: no such object exists in this organization and environment.
   */
  getSubmission(id: string, options?: RequestOptions): ApiPromise<Submission>;

  /**
   * Refresh a file's download URL: `POST /v1/files/{id}/refresh_url`. Contract §3.
   *
   * Signs a new `download_url` for a file, valid for 7 days from now. URLs signed earlier stay valid until
   * they expire. A file whose content was deleted after its retention period is a 404.
   *
   * @returns The file with its new `download_url`.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   * @throws {@link FirstHandApiError} 404: `not_found`: no such object exists in this organization and environment.
   * @throws {@link FirstHandApiError} 409: `idempotency_error`: the `Idempotency-Key` was used with another body or path. `conflict`: a request with it is still running, or the object's state does not allow this.
   */
  refreshFileUrl(id: string, options?: RequestOptions): ApiPromise<File>;

  /**
   * Create an API key: `POST /v1/api_keys`. Contract §3.
   *
   * Creates a key and returns its secret, once. Without `scopes` the key gets all nine, provided that the
   * calling key has them: a key can never create a key with a scope that it lacks (403). Without
   * `environment` the new key gets the calling key's environment. A live key can also create a test key,
   * which is how to get the first one; a test key can never create a live key (403). Live keys manage the
   * keys of both environments, test keys only test keys.
   *
   * @returns The key with its `secret`. Store it now: it is never shown again.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the calling key lacks `keys:manage` or a scope of the key in question (the message names it), or a test key asks for a live one.
   * @throws {@link FirstHandApiError} 409: `idempotency_error`: the `Idempotency-Key` was used with another body or path. `conflict`: a request with it is still running, or the object's state does not allow this.
   */
  createApiKey(body: CreateApiKeyRequest, options?: RequestOptions): ApiPromise<ApiKeyWithSecret>;

  /**
   * List API keys: `GET /v1/api_keys`. Contract §3.
   *
   * Lists the organization's keys, newest first, including revoked and expired ones; secrets are masked to
   * prefix and last four characters. A live key sees the keys of both environments, a test key only test
   * keys.
   *
   * @returns One page of keys.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   */
  listApiKeys(query?: ListApiKeysQuery, options?: RequestOptions): ListPromise<ApiKey>;

  /**
   * Delete an API key: `DELETE /v1/api_keys/{id}`. Contract §3.
   *
   * Deletes a key immediately, as the last step of a manual rotation. Requests with it return 401 from then
   * on, and it is no longer listed. Revoked and expired keys can be deleted too. A key with a scope that the calling key lacks
   * is a 403. The last active live key with all nine scopes is a 409 `conflict`: create another one first.
   *
   * @returns The key is deleted.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   * @throws {@link FirstHandApiError} 404: `not_found`: no such object exists in this organization and environment.
   * @throws {@link FirstHandApiError} 409: `conflict`: the key is the last active live key with all nine scopes.
   */
  deleteApiKey(id: string, options?: RequestOptions): ApiPromise<void>;

  /**
   * Rotate an API key: `POST /v1/api_keys/{id}/rotate`. Contract §3.
   *
   * Gives the key a new secret, shown once, and keeps the old one valid for 24 hours, of three secrets at most.
   * The key keeps its id, name, environment and scopes. Revoked and expired keys cannot be rotated: 409 `conflict`.
   *
   * @returns The key with its new `secret`, and the time until which the old one works.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the calling key lacks `keys:manage` or a scope of the key in question (the message names it), or a test key asks for a live one.
   * @throws {@link FirstHandApiError} 404: `not_found`: no such object exists in this organization and environment.
   * @throws {@link FirstHandApiError} 409: `idempotency_error`: the `Idempotency-Key` was used with another body or path. `conflict`: a request with it is still running, or the object's state does not allow this.
   */
  rotateApiKey(id: string, options?: RotateApiKeyOptions): ApiPromise<ApiKeyWithSecret>;

  /**
   * Revoke an API key: `POST /v1/api_keys/{id}/revoke`. Contract §3.
   *
   * Revokes a key immediately, including both its secrets if it is being rotated. Requests with it return
   * 401 from then on. Revoking a key that is already revoked changes nothing and returns 204. A key with a scope that the calling key lacks
   * is a 403. The last active live key with all nine scopes is a 409 `conflict`: create another one first.
   *
   * @returns The key is revoked.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the calling key lacks `keys:manage` or a scope of the key in question (the message names it), or a test key asks for a live one.
   * @throws {@link FirstHandApiError} 404: `not_found`: no such object exists in this organization and environment.
   * @throws {@link FirstHandApiError} 409: `idempotency_error`: the `Idempotency-Key` was used with another body or path. `conflict`: a request with it is still running, or the object's state does not allow this.
   */
  revokeApiKey(id: string, options?: RequestOptions): ApiPromise<void>;

  /**
   * Create a webhook endpoint: `POST /v1/webhook_endpoints`. Contract §3.
   *
   * Registers a URL for events and returns the secret that signs its deliveries, once. The URL must be https: anything
   * else is a 422 `validation_error`.
   *
   * @returns The endpoint with its `secret`. Store it now: it is never shown again.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   * @throws {@link FirstHandApiError} 409: `idempotency_error`: the `Idempotency-Key` was used with another body or path. `conflict`: a request with it is still running, or the object's state does not allow this.
   * @throws {@link FirstHandApiError} 422: `validation_error`: the URL is not https.
   */
  createWebhookEndpoint(body: CreateWebhookEndpointRequest, options?: RequestOptions): ApiPromise<WebhookEndpointWithSecret>;

  /**
   * List webhook endpoints: `GET /v1/webhook_endpoints`. Contract §3.
   *
   * Lists the webhook endpoints of the key's environment, newest first, without their secrets.
   *
   * @returns One page of endpoints.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   */
  listWebhookEndpoints(query?: ListWebhookEndpointsQuery, options?: RequestOptions): ListPromise<WebhookEndpoint>;

  /**
   * Get a webhook endpoint: `GET /v1/webhook_endpoints/{id}`. Contract §3.
   *
   * Returns one webhook endpoint, without its secret.
   *
   * @returns The endpoint.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   * @throws {@link FirstHandApiError} 404: `not_found`: no such object exists in this organization and environment.
   */
  getWebhookEndpoint(id: string, options?: RequestOptions): ApiPromise<WebhookEndpoint>;

  /**
   * Update a webhook endpoint: `PATCH /v1/webhook_endpoints/{id}`. Contract §3.
   *
   * Changes the fields that are sent and leaves the others. A disabled endpoint gets no new deliveries. The URL must
   * be https: anything else is a 422 `validation_error`.
   *
   * @returns The updated endpoint.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   * @throws {@link FirstHandApiError} 404: `not_found`: no such object exists in this organization and environment.
   * @throws {@link FirstHandApiError} 422: `validation_error`: the URL is not https.
   */
  updateWebhookEndpoint(id: string, body: UpdateWebhookEndpointRequest, options?: RequestOptions): ApiPromise<WebhookEndpoint>;

  /**
   * Delete a webhook endpoint: `DELETE /v1/webhook_endpoints/{id}`. Contract §3.
   *
   * Deletes a webhook endpoint. Deliveries to it that are still pending are dropped.
   *
   * @returns The endpoint is deleted.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   * @throws {@link FirstHandApiError} 404: `not_found`: no such object exists in this organization and environment.
   */
  deleteWebhookEndpoint(id: string, options?: RequestOptions): ApiPromise<void>;

  /**
   * Rotate a webhook endpoint's secret: `POST /v1/webhook_endpoints/{id}/rotate_secret`. Contract §3.
   *
   * Gives the endpoint a new signing secret, shown once. For 24 hours deliveries also carry a `v1` signature
   * under the old one, so that receivers can switch over in that time. Three secrets sign at most.
   *
   * @returns The endpoint with its new `secret`, and the time until which the old one signs as well.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   * @throws {@link FirstHandApiError} 404: `not_found`: no such object exists in this organization and environment.
   * @throws {@link FirstHandApiError} 409: `idempotency_error`: the `Idempotency-Key` was used with another body or path. `conflict`: a request with it is still running, or the object's state does not allow this.
   */
  rotateWebhookSecret(id: string, options?: RequestOptions): ApiPromise<WebhookEndpointWithSecret>;

  /**
   * List webhook events: `GET /v1/webhook_events`. Contract §3.
   *
   * Lists events with the state of their deliveries, newest first. An event is `failed` if one of its
   * deliveries failed for good, otherwise `pending` if one is still to be attempted, otherwise `delivered`
   * (including when no endpoint subscribes to it).
   *
   * With `after`, the list has what is newer than a position instead, oldest first, and a `position` to continue
   * from: following the positions returns every event exactly once, in the order in which they became visible,
   * also when that is not the order of their ids or times. `after=now` returns no events and the position of the
   * present; `after=start` begins with the first event. With `after` and `Prefer: wait=N` (0–60 seconds), a
   * response without events is held until there is one or N seconds have passed, and carries
   * `Preference-Applied: wait=N`. At most 20 requests of an organization and environment are held at a time;
   * others respond at once, without that header. `after=now` is held only while a long transaction keeps the
   * present from being named, which is a 503 without `Prefer`.
   *
   * @returns One page of events.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   */
  listWebhookEvents(query?: ListWebhookEventsQuery, options?: LongPollOptions): ListPromise<EventWithDeliveries>;

  /**
   * Replay a webhook event: `POST /v1/webhook_events/{id}/replay`. Contract §3.
   *
   * Delivers an event again, with the same id and body, to every enabled endpoint that now subscribes to its
   * type, on a fresh schedule of six attempts. Counts in the quota `replays_per_hour`, and its deliveries in
   * `pending_deliveries` and, to endpoints that have never responded with a 2xx, `unproven_deliveries_per_hour`.
   *
   * @returns The event with its new deliveries.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   * @throws {@link FirstHandApiError} 404: `not_found`: no such object exists in this organization and environment.
   * @throws {@link FirstHandApiError} 409: `idempotency_error`: the `Idempotency-Key` was used with another body or path. `conflict`: a request with it is still running, or the object's state does not allow this.
   */
  replayWebhookEvent(id: string, options?: RequestOptions): ApiPromise<EventWithDeliveries>;

  /**
   * Get the credit balance: `GET /v1/billing/credits`. Contract §3.
   *
   * Returns the credits of the organization: available, held by running jobs, and their total. Test keys see
   * the balance of the test environment, which jobs never change.
   *
   * @returns The balance.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   */
  getCreditBalance(options?: RequestOptions): ApiPromise<CreditBalance>;

  /**
   * List credit transactions: `GET /v1/billing/transactions`. Contract §3.
   *
   * Lists the transactions that changed the balance, newest first. Their sum is the available plus the held credits.
   *
   * @returns One page of transactions.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   */
  listTransactions(query?: ListTransactionsQuery, options?: RequestOptions): ListPromise<CreditTransaction>;

  /**
   * Purchase credits: `POST /v1/billing/credits/purchase`. Contract §3.
   *
   * Starts the purchase of a pack and returns the Stripe Checkout page to pay on. Credits arrive when the
   * payment succeeds. Packs: $10, $25 (+5 %), $50 (+10 %), $100 (+15 %), $250 (+20 %); the bonus is a
   * transaction of its own. Purchased credits expire 12 months after purchase; the soonest-expiring are
   * spent first.
   *
   * @returns The purchase, to be paid at `checkout_url`.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   * @throws {@link FirstHandApiError} 409: `idempotency_error`: the `Idempotency-Key` was used with another body or path. `conflict`: a request with it is still running, or the object's state does not allow this.
   * @throws {@link FirstHandApiError} 502: `bad_gateway` or `transport_error`: Stripe could not be reached or sent an invalid response. Nothing was bought; safe to retry.
   */
  purchaseCredits(body: PurchaseCreditsRequest, options?: RequestOptions): ApiPromise<CreditPurchase>;

  /**
   * Get the organization's settings: `GET /v1/organization/settings`. Contract §3.
   *
   * Returns the organization's name, contacts, tier, job defaults, top-up rules and quotas.
   *
   * @returns The settings.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   */
  getSettings(options?: RequestOptions): ApiPromise<Settings>;

  /**
   * Update the organization's settings: `PATCH /v1/organization/settings`. Contract §3.
   *
   * Changes the fields that are sent and leaves the others; null clears a field that allows it. This is also how
   * name, e-mail address and billing contact are corrected. A default price outside 10–50,000 cents is a 400
   * `pricing_violation`, and an e-mail address that another organization uses a 409 `conflict`. Auto top-up can only
   * be enabled when its threshold and amount are set. Live traffic reads these settings, so a test key cannot change
   * them (403).
   *
   * @returns The updated settings.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a field is malformed or unknown; `details` names each. `pricing_violation`: `default_price_per_file_cents` is outside 10–50,000.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs (the message names it), or a test key would change automatic top-up.
   * @throws {@link FirstHandApiError} 409: `conflict`: another organization uses this e-mail address.
   */
  updateSettings(body: UpdateSettingsRequest, options?: RequestOptions): ApiPromise<Settings>;

  /**
   * List audit events: `GET /v1/audit-events`. Contract §3.
   *
   * Lists who did what, newest first: changes by API keys and by the service, and every access to content. The log is
   * append-only and kept for 1 year.
   *
   * @returns One page of audit events.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   */
  listAuditEvents(query?: ListAuditEventsQuery, options?: RequestOptions): ListPromise<AuditEvent>;

  /**
   * List usage records: `GET /v1/usage/requests`. Contract §3.
   *
   * Lists the requests made with the organization's keys, newest first. Kept for 1 year.
   *
   * @returns One page of usage records.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   */
  listUsage(query?: ListUsageQuery, options?: RequestOptions): ListPromise<UsageRecord>;

  /**
   * Summarize usage: `GET /v1/usage/summary`. Contract §3.
   *
   * Returns totals of requests, errors, durations and credits, by operation and by key. The window defaults to the last 30 days.
   *
   * @returns The summary.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   */
  getUsageSummary(query?: GetUsageSummaryQuery, options?: RequestOptions): ApiPromise<UsageSummary>;

  /**
   * Create a data export: `POST /v1/privacy/exports`. Contract §3.
   *
   * Starts an export of everything held on the organization, in machine-readable form (JSON). Poll the export until
   * it is `ready`. The body may be an empty object. A second export of the same environment is a 409 `conflict` while
   * the first is `pending`. Needs a key with all nine scopes.
   *
   * @returns The export, `pending`.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   * @throws {@link FirstHandApiError} 409: `idempotency_error`: the `Idempotency-Key` was used with another body or path. `conflict`: a request with it is still running, or the object's state does not allow this.
   */
  createDataExport(body?: CreateDataExportRequest, options?: RequestOptions): ApiPromise<DataExport>;

  /**
   * Get a data export: `GET /v1/privacy/exports/{id}`. Contract §3.
   *
   * Returns a data export and, once it is `ready`, a signed URL to download it, valid for 7 days. Needs a key with all
   * nine scopes.
   *
   * @returns The export.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   * @throws {@link FirstHandApiError} 404: `not_found`: no such object exists in this organization and environment.
   */
  getDataExport(id: string, options?: RequestOptions): ApiPromise<DataExport>;

  /**
   * Create an erasure: `POST /v1/privacy/erasures`. Contract §3.
   *
   * Erases the content of one job, or everything held on the organization, and says what the law requires to be kept
   * and until when. It cannot be undone. A running job is cancelled first. To erase the organization, repeat its id in
   * `confirm_organization_id`; every key stops working when it is done. Needs a key with all nine scopes. An unknown
   * `job_id` is a 404.
   *
   * @returns The erasure.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   * @throws {@link FirstHandApiError} 404: `not_found`: no such object exists in this organization and environment.
   * @throws {@link FirstHandApiError} 409: `idempotency_error`: the `Idempotency-Key` was used with another body or path. `conflict`: a request with it is still running, or the object's state does not allow this.
   */
  createErasure(body: CreateErasureRequest, options?: RequestOptions): ApiPromise<Erasure>;

  /**
   * Get an erasure: `GET /v1/privacy/erasures/{id}`. Contract §3.
   *
   * Returns an erasure, what it erased, and what is kept and until when. Needs a key with all nine scopes.
   *
   * @returns The erasure.
   * @throws {@link FirstHandApiError} 400: `validation_error`: a body field, query parameter or header is malformed, missing or unknown; `details` names each.
   * @throws {@link FirstHandApiError} 403: `authorization_error`: the key lacks a scope that this operation needs; the message names it.
   * @throws {@link FirstHandApiError} 404: `not_found`: no such object exists in this organization and environment.
   */
  getErasure(id: string, options?: RequestOptions): ApiPromise<Erasure>;
}

/**
 * The route of each operation: method, path below `/v1/` with `*` where ids go, and the kind of the argument after the ids, if any: the
 * `body`, the `query`, the query of a `page`, or the body of a `public` call, which takes no key. `void` is a
 * call without such an argument and without a result.
 */
export const operations = {
  signup: 'POST auth/signup public',
  createJob: 'POST jobs body',
  listJobs: 'GET jobs page',
  getJob: 'GET jobs/*',
  cancelJob: 'POST jobs/*/cancel',
  rateJob: 'POST jobs/*/rate body',
  getJobFiles: 'GET jobs/*/files page',
  getJobSubmissions: 'GET jobs/*/submissions page',
  listSubmissions: 'GET submissions page',
  getSubmissionSummary: 'GET submissions/summary query',
  getSubmission: 'GET submissions/*',
  refreshFileUrl: 'POST files/*/refresh_url',
  createApiKey: 'POST api_keys body',
  listApiKeys: 'GET api_keys page',
  deleteApiKey: 'DELETE api_keys/* void',
  rotateApiKey: 'POST api_keys/*/rotate',
  revokeApiKey: 'POST api_keys/*/revoke void',
  createWebhookEndpoint: 'POST webhook_endpoints body',
  listWebhookEndpoints: 'GET webhook_endpoints page',
  getWebhookEndpoint: 'GET webhook_endpoints/*',
  updateWebhookEndpoint: 'PATCH webhook_endpoints/* body',
  deleteWebhookEndpoint: 'DELETE webhook_endpoints/* void',
  rotateWebhookSecret: 'POST webhook_endpoints/*/rotate_secret',
  listWebhookEvents: 'GET webhook_events page',
  replayWebhookEvent: 'POST webhook_events/*/replay',
  getCreditBalance: 'GET billing/credits',
  listTransactions: 'GET billing/transactions page',
  purchaseCredits: 'POST billing/credits/purchase body',
  getSettings: 'GET organization/settings',
  updateSettings: 'PATCH organization/settings body',
  listAuditEvents: 'GET audit-events page',
  listUsage: 'GET usage/requests page',
  getUsageSummary: 'GET usage/summary query',
  createDataExport: 'POST privacy/exports body',
  getDataExport: 'GET privacy/exports/*',
  createErasure: 'POST privacy/erasures body',
  getErasure: 'GET privacy/erasures/*',
} as const satisfies { readonly [Id in keyof Operations]: string };
