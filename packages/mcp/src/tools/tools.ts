import { cancelJob } from './cancel-job.ts';
import { createJob } from './create-job.ts';
import { downloadFiles } from './download-files.ts';
import { explainError } from './explain-error.ts';
import { getBalance } from './get-balance.ts';
import { getJob } from './get-job.ts';
import { listFiles } from './list-files.ts';
import { listJobs } from './list-jobs.ts';
import { listWebhookEvents } from './list-webhook-events.ts';
import { rateJob } from './rate-job.ts';
import { submissionSummary } from './submission-summary.ts';
import type { Tool } from './tool.ts';
import { waitForJob } from './wait-for-job.ts';

/** Every tool, in the order in which they are usually needed. */
export const TOOLS: readonly Tool[] = [
  createJob,
  getJob,
  waitForJob,
  cancelJob,
  listJobs,
  listFiles,
  downloadFiles,
  submissionSummary,
  rateJob,
  getBalance,
  listWebhookEvents,
  explainError,
];
