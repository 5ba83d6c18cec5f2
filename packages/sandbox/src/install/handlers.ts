import { bypass, type HttpHandler, HttpResponse, http } from 'msw';
import { sendToServer } from '../delivery/node-fetch.ts';
import { corsHeaders } from '../http/cors.ts';
import type { Exchange } from '../http/exchange.ts';
import { requestOf } from '../http/fetch-request.ts';
import { presentExchange } from '../http/settle-as-fetch.ts';
import { LocalSandbox } from '../local/local-sandbox.ts';
import type { Sandbox, SandboxOptions } from '../world/sandbox.ts';

/** A sandbox that provides MSW handlers. */
export interface MswSandbox extends Sandbox {
  /**
   * Handlers for the API's host and its download host; requests to other hosts pass through. Give them to your own
   * `setupServer` or `setupWorker` when it is created, so that `resetHandlers` keeps them.
   *
   * @example
   * ```ts
   * const server = setupServer(...sandbox.handlers(), ...yours);
   * ```
   */
  handlers(): HttpHandler[];
}

/**
 * Like `createSandbox` of `@firsthandapi/sandbox`, with `handlers()`.
 *
 * @throws TypeError when an option is invalid; the message names it.
 * @example
 * ```ts
 * import { createSandbox } from '@firsthandapi/sandbox/msw';
 * import { setupServer } from 'msw/node';
 *
 * const sandbox = createSandbox();
 * const server = setupServer(...sandbox.handlers());
 * ```
 */
export function createSandbox(options: SandboxOptions = {}): MswSandbox {
  const sandbox = new LocalSandbox(options);
  return Object.assign(sandbox, { handlers: () => handlers(sandbox) });
}

/**
 * Returns the MSW handlers of a sandbox. From then on, the sandbox's webhooks to servers bypass MSW.
 *
 * @example
 * ```ts
 * const worker = setupWorker(...handlers(sandbox));
 * ```
 */
export function handlers(sandbox: Sandbox): HttpHandler[] {
  const local = sandbox as LocalSandbox;
  const sendBypassing = (request: Request) => sendToServer(bypass(request));
  local.httpFetch = sendBypassing;
  // Not a predicate, which MSW takes from 2.11 on only.
  return urlsOf(sandbox).map((urls) => http.all(urls, ({ request }) => respond(local, request)));
}

/** The URLs that a sandbox answers. */
export function urlsOf(sandbox: Sandbox): RegExp[] {
  return [sandbox.baseUrl, sandbox.filesUrl].map(urlsUnder);
}

function urlsUnder(base: string): RegExp {
  return new RegExp(`^${base.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:[/?#]|$)`);
}

async function respond(sandbox: LocalSandbox, request: Request): Promise<Response> {
  const { headers } = request;
  const cors = corsHeaders(headers.get('access-control-request-headers'));
  // Any OPTIONS: the Request of happy-dom drops Access-Control-Request-Method, a forbidden header.
  if (request.method === 'OPTIONS') {
    return new HttpResponse(null, { status: 204, headers: { ...cors, Connection: 'close' } });
  }
  // A copy, because listeners to MSW's events may read the body after the handler.
  const exchange = await sandbox.answer(requestOf(request.clone()));
  if (exchange.failure === 'reset') return HttpResponse.error();
  // DOM environments such as happy-dom check CORS like a browser.
  const added = { Connection: 'close', ...(headers.get('origin') !== null && cors) };
  try {
    return await presentExchange(withHeaders(exchange, added), request.signal);
  } catch (error) {
    // Nobody waits for the response any more, and MSW would print the error.
    if (request.signal.aborted) return HttpResponse.error();
    throw error;
  }
}

/** Adds headers to the response. `Connection: close` keeps the next request from hanging on a faked setImmediate. */
function withHeaders(exchange: Exchange, added: Readonly<Record<string, string>>): Exchange {
  if (exchange.response === null) return exchange;
  const { response } = exchange;
  const headers = { ...response.headers, ...added };
  return { ...exchange, response: { ...response, headers } };
}
