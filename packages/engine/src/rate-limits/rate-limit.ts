import { ApiError } from '../errors/api-error.ts';
import type { RateLimitState } from '../http/json-response.ts';
import type { Immediate, Store } from '../store/store.ts';
import type { Instant } from '../time/instant.ts';
import type { LimitedWindow } from './rate-windows.ts';

/** Throws 429 when a limit is exceeded (contract §2). */
export function enforceRateLimit(state: RateLimitState, now: Instant): void {
  if (state.retryAt === null) return;
  const seconds = Math.max(1, Math.ceil((state.retryAt - now) / 1_000));
  throw new ApiError('rate_limit_exceeded', `Too many requests; retry in ${seconds} s`, {
    headers: { 'Retry-After': String(seconds) },
  });
}

/** Counts a request in its windows. */
export function countRequest(
  store: Store,
  windows: readonly LimitedWindow[],
  now: Instant,
): Immediate<RateLimitState> {
  const counts = store.countRequest(windows, now);
  return counts instanceof Promise
    ? counts.then((counted) => stateOf(windows, counted))
    : stateOf(windows, counts);
}

function stateOf(windows: readonly LimitedWindow[], counts: readonly number[]): RateLimitState {
  let tightest: LimitedWindow | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  let retryAt: Instant | null = null;
  for (let index = 0; index < windows.length; index += 1) {
    const window = windows[index] as LimitedWindow;
    const left = window.limit - (counts[index] ?? 0);
    if (left < 0) retryAt = Math.max(retryAt ?? 0, window.resetAt);
    const remaining = Math.max(0, left);
    if (remaining >= fewest) continue;
    fewest = remaining;
    tightest = window;
  }
  if (tightest === undefined) throw new Error('A request must be counted in at least one window');
  return { limit: tightest.limit, remaining: fewest, resetAt: tightest.resetAt, retryAt };
}
