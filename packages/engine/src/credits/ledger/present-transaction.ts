import type { CreditTransaction } from '@firsthandapi/spec';
import type { CreditTransactionRecord } from '../../store/records.ts';
import { timestamp } from '../../time/timestamp.ts';

/** Returns a transaction as clients and webhooks see it. */
export function presentTransaction(transaction: CreditTransactionRecord): CreditTransaction {
  return {
    object: 'credit_transaction',
    id: transaction.id,
    type: transaction.type,
    amount_cents: transaction.amount_cents,
    description: transaction.description,
    job_id: transaction.job_id,
    created_at: timestamp(transaction.created_at),
  };
}
