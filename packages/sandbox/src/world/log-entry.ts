/** A request that the world answered, or failed to on purpose. */
export interface RequestEntry {
  readonly kind: 'request';
  /** Place in the log, from 1: requests and deliveries count together. */
  readonly sequence: number;
  /** ISO 8601, on the world's clock: when the request came in. */
  readonly at: string;
  readonly method: string;
  /** Path and query; values that are secrets are masked. */
  readonly path: string;
  /** The route, such as `'GET /v1/jobs/:id'`; null when the API has none. */
  readonly route: string | null;
  readonly idempotency_key: string | null;
  /** Milliseconds on the world's clock. */
  readonly duration_ms: number;
  /** Null when the connection failed on purpose. */
  readonly status: number | null;
  readonly request_id: string | null;
  readonly replayed: boolean;
  /** The fault that hit the request, in short; null for none. */
  readonly fault: string | null;
  /** The message of the error that was answered, with secrets masked; null for none. */
  readonly error: string | null;
  /** What the request changed: ids of rows by table and by what became of them. Empty when it changed nothing. */
  readonly changes: StateChanges;
}

/** Rows that changed, by table: `{ jobs: { created: ['job_…'] } }`. */
export type StateChanges = Readonly<Record<string, TableChanges>>;

/** Ids of the rows of one table that changed, in the order of their first change. What none did is left out. */
export interface TableChanges {
  readonly created?: readonly string[];
  readonly updated?: readonly string[];
  readonly deleted?: readonly string[];
}

/** One attempt to deliver a webhook. */
export interface DeliveryEntry {
  readonly kind: 'delivery';
  readonly sequence: number;
  /** ISO 8601, on the world's clock: when the attempt began. */
  readonly at: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly endpoint_id: string;
  readonly url: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** The handler's status code; null when there was no answer. */
  readonly status: number | null;
  /** Why there was no answer. */
  readonly reason: 'timeout' | 'connection' | 'blocked_address' | 'handler_error' | null;
  /** Milliseconds on the world's clock. */
  readonly duration_ms: number;
  /** What was done to the delivery on purpose. */
  readonly tampering: 'duplicate' | 'bad_signature' | null;
}

/** One line of a world's log. */
export type LogEntry = RequestEntry | DeliveryEntry;
