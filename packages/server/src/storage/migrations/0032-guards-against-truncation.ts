import type { Migration } from './migration.ts';

const APPEND_ONLY = [
  'ledger_entries',
  'credit_transactions',
  'worker_entries',
  'audit_events',
  'audit_tombstones',
  'chain_seals',
];

/** `TRUNCATE` of PostgreSQL removes rows without the triggers of a deletion. SQLite has none. */
export const guardsAgainstTruncation: Migration = {
  version: 32,
  name: 'guards against truncation',
  statements: [],
  postgres: APPEND_ONLY.map(
    (table) => `CREATE TRIGGER ${table}_untruncated BEFORE TRUNCATE ON ${table}
      EXECUTE FUNCTION refuse_change()`,
  ),
};
