import type { Migration } from '../migration.ts';

/** The random key of each UTC day, deleted after it. `day` counts from the epoch. */
export const dailySecrets: Migration = {
  version: 16,
  name: 'daily secrets',
  statements: [
    `CREATE TABLE daily_secrets (
      day {integer} PRIMARY KEY,
      secret {text} NOT NULL
    ) {strict}`,
  ],
};
