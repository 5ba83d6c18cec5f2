import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JobRecord, ListQuery, Store, Tables } from '@firsthandapi/engine';
import { MemoryStore } from '@firsthandapi/engine/memory';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds, type TestDatabase } from '../../testing/databases.ts';
import { emptyTables } from '../../testing/empty-tables.ts';
import { job, lot, nextId, organization } from '../../testing/records.ts';
import { openStore } from '../open-store.ts';
import type { SqlStore } from '../sql/sql-store.ts';

const OWNERS = ['org_a', 'org_b'] as const;
const PLACES = 6;
const STORED = [0, 1, 2];
/** What a statement, an array of a statement, or the column of a database could mistake for something else. */
const TEXTS = ['', 'NULL', '{"a",\\b}', 'nul \0 and \ud800', '\u0001json:"x"', 'ä'.repeat(30_000)];

type Query = ListQuery<JobRecord>;
type Step =
  | { readonly kind: 'get' | 'delete'; readonly place: number }
  | { readonly kind: 'put'; readonly place: number; readonly fields: Partial<JobRecord> }
  | { readonly kind: 'spend'; readonly cents: number }
  | {
      readonly kind: 'list' | 'count' | 'sum';
      readonly query: Query;
      readonly after?: number | undefined;
    }
  /** Adds a row that only the database refuses. */
  | { readonly kind: 'break' }
  | { readonly kind: 'wait' };

interface Piece {
  readonly owner: number;
  readonly steps: readonly Step[];
  readonly isRefused: boolean;
}

const place = fc.nat(PLACES - 1);
const text = fc.constantFrom(...TEXTS);
const status = fc.constantFrom<JobRecord['status']>('open', 'in_progress', 'cancelled');
const fields: fc.Arbitrary<Partial<JobRecord>> = fc.record(
  {
    status,
    title: text,
    rating: fc.option(fc.integer({ min: 1, max: 5 })),
    rating_comment: fc.option(text),
    metadata: fc.dictionary(fc.constantFrom('a', 'b'), text),
    stored_bytes: fc.constantFrom(0, 7, Number.MAX_SAFE_INTEGER),
    is_settling: fc.boolean(),
    offered: fc.constantFrom(null, 'live' as const, 'test' as const),
    deadline: fc.option(fc.nat(5)),
  },
  { requiredKeys: [] },
);
const bound = fc.record({ deadline: fc.nat(5) });
const where = fc.record(
  { status: fc.oneof(status, fc.uniqueArray(status)), rating: fc.constantFrom(null, 1, 2) },
  { requiredKeys: [] },
);
/** Most queries match some of the rows: each filter is absent more often than not. */
const optional = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const query = fc
  .record({
    where: optional(where),
    atLeast: optional(bound),
    below: optional(bound),
    order: fc.constantFrom('newest', 'oldest'),
    limit: fc.integer({ min: 1, max: PLACES }),
  })
  .map((made) => made as Query);
const reading = fc.record(
  { kind: fc.constantFrom('list', 'list', 'count', 'sum'), query, after: optional(place) },
  { requiredKeys: ['kind', 'query'] },
);
const step = fc
  .oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('get', 'delete'), place }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('put'), place, fields }) },
    { weight: 4, arbitrary: reading },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('spend'), cents: fc.nat(300) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('wait', 'wait', 'wait', 'break') }) },
  )
  .map((made) => made as Step);
const piece: fc.Arbitrary<Piece> = fc.record({
  owner: fc.nat(OWNERS.length - 1),
  steps: fc.array(step, { maxLength: 7 }),
  isRefused: fc.nat(4).map((one) => one === 0),
});

function jobId(owner: number, at: number): string {
  return `job_${owner}${at}`;
}

function organizationOf(owner: number): string {
  return OWNERS[owner] ?? '';
}

/** Takes credit from the oldest lots, as a hold does. */
async function spend({ credit_lots }: Tables, owner: number, cents: number): Promise<unknown> {
  const open = await credit_lots.list({
    where: { organization_id: organizationOf(owner), status: 'open' },
    order: 'oldest',
    limit: 10,
  });
  let missing = cents;
  for (const each of open) {
    const used = Math.min(missing, each.remaining_cents);
    const remaining_cents = each.remaining_cents - used;
    const left = remaining_cents === 0 ? 'spent' : 'open';
    if (used > 0) await credit_lots.update({ ...each, remaining_cents, status: left });
    missing -= used;
  }
  if (missing > 0) throw new Error('Not enough credit');
  return open;
}

function read({ jobs }: Tables, owner: number, step: Extract<Step, { readonly query: Query }>) {
  const { limit, order = 'newest', where, ...bounds } = step.query;
  const filter = { ...bounds, where: { ...where, organization_id: organizationOf(owner) } };
  if (step.kind === 'count') return jobs.count(filter);
  if (step.kind === 'sum') return jobs.sum('files_needed', filter);
  const after = step.after === undefined ? {} : { after: jobId(owner, step.after) };
  return jobs.list({ ...filter, ...after, limit, order });
}

/** Returns what the step has seen. */
async function take(tables: Tables, owner: number, step: Step): Promise<unknown> {
  if (step.kind === 'wait') return nextTurn();
  if (step.kind === 'spend') return spend(tables, owner, step.cents);
  if ('query' in step) return read(tables, owner, step);
  const organization_id = organizationOf(owner);
  if (step.kind === 'break') {
    return tables.jobs.insert(job(organization_id, { id: nextId('job'), files_needed: 0 }));
  }
  const id = jobId(owner, step.place);
  const before = await tables.jobs.get(id);
  if (step.kind === 'delete') await tables.jobs.delete(id);
  if (step.kind === 'put') {
    const row = { ...(before ?? job(organization_id, { id })), ...step.fields };
    await (before === undefined ? tables.jobs.insert(row) : tables.jobs.update(row));
  }
  return before;
}

/** Returns everything that the piece has seen, or `refused`. */
async function outcomeOf(
  store: Pick<Store, 'transact'>,
  { owner, steps, isRefused }: Piece,
): Promise<unknown> {
  const work = async (tables: Tables) => {
    const seen: unknown[] = [];
    for (const each of steps) seen.push(await take(tables, owner, each));
    // The memory adapter has no constraints.
    const isBroken = store instanceof MemoryStore && steps.some(({ kind }) => kind === 'break');
    if (isRefused || isBroken) throw new Error('Refused');
    return seen;
  };
  return store.transact(work, organizationOf(owner)).catch(() => 'refused');
}

async function addRecords(tables: Tables): Promise<void> {
  for (const [owner, id] of OWNERS.entries()) {
    await tables.organizations.insert(organization({ id, email: `${id}@acme.example` }));
    for (const at of STORED) {
      await tables.jobs.insert(job(id, { id: jobId(owner, at), deadline: at }));
      const cents = { amount_cents: 200, remaining_cents: 200 };
      await tables.credit_lots.insert(lot(id, { id: `crlt_${owner}${at}`, ...cents }));
    }
  }
}

function booksOf(store: Pick<Store, 'read'>): Promise<unknown> {
  return store.read(async ({ jobs, credit_lots }) => [
    await jobs.list({ limit: 100 }),
    await credit_lots.list({ limit: 100 }),
  ]);
}

const postgres = (await databaseKinds()).find(({ name }) => name === 'PostgreSQL');

describe.skipIf(postgres === undefined)('pieces of work on PostgreSQL that share a commit', () => {
  let database: TestDatabase;
  let store: SqlStore;

  beforeAll(async () => {
    if (postgres === undefined) return;
    database = await postgres.create();
    store = await openStore(database.location);
  });
  afterAll(async () => {
    await store?.close();
    await database?.remove();
  });

  it('see and leave what the same pieces do in memory, one after the other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 2, maxLength: 16 }), async (pieces) => {
        await emptyTables(database);
        const memory = new MemoryStore();
        for (const each of [store, memory]) await each.transact(addRecords);
        const expected: unknown[] = [];
        for (const each of pieces) expected.push(await outcomeOf(memory, each));
        const found = await Promise.all(pieces.map((each) => outcomeOf(store, each)));
        expect(found).toEqual(expected);
        expect(await booksOf(store)).toEqual(await booksOf(memory));
      }),
      { numRuns: 80 },
    );
  });
});
