import type { Worker } from '@firsthandapi/spec/worker';
import type { ConsentRecord, WorkerRecord } from '../store/records.ts';
import { timestamp } from '../time/timestamp.ts';
import type { Work } from '../work/work.ts';
import { consentsOf, isAdult, missingOf, presentConsent } from './consents.ts';
import { addressOf } from './worker-accounts.ts';

/** Returns the account of a worker, as they see it. */
export async function presentWorker(work: Work, worker: WorkerRecord): Promise<Worker> {
  const account = await work.tables.worker_accounts.get(worker.id);
  const consents = await consentsOf(work, worker.id);
  const { suspension } = worker;
  return {
    object: 'worker',
    id: worker.id,
    email: await addressOf(work, worker.id),
    language: account?.language ?? null,
    region: account?.region ?? null,
    is_adult: isAdult(consents),
    consents: latestOfEach(consents).map((consent) => presentConsent(work, consent)),
    missing: [...missingOf(work, consents)],
    suspension: suspension && { reason: suspension.reason, at: timestamp(suspension.at) },
    created_at: timestamp(worker.created_at),
  };
}

function latestOfEach(consents: readonly ConsentRecord[]): readonly ConsentRecord[] {
  return (['terms', 'privacy'] as const).flatMap(
    (document) => consents.find((consent) => consent.document === document) ?? [],
  );
}
