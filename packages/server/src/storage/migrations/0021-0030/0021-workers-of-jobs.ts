import type { Migration } from '../migration.ts';

/** Submissions keep the id of a worker who was deleted with the job's content, hence no foreign key. */
const KEPT = ['submissions', 'assignments'] as const;

/**
 * A simulated worker belongs to the job that it was made for, and is deleted with the job's content. Those of deleted
 * content are deleted now.
 */
export const workersOfJobs: Migration = {
  version: 21,
  name: 'workers of jobs',
  statements: [
    'ALTER TABLE workers ADD COLUMN organization_id {text} REFERENCES organizations (id) {deferred}',
    'ALTER TABLE workers ADD COLUMN job_id {text} REFERENCES jobs (id) {deferred}',
    ...KEPT.flatMap((name) => [
      `CREATE INDEX ${name}_worker ON ${name} (worker_id)`,
      `UPDATE workers SET job_id = (
        SELECT max(job_id) FROM ${name} WHERE worker_id = workers.id
      ) WHERE job_id IS NULL`,
      `DROP INDEX ${name}_worker`,
    ]),
    `UPDATE workers SET organization_id = (SELECT organization_id FROM jobs WHERE id = job_id)
      WHERE job_id IS NOT NULL`,
  ],
  sqlite: [
    // SQLite drops a foreign key only with its column.
    ...KEPT.flatMap((name) => [
      `ALTER TABLE ${name} ADD COLUMN worker {text} NOT NULL DEFAULT ''`,
      `UPDATE ${name} SET worker = worker_id`,
      `ALTER TABLE ${name} DROP COLUMN worker_id`,
      `ALTER TABLE ${name} RENAME COLUMN worker TO worker_id`,
    ]),
    ...deleteLeftOver(),
  ],
  postgres: [
    // PostgreSQL changes no table whose deferred checks are pending.
    'SET CONSTRAINTS ALL IMMEDIATE',
    ...KEPT.map((name) => `ALTER TABLE ${name} DROP CONSTRAINT ${name}_worker_id_fkey`),
    ...deleteLeftOver(),
  ],
};

function deleteLeftOver(): readonly string[] {
  return [
    `DELETE FROM workers WHERE simulated AND (
      job_id IS NULL OR job_id IN (SELECT id FROM jobs WHERE purged_at IS NOT NULL)
    )`,
    'CREATE INDEX workers_job ON workers (job_id, id)',
  ];
}
