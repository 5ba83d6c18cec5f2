import type { Migration } from './migration.ts';

/** Authenticator apps of members, one each. Their secrets and recovery codes are sealed. */
export const authenticators: Migration = {
  version: 41,
  name: 'authenticators',
  statements: [
    `CREATE TABLE authenticators (
      id {text} PRIMARY KEY,
      organization_id {text} NOT NULL REFERENCES organizations (id) {deferred},
      secret {text} NOT NULL,
      recovery_codes {json} NOT NULL,
      last_step {integer} NOT NULL,
      failures {integer} NOT NULL CHECK (failures >= 0),
      locked_until {integer},
      created_at {integer} NOT NULL,
      confirmed_at {integer},
      sealed {text}
    ) {strict}`,
    'CREATE INDEX authenticators_organization ON authenticators (organization_id, id)',
    'CREATE INDEX authenticators_unsealed ON authenticators (id) WHERE sealed IS NULL',
  ],
};
