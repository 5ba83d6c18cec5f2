/** The part of `Headers` that is needed here. */
export interface ReadableHeaders {
  get(name: string): string | null;
}

/**
 * Returns how long a response asks to wait, in milliseconds: `Retry-After-Ms`, else `Retry-After` in
 * seconds or as an HTTP date, in any of the three forms of RFC 9110 §5.6.7. All are in GMT: a date in another zone is
 * ignored. A date is measured against the response's own `Date`, because the clock of
 * this machine may be wrong. Never negative; `undefined` when neither header is usable.
 *
 * @param now this machine's time, for a response without `Date`
 */
export function parseRetryAfter(headers: ReadableHeaders, now: number): number | undefined {
  const value = headers.get('retry-after');
  // Without these ends, `Date.parse` finds a year in any text with a number. The second is that of C's asctime.
  const inGmt = /^.+(?= GMT$)|^.+:\d\d \d{4}$/.exec(`${value}`);
  return [
    toNumber(headers.get('retry-after-ms')),
    toNumber(value) * 1000,
    Math.max(0, Date.parse(`${inGmt} GMT`) - (Date.parse(`${headers.get('date')}`) || now)),
  ].find((milliseconds) => milliseconds >= 0);
}

/** Reads a decimal number. Anything else is `NaN`: a blank text, a sign, `0x10`, `1e9` or `Infinity`. */
export function toNumber(value: string | null): number {
  return Number(/^ *\d[\d.]* *$/.exec(`${value}`)?.[0]);
}
