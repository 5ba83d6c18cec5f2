import { operations, WEBHOOK_EVENT_TYPES } from '@firsthandapi/spec';
import { expect, test } from 'vitest';
import { documentedCount, gapsOf, staleExplanations } from './gaps.ts';
import type { Hits } from './hits.ts';
import { tablesOf } from './print-tables.ts';
import { unreachable } from './unreachable.ts';

const everything: Hits = {
  statuses: Object.fromEntries(
    Object.entries(operations).map(([operationId, { statuses }]) => [operationId, statuses]),
  ),
  events: WEBHOOK_EVENT_TYPES,
};
const allButOne: Hits = {
  statuses: { ...everything.statuses, getJob: [200, 400, 401, 403, 429, 500, 503] },
  events: WEBHOOK_EVENT_TYPES.filter((type) => type !== 'job.flagged'),
};

test('nothing is missing when every documented status and event was met', () => {
  expect(gapsOf('any', everything)).toEqual([]);
});

test('a status that was not met is named, and so is an event', () => {
  expect(gapsOf('any', allButOne)).toEqual(['getJob 404', 'webhook job.flagged']);
});

test('an excuse for what was met after all is named', () => {
  const excused = unreachable.map(({ operationId, status }) => `${operationId} ${status}`);
  expect(staleExplanations('any', everything)).toEqual(excused);
});

test('the tables say what was met on each target, of how much', () => {
  const tables = tablesOf(
    new Map([
      ['one', everything],
      ['other', allButOne],
    ]),
  );
  expect(tables).toMatch(/^getJob +200 400 401 403 404 429 500 503 +8\/8 ✓ +7\/8 ✗ 404$/m);
  expect(tables).toMatch(/^job\.flagged +✓ +✗$/m);
  expect(tables).toContain(
    `one: ${documentedCount()} of ${documentedCount()} documented statuses met (100.0 %)`,
  );
});
