/** How a request of the app is answered. */
export type Answer =
  /** From this version's cache, else from the network. */
  | { readonly kind: 'asset' }
  /** With the app itself: every address of it is one page. */
  | { readonly kind: 'app' }
  /** By the browser, as without a service worker. */
  | { readonly kind: 'network' };

export interface AppRequest {
  readonly method: string;
  readonly mode: string;
  readonly url: string;
}

/** Pages of the server below the app's address: the documents that the app links to. */
const PAGES = ['/worker/terms', '/worker/privacy'];

/** Returns how a request is answered. What the API says is never kept here: the app caches what it has read. */
export function answerTo({ method, mode, url }: AppRequest, origin: string): Answer {
  const { pathname, origin: target } = new URL(url);
  const isApp = target === origin && pathname.startsWith('/worker/');
  if (!isApp || method !== 'GET' || pathname.startsWith('/worker/v1/')) return { kind: 'network' };
  if (PAGES.includes(pathname)) return { kind: 'network' };
  return mode === 'navigate' ? { kind: 'app' } : { kind: 'asset' };
}

/** Returns the caches of earlier versions. */
export function outdatedCaches(names: readonly string[], current: string): readonly string[] {
  return names.filter((name) => name.startsWith(CACHE_PREFIX) && name !== current);
}

export const CACHE_PREFIX = 'worker-app-';
