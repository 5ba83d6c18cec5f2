import type { Migration } from '../migration.ts';

/** The traces of what has scheduled tasks and caused deliveries. */
export const traces: Migration = {
  version: 22,
  name: 'traces',
  statements: [
    'ALTER TABLE tasks ADD COLUMN traceparent {text}',
    'ALTER TABLE deliveries ADD COLUMN traceparent {text}',
  ],
};
