import type { Migration } from '../migration.ts';

export const clockAndHeartbeats: Migration = {
  version: 12,
  name: 'clock and heartbeats',
  statements: [
    // One row: the latest time that a server with a trustworthy clock has seen.
    `CREATE TABLE clock (
      id {text} PRIMARY KEY,
      latest {integer} NOT NULL
    ) {strict}`,
    // One row for each process: what it writes to find out whether the database takes writes.
    `CREATE TABLE heartbeats (
      process {text} PRIMARY KEY,
      at {integer} NOT NULL
    ) {strict}`,
  ],
};
