import type { Migration } from './migration.ts';

/** What pictures are recognised by, sealed with what else was found out about them. Earlier assessments have none. */
export const likenesses: Migration = {
  version: 40,
  name: 'likenesses of pictures',
  statements: ['ALTER TABLE assessments ADD COLUMN likeness {text}'],
};
