import type { Job } from '@firsthandapi/sdk';
import { z } from 'zod';

/** A job as tools return it: what a model needs, in few words. */
export const jobSummary = z.object({
  id: z.string(),
  status: z.string().describe('open, filled, in_progress, completed or cancelled'),
  environment: z.string(),
  title: z.string().nullish(),
  files_needed: z.number(),
  files_approved: z.number(),
  files_pending: z.number(),
  price_per_file_cents: z.number(),
  total_cost_cents: z.number(),
  rating: z.number().nullish(),
  created_at: z.string(),
  completed_at: z.string().nullish(),
  cancelled_at: z.string().nullish(),
});

/** The id of a job as an argument. */
export const jobId = z.string().min(1).max(100).describe('The id of the job, job_…');

/** Returns the part of a job that tools return. */
export function summarizeJob(job: Job): z.output<typeof jobSummary> {
  const { id, status, environment, title, rating, created_at, completed_at, cancelled_at } = job;
  const { files_needed, files_approved, files_pending, price_per_file_cents } = job;
  return {
    ...{ id, status, environment, title },
    ...{ files_needed, files_approved, files_pending, price_per_file_cents },
    total_cost_cents: job.total_cost_cents,
    ...{ rating, created_at, completed_at, cancelled_at },
  };
}
