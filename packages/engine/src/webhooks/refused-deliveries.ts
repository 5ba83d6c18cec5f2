import { claimAvailable } from '../quotas/claim-quota.ts';
import { hasDeliveryRoom } from '../quotas/has-delivery-room.ts';
import type { DeliveryFailureReason, WebhookEndpointRecord } from '../store/records.ts';
import type { Scope } from '../store/scope.ts';
import type { Work } from '../work/work.ts';
import { isProven } from './proven-endpoint.ts';

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
  if (!(await hasDeliveryRoom(work, scope, endpoints.length))) {
    for (const { id } of endpoints) refused.set(id, 'quota_exceeded');
  } else {
    for (const { id } of await unprovenBeyondQuota(work, scope, endpoints)) {
      refused.set(id, 'endpoint_unproven');
    }
  }
  for (const reason of refused.values()) work.settings.onDeliveryRefused?.(reason);
  return refused;
}

/** Returns the unproven endpoints, newest first, that get no delivery in this hour any more. */
async function unprovenBeyondQuota(
  work: Work,
  scope: Scope,
  endpoints: readonly WebhookEndpointRecord[],
): Promise<readonly WebhookEndpointRecord[]> {
  const unproven = endpoints.filter((endpoint) => !isProven(endpoint));
  if (unproven.length === 0) return [];
  const organization = await work.tables.organizations.get(scope.organization_id);
  if (organization === undefined) return [];
  const user = { ...work, ...scope, organization };
  const granted = await claimAvailable(user, 'unproven_deliveries_per_hour', unproven.length);
  return unproven.slice(granted);
}
