import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../store/event-feed.ts';
import type { DeliveryResult } from '../store/outbox.ts';
import type {
  ApiKeyRecord,
  SubmissionRecord,
  TaskRecord,
  UsageRecord,
  WorkerRecord,
} from '../store/records.ts';
import type { Store, Tables } from '../store/store.ts';
import {
  deliveryRecord,
  endpointRecord,
  eventRecord,
  jobRecord,
  keyRecord,
  submissionRecord,
  usageRecord,
} from './records.ts';
import { describeSummaries } from './summaries-conformance.ts';

/**
 * Describes the behaviour of every Store. Call it in a test file of the adapter; `open` returns an empty store each
 * time.
 */
export function describeStore(name: string, open: () => Promise<Store> | Store): void {
  describe(name, () => {
    describeTables(open);
    describeLists(open);
    describeTransactions(open);
    describeTasks(open);
    describeOutbox(open);
    describeFeed(open);
    describeCounters(open);
    describeSummaries(open);
  });
}

type Open = () => Promise<Store> | Store;

async function insertKeys(store: Store, keys: readonly ApiKeyRecord[]): Promise<void> {
  await store.transact(async ({ api_keys }) => {
    for (const key of keys) await api_keys.insert(key);
  });
}

function describeTables(open: Open): void {
  it('returns what was inserted, and undefined for an unknown id', async () => {
    const store = await open();
    const key = keyRecord({ scopes: ['jobs:read'], expires_at: 5 });
    await insertKeys(store, [key]);
    expect(await store.read(({ api_keys }) => api_keys.get(key.id))).toEqual(key);
    expect(await store.read(({ api_keys }) => api_keys.get('key_unknown'))).toBeUndefined();
  });

  it('replaces a record on update', async () => {
    const store = await open();
    const key = keyRecord();
    await insertKeys(store, [key]);
    const changed = { ...key, name: 'Renamed', revoked_at: 7 };
    await store.transact(({ api_keys }) => api_keys.update(changed));
    expect(await store.read(({ api_keys }) => api_keys.get(key.id))).toEqual(changed);
  });

  it('refuses to insert an id twice and to update an unknown one', async () => {
    const store = await open();
    const key = keyRecord();
    await insertKeys(store, [key]);
    await expect(insertKeys(store, [key])).rejects.toThrow();
    const unknown = keyRecord({ id: 'key_unknown' });
    await expect(store.transact(({ api_keys }) => api_keys.update(unknown))).rejects.toThrow();
  });

  it('deletes a record, and ignores an unknown one', async () => {
    const store = await open();
    const key = keyRecord();
    await insertKeys(store, [key]);
    await store.transact(async ({ api_keys }) => {
      await api_keys.delete(key.id);
      await api_keys.delete('key_unknown');
    });
    expect(await store.read(({ api_keys }) => api_keys.get(key.id))).toBeUndefined();
    const listed = await store.read(({ api_keys }) => api_keys.list({ limit: 10 }));
    expect(listed).toEqual([]);
  });

  it("deletes a job's workers, and keeps their ids in its submissions", async () => {
    const store = await open();
    const worker: WorkerRecord = {
      ...{ id: 'wkr_2', organization_id: 'org_1', job_id: 'job_2', region: 'US-CA' },
      device_info: { device_model: 'x', device_os: 'x', app_version: '1' },
      ...{ strikes: 0, trust: {}, simulated: true, created_at: 0 },
      ...{ suspension: { at: 1, by: 'opr_1', reason: 'fraud' }, lease_expiries: [1, 2] },
    };
    const submission = submissionRecord({ job_id: 'job_2', worker_id: 'wkr_2' });
    await store.transact(async ({ workers, submissions }) => {
      await workers.insert(worker);
      await submissions.insert(submission);
    });
    const found = () =>
      store.read(({ workers }) => workers.list({ where: { job_id: 'job_2' }, limit: 2 }));
    expect(await found()).toEqual([worker]);
    await store.transact(({ workers }) => workers.delete('wkr_2'));
    expect(await found()).toEqual([]);
    expect(await store.read(({ submissions }) => submissions.get('sub_1'))).toEqual(submission);
  });

  it('finds a record by its new value of an indexed field after an update', async () => {
    const store = await open();
    const key = keyRecord({ organization_id: 'org_1' });
    await insertKeys(store, [key]);
    await store.transact(({ api_keys }) => api_keys.update({ ...key, organization_id: 'org_2' }));
    const of = (organization_id: string) =>
      store.read(({ api_keys }) => api_keys.count({ where: { organization_id } }));
    expect([await of('org_1'), await of('org_2')]).toEqual([0, 1]);
  });
}

function describeLists(open: Open): void {
  const submissions: readonly SubmissionRecord[] = [
    submissionRecord({ id: 'sub_01', status: 'approved', ai_star_rating: 4, submitted_at: 10 }),
    submissionRecord({ id: 'sub_02', status: 'rejected', ai_star_rating: 1, submitted_at: 20 }),
    submissionRecord({ id: 'sub_03', status: 'approved', ai_star_rating: 5, submitted_at: 30 }),
    submissionRecord({ id: 'sub_04', job_id: 'job_2', status: 'pending_score', submitted_at: 40 }),
  ];
  async function idsOf(query: Parameters<Tables['submissions']['list']>[0]): Promise<string[]> {
    const store = await open();
    await store.transact(async (tables) => {
      for (const submission of submissions) await tables.submissions.insert(submission);
    });
    const rows = await store.read((tables) => tables.submissions.list(query));
    return rows.map(({ id }) => id);
  }

  it('lists newest first, up to the limit', async () => {
    expect(await idsOf({ limit: 3 })).toEqual(['sub_04', 'sub_03', 'sub_02']);
  });

  it('lists oldest first when asked', async () => {
    expect(await idsOf({ limit: 2, order: 'oldest' })).toEqual(['sub_01', 'sub_02']);
  });

  it('continues after an id in either order, whether or not it still exists', async () => {
    expect(await idsOf({ limit: 9, after: 'sub_03' })).toEqual(['sub_02', 'sub_01']);
    expect(await idsOf({ limit: 9, after: 'sub_02', order: 'oldest' })).toEqual([
      'sub_03',
      'sub_04',
    ]);
    expect(await idsOf({ limit: 9, after: 'sub_025' })).toEqual(['sub_02', 'sub_01']);
  });

  it('filters by equality, by any of several values, and by null', async () => {
    expect(await idsOf({ limit: 9, where: { job_id: 'job_1', status: 'approved' } })).toEqual([
      'sub_03',
      'sub_01',
    ]);
    expect(await idsOf({ limit: 9, where: { status: ['rejected', 'pending_score'] } })).toEqual([
      'sub_04',
      'sub_02',
    ]);
    expect(await idsOf({ limit: 9, where: { ai_star_rating: null } })).toEqual(['sub_04']);
  });

  it('counts and sums the rows that match, null among the filters, and sums none to 0', async () => {
    const store = await open();
    await store.transact(async (tables) => {
      for (const submission of submissions) await tables.submissions.insert(submission);
    });
    const figures = await store.read(async ({ submissions: table }) => [
      await table.count({ where: { status: 'approved' } }),
      await table.sum('submitted_at', { where: { status: 'approved' } }),
      await table.sum('submitted_at', { where: { ai_star_rating: null } }),
      await table.sum('submitted_at', { where: { job_id: 'job_unknown' } }),
    ]);
    expect(figures).toEqual([2, 40, 40, 0]);
  });

  it('includes lower bounds, excludes upper bounds, and never matches null', async () => {
    expect(await idsOf({ limit: 9, atLeast: { submitted_at: 20 } })).toEqual([
      'sub_04',
      'sub_03',
      'sub_02',
    ]);
    expect(await idsOf({ limit: 9, below: { submitted_at: 20 } })).toEqual(['sub_01']);
    expect(await idsOf({ limit: 9, below: { ai_star_rating: 5 } })).toEqual(['sub_02', 'sub_01']);
    expect(await idsOf({ limit: 9, atLeast: { ai_star_rating: 0 } })).toEqual([
      'sub_03',
      'sub_02',
      'sub_01',
    ]);
  });
}

/** A random change of keys `key_0` … `key_4`. */
const change = fc.record({
  kind: fc.constantFrom('put' as const, 'delete' as const),
  key: fc.nat({ max: 4 }),
  organization: fc.constantFrom('org_1', 'org_2'),
  name: fc.string({ maxLength: 3 }),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

async function apply({ api_keys }: Tables, changes: readonly Change[]): Promise<void> {
  for (const { kind, key, organization, name } of changes) {
    const record = keyRecord({ id: `key_${key}`, organization_id: organization, name });
    if (kind === 'delete') await api_keys.delete(record.id);
    else if ((await api_keys.get(record.id)) === undefined) await api_keys.insert(record);
    else await api_keys.update(record);
  }
}

async function everything(store: Store) {
  return store.read(async ({ api_keys }) => ({
    all: await api_keys.list({ limit: 100 }),
    first: await api_keys.list({ limit: 100, where: { organization_id: 'org_1' } }),
    second: await api_keys.list({ limit: 100, where: { organization_id: 'org_2' } }),
  }));
}

function describeTransactions(open: Open): void {
  it('returns what the transaction returns', async () => {
    const store = await open();
    expect(await store.transact(async () => 42)).toBe(42);
  });

  it('shows a transaction its own writes', async () => {
    const store = await open();
    const key = keyRecord();
    const found = await store.transact(async ({ api_keys }) => {
      await api_keys.insert(key);
      return api_keys.list({ limit: 5 });
    });
    expect(found).toEqual([key]);
  });

  it('commits everything of a transaction that succeeds, and nothing of one that throws', async () => {
    const changes = fc.array(change, { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(changes, changes, async (before, failing) => {
        const store = await open();
        await store.transact((tables) => apply(tables, before));
        const kept = await everything(store);
        const attempt = store.transact(async (tables) => {
          await apply(tables, failing);
          throw new Error('Rolled back');
        });
        await expect(attempt).rejects.toThrow('Rolled back');
        expect(await everything(store)).toEqual(kept);
      }),
      { numRuns: 100 },
    );
  });

  it('runs overlapping transactions one after the other', async () => {
    const store = await open();
    const key = keyRecord({ last_used_at: 0 });
    await insertKeys(store, [key]);
    const increment = () =>
      store.transact(async ({ api_keys }) => {
        const current = await api_keys.get(key.id);
        if (current === undefined) throw new Error('The key is gone');
        await api_keys.update({ ...current, last_used_at: (current.last_used_at ?? 0) + 1 });
      });
    await Promise.all(Array.from({ length: 20 }, increment));
    const after = await store.read(({ api_keys }) => api_keys.get(key.id));
    expect(after?.last_used_at).toBe(20);
  });

  it('never shows a reader a part of a transaction', async () => {
    const store = await open();
    await insertKeys(store, [keyRecord({ id: 'key_a' }), keyRecord({ id: 'key_b' })]);
    const reading = store.read(async ({ api_keys }) => {
      const first = await api_keys.get('key_a');
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      return [first?.name, (await api_keys.get('key_b'))?.name];
    });
    const writing = store.transact(async ({ api_keys }) => {
      await api_keys.update(keyRecord({ id: 'key_a', name: 'New' }));
      await api_keys.update(keyRecord({ id: 'key_b', name: 'New' }));
    });
    const [seen] = await Promise.all([reading, writing]);
    expect(new Set(seen).size).toBe(1);
  });
}

function task(id: string, due_at: number): Omit<TaskRecord, 'sequence'> {
  return { id, due_at, kind: 'test', subject: id, data: { slot: 1, note: null } };
}

async function takeAll(store: Store, now: number): Promise<string[]> {
  const taken: string[] = [];
  for (;;) {
    const next = await store.transact(({ tasks }) => tasks.take(now));
    if (next === undefined) return taken;
    taken.push(next.id);
  }
}

function describeTasks(open: Open): void {
  it('takes tasks in order of due time, then of scheduling', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 5 }), { maxLength: 30 }), async (dueTimes) => {
        const store = await open();
        await store.transact(async ({ tasks }) => {
          for (const [index, due] of dueTimes.entries())
            await tasks.schedule(task(`${index}`, due));
        });
        const expected = dueTimes
          .map((due, index) => ({ due, index }))
          .sort((a, b) => a.due - b.due || a.index - b.index)
          .map(({ index }) => `${index}`);
        expect(await takeAll(store, 5)).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  it('takes no task before it is due, and returns when the next one is', async () => {
    const store = await open();
    expect(await store.nextDue()).toBeUndefined();
    await store.transact(async ({ tasks }) => {
      await tasks.schedule(task('later', 20));
      await tasks.schedule(task('sooner', 10));
    });
    expect(await store.nextDue()).toBe(10);
    expect(await takeAll(store, 9)).toEqual([]);
    expect(await takeAll(store, 10)).toEqual(['sooner']);
    expect(await store.nextDue()).toBe(20);
  });

  it('neither takes nor counts a held task, and takes those behind it', async () => {
    const store = await open();
    await store.transact(async ({ tasks }) => {
      await tasks.schedule({ ...task('early', 1), kind: 'held' });
      await tasks.schedule({ ...task('late', 5), kind: 'held' });
      await tasks.schedule(task('free', 6));
    });
    const held = { kinds: ['held', 'other'], until: 2 };
    const taken: (string | undefined)[] = [];
    for (let count = 0; count < 3; count += 1) {
      const next = await store.transact(({ tasks }) => tasks.take(9, held));
      taken.push(next?.id);
    }
    expect(taken).toEqual(['early', 'free', undefined]);
    expect([await store.nextDue(held), await store.nextDue()]).toEqual([undefined, 5]);
    expect(await takeAll(store, 9)).toEqual(['late']);
  });

  it('returns a task as it was scheduled', async () => {
    const store = await open();
    await store.transact(({ tasks }) => tasks.schedule(task('a', 1)));
    const taken = await store.transact(({ tasks }) => tasks.take(1));
    expect(taken).toMatchObject(task('a', 1));
  });

  it('puts a task back, and withdraws scheduled ones, when the transaction throws', async () => {
    const store = await open();
    await store.transact(({ tasks }) => tasks.schedule(task('kept', 1)));
    const attempt = store.transact(async ({ tasks }) => {
      await tasks.take(1);
      await tasks.schedule(task('withdrawn', 0));
      throw new Error('Rolled back');
    });
    await expect(attempt).rejects.toThrow('Rolled back');
    expect(await takeAll(store, 1)).toEqual(['kept']);
  });
}

/** Inserts an endpoint, an event and its deliveries, due at these times. */
async function insertDeliveries(store: Store, dueTimes: readonly number[]): Promise<void> {
  await store.transact(async ({ webhook_endpoints, events, deliveries }) => {
    await webhook_endpoints.insert(endpointRecord());
    await events.insert(eventRecord());
    for (const [index, due] of dueTimes.entries()) {
      await deliveries.insert(deliveryRecord({ id: `whd_${index}`, next_attempt_at: due }));
    }
  });
}

function want(count: number) {
  return [{ organization_id: 'org_1', endpoint_id: 'whe_1', count }];
}

function claimIds(store: Store, count: number, now: number, leasedUntil = 1_000) {
  return store.transact(async ({ outbox }) => {
    const claimed = await outbox.claim(want(count), now, leasedUntil);
    return claimed.map(({ id }) => id).sort();
  });
}

function result(fields: Partial<DeliveryResult> = {}): DeliveryResult {
  const made = { id: 'whd_0', event_id: 'evt_1', attempt: 1, attempts: 1 };
  const delivered = { status: 'delivered', next_attempt_at: null, last_status_code: 200 } as const;
  return { ...made, ...delivered, ...fields };
}

function describeFeed(open: Open): void {
  const scope = { organization_id: 'org_1', environment: 'test' } as const;
  const insert = (store: Store, ...ids: string[]) =>
    store.transact(async ({ events }) => {
      for (const id of ids) await events.insert(eventRecord({ ...scope, id }));
    });
  const read = (store: Store, after = { position: -1, id: '~' }, limit = 10) =>
    store.read(async ({ feed }) => {
      const frontier = await feed.frontier();
      return { frontier, entries: await feed.list(scope, after, limit) };
    });

  it('lists events in the order of their commits, whatever their ids', async () => {
    const store = await open();
    await insert(store, 'evt_b');
    const first = await read(store);
    await insert(store, 'evt_a');
    await insert(store, 'evt_c');
    const { entries, frontier } = await read(store);
    expect(entries.map(({ id }) => id)).toEqual(['evt_b', 'evt_a', 'evt_c']);
    // A transaction of another user of the database server may hold it.
    expect(frontier).toBeGreaterThanOrEqual(first.frontier);
    for (const late of entries.slice(1)) {
      expect(late.position).toBeGreaterThanOrEqual(first.frontier);
    }
  });

  it('lists what comes after an entry, up to the limit, and nothing of other scopes', async () => {
    const store = await open();
    await insert(store, 'evt_3', 'evt_2');
    await store.transact(async ({ events }) => {
      await events.insert(eventRecord({ ...scope, environment: 'live', id: 'evt_live' }));
      await events.insert(eventRecord({ ...scope, organization_id: 'org_2', id: 'evt_other' }));
    });
    await insert(store, 'evt_1');
    const all = (await read(store)).entries;
    expect(all.map(({ id }) => id).sort()).toEqual(['evt_1', 'evt_2', 'evt_3']);
    expect((await read(store, all[0], 1)).entries).toEqual([all[1]]);
    expect((await read(store, all[2])).entries).toEqual([]);
  });

  it('lists no event that was rolled back or deleted, and uses no position again', async () => {
    const store = await open();
    await insert(store, 'evt_1');
    await insert(store, 'evt_2');
    const before = await read(store);
    const undone = store.transact(async ({ events }) => {
      await events.insert(eventRecord({ ...scope, id: 'evt_undone' }));
      throw new Error('Rolled back');
    });
    await expect(undone).rejects.toThrow('Rolled back');
    await store.transact(({ events }) => events.delete('evt_2'));
    await insert(store, 'evt_0');
    const { entries } = await read(store);
    expect(entries.map(({ id }) => id)).toEqual(['evt_1', 'evt_0']);
    expect(entries[1]?.position).toBeGreaterThan(before.entries[1]?.position ?? 0);
  });

  it('keeps the position of an event that is updated', async () => {
    const store = await open();
    await insert(store, 'evt_2');
    await insert(store, 'evt_1');
    const before = (await read(store)).entries;
    await store.transact(async ({ events }) => {
      const event = await events.get('evt_2');
      if (event !== undefined) await events.update({ ...event, status: 'failed' });
    });
    expect((await read(store)).entries).toEqual(before);
  });

  it('notifies of new events of a scope after the commit', async () => {
    const store = await open();
    let told = 0;
    const stop = store.watch(eventsOf(scope), () => {
      told += 1;
    });
    await insert(store, 'evt_1', 'evt_2');
    expect(told).toBe(1);
    stop();
    await insert(store, 'evt_3');
    expect(told).toBe(1);
  });
}

function describeOutbox(open: Open): void {
  it('finds the destinations that have deliveries due, with their endpoint', async () => {
    const store = await open();
    await insertDeliveries(store, [20, 10]);
    const find = (until: number) => store.read(({ outbox }) => outbox.destinations(until));
    expect(await find(9)).toEqual([]);
    const { url } = endpointRecord();
    const endpoint = { url, enabled: true, failing_since: null, proven_at: null };
    const found = { organization_id: 'org_1', endpoint_id: 'whe_1', due_at: 10, endpoint };
    expect(await find(10)).toEqual([found]);
    const [only] = want(1);
    const others = { organization_id: 'org_1', endpoint_id: 'whe_other' };
    const findOnly = (...destinations: (typeof others)[]) =>
      store.read(({ outbox }) => outbox.destinations(10, destinations));
    expect(await findOnly(others)).toEqual([]);
    expect(await findOnly(others, only ?? others)).toEqual([found]);
    await store.transact(({ webhook_endpoints }) => webhook_endpoints.delete('whe_1'));
    expect(await find(10)).toEqual([{ ...found, endpoint: undefined }]);
    expect([await store.nextDue(undefined, 'deliveries'), await store.nextDue()]).toEqual([10, 10]);
    expect(await store.nextDue(undefined, 'tasks')).toBeUndefined();
  });

  it('claims the earliest due deliveries under a lease, and none of them twice', async () => {
    const store = await open();
    await insertDeliveries(store, [30, 10, 20, 20]);
    expect(await claimIds(store, 2, 25)).toEqual(['whd_1', 'whd_2']);
    expect(await claimIds(store, 5, 25)).toEqual(['whd_3']);
    expect(await claimIds(store, 5, 25)).toEqual([]);
    expect(await store.nextDue(undefined, 'deliveries')).toBe(30);
    const row = await store.read(({ deliveries }) => deliveries.get('whd_1'));
    expect(row).toMatchObject({ status: 'pending', attempts: 1, next_attempt_at: 1_000 });
    expect(await claimIds(store, 5, 1_000, 2_000)).toHaveLength(4);
  });

  it('claims the first due delivery of all destinations, by due time and then by id', async () => {
    const store = await open();
    await insertDeliveries(store, [20, 10, 10]);
    const claimFirst = (now: number) =>
      store.transact(async ({ outbox }) => (await outbox.claimFirst(now, 1_000))?.id);
    const claimed = [await claimFirst(9), await claimFirst(20), await claimFirst(20)];
    expect(claimed).toEqual([undefined, 'whd_1', 'whd_2']);
  });

  it('gives claimed deliveries back when the transaction throws', async () => {
    const store = await open();
    await insertDeliveries(store, [10]);
    const attempt = store.transact(async ({ outbox }) => {
      await outbox.claim(want(1), 10, 1_000);
      throw new Error('Rolled back');
    });
    await expect(attempt).rejects.toThrow('Rolled back');
    expect(await store.nextDue(undefined, 'deliveries')).toBe(10);
    expect(await claimIds(store, 1, 10)).toEqual(['whd_0']);
  });

  it('records results of the last attempt only, and the worst status on the event', async () => {
    const store = await open();
    await insertDeliveries(store, [10, 10]);
    await claimIds(store, 2, 10);
    const settle = (...results: DeliveryResult[]) =>
      store.transact(async ({ outbox }) => [...(await outbox.settle(results))].sort());
    const statusOf = async () => (await store.read(({ events }) => events.get('evt_1')))?.status;
    expect(await settle(result({ attempt: 2 }))).toEqual([]);
    expect(await settle(result())).toEqual(['whd_0']);
    expect(await settle(result({ status: 'failed' }))).toEqual([]);
    expect(await statusOf()).toBe('pending');
    const retry = { id: 'whd_1', status: 'pending', last_status_code: null } as const;
    expect(await settle(result({ ...retry, next_attempt_at: 50 }))).toEqual(['whd_1']);
    expect(await store.nextDue(undefined, 'deliveries')).toBe(50);
    await claimIds(store, 1, 50);
    const failed = { id: 'whd_1', attempt: 2, attempts: 2, status: 'failed' } as const;
    expect(await settle(result(failed), result({ attempt: 7 }))).toEqual(['whd_1']);
    expect(await statusOf()).toBe('failed');
    const rows = await store.read(({ deliveries }) => deliveries.list({ limit: 5 }));
    expect(
      rows.map(({ status, attempts, next_attempt_at }) => [status, attempts, next_attempt_at]),
    ).toEqual([
      ['failed', 2, null],
      ['delivered', 1, null],
    ]);
  });

  it('records successes and failures on enabled endpoints, and disables those that fail for long', async () => {
    const store = await open();
    const hour = 3_600_000;
    await store.transact(({ webhook_endpoints }) => webhook_endpoints.insert(endpointRecord()));
    const state = async () => {
      const row = await store.read(({ webhook_endpoints }) => webhook_endpoints.get('whe_1'));
      return [row?.enabled, row?.failing_since, row?.proven_at];
    };
    const ids = ['whe_1'];
    const { transact } = { transact: store.transact.bind(store) };
    await transact(({ outbox }) => outbox.recordFailures(ids, 5));
    await transact(({ outbox }) => outbox.recordFailures(ids, 6));
    expect(await state()).toEqual([true, 5, null]);
    await transact(({ outbox }) => outbox.recordSuccesses(ids, 2 * hour));
    await transact(({ outbox }) => outbox.recordSuccesses(ids, 2 * hour + 1));
    expect(await state()).toEqual([true, null, 2 * hour]);
    await transact(({ outbox }) => outbox.recordSuccesses(ids, 3 * hour));
    expect(await state()).toEqual([true, null, 3 * hour]);
    await transact(({ outbox }) => outbox.recordFailures(ids, 4 * hour));
    const disable = (failingSince: number) =>
      transact(({ outbox }) => outbox.disableFailing(ids, failingSince, 9 * hour));
    expect(await disable(4 * hour - 1)).toEqual([]);
    const { id, organization_id, environment } = endpointRecord();
    expect(await disable(4 * hour)).toEqual([{ id, organization_id, environment }]);
    expect(await disable(4 * hour)).toEqual([]);
    await transact(({ outbox }) => outbox.recordSuccesses(ids, 9 * hour));
    expect(await state()).toEqual([false, 4 * hour, 3 * hour]);
  });
}

function describeCounters(open: Open): void {
  it('counts requests in each window, starting from one in a new window', async () => {
    const store = await open();
    const minute = { key: 'key_1:minute', resetAt: 60 };
    const hour = { key: 'key_1:hour', resetAt: 3_600 };
    expect(await store.countRequest([minute, hour], 1)).toEqual([1, 1]);
    expect(await store.countRequest([minute, hour], 2)).toEqual([2, 2]);
    const next = { ...minute, resetAt: 120 };
    expect(await store.countRequest([next, hour], 61)).toEqual([1, 3]);
    expect(await store.countRequest([{ key: 'key_2:minute', resetAt: 120 }], 61)).toEqual([1]);
  });

  it('stores a usage record, also during a transaction that is then rolled back', async () => {
    const store = await open();
    const record: UsageRecord = usageRecord();
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    let fail = () => {};
    const failing = store.transact(async () => {
      await new Promise<void>((resolve) => {
        fail = resolve;
        begin();
      });
      throw new Error('Rolled back');
    });
    await begun;
    const recording = store.recordUsage(record);
    fail();
    await expect(failing).rejects.toThrow('Rolled back');
    await recording;
    const where = { organization_id: record.organization_id, environment: record.environment };
    const rows = await store.read((tables) => tables.usage_records.list({ where, limit: 5 }));
    expect(rows).toEqual([record]);
  });

  it('notifies of a changed job after the commit, and of none after a rollback', async () => {
    const store = await open();
    const told: string[] = [];
    const stop = store.watch('job_watched', () => {
      told.push('job_watched');
    });
    const insert = (id: string) => store.transact(({ jobs }) => jobs.insert(jobRecord({ id })));
    await insert('job_other');
    expect(told).toEqual([]);
    const rolledBack = store.transact(async ({ jobs }) => {
      await jobs.insert(jobRecord({ id: 'job_watched' }));
      throw new Error('Rolled back');
    });
    await expect(rolledBack).rejects.toThrow('Rolled back');
    expect(told).toEqual([]);
    await insert('job_watched');
    expect(told).toEqual(['job_watched']);
    stop();
    await store.transact(({ jobs }) => jobs.delete('job_watched'));
    expect(told).toEqual(['job_watched']);
  });
}
