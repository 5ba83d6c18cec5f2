// For runtimes that are started as a process: settings come as an argument, and the process must end by itself.
import type { FetchLike } from '@firsthandapi/sdk';
import { runMainJob } from './main-job.ts';
import { runProgram } from './run-program.ts';
import { subpaths } from './subpaths.ts';

type Create = () => FetchLike;

// There only where undici is installed, and then it carries the job.
const undici = subpaths['@firsthandapi/sdk/undici'] as { undiciFetch: Create } | undefined;
const nodeHttp = subpaths['@firsthandapi/sdk/node-http'] as { nodeHttpFetch: Create } | undefined;

runProgram(async (settings) => {
  if (settings.transport === 'node:http') {
    await runMainJob(settings, nodeHttp?.nodeHttpFetch());
    return 'ok over node:http';
  }
  await runMainJob(settings, undici?.undiciFetch());
  return undici ? 'ok over undici' : 'ok';
});
