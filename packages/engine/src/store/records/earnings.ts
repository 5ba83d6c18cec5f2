/**
 * What happened to a worker's money: a file was approved, its 72 hours were over, a payout was requested, paid or came
 * back, or the platform corrected something.
 */
export type WorkerMovementKind =
  | 'earned'
  | 'released'
  | 'payout_requested'
  | 'payout_paid'
  | 'payout_returned'
  | 'adjustment';

/**
 * Accounts of a worker. `pending`, `available`, `requested` and `paid` add up to all that the worker has earned. `payable`
 * is the negative of what organizations' ledgers say is payable for this worker's files, and `platform` the negative of what the
 * platform added of its own.
 */
export type WorkerAccount = 'payable' | 'platform' | 'pending' | 'available' | 'requested' | 'paid';

/** Why the platform adjusts what a worker may be paid: a code, since a text could describe a person. */
export type AdjustmentReason = 'rejection_overturned' | 'correction' | 'fraud';

/** One side of a double entry in a worker's ledger. The entries of one `movement_id` add up to zero. */
export interface WorkerEntryRecord {
  readonly id: string;
  readonly worker_id: string;
  /** The organization whose file it is for; null for payouts and adjustments. */
  readonly organization_id: string | null;
  readonly movement_id: string;
  readonly kind: WorkerMovementKind;
  readonly account: WorkerAccount;
  readonly amount_cents: number;
  readonly job_id: string | null;
  readonly submission_id: string | null;
  readonly payout_id: string | null;
  /** Why the platform adjusted it; null for every other kind. */
  readonly reason: AdjustmentReason | null;
  readonly created_at: number;
}

/** Money on its way to a worker. */
export interface PayoutRecord {
  readonly id: string;
  readonly worker_id: string;
  readonly amount_cents: number;
  readonly status: 'requested' | 'paid' | 'returned';
  /** The provider's or operator's reference, once it is paid. */
  readonly reference: string | null;
  readonly created_at: number;
  readonly settled_at: number | null;
}
