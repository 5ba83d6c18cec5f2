import type { Scope } from '../store/scope.ts';
import type { Work } from '../work/work.ts';
import { quotaLimit } from './limits/quota-limit.ts';
import { readQuotaUsage } from './quota-usage.ts';

/** Whether `count` more deliveries fit into the quota `pending_deliveries`. Takes the room that they need. */
export async function hasDeliveryRoom(work: Work, scope: Scope, count: number): Promise<boolean> {
  const { settings, tables, now } = work;
  const { deliveryRoom } = settings;
  const owner = `${scope.organization_id}:${scope.environment}`;
  if (deliveryRoom?.take(owner, count)) return true;
  if (deliveryRoom?.isFull(owner, now)) return false;
  const organization = await tables.organizations.get(scope.organization_id);
  if (organization === undefined) return true;
  const limit = quotaLimit(settings, organization, 'pending_deliveries');
  if (limit === null) {
    deliveryRoom?.noteLeft(owner, null, 0);
    return true;
  }
  const { used } = await readQuotaUsage(tables, scope, 'pending_deliveries', now);
  const left = limit - used - count;
  if (left >= 0) deliveryRoom?.noteLeft(owner, limit, left);
  else deliveryRoom?.noteFull(owner, now);
  return left >= 0;
}
