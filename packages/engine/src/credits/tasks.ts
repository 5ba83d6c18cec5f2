import type { TaskRecord } from '../store/records.ts';
import type { TaskHandler } from '../work/task-handler.ts';
import type { Work } from '../work/work.ts';
import { noticeBalanceDrop } from './holds/notice-balance-drop.ts';
import { listOpenLots } from './lots/balance.ts';
import { expireLot, warnBeforeExpiry } from './lots/expire-lot.ts';
import { EXPIRE_LOT_TASK, WARN_LOT_TASK } from './lots/grant-lot.ts';
import { remainingIn } from './lots/lot-allocation.ts';
import { EXPIRE_PURCHASE_TASK, expirePurchase } from './purchases/purchase-expiry.ts';
import { AUTO_TOPUP_TASK } from './top-ups/auto-topup.ts';
import { beginCharge } from './top-ups/auto-topup-charge.ts';

/** The credits domain's task handlers by kind. Each does nothing when its task is out of date. */
export const creditTasks = {
  [WARN_LOT_TASK]: warnLot,
  [EXPIRE_LOT_TASK]: expireLotWhenDue,
  [EXPIRE_PURCHASE_TASK]: expirePurchase,
  [AUTO_TOPUP_TASK]: beginCharge,
} satisfies Record<string, TaskHandler>;

async function warnLot(work: Work, task: TaskRecord): Promise<void> {
  const lot = await work.tables.credit_lots.get(task.subject);
  if (lot !== undefined) await warnBeforeExpiry(work, lot);
}

async function expireLotWhenDue(work: Work, task: TaskRecord): Promise<void> {
  const lot = await work.tables.credit_lots.get(task.subject);
  if (lot === undefined || lot.status === 'expired') return;
  const before = remainingIn(await listOpenLots(work.tables, lot.organization_id));
  await expireLot(work, lot);
  if (lot.remaining_cents === 0) return;
  const organization = await work.tables.organizations.get(lot.organization_id);
  await noticeBalanceDrop(work, organization, {
    before_cents: before,
    after_cents: before - lot.remaining_cents,
  });
}
