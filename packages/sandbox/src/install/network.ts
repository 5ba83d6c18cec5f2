import { syncBuiltinESMExports } from 'node:module';
import { HttpResponse, http, passthrough } from 'msw';
import { setupServer } from 'msw/node';
import type { Sandbox } from '../world/sandbox.ts';
import { isLoopback } from '../world/webhook-target.ts';
import { CANARY_URL, requireInterception, respondToCanary } from './canary.ts';
import { handlers, urlsOf } from './handlers.ts';
import { interceptUndici } from './undici-requests.ts';

export { handlers } from './handlers.ts';

/** What happens to requests to other hosts than the API's. */
export type UnhandledRequests = 'error' | 'warn' | 'bypass';

/** Which requests a network lets through to other hosts. */
export interface NetworkRules {
  readonly unhandled: UnhandledRequests;
  /** Hosts whose requests always pass, in addition to this machine's. */
  readonly allowedHosts: readonly string[];
}

/** Routes the process's requests to a sandbox. */
export interface SandboxNetwork {
  /** True from a successful `listen` until `close`. */
  readonly isListening: boolean;
  /**
   * Starts intercepting requests, and proves it with one request of `fetch` and one of `node:http`.
   *
   * @throws Error when another MSW server listens, or one of the two requests is not intercepted.
   */
  listen(): Promise<void>;
  reset(): void;
  close(): void;
}

const MARK = Symbol.for('@firsthandapi/sandbox.network');
/** Globals of MSW 2's interceptors while they are active. */
const INTERCEPTORS = ['fetch-interceptor', 'client-request-interceptor'].map((name) =>
  Symbol.for(name),
);

/** Creates a network on MSW's `setupServer`, of either major version. */
export function createNetwork(sandbox: Sandbox, rules: NetworkRules): SandboxNetwork {
  const nonce = crypto.randomUUID();
  const isAllowed = (url: string) => passes(url, rules);
  const server = setupServer(
    http.all(CANARY_URL, ({ request }) => respondToCanary(request, nonce)),
    ...handlers(sandbox),
    http.all('*', ({ request }) =>
      isAllowed(request.url) ? passthrough() : respondToOtherHosts(request, rules),
    ),
  );
  const globals = globalThis as { [key: symbol]: unknown };
  const ownUrls = urlsOf(sandbox);
  const undici = interceptUndici(
    (url) =>
      ownUrls.some((urls) => urls.test(url)) || !(rules.unhandled === 'bypass' || isAllowed(url)),
  );
  let isListening = false;
  const close = () => {
    if (!isListening) return;
    isListening = false;
    undici.stop();
    server.close();
    syncBuiltinESMExports();
    delete globals[MARK];
  };
  return {
    get isListening() {
      return isListening;
    },
    async listen() {
      requireNoOtherNetwork();
      // MSW 2 reads the first name and MSW 3 the second; both ignore unknown names.
      server.listen({
        onUnhandledRequest: rules.unhandled,
        onUnhandledFrame: unhandledFrame(rules.unhandled, isAllowed),
      } as never);
      // MSW replaces `request` on Node's modules; `import { request } from 'node:https'` sees it only after this.
      syncBuiltinESMExports();
      undici.start();
      globals[MARK] = true;
      isListening = true;
      try {
        await requireInterception(nonce);
      } catch (error) {
        close();
        throw error;
      }
    },
    reset: () => server.resetHandlers(),
    close,
  };
}

/** Decides on requests that no other handler matches. MSW's own strategies would let assets such as images through. */
function respondToOtherHosts(request: Request, { unhandled }: NetworkRules): Response {
  if (unhandled === 'bypass') return passthrough() as Response;
  const problem = `${request.method} ${request.url} is not a request to FirstHandAPI`;
  if (unhandled === 'warn') {
    console.warn(`FirstHandAPI sandbox: ${problem}; it reaches the network.`);
    return passthrough() as Response;
  }
  console.error(
    `FirstHandAPI sandbox: ${problem}, and the sandbox refuses it. Add the host to allowedHosts, or pass unhandled: 'bypass'.`,
  );
  return HttpResponse.error();
}

/** A WebSocket connection of MSW 3: its network frames are HTTP requests otherwise, which have handlers. */
interface UnhandledFrame {
  readonly frame: { readonly data: { readonly connection?: { client: { url: URL | string } } } };
}

function unhandledFrame(unhandled: UnhandledRequests, isAllowed: (url: string) => boolean) {
  return async ({ frame: { data } }: UnhandledFrame): Promise<void> => {
    const url = String(data.connection?.client.url ?? '');
    if (unhandled !== 'error' || isAllowed(url)) return;
    throw new Error(
      `Refused a connection to ${url}: add the host to allowedHosts, or pass unhandled: 'bypass'`,
    );
  };
}

function passes(url: string, { allowedHosts }: NetworkRules): boolean {
  if (isLoopback(url)) return true;
  return URL.canParse(url) && allowedHosts.includes(new URL(url).hostname);
}

/** Two networks in one process would silently displace each other, so the second one throws. */
function requireNoOtherNetwork(): void {
  const globals = globalThis as { [key: symbol]: unknown };
  if (globals[MARK] === true) {
    throw new Error(
      'Cannot install the sandbox: one is already installed in this process; install one and share it',
    );
  }
  const isIntercepted =
    INTERCEPTORS.some((symbol) => globals[symbol] !== undefined) ||
    /resolvedInput|interceptor/i.test(String(globalThis.fetch));
  if (!isIntercepted) return;
  throw new Error(
    'Cannot install the sandbox: another MSW server is listening in this process, and one of the two would be displaced. ' +
      'Create the sandbox with createSandbox from @firsthandapi/sandbox/msw and give its handlers to that server: ' +
      'setupServer(...sandbox.handlers(), ...yours)',
  );
}
