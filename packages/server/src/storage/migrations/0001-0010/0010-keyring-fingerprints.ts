import type { Migration } from '../migration.ts';

export const keyringFingerprints: Migration = {
  version: 10,
  name: 'keyring fingerprints',
  statements: [
    `CREATE TABLE keyring_fingerprints (
      id {text} PRIMARY KEY,
      fingerprint {text} NOT NULL
    ) {strict}`,
  ],
};
