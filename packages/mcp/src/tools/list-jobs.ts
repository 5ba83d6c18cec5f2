import { z } from 'zod';
import { jobSummary, summarizeJob } from './job-summary.ts';
import { cursor, limit, nextCursor } from './paging.ts';
import { defineTool, READS } from './tool.ts';

export const listJobs = defineTool({
  name: 'list_jobs',
  title: 'List jobs',
  description: 'Lists the jobs of the organization, newest first.',
  scopes: ['jobs:read'],
  annotations: READS,
  input: z.strictObject({
    status: z.enum(['open', 'filled', 'in_progress', 'completed', 'cancelled']).optional(),
    ...{ limit, cursor },
  }),
  output: z.object({ jobs: z.array(jobSummary), next_cursor: nextCursor }),
  async run(query, { client, signal }) {
    const page = await client.listJobs(query, { signal });
    return { facts: { jobs: page.data.map(summarizeJob), next_cursor: page.next_cursor } };
  },
});
