import type { Job } from '@firsthandapi/sdk';
import { cacheTag } from 'next/cache';
import { firsthand } from './firsthand';

/** The cache tag of everything about jobs. The webhook route expires it. */
export const JOBS_TAG = 'jobs';

/** Returns the latest jobs, cached until a webhook reports a change. */
export async function latestJobs(): Promise<Job[]> {
  'use cache';
  cacheTag(JOBS_TAG);
  return firsthand().listJobs().toArray({ limit: 20 });
}
