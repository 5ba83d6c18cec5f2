/** What the service says of the key's tightest rate limit. */
export interface Allowance {
  readonly limit: number;
  readonly remaining: number;
  /** When it begins again. */
  readonly resetAt: Date;
}

/** Between two polls while something happens: with the request itself, less than a second. */
export const FASTEST_MS = 700;
/** Between two polls when the rate limit allows few. */
export const SLOWEST_MS = 10_000;
/** For so long after something new, polls stay fast. */
const LIVELY_MS = 30_000;
/** The share of the limit that is left to other requests of the key. */
const RESERVE = 0.25;

/**
 * Returns how long to wait until the next poll, in milliseconds: short while the rate limit has room, and as soon as it
 * has little, spread over the time until it begins again.
 *
 * @param quietFor milliseconds since anything was new
 */
export function nextPoll(allowance: Allowance | undefined, now: number, quietFor: number): number {
  if (allowance === undefined) return FASTEST_MS;
  const spendable = spendableOf(allowance);
  if (spendable > 0 && quietFor < LIVELY_MS) return FASTEST_MS;
  const left = Math.max(0, allowance.resetAt.getTime() - now);
  const even = spendable > 0 ? left / spendable : left;
  return Math.min(SLOWEST_MS, Math.max(FASTEST_MS, even));
}

/** Whether the rate limit has room for another request at once. */
export function hasRoom(allowance: Allowance | undefined): boolean {
  return allowance === undefined || spendableOf(allowance) > 0;
}

function spendableOf({ limit, remaining }: Allowance): number {
  return remaining - limit * RESERVE;
}
