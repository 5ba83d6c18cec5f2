import type { Migration } from '../migration.ts';

/** People hold the slots of a job for a limited time. Assignments of earlier versions are those of simulated workers. */
export const leases: Migration = {
  version: 24,
  name: 'leases',
  statements: [
    `ALTER TABLE jobs ADD COLUMN lease_seconds {integer} NOT NULL DEFAULT 1800
      CHECK (lease_seconds > 0)`,
    'ALTER TABLE jobs ADD COLUMN is_settling {boolean} NOT NULL DEFAULT FALSE',
    `ALTER TABLE assignments ADD COLUMN released {integer} NOT NULL DEFAULT 0
      CHECK (released >= 0 AND submitted + released <= slots)`,
    'ALTER TABLE assignments ADD COLUMN expires_at {integer}',
    'ALTER TABLE assignments ADD COLUMN is_extended {boolean} NOT NULL DEFAULT FALSE',
  ],
};
