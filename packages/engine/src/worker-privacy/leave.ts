import type { Erasure } from '@firsthandapi/spec/worker';
import { ApiError } from '../errors/api-error.ts';
import { endSession } from '../keys/session-key.ts';
import { removePasskeys } from '../passkeys/passkeys.ts';
import { presentPayout } from '../people/present-earnings.ts';
import { freeAddress } from '../people/worker-accounts.ts';
import { presentErasure } from '../privacy/present-erasure.ts';
import { retainedOfWorker } from '../privacy/retained-data.ts';
import type { ErasureRecord, PayoutRecord } from '../store/records.ts';
import { rowsUntilGone, walkRows } from '../store/rows.ts';
import { returnSlots } from '../submissions/lease.ts';
import type { Work } from '../work/work.ts';
import { payOut } from './pay-out.ts';
import { scheduleWorkerErasure } from './run-worker-erasure.ts';

/** The erasure of a worker, and the payout of all that was available. */
export interface Leaving {
  readonly erasure: ErasureRecord;
  readonly payout: PayoutRecord | null;
}

/**
 * Ends the account of a worker at once: nobody is signed in any more, what they hold is free for others, and what is
 * available is paid out. A task erases the rest. Throws a conflict when the account is being erased already.
 */
export async function leave(work: Work, workerId: string): Promise<Leaving> {
  const { ports, tables, now } = work;
  const owned = { organization_id: workerId };
  if ((await tables.erasures.count({ where: owned })) > 0) {
    throw new ApiError('conflict', 'The account is being erased already');
  }
  const payout = await payOut(work, workerId);
  for await (const session of rowsUntilGone(tables.api_keys, { where: owned })) {
    await endSession(work, session);
  }
  await removePasskeys(work, { ...owned, member_id: null });
  await giveBack(work, workerId);
  await freeAddress(work, workerId);
  const erasure: ErasureRecord = {
    ...owned,
    environment: 'live',
    id: ports.ids.next('era', now),
    target: { type: 'worker', id: workerId },
    status: 'pending',
    erased: [],
    retained: retainedOfWorker(now),
    created_at: now,
    completed_at: null,
  };
  await tables.erasures.insert(erasure);
  await scheduleWorkerErasure(work, erasure.id, now);
  return { erasure, payout };
}

export function presentLeaving({ erasure, payout }: Leaving): Erasure {
  const { object, id, status, created_at, retained } = presentErasure(erasure);
  return { object, id, status, created_at, retained, payout: payout && presentPayout(payout) };
}

async function giveBack(work: Work, worker_id: string): Promise<void> {
  const { assignments, jobs } = work.tables;
  const running = { where: { worker_id }, atLeast: { expires_at: work.now + 1 } };
  for await (const assignment of walkRows(assignments, running)) {
    const { slots, released, submitted, job_id } = assignment;
    const job = await jobs.get(job_id);
    if (job !== undefined && slots > released + submitted) await returnSlots(work, job, assignment);
  }
}
