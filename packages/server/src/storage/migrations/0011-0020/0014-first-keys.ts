import type { Migration } from '../migration.ts';

/** Has a row from before the first organization is created until its keys have been shown. */
export const firstKeys: Migration = {
  version: 14,
  name: 'first keys',
  statements: [
    `CREATE TABLE first_keys (
      id {text} PRIMARY KEY,
      begun_at {integer} NOT NULL
    ) {strict}`,
  ],
};
