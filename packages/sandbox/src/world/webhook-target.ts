/** A webhook handler of an application: takes a Request, returns a Response. */
export type FetchHandler = (request: Request) => Response | Promise<Response>;

/**
 * Where deliveries go: a handler, an application with a `fetch` method (Hono and most frameworks that are built on web
 * standards), or the URL of a server.
 */
export type WebhookTarget = FetchHandler | { readonly fetch: FetchHandler } | string | URL;

/** Sends a request and returns the response; rejects when there is none. */
export type HttpFetch = (request: Request) => Promise<Response>;

const LOOPBACK_HOST = /^((.+\.)?localhost|127(\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\])$/;

/** True when the URL points to this machine. */
export function isLoopback(url: string): boolean {
  return URL.canParse(url) && LOOPBACK_HOST.test(new URL(url).hostname);
}

/**
 * Returns the target's handler, or undefined when the target is a URL.
 *
 * @throws TypeError when it is neither.
 */
export function handlerOf(target: WebhookTarget): FetchHandler | undefined {
  if (typeof target === 'string' || target instanceof URL) return undefined;
  const { fetch, listen } = Object(target) as { fetch?: unknown; listen?: unknown };
  if (typeof fetch === 'function')
    return (request) => (target as { fetch: FetchHandler }).fetch(request);
  if (typeof listen === 'function') {
    throw new TypeError(
      'Invalid target: an application of Express, Koa or Fastify does not take a Request; let it listen, and pass its URL',
    );
  }
  if (typeof target === 'function') return target;
  throw new TypeError(
    'Invalid target: pass a function that takes a Request, an object with a fetch method, or a URL',
  );
}
