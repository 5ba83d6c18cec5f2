import type { Migration } from '../migration.ts';

export const tasksAndRateWindows: Migration = {
  version: 6,
  name: 'tasks and rate windows',
  statements: [
    `CREATE TABLE tasks (
      sequence {sequence},
      id {text} NOT NULL,
      due_at {integer} NOT NULL,
      kind {text} NOT NULL,
      subject {text} NOT NULL,
      data {json} NOT NULL,
      leased_until {integer}
    ) {strict}`,
    'CREATE INDEX tasks_due ON tasks (due_at, sequence)',
    'CREATE INDEX tasks_leased ON tasks (leased_until) WHERE leased_until IS NOT NULL',
    // Unlogged: PostgreSQL empties it after a crash, which at worst gives clients a fresh window.
    `CREATE {unlogged} TABLE rate_windows (
      key {text} PRIMARY KEY,
      reset_at {integer} NOT NULL,
      count {integer} NOT NULL
    ) {strict}`,
  ],
};
