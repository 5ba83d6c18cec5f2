import { checkNumber } from './check-number.ts';
import type { CallLimits } from './client-options.ts';

/** {@link CallLimits}, all of them set. */
export type Limits = { -readonly [Name in keyof CallLimits]-?: number };

export const DEFAULT_LIMITS: Readonly<Limits> = {
  timeout: 30_000,
  totalTimeout: Infinity,
  maxRetries: 3,
  maxRetryAfter: 60_000,
};

/**
 * Merges the limits of one call over the fallback.
 *
 * @throws FirstHandConfigurationError when a limit is not a number in its range
 */
export function resolveLimits(given: CallLimits, fallback: Readonly<Limits>): Limits {
  const limits = { ...fallback };
  for (const name of Object.keys(fallback) as (keyof Limits)[]) {
    limits[name] = checkNumber(name, given[name] ?? fallback[name], /out$/.test(name) ? 1 : 0);
  }
  return limits;
}
