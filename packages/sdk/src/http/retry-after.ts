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
  const date = Date.parse(value ?? '');
  if (Number.isNaN(date)) return undefined;
  return Math.max(0, date - (Date.parse(headers.get('date') ?? '') || now));
}

/** Like `Number`, but a missing or blank text is `NaN`, not 0. */
export function toNumber(value: string | null): number {
  return value?.trim() ? Number(value) : Number.NaN;
}
