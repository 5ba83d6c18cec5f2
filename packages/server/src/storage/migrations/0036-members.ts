import type { Migration } from './migration.ts';

/** The people who act for an organization. A session is theirs, or a worker's. */
export const members: Migration = {
  version: 36,
  name: 'members',
  statements: [
    `CREATE TABLE members (
      id {text} PRIMARY KEY,
      organization_id {text} NOT NULL REFERENCES organizations (id) {deferred},
      email {text},
      role {text} NOT NULL CHECK (role IN ('owner', 'developer', 'finance', 'reviewer', 'auditor')),
      created_at {integer} NOT NULL,
      invited_at {integer},
      joined_at {integer},
      sealed {text},
      email_index {text},
      CHECK (invited_at IS NOT NULL OR joined_at IS NOT NULL)
    ) {strict}`,
    'CREATE INDEX members_email_index ON members (email_index, id)',
    'CREATE INDEX members_organization ON members (organization_id, id)',
    'CREATE INDEX members_unsealed ON members (id) WHERE sealed IS NULL',
    'ALTER TABLE api_keys ADD COLUMN member_id {text}',
  ],
};
