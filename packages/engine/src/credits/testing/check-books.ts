import { expect } from 'vitest';
import type {
  CreditHoldRecord,
  CreditLotRecord,
  CreditTransactionRecord,
  LedgerEntryRecord,
} from '../../store/records.ts';
import { readBalance } from '../lots/balance.ts';
import { type Bank, ORGANIZATION } from './bank.ts';

/** Expects every invariant of an organization's books (contract §5). */
export async function checkBooks(bank: Bank): Promise<void> {
  const lots = await bank.rows('credit_lots');
  const holds = await bank.rows('credit_holds');
  const entries = await bank.rows('ledger_entries');
  const transactions = await bank.rows('credit_transactions');
  const reversals = await bank.rows('credit_reversals');
  const balance = await bank.store.read((tables) => readBalance(tables, ORGANIZATION.id));
  const derived = {
    available_cents: sum(lots.map((lot) => lot.remaining_cents)),
    held_cents: sum(holds.map((hold) => hold.held_cents)),
    owed_cents: sum(reversals.map((reversal) => reversal.owed_cents)),
  };
  expect(balance).toEqual(derived);
  expect(balance).toEqual({
    available_cents: accountTotal(entries, 'available'),
    held_cents: accountTotal(entries, 'held'),
    owed_cents: 0 - accountTotal(entries, 'receivable'),
  });
  if (balance.owed_cents > 0) expect(balance.available_cents).toBe(0);
  expect(balance.available_cents + balance.held_cents).toBe(
    sum(transactions.map((transaction) => transaction.amount_cents)),
  );
  expect(lots.filter((lot) => !isSound(lot))).toEqual([]);
  expect(holds.filter((hold) => !isCovered(hold))).toEqual([]);
  const movements = byMovement(entries);
  expect([...movements.values()].filter((movement) => entriesTotal(movement) !== 0)).toEqual([]);
  expect(transactions.filter((one) => !isMatched(one, movements.get(one.id) ?? []))).toEqual([]);
}

function isSound(lot: CreditLotRecord): boolean {
  const { remaining_cents: left, amount_cents: all, status } = lot;
  return left >= 0 && left <= all && (status === 'open') === left > 0;
}

function isCovered({ held_cents, allocations }: CreditHoldRecord): boolean {
  const parts = allocations.map(({ cents }) => cents);
  return held_cents === sum(parts) && parts.every((cents) => cents > 0);
}

/** Whether a transaction equals its movement; a deduction is shared 80 to 20 to the cent. */
function isMatched(
  { type, amount_cents, job_id }: CreditTransactionRecord,
  movement: readonly LedgerEntryRecord[],
): boolean {
  const change = accountTotal(movement, 'available') + accountTotal(movement, 'held');
  if (change !== amount_cents || movement.some((entry) => entry.job_id !== job_id)) return false;
  if (type !== 'deduction') return true;
  const worker = accountTotal(movement, 'worker_payable');
  const platform = accountTotal(movement, 'platform_revenue');
  return worker === Math.round(-amount_cents * 0.8) && worker + platform === -amount_cents;
}

function byMovement(
  entries: readonly LedgerEntryRecord[],
): ReadonlyMap<string, readonly LedgerEntryRecord[]> {
  const movements = new Map<string, LedgerEntryRecord[]>();
  for (const entry of entries) {
    const movement = movements.get(entry.movement_id);
    if (movement === undefined) movements.set(entry.movement_id, [entry]);
    else movement.push(entry);
  }
  return movements;
}

function accountTotal(
  entries: readonly LedgerEntryRecord[],
  account: LedgerEntryRecord['account'],
): number {
  return entriesTotal(entries.filter((entry) => entry.account === account));
}

function entriesTotal(entries: readonly LedgerEntryRecord[]): number {
  return sum(entries.map((entry) => entry.amount_cents));
}

function sum(cents: readonly number[]): number {
  return cents.reduce((total, amount) => total + amount, 0);
}
