import type { Migration } from './migration.ts';

/** Passkeys of workers. A credential is found by its id, whoever's it is, and belongs to one worker. */
export const passkeys: Migration = {
  version: 35,
  name: 'passkeys',
  statements: [
    `CREATE TABLE passkeys (
      id {text} PRIMARY KEY,
      organization_id {text} NOT NULL REFERENCES organizations (id) {deferred},
      credential_id {text} NOT NULL,
      public_key {text} NOT NULL,
      counter {integer} NOT NULL CHECK (counter >= 0),
      transports {json} NOT NULL,
      name {text} NOT NULL,
      created_at {integer} NOT NULL,
      last_used_at {integer},
      sealed {text}
    ) {strict}`,
    'CREATE UNIQUE INDEX passkeys_credential ON passkeys (credential_id)',
    'CREATE INDEX passkeys_organization ON passkeys (organization_id, id)',
    'CREATE INDEX passkeys_unsealed ON passkeys (id) WHERE sealed IS NULL',
  ],
};
