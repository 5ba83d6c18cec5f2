import type {
  ApiKeyRecord,
  AssignmentRecord,
  AuditEventRecord,
  CreditHoldRecord,
  CreditLotRecord,
  CreditPurchaseRecord,
  CreditTransactionRecord,
  DataExportRecord,
  DeliveryRecord,
  ErasureRecord,
  EventRecord,
  FileRecord,
  IdempotencyRecord,
  JobRecord,
  KeySecretRecord,
  LedgerEntryRecord,
  OrganizationRecord,
  SubmissionRecord,
  TaskRecord,
  UsageRecord,
  WebhookEndpointRecord,
  WorkerRecord,
} from './records.ts';

/** Milliseconds since the Unix epoch, as the engine's clock counts them. */
export type Instant = number;

/** Filters of a list: equality (an array means "any of"), lower bounds (≥) and upper bounds (<). */
export interface ListQuery<R> {
  readonly where?: { readonly [K in keyof R]?: R[K] | readonly R[K][] };
  readonly atLeast?: { readonly [K in keyof R]?: number };
  readonly below?: { readonly [K in keyof R]?: number };
  /** Continue after this id, in the chosen order. */
  readonly after?: string;
  /** Default `newest`: descending id, which for ULIDs is newest first. */
  readonly order?: 'newest' | 'oldest';
  readonly limit: number;
}

/** Rows of one kind. Records are values: `update` replaces the row, and nobody changes a record in place. */
export interface Table<R extends { readonly id: string }> {
  get(id: string): Promise<R | undefined>;
  list(query: ListQuery<R>): Promise<readonly R[]>;
  count(query: Omit<ListQuery<R>, 'limit' | 'after' | 'order'>): Promise<number>;
  insert(record: R): Promise<void>;
  update(record: R): Promise<void>;
  delete(id: string): Promise<void>;
}

/** Work with a due time. Taken in order of due time, then of scheduling. */
export interface TaskQueue {
  schedule(task: Omit<TaskRecord, 'sequence'>): Promise<void>;
  /** Removes and returns the first task due at or before `now`. */
  take(now: Instant): Promise<TaskRecord | undefined>;
}

/** Everything that a transaction reads and writes. */
export interface Tables {
  readonly organizations: Table<OrganizationRecord>;
  readonly api_keys: Table<ApiKeyRecord>;
  readonly key_secrets: Table<KeySecretRecord>;
  readonly idempotency: Table<IdempotencyRecord>;
  readonly jobs: Table<JobRecord>;
  readonly workers: Table<WorkerRecord>;
  readonly assignments: Table<AssignmentRecord>;
  readonly submissions: Table<SubmissionRecord>;
  readonly files: Table<FileRecord>;
  readonly webhook_endpoints: Table<WebhookEndpointRecord>;
  readonly events: Table<EventRecord>;
  readonly deliveries: Table<DeliveryRecord>;
  readonly credit_lots: Table<CreditLotRecord>;
  readonly credit_holds: Table<CreditHoldRecord>;
  readonly credit_transactions: Table<CreditTransactionRecord>;
  readonly credit_purchases: Table<CreditPurchaseRecord>;
  readonly ledger_entries: Table<LedgerEntryRecord>;
  readonly audit_events: Table<AuditEventRecord>;
  readonly usage_records: Table<UsageRecord>;
  readonly data_exports: Table<DataExportRecord>;
  readonly erasures: Table<ErasureRecord>;
  readonly tasks: TaskQueue;
}

/** One counting window of a rate limit: requests under `key` until `resetAt`. */
export interface RateWindow {
  readonly key: string;
  readonly resetAt: Instant;
}

/** Where state lives. */
export interface Store {
  /** Reads committed state. `work` must not call the store itself: a transaction may be waiting for it to end. */
  read<T>(work: (tables: Tables) => Promise<T>): Promise<T>;
  /** Runs `work` alone: all of its writes are kept, or, when it throws, none. `work` must not call the store itself. */
  transact<T>(work: (tables: Tables) => Promise<T>): Promise<T>;
  /**
   * Counts one request in each window and returns the counts, this request included. Windows that ended before `now`
   * are never asked for again: the store forgets them in time (contract §8).
   */
  countRequest(windows: readonly RateWindow[], now: Instant): Promise<readonly number[]>;
  /** Keeps a request's usage record. May be buffered: a crash may lose the last moments' records. */
  recordUsage(record: UsageRecord): Promise<void>;
  /** Due time of the earliest task, or undefined when nothing is scheduled. */
  nextDue(): Promise<Instant | undefined>;
  /** Calls `listener` after each commit that changed the job. Returns the way to stop. */
  watchJob(jobId: string, listener: () => void): () => void;
}

/** Where time comes from. The engine owns no timer. */
export interface Clock {
  now(): Instant;
  /** Resolves when the clock has reached `instant`, or when `signal` aborts. */
  until(instant: Instant, signal?: AbortSignal): Promise<void>;
}

/** Where ids and secrets come from. */
export interface Ids {
  /** A new id `<prefix>_<ULID>`, greater than every earlier one of the prefix. */
  next(prefix: string, now: Instant): string;
  /** `length` base62 characters. 33 of them hold 196 random bits. */
  secret(length: number): string;
}

/** A file's bytes and what decoding them shows. */
export interface MediaContent {
  readonly content_type: string;
  readonly size_bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly duration_seconds: number | null;
  /** Lower-case hex SHA-256 of the bytes. */
  readonly content_hash: string;
}

/** The bytes of a content from `first` to `last`, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** Where file contents live. Contents are written once and never changed. */
export interface Files {
  put(key: string, bytes: Uint8Array): Promise<void>;
  /**
   * The content, or undefined when it is unknown or deleted. With a range, which lies within the content, a stream holds
   * that part and nothing else, and no more is read than the part needs. Bytes that are in memory may be given whole.
   */
  open(
    key: string,
    range?: ByteRange,
  ): Promise<Uint8Array | ReadableStream<Uint8Array> | undefined>;
  delete(key: string): Promise<void>;
}

/** Three dimensions of quality, each 1–5 (contract §5). */
export interface Score {
  readonly relevance: number;
  readonly quality: number;
  readonly completeness: number;
  readonly reasoning: string;
}

/** Who scores submissions: the AI ensemble in production, a synthetic one under test keys. */
export interface Scorer {
  score(submission: SubmissionRecord, job: JobRecord): Promise<Score>;
}

/** A checkout session at the payment provider. */
export interface Checkout {
  readonly checkout_url: string;
  readonly reference: string;
  readonly expires_at: Instant;
}

/**
 * Who takes money. Never asked inside a transaction. An adapter gives up by itself after some seconds, with a
 * `TimeoutError`; whatever is asked twice, because of a crash in between, it does once.
 */
export interface Payments {
  /** Opens a checkout page. Asked again for the same purchase, it gives the same checkout. */
  createCheckout(order: {
    readonly organization_id: string;
    readonly purchase_id: string;
    readonly amount_cents: number;
    readonly now: Instant;
  }): Promise<Checkout>;
  /**
   * Charges the saved payment method and resolves to the provider's reference. Asked again for the same attempt, it takes
   * no more money and says what came of the first. Rejects with a `PaymentRefusedError` when no money was or will be
   * taken; with any other error that is open, and the same attempt is asked for again.
   */
  charge(order: {
    readonly organization_id: string;
    readonly purchase_id: string;
    readonly amount_cents: number;
    /** From 1. A charge that was refused is tried anew as the next attempt. */
    readonly attempt: number;
  }): Promise<string>;
}

/** One attempt to deliver an event to an endpoint. */
export interface DeliveryRequest {
  readonly delivery_id: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly endpoint_id: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Give up after this many milliseconds of the engine's clock. */
  readonly timeout_ms: number;
}

/** What came of an attempt: the receiver's status code, or why there is none. */
export type DeliveryOutcome =
  | { readonly status_code: number }
  | {
      readonly status_code: null;
      readonly reason: 'timeout' | 'connection' | 'blocked_address' | 'handler_error';
    };

/** Who carries webhook deliveries. Never rejects: a failed attempt is an outcome. */
export interface Sender {
  send(request: DeliveryRequest): Promise<DeliveryOutcome>;
}

/** Who holds peppers and data keys. */
export interface Keyring {
  /** Keyed hash of an API key under the current pepper: `<version>:<hex HMAC-SHA-256>`. */
  hashKey(key: string): string;
  /** The hashes of an API key under every active pepper, the current one first. */
  keyHashes(key: string): readonly string[];
  /** Hex HMAC-SHA-256 of `text` under the keyring's signing key for `purpose`. */
  sign(purpose: string, text: string): string;
  /** Whether `signature` is that of `text`, compared in constant time. */
  verify(purpose: string, text: string, signature: string): boolean;
  /** Seals text for keeping at rest (AES-256-GCM in every durable adapter). */
  seal(purpose: string, text: string): Promise<string>;
  open(purpose: string, sealed: string): Promise<string>;
  /** Seals a first response under a key derived from the client's Idempotency-Key and the keyring. */
  sealReplay(idempotencyKey: string, text: string): Promise<string>;
  openReplay(idempotencyKey: string, sealed: string): Promise<string>;
}

/** The world outside the rules. */
export interface Ports {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly files: Files;
  readonly scorer: Scorer;
  readonly payments: Payments;
  readonly sender: Sender;
  readonly keyring: Keyring;
}
