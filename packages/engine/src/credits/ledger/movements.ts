import type {
  CreditLotRecord,
  CreditTransactionRecord,
  LedgerEntryRecord,
} from '../../store/records.ts';
import { splitPrice } from './split-price.ts';

/**
 * Accounts of the ledger, as the platform owes them: `available` and `held` are the customer's credits,
 * `worker_payable` is owed to workers, `platform_revenue` is earned, and `funding` is where credits come from (its
 * balance is minus what customers paid and were given).
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

/** A movement that changes available + held, so that the customer sees it as a transaction. */
export interface TransactionMovement extends Movement {
  readonly type: CreditTransactionRecord['type'];
  readonly description: string;
}

/** Credits arrive: bought, or given as a bonus or to a new account. */
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

/** A job sets credits aside. */
export function holdMovement(jobId: string, cents: number): Movement {
  return { job_id: jobId, entries: transfer('available', 'held', cents) };
}

/** What a job held and did not need returns. */
export function releaseMovement(jobId: string, cents: number): Movement {
  return { job_id: jobId, entries: transfer('held', 'available', cents) };
}

/** An approved file is paid for out of the job's hold. */
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

/** Credits of a lot expire: what was paid for is earned, what was given returns to where it came from. */
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

/** By how much a movement changes available + held: the amount of its transaction. */
export function balanceChange(movement: Movement): number {
  return sumOf(
    movement.entries.filter(({ account }) => account === 'available' || account === 'held'),
  );
}

/** Throws when the entries do not add up to zero: a mistake in this file, never in a request. */
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
