import type { Migration } from './migration.ts';

/** Whom a mail is for, so that those to one address leave in order. Earlier mails have nobody, and are sent for themselves. */
export const orderOfMails: Migration = {
  version: 38,
  name: 'order of mails',
  statements: [
    'ALTER TABLE mails ADD COLUMN recipient {text}',
    'ALTER TABLE mails ADD COLUMN leased_until {integer}',
    'CREATE INDEX mails_recipient ON mails (recipient, id)',
  ],
};
