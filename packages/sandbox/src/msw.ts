/**
 * The sandbox as MSW handlers, for MSW 2.11 and later and MSW 3, in Node and in browsers.
 *
 * @module
 */
import { bypass, type HttpHandler, HttpResponse, http } from 'msw';
import type { Exchange } from './http/exchange.ts';
import { requestOf } from './http/fetch-request.ts';
import { presentExchange } from './http/settle-as-fetch.ts';
import { LocalSandbox } from './local/local-sandbox.ts';
import type { Sandbox, SandboxOptions } from './world/sandbox.ts';

/** A sandbox that knows its MSW handlers. */
export interface MswSandbox extends Sandbox {
  /**
   * Handlers of the API's host and of its download host; requests to other hosts pass by. Give them to your own
   * `setupServer` or `setupWorker`, at its creation, so that `resetHandlers` keeps them.
   */
  handlers(): HttpHandler[];
}

/** `createSandbox`, with `handlers()`. */
export function createSandbox(options: SandboxOptions = {}): MswSandbox {
  const sandbox = new LocalSandbox(options);
  return Object.assign(sandbox, { handlers: () => handlers(sandbox) });
}

/** The MSW handlers of a sandbox. Its webhooks to servers bypass MSW from then on. */
export function handlers(sandbox: Sandbox): HttpHandler[] {
  const local = sandbox as LocalSandbox;
  local.httpFetch = (request) => globalThis.fetch(bypass(request));
  return [
    http.all(
      ({ request }) => local.serves(request.url),
      ({ request }) => answer(local, request),
    ),
  ];
}

async function answer(sandbox: LocalSandbox, request: Request): Promise<Response> {
  const exchange = await sandbox.answer(requestOf(request));
  if (exchange.failure === 'reset') return HttpResponse.error();
  return presentExchange(closing(exchange), request.signal);
}

/** The exchange over a connection that is not kept for the next request: it cannot hang on a faked setImmediate. */
function closing(exchange: Exchange): Exchange {
  if (exchange.response === null) return exchange;
  const { response } = exchange;
  const headers = { ...response.headers, Connection: 'close' };
  return { ...exchange, response: { ...response, headers } };
}
