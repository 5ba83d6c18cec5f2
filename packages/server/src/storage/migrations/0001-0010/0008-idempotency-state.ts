import type { Migration } from '../migration.ts';

/** Until this version a pending request was marked by the HTTP status 102. */
export const idempotencyState: Migration = {
  version: 8,
  name: 'idempotency state',
  statements: [
    `ALTER TABLE idempotency ADD COLUMN state {text} NOT NULL DEFAULT 'completed'
      CHECK (state IN ('pending', 'completed'))`,
    "UPDATE idempotency SET state = 'pending', status = 0 WHERE status = 102",
  ],
};
