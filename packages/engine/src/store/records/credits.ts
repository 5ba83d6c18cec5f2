/** Credits bought or granted together; spent soonest-expiring first (contract §5). */
export interface CreditLotRecord {
  readonly id: string;
  readonly organization_id: string;
  /** `open` while credits remain, so that finding what can be spent never scans an organization's past lots. */
  readonly status: 'open' | 'spent' | 'expired';
  readonly source: 'purchase' | 'bonus' | 'free_tier';
  readonly amount_cents: number;
  /** Available credits of the lot: neither held, spent nor expired. */
  readonly remaining_cents: number;
  readonly expires_at: number;
  readonly warned_at: number | null;
  readonly created_at: number;
}

/** Credits that a live job has set aside; the id is the job's. Deleted when the job ends. */
export interface CreditHoldRecord {
  readonly id: string;
  readonly organization_id: string;
  /** The sum of the allocations. */
  readonly held_cents: number;
  /** Lots that the credits came from, soonest-expiring first. */
  readonly allocations: readonly { readonly lot_id: string; readonly cents: number }[];
  readonly created_at: number;
}

export interface CreditTransactionRecord {
  readonly id: string;
  readonly organization_id: string;
  readonly type: 'purchase' | 'deduction' | 'free_tier' | 'bonus' | 'expiration' | 'refund';
  /** Signed: credits in are positive, credits out negative. */
  readonly amount_cents: number;
  readonly description: string;
  readonly job_id: string | null;
  readonly created_at: number;
}

export interface CreditPurchaseRecord {
  readonly id: string;
  readonly organization_id: string;
  readonly amount_cents: number;
  readonly bonus_cents: number;
  readonly status: 'pending' | 'paid' | 'expired' | 'failed';
  readonly auto_topup: boolean;
  /** The payment provider's reference: of the checkout, then of the payment. */
  readonly reference: string | null;
  readonly checkout_url: string | null;
  readonly created_at: number;
  readonly expires_at: number;
}

/** One refund or dispute, as the payment provider last reported it. */
export interface ReversalSource {
  /** The provider's id of the refund or dispute, or of the charge for the sum of its refunds. */
  readonly id: string;
  readonly kind: 'refund' | 'charge' | 'dispute';
  readonly amount_cents: number;
  /** Whether the money is with the customer: false for a failed refund and for a dispute that was won. */
  readonly is_taken: boolean;
  /** How final the report is. A report never replaces one that is more final, whatever the order of their arrival. */
  readonly stage: number;
}

/** What refunds and disputes took back of a purchase; the id is the purchase's. */
export interface CreditReversalRecord {
  readonly id: string;
  readonly organization_id: string;
  /** `owed` while credits are missing, so that finding a debt never scans an organization's past reversals. */
  readonly status: 'owed' | 'settled';
  /** Credits taken back, the bonus' share and what is owed included. */
  readonly reversed_cents: number;
  /** The part that was already held or spent, and that the next credits settle. */
  readonly owed_cents: number;
  readonly sources: readonly ReversalSource[];
  readonly created_at: number;
  readonly updated_at: number;
}

/** One side of a double entry. The entries of one `movement_id` add up to zero. */
export interface LedgerEntryRecord {
  readonly id: string;
  readonly organization_id: string;
  /** The transaction's id, or a `mov_` id when available + held stays the same. */
  readonly movement_id: string;
  readonly account:
    | 'available'
    | 'held'
    | 'receivable'
    | 'funding'
    | 'worker_payable'
    | 'platform_revenue';
  readonly amount_cents: number;
  readonly job_id: string | null;
  readonly created_at: number;
}
