import type { Migration } from '../migration.ts';

/** What decides whether a person may accept a job, and where their files were taken. */
export const eligibility: Migration = {
  version: 29,
  name: 'eligibility',
  statements: [
    'ALTER TABLE workers ADD COLUMN suspension {json}',
    "ALTER TABLE workers ADD COLUMN lease_expiries {json} NOT NULL DEFAULT '[]'",
    'ALTER TABLE submissions ADD COLUMN position {json}',
    'CREATE INDEX assignments_worker ON assignments (worker_id, id)',
  ],
};
