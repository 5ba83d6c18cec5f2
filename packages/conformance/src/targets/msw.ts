import { createSandbox } from '@firsthandapi/sandbox/msw';
import { setupServer } from 'msw/node';
import type { Target } from '../world/target.ts';
import { openSandboxWorld } from './sandbox-world.ts';

/**
 * The sandbox behind MSW, through the process's own `fetch`. Which MSW that is, the test project says: `msw` leads
 * to version 2 in one of them and to version 3 in the other.
 */
export function createMswTarget(name: string): Target {
  const server = setupServer();
  return {
    name,
    keepsLog: true,
    async open() {
      // MSW 2 reads one name and MSW 3 the other.
      server.listen({ onUnhandledRequest: 'error', onUnhandledFrame: 'error' } as never);
    },
    async world(options = {}) {
      const sandbox = createSandbox();
      server.resetHandlers(...sandbox.handlers());
      return openSandboxWorld(sandbox, options, (...request) => globalThis.fetch(...request));
    },
    async close() {
      server.close();
    },
  };
}
