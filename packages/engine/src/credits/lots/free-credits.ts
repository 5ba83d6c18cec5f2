import type { CreditTransactionRecord } from '../../store/records.ts';
import type { Work } from '../../work/work.ts';
import { grantLot } from './grant-lot.ts';

/** Credits of a new account, in US cents (contract §5). */
export const FREE_CREDITS_CENTS = 250;

/** Grants a new account its free credits, which expire after 12 months like all others. */
export function grantFreeCredits(
  work: Work,
  organizationId: string,
): Promise<CreditTransactionRecord> {
  return grantLot(work, organizationId, {
    source: 'free_tier',
    amount_cents: FREE_CREDITS_CENTS,
    description: 'Free credits of a new account',
  });
}
