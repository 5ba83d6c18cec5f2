import type { CreditTransactionRecord } from '../../store/records.ts';
import type { Work } from '../../work/work.ts';
import {
  assertBalanced,
  balanceChange,
  type Movement,
  type TransactionMovement,
} from './movements.ts';

/** Records a movement between available and held credits, which leaves their sum unchanged. */
export async function recordTransfer(
  work: Work,
  organizationId: string,
  movement: Movement,
): Promise<void> {
  const change = balanceChange(movement);
  if (change !== 0) throw new Error(`A transfer changes the balance by ${change} cents`);
  const movementId = work.ports.ids.next('mov', work.now);
  await insertEntries(work, organizationId, movementId, movement);
}

/**
 * Records a movement that changes the balance, with its transaction. The amount is derived from the entries, so
 * that available + held = Σ transactions holds by construction (contract §5).
 */
export async function recordTransaction(
  work: Work,
  organizationId: string,
  movement: TransactionMovement,
): Promise<CreditTransactionRecord> {
  const transaction: CreditTransactionRecord = {
    id: work.ports.ids.next('crtx', work.now),
    organization_id: organizationId,
    type: movement.type,
    amount_cents: balanceChange(movement),
    description: movement.description,
    job_id: movement.job_id,
    created_at: work.now,
  };
  await insertEntries(work, organizationId, transaction.id, movement);
  await work.tables.credit_transactions.insert(transaction);
  return transaction;
}

async function insertEntries(
  work: Work,
  organizationId: string,
  movementId: string,
  movement: Movement,
): Promise<void> {
  assertBalanced(movement);
  for (const entry of movement.entries) {
    await work.tables.ledger_entries.insert({
      id: work.ports.ids.next('led', work.now),
      organization_id: organizationId,
      movement_id: movementId,
      account: entry.account,
      amount_cents: entry.amount_cents,
      job_id: movement.job_id,
      created_at: work.now,
    });
  }
}
