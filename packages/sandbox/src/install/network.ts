import { setupServer } from 'msw/node';
import { handlers } from '../msw.ts';
import type { Sandbox } from '../world/sandbox.ts';

/** What requests to other hosts than the API's meet. */
export type UnhandledRequests = 'error' | 'warn' | 'bypass';

/** The process's requests, led to a sandbox. */
export interface SandboxNetwork {
  listen(): void;
  reset(): void;
  close(): void;
}

const MARK = Symbol.for('@firsthandapi/sandbox.network');
/** What MSW's interceptors leave behind while they are active, in its second major version. */
const INTERCEPTORS = ['fetch-interceptor', 'client-request-interceptor'].map((name) =>
  Symbol.for(name),
);

/** A network over MSW's `setupServer`; works with both of its major versions. */
export function createNetwork(sandbox: Sandbox, unhandled: UnhandledRequests): SandboxNetwork {
  const server = setupServer(...handlers(sandbox));
  const globals = globalThis as { [key: symbol]: unknown };
  return {
    listen() {
      requireNoOtherNetwork();
      // MSW 2 reads one name and MSW 3 the other, and silently ignores what it does not know.
      server.listen({ onUnhandledRequest: unhandled, onUnhandledFrame: unhandled } as never);
      globals[MARK] = true;
    },
    reset: () => server.resetHandlers(),
    close() {
      server.close();
      delete globals[MARK];
    },
  };
}

/** Two networks in one process displace each other without a word, so the second one says it. */
function requireNoOtherNetwork(): void {
  const globals = globalThis as { [key: symbol]: unknown };
  if (globals[MARK] === true) {
    throw new Error(
      'installSandbox: a sandbox is installed in this process already; install one and share it',
    );
  }
  const isIntercepted =
    INTERCEPTORS.some((symbol) => globals[symbol] !== undefined) ||
    /resolvedInput|interceptor/i.test(String(globalThis.fetch));
  if (!isIntercepted) return;
  throw new Error(
    'installSandbox: another MSW server is listening in this process, and one of the two would be displaced. ' +
      'Create the sandbox with createSandbox from @firsthandapi/sandbox/msw and give its handlers to that server: ' +
      'setupServer(...sandbox.handlers(), ...yours)',
  );
}
