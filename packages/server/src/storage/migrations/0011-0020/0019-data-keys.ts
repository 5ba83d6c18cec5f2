import type { Migration } from '../migration.ts';

const SEALED_TABLES = [
  'organizations',
  'api_keys',
  'idempotency',
  'jobs',
  'submissions',
  'files',
  'webhook_endpoints',
  'events',
  'audit_events',
] as const;
const ERASED = 'SELECT id FROM organizations WHERE erased_at IS NOT NULL';

/** Adds the columns of sealed rows. The store seals existing rows when it opens, since that needs the keyring. */
export const dataKeys: Migration = {
  version: 19,
  name: 'data keys',
  statements: [
    `CREATE TABLE data_keys (
      id {text} PRIMARY KEY,
      -- Null once the key was destroyed.
      wrapped {text}
    ) {strict}`,
    `INSERT INTO data_keys (id) ${ERASED}`,
    'ALTER TABLE organizations ADD COLUMN email_index {text}',
    `CREATE UNIQUE INDEX organizations_email_index ON organizations (email_index)
      WHERE erased_at IS NULL`,
    ...SEALED_TABLES.map((name) => `ALTER TABLE ${name} ADD COLUMN sealed {text}`),
    ...SEALED_TABLES.map(
      (name) => `CREATE INDEX ${name}_unsealed ON ${name} (id) WHERE sealed IS NULL`,
    ),
    // Sealed rows share a stand-in for the address.
    'DROP INDEX organizations_email',
    `CREATE UNIQUE INDEX organizations_email ON organizations (email)
      WHERE erased_at IS NULL AND sealed IS NULL`,
    // Earlier versions stored these after the erasure of their organization.
    `DELETE FROM audit_events WHERE organization_id IN (${ERASED})`,
    `DELETE FROM usage_records WHERE organization_id IN (${ERASED})`,
  ],
};
