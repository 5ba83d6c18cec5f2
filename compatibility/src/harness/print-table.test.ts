import { expect, test } from 'vitest';
import type { Outcome } from './check.ts';
import { formatFailures, formatTable } from './print-table.ts';

const outcome = (cells: string[], failure?: string): Outcome => ({
  cells,
  result: failure === undefined ? 'ok' : 'FAILED',
  note: failure === undefined ? '' : 'see below',
  seconds: 1.26,
  failure,
});

test('aligns the columns without trailing spaces', () => {
  const table = formatTable(
    ['Runtime', 'Modules'],
    [outcome(['Node 24.21.0', 'ESM']), outcome(['Bun', 'CJS'], 'no')],
  );
  expect(table.split('\n')).toEqual([
    'Runtime       Modules  Result  Seconds',
    '------------  -------  ------  -------  ---------',
    'Node 24.21.0  ESM      ok      1.3',
    'Bun           CJS      FAILED  1.3      see below',
  ]);
});

test('prints a shared reason once, below all its names', () => {
  const text = formatFailures([
    outcome(['A', 'x'], 'broken'),
    outcome(['B', 'x']),
    outcome(['C', 'x'], 'broken'),
  ]);
  expect(text).toBe('FAILED: A, x\nFAILED: C, x\nbroken');
});
