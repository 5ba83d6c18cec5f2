import { show } from './check-options.ts';

/**
 * A length of time: milliseconds as a number, or a number with a unit: `'250ms'`, `'15s'`, `'5m'`, `'2h'`, `'1d'`.
 * Rounded to whole milliseconds; at most 100 years.
 */
export type Duration = number | `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`;

/**
 * A point in time from 1970 to 2999: a Date, milliseconds since the Unix epoch, or an ISO 8601 string with an offset or
 * `Z`, such as `'2026-01-01T00:00:00Z'`. Rounded to whole milliseconds.
 */
export type Moment = Date | number | string;

const MILLISECONDS_OF: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** A world performs everything that is due on the way, so that a longer way would not end. */
const LONGEST_DURATION_MS = 100 * 366 * 86_400_000;
/** Ids hold 48 bits of milliseconds, and ISO 8601 four digits of the year. */
export const LATEST_MOMENT = Date.UTC(3000, 0, 1) - 1;
const LONGEST_TEXT = 64;
/** A date alone is midnight UTC; a time needs an offset, since the machine's time zone must not matter. */
const ISO_8601 =
  /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2}))?$/i;

/**
 * Returns the whole milliseconds of a duration.
 *
 * @throws TypeError when it is negative, longer than 100 years or malformed; the message names `field`.
 */
export function parseDuration(duration: Duration, field = 'duration'): number {
  const milliseconds = typeof duration === 'number' ? duration : parseText(duration);
  if (milliseconds >= 0 && milliseconds <= LONGEST_DURATION_MS) return Math.round(milliseconds);
  throw new TypeError(
    `Invalid ${field}: ${show(duration)}; pass milliseconds, or a string such as '15s', '5m' or '2h', up to 100 years`,
  );
}

/**
 * Returns the whole milliseconds since the Unix epoch of a moment.
 *
 * @throws TypeError when it is not a point in time from 1970 to 2999; the message names `field`.
 */
export function parseMoment(moment: Moment, field: string): number {
  const instant = Math.round(toInstant(moment));
  if (instant >= 0 && instant <= LATEST_MOMENT) return instant;
  throw new TypeError(
    `Invalid ${field}: ${show(moment)}; pass a Date, milliseconds, or an ISO 8601 string with an offset or Z, from 1970 to 2999`,
  );
}

function parseText(text: string): number {
  if (typeof text !== 'string' || text.length > LONGEST_TEXT) return Number.NaN;
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text.trim()) ?? [];
  if (amount === undefined || unit === undefined) return Number.NaN;
  return Number(amount) * (MILLISECONDS_OF[unit] ?? Number.NaN);
}

function toInstant(moment: Moment): number {
  if (typeof moment === 'number') return moment;
  if (typeof moment !== 'string') return readDate(moment);
  return ISO_8601.test(moment) && isCalendarDate(moment) ? Date.parse(moment) : Number.NaN;
}

/** Date.parse takes 30 February for 2 March. */
function isCalendarDate(moment: string): boolean {
  const date = moment.slice(0, 'YYYY-MM-DD'.length);
  const midnight = new Date(date);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date);
}

// `instanceof` would miss a Date of another realm (Jest, vm).
function readDate(value: Date): number {
  try {
    return Date.prototype.getTime.call(value);
  } catch {
    return Number.NaN;
  }
}
