import { expect, test } from 'vitest';
import type { DeliveryEntry, RequestEntry } from '../../src/world/log-entry.ts';
import { addNewer, addOlder, filterRows, MOST_ROWS, positionOf } from './rows.ts';
import { delivery, request } from './testing/entries.ts';

const rowOf = (entry: RequestEntry | DeliveryEntry, life = 1) => ({ life, entry });
const positions = (rows: readonly { life: number; entry: { sequence: number } }[]) =>
  rows.map((row) => positionOf(row as never));

const ROWS = [
  rowOf(request({ sequence: 1, path: '/v1/jobs', method: 'POST', status: 201 })),
  rowOf(request({ sequence: 2, path: '/v1/jobs?status=open', error: 'No such job', status: 404 })),
  rowOf(delivery({ sequence: 3, status: 200 })),
  rowOf(delivery({ sequence: 4, status: null, reason: 'connection' })),
  rowOf(request({ sequence: 1, status: null, fault: 'reset' }), 2),
];
const ALL = { shown: 'all', text: '', since: null } as const;

test('shows the newest rows first', () => {
  expect(positions(filterRows(ROWS, ALL))).toEqual(['2.1', '1.4', '1.3', '1.2', '1.1']);
});

test.each([
  [{ shown: 'errors' }, ['2.1', '1.4', '1.2']],
  [{ shown: 'webhooks' }, ['1.4', '1.3']],
  [{ text: 'POST jobs' }, ['1.1']],
  [{ text: '404' }, ['1.2']],
  [{ text: 'such JOB' }, ['1.2']],
  [{ text: 'hook completed' }, ['1.4', '1.3']],
  [{ text: 'nothing like this' }, []],
  [{ since: '1.3' }, ['2.1', '1.4']],
  [{ since: '2.1' }, []],
] as const)('filters by %j', (filter, expected) => {
  expect(positions(filterRows(ROWS, { ...ALL, ...filter }))).toEqual(expected);
});

test('adds newer rows at the end, and forgets the oldest beyond the limit', () => {
  const many = Array.from({ length: MOST_ROWS }, (_, index) =>
    rowOf(request({ sequence: index + 1 })),
  );
  const added = addNewer(many, [rowOf(request({ sequence: MOST_ROWS + 1 }))], false);
  expect([added.length, positionOf(added[0] as never), positionOf(added.at(-1) as never)]).toEqual([
    MOST_ROWS,
    '1.2',
    `1.${MOST_ROWS + 1}`,
  ]);
});

test('starts over when rows in between were left out', () => {
  expect(positions(addNewer(ROWS.slice(0, 1), ROWS.slice(3), true))).toEqual(['1.4', '2.1']);
  expect(addNewer(ROWS, [], true)).toBe(ROWS);
});

test('adds older rows in front', () => {
  expect(positions(addOlder(ROWS.slice(2), ROWS.slice(0, 2)))).toEqual([
    '1.1',
    '1.2',
    '1.3',
    '1.4',
    '2.1',
  ]);
});
