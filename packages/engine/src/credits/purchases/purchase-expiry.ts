import type { CreditPurchaseRecord, TaskRecord } from '../../store/records.ts';
import type { Work } from '../../work/work.ts';

/** The kind of task that ends an unpaid purchase; its subject is the purchase. */
export const EXPIRE_PURCHASE_TASK = 'credits.expire_purchase';

/** Schedules the end of the purchase, unless it is paid by then. */
export async function scheduleExpiry(
  { tables }: Work,
  { id, organization_id, expires_at }: CreditPurchaseRecord,
): Promise<void> {
  await tables.tasks.schedule({
    id: `${EXPIRE_PURCHASE_TASK}:${id}`,
    due_at: expires_at,
    kind: EXPIRE_PURCHASE_TASK,
    subject: id,
    data: { organization_id },
  });
}

/** Task `credits.expire_purchase`: expires a purchase that was not paid, or that never got its checkout. */
export async function expirePurchase(work: Work, task: TaskRecord): Promise<void> {
  const purchase = await work.tables.credit_purchases.get(task.subject);
  if (purchase?.status !== 'pending') return;
  // The order has since become a checkout, which stays open longer.
  if (purchase.expires_at > work.now) return scheduleExpiry(work, purchase);
  await work.tables.credit_purchases.update({ ...purchase, status: 'expired' });
}
