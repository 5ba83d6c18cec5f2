import { createSandbox } from '@firsthandapi/sandbox';
import type { Target } from '../world/target.ts';
import { openSandboxWorld } from './sandbox-world.ts';

/** The in-process sandbox, through its `fetch`. */
export const inProcessTarget: Target = {
  name: 'sandbox.fetch',
  keepsLog: true,
  world(options = {}) {
    const sandbox = createSandbox();
    return openSandboxWorld(sandbox, options, sandbox.fetch);
  },
};
