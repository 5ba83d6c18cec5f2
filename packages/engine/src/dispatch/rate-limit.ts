import type { RequestLimits } from '../call.ts';
import { ApiError } from '../errors.ts';
import type { Instant, RateWindow, Store } from '../ports.ts';
import type { OrganizationRecord, Tier } from '../records.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const TIER_LIMITS: { readonly [tier in Exclude<Tier, 'enterprise'>]: RequestLimits } = {
  free: { per_minute: 60, per_hour: 600 },
  standard: { per_minute: 100, per_hour: 1_000 },
};

/** Requests per minute and organization on the routes that have a limit of their own (contract §2). */
const ROUTE_LIMITS = { create_jobs: 100, read_jobs: 300 } as const;
export type RouteClass = keyof typeof ROUTE_LIMITS | 'default';

interface LimitedWindow extends RateWindow {
  readonly limit: number;
}

/** Where a caller stands in its tightest window. */
export interface RateLimitState {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Instant;
  /** When the caller may try again; null while it is within every limit. */
  readonly retryAt: Instant | null;
}

/** Counts a request of a key against its tier's and its organization's route limits. */
export function countKeyRequest(
  store: Store,
  keyId: string,
  organization: OrganizationRecord,
  route: RouteClass,
  now: Instant,
): Promise<RateLimitState> {
  const limits = limitsOf(organization);
  const windows = keyWindows(`key:${keyId}`, limits, now);
  if (route !== 'default') {
    const limit = organization.custom_limits?.per_minute ?? ROUTE_LIMITS[route];
    windows.push(window(`route:${organization.id}:${route}`, MINUTE, limit, now));
  }
  return count(store, windows, now);
}

/** Counts a request that no key vouches for against its client's address. */
export function countAnonymousRequest(
  store: Store,
  client: string,
  limits: RequestLimits,
  now: Instant,
): Promise<RateLimitState> {
  return count(store, keyWindows(`client:${client}`, limits, now), now);
}

/** Throws 429 when a limit is exceeded (contract §2). */
export function enforceRateLimit(state: RateLimitState, now: Instant): void {
  if (state.retryAt === null) return;
  const seconds = Math.max(1, Math.ceil((state.retryAt - now) / 1_000));
  throw new ApiError('rate_limit_exceeded', `Too many requests; retry in ${seconds} s`, {
    headers: { 'Retry-After': String(seconds) },
  });
}

function limitsOf(organization: OrganizationRecord): RequestLimits {
  if (organization.custom_limits !== null) return organization.custom_limits;
  return TIER_LIMITS[organization.tier === 'enterprise' ? 'standard' : organization.tier];
}

function keyWindows(key: string, limits: RequestLimits, now: Instant): LimitedWindow[] {
  return [
    window(`${key}:minute`, MINUTE, limits.per_minute, now),
    window(`${key}:hour`, HOUR, limits.per_hour, now),
  ];
}

/** The window of `length` ms, aligned to the clock, that `now` lies in. */
function window(key: string, length: number, limit: number, now: Instant): LimitedWindow {
  return { key, limit, resetAt: (Math.floor(now / length) + 1) * length };
}

async function count(
  store: Store,
  windows: readonly LimitedWindow[],
  now: Instant,
): Promise<RateLimitState> {
  const counts = await store.countRequest(windows, now);
  let tightest: RateLimitState | undefined;
  let retryAt: Instant | null = null;
  for (const [index, { limit, resetAt }] of windows.entries()) {
    const used = counts[index] ?? 0;
    const remaining = Math.max(0, limit - used);
    if (used > limit) retryAt = Math.max(retryAt ?? 0, resetAt);
    if (tightest === undefined || remaining < tightest.remaining) {
      tightest = { limit, remaining, resetAt, retryAt: null };
    }
  }
  if (tightest === undefined) throw new Error('A request is counted in at least one window');
  return { ...tightest, retryAt };
}
