import type { Duration } from '../values/duration.ts';

/** The types of the API's errors that a fault may return. */
export type FaultType =
  | 'validation_error'
  | 'pricing_violation'
  | 'authentication_error'
  | 'insufficient_credits'
  | 'authorization_error'
  | 'free_tier_job_limit'
  | 'not_found'
  | 'method_not_allowed'
  | 'conflict'
  | 'idempotency_error'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'rate_limit_exceeded'
  | 'quota_exceeded'
  | 'internal_error'
  | 'bad_gateway'
  | 'transport_error'
  | 'service_unavailable'
  | 'gateway_timeout';

/** How a connection fails instead of returning a response. */
export type NetworkFailure = 'reset' | 'timeout' | 'truncate';

/**
 * What goes wrong, how often, and after how many requests. Faults are counted, never random.
 *
 * @example
 * ```ts
 * world.fault('POST /v1/jobs', { status: 503, times: 2 });
 * world.fault('GET /v1/jobs/:id', { status: 429, retryAfter: '2s', skip: 3 });
 * world.fault('POST /v1/jobs', { afterCommit: 'reset' }); // the job is created, the response is lost
 * ```
 */
export interface Fault {
  /** Return this error status, 400 to 599, and do not process the request. */
  readonly status?: number;
  /** The error's type. Default: the contract's type for the status. */
  readonly type?: FaultType;
  /** The error's message. */
  readonly message?: string;
  /** `Retry-After` of the error, rounded up to whole seconds. */
  readonly retryAfter?: Duration;
  /** Delay on the world's clock. Without another field, a normal response follows. */
  readonly latency?: Duration;
  /**
   * `reset` cuts the connection and `timeout` never responds, both before the request is processed. `truncate`
   * processes it and sends half of the response.
   */
  readonly network?: NetworkFailure;
  /** Process the request and lose the response: the case that idempotency keys exist for. */
  readonly afterCommit?: 'reset' | 'timeout';
  /** How many requests it hits. Default 1; `Infinity` for all. */
  readonly times?: number;
  /** How many matching requests pass before it hits. Default 0. */
  readonly skip?: number;
}

/** A fault that was set, and its progress. */
export interface FaultState extends Fault {
  /** The route that it was set for. */
  readonly route: string;
  readonly times: number;
  readonly skip: number;
  /** Matching requests that it let pass. */
  readonly passed: number;
  /** Requests that it hit. */
  readonly hits: number;
}
