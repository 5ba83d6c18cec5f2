import type { NetworkFailure } from '../http/exchange.ts';
import type { Duration } from './duration.ts';

/** The types of the API's errors that a fault may answer with. */
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
  | 'internal_error'
  | 'bad_gateway'
  | 'transport_error'
  | 'service_unavailable'
  | 'gateway_timeout';

/** What goes wrong, how often, and from when on. Faults are counted, never random. */
export interface Fault {
  /** Answer with this error instead of doing the work: 400–599. */
  readonly status?: number;
  /** The error's type. Default: the contract's type for the status. */
  readonly type?: FaultType;
  /** The error's message. */
  readonly message?: string;
  /** `Retry-After` of the error. Whole seconds; shorter durations are rounded up. */
  readonly retryAfter?: Duration;
  /** Answer only after this long, on the world's clock. Alone, it delays a normal answer. */
  readonly latency?: Duration;
  /**
   * Instead of an answer, before any work is done: the connection is `reset`, or the answer never comes
   * (`timeout`). `truncate` does the work and cuts its answer in half.
   */
  readonly network?: NetworkFailure;
  /** Does the work and then loses the reply: the case that idempotency keys are for. */
  readonly afterCommit?: 'reset' | 'timeout';
  /** How many requests it hits. Default 1; `Infinity` for all. */
  readonly times?: number;
  /** How many matching requests pass before it hits. Default 0. */
  readonly skip?: number;
}

/** A fault that was set, and how far it has come. */
export interface FaultState extends Fault {
  readonly route: string;
  readonly times: number;
  readonly skip: number;
  /** Matching requests that it let pass. */
  readonly passed: number;
  /** Requests that it hit. */
  readonly hits: number;
}
