import type { World } from '@firsthandapi/sandbox';
import { createSandbox } from '@firsthandapi/sandbox/msw';
import { setupWorker } from 'msw/browser';

declare global {
  interface Window {
    /** For tests: the world that this page uses. */
    world: World;
  }
}

/** Starts the sandbox in this page: a service worker routes requests to the API and its files to it. */
export async function startSandbox(): Promise<void> {
  const sandbox = createSandbox();
  await setupWorker(...sandbox.handlers()).start({ quiet: true, onUnhandledFrame: 'bypass' });
  window.world = await sandbox.defaultWorld();
}
