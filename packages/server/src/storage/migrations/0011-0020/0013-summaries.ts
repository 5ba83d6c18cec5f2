import type { Migration } from '../migration.ts';

/** Indexes for what one request may otherwise read all rows of: a window of submissions, a kind of audit event. */
export const summaries: Migration = {
  version: 13,
  name: 'summaries',
  statements: [
    'CREATE INDEX submissions_age ON submissions (organization_id, environment, submitted_at)',
    'CREATE INDEX audit_events_action ON audit_events (organization_id, environment, action, id)',
    // An export reads the files of an organization in batches, without going through its jobs.
    'CREATE INDEX files_owner ON files (organization_id, environment, id)',
  ],
};
