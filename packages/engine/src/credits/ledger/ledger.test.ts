import { expect, it } from 'vitest';
import { Bank, ORGANIZATION } from '../testing/bank.ts';
import { recordTransaction, recordTransfer } from './ledger.ts';
import { captureMovement, holdMovement } from './movements.ts';

it('records a transaction with the amount by which its entries change the balance', async () => {
  const bank = await Bank.open();
  const movement = captureMovement('job_1', 51);
  const transaction = await bank.run((work) => recordTransaction(work, ORGANIZATION.id, movement));
  const { credit_transactions, ledger_entries } = bank.store.snapshot().tables;
  expect(credit_transactions).toEqual([transaction]);
  expect(transaction).toMatchObject({ type: 'deduction', amount_cents: -51, job_id: 'job_1' });
  expect(
    ledger_entries.map(({ movement_id, account, amount_cents }) => [
      movement_id,
      account,
      amount_cents,
    ]),
  ).toEqual([
    [transaction.id, 'held', -51],
    [transaction.id, 'worker_payable', 41],
    [transaction.id, 'platform_revenue', 10],
  ]);
});

it('stores nothing of a movement whose entries do not add up to zero', async () => {
  const bank = await Bank.open();
  const entries = [{ account: 'held', amount_cents: -51 }] as const;
  const movement = { ...captureMovement('job_1', 51), entries };
  const record = bank.run((work) => recordTransaction(work, ORGANIZATION.id, movement));
  await expect(record).rejects.toThrow('add up to -51 cents instead of zero');
  const { credit_transactions, ledger_entries } = bank.store.snapshot().tables;
  expect([...credit_transactions, ...ledger_entries]).toEqual([]);
});

it('records a transfer without a transaction', async () => {
  const bank = await Bank.open();
  await bank.run((work) => recordTransfer(work, ORGANIZATION.id, holdMovement('job_1', 150)));
  const { credit_transactions, ledger_entries } = bank.store.snapshot().tables;
  expect(credit_transactions).toEqual([]);
  expect(ledger_entries).toMatchObject([
    { account: 'available', amount_cents: -150, job_id: 'job_1' },
    { account: 'held', amount_cents: 150, job_id: 'job_1' },
  ]);
});

it('refuses a transfer that changes the balance', async () => {
  const bank = await Bank.open();
  const transfer = bank.run((work) =>
    recordTransfer(work, ORGANIZATION.id, captureMovement('job_1', 51)),
  );
  await expect(transfer).rejects.toThrow('changes the balance by -51 cents');
});
