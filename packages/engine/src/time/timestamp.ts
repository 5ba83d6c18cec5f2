import type { Instant } from './instant.ts';

/** The time written last: most times of one answer are the same. */
let latest: { readonly instant: Instant; readonly text: string } | undefined;

/** ISO 8601 in UTC with `Z`, as every time of a response (contract §2). */
export function timestamp(instant: Instant): string {
  if (latest?.instant === instant) return latest.text;
  const text = new Date(instant).toISOString();
  latest = { instant, text };
  return text;
}

export function nullableTimestamp(instant: Instant | null): string | null {
  return instant === null ? null : timestamp(instant);
}

/** A time of a request; undefined stays undefined. The schemas have checked its form. */
export function instantOf(text: string): Instant {
  return Date.parse(text);
}
