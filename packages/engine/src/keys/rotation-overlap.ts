import type { Instant } from '../time/instant.ts';

/** How long a secret stays valid after a rotation has replaced it (contract §1, §7). */
export const ROTATION_OVERLAP_MS = 24 * 60 * 60 * 1_000;
/** The current secret, and the two before it: a further rotation ends the oldest at once. */
const MOST_SECRETS = 3;

interface Expiring {
  /** Null for the current secret. */
  readonly expires_at: Instant | null;
}

/**
 * Returns what a rotation keeps of a holder's secrets, the newest first. The one that it replaces stays valid for 24 hours,
 * and those that were replaced before until their own end, so that nobody who is switching over is cut off.
 */
export function keptAfterRotation<Secret extends Expiring>(
  secrets: readonly Secret[],
  now: Instant,
): readonly Secret[] {
  const expiring = secrets.map((secret) => ({
    ...secret,
    expires_at: secret.expires_at ?? now + ROTATION_OVERLAP_MS,
  }));
  return expiring
    .filter(({ expires_at }) => expires_at > now)
    .sort((one, other) => other.expires_at - one.expires_at)
    .slice(0, MOST_SECRETS - 1);
}
