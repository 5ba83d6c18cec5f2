import type { ListEarningEntriesQuery, ListPayoutsQuery } from '@firsthandapi/spec/worker';
import * as payouts from '../earnings/payouts.ts';
import { listPage } from '../lists/pagination.ts';
import { presentEarnings, presentEntry, presentPayout } from '../people/present-earnings.ts';
import { presentTrust } from '../people/present-trust.ts';
import { auditOwn } from '../people/worker-audit.ts';
import type { WorkerEntryRecord } from '../store/records.ts';
import type { WorkerCall } from '../work/worker-call.ts';
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
  return listPage(call, call.tables.worker_entries, query, async (to) =>
    presentEntry(to, await otherSide(call, to)),
  );
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

/** The entry before it, which is of the same movement. */
async function otherSide(
  { tables }: WorkerCall,
  { id, worker_id, movement_id }: WorkerEntryRecord,
): Promise<WorkerEntryRecord> {
  const [from] = await tables.worker_entries.list({ where: { worker_id }, after: id, limit: 1 });
  if (from?.movement_id !== movement_id) throw new Error(`Movement ${movement_id} has one side`);
  return from;
}
