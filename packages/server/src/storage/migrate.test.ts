import { tableNames } from '@firsthandapi/engine';
import { afterEach, describe, expect, it } from 'vitest';
import { type DatabaseKind, databaseKinds, type TestDatabase } from '../testing/databases.ts';
import { job, organization } from '../testing/records.ts';
import { LATEST_VERSION, migrate } from './migrate.ts';
import { migrateStore, openSchema, openStore } from './open-store.ts';
import { tableColumns } from './sql/schema.ts';
import { sealedColumnsOf } from './sql/table-statements.ts';

for (const kind of await databaseKinds())
  describe(`migrations on ${kind.name}`, () => specify(kind));

/** Columns that the server itself keeps, which no record has. */
const SERVICE_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  ledger_entries: ['seal'],
  audit_events: ['seal', 'salt', 'digest', 'removal'],
  events: ['position'],
};

function specify(kind: DatabaseKind): void {
  let database: TestDatabase;
  afterEach(() => database.remove());

  async function migrateTo(version: number): Promise<number> {
    const schema = await openSchema(database.location);
    try {
      return await migrate(schema, version);
    } finally {
      await schema.close();
    }
  }

  it('migrates the rows of every version to a working store', async () => {
    database = await kind.createEmpty();
    for (let version = 0; version <= LATEST_VERSION; version += 1) {
      expect(await migrateTo(version)).toBe(version);
      if (version === 0) continue;
      await database.execute(`INSERT INTO organizations
        (id, name, email, tier, auto_topup_enabled, created_at, updated_at) VALUES
        ('org_${version}', 'Of ${version}', 'of${version}@acme.example', 'free', ${kind.name === 'SQLite' ? 0 : 'false'}, 1, 1)`);
    }
    const owner = organization();
    const store = await openStore(database.location);
    try {
      await store.transact(async ({ organizations, jobs }) => {
        await organizations.insert(owner);
        await jobs.insert(job(owner.id));
      });
      for (let version = 1; version <= LATEST_VERSION; version += 1) {
        const before = await store.read(({ organizations }) => organizations.get(`org_${version}`));
        expect(before?.name).toBe(`Of ${version}`);
      }
    } finally {
      await store.close();
    }
  });

  it('gives every table exactly the columns of its records', async () => {
    database = await kind.createEmpty();
    await migrateStore(database.location);
    for (const name of tableNames) {
      const rows = await database.execute(
        kind.name === 'SQLite'
          ? `SELECT name FROM pragma_table_info('${name}')`
          : `SELECT column_name AS name FROM information_schema.columns
             WHERE table_schema = current_schema() AND table_name = '${name}'`,
      );
      const columns = rows.map((row) => String(row.name)).sort();
      const expected = [
        ...Object.keys(tableColumns[name]),
        ...sealedColumnsOf(name),
        ...(SERVICE_COLUMNS[name] ?? []),
      ];
      expect(columns, name).toEqual(expected.sort());
    }
  });

  it('marks requests as pending that version 7 marked with status 102', async () => {
    database = await kind.createEmpty();
    await migrateTo(7);
    await database.execute(`INSERT INTO organizations
      (id, name, email, tier, auto_topup_enabled, created_at, updated_at) VALUES
      ('org_1', 'Before', 'before@acme.example', 'free', ${kind.name === 'SQLite' ? 0 : 'false'}, 1, 1)`);
    await database.execute(`INSERT INTO idempotency
      (id, organization_id, environment, fingerprint, request_id, status, created_at, expires_at) VALUES
      ('use_1', 'org_1', 'live', 'print', 'req_1', 102, 1, 2),
      ('use_2', 'org_1', 'live', 'print', 'req_2', 201, 1, 2)`);
    const store = await openStore(database.location);
    try {
      const uses = await store.read(({ idempotency }) => idempotency.list({ limit: 2 }));
      expect(uses.map(({ id, state, status }) => [id, state, status])).toEqual([
        ['use_2', 'completed', 201],
        ['use_1', 'pending', 0],
      ]);
    } finally {
      await store.close();
    }
  });

  it('keeps ledger entries and balances when version 11 adds an account', async () => {
    database = await kind.createEmpty();
    await migrateTo(10);
    await database.execute(`INSERT INTO organizations
      (id, name, email, tier, auto_topup_enabled, created_at, updated_at) VALUES
      ('org_1', 'Before', 'before@acme.example', 'free', ${kind.name === 'SQLite' ? 0 : 'false'}, 1, 1)`);
    const insert = (id: string, account: string, cents: number) =>
      database.execute(`INSERT INTO ledger_entries
        (id, organization_id, movement_id, account, amount_cents, created_at) VALUES
        ('${id}', 'org_1', 'crtx_1', '${account}', ${cents}, 1)`);
    await insert('led_1', 'available', 250);
    await insert('led_2', 'funding', -250);
    await migrateStore(database.location);
    await insert('led_3', 'receivable', -100);
    const balances = await database.execute(
      'SELECT account, balance_cents FROM account_balances ORDER BY account',
    );
    expect(balances.map((row) => [row.account, Number(row.balance_cents)])).toEqual([
      ['available', 250],
      ['funding', -250],
      ['receivable', -100],
    ]);
    expect(await database.execute('SELECT id FROM ledger_entries')).toHaveLength(3);
  });

  it('claims deliveries on their rows that version 17 had a task for', async () => {
    database = await kind.createEmpty();
    await migrateTo(17);
    const no = kind.name === 'SQLite' ? 0 : 'false';
    const yes = kind.name === 'SQLite' ? 1 : 'true';
    const owned = `'org_1', 'test'`;
    await database.script([
      `INSERT INTO organizations (id, name, email, tier, auto_topup_enabled, created_at, updated_at)
        VALUES ('org_1', 'Before', 'before@acme.example', 'free', ${no}, 1, 1)`,
      ...['whe_good', 'whe_new'].map(
        (id) => `INSERT INTO webhook_endpoints
        (id, organization_id, environment, url, events, enabled, secrets, created_at, updated_at)
        VALUES ('${id}', ${owned}, 'https://example.com', '[]', ${yes}, '[]', 1, 7)`,
      ),
      `INSERT INTO events (id, organization_id, environment, type, body, status, created_at)
        VALUES ('evt_1', ${owned}, 'job.cancelled', '{}', 'pending', 1)`,
      `INSERT INTO deliveries (id, organization_id, environment, event_id, endpoint_id, status,
        attempts, next_attempt_at, created_at) VALUES
        ('whd_1', ${owned}, 'evt_1', 'whe_good', 'delivered', 1, NULL, 1),
        ('whd_2', ${owned}, 'evt_1', 'whe_good', 'pending', 1, 60, 1),
        ('whd_3', ${owned}, 'evt_1', 'whe_new', 'pending', 0, 50, 1)`,
      `INSERT INTO tasks (id, due_at, kind, subject, data) VALUES
        ('deliver:whd_2:60', 60, 'webhook.deliver', 'whd_2', '{}'),
        ('deliver:whd_3:50', 50, 'webhook.deliver', 'whd_3', '{}'),
        ('sweep', 90, 'retention.sweep', 'org_1', '{}')`,
    ]);
    const store = await openStore(database.location);
    try {
      const found = await store.read(({ outbox }) => outbox.destinations(100));
      expect(
        found.map(({ endpoint_id, due_at, endpoint }) => [
          endpoint_id,
          due_at,
          endpoint?.proven_at,
        ]),
      ).toEqual([
        ['whe_good', 60, 7],
        ['whe_new', 50, null],
      ]);
      expect([await store.nextDue(undefined, 'tasks'), await store.nextDue()]).toEqual([90, 50]);
    } finally {
      await store.close();
    }
  });

  it('gives workers that version 20 kept for ever to their jobs, and deletes those of deleted content', async () => {
    database = await kind.createEmpty();
    await migrateTo(20);
    const no = kind.name === 'SQLite' ? 0 : 'false';
    const yes = kind.name === 'SQLite' ? 1 : 'true';
    const owned = `'org_1', 'test'`;
    await database.script([
      `INSERT INTO organizations (id, name, email, tier, auto_topup_enabled, created_at, updated_at)
        VALUES ('org_1', 'Before', 'before@acme.example', 'free', ${no}, 1, 1)`,
      ...['NULL', '5'].map(
        (
          purgedAt,
          index,
        ) => `INSERT INTO jobs (id, organization_id, environment, api_key_id, status,
          type, description, files_needed, files_per_submission, accepted_formats,
          price_per_file_cents, min_star_rating, metadata, files_approved, files_pending,
          workers_accepted, stored_bytes, created_at, updated_at, purged_at)
          VALUES ('job_${index + 1}', ${owned}, 'key_1', 'cancelled', 'feedback', 'x', 3, 1, '[]', 1, 3,
            '{}', 0, 0, 0, 0, 1, 1, ${purgedAt})`,
      ),
      `INSERT INTO workers (id, region, device_info, strikes, trust, simulated, created_at) VALUES
        ${['scored', 'waiting', 'purged', 'left_over'].map((id) => `('wkr_${id}', 'US-CA', '{}', 0, '{}', ${yes}, 1)`).join(', ')}`,
      `INSERT INTO assignments (id, organization_id, environment, job_id, worker_id, slots, submitted,
        accepted_at) VALUES ('job_1:wkr_waiting', ${owned}, 'job_1', 'wkr_waiting', 1, 0, 1)`,
      ...['scored', 'purged'].map(
        (id, index) => `INSERT INTO submissions (id, organization_id, environment, job_id,
          assignment_id, worker_id, status, attempt, content_type, size_bytes, content_hash,
          submitted_at) VALUES ('sub_${index + 1}', ${owned}, 'job_${index + 1}', 'x', 'wkr_${id}',
          'rejected', 1, 'image/jpeg', 1, '', 1)`,
      ),
    ]);
    await migrateStore(database.location);
    const rows = await database.execute(
      'SELECT id, organization_id, job_id FROM workers ORDER BY id',
    );
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { id: 'wkr_scored', organization_id: 'org_1', job_id: 'job_1' },
      { id: 'wkr_waiting', organization_id: 'org_1', job_id: 'job_1' },
    ]);
    const kept = await database.execute('SELECT worker_id FROM submissions ORDER BY id');
    expect(kept.map(({ worker_id }) => worker_id)).toEqual(['wkr_scored', 'wkr_purged']);
    const [assigned] = await database.execute('SELECT worker_id FROM assignments');
    expect(assigned?.worker_id).toBe('wkr_waiting');
  });

  it('runs each migration once when several processes start together', async () => {
    database = await kind.createEmpty();
    const versions = await Promise.all([
      migrateStore(database.location),
      migrateStore(database.location),
      migrateStore(database.location),
    ]);
    expect(versions).toEqual([LATEST_VERSION, LATEST_VERSION, LATEST_VERSION]);
  });

  it('refuses a database that a newer server has migrated', async () => {
    database = await kind.createEmpty();
    await migrateStore(database.location);
    await database.execute(
      kind.name === 'SQLite'
        ? 'PRAGMA user_version = 999'
        : 'INSERT INTO schema_version VALUES (999)',
    );
    await expect(migrateStore(database.location)).rejects.toThrow('run the newer server');
  });
}
