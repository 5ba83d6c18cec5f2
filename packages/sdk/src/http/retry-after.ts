/** The part of `Headers` that is needed here. */
export interface ReadableHeaders {
  get(name: string): string | null;
}

/**
 * Returns how long a response asks to wait, in milliseconds: `Retry-After-Ms`, else `Retry-After` in
 * seconds or as an HTTP date. Never negative; `undefined` when neither header is usable.
 */
export function parseRetryAfter(headers: ReadableHeaders, now: number): number | undefined {
  const value = headers.get('retry-after');
  const milliseconds = toNumber(headers.get('retry-after-ms'));
  if (milliseconds >= 0) return milliseconds;
  const seconds = toNumber(value);
  if (seconds >= 0) return seconds * 1000;
  const date = Date.parse(value ?? '');
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Like `Number`, but a missing or blank text is `NaN`, not 0. */
export function toNumber(value: string | null): number {
  return value?.trim() ? Number(value) : Number.NaN;
}
