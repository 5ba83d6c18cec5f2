import type { WorldOptions } from './target.ts';

/** Limits that no scenario reaches. */
export const UNLIMITED = { per_minute: 1_000_000, per_hour: 1_000_000 };

/** Returns what the account of a world is opened with, on hosts that scenarios know from inside. */
export function worldAccount(tier: NonNullable<WorldOptions['tier']>, credits_cents: number) {
  return {
    name: 'Conformance',
    email: 'conformance@example.com',
    tier,
    custom_limits: tier === 'enterprise' ? UNLIMITED : null,
    credits_cents,
  };
}
