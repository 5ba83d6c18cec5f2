import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { keyRecord } from '@firsthandapi/engine/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOW, organization, usage } from '../../testing/records.ts';
import { openStore } from '../open-store.ts';
import { SqliteDatabase } from '../sqlite/sqlite-database.ts';
import { SqlStore } from './sql-store.ts';
import { UsageBuffer } from './usage-buffer.ts';

const ORGANIZATION = organization();

describe('UsageBuffer in a store', () => {
  let folder: string;
  let store: SqlStore;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'firsthandapi-usage-'));
    store = await openStore({ kind: 'sqlite', path: join(folder, 'firsthandapi.db') });
    await store.transact(({ organizations }) => organizations.insert(ORGANIZATION));
  });

  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const count = () => store.read(({ usage_records }) => usage_records.count({}));

  it.each([1, 99, 100, 234])('stores all of %i usage records', async (records) => {
    for (let record = 0; record < records; record += 1)
      await store.recordUsage(usage(ORGANIZATION.id));
    expect(await count()).toBe(records);
  });

  it('stores a usage record once when it is recorded repeatedly', async () => {
    const record = usage(ORGANIZATION.id);
    for (let time = 0; time < 12; time += 1) await store.recordUsage(record);
    expect(await count()).toBe(1);
  });

  it('shows buffered usage records to every read that begins later, concurrent reads included', async () => {
    await store.recordUsage(usage(ORGANIZATION.id));
    const first = count();
    await store.recordUsage(usage(ORGANIZATION.id));
    expect(await Promise.all([first, count(), count()])).toEqual([expect.any(Number), 2, 2]);
  });

  it('stores the latest use of a key, and never an earlier one over it', async () => {
    const key = keyRecord({ organization_id: ORGANIZATION.id });
    const lastUsed = () =>
      store.read(async ({ api_keys }) => (await api_keys.get(key.id))?.last_used_at);
    await store.transact(({ api_keys }) => api_keys.insert(key));
    for (const usedAt of [NOW, NOW + 2]) await store.recordKeyUse(key.id, usedAt);
    expect(await lastUsed()).toBeNull();
    await store.tidy();
    expect(await lastUsed()).toBe(NOW + 2);
    await store.recordKeyUse(key.id, NOW + 1);
    await store.tidy();
    expect(await lastUsed()).toBe(NOW + 2);
  });

  it('begins no transaction while a read is open, which would keep a connection from it', async () => {
    const database = await SqliteDatabase.open(join(folder, 'firsthandapi.db'));
    const [read, transact] = [database.read.bind(database), database.transact.bind(database)];
    let open = 0;
    const openAtTransactions: number[] = [];
    database.read = (work) => {
      open += 1;
      return read(work).finally(() => {
        open -= 1;
      });
    };
    database.transact = (work) => {
      openAtTransactions.push(open);
      return transact(work);
    };
    const watched = new SqlStore(database);
    await watched.recordUsage(usage(ORGANIZATION.id));
    const counts = await watched.read(async ({ jobs, organizations, usage_records }) => {
      await jobs.count({});
      await organizations.count({});
      return usage_records.count({});
    });
    await watched.close();
    expect([counts, openAtTransactions[0]]).toEqual([1, 0]);
  });
});

describe('UsageBuffer after an erasure', () => {
  const erasure = (environment: 'live' | 'test', target: 'job' | 'organization') => ({
    id: `era_${environment}_${target}`,
    organization_id: ORGANIZATION.id,
    environment,
    target: { type: target, id: ORGANIZATION.id },
    status: 'completed' as const,
    erased: [],
    retained: [],
    created_at: NOW,
    completed_at: NOW,
  });
  const early = usage(ORGANIZATION.id, { environment: 'test', created_at: NOW - 1 });
  const late = usage(ORGANIZATION.id, { environment: 'test', created_at: NOW + 1 });
  const live = usage(ORGANIZATION.id, { environment: 'live', created_at: NOW - 1 });

  it.each([
    ['of a job', erasure('live', 'job'), [live, early, late]],
    ['of the test environment', erasure('test', 'organization'), [live, late]],
    ['of the organization', erasure('live', 'organization'), []],
  ])('stores no usage record that an erasure %s included', async (_, completed, kept) => {
    const folder = mkdtempSync(join(tmpdir(), 'firsthandapi-usage-'));
    const store = await openStore({ kind: 'sqlite', path: join(folder, 'firsthandapi.db') });
    await store.transact(async ({ organizations, erasures }) => {
      await organizations.insert(ORGANIZATION);
      await erasures.insert(completed);
    });
    for (const record of [early, late, live]) await store.recordUsage(record);
    const stored = await store.read(({ usage_records }) => usage_records.list({ limit: 9 }));
    expect(new Set(stored.map(({ id }) => id))).toEqual(new Set(kept.map(({ id }) => id)));
    await store.close();
    rmSync(folder, { recursive: true });
  });
});

describe('UsageBuffer over a slow database', () => {
  it('makes requests wait once 5,000 usage records are buffered', async () => {
    let resume = () => {};
    const database = new Promise<void>((resolve) => {
      resume = resolve;
    });
    let written = 0;
    const transact = async (work: (transaction: unknown) => Promise<void>) => {
      await database;
      await work({
        all: async () => [],
        write: async (statement: string) => {
          written += statement.match(/\(\?/g)?.length ?? 0;
        },
      });
    };
    const buffer = new UsageBuffer({ transact } as never, (error) => {
      throw error;
    });
    // The first batch of 500 is being written and no longer counts as buffered.
    for (let record = 0; record < 500 + 4_999; record += 1)
      await buffer.add(usage(ORGANIZATION.id));
    let isDone = false;
    const last = Promise.resolve(buffer.add(usage(ORGANIZATION.id))).then(() => {
      isDone = true;
    });
    await nextTurn();
    expect([isDone, written]).toEqual([false, 0]);
    resume();
    await last;
    expect(written).toBe(5_500);
  });
});

describe('UsageBuffer over a database that takes no writes', () => {
  it('keeps up to 4,000 usage records for the end of the outage', async () => {
    let isAway = true;
    let written = 0;
    const transact = async (work: (transaction: unknown) => Promise<void>) => {
      if (isAway) throw new Error('The disk is full');
      await work({
        all: async () => [],
        write: async (statement: string) => {
          written += statement.match(/\(\?/g)?.length ?? 0;
        },
      });
    };
    const buffer = new UsageBuffer({ transact } as never, () => {});
    const flushing: unknown[] = [];
    for (let count = 0; count < 4_500; count += 1) {
      flushing.push(buffer.add(usage(ORGANIZATION.id)));
      if (count % 100 === 0) flushing.push(buffer.flush().catch(() => {}));
    }
    await Promise.all(flushing);
    await buffer.flush().catch(() => {});
    isAway = false;
    await buffer.flush();
    expect(written).toBe(4_000);
  });
});
