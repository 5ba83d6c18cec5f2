import type { Migration } from './migration.ts';

/** A session is a key that its holder does not manage as one. So far only workers have sessions. */
export const kindsOfKeys: Migration = {
  version: 33,
  name: 'kinds of keys',
  statements: [
    "ALTER TABLE api_keys ADD COLUMN kind {text} NOT NULL DEFAULT 'key' CHECK (kind IN ('key', 'session'))",
    "UPDATE api_keys SET kind = 'session' WHERE prefix = 'fh_worker_'",
  ],
};
