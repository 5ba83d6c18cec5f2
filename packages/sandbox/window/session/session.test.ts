import { expect, test } from 'vitest';
import { deferred } from '../../src/testing/deferred.ts';
import type { WindowState, WorldState } from '../../src/window/protocol.ts';
import { request } from '../model/testing/entries.ts';
import { follow, retryDelay } from './follow.ts';
import { NOTHING, reduce } from './model.ts';
import { ServerError } from './server.ts';
import { takeToken } from './token.ts';

interface Answered {
  readonly revision: string;
}

/** Follows scripted responses, and returns the calls that were made, once they are used up. */
async function play(answers: readonly (Answered | Error)[]): Promise<readonly string[]> {
  const told: string[] = [];
  const stop = new AbortController();
  let next = 0;
  await follow<Answered>(
    {
      async read(revision) {
        told.push(`read ${revision}`);
        const answer = answers[next];
        next += 1;
        if (answer === undefined) {
          stop.abort();
          throw new Error('used up');
        }
        if (answer instanceof Error) throw answer;
        return answer;
      },
      onState: ({ revision }, isFirst) => told.push(`${isFirst ? 'first' : 'then'} ${revision}`),
      onLost: () => told.push('lost'),
      onRefused: () => told.push('refused'),
      async pause(milliseconds) {
        told.push(`pause ${milliseconds}`);
      },
    },
    stop.signal,
  );
  return told;
}

test('requests what comes after what it knows', async () => {
  expect(await play([{ revision: 'a' }, { revision: 'b' }])).toEqual([
    'read null',
    'first a',
    'pause 100',
    'read a',
    'then b',
    'pause 100',
    'read b',
  ]);
});

test('connects again after failures, less and less often, and starts over', async () => {
  expect(
    await play([{ revision: 'a' }, new TypeError(), new TypeError(), { revision: 'b' }]),
  ).toEqual([
    'read null',
    'first a',
    'pause 100',
    'read a',
    'lost',
    'pause 500',
    'read null',
    'lost',
    'pause 1000',
    'read null',
    'first b',
    'pause 100',
    'read b',
  ]);
  expect(retryDelay(50)).toBe(5_000);
});

test('distinguishes a wrong token from a sandbox that has stopped', async () => {
  const told = await play([
    new ServerError(401, 'Invalid control token'),
    new ServerError(500, ''),
  ]);
  expect(told.filter((each) => each === 'refused' || each === 'lost')).toEqual(['refused', 'lost']);
});

test('drops a response that arrives after it was stopped', async () => {
  const stop = new AbortController();
  const answer = deferred<Answered>();
  const states: Answered[] = [];
  const following = follow<Answered>(
    {
      read: () => answer.promise,
      onState: (state) => states.push(state),
      onLost: () => {},
      onRefused: () => {},
      pause: async () => {},
    },
    stop.signal,
  );
  stop.abort();
  answer.resolve({ revision: 'late' });
  await following;
  expect(states).toEqual([]);
});

const WORLD: WorldState = {
  world: '0001',
  label: null,
  is_default: true,
  has_ended: false,
  clock: { mode: 'manual', now: '2026-01-01T00:00:00.000Z', speed: 1 },
  planned: { steps: [], total: 0 },
  credits_cents: 250,
  rows: [],
  has_gap: false,
  entries: 0,
  faults: [],
  webhook_mode: { duplicate: false, reorder: false, badSignature: 0, delay: 0 },
  jobs: [],
  jobs_total: 0,
};

function stateWith(sequences: readonly number[], more: Partial<WorldState> = {}): WindowState {
  const rows = sequences.map((sequence) => ({ life: 1, entry: request({ sequence }) }));
  const world = { ...WORLD, rows, ...more };
  return { revision: 'a', base_url: '', serves_api: true, routes: [], worlds: [], world };
}

const sequencesOf = (model: typeof NOTHING) => model.rows.map(({ entry }) => entry.sequence);

test('collects rows, and starts over after a reconnection', () => {
  const read = (model: typeof NOTHING, state: WindowState, isFirst = false) =>
    reduce(model, { kind: 'state', state, isFirst, at: 1 });
  const first = read(NOTHING, stateWith([2, 3], { has_gap: true }), true);
  expect([sequencesOf(first), first.hasOlder]).toEqual([[2, 3], true]);
  const second = read(first, stateWith([4]));
  expect([sequencesOf(second), second.hasOlder]).toEqual([[2, 3, 4], true]);
  const older = reduce(second, {
    kind: 'older',
    rows: [{ life: 1, entry: request({ sequence: 1 }) }],
    hasMore: false,
  });
  expect([sequencesOf(older), older.hasOlder]).toEqual([[1, 2, 3, 4], false]);
  const lost = reduce(older, { kind: 'lost', at: 5 });
  expect([sequencesOf(lost), lost.connection]).toEqual([[1, 2, 3, 4], { kind: 'lost', since: 5 }]);
  expect(reduce(lost, { kind: 'lost', at: 9 })).toBe(lost);
  const again = read(lost, stateWith([1]), true);
  expect([sequencesOf(again), again.connection.kind]).toEqual([[1], 'live']);
});

test('keeps the connection and forgets the rest when another world is chosen', () => {
  const before = reduce(NOTHING, { kind: 'state', state: stateWith([1]), isFirst: true, at: 1 });
  const after = reduce(before, { kind: 'worldChosen' });
  expect([after.rows, after.world, after.connection.kind]).toEqual([[], null, 'live']);
});

test('shows the newest message until it is read', () => {
  const told = reduce(NOTHING, { kind: 'message', tone: 'ok', text: 'one' });
  const again = reduce(told, { kind: 'message', tone: 'bad', text: 'two' });
  expect(again.message).toEqual({ number: 2, tone: 'bad', text: 'two' });
  expect(reduce(again, { kind: 'messageRead', number: 1 })).toBe(again);
  expect(reduce(again, { kind: 'messageRead', number: 2 }).message).toBeNull();
});

test('takes the token from the address, and remembers it', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
  expect(takeToken('', storage)).toBe('');
  expect(takeToken('?token=one&world=0002', storage)).toBe('one');
  expect(takeToken('?world=0002', storage)).toBe('one');
  expect(takeToken('?token=two', undefined)).toBe('two');
});
