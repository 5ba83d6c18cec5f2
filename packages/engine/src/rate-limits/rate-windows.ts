import { ClearingCache } from '../runtime/clearing-cache.ts';
import type { ApiKeyRecord, Environment, OrganizationRecord, Tier } from '../store/records.ts';
import type { RateWindow } from '../store/store.ts';
import type { Instant } from '../time/instant.ts';
import type { RequestLimits, SignupLimits } from '../work/engine-settings.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const TIER_LIMITS: { readonly [tier in Exclude<Tier, 'enterprise'>]: RequestLimits } = {
  free: { per_minute: 60, per_hour: 600 },
  standard: { per_minute: 100, per_hour: 1_000 },
};

/** Requests per minute and organization on the routes with a limit of their own (contract §2). */
const ROUTE_LIMITS = { create_jobs: 100, read_jobs: 300 } as const;
export type RouteClass = keyof typeof ROUTE_LIMITS | 'default';

/** The limits of a member's sessions: a page reads several things at once. */
const SESSION_LIMITS: RequestLimits = { per_minute: 240, per_hour: 4_800 };

/** The limits of all keys of an organization and environment together, as a multiple of one key's (contract §2). */
const ALL_KEYS = 5;

/** Maximum number of cached keys for each class of routes. */
const CACHED_KEYS = 1_000;

/** A counting window and its limit. */
export interface LimitedWindow extends RateWindow {
  readonly limit: number;
}

interface CachedWindows {
  readonly environment: Environment;
  readonly limits: RequestLimits;
  readonly routeLimit: number | undefined;
  readonly windows: readonly LimitedWindow[];
  /** The end of the minute that the windows are valid in. */
  readonly until: Instant;
}

/**
 * Returns the windows that count a key's request: its own, those of all keys of its organization and environment, and on
 * some routes one that the organization shares. More keys give no more requests. Caches those of the current minute, so that a busy key does not build them for each request.
 */
export class KeyWindows {
  readonly #cache = {
    default: new ClearingCache<string, CachedWindows>(CACHED_KEYS),
    create_jobs: new ClearingCache<string, CachedWindows>(CACHED_KEYS),
    read_jobs: new ClearingCache<string, CachedWindows>(CACHED_KEYS),
  };

  of(
    key: Pick<ApiKeyRecord, 'id' | 'environment' | 'member_id'>,
    organization: OrganizationRecord,
    route: RouteClass,
    now: Instant,
  ): readonly LimitedWindow[] {
    const { id: keyId, environment } = key;
    const cache = this.#cache[route];
    const last = cache.get(keyId);
    const limits = limitsOf(organization);
    const routeLimit = routeLimitOf(organization, route);
    const isCurrent =
      last !== undefined &&
      isOfMinute(last, now) &&
      last.environment === environment &&
      last.routeLimit === routeLimit &&
      areEqual(last.limits, limits);
    if (isCurrent) return last.windows;
    const until = endOf(MINUTE, now);
    const windows =
      key.member_id === null
        ? keyWindows(key, organization, limits, now)
        : sessionWindows(key, organization, now);
    if (routeLimit !== undefined) {
      windows.push({ key: `route:${organization.id}:${route}`, limit: routeLimit, resetAt: until });
    }
    cache.set(keyId, { environment, limits, routeLimit, windows, until });
    return windows;
  }
}

function keyWindows(
  { id, environment }: Pick<ApiKeyRecord, 'id' | 'environment'>,
  organization: OrganizationRecord,
  limits: RequestLimits,
  now: Instant,
): LimitedWindow[] {
  return [
    ...windowsOf(`key:${id}`, limits, now),
    ...windowsOf(`organization:${organization.id}:${environment}`, forAllKeys(limits), now),
  ];
}

/**
 * Returns the windows that count a request with a session: those of all sessions of its member, and of all members together.
 * What programs may call is not used up by who looks on.
 */
export function sessionWindows(
  { member_id }: Pick<ApiKeyRecord, 'member_id'>,
  { id, custom_limits }: Pick<OrganizationRecord, 'id' | 'custom_limits'>,
  now: Instant,
): LimitedWindow[] {
  const limits = custom_limits ?? SESSION_LIMITS;
  return [
    ...windowsOf(`member:${member_id}`, limits, now),
    ...windowsOf(`members:${id}`, forAllKeys(limits), now),
  ];
}

/** Returns the windows, aligned to the clock, that count requests of `caller` at `now`. */
export function windowsOf(caller: string, limits: RequestLimits, now: Instant): LimitedWindow[] {
  return [
    { key: `${caller}:minute`, limit: limits.per_minute, resetAt: endOf(MINUTE, now) },
    { key: `${caller}:hour`, limit: limits.per_hour, resetAt: endOf(HOUR, now) },
  ];
}

/** Returns the window, aligned to the clock, that counts at most `limit` of something in `length` ms. */
export function windowOf(key: string, limit: number, length: number, now: Instant): LimitedWindow {
  return { key, limit, resetAt: endOf(length, now) };
}

/** Returns the windows that count a signup of `client`: one of its own, and one of all signups. */
export function signupWindows(client: string, limits: SignupLimits, now: Instant): LimitedWindow[] {
  const resetAt = endOf(HOUR, now);
  return [
    { key: `signup:client:${client}`, limit: limits.perAddress, resetAt },
    { key: 'signup:all', limit: limits.total, resetAt },
  ];
}

function limitsOf({ custom_limits, tier }: OrganizationRecord): RequestLimits {
  return custom_limits ?? TIER_LIMITS[tier === 'enterprise' ? 'standard' : tier];
}

function routeLimitOf(
  { custom_limits }: OrganizationRecord,
  route: RouteClass,
): number | undefined {
  return route === 'default' ? undefined : (custom_limits?.per_minute ?? ROUTE_LIMITS[route]);
}

function forAllKeys({ per_minute, per_hour }: RequestLimits): RequestLimits {
  return { per_minute: ALL_KEYS * per_minute, per_hour: ALL_KEYS * per_hour };
}

function areEqual(one: RequestLimits, other: RequestLimits): boolean {
  return one.per_minute === other.per_minute && one.per_hour === other.per_hour;
}

/** Also false when the clock was set back. */
function isOfMinute({ until }: CachedWindows, now: Instant): boolean {
  return now < until && now >= until - MINUTE;
}

/** Returns the end of the current clock-aligned window of `length` ms. */
function endOf(length: number, now: Instant): Instant {
  return (Math.floor(now / length) + 1) * length;
}
