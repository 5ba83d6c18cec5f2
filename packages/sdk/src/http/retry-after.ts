/** The part of `Headers` that is needed here. */
export interface ReadableHeaders {
  get(name: string): string | null;
}

/**
 * Returns how long a response asks to wait, in milliseconds: `Retry-After-Ms`, else `Retry-After` in
 * seconds or as an HTTP date. A date is measured against the response's own `Date`, because the clock of
 * this machine may be wrong. Never negative; `undefined` when neither header is usable.
 *
 * @param now this machine's time, for a response without `Date`
 */
export function parseRetryAfter(headers: ReadableHeaders, now: number): number | undefined {
  const value = headers.get('retry-after');
  const milliseconds = toNumber(headers.get('retry-after-ms'));
  if (milliseconds >= 0) return milliseconds;
  const seconds = toNumber(value);
  if (seconds >= 0) return seconds * 1000;
  const date = toTime(value);
  if (Number.isNaN(date)) return undefined;
  return Math.max(0, date - (toTime(headers.get('date')) || now));
}

/** Reads a decimal number. Anything else is `NaN`: a blank text, a sign, `0x10`, `1e9` or `Infinity`. */
export function toNumber(value: string | null): number {
  return /^\s*\d+(?:\.\d+)?\s*$/.test(value ?? '') ? Number(value) : Number.NaN;
}

/** Reads an HTTP date, or ISO 8601. `Date.parse` alone finds a year in any text with a number. */
function toTime(value: string | null): number {
  const text = value?.trim() ?? '';
  const isDate = /^[a-z]+, .+:\d\d gmt$|^\d{4}-\d\d-\d\dt.+z$/i.test(text);
  return isDate ? Date.parse(text) : Number.NaN;
}
