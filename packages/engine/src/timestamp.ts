import type { Instant } from './ports.ts';

/** ISO 8601 in UTC with `Z`, as every time of a response (contract §2). */
export function timestamp(instant: Instant): string {
  return new Date(instant).toISOString();
}

export function nullableTimestamp(instant: Instant | null): string | null {
  return instant === null ? null : timestamp(instant);
}

/** A time of a request; undefined stays undefined. The schemas have checked its form. */
export function instantOf(text: string): Instant {
  return Date.parse(text);
}
