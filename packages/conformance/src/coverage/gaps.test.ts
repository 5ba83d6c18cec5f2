import { operations, WEBHOOK_EVENT_TYPES } from '@firsthandapi/spec';
import { expect, test } from 'vitest';
import type { Coverage } from './coverage.ts';
import { excusedStatuses } from './excused-statuses.ts';
import { coverageGaps, documentedCount, staleExcuses } from './gaps.ts';
import { tablesOf } from './print-tables.ts';

const complete: Coverage = {
  statuses: Object.fromEntries(
    Object.entries(operations).map(([operationId, { statuses }]) => [operationId, statuses]),
  ),
  events: WEBHOOK_EVENT_TYPES,
};
const incomplete: Coverage = {
  statuses: { ...complete.statuses, getJob: [200, 400, 401, 403, 429, 500, 503] },
  events: WEBHOOK_EVENT_TYPES.filter((type) => type !== 'job.flagged'),
};

test('finds no gap when every documented status and event is covered', () => {
  expect(coverageGaps('any', complete)).toEqual([]);
});

test('names each missing status and event', () => {
  expect(coverageGaps('any', incomplete)).toEqual(['getJob 404', 'webhook job.flagged']);
});

test('names each excused status that is covered', () => {
  const excused = excusedStatuses.map(({ operationId, status }) => `${operationId} ${status}`);
  expect(staleExcuses('any', complete)).toEqual(excused);
});

test('prints how many documented statuses each target covers', () => {
  const tables = tablesOf(
    new Map([
      ['one', complete],
      ['other', incomplete],
    ]),
  );
  expect(tables).toMatch(/^getJob +200 400 401 403 404 429 500 503 +8\/8 ✓ +7\/8 ✗ 404$/m);
  expect(tables).toMatch(/^job\.flagged +✓ +✗$/m);
  expect(tables).toContain(
    `one: ${documentedCount()} of ${documentedCount()} documented statuses met (100.0 %)`,
  );
});
