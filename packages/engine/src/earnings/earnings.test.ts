import { beforeEach, expect, it } from 'vitest';
import { scheduleSweep } from '../retention/sweep.ts';
import type { AdjustmentReason } from '../store/records.ts';
import { People } from '../testing/people.ts';
import { DAY, HOUR, type TestAccount, TestEngine } from '../testing/test-engine.ts';
import { adjustEarnings } from './earn.ts';
import { requestPayout, settlePayout } from './payouts.ts';
import { readEarnings } from './worker-ledger.ts';

let world: TestEngine;
let account: TestAccount;
let people: People;

beforeEach(async () => {
  world = new TestEngine();
  account = await world.openOrganization();
  people = new People(world);
  await people.fund(account.organizationId);
  await people.join('wkr_ann');
});

async function approveOne(key: string, fields: object = {}): Promise<string> {
  const metadata = { fh_scenario: 'never_picked_up' };
  const job = await world.createJob(key, { files_needed: 2, metadata, ...fields });
  await people.accept(job.id, 'wkr_ann');
  await people.submit(job.id, 'wkr_ann');
  await world.engine.runDue(world.clock.now());
  return job.id;
}

const earnings = () => world.store.read((tables) => readEarnings(tables, 'wkr_ann'));

it('earns 80 % of the price, which is available after 72 hours', async () => {
  await approveOne(account.live, { price_per_file_cents: 1_000 });
  expect(await earnings()).toMatchObject({ pending_cents: 800, available_cents: 0 });
  await world.passTime(72 * HOUR - 1);
  expect(await earnings()).toMatchObject({ pending_cents: 800, available_cents: 0 });
  await world.passTime(1);
  expect(await earnings()).toMatchObject({ pending_cents: 0, available_cents: 800 });
});

it('earns nothing with test jobs', async () => {
  await approveOne(account.test);
  await world.passTime(4 * DAY);
  expect(await earnings()).toMatchObject({ pending_cents: 0, available_cents: 0 });
});

it('keeps what was earned when the job and then the organization are erased', async () => {
  const id = await approveOne(account.live, { price_per_file_cents: 1_000 });
  await world.post('/v1/privacy/erasures', account.live, { target: 'job', job_id: id });
  const confirm_organization_id = account.organizationId;
  const erasure = { target: 'organization', confirm_organization_id };
  await world.post('/v1/privacy/erasures', account.live, erasure);
  await world.passTime(4 * DAY);
  expect(await earnings()).toMatchObject({ available_cents: 800 });
});

it('pays nothing out below $5, except when the account is closed', async () => {
  await approveOne(account.live, { price_per_file_cents: 600 });
  await world.passTime(4 * DAY);
  const request = world.transact((work) => requestPayout(work, 'wkr_ann'));
  await expect(request).rejects.toThrow('at least 500 cents, and 480 are available');
  const payout = await world.transact((work) =>
    requestPayout(work, 'wkr_ann', { isClosing: true }),
  );
  expect(payout).toMatchObject({ amount_cents: 480, status: 'requested' });
});

it('settles a payout once, and can repeat the settlement after a crash', async () => {
  await approveOne(account.live, { price_per_file_cents: 1_000 });
  await world.passTime(4 * DAY);
  const { id } = await world.transact((work) => requestPayout(work, 'wkr_ann'));
  const paid = { status: 'paid', reference: 'tr_1' } as const;
  await world.transact((work) => settlePayout(work, id, paid));
  await world.transact((work) => settlePayout(work, id, paid));
  expect(await earnings()).toMatchObject({ requested_cents: 0, paid_cents: 800 });
  const other = world.transact((work) => settlePayout(work, id, { status: 'returned' }));
  await expect(other).rejects.toThrow(`Payout ${id} is already paid`);
});

it('takes back no more than is available, and refuses an adjustment of nothing', async () => {
  const adjust = (cents: number, reason: AdjustmentReason) =>
    world.transact((work) => adjustEarnings(work, 'wkr_ann', cents, reason));
  await adjust(100, 'rejection_overturned');
  await expect(adjust(-101, 'fraud')).rejects.toThrow('has 100 cents available');
  await expect(adjust(0, 'correction')).rejects.toThrow('needs an amount in whole cents');
  await adjust(-100, 'fraud');
  expect(await earnings()).toMatchObject({ available_cents: 0 });
});

it('forgets after 7 years which files the money was earned with, and keeps the amounts', async () => {
  await approveOne(account.live, { price_per_file_cents: 1_000 });
  await world.passTime(4 * DAY);
  await world.transact((work) => scheduleSweep(work, account.organizationId));
  world.clock.set(world.clock.now() + 7 * 366 * DAY);
  await world.engine.runDue(world.clock.now());
  const entries = await world.store.read((tables) => tables.worker_entries.list({ limit: 9 }));
  expect(entries).toHaveLength(4);
  for (const entry of entries) expect(entry).toMatchObject({ job_id: null, submission_id: null });
  const earned = entries.filter(({ kind }) => kind === 'earned');
  expect(earned.map(({ amount_cents }) => amount_cents).toSorted()).toEqual([-800, 800]);
});
