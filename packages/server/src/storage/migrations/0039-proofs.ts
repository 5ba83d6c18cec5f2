import type { Migration } from './migration.ts';

/** When the member of a session last proved who is there. Sessions from before have to prove it first. */
export const proofs: Migration = {
  version: 39,
  name: 'proofs',
  statements: ['ALTER TABLE api_keys ADD COLUMN proven_at {integer}'],
};
