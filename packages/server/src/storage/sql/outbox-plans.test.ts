import type { DeliveryStatements } from '@firsthandapi/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DatabaseKind, databaseKinds, type TestDatabase } from '../../testing/databases.ts';
import { openStore } from '../open-store.ts';
import { PostgresDeliveryStatements } from '../postgres/deliveries/postgres-delivery-statements.ts';
import { PostgresOutbox } from '../postgres/deliveries/postgres-outbox.ts';
import { SqliteOutbox } from '../sqlite/sqlite-outbox.ts';
import type { Session, SqlValue } from './session.ts';
import { openWith } from './sql-outbox.ts';

for (const kind of await databaseKinds()) {
  describe(`the plans of the outbox on ${kind.name}`, () => specify(kind));
}

const WANTS = [
  { organization_id: 'org_1', endpoint_id: 'whe_1_1', count: 8 },
  { organization_id: 'org_2', endpoint_id: 'whe_2_1', count: 3 },
];
const RESULTS = [1, 2].map((number) => ({
  id: `whd_${number}`,
  event_id: `evt_${number}`,
  attempt: 0,
  attempts: 0,
  status: 'delivered' as const,
  next_attempt_at: null,
  last_status_code: 200,
}));

const NO_ROWS = { events: async () => [], endpoints: async () => [] };

/** Where a statement reads a table other than by an index. Rows from JSON and of common tables are no table's. */
const SCAN =
  /Seq Scan on (?:deliveries|events|webhook_endpoints)|SCAN (?:d|e|deliveries|events|webhook_endpoints)\b(?! USING)/;

function specify(kind: DatabaseKind): void {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await kind.create();
    await (await openStore(database.location)).close();
    await fill(database, kind.name === 'PostgreSQL');
  });
  afterAll(() => database.remove());

  /** Plans every statement instead of executing it. */
  async function plansOf(
    work: (
      outbox: PostgresOutbox | SqliteOutbox,
      statements: DeliveryStatements,
    ) => Promise<unknown>,
  ) {
    const plans: string[] = [];
    const explain = async (statement: string, values: readonly SqlValue[]) => {
      let index = 0;
      const literal = (value: SqlValue | undefined) =>
        typeof value === 'string' ? `'${value}'` : String(value ?? 'NULL');
      const text = statement.replace(/\?/g, () => literal(values[index++]));
      const prefix = kind.name === 'PostgreSQL' ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN';
      const rows = await database.execute(`${prefix} ${text}`);
      plans.push(rows.map((row) => row['QUERY PLAN'] ?? row.detail).join('\n'));
      return [];
    };
    const session = {
      all: explain,
      run: async (statement, values) => (await explain(statement, values)).length + 1,
      scan: async (statement, values) => explain(statement, values),
      write: async (statement, values) => void (await explain(statement, values)),
    } satisfies Session;
    await work(
      kind.name === 'PostgreSQL'
        ? new PostgresOutbox(session, openWith(undefined))
        : new SqliteOutbox(session, openWith(undefined)),
      new PostgresDeliveryStatements(session, NO_ROWS),
    );
    return plans;
  }

  it.each([
    [
      'finding destinations',
      (outbox: SqliteOutbox | PostgresOutbox) => outbox.destinations(5),
      true,
    ],
    ['looking destinations up', (outbox) => outbox.destinations(5, WANTS), true],
    ['claiming', (outbox) => outbox.claim(WANTS, 5, 9), true],
    ['settling', (outbox) => outbox.settle(RESULTS), false],
    ['recording successes', (outbox) => outbox.recordSuccesses(['whe_1_1', 'whe_2_1'], 5), false],
  ] as [string, (outbox: SqliteOutbox | PostgresOutbox) => Promise<unknown>, boolean][])(
    'reads tables by their indexes only when %s',
    async (_, work, isByClaimIndex) => {
      const plans = await plansOf(work);
      expect(plans.length).toBeGreaterThan(0);
      for (const plan of plans) expect(plan).not.toMatch(SCAN);
      if (isByClaimIndex) for (const plan of plans) expect(plan).toContain('deliveries_claim');
    },
  );

  it.runIf(kind.name === 'PostgreSQL')(
    'claims and settles a batch of deliveries in one statement each, by indexes only',
    async () => {
      const claims = await plansOf((_, statements) => statements.claim(WANTS, 5, 9));
      const settlements = await plansOf((_, statements) => statements.settleDelivered(RESULTS, 5));
      expect([claims.length, settlements.length]).toEqual([1, 1]);
      for (const plan of [...claims, ...settlements]) expect(plan).not.toMatch(SCAN);
      expect(claims[0]).toContain('deliveries_claim');
    },
  );

  it.runIf(kind.name === 'PostgreSQL')('settles a batch in one statement', async () => {
    expect(await plansOf((outbox) => outbox.settle(RESULTS))).toHaveLength(1);
  });
}

/** 20,000 deliveries of 50 organizations, at four endpoints each, one in ten of them pending, and 20,000 endpoints. */
async function fill(database: TestDatabase, isPostgres: boolean): Promise<void> {
  const numbers = (count: number) =>
    isPostgres
      ? `generate_series(0, ${count - 1}) AS n (n)`
      : `(WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < ${count - 1}) SELECT n FROM n)`;
  const no = isPostgres ? 'false' : '0';
  const yes = isPostgres ? 'true' : '1';
  await database.script([
    `INSERT INTO organizations (id, name, email, tier, auto_topup_enabled, created_at, updated_at)
      SELECT 'org_' || n, 'x', n || '@x.example', 'free', ${no}, 1, 1 FROM ${numbers(50)}`,
    `INSERT INTO webhook_endpoints
      (id, organization_id, environment, url, events, enabled, secrets, created_at, updated_at)
      SELECT 'whe_' || (n % 50) || '_' || (n / 50), 'org_' || (n % 50), 'test', 'https://x.example',
        '[]', ${yes}, '[]', 1, 1 FROM ${numbers(20_000)}`,
    `INSERT INTO events (id, organization_id, environment, type, body, status, created_at)
      SELECT 'evt_' || n, 'org_' || (n % 50), 'test', 'x', '{}', 'pending', 1 FROM ${numbers(20_000)}`,
    `INSERT INTO deliveries (id, organization_id, environment, event_id, endpoint_id, status,
        attempts, next_attempt_at, created_at)
      SELECT 'whd_' || n, 'org_' || (n % 50), 'test', 'evt_' || n,
        'whe_' || (n % 50) || '_' || (n / 50 % 4),
        CASE WHEN n % 10 = 0 THEN 'pending' ELSE 'delivered' END, 0, n, 1 FROM ${numbers(20_000)}`,
  ]);
  if (isPostgres) await database.script(['ANALYZE']);
}
