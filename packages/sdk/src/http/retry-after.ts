/** The part of `Headers` that is read. */
export interface ReadableHeaders {
  get(name: string): string | null;
}

/**
 * How long an answer asks to wait, in milliseconds: `Retry-After-Ms`, else `Retry-After` as seconds
 * or as an HTTP date. Never negative; `undefined` when neither header says anything usable.
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

/** As `Number`, but nothing is not zero. */
export function toNumber(value: string | null): number {
  return value?.trim() ? Number(value) : Number.NaN;
}
