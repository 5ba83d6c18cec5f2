/** A request's path and query, as in its URL. */
export interface RequestTarget {
  readonly path: string;
  /** Without the `?`; empty when there is none. */
  readonly query: string;
}

/** Splits an absolute URL, or a path with its query, without the cost of parsing all of it. */
export function requestTarget(url: string): RequestTarget {
  const scheme = url.startsWith('/') ? -1 : url.indexOf('://');
  const slash = scheme === -1 ? 0 : url.indexOf('/', scheme + 3);
  const start = slash === -1 ? url.length : slash;
  const hash = url.indexOf('#', start);
  const end = hash === -1 ? url.length : hash;
  const mark = url.indexOf('?', start);
  if (mark === -1 || mark > end) return { path: url.slice(start, end) || '/', query: '' };
  return { path: url.slice(start, mark) || '/', query: url.slice(mark + 1, end) };
}
