import type { Table } from '../store/store.ts';
import type { SweepBatch, SweepOutcome, SweepStep } from './sweep-step.ts';

/** Replaces the description of a transaction beyond its legal retention. */
const ANONYMISED = 'Anonymised after its legal retention';

/** Removes what transactions were for. Amounts and times stay, since the balance is their sum. */
export const anonymiseTransactions: SweepStep = (batch) =>
  anonymise(batch, batch.work.tables.credit_transactions, (row) => ({
    ...row,
    description: ANONYMISED,
    job_id: null,
  }));

export const anonymiseLedger: SweepStep = (batch) =>
  anonymise(batch, batch.work.tables.ledger_entries, (row) => ({ ...row, job_id: null }));

/** Removes which files workers earned their money with. Whose it is and how much stays, since payouts are its sum. */
export const anonymiseEarnings: SweepStep = (batch) =>
  anonymise(batch, batch.work.tables.worker_entries, (row) => ({
    ...row,
    job_id: null,
    submission_id: null,
  }));

/** Removes the payment provider's references, which identify a person. What is left is an amount and a time. */
export const anonymisePurchases: SweepStep = (batch) =>
  anonymise(batch, batch.work.tables.credit_purchases, (row) => ({
    ...row,
    reference: null,
    checkout_url: null,
  }));

/** Removes the provider's ids of refunds and disputes. What they took back stays. */
export const anonymiseReversals: SweepStep = (batch) =>
  anonymise(batch, batch.work.tables.credit_reversals, (row) => ({ ...row, sources: [] }));

interface BillingRow {
  readonly id: string;
  readonly organization_id: string | null;
  readonly created_at: number;
}

async function anonymise<R extends BillingRow>(
  { organization_id, before, limit, after }: SweepBatch,
  table: Table<R>,
  change: (row: R) => R,
): Promise<SweepOutcome> {
  const rows = await table.list({
    where: { organization_id } as never,
    below: { created_at: before } as never,
    order: 'oldest',
    limit,
    ...(after !== undefined && { after }),
  });
  for (const row of rows) await table.update(change(row));
  return { handled: rows.length, after: rows.at(-1)?.id ?? after };
}
