import { codePoint } from '@firsthandapi/test-support/code-point';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type DatabaseKind, databaseKinds, type TestDatabase } from '../../testing/databases.ts';
import {
  job,
  ledgerEntry,
  lot,
  NOW,
  nextId,
  organization,
  task,
  usage,
} from '../../testing/records.ts';
import { openStore } from '../open-store.ts';
import type { SqlStore } from './sql-store.ts';

for (const kind of await databaseKinds()) describe(`SqlStore on ${kind.name}`, () => specify(kind));

function specify(kind: DatabaseKind): void {
  let database: TestDatabase;
  let store: SqlStore;
  const others: SqlStore[] = [];

  beforeAll(async () => {
    database = await kind.create();
    store = await openStore(database.location);
  });
  afterEach(async () => {
    for (const other of others.splice(0)) await other.close();
  });
  afterAll(async () => {
    await store.close();
    await database.remove();
  });

  /** Inserts an organization and returns its id. */
  async function insertOrganization(): Promise<string> {
    const record = organization();
    await store.transact(({ organizations }) => organizations.insert(record));
    return record.id;
  }

  it('returns a record as it was stored, with its fields in the same order', async () => {
    const record = job(await insertOrganization());
    await store.transact(({ jobs }) => jobs.insert(record));
    const found = await store.read(({ jobs }) => jobs.get(record.id));
    expect(JSON.stringify(found)).toBe(JSON.stringify({ ...record, ...found }));
    expect(found).toEqual(record);
    expect(JSON.stringify(found?.metadata)).toBe('{"zebra":"1","apple":"2"}');
  });

  it('stores any text unchanged, including NUL and lone surrogates', async () => {
    const owner = await insertOrganization();
    const text = fc.oneof(
      fc.string({ unit: codePoint }),
      fc
        .array(fc.constantFrom('\0', '\ud800', '\udc00', '\u0001json:', 'a', '"'))
        .map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(text, async (description) => {
        const record = job(owner, { description, metadata: { note: description } });
        await store.transact(({ jobs }) => jobs.insert(record));
        const found = await store.read(({ jobs }) => jobs.get(record.id));
        expect(found?.description).toBe(description);
        expect(found?.metadata.note).toBe(description);
      }),
      { numRuns: 50 },
    );
  });

  it('finds no record for a malformed id', async () => {
    expect(await store.read(({ jobs }) => jobs.get('job_\0'))).toBeUndefined();
    expect(await store.read(({ jobs }) => jobs.get("' OR 1=1 --"))).toBeUndefined();
  });

  it('lists by owner, newest first, page by page, while rows are added', async () => {
    const owner = await insertOrganization();
    const records = Array.from({ length: 7 }, () => job(owner));
    await store.transact(async ({ jobs }) => {
      for (const record of records) await jobs.insert(record);
    });
    const where = { organization_id: owner, environment: 'live' } as const;
    const first = await store.read(({ jobs }) => jobs.list({ where, limit: 3 }));
    await store.transact(({ jobs }) => jobs.insert(job(owner)));
    const after = first.at(-1)?.id ?? '';
    const second = await store.read(({ jobs }) => jobs.list({ where, limit: 9, after }));
    const ids = [...first, ...second].map(({ id }) => id);
    expect(ids).toEqual(records.map(({ id }) => id).reverse());
  });

  it('filters by several values, by null and by bounds', async () => {
    const owner = await insertOrganization();
    const [open, done, old] = [
      job(owner),
      job(owner, { status: 'completed', files_approved: 10, completed_at: NOW }),
      job(owner, { status: 'cancelled', created_at: NOW - 10, title: 'Old' }),
    ];
    await store.transact(async ({ jobs }) => {
      for (const record of [open, done, old]) await jobs.insert(record);
    });
    const idsOf = (query: object) =>
      store.read(async ({ jobs }) =>
        (await jobs.list({ limit: 10, order: 'oldest', ...query })).map(({ id }) => id),
      );
    const organization_id = owner;
    expect(await idsOf({ where: { organization_id, status: ['open', 'completed'] } })).toEqual([
      open.id,
      done.id,
    ]);
    expect(await idsOf({ where: { organization_id, status: [] } })).toEqual([]);
    expect(await idsOf({ where: { organization_id, title: null } })).toEqual([open.id, done.id]);
    expect(await idsOf({ where: { organization_id }, below: { created_at: NOW } })).toEqual([
      old.id,
    ]);
    expect(await idsOf({ where: { organization_id }, atLeast: { completed_at: 1 } })).toEqual([
      done.id,
    ]);
  });

  it('shows uncommitted writes only to their own transaction', async () => {
    const record = organization();
    await store.transact(async ({ organizations }) => {
      await organizations.insert(record);
      await organizations.update({ ...record, name: 'Renamed' });
      expect((await organizations.get(record.id))?.name).toBe('Renamed');
      const listed = await organizations.list({ where: { email: record.email }, limit: 1 });
      expect(listed[0]?.name).toBe('Renamed');
      expect(await store.read((tables) => tables.organizations.get(record.id))).toBeUndefined();
      await organizations.delete(record.id);
      expect(await organizations.get(record.id)).toBeUndefined();
    });
    expect(await store.read((tables) => tables.organizations.get(record.id))).toBeUndefined();
  });

  it('rolls back a transaction that throws', async () => {
    const record = organization();
    const failing = store.transact(async ({ organizations, tasks }) => {
      await organizations.insert(record);
      await tasks.schedule(task('rolled back', NOW - 1));
      throw new Error('Refused');
    });
    await expect(failing).rejects.toThrow('Refused');
    expect(await store.read((tables) => tables.organizations.get(record.id))).toBeUndefined();
    expect(await store.transact(({ tasks }) => tasks.take(NOW))).toBeUndefined();
  });

  it('fails only the transaction at fault among those that share a commit', async () => {
    const good = [organization(), organization(), organization()];
    const orphan = job('org_unknown');
    const results = await Promise.allSettled([
      store.transact(({ organizations }) => organizations.insert(good[0] as never)),
      store.transact(({ jobs }) => jobs.insert(orphan)),
      store.transact(({ organizations }) => organizations.insert(good[1] as never)),
      store.transact(async () => Promise.reject(new Error('Refused'))),
      store.transact(({ organizations }) => organizations.insert(good[2] as never)),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    for (const { id } of good) {
      expect(await store.read(({ organizations }) => organizations.get(id))).toBeDefined();
    }
    expect(await store.read(({ jobs }) => jobs.get(orphan.id))).toBeUndefined();
  });

  it('refuses a second record with the same id, and an update of a record that does not exist', async () => {
    const owner = await insertOrganization();
    const record = job(owner);
    await store.transact(({ jobs }) => jobs.insert(record));
    await expect(store.transact(({ jobs }) => jobs.insert(record))).rejects.toThrow();
    await expect(store.transact(({ jobs }) => jobs.update(job(owner)))).rejects.toThrow(
      'No row in jobs with id',
    );
  });

  it('neither loses nor overspends a cent in concurrent transactions', async () => {
    const owner = await insertOrganization();
    const credit = lot(owner, { remaining_cents: 1_000 });
    await store.transact(({ credit_lots }) => credit_lots.insert(credit));
    const spend = () =>
      store.transact(async ({ credit_lots }) => {
        const [open] = await credit_lots.list({
          where: { organization_id: owner, status: 'open' },
          limit: 1,
        });
        if (open === undefined) throw new Error('Spent');
        const remaining_cents = open.remaining_cents - 100;
        const status = remaining_cents > 0 ? 'open' : 'spent';
        await credit_lots.update({ ...open, remaining_cents, status });
      });
    const results = await Promise.allSettled(Array.from({ length: 30 }, spend));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    const left = await store.read(({ credit_lots }) => credit_lots.get(credit.id));
    expect(left).toEqual({ ...credit, remaining_cents: 0, status: 'spent' });
  });

  it('refuses a negative balance even when the engine writes one', async () => {
    const owner = await insertOrganization();
    await store.transact(({ ledger_entries }) =>
      ledger_entries.insert(ledgerEntry(owner, 'available', 100)),
    );
    const overspend = store.transact(({ ledger_entries }) =>
      ledger_entries.insert(ledgerEntry(owner, 'available', -101)),
    );
    await expect(overspend).rejects.toThrow(/credits_are_never_negative/);
    const overdrawn = lot(owner, { remaining_cents: -1 });
    await expect(
      store.transact(({ credit_lots }) => credit_lots.insert(overdrawn)),
    ).rejects.toThrow();
    const [balance] = await database.execute(
      `SELECT balance_cents FROM account_balances WHERE organization_id = '${owner}'`,
    );
    expect(Number(balance?.balance_cents)).toBe(100);
  });

  it('takes each task once, by due time and then by order of scheduling', async () => {
    await store.transact(async ({ tasks }) => {
      await tasks.schedule(task('third', NOW + 2));
      await tasks.schedule(task('first', NOW + 1));
      await tasks.schedule(task('second', NOW + 1));
    });
    expect(await store.nextDue()).toBe(NOW + 1);
    const take = (now: number) => store.transact(({ tasks }) => tasks.take(now));
    expect(await take(NOW)).toBeUndefined();
    const taken = [await take(NOW + 2), await take(NOW + 2), await take(NOW + 2)];
    expect(taken.map((one) => one?.subject)).toEqual(['first', 'second', 'third']);
    expect(taken[0]).toMatchObject({ ...task('first', NOW + 1), sequence: expect.any(Number) });
    expect(await take(NOW + 2)).toBeUndefined();
    expect(await store.nextDue()).toBeUndefined();
  });

  it('returns a task to the queue when the transaction that took it is rolled back', async () => {
    await store.transact(({ tasks }) => tasks.schedule(task('again')));
    const failing = store.transact(async ({ tasks }) => {
      expect((await tasks.take(NOW))?.subject).toBe('again');
      throw new Error('Refused');
    });
    await expect(failing).rejects.toThrow('Refused');
    expect((await store.transact(({ tasks }) => tasks.take(NOW)))?.subject).toBe('again');
  });

  it('gives each task to exactly one of many concurrent workers', async () => {
    const subjects = Array.from({ length: 40 }, (_, index) => `shared ${index}`);
    await store.transact(async ({ tasks }) => {
      for (const subject of subjects) await tasks.schedule(task(subject));
    });
    if (kind.name === 'PostgreSQL') others.push(await openStore(database.location));
    const stores = [store, ...others];
    const taken: string[] = [];
    const takeAll = async (from: SqlStore) => {
      for (;;) {
        const one = await from.transact(({ tasks }) => tasks.take(NOW));
        if (one === undefined) return;
        taken.push(one.subject);
      }
    };
    await Promise.all(stores.flatMap((from) => [takeAll(from), takeAll(from), takeAll(from)]));
    expect(taken.sort()).toEqual(subjects.sort());
  });

  it('notifies watchers of a job in every process after a commit', async () => {
    const owner = await insertOrganization();
    const record = job(owner);
    await store.transact(({ jobs }) => jobs.insert(record));
    const watching = kind.name === 'PostgreSQL' ? await openStore(database.location) : store;
    if (watching !== store) others.push(watching);
    const changed = new Promise<void>((resolve) => watching.watch(record.id, resolve));
    await store.transact(({ jobs }) => jobs.update({ ...record, status: 'cancelled' }));
    await changed;
    const seen = await watching.read(({ jobs }) => jobs.get(record.id));
    expect(seen?.status).toBe('cancelled');
  });

  it('counts every request in each window, concurrent requests included', async () => {
    const window = { key: nextId('window'), resetAt: Date.now() + 60_000 };
    const results = await Promise.all(
      Array.from({ length: 20 }, () => store.countRequest([window], Date.now())),
    );
    expect(results.flat().sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
    const later = { ...window, resetAt: window.resetAt + 60_000 };
    expect(await store.countRequest([later], Date.now())).toEqual([1]);
  });

  it('counts concurrent requests on both sides of the end of a window separately', async () => {
    const now = Date.now();
    const [own, shared] = [nextId('window'), nextId('window')];
    const at = (resetAt: number) => [
      { key: shared, resetAt },
      { key: own, resetAt: now + 600_000 },
    ];
    const counts = await Promise.all(
      [1, 1, 1, 2, 2].map((minute) => store.countRequest(at(now + minute * 60_000), now)),
    );
    expect(counts).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [1, 4],
      [2, 5],
    ]);
  });

  it('never gives two requests the same count, and reserves little of what is left of a limit', async () => {
    // SQLite belongs to one process.
    const other = kind.name === 'PostgreSQL' ? await openStore(database.location) : store;
    if (other !== store) others.push(other);
    const limit = 2_000;
    const window = { key: nextId('window'), resetAt: Date.now() + 60_000, limit };
    const counts: number[] = [];
    const count = async (from: SqlStore) => counts.push(...(await from.countRequest([window], 0)));
    for (let turn = 0; turn < 400; turn += 1) await count(turn % 4 === 0 ? other : store);
    await Promise.all(Array.from({ length: 400 }, (_, turn) => count(turn % 2 ? other : store)));
    expect(new Set(counts).size).toBe(800);
    const mostReserved = 2 * Math.floor(limit / 128);
    expect(Math.max(...counts)).toBeLessThanOrEqual(800 + mostReserved);
    for (let turn = 0; turn < 1_200; turn += 1) await count(store);
    const admitted = counts.filter((each) => each <= limit);
    expect(admitted.length).toBeGreaterThanOrEqual(limit - mostReserved);
    // Near its end, a limit is counted one by one.
    const small = { ...window, key: nextId('window'), limit: 120 };
    const inTurn: number[] = [];
    for (let turn = 0; turn < 60; turn += 1) {
      inTurn.push(...(await (turn % 2 ? other : store).countRequest([small], 0)));
    }
    expect(inTurn).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
  });

  it('keeps request counts and usage records when it is closed and reopened', async () => {
    const owner = await insertOrganization();
    const window = { key: nextId('window'), resetAt: Date.now() + 60_000 };
    const first = await openStore(database.location);
    await first.countRequest([window], Date.now());
    const record = usage(owner);
    await first.recordUsage(record);
    await first.recordUsage(record);
    await first.close();
    const second = await openStore(database.location);
    others.push(second);
    expect(await second.countRequest([window], Date.now())).toEqual([2]);
    const where = { organization_id: owner };
    const kept = await second.read(({ usage_records }) => usage_records.list({ where, limit: 9 }));
    expect(kept).toEqual([record]);
  });
}
