import { z } from 'zod';
import { jobId, jobSummary, summarizeJob } from './job-summary.ts';
import { defineTool, READS } from './tool.ts';

export const getJob = defineTool({
  name: 'get_job',
  title: 'Get a job',
  description: 'Returns the status of a job and how many files are approved.',
  scopes: ['jobs:read'],
  annotations: READS,
  input: z.strictObject({ job_id: jobId }),
  output: z.object({ job: jobSummary }),
  async run({ job_id }, { client, signal }) {
    return { facts: { job: summarizeJob(await client.getJob(job_id, { signal })) } };
  },
});
