import { createSandbox } from '@firsthandapi/sandbox/msw';
import { setupServer } from 'msw/node';
import type { Target } from '../world/target.ts';
import { openSandboxWorld } from './sandbox-world.ts';

/**
 * The sandbox behind MSW, through the global `fetch`. The Vitest project decides whether `msw` resolves to version 2 or
 * version 3.
 */
export function createMswTarget(name: string): Target {
  const server = setupServer();
  return {
    name,
    keepsLog: true,
    async open() {
      // MSW 2 reads the first option and MSW 3 the second.
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
