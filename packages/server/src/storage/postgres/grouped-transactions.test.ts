import { type Tables, UnavailableError } from '@firsthandapi/engine';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { databaseKinds, type TestDatabase } from '../../testing/databases.ts';
import { emptyTables } from '../../testing/empty-tables.ts';
import { job, ledgerEntry, nextId, organization, task } from '../../testing/records.ts';
import { openStore } from '../open-store.ts';
import type { SqlStore } from '../sql/sql-store.ts';

const postgres = (await databaseKinds()).find(({ name }) => name === 'PostgreSQL');

describe.skipIf(postgres === undefined)('transactions that share a commit on PostgreSQL', () => {
  let database: TestDatabase;
  let store: SqlStore;
  let other: SqlStore;
  const owner = organization();

  beforeAll(async () => {
    if (postgres === undefined) return;
    database = await postgres.create();
    store = await openStore(database.location);
    other = await openStore(database.location);
  });
  beforeEach(async () => {
    await emptyTables(database);
    await store.transact(({ organizations }) => organizations.insert(owner));
  });
  afterAll(async () => {
    await store?.close();
    await other?.close();
    await database?.remove();
  });

  const insertJob = (id: string) => (tables: Tables) => tables.jobs.insert(job(owner.id, { id }));
  const jobIds = async () => {
    const rows = await database.execute('SELECT id FROM jobs ORDER BY id');
    return rows.map(({ id }) => id);
  };

  it('commits 64 of the transactions that wait together at once, in the order in which they began', async () => {
    // A group also ends by time, which does not pass here.
    const now = vi.spyOn(performance, 'now').mockReturnValue(performance.now());
    onTestFinished(() => now.mockRestore());
    const transactions = await Promise.all(
      Array.from({ length: 130 }, () =>
        store.writeSql((session) => session.all('SELECT pg_current_xact_id()::text AS id', [])),
      ),
    );
    const ids = transactions.map(([row]) => row?.id);
    const [first, second, third] = [...new Set(ids)];
    expect(ids).toEqual([
      ...Array(64).fill(first),
      ...Array(64).fill(second),
      ...Array(2).fill(third),
    ]);
    expect(new Set([first, second, third]).size).toBe(3);
  });

  it('runs every transaction once when one of them takes a task that was not yet claimed', async () => {
    const due = task('unclaimed');
    await store.transact(({ tasks }) => tasks.schedule(due));
    let runs = 0;
    const [, taken] = await Promise.all([
      store.transact(async (tables) => {
        runs += 1;
        await tables.jobs.get('job_none');
        await insertJob(nextId('job'))(tables);
      }),
      store.transact(({ tasks }) => tasks.take(due.due_at)),
    ]);
    expect([taken?.id, runs]).toEqual([due.id, 1]);
    expect(await store.transact(({ tasks }) => tasks.take(due.due_at))).toBeUndefined();
  });

  it('gives up a transaction after 40 conflicts, and none that has joined its group since', async () => {
    const id = nextId('job');
    let runs = 0;
    let late: Promise<void> | undefined;
    const conflicting = store.writeSql(async (session) => {
      runs += 1;
      if (runs === 35) late = store.transact(insertJob(id));
      await session.run("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$", []);
    });
    await expect(conflicting).rejects.toThrow(UnavailableError);
    expect(runs).toBe(40);
    await late;
    expect(await jobIds()).toEqual([id]);
  });

  it('undoes only the transaction that throws, with everything that it has written', async () => {
    const [kept = '', undone = '', alsoKept = ''] = Array.from({ length: 3 }, () => nextId('job'));
    const results = await Promise.allSettled([
      store.transact(insertJob(kept)),
      store.transact(async (tables) => {
        await insertJob(undone)(tables);
        throw new Error('Refused');
      }),
      store.transact(async (tables) => {
        expect(await tables.jobs.get(undone)).toBeUndefined();
        await insertJob(alsoKept)(tables);
      }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await jobIds()).toEqual([kept, alsoKept]);
  });

  it('undoes a transaction whose statement wrote and returned rows', async () => {
    const id = nextId('job');
    await store.transact(insertJob(id));
    const rename = "UPDATE jobs SET title = 'Changed' RETURNING id";
    const results = await Promise.allSettled([
      store.transact(insertJob(nextId('job'))),
      store.writeSql(async (session) => {
        await session.all(rename, []);
        throw new Error('Refused');
      }),
      store.transact(insertJob(nextId('job'))),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await database.execute("SELECT id FROM jobs WHERE title = 'Changed'")).toEqual([]);
  });

  it('undoes a transaction that throws and shares its commit with no other', async () => {
    const id = nextId('job');
    const refused = store.transact(async (tables) => {
      await insertJob(id)(tables);
      throw new Error('Refused');
    });
    await expect(refused).rejects.toThrow('Refused');
    expect(await jobIds()).toEqual([]);
  });

  it('fails only the transaction whose statement the database refuses', async () => {
    const [one = '', broken = '', three = ''] = Array.from({ length: 3 }, () => nextId('job'));
    const results = await Promise.allSettled([
      store.transact(insertJob(one)),
      store.transact(({ jobs }) => jobs.insert(job(owner.id, { id: broken, files_needed: 0 }))),
      store.transact(insertJob(three)),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await jobIds()).toEqual([one, three]);
  });

  it('fails only the transaction that breaks a constraint at the commit', async () => {
    const [one = '', orphan = '', three = ''] = Array.from({ length: 3 }, () => nextId('job'));
    const results = await Promise.allSettled([
      store.transact(insertJob(one)),
      store.transact(({ jobs }) => jobs.insert(job('org_unknown', { id: orphan }))),
      store.transact(insertJob(three)),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await jobIds()).toEqual([one, three]);
  });

  it('runs transactions of different owners at the same time, and undoes each by itself', async () => {
    const [kept = '', undone = '', alsoKept = ''] = Array.from({ length: 3 }, () => nextId('job'));
    let meet = () => {};
    const haveMet = new Promise<void>((resolve) => {
      meet = resolve;
    });
    const countJobs = ({ jobs }: Tables) => jobs.count({ where: { organization_id: owner.id } });
    const results = await Promise.allSettled([
      store.transact(async (tables) => {
        await tables.jobs.get(kept);
        await haveMet;
        return insertJob(kept)(tables);
      }, 'a'),
      store.transact(async (tables) => {
        await insertJob(undone)(tables);
        // Reads its own write, which is then undone although others have written before and after it.
        await countJobs(tables);
        meet();
        throw new Error('Refused');
      }, 'b'),
      store.transact(insertJob(alsoKept), 'c'),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await jobIds()).toEqual([kept, alsoKept]);
  });

  it('shows a transaction what an earlier one of the same owner has written', async () => {
    const id = nextId('job');
    const increment = async ({ jobs }: Tables) => {
      const current = await jobs.get(id);
      if (current === undefined) return jobs.insert(job(owner.id, { id, workers_accepted: 1 }));
      await jobs.update({ ...current, workers_accepted: current.workers_accepted + 1 });
    };
    await Promise.all(Array.from({ length: 20 }, () => store.transact(increment, owner.id)));
    const [row] = await database.execute('SELECT workers_accepted FROM jobs');
    expect(Number(row?.workers_accepted)).toBe(20);
  });

  it('sees what another process committed before the transaction began', async () => {
    const id = nextId('job');
    // Keeps groups of this process running while the other one commits.
    let isEnded = false;
    const busy = Array.from({ length: 4 }, async () => {
      while (!isEnded) await store.transact(({ jobs }) => jobs.get('job_unknown'));
    });
    for (let round = 0; round < 20; round += 1) {
      const rating = 1 + (round % 5);
      await other.transact(async ({ jobs }) => {
        const current = await jobs.get(id);
        const changed = job(owner.id, { id, rating });
        await (current === undefined ? jobs.insert(changed) : jobs.update(changed));
      });
      const seen = await store.transact(({ jobs }) => jobs.get(id));
      expect(seen?.rating).toBe(rating);
    }
    isEnded = true;
    await Promise.all(busy);
  });

  it('loses no update when groups of two processes change one row', async () => {
    const id = nextId('job');
    await store.transact(insertJob(id));
    const increment = ({ jobs }: Tables) =>
      jobs.get(id).then((current) => {
        if (current === undefined) throw new Error('The job is gone');
        return jobs.update({ ...current, workers_accepted: current.workers_accepted + 1 });
      });
    await Promise.all(
      Array.from({ length: 100 }, (_, count) => (count % 2 ? store : other).transact(increment)),
    );
    const [row] = await database.execute('SELECT workers_accepted FROM jobs');
    expect(Number(row?.workers_accepted)).toBe(100);
  });

  it('inserts a row once when two processes look for it first', async () => {
    const id = nextId('job');
    let inserted = 0;
    const insertMissing = async (tables: Tables) => {
      if ((await tables.jobs.get(id)) !== undefined) return 0;
      await insertJob(id)(tables);
      return 1;
    };
    const made = await Promise.all(
      Array.from({ length: 40 }, (_, count) => (count % 2 ? store : other).transact(insertMissing)),
    );
    for (const one of made) inserted += one;
    expect(inserted).toBe(1);
  });

  it('stores rows that are sent in one statement as it stores single ones', async () => {
    const texts = [
      'plain',
      'quotes " and \\ and {}',
      'NUL \0 and \ud800',
      '',
      'null',
      'NULL',
      ',;\n',
    ];
    const records = texts.map((text) =>
      job(owner.id, { title: text, description: text, metadata: { text }, deadline: null }),
    );
    await Promise.all(
      records.map((record) => store.transact(({ jobs }) => jobs.insert(record), owner.id)),
    );
    for (const record of records) {
      expect(await store.read(({ jobs }) => jobs.get(record.id))).toEqual(record);
    }
  });

  it('fails only the transaction whose row the database refuses among those that it is sent with', async () => {
    const [one = '', broken = '', three = ''] = Array.from({ length: 3 }, () => nextId('job'));
    const insertAs = (id: string, files_needed: number) =>
      store.transact(({ jobs }) => jobs.insert(job(owner.id, { id, files_needed })), owner.id);
    const results = await Promise.allSettled([
      insertAs(one, 1),
      insertAs(broken, 0),
      insertAs(three, 1),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await jobIds()).toEqual([one, three]);
  });

  it('undoes a transaction of an owner that has read its own changes, and keeps those around it', async () => {
    const [kept = '', undone = '', alsoKept = ''] = Array.from({ length: 3 }, () => nextId('job'));
    const counted: number[] = [];
    const countAfter = (id: string) => async (tables: Tables) => {
      await insertJob(id)(tables);
      counted.push(await tables.jobs.count({ where: { organization_id: owner.id } }));
    };
    const results = await Promise.allSettled([
      store.transact(countAfter(kept), owner.id),
      store.transact(async (tables) => {
        await countAfter(undone)(tables);
        throw new Error('Refused');
      }, owner.id),
      store.transact(countAfter(alsoKept), owner.id),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(counted).toEqual([1, 2, 2]);
    expect(await jobIds()).toEqual([kept, alsoKept]);
  });

  it('shows a transaction of an owner what one without an owner has written before it in its group', async () => {
    const id = nextId('job');
    const [, seen] = await Promise.all([
      store.transact(insertJob(id)),
      store.transact(({ jobs }) => jobs.get(id), owner.id),
    ]);
    expect(seen?.id).toBe(id);
  });

  it('shows a transaction of an owner nothing of one that was undone while it began to read', async () => {
    const id = nextId('job');
    const [, seen] = await Promise.allSettled([
      store.transact(async (tables) => {
        await insertJob(id)(tables);
        // Sends it, before the other reads.
        await tables.jobs.count({ where: { organization_id: owner.id } });
        throw new Error('Refused');
      }),
      store.transact(({ jobs }) => jobs.get(id), owner.id),
    ]);
    expect(seen).toEqual({ status: 'fulfilled', value: undefined });
  });

  it('counts the balances of all entries of a statement, and refuses to overdraw one', async () => {
    const insertEntry = (account: 'available' | 'held', cents: number) =>
      store.transact(
        ({ ledger_entries }) => ledger_entries.insert(ledgerEntry(owner.id, account, cents)),
        owner.id,
      );
    await Promise.all([
      insertEntry('available', 50),
      insertEntry('held', 30),
      insertEntry('available', -20),
    ]);
    const overdrawn = await Promise.allSettled([
      insertEntry('held', -30),
      insertEntry('available', -31),
    ]);
    expect(overdrawn.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    const rows = await database.execute(
      'SELECT account, balance_cents FROM account_balances ORDER BY account',
    );
    expect(rows.map((row) => [row.account, Number(row.balance_cents)])).toEqual([
      ['available', 30],
      ['held', 0],
    ]);
  });
});
