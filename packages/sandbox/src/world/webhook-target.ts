/** A webhook handler of an application: gets a Request, gives a Response. */
export type FetchHandler = (request: Request) => Response | Promise<Response>;

/**
 * Where deliveries go: a handler, an application with a `fetch` method (Hono, and most frameworks that run on web
 * standards), or the URL of a server.
 */
export type WebhookTarget = FetchHandler | { readonly fetch: FetchHandler } | string | URL;

/** Carries a request to a URL and gives the answer; rejects when there is none. */
export type HttpFetch = (request: Request) => Promise<Response>;

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether the URL leads to this machine. */
export function isLoopback(url: string): boolean {
  return URL.canParse(url) && LOOPBACK_HOST.test(new URL(url).hostname);
}

/** The target's handler, or undefined when it is a URL. */
export function handlerOf(target: WebhookTarget): FetchHandler | undefined {
  if (typeof target === 'function') return target;
  if (typeof target === 'string' || target instanceof URL) return undefined;
  return (request) => target.fetch(request);
}
