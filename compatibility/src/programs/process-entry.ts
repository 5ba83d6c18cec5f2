// For runtimes that are started as a process: settings come as an argument, and the process must end by itself.
import type { FetchLike } from '@firsthandapi/sdk';
import { runMainJob } from './main-job.ts';
import { runProgram } from './run-program.ts';
import { subpaths } from './subpaths.ts';

// There only where undici is installed, and then it carries the job.
const undici = subpaths['@firsthandapi/sdk/undici'] as { undiciFetch(): FetchLike } | undefined;

runProgram(async (settings) => {
  await runMainJob(settings, undici?.undiciFetch());
  return undici ? 'ok over undici' : 'ok';
});
