import { FirstHandTimeoutError, type Job } from '@firsthandapi/sdk';
import { z } from 'zod';
import { jobId, jobSummary, summarizeJob } from './job-summary.ts';
import { defineTool, READS } from './tool.ts';

export const waitForJob = defineTool({
  name: 'wait_for_job',
  title: 'Wait for a job',
  description:
    'Waits until a job is completed or cancelled, for a bounded time, with progress. If it is not finished by then, call again.',
  scopes: ['jobs:read'],
  annotations: READS,
  input: z.strictObject({
    job_id: jobId,
    timeout_seconds: z
      .int()
      .min(1)
      .max(300)
      .default(50)
      .describe('How long to wait at most; a server may end the wait earlier'),
  }),
  output: z.object({ finished: z.boolean(), job: jobSummary }),
  async run({ job_id, timeout_seconds }, { client, signal, longestWaitSeconds, report }) {
    let latest: Job | undefined;
    const timeout = Math.min(timeout_seconds, longestWaitSeconds) * 1_000;
    const onUpdate = (job: Job) => {
      latest = job;
      report(job.files_approved, job.files_needed, `${job.id} is ${job.status}`);
    };
    try {
      const job = await client.waitForJob(job_id, { timeout, signal, onUpdate });
      return { facts: { finished: true, job: summarizeJob(job) } };
    } catch (error) {
      if (latest === undefined || signal.aborted || !(error instanceof FirstHandTimeoutError)) {
        throw error;
      }
      return { facts: { finished: false, job: summarizeJob(latest) } };
    }
  },
});
