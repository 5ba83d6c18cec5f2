import { recordSystemAudit } from '../../audit/record-audit.ts';
import { PaymentRefusedError } from '../../errors/port-errors.ts';
import type { Payments } from '../../ports.ts';
import type { CreditPurchaseRecord, TaskRecord } from '../../store/records.ts';
import type { AfterCommit } from '../../work/task-handler.ts';
import type { Work } from '../../work/work.ts';
import { creditScope } from '../ledger/credit-scope.ts';
import { completePurchase } from '../purchases/purchase.ts';
import {
  AUTO_TOPUP_TASK,
  isStillWanted,
  MAX_CHARGES,
  RETRY_DELAY_MS,
  scheduleCharge,
} from './auto-topup.ts';

const MINUTE_MS = 60_000;
const LONGEST_LEASE_MS = 60 * MINUTE_MS;
/** A provider that does not say what came of a charge is not asked again after this long. */
const ASKED_FOR_MS = 20 * 60 * MINUTE_MS;

/** One charge that the provider was or is being asked for. */
interface Charge {
  readonly attempt: number;
  /** How often the provider was asked. */
  readonly asked: number;
  /** When it was asked first. */
  readonly since: number;
}

/**
 * Task `credits.auto_topup`: charges the saved payment method and grants the pack. In its own transaction it only notes
 * that the charge is under way and leaves a lease behind; the provider is asked after the commit. A process that dies
 * before the outcome is noted leaves the lease, with which the provider is asked for the same charge again.
 */
export async function beginCharge(work: Work, task: TaskRecord): Promise<AfterCommit | undefined> {
  const purchase = await work.tables.credit_purchases.get(task.subject);
  if (purchase?.status !== 'pending') return undefined;
  const charge = chargeOf(task, work.now);
  if (!(await isToBeAsked(work, purchase, charge))) return undefined;
  await work.tables.credit_purchases.update({ ...purchase, reference: underWay(charge) });
  await leaveLease(work, purchase, { ...charge, asked: charge.asked + 1 });
  return { run: () => settleCharge(work, purchase, charge) };
}

/** What came of a charge. While that is open, the lease asks again. */
type Outcome =
  | { readonly is: 'paid'; readonly reference: string }
  | { readonly is: 'refused' }
  | { readonly is: 'open'; readonly error: unknown };

/** A refusal leaves the balance as it is; the charge is tried anew later, and after the last one top-up is turned off. */
async function settleCharge(
  { ports, settings }: Work,
  purchase: CreditPurchaseRecord,
  charge: Charge,
): Promise<void> {
  const outcome = await askFor(ports.payments, purchase, charge);
  const isAskedAgain = ports.clock.now() - charge.since < ASKED_FOR_MS;
  if (outcome.is === 'open' && isAskedAgain) throw outcome.error;
  await ports.store.transact(async (tables) => {
    const work = { ports, settings, tables, now: ports.clock.now() };
    if (outcome.is === 'paid') await completePurchase(work, purchase.id, outcome.reference);
    else await noteFailure(work, purchase.id, charge, outcome);
  });
  if (outcome.is === 'open') throw outcome.error;
}

async function askFor(
  payments: Payments,
  { id, organization_id, amount_cents }: CreditPurchaseRecord,
  { attempt }: Charge,
): Promise<Outcome> {
  const order = { organization_id, purchase_id: id, amount_cents, attempt };
  try {
    return { is: 'paid', reference: await payments.charge(order) };
  } catch (error) {
    return error instanceof PaymentRefusedError ? { is: 'refused' } : { is: 'open', error };
  }
}

/** Only a refusal is followed by another charge: what is open may have taken the money. */
async function noteFailure(
  work: Work,
  purchaseId: string,
  charge: Charge,
  outcome: Outcome,
): Promise<void> {
  const purchase = await work.tables.credit_purchases.get(purchaseId);
  // Noted already, by a process that asked with the lease, or paid as the provider's event says.
  if (purchase?.status !== 'pending' || purchase.reference !== underWay(charge)) return;
  if (outcome.is === 'open' || charge.attempt >= MAX_CHARGES) return giveUp(work, purchase);
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

/** A lease asks until its charge is settled, wanted or not: it may have been made. A new charge has to be wanted. */
async function isToBeAsked(
  work: Work,
  purchase: CreditPurchaseRecord,
  charge: Charge,
): Promise<boolean> {
  if (charge.asked > 0) return purchase.reference === underWay(charge);
  if (purchase.reference !== null) return false;
  const organization = await work.tables.organizations.get(purchase.organization_id);
  return organization !== undefined && (await isStillWanted(work, organization, purchase));
}

/** What stands in place of the provider's reference while a charge is under way. */
function underWay({ attempt }: Charge): string {
  return `charge:${attempt}`;
}

function chargeOf({ data }: TaskRecord, now: number): Charge {
  return {
    attempt: Number(data.attempt),
    asked: Number(data.asked ?? 0),
    since: Number(data.since ?? now),
  };
}

/** The lease's task finds the charge settled, or asks for it again. */
async function leaveLease(
  { tables, now }: Work,
  { id, organization_id }: CreditPurchaseRecord,
  { attempt, asked, since }: Charge,
): Promise<void> {
  await tables.tasks.schedule({
    id: `${AUTO_TOPUP_TASK}:${id}:${attempt}:${asked}`,
    due_at: now + Math.min(MINUTE_MS * 2 ** (asked - 1), LONGEST_LEASE_MS),
    kind: AUTO_TOPUP_TASK,
    subject: id,
    data: { organization_id, attempt, asked, since },
  });
}
