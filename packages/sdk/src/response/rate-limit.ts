import { type ReadableHeaders, toNumber } from '../http/retry-after.ts';

/** The state of the tightest rate-limit window. Contract §2. */
export interface RateLimit {
  /** Requests allowed in the window. */
  readonly limit: number;
  /** Requests left in the window. */
  readonly remaining: number;
  /** When the window resets. */
  readonly resetAt: Date;
}

/** Reads `X-RateLimit-Limit`, `-Remaining` and `-Reset`; `undefined` unless all three are numbers. */
export function readRateLimit(headers: ReadableHeaders): RateLimit | undefined {
  const read = (name: string): number => toNumber(headers.get(`x-ratelimit-${name}`));
  const limit = read('limit');
  const remaining = read('remaining');
  const reset = read('reset');
  if (limit + remaining + reset >= 0) return { limit, remaining, resetAt: new Date(reset * 1000) };
  return undefined;
}
