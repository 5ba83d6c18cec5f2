import type { Migration } from '../migration.ts';

export const failingEndpoints: Migration = {
  version: 7,
  name: 'failing endpoints',
  statements: ['ALTER TABLE webhook_endpoints ADD COLUMN failing_since {integer}'],
};
