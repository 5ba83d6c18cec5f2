import type { Migration } from '../migration.ts';

/**
 * Deliveries are claimed on their own rows, where `next_attempt_at` says when, and no longer by tasks. The index finds
 * the destinations that have pending deliveries, and the earliest of each.
 */
export const deliveriesOnTheirRows: Migration = {
  version: 18,
  name: 'deliveries on their rows',
  statements: [
    'ALTER TABLE webhook_endpoints ADD COLUMN proven_at {integer}',
    `UPDATE webhook_endpoints SET proven_at = updated_at WHERE failing_since IS NULL AND EXISTS (
      SELECT 1 FROM deliveries WHERE endpoint_id = webhook_endpoints.id AND status = 'delivered'
    )`,
    'DROP INDEX deliveries_endpoint',
    `CREATE INDEX deliveries_claim ON deliveries (organization_id, endpoint_id, next_attempt_at, id)
      WHERE status = 'pending'`,
    "DELETE FROM tasks WHERE kind = 'webhook.deliver'",
  ],
  postgres: [
    // Each attempt leaves two dead entries in the index.
    `ALTER TABLE deliveries SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0)`,
  ],
};
