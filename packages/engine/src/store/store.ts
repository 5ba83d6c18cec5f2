import type { Instant } from '../time/instant.ts';
import type { TimeLimit } from '../time/time-limit.ts';
import type { Callers, KeyHolder } from './callers.ts';
import type { EventFeed } from './event-feed.ts';
import type { DeliveryStatements, Outbox } from './outbox.ts';
import type {
  ApiKeyRecord,
  AppealRecord,
  AssessmentRecord,
  AssignmentRecord,
  AuditEventRecord,
  AuthenticatorRecord,
  ConsentRecord,
  CreditHoldRecord,
  CreditLotRecord,
  CreditPurchaseRecord,
  CreditReversalRecord,
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
  MailRecord,
  MemberRecord,
  OrganizationRecord,
  PasskeyRecord,
  PayoutRecord,
  QuotaUsageRecord,
  SignInCodeRecord,
  SubmissionAttemptRecord,
  SubmissionRecord,
  TaskRecord,
  UploadRecord,
  UsageRecord,
  WebhookEndpointRecord,
  WorkerAccountRecord,
  WorkerEntryRecord,
  WorkerRecord,
} from './records.ts';
import type { Summaries } from './summaries.ts';

/** Filters of a list: equality (an array means "any of"), lower bounds (≥) and upper bounds (<). */
export interface ListQuery<R> {
  readonly where?: { readonly [K in keyof R]?: R[K] | readonly R[K][] };
  readonly atLeast?: { readonly [K in keyof R]?: number };
  readonly below?: { readonly [K in keyof R]?: number };
  /** Continue after this id, in the given order. */
  readonly after?: string;
  /** Default `newest`: descending id, which for ULIDs is newest first. */
  readonly order?: 'newest' | 'oldest';
  readonly limit: number;
}

/** A query's filters, without its order and page. */
export type RowFilter<R> = Omit<ListQuery<R>, 'limit' | 'after' | 'order'>;

/** Rows of one kind. Records are values: `update` replaces the row, and a record is never changed in place. */
export interface Table<R extends { readonly id: string }> {
  get(id: string): Promise<R | undefined>;
  list(query: ListQuery<R>): Promise<readonly R[]>;
  count(query: RowFilter<R>): Promise<number>;
  /** Returns the sum of an integer field over all matching rows; 0 when there are none. */
  sum(field: keyof R & string, query: RowFilter<R>): Promise<number>;
  insert(record: R): Promise<void>;
  update(record: R): Promise<void>;
  delete(id: string): Promise<void>;
}

/** Tasks of some kinds that must wait: those that are due after `until`. */
export interface HeldTasks {
  readonly kinds: readonly string[];
  readonly until: Instant;
}

/** Tasks with a due time, taken in order of due time, then of scheduling. */
export interface TaskQueue {
  schedule(task: Omit<TaskRecord, 'sequence'>): Promise<void>;
  /** Removes and returns the first task due at or before `now`, except for held ones. */
  take(now: Instant, held?: HeldTasks): Promise<TaskRecord | undefined>;
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
  readonly submission_attempts: Table<SubmissionAttemptRecord>;
  readonly assessments: Table<AssessmentRecord>;
  readonly files: Table<FileRecord>;
  readonly webhook_endpoints: Table<WebhookEndpointRecord>;
  readonly events: Table<EventRecord>;
  readonly deliveries: Table<DeliveryRecord>;
  readonly credit_lots: Table<CreditLotRecord>;
  readonly credit_holds: Table<CreditHoldRecord>;
  readonly credit_transactions: Table<CreditTransactionRecord>;
  readonly credit_purchases: Table<CreditPurchaseRecord>;
  readonly credit_reversals: Table<CreditReversalRecord>;
  readonly ledger_entries: Table<LedgerEntryRecord>;
  readonly worker_entries: Table<WorkerEntryRecord>;
  readonly payouts: Table<PayoutRecord>;
  readonly audit_events: Table<AuditEventRecord>;
  readonly usage_records: Table<UsageRecord>;
  readonly data_exports: Table<DataExportRecord>;
  readonly erasures: Table<ErasureRecord>;
  readonly worker_accounts: Table<WorkerAccountRecord>;
  readonly consents: Table<ConsentRecord>;
  readonly members: Table<MemberRecord>;
  readonly sign_in_codes: Table<SignInCodeRecord>;
  readonly passkeys: Table<PasskeyRecord>;
  readonly authenticators: Table<AuthenticatorRecord>;
  readonly mails: Table<MailRecord>;
  readonly uploads: Table<UploadRecord>;
  readonly appeals: Table<AppealRecord>;
  readonly quota_usage: Table<QuotaUsageRecord>;
  readonly tasks: TaskQueue;
  readonly summaries: Summaries;
  readonly callers: Callers;
  readonly outbox: Outbox;
  readonly feed: EventFeed;
}

/** One counting window of a rate limit: requests under `key` until `resetAt`. */
export interface RateWindow {
  readonly key: string;
  readonly resetAt: Instant;
  /** Requests beyond this count are refused. A store may reserve counts below it in advance. Default: it reserves none. */
  readonly limit?: number;
}

/** Called when what is watched may have changed. */
export type ChangeListener = () => void | Promise<void>;

/** What is due later, each with lanes of its own: the service's tasks, and deliveries of webhooks. */
export type QueueName = 'tasks' | 'deliveries';

/** What a store remembers of the caller of a request. It may have changed since. */
export interface RememberedCaller {
  readonly holder: KeyHolder;
  /**
   * The store as this request sees it. Its first read or transaction finds out, on the snapshot that it works on, whether
   * the caller is still as remembered, and otherwise throws a `StaleCallerError`. Default: the store that was asked.
   */
  readonly store?: Store;
  /**
   * True once the caller was found to be as remembered, which may be at once. What the request does before that must not be
   * answered.
   */
  readonly isConfirmed: boolean;
}

/** What every request waits for. Returned without a promise where there is nothing to wait for. */
export type Immediate<T> = T | Promise<T>;

/** Stores all state. */
export interface Store {
  /** Reads committed state. `work` must not call the store itself: that could deadlock with a waiting transaction. */
  read<T>(work: (tables: Tables) => Promise<T>): Promise<T>;
  /**
   * Runs `work` in a serializable transaction: commits all of its writes or, when it throws, none. A store may run
   * `work` again after a conflict. `work` must not call the store itself.
   *
   * @param owner The organization whose rows alone `work` reads and writes: a store may be fair to owners, and may run
   * transactions of different ones at the same time. Default: any rows.
   */
  transact<T>(work: (tables: Tables) => Promise<T>, owner?: string): Promise<T>;
  /**
   * Counts one request in each window and returns the counts, including this request. Windows that ended before `now`
   * are never queried again: the store may delete them (contract §8).
   */
  countRequest(windows: readonly RateWindow[], now: Instant): Immediate<readonly number[]>;
  /** Stores a request's usage record. May be buffered: a crash may lose the records of the last moments. */
  recordUsage(record: UsageRecord): Immediate<void>;
  /**
   * Records that a key was used. May be buffered, for a few seconds at most. Default: the engine records it in a
   * transaction.
   */
  recordKeyUse?(keyId: string, usedAt: Instant): Promise<void>;
  /**
   * Removes what deleted data has left behind in the store itself, such as in a write-ahead log. Called after erasures
   * and sweeps (contract §8). May do so later, and must do so when the store is opened again.
   */
  scrub(): Promise<void>;
  /**
   * Returns the due time of the earliest task that is not held or delivery, or of the queue's earliest; undefined when
   * nothing is scheduled.
   */
  nextDue(held?: HeldTasks, queue?: QueueName): Promise<Instant | undefined>;
  /**
   * Calls `listener` after each commit that changed the subject: a job, by its id, or the events of a scope, by
   * `eventsOf`. Returns a function that stops it. The promise of a listener that reads the store must not reject; it lets
   * the store limit how many of them read at once.
   */
  watch(subject: string, listener: ChangeListener): () => void;
  /**
   * Returns the store as a request sees it whose time is over when `limit` is: its reads then end, and its transactions
   * are rolled back. Default: the store cannot stop what it has begun.
   */
  within?(limit: TimeLimit): Store;
  /**
   * Returns the holder of a secret as an earlier `callers.find` has read it, so that a request needs no read of its own
   * for its caller. Default: nothing is remembered.
   */
  remembered?(secretId: string): RememberedCaller | undefined;
  /** Default: deliveries are claimed and settled in transactions. */
  readonly deliveryStatements?: DeliveryStatements | undefined;
}
