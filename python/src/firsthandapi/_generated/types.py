# Generated from spec/openapi.yaml by spec/generate.ts; do not edit.

"""What the API receives and returns, as types of plain dictionaries."""

from __future__ import annotations

from typing import Any, Dict, List, Literal, Mapping, Optional, Sequence, TypedDict, Union

from .codes import (
    AcceptedFormat,
    Environment,
    JobStatus,
    JobType,
    Scope,
    SubmissionStatus,
    WebhookEventType,
)

OrganizationId = str
"""An organization's id."""

ApiKeyId = str
"""An API key's id."""

JobId = str
"""A job's id."""

SubmissionId = str
"""A submission's id."""

FileId = str
"""A file's id."""

WorkerId = str
"""A worker's id."""

WebhookEndpointId = str
"""A webhook endpoint's id."""

EventId = str
"""An event's id."""

WebhookDeliveryId = str
"""A webhook delivery's id."""

CreditTransactionId = str
"""A credit transaction's id."""

AuditEventId = str
"""An audit event's id."""

DataExportId = str
"""A data export's id."""

ErasureId = str
"""An erasure's id."""

RequestId = str
"""A request's id."""

ApiVersion = str
"""The API version of this event's format, a date."""

MetadataRequest = Mapping[str, str]
"""Your own data, returned with the job. At most 20 keys of 1–40 characters, string values of at
most 500 characters.
"""



class SignupRequest(TypedDict):
    """The organization to create."""

    name: str
    email: str


class _CreateJobRequest(TypedDict):
    description: str
    files_needed: int
    accepted_formats: Sequence[AcceptedFormat]


class CreateJobRequest(_CreateJobRequest, total=False):
    """What workers should collect."""

    type: JobType
    price_per_file_cents: int
    title: str
    files_per_submission: int
    min_star_rating: int
    scoring_criteria: str
    worker_guidelines: str
    min_width: int
    min_height: int
    location: JobLocationRequest
    deadline: str
    max_workers: int
    metadata: MetadataRequest
    context: JobContextRequest


class JobLocationRequest(TypedDict):
    """Where files must be captured, a circle on the map."""

    lat: float
    """Latitude of the centre in degrees, −90 to 90."""
    lng: float
    """Longitude of the centre in degrees, −180 to 180."""
    radius_km: float
    """Radius in kilometres, 0.1–20,000."""


class JobContextRequest(TypedDict, total=False):
    """What workers see besides the description."""

    text: str
    """Text to show, 1–10,000 characters."""
    image_urls: Sequence[str]
    """Images to show, at most 10 https URLs of at most 2,048 characters."""
    attachments: Sequence[JobAttachmentRequest]
    """Other files to offer, at most 10."""


class _JobAttachmentRequest(TypedDict):
    url: str
    """Its location: an https URL of at most 2,048 characters."""


class JobAttachmentRequest(_JobAttachmentRequest, total=False):
    """A file that workers can open."""

    content_type: str
    """Its media type, such as `application/pdf`."""
    filename: str
    """Its name as workers see it, 1–255 characters."""


class _RateJobRequest(TypedDict):
    rating: int


class RateJobRequest(_RateJobRequest, total=False):
    """How good the result of a job is."""

    comment: str


class _CreateApiKeyRequest(TypedDict):
    name: str


class CreateApiKeyRequest(_CreateApiKeyRequest, total=False):
    """The key to create."""

    environment: Environment
    scopes: Sequence[Scope]
    expires_at: str


class _CreateWebhookEndpointRequest(TypedDict):
    url: str
    events: Sequence[WebhookEventType]


class CreateWebhookEndpointRequest(_CreateWebhookEndpointRequest, total=False):
    """The events to deliver, and where."""

    description: str


class UpdateWebhookEndpointRequest(TypedDict, total=False):
    """The fields to change."""

    url: str
    events: Sequence[WebhookEventType]
    description: Optional[str]
    enabled: bool


class PurchaseCreditsRequest(TypedDict):
    """The pack to buy."""

    amount_cents: Literal[1000, 2500, 5000, 10000, 25000]


class UpdateSettingsRequest(TypedDict, total=False):
    """The fields to change."""

    name: str
    email: str
    billing_contact: Optional[BillingContactRequest]
    default_type: Optional[JobType]
    default_price_per_file_cents: Optional[int]
    low_balance_threshold_cents: Optional[int]
    auto_topup_enabled: bool
    auto_topup_threshold_cents: Optional[int]
    auto_topup_amount_cents: Optional[Literal[1000, 2500, 5000, 10000, 25000]]


class BillingContactRequest(TypedDict):
    """Who gets invoices."""

    name: str
    """A person or department, 1–100 characters."""
    email: str
    """Where invoices go, at most 254 characters."""


class CreateDataExportRequest(TypedDict):
    """An empty object; an export always contains everything."""


class JobErasureRequest(TypedDict):
    """Erases the content of one job."""

    target: Literal["job"]
    job_id: str
    """The job to erase. Unknown: 404."""


class OrganizationErasureRequest(TypedDict):
    """Erases everything held on the organization."""

    target: Literal["organization"]
    confirm_organization_id: str
    """The id of the key's organization, to confirm. Another id is a 400."""


class ExceededQuota(TypedDict):
    """The quota that a `quota_exceeded` is about; absent from other errors."""

    name: Union[Literal["api_keys", "active_jobs", "open_files", "webhook_endpoints", "pending_deliveries", "unproven_deliveries_per_hour", "replays_per_hour", "exports_per_day", "stored_bytes", "spend_cents_per_day"], str]
    """Which quota: `api_keys`, `active_jobs`, `open_files`, `webhook_endpoints`,
    `pending_deliveries`, `unproven_deliveries_per_hour`, `replays_per_hour`, `exports_per_day`,
    `stored_bytes` or `spend_cents_per_day`. More may be added.
    """
    limit: int
    """The most that the organization may use in the key's environment."""
    used: int
    """What it uses now."""
    requested: int
    """How much more the request would have used."""
    resets_at: Optional[str]
    """When a quota of an hour or a day starts again, ISO 8601 UTC; null for a quota that makes room
    only when something ends or is deleted.
    """


class Quota(TypedDict):
    """What an organization may use in one environment, and what it uses now."""

    name: Union[Literal["api_keys", "active_jobs", "open_files", "webhook_endpoints", "pending_deliveries", "unproven_deliveries_per_hour", "replays_per_hour", "exports_per_day", "stored_bytes", "spend_cents_per_day"], str]
    """What is counted: `api_keys` (revoked ones that are not deleted included), `active_jobs`
    (neither completed nor cancelled), `open_files` (files that active test jobs need),
    `webhook_endpoints`, `pending_deliveries`, `unproven_deliveries_per_hour` (to endpoints that
    have never responded with a 2xx), `replays_per_hour`, `exports_per_day`, `stored_bytes` (texts,
    files and events of jobs, and data exports) or `spend_cents_per_day` (held for live jobs). More
    may be added.
    """
    limit: Optional[int]
    """The most that may be used; null for no limit."""
    used: Optional[int]
    """What is used now; null when there is no limit."""
    resets_at: Optional[str]
    """When a quota of an hour or a day starts again, ISO 8601 UTC; null for the others, and while
    nothing is used.
    """


class ErrorDetail(TypedDict):
    """One field that is wrong."""

    field: str
    """Its path as the caller wrote it, such as `location.lat` or `accepted_formats[1]`, or the name
    of a parameter or header.
    """
    message: str
    """What is wrong with it and what is allowed."""


class SignupResult(TypedDict):
    """A new organization and its first key."""

    organization_id: OrganizationId
    api_key: str
    """A live key with all nine scopes, shown only here."""
    credits_cents: int
    """Free credits of the new account, in US cents: 250, or 0 when they are not granted now."""


class Job(TypedDict):
    """A request for files, and its progress."""

    object: Literal["job"]
    id: JobId
    environment: Union[Environment, str]
    """`live` or `test`."""
    status: Union[JobStatus, str]
    """`open` (workers may accept it), `filled` (every slot is taken and pending), `in_progress` (at
    least one file is approved), `completed` or `cancelled` (both final). More may be added.
    """
    type: Union[JobType, str]
    """`data_collection` or `feedback`. More may be added."""
    title: Optional[str]
    """Headline for workers."""
    description: str
    """What you need."""
    files_needed: int
    """The number of approved files that completes the job."""
    files_per_submission: int
    """The number of files requested from each worker."""
    accepted_formats: List[Union[AcceptedFormat, str]]
    """The media types that workers may submit."""
    price_per_file_cents: int
    """What each approved file costs, in US cents."""
    min_star_rating: int
    """The minimum stars for approval, 1–5."""
    scoring_criteria: Optional[str]
    """What scoring considers besides the description."""
    worker_guidelines: Optional[str]
    """Instructions for workers."""
    min_width: Optional[int]
    """The minimum width of an image or video, in pixels."""
    min_height: Optional[int]
    """The minimum height of an image or video, in pixels."""
    location: Optional[JobLocation]
    """Where files must be captured."""
    deadline: Optional[str]
    """When the job is cancelled if not completed, ISO 8601 UTC."""
    max_workers: Optional[int]
    """The maximum number of different workers; null means no limit."""
    metadata: Dict[str, str]
    """Your own data; empty if none was given."""
    context: Optional[JobContext]
    """What workers see besides the description."""
    files_approved: int
    """Files approved so far."""
    files_pending: int
    """Slots taken by workers whose files are not yet approved or rejected."""
    total_cost_cents: int
    """What the approved files cost so far, in US cents: `files_approved` × `price_per_file_cents`.
    Calculated the same way in the test environment, where nothing is charged.
    """
    rating: Optional[int]
    """Your rating of the result in stars, 1–5; null until rated."""
    rating_comment: Optional[str]
    """Your comment on that rating."""
    created_at: str
    """When it was created, ISO 8601 UTC."""
    updated_at: str
    """When it last changed, ISO 8601 UTC."""
    completed_at: Optional[str]
    """When it was completed, ISO 8601 UTC."""
    cancelled_at: Optional[str]
    """When it was cancelled, ISO 8601 UTC."""


class FlaggedJob(Job):
    """A job under review, and why."""

    flag_reason: str
    """Why the job was flagged, for humans."""


class JobLocation(TypedDict):
    """A circle on the map."""

    lat: float
    """Latitude of the centre in degrees."""
    lng: float
    """Longitude of the centre in degrees."""
    radius_km: float
    """Radius in kilometres."""


class JobContext(TypedDict):
    """What workers see besides the description."""

    text: Optional[str]
    """Text to show."""
    image_urls: List[str]
    """Images to show."""
    attachments: List[JobAttachment]
    """Other files to offer."""


class JobAttachment(TypedDict):
    """A file that workers can open."""

    url: str
    """Its URL."""
    content_type: Optional[str]
    """Its media type."""
    filename: Optional[str]
    """Its name as workers see it."""


class Submission(TypedDict):
    """One file that a worker submitted, and its score."""

    object: Literal["submission"]
    id: SubmissionId
    job_id: JobId
    worker_id: WorkerId
    status: Union[SubmissionStatus, str]
    """`pending_score`, `approved`, `rejected` (final), or `retry_pending` (the worker may try again
    once). More may be added.
    """
    attempt: int
    """The number of the worker's attempt, from 1."""
    ai_star_rating: Optional[int]
    """Stars, 1–5; null until scored."""
    ai_dimensions: Optional[ScoreDimensions]
    """The scores behind the stars; null until scored, and for files too small to be scored."""
    ai_reasoning: Optional[str]
    """The reasons for the score; null until scored."""
    file_url: Optional[str]
    """A signed URL, valid for 7 days: of the file once it is approved, and before that, or when it
    is rejected, of a small preview. Null when there is no preview, and once the content is deleted.
    Files of simulated workers are always shown themselves.
    """
    content_type: Union[AcceptedFormat, str]
    """Its media type: image/jpeg, image/png, image/webp, audio/mpeg, audio/wav, audio/mp4,
    video/mp4 or video/quicktime. More may be added.
    """
    size_bytes: int
    """Its size in bytes."""
    submitted_at: str
    """When it was submitted, ISO 8601 UTC."""
    scored_at: Optional[str]
    """When it was scored, ISO 8601 UTC."""


class ScoreDimensions(TypedDict):
    """The three scores whose weighted mean gives the stars."""

    relevance: int
    """Whether it shows what was asked for, 1–5."""
    quality: int
    """How good the recording is, 1–5."""
    completeness: int
    """Whether it shows all that was asked for, 1–5."""


class SubmissionSummaryByStatus(TypedDict):
    """Their number by status."""

    pending_score: int
    """Waiting to be scored."""
    approved: int
    """Approved."""
    rejected: int
    """Rejected."""
    retry_pending: int
    """Waiting for the worker's second attempt."""


class SubmissionSummary(TypedDict):
    """Totals over the submissions of a time window."""

    object: Literal["submission_summary"]
    job_id: Optional[str]
    """The job it is limited to; null for all."""
    start_date: str
    """Start of the window (included), ISO 8601 UTC."""
    end_date: str
    """End of the window (not included), ISO 8601 UTC."""
    total: int
    """Submissions during the window."""
    by_status: SubmissionSummaryByStatus
    """Their number by status."""
    approval_rate: Optional[float]
    """Approved ÷ (approved + rejected), 0–1; null when there are neither."""
    mean_rating: Optional[float]
    """Mean stars of the scored submissions, 1–5; null when none are scored."""
    rating_histogram: Dict[Literal["1", "2", "3", "4", "5"], int]
    """The number of scored submissions by stars."""
    median_turnaround_seconds: Optional[float]
    """Median seconds from the job's creation to the submission's score; null when none are scored.
    """
    p95_turnaround_seconds: Optional[float]
    """The 95th percentile of those seconds; null when none are scored."""


class File(TypedDict):
    """The file of an approved submission. It never changes."""

    object: Literal["file"]
    id: FileId
    job_id: JobId
    submission_id: SubmissionId
    content_type: Union[AcceptedFormat, str]
    """Its media type: image/jpeg, image/png, image/webp, audio/mpeg, audio/wav, audio/mp4,
    video/mp4 or video/quicktime. More may be added.
    """
    size_bytes: int
    """Its size in bytes."""
    duration_seconds: Optional[float]
    """Length of audio or video, in seconds; null for images."""
    width: Optional[int]
    """Width in pixels; null for audio."""
    height: Optional[int]
    """Height in pixels; null for audio."""
    content_hash: str
    """SHA-256 of the bytes, 64 lower-case hex digits."""
    captured_at: Optional[str]
    """When it was recorded, ISO 8601 UTC, if the device reports it."""
    ai_star_rating: int
    """Stars of its submission, 1–5."""
    device_info: DeviceInfo
    worker_region: Optional[str]
    """Rough region of the worker, such as `US-CA`."""
    download_url: str
    """A signed URL of the bytes. Do not send an API key to it."""
    download_url_expires_at: str
    """When `download_url` expires, ISO 8601 UTC: 7 days after signing."""
    annotations: Optional[FileAnnotations]
    """What was recognized in it, by kind of media; null when not annotated."""
    keyframes: Optional[List[Keyframe]]
    """Stills of a video; null for images and audio."""
    created_at: str
    """When it was approved, ISO 8601 UTC."""


class DeviceInfo(TypedDict):
    """What it was recorded with."""

    device_model: Optional[str]
    """Model of the device."""
    device_os: Optional[str]
    """Its operating system and version."""
    app_version: Optional[str]
    """Version of the worker application."""


class Keyframe(TypedDict):
    """A still of a video."""

    at_seconds: float
    """Its position in the video, in seconds."""
    image_url: str
    """A signed URL of the still."""


class BoundingBox(TypedDict):
    """A rectangle, in fractions of the image's width and height from its top left corner."""

    x: float
    """Left edge, 0–1."""
    y: float
    """Top edge, 0–1."""
    width: float
    """Width, 0–1."""
    height: float
    """Height, 0–1."""


class ImageAnnotationsObjects(TypedDict):
    """The `objects` of ImageAnnotations."""

    label: str
    """What it is."""
    confidence: float
    """The model's confidence, 0–1."""
    box: BoundingBox


class ImageAnnotationsText(TypedDict):
    """The `text` of ImageAnnotations."""

    text: str
    """What it says."""
    confidence: float
    """The model's confidence, 0–1."""
    box: BoundingBox


class ImageAnnotationsScene(TypedDict):
    """The scene as a whole."""

    label: str
    """What scene it is."""
    confidence: float
    """The model's confidence, 0–1."""
    setting: Union[Literal["indoor", "outdoor", "unknown"], str]
    """`indoor`, `outdoor` or `unknown`. More may be added."""


class ImageAnnotationsFaces(TypedDict):
    """Faces seen. They are counted and located, never identified."""

    count: int
    """Their number."""
    boxes: List[BoundingBox]
    """Their positions."""


class ImageAnnotationsQuality(TypedDict):
    """Technical quality."""

    sharpness: float
    """From 0 (blurred) to 1 (sharp)."""
    exposure: float
    """From 0 (black) through 0.5 (well exposed) to 1 (white)."""
    noise: float
    """From 0 (clean) to 1 (noisy)."""


class ImageAnnotationsSafety(TypedDict):
    """Whether it may be offensive or harmful."""

    flagged: bool
    """Whether any category was found."""
    categories: List[str]
    """The categories found."""


class ImageAnnotations(TypedDict):
    """What was recognized in an image."""

    kind: Literal["image"]
    annotation_model: str
    """The model, with its version, that made the annotations."""
    objects: List[ImageAnnotationsObjects]
    """Objects seen."""
    text: List[ImageAnnotationsText]
    """Text seen."""
    scene: ImageAnnotationsScene
    """The scene as a whole."""
    faces: ImageAnnotationsFaces
    """Faces seen. They are counted and located, never identified."""
    quality: ImageAnnotationsQuality
    """Technical quality."""
    safety: ImageAnnotationsSafety
    """Whether it may be offensive or harmful."""


class AudioAnnotationsTranscriptWords(TypedDict):
    """The `words` of AudioAnnotationsTranscript."""

    word: str
    """The word."""
    start_seconds: float
    """Where it starts, in seconds."""
    end_seconds: float
    """Where it ends, in seconds."""
    confidence: float
    """The model's confidence, 0–1."""
    speaker_id: Optional[str]
    """The speaker, one of `speakers`."""


class AudioAnnotationsTranscript(TypedDict):
    """What is said."""

    language: Optional[str]
    """Its language as a BCP 47 tag; null without speech."""
    text: str
    """The full text."""
    words: List[AudioAnnotationsTranscriptWords]
    """Word by word."""


class AudioAnnotationsSpeakers(TypedDict):
    """The `speakers` of AudioAnnotations."""

    id: str
    """Name of the voice within this file."""
    speaking_seconds: float
    """Its speaking time, in seconds."""


class AudioAnnotationsAudio(TypedDict):
    """The recording itself."""

    sample_rate_hz: int
    """Samples per second."""
    channels: int
    """Number of channels."""
    bit_rate_bps: Optional[int]
    """Bits per second, if known."""


class AudioAnnotations(TypedDict):
    """What was recognized in a sound recording."""

    kind: Literal["audio"]
    annotation_model: str
    """The model, with its version, that made the annotations."""
    transcript: AudioAnnotationsTranscript
    """What is said."""
    speakers: List[AudioAnnotationsSpeakers]
    """The distinct voices."""
    audio: AudioAnnotationsAudio
    """The recording itself."""


class VideoAnnotationsScenes(TypedDict):
    """The `scenes` of VideoAnnotations."""

    start_seconds: float
    """Where it starts, in seconds."""
    end_seconds: float
    """Where it ends, in seconds."""
    label: str
    """What scene it is."""
    confidence: float
    """The model's confidence, 0–1."""


class VideoAnnotationsTrackedObjectsAppearances(TypedDict):
    """The `appearances` of VideoAnnotationsTrackedObjects."""

    at_seconds: float
    """When, in seconds."""
    box: BoundingBox


class VideoAnnotationsTrackedObjects(TypedDict):
    """The `tracked_objects` of VideoAnnotations."""

    id: str
    """Name of the object within this file."""
    label: str
    """What it is."""
    confidence: float
    """The model's confidence, 0–1."""
    appearances: List[VideoAnnotationsTrackedObjectsAppearances]
    """Its positions over time."""


class VideoAnnotationsVideo(TypedDict):
    """The recording itself."""

    frame_rate: float
    """Frames per second."""
    codec: str
    """Name of the video codec."""
    has_audio: bool
    """Whether it has sound."""


class VideoAnnotations(TypedDict):
    """What was recognized in a video."""

    kind: Literal["video"]
    annotation_model: str
    """The model, with its version, that made the annotations."""
    scenes: List[VideoAnnotationsScenes]
    """The scenes, in order."""
    tracked_objects: List[VideoAnnotationsTrackedObjects]
    """Objects tracked through the video."""
    video: VideoAnnotationsVideo
    """The recording itself."""


class ApiKey(TypedDict):
    """An API key, without its secret."""

    object: Literal["api_key"]
    id: ApiKeyId
    name: str
    """What the key is for."""
    environment: Union[Environment, str]
    """`live` or `test`."""
    scopes: List[Union[Scope, str]]
    """What the key may do."""
    prefix: str
    """The key's first characters, such as `fh_test_sk_Ab3`."""
    last_four: str
    """Its last four characters."""
    created_at: str
    """When it was created, ISO 8601 UTC."""
    last_used_at: Optional[str]
    """When it was last used, ISO 8601 UTC."""
    expires_at: Optional[str]
    """When it stops working, ISO 8601 UTC; null means never."""
    revoked_at: Optional[str]
    """When it was revoked, ISO 8601 UTC."""


class ApiKeyWithSecret(ApiKey):
    """An API key with its secret, which is shown only once."""

    secret: str
    """The full key, to send as a bearer token. Shown only here."""
    previous_secret_expires_at: Optional[str]
    """When the previous secret stops working, ISO 8601 UTC; null for a new key."""


class WebhookEndpoint(TypedDict):
    """Where events are delivered, without the secret that signs them."""

    object: Literal["webhook_endpoint"]
    id: WebhookEndpointId
    url: str
    """Where events are delivered."""
    events: List[Union[WebhookEventType, str]]
    """The event types delivered."""
    description: Optional[str]
    """What the endpoint is for."""
    enabled: bool
    """Whether events are delivered to it. The service turns it off when every attempt has failed
    for 5 days, and records `webhook_endpoint.disabled`.
    """
    created_at: str
    """When it was created, ISO 8601 UTC."""
    updated_at: str
    """When it last changed, ISO 8601 UTC."""


class WebhookEndpointWithSecret(WebhookEndpoint):
    """A webhook endpoint with its secret, which is shown only once."""

    secret: str
    """The secret that signs deliveries, `whsec_…`. Shown only here."""
    previous_secret_expires_at: Optional[str]
    """Until when deliveries also carry a signature under the previous secret, ISO 8601 UTC; null
    for a new endpoint.
    """


class Event(TypedDict):
    """Something that happened. This is also the body of a delivery; `WebhookEvent` tells its types
    apart.
    """

    id: EventId
    object: Literal["event"]
    type: Union[WebhookEventType, str]
    """What happened: submission.scored, submission.approved, submission.rejected, job.completed,
    job.cancelled, job.flagged, credits.purchased, credits.low_balance, credits.auto_topped_up,
    credits.expired or credits.expiring_soon. More may be added.
    """
    api_version: ApiVersion
    created_at: str
    """When it happened, ISO 8601 UTC."""
    data: Dict[str, Any]
    """The resource at that time."""


class EventWithDeliveries(Event):
    """An event and its delivery to each endpoint."""

    deliveries: List[WebhookDelivery]
    """One entry for each endpoint and replay, newest first."""


class WebhookDelivery(TypedDict):
    """The delivery of an event to one endpoint."""

    id: WebhookDeliveryId
    endpoint_id: WebhookEndpointId
    status: Union[Literal["pending", "delivered", "failed"], str]
    """`pending`, `delivered` (a 2xx response within 10 seconds) or `failed` (after the sixth
    attempt, or without one: see `failure_reason`). More may be added.
    """
    attempts: int
    """Attempts made: immediately, then 1 minute, 5 minutes, 30 minutes, 2 hours and 8 hours after
    the first.
    """
    last_status_code: Optional[int]
    """Status of the last response; null if there was none."""
    next_attempt_at: Optional[str]
    """When the next attempt is due, ISO 8601 UTC; null if there is none."""
    failure_reason: Optional[Union[Literal["quota_exceeded", "endpoint_unproven"], str]]
    """Why it failed without an attempt: `quota_exceeded` (too many pending deliveries) or
    `endpoint_unproven` (too many to endpoints that have never responded with a 2xx); null
    otherwise. Replay the event to deliver it after all. More may be added.
    """


class SubmissionScoredEvent(TypedDict):
    """A submission was scored."""

    id: EventId
    object: Literal["event"]
    type: Literal["submission.scored"]
    api_version: ApiVersion
    created_at: str
    """When the event happened, ISO 8601 UTC."""
    data: Submission


class SubmissionApprovedEvent(TypedDict):
    """A submission was approved."""

    id: EventId
    object: Literal["event"]
    type: Literal["submission.approved"]
    api_version: ApiVersion
    created_at: str
    """When the event happened, ISO 8601 UTC."""
    data: Submission


class SubmissionRejectedEvent(TypedDict):
    """A submission was rejected."""

    id: EventId
    object: Literal["event"]
    type: Literal["submission.rejected"]
    api_version: ApiVersion
    created_at: str
    """When the event happened, ISO 8601 UTC."""
    data: Submission


class JobCompletedEvent(TypedDict):
    """A job was completed."""

    id: EventId
    object: Literal["event"]
    type: Literal["job.completed"]
    api_version: ApiVersion
    created_at: str
    """When the event happened, ISO 8601 UTC."""
    data: Job


class JobCancelledEvent(TypedDict):
    """A job was cancelled."""

    id: EventId
    object: Literal["event"]
    type: Literal["job.cancelled"]
    api_version: ApiVersion
    created_at: str
    """When the event happened, ISO 8601 UTC."""
    data: Job


class JobFlaggedEvent(TypedDict):
    """A job was flagged for review."""

    id: EventId
    object: Literal["event"]
    type: Literal["job.flagged"]
    api_version: ApiVersion
    created_at: str
    """When the event happened, ISO 8601 UTC."""
    data: FlaggedJob


class CreditsPurchasedEvent(TypedDict):
    """Credits were purchased."""

    id: EventId
    object: Literal["event"]
    type: Literal["credits.purchased"]
    api_version: ApiVersion
    created_at: str
    """When the event happened, ISO 8601 UTC."""
    data: CreditTransaction


class CreditsLowBalanceEvent(TypedDict):
    """The balance is low."""

    id: EventId
    object: Literal["event"]
    type: Literal["credits.low_balance"]
    api_version: ApiVersion
    created_at: str
    """When the event happened, ISO 8601 UTC."""
    data: LowCreditBalance


class CreditsAutoToppedUpEvent(TypedDict):
    """Credits were topped up automatically."""

    id: EventId
    object: Literal["event"]
    type: Literal["credits.auto_topped_up"]
    api_version: ApiVersion
    created_at: str
    """When the event happened, ISO 8601 UTC."""
    data: CreditTransaction


class CreditsExpiredEvent(TypedDict):
    """Credits expired."""

    id: EventId
    object: Literal["event"]
    type: Literal["credits.expired"]
    api_version: ApiVersion
    created_at: str
    """When the event happened, ISO 8601 UTC."""
    data: CreditTransaction


class CreditsExpiringSoonEvent(TypedDict):
    """Credits expire in 30 days."""

    id: EventId
    object: Literal["event"]
    type: Literal["credits.expiring_soon"]
    api_version: ApiVersion
    created_at: str
    """When the event happened, ISO 8601 UTC."""
    data: CreditExpiration


class _CreditBalance(TypedDict):
    object: Literal["credit_balance"]
    available_cents: int
    """Credits available to spend, in US cents."""
    held_cents: int
    """Credits held by running jobs, in US cents."""
    total_cents: int
    """Available plus held, in US cents."""
    currency: Union[Literal["usd"], str]
    """Always `usd` today."""
    updated_at: str
    """When it last changed, ISO 8601 UTC."""


class CreditBalance(_CreditBalance, total=False):
    """The credits of an organization."""

    owed_cents: int
    """Present while a refund or dispute took back credits that were already held or spent, in US
    cents. The next credits settle it first.
    """


class LowCreditBalance(CreditBalance):
    """A balance that fell below the threshold."""

    threshold_cents: int
    """The organization's `low_balance_threshold_cents`, in US cents."""


class CreditExpiration(TypedDict):
    """Credits that are about to expire."""

    object: Literal["credit_expiration"]
    amount_cents: int
    """What is left of the lot, in US cents."""
    expires_at: str
    """When it expires, ISO 8601 UTC."""


class CreditTransaction(TypedDict):
    """One change of the balance."""

    object: Literal["credit_transaction"]
    id: CreditTransactionId
    type: Union[Literal["purchase", "deduction", "free_tier", "bonus", "expiration", "refund"], str]
    """`purchase`, `deduction` (an approved file), `free_tier` (credits of a new account), `bonus`
    (of a pack), `expiration` or `refund`. More may be added.
    """
    amount_cents: int
    """US cents: positive adds credits, negative takes them."""
    description: str
    """What it was for, for humans."""
    job_id: Optional[str]
    """The job it belongs to, or null."""
    created_at: str
    """When it was created, ISO 8601 UTC."""


class CreditPurchase(TypedDict):
    """A purchase to be paid."""

    object: Literal["credit_purchase"]
    status: Union[Literal["pending"], str]
    """`pending` until it is paid. More may be added."""
    checkout_url: str
    """The Stripe Checkout page to pay on."""
    amount_cents: int
    """The price, in US cents."""
    bonus_cents: int
    """Bonus credits, in US cents."""
    credits_cents: int
    """Total credits granted, in US cents: price plus bonus."""
    currency: Union[Literal["usd"], str]
    """Always `usd` today."""
    expires_at: str
    """When `checkout_url` expires, ISO 8601 UTC."""


class Settings(TypedDict):
    """An organization and its settings."""

    object: Literal["settings"]
    id: OrganizationId
    name: str
    """The organization's name."""
    email: str
    """Its contact e-mail address."""
    billing_contact: Optional[BillingContact]
    """Who gets invoices."""
    tier: Union[Literal["free", "standard", "enterprise"], str]
    """`free` until the first purchase, then `standard`; `enterprise` by agreement. More may be
    added.
    """
    default_type: Optional[Union[JobType, str]]
    """The `type` of jobs that do not specify one: `data_collection` or `feedback`. More may be
    added.
    """
    default_price_per_file_cents: Optional[int]
    """The price of jobs that do not specify one, in US cents."""
    low_balance_threshold_cents: Optional[int]
    """`credits.low_balance` is sent when available credits fall below this, in US cents."""
    auto_topup_enabled: bool
    """Whether a pack is bought when credits run low."""
    auto_topup_threshold_cents: Optional[int]
    """A pack is bought when available credits fall below this, in US cents."""
    auto_topup_amount_cents: Optional[int]
    """The pack to buy, in US cents."""
    quotas: List[Quota]
    """What the organization may use in the key's environment by its tier, and what it uses."""
    created_at: str
    """When it was created, ISO 8601 UTC."""
    updated_at: str
    """When it last changed, ISO 8601 UTC."""


class BillingContact(TypedDict):
    """Who gets invoices."""

    name: str
    """A person or department."""
    email: str
    """Where invoices go."""


class AuditEventActor(TypedDict):
    """Who did it."""

    type: Union[Literal["api_key", "worker", "system"], str]
    """`api_key`, `worker` or `system`. More may be added."""
    id: Optional[str]
    """Its id; null for the system."""


class AuditEventResource(TypedDict):
    """What it was done to."""

    type: str
    """The `object` of the resource, such as `job`. More may be added."""
    id: Optional[str]
    """Its id, or null."""


class AuditEvent(TypedDict):
    """Who did what, and when. It never changes."""

    object: Literal["audit_event"]
    id: AuditEventId
    action: str
    """What was done, such as `api_key.created` or `file.url_refreshed`. More may be added."""
    actor: AuditEventActor
    """Who did it."""
    resource: AuditEventResource
    """What it was done to."""
    ip: Optional[str]
    """The IP address of the request; null without a request."""
    user_agent: Optional[str]
    """The client that sent the request; null without a request."""
    request_id: Optional[str]
    """The request that caused it, `req_…`; null without a request."""
    created_at: str
    """When it was done, ISO 8601 UTC."""


class UsageRecord(TypedDict):
    """One request made with a key of the organization."""

    object: Literal["usage_record"]
    id: RequestId
    operation: Optional[str]
    """Its operationId, such as `createJob`; null for an unknown path."""
    method: str
    """HTTP method."""
    path: str
    """Path template of the operation, such as `/v1/jobs/{id}`."""
    status: int
    """HTTP status of the response."""
    duration_seconds: float
    """How long it took, in seconds."""
    credits_cents: int
    """Credits it held or spent, in US cents."""
    api_key_id: ApiKeyId
    environment: Union[Environment, str]
    """`live` or `test`."""
    client: str
    """An anonymised identifier of the client; the same for requests of the same client on one day.
    """
    created_at: str
    """When it was made, ISO 8601 UTC."""


class UsageSummaryByOperation(TypedDict):
    """The `by_operation` of UsageSummary."""

    operation: Optional[str]
    """The operationId; null for unknown paths."""
    requests: int
    """The number of requests."""
    failed_requests: int
    """The number of 4xx and 5xx responses."""


class UsageSummaryByApiKey(TypedDict):
    """The `by_api_key` of UsageSummary."""

    api_key_id: ApiKeyId
    requests: int
    """The number of requests."""
    failed_requests: int
    """The number of 4xx and 5xx responses."""


class UsageSummary(TypedDict):
    """Totals over the requests of a time window."""

    object: Literal["usage_summary"]
    start_date: str
    """Start of the window (included), ISO 8601 UTC."""
    end_date: str
    """End of the window (not included), ISO 8601 UTC."""
    total_requests: int
    """The number of requests."""
    failed_requests: int
    """The number of 4xx and 5xx responses."""
    rate_limited_requests: int
    """The number of 429 responses."""
    mean_duration_seconds: Optional[float]
    """Mean duration in seconds; null without requests."""
    p95_duration_seconds: Optional[float]
    """95th percentile of the duration in seconds; null without requests."""
    credits_cents: int
    """Credits held or spent, in US cents."""
    by_operation: List[UsageSummaryByOperation]
    """The same by operation, most requests first."""
    by_api_key: List[UsageSummaryByApiKey]
    """The same by key, most requests first, for the 100 keys with the most requests at most."""


class DataExport(TypedDict):
    """An export of everything held on the organization."""

    object: Literal["data_export"]
    id: DataExportId
    status: Union[Literal["pending", "ready", "expired"], str]
    """`pending`, `ready` or `expired` (deleted after 7 days; create another). More may be added."""
    created_at: str
    """When it was created, ISO 8601 UTC."""
    completed_at: Optional[str]
    """When it was ready, ISO 8601 UTC."""
    download_url: Optional[str]
    """A signed URL of the JSON document; null unless ready. Do not send an API key to it."""
    download_url_expires_at: Optional[str]
    """When `download_url` expires, ISO 8601 UTC."""
    size_bytes: Optional[int]
    """Its size in bytes; null unless ready."""


class ErasureTarget(TypedDict):
    """What it erases."""

    type: Union[Literal["job", "organization"], str]
    """`job` or `organization`. More may be added."""
    id: str
    """Its id."""


class ErasureErased(TypedDict):
    """The `erased` of Erasure."""

    category: str
    """What kind of data, such as `files`. More may be added."""
    count: int
    """The number of records."""


class ErasureRetained(TypedDict):
    """The `retained` of Erasure."""

    category: str
    """What kind of data, such as `billing`. More may be added."""
    reason: str
    """The legal duty to keep it, for humans."""
    until: str
    """When it is deleted or irreversibly anonymised, ISO 8601 UTC."""


class Erasure(TypedDict):
    """What was erased, and what the law requires to be kept."""

    object: Literal["erasure"]
    id: ErasureId
    target: ErasureTarget
    """What it erases."""
    status: Union[Literal["pending", "completed"], str]
    """`pending` or `completed`. More may be added."""
    created_at: str
    """When it was created, ISO 8601 UTC."""
    completed_at: Optional[str]
    """When it was done, ISO 8601 UTC."""
    erased: List[ErasureErased]
    """What has been erased so far."""
    retained: List[ErasureRetained]
    """What is kept, why, and until when."""


CreateErasureRequest = Union[JobErasureRequest, OrganizationErasureRequest]
"""What to erase, a job or the whole organization."""

FileAnnotations = Union[ImageAnnotations, AudioAnnotations, VideoAnnotations]
"""What was recognized in a file; `kind` says which of the three it is."""

WebhookEvent = Union[SubmissionScoredEvent, SubmissionApprovedEvent, SubmissionRejectedEvent, JobCompletedEvent, JobCancelledEvent, JobFlaggedEvent, CreditsPurchasedEvent, CreditsLowBalanceEvent, CreditsAutoToppedUpEvent, CreditsExpiredEvent, CreditsExpiringSoonEvent]
"""A delivered event; `type` says which one it is. Types that are not listed here may appear and
must be ignored.
"""
