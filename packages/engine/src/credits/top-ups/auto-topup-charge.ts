import { recordSystemAudit } from '../../audit/record-audit.ts';
import { PaymentRefusedError } from '../../errors/port-errors.ts';
import type { Payments } from '../../ports.ts';
import type { CreditPurchaseRecord, TaskRecord } from '../../store/records.ts';
import type { AfterCommit } from '../../work/task-handler.ts';
import type { Work } from '../../work/work.ts';
import { creditScope } from '../ledger/credit-scope.ts';
import { completePurchase } from '../purchases/grant-purchase.ts';
import {
  AUTO_TOPUP_TASK,
  isStillWanted,
  MAX_CHARGES,
  RETRY_DELAY_MS,
  scheduleCharge,
} from './auto-topup.ts';

const MINUTE_MS = 60_000;
const LONGEST_LEASE_MS = 60 * MINUTE_MS;
/** How long the provider is called for a charge whose outcome stays unknown. */
const GIVE_UP_AFTER_MS = 20 * 60 * MINUTE_MS;

/** One charge at the provider. */
interface Charge {
  readonly attempt: number;
  /** How often the provider was called for it. */
  readonly calls: number;
  /** When it was first called. */
  readonly since: number;
}

/**
 * Task `credits.auto_topup`: charges the saved payment method and grants the pack. Its transaction only records that
 * the charge is in progress and leaves a lease; the provider is called after the commit. When the process dies before
 * the outcome is recorded, the lease repeats the call for the same charge.
 */
export async function beginCharge(work: Work, task: TaskRecord): Promise<AfterCommit | undefined> {
  const purchase = await work.tables.credit_purchases.get(task.subject);
  if (purchase?.status !== 'pending') return undefined;
  const charge = chargeOf(task, work.now);
  if (!(await isToBeCharged(work, purchase, charge))) return undefined;
  await work.tables.credit_purchases.update({ ...purchase, reference: placeholderOf(charge) });
  await leaveLease(work, purchase, { ...charge, calls: charge.calls + 1 });
  return { run: () => settleCharge(work, purchase, charge) };
}

/** The outcome of a charge. While it is unknown, the lease repeats the call. */
type Outcome =
  | { readonly is: 'paid'; readonly reference: string }
  | { readonly is: 'refused' }
  | { readonly is: 'unknown'; readonly error: unknown };

/**
 * Records the outcome. After a refusal the charge is retried later; after the last refusal automatic top-up is turned
 * off.
 */
async function settleCharge(
  { ports, settings }: Work,
  purchase: CreditPurchaseRecord,
  charge: Charge,
): Promise<void> {
  const outcome = await callProvider(ports.payments, purchase, charge);
  const isRetried = ports.clock.now() - charge.since < GIVE_UP_AFTER_MS;
  if (outcome.is === 'unknown' && isRetried) throw outcome.error;
  await ports.store.transact(async (tables) => {
    const work = { ports, settings, tables, now: ports.clock.now() };
    if (outcome.is === 'paid') await completePurchase(work, purchase.id, outcome.reference);
    else await recordFailure(work, purchase.id, charge, outcome);
  });
  if (outcome.is === 'unknown') throw outcome.error;
}

async function callProvider(
  payments: Payments,
  { id, organization_id, amount_cents }: CreditPurchaseRecord,
  { attempt }: Charge,
): Promise<Outcome> {
  const order = { organization_id, purchase_id: id, amount_cents, attempt };
  try {
    return { is: 'paid', reference: await payments.charge(order) };
  } catch (error) {
    return error instanceof PaymentRefusedError ? { is: 'refused' } : { is: 'unknown', error };
  }
}

/** Only a refusal is followed by another charge: a charge with an unknown outcome may have taken the money. */
async function recordFailure(
  work: Work,
  purchaseId: string,
  charge: Charge,
  outcome: Outcome,
): Promise<void> {
  const purchase = await work.tables.credit_purchases.get(purchaseId);
  // Already recorded by another process under the lease, or paid according to the provider's event.
  if (purchase?.status !== 'pending' || purchase.reference !== placeholderOf(charge)) return;
  if (outcome.is === 'unknown' || charge.attempt >= MAX_CHARGES) return giveUp(work, purchase);
  await work.tables.credit_purchases.update({ ...purchase, reference: null });
  await scheduleCharge(work, purchase, charge.attempt + 1, work.now + RETRY_DELAY_MS);
}

async function giveUp(work: Work, purchase: CreditPurchaseRecord): Promise<void> {
  const { organizations, credit_purchases } = work.tables;
  await credit_purchases.update({ ...purchase, status: 'failed', reference: null });
  const organization = await organizations.get(purchase.organization_id);
  if (organization === undefined) return;
  await organizations.update({
    ...organization,
    auto_topup_enabled: false,
    updated_at: work.now,
  });
  const resource = { type: 'organization', id: organization.id };
  await recordSystemAudit(work, creditScope(organization.id), 'auto_topup.disabled', resource);
}

/**
 * A lease repeats the call until its charge is settled, even if it is no longer wanted, because it may have been made.
 * A new charge has to be wanted.
 */
async function isToBeCharged(
  work: Work,
  purchase: CreditPurchaseRecord,
  charge: Charge,
): Promise<boolean> {
  if (charge.calls > 0) return purchase.reference === placeholderOf(charge);
  if (purchase.reference !== null) return false;
  const organization = await work.tables.organizations.get(purchase.organization_id);
  return organization !== undefined && (await isStillWanted(work, organization, purchase));
}

/** Stands in for the provider's reference while a charge is in progress. */
function placeholderOf({ attempt }: Charge): string {
  return `charge:${attempt}`;
}

function chargeOf({ data }: TaskRecord, now: number): Charge {
  return {
    attempt: Number(data.attempt),
    calls: Number(data.asked ?? 0),
    since: Number(data.since ?? now),
  };
}

/** Schedules the task that repeats the call, unless the charge is settled by then. */
async function leaveLease(
  { tables, now }: Work,
  { id, organization_id }: CreditPurchaseRecord,
  { attempt, calls, since }: Charge,
): Promise<void> {
  await tables.tasks.schedule({
    id: `${AUTO_TOPUP_TASK}:${id}:${attempt}:${calls}`,
    due_at: now + Math.min(MINUTE_MS * 2 ** (calls - 1), LONGEST_LEASE_MS),
    kind: AUTO_TOPUP_TASK,
    subject: id,
    data: { organization_id, attempt, asked: calls, since },
  });
}
