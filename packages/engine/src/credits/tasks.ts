import type { Work } from '../call.ts';
import type { TaskRecord } from '../records.ts';
import type { TaskHandler } from '../task-handler.ts';
import { AUTO_TOPUP_TASK } from './auto-topup.ts';
import { beginCharge } from './auto-topup-charge.ts';
import { listOpenLots } from './balance.ts';
import { expireLot, warnBeforeExpiry } from './expire-lot.ts';
import { remainingIn } from './lot-allocation.ts';
import { noticeBalanceDrop } from './notice-balance-drop.ts';
import { expirePurchase } from './purchase.ts';

/** What the credits domain does later, by kind of task. Each does nothing when its moment was overtaken. */
export const creditTasks = {
  'credits.warn_lot': warnLot,
  'credits.expire_lot': expireLotWhenDue,
  'credits.expire_purchase': expirePurchase,
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
  await noticeBalanceDrop(work, lot.organization_id, {
    before_cents: before,
    after_cents: before - lot.remaining_cents,
  });
}
