import { hasDeliveryRoom } from '../quotas/has-delivery-room.ts';
import type { DeliveryFailureReason, WebhookEndpointRecord } from '../store/records.ts';
import type { Scope } from '../store/scope.ts';
import type { Work } from '../work/work.ts';

/**
 * Returns the endpoints whose delivery of a new event is recorded as failed without an attempt, because a quota is used
 * up, and why. The change that caused the event is never refused for it, and the event can be replayed (contract §7).
 */
export async function refusedDeliveries(
  work: Work,
  scope: Scope,
  endpoints: readonly WebhookEndpointRecord[],
): Promise<ReadonlyMap<string, DeliveryFailureReason>> {
  const refused = new Map<string, DeliveryFailureReason>();
  if (endpoints.length === 0) return refused;
  if (!(await hasDeliveryRoom(work, scope, endpoints.length))) {
    for (const { id } of endpoints) refused.set(id, 'quota_exceeded');
  }
  for (const reason of refused.values()) work.settings.onDeliveryRefused?.(reason);
  return refused;
}
