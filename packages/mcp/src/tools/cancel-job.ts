import { z } from 'zod';
import { callMark, idempotencyKeyOf } from '../spending/call-mark.ts';
import { jobId, jobSummary, summarizeJob } from './job-summary.ts';
import { defineTool } from './tool.ts';

export const cancelJob = defineTool({
  name: 'cancel_job',
  title: 'Cancel a job',
  description:
    'Cancels a job for good. What is approved stays paid and available; the rest of the hold is released.',
  scopes: ['jobs:write'],
  annotations: {
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: true,
    openWorldHint: true,
  },
  input: z.strictObject({ job_id: jobId }),
  output: z.object({ job: jobSummary }),
  async run(input, { client, signal }) {
    const idempotencyKey = idempotencyKeyOf(callMark('cancel_job', input));
    const job = await client.cancelJob(input.job_id, { idempotencyKey, signal });
    return { facts: { job: summarizeJob(job) } };
  },
});
