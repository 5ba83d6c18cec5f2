import type { Trust } from '@firsthandapi/spec/worker';
import { trustParts } from '../scoring/trust.ts';
import type { JobType, TrustRecord, WorkerRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';
import { concurrentLimit } from '../workers/concurrent-limit.ts';
import { countOpenJobs } from '../workers/eligibility.ts';

const TYPES: readonly JobType[] = ['data_collection', 'feedback'];

/** Returns a worker's trust, what it is made of, and what follows from it. */
export async function presentTrust(work: Work, worker: WorkerRecord): Promise<Trust> {
  const newcomer = { ...worker, trust: {} };
  return {
    object: 'trust',
    categories: TYPES.flatMap((type) => {
      const trust = worker.trust[type];
      return trust === undefined ? [] : [presentCategory(work, worker, type, trust)];
    }),
    strikes: worker.strikes,
    job_limit: concurrentLimit(newcomer, 'data_collection', work.now),
    open_jobs: await countOpenJobs(work, worker.id),
  };
}

function presentCategory(
  { now }: Work,
  worker: WorkerRecord,
  type: JobType,
  trust: TrustRecord,
): Trust['categories'][number] {
  const { quality, consistency, speed } = trustParts(trust);
  return {
    type,
    score: trust.score,
    quality: percent(quality),
    consistency: percent(consistency),
    speed: percent(speed),
    files_scored: trust.scored,
    files_approved: trust.approved,
    job_limit: concurrentLimit(worker, type, now),
  };
}

function percent(share: number): number {
  return Math.round(100 * share);
}
