import type { Instant } from './instant.ts';

/** The most recent conversion: most times in one response are equal. */
let latest: { readonly instant: Instant; readonly text: string } | undefined;

/** Formats an instant in ISO 8601, UTC with `Z`, as every time in a response (contract §2). */
export function timestamp(instant: Instant): string {
  if (latest?.instant === instant) return latest.text;
  const text = new Date(instant).toISOString();
  latest = { instant, text };
  return text;
}

export function nullableTimestamp(instant: Instant | null): string | null {
  return instant === null ? null : timestamp(instant);
}

/** Parses a time from a request, whose form the schemas have checked. */
export function instantOf(text: string): Instant {
  return Date.parse(text);
}
