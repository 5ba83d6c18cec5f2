import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { organization, usage } from '../../testing/records.ts';
import { openStore } from '../open-store.ts';
import type { SqlStore } from './sql-store.ts';
import { UsageBuffer } from './usage-buffer.ts';

const ORGANIZATION = organization();

describe('usage records of a store', () => {
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

  it.each([1, 99, 100, 234])('are all kept, %i of them', async (records) => {
    for (let record = 0; record < records; record += 1)
      await store.recordUsage(usage(ORGANIZATION.id));
    expect(await count()).toBe(records);
  });

  it('are kept once when one comes twice', async () => {
    const record = usage(ORGANIZATION.id);
    for (let time = 0; time < 12; time += 1) await store.recordUsage(record);
    expect(await count()).toBe(1);
  });

  it('are seen by every read that begins after them, several at once', async () => {
    await store.recordUsage(usage(ORGANIZATION.id));
    const first = count();
    await store.recordUsage(usage(ORGANIZATION.id));
    expect(await Promise.all([first, count(), count()])).toEqual([expect.any(Number), 2, 2]);
  });
});

describe('a database that cannot keep up', () => {
  it('makes requests wait once 5,000 records do', async () => {
    let goOn = () => {};
    const database = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let written = 0;
    const transact = async (work: (transaction: unknown) => Promise<void>) => {
      await database;
      await work({
        write: async (statement: string) => {
          written += statement.match(/\(\?/g)?.length ?? 0;
        },
      });
    };
    const buffer = new UsageBuffer({ transact } as never, (error) => {
      throw error;
    });
    // Those of the first portion, which are on their way, wait beside them.
    for (let record = 0; record < 500 + 4_999; record += 1)
      await buffer.add(usage(ORGANIZATION.id));
    let isKept = false;
    const last = buffer.add(usage(ORGANIZATION.id)).then(() => {
      isKept = true;
    });
    await nextTurn();
    expect([isKept, written]).toEqual([false, 0]);
    goOn();
    await last;
    expect(written).toBe(5_500);
  });
});
