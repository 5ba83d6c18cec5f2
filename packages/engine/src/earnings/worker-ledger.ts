import { counted } from '@firsthandapi/spec/counted';
import { ApiError } from '../errors/api-error.ts';
import type { WorkerAccount } from '../store/records.ts';
import type { Tables } from '../store/store.ts';
import type { Work } from '../work/work.ts';
import type { WorkerMovement } from './worker-movements.ts';

/** What a worker has earned, in US cents. The four add up to it. */
export interface EarningsBalance {
  /** Of files approved in the last 72 hours. */
  readonly pending_cents: number;
  /** May be paid out. */
  readonly available_cents: number;
  /** On its way. */
  readonly requested_cents: number;
  readonly paid_cents: number;
}

/** Accounts that can hold no less than nothing. */
const HOLDING: readonly WorkerAccount[] = ['pending', 'available', 'requested', 'paid'];

/** Records a movement in a worker's ledger. Throws a conflict when its source does not have enough. */
export async function recordWorkerMovement(work: Work, movement: WorkerMovement): Promise<void> {
  const { from, to, cents, ...described } = movement;
  if (!Number.isSafeInteger(cents) || cents < 1) {
    throw new Error(`A worker's movement must be of 1 cent or more, not ${cents}`);
  }
  await requireEnough(work, movement);
  const movementId = work.ports.ids.next('wmv', work.now);
  for (const [account, amount] of [
    [from, -cents],
    [to, cents],
  ] as const) {
    await work.tables.worker_entries.insert({
      ...NOTHING,
      ...described,
      id: work.ports.ids.next('wle', work.now),
      movement_id: movementId,
      account,
      amount_cents: amount,
      created_at: work.now,
    });
  }
}

const NOTHING = {
  organization_id: null,
  job_id: null,
  submission_id: null,
  payout_id: null,
  reason: null,
};

async function requireEnough(
  { tables }: Work,
  { worker_id, from, cents }: WorkerMovement,
): Promise<void> {
  if (!HOLDING.includes(from)) return;
  const has = await balanceOf(tables, worker_id, from);
  if (has >= cents) return;
  const message = `Worker ${worker_id} has ${counted(has, 'cent')} ${from}, and ${counted(cents, 'is', 'are')} needed`;
  throw new ApiError('conflict', message);
}

export async function readEarnings(tables: Tables, workerId: string): Promise<EarningsBalance> {
  return {
    pending_cents: await balanceOf(tables, workerId, 'pending'),
    available_cents: await balanceOf(tables, workerId, 'available'),
    requested_cents: await balanceOf(tables, workerId, 'requested'),
    paid_cents: await balanceOf(tables, workerId, 'paid'),
  };
}

function balanceOf(
  { worker_entries }: Tables,
  worker_id: string,
  account: WorkerAccount,
): Promise<number> {
  return worker_entries.sum('amount_cents', { where: { worker_id, account } });
}
