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
  // In any other text with a number, `Date.parse` finds a year.
  const date = Date.parse(value?.endsWith('GMT') ? value : '');
  if (date >= 0) return Math.max(0, date - (Date.parse(`${headers.get('date')}`) || now));
  return undefined;
}

/** Reads a decimal number. Anything else is `NaN`: a blank text, a sign, `0x10`, `1e9` or `Infinity`. */
export function toNumber(value: string | null): number {
  return /^ *\d[\d.]* *$/.test(`${value}`) ? Number(value) : Number.NaN;
}
