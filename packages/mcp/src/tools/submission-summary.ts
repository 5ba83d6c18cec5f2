import { z } from 'zod';
import { jobId } from './job-summary.ts';
import { defineTool, READS } from './tool.ts';

export const submissionSummary = defineTool({
  name: 'submission_summary',
  title: 'Summarize submissions',
  description:
    'Returns totals, approval rate, ratings and turnaround of submissions, of one job or of a time window.',
  scopes: ['jobs:read'],
  annotations: READS,
  input: z.strictObject({
    job_id: jobId.optional(),
    start_date: z.string().max(40).optional().describe('ISO 8601, UTC'),
    end_date: z.string().max(40).optional().describe('ISO 8601, UTC'),
  }),
  output: z.looseObject({}),
  async run(query, { client, signal }) {
    // The API's filter gives zeros for an unknown job, which an assistant takes for a job without submissions.
    if (query.job_id !== undefined) await client.getJob(query.job_id, { signal });
    return { facts: { ...(await client.getSubmissionSummary(query, { signal })) } };
  },
});
