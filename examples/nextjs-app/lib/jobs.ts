import type { Job } from '@firsthandapi/sdk';
import { cacheTag } from 'next/cache';
import { firsthand } from './firsthand';

/** The tag of everything that is cached about jobs. The webhook route expires it. */
export const JOBS_TAG = 'jobs';

/** The latest jobs, kept until a webhook tells of a change. */
export async function latestJobs(): Promise<Job[]> {
  'use cache';
  cacheTag(JOBS_TAG);
  return firsthand().listJobs().toArray({ limit: 20 });
}
