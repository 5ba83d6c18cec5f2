import { describe, expect, it } from 'vitest';
import { describeAccounts } from '../testing/accounts-conformance.ts';
import { describePeople } from '../testing/people-conformance.ts';
import { jobRecord, keyRecord, organizationRecord, submissionRecord } from '../testing/records.ts';
import { describeStore } from '../testing/store-conformance.ts';
import { MemoryStore, type StoreSnapshot } from './store.ts';

describeStore('MemoryStore', () => new MemoryStore());
describeAccounts('accounts over the MemoryStore', () => new MemoryStore());
describePeople('people over the MemoryStore', () => new MemoryStore());

describe('MemoryStore snapshots', () => {
  it("restores a snapshot's rows and tasks, in their order", async () => {
    const store = new MemoryStore();
    const task = { kind: 'test', subject: 'a', data: {}, due_at: 1 };
    await store.transact(async ({ api_keys, tasks }) => {
      await api_keys.insert(keyRecord());
      await tasks.schedule({ ...task, id: 'first' });
      await tasks.schedule({ ...task, id: 'second' });
    });
    const snapshot = JSON.parse(JSON.stringify(store.snapshot()));
    await store.transact(async ({ api_keys, tasks }) => {
      await api_keys.delete('key_1');
      await tasks.take(1);
    });
    store.restore(snapshot);
    expect(store.snapshot()).toEqual(snapshot);
    const taken = await store.transact(({ tasks }) => tasks.take(1));
    expect(taken?.id).toBe('first');
  });

  it('takes the keys of earlier snapshots, which had no kind, for API keys', () => {
    const store = new MemoryStore();
    const { tables, ...rest } = store.snapshot();
    const { kind: _, ...earlier } = keyRecord();
    const snapshot = { ...rest, tables: { ...tables, api_keys: [earlier] } };
    store.restore(snapshot as unknown as StoreSnapshot);
    expect(store.snapshot().tables.api_keys).toEqual([keyRecord()]);
  });

  it('gives the workers of earlier snapshots to their jobs, and leaves out those of none', async () => {
    const store = new MemoryStore();
    const { tables, ...rest } = store.snapshot();
    const worker = (id: string) => ({
      id,
      region: 'US-CA',
      device_info: { device_model: 'x', device_os: 'x', app_version: '1' },
      strikes: 0,
      trust: {},
      simulated: true,
      created_at: 0,
    });
    const assignment = {
      ...{ id: 'job_1:wkr_2', organization_id: 'org_1', environment: 'test' as const },
      ...{ job_id: 'job_1', worker_id: 'wkr_2', slots: 1, submitted: 0, accepted_at: 0 },
    };
    const earlier = {
      ...rest,
      tables: {
        ...tables,
        jobs: [jobRecord(), jobRecord({ id: 'job_2', purged_at: 5 })],
        assignments: [assignment],
        submissions: [
          submissionRecord(),
          submissionRecord({ id: 'sub_3', job_id: 'job_2', worker_id: 'wkr_3' }),
        ],
        workers: ['wkr_1', 'wkr_2', 'wkr_3', 'wkr_4'].map(worker),
      },
    };
    store.restore(earlier as unknown as StoreSnapshot);
    const owner = { organization_id: 'org_1', job_id: 'job_1' };
    const restored = [
      { ...worker('wkr_1'), ...owner },
      { ...worker('wkr_2'), ...owner },
    ];
    expect(store.snapshot().tables.workers).toEqual(restored);
    expect(store.snapshot().tables.assignments).toEqual([
      { ...assignment, released: 0, expires_at: null, is_extended: false },
    ]);
    store.restore(store.snapshot());
    expect(store.snapshot().tables.workers).toEqual(restored);
  });

  it('refuses a snapshot of another version', () => {
    const store = new MemoryStore();
    const snapshot = { ...store.snapshot(), version: 2 } as never;
    expect(() => store.restore(snapshot)).toThrow('version 2');
  });

  it('keeps a snapshot unchanged by later writes', async () => {
    const store = new MemoryStore();
    const empty = store.snapshot();
    await store.transact(({ api_keys }) => api_keys.insert(keyRecord()));
    store.restore(empty);
    expect(await store.read(({ api_keys }) => api_keys.list({ limit: 1 }))).toEqual([]);
  });
});

describe('MemoryStore transactions', () => {
  it('reports the rows that a transaction wrote, in order', async () => {
    const store = new MemoryStore();
    const seen: unknown[] = [];
    const note = (changes: unknown) => seen.push(changes);
    await store.transact(({ api_keys }) => api_keys.insert(keyRecord()), undefined, note);
    await store.transact(
      async ({ api_keys, jobs }) => {
        await api_keys.update(keyRecord({ name: 'renamed' }));
        await api_keys.delete('key_1');
        await jobs.delete('job_nobody');
      },
      undefined,
      note,
    );
    expect(seen).toEqual([
      [{ table: 'api_keys', id: 'key_1', kind: 'created' }],
      [
        { table: 'api_keys', id: 'key_1', kind: 'updated' },
        { table: 'api_keys', id: 'key_1', kind: 'deleted' },
      ],
    ]);
  });

  it('reports no rows of a transaction that was rolled back', async () => {
    const store = new MemoryStore();
    const seen: unknown[] = [];
    const failing = store.transact(
      async ({ api_keys }) => {
        await api_keys.insert(keyRecord());
        throw new Error('no');
      },
      undefined,
      (changes) => seen.push(changes),
    );
    await expect(failing).rejects.toThrow('no');
    expect(seen).toEqual([]);
  });
});

describe('MemoryStore callers', () => {
  const secret = { id: 'hash_1', key_id: 'key_1', expires_at: null };

  it('tells at once who holds a secret, as committed', async () => {
    const store = new MemoryStore();
    const [key, organization] = [keyRecord(), organizationRecord({ id: 'org_1' })];
    await store.transact(async ({ organizations, api_keys, key_secrets }) => {
      await organizations.insert(organization);
      await api_keys.insert(key);
      await key_secrets.insert(secret);
    });
    expect(store.remembered('hash_1')).toEqual({
      holder: { secret, key, organization },
      isConfirmed: true,
    });
    const revoked = keyRecord({ revoked_at: 5 });
    await store.transact(({ api_keys }) => api_keys.update(revoked));
    expect(store.remembered('hash_1')?.holder.key).toEqual(revoked);
    await store.transact(({ key_secrets }) => key_secrets.delete('hash_1'));
    expect(store.remembered('hash_1')).toBeUndefined();
  });

  it('tells nothing while a transaction may be changing them', async () => {
    const store = new MemoryStore();
    await store.transact(async ({ key_secrets }) => {
      await key_secrets.insert(secret);
      expect(store.remembered('hash_1')).toBeUndefined();
    });
    expect(store.remembered('hash_1')?.holder.secret).toEqual(secret);
  });
});

describe('MemoryStore rate windows', () => {
  it('deletes rate windows that have ended, so that passing clients cost no memory', async () => {
    const store = new MemoryStore();
    for (let client = 0; client < 5_000; client += 1) {
      await store.countRequest([{ key: `client:${client}`, resetAt: client + 1 }], client);
    }
    expect(store.windowCount).toBeLessThanOrEqual(1_000);
  });
});
