import type { FetchLike } from '../http/fetch-like.ts';

/** Cloudflare Workers reject the `cache` option unless their compatibility date is recent. */
export function noStore(): 'no-store' | undefined {
  return /Cloudflare/.test(`${globalThis.navigator?.userAgent}`) ? undefined : 'no-store';
}

/** Calls the global `fetch`, looked up each time, because test tools may replace it at any time. */
export const defaultFetch: FetchLike = (url, init) => {
  const { fetch, process } = globalThis;
  // Node's own keeps no cache, and the option would cost it two headers. Next.js marks the one that it
  // puts in its place, which does.
  const isNodes = process?.versions?.node && fetch.name === 'fetch' && !Object.keys(fetch)[0];
  const cache = isNodes ? undefined : noStore();
  return fetch(url, cache ? { ...init, cache } : init);
};
