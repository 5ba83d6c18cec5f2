import type { Instant } from './instant.ts';

const MINUTE_MS = 60_000;
const FIRST_SECOND = '00.000Z';
/** A power of two, so that a minute's place is its lowest bits. */
const CACHED_MINUTES = 64;

interface Minute {
  readonly minute: number;
  /** Up to its seconds. */
  readonly text: string;
}

/** The most recent conversion: most times in one response are equal. */
let latest: { readonly instant: Instant; readonly text: string } | undefined;
/** Most other times are of the few minutes in which work is done, or soon after. */
const minutes: Minute[] = new Array(CACHED_MINUTES).fill(formatMinute(0));

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
  // Five digits of seconds and milliseconds, after a first one that keeps their leading zeros.
  const digits = String(100_000 + instant - minute * MINUTE_MS);
  return `${minuteText(minute)}${digits.slice(1, 3)}.${digits.slice(3)}Z`;
}

function minuteText(minute: number): string {
  const place = minute & (CACHED_MINUTES - 1);
  const cached = minutes[place];
  if (cached?.minute === minute) return cached.text;
  const found = formatMinute(minute);
  minutes[place] = found;
  return found.text;
}

function formatMinute(minute: number): Minute {
  const text = new Date(minute * MINUTE_MS).toISOString().slice(0, -FIRST_SECOND.length);
  return { minute, text };
}

export function nullableTimestamp(instant: Instant | null): string | null {
  return instant === null ? null : timestamp(instant);
}

/** Parses a time from a request, whose form the schemas have checked. */
export function instantOf(text: string): Instant {
  return Date.parse(text);
}
