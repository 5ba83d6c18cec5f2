/** What `fetch` would write differently: spaces, quotes, letters beyond ASCII, fragments, dots as names. */
const UNUSUAL = /[^\w.~!$&()*+,;=:@%/?[\]-]|\/(?:\.|%2e)/i;

/** A URL as `fetch` writes it: the origin, and the path with its query. */
export interface RequestTarget {
  readonly origin: string;
  readonly path: string;
}

/** Splits a URL. The usual one is recognised, because parsing would cost every call. */
export function requestTarget(given: string): RequestTarget {
  const url = normalise(given);
  const pathStart = url.indexOf('/', url.indexOf('//') + 2);
  return { origin: url.slice(0, pathStart), path: url.slice(pathStart) };
}

function normalise(url: string): string {
  if (/^https?:\/\/[^/?]+\//.test(url) && !UNUSUAL.test(url)) return url;
  const { href, hash } = new URL(url);
  return href.slice(0, href.length - hash.length);
}
