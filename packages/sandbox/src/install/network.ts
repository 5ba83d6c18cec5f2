import { setupServer } from 'msw/node';
import type { Sandbox } from '../world/sandbox.ts';
import { handlers } from './handlers.ts';

/** What happens to requests to other hosts than the API's. */
export type UnhandledRequests = 'error' | 'warn' | 'bypass';

/** Routes the process's requests to a sandbox. */
export interface SandboxNetwork {
  listen(): void;
  reset(): void;
  close(): void;
}

const MARK = Symbol.for('@firsthandapi/sandbox.network');
/** Globals of MSW 2's interceptors while they are active. */
const INTERCEPTORS = ['fetch-interceptor', 'client-request-interceptor'].map((name) =>
  Symbol.for(name),
);

/** Creates a network on MSW's `setupServer`, of either major version. */
export function createNetwork(sandbox: Sandbox, unhandled: UnhandledRequests): SandboxNetwork {
  const server = setupServer(...handlers(sandbox));
  const globals = globalThis as { [key: symbol]: unknown };
  return {
    listen() {
      requireNoOtherNetwork();
      // MSW 2 reads the first name and MSW 3 the second; both ignore unknown names.
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
