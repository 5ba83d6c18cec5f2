import { HttpResponse, http, passthrough } from 'msw';
import { setupServer } from 'msw/node';
import { afterRealTime } from '../clock/real-time.ts';
import type { Sandbox } from '../world/sandbox.ts';
import { isLoopback } from '../world/webhook-target.ts';
import { handlers } from './handlers.ts';

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
   * Starts intercepting requests, and proves it with one request.
   *
   * @throws Error when another MSW server listens, or the request is not intercepted.
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
/** A host that no resolver knows (RFC 6761): a request to it succeeds only when it is intercepted. */
const CANARY_URL = 'https://canary.firsthandapi.invalid/';
/** An intercepted request takes milliseconds. Only bounds what waits for a broken resolver. */
const CANARY_DEADLINE_MS = 10_000;

/** Creates a network on MSW's `setupServer`, of either major version. */
export function createNetwork(sandbox: Sandbox, rules: NetworkRules): SandboxNetwork {
  const nonce = crypto.randomUUID();
  const isAllowed = (url: string) => passes(url, rules);
  const server = setupServer(
    http.get(CANARY_URL, () => canaryResponse(nonce)),
    ...handlers(sandbox),
    http.all('*', ({ request }) =>
      isAllowed(request.url) ? passthrough() : respondToOtherHosts(request, rules),
    ),
  );
  const globals = globalThis as { [key: symbol]: unknown };
  let isListening = false;
  const close = () => {
    if (!isListening) return;
    isListening = false;
    server.close();
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

function canaryResponse(nonce: string): Response {
  // Without keep-alive, a pooled connection cannot outlive the interception. DOM environments check CORS.
  return HttpResponse.text(nonce, {
    headers: { Connection: 'close', 'Access-Control-Allow-Origin': '*' },
  });
}

/** Throws unless the global fetch, if any, is intercepted: in some runtimes MSW silently intercepts nothing. */
async function requireInterception(nonce: string): Promise<void> {
  if (typeof globalThis.fetch !== 'function') return;
  const controller = new AbortController();
  const stop = afterRealTime(CANARY_DEADLINE_MS, () => controller.abort());
  let cause: unknown;
  try {
    const response = await globalThis.fetch(CANARY_URL, { signal: controller.signal });
    if ((await response.text()) === nonce) return;
  } catch (error) {
    cause = error;
  } finally {
    stop();
  }
  throw new Error(
    "Cannot install the sandbox: this process's fetch is not intercepted, so requests would reach the real API. " +
      'Either another library has replaced fetch, or MSW does not support this runtime (Bun, for example). ' +
      'Pass fetch: world.fetch to the client, or serve the sandbox with npx @firsthandapi/sandbox serve and use its base URL',
    { cause },
  );
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
