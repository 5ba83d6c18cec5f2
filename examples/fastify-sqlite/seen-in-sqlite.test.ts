import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { seenInSqlite } from './seen-in-sqlite.ts';

test('claims an event once, and recognises it after it was handled', () => {
  const seen = seenInSqlite(new DatabaseSync(':memory:'));
  assert.equal(seen.claim('evt_1'), true);
  assert.equal(seen.claim('evt_1'), 'in_progress');
  seen.complete?.('evt_1');
  assert.equal(seen.claim('evt_1'), false);
});

test('claims an event again after it was released', () => {
  const seen = seenInSqlite(new DatabaseSync(':memory:'));
  seen.claim('evt_1');
  seen.release('evt_1');
  assert.equal(seen.claim('evt_1'), true);
});

test('claims an event that a dead process claimed more than a minute ago', () => {
  let now = 0;
  const seen = seenInSqlite(new DatabaseSync(':memory:'), () => now);
  seen.claim('evt_1');
  now = 60_000;
  assert.equal(seen.claim('evt_1'), 'in_progress');
  now = 60_001;
  assert.equal(seen.claim('evt_1'), true);
});
