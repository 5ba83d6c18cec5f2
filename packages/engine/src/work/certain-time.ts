import type { Ports } from '../ports.ts';
import type { Instant } from '../time/instant.ts';

/**
 * Returns the latest instant that has certainly passed: `now`, or earlier while the host doubts its clock. What cannot be
 * undone, such as an expiry or a deletion, uses this time, so that a clock that runs ahead destroys nothing.
 */
export function certainTime({ clock }: Pick<Ports, 'clock'>, now: Instant): Instant {
  return Math.min(now, clock.certain?.() ?? now);
}
