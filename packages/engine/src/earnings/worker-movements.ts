import type { AdjustmentReason, WorkerAccount, WorkerEntryRecord } from '../store/records.ts';

/** Entries of a worker's ledger that add up to zero. */
export interface WorkerMovement
  extends Pick<WorkerEntryRecord, 'kind' | 'worker_id'>,
    Partial<
      Pick<
        WorkerEntryRecord,
        'organization_id' | 'job_id' | 'submission_id' | 'payout_id' | 'reason'
      >
    > {
  readonly from: WorkerAccount;
  readonly to: WorkerAccount;
  /** At least 1. */
  readonly cents: number;
}

/** An approved file, as far as its worker's ledger is concerned. */
export interface EarnedFile {
  readonly worker_id: string;
  readonly organization_id: string;
  readonly job_id: string;
  readonly submission_id: string;
}

/** The worker's share of an approved file, which may be disputed for 72 hours. */
export function earnedMovement(file: EarnedFile, cents: number): WorkerMovement {
  return { ...file, kind: 'earned', from: 'payable', to: 'pending', cents };
}

/** The 72 hours of a file are over. */
export function releasedMovement(file: EarnedFile, cents: number): WorkerMovement {
  return { ...file, kind: 'released', from: 'pending', to: 'available', cents };
}

interface PayoutOfWorker {
  readonly worker_id: string;
  readonly payout_id: string;
}

export function payoutRequestedMovement(payout: PayoutOfWorker, cents: number): WorkerMovement {
  return { ...payout, kind: 'payout_requested', from: 'available', to: 'requested', cents };
}

export function payoutPaidMovement(payout: PayoutOfWorker, cents: number): WorkerMovement {
  return { ...payout, kind: 'payout_paid', from: 'requested', to: 'paid', cents };
}

/** The money came back, so that it can be requested again. */
export function payoutReturnedMovement(payout: PayoutOfWorker, cents: number): WorkerMovement {
  return { ...payout, kind: 'payout_returned', from: 'requested', to: 'available', cents };
}

/** The platform gives, or with negative cents takes back, money of its own. */
export function adjustmentMovement(
  worker_id: string,
  cents: number,
  reason: AdjustmentReason,
): WorkerMovement {
  const [from, to] =
    cents > 0 ? (['platform', 'available'] as const) : (['available', 'platform'] as const);
  return { worker_id, reason, kind: 'adjustment', from, to, cents: Math.abs(cents) };
}
