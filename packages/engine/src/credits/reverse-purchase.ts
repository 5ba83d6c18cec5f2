import { recordSystemAudit } from '../audit/record-audit.ts';
import type {
  CreditPurchaseRecord,
  CreditReversalRecord,
  ReversalSource,
} from '../store/records.ts';
import type { Work } from '../work/work.ts';
import { warnOfLowBalance } from './holds/low-balance.ts';
import { creditScope } from './ledger/credit-scope.ts';
import { listOpenLots } from './lots/balance.ts';
import { remainingIn } from './lots/lot-allocation.ts';
import { bookReversal } from './reversals/book-reversal.ts';
import { withSource } from './reversals/reversal-sources.ts';

/**
 * Takes back the credits of a purchase as far as its payment was refunded or is disputed, or returns them (contract §5).
 * Reports may repeat and arrive in any order, even before the payment itself. Returns the change in US cents: positive
 * for credits taken back, negative for credits returned, 0 when the report changed nothing.
 */
export async function reversePurchase(
  work: Work,
  purchase: CreditPurchaseRecord,
  report: ReversalSource,
): Promise<number> {
  await keepSource(work, purchase, report);
  // Reported before the payment: booked once the purchase is granted.
  if (purchase.status !== 'paid') return 0;
  const before = remainingIn(await listOpenLots(work.tables, purchase.organization_id));
  const change = await bookReversal(work, purchase);
  if (change === 0) return 0;
  const scope = creditScope(purchase.organization_id);
  const resource = { type: 'credit_purchase', id: purchase.id };
  await recordSystemAudit(work, scope, actionOf(report, change), resource);
  if (change > 0) await noticeReversal(work, purchase, report, before);
  return change;
}

async function keepSource(
  { tables, now }: Work,
  { id, organization_id }: CreditPurchaseRecord,
  report: ReversalSource,
): Promise<void> {
  const known = await tables.credit_reversals.get(id);
  if (known !== undefined) {
    const sources = withSource(known.sources, report);
    return tables.credit_reversals.update({ ...known, sources, updated_at: now });
  }
  const reversal: CreditReversalRecord = {
    id,
    organization_id,
    status: 'settled',
    reversed_cents: 0,
    owed_cents: 0,
    sources: [report],
    created_at: now,
    updated_at: now,
  };
  await tables.credit_reversals.insert(reversal);
}

function actionOf({ kind }: ReversalSource, change: number): string {
  if (change < 0) return 'credits.restored';
  return kind === 'dispute' ? 'credits.disputed' : 'credits.refunded';
}

/** Never tops up: the money has just gone back. A dispute even turns automatic top-up off. */
async function noticeReversal(
  work: Work,
  { organization_id }: CreditPurchaseRecord,
  { kind }: ReversalSource,
  beforeCents: number,
): Promise<void> {
  const organization = await work.tables.organizations.get(organization_id);
  if (organization === undefined) return;
  const after_cents = remainingIn(await listOpenLots(work.tables, organization_id));
  await warnOfLowBalance(work, organization, { before_cents: beforeCents, after_cents });
  if (kind !== 'dispute' || !organization.auto_topup_enabled) return;
  const changed = { ...organization, auto_topup_enabled: false, updated_at: work.now };
  await work.tables.organizations.update(changed);
  const resource = { type: 'organization', id: organization_id };
  await recordSystemAudit(work, creditScope(organization_id), 'auto_topup.disabled', resource);
}
