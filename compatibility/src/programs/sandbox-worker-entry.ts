// The job in a sandbox, for workers.
import { answerWith } from './answer-with.ts';
import { runSandboxJob } from './sandbox-job.ts';

export default { fetch: answerWith(runSandboxJob) };
