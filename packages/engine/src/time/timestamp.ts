import type { Instant } from './instant.ts';

const MINUTE_MS = 60_000;
const FIRST_SECOND = '00.000Z';

/** The most recent conversion: most times in one response are equal. */
let latest: { readonly instant: Instant; readonly text: string } | undefined;
/** The most recent minute, as text up to its seconds: most other times are of the same one. */
let latestMinute: { readonly minute: number; readonly text: string } | undefined;

/** Formats an instant in ISO 8601, UTC with `Z`, as every time in a response (contract §2). */
export function timestamp(instant: Instant): string {
  if (latest?.instant === instant) return latest.text;
  const text = format(Math.trunc(instant));
  latest = { instant, text };
  return text;
}

/** `toISOString` takes four times as long, and a job has dozens of times. */
function format(instant: Instant): string {
  const minute = Math.floor(instant / MINUTE_MS);
  if (latestMinute?.minute !== minute) latestMinute = { minute, text: minuteText(minute) };
  // Five digits of seconds and milliseconds, after a first one that keeps their leading zeros.
  const digits = String(100_000 + instant - minute * MINUTE_MS);
  return `${latestMinute.text}${digits.slice(1, 3)}.${digits.slice(3)}Z`;
}

function minuteText(minute: number): string {
  return new Date(minute * MINUTE_MS).toISOString().slice(0, -FIRST_SECOND.length);
}

export function nullableTimestamp(instant: Instant | null): string | null {
  return instant === null ? null : timestamp(instant);
}

/** Parses a time from a request, whose form the schemas have checked. */
export function instantOf(text: string): Instant {
  return Date.parse(text);
}
