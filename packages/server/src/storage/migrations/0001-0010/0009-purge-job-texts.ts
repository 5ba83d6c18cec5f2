import type { Migration } from '../migration.ts';

/** Jobs purged by earlier versions kept their texts. Makes the next sweep purge them again. */
export const purgeJobTexts: Migration = {
  version: 9,
  name: 'purge job texts',
  statements: ['UPDATE jobs SET purged_at = NULL WHERE purged_at IS NOT NULL'],
};
