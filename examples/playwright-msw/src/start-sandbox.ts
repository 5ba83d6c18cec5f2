import type { World } from '@firsthandapi/sandbox';
import { createSandbox } from '@firsthandapi/sandbox/msw';
import { setupWorker } from 'msw/browser';

declare global {
  interface Window {
    /** For tests: the world that answers this page. */
    world: World;
  }
}

/** The sandbox in this page: a service worker leads the API's and its files' requests to it. */
export async function startSandbox(): Promise<void> {
  const sandbox = createSandbox();
  await setupWorker(...sandbox.handlers()).start({ quiet: true, onUnhandledFrame: 'bypass' });
  window.world = await sandbox.defaultWorld();
}
