import type { Migration } from './migration.ts';

/** Passkeys of members, beside those of workers, which have no member. */
export const passkeysOfMembers: Migration = {
  version: 37,
  name: 'passkeys_of_members',
  statements: [
    'ALTER TABLE passkeys ADD COLUMN member_id {text}',
    'CREATE INDEX passkeys_member ON passkeys (organization_id, member_id, id)',
  ],
};
