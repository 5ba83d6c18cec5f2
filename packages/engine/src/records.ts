/**
 * What the store keeps. Field names are the contract's; times are milliseconds since the Unix epoch.
 * Records are plain JSON values, so that a snapshot is `JSON.stringify` of them.
 */

export type Environment = 'live' | 'test';
export type Tier = 'free' | 'standard' | 'enterprise';
export type JobStatus = 'open' | 'filled' | 'in_progress' | 'completed' | 'cancelled';
export type SubmissionStatus = 'pending_score' | 'approved' | 'rejected' | 'retry_pending';
export type JobType = 'data_collection' | 'feedback';

/** Whose a record is: objects of one environment are invisible to the other (contract §1). */
export interface Owned {
  readonly organization_id: string;
  readonly environment: Environment;
}

export interface OrganizationRecord {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly billing_contact: { readonly name: string; readonly email: string } | null;
  readonly tier: Tier;
  /** Requests per minute and hour of an enterprise organization's keys and routes; null on other tiers. */
  readonly custom_limits: { readonly per_minute: number; readonly per_hour: number } | null;
  readonly default_type: JobType | null;
  readonly default_price_per_file_cents: number | null;
  readonly low_balance_threshold_cents: number | null;
  readonly auto_topup_enabled: boolean;
  readonly auto_topup_threshold_cents: number | null;
  readonly auto_topup_amount_cents: number | null;
  readonly created_at: number;
  readonly updated_at: number;
  readonly erased_at: number | null;
}

export interface ApiKeyRecord extends Owned {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly prefix: string;
  readonly last_four: string;
  readonly created_at: number;
  readonly last_used_at: number | null;
  readonly expires_at: number | null;
  readonly revoked_at: number | null;
}

/** A hash that opens an API key: the id is the keyring's `<pepper version>:<hash>`. A rotated key has two for 24 h. */
export interface KeySecretRecord {
  readonly id: string;
  readonly key_id: string;
  readonly expires_at: number | null;
}

export interface IdempotencyRecord extends Owned {
  /** `<organization>:<environment>:<hash of the Idempotency-Key>`. */
  readonly id: string;
  /** Hash of method, path and body, to tell a repetition from a reuse. */
  readonly fingerprint: string;
  readonly request_id: string;
  readonly status: number;
  /** The first response's body, sealed; null for an empty one. */
  readonly sealed_body: string | null;
  readonly created_at: number;
  readonly expires_at: number;
}

export interface JobContext {
  readonly text?: string | undefined;
  readonly image_urls?: readonly string[] | undefined;
  readonly attachments?: readonly JobAttachment[] | undefined;
}

export interface JobAttachment {
  readonly url: string;
  readonly content_type?: string | undefined;
  readonly filename?: string | undefined;
}

export interface JobRecord extends Owned {
  readonly id: string;
  readonly api_key_id: string;
  readonly status: JobStatus;
  readonly type: JobType;
  readonly title: string | null;
  readonly description: string;
  readonly files_needed: number;
  readonly files_per_submission: number;
  readonly accepted_formats: readonly string[];
  readonly price_per_file_cents: number;
  readonly min_star_rating: number;
  readonly scoring_criteria: string | null;
  readonly worker_guidelines: string | null;
  readonly min_width: number | null;
  readonly min_height: number | null;
  readonly location: {
    readonly lat: number;
    readonly lng: number;
    readonly radius_km: number;
  } | null;
  readonly deadline: number | null;
  readonly max_workers: number | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly context: JobContext | null;
  readonly files_approved: number;
  /** Slots that workers hold: accepted, waiting for their score or for their retry. */
  readonly files_pending: number;
  /** Different workers who have accepted slots so far. */
  readonly workers_accepted: number;
  readonly rating: number | null;
  readonly rating_comment: string | null;
  readonly flag_reason: string | null;
  readonly created_at: number;
  readonly updated_at: number;
  readonly completed_at: number | null;
  readonly cancelled_at: number | null;
  /** When retention or erasure had removed its files and its submissions' content; null while they are kept. */
  readonly purged_at: number | null;
}

export interface WorkerRecord {
  readonly id: string;
  readonly region: string | null;
  readonly device_info: DeviceInfo;
  readonly strikes: number;
  /** Trust score 0–100 per category (contract §5). */
  readonly trust: Readonly<Record<string, TrustRecord>>;
  readonly simulated: boolean;
  readonly created_at: number;
}

export interface TrustRecord {
  readonly score: number;
  readonly scored: number;
  readonly approved: number;
  readonly rating_sum: number;
  readonly rating_square_sum: number;
  readonly turnaround_sum_seconds: number;
}

export interface DeviceInfo {
  readonly device_model: string;
  readonly device_os: string;
  readonly app_version: string;
}

/** A worker's claim on slots of a job. A worker takes part in a job once: the id is `<job>:<worker>`. */
export interface AssignmentRecord extends Owned {
  readonly id: string;
  readonly job_id: string;
  readonly worker_id: string;
  readonly slots: number;
  /** Files handed in so far, at most `slots`. */
  readonly submitted: number;
  readonly accepted_at: number;
}

export interface Dimensions {
  readonly relevance: number;
  readonly quality: number;
  readonly completeness: number;
}

export interface SubmissionRecord extends Owned {
  readonly id: string;
  readonly job_id: string;
  readonly assignment_id: string;
  readonly worker_id: string;
  readonly status: SubmissionStatus;
  /** 1, or 2 after the one retry. */
  readonly attempt: number;
  readonly ai_star_rating: number | null;
  readonly ai_dimensions: Dimensions | null;
  readonly ai_reasoning: string | null;
  /** Key of the uploaded content in the Files port; null once retention or erasure removed it. */
  readonly content_key: string | null;
  readonly content_type: string;
  readonly size_bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly duration_seconds: number | null;
  readonly content_hash: string;
  readonly captured_at: number | null;
  readonly submitted_at: number;
  readonly scored_at: number | null;
  /** When retention or erasure removed its content and what describes it; null while they are kept. */
  readonly purged_at: number | null;
}

export interface FileRecord extends Owned {
  readonly id: string;
  readonly job_id: string;
  readonly submission_id: string;
  readonly content_key: string | null;
  readonly content_type: string;
  readonly size_bytes: number;
  readonly duration_seconds: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly content_hash: string;
  readonly captured_at: number | null;
  readonly ai_star_rating: number;
  readonly device_info: DeviceInfo;
  readonly worker_region: string | null;
  readonly url_expires_at: number;
  readonly created_at: number;
}

export interface EndpointSecret {
  readonly sealed: string;
  /** Null for the current secret; a rotated one signs until then. */
  readonly expires_at: number | null;
}

export interface WebhookEndpointRecord extends Owned {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly description: string | null;
  readonly enabled: boolean;
  /** When the first attempt failed since the last success; null while nothing fails. */
  readonly failing_since: number | null;
  readonly secrets: readonly EndpointSecret[];
  readonly created_at: number;
  readonly updated_at: number;
}

export interface EventRecord extends Owned {
  readonly id: string;
  readonly type: string;
  /** The job that it tells of, so that erasing the job finds it; null for events of credits. */
  readonly job_id: string | null;
  /** The delivered body, byte for byte. */
  readonly body: string;
  /** Worst state of its deliveries: failed, else pending, else delivered. */
  readonly status: DeliveryStatus;
  readonly created_at: number;
}

export type DeliveryStatus = 'pending' | 'delivered' | 'failed';

export interface DeliveryRecord extends Owned {
  readonly id: string;
  readonly event_id: string;
  readonly endpoint_id: string;
  readonly status: DeliveryStatus;
  /** Attempts made. */
  readonly attempts: number;
  readonly last_status_code: number | null;
  readonly next_attempt_at: number | null;
  /** When its first attempt is due; the later ones count from here. */
  readonly created_at: number;
}

/** Credits bought or given together; spent soonest-expiring first (contract §5). */
export interface CreditLotRecord {
  readonly id: string;
  readonly organization_id: string;
  /** `open` while something remains: finding what can be spent never walks an organization's past lots. */
  readonly status: 'open' | 'spent' | 'expired';
  readonly source: 'purchase' | 'bonus' | 'free_tier';
  readonly amount_cents: number;
  /** Available credits of the lot: neither held, spent nor expired. */
  readonly remaining_cents: number;
  readonly expires_at: number;
  readonly warned_at: number | null;
  readonly created_at: number;
}

/** Credits that a live job has set aside; the id is the job's. Deleted when the job ends. */
export interface CreditHoldRecord {
  readonly id: string;
  readonly organization_id: string;
  /** The sum of the allocations. */
  readonly held_cents: number;
  /** Lots that the credits came from, soonest-expiring first. */
  readonly allocations: readonly { readonly lot_id: string; readonly cents: number }[];
  readonly created_at: number;
}

export interface CreditTransactionRecord {
  readonly id: string;
  readonly organization_id: string;
  readonly type: 'purchase' | 'deduction' | 'free_tier' | 'bonus' | 'expiration' | 'refund';
  /** Signed: credits in are positive, credits out negative. */
  readonly amount_cents: number;
  readonly description: string;
  readonly job_id: string | null;
  readonly created_at: number;
}

export interface CreditPurchaseRecord {
  readonly id: string;
  readonly organization_id: string;
  readonly amount_cents: number;
  readonly bonus_cents: number;
  readonly status: 'pending' | 'paid' | 'expired' | 'failed';
  readonly auto_topup: boolean;
  /** The payment provider's: of the checkout, then of the payment. */
  readonly reference: string | null;
  readonly checkout_url: string | null;
  readonly created_at: number;
  readonly expires_at: number;
}

/** One side of a double entry. The entries of one `movement_id` add up to zero. */
export interface LedgerEntryRecord {
  readonly id: string;
  readonly organization_id: string;
  /** The transaction's id, or a `mov_` id when available + held stays the same. */
  readonly movement_id: string;
  readonly account: 'available' | 'held' | 'funding' | 'worker_payable' | 'platform_revenue';
  readonly amount_cents: number;
  readonly job_id: string | null;
  readonly created_at: number;
}

export interface AuditEventRecord extends Owned {
  readonly id: string;
  readonly action: string;
  readonly actor: { readonly type: string; readonly id: string | null };
  readonly resource: { readonly type: string; readonly id: string };
  readonly ip: string | null;
  readonly user_agent: string | null;
  readonly request_id: string | null;
  readonly created_at: number;
}

export interface UsageRecord extends Owned {
  /** The request's id. */
  readonly id: string;
  readonly operation: string;
  readonly api_key_id: string;
  readonly status: number;
  readonly duration_ms: number;
  readonly credits_cents: number;
  /** Keyed hash of the client's address, never the address. */
  readonly client: string;
  readonly created_at: number;
}

export interface DataExportRecord extends Owned {
  readonly id: string;
  readonly status: 'pending' | 'ready' | 'expired';
  readonly content_key: string | null;
  readonly size_bytes: number | null;
  readonly url_expires_at: number | null;
  readonly created_at: number;
  readonly completed_at: number | null;
}

export interface ErasureRecord extends Owned {
  readonly id: string;
  readonly target: { readonly type: 'job' | 'organization'; readonly id: string };
  readonly status: 'pending' | 'completed';
  readonly erased: readonly { readonly category: string; readonly count: number }[];
  readonly retained: readonly {
    readonly category: string;
    readonly reason: string;
    readonly until: number;
  }[];
  readonly created_at: number;
  readonly completed_at: number | null;
}

/** Something that happens later. */
export interface TaskRecord {
  readonly id: string;
  readonly due_at: number;
  /** Order among tasks of one due time; given by the store. */
  readonly sequence: number;
  readonly kind: string;
  /** What the task is about: a job, a delivery, an organization. */
  readonly subject: string;
  readonly data: Readonly<Record<string, string | number | null>>;
}
