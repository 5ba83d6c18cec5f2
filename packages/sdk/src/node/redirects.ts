import type { FetchInit } from '../index.ts';

/** As many as `fetch` follows. */
const MOST_REDIRECTS = 20;

/**
 * Returns the URL that a response redirects to, or `undefined` when `fetch` would not follow it. Only downloads are
 * redirected, and they carry no key.
 *
 * @param followed how many redirects led to this response
 * @throws Error when that is as many as `fetch` follows
 */
export function redirectTarget(
  url: string,
  init: FetchInit,
  status: number,
  location: string | readonly string[] | undefined,
  followed: number,
): string | undefined {
  if (init.redirect === 'manual' || !/^30[12378]$/.test(`${status}`) || !location) return undefined;
  if (followed === MOST_REDIRECTS) throw new Error('redirect count exceeded');
  return new URL(String(location), url).href;
}
