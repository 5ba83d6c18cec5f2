# Generated from spec/openapi.yaml by spec/generate.ts; do not edit.

"""A method for every operation of the API."""

# The signatures have no code: decorators make methods of them.
# mypy: disable-error-code="empty-body"

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Literal, Mapping, Optional, Sequence, Union

from .._call import OMITTED, Omitted, Operation
from .._operation_methods import (
    async_operation,
    async_waiting_operation,
    list_operation,
    operation,
    waiting_operation,
)

if TYPE_CHECKING:
    from .._settings import RequestOptions
    from .._pages import Page, AsyncList
    from .codes import AcceptedFormat, Environment, JobStatus, JobType, Scope, SubmissionStatus, WebhookEventType
    from .types import (
        ApiKey,
        ApiKeyWithSecret,
        AuditEvent,
        BillingContactRequest,
        CreditBalance,
        CreditPurchase,
        CreditTransaction,
        DataExport,
        Erasure,
        EventWithDeliveries,
        File,
        Job,
        JobContextRequest,
        JobLocationRequest,
        MetadataRequest,
        Settings,
        SignupResult,
        Submission,
        SubmissionSummary,
        UsageRecord,
        UsageSummary,
        WebhookEndpoint,
        WebhookEndpointWithSecret,
    )


class Operations:
    """A method for every operation of the API. Contract §3."""

    @operation
    def signup(
        self,
        *,
        name: str,
        email: str,
        options: Optional[RequestOptions] = None,
    ) -> SignupResult:
        """Sign up: `POST /v1/auth/signup`.

        Creates an organization and returns its first API key: live, with all nine scopes, shown
        only here. A new account starts on the free tier with 250 cents ($2.50) of free credits.
        Needs no API key and no `Idempotency-Key`; requests are limited by client address.

        An e-mail address that already has an organization is a 409 `conflict`. The free credits are
        granted once per mailbox, and where the operator sends mail, when the address is confirmed;
        `credits_cents` is then 0.

        An operator may require a proof of work in the header `Signup-Proof` or a token in
        `Signup-Token` (without a valid one, 400), or turn sign-up off (404).

        :param name: The organization's name, 1–100 characters.
        :param email: Its contact e-mail address, at most 254 characters. One organization per
        address.
        :raises FirstHandApiError: 400: The body is malformed, or a field is missing or unknown;
        `details` names each.
        :raises FirstHandApiError: 409: `conflict`: the e-mail address already has an organization.
        """

    @operation
    def create_job(
        self,
        *,
        description: str,
        files_needed: int,
        accepted_formats: Sequence[AcceptedFormat],
        type: Optional[JobType] = None,
        price_per_file_cents: Optional[int] = None,
        title: Optional[str] = None,
        files_per_submission: Optional[int] = None,
        min_star_rating: Optional[int] = None,
        scoring_criteria: Optional[str] = None,
        worker_guidelines: Optional[str] = None,
        min_width: Optional[int] = None,
        min_height: Optional[int] = None,
        location: Optional[JobLocationRequest] = None,
        deadline: Optional[str] = None,
        max_workers: Optional[int] = None,
        metadata: Optional[MetadataRequest] = None,
        context: Optional[JobContextRequest] = None,
        options: Optional[RequestOptions] = None,
    ) -> Job:
        """Create a job: `POST /v1/jobs`.

        Posts a job to workers. It starts `open` and holds `files_needed` × `price_per_file_cents`
        from the available credits; each approved file charges one price from the hold, and the rest
        is released when the job completes or is cancelled.

        `description`, `files_needed` and `accepted_formats` are always required. `type` and
        `price_per_file_cents` are required unless the organization's settings supply a default. A
        price outside 10–50,000 cents is a 400 `pricing_violation`; too few credits is a 402. On the
        free tier only one live job may be active at a time (403 `free_tier_job_limit`).

        In the test environment nothing is held or charged, and a simulated worker completes the job
        15 seconds after creation.

        :param type: `data_collection` (files that show something) or `feedback` (a person's
        response to `context`). Required unless the organization has a `default_type`.
        :param description: What you need, as workers will read it. 10–5,000 characters.
        :param files_needed: The number of approved files that completes the job, 1–10,000.
        :param accepted_formats: The media types that workers may submit, at least one, each once:
        image/jpeg, image/png, image/webp, audio/mpeg, audio/wav, audio/mp4, video/mp4,
        video/quicktime.
        :param price_per_file_cents: What each approved file costs, 10–50,000 US cents; outside that
        range is a `pricing_violation`. 80 % goes to the worker. Required unless the organization
        has a `default_price_per_file_cents`.
        :param title: A short headline for workers, 1–100 characters.
        :param files_per_submission: The number of files requested from each worker, 1–5. Each file
        is a separate submission. Default 1.
        :param min_star_rating: The minimum stars for approval, 1–5. Default 3.
        :param scoring_criteria: What scoring considers besides the description, 1–1,000 characters.
        :param worker_guidelines: Instructions for workers, 1–2,000 characters.
        :param min_width: The minimum width of an image or video, 1–8,192 pixels. Smaller files get
        1 star without scoring and cost nothing.
        :param min_height: The minimum height of an image or video, 1–8,192 pixels. Smaller files
        get 1 star without scoring and cost nothing.
        :param location: Where files must be captured, a circle on the map.
        :param deadline: When the job is cancelled if not completed: ISO 8601 with a time zone, in
        the future.
        :param max_workers: The maximum number of different workers, 1–10,000. Multiplied by
        `files_per_submission` it must be at least `files_needed`.
        :param metadata: Your own data, returned with the job. At most 20 keys of 1–40 characters,
        string values of at most 500 characters.
        :param context: What workers see besides the description.
        """

    @list_operation
    def list_jobs(
        self,
        *,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        status: Optional[JobStatus] = None,
        type: Optional[JobType] = None,
        options: Optional[RequestOptions] = None,
    ) -> Page[Job]:
        """List jobs: `GET /v1/jobs`.

        Lists the jobs of the key's environment, newest first, optionally of one status or type
        only.

        :param limit: The maximum number of items per page, 1–100. Default 20.
        :param cursor: The `next_cursor` of the previous page. An unknown or malformed cursor is a
        400.
        :param status: Only jobs with this status: `open`, `filled`, `in_progress`, `completed` or
        `cancelled`.
        :param type: Only jobs of this type: `data_collection` or `feedback`.
        """

    @operation
    def get_job(
        self,
        id: str,
        /,
        *,
        wait: Optional[float] = None,
        options: Optional[RequestOptions] = None,
    ) -> Job:
        """Get a job: `GET /v1/jobs/{id}`.

        Returns one job. With `Prefer: wait=N` (0–60 seconds) the response is held until the job's
        status changes or N seconds have passed, whichever comes first, and carries
        `Preference-Applied: wait=N`. At most 100 requests of an organization and environment are
        held at a time, fewer when the server has many; others respond at once, without that header.

        :param wait: Seconds, 0 to 60, that the service waits for a change.
        """

    @operation
    def cancel_job(self, id: str, /, *, options: Optional[RequestOptions] = None) -> Job:
        """Cancel a job: `POST /v1/jobs/{id}/cancel`.

        Cancels a job that is `open`, `filled` or `in_progress`. Files approved so far stay yours
        and stay charged. People who have slots keep them until their time is over, 30 minutes at
        most unless they extended it: what they submit by then is scored and, if it is approved,
        paid; the rest of the hold is released at once. A job that is `completed` or `cancelled` is
        final: 409 `conflict`.
        """

    @operation
    def rate_job(
        self,
        id: str,
        /,
        *,
        rating: int,
        comment: Optional[str] = None,
        options: Optional[RequestOptions] = None,
    ) -> Job:
        """Rate a completed job: `POST /v1/jobs/{id}/rate`.

        Rates the result of a completed job with one to five stars, once. A job that is not
        `completed`, or is already rated, is a 409 `conflict`.

        :param rating: Stars, 1–5.
        :param comment: Why, 1–1,000 characters.
        """

    @list_operation
    def get_job_files(
        self,
        id: str,
        /,
        *,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        min_score: Optional[int] = None,
        options: Optional[RequestOptions] = None,
    ) -> Page[File]:
        """List a job's files: `GET /v1/jobs/{id}/files`.

        Lists the approved files of a job with at least `min_score` stars (default 3), newest first,
        with signed download URLs that are valid for 7 days. Files are kept for 90 days after the
        job completes.

        :param limit: The maximum number of items per page, 1–100. Default 20.
        :param cursor: The `next_cursor` of the previous page. An unknown or malformed cursor is a
        400.
        :param min_score: Only files with at least this many stars, 1–5. Default 3.
        """

    @list_operation
    def get_job_submissions(
        self,
        id: str,
        /,
        *,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        status: Optional[SubmissionStatus] = None,
        options: Optional[RequestOptions] = None,
    ) -> Page[Submission]:
        """List a job's submissions: `GET /v1/jobs/{id}/submissions`.

        Lists the submissions to one job, approved or not, newest first.

        :param limit: The maximum number of items per page, 1–100. Default 20.
        :param cursor: The `next_cursor` of the previous page. An unknown or malformed cursor is a
        400.
        :param status: Only submissions with this status: `pending_score`, `approved`, `rejected` or
        `retry_pending`.
        """

    @list_operation
    def list_submissions(
        self,
        *,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        job_id: Optional[str] = None,
        status: Optional[SubmissionStatus] = None,
        min_score: Optional[int] = None,
        start_date: Optional[str] = None,
        end_date: Optional[str] = None,
        options: Optional[RequestOptions] = None,
    ) -> Page[Submission]:
        """List submissions: `GET /v1/submissions`.

        Lists submissions to all jobs, newest first. The window is the 30 days before `end_date`
        unless `start_date` is given; `end_date` defaults to now. A `job_id` that matches nothing
        gives an empty list.

        :param limit: The maximum number of items per page, 1–100. Default 20.
        :param cursor: The `next_cursor` of the previous page. An unknown or malformed cursor is a
        400.
        :param job_id: Only submissions to this job.
        :param status: Only submissions with this status: `pending_score`, `approved`, `rejected` or
        `retry_pending`.
        :param min_score: Only scored submissions with at least this many stars, 1–5.
        :param start_date: Only what happened at or after this time, ISO 8601 with a time zone.
        Default 30 days before `end_date`.
        :param end_date: Only what happened before this time, ISO 8601 with a time zone. Default
        now.
        """

    @operation
    def get_submission_summary(
        self,
        *,
        job_id: Optional[str] = None,
        start_date: Optional[str] = None,
        end_date: Optional[str] = None,
        options: Optional[RequestOptions] = None,
    ) -> SubmissionSummary:
        """Summarize submissions: `GET /v1/submissions/summary`.

        Totals by status, approval rate, mean rating, rating histogram, and median and 95th
        percentile of turnaround, for one job or all of them. The window defaults to the last 30
        days. A `job_id` that matches nothing gives zeros.

        :param job_id: Only submissions to this job.
        :param start_date: Only what happened at or after this time, ISO 8601 with a time zone.
        Default 30 days before `end_date`.
        :param end_date: Only what happened before this time, ISO 8601 with a time zone. Default
        now.
        """

    @operation
    def get_submission(self, id: str, /, *, options: Optional[RequestOptions] = None) -> Submission:
        """Get a submission: `GET /v1/submissions/{id}`.

        Returns one submission with its score and, once scored, the reasoning behind it.
        """

    @operation
    def refresh_file_url(self, id: str, /, *, options: Optional[RequestOptions] = None) -> File:
        """Refresh a file's download URL: `POST /v1/files/{id}/refresh_url`.

        Signs a new `download_url` for a file, valid for 7 days from now. URLs signed earlier stay
        valid until they expire. A file whose content was deleted after its retention period is a
        404.
        """

    @operation
    def create_api_key(
        self,
        *,
        name: str,
        environment: Optional[Environment] = None,
        scopes: Optional[Sequence[Scope]] = None,
        expires_at: Optional[str] = None,
        options: Optional[RequestOptions] = None,
    ) -> ApiKeyWithSecret:
        """Create an API key: `POST /v1/api_keys`.

        Creates a key and returns its secret, once. Without `scopes` the key gets all nine, provided
        that the calling key has them: a key can never create a key with a scope that it lacks
        (403). Without `environment` the new key gets the calling key's environment. A live key can
        also create a test key, which is how to get the first one; a test key can never create a
        live key (403). Live keys manage the keys of both environments, test keys only test keys.

        :param name: What the key is for, 1–100 characters.
        :param environment: `live` or `test`. Default: that of the calling key.
        :param scopes: What the key may do: any of jobs:read, jobs:write, webhooks:read,
        webhooks:write, keys:manage, billing:read, billing:write, audit:read, usage:read, each once.
        Default: all nine.
        :param expires_at: When the key stops working: ISO 8601 with a time zone, in the future.
        Default: never.
        """

    @list_operation
    def list_api_keys(
        self,
        *,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        environment: Optional[Environment] = None,
        options: Optional[RequestOptions] = None,
    ) -> Page[ApiKey]:
        """List API keys: `GET /v1/api_keys`.

        Lists the organization's keys, newest first, including revoked and expired ones; secrets are
        masked to prefix and last four characters. A live key sees the keys of both environments, a
        test key only test keys.

        :param limit: The maximum number of items per page, 1–100. Default 20.
        :param cursor: The `next_cursor` of the previous page. An unknown or malformed cursor is a
        400.
        :param environment: Only keys of this environment: `live` or `test`. Default: every
        environment that the calling key sees.
        """

    @operation
    def delete_api_key(self, id: str, /, *, options: Optional[RequestOptions] = None) -> None:
        """Delete an API key: `DELETE /v1/api_keys/{id}`.

        Deletes a key immediately, as the last step of a manual rotation. Requests with it return
        401 from then on, and it is no longer listed. Revoked and expired keys can be deleted too. A
        key with a scope that the calling key lacks is a 403. The last active live key with all nine
        scopes is a 409 `conflict`: create another one first.
        """

    @operation
    def rotate_api_key(
        self,
        id: str,
        /,
        *,
        options: Optional[RequestOptions] = None,
    ) -> ApiKeyWithSecret:
        """Rotate an API key: `POST /v1/api_keys/{id}/rotate`.

        Gives the key a new secret, shown once, and keeps the old one valid for 24 hours, of three
        secrets at most. The key keeps its id, name, environment and scopes. Revoked and expired
        keys cannot be rotated: 409 `conflict`.
        """

    @operation
    def revoke_api_key(self, id: str, /, *, options: Optional[RequestOptions] = None) -> None:
        """Revoke an API key: `POST /v1/api_keys/{id}/revoke`.

        Revokes a key immediately, including both its secrets if it is being rotated. Requests with
        it return 401 from then on. Revoking a key that is already revoked changes nothing and
        returns 204. A key with a scope that the calling key lacks is a 403. The last active live
        key with all nine scopes is a 409 `conflict`: create another one first.
        """

    @operation
    def create_webhook_endpoint(
        self,
        *,
        url: str,
        events: Sequence[WebhookEventType],
        description: Optional[str] = None,
        options: Optional[RequestOptions] = None,
    ) -> WebhookEndpointWithSecret:
        """Create a webhook endpoint: `POST /v1/webhook_endpoints`.

        Registers a URL for events and returns the secret that signs its deliveries, once. The URL
        must be https: anything else is a 422 `validation_error`.

        :param url: An https URL of at most 2,048 characters. Any other scheme is a 422.
        :param events: The event types to deliver, at least one, each once: submission.scored,
        submission.approved, submission.rejected, job.completed, job.cancelled, job.flagged,
        credits.purchased, credits.low_balance, credits.auto_topped_up, credits.expired,
        credits.expiring_soon.
        :param description: What the endpoint is for, at most 500 characters.
        """

    @list_operation
    def list_webhook_endpoints(
        self,
        *,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        options: Optional[RequestOptions] = None,
    ) -> Page[WebhookEndpoint]:
        """List webhook endpoints: `GET /v1/webhook_endpoints`.

        Lists the webhook endpoints of the key's environment, newest first, without their secrets.

        :param limit: The maximum number of items per page, 1–100. Default 20.
        :param cursor: The `next_cursor` of the previous page. An unknown or malformed cursor is a
        400.
        """

    @operation
    def get_webhook_endpoint(
        self,
        id: str,
        /,
        *,
        options: Optional[RequestOptions] = None,
    ) -> WebhookEndpoint:
        """Get a webhook endpoint: `GET /v1/webhook_endpoints/{id}`.

        Returns one webhook endpoint, without its secret.
        """

    @operation
    def update_webhook_endpoint(
        self,
        id: str,
        /,
        *,
        url: Optional[str] = None,
        events: Optional[Sequence[WebhookEventType]] = None,
        description: Union[Optional[str], Omitted] = OMITTED,
        enabled: Optional[bool] = None,
        options: Optional[RequestOptions] = None,
    ) -> WebhookEndpoint:
        """Update a webhook endpoint: `PATCH /v1/webhook_endpoints/{id}`.

        Changes the fields that are sent and leaves the others. A disabled endpoint gets no new
        deliveries. The URL must be https: anything else is a 422 `validation_error`.

        :param url: An https URL of at most 2,048 characters. Any other scheme is a 422.
        :param events: The event types to deliver, at least one, each once: submission.scored,
        submission.approved, submission.rejected, job.completed, job.cancelled, job.flagged,
        credits.purchased, credits.low_balance, credits.auto_topped_up, credits.expired,
        credits.expiring_soon.
        :param description: What the endpoint is for, at most 500 characters; null clears it.
        :param enabled: Whether events are delivered to it.
        """

    @operation
    def delete_webhook_endpoint(
        self,
        id: str,
        /,
        *,
        options: Optional[RequestOptions] = None,
    ) -> None:
        """Delete a webhook endpoint: `DELETE /v1/webhook_endpoints/{id}`.

        Deletes a webhook endpoint. Deliveries to it that are still pending are dropped.
        """

    @operation
    def rotate_webhook_secret(
        self,
        id: str,
        /,
        *,
        options: Optional[RequestOptions] = None,
    ) -> WebhookEndpointWithSecret:
        """Rotate a webhook endpoint's secret: `POST /v1/webhook_endpoints/{id}/rotate_secret`.

        Gives the endpoint a new signing secret, shown once. For 24 hours deliveries also carry a
        `v1` signature under the old one, so that receivers can switch over in that time. Three
        secrets sign at most.
        """

    @list_operation
    def list_webhook_events(
        self,
        *,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        after: Optional[str] = None,
        type: Optional[WebhookEventType] = None,
        status: Optional[Literal["pending", "delivered", "failed"]] = None,
        wait: Optional[float] = None,
        options: Optional[RequestOptions] = None,
    ) -> Page[EventWithDeliveries]:
        """List webhook events: `GET /v1/webhook_events`.

        Lists events with the state of their deliveries, newest first. An event is `failed` if one
        of its deliveries failed for good, otherwise `pending` if one is still to be attempted,
        otherwise `delivered` (including when no endpoint subscribes to it).

        With `after`, the list has what is newer than a position instead, oldest first, and a
        `position` to continue from: following the positions returns every event exactly once, in
        the order in which they became visible, also when that is not the order of their ids or
        times. `after=now` returns no events and the position of the present; `after=start` begins
        with the first event. With `after` and `Prefer: wait=N` (0–60 seconds), a response without
        events is held until there is one or N seconds have passed, and carries `Preference-Applied:
        wait=N`. At most 20 requests of an organization and environment are held at a time; others
        respond at once, without that header. `after=now` is held only while a long transaction
        keeps the present from being named, which is a 503 without `Prefer`.

        :param limit: The maximum number of items per page, 1–100. Default 20.
        :param cursor: The `next_cursor` of the previous page. An unknown or malformed cursor is a
        400.
        :param after: Only what is newer than this `position` of an earlier response, oldest first;
        `now` for the present and `start` for the beginning. Cannot be combined with `type` or
        `status`. An unknown or malformed position is a 400.
        :param type: Only events of this type.
        :param status: Only events whose worst delivery is in this state: `pending`, `delivered` or
        `failed`.
        :param wait: Seconds, 0 to 60, that the service waits for a change.
        """

    @operation
    def replay_webhook_event(
        self,
        id: str,
        /,
        *,
        options: Optional[RequestOptions] = None,
    ) -> EventWithDeliveries:
        """Replay a webhook event: `POST /v1/webhook_events/{id}/replay`.

        Delivers an event again, with the same id and body, to every enabled endpoint that now
        subscribes to its type, on a fresh schedule of six attempts. Counts in the quota
        `replays_per_hour`, and its deliveries in `pending_deliveries` and, to endpoints that have
        never responded with a 2xx, `unproven_deliveries_per_hour`.
        """

    @operation
    def get_credit_balance(self, *, options: Optional[RequestOptions] = None) -> CreditBalance:
        """Get the credit balance: `GET /v1/billing/credits`.

        Returns the credits of the organization: available, held by running jobs, and their total.
        Test keys see the balance of the test environment, which jobs never change.
        """

    @list_operation
    def list_transactions(
        self,
        *,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        type: Optional[Literal["purchase", "deduction", "free_tier", "bonus", "expiration", "refund"]] = None,
        options: Optional[RequestOptions] = None,
    ) -> Page[CreditTransaction]:
        """List credit transactions: `GET /v1/billing/transactions`.

        Lists the transactions that changed the balance, newest first. Their sum is the available
        plus the held credits.

        :param limit: The maximum number of items per page, 1–100. Default 20.
        :param cursor: The `next_cursor` of the previous page. An unknown or malformed cursor is a
        400.
        :param type: Only transactions of this type: `purchase`, `deduction`, `free_tier`, `bonus`,
        `expiration` or `refund`.
        """

    @operation
    def purchase_credits(
        self,
        *,
        amount_cents: Literal[1000, 2500, 5000, 10000, 25000],
        options: Optional[RequestOptions] = None,
    ) -> CreditPurchase:
        """Purchase credits: `POST /v1/billing/credits/purchase`.

        Starts the purchase of a pack and returns the Stripe Checkout page to pay on. Credits arrive
        when the payment succeeds. Packs: $10, $25 (+5 %), $50 (+10 %), $100 (+15 %), $250 (+20 %);
        the bonus is a transaction of its own. Purchased credits expire 12 months after purchase;
        the soonest-expiring are spent first.

        :param amount_cents: The price of the pack in US cents: 1000, 2500 (+5 % bonus), 5000 (+10
        %), 10000 (+15 %) or 25000 (+20 %).
        """

    @operation
    def get_settings(self, *, options: Optional[RequestOptions] = None) -> Settings:
        """Get the organization's settings: `GET /v1/organization/settings`.

        Returns the organization's name, contacts, tier, job defaults, top-up rules and quotas.
        """

    @operation
    def update_settings(
        self,
        *,
        name: Optional[str] = None,
        email: Optional[str] = None,
        billing_contact: Union[Optional[BillingContactRequest], Omitted] = OMITTED,
        default_type: Union[Optional[JobType], Omitted] = OMITTED,
        default_price_per_file_cents: Union[Optional[int], Omitted] = OMITTED,
        low_balance_threshold_cents: Union[Optional[int], Omitted] = OMITTED,
        auto_topup_enabled: Optional[bool] = None,
        auto_topup_threshold_cents: Union[Optional[int], Omitted] = OMITTED,
        auto_topup_amount_cents: Union[Optional[Literal[1000, 2500, 5000, 10000, 25000]], Omitted] = OMITTED,
        options: Optional[RequestOptions] = None,
    ) -> Settings:
        """Update the organization's settings: `PATCH /v1/organization/settings`.

        Changes the fields that are sent and leaves the others; null clears a field that allows it.
        This is also how name, e-mail address and billing contact are corrected. A default price
        outside 10–50,000 cents is a 400 `pricing_violation`, and an e-mail address that another
        organization uses a 409 `conflict`. Auto top-up can only be enabled when its threshold and
        amount are set. Live traffic reads these settings, so a test key cannot change them (403).

        :param name: The organization's name, 1–100 characters.
        :param email: Its contact e-mail address, at most 254 characters.
        :param billing_contact: Who gets invoices; null clears it.
        :param default_type: The `type` of jobs that do not specify one: `data_collection`,
        `feedback`, or null for no default.
        :param default_price_per_file_cents: The price of jobs that do not specify one, 10–50,000 US
        cents (outside: `pricing_violation`), or null for no default.
        :param low_balance_threshold_cents: `credits.low_balance` is sent when available credits
        fall below this, 0–10,000,000 US cents; null means never.
        :param auto_topup_enabled: Whether to buy a pack when credits run low. Needs the threshold
        and the amount.
        :param auto_topup_threshold_cents: A pack is bought when available credits fall below this,
        0–10,000,000 US cents.
        :param auto_topup_amount_cents: The pack to buy, in US cents: 1000, 2500, 5000, 10000 or
        25000.
        :raises FirstHandApiError: 409: `conflict`: another organization uses this e-mail address.
        """

    @list_operation
    def list_audit_events(
        self,
        *,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        action: Optional[str] = None,
        start_date: Optional[str] = None,
        end_date: Optional[str] = None,
        options: Optional[RequestOptions] = None,
    ) -> Page[AuditEvent]:
        """List audit events: `GET /v1/audit-events`.

        Lists who did what, newest first: changes by API keys and by the service, and every access
        to content. The log is append-only and kept for 1 year.

        :param limit: The maximum number of items per page, 1–100. Default 20.
        :param cursor: The `next_cursor` of the previous page. An unknown or malformed cursor is a
        400.
        :param action: Only events with exactly this action, such as `api_key.created`.
        :param start_date: Only what happened at or after this time, ISO 8601 with a time zone.
        Default 30 days before `end_date`.
        :param end_date: Only what happened before this time, ISO 8601 with a time zone. Default
        now.
        """

    @list_operation
    def list_usage(
        self,
        *,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        start_date: Optional[str] = None,
        end_date: Optional[str] = None,
        options: Optional[RequestOptions] = None,
    ) -> Page[UsageRecord]:
        """List usage records: `GET /v1/usage/requests`.

        Lists the requests made with the organization's keys, newest first. Kept for 1 year.

        :param limit: The maximum number of items per page, 1–100. Default 20.
        :param cursor: The `next_cursor` of the previous page. An unknown or malformed cursor is a
        400.
        :param start_date: Only what happened at or after this time, ISO 8601 with a time zone.
        Default 30 days before `end_date`.
        :param end_date: Only what happened before this time, ISO 8601 with a time zone. Default
        now.
        """

    @operation
    def get_usage_summary(
        self,
        *,
        start_date: Optional[str] = None,
        end_date: Optional[str] = None,
        options: Optional[RequestOptions] = None,
    ) -> UsageSummary:
        """Summarize usage: `GET /v1/usage/summary`.

        Returns totals of requests, errors, durations and credits, by operation and by key. The
        window defaults to the last 30 days.

        :param start_date: Only what happened at or after this time, ISO 8601 with a time zone.
        Default 30 days before `end_date`.
        :param end_date: Only what happened before this time, ISO 8601 with a time zone. Default
        now.
        """

    @operation
    def create_data_export(self, *, options: Optional[RequestOptions] = None) -> DataExport:
        """Create a data export: `POST /v1/privacy/exports`.

        Starts an export of everything held on the organization, in machine-readable form (JSON).
        Poll the export until it is `ready`. The body may be an empty object. A second export of the
        same environment is a 409 `conflict` while the first is `pending`. Needs a key with all nine
        scopes.
        """

    @operation
    def get_data_export(
        self,
        id: str,
        /,
        *,
        options: Optional[RequestOptions] = None,
    ) -> DataExport:
        """Get a data export: `GET /v1/privacy/exports/{id}`.

        Returns a data export and, once it is `ready`, a signed URL to download it, valid for 7
        days. Needs a key with all nine scopes.
        """

    @operation
    def create_erasure(
        self,
        *,
        target: Literal["job"],
        job_id: Optional[str] = None,
        confirm_organization_id: Optional[str] = None,
        options: Optional[RequestOptions] = None,
    ) -> Erasure:
        """Create an erasure: `POST /v1/privacy/erasures`.

        Erases the content of one job, or everything held on the organization, and says what the law
        requires to be kept and until when. It cannot be undone. A running job is cancelled first.
        To erase the organization, repeat its id in `confirm_organization_id`; every key stops
        working when it is done. Needs a key with all nine scopes. An unknown `job_id` is a 404.

        :param target: Always `job`.
        :param job_id: The job to erase. Unknown: 404.
        :param confirm_organization_id: The id of the key's organization, to confirm. Another id is
        a 400.
        """

    @operation
    def get_erasure(self, id: str, /, *, options: Optional[RequestOptions] = None) -> Erasure:
        """Get an erasure: `GET /v1/privacy/erasures/{id}`.

        Returns an erasure, what it erased, and what is kept and until when. Needs a key with all
        nine scopes.
        """

    @waiting_operation
    def create_job_and_wait(
        self,
        *,
        description: str,
        files_needed: int,
        accepted_formats: Sequence[AcceptedFormat],
        type: Optional[JobType] = None,
        price_per_file_cents: Optional[int] = None,
        title: Optional[str] = None,
        files_per_submission: Optional[int] = None,
        min_star_rating: Optional[int] = None,
        scoring_criteria: Optional[str] = None,
        worker_guidelines: Optional[str] = None,
        min_width: Optional[int] = None,
        min_height: Optional[int] = None,
        location: Optional[JobLocationRequest] = None,
        deadline: Optional[str] = None,
        max_workers: Optional[int] = None,
        metadata: Optional[MetadataRequest] = None,
        context: Optional[JobContextRequest] = None,
        until: Union[None, str, Callable[[Job], bool]] = None,
        timeout: float = math.inf,
        on_update: Optional[Callable[[Job], Any]] = None,
        idempotency_key: Optional[str] = None,
    ) -> Job:
        """Create a job and wait until it is completed or cancelled: `create_job`, then
        `wait_for_job`.

        Without a `timeout` it waits as long as people take, which may be hours. When the wait
        fails, the job still exists; call again with the same `idempotency_key` to continue waiting
        for it.

        :param until: A status, or a predicate over the job.
        :param timeout: Seconds to wait in total.
        :param on_update: Called with the job when it is first read, and after each change; its
        failure is logged.
        :param idempotency_key: For `create_job`. Default: a random UUID. Contract §2.
        :raises FirstHandTimeoutError: after `timeout`
        :raises FirstHandApiError: any error of `create_job` or `get_job`
        """


class AsyncOperations:
    """A coroutine for every operation of the API. Contract §3."""

    @async_operation
    async def signup(
        self,
        *,
        name: str,
        email: str,
        options: Optional[RequestOptions] = None,
    ) -> SignupResult:
        """See `FirstHandClient.signup`."""

    @async_operation
    async def create_job(
        self,
        *,
        description: str,
        files_needed: int,
        accepted_formats: Sequence[AcceptedFormat],
        type: Optional[JobType] = None,
        price_per_file_cents: Optional[int] = None,
        title: Optional[str] = None,
        files_per_submission: Optional[int] = None,
        min_star_rating: Optional[int] = None,
        scoring_criteria: Optional[str] = None,
        worker_guidelines: Optional[str] = None,
        min_width: Optional[int] = None,
        min_height: Optional[int] = None,
        location: Optional[JobLocationRequest] = None,
        deadline: Optional[str] = None,
        max_workers: Optional[int] = None,
        metadata: Optional[MetadataRequest] = None,
        context: Optional[JobContextRequest] = None,
        options: Optional[RequestOptions] = None,
    ) -> Job:
        """See `FirstHandClient.create_job`."""

    @list_operation
    def list_jobs(
        self,
        *,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        status: Optional[JobStatus] = None,
        type: Optional[JobType] = None,
        options: Optional[RequestOptions] = None,
    ) -> AsyncList[Job]:
        """See `FirstHandClient.list_jobs`."""

    @async_operation
    async def get_job(
        self,
        id: str,
        /,
        *,
        wait: Optional[float] = None,
        options: Optional[RequestOptions] = None,
    ) -> Job:
        """See `FirstHandClient.get_job`."""

    @async_operation
    async def cancel_job(self, id: str, /, *, options: Optional[RequestOptions] = None) -> Job:
        """See `FirstHandClient.cancel_job`."""

    @async_operation
    async def rate_job(
        self,
        id: str,
        /,
        *,
        rating: int,
        comment: Optional[str] = None,
        options: Optional[RequestOptions] = None,
    ) -> Job:
        """See `FirstHandClient.rate_job`."""

    @list_operation
    def get_job_files(
        self,
        id: str,
        /,
        *,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        min_score: Optional[int] = None,
        options: Optional[RequestOptions] = None,
    ) -> AsyncList[File]:
        """See `FirstHandClient.get_job_files`."""

    @list_operation
    def get_job_submissions(
        self,
        id: str,
        /,
        *,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        status: Optional[SubmissionStatus] = None,
        options: Optional[RequestOptions] = None,
    ) -> AsyncList[Submission]:
        """See `FirstHandClient.get_job_submissions`."""

    @list_operation
    def list_submissions(
        self,
        *,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        job_id: Optional[str] = None,
        status: Optional[SubmissionStatus] = None,
        min_score: Optional[int] = None,
        start_date: Optional[str] = None,
        end_date: Optional[str] = None,
        options: Optional[RequestOptions] = None,
    ) -> AsyncList[Submission]:
        """See `FirstHandClient.list_submissions`."""

    @async_operation
    async def get_submission_summary(
        self,
        *,
        job_id: Optional[str] = None,
        start_date: Optional[str] = None,
        end_date: Optional[str] = None,
        options: Optional[RequestOptions] = None,
    ) -> SubmissionSummary:
        """See `FirstHandClient.get_submission_summary`."""

    @async_operation
    async def get_submission(
        self,
        id: str,
        /,
        *,
        options: Optional[RequestOptions] = None,
    ) -> Submission:
        """See `FirstHandClient.get_submission`."""

    @async_operation
    async def refresh_file_url(
        self,
        id: str,
        /,
        *,
        options: Optional[RequestOptions] = None,
    ) -> File:
        """See `FirstHandClient.refresh_file_url`."""

    @async_operation
    async def create_api_key(
        self,
        *,
        name: str,
        environment: Optional[Environment] = None,
        scopes: Optional[Sequence[Scope]] = None,
        expires_at: Optional[str] = None,
        options: Optional[RequestOptions] = None,
    ) -> ApiKeyWithSecret:
        """See `FirstHandClient.create_api_key`."""

    @list_operation
    def list_api_keys(
        self,
        *,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        environment: Optional[Environment] = None,
        options: Optional[RequestOptions] = None,
    ) -> AsyncList[ApiKey]:
        """See `FirstHandClient.list_api_keys`."""

    @async_operation
    async def delete_api_key(self, id: str, /, *, options: Optional[RequestOptions] = None) -> None:
        """See `FirstHandClient.delete_api_key`."""

    @async_operation
    async def rotate_api_key(
        self,
        id: str,
        /,
        *,
        options: Optional[RequestOptions] = None,
    ) -> ApiKeyWithSecret:
        """See `FirstHandClient.rotate_api_key`."""

    @async_operation
    async def revoke_api_key(self, id: str, /, *, options: Optional[RequestOptions] = None) -> None:
        """See `FirstHandClient.revoke_api_key`."""

    @async_operation
    async def create_webhook_endpoint(
        self,
        *,
        url: str,
        events: Sequence[WebhookEventType],
        description: Optional[str] = None,
        options: Optional[RequestOptions] = None,
    ) -> WebhookEndpointWithSecret:
        """See `FirstHandClient.create_webhook_endpoint`."""

    @list_operation
    def list_webhook_endpoints(
        self,
        *,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        options: Optional[RequestOptions] = None,
    ) -> AsyncList[WebhookEndpoint]:
        """See `FirstHandClient.list_webhook_endpoints`."""

    @async_operation
    async def get_webhook_endpoint(
        self,
        id: str,
        /,
        *,
        options: Optional[RequestOptions] = None,
    ) -> WebhookEndpoint:
        """See `FirstHandClient.get_webhook_endpoint`."""

    @async_operation
    async def update_webhook_endpoint(
        self,
        id: str,
        /,
        *,
        url: Optional[str] = None,
        events: Optional[Sequence[WebhookEventType]] = None,
        description: Union[Optional[str], Omitted] = OMITTED,
        enabled: Optional[bool] = None,
        options: Optional[RequestOptions] = None,
    ) -> WebhookEndpoint:
        """See `FirstHandClient.update_webhook_endpoint`."""

    @async_operation
    async def delete_webhook_endpoint(
        self,
        id: str,
        /,
        *,
        options: Optional[RequestOptions] = None,
    ) -> None:
        """See `FirstHandClient.delete_webhook_endpoint`."""

    @async_operation
    async def rotate_webhook_secret(
        self,
        id: str,
        /,
        *,
        options: Optional[RequestOptions] = None,
    ) -> WebhookEndpointWithSecret:
        """See `FirstHandClient.rotate_webhook_secret`."""

    @list_operation
    def list_webhook_events(
        self,
        *,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        after: Optional[str] = None,
        type: Optional[WebhookEventType] = None,
        status: Optional[Literal["pending", "delivered", "failed"]] = None,
        wait: Optional[float] = None,
        options: Optional[RequestOptions] = None,
    ) -> AsyncList[EventWithDeliveries]:
        """See `FirstHandClient.list_webhook_events`."""

    @async_operation
    async def replay_webhook_event(
        self,
        id: str,
        /,
        *,
        options: Optional[RequestOptions] = None,
    ) -> EventWithDeliveries:
        """See `FirstHandClient.replay_webhook_event`."""

    @async_operation
    async def get_credit_balance(
        self,
        *,
        options: Optional[RequestOptions] = None,
    ) -> CreditBalance:
        """See `FirstHandClient.get_credit_balance`."""

    @list_operation
    def list_transactions(
        self,
        *,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        type: Optional[Literal["purchase", "deduction", "free_tier", "bonus", "expiration", "refund"]] = None,
        options: Optional[RequestOptions] = None,
    ) -> AsyncList[CreditTransaction]:
        """See `FirstHandClient.list_transactions`."""

    @async_operation
    async def purchase_credits(
        self,
        *,
        amount_cents: Literal[1000, 2500, 5000, 10000, 25000],
        options: Optional[RequestOptions] = None,
    ) -> CreditPurchase:
        """See `FirstHandClient.purchase_credits`."""

    @async_operation
    async def get_settings(self, *, options: Optional[RequestOptions] = None) -> Settings:
        """See `FirstHandClient.get_settings`."""

    @async_operation
    async def update_settings(
        self,
        *,
        name: Optional[str] = None,
        email: Optional[str] = None,
        billing_contact: Union[Optional[BillingContactRequest], Omitted] = OMITTED,
        default_type: Union[Optional[JobType], Omitted] = OMITTED,
        default_price_per_file_cents: Union[Optional[int], Omitted] = OMITTED,
        low_balance_threshold_cents: Union[Optional[int], Omitted] = OMITTED,
        auto_topup_enabled: Optional[bool] = None,
        auto_topup_threshold_cents: Union[Optional[int], Omitted] = OMITTED,
        auto_topup_amount_cents: Union[Optional[Literal[1000, 2500, 5000, 10000, 25000]], Omitted] = OMITTED,
        options: Optional[RequestOptions] = None,
    ) -> Settings:
        """See `FirstHandClient.update_settings`."""

    @list_operation
    def list_audit_events(
        self,
        *,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        action: Optional[str] = None,
        start_date: Optional[str] = None,
        end_date: Optional[str] = None,
        options: Optional[RequestOptions] = None,
    ) -> AsyncList[AuditEvent]:
        """See `FirstHandClient.list_audit_events`."""

    @list_operation
    def list_usage(
        self,
        *,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        start_date: Optional[str] = None,
        end_date: Optional[str] = None,
        options: Optional[RequestOptions] = None,
    ) -> AsyncList[UsageRecord]:
        """See `FirstHandClient.list_usage`."""

    @async_operation
    async def get_usage_summary(
        self,
        *,
        start_date: Optional[str] = None,
        end_date: Optional[str] = None,
        options: Optional[RequestOptions] = None,
    ) -> UsageSummary:
        """See `FirstHandClient.get_usage_summary`."""

    @async_operation
    async def create_data_export(self, *, options: Optional[RequestOptions] = None) -> DataExport:
        """See `FirstHandClient.create_data_export`."""

    @async_operation
    async def get_data_export(
        self,
        id: str,
        /,
        *,
        options: Optional[RequestOptions] = None,
    ) -> DataExport:
        """See `FirstHandClient.get_data_export`."""

    @async_operation
    async def create_erasure(
        self,
        *,
        target: Literal["job"],
        job_id: Optional[str] = None,
        confirm_organization_id: Optional[str] = None,
        options: Optional[RequestOptions] = None,
    ) -> Erasure:
        """See `FirstHandClient.create_erasure`."""

    @async_operation
    async def get_erasure(self, id: str, /, *, options: Optional[RequestOptions] = None) -> Erasure:
        """See `FirstHandClient.get_erasure`."""

    @async_waiting_operation
    async def create_job_and_wait(
        self,
        *,
        description: str,
        files_needed: int,
        accepted_formats: Sequence[AcceptedFormat],
        type: Optional[JobType] = None,
        price_per_file_cents: Optional[int] = None,
        title: Optional[str] = None,
        files_per_submission: Optional[int] = None,
        min_star_rating: Optional[int] = None,
        scoring_criteria: Optional[str] = None,
        worker_guidelines: Optional[str] = None,
        min_width: Optional[int] = None,
        min_height: Optional[int] = None,
        location: Optional[JobLocationRequest] = None,
        deadline: Optional[str] = None,
        max_workers: Optional[int] = None,
        metadata: Optional[MetadataRequest] = None,
        context: Optional[JobContextRequest] = None,
        until: Union[None, str, Callable[[Job], bool]] = None,
        timeout: float = math.inf,
        on_update: Optional[Callable[[Job], Any]] = None,
        idempotency_key: Optional[str] = None,
    ) -> Job:
        """See `FirstHandClient.create_job_and_wait`."""


#: The route of each method, and what its arguments become.
OPERATIONS: Dict[str, Operation] = {
    "signup": Operation(
        "signup", "POST", ("/v1/auth/signup",), "public", ()
    ),
    "create_job": Operation(
        "createJob", "POST", ("/v1/jobs",), "body", ()
    ),
    "list_jobs": Operation(
        "listJobs", "GET", ("/v1/jobs",), "page", ()
    ),
    "get_job": Operation(
        "getJob", "GET", ("/v1/jobs/", ""), "", ()
    ),
    "cancel_job": Operation(
        "cancelJob", "POST", ("/v1/jobs/", "/cancel"), "", ()
    ),
    "rate_job": Operation(
        "rateJob", "POST", ("/v1/jobs/", "/rate"), "body", ()
    ),
    "get_job_files": Operation(
        "getJobFiles", "GET", ("/v1/jobs/", "/files"), "page", ()
    ),
    "get_job_submissions": Operation(
        "getJobSubmissions", "GET", ("/v1/jobs/", "/submissions"), "page", ()
    ),
    "list_submissions": Operation(
        "listSubmissions", "GET", ("/v1/submissions",), "page", ()
    ),
    "get_submission_summary": Operation(
        "getSubmissionSummary", "GET", ("/v1/submissions/summary",), "query", ()
    ),
    "get_submission": Operation(
        "getSubmission", "GET", ("/v1/submissions/", ""), "", ()
    ),
    "refresh_file_url": Operation(
        "refreshFileUrl", "POST", ("/v1/files/", "/refresh_url"), "", ()
    ),
    "create_api_key": Operation(
        "createApiKey", "POST", ("/v1/api_keys",), "body", ()
    ),
    "list_api_keys": Operation(
        "listApiKeys", "GET", ("/v1/api_keys",), "page", ()
    ),
    "delete_api_key": Operation(
        "deleteApiKey", "DELETE", ("/v1/api_keys/", ""), "void", ()
    ),
    "rotate_api_key": Operation(
        "rotateApiKey", "POST", ("/v1/api_keys/", "/rotate"), "", ()
    ),
    "revoke_api_key": Operation(
        "revokeApiKey", "POST", ("/v1/api_keys/", "/revoke"), "void", ()
    ),
    "create_webhook_endpoint": Operation(
        "createWebhookEndpoint", "POST", ("/v1/webhook_endpoints",), "body", ()
    ),
    "list_webhook_endpoints": Operation(
        "listWebhookEndpoints", "GET", ("/v1/webhook_endpoints",), "page", ()
    ),
    "get_webhook_endpoint": Operation(
        "getWebhookEndpoint", "GET", ("/v1/webhook_endpoints/", ""), "", ()
    ),
    "update_webhook_endpoint": Operation(
        "updateWebhookEndpoint", "PATCH", ("/v1/webhook_endpoints/", ""), "body", ("description",)
    ),
    "delete_webhook_endpoint": Operation(
        "deleteWebhookEndpoint", "DELETE", ("/v1/webhook_endpoints/", ""), "void", ()
    ),
    "rotate_webhook_secret": Operation(
        "rotateWebhookSecret", "POST", ("/v1/webhook_endpoints/", "/rotate_secret"), "", ()
    ),
    "list_webhook_events": Operation(
        "listWebhookEvents", "GET", ("/v1/webhook_events",), "page", ()
    ),
    "replay_webhook_event": Operation(
        "replayWebhookEvent", "POST", ("/v1/webhook_events/", "/replay"), "", ()
    ),
    "get_credit_balance": Operation(
        "getCreditBalance", "GET", ("/v1/billing/credits",), "", ()
    ),
    "list_transactions": Operation(
        "listTransactions", "GET", ("/v1/billing/transactions",), "page", ()
    ),
    "purchase_credits": Operation(
        "purchaseCredits", "POST", ("/v1/billing/credits/purchase",), "body", ()
    ),
    "get_settings": Operation(
        "getSettings", "GET", ("/v1/organization/settings",), "", ()
    ),
    "update_settings": Operation(
        "updateSettings", "PATCH", ("/v1/organization/settings",), "body", ("billing_contact", "default_type", "default_price_per_file_cents", "low_balance_threshold_cents", "auto_topup_threshold_cents", "auto_topup_amount_cents")
    ),
    "list_audit_events": Operation(
        "listAuditEvents", "GET", ("/v1/audit-events",), "page", ()
    ),
    "list_usage": Operation(
        "listUsage", "GET", ("/v1/usage/requests",), "page", ()
    ),
    "get_usage_summary": Operation(
        "getUsageSummary", "GET", ("/v1/usage/summary",), "query", ()
    ),
    "create_data_export": Operation(
        "createDataExport", "POST", ("/v1/privacy/exports",), "optional_body", ()
    ),
    "get_data_export": Operation(
        "getDataExport", "GET", ("/v1/privacy/exports/", ""), "", ()
    ),
    "create_erasure": Operation(
        "createErasure", "POST", ("/v1/privacy/erasures",), "body", ()
    ),
    "get_erasure": Operation(
        "getErasure", "GET", ("/v1/privacy/erasures/", ""), "", ()
    ),
}
