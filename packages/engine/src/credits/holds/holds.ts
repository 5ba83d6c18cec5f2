import { counted } from '@firsthandapi/spec/counted';
import { ApiError } from '../../errors/api-error.ts';
import type { CreditHoldRecord, CreditLotRecord, JobRecord } from '../../store/records.ts';
import { certainTime } from '../../work/certain-time.ts';
import type { Work } from '../../work/work.ts';
import { recordTransaction, recordTransfer } from '../ledger/ledger.ts';
import { captureMovement, holdMovement, releaseMovement } from '../ledger/movements.ts';
import { listOpenLots } from '../lots/balance.ts';
import { readDebt } from '../lots/debts.ts';
import { expireDueLots, recordExpiration, warnBeforeExpiry } from '../lots/expire-lot.ts';
import {
  type Allocation,
  remainingIn,
  returnToLots,
  splitAllocations,
  takeFromLots,
} from '../lots/lot-allocation.ts';
import { settleDebts } from '../lots/settle-debts.ts';
import { noticeBalanceDrop } from './notice-balance-drop.ts';

/** The fields of a job that holds use. */
export type HoldingJob = Pick<
  JobRecord,
  'id' | 'organization_id' | 'environment' | 'files_needed' | 'price_per_file_cents'
>;

/**
 * Holds the price of all files of a live job, from the lots that expire soonest. Throws 402 `insufficient_credits` when
 * they do not suffice (contract §5).
 */
export async function placeHold(work: Work, job: HoldingJob): Promise<void> {
  assertLive(job);
  const { organization_id } = job;
  const neededCents = job.files_needed * job.price_per_file_cents;
  // Read together: to some stores each read is a round trip.
  const [openLots, organization] = await Promise.all([
    listOpenLots(work.tables, organization_id),
    work.tables.organizations.get(organization_id),
  ]);
  const lots = await expireDueLots(work, openLots);
  const taken = takeFromLots(lots, neededCents);
  if (taken === undefined) {
    const owedCents = await readDebt(work.tables, organization_id);
    throw insufficientCredits(neededCents, remainingIn(lots), owedCents);
  }
  await work.tables.credit_holds.insert({
    id: job.id,
    organization_id,
    held_cents: neededCents,
    allocations: taken.allocations,
    created_at: work.now,
  });
  await updateLots(work, taken.lots);
  await recordTransfer(work, organization_id, holdMovement(job.id, neededCents));
  await noticeBalanceDrop(work, organization, {
    before_cents: remainingIn(openLots),
    after_cents: remainingIn(lots) - neededCents,
  });
}

/**
 * Pays for one approved file from the hold: 80 % to the worker, 20 % to the platform, as a transaction of its own
 * (contract §5). Available credits do not change. Held credits stay valid after their lot expires.
 */
export async function captureHold(work: Work, job: HoldingJob): Promise<void> {
  assertLive(job);
  const hold = await findHold(work, job);
  const price = job.price_per_file_cents;
  const { rest } = splitAllocations(hold.allocations, price);
  await work.tables.credit_holds.update({
    ...hold,
    held_cents: hold.held_cents - price,
    allocations: rest,
  });
  await recordTransaction(work, job.organization_id, captureMovement(job.id, price));
}

/**
 * Reduces the hold of a completed or cancelled job to the price of the slots that may still be approved, and ends it when
 * there are none: the rest returns to its lots. Credits of a lot that has expired in the meantime expire at once.
 */
export async function releaseHold(work: Work, job: HoldingJob, keptSlots = 0): Promise<void> {
  assertLive(job);
  const hold = await findHold(work, job);
  const keptCents = keptSlots * job.price_per_file_cents;
  const { first, rest } = splitAllocations(hold.allocations, keptCents);
  if (keptSlots === 0) await work.tables.credit_holds.delete(hold.id);
  else {
    await work.tables.credit_holds.update({ ...hold, held_cents: keptCents, allocations: first });
  }
  const released = hold.held_cents - keptCents;
  if (released > 0) await returnCredits(work, job, rest, released);
}

async function returnCredits(
  work: Work,
  { id, organization_id }: HoldingJob,
  allocations: readonly Allocation[],
  cents: number,
): Promise<void> {
  const lots = await findLots(work, allocations);
  const now = certainTime(work.ports, work.now);
  const { lots: refilled, lapsed } = returnToLots(lots, allocations, now);
  await recordTransfer(work, organization_id, releaseMovement(id, cents));
  await updateLots(work, refilled);
  for (const lot of refilled) await warnBeforeExpiry(work, lot);
  for (const { lot, cents: lost } of lapsed) await recordExpiration(work, lot, lost);
  await settleDebts(work, organization_id);
}

function insufficientCredits(
  neededCents: number,
  availableCents: number,
  owedCents: number,
): ApiError {
  const debt =
    owedCents === 0
      ? ''
      : `, since a refund or dispute left ${owedCents} owed, which the next credits settle first`;
  return new ApiError(
    'insufficient_credits',
    `This job needs ${neededCents} cents of credits (files_needed × price_per_file_cents) and ${counted(availableCents, 'is', 'are')} available${debt}; ` +
      'buy a pack with POST /v1/billing/credits/purchase, or ask for fewer files or a lower price',
  );
}

function assertLive(job: HoldingJob): void {
  if (job.environment !== 'live') {
    throw new Error(`${job.id} is a test job, which cannot hold or charge credits`);
  }
}

async function findHold(work: Work, job: HoldingJob): Promise<CreditHoldRecord> {
  const hold = await work.tables.credit_holds.get(job.id);
  if (hold === undefined) throw new Error(`${job.id} has no hold; it was already released`);
  return hold;
}

async function findLots(
  work: Work,
  allocations: readonly Allocation[],
): Promise<readonly CreditLotRecord[]> {
  const lots = await Promise.all(
    allocations.map(({ lot_id }) => work.tables.credit_lots.get(lot_id)),
  );
  return lots.filter((lot) => lot !== undefined);
}

async function updateLots(work: Work, lots: readonly CreditLotRecord[]): Promise<void> {
  for (const lot of lots) await work.tables.credit_lots.update(lot);
}
