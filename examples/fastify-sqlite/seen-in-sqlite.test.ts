import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { seenInSqlite } from './seen-in-sqlite.ts';

test('an event is taken once, and is known when it was handled', () => {
  const seen = seenInSqlite(new DatabaseSync(':memory:'));
  assert.equal(seen.claim('evt_1'), true);
  assert.equal(seen.claim('evt_1'), 'in_progress');
  seen.complete?.('evt_1');
  assert.equal(seen.claim('evt_1'), false);
});

test('an event whose handler failed is given back', () => {
  const seen = seenInSqlite(new DatabaseSync(':memory:'));
  seen.claim('evt_1');
  seen.release('evt_1');
  assert.equal(seen.claim('evt_1'), true);
});

test('an event that a dead process had taken is given to a delivery a minute later', () => {
  let now = 0;
  const seen = seenInSqlite(new DatabaseSync(':memory:'), () => now);
  seen.claim('evt_1');
  now = 60_000;
  assert.equal(seen.claim('evt_1'), 'in_progress');
  now = 60_001;
  assert.equal(seen.claim('evt_1'), true);
});
