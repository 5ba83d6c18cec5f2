import { createHash } from 'node:crypto';
import type { WorkerEntryRecord } from '@firsthandapi/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateKeyMaterial } from '../keyring/key-material.ts';
import { LocalKeyring } from '../keyring/local-keyring.ts';
import { type DatabaseKind, databaseKinds, type TestDatabase } from '../testing/databases.ts';
import { NOW, organization } from '../testing/records.ts';
import { formatAnchor, parseAnchor, verifyAnchor } from '../verify/chain-anchor.ts';
import { sealChains } from '../verify/chain-sealer.ts';
import type { Problem } from '../verify/finding.ts';
import { verifyBooks } from '../verify/verify-books.ts';
import { verifyChain } from '../verify/verify-chain.ts';
import { openStore } from './open-store.ts';
import { rewrapDataKeys } from './sealing/rewrap-data-keys.ts';
import type { SqlStore } from './sql/sql-store.ts';

const YEAR_MS = 366 * 24 * 60 * 60 * 1_000;

for (const kind of await databaseKinds())
  describe(`append-only logs on ${kind.name}`, () => specify(kind));

function specify(kind: DatabaseKind): void {
  let database: TestDatabase;
  let store: SqlStore;
  const owner = organization();
  const material = generateKeyMaterial();
  const keyring = new LocalKeyring({ load: () => material });
  let made = 0;
  beforeEach(async () => {
    database = await kind.create();
    store = await openStore(database.location);
    await store.useKeyring(keyring);
    await store.transact(({ organizations }) => organizations.insert(owner));
    made = 0;
  });
  afterEach(async () => {
    await store.close();
    await database.remove();
  });

  function nextId(prefix: string): string {
    made += 1;
    return `${prefix}_${String(made).padStart(26, '0')}`;
  }

  async function write(count: number): Promise<void> {
    for (let written = 0; written < count; written += 1) {
      const movement_id = nextId('crtx');
      await store.transact(async ({ ledger_entries, credit_transactions, audit_events }) => {
        for (const [account, amount_cents] of [
          ['available', 10],
          ['funding', -10],
        ] as const) {
          await ledger_entries.insert({
            id: nextId('led'),
            organization_id: owner.id,
            movement_id,
            account,
            amount_cents,
            job_id: 'job_1',
            created_at: NOW,
          });
        }
        await credit_transactions.insert({
          id: movement_id,
          organization_id: owner.id,
          type: 'bonus',
          amount_cents: 10,
          description: 'A bonus',
          job_id: 'job_1',
          created_at: NOW,
        });
        await audit_events.insert({
          id: nextId('aud'),
          organization_id: owner.id,
          environment: 'live',
          action: 'file.downloaded',
          actor: { type: 'system', id: null },
          resource: { type: 'file', id: 'file_1' },
          ip: '192.0.2.1',
          user_agent: null,
          request_id: null,
          created_at: NOW,
        });
      });
    }
  }

  async function problems(now = NOW): Promise<string[]> {
    const found: Problem[] = [];
    for (const chain of ['ledger', 'audit'] as const) {
      for await (const finding of verifyChain(store, owner.id, chain, now)) {
        found.push(...finding.problems);
      }
    }
    return found.map(({ message }) => message);
  }

  const refused = (statement: string) =>
    expect(database.execute(statement), statement).rejects.toThrow('append-only');

  it('refuses every change and deletion in the ledger of workers, and empties ids alone', async () => {
    const entry: WorkerEntryRecord = {
      id: nextId('wle'),
      worker_id: 'wkr_1',
      organization_id: owner.id,
      movement_id: 'wmv_1',
      kind: 'earned',
      account: 'payable',
      amount_cents: -80,
      job_id: 'job_1',
      submission_id: 'sub_1',
      payout_id: null,
      reason: null,
      created_at: NOW,
    };
    await store.transact(({ worker_entries }) => worker_entries.insert(entry));
    for (const statement of [
      'DELETE FROM worker_entries',
      'UPDATE worker_entries SET amount_cents = -79',
      "UPDATE worker_entries SET worker_id = 'wkr_2'",
      "UPDATE worker_entries SET account = 'platform'",
      "UPDATE worker_entries SET submission_id = 'sub_2'",
      'UPDATE worker_entries SET organization_id = NULL',
    ]) {
      await refused(statement);
    }
    const twice = { ...entry, id: nextId('wle'), movement_id: 'wmv_2' };
    const repeat = store.transact(({ worker_entries }) => worker_entries.insert(twice));
    await expect(repeat).rejects.toThrow();
    const emptied = { ...entry, job_id: null, submission_id: null };
    await store.transact(({ worker_entries }) => worker_entries.update(emptied));
    const found = await store.read(({ worker_entries }) => worker_entries.get(entry.id));
    expect(found).toEqual(emptied);
  });

  it('reports a worker whose earnings differ from what the organization owes', async () => {
    const id = nextId('wle');
    await database.execute(`INSERT INTO worker_entries
      (id, worker_id, organization_id, movement_id, kind, account, amount_cents, created_at)
      VALUES ('${id}', 'wkr_1', '${owner.id}', 'wmv_1', 'earned', 'payable', -80, ${NOW})`);
    const { problems: found } = await verifyBooks(store, owner.id);
    expect(found.map(({ message }) => message)).toEqual([
      'what workers have earned: 80, but the payable entries: 0',
    ]);
  });

  it('refuses every change and deletion of what is written', async () => {
    await write(1);
    await sealChains(store, NOW);
    for (const statement of [
      'DELETE FROM ledger_entries',
      'DELETE FROM credit_transactions',
      'DELETE FROM audit_events',
      'DELETE FROM chain_seals',
      'UPDATE ledger_entries SET amount_cents = amount_cents + 1',
      "UPDATE ledger_entries SET job_id = 'job_2'",
      'UPDATE ledger_entries SET seal = NULL',
      'UPDATE credit_transactions SET amount_cents = 1',
      "UPDATE audit_events SET action = 'nothing'",
      "UPDATE audit_events SET ip = '192.0.2.2'",
      `UPDATE audit_events SET actor = '{"type":"api_key","id":"key_1"}'`,
      'UPDATE audit_events SET sealed = NULL',
      "UPDATE audit_events SET sealed = ''",
      'UPDATE audit_events SET salt = NULL',
      "UPDATE chain_seals SET hash = ''",
    ]) {
      await refused(statement);
    }
    expect(await problems()).toEqual([]);
  });

  it.runIf(kind.name === 'PostgreSQL')('refuses to truncate what is written', async () => {
    await write(1);
    await sealChains(store, NOW);
    for (const table of [
      'ledger_entries',
      'credit_transactions',
      'worker_entries',
      'audit_events',
      'audit_tombstones',
      'chain_seals',
    ]) {
      await refused(`TRUNCATE ${table} CASCADE`);
    }
    expect(await problems()).toEqual([]);
  });

  it('lets retention empty the job of a ledger entry, and the chain still verifies', async () => {
    await write(3);
    await sealChains(store, NOW);
    await database.script(['UPDATE ledger_entries SET job_id = NULL']);
    await database.script(["UPDATE credit_transactions SET job_id = NULL, description = 'Gone'"]);
    expect(await problems()).toEqual([]);
  });

  it('seals in batches what is written later, by several processes at once', async () => {
    await write(3);
    await sealChains(store, NOW);
    await write(2);
    const other = await openStore(database.location);
    if (kind.name === 'PostgreSQL')
      await Promise.all([sealChains(store, NOW), sealChains(other, NOW)]);
    else await sealChains(other, NOW);
    await other.close();
    const seals = await database.execute(
      'SELECT chain, sequence, row_count FROM chain_seals ORDER BY chain, sequence',
    );
    expect(seals.map((row) => [row.chain, Number(row.sequence), Number(row.row_count)])).toEqual([
      ['audit', 1, 3],
      ['audit', 2, 2],
      ['ledger', 1, 6],
      ['ledger', 2, 4],
    ]);
    expect(await problems()).toEqual([]);
  });

  it('seals what an earlier version stored readable, and chains it only then', async () => {
    const earlier = await openStore(database.location);
    const current = store;
    store = earlier;
    await write(2);
    store = current;
    await earlier.close();
    const chained = () => database.execute('SELECT id FROM audit_events WHERE seal IS NOT NULL');
    await sealChains(store, NOW);
    expect(await chained()).toEqual([]);
    await store.useKeyring(keyring);
    expect(await database.execute('SELECT id FROM audit_events WHERE ip IS NOT NULL')).toEqual([]);
    await sealChains(store, NOW);
    expect(await chained()).toHaveLength(2);
    expect(await problems()).toEqual([]);
    const events = await store.read(({ audit_events }) => audit_events.list({ limit: 2 }));
    expect(events.map(({ ip }) => ip)).toEqual(['192.0.2.1', '192.0.2.1']);
  });

  it('verifies after the data keys of organizations were wrapped again', async () => {
    await write(2);
    await sealChains(store, NOW);
    expect(await rewrapDataKeys(store, keyring, () => false)).toBe(2);
    expect(await problems()).toEqual([]);
  });

  it('finds a changed row, a removed row and a missing seal', async () => {
    await write(3);
    await sealChains(store, NOW);
    await write(1);
    await sealChains(store, NOW);
    await withoutTriggers('ledger_entries', [
      `UPDATE ledger_entries SET amount_cents = 11 WHERE id = '${firstOf('led')}'`,
    ]);
    expect(await problems()).toEqual(['ledger: a row of seal 1 was changed']);
    await withoutTriggers('audit_events', ["UPDATE audit_events SET sealed = ''"]);
    expect(await problems()).toEqual([
      'ledger: a row of seal 1 was changed',
      'audit: a row of seal 1 was changed',
      'audit: a row of seal 2 was changed',
    ]);
    await withoutTriggers('ledger_entries', [
      `DELETE FROM ledger_entries WHERE id = '${firstOf('led')}'`,
    ]);
    expect(await problems()).toContain('ledger: seal 1 has 5 rows, but sealed 6');
    await withoutTriggers('chain_seals', [
      "DELETE FROM chain_seals WHERE sequence = 2 AND chain = 'audit'",
    ]);
    expect((await problems()).at(-1)).toBe('audit: the seals 2 to 2 are missing');
    await withoutTriggers('chain_seals', ['DELETE FROM chain_seals WHERE sequence = 1']);
    expect(await problems()).toEqual([
      'ledger: seal 1 is missing',
      'audit: the seals 1 to 2 are missing',
    ]);
  });

  it('finds history that was rewritten together with its seals, given the anchor of the log', async () => {
    await write(2);
    const anchor = await sealChains(store, NOW);
    if (anchor === undefined) throw new Error('Nothing was sealed');
    expect(parseAnchor(formatAnchor(anchor))).toEqual(anchor);
    const anchorProblems = async () => (await verifyAnchor(store, anchor)).problems;
    expect(await anchorProblems()).toEqual([]);
    await write(1);
    expect((await sealChains(store, NOW + 1))?.digest).not.toBe(anchor.digest);
    expect(await sealChains(store, NOW + 2)).toBeUndefined();
    expect(await anchorProblems()).toEqual([]);
    await withoutTriggers('chain_seals', ['DELETE FROM chain_seals']);
    await withoutTriggers('ledger_entries', [
      'UPDATE ledger_entries SET seal = NULL, created_at = created_at + 1',
    ]);
    await withoutTriggers('audit_events', [
      "UPDATE audit_events SET seal = NULL, salt = NULL, digest = NULL, request_id = 'req_forged'",
    ]);
    await sealChains(store, NOW);
    // The chain itself fits again.
    expect(await problems()).toEqual([]);
    expect(await anchorProblems()).toMatchObject([
      { subject: formatAnchor(anchor), message: expect.stringMatching(/^the 2 seals of that/) },
    ]);
  });

  it('verifies after retention has removed events, one by one and all, and finds early removals', async () => {
    await write(3);
    await sealChains(store, NOW);
    await write(1);
    await sealChains(store, NOW);
    const events = await store.read(({ audit_events }) =>
      audit_events.list({ order: 'oldest', limit: 10 }),
    );
    for (const [place, { id }] of events.slice(0, 3).entries()) {
      await store.transact(({ audit_events }) => audit_events.delete(id));
      expect(await problems(NOW + YEAR_MS)).toEqual([]);
      expect(await problems()).toEqual([
        `audit: ${place + 1} of 3 rows of seal 1 were removed before their time`,
      ]);
    }
    await sealChains(store, NOW);
    expect(await database.execute('SELECT id FROM audit_tombstones')).toEqual([]);
    expect(await problems(NOW + YEAR_MS)).toEqual([]);
    await database.script([`UPDATE organizations SET erased_at = ${NOW}`]);
    expect(await problems()).toEqual([]);
  });

  it('leaves nothing of a removed event from which its content could be guessed', async () => {
    await write(2);
    await sealChains(store, NOW);
    const [row] = await database.execute('SELECT * FROM audit_events ORDER BY id LIMIT 1');
    await store.transact(({ audit_events }) => audit_events.delete(String(row?.id)));
    const [left] = await database.execute('SELECT * FROM audit_tombstones');
    expect(Object.keys(left ?? {}).sort()).toEqual(['digest', 'id', 'organization_id', 'seal']);
    const { salt, ...content } = row ?? {};
    const unsalted = createHash('sha256').update(JSON.stringify(Object.values(content)));
    expect(left?.digest).not.toBe(unsalted.digest('hex'));
    expect(String(salt)).toMatch(/^[0-9a-f]{32}$/);
  });

  function firstOf(prefix: string): string {
    // The first movement has id 1, its entries 2 and 3.
    return `${prefix}_${'2'.padStart(26, '0')}`;
  }

  /** As an attacker with full access to the database would. */
  async function withoutTriggers(table: string, statements: readonly string[]): Promise<void> {
    if (kind.name === 'PostgreSQL') {
      await database.script([
        `ALTER TABLE ${table} DISABLE TRIGGER USER`,
        ...statements,
        `ALTER TABLE ${table} ENABLE TRIGGER USER`,
      ]);
      return;
    }
    await database.script([
      `DROP TRIGGER ${table}_unchanged`,
      `DROP TRIGGER ${table}_undeleted`,
      ...statements,
    ]);
    await database.script([
      `CREATE TRIGGER ${table}_unchanged BEFORE UPDATE ON ${table} BEGIN SELECT 1; END`,
      `CREATE TRIGGER ${table}_undeleted BEFORE DELETE ON ${table} BEGIN SELECT 1; END`,
    ]);
  }
}
