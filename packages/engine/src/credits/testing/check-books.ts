import { expect } from 'vitest';
import type { CreditTransactionRecord, LedgerEntryRecord } from '../../records.ts';
import { readBalance } from '../balance.ts';
import type { Bank } from './bank.ts';
import { ORGANIZATION } from './bank.ts';

/** Expects everything that must hold of an organization's books whatever happened (contract §5). */
export async function checkBooks(bank: Bank): Promise<void> {
  const { tables } = bank.store.snapshot();
  const { ledger_entries: entries, credit_transactions: transactions } = tables;
  const balance = await bank.store.read((reading) => readBalance(reading, ORGANIZATION.id));

  const inLots = sum(tables.credit_lots.map((lot) => lot.remaining_cents));
  const inHolds = sum(tables.credit_holds.map((hold) => hold.held_cents));
  expect(balance).toEqual({ available_cents: inLots, held_cents: inHolds });
  expect(balance.available_cents).toBe(accountTotal(entries, 'available'));
  expect(balance.held_cents).toBe(accountTotal(entries, 'held'));
  expect(inLots + inHolds).toBe(sum(transactions.map((transaction) => transaction.amount_cents)));

  for (const lot of tables.credit_lots) {
    expect(lot.remaining_cents).toBeGreaterThanOrEqual(0);
    expect(lot.remaining_cents).toBeLessThanOrEqual(lot.amount_cents);
    expect(lot.status === 'open').toBe(lot.remaining_cents > 0);
  }
  for (const hold of tables.credit_holds) {
    expect(hold.held_cents).toBeGreaterThanOrEqual(0);
    expect(hold.held_cents).toBe(sum(hold.allocations.map(({ cents }) => cents)));
  }
  checkMovements(entries);
  checkDeductions(entries, transactions);
}

function checkMovements(entries: readonly LedgerEntryRecord[]): void {
  const sums = new Map<string, number>();
  for (const { movement_id, amount_cents } of entries) {
    sums.set(movement_id, (sums.get(movement_id) ?? 0) + amount_cents);
  }
  expect([...sums.values()].filter((total) => total !== 0)).toEqual([]);
}

function checkDeductions(
  entries: readonly LedgerEntryRecord[],
  transactions: readonly CreditTransactionRecord[],
): void {
  for (const { id, type, amount_cents, job_id } of transactions) {
    if (type !== 'deduction') continue;
    const own = entries.filter((entry) => entry.movement_id === id);
    const worker = accountTotal(own, 'worker_payable');
    const platform = accountTotal(own, 'platform_revenue');
    expect(worker + platform).toBe(-amount_cents);
    expect(worker).toBe(Math.round(-amount_cents * 0.8));
    expect(own.every((entry) => entry.job_id === job_id)).toBe(true);
  }
}

function accountTotal(
  entries: readonly LedgerEntryRecord[],
  account: LedgerEntryRecord['account'],
): number {
  const own = entries.filter((entry) => entry.account === account);
  return sum(own.map((entry) => entry.amount_cents));
}

function sum(cents: readonly number[]): number {
  return cents.reduce((total, amount) => total + amount, 0);
}
