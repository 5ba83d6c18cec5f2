import type {
  CreditLotRecord,
  CreditTransactionRecord,
  LedgerEntryRecord,
} from '../../store/records.ts';
import { splitPrice } from './split-price.ts';

/**
 * Accounts of the ledger, from the platform's side: `available` and `held` are the customer's credits, `worker_payable`
 * is owed to workers, `platform_revenue` is earned, `receivable` is the negative of what the customer owes after a refund
 * or dispute, and `funding` is the source of credits (its balance is the negative of what customers paid and were
 * granted).
 */
export type LedgerAccount = LedgerEntryRecord['account'];

export interface MovementEntry {
  readonly account: LedgerAccount;
  readonly amount_cents: number;
}

/** Entries that add up to zero. */
export interface Movement {
  readonly job_id: string | null;
  readonly entries: readonly MovementEntry[];
}

/** A movement that changes available + held, so the customer sees it as a transaction. */
export interface TransactionMovement extends Movement {
  readonly type: CreditTransactionRecord['type'];
  readonly description: string;
}

/** Credits are added: bought, or granted as a bonus or to a new account. */
export function grantMovement(
  source: CreditLotRecord['source'],
  cents: number,
  description: string,
): TransactionMovement {
  return {
    type: source,
    description,
    job_id: null,
    entries: transfer('funding', 'available', cents),
  };
}

/** Credits return after a refund failed or a dispute was won. */
export function restorationMovement(cents: number, description: string): TransactionMovement {
  return {
    type: 'refund',
    description,
    job_id: null,
    entries: transfer('funding', 'available', cents),
  };
}

/** Credits are taken back by a refund or dispute: available ones, and others that are owed from now on. */
export function reversalMovement(
  takenCents: number,
  owedCents: number,
  description: string,
): TransactionMovement {
  return {
    type: 'refund',
    description,
    job_id: null,
    entries: [
      ...transfer('available', 'funding', takenCents),
      ...transfer('receivable', 'funding', owedCents),
    ].filter(({ amount_cents }) => amount_cents !== 0),
  };
}

/** Available credits settle what was owed. */
export function settlementMovement(cents: number): TransactionMovement {
  return {
    type: 'refund',
    description: 'Settles what a refund or dispute left owed',
    job_id: null,
    entries: transfer('available', 'receivable', cents),
  };
}

/** Owed credits are owed no longer, since their refund failed or their dispute was won. */
export function forgivenessMovement(cents: number): Movement {
  return { job_id: null, entries: transfer('funding', 'receivable', cents) };
}

/** A job sets credits aside. */
export function holdMovement(jobId: string, cents: number): Movement {
  return { job_id: jobId, entries: transfer('available', 'held', cents) };
}

/** A job returns the credits that it held and did not need. */
export function releaseMovement(jobId: string, cents: number): Movement {
  return { job_id: jobId, entries: transfer('held', 'available', cents) };
}

/** An approved file is paid from the job's hold. */
export function captureMovement(jobId: string, priceCents: number): TransactionMovement {
  const { worker_cents, platform_cents } = splitPrice(priceCents);
  return {
    type: 'deduction',
    description: 'Approved file',
    job_id: jobId,
    entries: [
      { account: 'held', amount_cents: -priceCents },
      { account: 'worker_payable', amount_cents: worker_cents },
      { account: 'platform_revenue', amount_cents: platform_cents },
    ],
  };
}

/** Credits of a lot expire: paid ones become revenue, granted ones return to their source. */
export function expirationMovement(lot: CreditLotRecord, cents: number): TransactionMovement {
  const day = new Date(lot.created_at).toISOString().slice(0, 10);
  const receiver = lot.source === 'purchase' ? 'platform_revenue' : 'funding';
  return {
    type: 'expiration',
    description: `Credits of ${day} expired`,
    job_id: null,
    entries: transfer('available', receiver, cents),
  };
}

/** Returns by how much a movement changes available + held: the amount of its transaction. */
export function balanceChange(movement: Movement): number {
  return sumOf(
    movement.entries.filter(({ account }) => account === 'available' || account === 'held'),
  );
}

/** Throws when the entries do not add up to zero, which is a bug in this file and never caused by a request. */
export function assertBalanced(movement: Movement): void {
  const sum = sumOf(movement.entries);
  if (sum !== 0) throw new Error(`A movement's entries add up to ${sum} cents instead of zero`);
}

function transfer(from: LedgerAccount, to: LedgerAccount, cents: number): readonly MovementEntry[] {
  return [
    { account: from, amount_cents: -cents },
    { account: to, amount_cents: cents },
  ];
}

function sumOf(entries: readonly MovementEntry[]): number {
  return entries.reduce((sum, { amount_cents }) => sum + amount_cents, 0);
}
