import { createSandbox } from '@firsthandapi/sandbox';
import { openSandboxWorld } from './sandbox-world.ts';
import type { Target } from './target.ts';

/** The sandbox in process, through its `fetch`. */
export const inProcessTarget: Target = {
  name: 'sandbox.fetch',
  keepsLog: true,
  world(options = {}) {
    const sandbox = createSandbox();
    return openSandboxWorld(sandbox, options, sandbox.fetch);
  },
};
