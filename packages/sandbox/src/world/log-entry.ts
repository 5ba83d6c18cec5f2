/** A request that the world answered, or that failed on purpose. */
export interface RequestEntry {
  readonly kind: 'request';
  /** Position in the log, from 1. Requests and deliveries count together. */
  readonly sequence: number;
  /** When the request arrived, on the world's clock, in ISO 8601. */
  readonly at: string;
  readonly method: string;
  /** Path and query, with secret values masked. */
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
  /** A summary of the fault that hit the request, or null. */
  readonly fault: string | null;
  /** The message of the error response, with secrets masked, or null. */
  readonly error: string | null;
  /** Ids of the rows that the request changed, by table and kind of change. Empty when it changed nothing. */
  readonly changes: StateChanges;
}

/** Rows that changed, by table: `{ jobs: { created: ['job_…'] } }`. */
export type StateChanges = Readonly<Record<string, TableChanges>>;

/** Ids of the rows of one table that changed, in the order of their first change. Kinds without a row are left out. */
export interface TableChanges {
  readonly created?: readonly string[];
  readonly updated?: readonly string[];
  readonly deleted?: readonly string[];
}

/** One attempt to deliver a webhook. */
export interface DeliveryEntry {
  readonly kind: 'delivery';
  /** Position in the log, from 1. Requests and deliveries count together. */
  readonly sequence: number;
  /** When the attempt began, on the world's clock, in ISO 8601. */
  readonly at: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly endpoint_id: string;
  readonly url: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** The handler's status code; null when there was no response. */
  readonly status: number | null;
  /** Why there was no response; null when there was one. */
  readonly reason: 'timeout' | 'connection' | 'blocked_address' | 'handler_error' | null;
  /** The handler's error, or the code and message of the failed connection, with secrets masked; null for none. */
  readonly error: string | null;
  /** Milliseconds on the world's clock. */
  readonly duration_ms: number;
  /** How the delivery was tampered with on purpose, or null. */
  readonly tampering: 'duplicate' | 'bad_signature' | null;
}

/** An entry of a world's log. */
export type LogEntry = RequestEntry | DeliveryEntry;
