// The job in a sandbox, for runtimes that are started as a process.
import { runProgram } from './run-program.ts';
import { runSandboxJob } from './sandbox-job.ts';

runProgram(async (settings) => {
  await runSandboxJob(settings);
  return 'ok';
});
