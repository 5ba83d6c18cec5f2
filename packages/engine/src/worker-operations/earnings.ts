import type { ListEarningEntriesQuery, ListPayoutsQuery } from '@firsthandapi/spec/worker';
import * as payouts from '../earnings/payouts.ts';
import { listPage } from '../lists/pagination.ts';
import { presentEarnings, presentMovement, presentPayout } from '../people/present-earnings.ts';
import { presentTrust } from '../people/present-trust.ts';
import { auditOwn } from '../people/worker-audit.ts';
import type { WorkerOperation } from './worker-operation.ts';

export const getTrust: WorkerOperation = async (call) => ({
  status: 200,
  body: await presentTrust(call, call.worker),
});

export const getEarnings: WorkerOperation = async (call) => ({
  status: 200,
  body: await presentEarnings(call, call.worker.id),
});

/** A movement has two entries, of which the second, with the amount that arrived, has the greater id. */
export const listEarningEntries: WorkerOperation<unknown, ListEarningEntriesQuery> = (call) => {
  const query = { where: { worker_id: call.worker.id }, atLeast: { amount_cents: 1 } };
  return listPage(call, call.tables.worker_entries, query, (to) => presentMovement(call, to));
};

export const requestPayout: WorkerOperation = async (call) => {
  const payout = await payouts.requestPayout(call, call.worker.id);
  await auditOwn(call, 'payout.requested', { type: 'payout', id: payout.id });
  return { status: 201, body: presentPayout(payout) };
};

export const listPayouts: WorkerOperation<unknown, ListPayoutsQuery> = (call) => {
  const where = { worker_id: call.worker.id };
  return listPage(call, call.tables.payouts, { where }, presentPayout);
};
