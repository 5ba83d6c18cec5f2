import { type Migration, OWNED } from '../migration.ts';

/** Existing jobs count nearly as new ones do: of their texts, only the size of the description is known. */
export const quotas: Migration = {
  version: 15,
  name: 'quotas',
  statements: [
    `CREATE TABLE quota_usage (
      id {text} PRIMARY KEY,
      ${OWNED},
      used {integer} NOT NULL CHECK (used >= 0),
      resets_at {integer}
    ) {strict}`,
    'CREATE INDEX quota_usage_owner ON quota_usage (organization_id, environment, id)',
    'ALTER TABLE jobs ADD COLUMN stored_bytes {integer} NOT NULL DEFAULT 0 CHECK (stored_bytes >= 0)',
    `UPDATE jobs SET stored_bytes = files_needed * 4096 + length(description)
      WHERE purged_at IS NULL`,
    // Counted and summed at an organization's first job, so it holds active jobs only.
    `CREATE INDEX jobs_active ON jobs (organization_id, environment, files_needed)
      WHERE completed_at IS NULL AND cancelled_at IS NULL`,
    'ALTER TABLE deliveries ADD COLUMN failure_reason {text}',
  ],
};
