import { type ListQuery, matchesFilter } from '@firsthandapi/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OwnerRows } from './owner-rows.ts';
import { PieceRows } from './piece-rows.ts';
import type { RowChanges } from './row-changes.ts';
import type { AnyRow, SqlRow, StoredColumns } from './stored-values.ts';

const TABLE = 'credit_lots';
const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];

type Rows = Map<string, AnyRow>;
type Query = ListQuery<never>;

type Step =
  | { readonly kind: 'get'; readonly id: string }
  | { readonly kind: 'list'; readonly query: Query; readonly isComparable: boolean }
  | { readonly kind: 'put'; readonly id: string; readonly status: string; readonly cents: number }
  | { readonly kind: 'remove'; readonly id: string }
  | { readonly kind: 'send' }
  | { readonly kind: 'statement'; readonly id: string };

interface Plan {
  readonly steps: readonly Step[];
  readonly isKept: boolean;
}

const id = fc.constantFrom(...IDS);
const status = fc.constantFrom('open', 'spent');
const query: fc.Arbitrary<Query> = fc
  .record(
    {
      where: fc.record({ status }, { requiredKeys: [] }),
      atLeast: fc.record({ cents: fc.nat(3) }),
      below: fc.record({ cents: fc.nat(3) }),
      after: id,
      order: fc.constantFrom('newest' as const, 'oldest' as const),
      limit: fc.integer({ min: 1, max: 7 }),
    },
    { requiredKeys: ['limit'] },
  )
  .map((made) => made as Query);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('get' as const), id }),
  fc.record({ kind: fc.constant('list' as const), query, isComparable: fc.boolean() }),
  fc.record({ kind: fc.constant('put' as const), id, status, cents: fc.nat(3) }),
  fc.record({ kind: fc.constant('remove' as const), id }),
  fc.record({ kind: fc.constant('send' as const) }),
  fc.record({ kind: fc.constant('statement' as const), id }),
);
const plan: fc.Arbitrary<Plan> = fc.record({
  steps: fc.array(step, { maxLength: 8 }),
  isKept: fc.boolean(),
});

function select(rows: Rows, { after, order = 'newest', limit, ...filter }: Query): AnyRow[] {
  const sorted = [...rows.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  if (order === 'newest') sorted.reverse();
  const past = sorted.filter((row) =>
    after === undefined ? true : order === 'newest' ? row.id < after : row.id > after,
  );
  return past.filter((row) => matchesFilter<AnyRow>(row, filter)).slice(0, limit);
}

function apply(rows: Rows, changes: RowChanges): void {
  const { tables } = changes.take();
  for (const [, changed] of tables) {
    for (const [key, change] of changed) {
      if (change.kind === 'delete') rows.delete(key);
      else if (change.kind === 'update') {
        expect(rows.has(key)).toBe(true);
        rows.set(key, { ...(rows.get(key) as AnyRow), ...change.columns });
      } else {
        if (rows.has(key)) expect(change.replaces).toBe(true);
        rows.set(key, change.columns as unknown as AnyRow);
      }
    }
  }
}

const decode = async (row: SqlRow) => row as unknown as AnyRow;
const decodeAll = async (rows: readonly SqlRow[]) => rows as unknown as readonly AnyRow[];

/** What every piece sees when each begins after the one before it has ended. */
function runOneAfterTheOther(stored: Rows, plans: readonly Plan[]): unknown[] {
  const seen: unknown[] = [];
  for (const { steps, isKept } of plans) {
    const rows = new Map(stored);
    for (const each of steps) {
      if (each.kind === 'get') seen.push(rows.get(each.id));
      else if (each.kind === 'list') seen.push(select(rows, each.query));
      else if (each.kind === 'put') rows.set(each.id, rowOf(each));
      else if (each.kind === 'remove') rows.delete(each.id);
      else if (each.kind === 'statement' && rows.has(each.id)) {
        rows.set(each.id, rowOf({ id: each.id, status: 'open', cents: 3 }));
      }
    }
    if (!isKept) continue;
    stored.clear();
    for (const [key, row] of rows) stored.set(key, row);
  }
  return seen;
}

/** What they see when they share their rows. */
async function runTogether(stored: Rows, plans: readonly Plan[]): Promise<unknown[]> {
  const owner = new OwnerRows(async (_, key) => stored.get(key) as unknown as SqlRow);
  const seen: unknown[] = [];
  const gates = plans.map(() => {
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    return { open, opened };
  });
  const runs = plans.map(({ steps, isKept }, place) =>
    runPiece({ owner, stored, seen, steps, isKept, turn: gates[place]?.opened as Promise<void> }),
  );
  for (const [place, { open }] of gates.entries()) {
    open();
    await runs[place];
  }
  apply(stored, owner.changes);
  return seen;
}

async function runPiece(piece: {
  readonly owner: OwnerRows;
  readonly stored: Rows;
  readonly seen: unknown[];
  readonly steps: readonly Step[];
  readonly isKept: boolean;
  readonly turn: Promise<void>;
}): Promise<void> {
  const { owner, stored, seen, turn } = piece;
  let saved: Rows | undefined;
  const send = async () => {
    apply(stored, owner.changes);
    saved ??= new Map(stored);
    apply(stored, rows.changes);
  };
  const rows: PieceRows = new PieceRows(owner, {
    turn: () => turn,
    read: async ({ values }) =>
      select(stored, JSON.parse(String(values[0]))) as unknown as SqlRow[],
    send,
  });
  for (const each of piece.steps) await take(rows, each, { owner, stored, seen, turn, send });
  await turn;
  if (piece.isKept) return rows.keep();
  if (saved === undefined) return;
  rows.forget();
  stored.clear();
  for (const [key, row] of saved) stored.set(key, row);
}

async function take(
  rows: PieceRows,
  each: Step,
  around: {
    readonly owner: OwnerRows;
    readonly stored: Rows;
    readonly seen: unknown[];
    readonly turn: Promise<void>;
    readonly send: () => Promise<void>;
  },
): Promise<void> {
  const { stored, seen, turn, send } = around;
  if (each.kind === 'get') seen.push(await rows.get(TABLE, each.id, decode));
  else if (each.kind === 'list') {
    const page = { statement: 'list', values: [JSON.stringify(each.query)] };
    const comparable = each.isComparable ? each.query : undefined;
    seen.push(await rows.list(TABLE, comparable, page, decodeAll));
  } else if (each.kind === 'put') await put(rows, rowOf(each));
  else if (each.kind === 'remove') await rows.delete(TABLE, each.id);
  else {
    await turn;
    await send();
    if (each.kind === 'send') return;
    // A statement that changes rows by itself.
    rows.forget();
    if (stored.has(each.id)) {
      stored.set(each.id, rowOf({ id: each.id, status: 'open', cents: 3 }));
    }
  }
}

async function put(rows: PieceRows, row: AnyRow): Promise<void> {
  const before = await rows.get(TABLE, row.id, decode);
  const columns = row as unknown as StoredColumns;
  if (before === undefined) await rows.insert(TABLE, row, columns);
  else await rows.update(TABLE, row, columns);
}

function rowOf({ id, status, cents }: { id: string; status: string; cents: number }): AnyRow {
  return { id, status, cents };
}

describe('the rows that pieces of work share', () => {
  it('look to each piece as if the others had run before it, and end as they leave them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.record({ id, status, cents: fc.nat(3) }), { selector: (row) => row.id }),
        fc.array(plan, { maxLength: 5 }),
        async (initial, plans) => {
          const expected: Rows = new Map(initial.map((row) => [row.id, row]));
          const stored: Rows = new Map(expected);
          const seen = runOneAfterTheOther(expected, plans);
          expect(await runTogether(stored, plans)).toEqual(seen);
          expect(Object.fromEntries(stored)).toEqual(Object.fromEntries(expected));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('refuses to add a row that exists, and to change one that does not', async () => {
    const owner = new OwnerRows(async () => undefined);
    const host = { turn: async () => {}, read: async () => [], send: async () => {} };
    const rows = new PieceRows(owner, host);
    const row = { id: 'a', status: 'open' };
    await rows.insert(TABLE, row, row);
    await expect(rows.insert(TABLE, row, row)).rejects.toThrow('already a row in credit_lots');
    await rows.delete(TABLE, 'a');
    await expect(rows.update(TABLE, row, row)).rejects.toThrow('No row in credit_lots with id a');
  });
});
