import type { Migration } from './migration.ts';

/** What finds equal files of people: a keyed hash of the bytes, since their SHA-256 is sealed. Earlier files have none. */
export const contentMarks: Migration = {
  version: 34,
  name: 'content marks',
  statements: [
    'ALTER TABLE submissions ADD COLUMN content_mark {text}',
    `CREATE INDEX submissions_content_mark ON submissions (content_mark, id)
      WHERE content_mark IS NOT NULL`,
  ],
};
