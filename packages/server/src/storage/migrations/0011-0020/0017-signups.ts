import type { Migration } from '../migration.ts';

/** Organizations that signed up earlier have no mailbox: it needs a key that a migration does not have. */
export const signups: Migration = {
  version: 17,
  name: 'signups',
  statements: [
    'ALTER TABLE organizations ADD COLUMN mailbox {text}',
    'CREATE INDEX organizations_mailbox ON organizations (mailbox) WHERE mailbox IS NOT NULL',
    `ALTER TABLE organizations ADD COLUMN email_confirmation {text}
      CHECK (email_confirmation IN ('wanted', 'sent', 'confirmed'))`,
  ],
};
