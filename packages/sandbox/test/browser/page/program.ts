import { setupWorker } from 'msw/browser';
import { createSandbox } from '../../../src/msw.ts';
import { type MainJobReport, runMainJob } from './main-job.ts';
import { runTwoWorlds, type TwoWorldsReport } from './two-worlds.ts';

/** What the page can be asked for, once it has started its service worker. */
export interface Program {
  mainJob(): Promise<MainJobReport>;
  twoWorlds(): Promise<TwoWorldsReport>;
}

const sandbox = createSandbox();
// MSW 2 reads one name and MSW 3 the other.
const unhandled = { onUnhandledRequest: 'bypass', onUnhandledFrame: 'bypass' };
await setupWorker(...sandbox.handlers()).start({ quiet: true, ...unhandled } as never);
const program: Program = {
  mainJob: () => runMainJob(sandbox),
  twoWorlds: () => runTwoWorlds(sandbox),
};
Object.assign(globalThis, { program });
