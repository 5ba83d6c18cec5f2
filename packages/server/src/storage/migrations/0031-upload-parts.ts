import type { Migration } from './migration.ts';

/** Where the parts of an upload begin that has not arrived yet. */
export const uploadParts: Migration = {
  version: 31,
  name: 'upload-parts',
  statements: ["ALTER TABLE uploads ADD COLUMN parts {json} NOT NULL DEFAULT '[]'"],
};
